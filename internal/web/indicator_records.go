package web

import (
	"context"
	"net/http"
	"strings"

	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/indicator"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// One value opened: the rule, the formula with its values, the records.

// indicatorRecordsPage is one value.
type indicatorRecordsPage struct {
	Frame   ui.FrameData
	Figures []ui.Figure
	Facts   []ui.Fact
	Parts   ui.TableData
	Records ui.TableData
	Pager   ui.PagerData
	Given   ui.TableData
	Missing string
	Base    bool
	Derived bool
}

func (s *Server) indicatorRecords(w http.ResponseWriter, r *http.Request, v *visit) error {
	q := r.URL.Query()
	var wrong fault.List
	f := app.IndicatorRecordsFilter{Moment: momentOf(q, &wrong), Code: q.Get("code"), Unit: q.Get("unit"), Period: indicator.Period(q.Get("period")), Page: number(q, "page", &wrong)}
	if err := wrong.Err(); err != nil {
		return err
	}
	rec, err := s.App.IndicatorRecords(r.Context(), v.Actor, f)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, indicatorRecordsView(s.indicatorRecordsPage(r, v, rec)))
}

func (s *Server) indicatorRecordsPage(r *http.Request, v *visit, rec *app.IndicatorRecords) indicatorRecordsPage {
	ctx, c := r.Context(), rec.Column
	p := indicatorRecordsPage{Frame: s.frameOf(r, v, c.Name), Base: c.Definition.Base != nil}
	p.Frame.AsOf, p.Frame.Paper, p.Frame.NewsURL = asOf(r, v, rec.Filter.Moment), "a4l", newsURL(v, rec.Known)
	p.Frame.Note, p.Frame.Actions = rec.Unit.Label()+ui.T(ctx, "，")+dayRange(ctx, rec.Span), ui.ButtonPrint()
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "指标"), Href: address("/indicators", "unit", rec.Unit.ID, "kind", string(c.Kind), "period", string(rec.Filter.Period), "on", onText(rec.Filter.Moment))}}
	p.Figures = []ui.Figure{{Label: c.Name, Value: shownValue(rec.Value, c.Decimals), Unit: c.Measure}}
	p.Facts = indicatorFacts(ctx, rec)
	p.Missing = missingText(ctx, rec.Value)
	if len(rec.Missing) > 0 {
		p.Missing = ui.T(ctx, "未填报：{names}", "names", strings.Join(rec.Missing, ui.T(ctx, "、")))
	}
	p.Derived = rec.Put != ""
	p.Parts, p.Records, p.Given = partsTable(r, rec), behindTable(ctx, rec), givenTable(ctx, rec)
	p.Pager = pagerOf(ctx, rec.Filter.Page, rec.Filter.Size, rec.Count)
	return p
}

// shownValue is a value or a dash.
func shownValue(v app.IndicatorValue, decimals int) string {
	if v.Value == nil {
		return "—"
	}
	return padded(*v.Value, decimals)
}

// indicatorFacts are the rule in words.
func indicatorFacts(ctx context.Context, rec *app.IndicatorRecords) []ui.Fact {
	c := rec.Column
	days := aboutDays(ctx, rec.Days)
	list := []ui.Fact{{Label: ui.T(ctx, "读法"), Value: ui.Words(termOf(ctx, "indicator_read", string(c.Read)) + ui.T(ctx, "，") + days)}}
	add := func(label, value string) {
		if value != "" {
			list = append(list, ui.Fact{Label: label, Value: ui.Words(value)})
		}
	}
	add(ui.T(ctx, "口径"), strings.Join(sensesText(ctx, c.Senses), ui.T(ctx, "、")))
	if rec.Put != "" {
		add(ui.T(ctx, "公式"), c.Name+" ＝ "+rec.Formula)
		add(ui.T(ctx, "代入数值"), c.Name+" ＝ "+rec.Put+" ＝ "+shownValue(rec.Value, c.Decimals))
	}
	add(ui.T(ctx, "报送部门"), c.Office)
	add(ui.T(ctx, "没有数据时"), termOf(ctx, "indicator_empty", string(c.Empty)))
	add(ui.T(ctx, "方向"), termOf(ctx, "indicator_better", string(c.Better)))
	add(ui.T(ctx, "来源"), c.Source)
	add(ui.T(ctx, "规则版本"), rec.Set)
	return list
}

// aboutDays are the days a value is about; those of a stock have no beginning.
func aboutDays(ctx context.Context, s indicator.Span) string {
	if s.From == 0 {
		return ui.T(ctx, "到 {to} 为止", "to", s.To.String())
	}
	return dayRange(ctx, s)
}

// partsTable is what the formula uses, each a door.
func partsTable(r *http.Request, rec *app.IndicatorRecords) ui.TableData {
	ctx := r.Context()
	t := ui.TableData{Caption: ui.T(ctx, "公式中的各项"), Columns: []ui.Column{{Label: ui.T(ctx, "名称")}, {Label: ui.T(ctx, "数值"), Num: true}, {Label: ui.T(ctx, "时段")}}}
	g := ui.Group{}
	for _, part := range rec.Parts {
		text := "—"
		if part.Value.Value != nil {
			text = padded(*part.Value.Value, part.Decimals)
		}
		g.Rows = append(g.Rows, ui.Row{Cells: []ui.Cell{ui.Words(part.Name), {Text: text, Title: missingText(ctx, part.Value), Href: recordsURL(part.Code, rec.Unit.ID, part.Span, r.URL.Query())}, ui.Words(aboutDays(ctx, part.Span))}})
	}
	t.Groups = []ui.Group{g}
	return t
}

// behindTable is the projects behind a base indicator.
func behindTable(ctx context.Context, rec *app.IndicatorRecords) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "项目"), Cards: true, Columns: []ui.Column{{Label: ui.T(ctx, "项目")}, {Label: ui.T(ctx, "单位")}, {Label: ui.T(ctx, "数值"), Unit: rec.Column.Measure, Num: true},
		{Label: ui.T(ctx, "计入份额"), Num: true, Hint: ui.T(ctx, "共建园区按份额计入")}, {Label: ui.T(ctx, "计入日期")}}}
	g := ui.Group{}
	for _, one := range rec.Records {
		value := ui.Cell{Text: ui.T(ctx, "未填报"), Tone: "watch"}
		if one.Value != nil {
			value = ui.Words(padded(*one.Value, rec.Column.Decimals))
		}
		href := projectURL(one.Row.Project.ID, onText(rec.Filter.Moment))
		g.Rows = append(g.Rows, ui.Row{Href: href, Cells: []ui.Cell{ui.Door(one.Row.Project.Name, href), ui.Words(one.Row.Unit), value,
			ui.Words(one.SharePoints().Text(0) + "%"), {Text: countedDays(ctx, one.Days), Tone: "wrap"}}})
	}
	t.Groups = []ui.Group{g}
	return t
}

// countedDays are days, the many as the first and the last.
func countedDays(ctx context.Context, days []workday.Date) string {
	switch n := len(days); {
	case n == 0:
		return ui.T(ctx, "未报时间")
	case n > 3:
		return ui.T(ctx, "{from} 至 {to}，{n} 次", "from", days[0].String(), "to", days[n-1].String(), "n", n)
	}
	var list []string
	for _, d := range days {
		list = append(list, d.String())
	}
	return strings.Join(list, ui.T(ctx, "、"))
}

// givenTable is every value of an outside indicator, the last revision first.
func givenTable(ctx context.Context, rec *app.IndicatorRecords) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "各期数据"), Columns: []ui.Column{{Label: ui.T(ctx, "时段")}, {Label: ui.T(ctx, "数值"), Unit: rec.Column.Measure, Num: true}, {Label: ui.T(ctx, "来源文件")},
		{Label: ui.T(ctx, "录入")}, {Label: ui.T(ctx, "说明")}}}
	g := ui.Group{}
	for _, reading := range rec.Given {
		for i := len(reading.Steps) - 1; i >= 0; i-- {
			step := reading.Steps[i]
			period, tone := whenText(ctx, reading.Period), ""
			if i < len(reading.Steps)-1 {
				period, tone = ui.T(ctx, "修订前"), "blank"
			}
			value := step.Value
			if value == "" {
				value = ui.T(ctx, "撤回")
			}
			g.Rows = append(g.Rows, ui.Row{Cells: []ui.Cell{{Text: period, Tone: tone}, {Text: value, Tone: tone}, {Text: step.Source, Tone: "wrap"}, ui.Words(step.Name + " " + step.Day.String()), {Text: step.Note, Tone: "wrap"}}})
		}
	}
	t.Groups = []ui.Group{g}
	return t
}
