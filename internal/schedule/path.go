// The critical path: the chain that sets the finish.

package schedule

import (
	"slices"

	"guatu/internal/workday"
)

// path is the chain of unfinished activities, first to last, each the reason for
// the dates of the next, the last of which ends the plan. Of several that end on
// its last day it is the one that stands last in the order; of several reasons,
// the first in the input. Empty when nothing unfinished ends the plan.
func (g *grid) path(last workday.Date, early []span, reason []int32) []int32 {
	at := int32(-1)
	for _, j := range slices.Backward(g.order) {
		if _, end := g.days(j, early[j], early[j]); g.state[j] != Finished && end == last {
			at = j
			break
		}
	}
	var chain []int32
	for at >= 0 && g.state[at] != Finished {
		chain = append(chain, at)
		if reason[at] < 0 {
			break
		}
		at = g.links[reason[at]].pred
	}
	slices.Reverse(chain)
	return chain
}
