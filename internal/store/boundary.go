// Boundaries: the map an office brings itself.

package store

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// A Boundary is a boundary file. The journal keeps its fingerprint, not its
// megabytes.
type Boundary struct {
	ID   string
	Name string
	Body string // GeoJSON
}

// MarshalJSON is what the journal keeps of it.
func (b Boundary) MarshalJSON() ([]byte, error) {
	sum := sha256.Sum256([]byte(b.Body))
	return json.Marshal(map[string]any{"id": b.ID, "name": b.Name, "bytes": len(b.Body), "sha256": hex.EncodeToString(sum[:])})
}

var boundaries = newTable(table[Boundary]{
	shape: &shape{name: "boundary", noun: "boundary"},
	keys:  1,
	key:   func(b *Boundary) string { return b.ID },
	fields: []field[Boundary]{
		text("id", func(b *Boundary) *string { return &b.ID }),
		text("name", func(b *Boundary) *string { return &b.Name }),
		text("body", func(b *Boundary) *string { return &b.Body }),
	},
})

// Boundaries are all of the tenant, by identifier.
func (tx *Tx) Boundaries() ([]Boundary, error) { return all(tx, boundaries, " ORDER BY t.id") }

// SaveBoundary adds or replaces one.
func (tx *Tx) SaveBoundary(b Boundary) error {
	return replace(tx, boundaries, &b, " AND t.id = ?", b.ID)
}

// RemoveBoundary takes one away; NotFound.
func (tx *Tx) RemoveBoundary(id string) error {
	return discard(tx, boundaries, id, " AND t.id = ?", id)
}
