package web

import (
	"context"
	"net/http"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/money"
	"guatu/internal/web/svg"
	"guatu/internal/web/ui"
)

// 统计: the two senses of investment side by side, with their gap and its reasons.

// sensesPage is the comparison of a filter.
type sensesPage struct {
	Frame   ui.FrameData
	Chips   []ui.Chip
	Clear   string
	Panel   filterPanel
	Figures []ui.Figure
	Chart   string
	Reasons ui.TableData
	Units   ui.TableData
	Table   ui.TableData
	Pager   ui.PagerData
	Bare    bool
}

func (s *Server) sensesRoutes() []route {
	return []route{{method: "GET", path: "/statistics", handle: s.senses, action: access.ReadProjects}}
}

func (s *Server) senses(w http.ResponseWriter, r *http.Request, v *visit) error {
	f, err := filterOf(r)
	if err != nil {
		return err
	}
	t, err := s.App.Senses(r.Context(), v.Actor, app.SensesFilter{ProjectFilter: f, Gap: several(r, "gap")})
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, sensesView(s.sensesPage(r, v, t)))
}

func (s *Server) sensesPage(r *http.Request, v *visit, t *app.Senses) sensesPage {
	ctx, q, f := r.Context(), r.URL.Query(), t.Filter
	p := sensesPage{Frame: s.frameOf(r, v, ui.T(ctx, "投资两口径"))}
	p.Frame.AsOf, p.Frame.NewsURL, p.Frame.Paper = asOf(r, v, f.Moment), newsURL(v, t.Known), "a4l"
	p.Frame.Note = ui.T(ctx, "调度口径按形象进度，统计口径按财务支出；差额只算两个口径都报了的项目")
	p.Frame.Actions = ui.ButtonPrint()
	p.Chips, p.Clear = s.chips(r, v, f.ProjectFilter), clearFilter(ctx, q)
	if len(f.Gap) > 0 {
		var words []string
		for _, gap := range f.Gap {
			words = append(words, termOf(ctx, "gap", gap))
		}
		p.Chips = append(p.Chips, ui.Chip{Field: ui.T(ctx, "差额原因"), Words: strings.Join(words, ui.T(ctx, "、")), Without: ui.Here(ctx, "gap", "")})
	}
	p.Panel = filterPanel{Query: f.Query, Choices: choices(ctx, v.frame, t.Table), Tags: tagChoices(v.frame, f.Tag), Lead: leadOptions(ctx, f.LeadMax),
		Kept: keptBut(q, "q", "unit", "stage", "light", "tier", "level", "kind", "tag", "lead_max")}
	p.Bare = t.Count == 0
	p.Figures, p.Chart = sensesFigures(ctx, t), sensesChart(ctx, t)
	p.Reasons = sensesTable(ctx, t.Reasons, sensesHead{Label: ui.T(ctx, "差额原因"), Door: func(key string) string { return here(ctx, "gap", key) }, Word: func(l app.SensesLine) string { return termOf(ctx, "gap", l.Key) }})
	p.Units = sensesTable(ctx, t.Units, sensesHead{Label: term(ctx, "field.unit"), Door: func(key string) string { return here(ctx, "unit", key) }, Word: func(l app.SensesLine) string { return l.Name }, All: &t.Total})
	p.Table = sensesRows(ctx, t)
	p.Pager = pagerOf(ctx, f.Page, f.Size, t.Count)
	return p
}

func sensesFigures(ctx context.Context, t *app.Senses) []ui.Figure {
	yi := ui.T(ctx, "亿元")
	sum := func(label string, s app.Sum) ui.Figure {
		f := ui.Figure{Label: label, Value: s.Yuan.Yi(2), Unit: yi, Exact: wan(ctx, s.Yuan), ChangeNote: ui.T(ctx, "{n} 个项目已报，{missing} 个未报", "n", s.Known, "missing", s.Missing)}
		if s.Known == 0 {
			f.Value, f.Unit, f.Exact = blank, "", ""
		}
		return f
	}
	gap := ui.Figure{Label: ui.T(ctx, "差额（调度－统计）"), Value: blank, ChangeNote: ui.T(ctx, "{n} 个项目两个口径都报了", "n", t.Total.Both)}
	share := ui.Figure{Label: ui.T(ctx, "统计占调度"), Value: blank, ChangeNote: gap.ChangeNote}
	if t.Total.Both > 0 {
		gap.Value, gap.Unit, gap.Exact = signedYi(t.Total.Gap), yi, wan(ctx, t.Total.Gap)
	}
	if t.Total.ShareOK {
		share.Value, share.Unit = t.Total.Share.String(), "%"
	}
	return []ui.Figure{sum(ui.T(ctx, "年度完成 · 调度口径"), t.Total.Dispatch), sum(ui.T(ctx, "年度完成 · 统计口径"), t.Total.Statistics), gap, share}
}

// sensesChart draws both senses month by month.
func sensesChart(ctx context.Context, t *app.Senses) string {
	y := svg.Year{Title: ui.T(ctx, "{year}年累计完成投资", "year", t.On.Year()), Unit: ui.T(ctx, "亿元"), DispatchWord: term(ctx, "sense.dispatch"), StatisticsWord: term(ctx, "sense.statistics"),
		Now: int(t.On.Month()), Due: make([]*float64, 12), Dispatch: make([]*float64, 12), Statistics: make([]*float64, 12), Tips: make([]string, 12)}
	for i := range 12 {
		y.Labels = append(y.Labels, ui.T(ctx, "{month}月", "month", i+1))
		if i >= len(t.Months) {
			continue
		}
		m := t.Months[i]
		dispatch, statistics := known(m.Dispatch), known(m.Statistics)
		y.Dispatch[i], y.Statistics[i] = inYi(dispatch), inYi(statistics)
		y.Tips[i] = ui.T(ctx, "{month}月：调度 {dispatch}，统计 {statistics} 亿元", "month", i+1, "dispatch", yi(dispatch), "statistics", yi(statistics))
	}
	return y.Draw()
}

// known is a sum of which at least one part was reported.
func known(s app.Sum) money.Opt { return money.Opt{Yuan: s.Yuan, OK: s.Known > 0} }

// A sensesHead says what a table of sums is by.
type sensesHead struct {
	Label string
	Door  func(key string) string
	Word  func(app.SensesLine) string
	All   *app.SensesSum
}

func sensesTable(ctx context.Context, lines []app.SensesLine, h sensesHead) ui.TableData {
	unit := ui.T(ctx, "亿元")
	t := ui.TableData{Caption: h.Label, Columns: []ui.Column{{Label: h.Label}, {Label: ui.T(ctx, "项目"), Num: true}, {Label: term(ctx, "sense.dispatch"), Unit: unit, Num: true},
		{Label: term(ctx, "sense.statistics"), Unit: unit, Num: true}, {Label: ui.T(ctx, "差额"), Unit: unit, Num: true, Hint: ui.T(ctx, "调度－统计，只算两个口径都报了的项目")}, {Label: ui.T(ctx, "统计占调度"), Unit: "%", Num: true}}}
	var rows []ui.Row
	for _, l := range lines {
		rows = append(rows, ui.Row{Cells: append([]ui.Cell{ui.Door(h.Word(l), h.Door(l.Key))}, sensesCells(ctx, l.SensesSum)...)})
	}
	t.Groups = []ui.Group{{Rows: rows}}
	if h.All != nil {
		t.Foot = append([]ui.Cell{ui.Words(ui.T(ctx, "合计"))}, sensesCells(ctx, *h.All)...)
	}
	return t
}

func sensesCells(ctx context.Context, s app.SensesSum) []ui.Cell {
	cells := []ui.Cell{ui.Words(itoa(s.Count)), amountCell(ctx, known(s.Dispatch)), amountCell(ctx, known(s.Statistics)), ui.Missing(), ui.Missing()}
	if s.Both > 0 {
		cells[3] = ui.Amount(signedYi(s.Gap), wan(ctx, s.Gap))
	}
	if s.ShareOK {
		cells[4] = ui.Words(s.Share.String())
	}
	return cells
}

func sensesRows(ctx context.Context, t *app.Senses) ui.TableData {
	unit, on := ui.T(ctx, "亿元"), onText(t.Filter.Moment)
	table := ui.TableData{Caption: ui.T(ctx, "逐个项目"), Cards: true, Columns: []ui.Column{{Label: ui.T(ctx, "项目")}, {Label: term(ctx, "field.unit")}, {Label: term(ctx, "sense.dispatch"), Unit: unit, Num: true}, {Label: ui.T(ctx, "至")},
		{Label: term(ctx, "sense.statistics"), Unit: unit, Num: true}, {Label: ui.T(ctx, "至")}, {Label: ui.T(ctx, "差额"), Unit: unit, Num: true}, {Label: term(ctx, "field.store")}, {Label: ui.T(ctx, "差额原因")}}}
	var rows []ui.Row
	for _, r := range t.Rows {
		p := r.Row.Project
		href := address("/projects/"+p.ID, "on", on, "tab", tabProgress)
		gap := ui.Missing()
		if r.Gap.OK {
			gap = ui.Amount(signedYi(r.Gap.Yuan), wan(ctx, r.Gap.Yuan))
		}
		name := ui.Door(p.Name, href)
		name.Tone = "wrap"
		rows = append(rows, ui.Row{Href: href, Cells: []ui.Cell{name, ui.Words(r.Row.Unit), amountCell(ctx, r.Row.Progress.Done), ui.Words(whenText(ctx, r.Row.Progress.Month)),
			amountCell(ctx, r.Row.Statistics.Done), ui.Words(whenText(ctx, r.Row.Statistics.Month)), gap, storeCell(ctx, string(p.Store)), ui.Words(termOf(ctx, "gap", string(r.Reason)))}})
	}
	table.Groups = []ui.Group{{Rows: rows}}
	return table
}

func storeCell(ctx context.Context, store string) ui.Cell {
	if store == "" {
		return ui.Missing()
	}
	return ui.Words(termOf(ctx, "store", store))
}
