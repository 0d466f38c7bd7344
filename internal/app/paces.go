package app

import (
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// A PaceFilter says whose targets are looked at period by period.
type PaceFilter struct {
	Moment
	Unit string       `json:"unit,omitempty" query:"unit" doc:"this unit and those directly below it; none is the actor's own"`
	Goal string       `json:"goal,omitempty" query:"goal" doc:"the goal's ID"`
	By   target.Grain `json:"by,omitempty" query:"by" doc:"the narrowest period: ten or week"`
}

// A PacePage is 以旬保月、以月保季、以季保年: every target that sums, with where it
// stands in the ten days, the month, the quarter and the year of the day.
type PacePage struct {
	Filter  PaceFilter      `json:"-"`
	On      workday.Date    `json:"on"`
	Known   int64           `json:"known"`
	Unit    string          `json:"unit"`
	Name    string          `json:"unit_name"`
	Periods []target.Period `json:"periods"` // narrow to wide
	Rows    []PaceRow       `json:"rows"`
}

// A PaceRow is one clause of one unit's target. A cell is empty (no Clause) where
// the target's own period is narrower.
type PaceRow struct {
	Goal   GoalName      `json:"goal"`
	Digit  string        `json:"digit,omitempty"`
	Target string        `json:"target"`
	Unit   string        `json:"unit"`
	Name   string        `json:"unit_name"`
	Own    bool          `json:"own"` // of the unit asked for, not of one below it
	Span   target.Period `json:"span"`
	Cells  []ClauseRow   `json:"cells"`
	Whole  ClauseRow     `json:"whole"` // over the target's own period
}

// Paces looks at them.
func (a *App) Paces(ctx context.Context, who access.Actor, f PaceFilter) (*PacePage, error) {
	if err := may(who, access.ReadGoals); err != nil {
		return nil, err
	}
	v, err := a.goalView(ctx, who, f.Moment)
	if err != nil {
		return nil, err
	}
	fig := v.fig
	tree := fig.facts.tree
	p := &PacePage{Filter: f, On: fig.on, Known: fig.facts.n, Unit: f.Unit, Rows: []PaceRow{}}
	if p.Unit == "" {
		p.Unit = tree.Campaign(who.Person.Unit)
	}
	if !who.Scope().SeesUnit(p.Unit) {
		return nil, fault.New(fault.NotFound, "unit.not_found", "id", p.Unit)
	}
	p.Name = tree.Name(p.Unit)
	narrow := target.TenDays
	if f.By == target.Week {
		narrow = target.Week
	}
	for _, g := range []target.Grain{narrow, target.Month, target.Quarter, target.Year} {
		p.Periods = append(p.Periods, target.PeriodAt(fig.on, g))
	}
	v.walk("", 0, func(g *target.Goal, _ int) bool {
		if !g.Closed && (f.Goal == "" || f.Goal == g.ID) {
			p.Rows = append(p.Rows, v.paces(g, p)...)
		}
		return !g.Closed
	})
	return p, nil
}

// paces are a goal's rows: each target of the unit followed by those of the units
// below it.
func (v *goalView) paces(g *target.Goal, p *PacePage) (rows []PaceRow) {
	units := slices.Concat([]string{p.Unit}, v.fig.facts.tree.Children(p.Unit))
	for digit := 0; digit <= len(g.Digits); digit++ {
		for _, unit := range units {
			for i := range v.targets {
				if t := &v.targets[i]; t.Goal == g.ID && t.Digit == digit && t.Unit == unit && t.Span.Has(v.fig.on) {
					rows = append(rows, v.pacesOf(g, t, p)...)
				}
			}
		}
	}
	return rows
}

func (v *goalView) pacesOf(g *target.Goal, t *target.Target, p *PacePage) (rows []PaceRow) {
	terms, _, ok := t.InForce(v.fig.on)
	if !ok {
		return nil
	}
	for _, c := range terms.Clauses {
		look := v.look(t, c)
		whole := v.clauseIn(look, c, t.Span)
		if !whole.Sums {
			continue
		}
		r := PaceRow{Goal: GoalName{g.ID, g.Code, g.Name}, Target: t.ID, Unit: t.Unit, Name: v.fig.facts.tree.Name(t.Unit), Own: t.Unit == p.Unit, Span: t.Span, Whole: whole}
		if t.Digit > 0 {
			r.Digit = g.Digits[t.Digit-1].Text
		}
		for _, period := range p.Periods {
			cell := ClauseRow{}
			if period == t.Span {
				cell = whole
			} else if t.Span.Holds(period) {
				cell = v.clauseIn(look, c, period)
			}
			r.Cells = append(r.Cells, cell)
		}
		rows = append(rows, r)
	}
	return rows
}
