// Batches: lists of projects promised for a day. They belong to a unit.

package store

import (
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/workday"
)

var batches = newTable(table[lifecycle.Batch]{
	shape:   &shape{name: "batch", noun: "batch"},
	keys:    1,
	version: func(b *lifecycle.Batch) *int { return &b.Version },
	key:     func(b *lifecycle.Batch) string { return b.ID },
	unit:    func(b *lifecycle.Batch) string { return b.Unit },
	fields: []field[lifecycle.Batch]{
		text("id", func(b *lifecycle.Batch) *string { return &b.ID }),
		text("name", func(b *lifecycle.Batch) *string { return &b.Name }),
		text("unit", func(b *lifecycle.Batch) *string { return &b.Unit }),
		text("stage", func(b *lifecycle.Batch) *lifecycle.Stage { return &b.Stage }),
		day("due", func(b *lifecycle.Batch) *workday.Date { return &b.Due }),
		number("promised", func(b *lifecycle.Batch) *int { return &b.Count }),
		opt("amount", func(b *lifecycle.Batch) *money.Opt { return &b.Amount }),
		text("source", func(b *lifecycle.Batch) *string { return &b.Source }),
		flag("closed", func(b *lifecycle.Batch) *bool { return &b.Closed }),
	},
})

// Batches are those of the units in scope, by the day they are due, closed ones
// too.
func (tx *Tx) Batches() ([]lifecycle.Batch, error) {
	return heldAll(tx, batches, " ORDER BY t.due, t.id")
}

// Batch finds one; NotFound, also when its unit is outside the scope.
func (tx *Tx) Batch(id string) (*lifecycle.Batch, error) { return held(tx, batches, id) }

// SaveBatch adds (was nil), changes or removes (is nil) a batch of a unit in
// scope; NotFound outside, Conflict when it is no longer what it was.
func (tx *Tx) SaveBatch(was, is *lifecycle.Batch) error { return saveHeld(tx, batches, was, is) }
