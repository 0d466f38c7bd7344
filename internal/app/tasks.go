package app

import (
	"cmp"
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/schedule"
)

// A TaskFilter says which tasks a list shows.
type TaskFilter struct {
	Moment
	Project string               `json:"project,omitempty" query:"project"`
	Mine    bool                 `json:"mine,omitempty" query:"mine" doc:"only those the asking person owns"`
	State   []schedule.NodeState `json:"state,omitempty" query:"state"`
}

// A TaskLine is one task beside its project and milestone, and where it stands.
type TaskLine struct {
	schedule.Task
	ProjectName string             `json:"project_name"`
	NodeName    string             `json:"node_name"`
	Unit        string             `json:"unit_name"`
	OwnerName   string             `json:"owner_name,omitempty"`
	State       schedule.NodeState `json:"state"`
	Depth       int                `json:"depth,omitempty"` // how many tasks it is a part of
	Left        int                `json:"left"`            // working days to the end of its date; negative when it is over
}

// Tasks lists tasks by the day they end: what is overdue stands first.
func (a *App) Tasks(ctx context.Context, who access.Actor, f TaskFilter) ([]TaskLine, error) {
	if !who.Can(access.ReadProjects) {
		return nil, fault.New(fault.Forbidden, "access.forbidden", "action", string(access.ReadProjects))
	}
	fig, err := a.at(ctx, who, f.Moment)
	if err != nil {
		return nil, err
	}
	rows := fig.seen(who.Scope(), func(r *ProjectRow) bool {
		return len(r.dossier.tasks) > 0 && (f.Project == "" || r.Project.ID == f.Project)
	})
	return tasksIn(fig, rows, func(t TaskLine) bool {
		return (!f.Mine || t.Owner == who.ID) && (len(f.State) == 0 || slices.Contains(f.State, t.State))
	}), nil
}

// tasksIn are the tasks of rows that are wanted, in the order of a list.
func tasksIn(fig *figured, rows []*ProjectRow, wanted func(TaskLine) bool) []TaskLine {
	list := []TaskLine{}
	for _, r := range rows {
		for _, t := range r.dossier.tasks {
			line := taskLine(fig, r, t)
			if wanted(line) {
				list = append(list, line)
			}
		}
	}
	slices.SortFunc(list, func(a, b TaskLine) int {
		return cmp.Or(cmp.Compare(a.Due.Last(), b.Due.Last()), cmp.Compare(a.Project, b.Project), cmp.Compare(a.Order, b.Order), cmp.Compare(a.ID, b.ID))
	})
	return list
}

func taskLine(fig *figured, r *ProjectRow, t schedule.Task) TaskLine {
	line := TaskLine{Task: t, ProjectName: r.Project.Name, NodeName: t.Node, Unit: r.Unit, State: t.On(fig.on),
		OwnerName: fig.facts.people[t.Owner].Name, Left: fig.facts.calendar.Between(fig.on, t.Due.Last())}
	for _, m := range r.dossier.milestones {
		if m.Code == t.Node {
			line.NodeName = m.Name
		}
	}
	return line
}

// dayTasks are a person's own tasks that are overdue or come within a week.
func dayTasks(fig *figured, rows []*ProjectRow, person string) []TaskLine {
	return tasksIn(fig, rows, func(t TaskLine) bool {
		return t.Owner == person && (t.State == schedule.Overdue || t.State == schedule.Due)
	})
}

// daysTasks bounds the list of a day.
const daysTasks = 30

// remind puts the person's tasks on the day.
func (d *Day) remind(tasks []TaskLine) {
	d.TasksN, d.Tasks = len(tasks), tasks[:min(len(tasks), daysTasks)]
}
