package app

import (
	"context"

	"guatu/internal/access"
)

// Prepare reads the facts of every tenant and figures today's rows, which takes
// seconds on a large campaign: done at a start, so that the first person seldom
// waits for it. Who comes meanwhile waits for the same reading, not for another.
func (a *App) Prepare(ctx context.Context) error {
	tenants, err := a.Tenants(ctx)
	if err != nil {
		return err
	}
	for _, t := range tenants {
		if _, err := a.at(ctx, access.SystemActor(t.ID, access.SystemHold), Moment{}); err != nil {
			return err
		}
	}
	return nil
}
