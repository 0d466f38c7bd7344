// Remedies: what units say at the indicator meeting. They belong to a unit.

package store

import (
	"guatu/internal/target"
	"guatu/internal/workday"
)

var remedies = newTable(table[target.Remedy]{
	shape:   &shape{name: "remedy", noun: "remedy", parent: targets.shape},
	keys:    1,
	version: func(r *target.Remedy) *int { return &r.Version },
	key:     func(r *target.Remedy) string { return r.ID },
	unit:    func(r *target.Remedy) string { return r.Unit },
	fields: []field[target.Remedy]{
		text("id", func(r *target.Remedy) *string { return &r.ID }),
		text("unit", func(r *target.Remedy) *string { return &r.Unit }),
		day("round", func(r *target.Remedy) *workday.Date { return &r.Round }),
		text("target", func(r *target.Remedy) *string { return &r.Target }),
		text("indicator", func(r *target.Remedy) *string { return &r.Indicator }),
		text("cause", func(r *target.Remedy) *string { return &r.Cause }),
		text("measure", func(r *target.Remedy) *string { return &r.Measure }),
		text("owner", func(r *target.Remedy) *string { return &r.Owner }),
		day("due", func(r *target.Remedy) *workday.Date { return &r.Due }),
		text("wrote", func(r *target.Remedy) *string { return &r.By }),
		text("name", func(r *target.Remedy) *string { return &r.Name }),
		day("on_day", func(r *target.Remedy) *workday.Date { return &r.On }),
	},
})

// Remedies are those of the units in scope, by identifier.
func (tx *Tx) Remedies() ([]target.Remedy, error) { return heldAll(tx, remedies, " ORDER BY t.id") }

// RemediesOf are those of one meeting, of the units in scope.
func (tx *Tx) RemediesOf(round workday.Date) ([]target.Remedy, error) {
	return heldAll(tx, remedies, " AND t.round = ? ORDER BY t.id", round.String())
}

// SaveRemedy adds (was nil), changes or removes (is nil) a remedy of a unit in scope;
// NotFound outside, Conflict when it is no longer what it was.
func (tx *Tx) SaveRemedy(was, is *target.Remedy) error { return saveHeld(tx, remedies, was, is) }
