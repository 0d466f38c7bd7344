// Tracks: what the facts of one item come to, in the form that sweeps read.

package approval

import "guatu/internal/workday"

// phase is how far an item is by its own facts alone, whatever the day.
type phase uint8

const (
	idle      phase = iota // nothing under way: blocked or ready, as its needs say
	submitted              // waiting for an answer, unless silence has given it
	running                // accepted, undecided
	granted
	refused
	withdrawn
)

// decided tells that the item has its decision.
func (p phase) decided() bool { return p >= granted }

// A track is one item's clock. Its stops are a union in a list of the project.
type track struct {
	accepted workday.Date // the day of submission while that is not answered
	decided  workday.Date
	first    int32 // the stops: from first up to last
	last     int32
	phase    phase
}

// A story is what a track leaves out and reasons are made of.
type story struct {
	submitted workday.Date // the submission in force
	silent    bool         // accepted because nobody answered
	void      workday.Date // a return that came too late to have force
	returned  *Fact        // what was asked for and is not sent again yet
	stops     []halt
	missing   []document
	past      rounds // those before, which were refused or withdrawn
}

// Rounds are what was counted before the round that is under way.
type rounds struct {
	began workday.Date // the first acceptance; no date where there was none
	days  []span
}

// A halt is one stop with the day it ended or will end by itself.
type halt struct {
	fact    *Fact
	end     workday.Date
	resumed bool
}

// unionOf are stops as the days they cover.
func unionOf(stops []halt) []span {
	if len(stops) == 0 {
		return nil
	}
	spans := make([]span, len(stops))
	for i, h := range stops {
		spans[i] = span{h.fact.On, h.end}
	}
	return union(spans)
}

// A document is one accepted as missing.
type document struct {
	name     string
	by       workday.Date
	supplied workday.Date
	at       int // the fact that named it
}
