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

// ChangeGrant lets a date move (批准): as asked for, or to an earlier date than
// asked for with a word why.
type ChangeGrant struct {
	Change string       `json:"-" path:"change"`
	To     workday.When `json:"to,omitzero"`
	Note   string       `json:"note,omitempty"`
}

// ChangeGrant moves the date and writes down who let it.
func (a *App) ChangeGrant(ctx context.Context, who access.Actor, in ChangeGrant) error {
	return a.act(ctx, who, access.GrantChange, in.Note, func(tx *store.Tx) error {
		return decideChange(tx, who, in.Change, answerTo{verdictGrant, in.To, in.Note})
	})
}

// ChangeRefuse leaves the date where it is (不予批准); the request stays on record.
type ChangeRefuse struct {
	Change string `json:"-" path:"change"`
	Note   string `json:"note"`
}

// ChangeRefuse writes the refusal down.
func (a *App) ChangeRefuse(ctx context.Context, who access.Actor, in ChangeRefuse) error {
	return a.act(ctx, who, access.GrantChange, in.Note, func(tx *store.Tx) error {
		return decideChange(tx, who, in.Change, answerTo{verdict: verdictRefuse, note: in.Note})
	})
}

// ChangesDecide answers many requests the same way, all of them or none.
type ChangesDecide struct {
	Changes []string `json:"changes"`
	Verdict string   `json:"verdict"` // grant or refuse
	Note    string   `json:"note,omitempty"`
}

// The answers there are.
const (
	verdictGrant  = "grant"
	verdictRefuse = "refuse"
)

// maxDecided bounds what is answered in one go.
const maxDecided = 500

// ChangesDecide answers each as if alone; the first that cannot be stops all.
func (a *App) ChangesDecide(ctx context.Context, who access.Actor, in ChangesDecide) error {
	switch {
	case len(in.Changes) == 0:
		return fault.New(fault.Invalid, "change.none_chosen").At("changes")
	case len(in.Changes) > maxDecided:
		return fault.New(fault.Invalid, "project.list_long", "max", maxDecided).At("changes")
	case in.Verdict != verdictGrant && in.Verdict != verdictRefuse:
		return fault.New(fault.Invalid, "change.verdict", "verdict", in.Verdict).At("verdict")
	}
	return a.act(ctx, who, access.GrantChange, in.Note, func(tx *store.Tx) error {
		for _, id := range in.Changes {
			if err := decideChange(tx, who, id, answerTo{verdict: in.Verdict, note: in.Note}); err != nil {
				return err
			}
		}
		return nil
	})
}

// An answerTo a request: to is another date than asked for.
type answerTo struct {
	verdict string
	to      workday.When
	note    string
}

// decideChange answers one request.
func decideChange(tx *store.Tx, who access.Actor, id string, a answerTo) error {
	was, t, err := changeOf(tx, id)
	if err != nil {
		return err
	}
	need, signer := t.verdict(was).By, signerOf(t.tree, who, access.GrantChange, t.project)
	if a.verdict == verdictRefuse {
		is, err := was.Refuse(need, signer, stepOf(tx, who, schedule.Refuse, a.note))
		if err != nil {
			return err
		}
		return tx.SaveChange(was, &is)
	}
	step := stepOf(tx, who, schedule.Grant, a.note)
	step.To = a.to
	is, err := was.Grant(need, signer, step)
	if err != nil {
		return err
	}
	if err := t.settles(is); err != nil {
		return err
	}
	if err := t.move(tx, is.Node, is.Settled()); err != nil {
		return err
	}
	return tx.SaveChange(was, &is)
}

// settles refuses to grant what no longer fits: the date moved since it was asked
// for, or was reached.
func (t *timeline) settles(c schedule.Change) error {
	d, ok := schedule.Find(t.dates, c.Node)
	switch {
	case !ok:
		return fault.New(fault.Conflict, "change.no_date", "node", c.Node)
	case d.Reached:
		return fault.New(fault.Conflict, "change.reached", "on", d.Actual.String())
	case d.Planned != c.From:
		return fault.New(fault.Conflict, "change.moved", "on", d.Planned.String())
	}
	return nil
}

// changeOf finds a request of a project in scope, with what it stands on.
func changeOf(tx *store.Tx, id string) (*schedule.Change, *timeline, error) {
	c, err := tx.Change(id)
	if fault.KindOf(err) == fault.NotFound {
		return nil, nil, fault.New(fault.NotFound, "change.not_found")
	}
	if err != nil {
		return nil, nil, err
	}
	t, err := timelineOf(tx, c.Project)
	return c, t, err
}

// ChangeDrop takes a request back (撤回) while it waits.
type ChangeDrop struct {
	Change string `json:"-" path:"change"`
	Note   string `json:"note,omitempty"`
}

// ChangeDrop is for the unit that asked.
func (a *App) ChangeDrop(ctx context.Context, who access.Actor, in ChangeDrop) error {
	return a.act(ctx, who, access.AskChange, in.Note, func(tx *store.Tx) error {
		was, _, err := changeOf(tx, in.Change)
		if err != nil {
			return err
		}
		is, err := was.Drop(stepOf(tx, who, schedule.Drop, in.Note))
		if err != nil {
			return err
		}
		return tx.SaveChange(was, &is)
	})
}

// mayDecide tells whether somebody may answer a request, before they try.
func mayDecide(tree *access.Tree, who access.Actor, p *lifecycle.Project, need lifecycle.Approver, asked schedule.ChangeStep) bool {
	return signerOf(tree, who, access.GrantChange, p).May(need, lifecycle.Signer{Who: asked.Who, Unit: asked.Unit}) == lifecycle.Allowed
}
