package web

import (
	"net/http"
	"net/url"
	"strconv"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/web/ui"
)

// resultPage is what one import did.
type resultPage struct {
	Frame   ui.FrameData
	Done    string
	Import  app.Import
	Figures []ui.Figure
	Facts   []ui.Fact
	CanUndo bool
	Journal string // the entries of it, for those who may read them
	Unit    string // the table of its unit
}

func (s *Server) renderResult(w http.ResponseWriter, r *http.Request, v *visit, one app.Import) error {
	ctx := r.Context()
	names, err := s.App.PersonNames(ctx, v.Actor)
	if err != nil {
		return err
	}
	p := resultPage{Frame: s.frameOf(r, v, ui.T(ctx, "导入结果")), Done: r.URL.Query().Get("done"), Import: one, CanUndo: v.Can(access.UndoImport) && !one.Undone,
		Unit: address("/projects", "unit", one.Unit)}
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "导入台账"), Href: "/import"}}
	p.Frame.Note = one.File
	if v.Can(access.ReadJournal) {
		p.Journal = address("/journal", "cause", one.Cause)
	}
	for _, f := range []struct {
		label string
		n     int
	}{{ui.T(ctx, "新增"), one.Added}, {ui.T(ctx, "修改"), one.Changed}, {ui.T(ctx, "不变"), one.Unchanged}, {ui.T(ctx, "本表没有"), one.Missing}, {ui.T(ctx, "提示"), one.Findings}} {
		p.Figures = append(p.Figures, ui.Figure{Label: f.label, Value: strconv.Itoa(f.n), Unit: ui.T(ctx, "个")})
	}
	p.Facts = []ui.Fact{{Label: ui.T(ctx, "单位"), Value: ui.Door(v.frame.Tree.Name(one.Unit), "/units/"+url.PathEscape(one.Unit))}, {Label: ui.T(ctx, "时间"), Value: ui.Words(one.At.In(app.Zone).Format("2006-01-02 15:04"))},
		{Label: ui.T(ctx, "谁导入"), Value: said(names[one.Who])}, {Label: ui.T(ctx, "文件校验值"), Value: ui.Cell{Text: one.Hash[:min(len(one.Hash), 16)], Title: one.Hash}}}
	return render(w, r, http.StatusOK, resultView(p))
}
