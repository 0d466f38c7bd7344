// Engines: everything that differs between SQLite and PostgreSQL, in one place.
//
// The rest of the package writes one text: `?` for every value, FOR UPDATE where
// a row is locked, nothing that only one of the two understands.

package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"guatu/internal/fault"
)

// A trouble is what a database error means to us.
type trouble int

const (
	other   trouble = iota
	taken           // a key is there already
	orphan          // the row it belongs to is not there
	again           // serialization failure or deadlock: the whole act once more
	full            // no room on the disk
	busy            // somebody holds the lock for too long
	gone            // the connection broke
	refused         // the text cannot be kept
)

// An engine is one kind of database.
type engine struct {
	beginRead  string // a view of one moment
	beginWrite string
	rebind     func(string) string // our text to the engine's
	sort       func(error) trouble
	// patient: statements are not interrupted half-way, the context is asked
	// between them. SQLite watches a context with a goroutine a statement,
	// which costs more than most statements.
	patient bool
}

// dial opens the pools that a DSN names.
func dial(dsn string) (*DB, error) {
	scheme, rest, ok := strings.Cut(dsn, ":")
	switch {
	case ok && scheme == "sqlite" && rest != "":
		return dialSQLite(rest)
	case ok && (scheme == "postgres" || scheme == "postgresql"):
		return dialPostgres(dsn)
	}
	return nil, fault.New(fault.Invalid, "store.dsn")
}

// explain turns a database error into a fault where a person can act on it.
func (e engine) explain(err error, noun string) error {
	if err == nil {
		return nil
	}
	if _, ok := fault.As(err); ok || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	switch e.sort(err) {
	case taken:
		return fault.New(fault.Conflict, "store.taken", "noun", noun).Because(err)
	case orphan:
		return fault.New(fault.Conflict, "store.orphan", "noun", noun).Because(err)
	case full:
		return fault.New(fault.Unavailable, "store.full").Because(err)
	case busy:
		return fault.New(fault.Unavailable, "store.busy").Because(err)
	case gone:
		return fault.New(fault.Unavailable, "store.gone").Because(err)
	case refused:
		return fault.New(fault.Invalid, "store.text").Because(err)
	}
	return fmt.Errorf("store: %w", err)
}

// explainInsert names the noun whose key was taken; the rest is explained when
// the act ends.
func (e engine) explainInsert(err error, noun string) error {
	if t := e.sort(err); t == taken || t == orphan {
		return e.explain(err, noun)
	}
	return err
}

// forSQLite takes our text as it is, but for the row lock: its write
// transaction holds the only lock there is.
func forSQLite(text string) string { return strings.TrimSuffix(text, " FOR UPDATE") }

// forPostgres numbers the values.
func forPostgres(text string) string {
	var b strings.Builder
	quoted, n := false, 0
	for _, r := range text {
		switch {
		case r == '\'':
			quoted = !quoted
		case r == '?' && !quoted:
			n++
			b.WriteString("$" + strconv.Itoa(n))
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
