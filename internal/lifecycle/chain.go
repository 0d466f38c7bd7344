package lifecycle

// How far a project has come along the chain by a day, on one basis: what every
// measure of speed and conversion is cut from.

import "guatu/internal/workday"

// A Basis says whose word counts. A figure is cut on one of the two and never on
// both: 淮安 counts 经市认可新开工, counties report what they declare (domain.md 1.1).
type Basis string

const (
	DeclaredBasis   Basis = "declared"   // 申报口径
	RecognisedBasis Basis = "recognised" // 认定口径
)

// Bases are both, as pages show them.
var Bases = []Basis{DeclaredBasis, RecognisedBasis}

// On gives whether the fact holds on a basis, and since when.
func (f StageFact) On(b Basis) (since workday.When, holds bool) {
	if b == RecognisedBasis {
		return f.RecognisedOn, f.Recognised
	}
	return f.DeclaredOn, f.Declared
}

// Places in a Chain; a stage's is its Order less one.
const (
	atCapacityAt   = 6
	inStatisticsAt = 7
	exitedAt       = 8
	chainLength    = 9
)

// A Chain is where one project stands by a day on one basis. A stage is reached
// when it was said so, or when a later one was: what is completed was started. The
// one exception is 达产达效, which entering statistics (列统) does not prove. A stage
// reached only because a later one was has no date: none is invented.
type Chain struct {
	on      workday.Date
	since   [chainLength]workday.When
	end     [chainLength]workday.Date // the last day since can mean, see last
	said    [chainLength]bool
	reached [chainLength]bool
}

// ChainOn cuts the project's chain as of a day.
func (p *Project) ChainOn(b Basis, on workday.Date) Chain {
	c := Chain{on: on}
	for _, f := range p.Stages {
		since, holds := f.On(b)
		if i := f.Stage.Order() - 1; holds && i >= 0 && since.First <= on {
			c.since[i], c.end[i], c.said[i], c.reached[i] = since, c.last(since), true, true
		}
	}
	further := false
	for i := inStatisticsAt; i >= 0; i-- {
		if i != atCapacityAt {
			c.reached[i] = c.reached[i] || further
		}
		further = further || c.reached[i]
	}
	return c
}

// Reached tells whether a stage was reached, and since when; the date is none
// where it was not said.
func (c *Chain) Reached(s Stage) (workday.When, bool) {
	i := s.Order() - 1
	if i < 0 {
		return workday.When{}, false
	}
	return c.since[i], c.reached[i]
}

// In tells whether the stage is dated in a year.
func (c *Chain) In(s Stage, year int) bool { i := s.Order() - 1; return i >= 0 && c.in(i, year) }

func (c *Chain) in(i, year int) bool {
	return !c.since[i].IsZero() && c.since[i].First.Year() == year
}

// Left tells that the project left the chain (退出).
func (c *Chain) Left() bool { return c.reached[exitedAt] }

// Furthest is the last stage reached, leaving aside that a project left; "" is none.
func (c *Chain) Furthest() Stage {
	for i := inStatisticsAt; i >= 0; i-- {
		if c.reached[i] {
			return Stages[i]
		}
	}
	return ""
}

// last is the last day a date can mean on the chain's day: what is known to the
// month lies in it, and not after the day on which it was known.
func (c *Chain) last(w workday.When) workday.Date { return min(w.Last(), c.on) }

// by is the last day by which a stage was certainly reached: its own, or that of
// a later stage that proves it. Zero where no date proves it.
func (c *Chain) by(i int) workday.Date {
	var by workday.Date
	for k := i; k <= inStatisticsAt; k++ {
		if c.since[k].IsZero() || i == atCapacityAt && k == inStatisticsAt {
			continue
		}
		if by == 0 || c.end[k] < by {
			by = c.end[k]
		}
	}
	return by
}
