package app

import (
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// A ClaimEffect is what a decision changes in figures of months that are over: how
// many projects were recognised to have come as far as the stage at the end of each,
// as the board counts them. Known is what was known then, Now what is known now,
// After what it will be.
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
	Entry int64        `json:"entry,omitempty"` // the last of the journal by the month's end: what was known then
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
	ask := effectAsk{project: row.Project, stage: claim.Stage, on: in.On, by: +1, today: fig.on}
	if in.Revoke {
		ask.on, ask.by = fact.RecognisedOn, -1
	}
	e := effectOf(fig.facts, who.Scope(), ask)
	return e, a.number(ctx, who, e)
}

// number says of each month where the journal stood when it ended, so that what was
// known then can be looked at.
func (a *App) number(ctx context.Context, who access.Actor, e *ClaimEffect) (err error) {
	for i := range e.Months {
		m := &e.Months[i]
		if m.Entry, err = a.KnownOn(ctx, who, m.Month.Last()); err != nil {
			return err
		}
	}
	return nil
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

// said is what there is to say of when a stage of a project counts from.
type said func(lifecycle.Stage) (workday.When, bool)

// now is what is known now of a project, with what the act decided so far.
func (ask *effectAsk) now(p *lifecycle.Project) said {
	if decided, ok := ask.decided[p.ID]; ok {
		p = decided
	}
	return func(s lifecycle.Stage) (workday.When, bool) {
		f := p.Fact(s)
		return f.RecognisedOn, f.Recognised
	}
}

// after is the same with the decision that is asked about.
func (ask *effectAsk) after(p *lifecycle.Project) said {
	now := ask.now(p)
	if p.ID != ask.project.ID {
		return now
	}
	return func(s lifecycle.Stage) (workday.When, bool) {
		if s == ask.stage {
			return ask.on, ask.by > 0
		}
		return now(s)
	}
}

// then is what was known of a project on a day.
func (ask *effectAsk) then(d *dossier, day workday.Date) said {
	return func(s lifecycle.Stage) (workday.When, bool) {
		if claim := d.claimTo(s); claim != nil {
			return claim.RecognisedBy(day)
		}
		return ask.now(d.project)(s)
	}
}

// stages are those that count for the one asked about: it and those after it.
func (ask *effectAsk) stages() []lifecycle.Stage {
	if ask.stage == lifecycle.Exited {
		return []lifecycle.Stage{lifecycle.Exited}
	}
	return lifecycle.Stages[max(0, ask.stage.Order()-1):]
}

// A span is the days on which a project counts: from one, until it left the chain.
type span struct{ from, until workday.Date }

func (s span) holds(day workday.Date) bool { return s.from <= day && day < s.until }

// spanOf is the span by what is said of the stages that count.
func (ask *effectAsk) spanOf(say said) span {
	s := span{workday.LastDate, workday.LastDate}
	for _, stage := range ask.stages() {
		if on, ok := say(stage); ok {
			s.from = min(s.from, on.First)
		}
	}
	if on, ok := say(lifecycle.Exited); ok && ask.stage != lifecycle.Exited {
		s.until = on.First
	}
	return s
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
		if p.ID != ask.project.ID && !d.everRecognised() {
			continue
		}
		now, after := ask.spanOf(ask.now(p)), ask.spanOf(ask.after(p))
		for i := range e.Months {
			m, end := &e.Months[i], e.Months[i].Month.Last()
			n := EffectCount{b2i(ask.spanOf(ask.then(d, end)).holds(end)), b2i(now.holds(end)), b2i(after.holds(end))}
			m.All.add(n)
			if below[p.Unit] {
				m.Unit.add(n)
			}
		}
	}
	return e
}

func (n *EffectCount) add(o EffectCount) {
	n.Known, n.Now, n.After = n.Known+o.Known, n.Now+o.Now, n.After+o.After
}

// everRecognised tells that the project may count in some month: it has a claim, or
// a stage recognised without one.
func (d *dossier) everRecognised() bool {
	return len(d.claims) > 0 || slices.ContainsFunc(d.project.Stages, func(f lifecycle.StageFact) bool { return f.Recognised })
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
