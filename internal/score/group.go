// Figures about all units of a group.

package score

import (
	"slices"

	"guatu/internal/formula"
)

// A holder is a unit and its value.
type holder struct {
	unit  int
	value formula.Value
}

// group answers one question for the units of a group.
func (r *run) group(c formula.GroupCall, slot int, units []int) {
	there := make([]holder, 0, len(units))
	for _, i := range units {
		r.frames[i].Values[slot] = formula.Value{}
		if r.states[i] == exempt {
			continue
		}
		if v := c.Of.Eval(&r.frames[i]); !v.IsMissing() {
			there = append(there, holder{i, v})
		}
	}
	r.answer(c, slot, units, there)
}

// answer writes the answer of one group.
func (r *run) answer(c formula.GroupCall, slot int, units []int, there []holder) {
	switch c.Fn {
	case formula.RankDown, formula.RankUp, formula.Tied, formula.Normal:
		r.own(c, slot, there)
		return
	}
	v := summary(c.Fn, there)
	for _, i := range units {
		r.frames[i].Values[slot] = v
	}
}

// summary is one figure for the whole group.
func summary(fn formula.GroupFn, there []holder) formula.Value {
	if fn == formula.GroupCount {
		n := 0
		for _, h := range there {
			if h.value.Type() != formula.Bool || h.value.IsYes() {
				n++
			}
		}
		return formula.Int(n)
	}
	if len(there) == 0 {
		return formula.Missing(formula.Nothing)
	}
	least, most, sum := there[0].value, there[0].value, formula.Int(0)
	for _, h := range there {
		sum = sum.Plus(h.value)
		if h.value.Compare(least) < 0 {
			least = h.value
		}
		if h.value.Compare(most) > 0 {
			most = h.value
		}
	}
	switch fn {
	case formula.GroupSum:
		return sum
	case formula.GroupMean:
		return sum.Over(formula.Int(len(there)))
	case formula.GroupMax:
		return most
	}
	return least
}

// own gives each unit its own answer.
func (r *run) own(c formula.GroupCall, slot int, there []holder) {
	if c.Fn == formula.Normal {
		r.normal(c, slot, there)
		return
	}
	slices.SortStableFunc(there, func(a, b holder) int {
		if c.Fn == formula.RankUp {
			return a.value.Compare(b.value)
		}
		return b.value.Compare(a.value)
	})
	place := 0
	for from := 0; from < len(there); {
		to := from + 1
		for to < len(there) && there[to].value.Compare(there[from].value) == 0 {
			to++
		}
		place++
		if r.pack.settings.tieRank == "skip" {
			place = from + 1
		}
		for _, h := range there[from:to] {
			answer := place
			if c.Fn == formula.Tied {
				answer = to - from
			}
			r.frames[h.unit].Values[slot] = formula.Int(answer)
		}
		from = to
	}
}

// normal is (x − least) ÷ (most − least).
func (r *run) normal(c formula.GroupCall, slot int, there []holder) {
	least, most := summary(formula.GroupMin, there), summary(formula.GroupMax, there)
	equal := c.Equal
	if equal.IsMissing() {
		equal = formula.Int(1)
		if r.pack.settings.allEqual == "lowest" {
			equal = formula.Int(0)
		}
	}
	span := most.Minus(least)
	for _, h := range there {
		if span.Compare(formula.Int(0)) == 0 {
			r.frames[h.unit].Values[slot] = equal
			continue
		}
		r.frames[h.unit].Values[slot] = h.value.Minus(least).Over(span)
	}
}
