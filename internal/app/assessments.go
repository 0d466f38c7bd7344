package app

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/score"
	"guatu/internal/workday"
)

// Assessments are the latest results of all schemes the actor may read: who leads, and
// where the actor's own unit and those below it stand.
type Assessments struct {
	On    workday.Date     `json:"on"`
	Known int64            `json:"known"`
	Rows  []AssessmentHead `json:"rows"`
}

// An AssessmentHead is one scheme over the last period that was over.
type AssessmentHead struct {
	Scheme  SchemeHead         `json:"scheme"`
	Period  workday.When       `json:"period"`
	Over    bool               `json:"over"`
	Units   int                `json:"units"`   // that are judged
	Lacking int                `json:"lacking"` // of those, how many did not report what is needed
	Ranked  bool               `json:"ranked"`
	Own     []AssessmentPlace  `json:"own"`   // the actor's unit and those below it, where it is not all of them
	First   []AssessmentPlace  `json:"first"` // of each group
	Lists   []AssessmentList   `json:"lists"`
	Names   map[string]string  `json:"names"` // of units on lists
	Results []AssessmentResult `json:"results,omitempty"`
}

// An AssessmentPlace is where one unit stands.
type AssessmentPlace struct {
	Unit  string     `json:"unit"`
	Name  string     `json:"unit_name"`
	Group string     `json:"group,omitempty"`
	State string     `json:"state"`
	Total score.Mark `json:"total"`
	Rank  int        `json:"rank,omitempty"`
	Of    int        `json:"of"` // how many are ranked with it
	On    []string   `json:"on,omitempty"`
}

// Assessments works the last whole period of every scheme out. A scheme without an
// edition for it has no rows.
func (a *App) Assessments(ctx context.Context, who access.Actor, m Moment) (*Assessments, error) {
	if err := may(who, access.ReadScheme); err != nil {
		return nil, err
	}
	s, err := a.assessor(ctx, who, m)
	if err != nil {
		return nil, err
	}
	list := &Assessments{On: s.on, Known: s.facts.n, Rows: []AssessmentHead{}}
	for i := range s.facts.schemes {
		scheme := &s.facts.schemes[i]
		if !s.facts.readsScheme(scheme, who) {
			continue
		}
		if j, err := s.assess(scheme, scheme.PeriodOf(s.on)); err == nil {
			list.Rows = append(list.Rows, s.glance(j, who))
		}
	}
	return list, nil
}

// glance is an assessment at a glance.
func (s *assessor) glance(j *assessed, who access.Actor) AssessmentHead {
	t := s.table(j, who)
	h := AssessmentHead{Scheme: t.Scheme, Period: t.Period, Over: t.Over, Units: len(t.Rows), Ranked: t.Ranked, Own: []AssessmentPlace{}, First: []AssessmentPlace{}, Lists: t.Lists, Names: map[string]string{}}
	s.results(t, who)
	h.Results = t.Results
	below := s.facts.tree.Below(who.Person.Unit)
	for i := range t.Rows {
		r := &t.Rows[i]
		if len(r.On) > 0 {
			h.Names[r.Unit] = r.Name
		}
		if len(r.Missing) > 0 {
			h.Lacking++
		}
		if r.Rank == 1 {
			h.First = append(h.First, t.placeOf(r))
		}
		if below[r.Unit] {
			h.Own = append(h.Own, t.placeOf(r))
		}
	}
	if len(h.Own) == len(t.Rows) && len(t.Rows) > 1 {
		h.Own = h.Own[:0] // the city's own people see all of them in the table
	}
	return h
}

// placeOf is a row without its points.
func (t *Assessment) placeOf(r *AssessmentRow) AssessmentPlace {
	p := AssessmentPlace{Unit: r.Unit, Name: r.Name, Group: r.Group, State: r.State, Total: r.Total, Rank: r.Rank, On: r.On}
	for i := range t.Rows {
		if o := &t.Rows[i]; o.Rank > 0 && (t.together || o.Group == r.Group) {
			p.Of++
		}
	}
	return p
}
