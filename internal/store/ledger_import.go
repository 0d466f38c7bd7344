// Imports: which ledger was taken in when, and what it brought.

package store

import "time"

// An Import is one ledger taken in as one act; its cause ties the journal's
// entries to it.
type Import struct {
	Cause     string    `json:"cause"`
	Unit      string    `json:"unit"`
	File      string    `json:"file"`
	Hash      string    `json:"hash"` // SHA-256 of the file, hex
	Who       string    `json:"who"`
	At        time.Time `json:"at"`
	Added     int       `json:"added"`
	Changed   int       `json:"changed"`
	Unchanged int       `json:"unchanged"`
	Missing   int       `json:"missing"` // known before, not in this file
	Findings  int       `json:"findings"`
	Undone    bool      `json:"undone,omitempty"`
}

var imports = newTable(table[Import]{
	shape: &shape{name: "ledger_import", noun: "import"},
	keys:  1,
	key:   func(i *Import) string { return i.Cause },
	unit:  func(i *Import) string { return i.Unit },
	fields: []field[Import]{
		text("cause", func(i *Import) *string { return &i.Cause }),
		text("unit", func(i *Import) *string { return &i.Unit }),
		text("file", func(i *Import) *string { return &i.File }),
		text("hash", func(i *Import) *string { return &i.Hash }),
		text("who", func(i *Import) *string { return &i.Who }),
		moment("at", func(i *Import) *time.Time { return &i.At }),
		number("added", func(i *Import) *int { return &i.Added }),
		number("changed", func(i *Import) *int { return &i.Changed }),
		number("unchanged", func(i *Import) *int { return &i.Unchanged }),
		number("missing", func(i *Import) *int { return &i.Missing }),
		number("findings", func(i *Import) *int { return &i.Findings }),
		flag("undone", func(i *Import) *bool { return &i.Undone }),
	},
})

// Imports are those of the units in scope, the newest first.
func (tx *Tx) Imports() ([]Import, error) {
	return heldAll(tx, imports, " ORDER BY t.at DESC, t.cause")
}

// Import finds one; NotFound, also when its unit is outside the scope.
func (tx *Tx) Import(cause string) (*Import, error) { return held(tx, imports, cause) }

// SaveImport adds (was nil) or changes one; NotFound for a unit outside the
// scope.
func (tx *Tx) SaveImport(was, is *Import) error { return saveHeld(tx, imports, was, is) }
