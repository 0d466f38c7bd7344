// Credentials: what a person signs in with. The journal says when it was
// changed and by whom; it never holds the secret's hash.

package store

import (
	"time"

	"guatu/internal/fault"
)

// A Credential is a person's password, hashed, and how often it was got wrong.
type Credential struct {
	Person      string    `json:"-"`
	Hash        string    `json:"-"` // as the hasher wrote it
	Failures    int       `json:"-"` // in a row
	LockedUntil time.Time `json:"-"` // zero: not locked
	ChangedAt   time.Time `json:"changed_at"`
}

var credentials = newTable(table[Credential]{
	shape: &shape{name: "credential", noun: "credential"},
	keys:  1,
	key:   func(c *Credential) string { return c.Person },
	fields: []field[Credential]{
		text("person", func(c *Credential) *string { return &c.Person }),
		text("hash", func(c *Credential) *string { return &c.Hash }),
		number("failures", func(c *Credential) *int { return &c.Failures }),
		moment("locked_until", func(c *Credential) *time.Time { return &c.LockedUntil }),
		moment("changed_at", func(c *Credential) *time.Time { return &c.ChangedAt }),
	},
})

// Credential finds what a person signs in with; NotFound before the first.
func (tx *Tx) Credential(person string) (Credential, error) {
	c, err := one(tx, credentials, person, " AND t.person = ?", person)
	if err != nil {
		return Credential{}, err
	}
	return *c, nil
}

// SaveCredential adds or replaces a person's credential. A new hash is
// journalled; counting failures is not.
func (tx *Tx) SaveCredential(c Credential) error {
	if err := tx.acting(); err != nil {
		return err
	}
	old, err := tx.Credential(c.Person)
	if fault.KindOf(err) == fault.NotFound {
		return tx.saveCredential(nil, &c)
	}
	if err != nil {
		return err
	}
	return tx.saveCredential(&old, &c)
}

func (tx *Tx) saveCredential(was, is *Credential) error {
	if err := credentials.put(tx, was, is); err != nil {
		return err
	}
	if was != nil && was.Hash == is.Hash {
		return nil
	}
	before, err := encode(was)
	if err != nil {
		return err
	}
	after, err := encode(is)
	if err != nil {
		return err
	}
	return tx.enter(credentials.noun, is.Person, before, after)
}
