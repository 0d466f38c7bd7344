// Questions: base indicators in small numbers, since they are put a million times.

package indicator

import (
	"slices"

	"guatu/internal/lifecycle"
)

// A question is what a base indicator asks of every project: its words as places, so
// that fifty of them lie together in memory and none is compared letter by letter.
type question struct {
	where        uint64 // the bit of its selection
	until        []uint8
	of, event    uint8
	basis, sense uint8
	stage        uint8
	kept, meet   int8 // −1: none
	byThen       bool
}

// What a question asks for, in the order of Quantities.
const (
	asksCount uint8 = iota
	asksTotal
	asksFixedAsset
	asksYearPlan
	asksYearDone
	asksTotalDone
)

// When it counts. A flow counts by what was said of the stage itself, a stock also by
// what later stages prove.
const (
	whenNever uint8 = iota
	whenRegistered
	whenReached
	whenSaid
	whenPlanned
	whenFirstPlanned
)

// senses by place.
var senses = [2]lifecycle.Sense{lifecycle.Dispatch, lifecycle.Statistics}

// questionOf puts a checked definition into numbers; where is its selection's place.
func questionOf(d *Definition, where int) question {
	b := d.Base
	q := question{where: 1 << where, of: uint8(slices.Index(Quantities, b.Of)), basis: uint8(basisAt(b.Basis)), kept: -1, meet: -1}
	if b.Sense == lifecycle.Statistics {
		q.sense = 1
	}
	if b.Stage != "" {
		q.stage = uint8(b.Stage.Order() - 1)
	}
	if b.Kept != "" {
		q.kept = int8(b.Kept.Order() - 1)
	}
	if b.Meet != nil {
		q.meet, q.byThen = int8(b.Meet.Stage.Order()-1), b.Meet.Within == ByThen
	}
	for _, stage := range b.Until {
		q.until = append(q.until, uint8(stage.Order()-1))
	}
	q.event = map[Event]uint8{Registered: whenRegistered, Reached: whenReached, Planned: whenPlanned, FirstPlanned: whenFirstPlanned}[b.Event]
	if q.event == whenReached && d.Read != Stock {
		q.event = whenSaid
	}
	return q
}
