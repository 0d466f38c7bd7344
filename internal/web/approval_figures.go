package web

import (
	"context"
	"net/http"
	"slices"

	"guatu/internal/app"
	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/web/svg"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// 谁的时间: the days of authorities, of applicants, between departments, of experts
// and of public notice; by department, item, unit and project, and month by month.

// whosePage is that.
type whosePage struct {
	Frame   ui.FrameData
	Tabs    []ui.Link
	By      []ui.Link
	Fields  []ui.FieldData
	Chips   []ui.Chip
	Clear   string
	Figures []ui.Figure
	ByWord  string
	Chart   svg.Whose
	Table   ui.TableData
	Count   int
	Cut     string
	Trend   svg.Whose
	Months  ui.TableData
}

// whoseDrawn are the rows of a chart; the table has the first of them too, and the
// rest by their own filter.
const whoseDrawn = 60

// whoseMonths are the months of the drawing; the table has all.
const whoseMonths = 24

// whoseWays are the groupings with the parameter each narrows by.
var whoseWays = []struct{ code, label, param string }{
	{"", ui.N("按部门"), "department"}, {"item", ui.N("按事项"), "item"}, {"unit", ui.N("按单位"), "unit"}, {"project", ui.N("按项目"), ""},
}

func (s *Server) whoseShow(w http.ResponseWriter, r *http.Request, v *visit) error {
	q := r.URL.Query()
	var wrong fault.List
	f := app.WhoseFilter{Moment: momentOf(q, &wrong), Unit: q.Get("unit"), Department: q.Get("department"), Item: q.Get("item"), From: monthAsked(r, "from", &wrong).First, To: monthAsked(r, "to", &wrong).Last()}
	if err := wrong.Err(); err != nil {
		return err
	}
	figures, err := s.App.ApprovalFigures(r.Context(), v.Actor, f)
	if err != nil {
		return err
	}
	c, err := s.deskCatalogue(r, v, f.Moment)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, whoseView(s.whosePage(r, v, figures, c)))
}

// monthAsked is a month of the address, as people write it.
func monthAsked(r *http.Request, name string, wrong *fault.List) workday.When {
	text := r.URL.Query().Get(name)
	m, err := workday.ParseWhen(tidyWhen(text))
	wrong.Check(err == nil, name, "filter.when", "text", text)
	return m
}

func (s *Server) whosePage(r *http.Request, v *visit, f *app.ApprovalFigures, c deskCatalogue) whosePage {
	ctx, by := r.Context(), r.URL.Query().Get("by")
	p := whosePage{Frame: s.deskFrame(r, v, f.Filter.Moment, f.Known), Tabs: deskTabs(ctx, v, onText(f.Filter.Moment), "/approvals/figures")}
	p.Frame.Title, p.Frame.Paper = ui.T(ctx, "谁的时间"), "a4l"
	p.Frame.Note = ui.T(ctx, "从可以受理到办结，每个工作日只归一方")
	way := 0
	for i, t := range whoseWays {
		if t.code == by {
			way = i
		}
	}
	for i, t := range whoseWays {
		p.By = append(p.By, ui.Link{Label: ui.T(ctx, t.label), Href: here(ctx, "by", t.code), Current: i == way})
	}
	p.Fields = []ui.FieldData{c.seatField(ctx, f.Filter.Department, ""), c.itemField(ctx, f.Filter.Item), deskUnits(ctx, v, f.Filter.Unit),
		{Name: "from", Label: ui.T(ctx, "从哪个月"), Value: monthText(f.Filter.From), Type: "month"}, {Name: "to", Label: ui.T(ctx, "到哪个月"), Value: monthText(f.Filter.To), Type: "month"}}
	p.Figures = whoseFigures(ctx, f)
	p.lines(ctx, f, way)
	p.months(ctx, f)
	return p
}

// monthText is a day's month, "" for none.
func monthText(d workday.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()[:7]
}

// whoseWords are the five shares.
func whoseWords(ctx context.Context) [5]string {
	return [5]string{ui.T(ctx, "审批用时"), ui.T(ctx, "申请人用时"), ui.T(ctx, "部门间等待"), ui.T(ctx, "专家与技术"), ui.T(ctx, "公示公告")}
}

func whoseDays(s approval.Share) [5]int {
	return [5]int{s.Authority, s.Applicant, s.Waiting, s.Expert, s.Notice}
}

// whoseFigures are all samples in figures.
func whoseFigures(ctx context.Context, f *app.ApprovalFigures) []ui.Figure {
	g, words, days := &f.Whole.Figure, whoseWords(ctx), whoseDays(f.Whole.Figure.Share)
	projects := here(ctx, "by", "project")
	list := []ui.Figure{{Label: ui.T(ctx, "受理事项"), Value: itoa(g.Cases), Href: projects, ChangeNote: ui.T(ctx, "已办结 {n} 件", "n", g.Decided)}}
	for i, word := range words {
		fig := ui.Figure{Label: word, Value: itoa(days[i]), Unit: ui.T(ctx, "日"), Href: projects}
		if total := g.Share.Total(); total > 0 {
			fig.ChangeNote = ui.T(ctx, "占 {n}%", "n", (100*days[i]+total/2)/total)
		}
		list = append(list, fig)
	}
	overdue := ui.Figure{Label: ui.T(ctx, "超期率"), Value: blank, Href: projects}
	answered := ui.Figure{Label: ui.T(ctx, "及时答复率"), Value: blank, Href: address("/approvals", "on", onText(f.Filter.Moment), "department", f.Filter.Department, "unit", f.Filter.Unit, "lane", string(app.LaneAnswer))}
	if g.Cases > 0 {
		overdue.Value, overdue.Unit, overdue.Late = itoa(g.OverduePercent()), "%", g.Overdue > 0
		overdue.ChangeNote = ui.T(ctx, "{n} 件超过承诺时限", "n", g.Overdue)
	}
	if f.Whole.Answers > 0 {
		answered.Value, answered.Unit = itoa(f.Whole.AnsweredPercent()), "%"
		answered.ChangeNote = ui.T(ctx, "{n} 件逾期未答复视为受理", "n", f.Whole.Silent)
	}
	return append(list, overdue, answered)
}

// lines lays out the grouping that is looked at.
func (p *whosePage) lines(ctx context.Context, f *app.ApprovalFigures, way int) {
	all := [][]app.WhoseLine{f.Departments, f.Items, f.Units, f.Projects}[way]
	p.ByWord, p.Count = ui.T(ctx, whoseWays[way].label), len(all)
	shown := all[:min(len(all), whoseDrawn)]
	if len(all) > whoseDrawn {
		p.Cut = ui.T(ctx, "共 {n} 行，用时最多的 {shown} 行在此；其余请按单位或部门筛选", "n", len(all), "shown", whoseDrawn)
	}
	p.Chart = svg.Whose{Title: p.ByWord, Parts: whoseWords(ctx), Base: ui.EnvOf(ctx).Base, Key: "by"}
	p.Table = ui.TableData{Caption: p.ByWord, Cards: true, Wide: true, Columns: whoseColumns(ctx, ui.T(ctx, "名称"))}
	project := whoseWays[way].param == ""
	if project {
		p.Table.Columns = append(p.Table.Columns, ui.Column{Label: ui.T(ctx, "时限已用"), Num: true, Hint: ui.T(ctx, "每个工作日只算一次")}, ui.Column{Label: ui.T(ctx, "关键线路"), Num: true, Hint: ui.T(ctx, "最长一串事项的承诺或实际用时之和")})
	}
	var rows []ui.Row
	for i := range shown {
		l := &shown[i]
		href := whoseHref(ctx, f, way, l.Key)
		p.Chart.Rows = append(p.Chart.Rows, svg.WhoseRow{Name: l.Name, Href: href, Tip: l.Name, Days: whoseDays(l.Figure.Share),
			Note: ui.T(ctx, "共 {days} 日，{n} 件", "days", l.Figure.Share.Total(), "n", l.Figure.Cases)})
		rows = append(rows, whoseRow(ctx, l, href, project))
	}
	p.Table.Groups = []ui.Group{{Rows: rows}}
}

// whoseHref leads from a group to its projects, and from a project to its approvals.
func whoseHref(ctx context.Context, f *app.ApprovalFigures, way int, key string) string {
	if param := whoseWays[way].param; param != "" {
		return here(ctx, "by", "project", param, key)
	}
	return permitsURL(key, onText(f.Filter.Moment))
}

func whoseColumns(ctx context.Context, first string) []ui.Column {
	list := []ui.Column{{Label: first}, {Label: ui.T(ctx, "件数"), Num: true}, {Label: ui.T(ctx, "办结"), Num: true}, {Label: ui.T(ctx, "中位"), Num: true, Hint: ui.T(ctx, "办结的一半不超过这么多日")}, {Label: ui.T(ctx, "四分位"), Num: true}, {Label: ui.T(ctx, "最长"), Num: true}, {Label: ui.T(ctx, "超期率"), Num: true}, {Label: ui.T(ctx, "及时答复率"), Num: true, Hint: ui.T(ctx, "五个工作日内受理或一次告知补正的占比")}}
	for _, word := range whoseWords(ctx) {
		list = append(list, ui.Column{Label: word, Num: true})
	}
	return list
}

func whoseRow(ctx context.Context, l *app.WhoseLine, href string, project bool) ui.Row {
	name := ui.Door(l.Name, href)
	name.Tone = "wrap"
	answered := ui.Missing()
	if l.Answers > 0 {
		answered = ui.Cell{Text: itoa(l.AnsweredPercent()) + "%", Title: ui.T(ctx, "{n} 件申报，{silent} 件逾期未答复", "n", l.Answers, "silent", l.Silent)}
	}
	cells := append([]ui.Cell{name}, whoseCells(ctx, &l.Figure, answered, href)...)
	if project && l.Budget != nil {
		used := ui.Cell{Text: itoa(l.Budget.Used) + " / " + itoa(l.Budget.Limit)}
		if l.Budget.Overdue {
			used.Tone = "late"
		}
		cells = append(cells, used, ui.Cell{Text: itoa(l.Budget.ChainDays)})
	}
	return ui.Row{Href: href, Cells: cells}
}

// whoseCells are the figures of a group: a median of nothing decided is none.
func whoseCells(ctx context.Context, g *approval.Figure, answered ui.Cell, href string) []ui.Cell {
	median, quartiles, most := ui.Missing(), ui.Missing(), ui.Missing()
	if g.Decided > 0 {
		median, quartiles, most = ui.Words(itoa(g.Median)), ui.Words(itoa(g.Quartile1)+"–"+itoa(g.Quartile3)), ui.Words(itoa(g.Most))
	}
	overdue := ui.Cell{Text: itoa(g.OverduePercent()) + "%", Title: ui.T(ctx, "{n} 件超过承诺时限", "n", g.Overdue)}
	if g.Overdue > 0 {
		overdue.Tone = "late"
	}
	cells := []ui.Cell{countDoor(g.Cases, href), {Text: itoa(g.Decided)}, median, quartiles, most, overdue, answered}
	for _, days := range whoseDays(g.Share) {
		cells = append(cells, countQuiet(days, ""))
	}
	return cells
}

// months are the trend, the latest first in the table and last in the drawing.
func (p *whosePage) months(ctx context.Context, f *app.ApprovalFigures) {
	p.Trend = svg.Whose{Title: ui.T(ctx, "逐月"), Parts: whoseWords(ctx), Base: ui.EnvOf(ctx).Base, Key: "month"}
	p.Months = ui.TableData{Caption: ui.T(ctx, "逐月"), Cards: true, Wide: true, Columns: whoseColumns(ctx, ui.T(ctx, "月份"))}
	p.Months.Columns[7] = ui.Column{Label: ui.T(ctx, "中位比上月"), Num: true}
	var rows []ui.Row
	for i := range f.Months {
		m := &f.Months[i]
		href := here(ctx, "by", "project", "from", monthText(m.Month), "to", monthText(m.Month))
		name := whenText(ctx, workday.InMonth(m.Month.Year(), m.Month.Month()))
		note := ui.T(ctx, "{n} 件", "n", m.Figure.Cases)
		if m.Figure.Decided > 0 {
			note = ui.T(ctx, "{n} 件，中位 {median} 日", "n", m.Figure.Cases, "median", m.Figure.Median)
		}
		p.Trend.Rows = append(p.Trend.Rows, svg.WhoseRow{Name: name, Href: href, Tip: name, Days: whoseDays(m.Figure.Share), Note: note})
		change := ui.Missing()
		if m.Change != nil {
			change = ui.Cell{Text: "0", Tone: "blank"}
			if *m.Change != 0 {
				change = ui.Cell{Text: signed(*m.Change), Tone: map[bool]string{true: "late"}[*m.Change > 0]}
			}
		}
		rows = append(rows, ui.Row{Href: href, Cells: append([]ui.Cell{ui.Door(name, href)}, whoseCells(ctx, &m.Figure, change, href)...)})
	}
	p.Trend.Rows = p.Trend.Rows[max(0, len(p.Trend.Rows)-whoseMonths):]
	slices.Reverse(rows)
	p.Months.Groups = []ui.Group{{Rows: rows}}
}
