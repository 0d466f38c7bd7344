// Clocks: how many days have counted, and on which day a limit is reached.

package approval

import "guatu/internal/workday"

// A clock counts the days of one item's unit by one calendar (审批计时).
type clock struct {
	cal  *workday.Calendar
	days bool // every day counts
}

// number is how many counted days there are up to a day: two reads make a sum.
func (c clock) number(d workday.Date) int32 {
	if c.days {
		return int32(d)
	}
	return int32(c.cal.Index(d))
}

// counted is how many days of a span count that no stop covers; the stops are a
// union.
func (c clock) counted(s span, stops []span) int32 {
	if s.to <= s.from {
		return 0
	}
	n := c.number(s.to) - c.number(s.from)
	for _, stop := range stops {
		if stop.from >= s.to {
			break
		}
		if from, to := max(stop.from, s.from), min(stop.to, s.to); from < to {
			n -= c.number(to) - c.number(from)
		}
	}
	return n
}

// due is the day on which the n-th counted day after an acceptance falls; for n = 0
// the day of acceptance. In calendar days a day off moves to the next working day.
func (c clock) due(accepted workday.Date, n int32, stops []span) workday.Date {
	if n > 0 {
		for _, stop := range stops {
			if stop.from > accepted {
				open := c.number(stop.from) - c.number(accepted)
				if open >= n {
					break
				}
				n -= open
			}
			accepted = max(accepted, stop.to)
		}
	}
	return c.after(accepted, n)
}

// after is due where nothing stops the clock.
func (c clock) after(accepted workday.Date, n int32) workday.Date {
	switch {
	case accepted >= workday.LastDate:
		return never
	case c.days:
		return c.cal.OnOrAfter(min(accepted+workday.Date(n), workday.LastDate))
	case n == 0:
		return accepted
	}
	return c.cal.At(c.cal.Index(accepted) + int(n))
}

// before is the latest day of acceptance from which a limit is reached on the day
// last, or before it.
func (c clock) before(last workday.Date, n int32) workday.Date {
	switch {
	case c.days:
		return c.cal.OnOrBefore(last) - workday.Date(n)
	case n == 0:
		return last
	}
	return c.cal.At(c.cal.Index(last) - int(n))
}
