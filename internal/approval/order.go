// The order of a network, or the cycle that leaves it none; and the items its
// budget runs over.

package approval

import (
	"slices"
	"strings"
)

// sort puts every item after those it waits for, in the order of the input as far
// as that goes, and names what stands in its way.
func (n *Network) sort(m *mistakes) {
	n.order = make([]int32, 0, len(n.items))
	mark := make([]uint8, len(n.items))
	var way []int32
	for i := range n.items {
		n.descend(int32(i), mark, &way, m)
	}
	n.place = make([]int32, len(n.items))
	for at, i := range n.order {
		n.place[i] = int32(at)
	}
}

// Marks of the walk.
const (
	unseen = iota
	open   // on the way down
	placed // in the order
)

// descend places what an item waits for, then the item. The depth is bounded by
// MaxItems.
func (n *Network) descend(i int32, mark []uint8, way *[]int32, m *mistakes) {
	if mark[i] != unseen {
		return
	}
	mark[i] = open
	*way = append(*way, i)
	for _, e := range n.needsOf(i) {
		if mark[e.item] == open {
			n.nameCycle((*way)[slices.Index(*way, e.item):], m)
			continue
		}
		n.descend(e.item, mark, way, m)
	}
	*way = (*way)[:len(*way)-1]
	mark[i] = placed
	n.order = append(n.order, i)
}

// nameCycle notes a cycle. The way runs from what waits to what it waits for; the
// cycle reads the other way, from the item that comes first in the input.
func (n *Network) nameCycle(ring []int32, m *mistakes) {
	ring = slices.Clone(ring)
	slices.Reverse(ring)
	lowest := slices.Index(ring, slices.Min(ring))
	ids := make([]string, 0, len(ring)+1)
	for k := range ring {
		i := ring[(lowest+k)%len(ring)]
		ids = append(ids, n.items[i].ID)
	}
	cycle := strings.Join(append(ids, ids[0]), " → ")
	m.note(cycle, wrongAt(wholeList, "approval.cycle", "cycle", cycle))
}

// aim finds the items the budget runs over.
func (n *Network) aim(m *mistakes) {
	n.cone = make([]bool, len(n.items))
	checkBudget(n.budget, m)
	if n.budget.Until == "" {
		return
	}
	until, known := n.number[n.budget.Until]
	if !known { // all items lead to one that is not listed yet
		for i := range n.cone {
			n.cone[i] = true
		}
		n.inCone = n.order
		return
	}
	n.until, n.cone[until] = until, true
	for _, i := range slices.Backward(n.order) {
		if n.cone[i] {
			n.reach(i)
		}
	}
	for _, i := range n.order {
		if n.cone[i] {
			n.inCone = append(n.inCone, i)
		}
	}
}

// reach takes what an item waits for into the cone.
func (n *Network) reach(i int32) {
	for _, e := range n.needsOf(i) {
		n.cone[e.item] = true
	}
}

func checkBudget(b Budget, m *mistakes) {
	if b.Limit < 0 || b.Limit > MaxDays {
		m.mistaken("budget.limit", "approval.days", "days", b.Limit, "max", MaxDays)
	}
}

// Waves are, for each item in the order of the input, how many items one after the
// other stand before it: 0 needs nothing. Items of one wave can go in parallel. The
// items have an order, as those of a network.
func Waves(items []Item) []int {
	at := make(map[string]int, len(items))
	for i := range items {
		at[items[i].ID] = i
	}
	waves := make([]int, len(items))
	for i := range waves {
		waves[i] = -1
	}
	var wave func(i int) int
	wave = func(i int) int {
		if waves[i] >= 0 {
			return waves[i]
		}
		waves[i] = 0
		deepest := 0
		for _, need := range slices.Concat(items[i].Needs, items[i].GrantNeeds) {
			if k, known := at[need]; known {
				deepest = max(deepest, wave(k)+1)
			}
		}
		waves[i] = deepest
		return deepest
	}
	for i := range items {
		wave(i)
	}
	return waves
}
