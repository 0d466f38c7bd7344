// Figures: the investment reported month by month, in both senses.

package store

import (
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/workday"
)

var figures = newTable(table[lifecycle.Figure]{
	shape: &shape{name: "figure", noun: "figure", parent: projects.shape},
	keys:  3,
	key: func(f *lifecycle.Figure) string {
		return f.Project + "/" + f.Month.String() + "/" + string(f.Sense)
	},
	project: func(f *lifecycle.Figure) string { return f.Project },
	fields: []field[lifecycle.Figure]{
		text("project", func(f *lifecycle.Figure) *string { return &f.Project }),
		when("month", func(f *lifecycle.Figure) *workday.When { return &f.Month }),
		text("sense", func(f *lifecycle.Figure) *lifecycle.Sense { return &f.Sense }),
		opt("year_done", func(f *lifecycle.Figure) *money.Opt { return &f.YearDone }),
		opt("done", func(f *lifecycle.Figure) *money.Opt { return &f.Done }),
		number("progress", func(f *lifecycle.Figure) *money.Points { return &f.Progress }),
		text("note", func(f *lifecycle.Figure) *string { return &f.Note }),
	},
})

// Figures are a project's, by month, then sense; none of a project outside the
// scope.
func (tx *Tx) Figures(project string) ([]lifecycle.Figure, error) {
	seen, args := projectInScope(tx.scope, "t")
	return all(tx, figures, " AND t.project = ? AND "+seen+" ORDER BY t.month, t.sense", append([]any{project}, args...)...)
}

// AllFigures are those of every project in scope, by project, month, sense.
func (tx *Tx) AllFigures() ([]lifecycle.Figure, error) {
	seen, args := projectInScope(tx.scope, "t")
	return all(tx, figures, " AND "+seen+" ORDER BY t.project, t.month, t.sense", args...)
}

// SaveFigure adds (was nil), changes or removes (is nil) a figure of a project
// in scope; NotFound outside, Conflict when the figure is no longer what it was.
func (tx *Tx) SaveFigure(was, is *lifecycle.Figure) error { return savePart(tx, figures, was, is) }
