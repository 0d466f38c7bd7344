// Units: the places and bodies of the administration.

package store

import "guatu/internal/access"

var units = newTable(table[access.Unit]{
	shape:   &shape{name: "unit", noun: "unit"},
	keys:    1,
	version: func(u *access.Unit) *int { return &u.Version },
	key:     func(u *access.Unit) string { return u.ID },
	fields: []field[access.Unit]{
		text("id", func(u *access.Unit) *string { return &u.ID }),
		text("name", func(u *access.Unit) *string { return &u.Name }),
		text("short", func(u *access.Unit) *string { return &u.Short }),
		text("kind", func(u *access.Unit) *access.UnitKind { return &u.Kind }),
		list("parents", func(u *access.Unit) *[]access.Share { return &u.Parents }),
		list("divisions", func(u *access.Unit) *[]string { return &u.Divisions }),
		number("place", func(u *access.Unit) *int { return &u.Order }),
		flag("closed", func(u *access.Unit) *bool { return &u.Closed }),
	},
})

// Units are all units of the tenant: the tree itself is no secret, what stands
// in it is.
func (tx *Tx) Units() ([]access.Unit, error) {
	return all(tx, units, " ORDER BY t.place, t.id")
}

// SaveUnit adds (was nil), changes or removes (is nil) a unit.
func (tx *Tx) SaveUnit(was, is *access.Unit) error { return save(tx, units, was, is) }
