package app

import (
	"context"
	"strings"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/journal"
	"guatu/internal/score"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// WarningIssue sends a unit a warning (督办单) that it has to answer with a plan.
type WarningIssue struct {
	Unit  string `json:"unit"`
	Cause string `json:"cause"`
}

// WarningIssue writes it and gives its identifier. Warnings that follow a black list
// are issued with the list's publication.
func (a *App) WarningIssue(ctx context.Context, who access.Actor, in WarningIssue) (id string, err error) {
	in.Cause = strings.TrimSpace(in.Cause)
	err = a.publish(ctx, who, journal.By{Action: access.KeepWarning, Note: in.Cause}, func(tx *store.Tx, s press) error {
		if err := unitThere(tx, in.Unit); err != nil {
			return err
		}
		w, err := s.Issue(&score.Warning{ID: a.newID(), Unit: in.Unit, Cause: in.Cause}, who.Person)
		if err != nil {
			return err
		}
		id = w.ID
		return tx.SaveWarning(nil, w)
	})
	return id, err
}

// WarningAnswer is the warned unit's plan: what it will do, and by when it is mended
// (整改方案).
type WarningAnswer struct {
	ID      string       `json:"-" path:"id"`
	Version int          `json:"version"`
	By      workday.Date `json:"by"`
	Note    string       `json:"note"`
}

// WarningAnswer writes it.
func (a *App) WarningAnswer(ctx context.Context, who access.Actor, in WarningAnswer) error {
	return a.warn(ctx, who, access.AnswerWarning, warningAct{in.ID, in.Version, score.RespondWarning, in.By, in.Note})
}

// WarningDecide is the office's word on a warning: accept or reject the plan, or
// lift the warning because it is mended (销号).
type WarningDecide struct {
	ID      string           `json:"-" path:"id"`
	Version int              `json:"version"`
	Act     score.WarningAct `json:"act" enum:"accept,reject,lift"`
	Note    string           `json:"note,omitempty"`
}

// WarningDecide writes it.
func (a *App) WarningDecide(ctx context.Context, who access.Actor, in WarningDecide) error {
	switch in.Act {
	case score.AcceptPlan, score.RejectPlan, score.LiftWarning:
		return a.warn(ctx, who, access.KeepWarning, warningAct{in.ID, in.Version, in.Act, 0, in.Note})
	}
	return fault.New(fault.Invalid, "warning.no_act", "act", string(in.Act)).At("act")
}

// A warningAct is which warning, as it was seen, and what is done about it.
type warningAct struct {
	id      string
	version int
	act     score.WarningAct
	by      workday.Date
	note    string
}

func (a *App) warn(ctx context.Context, who access.Actor, right access.Action, in warningAct) error {
	return a.publish(ctx, who, journal.By{Action: right, Note: in.note}, func(tx *store.Tx, s press) error {
		was, err := tx.Warning(in.id)
		if err != nil {
			return err
		}
		if in.version != 0 && in.version != was.Version {
			last := was.Steps[len(was.Steps)-1]
			return fault.New(fault.Conflict, "warning.moved", "name", last.Name, "day", last.Day.String(), "act", string(last.Act))
		}
		if right == access.KeepWarning {
			if err := issuedBy(tx, who, was); err != nil {
				return err
			}
		}
		is, err := s.Answer(was, who.Person, in.act, in.by, in.note)
		if err != nil {
			return err
		}
		return tx.SaveWarning(was, is)
	})
}

// issuedBy refuses the word of any office but the one that sent the warning: who is
// warned does not lift it.
func issuedBy(tx *store.Tx, who access.Actor, w *score.Warning) error {
	tree, err := treeOf(tx)
	if err != nil {
		return err
	}
	if issuer := tree.Campaign(w.Steps[0].Unit); tree.Campaign(who.Unit) != issuer {
		return fault.New(fault.Forbidden, "warning.not_issuer", "unit", tree.Name(issuer))
	}
	return nil
}
