// Package storetest opens databases for tests: Fresh a SQLite file, Each every
// database at hand.
//
// PostgreSQL is at hand when GUATU_TEST_POSTGRES names a server, or when its
// binaries are installed: then one private server is started for the test
// binary, on a socket in a temporary folder, and ends with it however that
// ends. Where there is none the test is skipped with a line that says so;
// GUATU_TEST_REQUIRE=postgres makes it fail instead.
package storetest

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"guatu/internal/store"
)

// Tenant is the tenant that every database here begins with.
const Tenant = "t1"

// Begin is what the clock shows at first: a Thursday morning in China.
var Begin = time.Date(2026, 3, 19, 9, 0, 0, 0, store.Zone)

// Fresh is an empty SQLite database with one tenant, and the clock it reads.
func Fresh(t testing.TB) (*store.DB, *Clock) {
	t.Helper()
	return open(t, SQLite(t))
}

// SQLite is the DSN of a file that is not there yet.
func SQLite(t testing.TB) string {
	t.Helper()
	return "sqlite:" + filepath.Join(t.TempDir(), "guatu.db")
}

// Each runs a test on every database at hand, each empty but for one tenant.
func Each(t *testing.T, fn func(t *testing.T, db *store.DB, clock *Clock)) {
	t.Helper()
	EachDSN(t, func(t *testing.T, dsn string) {
		db, clock := open(t, dsn)
		fn(t, db, clock)
	})
}

// EachDSN runs a test on the address of a new, empty database of every kind.
func EachDSN(t *testing.T, fn func(t *testing.T, dsn string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { fn(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { fn(t, Postgres(t)) })
}

// open opens a database that closes with the test.
func open(t testing.TB, dsn string) (*store.DB, *Clock) {
	t.Helper()
	clock := &Clock{now: Begin}
	db := Open(t, dsn, clock)
	if err := db.CreateTenant(context.Background(), store.Tenant{ID: Tenant, Name: "示例市"}); err != nil {
		t.Fatal(err)
	}
	return db, clock
}

// Open opens a database that closes with the test, on a clock of the test.
func Open(t testing.TB, dsn string, clock *Clock) *store.DB {
	t.Helper()
	db, err := store.Open(context.Background(), store.Config{DSN: dsn, Clock: clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}
