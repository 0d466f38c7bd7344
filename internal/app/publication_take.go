package app

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/journal"
	"guatu/internal/ruleset"
	"guatu/internal/score"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// PublicationMove takes a publication one step along its way: check, return, open,
// archive or withdraw. Publishing, objecting, answering and approving are acts of
// their own.
type PublicationMove struct {
	ID      string               `json:"-" path:"id"`
	Version int                  `json:"version"`
	Act     score.PublicationAct `json:"act" enum:"check,return,open,archive,withdraw"`
	Until   workday.Date         `json:"until,omitzero"` // open: the last day of objection
	Note    string               `json:"note,omitempty"`
}

// moves are the acts that PublicationMove takes.
var moves = map[score.PublicationAct]bool{score.CheckDraft: true, score.ReturnDraft: true, score.OpenToObjection: true, score.Archive: true, score.Withdraw: true}

// PublicationMove writes the step.
func (a *App) PublicationMove(ctx context.Context, who access.Actor, in PublicationMove) error {
	if !moves[in.Act] {
		return fault.New(fault.Invalid, "publication.no_move", "act", string(in.Act)).At("act")
	}
	return a.take(ctx, who, access.KeepPublication, publicationAct{in.ID, in.Version, in.Act, score.Said{Until: in.Until, Note: in.Note}})
}

// PublicationObject is a judged unit's word against a draft that is laid open (异议).
type PublicationObject struct {
	ID      string `json:"-" path:"id"`
	Version int    `json:"version"`
	For     string `json:"for,omitempty"`   // the judged unit whose word it is; empty = one's own
	About   string `json:"about,omitempty"` // an indicator; empty = all of it
	Note    string `json:"note"`
}

// PublicationObject writes it.
func (a *App) PublicationObject(ctx context.Context, who access.Actor, in PublicationObject) error {
	if err := may(who, access.ObjectPublication); err != nil {
		return err
	}
	if in.For != "" && !who.Scope().SeesUnit(in.For) {
		return fault.New(fault.Invalid, "project.unit_outside").At("for")
	}
	return a.take(ctx, who, access.ObjectPublication, publicationAct{in.ID, in.Version, score.Object, score.Said{For: in.For, About: in.About, Note: in.Note}})
}

// PublicationAnswer answers one objection (异议答复). Where it is right the draft is
// returned and made anew from mended facts.
type PublicationAnswer struct {
	ID        string `json:"-" path:"id"`
	Version   int    `json:"version"`
	Objection int    `json:"objection"` // its place among the steps
	Accepted  bool   `json:"accepted"`
	Note      string `json:"note"`
}

// PublicationAnswer writes it.
func (a *App) PublicationAnswer(ctx context.Context, who access.Actor, in PublicationAnswer) error {
	return a.take(ctx, who, access.KeepPublication, publicationAct{in.ID, in.Version, score.Answer, score.Said{Answers: in.Objection, Accepted: in.Accepted, Note: in.Note}})
}

// PublicationApprove is the word of who answers for the result (审定).
type PublicationApprove struct {
	ID      string `json:"-" path:"id"`
	Version int    `json:"version"`
	Note    string `json:"note,omitempty"`
}

// PublicationApprove writes it.
func (a *App) PublicationApprove(ctx context.Context, who access.Actor, in PublicationApprove) error {
	return a.take(ctx, who, access.ApprovePublication, publicationAct{in.ID, in.Version, score.Approve, score.Said{Note: in.Note}})
}

// A publicationAct is which publication, as it was seen, and what is done about it.
type publicationAct struct {
	id      string
	version int
	act     score.PublicationAct
	said    score.Said
}

// take is one act on one publication.
func (a *App) take(ctx context.Context, who access.Actor, right access.Action, in publicationAct) error {
	return a.publish(ctx, who, journal.By{Action: right, Note: in.said.Note}, func(tx *store.Tx, s press) error {
		was, is, err := taken(tx, s, who, in)
		if err != nil {
			return err
		}
		return tx.SavePublication(was, is)
	})
}

// taken finds a publication and takes a step on it. Only who belongs to its office
// moves it; who is judged may object.
func taken(tx *store.Tx, s press, who access.Actor, in publicationAct) (was, is *score.Publication, err error) {
	if was, err = tx.Publication(in.id); err != nil {
		return nil, nil, err
	}
	if in.act != score.Object && !who.Scope().SeesUnit(was.Unit) {
		return nil, nil, fault.New(fault.Forbidden, "publication.not_office")
	}
	if in.version != 0 && in.version != was.Version {
		last := was.Steps[len(was.Steps)-1]
		return nil, nil, fault.New(fault.Conflict, "publication.moved", "name", last.Name, "day", last.Day.String(), "act", string(last.Act))
	}
	is, err = s.Take(was, who.Person, in.act, in.said)
	return was, is, err
}

// A press is what an act on publications is judged by, with the rules in force on
// other days.
type press struct {
	score.Session
	sets []*ruleset.Set
}

// publish opens an act under the rules of publishing in force.
func (a *App) publish(ctx context.Context, who access.Actor, by journal.By, fn func(*store.Tx, press) error) error {
	if err := may(who, by.Action); err != nil {
		return err
	}
	f, err := a.facts(ctx, who.Tenant())
	if err != nil {
		return err
	}
	return a.actFor(ctx, who, by, func(tx *store.Tx) error {
		return fn(tx, press{score.Session{Rules: ruleset.InForce(f.sets, tx.Today).Publications, Calendar: f.calendar, Today: tx.Today}, f.sets})
	})
}
