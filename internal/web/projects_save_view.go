package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"guatu/internal/app"
	"guatu/internal/web/ui"
)

// Saved views: an address under a name, for oneself or for everybody.

// viewQuery is what a view keeps of an address: everything but the page, the day
// and what was just done.
func viewQuery(q url.Values) string {
	kept := url.Values{}
	for name, values := range q {
		kept[name] = values
	}
	for _, name := range []string{"page", "on", "known", "done", "paper"} {
		kept.Del(name)
	}
	return kept.Encode()
}

// viewTabs are everything and the saved views; the one whose address this is, is
// the current one, and given back when it is the reader's own.
func viewTabs(ctx context.Context, v *visit, views []app.View, query string) (tabs []ui.Link, own *app.View) {
	tabs = []ui.Link{{Label: ui.T(ctx, "全部"), Href: "/projects", Current: query == ""}}
	for i, saved := range views {
		here := saved.Query == query
		label := saved.Name
		if saved.Person != v.ID {
			label += " · " + ui.T(ctx, "共享")
		}
		tabs = append(tabs, ui.Link{Label: label, Href: "/projects?" + saved.Query, Current: here})
		if here && saved.Person == v.ID {
			own = &views[i]
		}
	}
	return tabs, own
}

func (s *Server) viewSave(w http.ResponseWriter, r *http.Request, v *visit) error {
	q, err := url.ParseQuery(r.PostFormValue("query"))
	if err != nil {
		q = nil
	}
	in := app.ViewSave{Name: r.PostFormValue("name"), Page: "projects", Query: viewQuery(q), Shared: r.PostFormValue("shared") != ""}
	if _, err := s.App.ViewSave(r.Context(), v.Actor, in); err != nil {
		return err
	}
	return s.redirect(w, r, done("/projects?"+in.Query, "view.saved"))
}

func (s *Server) viewRemove(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := s.App.ViewRemove(r.Context(), v.Actor, r.PathValue("id")); err != nil {
		return err
	}
	return s.redirect(w, r, "/projects?done=view.removed")
}

// done is an address that says at its head what was just done.
func done(address, code string) string {
	glue := "?"
	if strings.Contains(address, "?") {
		glue = "&"
	}
	if strings.HasSuffix(address, "?") {
		glue = ""
	}
	return address + glue + "done=" + url.QueryEscape(code)
}
