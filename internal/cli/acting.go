// Who acts on the command line: a named person, bound by the same matrix, scope
// and journal as on the pages.

package cli

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
)

// acting are the flags that name the person.
type acting struct {
	As     string `env:"GUATU_AS" placeholder:"LOGIN" help:"The person who does it."`
	Tenant string `placeholder:"ID" help:"The campaign, where several share the database."`
}

// actor finds the person.
func (c acting) actor(ctx context.Context, a *app.App) (access.Actor, error) {
	tenant := c.Tenant
	if tenant == "" {
		tenants, err := a.Tenants(ctx)
		if err != nil {
			return access.Actor{}, err
		}
		if len(tenants) != 1 {
			return access.Actor{}, fault.New(fault.Invalid, "session.which_tenant", "count", len(tenants)).At("tenant")
		}
		tenant = tenants[0].ID
	}
	if c.As == "" {
		return access.Actor{}, fault.New(fault.Invalid, "cli.as_empty")
	}
	return a.ActorNamed(ctx, tenant, c.As)
}
