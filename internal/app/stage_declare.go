package app

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/schedule"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// StageDeclare is a unit's word on one stage of a project: when it is planned,
// and that and when it was reached, as a ledger would say it. It asks for no
// evidence and is not recognised; ClaimDeclare declares the stage for recognition,
// on the same date, so that it is said once.
type StageDeclare struct {
	Project  string          `json:"-" path:"id"`
	Stage    lifecycle.Stage `json:"stage"`
	Planned  workday.When    `json:"planned,omitzero"`
	Declared bool            `json:"declared"`
	On       workday.When    `json:"on,omitzero"`
	Because  string          `json:"because,omitempty"`
}

// StageDeclare writes the stage's fact.
func (a *App) StageDeclare(ctx context.Context, who access.Actor, in StageDeclare) error {
	return a.act(ctx, who, access.DeclareStage, in.Because, func(tx *store.Tx) error {
		was, is, err := project(tx, in.Project)
		if err != nil {
			return err
		}
		fact := is.Fact(in.Stage)
		if err := unclaimed(tx, fact, in); err != nil {
			return err
		}
		if fact, err = a.plan(tx, was, fact, in.Planned); err != nil {
			return err
		}
		fact.Declared, fact.DeclaredOn = in.Declared, in.On
		if err := checkDeclared(fact, tx.Today); err != nil {
			return err
		}
		is.SetFact(fact)
		return tx.SaveProject(was, is)
	})
}

// unclaimed refuses to change a statement that a claim is about: what is being
// checked or was recognised is changed by what is done about the claim.
func unclaimed(tx *store.Tx, fact lifecycle.StageFact, in StageDeclare) error {
	if fact.Declared == in.Declared && fact.DeclaredOn == in.On {
		return nil
	}
	claims, err := tx.Claims(in.Project)
	if err != nil {
		return err
	}
	for i := range claims {
		if claims[i].Stage == in.Stage && claims[i].Holds() {
			return fault.New(fault.Conflict, "stage.claimed", "stage", string(in.Stage)).At("declared")
		}
	}
	return nil
}

// checkDeclared reports a stage that is none, a day that has not come, a date of
// a stage that was not declared.
func checkDeclared(f lifecycle.StageFact, today workday.Date) error {
	var wrong fault.List
	wrong.Check(f.Stage.Known(), "stage", "stage.unknown", "stage", string(f.Stage))
	wrong.Check(f.DeclaredOn.First <= today, "on", "stage.future", "on", f.DeclaredOn.String())
	wrong.Check(f.Declared || f.DeclaredOn.IsZero(), "on", "stage.date_undeclared")
	wrong.Check(f.Declared || !f.Recognised, "declared", "stage.recognised")
	return wrong.Err()
}

// plan puts a stage's date in force where that is free; an empty date leaves the
// one in force, for what is planned is not taken away.
func (a *App) plan(tx *store.Tx, p *lifecycle.Project, fact lifecycle.StageFact, to workday.When) (lifecycle.StageFact, error) {
	if to.IsZero() || to == fact.Planned {
		return fact, nil
	}
	t, err := timelineOf(tx, p.ID)
	if err != nil {
		return fact, err
	}
	if err := t.governed(schedule.StageNode(fact.Stage), to); err != nil {
		return fact, err
	}
	return fact.Plan(to), t.moveTwins(tx, fact.Stage, to)
}
