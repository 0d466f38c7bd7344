package web

import (
	"context"
	"net/http"
	"slices"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/glossary"
	"guatu/internal/schedule"
	"guatu/internal/web/svg"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// 关键线路 and 倒排计划 on the side 节点 of a project: what holds it up, and by when
// each node must be reached for a deadline.

// projectPlan is both panels.
type projectPlan struct {
	ID      string
	Drawing svg.Timetable
	Drawn   bool
	Aim     string // the name of the node it runs to
	Wrong   []string
	Fields  []ui.FieldData
	Kept    []ui.Pair
	Says    string
	Short   bool
	Hint    string
	Columns []ui.Column
	Rows    []ui.Row
	Fill    int // how many nodes the deadline would date; 0 = no button
	Node    string
	By      string
}

func (s *Server) planRoutes() []route {
	return []route{{method: "POST", path: "/projects/{id}/milestones/backplan", handle: s.milestonesBackplan, action: access.PlanMilestone}}
}

func (s *Server) milestonesBackplan(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "backplan")
	by := t.when(r, "finish_by")
	in := app.MilestonesBackplan{Project: r.PathValue("id"), Node: t.text("aim"), By: by.Last()}
	if !t.wrong() {
		if err := t.take(r, s.App.MilestonesBackplan(r.Context(), v.Actor, in)); err != nil {
			return err
		}
	}
	return s.projectDone(w, r, v, projectTyped{Tab: tabNodes, Form: t})
}

// planSide puts the plan beside the nodes: two columns of their table, two panels.
// A plan that cannot be made says why, and the nodes stay.
func (s *Server) planSide(r *http.Request, v *visit, page *app.ProjectPage, n *projectNodes, typed typedForm) error {
	if len(page.Nodes) == 0 {
		return nil
	}
	ctx, asked := r.Context(), aimAsked(r, typed)
	f := app.PlanFilter{Project: page.Project.ID, Node: asked.node, By: asked.by.Last()}
	var err error
	if f.Moment, err = momentAsked(r); err != nil {
		return err
	}
	plan, err := s.App.ProjectPlan(ctx, v.Actor, f)
	if fault.KindOf(err) == fault.Invalid {
		n.Plan = &projectPlan{ID: page.Project.ID, Wrong: sentences(ctx, err), Fields: aimFields(ctx, page, asked)}
		return nil
	}
	if err != nil {
		return err
	}
	asked.node = plan.Node
	if !plan.By.IsZero() && asked.mistake == "" {
		asked.text = plan.By.String()
	}
	addTimings(ctx, n, plan)
	if plan.Node == "" {
		return nil // all is reached
	}
	n.Plan = planOf(ctx, page, plan, asked)
	if !n.Add || plan.Short > 0 {
		n.Plan.Fill = 0
	}
	n.Plan.Kept = keptBut(r.URL.Query(), "aim", "finish_by", "tab", "saved", "node", "stage")
	return nil
}

// An aimTyped is the node and the deadline of the address, or as typed.
type aimTyped struct {
	node, nodeMistake string
	text, mistake     string
	by                workday.When
}

func aimAsked(r *http.Request, typed typedForm) aimTyped {
	q := r.URL.Query()
	a := aimTyped{node: q.Get("aim"), text: q.Get("finish_by")}
	if typed.Which == "backplan" {
		a = aimTyped{node: typed.Values.Get("aim"), text: typed.Values.Get("finish_by"), mistake: typed.Mistakes["finish_by"], nodeMistake: typed.Mistakes["node"]}
	}
	by, err := workday.ParseWhen(tidyWhen(a.text))
	if err != nil && a.mistake == "" {
		a.mistake = glossary.Say(lang(r.Context()), fault.New(fault.Invalid, "filter.when", "text", a.text))
	}
	a.by = by
	return a
}

// addTimings puts float and criticality behind the slippage of each node.
func addTimings(ctx context.Context, n *projectNodes, plan *app.ProjectPlan) {
	const behind = 6
	n.Columns = slices.Insert(n.Columns, behind, ui.Column{Label: term(ctx, "schedule.float"), Num: true, Hint: ui.T(ctx, "晚多少个工作日还不影响“{node}”", "node", plan.AimName)},
		ui.Column{Label: term(ctx, "schedule.critical")})
	for i, l := range plan.Lines {
		float, critical := ui.Missing(), ui.Missing()
		if t := l.Timing; plan.Stated && t.Leads && !t.Reached {
			float = ui.Words(ui.T(ctx, "{n} 个工作日", "n", t.Float))
			if t.Critical {
				critical = ui.Cell{Text: ui.T(ctx, "■ 关键"), Tone: "watch"}
			}
		}
		n.Rows[i].Cells = slices.Insert(n.Rows[i].Cells, behind, float, critical)
	}
}

func planOf(ctx context.Context, page *app.ProjectPage, plan *app.ProjectPlan, a aimTyped) *projectPlan {
	p := &projectPlan{ID: plan.Project, Aim: plan.AimName, Node: plan.Node, Drawn: true, Drawing: planDrawing(ctx, plan), Fields: aimFields(ctx, page, a),
		Says: planText(ctx, plan), Short: plan.Short > 0, Hint: statedHint(ctx, plan)}
	if plan.By.IsZero() {
		return p
	}
	p.By = plan.By.String()
	for _, label := range []string{term(ctx, "milestone.name"), ui.T(ctx, "还需工作日"), ui.T(ctx, "最早完成"), ui.T(ctx, "最迟开始"), ui.T(ctx, "最迟完成"), term(ctx, "milestone.planned"), ui.T(ctx, "对照")} {
		p.Columns = append(p.Columns, ui.Column{Label: label})
	}
	p.Columns[1].Num = true
	for _, l := range plan.Lines {
		if !l.Timing.Leads || l.Timing.Reached {
			continue
		}
		if l.Fill {
			p.Fill++
		}
		p.Rows = append(p.Rows, backRow(ctx, plan, l))
	}
	return p
}

// backRow is what the deadline asks of one node.
func backRow(ctx context.Context, plan *app.ProjectPlan, l app.PlanLine) ui.Row {
	t := l.Timing
	name := ui.Words(l.Name)
	if l.Critical {
		name.Note = term(ctx, "schedule.critical")
	}
	left := ui.Missing()
	if t.Left > 0 {
		left = ui.Words(itoa(t.Left))
	}
	start, latest := ui.Words(t.LatestStart.String()), ui.Words(t.Latest.String())
	if t.LatestStart < plan.On && t.Start > t.LatestStart {
		start.Tone = "late"
	}
	if t.Latest < t.Early {
		latest.Tone = "late"
	}
	return ui.Row{Cells: []ui.Cell{name, left, ui.Words(t.Early.String()), start, latest, orMissing(whenTextOr(ctx, l.Planned)), against(ctx, plan, l)}}
}

// against holds the date in force against the latest one, and against what the
// work makes possible. A date that has to come forward is a door to the form that
// asks for the change.
func against(ctx context.Context, plan *app.ProjectPlan, l app.PlanLine) ui.Cell {
	t := l.Timing
	switch {
	case t.Latest < t.Early:
		return ui.Cell{Text: ui.T(ctx, "工期差 {n} 个工作日", "n", plan.Calendar.Between(t.Latest, t.Early)), Tone: "late"}
	case l.Fill:
		return ui.Words(ui.T(ctx, "未排，可填入"))
	case l.Move > 0:
		return ui.Cell{Text: ui.T(ctx, "计划晚 {n} 天", "n", l.Move), Href: address("/projects/"+l.Project, "tab", tabNodes, "ask", l.Code) + "#change", Tone: "late"}
	}
	if !l.Planned.IsZero() && l.Planned.Last() < t.Early {
		return ui.Cell{Text: ui.T(ctx, "赶不上计划，差 {n} 天", "n", int(t.Early-l.Planned.Last())), Tone: "watch"}
	}
	return ui.Words(ui.T(ctx, "来得及"))
}

// aimFields are the node to count back from and the day asked for.
func aimFields(ctx context.Context, page *app.ProjectPage, a aimTyped) []ui.FieldData {
	node := ui.FieldData{Name: "aim", Label: ui.T(ctx, "倒排到哪个节点"), Value: a.node, Mistake: a.nodeMistake}
	for _, n := range page.Nodes {
		if n.State != schedule.Reached && n.State != schedule.LateDone {
			node.Options = append(node.Options, ui.Option{Value: n.Code, Label: n.Name})
		}
	}
	return []ui.FieldData{node, {Name: "finish_by", Label: term(ctx, "form.finish_by"), Value: a.text, Mistake: a.mistake, Hint: ui.T(ctx, "不填就用该节点的计划时间；写到月按月末算")}}
}

// planText says in a sentence whether the day asked for can be kept, and on what
// it depends.
func planText(ctx context.Context, plan *app.ProjectPlan) string {
	pairs := []any{"date", plan.Finish.String(), "node", plan.AimName, "n", plan.ShortWorked}
	text := ui.T(ctx, "按现有工期，最早 {date} 完成“{node}”。", pairs...)
	switch {
	case plan.Short > 0:
		text = ui.T(ctx, "按现有工期，最早 {date} 才能完成“{node}”，比要求晚 {n} 个工作日。", pairs...)
	case !plan.By.IsZero():
		pairs[5] = plan.Spare
		text = ui.T(ctx, "按现有工期，最早 {date} 完成“{node}”，比要求早 {n} 个工作日，来得及。", pairs...)
	}
	return text + hardestText(ctx, plan)
}

// hardestText names the node on which it depends most.
func hardestText(ctx context.Context, plan *app.ProjectPlan) string {
	code := plan.Hardest()
	i := slices.IndexFunc(plan.Lines, func(l app.PlanLine) bool { return l.Code == code })
	if !plan.Stated || i < 0 {
		return ""
	}
	l := plan.Lines[i]
	if l.Timing.Left == 0 {
		return ui.T(ctx, "最关键的是“{node}”，要到 {date}。", "node", l.Name, "date", l.Timing.Early.String())
	}
	return ui.T(ctx, "最关键的是“{node}”，还需 {n} 个工作日。", "node", l.Name, "n", l.Timing.Left)
}

// statedHint says how much of the plan rests on dates alone.
func statedHint(ctx context.Context, plan *app.ProjectPlan) string {
	silent := 0
	for _, l := range plan.Lines {
		if l.Timing.Leads && !l.Timing.Reached && l.Days == 0 {
			silent++
		}
	}
	if silent == 0 {
		return ui.T(ctx, "前置节点完成的次日即视为动工，按工作日推算；填了预计时间的，不早于预计时间。")
	}
	return ui.T(ctx, "{n} 个节点没有填所需工作日，只能按计划时间推算；填上以后关键线路和时差才准。", "n", silent)
}

// planTone is the notice's kind: a deadline that cannot be kept is bad news.
func planTone(p *projectPlan) string {
	switch {
	case p.Short:
		return "warn"
	case p.By != "":
		return "done"
	}
	return ""
}
