package app

import (
	"context"
	"fmt"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/store"
)

// ChecklistsScreen screens many projects at once (批量筛查): what is known of each
// goes before the answers given for all, and the usual answer is taken for the rest.
// It is how a place begins, before dates from its ledgers can be kept; each list is
// looked at afterwards.
type ChecklistsScreen struct {
	Projects []string          `json:"projects"`
	Answers  map[string]string `json:"answers,omitempty"` // for all of them
	Because  string            `json:"because,omitempty"`
}

// maxScreened bounds how many projects are screened in one act.
const maxScreened = 500

// ChecklistsScreen screens all or none, and gives their number. A project that is
// screened already is a mistake: its list is changed on its own page.
func (a *App) ChecklistsScreen(ctx context.Context, who access.Actor, in ChecklistsScreen) (int, error) {
	if n := len(in.Projects); n == 0 || n > maxScreened {
		return 0, fault.New(fault.Invalid, "checklist.many", "count", n, "max", maxScreened).At("projects")
	}
	return len(in.Projects), a.act(ctx, who, access.KeepChecklist, in.Because, func(tx *store.Tx) error {
		var wrong fault.List
		for i, id := range in.Projects {
			w, err := workOf(tx, id)
			if err != nil {
				return err
			}
			if w.file.list != nil {
				wrong.Add(fault.New(fault.Conflict, "checklist.there", "project", w.file.project.Name).At(fmt.Sprintf("projects[%d]", i)))
				continue
			}
			answers := map[string]string{}
			known := w.set.Approvals.Known(w.file.project.Kind, w.ground.replaced(w.file.project))
			for question, answer := range in.Answers {
				if known[question] == "" {
					answers[question] = answer
				}
			}
			is, err := w.screen(answers)
			if err != nil {
				return err
			}
			is.ID = a.newID()
			if err := tx.SaveChecklist(nil, is); err != nil {
				return err
			}
		}
		return wrong.Err()
	})
}
