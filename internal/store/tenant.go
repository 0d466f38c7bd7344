// Tenants: cities and counties that run their own campaign, each with a chain.

package store

import (
	"context"

	"guatu/internal/fault"
)

// A Tenant is a city or county whose data and journal stand apart.
type Tenant struct {
	ID       string
	Name     string
	Division string // GB/T 2260
}

// Tenants are all tenants, by identifier.
func (db *DB) Tenants(ctx context.Context) ([]Tenant, error) {
	var found []Tenant
	err := db.view(ctx, db.reads, func(tx *Tx) error {
		found = nil
		return tx.query("SELECT id, name, division FROM tenant ORDER BY id", nil, func(scan func(...any) error) error {
			var t Tenant
			err := scan(&t.ID, &t.Name, &t.Division)
			found = append(found, t)
			return err
		})
	})
	return found, err
}

// CreateTenant adds a tenant and the beginning of its chain; Conflict when the
// identifier is taken.
func (db *DB) CreateTenant(ctx context.Context, t Tenant) error {
	if t.ID == "" {
		return fault.New(fault.Invalid, "tenant.id").At("id")
	}
	return db.change(ctx, func(tx *Tx) error {
		_, err := tx.exec("INSERT INTO tenant (id, name, division) VALUES (?, ?, ?)", []any{t.ID, t.Name, t.Division})
		if err != nil {
			return tx.engine.explainInsert(err, "tenant")
		}
		_, err = tx.exec("INSERT INTO chain (tenant, n, hash) VALUES (?, ?, ?)", []any{t.ID, int64(0), ""})
		return err
	})
}
