// A run: the columns of all units, one after the other.

package score

import "guatu/internal/formula"

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
	pack   *Pack
	facts  *Facts
	frames []formula.Frame
	groups [][]int // units by group, in the order in which the groups appear
	within [][]int // the units that are ranked together
	states []state
	placed [][]placing // list by list
	rungs  [][]int     // grade by grade: the rung each unit stands on, -1 for none
}

// Run computes everything. The facts must be the pack's (ReadFacts, or made by the
// order of Data).
func (p *Pack) Run(f *Facts) *Result {
	r := &run{pack: p, facts: f, frames: make([]formula.Frame, len(f.Units)), states: make([]state, len(f.Units))}
	r.placed, r.rungs = make([][]placing, len(p.lists)), make([][]int, len(p.grades))
	r.gather()
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
	for _, step := range p.steps {
		step(r)
	}
	return &Result{run: r}
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
	r.within = r.groups
	if r.pack.settings.rankWithin == "all" {
		r.within = [][]int{r.everybody()}
	}
}

func (r *run) everybody() []int {
	all := make([]int, len(r.facts.Units))
	for i := range all {
		all[i] = i
	}
	return all
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

func (r *run) fill(slot int, v formula.Value) {
	for i := range r.frames {
		r.frames[i].Values[slot] = v
	}
}

// exempt marks the units that are not rated.
func (r *run) exempt() {
	for i := range r.frames {
		for _, c := range r.pack.exempt {
			if r.frames[i].Values[c.text.slot].IsYes() {
				r.states[i] = exempt
			}
		}
	}
}

// veto marks the units that lose everything.
func (r *run) veto() {
	for i := range r.frames {
		for _, c := range r.pack.vetoes {
			if r.states[i] != exempt && r.frames[i].Values[c.text.slot].IsYes() {
				r.states[i] = vetoed
			}
		}
	}
}

// grade finds for each unit the first rung that holds; one that cannot be told
// ends the search.
func (r *run) grade(g *grade) {
	rungs := make([]int, len(r.frames))
	for i := range r.frames {
		rungs[i] = -1
		for k, x := range g.rungs {
			holds := x.when.prog.Eval(&r.frames[i])
			if holds.IsYes() {
				r.frames[i].Values[g.slot], rungs[i] = formula.String(x.is), k
			}
			if holds.IsYes() || holds.IsMissing() {
				break
			}
		}
	}
	r.rungs[g.at] = rungs
}
