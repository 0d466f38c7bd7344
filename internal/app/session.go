package app

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"io"
	"strconv"
	"time"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/store"
)

// Sessions are opaque tokens of which only the hash is kept, so that a copy of
// the database opens nothing.
const (
	tokenBytes   = 32
	pageSession  = 12 * time.Hour   // from sign-in, whatever happens
	idleDefault  = 30 * time.Minute // GB/T 22239 asks for an end when idle
	touchEvery   = time.Minute
	apiTokenDays = 365
)

// Kinds of a session.
const (
	PageSession = "page"
	APISession  = "api"
	FeedSession = "feed" // a calendar: its secret stands in an address and opens nothing else
)

// newToken makes a token and the hash that is kept of it.
func (a *App) newToken() (token, hash string) {
	b := make([]byte, tokenBytes)
	if _, err := io.ReadFull(a.rand, b); err != nil {
		panic(err) // no randomness, no sessions
	}
	token = base64.RawURLEncoding.EncodeToString(b)
	return token, tokenHash(token)
}

func tokenHash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// A Visit is an actor with the session they came by.
type Visit struct {
	access.Actor
	Session store.Session
}

// Visit finds who a token belongs to, and notes that they are there. A token that
// is unknown, too old, idle or whose person was closed is unauthenticated, all
// alike.
func (a *App) Visit(ctx context.Context, token, kind string) (*Visit, error) {
	v, err := a.Glance(ctx, token, kind)
	if err != nil || a.clock().Sub(v.Session.SeenAt) <= touchEvery {
		return v, err
	}
	return v, a.db.TouchSession(ctx, v.Session.ID, a.clock())
}

// Glance is Visit by a page that asks by itself, again and again: it does not keep
// a session alive that nobody sits at.
func (a *App) Glance(ctx context.Context, token, kind string) (*Visit, error) {
	denied := fault.New(fault.Unauthenticated, "session.none")
	if token == "" {
		return nil, denied
	}
	tenant, s, err := a.db.SessionByHash(ctx, tokenHash(token))
	if fault.KindOf(err) == fault.NotFound {
		return nil, denied
	}
	if err != nil {
		return nil, err
	}
	f, err := a.facts(ctx, tenant)
	if err != nil {
		return nil, err
	}
	now := a.clock()
	person, ok := f.people[s.Person]
	if !ok || person.Closed || s.Kind != kind || now.After(s.ExpiresAt) || kind == PageSession && now.Sub(s.SeenAt) > idleOf(f) {
		return nil, denied
	}
	return &Visit{access.NewActor(tenant, person, f.tree), s}, nil
}

// idleOf is after how long without a request a page session ends.
func idleOf(f *facts) time.Duration {
	if n, err := strconv.Atoi(f.settings["session.idle_minutes"]); err == nil && n > 0 {
		return time.Duration(n) * time.Minute
	}
	return idleDefault
}

// ActorNamed is the person of a login, for the command line (--as): the operator
// acts under the same matrix, scope and journal as everybody.
func (a *App) ActorNamed(ctx context.Context, tenant, login string) (access.Actor, error) {
	f, err := a.facts(ctx, tenant)
	if err != nil {
		return access.Actor{}, err
	}
	for _, p := range f.people {
		if p.Login == login && !p.Closed {
			return access.NewActor(tenant, p, f.tree), nil
		}
	}
	return access.Actor{}, fault.New(fault.NotFound, "person.no_login", "login", login)
}
