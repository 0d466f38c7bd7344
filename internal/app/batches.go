package app

// What was promised by a day, and where it stands (一季度开工26个).

import (
	"cmp"
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// A BatchFilter says which batches, and as of when.
type BatchFilter struct {
	Moment
	Closed bool `json:"closed,omitempty" query:"closed" doc:"closed ones too"`
}

// A BatchList is the batches the actor has a part in, by the day they are due.
type BatchList struct {
	Filter BatchFilter  `json:"-"`
	On     workday.Date `json:"on"`
	Known  int64        `json:"known"`
	Rows   []BatchRow   `json:"rows"`
}

// A BatchRow is one batch with where it stands on the day.
type BatchRow struct {
	Batch    lifecycle.Batch      `json:"batch"`
	Unit     string               `json:"unit_name"`
	State    lifecycle.BatchState `json:"state"`
	Workdays int                  `json:"workdays"` // to the last day, negative when it is over
	// Partial: the promise is of a unit outside the actor's view, so the state
	// counts only the projects the actor sees, and what was promised is not theirs.
	Partial bool `json:"partial,omitempty"`
}

// A BatchPage is one batch with its names.
type BatchPage struct {
	On    workday.Date `json:"on"`
	Known int64        `json:"known"`
	BatchRow
	Names []BatchName `json:"names"` // those still open first, by unit
}

// A BatchName is one project of a batch. Its next step says what it lacks and whose
// move it is.
type BatchName struct {
	Row          *ProjectRow  `json:"row"`
	Declared     bool         `json:"declared"` // the batch's stage
	DeclaredOn   workday.When `json:"declared_on,omitzero"`
	Recognised   bool         `json:"recognised"`
	RecognisedOn workday.When `json:"recognised_on,omitzero"`
	Planned      workday.When `json:"planned,omitzero"` // for the batch's stage
	Late         bool         `json:"late,omitempty"`   // planned after the batch is due
	Left         bool         `json:"left,omitempty"`
}

// Batches lists them.
func (a *App) Batches(ctx context.Context, who access.Actor, f BatchFilter) (*BatchList, error) {
	fig, carriers, err := a.carriers(ctx, who, f.Moment)
	if err != nil {
		return nil, err
	}
	list := &BatchList{Filter: f, On: fig.on, Known: fig.facts.n, Rows: []BatchRow{}}
	for _, b := range fig.facts.batches {
		if b.Closed && !f.Closed {
			continue
		}
		if row, _, ok := fig.batchRow(b, carriers, who.Scope()); ok {
			list.Rows = append(list.Rows, row)
		}
	}
	return list, nil
}

// Batch shows one. One of which the actor sees neither the unit nor a project is
// not found.
func (a *App) Batch(ctx context.Context, who access.Actor, id string, m Moment) (*BatchPage, error) {
	fig, carriers, err := a.carriers(ctx, who, m)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(fig.facts.batches, func(b lifecycle.Batch) bool { return b.ID == id })
	if i < 0 {
		return nil, batchMissing(id)
	}
	row, members, ok := fig.batchRow(fig.facts.batches[i], carriers, who.Scope())
	if !ok {
		return nil, batchMissing(id)
	}
	p := &BatchPage{On: fig.on, Known: fig.facts.n, BatchRow: row}
	for _, r := range members {
		p.Names = append(p.Names, nameIn(&row.Batch, r, fig.on))
	}
	slices.SortStableFunc(p.Names, func(a, b BatchName) int { return cmp.Compare(a.rank(), b.rank()) })
	return p, nil
}

func batchMissing(id string) error { return fault.New(fault.NotFound, "batch.not_found", "id", id) }

// carriers are the projects the actor sees that carry a batch's name, by name.
func (a *App) carriers(ctx context.Context, who access.Actor, m Moment) (*figured, map[string][]*ProjectRow, error) {
	if err := may(who, access.ReadProjects); err != nil {
		return nil, nil, err
	}
	fig, err := a.at(ctx, who, m)
	if err != nil {
		return nil, nil, err
	}
	carriers := map[string][]*ProjectRow{}
	for _, r := range fig.seen(who.Scope(), func(r *ProjectRow) bool { return len(r.Project.Batches) > 0 }) {
		for _, name := range r.Project.Batches {
			carriers[name] = append(carriers[name], r)
		}
	}
	return fig, carriers, nil
}

// batchRow works one out, with its members; not ok where the actor has no part in it.
func (f *figured) batchRow(b lifecycle.Batch, carriers map[string][]*ProjectRow, scope access.Scope) (row BatchRow, members []*ProjectRow, ok bool) {
	below := f.facts.tree.Below(b.Unit)
	var projects []*lifecycle.Project
	for _, r := range carriers[b.Name] {
		if below[r.Project.Unit] || r.Project.Park != "" && below[r.Project.Park] {
			members, projects = append(members, r), append(projects, r.Project)
		}
	}
	row = BatchRow{Batch: b, Unit: f.facts.tree.Name(b.Unit), Partial: !scope.SeesUnit(b.Unit)}
	if row.Partial && len(members) == 0 {
		return row, nil, false
	}
	if row.Partial {
		b.Count, b.Amount.OK = 0, false // another's promise: one's own names stand for themselves
		row.Batch = b
	}
	row.State = b.State(projects, f.on)
	row.Workdays = f.facts.calendar.Between(f.on, b.Due)
	return row, members, true
}

// nameIn is what a project is to its batch.
func nameIn(b *lifecycle.Batch, r *ProjectRow, on workday.Date) BatchName {
	declared, recognised := r.Project.ChainOn(lifecycle.DeclaredBasis, on), r.Project.ChainOn(lifecycle.RecognisedBasis, on)
	n := BatchName{Row: r, Planned: r.Project.Fact(b.Stage).Planned}
	n.DeclaredOn, n.Declared = declared.Reached(b.Stage)
	n.RecognisedOn, n.Recognised = recognised.Reached(b.Stage)
	n.Left = (declared.Left() || recognised.Left()) && !n.Declared && !n.Recognised
	n.Late = !n.Declared && !n.Planned.IsZero() && n.Planned.Last() > b.Due
	return n
}

// rank lets the open ones stand first, then the declared, the recognised, and those
// that left.
func (n BatchName) rank() int {
	switch {
	case n.Left:
		return 3
	case n.Recognised:
		return 2
	case n.Declared:
		return 1
	}
	return 0
}
