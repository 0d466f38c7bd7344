package web

import (
	"context"
	"net/http"
	"net/url"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// 考核办法: the schemes by which units are judged, each with its editions.

// schemesPage lists them.
type schemesPage struct {
	Frame ui.FrameData
	Done  string
	Tabs  []ui.Link
	Table ui.TableData
	Count int
	Can   bool
}

func (s *Server) schemeRoutes() []route {
	const look, keep, give = access.ReadScheme, access.KeepScheme, access.GiveEntry
	return []route{
		{method: "GET", path: "/schemes", handle: s.schemes, action: look},
		{method: "GET", path: "/schemes/new", handle: s.schemeNew, action: keep},
		{method: "POST", path: "/schemes/new", handle: s.schemeSave, action: keep},
		{method: "GET", path: manualURL, handle: s.schemeManual, action: look},
		{method: "GET", path: "/schemes/{id}", handle: s.scheme, action: look},
		{method: "GET", path: "/schemes/{id}/edit", handle: s.schemeEdit, action: keep},
		{method: "POST", path: "/schemes/{id}/edit", handle: s.schemeSave, action: keep},
		{method: "GET", path: "/schemes/{id}/entries", handle: s.entries, action: look},
		{method: "POST", path: "/schemes/{id}/entries", handle: s.entriesSave, action: give},
	}
}

func schemeURL(id string, pairs ...string) string {
	return address("/schemes/"+url.PathEscape(id), pairs...)
}

func (s *Server) schemes(w http.ResponseWriter, r *http.Request, v *visit) error {
	m, err := momentAsked(r)
	if err != nil {
		return err
	}
	list, err := s.App.Schemes(r.Context(), v.Actor, m)
	if err != nil {
		return err
	}
	ctx := r.Context()
	p := schemesPage{Frame: s.frameOf(r, v, ui.T(ctx, "考核办法")), Done: r.URL.Query().Get("done"), Count: len(list.Rows), Can: v.Can(access.KeepScheme), Tabs: scoreTabs(ctx, v, onText(m), "/schemes"), Table: schemeTable(ctx, list)}
	p.Frame.AsOf = asOf(r, v, m)
	p.Frame.Actions = schemesButtons(p.Can)
	return render(w, r, http.StatusOK, schemesView(p))
}

// schemeTable is one line a scheme.
func schemeTable(ctx context.Context, list *app.SchemeList) ui.TableData {
	t := table(ui.T(ctx, "考核办法"), ui.T(ctx, "考核办法"), ui.T(ctx, "周期"), ui.T(ctx, "现行版本"), ui.T(ctx, "被考核单位"), ui.T(ctx, "上一考核期"), ui.T(ctx, "待填报"), ui.T(ctx, "最近结果"))
	t.Columns[3].Num, t.Columns[5].Num = true, true
	g := ui.Group{}
	for _, r := range list.Rows {
		from := ui.T(ctx, "{day} 起", "day", r.From.String())
		if r.From.IsZero() {
			from = ui.T(ctx, "还没有")
		}
		if !r.Coming.IsZero() {
			from += " · " + ui.T(ctx, "{day} 起有新版本", "day", r.Coming.String())
		}
		row := ui.Row{Cells: []ui.Cell{{Text: r.Title, Href: schemeURL(r.ID), Note: r.UnitName}, ui.Words(termOf(ctx, "period", string(r.Every))), ui.Words(from), ui.Words(itoa(r.Members))}}
		period := ui.Cell{Text: whenText(ctx, r.Period)}
		owed := ui.Words("—")
		if !r.From.IsZero() {
			period.Href = assessmentURL(r.ID, "", "period", r.Period.String())
			owed = ui.Cell{Text: itoa(r.Owed), Href: schemeURL(r.ID) + address("/entries", "period", r.Period.String())}
		}
		row.Cells = append(row.Cells, period, owed, lastResult(ctx, r))
		g.Rows = append(g.Rows, row)
	}
	t.Groups = []ui.Group{g}
	return t
}

// lastResult is the latest result of a scheme with where it stands.
func lastResult(ctx context.Context, r app.SchemeRow) ui.Cell {
	if r.Last == nil {
		return ui.Words("—")
	}
	c := ui.Cell{Text: r.Last.Title, Href: address("/publications/" + url.PathEscape(r.Last.ID)), Note: termOf(ctx, "publication.state", string(r.Last.State))}
	if period, err := workday.ParseWhen(r.LastOf); err == nil && !period.IsZero() {
		c.Note = whenText(ctx, period) + " · " + c.Note
	}
	return c
}
