package score

import (
	"cmp"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/workday"
)

// A Session is what acts on publications are judged by: the place's rules, the
// calendar, and the day.
type Session struct {
	Rules    PublicationRules
	Calendar *workday.Calendar
	Today    workday.Date
}

// A Said is what a person adds to an act.
type Said struct {
	Until    workday.Date // OpenToObjection; zero = as the rules say
	For      string       // Object; empty = the person's own unit
	About    string       // Object
	Answers  int          // Answer
	Accepted bool         // Answer
	Note     string
}

// Take adds a step to a copy of the publication, or says all that is against it.
// Conflict when it no longer stands where the act begins; Forbidden when the person
// is the wrong one; Invalid for what is missing.
func (s Session) Take(p *Publication, who access.Person, act PublicationAct, in Said) (*Publication, error) {
	in.Note = strings.TrimSpace(in.Note)
	if now := p.On(s.Today); !slices.Contains(from[act], now) {
		return nil, fault.New(fault.Conflict, "publication.stands", "state", string(now), "act", string(act))
	}
	if err := p.otherPerson(who, act); err != nil {
		return nil, err
	}
	step := PublicationStep{Act: act, Who: who.ID, Name: who.Name, Unit: who.Unit, Day: s.Today, Note: in.Note}
	if err := s.complete(p, &step, in); err != nil {
		return nil, err
	}
	is := p.Clone()
	is.Steps = append(is.Steps, step)
	return is, nil
}

// from are the states in which an act is possible.
var from = map[PublicationAct][]PublicationState{
	DraftUp:         {"", Returned},
	CheckDraft:      {Drafted},
	ReturnDraft:     {Drafted, Checked, Open, Answering, Heard, Approved},
	OpenToObjection: {Checked},
	Object:          {Open},
	Answer:          {Open, Answering},
	Approve:         {Heard},
	Publish:         {Approved},
	Archive:         {Published, Amended},
	Amend:           {Published},
	Withdraw:        {Drafted, Returned, Checked},
}

// Acts are what can be done on a day, in the order of the way.
func (p *Publication) Acts(day workday.Date) []PublicationAct {
	var acts []PublicationAct
	for _, act := range []PublicationAct{DraftUp, CheckDraft, OpenToObjection, Object, Answer, Approve, Publish, Archive, ReturnDraft, Withdraw} {
		if slices.Contains(from[act], p.On(day)) {
			acts = append(acts, act)
		}
	}
	return acts
}

// ActsBy are those of Acts that are one person's to take: hands are held apart, an
// answer needs an objection that waits, and what was objected to rightly is not
// approved.
func (p *Publication) ActsBy(who access.Person, day workday.Date) []PublicationAct {
	return slices.DeleteFunc(p.Acts(day), func(act PublicationAct) bool {
		return p.otherPerson(who, act) != nil || act == Answer && len(p.unanswered()) == 0 || act == Approve && len(p.acceptedUndone()) > 0
	})
}

// otherPerson holds the three hands apart: who drafted does not check, and neither
// approves (起草、复核、审定分离).
func (p *Publication) otherPerson(who access.Person, act PublicationAct) error {
	for _, earlier := range map[PublicationAct][]PublicationAct{CheckDraft: {DraftUp}, Approve: {DraftUp, CheckDraft}}[act] {
		if s, ok := p.since(earlier); ok && s.Who == who.ID {
			return fault.New(fault.Forbidden, "publication.same_person", "act", string(act), "earlier", string(earlier))
		}
	}
	return nil
}

// complete fills a step in and reports what is missing.
func (s Session) complete(p *Publication, step *PublicationStep, in Said) error {
	var wrong fault.List
	switch step.Act {
	case OpenToObjection:
		s.open(step, in, &wrong)
	case Object:
		step.For, step.About = cmp.Or(in.For, step.Unit), in.About
		wrong.Check(slices.Contains(p.Draft.Units, step.For), "for", "publication.not_judged")
		wrong.Add(p.Draft.objectable(step.About))
		wrong.Check(in.Note != "", "note", "publication.objection_empty")
	case Answer:
		p.answer(step, in, &wrong)
	case ReturnDraft, Withdraw:
		wrong.Check(in.Note != "", "note", "publication.reason_missing")
	case Approve:
		p.approve(&wrong)
	}
	return wrong.Err()
}

// open sets the last day of objection: as many working days as the rules say, or
// more.
func (s Session) open(step *PublicationStep, in Said, wrong *fault.List) {
	least := s.Calendar.Add(s.Today, s.Rules.ObjectionDays)
	step.Until = in.Until
	if step.Until.IsZero() {
		step.Until = least
	}
	wrong.Check(step.Until >= least, "until", "publication.open_too_short", "days", s.Rules.ObjectionDays, "least", least.String())
	wrong.Check(step.Until <= s.Today+366, "until", "publication.open_too_long")
}

func (p *Publication) answer(step *PublicationStep, in Said, wrong *fault.List) {
	step.Answers, step.Accepted = in.Answers, in.Accepted
	waits := slices.ContainsFunc(p.unanswered(), func(o Objection) bool { return o.At == in.Answers })
	wrong.Check(waits, "answers", "publication.no_objection")
	wrong.Check(in.Note != "", "note", "publication.answer_empty")
}

// approve refuses what was objected to rightly and not drafted anew.
func (p *Publication) approve(wrong *fault.List) {
	var names []string
	for _, o := range p.acceptedUndone() {
		names = append(names, o.Step.Name)
	}
	wrong.Check(len(names) == 0, "objections", "publication.accepted_undone", "names", names)
}
