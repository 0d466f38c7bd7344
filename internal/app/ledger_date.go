package app

import (
	"encoding/json"
	"strings"

	"guatu/internal/access"
	"guatu/internal/lifecycle"
	"guatu/internal/schedule"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// A LedgerDate is another planned date that a ledger brings for a stage. Nobody
// said why, so it does not move by itself: it becomes a request with the reason
// "ledger", granted at once where the importer might grant it.
type LedgerDate struct {
	Stage    lifecycle.Stage      `json:"stage"`
	From     workday.When         `json:"from"`
	To       workday.When         `json:"to"`
	State    schedule.ChangeState `json:"state"` // waits or granted
	Approver lifecycle.Approver   `json:"approver"`
}

// dateField begins the field of such a date in a difference.
const dateField = "change."

// keepDates puts the planned dates that a row would move back, and makes requests
// of them. Free moves stand. What cannot be asked for (the stage is reached, a
// request waits, the ledger is only coarser) leaves the date as it is.
func (in *intake) keepDates(c *LedgerChange, l *laid) {
	if c.Project == nil {
		return
	}
	for _, f := range l.is.Stages {
		was := c.Project.Fact(f.Stage).Planned
		if was.IsZero() || f.Planned == was {
			continue
		}
		if l.freed(in.set.Changes, f.Stage, was, f.Planned) {
			continue
		}
		to := f.Planned
		f.Planned = was
		l.is.SetFact(f)
		if f.Declared || to.First <= was.First && to.Last() >= was.Last() {
			continue
		}
		if ask, ok := in.askDate(c, f.Stage, was, to); ok {
			l.changes = append(l.changes, ask)
			if ask.State() == schedule.ChangeGranted {
				l.is.SetFact(f.Plan(to))
			}
		}
	}
}

// freed notes a move that the rules leave free.
func (l *laid) freed(rules schedule.ChangeRules, stage lifecycle.Stage, from, to workday.When) bool {
	free := rules.Free(from, to) && !l.is.Fact(stage).Declared
	if free {
		l.moved = append(l.moved, stage)
	}
	return free
}

// askDate is the request for one date; not ok where nothing can be asked.
func (in *intake) askDate(c *LedgerChange, stage lifecycle.Stage, from, to workday.When) (schedule.Change, bool) {
	dates := schedule.Dates(c.Project, c.dossier.milestones, in.set.Templates)
	ask := schedule.Change{Project: c.Project.ID, Node: schedule.StageNode(stage), From: from, To: to, Reason: schedule.ByLedger,
		Steps: []schedule.ChangeStep{{Act: schedule.Ask, Who: in.asker.ID, Name: in.asker.Name, Unit: in.asker.Unit, Day: in.today, Note: in.File.Name}}}
	if in.set.Changes.Ask(ask, dates, c.dossier.changes, false) != nil {
		return ask, false
	}
	verdict := verdictOf(in.set, c.Project, dates, c.dossier.changes, &ask)
	granted := in.set.Changes.LedgerGrants && signerOf(in.facts.tree, in.asker, access.GrantChange, c.Project).As.Rank() >= verdict.By.Rank()
	if granted {
		ask = ask.GrantAtOnce()
	}
	c.note(LedgerDate{stage, from, to, ask.State(), verdict.By})
	return ask, true
}

// note keeps a date once, however often the row is laid.
func (c *LedgerChange) note(d LedgerDate) {
	for _, e := range c.Dates {
		if e.Stage == d.Stage {
			return
		}
	}
	c.Dates = append(c.Dates, d)
}

// dateFields are the dates that wait, as fields of the difference: a date granted
// at once is among the project's own.
func (c *LedgerChange) dateFields() ([]Change, error) {
	var list []Change
	for _, d := range c.Dates {
		if d.State != schedule.ChangeWaits {
			continue
		}
		was, err := json.Marshal(d.From)
		if err != nil {
			return nil, err
		}
		now, err := json.Marshal(d.To)
		if err != nil {
			return nil, err
		}
		list = append(list, Change{Field: dateField + string(d.Stage), Old: was, New: now})
	}
	return list, nil
}

// saveDates writes the requests down and moves what is the same date elsewhere.
func (in *intake) saveDates(tx *store.Tx, c *LedgerChange, l laid) error {
	for i := range l.changes {
		l.changes[i].ID = in.newID()
		if err := tx.SaveChange(nil, &l.changes[i]); err != nil {
			return err
		}
		if l.changes[i].State() == schedule.ChangeGranted {
			l.moved = append(l.moved, schedule.StageOf(l.changes[i].Node))
		}
	}
	if len(l.moved) == 0 {
		return nil
	}
	t := &timeline{project: c.Project, nodes: c.dossier.milestones, dates: schedule.Dates(c.Project, c.dossier.milestones, in.set.Templates), set: in.set}
	for _, stage := range l.moved {
		if err := t.moveTwins(tx, stage, l.is.Fact(stage).Planned); err != nil {
			return err
		}
	}
	return nil
}

// hasOwn tells whether the project itself changed, not only its figures, its
// approvals or what is asked for.
func hasOwn(fields []Change) bool {
	for _, c := range fields {
		if !strings.HasPrefix(c.Field, "figure.") && !strings.HasPrefix(c.Field, dateField) && !strings.HasPrefix(c.Field, approvalField) {
			return true
		}
	}
	return false
}
