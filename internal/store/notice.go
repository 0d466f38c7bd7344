// Calendar notices: later State Council notices and a place's own days off.

package store

// A Notice is laid over the built-in calendar; package workday reads its body.
type Notice struct {
	ID   string `json:"id"`
	Kind string `json:"kind"`           // "notice" or "local"
	Unit string `json:"unit,omitempty"` // of a local one
	Name string `json:"name"`
	Body string `json:"body"`
}

var notices = newTable(table[Notice]{
	shape: &shape{name: "notice", noun: "notice"},
	keys:  1,
	key:   func(n *Notice) string { return n.ID },
	fields: []field[Notice]{
		text("id", func(n *Notice) *string { return &n.ID }),
		text("kind", func(n *Notice) *string { return &n.Kind }),
		text("unit", func(n *Notice) *string { return &n.Unit }),
		text("name", func(n *Notice) *string { return &n.Name }),
		text("body", func(n *Notice) *string { return &n.Body }),
	},
})

// Notices are all of the tenant, by identifier: the order they are laid in.
func (tx *Tx) Notices() ([]Notice, error) { return all(tx, notices, " ORDER BY t.id") }

// SaveNotice adds or replaces one.
func (tx *Tx) SaveNotice(n Notice) error { return replace(tx, notices, &n, " AND t.id = ?", n.ID) }

// RemoveNotice takes one away; NotFound.
func (tx *Tx) RemoveNotice(id string) error { return discard(tx, notices, id, " AND t.id = ?", id) }
