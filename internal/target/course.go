// The trajectory of a project that stood still for some of the year.

package target

import (
	"time"

	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/workday"
)

// A Course is one project's trajectory: the curve, and the days on which a
// granted pause held. On those days nothing falls due, so the share due by a day
// is the curve at the day less as many days as stood still in the year up to it;
// between the ends of months the curve rises evenly, by the day. Without such
// days the share due by the end of a month is the curve's, to the digit (n/12 for
// the linear one); with them the year ends below 100.00, by what was not due.
type Course struct {
	Curve Curve
	Still lifecycle.Still
}

// Due is the share due by the end of a month.
func (c Course) Due(month workday.When) money.Points {
	if len(c.Still) == 0 {
		return c.Curve.Due(month.First.Month())
	}
	eve := workday.NewDate(month.First.Year(), time.January, 1) - 1
	return c.Curve.on(eve, c.Still.Running(eve, month.Last()))
}

// on is the curve on a day of the year after eve; nothing is due on eve itself.
func (c Curve) on(eve, day workday.Date) money.Points {
	if day <= eve {
		return 0
	}
	_, m, d := day.Civil()
	before := money.Points(0)
	if m > time.January {
		before = c[m-2]
	}
	days := int64(workday.InMonth(day.Year(), m).Last().Day())
	rise := int64(c[m-1]-before) * int64(d)
	return before + money.Points((2*rise+days)/(2*days)) // half up: the curve never falls
}
