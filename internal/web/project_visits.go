package web

import (
	"net/http"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/web/ui"
)

// The field visits of a project, beside its evidence: their photos are evidence.

// projectVisits are the records, and the way to the form for those who may.
type projectVisits struct {
	Columns []ui.Column
	Rows    []ui.Row
	Form    string
}

func (s *Server) projectVisits(r *http.Request, v *visit, page *app.ProjectPage) (*projectVisits, error) {
	ctx, id := r.Context(), page.Project.ID
	list, err := s.App.Visits(ctx, v.Actor, app.VisitFilter{Moment: app.Moment{On: page.On, Known: page.Known}, Project: id, Size: 100})
	if err != nil {
		return nil, err
	}
	p := &projectVisits{Columns: visitColumns(ctx, false), Rows: visitRows(ctx, list.Rows, false)}
	if v.Can(access.NoteVisit) && page.On == v.frame.Today {
		p.Form = visitURL(id)
	}
	return p, nil
}
