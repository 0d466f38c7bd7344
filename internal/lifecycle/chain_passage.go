package lifecycle

// The time between two stages of one project, no more exact than its dates.

import "guatu/internal/workday"

// A PassageState says what is known of the time between two stages.
type PassageState string

const (
	PassageExact     PassageState = "exact"     // both dates to the day: so many days
	PassageMonth     PassageState = "month"     // both at least to the month: between so many and so many days
	PassageRough     PassageState = "rough"     // a date only to the quarter, the half or the year: no days
	PassageUndated   PassageState = "undated"   // both reached, a date not reported
	PassageBackwards PassageState = "backwards" // the later stage is dated before the earlier: a mistake, or a step out of order
	PassageOpen      PassageState = "open"      // the later one not reached yet: still running
	PassageLeft      PassageState = "left"      // left the chain before it
)

// PassageStates are all, in the order pages show them.
var PassageStates = []PassageState{PassageExact, PassageMonth, PassageRough, PassageUndated, PassageBackwards, PassageOpen, PassageLeft}

// A Passage is the time from one stage to a later one. Low and High bound the days:
// equal where both dates are days; else the least and the most that months allow,
// never below nought, for the order of the chain is taken as kept. They hold where
// Dated. Of an open one they are its age by the day.
type Passage struct {
	From  workday.When `json:"from,omitzero"`
	To    workday.When `json:"to,omitzero"`
	State PassageState `json:"state"`
	Dated bool         `json:"dated"`
	Low   int          `json:"low"`
	High  int          `json:"high"`
}

// Between is the time from one stage to another; ok is false for a project that
// has not reached the first one.
func (c *Chain) Between(from, to Stage) (s Passage, ok bool) {
	i, j := from.Order()-1, to.Order()-1
	if i < 0 || j < 0 || i >= exitedAt || j >= exitedAt {
		return s, false
	}
	return c.between(i, j)
}

func (c *Chain) between(i, j int) (s Passage, ok bool) {
	if !c.reached[i] {
		return s, false
	}
	s.From, s.To = c.since[i], c.since[j]
	switch {
	case c.reached[j]:
		c.finish(&s, i, j)
	case c.Left():
		s.State = PassageLeft
	default:
		s.State = PassageOpen
		if s.From.Precision >= workday.ToMonth {
			s.Dated, s.Low, s.High = true, int(c.on-c.end[i]), int(c.on-s.From.First)
		}
	}
	return s, true
}

// finish tells how long a finished passage was.
func (c *Chain) finish(s *Passage, i, j int) {
	switch {
	case s.From.IsZero() || s.To.IsZero():
		s.State = PassageUndated
		return
	case min(s.From.Precision, s.To.Precision) < workday.ToMonth:
		s.State = PassageRough
		return
	}
	low, high := int(s.To.First-c.end[i]), int(c.end[j]-s.From.First)
	if high < 0 {
		s.State = PassageBackwards
		return
	}
	s.State, s.Dated, s.Low, s.High = PassageMonth, true, max(0, low), high
	if min(s.From.Precision, s.To.Precision) == workday.ToDay {
		s.State = PassageExact
	}
}
