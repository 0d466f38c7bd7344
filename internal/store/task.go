// Tasks: the work by which milestones are reached.

package store

import (
	"guatu/internal/schedule"
	"guatu/internal/workday"
)

var tasks = newTable(table[schedule.Task]{
	shape:   &shape{name: "task", noun: "task", parent: projects.shape},
	keys:    1,
	version: func(t *schedule.Task) *int { return &t.Version },
	key:     func(t *schedule.Task) string { return t.Project + "/" + t.ID },
	project: func(t *schedule.Task) string { return t.Project },
	id:      func(t *schedule.Task) string { return t.ID },
	fields: []field[schedule.Task]{
		text("id", func(t *schedule.Task) *string { return &t.ID }),
		text("project", func(t *schedule.Task) *string { return &t.Project }),
		text("node", func(t *schedule.Task) *string { return &t.Node }),
		text("part_of", func(t *schedule.Task) *string { return &t.Parent }),
		text("name", func(t *schedule.Task) *string { return &t.Name }),
		when("due", func(t *schedule.Task) *workday.When { return &t.Due }),
		text("person", func(t *schedule.Task) *string { return &t.Owner }),
		when("done", func(t *schedule.Task) *workday.When { return &t.Done }),
		text("note", func(t *schedule.Task) *string { return &t.Note }),
		number("place", func(t *schedule.Task) *int { return &t.Order }),
	},
})

// Tasks are a project's by identifier; none of a project outside the scope.
func (tx *Tx) Tasks(project string) ([]schedule.Task, error) { return partsOf(tx, tasks, project) }

// AllTasks are those of every project in scope, by project, then identifier.
func (tx *Tx) AllTasks() ([]schedule.Task, error) { return allParts(tx, tasks) }

// Task finds one; NotFound, also when its project is outside the scope.
func (tx *Tx) Task(id string) (*schedule.Task, error) { return part(tx, tasks, id) }

// SaveTask adds (was nil), changes or removes (is nil) a task of a project in
// scope; NotFound outside, Conflict when it is no longer what it was.
func (tx *Tx) SaveTask(was, is *schedule.Task) error { return savePart(tx, tasks, was, is) }
