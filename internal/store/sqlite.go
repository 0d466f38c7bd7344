// SQLite: one connection that writes, four that read; WAL; every commit reaches
// the disk before it is acknowledged.

package store

import (
	"errors"
	"net/url"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// readers is how many reads run beside each other on a SQLite file.
const readers = 4

// dialSQLite opens a file. Two pools, because a reading transaction that wants
// to write later cannot wait for the lock and fails at once.
func dialSQLite(path string) (*DB, error) {
	write, err := sqlite.NewConnector(sqliteName(path,
		"journal_mode(WAL)", "synchronous(FULL)", "busy_timeout(10000)", "foreign_keys(1)",
		"cache_size(-65536)", "temp_store(MEMORY)", "journal_size_limit(67108864)"))
	if err != nil {
		return nil, err
	}
	read, err := sqlite.NewConnector(sqliteName(path,
		"query_only(1)", "busy_timeout(10000)", "cache_size(-16384)", "temp_store(MEMORY)"))
	if err != nil {
		return nil, err
	}
	return &DB{
		engine: engine{beginRead: "BEGIN", beginWrite: "BEGIN IMMEDIATE", rebind: forSQLite, sort: sortSQLite, patient: true},
		reads:  newPool(read, readers),
		writes: newPool(write, 1),
	}, nil
}

// sqliteName is the file's name as the driver wants it.
func sqliteName(path string, pragmas ...string) string {
	escaped := strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(path)
	return "file:" + escaped + "?" + url.Values{"_pragma": pragmas}.Encode()
}

// sortSQLite reads the result code.
func sortSQLite(err error) trouble {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return other
	}
	switch e.Code() {
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
		return taken
	case sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
		return orphan
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_FULL:
		return full
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return busy
	}
	return other
}
