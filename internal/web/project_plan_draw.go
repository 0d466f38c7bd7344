package web

import (
	"context"
	"slices"

	"guatu/internal/app"
	"guatu/internal/web/svg"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// The drawing of a project's nodes: a row a node, its work as early as it can be,
// how much it may slip, the first plan as a thin line, what waits for what.

// longDrawing is from how many days on quarters are ruled instead of months.
const longDrawing = 1200

func planDrawing(ctx context.Context, plan *app.ProjectPlan) svg.Timetable {
	d := svg.Timetable{From: plan.On, To: plan.On, Today: plan.On, Scale: svg.Month, Title: ui.T(ctx, "关键线路"), Words: planWords(ctx, plan), Width: screenWidth}
	at := map[string]int{}
	for i, l := range plan.Lines {
		at[l.Code] = i
	}
	for i, l := range plan.Lines {
		b := planBar(ctx, plan, l, at)
		for _, code := range l.Timing.Waits {
			d.Ties = append(d.Ties, svg.Tie{From: at[code], To: i, Critical: plan.Stated && follows(plan.Path, code, l.Code)})
		}
		d.Rows = append(d.Rows, svg.TimeRow{Plain: true, Name: l.Name, Note: floatNote(ctx, plan, l), Title: b.Title, Bars: []svg.Bar{b}})
		for _, day := range []workday.Date{b.From, b.To, b.BaseFrom, b.BaseTo, b.Float, b.Latest} {
			if day > 0 {
				d.From, d.To = min(d.From, day), max(d.To, day)
			}
		}
	}
	d.From, d.To = wholeMonths(d.From, d.To)
	if d.To-d.From > longDrawing {
		d.Scale = svg.Quarter
	}
	return d
}

// planBar is the work of one node. What nobody stated begins where the last of what
// it waits for ends, as in the timetable of all projects.
func planBar(ctx context.Context, plan *app.ProjectPlan, l app.PlanLine, at map[string]int) svg.Bar {
	t := l.Timing
	b := svg.Bar{From: t.Start, To: t.Early, Done: t.Reached, Critical: l.Critical, Title: planTitle(ctx, l), BaseTo: l.Baseline.Last()}
	var before, base workday.Date
	for _, code := range t.Waits {
		w := plan.Lines[at[code]]
		before, base = max(before, w.Timing.Early), max(base, w.Baseline.Last())
	}
	if t.Reached || l.Days == 0 {
		b.From = 0
		if before > 0 && before < b.To {
			b.From = before + 1
		}
	}
	if b.BaseFrom = b.BaseTo; base > 0 && base < b.BaseTo {
		b.BaseFrom = base + 1
	}
	if b.BaseTo > 0 && b.BaseTo < b.To {
		b.Due = b.BaseTo
	}
	if t.Leads && !t.Reached {
		b.Latest = t.Latest
		if t.Float > 0 && plan.Stated {
			b.Float = t.Late
		}
	}
	return b
}

// planTitle is a node with its dates in words, and what the plan adds.
func planTitle(ctx context.Context, l app.PlanLine) string {
	text := nodeTitle(ctx, l.ProjectNode)
	if l.Timing.Reached {
		return text
	}
	text += "\n" + ui.T(ctx, "最早完成") + " " + l.Timing.Early.String()
	if !l.Timing.Latest.IsZero() {
		text += "\n" + ui.T(ctx, "最迟完成") + " " + l.Timing.Latest.String()
	}
	return text
}

// follows tells that one node comes right after another on the path.
func follows(path []string, first, then string) bool {
	i := slices.Index(path, then)
	return i > 0 && path[i-1] == first
}

// floatNote is what stands behind a node's name.
func floatNote(ctx context.Context, plan *app.ProjectPlan, l app.PlanLine) string {
	switch t := l.Timing; {
	case t.Reached || !t.Leads || !plan.Stated:
		return ""
	case t.Critical:
		return term(ctx, "schedule.critical")
	default:
		return ui.T(ctx, "时差 {n} 天", "n", t.Float)
	}
}

func planWords(ctx context.Context, plan *app.ProjectPlan) svg.TimeWords {
	w := timeWords(ctx)
	w.Corner, w.Ahead, w.Slipped = term(ctx, "noun.milestone"), ui.T(ctx, "最早"), ui.T(ctx, "晚于基准")
	if plan.Stated {
		w.Float, w.Critical = ui.T(ctx, "时差"), ui.T(ctx, "关键线路")
	}
	if !plan.By.IsZero() {
		w.Latest = ui.T(ctx, "最迟")
	}
	return w
}

// wholeMonths widens a span to the months it touches.
func wholeMonths(from, to workday.Date) (workday.Date, workday.Date) {
	y, m, _ := from.Civil()
	z, n, _ := to.Civil()
	return workday.InMonth(y, m).First, workday.InMonth(z, n).Last()
}
