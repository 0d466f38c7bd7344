package score

import (
	"slices"

	"guatu/internal/workday"
)

// A PublicationState is where a publication stands on a day.
type PublicationState string

const (
	Drafted   PublicationState = "drafted"   // 待复核
	Returned  PublicationState = "returned"  // 退回重拟
	Checked   PublicationState = "checked"   // 待公示
	Open      PublicationState = "open"      // 公示中
	Answering PublicationState = "answering" // 公示期满，异议待答复
	Heard     PublicationState = "heard"     // 公示期满，待审定
	Approved  PublicationState = "approved"  // 待发布
	Published PublicationState = "published" // 已发布
	Archived  PublicationState = "archived"  // 已归档
	Amended   PublicationState = "amended"   // 已更正
	Withdrawn PublicationState = "withdrawn" // 已撤回
)

// PublicationStates are all states in the order a desk lists them.
var PublicationStates = []PublicationState{Answering, Heard, Approved, Drafted, Checked, Open, Returned, Published, Amended, Archived, Withdrawn}

// Public tells that everybody of the campaign may read it: from the day it is laid
// open on. A draft is its office's own.
func (s PublicationState) Public() bool {
	return slices.Contains([]PublicationState{Open, Answering, Heard, Approved, Published, Archived, Amended}, s)
}

// Final tells that it was published and moves no more.
func (s PublicationState) Final() bool { return s == Published || s == Archived || s == Amended }

// reached is the state an act leads to, before the day is asked.
var reached = map[PublicationAct]PublicationState{DraftUp: Drafted, CheckDraft: Checked, ReturnDraft: Returned, OpenToObjection: Open,
	Approve: Approved, Publish: Published, Archive: Archived, Amend: Amended, Withdraw: Withdrawn}

// On tells where the publication stands on a day. The last day of objection still
// belongs to those who object.
func (p *Publication) On(day workday.Date) PublicationState {
	state := PublicationState("")
	for _, s := range p.Steps {
		if to, ok := reached[s.Act]; ok && s.Day <= day {
			state = to
		}
	}
	switch {
	case state != Open || day <= p.Until():
		return state
	case len(p.unanswered()) > 0:
		return Answering
	}
	return Heard
}

// Until is the last day on which objections are heard, as it was laid open last.
func (p *Publication) Until() (until workday.Date) {
	for _, s := range p.Steps {
		if s.Act == OpenToObjection {
			until = s.Until
		}
	}
	return until
}

// waits is the step that a publication waits for in each state.
var waits = map[PublicationState]PublicationAct{Drafted: CheckDraft, Returned: DraftUp, Checked: OpenToObjection, Answering: Answer, Heard: Approve, Approved: Publish}

// Next is the step a publication waits for on a day, "" where it waits for nobody:
// while it lies open, the answer to an objection; once one was found right, a new
// draft.
func (p *Publication) Next(day workday.Date) PublicationAct {
	state := p.On(day)
	switch {
	case state == Open && len(p.unanswered()) > 0:
		return Answer
	case state == Heard && len(p.acceptedUndone()) > 0:
		return ReturnDraft
	}
	return waits[state]
}

// PublishedOn is the day it was published; zero while it was not.
func (p *Publication) PublishedOn() workday.Date {
	for _, s := range p.Steps {
		if s.Act == Publish {
			return s.Day
		}
	}
	return workday.Date(0)
}

// An Objection is a unit's word against a draft, with the answer it was given.
type Objection struct {
	At     int              `json:"at"` // its place among the steps
	Step   PublicationStep  `json:"step"`
	Answer *PublicationStep `json:"answer,omitempty"` // nil while it waits
}

// Objections are those of all drafts, in the order they came.
func (p *Publication) Objections() []Objection {
	var list []Objection
	for i, s := range p.Steps {
		switch s.Act {
		case Object:
			list = append(list, Objection{At: i, Step: s})
		case Answer:
			if k := slices.IndexFunc(list, func(o Objection) bool { return o.At == s.Answers }); k >= 0 {
				list[k].Answer = &p.Steps[i]
			}
		}
	}
	return list
}

func (p *Publication) unanswered() []Objection {
	return slices.DeleteFunc(p.Objections(), func(o Objection) bool { return o.Answer != nil })
}

// acceptedUndone are the objections that were found right after the last draft: it
// still says what they objected to.
func (p *Publication) acceptedUndone() []Objection {
	return slices.DeleteFunc(p.Objections(), func(o Objection) bool {
		return o.At < p.draftedAt() || o.Answer == nil || !o.Answer.Accepted
	})
}

// draftedAt is the place of the last draft among the steps.
func (p *Publication) draftedAt() int {
	at := 0
	for i, s := range p.Steps {
		if s.Act == DraftUp {
			at = i
		}
	}
	return at
}

// since finds the last step of a kind since the last draft.
func (p *Publication) since(act PublicationAct) (PublicationStep, bool) {
	for i := len(p.Steps) - 1; i >= p.draftedAt(); i-- {
		if p.Steps[i].Act == act {
			return p.Steps[i], true
		}
	}
	return PublicationStep{}, false
}

// By is the publication as it stood on a day, without what was done later: itself
// where nothing was. Its draft is the last one.
func (p *Publication) By(day workday.Date) *Publication {
	if len(p.Steps) == 0 || p.Steps[len(p.Steps)-1].Day <= day {
		return p
	}
	was := p.Clone()
	was.Steps = slices.DeleteFunc(was.Steps, func(s PublicationStep) bool { return s.Day > day })
	return was
}
