// Changes: what facts do to base indicators, and how two sets of facts differ.

package indicator

import (
	"cmp"
	"slices"

	"guatu/internal/workday"
)

// One is one whole project, report or fact in counts: they are kept in
// ten-thousandths, the unit in which shares of joint parks are written, so that 60
// per cent of one project is a number.
const One = 10000

// A Change is one signed change of a base indicator: from Day on, the unit's value
// is Amount more. Day 0 is "since ever": what was reached without saying when
// stands as of every day and falls into no period. Facts and Lacks count what
// stands behind the amount: facts that gave one, facts that should have and did
// not. Unit is the unit's place in a Roll, Column the indicator's in a Plan.
type Change struct {
	Day    workday.Date
	Unit   int32
	Column int32
	Facts  int32
	Lacks  int32
	Amount int64 // yuan, or counts in ten-thousandths (One)
}

// nothing tells that a change changes nothing.
func (c *Change) nothing() bool { return c.Amount == 0 && c.Facts == 0 && c.Lacks == 0 }

// Net is what turns the effect of old into that of now: one change a unit, column
// and day, in that order, and none that changes nothing. old and now are not kept.
func Net(old, now []Change) []Change {
	all := make([]Change, 0, len(old)+len(now))
	for _, c := range old {
		c.Amount, c.Facts, c.Lacks = -c.Amount, -c.Facts, -c.Lacks
		all = append(all, c)
	}
	return merged(append(all, now...))
}

// merged sorts changes in place and adds those of one cell and day together.
func merged(all []Change) []Change {
	slices.SortFunc(all, func(a, b Change) int {
		return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Day, b.Day))
	})
	kept := all[:0]
	for from := 0; from < len(all); {
		c, to := all[from], from+1
		for ; to < len(all) && all[to].Unit == c.Unit && all[to].Column == c.Column && all[to].Day == c.Day; to++ {
			c.Amount, c.Facts, c.Lacks = c.Amount+all[to].Amount, c.Facts+all[to].Facts, c.Lacks+all[to].Lacks
		}
		if !c.nothing() {
			kept = append(kept, c)
		}
		from = to
	}
	return kept
}
