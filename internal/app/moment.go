package app

import (
	"context"
	"slices"
	"time"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/journal"
	"guatu/internal/ruleset"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// A Moment is when a question is asked for: as of a day, and, where wanted, as
// known at a journal number. Zero is today, and as known now.
//
// The two are not the same: "as of 30 June" with what is known today includes a
// correction made in July; "as known at" leaves it out, which is how last month's
// bulletin recomputes to the digit.
type Moment struct {
	On    workday.Date `json:"on,omitzero" query:"on" doc:"as of this day; empty = today"`
	Known int64        `json:"known,omitempty" query:"known" minimum:"0" doc:"as known at this journal number; 0 = now"`
}

// at gives the figures of a moment within the actor's tenant.
func (a *App) at(ctx context.Context, who access.Actor, m Moment) (*figured, error) {
	f, h, err := a.factsOf(ctx, who.Tenant(), m)
	if err != nil {
		return nil, err
	}
	if m.On.IsZero() {
		m.On = a.Today()
	}
	if m.On != a.Today() || f.n != h.current.Load().n {
		return h.past.rows(f, m.On), nil // its own shelf: looking back does not clear today's
	}
	return h.figured.rows(f, m.On), nil
}

// factsOf gives the facts as they are known at a moment, and who holds them.
func (a *App) factsOf(ctx context.Context, tenant string, m Moment) (*facts, *hold, error) {
	f, err := a.facts(ctx, tenant)
	if err != nil {
		return nil, nil, err
	}
	if m.Known > 0 && m.Known < f.n {
		if f, err = a.factsKnownAt(ctx, tenant, m.Known); err != nil {
			return nil, nil, err
		}
	}
	kept, _ := a.holds.Load(tenant)
	h, _ := kept.(*hold) // facts put it there
	return f, h, nil
}

// factsKnownAt gathers the facts as they were known at a journal number, from
// the last entry of each noun up to it: rules and units too, since a result published
// then is worked out by those. Boundaries, people and settings are today's.
func (a *App) factsKnownAt(ctx context.Context, tenant string, n int64) (*facts, error) {
	kept, _ := a.holds.Load(tenant)
	h := kept.(*hold)
	if f := h.keptAt(n); f != nil {
		return f, nil
	}
	end, err := h.replay(ctx)
	if err != nil {
		return nil, err
	}
	defer end()
	if f := h.keptAt(n); f != nil {
		return f, nil // somebody read it while we waited
	}
	now := h.current.Load()
	f := &facts{n: n, tree: now.tree, sets: now.sets, calendar: now.calendar, calendars: now.calendars, settings: now.settings, boundaries: now.boundaries, people: now.people}
	err = a.db.Read(ctx, access.SystemScope(tenant, access.SystemHold), func(tx *store.Tx) error {
		if err := f.frameKnownAt(tx, n); err != nil {
			return err
		}
		entries, err := knownAt(tx, n)
		if err != nil {
			return err
		}
		f.gather(nil, nil)
		if _, err := f.feed(entries); err != nil {
			return err
		}
		for _, d := range f.dossiers {
			d.project.KeepBaselines()
		}
		f.n = n
		return f.readRegistered(tx)
	})
	return f, err
}

// knownAt reads what was known at a journal number: projects, then their parts, and
// what lies on racks.
func knownAt(tx *store.Tx, n int64) (entries []journal.Entry, err error) {
	nouns := []string{"project"}
	for _, p := range parts {
		nouns = append(nouns, p.word())
	}
	for _, s := range racks {
		nouns = append(nouns, s.word())
	}
	for _, noun := range nouns {
		known, err := tx.Known(noun, n)
		if err != nil {
			return nil, err
		}
		entries = append(entries, known...)
	}
	return entries, nil
}

// frameKnownAt takes the frame back to a journal number: the units as they hung then,
// and no rules that came later.
func (f *facts) frameKnownAt(tx *store.Tx, n int64) error {
	known, err := tx.Known("ruleset", n)
	if err != nil {
		return err
	}
	there := map[string]bool{}
	for _, e := range known {
		there[e.Key] = true
	}
	f.sets = slices.DeleteFunc(slices.Clone(f.sets), func(s *ruleset.Set) bool { return !there[s.ID] })
	hung, err := tx.Known("unit", n)
	if err != nil {
		return err
	}
	units, same := make([]access.Unit, len(hung)), len(hung) == len(f.tree.Units())
	for i, e := range hung {
		if units[i], _, err = pick[access.Unit](e); err != nil {
			return err
		}
		now, _ := f.tree.Unit(units[i].ID)
		same = same && now.Version == units[i].Version
	}
	if same || len(units) == 0 {
		return nil
	}
	tree, err := access.NewTree(units)
	if err == nil { // no tree yet while a city is being set up
		f.tree = tree
	}
	return nil
}

// keptAt finds facts of a journal number among those that figures or indicators were
// asked of.
func (h *hold) keptAt(n int64) *facts {
	if f := h.past.knownAt(n); f != nil {
		return f
	}
	return h.measuredPast.knownAt(n)
}

// knownAt finds facts of a journal number among those kept.
func (c *measuredCache) knownAt(n int64) *facts {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, kept := range c.list {
		if kept.facts.n == n {
			return kept.facts
		}
	}
	return nil
}

// replaysQueued is how many may wait to have the journal read back to a number: it
// costs what reading everything does, and numbers are as many as anybody likes.
const replaysQueued = 6

// replay waits for the one place there is; Unavailable when too many wait.
func (h *hold) replay(ctx context.Context) (end func(), err error) {
	if h.replays.Add(1) > replaysQueued {
		h.replays.Add(-1)
		return nil, fault.New(fault.Unavailable, "moment.busy")
	}
	leave := func() { h.replays.Add(-1) }
	for !h.replaying.TryLock() {
		select {
		case <-ctx.Done():
			leave()
			return nil, ctx.Err()
		case <-time.After(5 * time.Millisecond):
		}
	}
	return func() { h.replaying.Unlock(); leave() }, nil
}

// knownAt finds facts of a journal number among those kept.
func (c *figuredCache) knownAt(n int64) *facts {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, kept := range c.list {
		if kept.facts.n == n {
			return kept.facts
		}
	}
	return nil
}

// KnownOn is the last journal number written by the end of a day: what was known
// on it.
func (a *App) KnownOn(ctx context.Context, who access.Actor, day workday.Date) (n int64, err error) {
	end := (day + 1).Time().Add(-8 * 3600 * 1e9) // midnight at store.Zone
	err = a.db.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		n, err = tx.LastEntryAt(end)
		return err
	})
	return n, err
}
