package app

// The goal tree with where everything stands (目标树).

import (
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/signal"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// A GoalFilter says which goals, and as of when.
type GoalFilter struct {
	Moment
	Closed bool `json:"closed,omitempty" query:"closed" doc:"closed ones too"`
}

// A GoalTree is the goals the actor sees, each before those under it.
type GoalTree struct {
	Filter GoalFilter   `json:"-"`
	On     workday.Date `json:"on"`
	Known  int64        `json:"known"`
	Rows   []GoalRow    `json:"rows"`
}

// A GoalRow is one goal with its targets. State and light are those of its own
// targets together, as Goal.Any says.
type GoalRow struct {
	Goal    target.Goal  `json:"goal"`
	Unit    string       `json:"unit_name"`
	Depth   int          `json:"depth"`
	Mine    bool         `json:"mine"` // its unit is in the actor's view; else it is a goal of those above
	Serves  []GoalName   `json:"serves,omitempty"`
	Targets []TargetRow  `json:"targets"`
	State   target.State `json:"state"`
	Light   signal.Light `json:"light"`
}

// A GoalName is enough of a goal to name it and lead to it.
type GoalName struct {
	ID   string `json:"id"`
	Code string `json:"code,omitempty"`
	Name string `json:"name"`
}

// A TargetRow is one target in force on the day, with where it stands.
type TargetRow struct {
	ID      string        `json:"id"`
	Version int           `json:"version"`
	Digit   int           `json:"digit,omitempty"`
	Parent  string        `json:"parent,omitempty"`
	Unit    string        `json:"unit"`
	Name    string        `json:"unit_name"`
	Span    target.Period `json:"span"`
	Terms   target.Terms  `json:"terms"`
	Number  int           `json:"number"` // of the terms, from 0
	Clauses []ClauseRow   `json:"clauses"`
	State   target.State  `json:"state"`
	Light   signal.Light  `json:"light"`
	Parts   int           `json:"parts"` // how many units carry a part of it
}

// A ClauseRow is one clause's standing over the target's whole period.
type ClauseRow struct {
	Clause    target.Clause    `json:"clause"`
	Indicator target.Indicator `json:"indicator"`
	Sums      bool             `json:"sums"`
	Standing  target.Standing  `json:"standing"`
	Light     signal.Light     `json:"light"`
	Reason    *signal.Reason   `json:"reason,omitempty"`
	Pressed   target.Value     `json:"pressed,omitempty"` // by how much more was laid down than asked
}

// Goals shows the tree.
func (a *App) Goals(ctx context.Context, who access.Actor, f GoalFilter) (*GoalTree, error) {
	if err := may(who, access.ReadGoals); err != nil {
		return nil, err
	}
	v, err := a.goalView(ctx, who, f.Moment)
	if err != nil {
		return nil, err
	}
	fig := v.fig
	tree := &GoalTree{Filter: f, On: fig.on, Known: fig.facts.n, Rows: []GoalRow{}}
	v.walk("", 0, func(g *target.Goal, depth int) bool {
		if g.Closed && !f.Closed {
			return false
		}
		row := v.row(g, depth)
		tree.Rows = append(tree.Rows, row)
		return true
	})
	return tree, nil
}

// goalSeen tells whether an actor sees a goal: those of the units in view, and
// those of the units above, whose words are meant for all below. Targets are seen
// only where their own unit is in view.
func (f *facts) goalSeen(g *target.Goal, who access.Actor) bool {
	return who.Scope().SeesUnit(g.Unit) || who.Enterprise == "" && f.tree.Below(g.Unit)[who.Person.Unit]
}

// A goalView is the goals and targets of one actor on one day.
type goalView struct {
	fig     *figured
	who     access.Actor
	goals   []target.Goal
	targets []target.Target
	at      map[string]int   // of a target in targets
	parts   map[string][]int // of a target, in targets
	find    target.Catalogue
	read    target.Reader
}

// goalView opens one on the figures of a moment.
func (a *App) goalView(ctx context.Context, who access.Actor, moment Moment) (*goalView, error) {
	m, fig, err := a.measured(ctx, who, moment)
	if err != nil {
		return nil, err
	}
	v := &goalView{fig: fig, who: who, at: map[string]int{}, parts: map[string][]int{}, find: catalogueOf(m.set.Indicators), read: m.held()}
	for _, g := range fig.facts.goals {
		if fig.facts.goalSeen(&g, who) {
			v.goals = append(v.goals, g)
		}
	}
	for _, t := range fig.facts.targets {
		if who.Scope().SeesUnit(t.Unit) {
			v.at[t.ID] = len(v.targets)
			v.parts[t.Parent] = append(v.parts[t.Parent], len(v.targets))
			v.targets = append(v.targets, t)
		}
	}
	return v, nil
}

// indicator is what targets know of one; of a code the ruleset of the day does not
// have the code is its name.
func (v *goalView) indicator(code string) target.Indicator {
	ind, ok := v.find(code)
	if !ok {
		return target.Indicator{Code: code, Name: code, Measure: target.Count}
	}
	return ind
}

// walk visits the goals under one, each before those under it, as long as visit
// says so; a goal whose parent is not seen stands at the top.
func (v *goalView) walk(parent string, depth int, visit func(*target.Goal, int) bool) {
	for i := range v.goals {
		g := &v.goals[i]
		up := g.Parent
		if v.goal(up) == nil {
			up = ""
		}
		if up == parent && visit(g, depth) {
			v.walk(g.ID, depth+1, visit)
		}
	}
}

func (v *goalView) goal(id string) *target.Goal {
	i := slices.IndexFunc(v.goals, func(g target.Goal) bool { return g.ID == id })
	if i < 0 {
		return nil
	}
	return &v.goals[i]
}

// row is one goal with the targets that are the actor's to see as wholes: those
// nobody given them from, and those given from outside their view.
func (v *goalView) row(g *target.Goal, depth int) GoalRow {
	r := GoalRow{Goal: *g, Unit: v.fig.facts.tree.Name(g.Unit), Depth: depth, Mine: v.who.Scope().SeesUnit(g.Unit), Targets: []TargetRow{}}
	for _, id := range g.Serves {
		if s := v.goal(id); s != nil {
			r.Serves = append(r.Serves, GoalName{s.ID, s.Code, s.Name})
		}
	}
	for i := range v.targets {
		t := &v.targets[i]
		if t.Goal != g.ID || v.target(t.Parent) != nil {
			continue
		}
		if row, ok := v.targetRow(t); ok {
			r.Targets = append(r.Targets, row)
		}
	}
	slices.SortStableFunc(r.Targets, func(a, b TargetRow) int { return a.Digit - b.Digit })
	r.State, r.Light = joined(g, r.Targets)
	return r
}

func (v *goalView) target(id string) *target.Target {
	i, ok := v.at[id]
	if !ok {
		return nil
	}
	return &v.targets[i]
}

// joined is a goal's state by its targets: each digit with any or all of its own,
// the goal with any or all of what it has.
func joined(g *target.Goal, rows []TargetRow) (target.State, signal.Light) {
	byDigit := make([][]target.State, len(g.Digits)+1)
	lights := map[target.State]signal.Light{target.Unknown: signal.Unreported}
	for _, r := range rows {
		byDigit[r.Digit] = append(byDigit[r.Digit], r.State)
		lights[r.State] = worseLight(lights[r.State], r.Light)
	}
	states := byDigit[0]
	for i, d := range g.Digits {
		if len(byDigit[i+1]) > 0 {
			states = append(states, target.Join(d.Any, byDigit[i+1]))
		}
	}
	s := target.Join(g.Any, states)
	return s, lights[s]
}

// targetRow is a target as it was in force on the day; not ok where none was.
func (v *goalView) targetRow(t *target.Target) (r TargetRow, ok bool) {
	terms, n, ok := t.InForce(v.fig.on)
	if !ok {
		return r, false
	}
	r = TargetRow{ID: t.ID, Version: t.Version, Digit: t.Digit, Parent: t.Parent, Unit: t.Unit, Name: v.fig.facts.tree.Name(t.Unit), Span: t.Span, Terms: *terms, Number: n, Clauses: []ClauseRow{}}
	var states []target.State
	lights := map[target.State]signal.Light{}
	for _, c := range terms.Clauses {
		row := v.clauseRow(t, c, t.Span)
		r.Clauses = append(r.Clauses, row)
		states = append(states, row.Standing.State)
		lights[row.Standing.State] = worseLight(lights[row.Standing.State], row.Light)
	}
	r.State = target.Join(terms.Any, states)
	r.Light = lights[r.State]
	r.Parts = len(v.parts[t.ID])
	return r, true
}

// look is what a clause of a target is looked at with.
func (v *goalView) look(t *target.Target, c target.Clause) target.Look {
	l := target.Look{Unit: t.Unit, Span: t.Span, Curve: v.fig.set.Curve, On: v.fig.on, Ind: v.indicator(c.Indicator), Read: v.read}
	l.Plan = c.Plan(l.Span, l.Curve, l.Ind)
	if c.Op == target.Above {
		l.Peers = v.peers(t.Unit)
	}
	return l
}

// peers are the units beside one under its first parent.
func (v *goalView) peers(unit string) (list []string) {
	u, ok := v.fig.facts.tree.Unit(unit)
	if !ok || len(u.Parents) == 0 {
		return nil
	}
	for _, p := range v.fig.facts.tree.Children(u.Parents[0].Parent) {
		if p != unit {
			list = append(list, p)
		}
	}
	return list
}

// clauseRow is a clause's standing in a period of the target.
func (v *goalView) clauseRow(t *target.Target, c target.Clause, period target.Period) ClauseRow {
	return v.clauseIn(v.look(t, c), c, period)
}

// clauseIn is a clause's standing as it is looked at.
func (v *goalView) clauseIn(l target.Look, c target.Clause, period target.Period) ClauseRow {
	sums := c.Sums(l.Ind)
	r := ClauseRow{Clause: c, Indicator: l.Ind, Sums: sums, Standing: c.In(l, period)}
	if sums {
		r.Pressed = max(0, l.Plan.Total()-l.Plan.Whole())
	}
	r.Light, r.Reason = lightOf(&v.fig.set.Lights, &c, &r.Standing)
	return r
}

func goalMissing(id string) error { return fault.New(fault.NotFound, "goal.not_found", "id", id) }
