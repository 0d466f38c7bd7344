package schedule

import (
	"slices"
	"strings"
	"unicode/utf8"

	"guatu/internal/fault"
	"guatu/internal/workday"
)

// maxTask bounds a task's name, in characters.
const maxTask = 200

// On tells where a task stands on a day, in the words of a milestone: what is done
// on time or has no date to be late against is Reached. A task of a month or a
// week is overdue when its last day is over.
func (t Task) On(today workday.Date) NodeState {
	switch {
	case !t.Done.IsZero() && t.Done.First <= today:
		if !t.Due.IsZero() && t.Done.First > t.Due.Last() {
			return LateDone
		}
		return Reached
	case t.Due.IsZero():
		return Undated
	case t.Due.Last() < today:
		return Overdue
	case t.Due.First <= today+reminded:
		return Due
	}
	return Future
}

// reminded is how many days before its first day a task is put before its owner:
// a week, the shortest rhythm offices plan by besides the day.
const reminded = 7

// Check reports everything wrong with a task beside the milestone it serves and
// its other tasks: no name, no date, a date after the milestone's own or outside
// the task it is a part of, a part of itself.
func (t Task) Check(node Milestone, others []Task) error {
	var wrong fault.List
	wrong.Check(strings.TrimSpace(t.Name) != "", "name", "task.name_empty")
	wrong.Check(utf8.RuneCountInString(t.Name) <= maxTask, "name", "project.text_long", "max", maxTask)
	wrong.Check(!t.Due.IsZero(), "due", "task.undated")
	wrong.Check(node.Planned.IsZero() || t.Due.IsZero() || t.Due.First <= node.Planned.Last(), "due", "task.after_node",
		"due", t.Due.String(), "node", node.Name, "planned", node.Planned.String())
	if t.Parent != "" {
		wrong.Add(t.checkParent(others))
	}
	return wrong.Err()
}

// checkParent follows the tasks above to the top.
func (t Task) checkParent(others []Task) error {
	above := func(id string) (Task, bool) {
		i := slices.IndexFunc(others, func(o Task) bool { return o.ID == id })
		if i < 0 {
			return Task{}, false
		}
		return others[i], true
	}
	parent, ok := above(t.Parent)
	if !ok || parent.Node != t.Node {
		return fault.New(fault.Invalid, "task.no_parent").At("parent")
	}
	for up := parent; ok; up, ok = above(up.Parent) {
		if up.ID == t.ID {
			return fault.New(fault.Invalid, "task.own_part").At("parent")
		}
		if up.Parent == "" {
			break
		}
	}
	if !t.Due.IsZero() && !parent.Due.IsZero() && (t.Due.First < parent.Due.First || t.Due.Last() > parent.Due.Last()) {
		return fault.New(fault.Invalid, "task.outside_parent", "due", t.Due.String(), "parent", parent.Name, "of", parent.Due.String()).At("due")
	}
	return nil
}

// A Work is one usual piece of the work towards a node of a template, so many
// working days before the node's date.
type Work struct {
	Name   string `json:"name"`
	Before int    `json:"before"` // working days
}

// Break proposes the tasks of a node from its template, each due on a day: counted
// back in working days from the last day the node is planned for. What would have
// been due before today is due today: a late list is still a list. A node without
// a date cannot be broken down.
func (n Node) Break(m Milestone, today workday.Date, cal *workday.Calendar) []Task {
	if m.Planned.IsZero() {
		return nil
	}
	end := cal.OnOrBefore(m.Planned.Last())
	list := make([]Task, len(n.Works))
	for i, w := range n.Works {
		due := max(cal.Add(end, -w.Before), today)
		list[i] = Task{Project: m.Project, Node: m.Code, Name: w.Name, Due: workday.On(due), Order: i + 1}
	}
	return list
}
