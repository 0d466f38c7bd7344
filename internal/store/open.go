// Opening a database: where it is, bringing its schema up to date, closing it.

package store

import (
	"context"
	"errors"
	"log/slog"
	"time"
)

// Config says which database and whose clock.
type Config struct {
	DSN   string           // "sqlite:/path/guatu.db" or "postgres://…"
	Clock func() time.Time // read once an act
	Log   *slog.Logger     // nil: nothing is logged
}

// A DB is an open database. It is safe for use by many goroutines.
type DB struct {
	engine engine
	reads  *pool
	writes *pool
	clock  func() time.Time
	log    *slog.Logger
}

// Open opens the database, creating a SQLite file that is not there, and brings
// its schema up to date. Several servers may open one PostgreSQL database at
// the same moment. Close it when done.
func Open(ctx context.Context, c Config) (*DB, error) {
	if c.Clock == nil {
		return nil, errors.New("store: a database needs a clock")
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	db, err := dial(c.DSN)
	if err != nil {
		return nil, err
	}
	db.clock, db.log = c.Clock, c.Log
	if err := db.migrate(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// Close ends the connections. What is running may end by itself; its connection
// goes when it does, and nothing begins any more.
func (db *DB) Close() error {
	return errors.Join(db.reads.close(), db.writes.close())
}

// Ping tells whether the database answers.
func (db *DB) Ping(ctx context.Context) error {
	return db.view(ctx, db.reads, func(tx *Tx) error {
		return tx.query("SELECT COUNT(*) FROM migration", nil, func(scan func(...any) error) error {
			var n int64
			return scan(&n)
		})
	})
}
