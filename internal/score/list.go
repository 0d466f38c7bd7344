// Red and black lists, prizes: a rank and a condition together.

package score

import (
	"slices"

	"guatu/internal/formula"
)

// A placing is how one unit stands to one list.
type placing struct {
	unit      int
	on        bool
	undecided bool // a condition cannot be told
	place     int  // from the list's end, 0 where it has no size
	size      int
	reasons   []int // of the conditions under any, those that hold
}

// list finds who of some units stands on a list, best first (worst first from the
// bottom).
func (r *run) list(l *board, part int, units []int) {
	all := r.openList
	if l.ranked {
		all = r.rankedList
	}
	for _, i := range units {
		r.frames[i].Values[l.slot] = formula.Yes(false)
	}
	r.placed[l.at][part] = all(l, units)
	for _, p := range r.placed[l.at][part] {
		if r.frames[p.unit].Values[l.slot] = formula.Yes(true); p.undecided {
			r.frames[p.unit].Values[l.slot] = formula.Missing(formula.Nothing)
		}
	}
}

// on lists how all units stand to a list.
func (r *run) on(l *board) []placing { return slices.Concat(r.placed[l.at]...) }

// openList takes all for whom the condition holds, in the order of the ranks.
func (r *run) openList(l *board, g []int) []placing {
	var all []placing
	units := slices.DeleteFunc(slices.Clone(g), func(i int) bool { return r.states[i] == exempt })
	slices.SortStableFunc(units, r.compare)
	for _, i := range units {
		if p := r.fits(l, i); p.on || p.undecided {
			all = append(all, p)
		}
	}
	return all
}

// rankedList takes those within the size for whom the condition holds. A place not
// taken is not passed on, unless the rule says so.
func (r *run) rankedList(l *board, g []int) []placing {
	compare := r.listOrder(l)
	units := slices.DeleteFunc(slices.Clone(g), func(i int) bool {
		return r.states[i] != ranked || l.by.given() && l.by.eval(&r.frames[i]).IsMissing() ||
			l.passDown == "passed" && !r.fits(l, i).on
	})
	slices.SortStableFunc(units, compare)
	var all []placing
	for _, u := range runsOf(units, compare) {
		for _, i := range units[u.from:u.to] {
			at := placing{unit: i, place: u.from + 1, size: r.size(l, i)}
			if !r.inside(l, u, at) {
				continue
			}
			if p := r.fits(l, i); p.on || p.undecided {
				p.place, p.size = at.place, at.size
				all = append(all, p)
			}
		}
	}
	return all
}

// listOrder is the order a list is cut from: by its own figure or by the ranks,
// from below for a list of the last.
func (r *run) listOrder(l *board) func(a, b int) int {
	compare := r.compare
	if l.by.given() {
		compare = func(a, b int) int { return l.by.eval(&r.frames[b]).Compare(l.by.eval(&r.frames[a])) }
	}
	if !l.bottom {
		return compare
	}
	return func(a, b int) int { return compare(b, a) }
}

// size is how long a list may be where a unit stands.
func (r *run) size(l *board, i int) int {
	t := l.size
	if l.sizes != nil {
		t = l.sizes[r.facts.Units[i].Group]
	}
	v := t.eval(&r.frames[i])
	if n, ok := v.Round(0, true).Fixed(0); ok || v.IsMissing() || v.Compare(formula.Int(0)) < 0 {
		return int(n)
	}
	return len(r.frames) // more than fits an integer is everybody
}

// inside tells that a shared place lies inside the list. Those who share the last
// place are all in, or all out.
func (r *run) inside(l *board, u span, p placing) bool {
	first := 1
	if l.from.given() {
		n, _ := l.from.eval(&r.frames[p.unit]).Round(0, true).Fixed(0)
		first = int(n)
	}
	if l.tieAtCut == "exclude_all" {
		return p.place >= first && u.to <= p.size
	}
	return p.place >= first && p.place <= p.size
}

// fits asks the conditions of a list for one unit.
func (r *run) fits(l *board, i int) placing {
	p := placing{unit: i}
	f := &r.frames[i]
	when, unless, any := formula.Yes(true), formula.Yes(false), formula.Yes(true)
	if l.when.given() {
		when = l.when.eval(f)
	}
	if l.unless.given() {
		unless = l.unless.eval(f)
	}
	if l.any != nil {
		any = formula.Yes(false)
		for k, c := range l.any {
			v := c.text.eval(f)
			switch {
			case v.IsYes():
				p.reasons = append(p.reasons, k)
				any = v
			case v.IsMissing() && !any.IsYes():
				any = v
			}
		}
	}
	// What takes a unit off a list has to be proven: an exemption nobody knows of, or
	// that is only applied for, does not.
	p.on = when.IsYes() && any.IsYes() && !unless.IsYes()
	ruledOut := isNo(when) || isNo(any) || unless.IsYes()
	p.undecided = !p.on && !ruledOut
	return p
}

func isNo(v formula.Value) bool { return !v.IsMissing() && !v.IsYes() }
