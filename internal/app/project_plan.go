package app

import (
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/schedule"
	"guatu/internal/workday"
)

// A PlanFilter asks what a project's nodes make possible and what a deadline asks
// of them: towards Node, the one planned last where none is named, and counted
// back from By, its planned date where no day is named.
type PlanFilter struct {
	Project string       `json:"-" path:"id"`
	Node    string       `query:"node"`
	By      workday.Date `query:"finish_by"`
	Moment
}

// A ProjectPlan is the critical path of a project's nodes (关键线路) and the dates
// counted back from the deadline (倒排计划). Nothing of it is stored.
type ProjectPlan struct {
	Project string       `json:"project"`
	Name    string       `json:"name"`
	On      workday.Date `json:"on"`
	Known   int64        `json:"known"`
	schedule.NodePlan
	AimName  string            `json:"aim_name"`
	Lines    []PlanLine        `json:"lines"` // in the nodes' order, beside the timings
	Calendar *workday.Calendar `json:"-"`
}

// A PlanLine is a node beside what was planned for it.
type PlanLine struct {
	ProjectNode
	Timing schedule.NodeTiming `json:"timing"`
	// Fill tells that it has no date and gets its latest one by a backward plan.
	// Move is by how many days the date in force is after the latest one; such a
	// date is governed and is moved by asking.
	Fill bool `json:"fill,omitempty"`
	Move int  `json:"move,omitempty"`
}

// ProjectPlan plans a project's nodes as known at a moment.
func (a *App) ProjectPlan(ctx context.Context, who access.Actor, f PlanFilter) (*ProjectPlan, error) {
	fig, row, err := a.row(ctx, who, f.Project, f.Moment)
	if err != nil {
		return nil, err
	}
	nodes := row.dossier.milestones
	aim, err := aimOf(nodes, f.Node, f.By, fig.on)
	if err != nil {
		return nil, err
	}
	plan, err := schedule.PlanNodes(nodes, aim, fig.facts.calendar, fig.on)
	if err != nil {
		return nil, err
	}
	p := &ProjectPlan{Project: row.Project.ID, Name: row.Project.Name, On: fig.on, Known: fig.facts.n, NodePlan: *plan, Calendar: fig.facts.calendar}
	for i, n := range nodesOf(nodes, fig.on) {
		t := plan.Nodes[i]
		l := PlanLine{ProjectNode: n, Timing: t}
		l.Critical = t.Critical && plan.Stated
		if open := t.Leads && !t.Reached && !aim.By.IsZero(); open {
			l.Fill = n.Planned.IsZero()
			l.Move = max(0, int(n.Planned.Last()-t.Latest))
		}
		if n.Code == aim.Node {
			p.AimName = n.Name
		}
		p.Lines = append(p.Lines, l)
	}
	return p, nil
}

// aimOf finds the node a plan runs to, and its deadline.
func aimOf(nodes []schedule.Milestone, code string, by, today workday.Date) (schedule.Aim, error) {
	if code == "" {
		code = schedule.LastNode(nodes, today)
	}
	i := slices.IndexFunc(nodes, func(m schedule.Milestone) bool { return m.Code == code })
	if i < 0 {
		if code != "" {
			return schedule.Aim{}, fault.New(fault.NotFound, "milestone.not_found", "code", code)
		}
		return schedule.Aim{}, nil
	}
	if by.IsZero() {
		by = nodes[i].Planned.Last()
	}
	return schedule.Aim{Node: code, By: by}, nil
}

// markCritical marks the nodes that hold up the one planned last, where they say
// how long they take. Nodes nobody can plan have no marks.
func markCritical(nodes []ProjectNode, milestones []schedule.Milestone, fig *figured) {
	p, err := schedule.PlanNodes(milestones, schedule.Aim{Node: schedule.LastNode(milestones, fig.on)}, fig.facts.calendar, fig.on)
	if err != nil || !p.Stated {
		return
	}
	for i := range nodes {
		nodes[i].Critical = p.Nodes[i].Critical
	}
}
