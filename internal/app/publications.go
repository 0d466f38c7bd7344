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
	// AnswerDays are the working days to Answer; negative when it is over.
	AnswerDays int                   `json:"answer_days,omitempty"`
	Last       score.PublicationStep `json:"last"`
	Next       score.PublicationAct  `json:"next,omitempty"` // what it waits for
	Mine       bool                  `json:"mine,omitempty"` // the actor may take that step
}

// A PublicationPage is one publication, frozen as it was drafted, with its way.
type PublicationPage struct {
	On    workday.Date `json:"on"`
	Known int64        `json:"known"`
	PublicationRow
	Draft      score.Draft             `json:"draft"`
	Steps      []score.PublicationStep `json:"steps"`
	Objections []score.Objection       `json:"objections"`
	Acts       []score.PublicationAct  `json:"acts"`             // that the actor could take on that day
	Voices     []string                `json:"voices,omitempty"` // the judged units the actor speaks for
	Kin        []PublicationName       `json:"kin,omitempty"`    // it corrects and it is corrected by, the oldest first, itself among them
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
	page := &PublicationPage{On: fig.on, Known: fig.facts.n, PublicationRow: row, Draft: p.Draft, Steps: p.Steps, Objections: p.Objections(),
		Acts: fig.actsOf(p, who), Kin: fig.kin(&fig.facts.publications[i], who)}
	if slices.Contains(page.Acts, score.Object) {
		page.Voices = fig.facts.voices(who, p.Draft.Units, p.Unit)
	}
	return page, nil
}

// actsOf are the steps an actor may take, on the day that is asked for.
func (f *figured) actsOf(p *score.Publication, who access.Actor) []score.PublicationAct {
	return slices.DeleteFunc(p.ActsBy(who.Person, f.on), func(act score.PublicationAct) bool { return !f.rightOf(act, p, who) })
}

// rightOf tells whether an actor is one of those who may take an act.
func (f *figured) rightOf(act score.PublicationAct, p *score.Publication, who access.Actor) bool {
	office := who.Scope().SeesUnit(p.Unit)
	switch act {
	case score.Object:
		return who.Can(access.ObjectPublication) && len(f.facts.voices(who, p.Draft.Units, p.Unit)) > 0
	case score.Approve:
		return office && who.Can(access.ApprovePublication)
	}
	return office && who.Can(access.KeepPublication)
}

// kin are the publications that correct one another, the oldest first, as far as
// the actor may read them; none where there is only the one.
func (f *figured) kin(p *score.Publication, who access.Actor) (list []PublicationName) {
	first, all := p, f.facts.publications
	for range all {
		i := slices.IndexFunc(all, func(o score.Publication) bool { return o.ID == first.Amends })
		if first.Amends == "" || i < 0 {
			break
		}
		first = &all[i]
	}
	for at, left := first, len(all); at != nil && left > 0; left-- {
		if openTo(at, who, f.on) {
			list = append(list, PublicationName{at.ID, at.Title, at.Number, at.On(f.on)})
		}
		i := slices.IndexFunc(all, func(o score.Publication) bool { return o.Amends == at.ID && o.On(f.on) != score.Withdrawn })
		if at = nil; i >= 0 {
			at = &all[i]
		}
	}
	if len(list) < 2 {
		return nil
	}
	return list
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
	if row.Waiting > 0 {
		row.AnswerDays = f.facts.calendar.Between(f.on, row.Answer)
	}
	row.Next = p.Next(f.on)
	row.Mine = row.Next != "" && slices.Contains(f.actsOf(p, who), row.Next)
	return row, true
}
