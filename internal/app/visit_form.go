package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/geo"
	"guatu/internal/lifecycle"
	"guatu/internal/ruleset"
	"guatu/internal/workday"
)

// A VisitSheet is what a device needs to write down a visit, also without network:
// the questions, what photos can be of, what is known of the project.
type VisitSheet struct {
	On        workday.Date              `json:"on"`
	Known     int64                     `json:"known"`
	Project   VisitProject              `json:"project"`
	Stage     lifecycle.Stage           `json:"stage,omitempty"` // the one that waits to be recognised, else the next
	Claim     string                    `json:"claim,omitempty"` // the claim to it
	Claimed   workday.When              `json:"claimed,omitzero"`
	Must      bool                      `json:"must,omitempty"`
	Questions []lifecycle.VisitQuestion `json:"questions"`
	Kinds     []ruleset.Word            `json:"kinds"`          // of evidence a photo can be
	Kind      string                    `json:"kind,omitempty"` // the one its stage asks for
	Before    []VisitRow                `json:"before"`
	Form      *lifecycle.VisitForm      `json:"-"`
	Mend      *lifecycle.Visit          `json:"mend,omitempty"`
}

// A VisitProject is what the photo's label and the form's head say of a project.
type VisitProject struct {
	ID         string       `json:"id"`
	Name       string       `json:"name"`
	Unit       string       `json:"unit_name"`
	Enterprise string       `json:"enterprise,omitempty"`
	Place      string       `json:"place,omitempty"`
	At         *geo.Point   `json:"at,omitempty"`
	Started    workday.When `json:"started,omitzero"` // declared; recognised where it was
}

// VisitForm is the sheet for a project. mend names an own record to be mended, ""
// none.
func (a *App) VisitForm(ctx context.Context, who access.Actor, project, mend string) (*VisitSheet, error) {
	if err := may(who, access.NoteVisit); err != nil {
		return nil, err
	}
	fig, row, err := a.row(ctx, who, project, Moment{})
	if err != nil {
		return nil, err
	}
	s := &VisitSheet{On: fig.on, Known: fig.facts.n, Project: visitProject(row), Stage: row.Next.Pending, Form: &fig.set.Visit, Questions: []lifecycle.VisitQuestion{}, Before: []VisitRow{}}
	if s.Stage == "" {
		s.Stage = row.Next.Stage
	}
	life, bench := row.dossier.life(row.Tier), fig.bench()
	call, _ := bench.Call(s.Form, life, nil)
	s.Claim, s.Must, s.Claimed = call.Claim, call.Must, row.Project.Fact(s.Stage).DeclaredOn
	s.Questions = append(s.Questions, s.Form.Asks(s.Stage, row.Project.Kind, row.Tier)...)
	s.photos(&fig.set.Recognition, life)
	for i := range row.dossier.visits {
		v := &row.dossier.visits[i]
		s.Before = append(s.Before, visitRow(fig, row, v))
		if v.ID == mend && v.Who == who.ID {
			s.Mend = v
		}
	}
	slices.SortStableFunc(s.Before, func(a, b VisitRow) int { return -cmp.Compare(a.Day, b.Day) })
	return s, nil
}

func visitProject(row *ProjectRow) VisitProject {
	p := row.Project
	v := VisitProject{ID: p.ID, Name: p.Name, Unit: row.Unit, Enterprise: p.Enterprise, Place: p.Place, At: p.At}
	f := p.Fact(lifecycle.Started)
	v.Started = f.DeclaredOn
	if f.Recognised {
		v.Started = f.RecognisedOn
	}
	return v
}

// photos are the kinds of evidence that are photos, and the one the stage asks for.
func (s *VisitSheet) photos(rules *lifecycle.Rules, life lifecycle.Life) {
	photo := map[string]bool{}
	for _, k := range rules.Kinds {
		if photo[k.Code] = k.Photo; k.Photo {
			s.Kinds = append(s.Kinds, ruleset.Word{Code: k.Code, Name: k.Name})
		}
	}
	for _, n := range life.Needs(rules, s.Stage) {
		for _, kind := range n.Kinds {
			if photo[kind] {
				s.Kind = kind
				return
			}
		}
	}
	switch {
	case photo[sitePhoto]:
		s.Kind = sitePhoto
	case len(s.Kinds) > 0:
		s.Kind = s.Kinds[0].Code
	}
}

// sitePhoto is the default's kind of a photo no stage asks for.
const sitePhoto = "site_photo"

// A VisitRound is the projects to be looked at on their sites (待核查): what waits to
// be recognised and nobody has seen since. It is a list of projects, not of duties
// of persons: nobody is counted or reminded by it.
type VisitRound struct {
	On    workday.Date `json:"on"`
	Known int64        `json:"known"`
	Count int          `json:"count"`
	Rows  []VisitStop  `json:"rows"`
}

// A VisitStop is one project of the round.
type VisitStop struct {
	lifecycle.VisitCall
	Project VisitProject `json:"project"`
	Last    workday.Date `json:"last,omitzero"` // the last visit before
	Turn    bool         `json:"turn,omitempty"`
}

// VisitFind narrows the round, or finds any other project to be visited.
type VisitFind struct {
	Query string   `json:"q,omitempty" query:"q" maxLength:"100" doc:"part of a project's name or enterprise; then all projects are looked through"`
	Unit  []string `json:"unit,omitempty" query:"unit" doc:"units; what is below them counts too"`
}

// longestRound bounds the list a device takes along.
const longestRound = 200

// VisitsWanted is the round of the actor's scope: what has to be seen first, then
// what waits longest.
func (a *App) VisitsWanted(ctx context.Context, who access.Actor, f VisitFind) (*VisitRound, error) {
	if err := may(who, access.NoteVisit); err != nil {
		return nil, err
	}
	fig, err := a.at(ctx, who, Moment{})
	if err != nil {
		return nil, err
	}
	m, err := ProjectFilter{Unit: f.Unit, Query: f.Query}.ready(fig.facts)
	if err != nil {
		return nil, err
	}
	round, bench := &VisitRound{On: fig.on, Known: fig.facts.n, Rows: []VisitStop{}}, fig.bench()
	for _, r := range fig.seen(who.Scope(), m.holds) {
		life := r.dossier.life(r.Tier)
		call, wanted := bench.Call(&fig.set.Visit, life, r.dossier.visits)
		if !wanted && strings.TrimSpace(f.Query) == "" {
			continue
		}
		stop := VisitStop{VisitCall: call, Project: visitProject(r)}
		for _, v := range r.dossier.visits {
			stop.Last = max(stop.Last, v.Day)
		}
		if call.Claim != "" {
			stop.Turn = bench.Case(life, call.Stage).Turn(who.Person)
		}
		round.Rows = append(round.Rows, stop)
	}
	slices.SortStableFunc(round.Rows, beforeIn)
	round.Count = len(round.Rows)
	round.Rows = round.Rows[:min(longestRound, round.Count)]
	return round, nil
}

// beforeIn is the order of a round.
func beforeIn(a, b VisitStop) int {
	return cmp.Or(b2i(b.Stage != "")-b2i(a.Stage != ""), b2i(b.Turn)-b2i(a.Turn), b2i(b.Must)-b2i(a.Must), cmp.Compare(a.Since, b.Since), strings.Compare(a.Project.ID, b.Project.ID))
}
