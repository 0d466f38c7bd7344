package app

import (
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/score"
	"guatu/internal/workday"
)

// A PublicationFilter says which publications, and as of when.
type PublicationFilter struct {
	Moment
	State []string `json:"state,omitempty" query:"state" doc:"where they stand; empty = all but withdrawn"`
}

// A PublicationList is what the actor may read, the latest first.
type PublicationList struct {
	On    workday.Date     `json:"on"`
	Known int64            `json:"known"`
	Rows  []PublicationRow `json:"rows"`
}

// A PublicationRow is one with where it stands on the day.
type PublicationRow struct {
	ID       string                 `json:"id"`
	Version  int                    `json:"version"`
	Title    string                 `json:"title"`
	Kind     score.Kind             `json:"kind"`
	Period   string                 `json:"period"`
	Unit     string                 `json:"unit"`
	UnitName string                 `json:"unit_name"`
	AsOf     workday.Date           `json:"as_of"`
	Number   int                    `json:"number,omitempty"`
	Amends   string                 `json:"amends,omitempty"`
	State    score.PublicationState `json:"state"`
	Until    workday.Date           `json:"until,omitzero"` // the last day of objection
	Workdays int                    `json:"workdays"`       // to it; negative when it is over
	Waiting  int                    `json:"waiting"`        // objections without an answer
	Answer   workday.Date           `json:"answer,omitzero"`
	Last     score.PublicationStep  `json:"last"`
}

// A PublicationPage is one publication, frozen as it was drafted, with its way.
type PublicationPage struct {
	On    workday.Date `json:"on"`
	Known int64        `json:"known"`
	PublicationRow
	Draft      score.Draft             `json:"draft"`
	Steps      []score.PublicationStep `json:"steps"`
	Objections []score.Objection       `json:"objections"`
	Acts       []score.PublicationAct  `json:"acts"` // that the actor could take today
}

// Publications lists them.
func (a *App) Publications(ctx context.Context, who access.Actor, f PublicationFilter) (*PublicationList, error) {
	if err := may(who, access.ReadPublication); err != nil {
		return nil, err
	}
	fig, err := a.at(ctx, who, f.Moment)
	if err != nil {
		return nil, err
	}
	list := &PublicationList{On: fig.on, Known: fig.facts.n, Rows: []PublicationRow{}}
	for i := range slices.Backward(fig.facts.publications) {
		row, ok := fig.publicationRow(&fig.facts.publications[i], who)
		if ok && (slices.Contains(f.State, string(row.State)) || len(f.State) == 0 && row.State != score.Withdrawn) {
			list.Rows = append(list.Rows, row)
		}
	}
	return list, nil
}

// Publication shows one; NotFound for who may not read it yet.
func (a *App) Publication(ctx context.Context, who access.Actor, id string, m Moment) (*PublicationPage, error) {
	if err := may(who, access.ReadPublication); err != nil {
		return nil, err
	}
	fig, err := a.at(ctx, who, m)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(fig.facts.publications, func(p score.Publication) bool { return p.ID == id })
	if i < 0 {
		return nil, fault.New(fault.NotFound, "store.not_found", "noun", "publication", "key", id)
	}
	row, ok := fig.publicationRow(&fig.facts.publications[i], who)
	if !ok {
		return nil, fault.New(fault.NotFound, "store.not_found", "noun", "publication", "key", id)
	}
	p := fig.facts.publications[i].By(fig.on)
	page := &PublicationPage{On: fig.on, Known: fig.facts.n, PublicationRow: row, Draft: p.Draft, Steps: p.Steps, Objections: p.Objections()}
	for _, act := range p.Acts(fig.on) {
		if rightOf(act, p, who) {
			page.Acts = append(page.Acts, act)
		}
	}
	return page, nil
}

// rightOf tells whether an actor is one of those who may take an act.
func rightOf(act score.PublicationAct, p *score.Publication, who access.Actor) bool {
	office := who.Scope().SeesUnit(p.Unit)
	switch act {
	case score.Object:
		return who.Can(access.ObjectPublication) && slices.ContainsFunc(p.Draft.Units, who.Scope().SeesUnit)
	case score.Approve:
		return office && who.Can(access.ApprovePublication)
	}
	return office && who.Can(access.KeepPublication)
}

// keepsDraft tells whether an actor reads what is not laid open: those who keep or
// approve the results of its office, and auditors. A department serves the office and
// is judged by it: it waits with everybody else.
func keepsDraft(p *score.Publication, who access.Actor) bool {
	return is(who, access.RoleAuditor) || who.Scope().SeesUnit(p.Unit) && (who.Can(access.KeepPublication) || who.Can(access.ApprovePublication))
}

// openTo tells whether an actor may read a publication on a day. Looking back shows
// the last draft, so it must have been laid open too.
func openTo(p *score.Publication, who access.Actor, on workday.Date) bool {
	return len(p.By(on).Steps) > 0 && (keepsDraft(p, who) || p.On(on).Public() && p.On(p.Steps[len(p.Steps)-1].Day).Public())
}

// publicationRow cuts one for a reader; not ok where they may not read it.
func (f *figured) publicationRow(p *score.Publication, who access.Actor) (PublicationRow, bool) {
	if !openTo(p, who, f.on) {
		return PublicationRow{}, false
	}
	p = p.By(f.on)
	state := p.On(f.on)
	row := PublicationRow{ID: p.ID, Version: p.Version, Title: p.Title, Kind: p.Kind, Period: p.Period, Unit: p.Unit, UnitName: f.facts.tree.Name(p.Unit),
		AsOf: p.Draft.AsOf, Number: p.Number, Amends: p.Amends, State: state, Until: p.Until(), Last: p.Steps[len(p.Steps)-1]}
	if !row.Until.IsZero() {
		row.Workdays = f.facts.calendar.Between(f.on, row.Until)
	}
	for _, o := range p.Objections() {
		if o.Answer == nil {
			row.Waiting++
			if due := f.facts.calendar.Add(o.Step.Day, f.set.Publications.AnswerDays); row.Answer.IsZero() || due < row.Answer {
				row.Answer = due
			}
		}
	}
	return row, true
}

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
	s := score.Session{Rules: fig.set.Publications, Calendar: fig.facts.calendar, Today: fig.on}
	list := &WarningList{On: fig.on, Known: fig.facts.n, Rows: []WarningRow{}}
	for i := range fig.facts.warnings {
		w := &fig.facts.warnings[i]
		if !who.Scope().SeesUnit(w.Unit) || w.Steps[0].Day > fig.on {
			continue
		}
		row := WarningRow{Warning: *w, UnitName: fig.facts.tree.Name(w.Unit), Standing: s.Standing(w)}
		if !row.Standing.Due.IsZero() {
			row.Workdays = fig.facts.calendar.Between(fig.on, row.Standing.Due)
		}
		list.Rows = append(list.Rows, row)
	}
	slices.SortStableFunc(list.Rows, byHeight)
	return list, nil
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
	return b.Standing.Level - a.Standing.Level
}
