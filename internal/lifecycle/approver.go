// Who signs: how high a decision about a project must be taken.

package lifecycle

import "slices"

// An Approver is how high a decision is taken (审批层级).
type Approver string

const (
	ByUnit   Approver = "unit"   // 本县区: the office or a leader of the project's own unit
	ByTop    Approver = "top"    // 市攻坚办: the office of the campaign
	ByLeader Approver = "leader" // 市领导: a leader of the campaign's unit
)

// Approvers are all of them, the lowest first.
var Approvers = []Approver{ByUnit, ByTop, ByLeader}

// Rank is the place from 1, the lowest; 0 for none.
func (a Approver) Rank() int { return slices.Index(Approvers, a) + 1 }

// Above is the next higher one; nobody is above the highest.
func (a Approver) Above() Approver {
	return Approvers[min(max(0, a.Rank()), len(Approvers)-1)]
}

// A Signer is a person about to decide: who, of which unit, and how high their
// signature counts for the project in question.
type Signer struct {
	Who, Name, Unit string
	As              Approver
}

// A Denial is why a person may not decide.
type Denial string

const (
	Allowed Denial = ""
	OwnAsk  Denial = "own"      // they asked for it themselves
	TooLow  Denial = "approver" // somebody higher signs
	OwnUnit Denial = "own_unit" // their own unit asked, and the office of the top would judge itself
)

// May tells whether a signer decides what another asked for. Nobody grants their
// own request. Where a unit of the top itself asks and the top's office signs, it
// would be judging itself, so a leader signs.
func (s Signer) May(need Approver, asker Signer) Denial {
	switch {
	case s.Who == asker.Who:
		return OwnAsk
	case s.As.Rank() < need.Rank():
		return TooLow
	case need == ByTop && s.As != ByLeader && s.Unit == asker.Unit:
		return OwnUnit
	}
	return Allowed
}
