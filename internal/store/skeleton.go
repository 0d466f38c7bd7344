package store

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"time"

	"guatu/internal/access"
	"guatu/internal/journal"
	"guatu/internal/lifecycle"
	"guatu/internal/schedule"
	"guatu/internal/workday"
)

// This file is the method set while the package is being written; it goes away.

var errNotYet = errors.New("store: not written yet")

type Config struct {
	DSN   string // "sqlite:/path/guatu.db" or "postgres://…"
	Clock func() time.Time
	Log   *slog.Logger
}

type DB struct{}

var Zone = time.FixedZone("CST", 8*3600)

type Tenant struct{ ID, Name, Division string }

func Open(ctx context.Context, c Config) (*DB, error)                    { return nil, errNotYet }
func (db *DB) Close() error                                              { return errNotYet }
func (db *DB) Ping(ctx context.Context) error                            { return errNotYet }
func (db *DB) Tenants(ctx context.Context) ([]Tenant, error)             { return nil, errNotYet }
func (db *DB) CreateTenant(ctx context.Context, t Tenant) error          { return errNotYet }
func (db *DB) Head(ctx context.Context, t string) (int64, string, error) { return 0, "", errNotYet }
func (db *DB) Read(ctx context.Context, s access.Scope, fn func(*Tx) error) error {
	return errNotYet
}
func (db *DB) Write(ctx context.Context, s access.Scope, by journal.By, fn func(*Tx) error) error {
	return errNotYet
}

type Tx struct {
	Today workday.Date
	Now   time.Time
}

// The scope and the act this transaction was opened with.
func (tx *Tx) Scope() access.Scope { return access.Scope{} }
func (tx *Tx) By() journal.By      { return journal.By{} }

func (tx *Tx) Units() ([]access.Unit, error)                  { return nil, errNotYet }
func (tx *Tx) SaveUnit(was, is *access.Unit) error            { return errNotYet }
func (tx *Tx) People() ([]access.Person, error)               { return nil, errNotYet }
func (tx *Tx) Person(id string) (*access.Person, error)       { return nil, errNotYet }
func (tx *Tx) PersonByLogin(l string) (*access.Person, error) { return nil, errNotYet }
func (tx *Tx) SavePerson(was, is *access.Person) error        { return errNotYet }

type Credential struct {
	Person      string
	Hash        string
	Failures    int
	LockedUntil time.Time
	ChangedAt   time.Time
}

func (tx *Tx) Credential(person string) (Credential, error) { return Credential{}, errNotYet }
func (tx *Tx) SaveCredential(c Credential) error            { return errNotYet }

type Session struct {
	ID        string    `json:"id"` // public
	TokenHash string    `json:"-"`
	Person    string    `json:"person"`
	Kind      string    `json:"kind"` // "page" | "api"
	Label     string    `json:"label,omitempty"`
	Agent     string    `json:"agent,omitempty"`
	IP        string    `json:"ip,omitempty"`
	OpenedAt  time.Time `json:"opened_at"`
	SeenAt    time.Time `json:"-"`
	ExpiresAt time.Time `json:"expires_at"`
	Form      string    `json:"-"` // CSRF token
}

func (tx *Tx) OpenSession(s Session) error               { return errNotYet }
func (tx *Tx) Sessions(person string) ([]Session, error) { return nil, errNotYet } // "" = everybody's
func (tx *Tx) RevokeSession(id string) error             { return errNotYet }
func (db *DB) SessionByHash(ctx context.Context, hash string) (tenant string, s Session, err error) {
	return "", Session{}, errNotYet // NotFound
}
func (db *DB) TouchSession(ctx context.Context, id string, seen time.Time) error { return errNotYet }

func (db *DB) SaveSetup(ctx context.Context, hash string) error { return errNotYet }
func (db *DB) SetupHash(ctx context.Context) (string, error)    { return "", errNotYet } // "" = none
func (db *DB) ClearSetup(ctx context.Context) error             { return errNotYet }

func (tx *Tx) Project(id string) (*lifecycle.Project, error)           { return nil, errNotYet }
func (tx *Tx) Projects() ([]*lifecycle.Project, error)                 { return nil, errNotYet }
func (tx *Tx) SaveProject(was, is *lifecycle.Project) error            { return errNotYet }
func (tx *Tx) Figures(project string) ([]lifecycle.Figure, error)      { return nil, errNotYet }
func (tx *Tx) AllFigures() ([]lifecycle.Figure, error)                 { return nil, errNotYet }
func (tx *Tx) SaveFigure(was, is *lifecycle.Figure) error              { return errNotYet }
func (tx *Tx) Milestones(project string) ([]schedule.Milestone, error) { return nil, errNotYet }
func (tx *Tx) AllMilestones() ([]schedule.Milestone, error)            { return nil, errNotYet }
func (tx *Tx) SaveMilestone(was, is *schedule.Milestone) error         { return errNotYet }

type Ruleset struct {
	ID   string       `json:"id"`
	From workday.Date `json:"from"`
	Name string       `json:"name"`
	Body string       `json:"body"`
	By   string       `json:"by"` // filled from the act
	At   time.Time    `json:"at"` // filled from the act
}

func (tx *Tx) Rulesets() ([]Ruleset, error) { return nil, errNotYet }
func (tx *Tx) SaveRuleset(r Ruleset) error  { return errNotYet } // never changed: a second of the same ID is a Conflict

type Notice struct {
	ID   string `json:"id"`
	Kind string `json:"kind"` // "notice" | "local"
	Unit string `json:"unit,omitempty"`
	Name string `json:"name"`
	Body string `json:"body"`
}

func (tx *Tx) Notices() ([]Notice, error)   { return nil, errNotYet }
func (tx *Tx) SaveNotice(n Notice) error    { return errNotYet } // adds or replaces
func (tx *Tx) RemoveNotice(id string) error { return errNotYet }

type Boundary struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Body string `json:"body"` // GeoJSON
}

func (tx *Tx) Boundaries() ([]Boundary, error) { return nil, errNotYet }
func (tx *Tx) SaveBoundary(b Boundary) error   { return errNotYet }
func (tx *Tx) RemoveBoundary(id string) error  { return errNotYet }

func (tx *Tx) Settings() (map[string]string, error)  { return nil, errNotYet }
func (tx *Tx) SaveSetting(key, was, is string) error { return errNotYet } // "" = not there

type View struct {
	ID     string `json:"id"`
	Person string `json:"person"`
	Name   string `json:"name"`
	Page   string `json:"page"`
	Query  string `json:"query"`
	Shared bool   `json:"shared,omitempty"`
	Order  int    `json:"order"`
}

func (tx *Tx) Views(person string) ([]View, error) { return nil, errNotYet } // own and shared
func (tx *Tx) SaveView(v View) error               { return errNotYet }      // NotFound when it is another person's
func (tx *Tx) RemoveView(v View) error             { return errNotYet }

type LedgerMapping struct {
	Unit   string          `json:"unit"`
	Layout string          `json:"layout"`
	Body   json.RawMessage `json:"body"`
}

type LedgerLayoutRow struct {
	Unit   string          `json:"unit"`
	Layout string          `json:"layout"`
	Body   json.RawMessage `json:"body"`
	At     time.Time       `json:"at"`
}

func (tx *Tx) LedgerMappings(unit string) ([]LedgerMapping, error)  { return nil, errNotYet }
func (tx *Tx) SaveLedgerMapping(m LedgerMapping) error              { return errNotYet } // adds or replaces
func (tx *Tx) LedgerLayouts(unit string) ([]LedgerLayoutRow, error) { return nil, errNotYet }
func (tx *Tx) SaveLedgerLayout(l LedgerLayoutRow) error             { return errNotYet }

type Import struct {
	Cause     string    `json:"cause"`
	Unit      string    `json:"unit"`
	File      string    `json:"file"`
	Hash      string    `json:"hash"`
	Who       string    `json:"who"`
	At        time.Time `json:"at"`
	Added     int       `json:"added"`
	Changed   int       `json:"changed"`
	Unchanged int       `json:"unchanged"`
	Missing   int       `json:"missing"`
	Findings  int       `json:"findings"`
	Undone    bool      `json:"undone,omitempty"`
}

func (tx *Tx) Imports() ([]Import, error)           { return nil, errNotYet } // newest first
func (tx *Tx) Import(cause string) (*Import, error) { return nil, errNotYet }
func (tx *Tx) SaveImport(was, is *Import) error     { return errNotYet }

type EntryFilter struct {
	Noun, Key, Who, Cause string
	Project               string // the project, its figures and its milestones
	Action                access.Action
	After, Before         int64 // numbers, both excluded; 0 = open
	Limit                 int   // 0 = 1000
	Desc                  bool
}

func (tx *Tx) Entries(f EntryFilter) ([]journal.Entry, error)           { return nil, errNotYet }
func (tx *Tx) EntriesAfter(n int64, limit int) ([]journal.Entry, error) { return nil, errNotYet }
func (tx *Tx) LastEntryAt(t time.Time) (int64, error)                   { return 0, errNotYet } // 0 = none yet
// Known gives, for one noun, the last entry of every key at journal number n; removed ones are left out.
func (tx *Tx) Known(noun string, n int64) ([]journal.Entry, error) { return nil, errNotYet }

// UndoCause leaves entries of noun "import" alone: mark the import undone yourself.
func (tx *Tx) UndoCause(cause string) error { return errNotYet }

type ChainReport struct {
	Tenant  string
	Entries int64
	Head    string
	Fault   error // nil when the chain holds
}

func (db *DB) Verify(ctx context.Context, progress func(tenant string, n int64)) ([]ChainReport, error) {
	return nil, errNotYet
}
func (db *DB) Backup(ctx context.Context, w io.Writer) error  { return errNotYet }
func (db *DB) Restore(ctx context.Context, r io.Reader) error { return errNotYet }
