package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/target"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// 目标树: campaigns, coded goals and their targets, with where each stands.

// goalsPage is the tree.
type goalsPage struct {
	Frame ui.FrameData
	Done  string
	Tabs  []ui.Link
	Shown []ui.Link // open, all
	Goals []goalPart
	Can   bool
}

// A goalPart is one goal of the tree with its targets.
type goalPart struct {
	ID, Href, Code, Name, Note string
	Level                      int // of the heading, from 2
	Digits                     []goalDigit
	Serves                     []ui.Link
	Table                      ui.TableData
	Count                      int
	Light                      string
	State                      string
	Row                        app.GoalRow
}

// A goalDigit is one digit of a code in words.
type goalDigit struct{ Digit, Text string }

func (s *Server) goalRoutes() []route {
	const look, keep, set, sign = access.ReadGoals, access.KeepGoal, access.SetTarget, access.SignPledge
	return []route{
		{method: "GET", path: "/goals", handle: s.goals, action: look},
		{method: "GET", path: "/goals/new", handle: s.goalNew, action: keep},
		{method: "POST", path: "/goals/new", handle: s.goalSave, action: keep},
		{method: "GET", path: "/goals/{id}", handle: s.goal, action: look},
		{method: "GET", path: "/goals/{id}/edit", handle: s.goalEdit, action: keep},
		{method: "POST", path: "/goals/{id}/edit", handle: s.goalSave, action: keep},
		{method: "GET", path: "/goals/{id}/target", handle: s.targetShow, action: set},
		{method: "POST", path: "/goals/{id}/target", handle: s.targetSet, action: set},
		{method: "POST", path: "/goals/{id}/split", handle: s.targetSplit, action: set},
		{method: "GET", path: "/goals/{id}/pledge", handle: s.pledgeShow, action: sign},
		{method: "POST", path: "/goals/{id}/pledge", handle: s.pledgeSign, action: sign},
		{method: "GET", path: "/paces", handle: s.paces, action: look},
		{method: "GET", path: "/pledges", handle: s.pledges, action: look},
		{method: "GET", path: "/pledges/{id}", handle: s.pledge, action: look},
	}
}

func goalURL(id string, pairs ...string) string {
	return address("/goals/"+url.PathEscape(id), pairs...)
}

// goalTabs are the sides of the goals.
func goalTabs(ctx context.Context, on, current string) []ui.Link {
	tabs := []ui.Link{{Label: ui.T(ctx, "目标树"), Href: address("/goals", "on", on)}, {Label: ui.T(ctx, "以旬保月"), Href: address("/paces", "on", on)}, {Label: ui.T(ctx, "军令状"), Href: address("/pledges", "on", on)}, {Label: ui.T(ctx, "指标会商"), Href: address("/meeting", "on", on)}}
	for i := range tabs {
		tabs[i].Current = strings.HasPrefix(tabs[i].Href, current)
	}
	return tabs
}

func (s *Server) goals(w http.ResponseWriter, r *http.Request, v *visit) error {
	m, err := momentAsked(r)
	if err != nil {
		return err
	}
	f := app.GoalFilter{Moment: m, Closed: r.URL.Query().Get("closed") != ""}
	tree, err := s.App.Goals(r.Context(), v.Actor, f)
	if err != nil {
		return err
	}
	ctx := r.Context()
	p := goalsPage{Frame: s.chainFrame(r, v, m, tree.Known), Done: r.URL.Query().Get("done"), Can: v.Can(access.KeepGoal), Tabs: goalTabs(ctx, onText(m), "/goals")}
	p.Frame.Title, p.Frame.Note = ui.T(ctx, "目标树"), ui.T(ctx, "{n} 个目标", "n", len(tree.Rows))
	p.Frame.Actions = goalsButtons(p.Can)
	p.Shown = []ui.Link{{Label: ui.T(ctx, "进行中"), Href: here(ctx, "closed", ""), Current: !f.Closed}, {Label: ui.T(ctx, "含已结束"), Href: here(ctx, "closed", "1"), Current: f.Closed}}
	for _, row := range tree.Rows {
		p.Goals = append(p.Goals, goalPartOf(ctx, v, row, onText(m)))
	}
	return render(w, r, http.StatusOK, goalsView(p))
}

// goalPartOf is one goal with its targets in a table.
func goalPartOf(ctx context.Context, v *visit, row app.GoalRow, on string) goalPart {
	g := row.Goal
	p := goalPart{ID: g.ID, Href: goalURL(g.ID, "on", on), Code: g.Code, Name: g.Name, Level: min(row.Depth, 2) + 2, Count: len(row.Targets), Row: row}
	note := []string{termOf(ctx, "goal_kind", string(g.Kind)), row.Unit, ui.T(ctx, "{from} 至 {to}", "from", g.From.String(), "to", g.To.String())}
	if g.Source != "" {
		note = append(note, g.Source)
	}
	if g.Closed {
		note = append(note, ui.T(ctx, "已结束"))
	}
	p.Note = strings.Join(note, " · ")
	for _, d := range g.Digits {
		p.Digits = append(p.Digits, goalDigit{d.Digit, d.Text})
	}
	for _, o := range row.Serves {
		p.Serves = append(p.Serves, ui.Link{Label: goalName(ctx, o), Href: goalURL(o.ID, "on", on)})
	}
	p.Table = targetTable(ctx, v, g, row.Targets, on)
	return p
}

// targetTable is targets with where they stand, one line a condition.
func targetTable(ctx context.Context, v *visit, g target.Goal, rows []app.TargetRow, on string) ui.TableData {
	t := ui.TableData{Caption: g.Name, Wide: true, Cards: true, Columns: []ui.Column{{Label: ui.T(ctx, "灯")}, {Label: ui.T(ctx, "指标")}, {Label: ui.T(ctx, "单位")}, {Label: ui.T(ctx, "目标值")}, {Label: ui.T(ctx, "完成"), Num: true}, {Label: ui.T(ctx, "序时应完成"), Num: true},
		{Label: ui.T(ctx, "超欠"), Num: true}, {Label: ui.T(ctx, "进度"), Hint: ui.T(ctx, "竖线是序时")}, {Label: ui.T(ctx, "照此完成日"), Hint: ui.T(ctx, "照目前的平均速度，哪一天完成")}, {Label: ui.T(ctx, "情况")}}}
	group := ui.Group{}
	for _, row := range rows {
		for i := range row.Clauses {
			line := targetLine(ctx, g, row, i, on)
			line.Cells[3].Text = askText(ctx, v.frame.Tree.Name, row.Clauses[i].Clause, row.Clauses[i].Indicator)
			group.Rows = append(group.Rows, line)
		}
	}
	t.Groups = []ui.Group{group}
	return t
}

// targetLine is one condition of a target; what it asks is filled in by who knows
// the units' names.
func targetLine(ctx context.Context, g target.Goal, row app.TargetRow, i int, on string) ui.Row {
	c := row.Clauses[i]
	s := c.Standing
	href := goalURL(g.ID, "on", on, "target", row.ID, "clause", clauseAt(i))
	name := ui.Cell{Text: c.Indicator.Name, Href: href, Tone: "wrap"}
	if row.Digit > 0 {
		name.Note = g.Digits[row.Digit-1].Text
	} else if len(row.Clauses) > 1 {
		name.Note = joinWord(ctx, row.Terms.Any, i)
	}
	unit := ui.Cell{Text: row.Name, Href: address("/units/"+url.PathEscape(row.Unit), "on", on)}
	if row.Parts > 0 {
		unit.Note = ui.T(ctx, "分解到 {n} 个单位", "n", row.Parts)
	}
	ask := ui.Cell{Tone: "wrap"}
	if row.Span.First != g.From || row.Span.Last != g.To {
		ask.Note = spanText(ctx, row.Span)
	}
	if c.Pressed > 0 {
		ask.Note += ui.T(ctx, "，自加压 {n}", "n", sized(ctx, c.Indicator, c.Pressed))
	}
	done, due, gap := ui.Missing(), ui.Missing(), ui.Missing()
	if s.Known {
		done, due, gap = sizeCell(ctx, c.Indicator, s.Value), sizeCell(ctx, c.Indicator, s.Due), ui.Cell{Text: signedText(c.Indicator, s.Gap)}
		done.Note = runsTo(ctx, s)
		if s.Gap < 0 {
			gap.Tone = map[bool]string{true: "late", false: "watch"}[c.Light == "behind"]
		}
	}
	bar := ui.Missing()
	if drawn := standingBar(ctx, c); drawn != "" {
		bar = ui.Show(ui.Drawing(drawn))
	}
	return ui.Row{Href: href, Cells: []ui.Cell{ui.Show(ui.LightMark(c.Light)), name, unit, ask, done, due, gap, bar, paceText(ctx, c), {Text: standingWhy(ctx, c), Tone: "wrap"}}}
}

// joinWord says how several conditions of a target belong together.
func joinWord(ctx context.Context, any bool, i int) string {
	switch {
	case i == 0:
		return ""
	case any:
		return ui.T(ctx, "或")
	}
	return ui.T(ctx, "并且")
}

// runsTo says to which day a figure runs where returns end before the day asked.
func runsTo(ctx context.Context, s target.Standing) string {
	if s.To.IsZero() || s.To+1 == s.Period.Last-workday.Date(s.Days)+1 || s.Days == 0 {
		return ""
	}
	y, m, d := s.To.Civil()
	if y == s.Period.First.Year() {
		return ui.T(ctx, "到{month}月{day}日", "month", int(m), "day", d)
	}
	return ui.T(ctx, "截至 {day}", "day", s.To.String())
}

func clauseAt(i int) string {
	if i == 0 {
		return ""
	}
	return itoa(i)
}
