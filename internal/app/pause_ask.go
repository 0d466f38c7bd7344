package app

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// PauseAsk asks for a pause (申请暂停): why, on what condition the project resumes,
// from when until when.
type PauseAsk struct {
	Project    string       `json:"-" path:"id"`
	Reason     string       `json:"reason"`
	Conditions string       `json:"conditions"`
	From       workday.Date `json:"from"`
	Until      workday.Date `json:"until"`
	Note       string       `json:"note,omitempty"`
}

// PauseAsk writes the request down and gives its ID; nothing stands still before
// it is granted.
func (a *App) PauseAsk(ctx context.Context, who access.Actor, in PauseAsk) (string, error) {
	p := lifecycle.Pause{ID: a.newID(), Project: in.Project, Reason: in.Reason, Conditions: in.Conditions, From: in.From}
	err := a.act(ctx, who, access.AskPause, in.Note, func(tx *store.Tx) error {
		if _, err := tx.Project(in.Project); err != nil {
			return err
		}
		others, err := tx.Pauses(in.Project)
		if err != nil {
			return err
		}
		set, err := setInForce(tx)
		if err != nil {
			return err
		}
		p.Steps = []lifecycle.PauseStep{pauseStep(tx, who, lifecycle.AskPause, in.Until, in.Note)}
		if err := set.Pauses.Ask(p, others); err != nil {
			return err
		}
		return tx.SavePause(nil, &p)
	})
	return p.ID, err
}

// pauseStep is a step of the actor's, today.
func pauseStep(tx *store.Tx, who access.Actor, act lifecycle.PauseAct, until workday.Date, note string) lifecycle.PauseStep {
	return lifecycle.PauseStep{Act: act, Who: who.ID, Name: who.Name, Unit: who.Unit, Day: tx.Today, Until: until, Note: note}
}

// PauseRenew asks for another term while the pause holds (申请续期).
type PauseRenew struct {
	Pause string       `json:"-" path:"pause"`
	Until workday.Date `json:"until"`
	Note  string       `json:"note"`
}

// PauseRenew writes the request down; the pause ends on its day unless it is
// granted.
func (a *App) PauseRenew(ctx context.Context, who access.Actor, in PauseRenew) error {
	return a.onPause(ctx, who, pauseAct{access.AskPause, in.Pause, lifecycle.AskRenewal, in.Until, in.Note}, func(on pausing) (lifecycle.Pause, error) {
		return on.rules.Extend(on.pause, on.step)
	})
}

// PauseResume takes the project up again before the end (恢复建设). Until is the
// last day that stood still; empty is yesterday.
type PauseResume struct {
	Pause string       `json:"-" path:"pause"`
	Until workday.Date `json:"until,omitzero"`
	Note  string       `json:"note,omitempty"`
}

// PauseResume needs nobody's leave.
func (a *App) PauseResume(ctx context.Context, who access.Actor, in PauseResume) error {
	return a.onPause(ctx, who, pauseAct{access.AskPause, in.Pause, lifecycle.Resume, in.Until, in.Note}, func(on pausing) (lifecycle.Pause, error) {
		return on.rules.Resume(on.pause, on.step)
	})
}

// PauseGrant agrees to a pause or to its renewal, as asked for or for less.
type PauseGrant struct {
	Pause string       `json:"-" path:"pause"`
	Until workday.Date `json:"until,omitzero"`
	Note  string       `json:"note,omitempty"`
}

// PauseGrant lets the clocks stand still. What a ledger said of a pause is
// answered by it, and goes.
func (a *App) PauseGrant(ctx context.Context, who access.Actor, in PauseGrant) error {
	return a.onPause(ctx, who, pauseAct{access.GrantPause, in.Pause, lifecycle.GrantPause, in.Until, in.Note}, func(on pausing) (lifecycle.Pause, error) {
		return on.rules.Grant(on.pause, on.signer, on.step)
	})
}

// PauseRefuse says no to a pause or to its renewal, and why.
type PauseRefuse struct {
	Pause string `json:"-" path:"pause"`
	Note  string `json:"note"`
}

// PauseRefuse leaves clocks as they run.
func (a *App) PauseRefuse(ctx context.Context, who access.Actor, in PauseRefuse) error {
	return a.onPause(ctx, who, pauseAct{access.GrantPause, in.Pause, lifecycle.RefusePause, 0, in.Note}, func(on pausing) (lifecycle.Pause, error) {
		return on.rules.Refuse(on.pause, on.signer, on.step)
	})
}

// pausing is what a step of a pause stands on.
type pausing struct {
	pause  lifecycle.Pause
	rules  lifecycle.PauseRules
	signer lifecycle.Signer
	step   lifecycle.PauseStep // the one that is taken
}

// A pauseAct is one act about one pause.
type pauseAct struct {
	right access.Action
	pause string
	does  lifecycle.PauseAct
	until workday.Date
	note  string
}

// onPause takes one step of a pause.
func (a *App) onPause(ctx context.Context, who access.Actor, act pauseAct, step func(pausing) (lifecycle.Pause, error)) error {
	return a.act(ctx, who, act.right, act.note, func(tx *store.Tx) error {
		was, err := tx.Pause(act.pause)
		if fault.KindOf(err) == fault.NotFound {
			return fault.New(fault.NotFound, "pause.not_found")
		}
		if err != nil {
			return err
		}
		p, err := tx.Project(was.Project)
		if err != nil {
			return err
		}
		set, err := setInForce(tx)
		if err != nil {
			return err
		}
		tree, err := treeOf(tx)
		if err != nil {
			return err
		}
		is, err := step(pausing{*was, set.Pauses, signerOf(tree, who, access.GrantPause, p), pauseStep(tx, who, act.does, act.until, act.note)})
		if err != nil {
			return err
		}
		if err := tx.SavePause(was, &is); err != nil || !p.Paused || !is.Granted() {
			return err
		}
		now := p.Clone()
		now.Paused = false
		return tx.SaveProject(p, now)
	})
}
