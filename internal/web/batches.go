package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/web/svg"
	"guatu/internal/web/ui"
)

// 批次: so many projects promised for a stage by a day, and where that stands.

// batchesPage is the list of promises.
type batchesPage struct {
	Frame ui.FrameData
	Done  string
	Tabs  []ui.Link
	Shown []ui.Link // open, all
	Table ui.TableData
	Count int
	Can   bool
}

// batchPage is one promise with its names.
type batchPage struct {
	Frame    ui.FrameData
	Done     string
	Warnings []string
	Kept     string
	Partial  bool
	Figures  []ui.Figure
	Bar      string
	Open     ui.TableData
	OpenN    int
	Reached  ui.TableData
	ReachedN int
	Tag      ui.Link // where names are entered
	Name     string
	Close    *batchClose
}

// A batchClose is the button that ends a promise or takes it up again.
type batchClose struct {
	Action  string
	Version int
	Closed  bool
}

func (s *Server) batchRoutes() []route {
	const right = access.KeepBatch
	return []route{
		{method: "GET", path: "/batches", handle: s.batches, action: access.ReadProjects},
		{method: "GET", path: "/batches/new", handle: s.batchNew, action: right},
		{method: "POST", path: "/batches/new", handle: s.batchSave, action: right},
		{method: "GET", path: "/batches/{id}", handle: s.batch, action: access.ReadProjects},
		{method: "GET", path: "/batches/{id}/edit", handle: s.batchEdit, action: right},
		{method: "POST", path: "/batches/{id}/edit", handle: s.batchSave, action: right},
		{method: "POST", path: "/batches/{id}/close", handle: s.batchClose, action: right},
	}
}

func batchURL(id, on string) string { return address("/batches/"+url.PathEscape(id), "on", on) }

func (s *Server) batches(w http.ResponseWriter, r *http.Request, v *visit) error {
	m, err := momentAsked(r)
	if err != nil {
		return err
	}
	f := app.BatchFilter{Moment: m, Closed: r.URL.Query().Get("closed") != ""}
	list, err := s.App.Batches(r.Context(), v.Actor, f)
	if err != nil {
		return err
	}
	ctx := r.Context()
	p := batchesPage{Frame: s.chainFrame(r, v, m, list.Known), Done: r.URL.Query().Get("done"), Count: len(list.Rows), Can: v.Can(access.KeepBatch), Table: batchTable(ctx, list.Rows, onText(m))}
	p.Frame.Title, p.Frame.Note = ui.T(ctx, "批次"), ui.T(ctx, "{n} 个", "n", len(list.Rows))
	p.Frame.Actions = batchesButtons(p.Can)
	p.Tabs = batchTabs(ctx, onText(m))
	p.Shown = []ui.Link{{Label: ui.T(ctx, "进行中"), Href: here(ctx, "closed", ""), Current: !f.Closed}, {Label: ui.T(ctx, "含已关闭"), Href: here(ctx, "closed", "1"), Current: f.Closed}}
	return render(w, r, http.StatusOK, batchesView(p))
}

// batchTabs lead back to the chain.
func batchTabs(ctx context.Context, on string) []ui.Link {
	return []ui.Link{{Label: ui.T(ctx, "速度"), Href: address("/chain", "on", on)}, {Label: ui.T(ctx, "转化"), Href: address("/chain/cohorts", "on", on)},
		{Label: ui.T(ctx, "比率"), Href: address("/chain/ratios", "on", on)}, {Label: ui.T(ctx, "批次"), Href: address("/batches", "on", on), Current: true}}
}

func batchTable(ctx context.Context, list []app.BatchRow, on string) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "批次"), Wide: true, Cards: true, Columns: []ui.Column{{Label: ui.T(ctx, "批次")}, {Label: ui.T(ctx, "单位")}, {Label: ui.T(ctx, "要到的阶段")}, {Label: ui.T(ctx, "截止")}, {Label: ui.T(ctx, "倒计时")},
		{Label: ui.T(ctx, "承诺"), Num: true}, {Label: ui.T(ctx, "已列名"), Num: true}, {Label: ui.T(ctx, "○ 申报"), Num: true}, {Label: ui.T(ctx, "● 认定"), Num: true}, {Label: ui.T(ctx, "进度")}, {Label: ui.T(ctx, "提示")}}}
	rows := ui.Group{}
	for _, b := range list {
		rows.Rows = append(rows.Rows, batchLine(ctx, b, on))
	}
	t.Groups = []ui.Group{rows}
	return t
}

func batchLine(ctx context.Context, b app.BatchRow, on string) ui.Row {
	href, s := batchURL(b.Batch.ID, on), b.State
	name := ui.Door(b.Batch.Name, href)
	if b.Batch.Closed {
		name.Note = ui.T(ctx, "已关闭")
	}
	promised := ui.Cell{Text: itoa(s.Promised)}
	if b.Batch.Amount.OK {
		promised.Note = ui.T(ctx, "{amount}亿元", "amount", yi(b.Batch.Amount))
	}
	if b.Partial {
		promised = ui.Missing()
	}
	named := "/projects?" + url.Values{"batch": {b.Batch.Name}}.Encode()
	return ui.Row{Href: href, Cells: []ui.Cell{name, ui.Words(b.Unit), ui.Words(stageText(ctx, b.Batch.Stage)), ui.Words(b.Batch.Due.String()), countdownCell(ctx, b), promised, {Text: itoa(s.Named), Href: named},
		{Text: itoa(s.Declared.Count), Href: href}, {Text: itoa(s.Recognised.Count), Href: href}, ui.Show(ui.Drawing(promiseBar(ctx, b))), {Text: strings.Join(noticeTexts(ctx, b), ui.T(ctx, "；")), Tone: "wrap"}}}
}

// promiseBar is the row's bar with its figures in words.
func promiseBar(ctx context.Context, b app.BatchRow) string {
	s := b.State
	return svg.PromiseBar(s.Promised, s.Declared.Count, s.Recognised.Count, ui.T(ctx, "承诺 {promised} 个，申报 {declared} 个，认定 {recognised} 个", "promised", s.Promised, "declared", s.Declared.Count, "recognised", s.Recognised.Count))
}

// countdownCell is the days left, with the working days.
func countdownCell(ctx context.Context, b app.BatchRow) ui.Cell {
	words, tone := clockText(ctx, b.State.Days)
	c := ui.Cell{Text: words}
	if b.State.Days > 0 {
		c.Note = ui.T(ctx, "{n} 个工作日", "n", b.Workdays)
	}
	if tone == "late" && !batchIsKept(b.State) {
		c.Tone = "late"
	}
	return c
}

func batchIsKept(s lifecycle.BatchState) bool {
	return len(s.Warnings) > 0 && s.Warnings[0] == lifecycle.BatchKept
}

// noticeTexts are what the office should know, with the figures.
func noticeTexts(ctx context.Context, b app.BatchRow) []string {
	var list []string
	for _, n := range b.State.Warnings {
		text := termOf(ctx, "batch_notice", string(n))
		switch n {
		case lifecycle.BatchShort:
			text = ui.T(ctx, "名单还差 {n} 个", "n", b.State.Short)
		case lifecycle.BatchLost:
			text = ui.T(ctx, "{n} 个已退出", "n", b.State.Left)
		}
		list = append(list, text)
	}
	return list
}

func (s *Server) batch(w http.ResponseWriter, r *http.Request, v *visit) error {
	m, err := momentAsked(r)
	if err != nil {
		return err
	}
	page, err := s.App.Batch(r.Context(), v.Actor, r.PathValue("id"), m)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, batchView(s.batchPage(r, v, page, m)))
}

func (s *Server) batchPage(r *http.Request, v *visit, page *app.BatchPage, m app.Moment) batchPage {
	ctx, b, on := r.Context(), page.Batch, onText(m)
	p := batchPage{Frame: s.chainFrame(r, v, m, page.Known), Done: r.URL.Query().Get("done"), Partial: page.Partial, Name: b.Name, Bar: promiseBar(ctx, page.BatchRow)}
	p.Frame.Title = b.Name
	p.Frame.Note = ui.T(ctx, "{unit} · {stage} · {due} 前", "unit", page.Unit, "stage", stageText(ctx, b.Stage), "due", b.Due.String())
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "批次"), Href: address("/batches", "on", on)}}
	may := v.Can(access.KeepBatch) && !page.Partial
	p.Frame.Actions = batchButtons(may, "/batches/"+url.PathEscape(b.ID)+"/edit")
	if texts := noticeTexts(ctx, page.BatchRow); batchIsKept(page.State) {
		p.Kept, p.Warnings = texts[0], texts[1:]
	} else {
		p.Warnings = texts
	}
	p.Figures = batchFigures(ctx, page)
	open, reached := splitNames(page.Names)
	p.Open, p.OpenN, p.Reached, p.ReachedN = namesTable(ctx, b.Stage, open), len(open), namesTable(ctx, b.Stage, reached), len(reached)
	if v.Can(access.ChangeProject) && !page.Partial && !b.Closed {
		p.Tag = ui.Link{Label: ui.T(ctx, "到项目表勾选列入"), Href: address("/projects", "unit", b.Unit), Icon: "project"}
	}
	if may {
		p.Close = &batchClose{Action: "/batches/" + url.PathEscape(b.ID) + "/close", Version: b.Version, Closed: b.Closed}
	}
	return p
}

// batchFigures are the promise, what is done of it on each basis, the names, the time.
func batchFigures(ctx context.Context, page *app.BatchPage) []ui.Figure {
	s, unit := page.State, ui.T(ctx, "个")
	promised := ui.Figure{Label: ui.T(ctx, "承诺"), Value: itoa(s.Promised), Unit: unit}
	if page.Batch.Amount.OK {
		promised.ChangeNote = ui.T(ctx, "总投资 {total} 亿元", "total", yi(page.Batch.Amount))
	}
	if page.Batch.Source != "" {
		promised.Exact = page.Batch.Source
	}
	done := func(label string, d lifecycle.BatchDone) ui.Figure {
		return ui.Figure{Label: label, Value: itoa(d.Count), Unit: unit, Href: "#reached", ChangeNote: ui.T(ctx, "期限内 {n} 个 · 总投资 {total} 亿元", "n", d.InTime, "total", d.Total.Yi(2)), Exact: wan(ctx, d.Total)}
	}
	named := ui.Figure{Label: ui.T(ctx, "已列名"), Value: itoa(s.Named), Unit: unit, Href: "/projects?" + url.Values{"batch": {page.Batch.Name}}.Encode(), ChangeNote: ui.T(ctx, "总投资 {total} 亿元", "total", s.Total.Yi(2)), Late: s.Short > 0}
	if s.Missing > 0 {
		named.ChangeNote += ui.T(ctx, "（{n} 个未填报）", "n", s.Missing)
	}
	words, tone := clockText(ctx, s.Days)
	clock := ui.Figure{Label: ui.T(ctx, "倒计时"), Value: words, Late: tone == "late" && !batchIsKept(s), ChangeNote: ui.T(ctx, "到 {due}", "due", page.Batch.Due.String())}
	if s.Days > 0 {
		clock.ChangeNote = ui.T(ctx, "{n} 个工作日，到 {due}", "n", page.Workdays, "due", page.Batch.Due.String())
	}
	return []ui.Figure{promised, done(ui.T(ctx, "● 已认定"), s.Recognised), done(ui.T(ctx, "○ 已申报"), s.Declared), named, clock}
}

// splitNames parts the names still open from those declared or recognised. A name
// that is declared alone is still open for the office: it waits to be recognised.
func splitNames(names []app.BatchName) (open, reached []app.BatchName) {
	for _, n := range names {
		if n.Recognised {
			reached = append(reached, n)
		} else {
			open = append(open, n)
		}
	}
	return open, reached
}

func namesTable(ctx context.Context, stage lifecycle.Stage, names []app.BatchName) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "名单"), Wide: true, Cards: true, Columns: []ui.Column{{Label: ui.T(ctx, "项目名称")}, {Label: ui.T(ctx, "单位")}, {Label: ui.T(ctx, "总投资"), Unit: ui.T(ctx, "亿元"), Num: true}, {Label: ui.T(ctx, "当前阶段")},
		{Label: ui.T(ctx, "计划{stage}时间", "stage", stageText(ctx, stage))}, {Label: ui.T(ctx, "○ 申报")}, {Label: ui.T(ctx, "● 认定")}, {Label: ui.T(ctx, "还缺什么")}, {Label: ui.T(ctx, "等谁办")}}}
	rows := ui.Group{}
	for _, n := range names {
		rows.Rows = append(rows.Rows, nameLine(ctx, n))
	}
	t.Groups = []ui.Group{rows}
	return t
}

func nameLine(ctx context.Context, n app.BatchName) ui.Row {
	href, p := projectHref(ctx, n.Row.Project.ID), n.Row.Project
	planned := ui.Missing()
	if !n.Planned.IsZero() {
		planned = ui.Words(whenText(ctx, n.Planned))
	}
	if n.Late {
		planned.Tone, planned.Note = "late", ui.T(ctx, "晚于期限")
	}
	lack, move := nextCells(ctx, n)
	return ui.Row{Href: href, Cells: []ui.Cell{ui.Door(p.Name, href), ui.Words(n.Row.Unit), totalCell(ctx, p.Total), ui.Words(stageText(ctx, n.Row.Stage)), planned,
		reachedCell(ctx, n.Declared, whenWords(ctx, n)), reachedCell(ctx, n.Recognised, recognisedWords(ctx, n)), lack, move}}
}

func whenWords(ctx context.Context, n app.BatchName) string {
	if n.DeclaredOn.IsZero() {
		return ""
	}
	return whenText(ctx, n.DeclaredOn)
}

func recognisedWords(ctx context.Context, n app.BatchName) string {
	if n.RecognisedOn.IsZero() {
		return ""
	}
	return whenText(ctx, n.RecognisedOn)
}

// reachedCell is the day a stage was reached; reached without a day says so.
func reachedCell(ctx context.Context, reached bool, on string) ui.Cell {
	switch {
	case !reached:
		return ui.Missing()
	case on == "":
		return ui.Words(ui.T(ctx, "时间未报"))
	}
	return ui.Words(on)
}

// nextCells are what an open name lacks and whose move it is.
func nextCells(ctx context.Context, n app.BatchName) (lack, move ui.Cell) {
	if n.Recognised || n.Left {
		lack = ui.Missing()
		if n.Left {
			lack = ui.Words(stageText(ctx, lifecycle.Exited))
		}
		return lack, ui.Missing()
	}
	step := n.Row.Next
	lack = ui.Cell{Text: strings.Join(lackTexts(ctx, step), ui.T(ctx, "、")), Tone: "wrap"}
	if n.Declared {
		lack.Text = ui.T(ctx, "已申报，待认定")
	}
	if lack.Text == "" {
		lack = ui.Missing()
	}
	move = ui.Words(n.Row.Unit)
	switch step.Move {
	case lifecycle.MoveDepartment:
		move.Text = ui.T(ctx, "核查部门")
	case lifecycle.MoveOffice:
		move.Text = ui.T(ctx, "认定单位")
	}
	if !step.Since.IsZero() {
		move.Note = ui.T(ctx, "自 {day}", "day", step.Since.String())
	}
	return lack, move
}

// batchFoot says how names are entered, to those who may.
func batchFoot(ctx context.Context, p batchPage) string {
	if p.Tag.Href == "" {
		return ""
	}
	return ui.T(ctx, "列入名单：在项目表勾选项目，在下方批次里填“{name}”，加上。", "name", p.Name)
}
