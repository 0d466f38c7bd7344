package web

import (
	"context"
	"net/http"

	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/schedule"
	"guatu/internal/web/ui"
)

// 节点: milestones with baseline, plan, forecast and what happened; the forms that
// plan them, declare a stage and pause a project.

// projectNodes is the side 节点.
type projectNodes struct {
	ID       string
	Columns  []ui.Column
	Rows     []ui.Row
	Node     *nodeForm
	Stage    *stageForm
	Lay, Add bool // the template can be laid; a node of its own can be added
	Others   []string
	Dates    *projectDates
	Plan     *projectPlan
}

// A nodeForm plans one milestone.
type nodeForm struct {
	ID, Code, Title string
	Fields          []ui.FieldData
	Needs           [][]ui.FieldData
}

// A stageForm declares one stage.
type stageForm struct {
	ID       string
	Stages   []ui.Link
	Stage    lifecycle.Stage
	Title    string
	Fields   []ui.FieldData
	Declared ui.FieldData
	Because  ui.FieldData
}

func nodesOf(r *http.Request, page *app.ProjectPage, plan, declare bool, typed typedForm) *projectNodes {
	ctx := r.Context()
	n := &projectNodes{ID: page.Project.ID, Others: typed.Others, Lay: plan && len(page.Nodes) == 0, Add: plan}
	for _, field := range []string{"milestone.name", "milestone.baseline", "milestone.planned", "milestone.forecast", "milestone.actual", "schedule.slippage"} {
		n.Columns = append(n.Columns, ui.Column{Label: term(ctx, field)})
	}
	n.Columns[5].Num = true
	n.Columns = append(n.Columns, ui.Column{Label: ui.T(ctx, "状态")}, ui.Column{Label: term(ctx, "milestone.note")})
	for _, node := range page.Nodes {
		n.Rows = append(n.Rows, nodeRow(ctx, node, plan))
	}
	if code := nodeAsked(r, typed); plan && code != "" {
		n.Node = nodeFormOf(ctx, page, code, typed)
	}
	if declare {
		n.Stage = stageFormOf(r, page, typed)
	}
	return n
}

// nodeAsked is the milestone whose form is open; "new" is one of the project's own.
func nodeAsked(r *http.Request, typed typedForm) string {
	if typed.Which == "node" {
		if code := typed.Values.Get("code"); code != "" {
			return code
		}
		return "new"
	}
	return r.URL.Query().Get("node")
}

func nodeRow(ctx context.Context, n app.ProjectNode, plan bool) ui.Row {
	name := ui.Words(n.Name)
	if plan {
		name = ui.Door(n.Name, here(ctx, "tab", tabNodes, "node", n.Code)+"#node")
	}
	slip := ui.Missing()
	if n.Slips {
		slip = slipCell(ctx, n.Slip)
	}
	return ui.Row{Cells: []ui.Cell{name, orMissing(whenTextOr(ctx, n.Baseline)), orMissing(whenTextOr(ctx, n.Planned)), orMissing(whenTextOr(ctx, n.Forecast)),
		orMissing(whenTextOr(ctx, n.Actual)), slip, nodeState(ctx, n.State), {Text: n.Note, Tone: "wrap"}}}
}

// slipCell is the days after the baseline; early is said, for a minus is misread.
func slipCell(ctx context.Context, days int) ui.Cell {
	switch {
	case days > 0:
		return ui.Cell{Text: ui.T(ctx, "滞后 {n} 天", "n", days), Tone: "late"}
	case days < 0:
		return ui.Words(ui.T(ctx, "提前 {n} 天", "n", -days))
	}
	return ui.Words(ui.T(ctx, "按期"))
}

func nodeState(ctx context.Context, s schedule.NodeState) ui.Cell {
	c := ui.Words(termOf(ctx, "node", string(s)))
	switch s {
	case schedule.Overdue:
		c.Tone = "late"
	case schedule.Due, schedule.LateDone:
		c.Tone = "watch"
	}
	return c
}

// nodeFormOf is the form of one milestone.
func nodeFormOf(ctx context.Context, page *app.ProjectPage, code string, typed typedForm) *nodeForm {
	var node schedule.Milestone
	f := &nodeForm{ID: page.Project.ID, Title: ui.T(ctx, "新增节点")}
	for _, n := range page.Nodes {
		if n.Code == code {
			node, f.Code, f.Title = n.Milestone, code, n.Name
		}
	}
	add := func(name, label, was, hint string) {
		value, mistake := typed.known("node", name, was)
		f.Fields = append(f.Fields, ui.FieldData{Name: name, Label: label, Value: value, Mistake: mistake, Hint: hint})
	}
	if f.Code == "" {
		add("name", term(ctx, "milestone.name"), "", "")
	}
	add("planned", term(ctx, "milestone.planned"), node.Planned.String(), whenHint(ctx))
	add("forecast", term(ctx, "milestone.forecast"), node.Forecast.String(), "")
	add("actual", term(ctx, "milestone.actual"), node.Actual.String(), "")
	f.Fields = append(f.Fields, daysField(ctx, node, typed))
	add("note", term(ctx, "milestone.note"), node.Note, "")
	add("because", term(ctx, "form.because"), "", ui.T(ctx, "改动已定的时间请写明，记入历史"))
	f.Needs = needLines(ctx, page, node, typed)
	return f
}

// whenHint says how a date may be written.
func whenHint(ctx context.Context) string {
	return ui.T(ctx, "知道到哪写到哪：2026-03-19、2026-03、2026-Q1、2026-H1 或 2026")
}

// stageFormOf is the form of the stage of the address, or of the next one.
func stageFormOf(r *http.Request, page *app.ProjectPage, typed typedForm) *stageForm {
	ctx := r.Context()
	stage := page.Next.Stage
	text := r.URL.Query().Get("stage")
	if typed.Which == "stage" {
		text = typed.Values.Get("stage")
	}
	if s := lifecycle.Stage(text); s.Known() {
		stage = s
	}
	if stage == "" {
		stage = page.Stage
	}
	f := &stageForm{ID: page.Project.ID, Stage: stage, Title: ui.T(ctx, "{stage}的计划与达到时间", "stage", stageText(ctx, stage))}
	for _, s := range append(lifecycle.Stages[1:len(lifecycle.Stages):len(lifecycle.Stages)], lifecycle.Exited) {
		f.Stages = append(f.Stages, ui.Link{Label: stageText(ctx, s), Href: here(ctx, "tab", tabNodes, "stage", string(s), "node", "") + "#stage", Current: s == stage})
	}
	fact := page.Project.Fact(stage)
	planned, wrongPlanned := typed.known("stage", "planned", fact.Planned.String())
	on, wrongOn := typed.known("stage", "on", fact.DeclaredOn.String())
	because, wrongBecause := typed.known("stage", "because", "")
	declared := map[bool]string{true: "yes"}[fact.Declared]
	declared, wrongDeclared := typed.known("stage", "declared", declared)
	f.Fields = []ui.FieldData{
		{Name: "planned", Label: term(ctx, "stage_fact.planned"), Value: planned, Mistake: wrongPlanned, Hint: whenHint(ctx)},
		{Name: "on", Label: term(ctx, "stage_fact.declared_on"), Value: on, Mistake: wrongOn, Hint: ui.T(ctx, "达到这一阶段的时间，不能晚于今天")},
	}
	f.Declared = ui.FieldData{Name: "declared", Label: ui.T(ctx, "是否达到"), Mistake: wrongDeclared, Options: []ui.Option{{Value: "yes", Label: term(ctx, "stage_fact.declared"), Chosen: declared == "yes"}}}
	f.Because = ui.FieldData{Name: "because", Label: term(ctx, "form.because"), Value: because, Mistake: wrongBecause, Wide: true}
	return f
}
