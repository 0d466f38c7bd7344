package app

import (
	"cmp"
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/score"
	"guatu/internal/workday"
)

// An AssessmentLever is which projects move a unit most: what each that owes
// something would give if it were done, and what each gives now. Nothing is guessed:
// for every project the facts are made as they would be, and the indicators, the
// points and the ranks are worked out of them by what works out the real ones.
type AssessmentLever struct {
	Period   workday.When `json:"period"`
	On       workday.Date `json:"on"` // what is owed is taken as done on this day
	Known    int64        `json:"known"`
	Unit     string       `json:"unit"`
	Name     string       `json:"unit_name"`
	Total    score.Mark   `json:"total"`
	Rank     int          `json:"rank,omitempty"`
	List     string       `json:"list"`
	Projects int          `json:"projects"` // below the unit, as the indicators count them
	Owing    int          `json:"owing"`    // of those, how many owe something by the period's end
	Owed     []LeverRow   `json:"owed"`     // those that would give most if they did it
	Gives    []LeverRow   `json:"gives"`    // those without which most would be lost
	Open     []LeverOpen  `json:"open"`     // what was not reported: its points are not guessed
}

// A LeverRow is one project: where the unit would stand, and what would be gained, or
// lost, in points of the total. Points are null where one of the totals is missing.
type LeverRow struct {
	Project  string        `json:"project"`
	Name     string        `json:"name"`
	Unit     string        `json:"unit"`
	UnitName string        `json:"unit_name"`
	Debts    []LeverDebt   `json:"debts,omitempty"`
	Total    score.Mark    `json:"total"`
	Points   *score.Points `json:"points"`
	Rank     int           `json:"rank,omitempty"`
	List     string        `json:"list"`
}

// A LeverDebt is one thing a project owes: a stage planned by the period's end, or
// the share of the year's investment due by then.
type LeverDebt struct {
	Stage    lifecycle.Stage `json:"stage,omitempty"` // none: investment
	Planned  workday.When    `json:"planned,omitzero"`
	Declared bool            `json:"declared,omitempty"` // it was, and only waits to be recognised
	Due      money.Opt       `json:"due,omitzero"`
	Done     money.Opt       `json:"done,omitzero"`
}

// A LeverOpen is a name of the pack nobody reported, with the indicators that need
// it. Most is what such an indicator can give, where the pack says so.
type LeverOpen struct {
	Name  string      `json:"name"`
	Means score.Means `json:"means"`
	Lines []LeverLine `json:"lines"`
}

// A LeverLine is one indicator with its ceiling, null where the pack gives it none.
type LeverLine struct {
	Name string     `json:"name"`
	Most score.Mark `json:"most"`
}

// leverRows is how many projects are told of on either side.
const leverRows = 20

// AssessmentLever works it out. NotFound where the unit is not judged, or not the
// reader's to see.
func (a *App) AssessmentLever(ctx context.Context, who access.Actor, f AssessmentSheetFilter) (*AssessmentLever, error) {
	s, j, at, err := a.assessedUnit(ctx, who, &f)
	if err != nil {
		return nil, err
	}
	l := s.lever(j, at)
	out := &AssessmentLever{Period: j.period, On: j.on, Known: s.facts.n, Unit: f.Unit, Name: j.given.Units[at].Name, Total: l.was.Total, Rank: l.was.Rank, List: l.was.List,
		Projects: len(l.rows[at]), Owed: []LeverRow{}, Gives: []LeverRow{}, Open: l.open()}
	for _, row := range l.rows[at] {
		if !who.Scope().Sees(row.Subject()) {
			continue
		}
		if then, debts := l.fulfilled(row); len(debts) > 0 {
			out.Owing++
			out.Owed = l.moved(out.Owed, l.told(row, then, debts))
		}
		out.Gives = l.moved(out.Gives, l.told(row, nil, nil))
	}
	out.Owed, out.Gives = most(out.Owed, 1), most(out.Gives, -1)
	return out, nil
}

// assessedUnit works an assessment out for somebody who may look at one unit of it.
func (a *App) assessedUnit(ctx context.Context, who access.Actor, f *AssessmentSheetFilter) (s *assessor, j *assessed, at int, err error) {
	if err = may(who, access.ReadScheme); err != nil {
		return nil, nil, 0, err
	}
	if s, err = a.assessor(ctx, who, f.Moment); err != nil {
		return nil, nil, 0, err
	}
	scheme, err := s.schemeSeen(f.Scheme, who)
	if err != nil {
		return nil, nil, 0, err
	}
	if f.Period.IsZero() {
		f.Period = scheme.PeriodOf(s.on)
	}
	if j, err = s.assess(scheme, f.Period); err != nil {
		return nil, nil, 0, err
	}
	at = slices.IndexFunc(j.given.Units, func(u score.Unit) bool { return u.ID == f.Unit })
	if at < 0 || !who.Scope().SeesUnit(f.Unit) {
		return nil, nil, 0, fault.New(fault.NotFound, "store.not_found", "noun", "unit", "key", f.Unit)
	}
	return s, j, at, nil
}

// told is where the unit would stand with another dossier in the place of a
// project's, or with none.
func (l *lever) told(row *ProjectRow, then *dossier, debts []LeverDebt) LeverRow {
	p := row.Project
	out := LeverRow{Project: p.ID, Name: p.Name, Unit: p.Unit, UnitName: row.Unit, Debts: debts}
	is := l.standing(row, then)
	out.Total, out.Rank, out.List = is.Total, is.Rank, is.List
	if is.Total.OK && l.was.Total.OK {
		out.Points = new(is.Total.Points - l.was.Total.Points)
	}
	return out
}

// moved keeps a project that moves the unit at all.
func (l *lever) moved(list []LeverRow, r LeverRow) []LeverRow {
	if r.Total == l.was.Total && r.Rank == l.was.Rank && r.List == l.was.List {
		return list
	}
	return append(list, r)
}

// most are those that move most: up with 1, down with -1.
func most(list []LeverRow, way int) []LeverRow {
	rank := func(r LeverRow) int { return cmp.Or(r.Rank, maxUnranked) }
	slices.SortStableFunc(list, func(a, b LeverRow) int {
		return cmp.Or(-way*cmp.Compare(pointsMoved(a), pointsMoved(b)), way*cmp.Compare(rank(a), rank(b)))
	})
	return list[:min(len(list), leverRows)]
}

// maxUnranked stands behind every rank.
const maxUnranked = 1 << 30

func pointsMoved(r LeverRow) score.Points {
	if r.Points == nil {
		return 0
	}
	return *r.Points
}

// open are the names nobody reported that the unit's points need.
func (l *lever) open() []LeverOpen {
	all := []LeverOpen{}
	sheet := l.j.result.Sheet(l.at)
	for _, name := range sheet.Missing {
		o := LeverOpen{Name: name, Lines: needing(sheet.Indicators, name, []LeverLine{})}
		for _, b := range l.j.bound {
			if b.Name == name {
				o.Means = b.Means
			}
		}
		all = append(all, o)
	}
	return all
}

// needing are the indicators whose formula lacks a name.
func needing(lines []score.Line, name string, all []LeverLine) []LeverLine {
	for _, line := range lines {
		if slices.Contains(line.Lacks, name) {
			all = append(all, LeverLine{line.Name, line.Cap})
		}
		all = needing(line.Parts, name, all)
	}
	return all
}
