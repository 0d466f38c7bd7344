package web

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/web/ui"
)

// projectsPage is the register as a table (项目).
type projectsPage struct {
	Frame   ui.FrameData
	Done    string // what was just done
	Tabs    []ui.Link
	View    *app.View // the saved view being looked at, when it is one's own
	Query   string    // the address to be saved
	CanSave bool
	Chips   []ui.Chip
	Clear   string
	Panel   filterPanel
	Columns []ui.Option
	Kept    []ui.Pair // what the choice of columns carries along
	Groups  []ui.Link
	Bases   []ui.Link
	Group   string // what it is grouped by, in words
	Table   ui.TableData
	Pager   ui.PagerData
	Bulk    *tagBar // nil for those who may not change projects
	Actions projectsActions
	Bare    bool // no project at all, and no filter: the first step is offered
}

// A filterPanel is the form behind 筛选.
type filterPanel struct {
	Query   string
	Choices []choice
	Tags    []ui.Option
	Lead    []ui.Option
	Kept    []ui.Pair
}

// projectsActions are the buttons of the head.
type projectsActions struct {
	Export, ExportUnit string
	Papers             []ui.Link
	New, Import        bool
}

func (s *Server) projectsRoutes() []route {
	return []route{
		{method: "GET", path: "/projects", handle: s.projectsShow, action: access.ReadProjects},
		{method: "GET", path: "/projects/export.xlsx", handle: s.projectsExport, action: access.ExportLedger},
		{method: "POST", path: "/views", handle: s.viewSave, action: access.SaveView},
		{method: "POST", path: "/views/{id}/remove", handle: s.viewRemove, action: access.SaveView},
		{method: "POST", path: "/projects/tags", handle: s.projectsTag, action: access.ChangeProject},
		{method: "GET", path: "/twins", handle: s.twinsShow, action: access.ReadProjects},
	}
}

func (s *Server) projectsShow(w http.ResponseWriter, r *http.Request, v *visit) error {
	f, err := filterOf(r)
	if err != nil {
		return err
	}
	t, err := s.App.Projects(r.Context(), v.Actor, f)
	if err != nil {
		return err
	}
	views, err := s.App.Views(r.Context(), v.Actor, "projects")
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, projectsView(s.projectsPage(r, v, t, views)))
}

func (s *Server) projectsPage(r *http.Request, v *visit, t *app.ProjectTable, views []app.View) projectsPage {
	ctx, q := r.Context(), r.URL.Query()
	columns := chosenColumns(q)
	p := projectsPage{Frame: s.frameOf(r, v, ui.T(ctx, "项目")), Done: q.Get("done"), Query: viewQuery(q), CanSave: v.Can(access.SaveView),
		Chips: s.chips(r, v, t.Filter), Clear: clearFilter(ctx, q), Columns: columnOptions(ctx, columns), Group: groupWord(ctx, t.Filter.Group)}
	p.Frame.Note = totalsNote(ctx, t.Totals)
	p.Frame.AsOf = asOf(r, v, t.Filter.Moment)
	p.Frame.Paper = cmp.Or(paperOf(q), "a4l")
	p.Tabs, p.View = viewTabs(ctx, v, views, p.Query)
	p.Panel = filterPanel{Query: t.Filter.Query, Choices: choices(ctx, v.frame, t), Tags: tagChoices(v.frame, t.Filter.Tag), Lead: leadOptions(ctx, t.Filter.LeadMax),
		Kept: keptBut(q, "q", "unit", "stage", "light", "tier", "level", "kind", "tag", "lead_max")}
	p.Kept = keptBut(q, "cols")
	p.Bases = basisLinks(ctx, t.Filter.Basis)
	p.Groups = groupLinks(ctx, t.Filter.Group)
	p.Table = projectTable(ctx, v.frame, t, columns)
	if v.Can(access.ChangeProject) && t.Filter.Moment == (app.Moment{}) {
		p.Table.Pick, p.Table.PickFor, p.Bulk = "project", tagForm, tagBarOf(ctx, v.frame, q.Encode())
	}
	p.Pager = pagerOf(ctx, t.Filter.Page, t.Filter.Size, t.Totals.Count)
	p.Actions = s.projectsActions(r, v)
	p.Bare = t.Totals.Count == 0 && len(p.Chips) == 0
	p.Frame.Actions = projectsButtons(p)
	return p
}

// totalsNote is the grey line beside the title: how many, how much, how many did
// not say.
func totalsNote(ctx context.Context, t app.Totals) string {
	note := ui.T(ctx, "{n} 个 · 总投资 {total} 亿元", "n", t.Count, "total", t.Total.Yuan.Yi(2))
	if t.Done.Missing > 0 {
		note += " · " + ui.T(ctx, "{n} 个未报年度完成", "n", t.Done.Missing)
	}
	return note
}

// clearFilter is the address with the filter gone and order, grouping, columns
// and day kept.
func clearFilter(ctx context.Context, q url.Values) string {
	var f app.ProjectFilter
	pairs := []string{"q", "", "lead_max", "", "lead_min", ""}
	for _, l := range filterLists(&f) {
		pairs = append(pairs, l.name, "")
	}
	return ui.Here(ctx, pairs...)
}

// keptBut are the parameters of the address that a form does not set itself.
func keptBut(q url.Values, without ...string) []ui.Pair {
	kept := url.Values{}
	for name, values := range q {
		kept[name] = values
	}
	for _, name := range append(without, "page", "done") {
		kept.Del(name)
	}
	var list []ui.Pair
	for _, line := range strings.Split(kept.Encode(), "&") {
		name, value, _ := strings.Cut(line, "=")
		n, err1 := url.QueryUnescape(name)
		x, err2 := url.QueryUnescape(value)
		if n != "" && err1 == nil && err2 == nil {
			list = append(list, ui.Pair{Name: n, Value: x})
		}
	}
	return list
}

// groupings are what a table can be grouped by, with their words.
var groupings = []string{"unit", "stage", "recognised", "tier", "light", "level", "kind"}

func groupWord(ctx context.Context, by string) string {
	if by == "" {
		return ""
	}
	return filterField(ctx, by)
}

func groupLinks(ctx context.Context, now string) []ui.Link {
	list := []ui.Link{{Label: ui.T(ctx, "不分组"), Href: here(ctx, "group", ""), Current: now == ""}}
	for _, by := range groupings {
		list = append(list, ui.Link{Label: filterField(ctx, by), Href: here(ctx, "group", by), Current: now == by})
	}
	return list
}

// paperOf is the paper the page prints on: a4l or a3.
func paperOf(q url.Values) string {
	if p := q.Get("paper"); p == "a3" || p == "a4l" {
		return p
	}
	return ""
}

func (s *Server) projectsActions(r *http.Request, v *visit) projectsActions {
	ctx, q := r.Context(), r.URL.Query()
	a := projectsActions{New: v.Can(access.AddProject), Import: v.Can(access.ImportLedger)}
	if v.Can(access.ExportLedger) {
		a.Export = exportHref(q, "standard")
		a.ExportUnit = exportHref(q, "unit")
	}
	for _, p := range []struct{ code, label string }{{"a4l", ui.N("按 A4 横向打印")}, {"a3", ui.N("按 A3 横向打印")}} {
		a.Papers = append(a.Papers, ui.Link{Label: ui.T(ctx, p.label), Href: here(ctx, "paper", p.code), Current: cmp.Or(paperOf(q), "a4l") == p.code})
	}
	return a
}

func exportHref(q url.Values, layout string) string {
	out := url.Values{}
	for name, values := range q {
		out[name] = values
	}
	out.Del("page")
	out.Del("done")
	out.Set("layout", layout)
	return "/projects/export.xlsx?" + out.Encode()
}

// pagerOf leads through the pages: the first, the last and those about this one.
func pagerOf(ctx context.Context, page, size, total int) ui.PagerData {
	page = max(1, page)
	pages := max(1, (total+size-1)/size)
	p := ui.PagerData{From: min((page-1)*size+1, total), To: min(page*size, total), Total: total}
	at := func(n int) string { return ui.Here(ctx, "page", strconv.Itoa(n)) }
	if page > 1 {
		p.Prev = at(page - 1)
	}
	if page < pages {
		p.Next = at(page + 1)
	}
	last := 0
	for n := 1; n <= pages; n++ {
		if n != 1 && n != pages && (n < page-2 || n > page+2) {
			continue
		}
		if n > last+1 {
			p.Pages = append(p.Pages, ui.Link{Label: "…"})
		}
		p.Pages = append(p.Pages, ui.Link{Label: strconv.Itoa(n), Href: at(n), Current: n == page})
		last = n
	}
	return p
}
