// PostgreSQL and the engines that speak its protocol.

package store

import (
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
)

// How many connections read and write beside each other. Two pools, so that
// many readers cannot keep an act waiting for a connection.
const (
	pgReaders = 12
	pgWriters = 12
)

// dialPostgres prepares the pools; connections are made when needed.
func dialPostgres(dsn string) (*DB, error) {
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		return nil, err
	}
	// Quoted text means what it says, in every statement of ours.
	config.RuntimeParams["standard_conforming_strings"] = "on"
	config.RuntimeParams["application_name"] = "guatu"
	return &DB{
		engine: engine{
			beginRead:  "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
			beginWrite: "BEGIN ISOLATION LEVEL READ COMMITTED",
			rebind:     forPostgres, sort: sortPostgres,
		},
		reads:  newPool(stdlib.GetConnector(*config), pgReaders),
		writes: newPool(stdlib.GetConnector(*config), pgWriters),
	}, nil
}

// sortPostgres reads the SQLSTATE.
func sortPostgres(err error) trouble {
	var e *pgconn.PgError
	var dead *pgconn.ConnectError
	var cut *net.OpError
	switch {
	case errors.As(err, &dead), errors.As(err, &cut), errors.Is(err, driver.ErrBadConn), errors.Is(err, io.ErrUnexpectedEOF):
		return gone
	case !errors.As(err, &e):
		return other
	}
	switch e.Code {
	case "23505":
		return taken
	case "23503":
		return orphan
	case "40001", "40P01":
		return again
	case "53100":
		return full
	case "55P03", "53300":
		return busy
	case "22021", "22P05":
		return refused
	}
	if strings.HasPrefix(e.Code, "57P") || strings.HasPrefix(e.Code, "08") {
		return gone
	}
	return other
}
