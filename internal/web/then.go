package web

import (
	"context"
	"net/http"
	"net/url"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/web/ui"
)

// As known then, as known now: the two sights of a day that is over, each one click
// from the other.

func (s *Server) thenRoutes() []route {
	return []route{{method: "GET", path: "/then", handle: s.then, action: access.ReadProjects}}
}

// otherSight leads from what is known now of the page's day to what was known then,
// or back.
func otherSight(ctx context.Context, m app.Moment) ui.Link {
	if m.Known > 0 {
		return ui.Link{Label: ui.T(ctx, "按现在所知看这一天"), Href: here(ctx, "known", "0")}
	}
	return ui.Link{Label: ui.T(ctx, "按当时所知看"), Href: address("/then", "at", here(ctx, "known", ""))}
}

// then shows a page of ours as it was known at the end of its day.
func (s *Server) then(w http.ResponseWriter, r *http.Request, v *visit) error {
	at, err := url.Parse(safeNext(r.URL.Query().Get("at")))
	if err != nil {
		return fault.New(fault.NotFound, "page.not_found").Because(err)
	}
	q := at.Query()
	var wrong fault.List
	m := momentOf(q, &wrong)
	if err := wrong.Err(); err != nil {
		return err
	}
	n, err := s.App.KnownOn(r.Context(), v.Actor, m.On)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.NotFound, "moment.nothing_known", "day", m.On.String())
	}
	q.Set("known", entryText(n))
	return s.redirect(w, r, at.Path+"?"+q.Encode())
}
