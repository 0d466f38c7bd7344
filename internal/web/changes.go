package web

import (
	"context"
	"net/http"
	"net/url"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/schedule"
	"guatu/internal/web/ui"
)

// 节点调整: the desk of date changes, for those who ask and those who answer, with
// what they and missed dates come to, unit by unit.

// changesPage is the desk.
type changesPage struct {
	Frame   ui.FrameData
	Done    string
	Tabs    []ui.Link
	Chips   []ui.Chip
	Clear   string
	Figures []ui.Figure
	Table   ui.TableData
	Pager   ui.PagerData
	Units   ui.TableData
	Bulk    string // the address to come back to where many can be answered at once
	Title   string // of an empty list
	Words   string
}

// changesForm is the id of the bar's form, which the tick boxes name.
const changesForm = "changes-decide"

// governedRoutes are the pages of governed dates and pauses, and the forms about
// them on a project's page.
func (s *Server) governedRoutes() []route {
	const change, pause = "/projects/{id}/changes/{change}", "/projects/{id}/pauses/{pause}"
	return []route{
		{method: "GET", path: "/changes", handle: s.changes, action: access.ReadProjects},
		{method: "POST", path: "/changes", handle: s.changesDecide, action: access.GrantChange},
		{method: "POST", path: "/projects/{id}/changes", handle: s.changeAsk, action: access.AskChange},
		{method: "POST", path: change + "/grant", handle: s.changeGrant, action: access.GrantChange},
		{method: "POST", path: change + "/refuse", handle: s.changeRefuse, action: access.GrantChange},
		{method: "POST", path: change + "/drop", handle: s.changeDrop, action: access.AskChange},
		{method: "GET", path: "/pauses", handle: s.pauses, action: access.ReadProjects},
		{method: "POST", path: "/projects/{id}/pauses", handle: s.pauseAsk, action: access.AskPause},
		{method: "POST", path: pause + "/grant", handle: s.pauseGrant, action: access.GrantPause},
		{method: "POST", path: pause + "/refuse", handle: s.pauseRefuse, action: access.GrantPause},
		{method: "POST", path: pause + "/renew", handle: s.pauseRenew, action: access.AskPause},
		{method: "POST", path: pause + "/resume", handle: s.pauseResume, action: access.AskPause},
	}
}

func changesFilterOf(r *http.Request) (app.ChangesFilter, error) {
	q := r.URL.Query()
	var wrong fault.List
	f := app.ChangesFilter{Moment: momentOf(q, &wrong), Unit: q.Get("unit"), Project: q.Get("project"), State: q.Get("state"), Class: q.Get("class"), Page: number(q, "page", &wrong)}
	if f.State == "mine" {
		f.State, f.Mine = string(schedule.ChangeWaits), true
	}
	return f, wrong.Err()
}

func (s *Server) changes(w http.ResponseWriter, r *http.Request, v *visit) error {
	f, err := changesFilterOf(r)
	if err != nil {
		return err
	}
	page, err := s.App.Changes(r.Context(), v.Actor, f)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, changesView(s.changesPage(r, v, page)))
}

func (s *Server) changesPage(r *http.Request, v *visit, page *app.ChangesPage) changesPage {
	ctx, q, f := r.Context(), r.URL.Query(), page.Filter
	p := changesPage{Frame: s.frameOf(r, v, ui.T(ctx, "节点调整")), Done: q.Get("done")}
	p.Frame.AsOf, p.Frame.NewsURL, p.Frame.Paper = asOf(r, v, f.Moment), newsURL(v, page.Known), "a4l"
	p.Frame.Note = ui.T(ctx, "原定时间永远保留；推迟要写明事由并经批准，提前不需批准")
	p.Frame.Actions = ui.ButtonPrint()
	p.Tabs = changeTabs(ctx, page, q.Get("state"), v.Can(access.GrantChange))
	p.Figures = changeFigures(ctx, page.Total)
	p.Chips, p.Clear = changeChips(ctx, v, f), ui.Here(ctx, "unit", "", "class", "", "project", "")
	if f.State == app.StateMissed {
		p.Table = missedTable(ctx, page)
		p.Title, p.Words = ui.T(ctx, "没有错过的时间"), ui.T(ctx, "计划时间过了而没有达到的会列在这里；以后调整了时间，错过的仍留在这里。")
	} else {
		p.Table = changesTable(ctx, page)
		p.Title, p.Words = ui.T(ctx, "没有这样的申请"), ui.T(ctx, "在项目的“节点”页选一个时间，点“申请调整”，选择事由后由批准人处理。")
	}
	if f.Mine && len(page.Rows) > 0 && page.On == v.frame.Today {
		p.Table.Pick, p.Table.PickFor, p.Bulk = "change", changesForm, r.URL.RawQuery
	}
	p.Pager = pagerOf(ctx, f.Page, 100, page.Count)
	p.Units = dateUnits(ctx, page)
	return p
}

// changeTabs are the states, each with its count.
func changeTabs(ctx context.Context, page *app.ChangesPage, now string, grants bool) []ui.Link {
	t := page.Total
	var tabs []ui.Link
	add := func(state, label string, n int) {
		tabs = append(tabs, ui.Link{Label: label, Href: here(ctx, "state", state), Current: now == state, Count: itoa(n)})
	}
	if grants {
		add("mine", ui.T(ctx, "待我批"), page.Mine)
	}
	add("", ui.T(ctx, "全部"), t.Asked)
	add("waits", termOf(ctx, "change_state", "waits"), t.Waiting)
	add("granted", termOf(ctx, "change_state", "granted"), t.Granted)
	add("refused", termOf(ctx, "change_state", "refused"), t.Refused)
	add("dropped", termOf(ctx, "change_state", "dropped"), t.Dropped)
	add(app.StateMissed, term(ctx, "change.missed"), t.Missed)
	return tabs
}

// changeFigures keep delayed and rescheduled apart; each is a door.
func changeFigures(ctx context.Context, t schedule.Tally) []ui.Figure {
	days := ui.T(ctx, "天")
	return []ui.Figure{
		{Label: termOf(ctx, "change_class", string(schedule.Delayed)), Value: itoa(t.Delayed), Unit: days, ChangeNote: ui.T(ctx, "外部原因，已批准"), Href: here(ctx, "state", "granted", "class", string(schedule.Delayed))},
		{Label: termOf(ctx, "change_class", string(schedule.Rescheduled)), Value: itoa(t.Rescheduled), Unit: days, ChangeNote: ui.T(ctx, "业主选择，已批准"), Href: here(ctx, "state", "granted", "class", string(schedule.Rescheduled))},
		{Label: termOf(ctx, "change_class", string(schedule.Unstated)), Value: itoa(t.Unstated), Unit: days, ChangeNote: ui.T(ctx, "台账带来或差错更正"), Href: here(ctx, "state", "granted", "class", string(schedule.Unstated))},
		{Label: term(ctx, "change.missed"), Value: itoa(t.Missed), Unit: ui.T(ctx, "个"), Late: t.Missed > 0, ChangeNote: ui.T(ctx, "共 {n} 个计划时间", "n", t.Dates), Href: here(ctx, "state", app.StateMissed, "class", "")},
	}
}

func changeChips(ctx context.Context, v *visit, f app.ChangesFilter) []ui.Chip {
	var list []ui.Chip
	if f.Unit != "" {
		list = append(list, ui.Chip{Field: term(ctx, "field.unit"), Words: v.frame.Tree.Name(f.Unit), Without: ui.Here(ctx, "unit", "")})
	}
	if f.Class != "" {
		list = append(list, ui.Chip{Field: ui.T(ctx, "类别"), Words: termOf(ctx, "change_class", f.Class), Without: ui.Here(ctx, "class", "")})
	}
	if f.Project != "" {
		list = append(list, ui.Chip{Field: ui.T(ctx, "项目"), Words: ui.T(ctx, "只看一个"), Without: ui.Here(ctx, "project", "")})
	}
	return list
}

// changesTable lists requests: where from, where to, whose doing, whose move.
func changesTable(ctx context.Context, page *app.ChangesPage) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "节点调整"), Cards: true, Columns: []ui.Column{{Label: ui.T(ctx, "项目")}, {Label: ui.T(ctx, "节点")}, {Label: ui.T(ctx, "原定")},
		{Label: ui.T(ctx, "由 → 到")}, {Label: ui.T(ctx, "本次"), Num: true, Hint: ui.T(ctx, "后移的天数，负为提前")}, {Label: ui.T(ctx, "累计"), Num: true, Hint: ui.T(ctx, "比原定晚的天数")},
		{Label: term(ctx, "form.reason")}, {Label: ui.T(ctx, "状态")}, {Label: ui.T(ctx, "谁批")}}}
	rows := make([]ui.Row, len(page.Rows))
	for i := range page.Rows {
		rows[i] = changeLine(ctx, &page.Rows[i])
	}
	t.Groups = []ui.Group{{Rows: rows}}
	return t
}

// changeURL is where a request is shown and answered.
func changeURL(project, change string) string {
	return address("/projects/"+url.PathEscape(project), "tab", tabNodes, "change", change) + "#change"
}

func changeLine(ctx context.Context, c *app.ChangeRow) ui.Row {
	name := ui.Cell{Text: c.ProjectName, Note: c.UnitName, Href: changeURL(c.Project, c.ID), Tone: "wrap"}
	state := ui.Cell{Text: termOf(ctx, "change_state", string(c.State)), Note: c.Since.String()}
	who := ui.Words("")
	if c.State == schedule.ChangeWaits {
		state.Tone, state.Note = "watch", ui.T(ctx, "已等 {n} 天", "n", c.Days)
		who = ui.Cell{Text: termOf(ctx, "approver", string(c.Verdict.By)), Title: c.Verdict.Source}
	} else if d := c.Decided(); c.State != schedule.ChangeDropped {
		who = ui.Words(d.Name)
		switch asked := c.Asked(); {
		case asked.Who != d.Who:
		case c.Class == schedule.Forward:
			who = ui.Words(ui.T(ctx, "不需批准"))
		default:
			who = ui.Words(ui.T(ctx, "随台账批准"))
		}
	}
	reason := ui.Cell{Text: c.ReasonName, Note: termOf(ctx, "change_class", string(c.Class)), Tone: "wrap"}
	return ui.Row{ID: c.ID, Href: name.Href, Cells: []ui.Cell{name, ui.Words(dateName(ctx, c.Date)), orMissing(whenTextOr(ctx, c.Date.Baseline)),
		ui.Words(ui.T(ctx, "{from} → {to}", "from", whenText(ctx, c.From), "to", whenText(ctx, c.Settled()))), daysCell(c.Slip), daysCell(c.Total), reason, state, who}}
}

// daysCell is a number of days with its sign.
func daysCell(n int) ui.Cell {
	switch {
	case n > 0:
		return ui.Cell{Text: "+" + itoa(n), Tone: "late"}
	case n < 0:
		return ui.Words("−" + itoa(-n))
	}
	return ui.Words("0")
}

// dateName is the name of a governed date: a stage's, or a milestone's.
func dateName(ctx context.Context, d schedule.Date) string {
	if d.Name != "" {
		return d.Name
	}
	return stageText(ctx, d.Stage)
}

// missedTable lists dates that were over and not reached.
func missedTable(ctx context.Context, page *app.ChangesPage) ui.TableData {
	t := ui.TableData{Caption: term(ctx, "change.missed"), Cards: true, Columns: []ui.Column{{Label: ui.T(ctx, "项目")}, {Label: ui.T(ctx, "节点")}, {Label: ui.T(ctx, "错过的时间")},
		{Label: ui.T(ctx, "原定")}, {Label: ui.T(ctx, "现行")}, {Label: ui.T(ctx, "达到")}}}
	rows := make([]ui.Row, len(page.Missed))
	for i, m := range page.Missed {
		name := ui.Cell{Text: m.ProjectName, Note: m.UnitName, Href: address(projectURL(m.Project, ""), "tab", tabNodes), Tone: "wrap"}
		rows[i] = ui.Row{Href: name.Href, Cells: []ui.Cell{name, ui.Words(dateName(ctx, m.Date)), {Text: whenText(ctx, m.On), Tone: "late"},
			orMissing(whenTextOr(ctx, m.Date.Baseline)), orMissing(whenTextOr(ctx, m.Date.Planned)), orMissing(whenTextOr(ctx, m.Date.Actual))}}
	}
	t.Groups = []ui.Group{{Rows: rows}}
	return t
}

// dateUnits is what each unit's dates and requests come to; each figure is a door.
func dateUnits(ctx context.Context, page *app.ChangesPage) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "按单位"), Columns: []ui.Column{{Label: term(ctx, "field.unit")}}}
	for _, label := range []string{term(ctx, "change.missed"), ui.T(ctx, "申请"), ui.T(ctx, "待批"), ui.T(ctx, "已批准"), ui.T(ctx, "未批准"),
		termOf(ctx, "change_class", "delayed"), termOf(ctx, "change_class", "rescheduled"), termOf(ctx, "change_class", "unstated")} {
		t.Columns = append(t.Columns, ui.Column{Label: label, Num: true})
	}
	for i := 6; i <= 8; i++ {
		t.Columns[i].Unit = ui.T(ctx, "天")
	}
	var rows []ui.Row
	for _, u := range page.Units {
		if u.Tally.Missed+u.Tally.Asked > 0 {
			rows = append(rows, ui.Row{Cells: append([]ui.Cell{ui.Door(u.Name, here(ctx, "unit", u.Unit))}, tallyCells(ctx, u.Tally, u.Unit)...)})
		}
	}
	t.Groups = []ui.Group{{Rows: rows}}
	t.Foot = append([]ui.Cell{ui.Words(ui.T(ctx, "合计"))}, tallyCells(ctx, page.Total, page.Filter.Unit)...)
	return t
}

func tallyCells(ctx context.Context, t schedule.Tally, unit string) []ui.Cell {
	cell := func(n int, pairs ...string) ui.Cell {
		if n == 0 {
			return ui.Cell{Text: "0", Tone: "blank"}
		}
		return ui.Door(itoa(n), here(ctx, append([]string{"unit", unit, "class", ""}, pairs...)...))
	}
	return []ui.Cell{cell(t.Missed, "state", app.StateMissed), cell(t.Asked, "state", ""), cell(t.Waiting, "state", "waits"), cell(t.Granted, "state", "granted"), cell(t.Refused, "state", "refused"),
		cell(t.Delayed, "state", "granted", "class", "delayed"), cell(t.Rescheduled, "state", "granted", "class", "rescheduled"), cell(t.Unstated, "state", "granted", "class", "unstated")}
}

// changesDecide answers all that are ticked and comes back.
func (s *Server) changesDecide(w http.ResponseWriter, r *http.Request, v *visit) error {
	form := r.PostForm
	in := app.ChangesDecide{Changes: form["change"], Verdict: form.Get("verdict"), Note: form.Get("note")}
	if err := s.App.ChangesDecide(r.Context(), v.Actor, in); err != nil {
		return err
	}
	back, err := url.ParseQuery(form.Get("query"))
	if err != nil {
		back = url.Values{}
	}
	back.Set("done", "changes.decided")
	return s.redirect(w, r, "/changes?"+back.Encode())
}

// governedEntries are the lines of a day about date changes and pauses: what the
// person is to answer, what of theirs waits, which pauses end soon.
func governedEntries(ctx context.Context, day *app.Day) []ui.Entry {
	d := day.Dates
	if d == nil {
		return nil
	}
	var list []ui.Entry
	if d.Decide > 0 {
		list = append(list, ui.Entry{Title: ui.T(ctx, "待我批的时间调整 {n} 件", "n", d.Decide), Href: "/changes?state=mine", Note: ui.T(ctx, "最早的已等 {n} 天", "n", int(day.On-d.DecideSince))})
	}
	if d.Grant > 0 {
		list = append(list, ui.Entry{Title: ui.T(ctx, "待我批的暂停与续期 {n} 件", "n", d.Grant), Href: "/pauses"})
	}
	if d.Waiting > 0 {
		list = append(list, ui.Entry{Title: ui.T(ctx, "本单位提出、还没有批复的时间调整 {n} 件", "n", d.Waiting), Href: "/changes?state=waits"})
	}
	for i := range d.Ending {
		p := &d.Ending[i]
		list = append(list, ui.Entry{Title: p.ProjectName, Href: pauseURL(p.Project), Note: ui.T(ctx, "暂停即将到期，{until} 后自动恢复；需要的请申请续期", "until", p.Until.String()), End: ui.Clock(ui.T(ctx, "还剩 {n} 天", "n", p.Left), "soon")})
	}
	return list
}
