package app

import (
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// A PledgeFilter says which pledges, and as of when.
type PledgeFilter struct {
	Moment
	Unit string `json:"unit,omitempty" query:"unit"`
	Goal string `json:"goal,omitempty" query:"goal" doc:"the goal's ID"`
}

// A PledgeList is pledges, the latest signed first.
type PledgeList struct {
	Filter PledgeFilter `json:"-"`
	On     workday.Date `json:"on"`
	Known  int64        `json:"known"`
	Rows   []PledgeRow  `json:"rows"`
}

// A PledgeRow is one pledge: what was promised, word for word as it was in force
// when it was signed, and where that stands on the day.
type PledgeRow struct {
	Pledge target.Pledge `json:"pledge"`
	Unit   string        `json:"unit_name"`
	Goal   GoalName      `json:"goal"`
	Lines  []PledgeLine  `json:"lines"`
}

// A PledgeLine is one promise.
type PledgeLine struct {
	Target  string        `json:"target"`
	Span    target.Period `json:"span"`
	Any     bool          `json:"any,omitempty"`
	Clauses []ClauseRow   `json:"clauses"`
	Changed bool          `json:"changed,omitempty"` // the target has other terms by now
}

// Pledges lists those of the units in the actor's view, signed by the day.
func (a *App) Pledges(ctx context.Context, who access.Actor, f PledgeFilter) (*PledgeList, error) {
	if err := may(who, access.ReadGoals); err != nil {
		return nil, err
	}
	v, err := a.goalView(ctx, who, f.Moment)
	if err != nil {
		return nil, err
	}
	fig := v.fig
	list := &PledgeList{Filter: f, On: fig.on, Known: fig.facts.n, Rows: []PledgeRow{}}
	for i := range fig.facts.pledges {
		p := &fig.facts.pledges[i]
		if f.Unit != "" && p.Unit != f.Unit || f.Goal != "" && p.Goal != f.Goal {
			continue
		}
		if row, ok := v.pledgeRow(p); ok {
			list.Rows = append(list.Rows, row)
		}
	}
	slices.SortStableFunc(list.Rows, func(a, b PledgeRow) int { return int(b.Pledge.Signed - a.Pledge.Signed) })
	return list, nil
}

// Pledge shows one.
func (a *App) Pledge(ctx context.Context, who access.Actor, id string, m Moment) (*PledgeRow, error) {
	list, err := a.Pledges(ctx, who, PledgeFilter{Moment: m})
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(list.Rows, func(r PledgeRow) bool { return r.Pledge.ID == id })
	if i < 0 {
		return nil, fault.New(fault.NotFound, "pledge.not_found", "id", id)
	}
	return &list.Rows[i], nil
}

// pledgeRow is a pledge as the actor sees it; not ok outside the view, or before
// it was signed.
func (v *goalView) pledgeRow(p *target.Pledge) (r PledgeRow, ok bool) {
	if !v.who.Scope().SeesUnit(p.Unit) || p.Signed > v.fig.on {
		return r, false
	}
	r = PledgeRow{Pledge: *p, Unit: v.fig.facts.tree.Name(p.Unit), Lines: []PledgeLine{}}
	if g := v.goal(p.Goal); g != nil {
		r.Goal = GoalName{g.ID, g.Code, g.Name}
	}
	for _, l := range p.Lines {
		t := v.target(l.Target)
		if t == nil || l.Terms >= len(t.Terms) {
			continue
		}
		terms := t.Terms[l.Terms]
		line := PledgeLine{Target: t.ID, Span: t.Span, Any: terms.Any, Clauses: []ClauseRow{}}
		_, now, _ := t.InForce(v.fig.on)
		line.Changed = now != l.Terms
		for _, c := range terms.Clauses {
			line.Clauses = append(line.Clauses, v.clauseRow(t, c, t.Span))
		}
		r.Lines = append(r.Lines, line)
	}
	return r, true
}
