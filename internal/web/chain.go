package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/web/svg"
	"guatu/internal/web/ui"
)

// 链条: how many days lie between two stages, and how they lie.

// chainPage is the speed of the chain.
type chainPage struct {
	Frame   ui.FrameData
	Bar     chainBar
	Matrix  ui.Square
	Pair    string // 签约 → 开工
	Fields  []ui.FieldData
	Figures []ui.Figure
	Chart   svg.Spread
	Table   ui.TableData
	Years   ui.TableData
	Units   ui.TableData
	Empty   bool
}

// A chainBar is what stands above every page of the chain: its tabs, the basis,
// the filter.
type chainBar struct {
	Tabs  []ui.Link
	Basis []ui.Link
	Chips []ui.Chip
	Clear string
	Panel filterPanel
}

func (s *Server) chainRoutes() []route {
	const right = access.ReadProjects
	return []route{
		{method: "GET", path: "/chain", handle: s.chainShow, action: right},
		{method: "GET", path: "/chain/records", handle: s.chainRecords, action: right},
		{method: "GET", path: "/chain/cohorts", handle: s.cohorts, action: right},
		{method: "GET", path: "/chain/ratios", handle: s.ratios, action: right},
	}
}

// chainAsked reads the cut of an address.
func chainAsked(r *http.Request) (app.ChainFilter, error) {
	projects, err := filterOf(r)
	if err != nil {
		return app.ChainFilter{}, err
	}
	q := r.URL.Query()
	var wrong fault.List
	f := app.ChainFilter{ChainCut: app.ChainCut{ProjectFilter: projects, Basis: lifecycle.Basis(q.Get("basis")), By: q.Get("by"), Year: number(q, "year", &wrong)},
		From: lifecycle.Stage(q.Get("from")), To: lifecycle.Stage(q.Get("to"))}
	return f, wrong.Err()
}

func (s *Server) chainShow(w http.ResponseWriter, r *http.Request, v *visit) error {
	f, err := chainAsked(r)
	if err != nil {
		return err
	}
	page, err := s.App.Chain(r.Context(), v.Actor, f)
	if err != nil {
		return err
	}
	bar, err := s.chainBar(r, v, f.ProjectFilter, page.Basis)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, chainView(s.chainPage(r, v, page, bar)))
}

func (s *Server) chainPage(r *http.Request, v *visit, page *app.ChainPage, bar chainBar) chainPage {
	ctx, f := r.Context(), page.Filter
	p := chainPage{Frame: s.chainFrame(r, v, f.Moment, page.Known), Bar: bar, Empty: page.Count == 0}
	p.Frame.Note = ui.T(ctx, "{n} 个项目，{basis}", "n", page.Count, "basis", termOf(ctx, "chain_basis", string(page.Basis)))
	p.Matrix = chainMatrix(ctx, page)
	p.Pair = ui.T(ctx, "{from}到{to}", "from", stageText(ctx, f.From), "to", stageText(ctx, f.To))
	p.Fields = chainFields(ctx, page)
	p.Figures = spreadFigures(ctx, page.Whole)
	p.Chart = spreadChart(ctx, page, p.Pair)
	p.Table = spreadTable(ctx, page)
	p.Years, p.Units = sameYears(ctx, page), sameUnits(ctx, page)
	return p
}

// chainFrame is the frame of a page of the chain.
func (s *Server) chainFrame(r *http.Request, v *visit, m app.Moment, known int64) ui.FrameData {
	f := s.frameOf(r, v, ui.T(r.Context(), "链条"))
	f.AsOf, f.Paper, f.NewsURL = asOf(r, v, m), "a4l", newsURL(v, known)
	f.Actions = ui.ButtonPrint()
	return f
}

// chainBar is the bar of a page; basis "" has no choice of one, for both are shown.
func (s *Server) chainBar(r *http.Request, v *visit, f app.ProjectFilter, basis lifecycle.Basis) (chainBar, error) {
	ctx, q := r.Context(), r.URL.Query()
	b := chainBar{Chips: s.chips(r, v, f), Clear: clearFilter(ctx, q)}
	for _, t := range []struct{ label, path string }{{ui.N("速度"), "/chain"}, {ui.N("转化"), "/chain/cohorts"}, {ui.N("比率"), "/chain/ratios"}} {
		b.Tabs = append(b.Tabs, ui.Link{Label: ui.T(ctx, t.label), Href: chainURL(ctx, t.path, "from", "", "to", "", "by", "", "year", ""), Current: r.URL.Path == t.path})
	}
	b.Tabs = append(b.Tabs, ui.Link{Label: ui.T(ctx, "批次"), Href: address("/batches", "on", q.Get("on"))})
	for _, one := range lifecycle.Bases {
		if basis != "" {
			b.Basis = append(b.Basis, ui.Link{Label: termOf(ctx, "chain_basis", string(one)), Href: here(ctx, "basis", string(one)), Current: one == basis})
		}
	}
	f.Page, f.Size = 0, 1
	table, err := s.App.Projects(ctx, v.Actor, f)
	if err != nil {
		return b, err
	}
	b.Panel = filterPanel{Query: f.Query, Choices: choices(ctx, v.frame, table), Tags: tagChoices(v.frame, f.Tag), Lead: leadOptions(ctx, f.LeadMax),
		Kept: keptBut(q, "q", "unit", "stage", "light", "tier", "level", "kind", "tag", "lead_max")}
	return b, nil
}

// chainOwn are the parameters that name one figure, not the projects it is cut from.
var chainOwn = []string{"of", "key", "state", "ratio", "within", "page", "size", "sort"}

// chainURL is another page of the chain about the same projects, with some
// parameters changed.
func chainURL(ctx context.Context, path string, pairs ...string) string {
	q := url.Values{}
	if at := ui.EnvOf(ctx).Here; at != nil {
		q = at.Query()
	}
	for _, name := range chainOwn {
		q.Del(name)
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		q.Del(pairs[i])
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// chainDoor is the list behind a figure; a figure of none is no door.
func chainDoor(ctx context.Context, n int, pairs ...string) string {
	if n == 0 {
		return ""
	}
	return chainURL(ctx, "/chain/records", pairs...)
}

// chainMatrix is every stage against every later one: the median, and of how many.
func chainMatrix(ctx context.Context, page *app.ChainPage) ui.Square {
	m := ui.Square{Corner: ui.T(ctx, "从＼到"), Caption: ui.T(ctx, "各环节间隔天数（中位数）")}
	for _, s := range lifecycle.Stages[1:] {
		m.Columns = append(m.Columns, stageText(ctx, s))
	}
	rows := map[lifecycle.Stage]*ui.SquareRow{}
	for _, s := range lifecycle.Stages[:len(lifecycle.Stages)-1] {
		row := &ui.SquareRow{Name: stageText(ctx, s), Cells: make([]ui.SquareCell, len(m.Columns))}
		for i := range row.Cells {
			row.Cells[i].Sum = i+2 <= s.Order()
		}
		rows[s] = row
	}
	for _, leg := range page.Legs {
		cell := legCell(ctx, leg)
		if leg.From == page.Filter.From && leg.To == page.Filter.To {
			cell.Heat = 3
		}
		rows[leg.From].Cells[leg.To.Order()-2] = cell
	}
	for _, s := range lifecycle.Stages[:len(lifecycle.Stages)-1] {
		m.Rows = append(m.Rows, *rows[s])
	}
	return m
}

// legCell is one cell: of few projects the number, not a median of them.
func legCell(ctx context.Context, leg app.ChainLeg) ui.SquareCell {
	s := leg.Spread
	c := ui.SquareCell{Href: here(ctx, "from", string(leg.From), "to", string(leg.To)) + "#pair", Title: spreadTip(ctx, s), Count: blank}
	switch {
	case s.Count == 0:
		c.Href = ""
		return c
	case s.Dated() == 0:
		c.Money = ui.T(ctx, "{n} 个未到", "n", s.Open)
		return c
	case s.Dated() < lifecycle.Small:
		c.Count, c.Money = valuesText(s.Values[:1]), ui.T(ctx, "等 {n} 个", "n", s.Dated())
		if s.Dated() == 1 {
			c.Money = ui.T(ctx, "仅 1 个")
		}
	default:
		c.Count, c.Money = daysRange(s.Low.Median, s.High.Median), ui.T(ctx, "{n} 个", "n", s.Dated())
	}
	c.Heat = 1
	return c
}

// daysText is a number of days; quarters of a day are what quartiles come to.
func daysText(days float64) string {
	text := strconv.FormatFloat(days, 'f', 1, 64)
	return strings.TrimSuffix(text, ".0")
}

// daysRange is between so many and so many days.
func daysRange(low, high float64) string {
	if low == high {
		return daysText(low)
	}
	return daysText(low) + "–" + daysText(high)
}

// valuesText lists the days of few projects.
func valuesText(values []lifecycle.Bounds) string {
	list := make([]string, len(values))
	for i, v := range values {
		list[i] = daysRange(float64(v.Low), float64(v.High))
	}
	return strings.Join(list, "、")
}

// spreadTip is a spread in one line.
func spreadTip(ctx context.Context, s lifecycle.Spread) string {
	text := ui.T(ctx, "{count} 个到过起点：{done} 个已到达（{dated} 个有天数），{open} 个未到，{left} 个退出", "count", s.Count, "done", s.Finished(), "dated", s.Dated(), "open", s.Open, "left", s.Left)
	switch {
	case s.Dated() == 0:
		return text
	case s.Dated() < lifecycle.Small:
		return text + "\n" + ui.T(ctx, "{days} 天", "days", valuesText(s.Values))
	}
	return text + "\n" + ui.T(ctx, "中位 {median} 天，中间一半 {q1} 至 {q3} 天", "median", daysRange(s.Low.Median, s.High.Median), "q1", daysRange(s.Low.Q1, s.High.Q1), "q3", daysRange(s.Low.Q3, s.High.Q3))
}

// chainFields choose the two stages, the grouping and the year.
func chainFields(ctx context.Context, page *app.ChainPage) []ui.FieldData {
	f := page.Filter
	stages := func(list []lifecycle.Stage) []ui.Option {
		var options []ui.Option
		for _, s := range list {
			options = append(options, ui.Option{Value: string(s), Label: stageText(ctx, s)})
		}
		return options
	}
	years := page.Years
	if f.Year != 0 && !slices.Contains(years, f.Year) {
		years = append(slices.Clone(years), f.Year)
	}
	return []ui.FieldData{
		{Name: "from", Label: ui.T(ctx, "从"), Value: string(f.From), Options: stages(lifecycle.Stages[:len(lifecycle.Stages)-1])},
		{Name: "to", Label: ui.T(ctx, "到"), Value: string(f.To), Options: stages(lifecycle.Stages[1:])},
		{Name: "by", Label: ui.T(ctx, "分组"), Value: f.By, Options: byOptions(ctx, app.ChainGroupings)},
		{Name: "year", Label: ui.T(ctx, "起点年份"), Value: yearValue(f.Year), Options: yearOptions(ctx, years)},
	}
}

var groupingWords = map[string]string{"unit": ui.N("单位"), "tier": ui.N("体量"), "industry": ui.N("行业"), "kind": ui.N("建设性质"), "year": ui.N("年份")}

func byOptions(ctx context.Context, list []string) []ui.Option {
	var options []ui.Option
	for _, by := range list {
		options = append(options, ui.Option{Value: by, Label: ui.T(ctx, groupingWords[by])})
	}
	return options
}

func yearOptions(ctx context.Context, years []int) []ui.Option {
	options := []ui.Option{{Value: "", Label: ui.T(ctx, "全部年份")}}
	for _, y := range years {
		options = append(options, ui.Option{Value: strconv.Itoa(y), Label: ui.T(ctx, "{year}年", "year", y)})
	}
	return options
}

func yearValue(year int) string {
	if year == 0 {
		return ""
	}
	return strconv.Itoa(year)
}

// fieldNames are the parameters a form of these fields sets itself.
func fieldNames(fields []ui.FieldData) []string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.Name
	}
	return names
}
