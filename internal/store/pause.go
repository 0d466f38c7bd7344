// Pauses: times in which a project stands still by leave.

package store

import (
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

var pauses = newTable(table[lifecycle.Pause]{
	shape:   &shape{name: "pause", noun: "pause", parent: projects.shape},
	keys:    1,
	version: func(p *lifecycle.Pause) *int { return &p.Version },
	key:     func(p *lifecycle.Pause) string { return p.Project + "/" + p.ID },
	project: func(p *lifecycle.Pause) string { return p.Project },
	id:      func(p *lifecycle.Pause) string { return p.ID },
	fields: []field[lifecycle.Pause]{
		text("id", func(p *lifecycle.Pause) *string { return &p.ID }),
		text("project", func(p *lifecycle.Pause) *string { return &p.Project }),
		text("reason", func(p *lifecycle.Pause) *string { return &p.Reason }),
		text("conditions", func(p *lifecycle.Pause) *string { return &p.Conditions }),
		day("since", func(p *lifecycle.Pause) *workday.Date { return &p.From }),
		list("steps", func(p *lifecycle.Pause) *[]lifecycle.PauseStep { return &p.Steps }),
	},
})

// Pauses are a project's by identifier, the order they were asked for in, refused
// ones too; none of a project outside the scope.
func (tx *Tx) Pauses(project string) ([]lifecycle.Pause, error) { return partsOf(tx, pauses, project) }

// AllPauses are those of every project in scope, by project, then identifier.
func (tx *Tx) AllPauses() ([]lifecycle.Pause, error) { return allParts(tx, pauses) }

// Pause finds one; NotFound, also when its project is outside the scope.
func (tx *Tx) Pause(id string) (*lifecycle.Pause, error) { return part(tx, pauses, id) }

// SavePause adds (was nil), changes or removes (is nil) a pause of a project in
// scope; NotFound outside, Conflict when it is no longer what it was.
func (tx *Tx) SavePause(was, is *lifecycle.Pause) error { return savePart(tx, pauses, was, is) }
