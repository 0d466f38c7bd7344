package web

import (
	"cmp"
	"context"
	"net/http"
	"strconv"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/web/svg"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// 对表: projects against the calendar, a bar to each node.

// timetablePage is the timetable of a filter.
type timetablePage struct {
	Frame    ui.FrameData
	Chips    []ui.Chip
	Clear    string
	Panel    filterPanel
	Scales   []ui.Link
	From, To ui.FieldData
	Kept     []ui.Pair
	Drawing  svg.Timetable
	Print    bool
	Pager    ui.PagerData
	Count    int
}

// Rows of a printed A3 sheet, and the breadth of its drawing; and how many rows
// one printing has.
const (
	sheetRows  = 35
	sheetWidth = 1500
	printRows  = 500
	screenRows = 200
	maxYears   = 12
	// A range of so many days would not fill a window by its scale alone.
	shortRange  = 390
	screenWidth = 1176
)

func (s *Server) timetableRoutes() []route {
	return []route{{method: "GET", path: "/timetable", handle: s.timetable, action: access.ReadProjects}}
}

func (s *Server) timetable(w http.ResponseWriter, r *http.Request, v *visit) error {
	q := r.URL.Query()
	f, err := filterOf(r)
	if err != nil {
		return err
	}
	var wrong fault.List
	from, to := dayOf(q.Get("from"), "from", &wrong), dayOf(q.Get("to"), "to", &wrong)
	wrong.Check(from == 0 || to == 0 || to >= from && to-from < maxYears*366, "to", "filter.date", "text", q.Get("to"))
	if err := wrong.Err(); err != nil {
		return err
	}
	f.Size = screenRows
	if q.Get("print") != "" {
		f.Size = printRows
	}
	t, err := s.App.Timetable(r.Context(), v.Actor, f, from, to)
	if err != nil {
		return err
	}
	counted := f
	counted.Page, counted.Size = 0, 1
	table, err := s.App.Projects(r.Context(), v.Actor, counted)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, timetableView(s.timetablePage(r, v, t, table)))
}

// dayOf reads a day of an address; none is none.
func dayOf(text, field string, wrong *fault.List) workday.Date {
	if text == "" {
		return 0
	}
	d, err := workday.ParseDate(text)
	wrong.Check(err == nil, field, "filter.date", "text", text)
	return d
}

func (s *Server) timetablePage(r *http.Request, v *visit, t *app.Timetable, table *app.ProjectTable) timetablePage {
	ctx, q := r.Context(), r.URL.Query()
	p := timetablePage{Frame: s.frameOf(r, v, ui.T(ctx, "对表")), Print: q.Get("print") != "", Count: t.Count,
		Chips: s.chips(r, v, t.Filter), Clear: clearFilter(ctx, q), Kept: keptBut(q, "from", "to")}
	p.Frame.AsOf, p.Frame.Paper, p.Frame.NewsURL = asOf(r, v, t.Filter.Moment), "a3", newsURL(v, t.Known)
	p.Frame.Note = ui.T(ctx, "{n} 个项目，{from} 至 {to}", "n", t.Count, "from", t.From.String(), "to", t.To.String())
	p.Frame.Actions = timetableButtons(p.Print, here(ctx, "print", "1"), here(ctx, "print", ""))
	p.Panel = filterPanel{Query: t.Filter.Query, Choices: choices(ctx, v.frame, table), Tags: tagChoices(v.frame, t.Filter.Tag), Lead: leadOptions(ctx, t.Filter.LeadMax),
		Kept: keptBut(q, "q", "unit", "stage", "light", "tier", "level", "kind", "tag", "lead_max")}
	p.From = ui.FieldData{Name: "from", Label: ui.T(ctx, "从"), Type: "date", Value: t.From.String()}
	p.To = ui.FieldData{Name: "to", Label: ui.T(ctx, "到"), Type: "date", Value: t.To.String()}
	scale := scaleOf(q.Get("scale"))
	p.Scales = scaleLinks(ctx, scale)
	p.Drawing = timetableDrawing(ctx, t, scale)
	switch {
	case p.Print:
		p.Drawing.Width = sheetWidth
	case scale != svg.Week && int(t.To-t.From) < shortRange:
		p.Drawing.Width = screenWidth // a short range fills the page
	}
	p.Pager = pagerOf(ctx, t.Filter.Page, t.Filter.Size, t.Count)
	return p
}

// scaleOf reads the scale of an address; a month where none is named.
func scaleOf(text string) svg.Scale {
	switch scale := svg.Scale(text); scale {
	case svg.Week, svg.Quarter:
		return scale
	}
	return svg.Month
}

func scaleLinks(ctx context.Context, now svg.Scale) []ui.Link {
	return []ui.Link{{Label: ui.T(ctx, "周"), Href: here(ctx, "scale", "week"), Current: now == svg.Week}, {Label: ui.T(ctx, "月"), Href: here(ctx, "scale", ""), Current: now == svg.Month},
		{Label: ui.T(ctx, "季"), Href: here(ctx, "scale", "quarter"), Current: now == svg.Quarter}}
}

// timetableDrawing is the sheet: a row for each unit, below it its projects.
func timetableDrawing(ctx context.Context, t *app.Timetable, scale svg.Scale) svg.Timetable {
	d := svg.Timetable{From: t.From, To: t.To, Today: t.On, Scale: scale, Title: ui.T(ctx, "对表"), Words: timeWords(ctx)}
	if scale == svg.Week {
		d.Words.Rest = ui.T(ctx, "非工作日")
		d.Rest = func(day workday.Date) bool { works, _ := t.Calendar.Works(day); return !works }
	}
	on := onText(t.Filter.Moment)
	unit := ""
	for _, row := range t.Rows {
		p := row.Row.Project
		if grouped := strings.TrimPrefix(t.Filter.Sort, "-") == "unit"; grouped && p.Unit != unit {
			unit = p.Unit
			d.Rows = append(d.Rows, svg.TimeRow{Group: true, Name: row.Row.Unit, Href: unitURL(ctx, p.Unit, on)})
		}
		d.Rows = append(d.Rows, svg.TimeRow{Name: p.Name, Note: stageText(ctx, row.Row.Stage), Light: row.Row.State.Light, Href: projectURL(p.ID, on) + tabMark(on),
			Title: p.Name + " · " + ui.LightWord(ctx, row.Row.State.Light), Bars: barsOf(ctx, row.Nodes, t.On)})
	}
	return d
}

// tabMark opens a project's page at its nodes.
func tabMark(on string) string {
	if on == "" {
		return "?tab=nodes"
	}
	return "&tab=nodes"
}

// barsOf are the legs of a project: each begins where the one before ends. A node
// whose date is over and that is not done runs on to the day looked at: that is
// how far it has slipped already.
func barsOf(ctx context.Context, nodes []app.ProjectNode, on workday.Date) []svg.Bar {
	var bars []svg.Bar
	var last, base workday.Date
	for _, n := range nodes {
		bar := svg.Bar{Title: nodeTitle(ctx, n), Critical: n.Critical}
		done := !n.Actual.IsZero() && n.Actual.First <= on
		switch {
		case done:
			bar.To, bar.Done = min(n.Actual.Last(), on), true
		case !n.Forecast.IsZero():
			bar.To = max(n.Forecast.Last(), on)
		case !n.Planned.IsZero():
			bar.To = max(n.Planned.Last(), on)
		default:
			continue
		}
		if due := cmp.Or(n.Baseline.Last(), n.Planned.Last()); due < bar.To {
			bar.Due = due
		}
		if last > 0 && last < bar.To {
			bar.From = last + 1
		}
		if n.Baseline.Last() > base && base > 0 {
			bar.BaseFrom, bar.BaseTo = base+1, n.Baseline.Last()
		}
		last, base = max(last, bar.To), max(base, n.Baseline.Last())
		bars = append(bars, bar)
	}
	return bars
}

// nodeTitle is a node with its dates in words. Nodes made of stages have the
// stage's name.
func nodeTitle(ctx context.Context, n app.ProjectNode) string {
	text := cmp.Or(n.Name, stageText(ctx, lifecycle.Stage(n.Code)))
	for _, d := range []struct {
		code string
		when workday.When
	}{{"milestone.baseline", n.Baseline}, {"milestone.planned", n.Planned}, {"milestone.forecast", n.Forecast}, {"milestone.actual", n.Actual}} {
		if !d.when.IsZero() {
			text += "\n" + term(ctx, d.code) + " " + whenText(ctx, d.when)
		}
	}
	if n.Slips && n.Slip > 0 {
		text += "\n" + ui.T(ctx, "滞后 {n} 天", "n", n.Slip)
	}
	return text
}

func timeWords(ctx context.Context) svg.TimeWords {
	w := svg.TimeWords{Corner: ui.T(ctx, "单位 / 项目"), Today: ui.T(ctx, "今天"), Done: ui.T(ctx, "已完成"), Ahead: ui.T(ctx, "计划或预计"), Baseline: ui.T(ctx, "基准计划"), Slipped: ui.T(ctx, "滞后"), Critical: ui.T(ctx, "关键线路"), Page: ui.T(ctx, "第 {page}/{pages} 页")}
	for i := range 12 {
		w.Months[i] = ui.T(ctx, "{month}月", "month", i+1)
	}
	for i := range 4 {
		w.Quarters[i] = ui.T(ctx, "{n}季度", "n", strconv.Itoa(i+1))
	}
	return w
}
