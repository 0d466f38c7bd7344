// The unit tree as values roll up along it.

package indicator

import (
	"math/bits"

	"guatu/internal/access"
)

// An Amount is what a base indicator stands at: a sum, the facts behind it and
// those that were asked for and lack the figure, both in ten-thousandths (One).
type Amount struct {
	Sum   int64
	Facts int64
	Lacks int64
}

func (a Amount) plus(b Amount) Amount {
	return Amount{a.Sum + b.Sum, a.Facts + b.Facts, a.Lacks + b.Lacks}
}

// Less is what came between two days: this one less the earlier.
func (a Amount) Less(b Amount) Amount {
	return Amount{a.Sum - b.Sum, a.Facts - b.Facts, a.Lacks - b.Lacks}
}

// A Roll is a unit tree in the form the engine walks. Units have places, which they
// keep for ever: a Roll made from another gives known units the same place, so that
// a Book outlives changes of the tree.
type Roll struct {
	ids   []string
	place map[string]int
	above [][]hand // by unit
	order []int32  // children before their parents
}

// A hand is a parent and its share of what the unit hands up.
type hand struct {
	parent int32
	share  int64 // of access.WholeShare
}

// NewRoll settles the places of a tree's units; was may be nil. The tree has been
// checked (access.NewTree): no circle, shares that add up.
func NewRoll(tree *access.Tree, was *Roll) *Roll {
	r := &Roll{place: map[string]int{}}
	if was != nil {
		for _, id := range was.ids {
			r.settle(id)
		}
	}
	for _, u := range tree.Units() {
		r.settle(u.ID)
	}
	r.above = make([][]hand, len(r.ids))
	waits := make([]int, len(r.ids)) // children that were not yet ordered
	for _, u := range tree.Units() {
		for _, p := range u.Parents {
			at := r.place[p.Parent]
			r.above[r.place[u.ID]] = append(r.above[r.place[u.ID]], hand{int32(at), int64(p.Share)})
			waits[at]++
		}
	}
	r.sort(waits)
	return r
}

func (r *Roll) settle(id string) {
	if _, ok := r.place[id]; !ok {
		r.place[id] = len(r.ids)
		r.ids = append(r.ids, id)
	}
}

// sort puts every unit after its children.
func (r *Roll) sort(waits []int) {
	for u, n := range waits {
		if n == 0 {
			r.order = append(r.order, int32(u))
		}
	}
	for i := 0; i < len(r.order); i++ {
		for _, h := range r.above[r.order[i]] {
			if waits[h.parent]--; waits[h.parent] == 0 {
				r.order = append(r.order, h.parent)
			}
		}
	}
}

// Place is the place of a unit; -1 for one that was never in the tree.
func (r *Roll) Place(unit string) int {
	if at, ok := r.place[unit]; ok {
		return at
	}
	return -1
}

// ID is the unit at a place.
func (r *Roll) ID(place int) string { return r.ids[place] }

// Units is how many places there are.
func (r *Roll) Units() int { return len(r.ids) }

// split hands the n-th parent its part of a whole by largest remainders.
func split(whole int64, above []hand, n int) int64 {
	if len(above) == 1 {
		return whole
	}
	size := uint64(whole)
	if whole < 0 {
		size = -size
	}
	mine, rest := portion(size, above[n].share)
	left := size
	before := uint64(0) // parents whose remainder goes before this one's
	for i, h := range above {
		part, remainder := portion(size, h.share)
		left -= part
		if remainder > rest || remainder == rest && i < n {
			before++
		}
	}
	if before < left {
		mine++
	}
	if whole < 0 {
		return -int64(mine)
	}
	return int64(mine)
}

// portion is a share of a whole rounded down, and its remainder.
func portion(size uint64, share int64) (part, remainder uint64) {
	hi, lo := bits.Mul64(size, uint64(share))
	return bits.Div64(hi, lo, access.WholeShare)
}

// parts are what the n-th parent gets of an amount.
func (a Amount) parts(above []hand, n int) Amount {
	if len(above) == 1 {
		return a
	}
	return Amount{split(a.Sum, above, n), split(a.Facts, above, n), split(a.Lacks, above, n)}
}
