package web

import (
	"net/http"
	"strconv"

	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/web/ui"
)

// listPage is the whole of one list of a draft: findings of a kind, or rows.
type listPage struct {
	Frame ui.FrameData
	Table ui.TableData
	Pager ui.PagerData
	Back  string
}

// listSize is how many rows a page of such a list has.
const listSize = 100

func (s *Server) importList(w http.ResponseWriter, r *http.Request, v *visit) error {
	one, err := s.drafts.find(v.Actor, r.PathValue("draft"))
	if err != nil {
		return err
	}
	seen := one.look()
	if seen.State != draftReady || seen.File == nil || seen.Diff == nil {
		return s.redirect(w, r, "/import/"+one.ID)
	}
	var wrong fault.List
	page := number(r.URL.Query(), "page", &wrong)
	if err := wrong.Err(); err != nil {
		return err
	}
	ctx, q := r.Context(), r.URL.Query()
	title, total, table := wholeList(changeWriter{ctx, v.frame}, seen, listAsked{q.Get("of"), q.Get("kind"), page})
	p := listPage{Frame: s.frameOf(r, v, title), Table: table, Pager: pagerOf(ctx, page, listSize, total), Back: "/import/" + one.ID}
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "导入台账"), Href: "/import"}, {Label: one.Name, Href: p.Back}}
	return render(w, r, http.StatusOK, listView(p))
}

// A listAsked is what an address asks for: which list, which kind of finding,
// which page of it.
type listAsked struct {
	of, kind string
	page     int
}

// wholeList is one page of the list asked for; an unknown one is what is new.
func wholeList(c changeWriter, seen draftSeen, ask listAsked) (title string, total int, t ui.TableData) {
	d := seen.Diff
	switch ask.of {
	case "findings":
		list := findingsOf(seen, ask.kind)
		return termOf(c.ctx, "warning", ask.kind), len(list), c.findings(cutPage(list, ask.page, listSize))
	case "changed":
		return ui.T(c.ctx, "修改的项目"), len(d.Changed), c.changed(cutPage(d.Changed, ask.page, listSize))
	case "missing":
		return ui.T(c.ctx, "已登记、本表没有的项目"), len(d.Missing), c.missing(cutPage(d.Missing, ask.page, listSize))
	case "skipped":
		return ui.T(c.ctx, "跳过的行"), len(d.Skipped), c.skipped(cutPage(d.Skipped, ask.page, listSize))
	}
	return ui.T(c.ctx, "新增的项目"), len(d.Added), c.added(cutPage(d.Added, ask.page, listSize))
}

// A placedFinding is a finding with its sheet and row.
type placedFinding struct {
	sheet string
	row   int
	// project is that of a finding about its approvals, where it is known.
	project string
	app.Finding
}

// findingsOf are the findings of one kind.
func findingsOf(seen draftSeen, kind string) []placedFinding {
	var list []placedFinding
	eachFinding(seen, func(f placedFinding) {
		if f.Code == kind {
			list = append(list, f)
		}
	})
	return list
}

func (w changeWriter) findings(list []placedFinding) ui.TableData {
	ctx := w.ctx
	t := ui.TableData{Caption: ui.T(ctx, "核对记录"), Cards: true}
	for _, label := range []string{ui.T(ctx, "单元格"), ui.T(ctx, "工作表"), ui.T(ctx, "列"), ui.T(ctx, "读到"), ui.T(ctx, "理解为")} {
		t.Columns = append(t.Columns, ui.Column{Label: label})
	}
	g := ui.Group{}
	for _, f := range list {
		cell := f.Cell
		if cell == "" {
			cell = strconv.Itoa(f.row)
		}
		g.Rows = append(g.Rows, ui.Row{Cells: []ui.Cell{ui.Words(cell), said(f.sheet), said(w.column(f.Field)), long(f.Read), w.understood(f)}})
	}
	t.Groups = []ui.Group{g}
	return t
}

// understood is what a cell was taken for; of approvals that cannot go in yet it is
// the way to where they can.
func (w changeWriter) understood(f placedFinding) ui.Cell {
	switch {
	case f.project != "" && f.Code == "approval_unscreened":
		return ui.Door(ui.T(w.ctx, "先做审批筛查"), "/projects/"+f.project+"/approvals")
	case f.project != "":
		return ui.Door(ui.T(w.ctx, "看项目的审批"), "/projects/"+f.project+"/approvals")
	}
	return long(understoodText(w.ctx, f.Finding))
}
