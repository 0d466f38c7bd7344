package app

import (
	"context"
	"encoding/json"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/store"
)

// keepLayouts remembers the headings and order of each sheet that was taken in,
// so that the unit gets its ledger back as it sent it.
func (in *intake) keepLayouts(tx *store.Tx) error {
	for _, s := range in.File.Sheets {
		if s.Role != RoleProjects {
			continue
		}
		body, err := json.Marshal(LayoutOf(s))
		if err != nil {
			return err
		}
		if err := tx.SaveLedgerLayout(store.LedgerLayoutRow{Unit: in.unit, Layout: s.Layout, Body: body, At: tx.Now}); err != nil {
			return err
		}
	}
	return nil
}

// LedgerLayout is the layout a unit last sent, for giving a ledger back; none
// when it never sent one.
func (a *App) LedgerLayout(ctx context.Context, who access.Actor, unit string) (*LedgerLayout, error) {
	if !who.Scope().SeesUnit(unit) {
		return nil, fault.New(fault.NotFound, "unit.not_found", "id", unit)
	}
	var layout *LedgerLayout
	err := a.db.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		rows, err := tx.LedgerLayouts(unit)
		if err != nil || len(rows) == 0 {
			return err
		}
		layout = &LedgerLayout{}
		return json.Unmarshal(newest(rows).Body, layout)
	})
	return layout, err
}

func newest(rows []store.LedgerLayoutRow) store.LedgerLayoutRow {
	best := rows[0]
	for _, r := range rows {
		if r.At.After(best.At) {
			best = r
		}
	}
	return best
}

// LedgerMapping is what a person said a unit's columns mean: column → field, for
// one layout. It holds for every later file of that layout.
type LedgerMapping struct {
	Unit    string         `json:"unit"`
	Layout  string         `json:"layout"`
	Columns map[int]string `json:"columns"`
}

// LedgerMap remembers a mapping made by hand.
func (a *App) LedgerMap(ctx context.Context, who access.Actor, in LedgerMapping) error {
	body, err := json.Marshal(in.Columns)
	if err != nil {
		return err
	}
	return a.act(ctx, who, access.ImportLedger, "", func(tx *store.Tx) error {
		if !tx.Scope().SeesUnit(in.Unit) {
			return fault.New(fault.NotFound, "unit.not_found", "id", in.Unit)
		}
		return tx.SaveLedgerMapping(store.LedgerMapping{Unit: in.Unit, Layout: in.Layout, Body: body})
	})
}

// LedgerMappings are the mappings a unit keeps, by layout.
func (a *App) LedgerMappings(ctx context.Context, who access.Actor, unit string) (map[string]map[int]string, error) {
	kept := map[string]map[int]string{}
	err := a.db.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		rows, err := tx.LedgerMappings(unit)
		if err != nil {
			return err
		}
		for _, r := range rows {
			columns := map[int]string{}
			if err := json.Unmarshal(r.Body, &columns); err != nil {
				return err
			}
			kept[r.Layout] = columns
		}
		return nil
	})
	return kept, err
}
