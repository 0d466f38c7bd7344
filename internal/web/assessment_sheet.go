package web

import (
	"context"
	"net/http"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/score"
	"guatu/internal/web/svg"
	"guatu/internal/web/ui"
)

// A unit's sheet in an assessment: every point with where it comes from, and what
// would change it.

// assessmentSheetPage is the sheet.
type assessmentSheetPage struct {
	Frame   ui.FrameData
	Figures []ui.Figure
	Running string
	Places  string // the chart of ranks
	Sheet   sheetPart
	Origins ui.TableData
	Facts   []ui.Fact
	Export  ui.Link
	Lever   leverPart
}

// A leverPart is what would move the unit most.
type leverPart struct {
	Owed, Gives ui.TableData
	OwedNote    string
	GivesNote   string
	Open        []string
	On          string
}

// sheetAsked reads the sheet of an address.
func sheetAsked(r *http.Request) (app.AssessmentSheetFilter, error) {
	f, err := assessmentAsked(r)
	return app.AssessmentSheetFilter{AssessmentFilter: f, Unit: r.PathValue("unit")}, err
}

func (s *Server) assessmentSheet(w http.ResponseWriter, r *http.Request, v *visit) error {
	f, err := sheetAsked(r)
	if err != nil {
		return err
	}
	sheet, err := s.App.AssessmentSheet(r.Context(), v.Actor, f)
	if err != nil {
		return err
	}
	lever, err := s.App.AssessmentLever(r.Context(), v.Actor, f)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, assessmentSheetView(s.assessmentSheetPage(r, v, sheet, lever)))
}

func (s *Server) assessmentSheetPage(r *http.Request, v *visit, sheet *app.AssessmentSheet, lever *app.AssessmentLever) assessmentSheetPage {
	ctx, a := r.Context(), sheet.Assessment
	m := a.Filter.Moment
	p := assessmentSheetPage{Frame: s.scoreFrame(r, v, m, a.Known, sheet.Row.Name), Sheet: sheetPartOf(ctx, &sheet.Sheet), Facts: assessmentFacts(ctx, a), Origins: originTable(ctx, sheet)}
	p.Frame.Paper = ""
	p.Frame.Note = joinDots(a.Scheme.Title, whenText(ctx, a.Period), sheet.Row.Group)
	back := []string{"period", a.Period.String(), "on", onText(m), "known", r.URL.Query().Get("known")}
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "考核排名"), Href: address("/assessments", "on", onText(m))}, {Label: a.Scheme.Title, Href: assessmentURL(a.Scheme.ID, "", back...)}}
	p.Figures = sheetFigures(ctx, sheet)
	for i := range p.Sheet.Lines {
		if i < len(sheet.Rooms) {
			p.Sheet.Lines[i].Peers = roomText(ctx, a, &sheet.Rooms[i], sheet.Row.Unit)
		}
	}
	if !a.Over {
		p.Running = ui.T(ctx, "本期未满：以下按截至 {day} 的数据计算，供掌握进度，不作考核结论。", "day", a.On.String())
	}
	p.Places = placesChart(ctx, sheet)
	p.Lever = leverOf(ctx, lever, onText(m))
	if v.Can(access.ExportLedger) {
		p.Export = ui.Link{Label: ui.T(ctx, "导出"), Href: assessmentURL(a.Scheme.ID, sheet.Row.Unit) + "/export.xlsx?" + r.URL.RawQuery, Icon: "export"}
	}
	p.Frame.Actions = sheetButtons(p.Export)
	return p
}

// joinDots joins what is not empty.
func joinDots(words ...string) string {
	var list []string
	for _, w := range words {
		if w != "" {
			list = append(list, w)
		}
	}
	return strings.Join(list, " · ")
}

// sheetFigures are total and rank, and how far it is up and down.
func sheetFigures(ctx context.Context, sheet *app.AssessmentSheet) []ui.Figure {
	row := &sheet.Row
	total := ui.Figure{Label: ui.T(ctx, "总分"), Value: row.Total.String()}
	if n := len(row.Totals); n > 1 && row.Total.OK && row.Totals[n-2].OK {
		by := row.Total.Points - row.Totals[n-2].Points
		total.Change, total.ChangeNote, total.Worse = signedPoints(by), ui.T(ctx, "较上期"), by < 0
	}
	rank := ui.Figure{Label: ui.T(ctx, "名次"), Value: dash(rankText(row.Rank))}
	if row.Rank == 0 {
		rank.ChangeNote = termOf(ctx, "score_state", row.State)
	}
	if mark := risen(ctx, row.Moved); mark.Sign != "" {
		rank.Change, rank.ChangeNote, rank.Worse = mark.Sign, ui.T(ctx, "较上期"), *row.Moved < 0
	}
	list := []ui.Figure{total, rank}
	if n := sheet.Next; n != nil {
		list = append(list, ui.Figure{Label: ui.T(ctx, "距上一名"), Value: n.Gap.String(), Unit: ui.T(ctx, "分"), ChangeNote: ui.T(ctx, "{name}，第 {n} 名", "name", n.Name, "n", n.Rank)})
	}
	if b := sheet.Behind; b != nil {
		list = append(list, ui.Figure{Label: ui.T(ctx, "领先下一名"), Value: b.Gap.String(), Unit: ui.T(ctx, "分"), ChangeNote: ui.T(ctx, "{name}，第 {n} 名", "name", b.Name, "n", b.Rank)})
	}
	for _, name := range row.On {
		list = append(list, ui.Figure{Label: ui.T(ctx, "榜"), Value: listText(ctx, name), Late: name == "black"})
	}
	return list
}

// signedPoints is points with their sign.
func signedPoints(p score.Points) string {
	switch {
	case p > 0:
		return "+" + p.String()
	case p < 0:
		return "−" + strings.TrimPrefix(p.String(), "-")
	}
	return "0"
}

// roomText is a unit's place by one indicator, and what it lacks to the best.
func roomText(ctx context.Context, a *app.Assessment, room *app.AssessmentRoom, own string) string {
	if room.Rank == 0 || room.Of < 2 {
		return ""
	}
	place := ui.T(ctx, "本项第 {n} / {of}", "n", room.Rank, "of", room.Of)
	if room.Gap == 0 || room.Unit == own {
		return place
	}
	for i := range a.Rows {
		if a.Rows[i].Unit == room.Unit {
			return ui.T(ctx, "{place}，比{name}少 {gap}", "place", place, "name", a.Rows[i].Name, "gap", room.Gap.String())
		}
	}
	return place
}

// placesChart is the ranks of the last periods; one alone is no history.
func placesChart(ctx context.Context, sheet *app.AssessmentSheet) string {
	known := 0
	for _, rank := range sheet.Row.Ranks {
		if rank > 0 {
			known++
		}
	}
	if known < 2 {
		return ""
	}
	var names []string
	for _, p := range sheet.Periods {
		names = append(names, strings.TrimPrefix(p.String(), "20"))
	}
	return svg.Places(names, sheet.Row.Ranks, ui.T(ctx, "历期名次"))
}

// originTable is where every value comes from.
func originTable(ctx context.Context, sheet *app.AssessmentSheet) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "数据来源"), Wide: true, Columns: []ui.Column{{Label: ui.T(ctx, "名称")}, {Label: ui.T(ctx, "数值"), Num: true}, {Label: ui.T(ctx, "来源")}, {Label: ui.T(ctx, "说明")}}}
	group := ui.Group{}
	for i := range sheet.Origins {
		group.Rows = append(group.Rows, originRow(ctx, sheet, &sheet.Origins[i]))
	}
	t.Groups = []ui.Group{group}
	return t
}

func originRow(ctx context.Context, sheet *app.AssessmentSheet, o *app.FactOrigin) ui.Row {
	value := ui.Cell{Text: originText(o), Note: o.Measure}
	if o.Value == nil {
		value = ui.Cell{Text: termOf(ctx, "fact_missing", o.Missing), Tone: "late"}
	}
	from, why := ui.Words(termOf(ctx, "scheme_means", string(o.Means))), ui.Cell{Tone: "wrap"}
	switch o.Means {
	case score.ByIndicator:
		from = ui.Cell{Text: o.Title, Note: termOf(ctx, "scheme_window", string(o.Window))}
		if o.Span != nil {
			why.Text = windowText(ctx, o.Span.From, o.Span.To)
			from.Href = recordsOf(sheet, o)
		}
		if o.Lacks {
			why.Text = joinWords(ctx, why.Text, ui.T(ctx, "有项目应填而未填，没有算进去"))
		}
	case score.ByProjects:
		from.Href = address("/projects", "unit", sheet.Row.Unit, "on", sheet.On.String())
		if o.Value != nil {
			value.Text, value.Note = *o.Value, ui.T(ctx, "个项目")
		}
	case score.ByEntry:
		from.Href = address("/schemes/"+sheet.Scheme.ID+"/entries", "period", sheet.Period.String())
		if o.By != "" {
			why.Text = joinWords(ctx, o.Source, ui.T(ctx, "{name} {day} 填报", "name", o.By, "day", o.Day.String()))
		}
	}
	return ui.Row{Cells: []ui.Cell{ui.Words(o.Name), value, from, why}}
}

// recordsOf is the page behind an indicator's value. It knows values of the period, up
// to a day; of another window it is asked on that window's last day.
func recordsOf(sheet *app.AssessmentSheet, o *app.FactOrigin) string {
	period := string(sheet.Scheme.Every)
	if o.Window == score.ThisYear {
		period = "year"
	}
	return address("/indicators/records", "code", o.Code, "unit", sheet.Row.Unit, "period", period, "on", o.Span.To.String())
}

// originText is a value with the decimals people know it by.
func originText(o *app.FactOrigin) string {
	if o.Shown != "" {
		return o.Shown
	}
	if o.Value != nil {
		return *o.Value
	}
	return blank
}

// leverOf is the projects that move the unit most.
func leverOf(ctx context.Context, l *app.AssessmentLever, on string) leverPart {
	p := leverPart{On: l.On.String()}
	p.OwedNote = ui.T(ctx, "{projects} 个项目中 {n} 个到期末有欠账；逐个按“到 {day} 已补齐”用同一套口径重算", "projects", l.Projects, "n", l.Owing, "day", l.On.String())
	p.GivesNote = ui.T(ctx, "逐个按“没有这个项目”重算")
	p.Owed = leverTable(ctx, l, l.Owed, on)
	p.Gives = leverTable(ctx, l, l.Gives, on)
	for _, o := range l.Open {
		p.Open = append(p.Open, openText(ctx, o))
	}
	return p
}

// leverDecimals is how finely points are told where they are compared: as they are.
const leverDecimals = 4

// leverTable is some projects with what each moves.
func leverTable(ctx context.Context, l *app.AssessmentLever, rows []app.LeverRow, on string) ui.TableData {
	owed := len(rows) > 0 && len(rows[0].Debts) > 0
	t := ui.TableData{Caption: ui.T(ctx, "影响得分的项目"), Wide: true, Cards: true, Columns: []ui.Column{{Label: ui.T(ctx, "项目")}, {Label: ui.T(ctx, "单位")}}}
	if owed {
		t.Columns = append(t.Columns, ui.Column{Label: ui.T(ctx, "欠什么")})
	}
	gain := ui.T(ctx, "可得")
	if !owed {
		gain = ui.T(ctx, "没有它")
	}
	t.Columns = append(t.Columns, ui.Column{Label: gain, Unit: ui.T(ctx, "分"), Num: true}, ui.Column{Label: ui.T(ctx, "总分变为"), Num: true}, ui.Column{Label: ui.T(ctx, "名次变为")})
	group := ui.Group{}
	for _, r := range rows {
		href := address("/projects/"+r.Project, "on", on)
		cells := []ui.Cell{{Text: r.Name, Href: href, Tone: "wrap"}, ui.Words(r.UnitName)}
		if owed {
			cells = append(cells, ui.Cell{Text: debtsText(ctx, r.Debts), Tone: "wrap"})
		}
		points := ui.Missing()
		if r.Points != nil {
			points = ui.Words(padded(signedPoints(*r.Points), leverDecimals))
		}
		total := markCell(r.Total, leverDecimals)
		group.Rows = append(group.Rows, ui.Row{Href: href, Cells: append(cells, points, total, rankMoved(ctx, l, r))})
	}
	if len(rows) > 0 {
		t.Groups = []ui.Group{group}
	}
	return t
}

// rankMoved is the rank as it would be, and the list where it is another.
func rankMoved(ctx context.Context, l *app.AssessmentLever, r app.LeverRow) ui.Cell {
	c := ui.Cell{Text: dash(rankText(r.Rank))}
	if r.Rank > 0 && l.Rank > 0 {
		by := l.Rank - r.Rank
		if mark := risen(ctx, &by); by != 0 {
			c.Note = mark.Sign
		}
	}
	if r.List != l.List {
		c.Note = joinDots(c.Note, ui.T(ctx, "{from} → {to}", "from", listText(ctx, l.List), "to", listText(ctx, r.List)))
	}
	return c
}

// debtsText is what is owed, exactly.
func debtsText(ctx context.Context, debts []app.LeverDebt) string {
	var words []string
	for _, d := range debts {
		stage := stageText(ctx, d.Stage)
		switch {
		case d.Stage == "" && d.Done.OK:
			words = append(words, ui.T(ctx, "年度投资应完成 {due} 亿元，已完成 {done} 亿元", "due", yi(d.Due), "done", yi(d.Done)))
		case d.Stage == "":
			words = append(words, ui.T(ctx, "年度投资应完成 {due} 亿元，未填报", "due", yi(d.Due)))
		case d.Declared:
			words = append(words, ui.T(ctx, "{stage}已申报未认定（计划 {day}）", "stage", stage, "day", whenText(ctx, d.Planned)))
		default:
			words = append(words, ui.T(ctx, "{stage}到期未达（计划 {day}）", "stage", stage, "day", whenText(ctx, d.Planned)))
		}
	}
	return strings.Join(words, ui.T(ctx, "；"))
}

// openText names what was not reported: its points are not guessed.
func openText(ctx context.Context, o app.LeverOpen) string {
	var lines []string
	for _, line := range o.Lines {
		if line.Most.OK {
			lines = append(lines, ui.T(ctx, "{name}最多 {n} 分", "name", line.Name, "n", line.Most.String()))
		} else {
			lines = append(lines, line.Name)
		}
	}
	if len(lines) == 0 {
		return ui.T(ctx, "未填报：{name}", "name", o.Name)
	}
	return ui.T(ctx, "未填报：{name}，关系到{lines}", "name", o.Name, "lines", strings.Join(lines, ui.T(ctx, "、")))
}
