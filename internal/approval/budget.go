// The budget: working days on which at least one clock ran.

package approval

import (
	"slices"

	"guatu/internal/workday"
)

// spent are the days of a budget.
type spent struct {
	used      int32
	applicant int32
	first     workday.Date // the first acceptance; no date before it
}

// spend counts the budget of a course. A day on which several clocks ran counts
// once; stops of one item take nothing from a day on which another ran.
func (c *course) spend(past []rounds) spent {
	var s spent
	cal := c.budgetCalendar()
	c.days = c.days[:0]
	for _, i := range c.net.inCone {
		from := len(c.days)
		if past != nil && past[i].began != 0 {
			s.begin(past[i].began)
			c.days = append(c.days, past[i].days...)
		}
		if accepted := c.times[i].accepted; accepted != 0 {
			s.begin(accepted)
			c.days = without(c.days, c.counting(i), c.stops(&c.tracks[i]))
		}
		if clk := c.clock(i); clk.cal != cal && !clk.days {
			c.days = workedOnly(c.days, from, clk.cal)
		}
	}
	if s.first == 0 {
		return s
	}
	c.days = union(c.days)
	c.share(&s)
	return s
}

// begin keeps the first acceptance.
func (s *spent) begin(accepted workday.Date) {
	if s.first == 0 || accepted < s.first {
		s.first = accepted
	}
}

// share counts the days of the union, and those between that are the applicant's:
// after the first acceptance, up to the grant that ends the budget.
func (c *course) share(s *spent) {
	clk, end := clock{cal: c.budgetCalendar()}, c.today
	if until := c.net.until; until >= 0 && c.tracks[until].phase == granted {
		end = c.tracks[until].decided
	}
	s.applicant = clk.counted(span{s.first, end}, c.days)
	for _, d := range c.days {
		s.used += clk.number(d.to) - clk.number(d.from)
	}
}

// budgetCalendar counts the budget: the one its last item was closed with, if it is.
func (c *course) budgetCalendar() *workday.Calendar {
	if until := c.net.until; until >= 0 && c.tracks[until].phase == granted {
		return c.clock(until).cal
	}
	return c.cal
}

// workedOnly splits the spans from a number on into the days that are worked by the
// calendar a clock was closed with: on the others it did not run.
func workedOnly(spans []span, from int, cal *workday.Calendar) []span {
	whole := slices.Clone(spans[from:])
	spans = spans[:from]
	for _, s := range whole {
		for d := s.from + 1; d <= s.to; d++ {
			if cal.Index(d) != cal.Index(d-1) {
				spans = append(spans, span{d - 1, d})
			}
		}
	}
	return spans
}
