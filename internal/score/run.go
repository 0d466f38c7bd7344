// A run: the columns of all units, one after the other.

package score

import (
	"slices"

	"guatu/internal/formula"
)

// A state says why a unit has a rank or none.
type state uint8

const (
	ranked      state = iota
	notReported       // what it is ranked by is missing
	exempt            // not rated
	vetoed
)

// A run holds the values of all units while they are computed.
type run struct {
	pack      *Pack
	facts     *Facts
	frames    []formula.Frame
	groups    [][]int // units by group, in the order in which the groups appear
	within    [][]int // the units that are ranked together
	states    []state
	placed    [][][]placing // list by list, part by part of those ranked together
	everybody [][]int       // one part that has all
	partOf    [2][]int      // of each unit: its group, and among whom it is ranked
	busy      changes
	rungs     [][]int // grade by grade: the rung each unit stands on, -1 for none
}

// Run computes everything. The facts must be the pack's (ReadFacts, or made by the
// order of Data).
func (p *Pack) Run(f *Facts) *Result {
	own := *f
	own.Units = slices.Clone(f.Units) // Update changes them
	r := &run{pack: p, facts: &own, frames: make([]formula.Frame, len(f.Units)), states: make([]state, len(f.Units))}
	r.placed, r.rungs = make([][][]placing, len(p.lists)), make([][]int, len(p.grades))
	r.gather()
	for k := range r.placed {
		r.placed[k] = make([][]placing, len(r.within))
	}
	for k := range r.rungs {
		r.rungs[k] = make([]int, len(f.Units))
	}
	values := make([]formula.Value, p.width*len(f.Units))
	for i := range f.Units {
		r.frames[i].Values = values[i*p.width : (i+1)*p.width]
		r.load(i)
	}
	for _, g := range r.groups {
		for _, i := range g {
			r.frames[i].Values[slotListed] = formula.Int(len(g))
		}
	}
	for k := range p.steps {
		r.do(&p.steps[k])
	}
	return &Result{run: r}
}

// do takes a step for all units.
func (r *run) do(s *step) {
	if s.over == alone {
		for i := range r.frames {
			s.unit(r, i)
		}
		return
	}
	for part, all := range r.parts(s.over) {
		s.units(r, part, all)
	}
}

// parts are the units as a step looks at them.
func (r *run) parts(over reach) [][]int {
	switch over {
	case grouped:
		return r.groups
	case together:
		return r.within
	}
	return r.everybody
}

// gather sorts the units by group.
func (r *run) gather() {
	at := map[string]int{}
	for _, name := range r.pack.groups { // the pack's order, if it has one
		at[name] = len(r.groups)
		r.groups = append(r.groups, nil)
	}
	for i := range r.facts.Units {
		name := r.facts.Units[i].Group
		if _, known := at[name]; !known {
			at[name] = len(r.groups)
			r.groups = append(r.groups, nil)
		}
		r.groups[at[name]] = append(r.groups[at[name]], i)
	}
	all := make([]int, len(r.facts.Units))
	for i := range all {
		all[i] = i
	}
	r.everybody, r.within = [][]int{all}, r.groups
	if r.pack.settings.rankWithin == "all" {
		r.within = r.everybody
	}
	for k, parts := range [...][][]int{r.groups, r.within} {
		r.partOf[k] = make([]int, len(all))
		for part, units := range parts {
			for _, i := range units {
				r.partOf[k][i] = part
			}
		}
	}
}

// load puts what is given about a unit into its frame.
func (r *run) load(i int) {
	u, f := &r.facts.Units[i], &r.frames[i]
	f.Values[slotUnit], f.Values[slotName], f.Values[slotGroup] = formula.String(u.ID), formula.String(u.Name), formula.String(u.Group)
	f.Values[slotAsOf] = formula.Day(r.facts.AsOf)
	if r.facts.Period != "" {
		f.Values[slotPeriod] = formula.String(r.facts.Period)
	}
	next := 0
	for _, d := range r.pack.data {
		if d.typ != formula.Records {
			f.Values[d.slot] = u.Values[next]
			next++
		}
	}
	f.Tables = u.Tables
}

// rate tells whether a unit is rated at all.
func (r *run) rate(i int) {
	r.states[i] = ranked
	for _, c := range r.pack.exempt {
		if r.frames[i].Values[c.text.slot].IsYes() {
			r.states[i] = exempt
		}
	}
}

// veto marks a unit that loses everything.
func (r *run) veto(i int) {
	if r.states[i] == exempt {
		return
	}
	r.states[i] = ranked
	for _, c := range r.pack.vetoes {
		if r.frames[i].Values[c.text.slot].IsYes() {
			r.states[i] = vetoed
		}
	}
}

// grade finds the first rung that holds; one that cannot be told ends the search.
func (r *run) grade(g *grade, i int) {
	f := &r.frames[i]
	f.Values[g.slot], r.rungs[g.at][i] = formula.Value{}, -1
	for k, x := range g.rungs {
		holds := x.when.prog.Eval(f)
		if holds.IsYes() {
			f.Values[g.slot], r.rungs[g.at][i] = formula.String(x.is), k
		}
		if holds.IsYes() || holds.IsMissing() {
			return
		}
	}
}
