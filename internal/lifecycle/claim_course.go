package lifecycle

import (
	"slices"

	"guatu/internal/workday"
)

// A ClaimState is where a claim stands.
type ClaimState string

const (
	Checking   ClaimState = "checking"   // 待核查: departments have not all checked
	Deciding   ClaimState = "deciding"   // 待认定: the office decides
	SentBack   ClaimState = "sent_back"  // 已退回
	TakenBack  ClaimState = "taken_back" // 已撤回
	Recognised ClaimState = "recognised" // 已认定
	Revoked    ClaimState = "revoked"    // 已撤销
	Disputed   ClaimState = "disputed"   // 有异议: the unit does not accept the decision
)

// ClaimStates are all states in the order a desk lists them.
var ClaimStates = []ClaimState{Disputed, Deciding, Checking, SentBack, Recognised, TakenBack, Revoked}

// open are the states in which somebody still has to decide.
func (s ClaimState) open() bool { return s == Checking || s == Deciding || s == Disputed }

// A course is how far a claim has come by a day: the bare sequence of its steps,
// before rules and calendar are asked.
type course struct {
	state    ClaimState // Deciding while undecided
	declared *ClaimStep // the last declaration; nil for stock recognised without one
	decided  *ClaimStep // the last decision
	dispute  *ClaimStep // open
	last     *ClaimStep
	was      *StageFact
	checks   []*ClaimStep // since the declaration, the last of each department
}

// outcome is the state a deciding act leads to.
var outcome = map[ClaimAct]ClaimState{Recognise: Recognised, SendBack: SentBack, TakeBack: TakenBack, Revoke: Revoked}

// courseBy follows the steps taken by a day.
func (c *Claim) courseBy(day workday.Date) (t course) {
	for i := range c.Steps {
		if s := &c.Steps[i]; s.Day <= day {
			t.take(s)
		}
	}
	return t
}

func (t *course) take(s *ClaimStep) {
	t.last = s
	if s.Was != nil {
		t.was = s.Was
	}
	switch s.Act {
	case Declare:
		t.state, t.declared, t.decided, t.dispute, t.checks = Deciding, s, nil, nil, nil
	case Check, Object:
		t.checks = append(slices.DeleteFunc(t.checks, func(c *ClaimStep) bool { return c.Department == s.Department }), s)
	case Dispute:
		t.dispute = s
	case Uphold:
		t.dispute = nil
	default:
		t.state, t.decided, t.dispute = outcome[s.Act], s, nil
	}
}

// By is the claim as it stood on a day, without what was done later: itself where
// nothing was.
func (c *Claim) By(day workday.Date) *Claim {
	if len(c.Steps) == 0 || c.Steps[len(c.Steps)-1].Day <= day {
		return c
	}
	was := c.Clone()
	was.Steps = slices.DeleteFunc(was.Steps, func(s ClaimStep) bool { return s.Day > day })
	return was
}

// RecognisedBy tells from when a stage counts by a claim as it stood on a day: "as
// known then". Not ok while it was not recognised.
func (c *Claim) RecognisedBy(day workday.Date) (workday.When, bool) {
	t := c.courseBy(day)
	if t.state != Recognised {
		return workday.When{}, false
	}
	return t.decided.On, true
}

// Holds tells whether the claim stands for its stage: it is open or recognised.
func (c *Claim) Holds() bool {
	t := c.courseBy(workday.LastDate)
	return t.state == Deciding || t.state == Recognised || t.dispute != nil
}

// Settle writes into a project what follows from the claim's last step: a stage is
// declared while its claim is open or recognised; one that came to nothing leaves
// the stage as it was before it, so a ledger's own word is not taken away.
func (c *Claim) Settle(p *Project) {
	t := c.courseBy(workday.LastDate)
	f := p.Fact(c.Stage)
	switch {
	case t.state == Recognised:
		f.Recognised, f.RecognisedOn = true, t.decided.On
		f.Declared = true
		if f.DeclaredOn.IsZero() {
			f.DeclaredOn = c.On
		}
	case t.state == Deciding:
		f.Declared, f.DeclaredOn = true, c.On
	case t.last.Act == Dispute || t.last.Act == Uphold:
		return
	default:
		f.Recognised, f.RecognisedOn = false, workday.When{}
		f.Declared, f.DeclaredOn = false, workday.When{}
		if t.was != nil {
			f.Declared, f.DeclaredOn = t.was.Declared, t.was.DeclaredOn
		}
	}
	p.SetFact(f)
}

// Clone is a copy to which steps can be added.
func (c *Claim) Clone() *Claim {
	d := *c
	d.Evidence, d.Steps = slices.Clone(c.Evidence), slices.Clone(c.Steps)
	return &d
}
