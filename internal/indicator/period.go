// Periods: which days a value is about.

package indicator

import (
	"time"

	"guatu/internal/workday"
)

// A Period is a length of time in the office's calendar.
type Period string

const (
	OfDay     Period = "day"
	TenDays   Period = "ten_days" // 旬: 1–10, 11–20, 21 to the month's end
	OfMonth   Period = "month"
	OfQuarter Period = "quarter"
	OfHalf    Period = "half"
	OfYear    Period = "year"
)

// Periods are all, short to long.
var Periods = []Period{OfDay, TenDays, OfMonth, OfQuarter, OfHalf, OfYear}

// precision is how a date says that it means the whole period; none does for 旬.
func (p Period) precision() workday.Precision {
	return map[Period]workday.Precision{OfDay: workday.ToDay, OfMonth: workday.ToMonth, OfQuarter: workday.ToQuarter, OfHalf: workday.ToHalf, OfYear: workday.ToYear}[p]
}

// Named is the period in which a day lies, by name: 2026-10, 2026-Q3.
func (p Period) Named(on workday.Date) workday.When {
	return workday.When{First: p.Around(on).From, Precision: p.precision()}
}

// Whole is the last period that was over on a day.
func (p Period) Whole(on workday.Date) Span {
	s := p.Around(on)
	if s.To > on {
		s = p.Around(s.From - 1)
	}
	return s
}

// A Span is the days of a period, both ends counted in.
type Span struct {
	From workday.Date `json:"from"`
	To   workday.Date `json:"to"`
}

// Around is the whole period in which a day lies.
func (p Period) Around(on workday.Date) Span {
	y, m, d := on.Civil()
	months := map[Period]int{OfMonth: 1, OfQuarter: 3, OfHalf: 6, OfYear: 12}[p]
	switch {
	case months > 0:
		first := (int(m)-1)/months*months + 1
		return Span{civil(y, first, 1), civil(y, first+months, 1) - 1}
	case p == TenDays:
		at := min((d-1)/10, 2)
		end := civil(y, int(m), 10*at+10)
		if at == 2 {
			end = civil(y, int(m)+1, 1) - 1
		}
		return Span{civil(y, int(m), 10*at+1), end}
	}
	return Span{on, on}
}

// UpTo is the period in which a day lies, up to that day.
func (p Period) UpTo(on workday.Date) Span {
	return Span{p.Around(on).From, on}
}

// YearTo is the year in which the span ends, up to its end (本年累计).
func (s Span) YearTo() Span { return Span{civil(s.To.Year(), 1, 1), s.To} }

// YearBefore is the same days a year earlier (上年同期). What ends with a month ends
// with it then too, so that February compares with February.
func (s Span) YearBefore() Span {
	return Span{yearBefore(s.From, false), yearBefore(s.To, true)}
}

func yearBefore(day workday.Date, end bool) workday.Date {
	y, m, d := day.Civil()
	last := (civil(y-1, int(m)+1, 1) - 1).Day()
	if d >= last || end && (day+1).Day() == 1 {
		d = last
	}
	return civil(y-1, int(m), d)
}

// Before is the period before the one in which the span begins (上期, 环比), of as
// many days as have passed of this one, at most all of it.
func (s Span) Before(p Period) Span {
	was := p.Around(s.From - 1)
	if s.To == p.Around(s.From).To {
		return was
	}
	return Span{was.From, min(was.To, was.From+(s.To-s.From))}
}

// civil is a date of which the month may lie outside the year.
func civil(year, month, day int) workday.Date {
	return workday.NewDate(year, time.Month(month), day)
}
