package app

import (
	"context"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/schedule"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// TaskSave adds a piece of the work towards a milestone (任务分解), or changes one.
type TaskSave struct {
	schedule.Task
	Because string `json:"because,omitempty"`
}

// TaskSave gives the task's ID.
func (a *App) TaskSave(ctx context.Context, who access.Actor, in TaskSave) (id string, err error) {
	err = a.act(ctx, who, access.KeepTask, in.Because, func(tx *store.Tx) error {
		is := in.Task
		is.Name = strings.TrimSpace(is.Name)
		var was *schedule.Task
		if is.ID == "" {
			is.ID, is.Version = a.newID(), 0
		} else if was, err = tx.Task(is.ID); err != nil {
			return err
		} else if was.Project != is.Project || was.Node != is.Node {
			return fault.New(fault.Invalid, "task.moved").At("node")
		}
		id = is.ID
		return a.saveTask(tx, was, &is)
	})
	return id, err
}

// saveTask checks a task beside its milestone and the others, and writes it.
func (a *App) saveTask(tx *store.Tx, was, is *schedule.Task) error {
	node, others, err := around(tx, is.Project, is.Node)
	if err != nil {
		return err
	}
	if was == nil && is.Order == 0 {
		is.Order = len(others) + 1
	}
	var wrong fault.List
	wrong.Add(is.Check(node, slices.DeleteFunc(others, func(t schedule.Task) bool { return t.ID == is.ID })))
	wrong.Check(is.Done.First <= tx.Today, "done", "task.future", "on", is.Done.String())
	wrong.Add(ownerThere(tx, is.Owner))
	if err := wrong.Err(); err != nil {
		return err
	}
	return tx.SaveTask(was, is)
}

// around finds the milestone a task serves and all tasks of its project.
func around(tx *store.Tx, project, node string) (schedule.Milestone, []schedule.Task, error) {
	nodes, err := tx.Milestones(project)
	if err != nil {
		return schedule.Milestone{}, nil, err
	}
	i := slices.IndexFunc(nodes, func(m schedule.Milestone) bool { return m.Code == node })
	if i < 0 {
		return schedule.Milestone{}, nil, fault.New(fault.NotFound, "milestone.not_found", "code", node)
	}
	tasks, err := tx.Tasks(project)
	return nodes[i], tasks, err
}

// ownerThere refuses an owner who is not among the people, or has left.
func ownerThere(tx *store.Tx, id string) error {
	if id == "" {
		return nil
	}
	people, err := tx.People()
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(people, func(p access.Person) bool { return p.ID == id && !p.Closed }) {
		return fault.New(fault.Invalid, "task.no_owner").At("owner")
	}
	return nil
}

// TaskDone says that a task is done (完成), and when; no day takes the word back.
type TaskDone struct {
	ID      string       `json:"-" path:"task"`
	Version int          `json:"version"`
	On      workday.When `json:"on,omitzero"`
	Note    string       `json:"note,omitempty"`
}

// TaskDone writes it.
func (a *App) TaskDone(ctx context.Context, who access.Actor, in TaskDone) error {
	return a.act(ctx, who, access.KeepTask, in.Note, func(tx *store.Tx) error {
		was, err := tx.Task(in.ID)
		if err != nil {
			return err
		}
		is := *was
		is.Version, is.Done = in.Version, in.On
		if in.Note != "" {
			is.Note = in.Note
		}
		return a.saveTask(tx, was, &is)
	})
}

// TaskDrop takes a task out; the parts of it go with it. The journal keeps them.
type TaskDrop struct {
	ID      string `json:"-" path:"task"`
	Because string `json:"because,omitempty"`
}

// TaskDrop removes the task.
func (a *App) TaskDrop(ctx context.Context, who access.Actor, in TaskDrop) error {
	return a.act(ctx, who, access.KeepTask, in.Because, func(tx *store.Tx) error {
		was, err := tx.Task(in.ID)
		if err != nil {
			return err
		}
		all, err := tx.Tasks(was.Project)
		if err != nil {
			return err
		}
		return dropTask(tx, was, all)
	})
}

func dropTask(tx *store.Tx, t *schedule.Task, all []schedule.Task) error {
	for i := range all {
		if all[i].Parent != t.ID {
			continue
		}
		if err := dropTask(tx, &all[i], all); err != nil {
			return err
		}
	}
	return tx.SaveTask(t, nil)
}

// TasksLay breaks a milestone that has no tasks down as its template does: counted
// back in working days from the day it is planned for.
type TasksLay struct {
	Project string `json:"-" path:"id"`
	Node    string `json:"-" path:"node"`
}

// TasksLay writes the template's tasks for the one who asks to own or hand on.
func (a *App) TasksLay(ctx context.Context, who access.Actor, in TasksLay) error {
	return a.act(ctx, who, access.KeepTask, "", func(tx *store.Tx) error {
		p, err := tx.Project(in.Project)
		if err != nil {
			return err
		}
		m, tasks, err := around(tx, p.ID, in.Node)
		if err != nil {
			return err
		}
		set, err := setInForce(tx)
		if err != nil {
			return err
		}
		node, ok := nodeOf(set.Templates, p.Kind, in.Node)
		if m.Planned.IsZero() {
			return fault.New(fault.Invalid, "task.node_undated", "node", m.Name)
		}
		if !ok || len(node.Works) == 0 || slices.ContainsFunc(tasks, func(t schedule.Task) bool { return t.Node == in.Node }) {
			return fault.New(fault.Conflict, "task.laid", "node", m.Name)
		}
		notices, err := tx.Notices()
		if err != nil {
			return err
		}
		cal, err := calendarOf(notices)
		if err != nil {
			return err
		}
		for _, t := range node.Break(m, tx.Today, cal) {
			t.ID, t.Owner = a.newID(), who.ID
			if err := tx.SaveTask(nil, &t); err != nil {
				return err
			}
		}
		return nil
	})
}

// nodeOf is the node of the template for a kind of project.
func nodeOf(templates []schedule.Template, kind, code string) (schedule.Node, bool) {
	template, ok := schedule.For(kind, templates)
	if !ok {
		return schedule.Node{}, false
	}
	i := slices.IndexFunc(template.Nodes, func(n schedule.Node) bool { return n.Code == code })
	if i < 0 {
		return schedule.Node{}, false
	}
	return template.Nodes[i], true
}
