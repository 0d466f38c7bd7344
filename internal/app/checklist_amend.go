package app

import (
	"context"
	"strings"

	"guatu/internal/access"
	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/store"
)

// ChecklistAmend changes a project's items by hand (调整审批网络): an item more or
// less, another pledge, other needs, decided on a promise. Without a reason there is
// no change; with Take it takes an earlier change back.
type ChecklistAmend struct {
	Project string             `json:"-" path:"id"`
	Version int                `json:"version"`
	Change  approval.Amendment `json:"change"`
	Take    int                `json:"take_back,omitempty"` // the number of an earlier change, from 1
}

// ChecklistAmend writes the change down.
func (a *App) ChecklistAmend(ctx context.Context, who access.Actor, in ChecklistAmend) error {
	return a.act(ctx, who, access.KeepChecklist, in.Change.Reason, func(tx *store.Tx) error {
		w, err := workOf(tx, in.Project)
		if err != nil {
			return err
		}
		was := w.file.list
		switch {
		case was == nil:
			return fault.New(fault.Invalid, "checklist.none")
		case in.Version != was.Version:
			return fault.New(fault.Conflict, "store.conflict", "noun", "checklist", "key", was.ID)
		}
		in.Change.By, in.Change.On = who.Name, tx.Today
		is, err := w.amend(in)
		if err != nil {
			return err
		}
		return w.save(tx, is)
	})
}

// amend is the checklist with one change more, or one less.
func (w *approvalWork) amend(in ChecklistAmend) (*approval.Checklist, error) {
	is := *w.file.list
	if in.Take > 0 {
		if strings.TrimSpace(in.Change.Reason) == "" {
			return nil, fault.New(fault.Invalid, "approval.no_reason").At("reason")
		}
		return is.Without(in.Take - 1)
	}
	if err := in.Change.Check(); err != nil {
		return nil, err
	}
	if in.Change.Promise {
		e, known := w.catalogueOf().Entry(in.Change.Item)
		if !known || e.Promise == "" {
			return nil, fault.New(fault.Invalid, "approval.no_promise", "item", is.NameOf(in.Change.Item)).At("promise")
		}
	}
	return is.With(in.Change)
}
