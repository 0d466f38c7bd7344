// The budget: working days on which at least one clock ran.

package approval

import "guatu/internal/workday"

// spent are the days of a budget.
type spent struct {
	used      int32
	applicant int32
	first     workday.Date // the first acceptance; no date before it
}

// spend counts the budget of a course. A day on which several clocks ran counts
// once; stops of one item take nothing from a day on which another ran.
func (c *course) spend(past [][]span) spent {
	var s spent
	c.days = c.days[:0]
	for _, i := range c.net.inCone {
		if accepted := c.times[i].accepted; accepted != 0 {
			s.begin(accepted)
			c.days = without(c.days, c.counting(i), c.stops(&c.tracks[i]))
		}
		if past != nil && len(past[i]) > 0 {
			s.begin(past[i][0].from)
			c.days = append(c.days, past[i]...)
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
	until := c.net.until
	clk, end := clock{cal: c.cal}, c.today
	if c.tracks[until].phase == granted {
		clk.cal, end = c.clock(until).cal, c.tracks[until].decided
	}
	s.applicant = clk.counted(span{s.first, end}, c.days)
	for _, d := range c.days {
		s.used += clk.number(d.to) - clk.number(d.from)
	}
}
