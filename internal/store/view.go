// Views: a person's kept filters, sortings and columns.

package store

import "guatu/internal/fault"

// A View is a page as somebody wants to see it again.
type View struct {
	ID     string `json:"id"`
	Person string `json:"person"`
	Name   string `json:"name"`
	Page   string `json:"page"`
	Query  string `json:"query"`
	Shared bool   `json:"shared,omitempty"` // shown to everybody of the tenant
	Order  int    `json:"order"`
}

var views = newTable(table[View]{
	shape: &shape{name: "saved_view", noun: "view"},
	keys:  1,
	key:   func(v *View) string { return v.ID },
	fields: []field[View]{
		text("id", func(v *View) *string { return &v.ID }),
		text("person", func(v *View) *string { return &v.Person }),
		text("name", func(v *View) *string { return &v.Name }),
		text("page", func(v *View) *string { return &v.Page }),
		text("query", func(v *View) *string { return &v.Query }),
		flag("shared", func(v *View) *bool { return &v.Shared }),
		number("place", func(v *View) *int { return &v.Order }),
	},
})

// Views are a person's own and those that others share.
func (tx *Tx) Views(person string) ([]View, error) {
	return all(tx, views, " AND (t.person = ? OR t.shared = 1) ORDER BY t.place, t.id", person)
}

// SaveView adds or replaces a view of its person; NotFound when the identifier
// is another person's.
func (tx *Tx) SaveView(v View) error {
	if err := tx.ownView(v); err != nil {
		return err
	}
	return replace(tx, views, &v, " AND t.id = ?", v.ID)
}

// RemoveView takes a view of its person away; NotFound.
func (tx *Tx) RemoveView(v View) error {
	return discard(tx, views, v.ID, " AND t.id = ? AND t.person = ?", v.ID, v.Person)
}

// ownView refuses a view that is there and somebody else's.
func (tx *Tx) ownView(v View) error {
	old, err := one(tx, views, v.ID, " AND t.id = ?", v.ID)
	if err == nil && old.Person != v.Person {
		return fault.New(fault.NotFound, "store.not_found", "noun", views.noun, "key", v.ID)
	}
	if fault.KindOf(err) == fault.NotFound {
		return nil
	}
	return err
}
