package app

import (
	"cmp"
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/fault"
)

// A NodePage is one milestone of a project with the work it is broken down to.
type NodePage struct {
	ProjectRow
	Known  int64       `json:"known"`
	Node   ProjectNode `json:"node"`
	Tasks  []TaskLine  `json:"tasks"`  // parts behind what they are a part of
	Owners []Owner     `json:"owners"` // who can be given a task
	Usual  int         `json:"usual"`  // how many tasks the template proposes
}

// An Owner is somebody who can be given a task of a project.
type Owner struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Unit string `json:"unit_name"`
}

// NodeTasks is a milestone's page.
func (a *App) NodeTasks(ctx context.Context, who access.Actor, project, code string, m Moment) (*NodePage, error) {
	fig, row, err := a.row(ctx, who, project, m)
	if err != nil {
		return nil, err
	}
	nodes := nodesOf(row.dossier.milestones, fig.on)
	i := slices.IndexFunc(nodes, func(n ProjectNode) bool { return n.Code == code })
	if i < 0 {
		return nil, fault.New(fault.NotFound, "milestone.not_found", "code", code)
	}
	tasks := tasksIn(fig, []*ProjectRow{row}, func(t TaskLine) bool { return t.Node == code })
	usual, _ := nodeOf(fig.set.Templates, row.Project.Kind, code)
	return &NodePage{ProjectRow: *row, Known: fig.facts.n, Node: nodes[i], Tasks: underParents(tasks), Owners: ownersOf(fig, row, who.Tenant()), Usual: len(usual.Works)}, nil
}

// underParents puts parts behind what they are a part of, keeping the order
// otherwise. A part whose whole is not there stands as its own.
func underParents(tasks []TaskLine) []TaskLine {
	there := map[string]bool{}
	parts := map[string][]TaskLine{}
	for _, t := range tasks {
		there[t.ID] = true
	}
	var tops []TaskLine
	for _, t := range tasks {
		if t.Parent == "" || !there[t.Parent] {
			tops = append(tops, t)
			continue
		}
		parts[t.Parent] = append(parts[t.Parent], t)
	}
	out := make([]TaskLine, 0, len(tasks))
	var put func(t TaskLine, depth int)
	put = func(t TaskLine, depth int) {
		t.Depth = depth
		out = append(out, t)
		for _, part := range parts[t.ID] {
			put(part, depth+1)
		}
	}
	for _, t := range tops {
		put(t, 0)
	}
	return out
}

// ownersOf are the people who may keep tasks and see the project, by unit.
func ownersOf(fig *figured, row *ProjectRow, tenant string) []Owner {
	var list []Owner
	order := orderOf(fig.facts.tree)
	place := map[string]int{}
	for _, p := range fig.facts.people {
		actor := access.NewActor(tenant, p, fig.facts.tree)
		if p.Closed || !actor.Can(access.KeepTask) || !actor.Scope().Sees(row.Subject()) {
			continue
		}
		list = append(list, Owner{ID: p.ID, Name: p.Name, Unit: fig.facts.tree.Name(p.Unit)})
		place[p.ID] = order[p.Unit]
	}
	slices.SortFunc(list, func(a, b Owner) int {
		return cmp.Or(-cmp.Compare(place[a.ID], place[b.ID]), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return list
}
