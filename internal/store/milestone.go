// Milestones: the nodes of a project's timetable.

package store

import (
	"guatu/internal/schedule"
	"guatu/internal/workday"
)

var milestones = newTable(table[schedule.Milestone]{
	shape:   &shape{name: "milestone", noun: "milestone", parent: projects.shape},
	keys:    2,
	version: func(m *schedule.Milestone) *int { return &m.Version },
	key:     func(m *schedule.Milestone) string { return m.Project + "/" + m.Code },
	project: func(m *schedule.Milestone) string { return m.Project },
	fields: []field[schedule.Milestone]{
		text("project", func(m *schedule.Milestone) *string { return &m.Project }),
		text("code", func(m *schedule.Milestone) *string { return &m.Code }),
		text("name", func(m *schedule.Milestone) *string { return &m.Name }),
		number("place", func(m *schedule.Milestone) *int { return &m.Order }),
		when("baseline", func(m *schedule.Milestone) *workday.When { return &m.Baseline }),
		when("planned", func(m *schedule.Milestone) *workday.When { return &m.Planned }),
		when("forecast", func(m *schedule.Milestone) *workday.When { return &m.Forecast }),
		when("actual", func(m *schedule.Milestone) *workday.When { return &m.Actual }),
		text("note", func(m *schedule.Milestone) *string { return &m.Note }),
		list("needs", func(m *schedule.Milestone) *[]schedule.Need { return &m.Needs }),
		number("days", func(m *schedule.Milestone) *int { return &m.Days }),
	},
})

// Milestones are a project's in their order; none of a project outside the scope.
func (tx *Tx) Milestones(project string) ([]schedule.Milestone, error) {
	seen, args := projectInScope(tx.scope, "t")
	return all(tx, milestones, " AND t.project = ? AND "+seen+" ORDER BY t.place, t.code", append([]any{project}, args...)...)
}

// AllMilestones are those of every project in scope, by project, then order.
func (tx *Tx) AllMilestones() ([]schedule.Milestone, error) {
	seen, args := projectInScope(tx.scope, "t")
	return all(tx, milestones, " AND "+seen+" ORDER BY t.project, t.place, t.code", args...)
}

// SaveMilestone adds (was nil), changes or removes (is nil) a milestone of a
// project in scope; NotFound outside, Conflict when it is no longer what it was.
func (tx *Tx) SaveMilestone(was, is *schedule.Milestone) error {
	return savePart(tx, milestones, was, is)
}
