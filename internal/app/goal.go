package app

import (
	"cmp"
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// GoalAsk asks for one goal, and for one target of it broken down.
type GoalAsk struct {
	ID string `json:"-" path:"id"`
	Moment
	Target string       `json:"target,omitempty" query:"target" doc:"the target that is shown broken down; none is the first"`
	Clause int          `json:"clause,omitempty" query:"clause" minimum:"0" doc:"the number of its clause, from 0"`
	Grain  target.Grain `json:"grain,omitempty" query:"grain" doc:"of the columns: quarter, month, ten, week"`
}

// A GoalPage is one goal: its targets with the units that carry parts of them, one
// of them broken down, everything that was ever in force, what was signed for it.
type GoalPage struct {
	On    workday.Date `json:"on"`
	Known int64        `json:"known"`
	GoalRow
	Above     []GoalName    `json:"above"`
	Below     []GoalName    `json:"below"`
	Parts     []TargetRow   `json:"parts"` // of the units, in their order
	Chosen    *TargetRow    `json:"chosen,omitempty"`
	Breakdown *Breakdown    `json:"breakdown,omitempty"`
	Terms     []TargetTerms `json:"terms"` // of the chosen target, the latest first
	Pledges   []PledgeRow   `json:"pledges"`
	// Choices are the indicators a target may be set on.
	Choices []TargetChoice `json:"-"`
}

// A TargetChoice is an indicator a target may be set on, with its kind: there are
// many, and people look for them by kind.
type TargetChoice struct {
	target.Indicator
	Kind IndicatorKind
}

// A TargetTerms is one version of a target.
type TargetTerms struct {
	Number  int          `json:"number"`
	Terms   target.Terms `json:"terms"`
	InForce bool         `json:"in_force"`
	// Indicators are those of the clauses, in their order.
	Indicators []target.Indicator `json:"-"`
}

// GoalStanding shows one goal. One the actor does not see is not found.
func (a *App) GoalStanding(ctx context.Context, who access.Actor, ask GoalAsk) (*GoalPage, error) {
	if err := may(who, access.ReadGoals); err != nil {
		return nil, err
	}
	v, err := a.goalView(ctx, who, ask.Moment)
	if err != nil {
		return nil, err
	}
	fig := v.fig
	g := v.goal(ask.ID)
	if g == nil {
		return nil, goalMissing(ask.ID)
	}
	p := &GoalPage{On: fig.on, Known: fig.facts.n, GoalRow: v.row(g, 0), Parts: []TargetRow{}, Terms: []TargetTerms{}, Pledges: []PledgeRow{}, Above: []GoalName{}, Below: []GoalName{}}
	v.kin(g, p)
	p.Choices = targetIndicators(fig.set.Indicators)
	for i := range v.targets {
		if t := &v.targets[i]; t.Goal == g.ID && v.target(t.Parent) != nil {
			if row, ok := v.targetRow(t); ok {
				p.Parts = append(p.Parts, row)
			}
		}
	}
	order := orderOf(fig.facts.tree)
	slices.SortStableFunc(p.Parts, func(a, b TargetRow) int { return order[a.Unit] - order[b.Unit] })
	v.choose(p, ask)
	for i := range fig.facts.pledges {
		if row, ok := v.pledgeRow(&fig.facts.pledges[i]); ok && row.Pledge.Goal == g.ID {
			p.Pledges = append(p.Pledges, row)
		}
	}
	return p, nil
}

// kin are the goals up the tree, the nearest last, and those directly under it or
// serving it.
func (v *goalView) kin(g *target.Goal, p *GoalPage) {
	for up := v.goal(g.Parent); up != nil && len(p.Above) <= len(v.goals); up = v.goal(up.Parent) {
		p.Above = slices.Insert(p.Above, 0, GoalName{up.ID, up.Code, up.Name})
	}
	for i := range v.goals {
		if o := &v.goals[i]; o.Parent == g.ID || slices.Contains(o.Serves, g.ID) {
			p.Below = append(p.Below, GoalName{o.ID, o.Code, o.Name})
		}
	}
}

// choose breaks one target down as it was in force on the day.
func (v *goalView) choose(p *GoalPage, ask GoalAsk) {
	all := slices.Concat(p.Targets, p.Parts)
	i := slices.IndexFunc(all, func(r TargetRow) bool { return r.ID == ask.Target })
	if i < 0 && len(all) == 0 {
		return
	}
	chosen := all[max(0, i)]
	p.Chosen = &chosen
	t := v.target(chosen.ID)
	for n, terms := range slices.Backward(t.Terms) {
		version := TargetTerms{Number: n, Terms: terms, InForce: n == chosen.Number}
		for _, c := range terms.Clauses {
			version.Indicators = append(version.Indicators, v.indicator(c.Indicator))
		}
		p.Terms = append(p.Terms, version)
	}
	if ask.Clause >= len(chosen.Clauses) {
		ask.Clause = 0
	}
	if len(chosen.Clauses) > 0 && chosen.Clauses[ask.Clause].Sums {
		p.Breakdown = v.breakdown(t, &chosen, ask)
	}
}

// breakdown shows what was laid down of a clause, and what follows from it, for
// the target and every unit directly below its own.
func (v *goalView) breakdown(t *target.Target, row *TargetRow, ask GoalAsk) *Breakdown {
	clause := row.Clauses[ask.Clause].Clause
	ind := v.indicator(clause.Indicator)
	plan := clause.Plan(t.Span, v.fig.set.Curve, ind)
	b := &Breakdown{Clause: ask.Clause, Grain: ask.Grain, Whole: clause.Low, Columns: []BreakdownCell{}, Rows: []BreakdownRow{}}
	periods := v.columns(t, clause, &b.Grain)
	for _, p := range periods {
		b.Columns = append(b.Columns, BreakdownCell{p, plan.Of(p), plan.Laid(p)})
	}
	for _, unit := range v.fig.facts.tree.Children(t.Unit) {
		if child, _ := v.part(t.ID, unit, clause.Indicator); child == nil && !v.carries(unit) {
			continue
		}
		r := BreakdownRow{Unit: unit, Name: v.fig.facts.tree.Name(unit), Cells: []BreakdownCell{}}
		if child, c := v.part(t.ID, unit, clause.Indicator); child != nil {
			of := c.Plan(child.Span, v.fig.set.Curve, ind)
			r.Target, r.Value, r.Fixed = child.ID, c.Low, true
			for _, p := range periods {
				r.Cells = append(r.Cells, BreakdownCell{p, of.Of(p), of.Laid(p)})
			}
		}
		b.Rows = append(b.Rows, r)
	}
	return b
}

// carries tells that a unit may be offered a part where it has none: those of the
// administration that have projects of their own. Departments and companies are
// given theirs by name.
func (v *goalView) carries(unit string) bool {
	u, ok := v.fig.facts.tree.Unit(unit)
	return ok && !u.Closed && u.Kind != access.Department && u.Kind != access.Company
}

// columns are the periods a breakdown is shown by: those asked for, or those in
// which it was laid down for the target or for the units, or quarters.
func (v *goalView) columns(t *target.Target, c target.Clause, grain *target.Grain) []target.Period {
	if len(t.Span.Into(*grain)) == 0 {
		*grain = cmp.Or(v.laidBy(t, c), map[target.Grain]target.Grain{target.Quarter: target.Month, target.Month: target.TenDays}[t.Span.Grain], target.Quarter)
	}
	if c.Op == target.ByDay || *grain == t.Span.Grain {
		*grain = ""
		return nil
	}
	return t.Span.Into(*grain)
}

// laidBy is the grain in which a clause was laid down; "" where it was not.
func (v *goalView) laidBy(t *target.Target, c target.Clause) target.Grain {
	if len(c.Parts) > 0 {
		return c.Parts[0].Period.Grain
	}
	var parts []target.Target
	for _, i := range v.parts[t.ID] {
		parts = append(parts, v.targets[i])
	}
	return grainOf(parts, c.Indicator)
}

// part is the target a unit carries of another, with its clause on an indicator as
// it was in force on the day; none where there is none.
func (v *goalView) part(whole, unit, indicator string) (*target.Target, target.Clause) {
	for _, i := range v.parts[whole] {
		t := &v.targets[i]
		if t.Unit != unit {
			continue
		}
		terms, _, ok := t.InForce(v.fig.on)
		if !ok {
			return nil, target.Clause{}
		}
		if k := terms.Clause(indicator); k >= 0 {
			return t, terms.Clauses[k]
		}
	}
	return nil, target.Clause{}
}
