package app

import (
	"context"
	"errors"
	"strings"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/ident"
	"guatu/internal/journal"
	"guatu/internal/store"
)

// SetupToken gives the one-time token of the set-up link when there is no
// campaign yet, and "" afterwards. Every start makes a new one: the link in the
// newest log line is the one that works. There is no built-in account.
func (a *App) SetupToken(ctx context.Context) (string, error) {
	tenants, err := a.db.Tenants(ctx)
	if err != nil || len(tenants) > 0 {
		return "", err
	}
	token, hash := a.newToken()
	return token, a.db.SaveSetup(ctx, hash)
}

// SetupFinish is the first form ever filled: whose campaign it is, and who keeps
// it. That person is the system administrator and the campaign office in one
// until they name others.
type SetupFinish struct {
	Token    string          `json:"token"`
	Name     string          `json:"name"`
	Kind     access.UnitKind `json:"kind"`
	Division string          `json:"division,omitempty"`
	Login    string          `json:"login"`
	Person   string          `json:"person"`
	Password string          `json:"password"`
}

// SetupFinish founds the tenant with its root unit and its first person. The link
// is taken before the founding, so that two who send the form at once found one
// campaign; where the founding fails it is given back.
func (a *App) SetupFinish(ctx context.Context, in SetupFinish) error {
	hash := tokenHash(in.Token)
	kept, err := a.db.SetupHash(ctx)
	if err != nil {
		return err
	}
	if kept == "" || kept != hash {
		return fault.New(fault.Forbidden, "setup.link")
	}
	if err := in.check(); err != nil {
		return err
	}
	taken, err := a.db.TakeSetup(ctx, hash)
	if err != nil {
		return err
	}
	if !taken {
		return fault.New(fault.Forbidden, "setup.link")
	}
	if _, err := a.Found(ctx, in); err != nil {
		return errors.Join(err, a.db.SaveSetup(ctx, hash))
	}
	return nil
}

func (in SetupFinish) check() error {
	var wrong fault.List
	wrong.Check(strings.TrimSpace(in.Name) != "", "name", "unit.name_empty")
	wrong.Check(in.Kind == access.City || in.Kind == access.County || in.Kind == access.Park || in.Kind == access.Province, "kind", "unit.kind", "kind", string(in.Kind))
	if in.Division != "" {
		if _, err := ident.DivisionOf(in.Division); err != nil {
			wrong.Add(err)
		}
	}
	wrong.Check(strings.TrimSpace(in.Person) != "", "person", "person.name_empty")
	checkLogin(in.Login, &wrong)
	checkPassword(in.Login, in.Password, &wrong)
	return wrong.Err()
}

// Found makes a tenant with its root unit and its first person, for the set-up
// page and the demo. It gives the tenant's identifier.
func (a *App) Found(ctx context.Context, in SetupFinish) (string, error) {
	hash, err := a.hashPassword(ctx, in.Password)
	if err != nil {
		return "", err
	}
	tenant := a.newID()
	if err := a.db.CreateTenant(ctx, store.Tenant{ID: tenant, Name: in.Name, Division: in.Division}); err != nil {
		return "", err
	}
	root := &access.Unit{ID: a.newID(), Name: in.Name, Kind: in.Kind}
	if in.Division != "" {
		root.Divisions = []string{in.Division}
	}
	person := &access.Person{ID: a.newID(), Login: in.Login, Name: in.Person, Unit: root.ID, Roles: []access.Role{access.RoleAdmin, access.RoleOffice}}
	by := journal.By{Who: person.ID, Name: person.Name, Action: access.SetUp}
	return tenant, a.db.Write(ctx, access.SystemScope(tenant, access.SystemSetup), by, func(tx *store.Tx) error {
		if err := tx.SaveUnit(nil, root); err != nil {
			return err
		}
		if err := tx.SavePerson(nil, person); err != nil {
			return err
		}
		return tx.SaveCredential(store.Credential{Person: person.ID, Hash: hash, ChangedAt: tx.Now})
	})
}
