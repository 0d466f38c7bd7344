package app

import (
	"cmp"
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/score"
	"guatu/internal/workday"
)

// A WarningList is the warnings of the units the actor sees, the highest first.
type WarningList struct {
	On    workday.Date `json:"on"`
	Known int64        `json:"known"`
	Rows  []WarningRow `json:"rows"`
}

// A WarningRow is one warning with how high it stands on the day.
type WarningRow struct {
	Warning  score.Warning         `json:"warning"`
	UnitName string                `json:"unit_name"`
	Standing score.WarningStanding `json:"standing"`
	Workdays int                   `json:"workdays"` // to the day it climbs; negative when it is over
	Issuer   string                `json:"issuer_name"`
	Title    string                `json:"title,omitempty"` // of the publication it follows
	Acts     []score.WarningAct    `json:"acts"`            // that the actor could take on that day
	Mine     bool                  `json:"mine,omitempty"`  // it waits for the actor
}

// A WarningPage is one warning with the ladder it climbs.
type WarningPage struct {
	On    workday.Date `json:"on"`
	Known int64        `json:"known"`
	WarningRow
	Ladder []score.Rung `json:"ladder"`
}

// Warnings lists them; those that are lifted come last.
func (a *App) Warnings(ctx context.Context, who access.Actor, m Moment) (*WarningList, error) {
	if err := may(who, access.ReadPublication); err != nil {
		return nil, err
	}
	fig, err := a.at(ctx, who, m)
	if err != nil {
		return nil, err
	}
	list := &WarningList{On: fig.on, Known: fig.facts.n, Rows: []WarningRow{}}
	for i := range fig.facts.warnings {
		if row, ok := fig.warningRow(&fig.facts.warnings[i], who); ok {
			list.Rows = append(list.Rows, row)
		}
	}
	slices.SortStableFunc(list.Rows, byHeight)
	return list, nil
}

// Warning shows one with the ladder it climbs; NotFound for whom it does not concern.
func (a *App) Warning(ctx context.Context, who access.Actor, id string, m Moment) (*WarningPage, error) {
	if err := may(who, access.ReadPublication); err != nil {
		return nil, err
	}
	fig, err := a.at(ctx, who, m)
	if err != nil {
		return nil, err
	}
	for i := range fig.facts.warnings {
		if w := &fig.facts.warnings[i]; w.ID == id {
			if row, ok := fig.warningRow(w, who); ok {
				return &WarningPage{On: fig.on, Known: fig.facts.n, WarningRow: row, Ladder: fig.set.Publications.Ladder}, nil
			}
		}
	}
	return nil, fault.New(fault.NotFound, "store.not_found", "noun", "warning", "key", id)
}

// warningRow cuts one for a reader, as it stood on the day; not ok where its unit is
// out of their sight or it was not issued yet.
func (f *figured) warningRow(w *score.Warning, who access.Actor) (row WarningRow, ok bool) {
	if !who.Scope().SeesUnit(w.Unit) || w.Steps[0].Day > f.on {
		return row, false
	}
	was := w.Clone()
	was.Steps = slices.DeleteFunc(was.Steps, func(s score.WarningStep) bool { return s.Day > f.on })
	s := score.Session{Rules: f.set.Publications, Calendar: f.facts.calendar, Today: f.on}
	row = WarningRow{Warning: *was, UnitName: f.facts.tree.Name(w.Unit), Standing: s.Standing(was), Issuer: f.facts.tree.Name(f.facts.tree.Campaign(w.Steps[0].Unit))}
	if !row.Standing.Due.IsZero() {
		row.Workdays = f.facts.calendar.Between(f.on, row.Standing.Due)
	}
	for i := range f.facts.publications {
		if p := &f.facts.publications[i]; p.ID == w.Publication && openTo(p, who, f.on) {
			row.Title = p.Title
		}
	}
	row.Acts = f.warningActs(w, row.Standing.State, who)
	row.Mine = slices.Contains(row.Acts, score.RespondWarning) && row.Standing.State == score.WarningWaits ||
		slices.Contains(row.Acts, score.AcceptPlan)
	return row, true
}

// warningActs are the steps an actor may take: the plan is the warned unit's, the
// word on it that of the office that sent the warning.
func (f *figured) warningActs(w *score.Warning, state score.WarningState, who access.Actor) (acts []score.WarningAct) {
	tree, issuer := f.facts.tree, w.Steps[0].Unit
	for _, act := range score.WarningActs(state) {
		own := act == score.RespondWarning && who.Can(access.AnswerWarning) && f.facts.speaksFor(who, w.Unit, issuer)
		if own || act != score.RespondWarning && who.Can(access.KeepWarning) && tree.Campaign(who.Unit) == tree.Campaign(issuer) {
			acts = append(acts, act)
		}
	}
	return acts
}

func byHeight(a, b WarningRow) int {
	lifted := func(r WarningRow) int {
		if r.Standing.State == score.WarningLifted {
			return 1
		}
		return 0
	}
	if c := lifted(a) - lifted(b); c != 0 {
		return c
	}
	return cmp.Or(b.Standing.Level-a.Standing.Level, cmp.Compare(a.Standing.Due, b.Standing.Due))
}
