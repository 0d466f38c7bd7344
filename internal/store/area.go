// Areas and discredits: what approvals of many projects stand on. Units keep them.

package store

import (
	"guatu/internal/approval"
	"guatu/internal/workday"
)

var areas = newTable(table[approval.Area]{
	shape:   &shape{name: "area", noun: "area"},
	keys:    1,
	version: func(a *approval.Area) *int { return &a.Version },
	key:     func(a *approval.Area) string { return a.ID },
	unit:    func(a *approval.Area) string { return a.Unit },
	fields: []field[approval.Area]{
		text("id", func(a *approval.Area) *string { return &a.ID }),
		text("unit", func(a *approval.Area) *string { return &a.Unit }),
		text("name", func(a *approval.Area) *string { return &a.Name }),
		list("replaces", func(a *approval.Area) *[]string { return &a.Replaces }),
		list("blocks", func(a *approval.Area) *[]string { return &a.Blocks }),
		list("decides", func(a *approval.Area) *[]string { return &a.Decides }),
		text("number", func(a *approval.Area) *string { return &a.Number }),
		day("planned", func(a *approval.Area) *workday.Date { return &a.Planned }),
		day("approved", func(a *approval.Area) *workday.Date { return &a.Approved }),
		day("until_day", func(a *approval.Area) *workday.Date { return &a.Until }),
		text("who", func(a *approval.Area) *string { return &a.By }),
		day("wrote", func(a *approval.Area) *workday.Date { return &a.Wrote }),
	},
})

// Areas are those of the units in scope, by identifier.
func (tx *Tx) Areas() ([]approval.Area, error) { return heldAll(tx, areas, " ORDER BY t.id") }

// AllAreas are those of every unit, whoever asks: a county's project stands on what
// the city approved above it. The caller shows of them only what concerns a project
// in scope.
func (tx *Tx) AllAreas() ([]approval.Area, error) { return all(tx, areas, " ORDER BY t.id") }

// Area finds one; NotFound, also when its unit is outside the scope.
func (tx *Tx) Area(id string) (*approval.Area, error) { return held(tx, areas, id) }

// SaveArea adds (was nil), changes or removes (is nil) one of a unit in scope;
// NotFound outside, Conflict when it is no longer what it was.
func (tx *Tx) SaveArea(was, is *approval.Area) error { return saveHeld(tx, areas, was, is) }

var discredits = newTable(table[approval.Discredit]{
	shape:   &shape{name: "discredit", noun: "discredit"},
	keys:    1,
	version: func(d *approval.Discredit) *int { return &d.Version },
	key:     func(d *approval.Discredit) string { return d.ID },
	unit:    func(d *approval.Discredit) string { return d.Unit },
	fields: []field[approval.Discredit]{
		text("id", func(d *approval.Discredit) *string { return &d.ID }),
		text("unit", func(d *approval.Discredit) *string { return &d.Unit }),
		text("enterprise", func(d *approval.Discredit) *string { return &d.Enterprise }),
		text("name", func(d *approval.Discredit) *string { return &d.Name }),
		text("document", func(d *approval.Discredit) *string { return &d.Document }),
		day("since", func(d *approval.Discredit) *workday.Date { return &d.Since }),
		day("repaired", func(d *approval.Discredit) *workday.Date { return &d.Repaired }),
		text("who", func(d *approval.Discredit) *string { return &d.By }),
		day("wrote", func(d *approval.Discredit) *workday.Date { return &d.Wrote }),
	},
})

// Discredits are those that units in scope wrote down, by identifier.
func (tx *Tx) Discredits() ([]approval.Discredit, error) {
	return heldAll(tx, discredits, " ORDER BY t.id")
}

// Discredit finds one; NotFound, also when its unit is outside the scope.
func (tx *Tx) Discredit(id string) (*approval.Discredit, error) { return held(tx, discredits, id) }

// DiscreditsOf are an enterprise's, whoever wrote them down: what bars it bars it
// everywhere. The scope is not asked; the caller shows of it only that it bars.
func (tx *Tx) DiscreditsOf(enterprise string) ([]approval.Discredit, error) {
	return all(tx, discredits, " AND t.enterprise = ? ORDER BY t.id", enterprise)
}

// SaveDiscredit adds (was nil), changes or removes (is nil) one of a unit in scope;
// NotFound outside, Conflict when it is no longer what it was.
func (tx *Tx) SaveDiscredit(was, is *approval.Discredit) error {
	return saveHeld(tx, discredits, was, is)
}
