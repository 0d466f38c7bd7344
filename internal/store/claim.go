// Claims: stages declared and what was done about it.

package store

import (
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

var claims = newTable(table[lifecycle.Claim]{
	shape:   &shape{name: "claim", noun: "claim", parent: projects.shape},
	keys:    1,
	version: func(c *lifecycle.Claim) *int { return &c.Version },
	key:     func(c *lifecycle.Claim) string { return c.Project + "/" + c.ID },
	project: func(c *lifecycle.Claim) string { return c.Project },
	id:      func(c *lifecycle.Claim) string { return c.ID },
	fields: []field[lifecycle.Claim]{
		text("id", func(c *lifecycle.Claim) *string { return &c.ID }),
		text("project", func(c *lifecycle.Claim) *string { return &c.Project }),
		text("stage", func(c *lifecycle.Claim) *lifecycle.Stage { return &c.Stage }),
		when("reached", func(c *lifecycle.Claim) *workday.When { return &c.On }),
		text("unit", func(c *lifecycle.Claim) *string { return &c.Unit }),
		list("evidence", func(c *lifecycle.Claim) *[]string { return &c.Evidence }),
		text("batch", func(c *lifecycle.Claim) *string { return &c.Batch }),
		list("steps", func(c *lifecycle.Claim) *[]lifecycle.ClaimStep { return &c.Steps }),
	},
})

// Claims are a project's by identifier, the order they were made in; none of a
// project outside the scope.
func (tx *Tx) Claims(project string) ([]lifecycle.Claim, error) { return partsOf(tx, claims, project) }

// AllClaims are those of every project in scope, by project, then identifier.
func (tx *Tx) AllClaims() ([]lifecycle.Claim, error) { return allParts(tx, claims) }

// Claim finds one; NotFound, also when its project is outside the scope.
func (tx *Tx) Claim(id string) (*lifecycle.Claim, error) { return part(tx, claims, id) }

// SaveClaim adds (was nil), changes or removes (is nil) a claim of a project in
// scope; NotFound outside, Conflict when it is no longer what it was.
func (tx *Tx) SaveClaim(was, is *lifecycle.Claim) error { return savePart(tx, claims, was, is) }
