// Answers: explanations given to doubts. One that was given never changes.

package store

import (
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

var answers = newTable(table[lifecycle.Answer]{
	shape:   &shape{name: "answer", noun: "answer", parent: projects.shape, final: true},
	keys:    1,
	key:     func(a *lifecycle.Answer) string { return a.Project + "/" + a.ID },
	project: func(a *lifecycle.Answer) string { return a.Project },
	id:      func(a *lifecycle.Answer) string { return a.ID },
	fields: []field[lifecycle.Answer]{
		text("id", func(a *lifecycle.Answer) *string { return &a.ID }),
		text("project", func(a *lifecycle.Answer) *string { return &a.Project }),
		text("doubt", func(a *lifecycle.Answer) *string { return &a.Doubt }),
		text("facts", func(a *lifecycle.Answer) *string { return &a.Facts }),
		text("body", func(a *lifecycle.Answer) *string { return &a.Text }),
		text("who", func(a *lifecycle.Answer) *string { return &a.Who }),
		text("name", func(a *lifecycle.Answer) *string { return &a.Name }),
		day("made_on", func(a *lifecycle.Answer) *workday.Date { return &a.Day }),
	},
})

// Answers are a project's by identifier, the order they were given in; none of a
// project outside the scope.
func (tx *Tx) Answers(project string) ([]lifecycle.Answer, error) {
	return partsOf(tx, answers, project)
}

// AllAnswers are those of every project in scope, by project, then identifier.
func (tx *Tx) AllAnswers() ([]lifecycle.Answer, error) { return allParts(tx, answers) }

// SaveAnswer adds an answer to a project in scope; NotFound outside. was must be
// nil: an answer is neither changed nor removed.
func (tx *Tx) SaveAnswer(was, is *lifecycle.Answer) error { return savePart(tx, answers, was, is) }
