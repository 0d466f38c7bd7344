package lifecycle

import (
	"slices"

	"guatu/internal/access"
)

// May are the acts about the claim that are open to a person as it stands: by
// where they sit, not by their rights, which the matrix answers.
func (c Case) May(who access.Person) []ClaimAct {
	var acts []ClaimAct
	add := func(ok bool, list ...ClaimAct) {
		if ok {
			acts = append(acts, list...)
		}
	}
	now := c.Standing()
	decides, declares := c.mayDecide(who) == nil, c.declares(who)
	switch now.State {
	case Checking, Deciding:
		add(len(c.SeatsOf(who)) > 0, Check, Object)
		add(decides && (now.State == Deciding || now.Overdue), Recognise)
		add(decides, SendBack)
		add(declares, TakeBack)
	case Disputed:
		add(decides, Recognise, Uphold)
	case SentBack, Revoked:
		add(declares, Declare, Dispute)
	case TakenBack:
		add(declares, Declare)
	case Recognised:
		add(decides, Revoke)
		add(declares && now.Decided.On != c.Claim.On, Dispute)
	}
	return acts
}

// Turn tells whether it is this person's move: their department's check, their
// office's decision, their unit's claim that came back.
func (c Case) Turn(who access.Person) bool {
	now := c.Standing()
	switch now.Move {
	case MoveDepartment:
		mine := c.SeatsOf(who)
		return len(mine) > 0 && mine[0].Waits()
	case MoveOffice:
		return c.mayDecide(who) == nil
	case MoveUnit:
		return c.declares(who)
	}
	return false
}

// Open tells whether the case's stage could be declared now, but for what it lacks:
// it is recognised here, not recognised yet, in no open claim, and what comes
// before it is declared.
func (c Case) Open() bool {
	rule, ok := c.Rules.Rule(c.Stage)
	if !ok || !c.Unclaimed() {
		return false
	}
	for _, s := range c.Rules.Stages {
		if slices.Contains(rule.Declared, s.Stage) || slices.Contains(rule.Recognised, s.Stage) {
			if fact := c.Project.Fact(s.Stage); !fact.Declared && !fact.Recognised {
				return false
			}
		}
	}
	return true
}

// Unclaimed tells that the case's stage is recognised here, but not yet of this
// project, and stands in no claim.
func (c Case) Unclaimed() bool {
	rule, ok := c.Rules.Rule(c.Stage)
	return ok && rule.Level(c.Project.Kind, c.Tier) != "" && !c.Project.Fact(c.Stage).Recognised && (c.Claim == nil || !c.Claim.Holds())
}
