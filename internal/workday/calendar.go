// The calendar: notices and overrides laid over Monday to Friday.

package workday

import (
	"maps"
	"slices"
)

// A Calendar knows which days are worked. It never changes and may be shared;
// make one with Default, EveryDay, With or WithLocal: its zero value has no
// tables and is of no use.
type Calendar struct {
	notices []Notice
	local   []Override
	ruled   map[Date]ruling // what notices and overrides say
	years   map[int]bool    // years that have a notice
	table   table
	version string
	every   bool
}

// A ruling is what the last word on a day was.
type ruling struct {
	works  bool
	reason Reason
}

// EveryDay is the calendar that counts every day, for limits in plain days.
func EveryDay() *Calendar { return everyDay }

var everyDay = &Calendar{every: true, version: "every"}

// With lays a later notice over the calendar: the days it names are ruled by
// it, every other day stays as it was, and its year counts as published. Faults
// are those of Notice.Check.
func (c *Calendar) With(n Notice) (*Calendar, error) {
	if err := n.Check(); err != nil {
		return nil, err
	}
	if c.every {
		return c, nil
	}
	return newCalendar(append(slices.Clip(c.notices), n), c.local), nil
}

// WithLocal puts the office's own days over the calendar, in place of those it
// had. They rule over every notice, also over one that comes later. All that is
// wrong with them is reported.
func (c *Calendar) WithLocal(over []Override) (*Calendar, error) {
	if err := checkLocal(over); err != nil {
		return nil, err
	}
	if c.every {
		return c, nil
	}
	return newCalendar(c.notices, slices.Clone(over)), nil
}

// newCalendar lays checked notices and overrides over the weekdays, in order.
func newCalendar(notices []Notice, local []Override) *Calendar {
	c := &Calendar{notices: notices, local: local, ruled: map[Date]ruling{}, years: map[int]bool{}}
	for _, n := range notices {
		c.years[n.Year] = true
		for _, day := range n.Days {
			c.ruled[day.Date] = ruling{!day.Off, Reason{kindOf(day.Off), day.Name}}
		}
	}
	for _, o := range local {
		c.ruled[o.Date] = ruling{o.Works, Reason{Local, o.Name}}
	}
	c.table = newTable(c.ruled)
	c.version = c.fingerprint()
	return c
}

func kindOf(off bool) Kind {
	if off {
		return Holiday
	}
	return MakeUp
}

// Works tells whether the day is worked, and by which rule.
func (c *Calendar) Works(d Date) (bool, Reason) {
	if c.every {
		return true, Reason{Kind: Every}
	}
	if r, ok := c.ruled[d]; ok {
		return r.works, r.reason
	}
	works := weekday(d)
	switch {
	case !c.Published(d):
		return works, Reason{Kind: Unpublished}
	case works:
		return true, Reason{Kind: Weekday}
	}
	return false, Reason{Kind: Weekend}
}

// Published tells whether the day's year has its notice; without one a day goes
// by the weekday and shells must warn. The last days of December may still be
// ruled by the next year's notice.
func (c *Calendar) Published(d Date) bool { return c.every || c.years[d.Year()] }

// PublishedThrough is the last day of the last year that has its notice, no
// year between missing; no date where there is none.
func (c *Calendar) PublishedThrough() Date {
	if c.every {
		return LastDate
	}
	years := slices.Sorted(maps.Keys(c.years))
	if len(years) == 0 {
		return 0
	}
	last := years[0]
	for c.years[last+1] {
		last++
	}
	return NewDate(last, 12, 31)
}

// Notices lists the notices in the order they were laid, with their addresses.
func (c *Calendar) Notices() []Notice { return slices.Clone(c.notices) }

// Local lists the office's own days. An Override is stored and sent as JSON.
func (c *Calendar) Local() []Override { return slices.Clone(c.local) }

// weekday is the rule under all notices: Monday to Friday are worked
// (国务院关于职工工作时间的规定 art. 7).
func weekday(d Date) bool { return d.Weekday()-1 < 5 && d.Weekday() != 0 }
