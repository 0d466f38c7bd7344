package web

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/score"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// 考核排名: the league table of one scheme over one period.

// assessmentPage is the table.
type assessmentPage struct {
	Frame   ui.FrameData
	Tabs    []ui.Link
	Periods []ui.Link
	Knowns  []ui.Link // as known now, and as known when a result was drafted
	Own     []ui.Link // the sheets of the reader's own units
	Running string    // the period is not over
	Results []ui.Link
	Groups  []assessmentGroup
	Lists   []listPart
	How     ui.TableData
	From    ui.TableData
	Facts   []ui.Fact
	Export  ui.Link
	Draft   *draftForm
}

// An assessmentGroup is one group of comparable units. Apart are those without a rank.
type assessmentGroup struct {
	Title, Note  string
	Table, Apart ui.TableData
	Chart        string
}

// assessmentAsked reads the table of an address.
func assessmentAsked(r *http.Request) (app.AssessmentFilter, error) {
	q := r.URL.Query()
	var wrong fault.List
	f := app.AssessmentFilter{Moment: momentOf(q, &wrong), Scheme: r.PathValue("id")}
	period, err := workday.ParseWhen(q.Get("period"))
	wrong.Check(err == nil, "period", "filter.date", "text", q.Get("period"))
	f.Period = period
	return f, wrong.Err()
}

func (s *Server) assessment(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.assessmentShow(w, r, v, typedForm{})
}

func (s *Server) assessmentShow(w http.ResponseWriter, r *http.Request, v *visit, t typedForm) error {
	f, err := assessmentAsked(r)
	if err != nil {
		return err
	}
	a, err := s.App.Assessment(r.Context(), v.Actor, f)
	if err != nil {
		return err
	}
	r = showing(r, assessmentURL(a.Scheme.ID, ""))
	p := s.assessmentPage(r, v, a)
	p.Draft = s.draftFormOf(r, v, a, t)
	if p.Draft != nil {
		p.Frame.Actions = assessmentButtons(true, p.Export)
	}
	return render(w, r, t.status(), assessmentView(p))
}

func (s *Server) assessmentPage(r *http.Request, v *visit, a *app.Assessment) assessmentPage {
	ctx, m := r.Context(), a.Filter.Moment
	p := assessmentPage{Frame: s.scoreFrame(r, v, m, a.Known, a.Scheme.Title), Tabs: scoreTabs(ctx, v, onText(m), "/assessments")}
	p.Frame.Paper, p.Frame.Note, p.Frame.Actions = "a3", whenText(ctx, a.Period), nil
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "考核排名"), Href: address("/assessments", "on", onText(m))}}
	p.Periods, p.Knowns = assessmentPeriods(ctx, v, a), assessmentKnowns(ctx, a)
	if !a.Over {
		p.Running = ui.T(ctx, "本期未满：以下按截至 {day} 的数据计算，供掌握进度，不作考核结论。", "day", a.On.String())
	}
	p.Results = resultLinks(ctx, a.Results, onText(m))
	sheet := sheetDoor(ctx, a)
	for _, group := range groupsOf(a) {
		p.Groups = append(p.Groups, assessmentGroupOf(ctx, a, group, sheet))
	}
	names := map[string]string{}
	own := v.frame.Tree.Below(v.Unit)
	for i := range a.Rows {
		row := &a.Rows[i]
		names[row.Unit] = row.Name
		if own[row.Unit] && row.Seen && len(own) < len(a.Rows) {
			p.Own = append(p.Own, ui.Link{Label: row.Name, Href: sheet(row.Unit)})
		}
	}
	p.Lists = assessmentLists(ctx, a, names, sheet)
	p.How, p.From, p.Facts = headingTable(ctx, a), boundTable(ctx, a), assessmentFacts(ctx, a)
	if v.Can(access.ExportLedger) {
		p.Export = ui.Link{Label: ui.T(ctx, "导出"), Href: assessmentURL(a.Scheme.ID, "") + "/export.xlsx?" + r.URL.RawQuery, Icon: "export"}
	}
	p.Frame.Actions = assessmentButtons(false, p.Export)
	return p
}

// sheetDoor leads to a unit's sheet of the same period and moment.
func sheetDoor(ctx context.Context, a *app.Assessment) func(string) string {
	known := ""
	if a.Filter.Known > 0 {
		known = strconv.FormatInt(a.Filter.Known, 10)
	}
	return func(unit string) string {
		for i := range a.Rows {
			if a.Rows[i].Unit == unit && !a.Rows[i].Seen {
				return ""
			}
		}
		return assessmentURL(a.Scheme.ID, unit, "period", a.Period.String(), "on", onText(a.Filter.Moment), "known", known)
	}
}

// switchPeriods is how many periods stand side by side to choose from.
const switchPeriods = 6

// assessmentPeriods are the periods to change to: the running one and those before,
// so that the chosen one is among them.
func assessmentPeriods(ctx context.Context, v *visit, a *app.Assessment) []ui.Link {
	every, today := a.Scheme.Every, v.frame.Today
	if !a.Filter.On.IsZero() {
		today = a.Filter.On
	}
	first := a.Period
	if len(a.Periods) > 0 {
		first = a.Periods[0]
	}
	early := every.Around(every.Around(a.Period.First-1).From - 1) // two before the chosen one
	var links []ui.Link
	for p, n := every.Named(today), 0; p.First >= first.First && (n < switchPeriods || p.First >= early.From); p, n = every.Named(p.First-1), n+1 {
		label := whenText(ctx, p)
		if p.Last() > today {
			label = ui.T(ctx, "{period}（未满）", "period", label)
		}
		links = append(links, ui.Link{Label: label, Href: here(ctx, "period", p.String(), "known", ""), Current: p == a.Period})
	}
	if len(links) > 2*switchPeriods {
		at := slices.IndexFunc(links, func(l ui.Link) bool { return l.Current })
		links = links[max(0, at-switchPeriods):min(len(links), at+switchPeriods)]
	}
	slices.Reverse(links)
	return links
}

// assessmentKnowns are what may be known: what is known now, and what was when a
// result of the period was drafted.
func assessmentKnowns(ctx context.Context, a *app.Assessment) []ui.Link {
	links := []ui.Link{{Label: ui.T(ctx, "按现在所知"), Href: here(ctx, "known", ""), Current: a.Filter.Known == 0}}
	seen := a.Filter.Known == 0
	for _, r := range a.Results {
		if r.Known == 0 {
			continue
		}
		current := a.Filter.Known == r.Known
		seen = seen || current
		links = append(links, ui.Link{Label: ui.T(ctx, "按起草时所知（{title}，日志第 {n} 号）", "title", r.Title, "n", r.Known), Href: here(ctx, "known", strconv.FormatInt(r.Known, 10)), Current: current})
	}
	if !seen {
		links = append(links, ui.Link{Label: ui.T(ctx, "按日志第 {n} 号所知", "n", a.Filter.Known), Href: here(ctx), Current: true})
	}
	if len(links) == 1 {
		return nil
	}
	return links
}

// groupsOf are the groups that have units, in the pack's order; those the pack leaves
// open in the order of the table.
func groupsOf(a *app.Assessment) []string {
	var all []string
	for i := range a.Rows {
		if g := a.Rows[i].Group; !slices.Contains(all, g) {
			all = append(all, g)
		}
	}
	return all
}

// assessmentGroupOf is the table of one group, and beside it who is not ranked.
func assessmentGroupOf(ctx context.Context, a *app.Assessment, group string, sheet func(string) string) assessmentGroup {
	g := assessmentGroup{Title: group}
	if group == "" {
		g.Title = ui.T(ctx, "排名")
	}
	var ranked, apart []*app.AssessmentRow
	for i := range a.Rows {
		row := &a.Rows[i]
		switch {
		case row.Group != group:
		case row.Rank > 0 || row.State == "unranked":
			ranked = append(ranked, row)
		default:
			apart = append(apart, row)
		}
	}
	g.Note = ui.T(ctx, "{n} 个单位参加排名", "n", len(ranked))
	g.Table, g.Apart = rankTable(ctx, a, ranked, sheet), apartTable(ctx, a, apart, sheet)
	g.Chart = totalsChart(ctx, a, g.Title, ranked, sheet)
	return g
}

func assessmentLists(ctx context.Context, a *app.Assessment, names map[string]string, sheet func(string) string) (parts []listPart) {
	groups := groupsOf(a)
	of := map[string]string{}
	for i := range a.Rows {
		of[a.Rows[i].Unit] = a.Rows[i].Group
	}
	link := func(units []string) (all []listNames) {
		for _, g := range groups {
			n := listNames{Title: g}
			for _, u := range units {
				if of[u] == g {
					n.Units = append(n.Units, ui.Link{Label: names[u], Href: sheet(u)})
				}
			}
			if len(n.Units) > 0 {
				all = append(all, n)
			}
		}
		return all
	}
	for _, l := range a.Lists {
		var open []string
		for _, u := range l.Undecided {
			open = append(open, names[u])
		}
		parts = append(parts, listPart{Code: l.Name, Title: listText(ctx, l.Name), Count: len(l.Units), Groups: link(l.Units), Undecided: strings.Join(open, ui.T(ctx, "、"))})
	}
	return parts
}

// headingTable is how every indicator is worked out.
func headingTable(ctx context.Context, a *app.Assessment) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "怎样计分"), Columns: []ui.Column{{Label: ui.T(ctx, "指标")}, {Label: ui.T(ctx, "公式")}, {Label: ui.T(ctx, "权重"), Num: true}, {Label: ui.T(ctx, "最多"), Num: true}, {Label: ui.T(ctx, "说明")}}}
	group := ui.Group{}
	for i, h := range a.Headings {
		formula := h.Formula
		if formula == "" {
			formula = ui.T(ctx, "下列各项之和")
		}
		group.Rows = append(group.Rows, ui.Row{Cells: []ui.Cell{ui.Show(headingName(h, headingAnchor(i))), {Text: formula, Tone: "wrap"}, ui.Words(dash(h.Weight)), ui.Words(dash(h.Cap)), {Text: h.Note, Tone: "wrap"}}})
	}
	t.Groups = []ui.Group{group}
	return t
}

// boundTable is where every name in the formulas comes from.
func boundTable(ctx context.Context, a *app.Assessment) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "数据来源"), Columns: []ui.Column{{Label: ui.T(ctx, "名称")}, {Label: ui.T(ctx, "来源")}}}
	group := ui.Group{}
	for i := range a.Bound {
		b := &a.Bound[i]
		from := ui.Words(termOf(ctx, "scheme_means", string(b.Means)))
		if b.Means == score.ByIndicator {
			from = ui.Cell{Text: b.Title, Note: termOf(ctx, "scheme_window", string(b.Window)), Href: address("/indicators", "code", b.Code, "period", string(a.Scheme.Every), "on", a.On.String())}
		}
		group.Rows = append(group.Rows, ui.Row{Cells: []ui.Cell{ui.Words(b.Name), from}})
	}
	t.Groups = []ui.Group{group}
	return t
}

// assessmentFacts are what the table stands on.
func assessmentFacts(ctx context.Context, a *app.Assessment) []ui.Fact {
	return []ui.Fact{
		{Label: ui.T(ctx, "考核期"), Value: ui.Words(dayRange(ctx, a.Span))},
		{Label: ui.T(ctx, "数据截至"), Value: ui.Words(a.On.String())},
		{Label: ui.T(ctx, "所知"), Value: ui.Words(ui.T(ctx, "日志第 {n} 号", "n", a.Known))},
		{Label: ui.T(ctx, "考核办法"), Value: ui.Cell{Text: a.Scheme.Title, Note: ui.T(ctx, "{day} 起执行的版本", "day", a.Edition.String()), Href: "/schemes/" + a.Scheme.ID}},
		{Label: ui.T(ctx, "评分方案"), Value: ui.Words(a.Pack)},
		{Label: ui.T(ctx, "规则"), Value: ui.Cell{Text: a.Set, Href: "/rules"}},
	}
}
