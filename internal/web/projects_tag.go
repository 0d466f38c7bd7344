package web

import (
	"context"
	"net/http"
	"net/url"

	"guatu/internal/app"
	"guatu/internal/web/ui"
)

// The bar below the table: what is done with all ticked projects at once.

// tagForm is the id of the bar's form, which the tick boxes name.
const tagForm = "projects-tag"

// A tagBar is the choices of the bar.
type tagBar struct {
	Query        string // the address to come back to
	Levels, Tags []ui.Option
}

// tagBarOf offers the words of the rules; the first choice is none.
func tagBarOf(ctx context.Context, f *app.Frame, query string) *tagBar {
	return &tagBar{Query: query,
		Levels: append([]ui.Option{{Label: ui.T(ctx, "层级…")}}, wordOptions(f.Words.Levels, nil)...),
		Tags:   append([]ui.Option{{Label: ui.T(ctx, "标签…")}}, wordOptions(f.Words.Tags, nil)...)}
}

// projectsTag gives words to all ticked projects, or takes them away, and comes
// back to the table as it was.
func (s *Server) projectsTag(w http.ResponseWriter, r *http.Request, v *visit) error {
	form := r.PostForm
	in := app.ProjectsTag{Projects: form["project"], Levels: form["levels"], Tags: form["tags"], Batches: words(form.Get("batches")),
		Leader: form.Get("leader"), Because: form.Get("because"), Remove: form.Get("do") == "remove"}
	if err := s.App.ProjectsTag(r.Context(), v.Actor, in); err != nil {
		return err
	}
	back, err := url.ParseQuery(form.Get("query"))
	if err != nil {
		back = url.Values{}
	}
	back.Set("done", "projects.tagged")
	return s.redirect(w, r, "/projects?"+back.Encode())
}
