package app

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/store"
)

// newsCounted bounds how far a count goes: beyond it the reader has to look anew
// anyway.
const newsCounted = 1000

// News counts what others reported of projects the actor sees since a journal
// number: what a page shown at that number does not know. At most newsCounted
// entries are looked at.
func (a *App) News(ctx context.Context, who access.Actor, since int64) (n int, err error) {
	if !who.Can(access.ReadProjects) {
		return 0, nil
	}
	last, _, err := a.db.Head(ctx, who.Tenant())
	if err != nil || last <= since {
		return 0, err
	}
	err = a.db.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		entries, err := tx.Entries(store.EntryFilter{After: since, Limit: newsCounted})
		for _, e := range entries {
			_, reported := partsByNoun[e.Noun]
			if e.Who != who.ID && (reported || e.Noun == "project") {
				n++
			}
		}
		return err
	})
	return n, err
}
