// Who signs: how high a decision about a project must be taken.

package lifecycle

import (
	"slices"

	"guatu/internal/access"
)

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

// SeatOf is how high somebody of a unit decides about the projects of another: as
// the campaign's office (or its leader) where they serve the city at the top of
// the project's unit or something above it, as the unit's own office where they
// serve the unit itself or one between. A place without a city has its root at the
// top. It is none for everybody else.
func SeatOf(units *access.Tree, person, project string, leads bool) Approver {
	serves, top := units.Below(units.Campaign(person)), topOf(units, project)
	switch {
	case serves[top] && leads:
		return ByLeader
	case serves[top]:
		return ByTop
	case serves[project]:
		return ByUnit
	}
	return ""
}

// topOf is the highest city above a unit, else the root.
func topOf(units *access.Tree, id string) string {
	top, at := units.Root(), id
	for range units.Units() { // no deeper than there are units
		u, ok := units.Unit(at)
		if !ok {
			break
		}
		if u.Kind == access.City {
			top = at
		}
		if len(u.Parents) == 0 {
			break
		}
		at = u.Parents[0].Parent
	}
	return top
}
