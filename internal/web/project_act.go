package web

import (
	"net/http"

	"guatu/internal/app"
	"guatu/internal/lifecycle"
)

// The acts of a project's page: declare a stage, plan a node, lay the template,
// ask for another date or a pause. Each goes back to its side with what was done, or with what is wrong.

func (s *Server) stageDeclare(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "stage")
	in := app.StageDeclare{Project: r.PathValue("id"), Stage: lifecycle.Stage(t.text("stage")), Planned: t.when(r, "planned"), Declared: t.text("declared") != "", On: t.when(r, "on"), Because: t.text("because")}
	if !t.wrong() {
		if err := t.take(r, s.App.StageDeclare(r.Context(), v.Actor, in)); err != nil {
			return err
		}
	}
	return s.projectDone(w, r, v, projectTyped{Tab: tabNodes, Form: t})
}

func (s *Server) milestonePlan(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "node")
	in := app.MilestonePlan{Project: r.PathValue("id"), Code: t.text("code"), Name: t.text("name"), Planned: t.when(r, "planned"), Forecast: t.when(r, "forecast"),
		Actual: t.when(r, "actual"), Note: t.text("note"), Because: t.text("because")}
	workTyped(r, &t, &in)
	if !t.wrong() {
		if err := t.take(r, s.App.MilestonePlan(r.Context(), v.Actor, in)); err != nil {
			return err
		}
	}
	return s.projectDone(w, r, v, projectTyped{Tab: tabNodes, Form: t})
}

func (s *Server) milestonesLay(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "lay")
	if err := t.take(r, s.App.MilestonesLay(r.Context(), v.Actor, app.MilestonesLay{Project: r.PathValue("id")})); err != nil {
		return err
	}
	return s.projectDone(w, r, v, projectTyped{Tab: tabNodes, Form: t})
}

// projectDone goes back to the project's page, or shows the form again.
func (s *Server) projectDone(w http.ResponseWriter, r *http.Request, v *visit, t projectTyped) error {
	if t.wrong() {
		return s.projectWith(w, r, v, t)
	}
	return s.redirect(w, r, address("/projects/"+r.PathValue("id"), "tab", t.Tab, "saved", "1"))
}
