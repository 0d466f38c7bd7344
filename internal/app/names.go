package app

import (
	"context"

	"guatu/internal/access"
)

// PersonNames are the names of people by identifier, for lists that keep who did
// something: a name is no secret inside the offices of a tenant. An enterprise,
// which is outside them, gets its own person's alone.
func (a *App) PersonNames(ctx context.Context, who access.Actor) (map[string]string, error) {
	f, err := a.facts(ctx, who.Tenant())
	if err != nil {
		return nil, err
	}
	names := make(map[string]string, len(f.people))
	for id, p := range f.people {
		if who.Scope().Enterprise() == "" || id == who.ID {
			names[id] = p.Name
		}
	}
	return names, nil
}

// ProjectNames are the names of those of some projects that the actor sees.
func (a *App) ProjectNames(ctx context.Context, who access.Actor, ids []string) (map[string]string, error) {
	f, err := a.facts(ctx, who.Tenant())
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, id := range ids {
		i, ok := f.index[id]
		if !ok {
			continue
		}
		if p := f.dossiers[i].project; who.Scope().Sees(access.Subject{Unit: p.Unit, Park: p.Park, EnterpriseCode: p.EnterpriseCode}) {
			names[id] = p.Name
		}
	}
	return names, nil
}
