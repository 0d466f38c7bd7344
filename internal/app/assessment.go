package app

import (
	"context"
	"encoding/json"
	"slices"

	"guatu/internal/access"
	"guatu/internal/indicator"
	"guatu/internal/score"
	"guatu/internal/workday"
)

// An AssessmentFilter says which assessment (考核): a scheme over a period.
type AssessmentFilter struct {
	Moment
	Scheme string       `json:"-" path:"id"`
	Period workday.When `json:"period,omitzero" query:"period" doc:"2026-10, 2026-Q3, 2026-H1, 2026; empty = the last whole one"`
}

// An Assessment is a league table that can say why: who stands where, on which list,
// by which edition, on which facts. It is worked out on asking and kept nowhere; what
// is published of it is frozen (PublicationDraft).
type Assessment struct {
	Filter   AssessmentFilter   `json:"-"`
	Scheme   SchemeHead         `json:"scheme"`
	Edition  workday.Date       `json:"edition"` // in force from
	Pack     string             `json:"pack"`    // its name
	Period   workday.When       `json:"period"`
	Before   workday.When       `json:"before"`
	Span     indicator.Span     `json:"span"`
	On       workday.Date       `json:"on"` // the facts are of this day
	Over     bool               `json:"over"`
	Known    int64              `json:"known"`
	Set      string             `json:"ruleset"`
	Groups   []string           `json:"groups,omitempty"` // in their order
	Headings []score.Heading    `json:"headings"`
	Grades   []string           `json:"grades,omitempty"` // names of lights, classes …
	Rows     []AssessmentRow    `json:"rows"`             // group by group, by rank
	Lists    []AssessmentList   `json:"lists"`
	Bound    []score.Bound      `json:"bound"` // where each name comes from
	Lacks    []TrialLack        `json:"lacks,omitempty"`
	Periods  []workday.When     `json:"periods"`           // up to twelve, this one last: of the totals
	Results  []AssessmentResult `json:"results,omitempty"` // what is on its way to the public of this period
	Facts    json.RawMessage    `json:"facts,omitempty"`   // as they would be frozen; for the office, its leaders and auditors
	Ranked   bool               `json:"ranked"`            // the pack ranks somebody
	Moved    bool               `json:"moved"`             // a rank differs from the period before
	Result   *score.Result      `json:"-"`                 // for whoever writes it down

	together bool // all groups are ranked in one
}

// A SchemeHead is a scheme without its editions.
type SchemeHead struct {
	ID       string           `json:"id"`
	Version  int              `json:"version"`
	Title    string           `json:"title"`
	Unit     string           `json:"unit"`
	UnitName string           `json:"unit_name"`
	Every    indicator.Period `json:"every"`
}

// An AssessmentRow is one unit's place. Totals and ranks run along the periods; Then
// are the totals as they were published.
type AssessmentRow struct {
	Unit    string       `json:"unit"`
	Name    string       `json:"unit_name"`
	Group   string       `json:"group,omitempty"`
	State   string       `json:"state"` // ranked, not_reported, not_computable, exempt, vetoed, unranked
	Total   score.Mark   `json:"total"`
	Rank    int          `json:"rank,omitempty"`
	Was     int          `json:"was,omitempty"`    // its rank the period before
	Moved   *int         `json:"moved"`            // places risen since; null where one is not known
	List    string       `json:"list"`             // the first it is on, or none
	On      []string     `json:"on,omitempty"`     // all lists it is on
	Grades  []string     `json:"grades,omitempty"` // as Assessment.Grades
	Points  []score.Mark `json:"points"`           // as Assessment.Headings
	Totals  []score.Mark `json:"totals"`           // as Assessment.Periods
	Ranks   []int        `json:"ranks"`
	Then    []score.Mark `json:"then"`
	Missing []string     `json:"missing,omitempty"` // what it needs and nobody reported
	Seen    bool         `json:"seen"`              // the reader may open its sheet
}

// An AssessmentList is one list with its units in order.
type AssessmentList struct {
	score.ListName
	Units     []string `json:"units"`
	Undecided []string `json:"undecided,omitempty"` // of whom it cannot be told
}

// An AssessmentResult is a result of the period on its way to the public.
type AssessmentResult struct {
	ID    string                 `json:"id"`
	Title string                 `json:"title"`
	State score.PublicationState `json:"state"`
	Known int64                  `json:"known"`
}

// assessmentPeriods are how many periods totals are told of.
const assessmentPeriods = 12

// Assessment works one out. NotFound where the scheme is not the reader's to see or
// had no edition yet.
func (a *App) Assessment(ctx context.Context, who access.Actor, f AssessmentFilter) (*Assessment, error) {
	if err := may(who, access.ReadScheme); err != nil {
		return nil, err
	}
	s, err := a.assessor(ctx, who, f.Moment)
	if err != nil {
		return nil, err
	}
	scheme, err := s.schemeSeen(f.Scheme, who)
	if err != nil {
		return nil, err
	}
	if f.Period.IsZero() {
		f.Period = scheme.PeriodOf(s.on)
	}
	j, err := s.assess(scheme, f.Period)
	if err != nil {
		return nil, err
	}
	out := s.table(j, who)
	out.Filter = f
	s.past(out, scheme, j)
	s.published(out, who)
	return out, nil
}

// head is the scheme as others name it.
func (f *facts) head(s *score.Scheme) SchemeHead {
	return SchemeHead{ID: s.ID, Version: s.Version, Title: s.Title, Unit: s.Unit, UnitName: f.tree.Name(s.Unit), Every: s.Period}
}

// table is the league table of one period by itself.
func (s *assessor) table(j *assessed, who access.Actor) *Assessment {
	out := &Assessment{Scheme: s.facts.head(j.scheme), Edition: j.edition.From, Pack: j.pack.Name, Period: j.period, Before: j.scheme.Before(j.period),
		Span: j.span, On: j.on, Over: j.on == j.period.Last(), Known: s.facts.n, Set: j.set.ID, Groups: j.pack.Groups(), Headings: j.pack.Headings(),
		Grades: j.pack.GradeNames(), Bound: j.bound, Lacks: j.lacks(), Ranked: j.pack.Ranks(), Result: j.result, together: j.pack.Together(), Rows: []AssessmentRow{}, Lists: j.lists()}
	if who.Scope().SeesUnit(j.scheme.Unit) && (who.Can(access.KeepScheme) || who.Can(access.ApprovePublication) || is(who, access.RoleAuditor)) {
		out.Facts = j.text
	}
	for _, i := range j.result.Order() {
		out.Rows = append(out.Rows, j.row(i, out, who))
	}
	return out
}

func (j *assessed) row(i int, out *Assessment, who access.Actor) AssessmentRow {
	u, sheet := &j.given.Units[i], j.result.Sheet(i)
	r := AssessmentRow{Unit: u.ID, Name: u.Name, Group: u.Group, State: sheet.State, Total: sheet.Total, Rank: sheet.Rank, List: sheet.List,
		Missing: sheet.Missing, Seen: who.Scope().SeesUnit(u.ID), Points: make([]score.Mark, 0, len(out.Headings))}
	for _, g := range sheet.Grades {
		r.Grades = append(r.Grades, g.Is)
	}
	for _, l := range sheet.Lists {
		if l.On {
			r.On = append(r.On, l.Name)
		}
	}
	r.Points = pointsOf(sheet.Indicators, r.Points)
	for len(r.Points) < len(out.Headings) { // an exempt unit has no lines
		r.Points = append(r.Points, score.Mark{})
	}
	return r
}

// pointsOf are the points of lines and their parts, in the order of the headings.
func pointsOf(lines []score.Line, all []score.Mark) []score.Mark {
	for _, l := range lines {
		all = pointsOf(l.Parts, append(all, l.Points))
	}
	return all
}

func (j *assessed) lists() []AssessmentList {
	all := []AssessmentList{}
	names := j.pack.ListNames()
	for k, roll := range j.result.Rolls() {
		l := AssessmentList{ListName: names[k], Units: []string{}}
		for _, i := range roll.Units {
			l.Units = append(l.Units, j.given.Units[i].ID)
		}
		for _, i := range roll.Undecided {
			l.Undecided = append(l.Undecided, j.given.Units[i].ID)
		}
		all = append(all, l)
	}
	return all
}

// past works the periods before out, as they are known at the same moment, and lays
// totals and ranks beside the rows.
func (s *assessor) past(out *Assessment, scheme *score.Scheme, j *assessed) {
	places := []map[string]score.Standing{j.places()}
	out.Periods = append(out.Periods, j.period)
	for p := scheme.Before(j.period); len(places) < assessmentPeriods; p = scheme.Before(p) {
		was, err := s.placesOf(scheme, p)
		if err != nil { // before the first edition
			break
		}
		out.Periods, places = append(out.Periods, p), append(places, was)
	}
	slices.Reverse(out.Periods)
	slices.Reverse(places)
	for i := range out.Rows {
		r := &out.Rows[i]
		for k := range places {
			p := places[k][r.Unit]
			r.Totals, r.Ranks = append(r.Totals, p.Total), append(r.Ranks, p.Rank)
		}
		r.Then = make([]score.Mark, len(places))
		r.move()
		out.Moved = out.Moved || r.Moved != nil && *r.Moved != 0
	}
}

// places are the standings by unit.
func (j *assessed) places() map[string]score.Standing {
	by := map[string]score.Standing{}
	for i := range j.given.Units {
		by[j.given.Units[i].ID] = j.result.Standing(i)
	}
	return by
}

// move tells how many places a unit rose since the period before.
func (r *AssessmentRow) move() {
	if len(r.Ranks) < 2 {
		return
	}
	if r.Was = r.Ranks[len(r.Ranks)-2]; r.Was > 0 && r.Rank > 0 {
		r.Moved = new(r.Was - r.Rank)
	}
}

// published tells what is on its way of this period, and lays the totals beside the
// rows as they were published. The last result of a period counts.
func (s *assessor) published(out *Assessment, who access.Actor) {
	s.results(out, who)
	for _, p := range s.publicationsOf(out.Scheme.ID, who) {
		k := slices.IndexFunc(out.Periods, func(w workday.When) bool { return w.String() == p.Period })
		if k < 0 || !p.On(s.on).Final() {
			continue
		}
		then, err := p.Draft.Totals()
		if err != nil {
			continue // brought in another form: it has no totals to lay beside
		}
		for i := range out.Rows {
			out.Rows[i].Then[k] = then[out.Rows[i].Unit]
		}
	}
}

// results are what is on its way of the period.
func (s *assessor) results(out *Assessment, who access.Actor) {
	for _, p := range s.publicationsOf(out.Scheme.ID, who) {
		if state := p.On(s.on); p.Period == out.Period.String() && state != score.Withdrawn {
			out.Results = append(out.Results, AssessmentResult{p.ID, p.Title, state, p.Draft.Known})
		}
	}
}

// publicationsOf are a scheme's that the actor may read; a draft is its office's own.
func (s *assessor) publicationsOf(scheme string, who access.Actor) (list []*score.Publication) {
	for i := range s.facts.publications {
		if p := &s.facts.publications[i]; p.Draft.Scheme == scheme && openTo(p, who, s.on) {
			list = append(list, p)
		}
	}
	return list
}
