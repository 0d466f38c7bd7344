// Evidence: the papers and photos of a project, without their files' content.

package store

import (
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/workday"
)

var evidences = newTable(table[lifecycle.Evidence]{
	shape:   &shape{name: "evidence", noun: "evidence", parent: projects.shape},
	keys:    1,
	version: func(e *lifecycle.Evidence) *int { return &e.Version },
	key:     func(e *lifecycle.Evidence) string { return e.Project + "/" + e.ID },
	project: func(e *lifecycle.Evidence) string { return e.Project },
	id:      func(e *lifecycle.Evidence) string { return e.ID },
	fields: []field[lifecycle.Evidence]{
		text("id", func(e *lifecycle.Evidence) *string { return &e.ID }),
		text("project", func(e *lifecycle.Evidence) *string { return &e.Project }),
		text("kind", func(e *lifecycle.Evidence) *string { return &e.Kind }),
		text("title", func(e *lifecycle.Evidence) *string { return &e.Title }),
		text("paper_number", func(e *lifecycle.Evidence) *string { return &e.Number }),
		text("issuer", func(e *lifecycle.Evidence) *string { return &e.Issuer }),
		when("issued", func(e *lifecycle.Evidence) *workday.When { return &e.Issued }),
		when("valid_until", func(e *lifecycle.Evidence) *workday.When { return &e.Until }),
		text("holder", func(e *lifecycle.Evidence) *string { return &e.Holder }),
		opt("amount", func(e *lifecycle.Evidence) *money.Opt { return &e.Amount }),
		text("note", func(e *lifecycle.Evidence) *string { return &e.Note }),
		list("files", func(e *lifecycle.Evidence) *[]lifecycle.File { return &e.Files }),
		text("visit", func(e *lifecycle.Evidence) *string { return &e.Visit }),
		flag("dropped", func(e *lifecycle.Evidence) *bool { return &e.Dropped }),
		text("dropped_for", func(e *lifecycle.Evidence) *string { return &e.Because }),
		text("made_by", func(e *lifecycle.Evidence) *string { return &e.By }),
		day("made_on", func(e *lifecycle.Evidence) *workday.Date { return &e.Day }),
	},
})

// Evidences are a project's by identifier, the order they were entered in,
// dropped ones too; none of a project outside the scope.
func (tx *Tx) Evidences(project string) ([]lifecycle.Evidence, error) {
	return partsOf(tx, evidences, project)
}

// AllEvidences are those of every project in scope, by project, then identifier.
func (tx *Tx) AllEvidences() ([]lifecycle.Evidence, error) { return allParts(tx, evidences) }

// Evidence finds one; NotFound, also when its project is outside the scope.
func (tx *Tx) Evidence(id string) (*lifecycle.Evidence, error) { return part(tx, evidences, id) }

// SaveEvidence adds (was nil), changes or removes (is nil) a piece of evidence of
// a project in scope; NotFound outside, Conflict when it is no longer what it
// was.
func (tx *Tx) SaveEvidence(was, is *lifecycle.Evidence) error {
	return savePart(tx, evidences, was, is)
}
