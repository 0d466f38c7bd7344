// Sessions: who is signed in, on a page or by a token. They are in the database
// so that two servers tell the same truth.

package store

import (
	"context"
	"time"

	"guatu/internal/fault"
)

// A Session is one signed-in browser or one token of the API. What the journal
// keeps of it holds no secret.
type Session struct {
	ID        string    `json:"id"` // public: what a list shows and Revoke takes
	TokenHash string    `json:"-"`  // of the secret the browser holds
	Person    string    `json:"person"`
	Kind      string    `json:"kind"` // "page" or "api"
	Label     string    `json:"label,omitempty"`
	Agent     string    `json:"agent,omitempty"`
	IP        string    `json:"ip,omitempty"`
	OpenedAt  time.Time `json:"opened_at"`
	SeenAt    time.Time `json:"-"`
	ExpiresAt time.Time `json:"expires_at"`
	Form      string    `json:"-"` // the form token
}

var sessions = newTable(table[Session]{
	shape: &shape{name: "session", noun: "session"},
	keys:  1,
	key:   func(s *Session) string { return s.ID },
	fields: []field[Session]{
		text("id", func(s *Session) *string { return &s.ID }),
		text("token_hash", func(s *Session) *string { return &s.TokenHash }),
		text("person", func(s *Session) *string { return &s.Person }),
		text("kind", func(s *Session) *string { return &s.Kind }),
		text("label", func(s *Session) *string { return &s.Label }),
		text("agent", func(s *Session) *string { return &s.Agent }),
		text("ip", func(s *Session) *string { return &s.IP }),
		moment("opened_at", func(s *Session) *time.Time { return &s.OpenedAt }),
		moment("seen_at", func(s *Session) *time.Time { return &s.SeenAt }),
		moment("expires_at", func(s *Session) *time.Time { return &s.ExpiresAt }),
		text("form", func(s *Session) *string { return &s.Form }),
	},
})

// OpenSession signs a person in, and sweeps away what has run out of theirs.
func (tx *Tx) OpenSession(s Session) error {
	if err := save(tx, sessions, nil, &s); err != nil {
		return err
	}
	_, err := tx.exec("DELETE FROM session WHERE tenant = ? AND person = ? AND expires_at <= ?",
		[]any{tx.tenant, s.Person, stamp(tx.Now)})
	return err
}

// Sessions are a person's, the latest first, those that ran out too; of
// everybody when person is "".
func (tx *Tx) Sessions(person string) ([]Session, error) {
	if person == "" {
		return all(tx, sessions, " ORDER BY t.opened_at DESC, t.id")
	}
	return all(tx, sessions, " AND t.person = ? ORDER BY t.opened_at DESC, t.id", person)
}

// RevokeSession signs a session out; NotFound when it is not there.
func (tx *Tx) RevokeSession(id string) error {
	if err := tx.acting(); err != nil {
		return err
	}
	s, err := one(tx, sessions, id, " AND t.id = ?", id)
	if err != nil {
		return err
	}
	if _, err := tx.exec("DELETE FROM session WHERE tenant = ? AND id = ?", []any{tx.tenant, id}); err != nil {
		return err
	}
	before, err := encode(s)
	if err != nil {
		return err
	}
	return tx.enter(sessions.noun, id, before, nil)
}

// SessionByHash finds the session of a secret, before there is an actor: its
// tenant and itself, run out or not. NotFound.
func (db *DB) SessionByHash(ctx context.Context, hash string) (tenant string, s Session, err error) {
	err = db.glance(ctx, func(tx *Tx) error {
		where := "SELECT tenant FROM session WHERE token_hash = ?"
		err := tx.query(where, []any{hash}, func(scan func(...any) error) error { return scan(&tx.tenant) })
		if err != nil {
			return err
		}
		found, err := one(tx, sessions, "", " AND t.token_hash = ?", hash)
		if err != nil {
			return err
		}
		tenant, s = tx.tenant, *found
		return nil
	})
	return tenant, s, err
}

// TouchSession notes that a session was used. It is no act and leaves no entry;
// callers do it once a minute, not on every request.
func (db *DB) TouchSession(ctx context.Context, id string, seen time.Time) error {
	return db.change(ctx, func(tx *Tx) error {
		n, err := tx.exec("UPDATE session SET seen_at = ? WHERE id = ?", []any{stamp(seen), id})
		if err == nil && n == 0 {
			return fault.New(fault.NotFound, "store.not_found", "noun", sessions.noun, "key", id)
		}
		return err
	})
}
