// People: who can sign in.

package store

import "guatu/internal/access"

var people = newTable(table[access.Person]{
	shape:   &shape{name: "person", noun: "person"},
	keys:    1,
	version: func(p *access.Person) *int { return &p.Version },
	key:     func(p *access.Person) string { return p.ID },
	fields: []field[access.Person]{
		text("id", func(p *access.Person) *string { return &p.ID }),
		text("login", func(p *access.Person) *string { return &p.Login }),
		text("name", func(p *access.Person) *string { return &p.Name }),
		text("unit", func(p *access.Person) *string { return &p.Unit }),
		list("roles", func(p *access.Person) *[]access.Role { return &p.Roles }),
		text("enterprise", func(p *access.Person) *string { return &p.Enterprise }),
		text("phone", func(p *access.Person) *string { return &p.Phone }),
		flag("closed", func(p *access.Person) *bool { return &p.Closed }),
	},
})

// People are all people of the tenant, by identifier, closed accounts too.
func (tx *Tx) People() ([]access.Person, error) { return all(tx, people, " ORDER BY t.id") }

// Person finds a person; NotFound.
func (tx *Tx) Person(id string) (*access.Person, error) {
	return one(tx, people, id, " AND t.id = ?", id)
}

// PersonByLogin finds a person by the name they sign in with; NotFound.
func (tx *Tx) PersonByLogin(login string) (*access.Person, error) {
	return one(tx, people, login, " AND t.login = ?", login)
}

// SavePerson adds (was nil), changes or removes (is nil) a person. A login that
// somebody else has is a Conflict.
func (tx *Tx) SavePerson(was, is *access.Person) error {
	if err := save(tx, people, was, is); err != nil {
		return tx.engine.explainInsert(err, people.noun)
	}
	return tx.flush(people.shape)
}
