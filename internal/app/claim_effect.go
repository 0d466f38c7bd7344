package app

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// A ClaimEffect is what a decision changes in figures of months that are over: how
// many projects had the stage recognised at the end of each. Known is what was
// known then, Now what is known now, After what it will be.
type ClaimEffect struct {
	Stage  lifecycle.Stage `json:"stage"`
	Unit   string          `json:"unit"` // whose figures stand beside those of all
	Name   string          `json:"unit_name"`
	Months []EffectMonth   `json:"months"`
}

// An EffectMonth is one month of it, for the unit and for everything the reader
// sees.
type EffectMonth struct {
	Month workday.When `json:"month"`
	Unit  EffectCount  `json:"unit"`
	All   EffectCount  `json:"all"`
}

// An EffectCount is one count of recognised projects.
type EffectCount struct {
	Known int `json:"known"`
	Now   int `json:"now"`
	After int `json:"after"`
}

// effectMonths bounds how far back is looked.
const effectMonths = 12

// ClaimEffectAsk asks what recognising a claim from a day would change, or revoking
// it.
type ClaimEffectAsk struct {
	ID     string       `json:"-" path:"id"`
	On     workday.When `json:"on,omitzero" query:"on" doc:"recognise from this day; empty = as declared"`
	Revoke bool         `json:"revoke,omitempty" query:"revoke" doc:"what revoking would change instead"`
}

// ClaimEffect answers before anything is decided; nothing is kept.
func (a *App) ClaimEffect(ctx context.Context, who access.Actor, in ClaimEffectAsk) (*ClaimEffect, error) {
	fig, row, claim, err := a.claimRow(ctx, who, in.ID, Moment{})
	if err != nil {
		return nil, err
	}
	fact := row.Project.Fact(claim.Stage)
	if in.Revoke && !fact.Recognised {
		return nil, fault.New(fault.Conflict, "claim.not_recognised", "stage", string(claim.Stage))
	}
	if in.On.IsZero() {
		in.On = claim.On
	}
	if in.Revoke {
		return effectOf(fig.facts, who.Scope(), effectAsk{project: row.Project, stage: claim.Stage, on: fact.RecognisedOn, by: -1, today: fig.on}), nil
	}
	return effectOf(fig.facts, who.Scope(), effectAsk{project: row.Project, stage: claim.Stage, on: in.On, by: +1, today: fig.on}), nil
}

// effectAsk is a change of one project's stage from a day on.
type effectAsk struct {
	project *lifecycle.Project
	stage   lifecycle.Stage
	on      workday.When
	by      int // +1 it counts from then, -1 no more
	today   workday.Date
	// decided are projects of the same act, as they stand after what it decided so far.
	decided map[string]*lifecycle.Project
}

// factOf is a project's stage as it stands when it is asked.
func (ask *effectAsk) factOf(p *lifecycle.Project) lifecycle.StageFact {
	if now, ok := ask.decided[p.ID]; ok {
		p = now
	}
	return p.Fact(ask.stage)
}

// effectOf counts the months over since the day.
func effectOf(f *facts, scope access.Scope, ask effectAsk) *ClaimEffect {
	unit := countyOf(f.tree, ask.project.Unit)
	e := &ClaimEffect{Stage: ask.stage, Unit: unit, Name: f.tree.Name(unit), Months: monthsOver(ask.on.First, ask.today)}
	below := f.tree.Below(unit)
	for _, d := range f.dossiers {
		p := d.project
		if !scope.Sees(access.Subject{Unit: p.Unit, Park: p.Park, EnterpriseCode: p.EnterpriseCode}) {
			continue
		}
		now, there := ask.factOf(p), d.claimTo(ask.stage)
		if there == nil && !now.Recognised && p.ID != ask.project.ID {
			continue
		}
		for i := range e.Months {
			m := &e.Months[i]
			m.All.count(d, ask, there, m.Month.Last())
			if below[p.Unit] {
				m.Unit.count(d, ask, there, m.Month.Last())
			}
		}
	}
	return e
}

// count adds one project to the counts of a month's end.
func (n *EffectCount) count(d *dossier, ask effectAsk, claim *lifecycle.Claim, end workday.Date) {
	fact := ask.factOf(d.project)
	now := fact.Recognised && fact.RecognisedOn.First <= end
	after := now
	if d.project.ID == ask.project.ID {
		after = ask.by > 0 && ask.on.First <= end
	}
	known := now
	if claim != nil {
		on, ok := claim.RecognisedBy(end)
		known = ok && on.First <= end
	}
	n.Known, n.Now, n.After = n.Known+b2i(known), n.Now+b2i(now), n.After+b2i(after)
}

// claimTo is the project's claim to a stage, if there is one.
func (d *dossier) claimTo(s lifecycle.Stage) *lifecycle.Claim {
	for i := range d.claims {
		if d.claims[i].Stage == s {
			return &d.claims[i]
		}
	}
	return nil
}

// monthsOver are the months from a day's that have ended before today, the last
// ones where they are many.
func monthsOver(from, today workday.Date) []EffectMonth {
	months := []EffectMonth{}
	y, m, _ := from.Civil()
	for month := workday.InMonth(y, m); month.Last() < today; month = workday.InMonth(y, m) {
		months = append(months, EffectMonth{Month: month})
		y, m, _ = (month.Last() + 1).Civil()
	}
	return months[max(0, len(months)-effectMonths):]
}

// countyOf is the unit directly under the top that a unit lies in.
func countyOf(tree *access.Tree, id string) string {
	for {
		u, ok := tree.Unit(id)
		if !ok || len(u.Parents) == 0 || u.Parents[0].Parent == tree.Top(id) {
			return id
		}
		id = u.Parents[0].Parent
	}
}

// effect writes into a decision what it changed in the counts of all projects: as
// it stood when it was taken, for ever.
func (d *docket) effect(c lifecycle.Case, is *lifecycle.Claim) {
	last := &is.Steps[len(is.Steps)-1]
	ask := effectAsk{project: c.Project, stage: is.Stage, on: last.On, by: +1, today: d.tx.Today, decided: map[string]*lifecycle.Project{}}
	switch last.Act {
	case lifecycle.Recognise:
	case lifecycle.Revoke:
		ask.on, ask.by = c.Project.Fact(is.Stage).RecognisedOn, -1
	default:
		return
	}
	months := monthsOver(ask.on.First, ask.today)
	if len(months) == 0 {
		return
	}
	for _, f := range d.files {
		ask.decided[f.is.ID] = f.is
	}
	for _, m := range effectOf(d.facts, access.SystemScope(d.who.Tenant(), access.SystemHold), ask).Months {
		last.Effect = append(last.Effect, lifecycle.Moved{Month: m.Month, Was: m.All.Now, Is: m.All.After})
	}
}
