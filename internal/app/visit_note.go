package app

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/geo"
	"guatu/internal/lifecycle"
	"guatu/internal/ruleset"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// VisitNote writes down what was seen of a project on its site (现场核查). It may
// have been written without network and sent later, more than once: ID is made on
// the device, and the record is kept once.
type VisitNote struct {
	ID       string           `json:"id,omitempty" maxLength:"40"` // made on the device; empty: made here
	Project  string           `json:"-" path:"id"`
	Version  int              `json:"version"` // of the record that is mended; 0 for a new one
	Claim    string           `json:"claim,omitempty"`
	Day      workday.Date     `json:"day"`
	With     string           `json:"with,omitempty"`
	At       *geo.Point       `json:"at,omitempty"` // only if the person allowed it; never required
	Seen     []lifecycle.Seen `json:"seen,omitempty"`
	Image    string           `json:"image,omitempty"`
	Problems string           `json:"problems,omitempty"`
	Opinion  string           `json:"opinion,omitempty"`
}

// VisitNote gives the record as it is kept. Sent again with the same content it
// answers the same and writes nothing; with another content it is a new version by
// the same person, as long as the rules let it be mended and nothing was decided on
// it. All mistakes are told at once.
//
// Faults: visit.other, visit.changed with the "version" that is there, visit.closed,
// visit.decided; those of lifecycle.Visit.Check.
func (a *App) VisitNote(ctx context.Context, who access.Actor, in VisitNote) (kept *lifecycle.Visit, err error) {
	if err := may(who, access.NoteVisit); err != nil {
		return nil, err
	}
	f, err := a.facts(ctx, who.Tenant())
	if err != nil {
		return nil, err
	}
	if in.ID == "" {
		in.ID = a.newID()
	}
	err = a.act(ctx, who, access.NoteVisit, "", func(tx *store.Tx) error {
		was, err := visitThere(tx, in.ID)
		if err != nil {
			return err
		}
		is := in.over(was, who)
		if was != nil && was.Same(&is) {
			kept = was
			return nil // sent twice
		}
		with := visitRules(f.sets, tx.Today)
		life, err := lifeIn(tx, in.Project)
		if err != nil {
			return err
		}
		if err := mendable(was, in, life, with, who); err != nil {
			return err
		}
		if err := is.Check(with, life); err != nil {
			return err
		}
		kept = &is
		return tx.SaveVisit(was, &is)
	})
	if err != nil {
		return nil, err
	}
	return kept, nil
}

// over is what is sent laid over what was known.
func (in VisitNote) over(was *lifecycle.Visit, who access.Actor) lifecycle.Visit {
	is := lifecycle.Visit{ID: in.ID, Project: in.Project, Who: who.ID, Name: who.Name}
	if was != nil {
		is.Version, is.Who, is.Name = was.Version, was.Who, was.Name
	}
	is.Claim, is.Day, is.With, is.At, is.Seen = in.Claim, in.Day, in.With, in.At, in.Seen
	is.Image, is.Problems, is.Opinion = in.Image, in.Problems, in.Opinion
	is.Tidy()
	return is
}

// visitThere is the record of an identifier; nil where there is none in sight.
func visitThere(tx *store.Tx, id string) (*lifecycle.Visit, error) {
	was, err := tx.Visit(id)
	if fault.KindOf(err) == fault.NotFound {
		return nil, nil
	}
	return was, err
}

// visitRules are what records are held against today: the form in force, and every
// other this place or the default ever had, since a device may have kept it.
func visitRules(sets []*ruleset.Set, today workday.Date) lifecycle.VisitRules {
	now := ruleset.InForce(sets, today)
	forms := append([]*lifecycle.VisitForm{&now.Visit}, formsOf(sets)...)
	return lifecycle.VisitRules{Forms: forms, Rules: &now.Recognition, Today: today}
}

// lifeIn is what a record is held against of its project; NotFound outside the
// scope.
func lifeIn(tx *store.Tx, project string) (lifecycle.Life, error) {
	var l lifecycle.Life
	var err error
	if l.Project, err = tx.Project(project); err != nil {
		return l, err
	}
	if l.Evidence, err = tx.Evidences(project); err != nil {
		return l, err
	}
	l.Claims, err = tx.Claims(project)
	return l, err
}

// mendable refuses to change a record: somebody else's, one that is not the one
// that was read, one too old, one a decision stands on.
func mendable(was *lifecycle.Visit, in VisitNote, life lifecycle.Life, with lifecycle.VisitRules, who access.Actor) error {
	if was == nil {
		return nil
	}
	days := with.Forms[0].CorrectDays
	switch {
	case was.Who != who.ID || was.Project != in.Project:
		return fault.New(fault.Conflict, "visit.other")
	case in.Version != was.Version:
		return fault.New(fault.Conflict, "visit.changed", "version", was.Version)
	case int(with.Today-was.Day) > days:
		return fault.New(fault.Conflict, "visit.closed", "day", was.Day.String(), "days", days)
	}
	for i := range life.Claims {
		if c := &life.Claims[i]; c.ID == was.Claim && c.DecidedSince(was.Day) {
			return fault.New(fault.Conflict, "visit.decided")
		}
	}
	return nil
}

// formsOf are the forms of sets, and the default's.
func formsOf(sets []*ruleset.Set) []*lifecycle.VisitForm {
	var list []*lifecycle.VisitForm
	for _, s := range append(sets[:len(sets):len(sets)], ruleset.InForce(nil, 0)) {
		list = append(list, &s.Visit)
	}
	return list
}
