// The result of a run: who stands where, and each unit's sheet that says why.

package score

import (
	"slices"

	"guatu/internal/formula"
)

// A Result answers about one run. It keeps what was computed; sheets are made
// when they are asked for. One goroutine at a time.
type Result struct{ run *run }

// Pack is the scheme that was run.
func (r *Result) Pack() *Pack { return r.run.pack }

// A Points is points in steps of one ten-thousandth.
type Points int64

// A Mark is points that may be missing.
type Mark struct {
	Points Points
	OK     bool
}

func markOf(v formula.Value) Mark {
	n, ok := v.Fixed(decimals)
	return Mark{Points(n), ok}
}

// A Standing is one unit's place.
type Standing struct {
	Unit  int // its index in the facts
	State string
	Total Mark
	Rank  int  // 0 where it has none
	Rose  *int // places gained since the last period; nil where that is not known
	List  string
}

var stateWords = map[state]string{ranked: "ranked", notReported: "not_reported", exempt: "exempt", vetoed: "vetoed"}

// Standing is the place of the unit with an index.
func (r *Result) Standing(i int) Standing {
	run := r.run
	v := run.frames[i].Values
	s := Standing{Unit: i, State: stateWords[run.states[i]], List: r.listOf(i)}
	if run.states[i] == notReported && len(r.lacks(i)) == 0 {
		s.State = "not_computable" // all is there, but it divides by zero or the like
	}
	if run.states[i] != exempt && (len(run.pack.root.parts) > 0) {
		s.Total = markOf(v[slotTotal])
	}
	if run.states[i] == ranked && run.pack.unranked() {
		s.State = "unranked"
	} else if run.states[i] == ranked {
		n, _ := v[slotRank].Fixed(0)
		s.Rank = int(n)
	}
	if t := run.pack.rank.before; t.given() && s.Rank > 0 {
		if before, ok := v[t.slot].Fixed(0); ok {
			rose := int(before) - s.Rank
			s.Rose = &rose
		}
	}
	return s
}

// listOf is the first list a unit stands on, "none" where it is on none.
func (r *Result) listOf(i int) string {
	for _, l := range r.run.pack.lists {
		for _, p := range r.run.placed[l.at][r.run.partOf[1][i]] {
			if p.unit == i && p.on {
				return l.name
			}
		}
	}
	return "none"
}

// Order lists the units as a league table: group by group, by rank, those without
// one at the end as the facts have them.
func (r *Result) Order() []int {
	var all []int
	for _, g := range r.run.within {
		units := slices.Clone(g)
		slices.SortStableFunc(units, func(a, b int) int {
			sa, sb := r.run.states[a], r.run.states[b]
			if sa != ranked || sb != ranked {
				return int(sa) - int(sb)
			}
			return r.run.compare(a, b)
		})
		all = append(all, units...)
	}
	return all
}

// A Roll is one list with its names in order, and those of whom it cannot be told
// whether they belong on it.
type Roll struct {
	Name      string
	Units     []int
	Undecided []int
}

// Rolls are the lists in the pack's order.
func (r *Result) Rolls() []Roll {
	var all []Roll
	for _, l := range r.run.pack.lists {
		roll := Roll{Name: l.name}
		for _, p := range r.run.on(l) {
			if p.on {
				roll.Units = append(roll.Units, p.unit)
			} else {
				roll.Undecided = append(roll.Undecided, p.unit)
			}
		}
		all = append(all, roll)
	}
	return all
}

// NotReported lists the units that left out something an indicator or the ranking
// is made of, whatever the pack then does about it; where nobody is ranked, what a
// figure or grade is made of.
func (r *Result) NotReported() []int {
	var all []int
	for i := range r.run.frames {
		if r.run.states[i] != exempt && len(r.lacks(i)) > 0 {
			all = append(all, i)
		}
	}
	return all
}

// lacks are the names behind a unit's points that nobody reported, where that made
// a formula missing.
func (r *Result) lacks(i int) []string {
	f := &r.run.frames[i]
	names := map[string]bool{}
	look := func(t *text) {
		if t.given() && t.prog.Eval(f).IsMissing() {
			r.run.pack.unreported(t, f, names)
		}
	}
	r.run.pack.root.each(func(it *item) { look(it.formula) })
	look(r.run.pack.rank.by)
	if r.run.pack.unranked() {
		for _, c := range r.run.pack.figures {
			look(c.text)
		}
		for _, g := range r.run.pack.grades {
			if r.run.rungs[g.at][i] < 0 {
				look(g.undecided(f))
			}
		}
	}
	return r.run.pack.dataAmong(names)
}

// unreported gathers the names a formula lacks, and those that the figures among
// them lack in turn.
func (p *Pack) unreported(t *text, f *formula.Frame, names map[string]bool) {
	for _, name := range t.prog.Unreported(f) {
		if names[name] {
			continue
		}
		names[name] = true
		if t := p.behind[formula.Fold(name)]; t.given() {
			p.unreported(t, f, names)
		}
	}
}

// dataAmong keeps those of some names that are data, in the pack's order.
func (p *Pack) dataAmong(names map[string]bool) []string {
	var all []string
	for _, d := range p.data {
		if names[d.name] {
			all = append(all, d.name)
		}
	}
	return all
}

// undecided is the condition of a grade that cannot be told, nil where there is none.
func (g *grade) undecided(f *formula.Frame) *text {
	for _, x := range g.rungs {
		switch v := x.when.prog.Eval(f); {
		case v.IsMissing():
			return x.when
		case v.IsYes():
			return nil
		}
	}
	return nil
}

// each visits an item and all its parts.
func (it *item) each(visit func(*item)) {
	visit(it)
	for _, p := range it.parts {
		p.each(visit)
	}
}
