// The parts of a project that are rows of their own: what is known of each
// stage, and what is planned for each year. The journal keeps them inside their
// project.

package store

import (
	"cmp"
	"slices"

	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/workday"
)

// stageRow is one stage of one project; place keeps the order they were given in.
type stageRow struct {
	project string
	place   int
	lifecycle.StageFact
}

var stages = newTable(table[stageRow]{
	shape: &shape{name: "stage", parent: projects.shape},
	keys:  2,
	fields: []field[stageRow]{
		text("project", func(r *stageRow) *string { return &r.project }),
		text("stage", func(r *stageRow) *lifecycle.Stage { return &r.Stage }),
		number("place", func(r *stageRow) *int { return &r.place }),
		when("baseline", func(r *stageRow) *workday.When { return &r.Baseline }),
		when("planned", func(r *stageRow) *workday.When { return &r.Planned }),
		when("forecast", func(r *stageRow) *workday.When { return &r.Forecast }),
		flag("declared", func(r *stageRow) *bool { return &r.Declared }),
		when("declared_on", func(r *stageRow) *workday.When { return &r.DeclaredOn }),
		flag("recognised", func(r *stageRow) *bool { return &r.Recognised }),
		when("recognised_on", func(r *stageRow) *workday.When { return &r.RecognisedOn }),
	},
})

// planRow is one year of one project.
type planRow struct {
	project string
	lifecycle.AnnualPlan
}

var plans = newTable(table[planRow]{
	shape: &shape{name: "plan", parent: projects.shape},
	keys:  2,
	fields: []field[planRow]{
		text("project", func(r *planRow) *string { return &r.project }),
		number("year", func(r *planRow) *int { return &r.Year }),
		opt("plan", func(r *planRow) *money.Opt { return &r.Plan }),
	},
})

// stageRows and planRows are the parts of a project; of none there are none.
func stageRows(p *project) []stageRow {
	if p == nil {
		return nil
	}
	rows := make([]stageRow, len(p.Stages))
	for i, f := range p.Stages {
		rows[i] = stageRow{p.ID, i, f}
	}
	return rows
}

func planRows(p *project) []planRow {
	if p == nil {
		return nil
	}
	rows := make([]planRow, len(p.Plans))
	for i, a := range p.Plans {
		rows[i] = planRow{p.ID, a}
	}
	return rows
}

// saveParts makes the rows what they are to be, touching only those that differ.
func (tx *Tx) saveParts(was, is *project) error {
	err := putRows(tx, stages, stageRows(was), stageRows(is), func(r stageRow) lifecycle.Stage { return r.Stage })
	if err != nil {
		return err
	}
	return putRows(tx, plans, planRows(was), planRows(is), func(r planRow) int { return r.Year })
}

// putRows changes the rows of one project from was to is, matched by key.
func putRows[T, K comparable](tx *Tx, t *table[T], was, is []T, key func(T) K) error {
	find := func(rows []T, k K) *T {
		i := slices.IndexFunc(rows, func(r T) bool { return key(r) == k })
		if i < 0 {
			return nil
		}
		return &rows[i]
	}
	for i := range was {
		if find(is, key(was[i])) != nil {
			continue
		}
		if err := t.put(tx, &was[i], nil); err != nil {
			return err
		}
	}
	for i := range is {
		old := find(was, key(is[i]))
		if old != nil && *old == is[i] {
			continue
		}
		if err := t.put(tx, old, &is[i]); err != nil {
			return err
		}
	}
	return nil
}

// addParts reads the parts of the projects found: of one, or of all in scope.
func (tx *Tx) addParts(found []*project, id string) error {
	where, args := projectInScope(tx.scope, "t")
	where = " AND " + where
	if id != "" {
		where, args = " AND t.project = ?", []any{id}
	}
	byID := make(map[string]*project, len(found))
	for _, p := range found {
		byID[p.ID] = p
	}
	rows, err := all(tx, stages, where, args...)
	if err != nil {
		return err
	}
	slices.SortStableFunc(rows, func(a, b stageRow) int { return cmp.Compare(a.place, b.place) })
	for _, r := range rows {
		p := byID[r.project]
		p.Stages = append(p.Stages, r.StageFact)
	}
	return each(tx, plans, where+" ORDER BY t.project, t.year", args, func(r *planRow) error {
		p := byID[r.project]
		p.Plans = append(p.Plans, r.AnnualPlan)
		return nil
	})
}
