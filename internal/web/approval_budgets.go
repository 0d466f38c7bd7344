package web

import (
	"bufio"
	"context"
	"net/http"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/sheet/xlsx"
	"guatu/internal/web/svg"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// 开工前45个工作日一览: how much of the days before construction every project used
// (S4-17), and which projects nobody screened.

// budgetsPage is that.
type budgetsPage struct {
	Frame      ui.FrameData
	Done       string
	Tabs       []ui.Link
	States     []ui.Link
	Fields     []ui.FieldData
	Figures    []ui.Figure
	Table      ui.TableData
	Count      int
	Units      ui.TableData
	Unscreened ui.TableData
	Waiting    int // unscreened
	WaitNote   string
	Screen     []bulkQuestion // what can be said of all that are ticked; nothing for who may not
	Limit      int
}

func (s *Server) budgetsAsked(r *http.Request, v *visit) (*app.ApprovalBudgets, error) {
	q := r.URL.Query()
	var wrong fault.List
	f := app.BudgetFilter{Moment: momentOf(q, &wrong), Unit: q.Get("unit"), State: q.Get("state")}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return s.App.ApprovalBudgets(r.Context(), v.Actor, f)
}

func (s *Server) budgetsShow(w http.ResponseWriter, r *http.Request, v *visit) error {
	b, err := s.budgetsAsked(r, v)
	if err != nil {
		return err
	}
	p := s.budgetsPage(r, v, b)
	if v.Can(access.KeepChecklist) && p.Waiting > 0 && b.Filter.Moment == (app.Moment{}) {
		c, err := s.deskCatalogue(r, v, b.Filter.Moment)
		if err != nil {
			return err
		}
		p.Unscreened.Pick, p.Unscreened.PickFor, p.Screen = "project", screenForm, bulkQuestions(r.Context(), c.Questions)
	}
	return render(w, r, http.StatusOK, budgetsView(p))
}

func (s *Server) budgetsPage(r *http.Request, v *visit, b *app.ApprovalBudgets) budgetsPage {
	ctx, on := r.Context(), onText(b.Filter.Moment)
	p := budgetsPage{Frame: s.deskFrame(r, v, b.Filter.Moment, b.Known), Done: r.URL.Query().Get("done"), Tabs: deskTabs(ctx, v, on, "/approvals/budgets"), Limit: b.Limit, Count: len(b.Lines), Waiting: len(b.Unscreened)}
	p.Frame.Title = ui.T(ctx, "开工前 {n} 个工作日一览", "n", b.Limit)
	p.Frame.Note = ui.T(ctx, "每个工作日只算一次：几项并联同时计时也只算一天；全部停表或等申请人的日子不算审批用时")
	p.Frame.Paper, p.Frame.Actions = "a3", budgetsActions(exportBudgets(r))
	p.Fields = []ui.FieldData{deskUnits(ctx, v, b.Filter.Unit)}
	p.States, p.Figures = budgetStates(ctx, b), budgetFigures(ctx, b)
	p.Table = ui.TableData{Caption: p.Frame.Title, Cards: true, Columns: budgetColumns(ctx)}
	rows := make([]ui.Row, len(b.Lines))
	for i := range b.Lines {
		rows[i] = budgetRow(ctx, &b.Lines[i], on)
	}
	p.Table.Groups = []ui.Group{{Rows: rows}}
	p.Units, p.Unscreened = budgetUnits(ctx, b), unscreenedTable(ctx, b, on)
	p.WaitNote = ui.T(ctx, "{n} 个已签约或立项，没有筛查不等于没有审批", "n", p.Waiting)
	return p
}

// exportBudgets is the workbook of what the page shows.
func exportBudgets(r *http.Request) string {
	q := r.URL.Query()
	q.Del("page")
	return "/approvals/budgets.xlsx?" + q.Encode()
}

func budgetStates(ctx context.Context, b *app.ApprovalBudgets) []ui.Link {
	w := &b.Whole
	var list []ui.Link
	for _, t := range []struct {
		state, label string
		n            int
	}{{"", ui.N("全部"), w.Count}, {"open", ui.N("在办"), w.Count - w.Granted}, {"over", ui.N("已超时限"), w.Over}, {"near", ui.N("临近时限"), w.Near}, {"granted", ui.N("已可开工"), w.Granted}} {
		list = append(list, ui.Link{Label: ui.T(ctx, t.label), Count: itoa(t.n), Href: here(ctx, "state", t.state), Current: b.Filter.State == t.state})
	}
	return list
}

func budgetFigures(ctx context.Context, b *app.ApprovalBudgets) []ui.Figure {
	w := &b.Whole
	list := []ui.Figure{
		{Label: ui.T(ctx, "已筛查项目"), Value: itoa(w.Count), Href: here(ctx, "state", ""), ChangeNote: ui.T(ctx, "另有 {n} 个未筛查", "n", len(b.Unscreened))},
		{Label: ui.T(ctx, "已超时限"), Value: itoa(w.Over), Late: w.Over > 0, Href: here(ctx, "state", "over")},
		{Label: ui.T(ctx, "临近时限"), Value: itoa(w.Near), Href: here(ctx, "state", "near"), ChangeNote: ui.T(ctx, "剩余不到五分之一")},
		{Label: ui.T(ctx, "已可开工"), Value: itoa(w.Granted), Href: here(ctx, "state", "granted"), ChangeNote: ui.T(ctx, "其中 {n} 个未超时限", "n", w.Within)},
		{Label: ui.T(ctx, "用时中位数"), Value: blank, ChangeNote: ui.T(ctx, "已可开工的项目")},
		{Label: ui.T(ctx, "超期事项"), Value: itoa(w.Late), Late: w.Late > 0, Href: address("/approvals", "on", onText(b.Filter.Moment), "unit", b.Filter.Unit, "lane", string(app.LaneOverdue))},
	}
	if w.Granted > 0 {
		list[4].Value, list[4].Unit = itoa(w.Median), ui.T(ctx, "个工作日")
		list[4].ChangeNote = ui.T(ctx, "已可开工的项目，最长 {n}", "n", w.Longest)
	}
	return list
}

func budgetColumns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: ui.T(ctx, "项目")}, {Label: ui.T(ctx, "已用 / 时限")}, {Label: ui.T(ctx, "剩余"), Num: true}, {Label: ui.T(ctx, "申请人用时"), Num: true, Hint: ui.T(ctx, "受理以后没有一项在计时的工作日")},
		{Label: ui.T(ctx, "关键线路"), Num: true, Hint: ui.T(ctx, "最长一串事项的承诺或实际用时之和")}, {Label: ui.T(ctx, "预计可开工")}, {Label: ui.T(ctx, "卡在")}, {Label: ui.T(ctx, "超期"), Num: true}, {Label: ui.T(ctx, "停表"), Num: true}}
}

// budgetRow is one project.
func budgetRow(ctx context.Context, l *app.BudgetLine, on string) ui.Row {
	href := permitsURL(l.Project, on)
	name := ui.Door(l.Name, href)
	name.Note, name.Tone = l.UnitName, "wrap"
	if l.Bad {
		return ui.Row{Href: href, Cells: []ui.Cell{name, {Text: ui.T(ctx, "审批记录相互矛盾，请先更正"), Tone: "late"}, ui.Missing(), ui.Missing(), ui.Missing(), ui.Missing(), ui.Missing(), ui.Missing(), ui.Missing()}}
	}
	b := &l.Budget
	left := ui.Cell{Text: itoa(b.Left)}
	if b.Overdue {
		left = ui.Cell{Text: ui.T(ctx, "超 {n}", "n", -b.Left), Tone: "late"}
	}
	forecast := orMissing(l.Forecast.String())
	waits := ui.Cell{Text: strings.Join(l.On, " → "), Tone: "wrap"}
	if l.Granted {
		forecast.Note = ui.T(ctx, "已办结")
		waits = ui.Cell{Text: blank, Tone: "blank"}
	} else if len(l.On) > 1 {
		waits.Text, waits.Title = l.On[0], waits.Text
		waits.Note = ui.T(ctx, "后面还有 {n} 项", "n", len(l.On)-1)
	}
	return ui.Row{Href: href, Cells: []ui.Cell{name, ui.Show(budgetBar(*b)), left, {Text: itoa(b.ApplicantDays)}, {Text: itoa(b.ChainDays)}, forecast, waits, countQuiet(l.Late, "late"), countQuiet(l.Stopped, "")}}
}

// budgetDrawing is used of the limit.
func budgetDrawing(ctx context.Context, b approval.Spending) string {
	return svg.BudgetBar(b.Used, b.Limit, ui.T(ctx, "时限 {limit} 个工作日，已用 {used}", "limit", b.Limit, "used", b.Used))
}

// countQuiet is a count that is nothing to speak of where it is nought.
func countQuiet(n int, tone string) ui.Cell {
	if n == 0 {
		return ui.Cell{Text: "0", Tone: "blank"}
	}
	return ui.Cell{Text: itoa(n), Tone: tone}
}

func budgetUnits(ctx context.Context, b *app.ApprovalBudgets) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "按单位"), Cards: true, Columns: []ui.Column{{Label: ui.T(ctx, "单位")}, {Label: ui.T(ctx, "已筛查"), Num: true}, {Label: ui.T(ctx, "已可开工"), Num: true}, {Label: ui.T(ctx, "未超时限"), Num: true},
		{Label: ui.T(ctx, "用时中位数"), Num: true}, {Label: ui.T(ctx, "最长"), Num: true}, {Label: ui.T(ctx, "已超时限"), Num: true}, {Label: ui.T(ctx, "临近"), Num: true}, {Label: ui.T(ctx, "超期事项"), Num: true}, {Label: ui.T(ctx, "申请人用时"), Num: true}}}
	var rows []ui.Row
	for i := range b.Units {
		rows = append(rows, ui.Row{Cells: budgetGroupCells(ctx, &b.Units[i], b)})
	}
	t.Groups = []ui.Group{{Rows: rows}}
	if len(b.Units) > 1 {
		whole := b.Whole
		whole.Name = ui.T(ctx, "合计")
		t.Foot = budgetGroupCells(ctx, &whole, b)
	}
	return t
}

// budgetGroupCells are one unit's; every count leads to the projects it counts.
func budgetGroupCells(ctx context.Context, g *app.BudgetGroup, b *app.ApprovalBudgets) []ui.Cell {
	unit := g.Unit
	if unit == "" {
		unit = b.Filter.Unit
	}
	to := func(state string) string { return here(ctx, "unit", unit, "state", state) }
	median, longest := ui.Missing(), ui.Missing()
	if g.Granted > 0 {
		median, longest = ui.Words(itoa(g.Median)), ui.Words(itoa(g.Longest))
	}
	late := countDoor(g.Late, address("/approvals", "on", onText(b.Filter.Moment), "unit", unit, "lane", string(app.LaneOverdue)))
	return []ui.Cell{ui.Door(g.Name, to("")), countDoor(g.Count, to("")), countDoor(g.Granted, to("granted")), {Text: itoa(g.Within)}, median, longest, countDoor(g.Over, to("over")), countDoor(g.Near, to("near")), late,
		ui.Door(itoa(g.Mine), address("/approvals/figures", "on", onText(b.Filter.Moment), "unit", unit))}
}

// unscreenedTable are the projects whose approvals nobody listed.
func unscreenedTable(ctx context.Context, b *app.ApprovalBudgets, on string) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "还没有筛查的项目"), Cards: true, Columns: []ui.Column{{Label: ui.T(ctx, "项目")}, {Label: ui.T(ctx, "阶段")}, {Label: ui.T(ctx, "计划开工")}, {Label: ui.T(ctx, "筛查")}}}
	var rows []ui.Row
	for _, row := range b.Unscreened {
		name := ui.Door(row.Project.Name, projectURL(row.Project.ID, on))
		name.Note, name.Tone = row.Unit, "wrap"
		rows = append(rows, ui.Row{ID: row.Project.ID, Href: projectURL(row.Project.ID, on), Cells: []ui.Cell{name, ui.Words(stageText(ctx, row.Stage)), startPlanned(ctx, row), ui.Door(ui.T(ctx, "去筛查"), "/projects/"+row.Project.ID+"/checklist")}})
	}
	t.Groups = []ui.Group{{Rows: rows}}
	return t
}

// startPlanned is when construction is planned to start, where the next step says so.
func startPlanned(ctx context.Context, row *app.ProjectRow) ui.Cell {
	if row.Next.Stage == lifecycle.Started && !row.Next.Planned.IsZero() {
		return ui.Words(whenText(ctx, row.Next.Planned))
	}
	return ui.Missing()
}

// budgetsExport is the same table to take away.
func (s *Server) budgetsExport(w http.ResponseWriter, r *http.Request, v *visit) error {
	b, err := s.budgetsAsked(r, v)
	if err != nil {
		return err
	}
	ctx := r.Context()
	attach(w, workbookType, ui.T(ctx, "开工前审批时限一览")+" "+b.On.String()+".xlsx")
	out := bufio.NewWriterSize(w, 64<<10)
	book := xlsx.NewWriter(out)
	err = budgetSheets(ctx, book, b)
	if err == nil {
		err = book.Close()
	}
	if err == nil {
		err = out.Flush()
	}
	if err != nil { // the answer has begun: only the log can be told
		s.Log.Warn("export", "request", RequestID(ctx), "err", err)
	}
	return nil
}

// budgetSheets writes the projects and, on a second sheet, those nobody screened.
func budgetSheets(ctx context.Context, book *xlsx.Writer, b *app.ApprovalBudgets) error {
	title := ui.T(ctx, "开工前 {n} 个工作日一览", "n", b.Limit) + " " + b.On.String() + ui.T(ctx, "，按日志第 {n} 号所知", "n", b.Known)
	if err := book.Sheet(xlsx.Page{Name: ui.T(ctx, "时限"), Widths: []float64{34, 14, 8, 8, 8, 12, 10, 12, 10, 44, 8, 8}, Frozen: 2, FrozenCols: 1, Paper: xlsx.A3, Landscape: true}); err != nil {
		return err
	}
	var heads []xlsx.Value
	for _, word := range []string{ui.T(ctx, "项目"), ui.T(ctx, "单位"), ui.T(ctx, "时限"), ui.T(ctx, "已用"), ui.T(ctx, "剩余"), ui.T(ctx, "申请人用时"), ui.T(ctx, "关键线路"), ui.T(ctx, "预计可开工"), ui.T(ctx, "状态"), ui.T(ctx, "卡在"), ui.T(ctx, "超期"), ui.T(ctx, "停表")} {
		heads = append(heads, xlsx.Head(word))
	}
	rows := [][]xlsx.Value{{xlsx.Title(title)}, heads}
	for i := range b.Lines {
		rows = append(rows, budgetCells(ctx, &b.Lines[i]))
	}
	for _, row := range rows {
		if err := book.Row(row...); err != nil {
			return err
		}
	}
	return unscreenedSheet(ctx, book, b)
}

// budgetCells are one project's; a project whose records disagree has no figures.
func budgetCells(ctx context.Context, l *app.BudgetLine) []xlsx.Value {
	if l.Bad {
		return []xlsx.Value{xlsx.Words(l.Name), xlsx.Words(l.UnitName), xlsx.Blank(), xlsx.Blank(), xlsx.Blank(), xlsx.Blank(), xlsx.Blank(), xlsx.Blank(), xlsx.Words(ui.T(ctx, "审批记录相互矛盾，请先更正"))}
	}
	b := &l.Budget
	whole := func(n int) xlsx.Value { return xlsx.Whole(int64(n)) }
	return []xlsx.Value{xlsx.Words(l.Name), xlsx.Words(l.UnitName), whole(b.Limit), whole(b.Used), whole(b.Left), whole(b.ApplicantDays), whole(b.ChainDays), dayValue(l.Forecast), xlsx.Words(budgetState(ctx, l)),
		xlsx.Words(strings.Join(l.On, " → ")), whole(l.Late), whole(l.Stopped)}
}

func dayValue(d workday.Date) xlsx.Value {
	if d.IsZero() {
		return xlsx.Blank()
	}
	return xlsx.Day(d)
}

// budgetState is a line's standing in a word.
func budgetState(ctx context.Context, l *app.BudgetLine) string {
	switch {
	case l.Budget.Overdue:
		return ui.T(ctx, "已超时限")
	case l.Granted:
		return ui.T(ctx, "已可开工")
	}
	return ui.T(ctx, "在办")
}

func unscreenedSheet(ctx context.Context, book *xlsx.Writer, b *app.ApprovalBudgets) error {
	if err := book.Sheet(xlsx.Page{Name: ui.T(ctx, "未筛查"), Widths: []float64{34, 14, 10}, Frozen: 1}); err != nil {
		return err
	}
	rows := [][]xlsx.Value{{xlsx.Head(ui.T(ctx, "项目")), xlsx.Head(ui.T(ctx, "单位")), xlsx.Head(ui.T(ctx, "阶段"))}}
	for _, row := range b.Unscreened {
		rows = append(rows, []xlsx.Value{xlsx.Words(row.Project.Name), xlsx.Words(row.Unit), xlsx.Words(stageText(ctx, row.Stage))})
	}
	for _, row := range rows {
		if err := book.Row(row...); err != nil {
			return err
		}
	}
	return nil
}
