package app

import (
	"context"
	"strings"

	"guatu/internal/access"
	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/store"
)

// ChecklistScreen is the screening of a project (审批筛查): a short questionnaire that
// gives the approvals it needs. What is known of the project and its park is not
// asked; an answer given goes before what is known.
type ChecklistScreen struct {
	Project string            `json:"-" path:"id"`
	Version int               `json:"version,omitempty"` // of the checklist it takes the place of
	Answers map[string]string `json:"answers"`
	Because string            `json:"because,omitempty"` // why it is screened anew
}

// ChecklistScreen keeps the items that follow from the answers and the catalogue in
// force. Screening anew keeps what people changed, as far as the items are still
// there; one on which something has happened cannot fall out.
func (a *App) ChecklistScreen(ctx context.Context, who access.Actor, in ChecklistScreen) error {
	return a.act(ctx, who, access.KeepChecklist, in.Because, func(tx *store.Tx) error {
		w, err := workOf(tx, in.Project)
		if err != nil {
			return err
		}
		if w.file.list != nil {
			if strings.TrimSpace(in.Because) == "" {
				return fault.New(fault.Invalid, "checklist.because").At("because")
			}
			if in.Version != w.file.list.Version {
				return fault.New(fault.Conflict, "store.conflict", "noun", "checklist", "key", w.file.list.ID)
			}
		}
		is, err := w.screen(in.Answers)
		if err != nil {
			return err
		}
		if is.ID == "" {
			is.ID = a.newID()
		}
		return w.save(tx, is)
	})
}

// screen is the checklist that answers give, over what is there.
func (w *approvalWork) screen(answers map[string]string) (*approval.Checklist, error) {
	is, err := screen(w.set.Approvals, w.file.project, w.ground.replaced(w.file.project), answers)
	if err != nil {
		return nil, err
	}
	is.Rules, is.On = w.set.ID, w.ground.today
	if was := w.file.list; was != nil {
		is.ID, is.Version = was.ID, was.Version
		is.Amendments = is.Kept(was.Amendments)
	}
	return is, nil
}

// screen answers what is known and gives the checklist.
func screen(c *approval.Catalogue, p *lifecycle.Project, replaced []string, answers map[string]string) (*approval.Checklist, error) {
	all := c.Known(p.Kind, replaced)
	for question, answer := range answers {
		if answer != "" {
			all[question] = answer
		}
	}
	s, err := c.Screen(all)
	if err != nil {
		return nil, err
	}
	list := s.Checklist(p.ID)
	return &list, nil
}

// replaced are the items that assessments of the project's area stand in for today.
func (g *approvalGround) replaced(p *lifecycle.Project) (items []string) {
	for _, a := range g.areasOf(p) {
		if a.Holds(g.today) {
			items = append(items, a.Replaces...)
		}
	}
	return items
}
