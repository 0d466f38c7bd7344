package web

import (
	"context"
	"net/http"

	"guatu/internal/app"
	"guatu/internal/approval"
	"guatu/internal/web/ui"
)

// screenForm is the form that ticked projects are screened by.
const screenForm = "screen-many"

// A bulkQuestion is a question of the screening asked for many projects at once.
type bulkQuestion struct {
	Name, Label string
	Options     []ui.Option
}

// bulkQuestions are the questions of the catalogue; saying nothing leaves what is
// known, or the usual answer.
func bulkQuestions(ctx context.Context, questions []approval.Question) (list []bulkQuestion) {
	for _, q := range questions {
		b := bulkQuestion{Name: "q-" + q.Code, Label: q.Name, Options: []ui.Option{{Label: q.Name + ui.T(ctx, "：按已知或常用")}}}
		for _, a := range q.Answers {
			b.Options = append(b.Options, ui.Option{Value: a.Code, Label: a.Name})
		}
		list = append(list, b)
	}
	return list
}

// checklistsScreen screens the ticked projects and goes back to those that are left.
func (s *Server) checklistsScreen(w http.ResponseWriter, r *http.Request, v *visit) error {
	in := app.ChecklistsScreen{Projects: r.PostForm["project"], Answers: map[string]string{}, Because: r.PostFormValue("because")}
	c, err := s.App.ApprovalCatalogue(r.Context(), v.Actor, app.Moment{})
	if err != nil {
		return err
	}
	for _, q := range c.Questions {
		if answer := r.PostFormValue("q-" + q.Code); answer != "" {
			in.Answers[q.Code] = answer
		}
	}
	if _, err := s.App.ChecklistsScreen(r.Context(), v.Actor, in); err != nil {
		return err
	}
	return s.redirect(w, r, "/approvals/budgets?done=checklists.screened#unscreened")
}
