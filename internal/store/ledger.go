// Ledgers: how a unit lays out its file, and which of its columns means what.

package store

import (
	"encoding/json"
	"time"

	"guatu/internal/fault"
)

// A LedgerMapping is the columns of one layout as somebody mapped them by hand.
type LedgerMapping struct {
	Unit   string          `json:"unit"`
	Layout string          `json:"layout"` // hash of the headings
	Body   json.RawMessage `json:"body"`
}

// A LedgerLayoutRow is a layout a unit sent, so that it gets its own back.
type LedgerLayoutRow struct {
	Unit   string          `json:"unit"`
	Layout string          `json:"layout"`
	Body   json.RawMessage `json:"body"`
	At     time.Time       `json:"at"`
}

var ledgerMappings = newTable(table[LedgerMapping]{
	shape: &shape{name: "ledger_mapping", noun: "ledger_mapping"},
	keys:  2,
	key:   func(m *LedgerMapping) string { return m.Unit + "/" + m.Layout },
	fields: []field[LedgerMapping]{
		text("unit", func(m *LedgerMapping) *string { return &m.Unit }),
		text("layout", func(m *LedgerMapping) *string { return &m.Layout }),
		document("body", func(m *LedgerMapping) *json.RawMessage { return &m.Body }),
	},
})

var ledgerLayouts = newTable(table[LedgerLayoutRow]{
	shape: &shape{name: "ledger_layout", noun: "ledger_layout"},
	keys:  2,
	key:   func(l *LedgerLayoutRow) string { return l.Unit + "/" + l.Layout },
	fields: []field[LedgerLayoutRow]{
		text("unit", func(l *LedgerLayoutRow) *string { return &l.Unit }),
		text("layout", func(l *LedgerLayoutRow) *string { return &l.Layout }),
		document("body", func(l *LedgerLayoutRow) *json.RawMessage { return &l.Body }),
		moment("at", func(l *LedgerLayoutRow) *time.Time { return &l.At }),
	},
})

// LedgerMappings are those of a unit; none of a unit outside the scope.
func (tx *Tx) LedgerMappings(unit string) ([]LedgerMapping, error) {
	if !tx.scope.SeesUnit(unit) {
		return nil, nil
	}
	return all(tx, ledgerMappings, " AND t.unit = ? ORDER BY t.layout", unit)
}

// SaveLedgerMapping adds or replaces one; NotFound for a unit outside the scope.
func (tx *Tx) SaveLedgerMapping(m LedgerMapping) error {
	if err := tx.unitInScope(m.Unit); err != nil {
		return err
	}
	return replace(tx, ledgerMappings, &m, " AND t.unit = ? AND t.layout = ?", m.Unit, m.Layout)
}

// LedgerLayouts are those a unit sent, the latest first; none of a unit outside
// the scope.
func (tx *Tx) LedgerLayouts(unit string) ([]LedgerLayoutRow, error) {
	if !tx.scope.SeesUnit(unit) {
		return nil, nil
	}
	return all(tx, ledgerLayouts, " AND t.unit = ? ORDER BY t.at DESC, t.layout", unit)
}

// SaveLedgerLayout adds or replaces one; NotFound for a unit outside the scope.
func (tx *Tx) SaveLedgerLayout(l LedgerLayoutRow) error {
	if err := tx.unitInScope(l.Unit); err != nil {
		return err
	}
	return replace(tx, ledgerLayouts, &l, " AND t.unit = ? AND t.layout = ?", l.Unit, l.Layout)
}

// unitInScope is NotFound for a unit that is not seen.
func (tx *Tx) unitInScope(unit string) error {
	if tx.scope.SeesUnit(unit) {
		return nil
	}
	return fault.New(fault.NotFound, "store.not_found", "noun", units.noun, "key", unit)
}
