// Migrations: the schema brought up to date, forward only.
//
// Each file runs in a transaction of its own together with the row that says it
// ran and what it said. A file that was changed after it ran is refused: what
// the database is could no longer be read from the code. Servers that start at
// the same moment take turns by locking row 0.

package store

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// A migration is one file.
type migration struct {
	version int64
	name    string
	text    string
}

// checksum is what a database remembers of it.
func (m migration) checksum() string {
	sum := sha256.Sum256([]byte(m.text))
	return hex.EncodeToString(sum[:])
}

// migrations are the embedded files in order; their numbers have no gaps.
func migrations() ([]migration, error) {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	var all []migration
	for _, name := range names {
		text, err := migrationFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		name = strings.TrimPrefix(name, "migrations/")
		number, _, _ := strings.Cut(name, "_")
		version, err := strconv.ParseInt(number, 10, 64)
		if err != nil || version != int64(len(all))+1 {
			return nil, fmt.Errorf("store: migration %s is out of order", name)
		}
		all = append(all, migration{version, name, string(text)})
	}
	return all, nil
}

// migrate runs what has not run yet.
func (db *DB) migrate(ctx context.Context) error {
	todo, err := migrations()
	if err != nil {
		return err
	}
	if err := db.prepareMigrations(ctx); err != nil {
		return err
	}
	ran, err := db.ranMigrations(ctx)
	if err != nil {
		return err
	}
	if last := int64(len(todo)); ran.last > last {
		return fmt.Errorf("store: the database is at schema %d, this program knows %d: use the newer one", ran.last, last)
	}
	for _, m := range todo {
		if m.version <= ran.last && ran.sums[m.version] == m.checksum() {
			continue
		}
		if err := db.runMigration(ctx, m); err != nil {
			return fmt.Errorf("store: migration %s: %w", m.name, err)
		}
	}
	return nil
}

// prepareMigrations makes the table and its row 0. Two servers may race for
// both; the loser looks again.
func (db *DB) prepareMigrations(ctx context.Context) (err error) {
	for try := 1; try <= tries; try++ {
		if _, err = db.ranMigrations(ctx); err == nil {
			return nil
		}
		err = db.change(ctx, func(tx *Tx) error {
			const table = "CREATE TABLE IF NOT EXISTS migration (version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, at TEXT NOT NULL)"
			if _, err := tx.exec(table, nil); err != nil {
				return err
			}
			_, err := tx.exec(ranMigration, []any{int64(0), "lock", "", stamp(tx.Now)})
			return err
		})
		if err == nil {
			return nil
		}
		if waited := pause(ctx, try); waited != nil {
			return waited
		}
	}
	return err
}

const ranMigration = "INSERT INTO migration (version, name, checksum, at) VALUES (?, ?, ?, ?)"

// ran is what the database remembers.
type ran struct {
	last int64
	sums map[int64]string
}

func (db *DB) ranMigrations(ctx context.Context) (ran, error) {
	var r ran
	err := db.view(ctx, db.writes, func(tx *Tx) (err error) {
		r, err = tx.ranMigrations()
		return err
	})
	return r, err
}

func (tx *Tx) ranMigrations() (ran, error) {
	r := ran{sums: map[int64]string{}}
	err := tx.query("SELECT version, checksum FROM migration", nil, func(scan func(...any) error) error {
		var version int64
		var sum string
		err := scan(&version, &sum)
		r.last, r.sums[version] = max(r.last, version), sum
		return err
	})
	return r, err
}

// runMigration runs one file unless another server was faster.
func (db *DB) runMigration(ctx context.Context, m migration) error {
	return db.change(ctx, func(tx *Tx) error {
		lock := func(scan func(...any) error) error { var v int64; return scan(&v) }
		if err := tx.query("SELECT version FROM migration WHERE version = 0 FOR UPDATE", nil, lock); err != nil {
			return err
		}
		r, err := tx.ranMigrations()
		if err != nil {
			return err
		}
		if sum, ok := r.sums[m.version]; ok {
			return sameChecksum(m, sum)
		}
		if err := tx.script(m.text); err != nil {
			return err
		}
		db.log.InfoContext(ctx, "schema migrated", "migration", m.name)
		_, err = tx.exec(ranMigration, []any{m.version, m.name, m.checksum(), stamp(tx.Now)})
		return err
	})
}

func sameChecksum(m migration, sum string) error {
	if sum != m.checksum() {
		return fmt.Errorf("it was changed after it ran here (%.12s then, %.12s now)", sum, m.checksum())
	}
	return nil
}

// script runs several statements as they stand in a file.
func (tx *Tx) script(text string) error {
	_, err := tx.link.conn.ExecContext(tx.quiet, text)
	return err
}
