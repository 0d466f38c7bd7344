// Changes: requests to move a governed date.

package store

import (
	"guatu/internal/schedule"
	"guatu/internal/workday"
)

// The table is not called change: some engines that speak PostgreSQL's protocol
// reserve the word.
var changes = newTable(table[schedule.Change]{
	shape:   &shape{name: "date_change", noun: "change", parent: projects.shape},
	keys:    1,
	version: func(c *schedule.Change) *int { return &c.Version },
	key:     func(c *schedule.Change) string { return c.Project + "/" + c.ID },
	project: func(c *schedule.Change) string { return c.Project },
	id:      func(c *schedule.Change) string { return c.ID },
	fields: []field[schedule.Change]{
		text("id", func(c *schedule.Change) *string { return &c.ID }),
		text("project", func(c *schedule.Change) *string { return &c.Project }),
		text("node", func(c *schedule.Change) *string { return &c.Node }),
		when("old_date", func(c *schedule.Change) *workday.When { return &c.From }),
		when("new_date", func(c *schedule.Change) *workday.When { return &c.To }),
		text("reason", func(c *schedule.Change) *string { return &c.Reason }),
		list("steps", func(c *schedule.Change) *[]schedule.ChangeStep { return &c.Steps }),
	},
})

// Changes are a project's by identifier, the order they were asked for in,
// refused ones too; none of a project outside the scope.
func (tx *Tx) Changes(project string) ([]schedule.Change, error) {
	return partsOf(tx, changes, project)
}

// AllChanges are those of every project in scope, by project, then identifier.
func (tx *Tx) AllChanges() ([]schedule.Change, error) { return allParts(tx, changes) }

// Change finds one; NotFound, also when its project is outside the scope.
func (tx *Tx) Change(id string) (*schedule.Change, error) { return part(tx, changes, id) }

// SaveChange adds (was nil), changes or removes (is nil) a request about a
// project in scope; NotFound outside, Conflict when it is no longer what it was.
func (tx *Tx) SaveChange(was, is *schedule.Change) error { return savePart(tx, changes, was, is) }
