package web

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/ruleset"
	"guatu/internal/signal"
	"guatu/internal/web/svg"
	"guatu/internal/web/ui"
)

// The columns a table of projects can have, and what stands in each.

// A projectColumn is one of them. Its sum is nil where nothing can be added up.
type projectColumn struct {
	code, label, unit string
	sort              string
	num               bool
	cell              func(ctx context.Context, f *app.Frame, r *app.ProjectRow) ui.Cell
	sum               func(ctx context.Context, t app.Totals) ui.Cell
}

// usualColumns are shown when nobody chose others.
var usualColumns = []string{"light", "unit", "stage", "recognised", "total", "plan", "done", "lead", "next"}

// projectColumns are all columns behind the name, in their order.
var projectColumns = []projectColumn{
	{code: "light", label: ui.N("灯"), sort: "light", cell: func(_ context.Context, _ *app.Frame, r *app.ProjectRow) ui.Cell {
		return ui.Show(ui.Light(r.State.Light))
	}},
	{code: "unit", label: ui.N("单位"), sort: "unit", cell: func(ctx context.Context, _ *app.Frame, r *app.ProjectRow) ui.Cell {
		return ui.Cell{Text: r.Unit, Href: here(ctx, "unit", r.Project.Unit)}
	}},
	{code: "park", label: ui.N("园区"), cell: func(_ context.Context, f *app.Frame, r *app.ProjectRow) ui.Cell {
		if r.Project.Park == "" {
			return ui.Missing()
		}
		return ui.Words(f.Tree.Name(r.Project.Park))
	}},
	{code: "stage", label: ui.N("申报阶段"), sort: "stage", cell: stageCell},
	{code: "recognised", label: ui.N("认定阶段"), cell: func(ctx context.Context, _ *app.Frame, r *app.ProjectRow) ui.Cell {
		if r.Recognised == "" {
			return ui.Missing()
		}
		return ui.Words(stageText(ctx, r.Recognised))
	}},
	{code: "tier", label: ui.N("体量档"), cell: func(_ context.Context, f *app.Frame, r *app.ProjectRow) ui.Cell {
		return said(ruleset.NameOf(f.Words.Tiers, r.Tier))
	}},
	{code: "kind", label: ui.N("建设性质"), cell: func(_ context.Context, f *app.Frame, r *app.ProjectRow) ui.Cell {
		return said(ruleset.NameOf(f.Words.Kinds, r.Project.Kind))
	}},
	{code: "level", label: ui.N("层级"), cell: func(ctx context.Context, f *app.Frame, r *app.ProjectRow) ui.Cell {
		return said(wordList(ctx, f.Words.Levels, r.Project.Levels))
	}},
	{code: "tag", label: ui.N("标签"), cell: func(ctx context.Context, f *app.Frame, r *app.ProjectRow) ui.Cell {
		return said(wordList(ctx, f.Words.Tags, r.Project.Tags))
	}},
	{code: "batch", label: ui.N("批次"), cell: func(ctx context.Context, _ *app.Frame, r *app.ProjectRow) ui.Cell {
		return said(strings.Join(r.Project.Batches, ui.T(ctx, "、")))
	}},
	{code: "total", label: ui.N("总投资"), unit: ui.N("亿元"), sort: "total", num: true, cell: func(ctx context.Context, _ *app.Frame, r *app.ProjectRow) ui.Cell {
		return totalCell(ctx, r.Project.Total)
	}, sum: func(ctx context.Context, t app.Totals) ui.Cell { return sumCell(ctx, t.Total) }},
	{code: "plan", label: ui.N("年度计划"), unit: ui.N("亿元"), sort: "plan", num: true, cell: func(ctx context.Context, _ *app.Frame, r *app.ProjectRow) ui.Cell {
		return amountCell(ctx, r.Progress.Plan)
	}, sum: func(ctx context.Context, t app.Totals) ui.Cell { return sumCell(ctx, t.Plan) }},
	{code: "done", label: ui.N("年度完成"), unit: ui.N("亿元"), sort: "done", num: true, cell: doneCell, sum: func(ctx context.Context, t app.Totals) ui.Cell { return sumCell(ctx, t.Done) }},
	{code: "rate", label: ui.N("完成率"), unit: ui.N("%"), sort: "rate", num: true, cell: func(ctx context.Context, _ *app.Frame, r *app.ProjectRow) ui.Cell {
		return rateCell(r.Progress.Rate, r.Progress.OK)
	}, sum: func(_ context.Context, t app.Totals) ui.Cell { return rateCell(t.Rate, t.OK) }},
	{code: "lead", label: ui.N("超欠序时"), unit: ui.N("点"), sort: "lead", num: true, cell: leadCell, sum: func(_ context.Context, t app.Totals) ui.Cell {
		if !t.OK {
			return ui.Missing()
		}
		return ui.Words(pointsText(t.Lead))
	}},
	{code: "statistics", label: ui.N("统计口径完成"), unit: ui.N("亿元"), num: true, cell: func(ctx context.Context, _ *app.Frame, r *app.ProjectRow) ui.Cell {
		return amountCell(ctx, r.Statistics.Done)
	}},
	{code: "next", label: ui.N("下一步"), sort: "next", cell: nextCell},
	{code: "leader", label: ui.N("包联领导"), cell: func(_ context.Context, _ *app.Frame, r *app.ProjectRow) ui.Cell { return said(r.Project.Leader) }},
	{code: "enterprise", label: ui.N("企业"), cell: func(_ context.Context, _ *app.Frame, r *app.ProjectRow) ui.Cell { return said(r.Project.Enterprise) }},
	{code: "place", label: ui.N("建设地点"), cell: func(_ context.Context, _ *app.Frame, r *app.ProjectRow) ui.Cell { return said(r.Project.Place) }},
	{code: "code", label: ui.N("项目代码"), cell: func(_ context.Context, _ *app.Frame, r *app.ProjectRow) ui.Cell { return said(r.Project.Code) }},
	{code: "image", label: ui.N("形象进度"), cell: func(_ context.Context, _ *app.Frame, r *app.ProjectRow) ui.Cell { return long(r.Project.Image) }},
	{code: "problems", label: ui.N("存在问题"), cell: func(_ context.Context, _ *app.Frame, r *app.ProjectRow) ui.Cell { return long(r.Project.Problems) }},
}

// said is a cell of text, a dash where there is none.
func said(text string) ui.Cell {
	if text == "" {
		return ui.Missing()
	}
	return ui.Words(text)
}

// long is a cell of more text, broken into lines.
func long(text string) ui.Cell {
	c := said(text)
	if text != "" {
		c.Tone = "wrap"
	}
	return c
}

func wordList(ctx context.Context, words []ruleset.Word, codes []string) string {
	names := make([]string, len(codes))
	for i, c := range codes {
		names[i] = ruleset.NameOf(words, c)
	}
	return strings.Join(names, ui.T(ctx, "、"))
}

func stageCell(ctx context.Context, _ *app.Frame, r *app.ProjectRow) ui.Cell {
	c := ui.Cell{Text: stageText(ctx, r.Stage)}
	if r.Stage == "" {
		c.Tone = "blank"
	}
	if !r.Since.IsZero() {
		c.Note = ui.T(ctx, "{n} 天", "n", r.Days)
		c.Title = ui.T(ctx, "自 {date}", "date", whenText(ctx, r.Since))
	}
	return c
}

// doneCell says in its tip to which month the figure runs.
func doneCell(ctx context.Context, _ *app.Frame, r *app.ProjectRow) ui.Cell {
	c := amountCell(ctx, r.Progress.Done)
	if r.Progress.Done.OK && !r.Progress.Month.IsZero() {
		c.Title += " · " + ui.T(ctx, "截至 {date}", "date", whenText(ctx, r.Progress.Month))
	}
	return c
}

func rateCell(rate money.Points, ok bool) ui.Cell {
	if !ok {
		return ui.Missing()
	}
	return ui.Words(rate.String())
}

// leadScale is where the bar of a lead ends; beyond it stands an arrow.
const leadScale = 30 * money.Whole / 100

func leadCell(ctx context.Context, _ *app.Frame, r *app.ProjectRow) ui.Cell {
	if !r.Progress.OK {
		return ui.Missing()
	}
	tone := map[bool]string{true: rowTone(r)}[r.Progress.Lead < 0]
	title := ui.T(ctx, "完成 {rate}%，序时 {due}%", "rate", r.Progress.Rate.String(), "due", r.Progress.Due.String())
	return ui.Show(ui.Lead(pointsText(r.Progress.Lead)+" ", svg.LeadBar(r.Progress.Lead, leadScale, r.State.Light, title), tone))
}

// rowTone is as loud as the light.
func rowTone(r *app.ProjectRow) string {
	switch r.State.Light {
	case signal.Behind:
		return "late"
	case signal.Watch:
		return "watch"
	}
	return ""
}

// sinceText says whose move it is, and since when.
func sinceText(ctx context.Context, s lifecycle.Step) string {
	return ui.T(ctx, "{party}，自 {day}", "party", termOf(ctx, "party", string(s.Move)), "day", s.Since.String())
}

// nextCell is the next step, when, and whose move it is.
func nextCell(ctx context.Context, _ *app.Frame, r *app.ProjectRow) ui.Cell {
	switch {
	case r.Next.Stage == "" && r.Next.Pending == "":
		return ui.Missing()
	case r.Next.Move == lifecycle.MoveDepartment:
		return ui.Cell{Text: stageText(ctx, r.Next.Pending), Note: ui.T(ctx, "待核查"), Title: sinceText(ctx, r.Next)}
	case r.Next.Move == lifecycle.MoveOffice:
		return ui.Cell{Text: stageText(ctx, r.Next.Pending), Note: ui.T(ctx, "待认定"), Title: sinceText(ctx, r.Next)}
	case r.Next.Stage == "":
		return ui.Cell{Text: stageText(ctx, r.Next.Pending), Note: ui.T(ctx, "待提交认定")}
	}
	c := ui.Cell{Text: stageText(ctx, r.Next.Stage), Note: ui.T(ctx, "待申报"), Title: ui.T(ctx, "待 {unit} 申报", "unit", r.Unit)}
	if !r.Next.Planned.IsZero() {
		c.Text += " " + whenText(ctx, r.Next.Planned)
	}
	if r.Next.Overdue {
		c.Tone = "late"
	}
	if lacks := lacksText(ctx, r.Next); lacks != "" {
		c.Title += ui.T(ctx, "；") + lacks
	}
	return c
}

// sumCell is a sum that says how many did not report.
func sumCell(ctx context.Context, s app.Sum) ui.Cell {
	if s.Known == 0 {
		return ui.Missing()
	}
	c := amountCell(ctx, money.Some(s.Yuan))
	if s.Missing > 0 {
		c.Note = ui.T(ctx, "缺 {n}", "n", s.Missing)
		c.Title += " · " + ui.T(ctx, "{n} 个项目未填报，未计入", "n", s.Missing)
	}
	return c
}

// chosenColumns are the columns an address asks for (cols=light,unit,…), the
// usual ones when it does not. Unknown names are left out.
func chosenColumns(q url.Values) []projectColumn {
	names := usualColumns
	if chosen := q["cols"]; len(chosen) > 0 {
		names = strings.Split(strings.Join(chosen, ","), ",")
	}
	var list []projectColumn
	for _, c := range projectColumns {
		if slices.Contains(names, c.code) {
			list = append(list, c)
		}
	}
	if len(list) == 0 {
		return chosenColumns(nil)
	}
	return list
}

// columnOptions are all columns as ticks.
func columnOptions(ctx context.Context, chosen []projectColumn) []ui.Option {
	var list []ui.Option
	for _, c := range projectColumns {
		on := slices.ContainsFunc(chosen, func(x projectColumn) bool { return x.code == c.code })
		list = append(list, ui.Option{Value: c.code, Label: ui.T(ctx, c.label), Chosen: on})
	}
	return list
}
