package store

import (
	"context"
	"log/slog"

	"guatu/internal/access"
)

// Doors for the tests, into what no caller can do.

// Everything is every table in the order of a backup.
func Everything() map[string][]string {
	all := map[string][]string{}
	for _, s := range everything {
		all[s.name] = s.cols
	}
	return all
}

// Exec runs a statement past the journal.
func (db *DB) Exec(ctx context.Context, text string, args ...any) error {
	return db.change(ctx, func(tx *Tx) error {
		_, err := tx.exec(text, args)
		return err
	})
}

// ExecAlone runs a statement on the writing connection, outside a transaction.
func (db *DB) ExecAlone(ctx context.Context, text string) error {
	l, err := db.writes.take(ctx)
	if err != nil {
		return err
	}
	defer db.writes.give(l, false)
	_, err = l.conn.ExecContext(ctx, text)
	return err
}

// Texts reads one column of text.
func (db *DB) Texts(ctx context.Context, text string, args ...any) (all []string, err error) {
	err = db.view(ctx, db.reads, func(tx *Tx) error {
		return tx.query(text, args, func(scan func(...any) error) error {
			var s string
			err := scan(&s)
			all = append(all, s)
			return err
		})
	})
	return all, err
}

// Peek opens a view as no caller can: of a tenant, with any scope at all.
func (db *DB) Peek(ctx context.Context, tenant string, scope access.Scope, fn func(*Tx) error) error {
	return db.view(ctx, db.reads, func(tx *Tx) error {
		tx.tenant, tx.scope = tenant, scope
		return fn(tx)
	})
}

// Statements that must not exist.
var (
	JournalAlter  = entries.alter
	JournalRemove = entries.remove
)

// OpenAt makes a database as an earlier program left it: with the migrations up to
// a number.
func OpenAt(ctx context.Context, c Config, last int) (*DB, error) {
	db, err := dial(c.DSN)
	if err != nil {
		return nil, err
	}
	db.clock, db.log = c.Clock, slog.New(slog.DiscardHandler)
	if err := db.prepareMigrations(ctx); err != nil {
		return nil, err
	}
	all, err := migrations()
	if err != nil {
		return nil, err
	}
	for _, m := range all[:last] {
		if err := db.runMigration(ctx, m); err != nil {
			return nil, err
		}
	}
	return db, nil
}
