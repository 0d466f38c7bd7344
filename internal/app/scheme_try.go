package app

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/indicator"
	"guatu/internal/score"
	"guatu/internal/workday"
)

// SchemeTry asks what an edition that is not saved would make of a period: against
// the edition in force, or against nothing where the scheme is new.
type SchemeTry struct {
	Scheme  string           `json:"scheme,omitempty"` // its ID; empty: a new one
	Unit    string           `json:"unit,omitempty"`
	Every   indicator.Period `json:"every,omitempty" enum:"month,quarter,half,year"` // of a new scheme
	Period  workday.When     `json:"period,omitzero"`                                // empty = the last whole one
	Edition SchemeEdition    `json:"edition"`
}

// A SchemeTrial is the answer, unit by unit, in the new order. With no edition in
// force nothing is old.
type SchemeTrial struct {
	Period  workday.When  `json:"period"`
	On      workday.Date  `json:"on"`
	Known   int64         `json:"known"`
	Old     string        `json:"old,omitempty"` // the name of the pack in force
	New     string        `json:"new"`
	Changed int           `json:"changed"`
	Bound   []score.Bound `json:"bound"` // where each name of the new pack comes from
	Lacks   []TrialLack   `json:"lacks,omitempty"`
	Units   []TrialUnit   `json:"units"`
}

// A TrialLack is a name that some units have no value for.
type TrialLack struct {
	Name  string `json:"name"`
	Units int    `json:"units"`
}

// A TrialUnit is one unit before and after.
type TrialUnit struct {
	Unit    string              `json:"unit"`
	Name    string              `json:"unit_name"`
	Group   string              `json:"group,omitempty"`
	Changed bool                `json:"changed"`
	Old     *TrialStanding      `json:"old"` // null: it was not judged
	New     *TrialStanding      `json:"new"` // null: it is judged no longer
	Points  []TrialPoints       `json:"points"`
	Grades  []score.GradeChange `json:"grades,omitempty"`
}

// A TrialStanding is a unit's place.
type TrialStanding struct {
	State string     `json:"state"`
	Total score.Mark `json:"total"`
	Rank  int        `json:"rank,omitempty"`
	List  string     `json:"list"`
}

// TrialPoints is one indicator that changes; Only says that one of the two packs has
// it: "old" or "new".
type TrialPoints struct {
	Name string     `json:"name"`
	Old  score.Mark `json:"old"`
	New  score.Mark `json:"new"`
	Only string     `json:"only,omitempty"`
}

// SchemeTry works both out on the same facts and lays them over each other; nothing
// is kept. Faults are those of SchemeSave, all at once.
func (a *App) SchemeTry(ctx context.Context, who access.Actor, in SchemeTry) (*SchemeTrial, error) {
	if err := may(who, access.KeepScheme); err != nil {
		return nil, err
	}
	s, err := a.assessor(ctx, who, Moment{})
	if err != nil {
		return nil, err
	}
	scheme, err := s.tried(&in, who)
	if err != nil {
		return nil, err
	}
	e := in.Edition.edition(s.on, who.Name)
	if err := s.facts.checkEdition(scheme, &e, s.on); err != nil {
		return nil, err
	}
	after, err := s.tryOn(scheme, &e, in.Period)
	if err != nil {
		return nil, err
	}
	before, err := s.inForce(scheme, after)
	if err != nil {
		return nil, err
	}
	return s.trial(before, after), nil
}

// tried is the scheme an edition is tried for.
func (s *assessor) tried(in *SchemeTry, who access.Actor) (*score.Scheme, error) {
	if in.Scheme != "" {
		return s.schemeSeen(in.Scheme, who)
	}
	every := in.Every
	if every == "" {
		every = indicator.OfQuarter
	}
	if !who.Scope().SeesUnit(in.Unit) {
		return nil, fault.New(fault.Invalid, "project.unit_outside").At("unit")
	}
	return &score.Scheme{Unit: in.Unit, Period: every}, nil
}

// tryOn works the new edition out over a period.
func (s *assessor) tryOn(scheme *score.Scheme, e *score.Edition, period workday.When) (*assessed, error) {
	if period.IsZero() {
		period = scheme.PeriodOf(s.on)
	}
	if err := s.fits(scheme, period); err != nil {
		return nil, err
	}
	return s.by(scheme, e, period)
}

// inForce works the same period out by what is in force; nil where nothing is.
func (s *assessor) inForce(scheme *score.Scheme, after *assessed) (*assessed, error) {
	e := scheme.InForce(after.period.Last())
	if e == nil {
		return nil, nil
	}
	return s.by(scheme, e, after.period)
}

func (s *assessor) trial(before, after *assessed) *SchemeTrial {
	t := &SchemeTrial{Period: after.period, On: after.on, Known: s.facts.n, New: after.pack.Name, Bound: after.bound, Lacks: after.lacks(), Units: []TrialUnit{}}
	if before == nil {
		before = &assessed{pack: after.pack, given: &score.Facts{}}
		before.result = before.pack.Run(before.given)
	} else {
		t.Old = before.pack.Name
	}
	for _, c := range score.Compare(before.result, after.result) {
		u := trialUnit(before, after, c)
		if u.Changed {
			t.Changed++
		}
		t.Units = append(t.Units, u)
	}
	return t
}

// lacks counts for each name the units that have no value for it.
func (j *assessed) lacks() []TrialLack {
	var all []TrialLack
	for k := range j.bound {
		n := 0
		for i := range j.origins {
			if j.origins[i][k].Value == nil {
				n++
			}
		}
		if n > 0 {
			all = append(all, TrialLack{j.bound[k].Name, n})
		}
	}
	return all
}

func trialUnit(before, after *assessed, c score.Change) TrialUnit {
	u := TrialUnit{Changed: !c.Same() || c.Was < 0 || c.Unit < 0, Points: []TrialPoints{}, Grades: c.Grades}
	if c.Was >= 0 {
		u.named(&before.given.Units[c.Was])
		u.Old = &TrialStanding{c.Old.State, c.Old.Total, c.Old.Rank, c.Old.List}
	}
	if c.Unit >= 0 {
		u.named(&after.given.Units[c.Unit])
		u.New = &TrialStanding{c.New.State, c.New.Total, c.New.Rank, c.New.List}
	}
	for _, p := range c.Points {
		points := TrialPoints{Name: p.Name, Old: p.Old, New: p.New}
		switch {
		case !p.Had:
			points.Only = "new"
		case !p.Has:
			points.Only = "old"
		}
		u.Points = append(u.Points, points)
	}
	return u
}

func (u *TrialUnit) named(of *score.Unit) { u.Unit, u.Name, u.Group = of.ID, of.Name, of.Group }
