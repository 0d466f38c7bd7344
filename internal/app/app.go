// Package app is the list of use cases: what people do with Guatu (commands) and
// what they ask it (queries), one file each. Pages, the REST interface and the
// command line call this list and nothing else; it calls the pure core to decide
// and the store to remember.
//
// A command opens an act (see act) and contains only its own sentences. A query
// is cut from the facts held in memory (see hold), which follow the journal.
package app

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"encoding/binary"
	"io"
	"log/slog"
	"sync"
	"time"
	"unicode/utf8"

	"guatu/internal/access"
	"guatu/internal/blob"
	"guatu/internal/fault"
	"guatu/internal/journal"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// Config is what an App is wired from. Clock and Rand are given so that the demo
// and the tests live in a time and chance of their own.
type Config struct {
	DB    *store.DB
	Files *blob.Store // where evidence lies; nil: no file can be sent or looked at
	Clock func() time.Time
	Rand  io.Reader // nil = crypto/rand
	Log   *slog.Logger
}

// An App serves every tenant of one database.
type App struct {
	db    *store.DB
	files *blob.Store
	clock func() time.Time
	rand  io.Reader
	log   *slog.Logger
	holds sync.Map // tenant → *hold
	kept  sync.Map // tenant → *crossed
	// hashing bounds how many passwords are hashed at once: argon2id takes
	// memory on purpose, and a wave of sign-ins must not take the machine.
	hashing, queued chan struct{}
	// strangers are failures with logins that do not exist, addresses those from
	// one machine.
	strangers, addresses *tries
}

// New wires an App.
func New(c Config) *App {
	a := &App{db: c.DB, files: c.Files, clock: c.Clock, rand: c.Rand, log: c.Log, hashing: make(chan struct{}, hashersAtOnce), queued: make(chan struct{}, hashersQueued),
		strangers: newTries(maxFailures, lockFor, 24*time.Hour), addresses: newTries(maxFromAddress, lockFor, lockFor)}
	if a.rand == nil {
		a.rand = rand.Reader
	}
	if a.log == nil {
		a.log = slog.New(slog.DiscardHandler)
	}
	return a
}

// act is how every command begins: may this person do it, and under which name
// it is written down. The transaction sees only what the person sees.
func (a *App) act(ctx context.Context, who access.Actor, action access.Action, note string, fn func(*store.Tx) error) error {
	return a.actFor(ctx, who, journal.By{Action: action, Note: note}, fn)
}

// actFor is act with a cause, which ties the entries of a large act together.
func (a *App) actFor(ctx context.Context, who access.Actor, by journal.By, fn func(*store.Tx) error) error {
	if err := may(who, by.Action); err != nil {
		return err
	}
	if utf8.RuneCountInString(by.Note) > maxNote {
		return fault.New(fault.Invalid, "project.text_long", "max", maxNote).At("note")
	}
	by.Who, by.Name = who.ID, who.Name
	return a.db.Write(ctx, who.Scope(), by, fn)
}

// maxNote bounds what is said with an act, in characters: it stands in the journal
// for ever.
const maxNote = 4000

// may is Forbidden where the matrix says no. A command whose input is costly to
// read asks it before it reads, so that reading is nobody's tool for keeping the
// server busy; act asks again.
func may(who access.Actor, action access.Action) error {
	if who.Can(action) {
		return nil
	}
	return fault.New(fault.Forbidden, "access.forbidden", "action", string(action))
}

// Today is the civil day at this moment.
func (a *App) Today() workday.Date { return workday.DateOf(a.clock().In(store.Zone)) }

// Ping tells whether the database answers.
func (a *App) Ping(ctx context.Context) error { return a.db.Ping(ctx) }

// Tenants lists the campaigns kept in this database.
func (a *App) Tenants(ctx context.Context) ([]store.Tenant, error) { return a.db.Tenants(ctx) }

// newID makes an identifier that sorts by the time it was made: 48 bits of
// milliseconds and 72 of chance, in 24 characters.
func (a *App) newID() string {
	var b [15]byte
	var ms [8]byte
	binary.BigEndian.PutUint64(ms[:], uint64(a.clock().UnixMilli()))
	copy(b[:6], ms[2:])
	if _, err := io.ReadFull(a.rand, b[6:]); err != nil {
		panic(err) // no randomness, no identifiers, no service
	}
	return idText.EncodeToString(b[:])
}

// idText is base 32 in the order of its digits, so that text sorts as bytes do.
var idText = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)
