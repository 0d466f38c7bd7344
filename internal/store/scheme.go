// Schemes of assessment, and what is typed in for them. A scheme belongs to the unit
// whose office keeps it, an entry to the unit that is judged.

package store

import (
	"errors"

	"guatu/internal/indicator"
	"guatu/internal/score"
	"guatu/internal/workday"
)

var schemes = newTable(table[score.Scheme]{
	shape:   &shape{name: "scheme", noun: "scheme"},
	keys:    1,
	version: func(s *score.Scheme) *int { return &s.Version },
	key:     func(s *score.Scheme) string { return s.ID },
	unit:    func(s *score.Scheme) string { return s.Unit },
	fields: []field[score.Scheme]{
		text("id", func(s *score.Scheme) *string { return &s.ID }),
		text("unit", func(s *score.Scheme) *string { return &s.Unit }),
		text("title", func(s *score.Scheme) *string { return &s.Title }),
		text("period", func(s *score.Scheme) *indicator.Period { return &s.Period }),
		list("editions", func(s *score.Scheme) *[]score.Edition { return &s.Editions }),
	},
})

var schemeEntries = newTable(table[score.Entry]{
	shape:   &shape{name: "scheme_entry", noun: "scheme_entry", parent: schemes.shape},
	keys:    1,
	version: func(e *score.Entry) *int { return &e.Version },
	key:     func(e *score.Entry) string { return e.ID },
	unit:    func(e *score.Entry) string { return e.Unit },
	fields: []field[score.Entry]{
		text("id", func(e *score.Entry) *string { return &e.ID }),
		text("scheme", func(e *score.Entry) *string { return &e.Scheme }),
		when("period", func(e *score.Entry) *workday.When { return &e.Period }),
		text("unit", func(e *score.Entry) *string { return &e.Unit }),
		list("given", func(e *score.Entry) *[]score.EntryValue { return &e.Values }),
		list("records", func(e *score.Entry) *[]score.EntryTable { return &e.Tables }),
	},
})

// Schemes are those of the units in scope, by identifier.
func (tx *Tx) Schemes() ([]score.Scheme, error) { return heldAll(tx, schemes, " ORDER BY t.id") }

// Scheme finds one; NotFound, also when its unit is outside the scope.
func (tx *Tx) Scheme(id string) (*score.Scheme, error) { return held(tx, schemes, id) }

// SaveScheme adds (was nil) or changes a scheme of a unit in scope; NotFound outside,
// Conflict when it is no longer what it was. None is removed: results name it.
func (tx *Tx) SaveScheme(was, is *score.Scheme) error {
	if is == nil {
		return errors.New("store: a scheme is never removed")
	}
	return saveHeld(tx, schemes, was, is)
}

// SchemeEntries are what was typed in for the units in scope, by identifier.
func (tx *Tx) SchemeEntries() ([]score.Entry, error) {
	return heldAll(tx, schemeEntries, " ORDER BY t.id")
}

// SchemeEntriesOf are those of one scheme and period, of the units in scope.
func (tx *Tx) SchemeEntriesOf(scheme string, period workday.When) ([]score.Entry, error) {
	return heldAll(tx, schemeEntries, " AND t.scheme = ? AND t.period = ? ORDER BY t.id", scheme, period.String())
}

// SaveSchemeEntry adds (was nil) or changes what was typed in for a unit in scope;
// NotFound outside, Conflict when it is no longer what it was. It stays what it is
// about and is never removed.
func (tx *Tx) SaveSchemeEntry(was, is *score.Entry) error {
	if is == nil {
		return errors.New("store: an entry of a scheme is never removed")
	}
	if was != nil && (was.Scheme != is.Scheme || was.Unit != is.Unit || was.Period != is.Period) {
		return errors.New("store: an entry of a scheme stays what it is about")
	}
	return saveHeld(tx, schemeEntries, was, is)
}
