// The order of the network, or the cycle that leaves it none.

package schedule

import (
	"slices"
	"strings"

	"guatu/internal/fault"
)

// A visit is one activity on the way down through what it waits for.
type visit struct{ act, link int32 }

// wholeList is where a mistake stands that belongs to no single activity.
const wholeList = "activities"

const (
	unseen = iota
	open   // on the way down
	placed // in the order
	caught // in a cycle that was named
)

// sort puts every activity after those it waits for, in the order of the input as
// far as that goes, and names the cycles; two cycles that share an activity are
// named once. It walks with a stack of its own: a chain may be 200,000 long.
func (g *grid) sort(m *mistakes) {
	g.order = make([]int32, 0, len(g.acts))
	mark := make([]uint8, len(g.acts))
	var way []visit
	for root := range g.acts {
		if mark[root] != unseen {
			continue
		}
		way = append(way, visit{int32(root), g.first[root]})
		mark[root] = open
		for len(way) > 0 {
			at := &way[len(way)-1]
			if at.link == g.first[at.act+1] {
				g.order = append(g.order, at.act)
				mark[at.act] = max(mark[at.act], placed)
				way = way[:len(way)-1]
				continue
			}
			pred := g.links[at.link].pred
			at.link++
			switch mark[pred] {
			case unseen:
				mark[pred] = open
				way = append(way, visit{pred, g.first[pred]})
			case open:
				g.nameCycle(way, pred, mark, m)
			}
		}
	}
}

// nameCycle notes the cycle that closes at pred, unless one of its activities was
// named in another. The way runs from what waits to what it waits for; a cycle
// reads the other way, from the activity that comes first in the input.
func (g *grid) nameCycle(way []visit, pred int32, mark []uint8, m *mistakes) {
	from := len(way) - 1
	for way[from].act != pred {
		from--
	}
	var ring []int32
	for _, v := range slices.Backward(way[from:]) {
		if mark[v.act] == caught {
			return
		}
		ring = append(ring, v.act)
	}
	lowest := slices.Index(ring, slices.Min(ring))
	ids := make([]string, 0, len(ring)+1)
	for k := range ring {
		act := ring[(lowest+k)%len(ring)]
		mark[act] = caught
		ids = append(ids, g.acts[act].ID)
	}
	cycle := strings.Join(append(ids, ids[0]), " → ")
	m.note(cycle, fault.New(fault.Invalid, "schedule.cycle", "cycle", cycle).At(wholeList))
}
