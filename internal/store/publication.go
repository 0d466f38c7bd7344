// Publications: results on their way to the public. They belong to the unit whose
// office publishes, and concern those that are judged.

package store

import (
	"encoding/json"
	"slices"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/score"
	"guatu/internal/workday"
)

var publications = newTable(table[score.Publication]{
	shape:   &shape{name: "publication", noun: "publication"},
	keys:    1,
	version: func(p *score.Publication) *int { return &p.Version },
	key:     func(p *score.Publication) string { return p.ID },
	fields: []field[score.Publication]{
		text("id", func(p *score.Publication) *string { return &p.ID }),
		text("unit", func(p *score.Publication) *string { return &p.Unit }),
		text("kind", func(p *score.Publication) *score.Kind { return &p.Kind }),
		text("title", func(p *score.Publication) *string { return &p.Title }),
		text("period", func(p *score.Publication) *string { return &p.Period }),
		day("as_of", func(p *score.Publication) *workday.Date { return &p.Draft.AsOf }),
		number("known", func(p *score.Publication) *int64 { return &p.Draft.Known }),
		text("rules", func(p *score.Publication) *string { return &p.Draft.Ruleset }),
		text("pack", func(p *score.Publication) *string { return &p.Draft.Pack }),
		document("facts", func(p *score.Publication) *json.RawMessage { return &p.Draft.Facts }),
		document("result", func(p *score.Publication) *json.RawMessage { return &p.Draft.Result }),
		text("scheme", func(p *score.Publication) *string { return &p.Draft.Scheme }),
		list("judged", func(p *score.Publication) *[]string { return &p.Draft.Units }),
		text("amends", func(p *score.Publication) *string { return &p.Amends }),
		number("number", func(p *score.Publication) *int { return &p.Number }),
		list("steps", func(p *score.Publication) *[]score.PublicationStep { return &p.Steps }),
	},
})

// Publications are those of units in scope and those that judge one, by identifier,
// the order they were begun in.
func (tx *Tx) Publications() ([]score.Publication, error) {
	found, err := all(tx, publications, " ORDER BY t.id")
	return slices.DeleteFunc(found, func(p score.Publication) bool { return !concerns(tx.scope, &p) }), err
}

// Publication finds one; NotFound, also when it concerns nobody in scope.
func (tx *Tx) Publication(id string) (*score.Publication, error) {
	found, err := one(tx, publications, id, " AND t.id = ?", id)
	if err == nil && !concerns(tx.scope, found) {
		return nil, fault.New(fault.NotFound, "store.not_found", "noun", publications.noun, "key", id)
	}
	return found, err
}

// SavePublication adds (was nil) or changes a publication; NotFound where it
// concerns nobody in scope, Conflict when it is no longer what it was. None is ever
// removed.
func (tx *Tx) SavePublication(was, is *score.Publication) error {
	if !concerns(tx.scope, is) || was != nil && !concerns(tx.scope, was) {
		return fault.New(fault.NotFound, "store.not_found", "noun", publications.noun, "key", is.ID)
	}
	return save(tx, publications, was, is)
}

// concerns tells that a publication is an office's in scope, or judges a unit in it:
// who is judged may object.
func concerns(scope access.Scope, p *score.Publication) bool {
	return scope.SeesUnit(p.Unit) || slices.ContainsFunc(p.Draft.Units, scope.SeesUnit)
}

var warnings = newTable(table[score.Warning]{
	shape:   &shape{name: "warning", noun: "warning"},
	keys:    1,
	version: func(w *score.Warning) *int { return &w.Version },
	key:     func(w *score.Warning) string { return w.ID },
	unit:    func(w *score.Warning) string { return w.Unit },
	fields: []field[score.Warning]{
		text("id", func(w *score.Warning) *string { return &w.ID }),
		text("publication", func(w *score.Warning) *string { return &w.Publication }),
		text("unit", func(w *score.Warning) *string { return &w.Unit }),
		text("cause", func(w *score.Warning) *string { return &w.Cause }),
		list("steps", func(w *score.Warning) *[]score.WarningStep { return &w.Steps }),
	},
})

// Warnings are those of units in scope, by identifier.
func (tx *Tx) Warnings() ([]score.Warning, error) {
	return heldAll(tx, warnings, " ORDER BY t.id")
}

// Warning finds one; NotFound, also when its unit is outside the scope.
func (tx *Tx) Warning(id string) (*score.Warning, error) { return held(tx, warnings, id) }

// SaveWarning adds (was nil) or changes a warning of a unit in scope; NotFound
// outside, Conflict when it is no longer what it was.
func (tx *Tx) SaveWarning(was, is *score.Warning) error { return saveHeld(tx, warnings, was, is) }
