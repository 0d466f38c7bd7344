// Visits: what was seen of a project on its site.

package store

import (
	"guatu/internal/geo"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

var visits = newTable(table[lifecycle.Visit]{
	shape:   &shape{name: "visit", noun: "visit", parent: projects.shape},
	keys:    1,
	version: func(v *lifecycle.Visit) *int { return &v.Version },
	key:     func(v *lifecycle.Visit) string { return v.Project + "/" + v.ID },
	project: func(v *lifecycle.Visit) string { return v.Project },
	id:      func(v *lifecycle.Visit) string { return v.ID },
	fields: []field[lifecycle.Visit]{
		text("id", func(v *lifecycle.Visit) *string { return &v.ID }),
		text("project", func(v *lifecycle.Visit) *string { return &v.Project }),
		text("claim", func(v *lifecycle.Visit) *string { return &v.Claim }),
		day("made_on", func(v *lifecycle.Visit) *workday.Date { return &v.Day }),
		text("who", func(v *lifecycle.Visit) *string { return &v.Who }),
		text("name", func(v *lifecycle.Visit) *string { return &v.Name }),
		text("company", func(v *lifecycle.Visit) *string { return &v.With }),
		longitude("lon", func(v *lifecycle.Visit) **geo.Point { return &v.At }),
		latitude("lat", func(v *lifecycle.Visit) **geo.Point { return &v.At }),
		list("seen", func(v *lifecycle.Visit) *[]lifecycle.Seen { return &v.Seen }),
		text("image", func(v *lifecycle.Visit) *string { return &v.Image }),
		text("problems", func(v *lifecycle.Visit) *string { return &v.Problems }),
		text("opinion", func(v *lifecycle.Visit) *string { return &v.Opinion }),
	},
})

// Visits are a project's by identifier; none of a project outside the scope.
func (tx *Tx) Visits(project string) ([]lifecycle.Visit, error) { return partsOf(tx, visits, project) }

// AllVisits are those of every project in scope, by project, then identifier.
func (tx *Tx) AllVisits() ([]lifecycle.Visit, error) { return allParts(tx, visits) }

// Visit finds one; NotFound, also when its project is outside the scope.
func (tx *Tx) Visit(id string) (*lifecycle.Visit, error) { return part(tx, visits, id) }

// SaveVisit adds (was nil), changes or removes (is nil) a visit to a project in
// scope; NotFound outside, Conflict when it is no longer what it was, Invalid
// when the identifier its device made cannot be one.
func (tx *Tx) SaveVisit(was, is *lifecycle.Visit) error { return savePart(tx, visits, was, is) }
