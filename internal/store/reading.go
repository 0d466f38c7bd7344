// Readings: indicators from outside, by unit and period. They belong to a unit.

package store

import (
	"errors"
	"slices"

	"guatu/internal/fault"
	"guatu/internal/indicator"
	"guatu/internal/workday"
)

var readings = newTable(table[indicator.Reading]{
	shape:   &shape{name: "reading", noun: "reading"},
	keys:    1,
	version: func(r *indicator.Reading) *int { return &r.Version },
	key:     func(r *indicator.Reading) string { return r.ID },
	unit:    func(r *indicator.Reading) string { return r.Unit },
	fields: []field[indicator.Reading]{
		text("id", func(r *indicator.Reading) *string { return &r.ID }),
		text("unit", func(r *indicator.Reading) *string { return &r.Unit }),
		text("indicator", func(r *indicator.Reading) *string { return &r.Indicator }),
		when("period", func(r *indicator.Reading) *workday.When { return &r.Period }),
		list("steps", func(r *indicator.Reading) *[]indicator.GivenStep { return &r.Steps }),
	},
})

// Readings are those of the units in scope, in the order they were first given.
func (tx *Tx) Readings() ([]indicator.Reading, error) {
	return heldAll(tx, readings, " ORDER BY t.id")
}

// ReadingsOf are those of one period, of the units in scope.
func (tx *Tx) ReadingsOf(period workday.When) ([]indicator.Reading, error) {
	return heldAll(tx, readings, " AND t.period = ? ORDER BY t.id", period.String())
}

// SaveReading adds (was nil) or revises a reading of a unit in scope; NotFound
// outside, Conflict when it is no longer what it was. Steps are added and never
// taken out, and a reading is never removed.
func (tx *Tx) SaveReading(was, is *indicator.Reading) error {
	if is == nil {
		return errors.New("store: a reading is never removed")
	}
	if was != nil {
		if was.Unit != is.Unit || was.Indicator != is.Indicator || was.Period != is.Period {
			return errors.New("store: a reading stays what it is about")
		}
		if len(is.Steps) < len(was.Steps) || !slices.Equal(is.Steps[:len(was.Steps)], was.Steps) {
			return fault.New(fault.Conflict, "store.conflict", "noun", readings.noun, "key", is.ID)
		}
	}
	return saveHeld(tx, readings, was, is)
}
