// The points of an indicator.

package score

import "guatu/internal/formula"

// decimals of points and totals as they are shown and added up.
const decimals = 4

// eval is a formula's value for a unit; missing where there is no formula.
func (t *text) eval(f *formula.Frame) formula.Value {
	if !t.given() {
		return formula.Value{}
	}
	return t.prog.Eval(f)
}

// points computes an indicator of a unit; one that is not rated has none.
func (r *run) points(it *item, i int) {
	f := &r.frames[i]
	f.Values[it.slot] = formula.Value{}
	if r.states[i] != exempt {
		f.Values[it.slot], _ = r.work(it, f)
	}
}

// A working is how points came about.
type working struct {
	missing  bool          // the formula was missing and the rule for that gave the points
	weighted formula.Value // before ceiling and floor
	capped   bool
	floored  bool
}

// work computes one indicator for one unit.
func (r *run) work(it *item, f *formula.Frame) (formula.Value, working) {
	var w working
	var v formula.Value
	if len(it.parts) > 0 || it == r.pack.root {
		v = sumOf(it, f)
	} else {
		v = it.formula.eval(f)
	}
	if it.weight.given() {
		v = v.Times(it.weight.eval(f))
	}
	if v.IsMissing() {
		w.missing = true
		switch {
		case it.missing.given():
			v = it.missing.eval(f)
		case it.policy == "zero":
			v = formula.Int(0)
		}
		return v, w
	}
	w.weighted = v
	if c := it.cap.eval(f); !c.IsMissing() && v.Compare(c) > 0 {
		v, w.capped = c, true
	}
	if c := it.floor.eval(f); !c.IsMissing() && v.Compare(c) < 0 {
		v, w.floored = c, true
	}
	if it.decimals >= 0 {
		v = v.Round(it.decimals, r.pack.settings.rounding == "truncate")
	}
	return v, w
}

// sumOf adds up the parts. A part that is missing makes the sum missing, unless it
// is to be left out: then the parts with a weight share the whole weight.
func sumOf(it *item, f *formula.Frame) formula.Value {
	sum, weighted := formula.Int(0), formula.Int(0)
	full, have := formula.Int(0), formula.Int(0)
	for _, part := range it.parts {
		v := f.Values[part.slot]
		out := v.IsMissing() && part.policy == "rescale" && !part.missing.given()
		if part.weight.given() {
			full = full.Plus(part.weight.eval(f))
		}
		switch {
		case out:
		case part.weight.given():
			weighted, have = weighted.Plus(v), have.Plus(part.weight.eval(f))
		default:
			sum = sum.Plus(v)
		}
	}
	if have.Compare(full) != 0 {
		weighted = weighted.Times(full).Over(have)
	}
	return sum.Plus(weighted)
}

// total adds up the indicators; what is shown is what is ranked.
func (r *run) total(i int) {
	f := &r.frames[i]
	f.Values[slotTotal] = formula.Value{}
	if r.states[i] == exempt || len(r.pack.root.parts) == 0 {
		return
	}
	v, _ := r.work(r.pack.root, f)
	if r.states[i] == vetoed && r.pack.settings.veto == "zero" {
		v = formula.Int(0)
	}
	f.Values[slotTotal] = v.Round(decimals, r.pack.settings.rounding == "truncate")
}
