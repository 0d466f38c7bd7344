package app

import (
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/ruleset"
	"guatu/internal/score"
	"guatu/internal/workday"
)

// A SchemeList is the schemes the actor may read, in the order they were begun in.
type SchemeList struct {
	On    workday.Date `json:"on"`
	Known int64        `json:"known"`
	Rows  []SchemeRow  `json:"rows"`
}

// A SchemeRow is one scheme at a glance.
type SchemeRow struct {
	SchemeHead
	From    workday.Date      `json:"from,omitzero"` // the edition that judges the last whole period; zero: none yet
	Coming  workday.Date      `json:"coming,omitzero"`
	Pack    string            `json:"pack,omitempty"`
	Members int               `json:"members"`
	Period  workday.When      `json:"period"`         // the last whole one
	Last    *AssessmentResult `json:"last,omitempty"` // the latest result on its way or published
	LastOf  string            `json:"last_of,omitempty"`
	Owed    int               `json:"owed"` // values of the last whole period not typed in yet
}

// Schemes lists them.
func (a *App) Schemes(ctx context.Context, who access.Actor, m Moment) (*SchemeList, error) {
	if err := may(who, access.ReadScheme); err != nil {
		return nil, err
	}
	s, err := a.assessor(ctx, who, m)
	if err != nil {
		return nil, err
	}
	list := &SchemeList{On: s.on, Known: s.facts.n, Rows: []SchemeRow{}}
	for i := range s.facts.schemes {
		if scheme := &s.facts.schemes[i]; s.facts.readsScheme(scheme, who) {
			list.Rows = append(list.Rows, s.schemeRow(scheme, who))
		}
	}
	return list, nil
}

func (s *assessor) schemeRow(scheme *score.Scheme, who access.Actor) SchemeRow {
	r := SchemeRow{SchemeHead: s.facts.head(scheme), Period: scheme.PeriodOf(s.on)}
	e := scheme.InForce(r.Period.Last())
	if n := len(scheme.Editions); n > 0 && (e == nil || scheme.Editions[n-1].From > e.From) {
		r.Coming = scheme.Editions[n-1].From
		if e == nil {
			e = &scheme.Editions[n-1]
			r.Coming, r.From = e.From, 0
		}
	}
	if e != nil {
		if r.Coming != e.From {
			r.From = e.From
		}
		r.Members = len(e.Members)
		if p, err := s.pack(e.Pack); err == nil {
			r.Pack = p.Name
		}
	}
	if sheet, err := s.entrySheet(scheme, r.Period, who); err == nil {
		r.Owed = sheet.Owed
	}
	for i := range s.facts.publications {
		p := &s.facts.publications[i]
		if state := p.On(s.on); p.Draft.Scheme == scheme.ID && openTo(p, who, s.on) && state != score.Withdrawn {
			r.Last, r.LastOf = &AssessmentResult{p.ID, p.Title, state, p.Draft.Known}, p.Period
		}
	}
	return r
}

// A SchemeFilter names a scheme at a moment.
type SchemeFilter struct {
	Moment
	ID string `json:"-" path:"id"`
}

// A SchemePage is one scheme with its editions.
type SchemePage struct {
	On    workday.Date `json:"on"`
	Known int64        `json:"known"`
	Today workday.Date `json:"today"`
	SchemeHead
	Period   workday.When      `json:"period"`   // the last whole one
	Editions []EditionPage     `json:"editions"` // the latest first
	InForce  workday.Date      `json:"in_force,omitzero"`
	Measures []IndicatorColumn `json:"indicators"` // what names can be bound to
}

// An EditionPage is one edition: what it says, and what that comes to.
type EditionPage struct {
	score.Edition
	Until    workday.Date      `json:"until,omitzero"` // the last day before the next edition
	Mendable bool              `json:"mendable"`
	Name     string            `json:"name"`
	Source   string            `json:"source"`
	Unknown  []string          `json:"unknown,omitempty"`
	Groups   []string          `json:"groups,omitempty"`
	Names    map[string]string `json:"names"` // of the members, by unit
	Bound    []score.Bound     `json:"bound"`
}

// Scheme shows one; NotFound for who may not read it.
func (a *App) Scheme(ctx context.Context, who access.Actor, f SchemeFilter) (*SchemePage, error) {
	if err := may(who, access.ReadScheme); err != nil {
		return nil, err
	}
	s, err := a.assessor(ctx, who, f.Moment)
	if err != nil {
		return nil, err
	}
	scheme, err := s.schemeSeen(f.ID, who)
	if err != nil {
		return nil, err
	}
	set := ruleset.InForce(s.facts.sets, s.on)
	page := &SchemePage{On: s.on, Known: s.facts.n, Today: a.Today(), SchemeHead: s.facts.head(scheme), Period: scheme.PeriodOf(s.on), Editions: []EditionPage{}}
	for i := range set.Indicators.Definitions() {
		page.Measures = append(page.Measures, columnOf(set.Indicators, i))
	}
	if e := scheme.InForce(s.on); e != nil {
		page.InForce = e.From
	}
	for i := range slices.Backward(scheme.Editions) {
		page.Editions = append(page.Editions, s.edition(scheme, i, set))
	}
	return page, nil
}

func (s *assessor) edition(scheme *score.Scheme, i int, set *ruleset.Set) EditionPage {
	e := EditionPage{Edition: scheme.Editions[i], Mendable: scheme.Editions[i].Mendable(s.on), Names: map[string]string{}, Bound: []score.Bound{}}
	if i+1 < len(scheme.Editions) {
		e.Until = scheme.Editions[i+1].From - 1
	}
	for _, m := range e.Members {
		e.Names[m.Unit] = s.facts.tree.Name(m.Unit)
	}
	p, err := s.pack(e.Pack)
	if err != nil { // it was read when it was saved; a later program may read otherwise
		return e
	}
	e.Name, e.Source, e.Unknown, e.Groups = p.Name, p.Source, p.Unknown, p.Groups()
	e.Bound = e.Bind(p, set.Indicators)
	return e
}
