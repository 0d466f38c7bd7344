package app

import (
	"context"
	"errors"

	"guatu/internal/access"
	"guatu/internal/lifecycle"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// register and reports are the two halves of what is read at a start, each as of
// the journal number n.
type register struct {
	n        int64
	projects []*lifecycle.Project
	days     map[string]workday.Date // on which they were registered
}

type reports struct {
	n     int64
	parts []func(*facts)
	racks []func(*facts)
}

// readFacts reads everything as of one journal number. The two halves are read
// at the same time, which is what a start on two cores waits for; where somebody
// saved in between, their numbers differ and all is read again in one transaction.
func (a *App) readFacts(ctx context.Context, tenant string) (*facts, error) {
	f, err := a.readHalves(ctx, tenant)
	if f != nil || err != nil {
		return f, err
	}
	f = &facts{}
	err = a.db.Read(ctx, access.SystemScope(tenant, access.SystemHold), func(tx *store.Tx) error {
		reg, err := f.readRegister(tx)
		if err != nil {
			return err
		}
		rep, err := readReports(tx)
		if err != nil {
			return err
		}
		f.join(reg, rep)
		return nil
	})
	return f, err
}

// readHalves gives no facts where the halves are of two moments. Neither half
// waits for the other with a connection in its hands: there are few.
func (a *App) readHalves(ctx context.Context, tenant string) (*facts, error) {
	scope := access.SystemScope(tenant, access.SystemHold)
	var rep reports
	done := make(chan error, 1)
	go func() {
		done <- a.db.Read(ctx, scope, func(tx *store.Tx) (err error) {
			rep, err = readReports(tx)
			return err
		})
	}()
	f, reg := &facts{}, register{}
	err := a.db.Read(ctx, scope, func(tx *store.Tx) (err error) {
		reg, err = f.readRegister(tx)
		return err
	})
	if err := errors.Join(err, <-done); err != nil || reg.n != rep.n {
		return nil, err
	}
	f.join(reg, rep)
	return f, nil
}

// readRegister reads the frame and the projects.
func (f *facts) readRegister(tx *store.Tx) (r register, err error) {
	if r.n, err = lastNumber(tx); err != nil {
		return r, err
	}
	if err = f.readFrame(tx); err != nil {
		return r, err
	}
	if r.projects, err = tx.Projects(); err != nil {
		return r, err
	}
	r.days, err = tx.FirstDays()
	return r, err
}

// readReports reads what is reported of the projects.
func readReports(tx *store.Tx) (r reports, err error) {
	if r.n, err = lastNumber(tx); err != nil {
		return r, err
	}
	for _, p := range parts {
		place, err := p.read(tx)
		if err != nil {
			return r, err
		}
		r.parts = append(r.parts, place)
	}
	for _, s := range racks {
		place, err := s.read(tx)
		if err != nil {
			return r, err
		}
		r.racks = append(r.racks, place)
	}
	return r, nil
}

// join puts the halves of one moment together.
func (f *facts) join(reg register, rep reports) {
	f.n = reg.n
	for _, place := range rep.racks {
		place(f)
	}
	f.gather(reg.projects, rep.parts)
	f.register(reg.days)
}

// lastNumber is the number of the journal's last entry, 0 where there is none.
func lastNumber(tx *store.Tx) (int64, error) {
	last, err := tx.Entries(store.EntryFilter{Desc: true, Limit: 1})
	if err != nil || len(last) == 0 {
		return 0, err
	}
	return last[0].N, nil
}
