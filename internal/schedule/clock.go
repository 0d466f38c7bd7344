// Reckoning with mornings.
//
// Inside the engine a Date stands for the morning of its day. An activity lies
// between two mornings: that of its first day and that of the day after its last,
// which is the evening of its last. So a finish and the start that follows it on
// the next day are one number.

package schedule

import "guatu/internal/workday"

// A span is where an activity lies: from the morning start up to the morning end.
type span struct{ start, end workday.Date }

// never is later than any day: no bound at all, and what runs out of all dates.
const never = workday.LastDate + 1

// A clock moves mornings by days of either unit. All its functions are kept within
// FirstDate and never, so that no sum overflows.
type clock struct{ cal *workday.Calendar }

// worked is how many working days there are before a morning.
func (c clock) worked(m workday.Date) int32 { return int32(c.cal.Index(m - 1)) }

// morning is that of the working day with n working days before it.
func (c clock) morning(n int32) workday.Date { return c.cal.At(int(n) + 1) }

// evening is the end of the n-th working day: the morning after it.
func (c clock) evening(n int32) workday.Date { return c.cal.At(int(n)) + 1 }

// kept cuts a sum of calendar days to the days there are.
func kept(m workday.Date) workday.Date { return min(max(m, workday.FirstDate), never) }

// shift is the earliest morning a link allows when its predecessor's end lies on
// the morning m. A lag in working days leads from a start to the morning of a
// working day and from a finish to the evening of one.
func (c clock) shift(m workday.Date, l *edge) workday.Date {
	switch {
	case l.lag == 0:
		return m
	case l.how&lagWorked == 0:
		return kept(m + workday.Date(l.lag))
	case l.how&fromMorning != 0:
		return c.morning(c.worked(m) + l.lag)
	}
	return c.evening(c.worked(m) + l.lag)
}

// unshift is the inverse the backward pass needs: the latest morning of the
// predecessor from which shift does not lead beyond m.
func (c clock) unshift(m workday.Date, l *edge) workday.Date {
	switch {
	case l.lag == 0:
		return m
	case l.how&lagWorked == 0:
		return kept(m - workday.Date(l.lag))
	case l.how&fromMorning != 0:
		return c.cal.At(c.cal.Index(m) - int(l.lag))
	}
	return c.morning(c.worked(m) - l.lag)
}
