// Rulesets: dated parameters of the core. One that was published never changes,
// because closed documents name it.

package store

import (
	"time"

	"guatu/internal/workday"
)

// A Ruleset is one published set of rules as text; package ruleset reads it.
type Ruleset struct {
	ID   string       `json:"id"`
	From workday.Date `json:"from"` // the first day it is in force
	Name string       `json:"name"`
	Body string       `json:"body"`
	By   string       `json:"by"` // who published it: filled from the act
	At   time.Time    `json:"at"` // when: filled from the act
}

var rulesets = newTable(table[Ruleset]{
	shape: &shape{name: "ruleset", noun: "ruleset", final: true},
	keys:  1,
	key:   func(r *Ruleset) string { return r.ID },
	fields: []field[Ruleset]{
		text("id", func(r *Ruleset) *string { return &r.ID }),
		day("since", func(r *Ruleset) *workday.Date { return &r.From }),
		text("name", func(r *Ruleset) *string { return &r.Name }),
		text("body", func(r *Ruleset) *string { return &r.Body }),
		text("made_by", func(r *Ruleset) *string { return &r.By }),
		moment("made_at", func(r *Ruleset) *time.Time { return &r.At }),
	},
})

// Rulesets are all that were published, by the day they begin, then by when
// they were published.
func (tx *Tx) Rulesets() ([]Ruleset, error) {
	return all(tx, rulesets, " ORDER BY t.since, t.made_at, t.id")
}

// SaveRuleset publishes one; a second of the same identifier is a Conflict.
func (tx *Tx) SaveRuleset(r Ruleset) error {
	r.By, r.At = tx.by.Who, tx.Now
	return saveNew(tx, rulesets, &r)
}
