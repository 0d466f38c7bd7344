package app

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/schedule"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// ChangeAsk asks for another date of a node (申请调整时间): a milestone's code, or
// "stage:" and a stage's. Where the rules leave the move free it is made at once.
type ChangeAsk struct {
	Project string       `json:"-" path:"id"`
	Node    string       `json:"node"`
	To      workday.When `json:"to"`
	Reason  string       `json:"reason"`
	Note    string       `json:"note,omitempty"`
}

// ChangeAsk writes the request down and gives its ID.
func (a *App) ChangeAsk(ctx context.Context, who access.Actor, in ChangeAsk) (string, error) {
	c := schedule.Change{ID: a.newID(), Project: in.Project, Node: in.Node, To: in.To, Reason: in.Reason}
	err := a.act(ctx, who, access.AskChange, in.Note, func(tx *store.Tx) error {
		t, err := timelineOf(tx, in.Project)
		if err != nil {
			return err
		}
		d, there := schedule.Find(t.dates, in.Node)
		if there {
			c.Node, c.From = d.Node, d.Planned
		}
		c.Steps = []schedule.ChangeStep{stepOf(tx, who, schedule.Ask, in.Note)}
		if err := t.set.Changes.Ask(c, t.dates, t.changes, true); err != nil {
			return err
		}
		if t.set.Changes.Free(d.Planned, in.To) {
			c = c.GrantAtOnce()
			if err := t.move(tx, c.Node, c.To); err != nil {
				return err
			}
		}
		return tx.SaveChange(nil, &c)
	})
	return c.ID, err
}

// stepOf is a step of the actor's, today.
func stepOf(tx *store.Tx, who access.Actor, act schedule.ChangeAct, note string) schedule.ChangeStep {
	return schedule.ChangeStep{Act: act, Who: who.ID, Name: who.Name, Unit: who.Unit, Day: tx.Today, Note: note}
}
