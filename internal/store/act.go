// Acts: how a transaction begins and ends. Nothing else in the package does.

package store

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/journal"
	"guatu/internal/workday"
)

// tries is how often an act is begun that the database asks to repeat.
const tries = 8

// Read runs fn on a view of one moment, inside a scope. Nothing can be saved in
// it. The zero scope opens no transaction: fault.Forbidden.
func (db *DB) Read(ctx context.Context, scope access.Scope, fn func(*Tx) error) error {
	if scope.Tenant() == "" {
		return fault.New(fault.Forbidden, "store.no_scope")
	}
	return db.view(ctx, db.reads, func(tx *Tx) error {
		tx.tenant, tx.scope = scope.Tenant(), scope
		return fn(tx)
	})
}

// Write runs fn as one act of one person: the tenant's chain row is locked, the
// clock is read once, and what fn saves is committed with its journal entries,
// or not at all. Where the database asks for it (PostgreSQL, on a serialization
// failure or a deadlock) fn runs again from the start, so what it builds it
// must build inside. An act inside an act waits for itself: call nothing of DB
// from fn.
func (db *DB) Write(ctx context.Context, scope access.Scope, by journal.By, fn func(*Tx) error) error {
	if scope.Tenant() == "" {
		return fault.New(fault.Forbidden, "store.no_scope")
	}
	if by.Who == "" {
		return errors.New("store: an act needs somebody who acts")
	}
	return db.change(ctx, func(tx *Tx) error {
		tx.tenant, tx.scope, tx.by = scope.Tenant(), scope, by
		if err := tx.lockChain(); err != nil {
			return err
		}
		if err := fn(tx); err != nil {
			return err
		}
		return tx.settle()
	})
}

// view runs fn in a reading transaction.
func (db *DB) view(ctx context.Context, from *pool, fn func(*Tx) error) error {
	return db.engine.explain(db.run(ctx, from, db.engine.beginRead, fn), "")
}

// change runs fn in a writing transaction, again when the database asks.
func (db *DB) change(ctx context.Context, fn func(*Tx) error) error {
	for try := 1; ; try++ {
		err := db.run(ctx, db.writes, db.engine.beginWrite, fn)
		if err == nil || try == tries || db.engine.sort(err) != again {
			return db.engine.explain(err, "")
		}
		db.log.WarnContext(ctx, "act repeated", "try", try, "cause", err)
		if err := pause(ctx, try); err != nil {
			return err
		}
	}
}

// pause waits a little longer each time, not in step with others.
func pause(ctx context.Context, try int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Duration(try) * (time.Millisecond + rand.N(4*time.Millisecond))):
		return nil
	}
}

// run is one transaction, from begin to commit or rollback. The connection is
// given back, as broken when it could not even be rolled back.
func (db *DB) run(ctx context.Context, from *pool, begin string, fn func(*Tx) error) error {
	l, err := from.take(ctx)
	if err != nil {
		return err
	}
	tx := db.onLink(ctx, l)
	defer func() { from.give(l, !tx.rollback()) }()
	if err := tx.begin(begin, from); err != nil {
		return err
	}
	if err := fn(tx); err != nil {
		return err
	}
	return tx.commit()
}

// glance asks one question without a transaction around it: one statement is a
// view of one moment by itself.
func (db *DB) glance(ctx context.Context, fn func(*Tx) error) error {
	l, err := db.reads.take(ctx)
	if err == nil {
		err = fn(db.onLink(ctx, l))
		db.reads.give(l, err != nil && fault.KindOf(err) == "")
	}
	return db.engine.explain(err, "")
}

// onLink makes the transaction's value, with its one reading of the clock.
func (db *DB) onLink(ctx context.Context, l *link) *Tx {
	tx := &Tx{ctx: ctx, quiet: ctx, engine: &db.engine, link: l, Now: db.clock()}
	tx.Today = workday.DateOf(tx.Now.In(Zone))
	if db.engine.patient {
		tx.quiet = context.WithoutCancel(ctx)
	}
	return tx
}
