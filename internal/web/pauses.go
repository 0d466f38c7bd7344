package web

import (
	"context"
	"net/http"

	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/web/ui"
)

// 暂停: every pause, what waits and what ends soon first.

// pausesPage is the list.
type pausesPage struct {
	Frame   ui.FrameData
	Tabs    []ui.Link
	Chips   []ui.Chip
	Clear   string
	Figures []ui.Figure
	Table   ui.TableData
	Bare    bool
	Ledger  []ui.Entry // paused by a ledger's word alone
	Rules   []string
}

func (s *Server) pauses(w http.ResponseWriter, r *http.Request, v *visit) error {
	q := r.URL.Query()
	var wrong fault.List
	f := app.PausesFilter{Moment: momentOf(q, &wrong), Unit: q.Get("unit"), State: q.Get("state"), Reason: q.Get("reason")}
	if err := wrong.Err(); err != nil {
		return err
	}
	page, err := s.App.Pauses(r.Context(), v.Actor, f)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, pausesView(s.pausesPage(r, v, page)))
}

func (s *Server) pausesPage(r *http.Request, v *visit, page *app.PausesPage) pausesPage {
	ctx, f := r.Context(), page.Filter
	p := pausesPage{Frame: s.frameOf(r, v, ui.T(ctx, "暂停")), Bare: len(page.Rows) == 0}
	p.Frame.AsOf, p.Frame.NewsURL, p.Frame.Paper = asOf(r, v, f.Moment), newsURL(v, page.Known), "a4l"
	p.Frame.Note = ui.T(ctx, "批准的暂停期内不亮灯、序时不走；到期自动恢复")
	p.Frame.Actions = ui.ButtonPrint()
	all := 0
	for _, state := range lifecycle.PauseStates {
		n := page.States[state]
		all += n
		p.Tabs = append(p.Tabs, ui.Link{Label: termOf(ctx, "pause_state", string(state)), Href: here(ctx, "state", string(state)), Current: f.State == string(state), Count: itoa(n)})
	}
	p.Tabs = append([]ui.Link{{Label: ui.T(ctx, "全部"), Href: here(ctx, "state", ""), Current: f.State == "", Count: itoa(all)}}, p.Tabs...)
	if f.Unit != "" {
		p.Chips = append(p.Chips, ui.Chip{Field: term(ctx, "field.unit"), Words: v.frame.Tree.Name(f.Unit), Without: ui.Here(ctx, "unit", "")})
	}
	if f.Reason != "" {
		p.Chips = append(p.Chips, ui.Chip{Field: term(ctx, "form.reason"), Words: page.Rules.ReasonName(f.Reason), Without: ui.Here(ctx, "reason", "")})
	}
	p.Clear = ui.Here(ctx, "unit", "", "reason", "")
	p.Figures = pauseFigures(ctx, page)
	p.Table = pauseTable(ctx, page.Rows)
	for _, row := range page.Ledger {
		p.Ledger = append(p.Ledger, ui.Entry{Mark: ui.Light(row.State.Light), Title: row.Project.Name, Href: pauseURL(row.Project.ID), Note: row.Unit})
	}
	return p
}

// pauseURL is where a project's pauses are asked for, answered and ended.
func pauseURL(project string) string {
	return address(projectURL(project, ""), "tab", tabNodes) + "#pause"
}

func pauseFigures(ctx context.Context, page *app.PausesPage) []ui.Figure {
	unit := ui.T(ctx, "个")
	return []ui.Figure{
		{Label: termOf(ctx, "pause_state", "holds"), Value: itoa(page.States[lifecycle.PauseHolds]), Unit: unit, Href: here(ctx, "state", "holds")},
		{Label: ui.T(ctx, "申请与续期待批"), Value: itoa(page.Waits), Unit: unit, Late: page.Waits > 0, Href: here(ctx, "state", "")},
		{Label: ui.T(ctx, "{n} 天内到期", "n", page.Rules.RemindDays), Value: itoa(page.Soon), Unit: unit, Late: page.Soon > 0, Href: here(ctx, "state", "holds")},
		{Label: ui.T(ctx, "台账标注暂停，未批准"), Value: itoa(len(page.Ledger)), Unit: unit, Href: here(ctx) + "#ledger"},
	}
}

func pauseTable(ctx context.Context, rows []app.PauseRow) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "暂停"), Cards: true, Columns: []ui.Column{{Label: ui.T(ctx, "项目")}, {Label: term(ctx, "form.reason")}, {Label: term(ctx, "form.conditions")}, {Label: ui.T(ctx, "起")}, {Label: ui.T(ctx, "止")},
		{Label: ui.T(ctx, "续期"), Num: true}, {Label: ui.T(ctx, "状态")}, {Label: ui.T(ctx, "到期")}}}
	list := make([]ui.Row, len(rows))
	for i := range rows {
		r := &rows[i]
		name := ui.Cell{Text: r.ProjectName, Note: r.UnitName, Href: pauseURL(r.Project), Tone: "wrap"}
		list[i] = ui.Row{Href: name.Href, Cells: []ui.Cell{name, ui.Door(r.ReasonName, here(ctx, "reason", r.Reason)), {Text: r.Conditions, Tone: "wrap"}, ui.Words(r.From.String()), ui.Words(r.Until.String()),
			ui.Words(itoa(r.Renewals)), pauseState(ctx, r), pauseLeft(ctx, r)}}
	}
	t.Groups = []ui.Group{{Rows: list}}
	return t
}

// pauseState is where a pause stands, and what of it waits.
func pauseState(ctx context.Context, r *app.PauseRow) ui.Cell {
	c := ui.Words(termOf(ctx, "pause_state", string(r.State)))
	if r.Waits && r.State != lifecycle.PauseAsked {
		c.Note = ui.T(ctx, "续期待批")
	}
	if r.Waits {
		c.Tone = "watch"
	}
	return c
}

// pauseLeft is the countdown to its end.
func pauseLeft(ctx context.Context, r *app.PauseRow) ui.Cell {
	if r.State != lifecycle.PauseHolds {
		return ui.Words("")
	}
	tone := ""
	if r.Soon {
		tone = "soon"
	}
	return ui.Show(ui.Clock(ui.T(ctx, "还剩 {n} 天", "n", r.Left), tone))
}
