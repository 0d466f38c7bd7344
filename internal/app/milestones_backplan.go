package app

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/schedule"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// MilestonesBackplan lays the dates counted back from a deadline (倒排计划): nodes
// on the way to Node that have no date get the last one that keeps it, as their
// first plan. Dates that stand are governed: they move by asking, one by one.
type MilestonesBackplan struct {
	Project string       `json:"-" path:"id"`
	Node    string       `json:"node"`
	By      workday.Date `json:"finish_by"`
	Because string       `json:"because,omitempty"`
}

// MilestonesBackplan refuses a deadline that the work as stated cannot keep: a
// plan that begins in the past is none. Then the work is shortened first, or the
// deadline moved.
func (a *App) MilestonesBackplan(ctx context.Context, who access.Actor, in MilestonesBackplan) error {
	return a.act(ctx, who, access.PlanMilestone, in.Because, func(tx *store.Tx) error {
		nodes, err := nodesToPlan(tx, in.Project)
		if err != nil {
			return err
		}
		notices, err := tx.Notices()
		if err != nil {
			return err
		}
		cal, err := calendarOf(notices)
		if err != nil {
			return err
		}
		plan, err := in.plan(nodes, cal, tx.Today)
		if err != nil {
			return err
		}
		return fill(tx, nodes, plan)
	})
}

// nodesToPlan are the nodes of a project in scope.
func nodesToPlan(tx *store.Tx, project string) ([]schedule.Milestone, error) {
	if _, err := tx.Project(project); err != nil {
		return nil, err
	}
	return tx.Milestones(project)
}

// plan counts back, if that can be.
func (in MilestonesBackplan) plan(nodes []schedule.Milestone, cal *workday.Calendar, today workday.Date) (*schedule.NodePlan, error) {
	plan, err := schedule.PlanNodes(nodes, schedule.Aim{Node: in.Node, By: max(in.By, today)}, cal, today)
	if err != nil {
		return nil, err
	}
	var wrong fault.List
	aim, ok := plan.Of(in.Node)
	wrong.Check(ok && !aim.Reached, "node", "milestone.backplan_node")
	wrong.Check(in.By >= today, "finish_by", "milestone.backplan_by")
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	if plan.Short > 0 {
		return nil, fault.New(fault.Invalid, "milestone.backplan_short", "name", nameOfNode(nodes, in.Node), "finish", plan.Finish.String(), "by", in.By.String(),
			"days", plan.ShortWorked, "critical", nameOfNode(nodes, plan.Hardest())).At("finish_by")
	}
	return plan, nil
}

// fill dates what has no date.
func fill(tx *store.Tx, nodes []schedule.Milestone, plan *schedule.NodePlan) error {
	filled := false
	for i, t := range plan.Nodes {
		if t.Reached || !t.Leads || !nodes[i].Planned.IsZero() {
			continue
		}
		is := nodes[i].Plan(workday.On(t.Latest))
		if err := tx.SaveMilestone(&nodes[i], &is); err != nil {
			return err
		}
		filled = true
	}
	if !filled {
		return fault.New(fault.Conflict, "milestone.backplan_nothing", "name", nameOfNode(nodes, plan.Node)).At("node")
	}
	return nil
}

func nameOfNode(nodes []schedule.Milestone, code string) string {
	for _, m := range nodes {
		if m.Code == code {
			return m.Name
		}
	}
	return code
}
