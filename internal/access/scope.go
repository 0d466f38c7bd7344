package access

import (
	"maps"
	"slices"
)

// A Scope is what a person may see. Only this package makes one; the zero Scope
// sees nothing. The store turns it into SQL in one place, and Sees is the same
// rule for facts held in memory: a property test holds the two together.
type Scope struct {
	tenant     string
	all        bool
	units      map[string]bool
	enterprise string
}

// A Subject is what a scope is asked about: a project's places and its firm.
type Subject struct{ Unit, Park, EnterpriseCode string }

// Tenant is the city or county whose chain and data it is about.
func (s Scope) Tenant() string { return s.tenant }

// All tells that everything of the tenant is seen.
func (s Scope) All() bool { return s.all }

// Units are the units seen, sorted; they mean nothing when All.
func (s Scope) Units() []string { return slices.Sorted(maps.Keys(s.units)) }

// Enterprise is the credit code of the only firm seen, or "".
func (s Scope) Enterprise() string { return s.enterprise }

// Sees tells whether a subject is inside. A project is seen from the unit that
// reports it and from the park it stands in.
func (s Scope) Sees(p Subject) bool {
	switch {
	case s.tenant == "":
		return false
	case s.all:
		return true
	case s.enterprise != "":
		return p.EnterpriseCode == s.enterprise
	}
	return s.units[p.Unit] || p.Park != "" && s.units[p.Park]
}

// SeesUnit tells whether a unit's own pages are inside.
func (s Scope) SeesUnit(id string) bool {
	return s.tenant != "" && (s.all || s.units[id])
}

// A SystemUse names a reading that is not one person's: figures meant for all.
// The list is closed and tested, so that nobody widens a scope in passing.
type SystemUse string

const (
	SystemHold   SystemUse = "hold"    // the facts every page is cut from, scoped again on reading
	SystemSignIn SystemUse = "sign_in" // before there is an actor
	SystemSetup  SystemUse = "setup"   // the first start
	SystemVerify SystemUse = "verify"  // guatu journal verify, backup
	SystemTick   SystemUse = "tick"    // the daily tick
)

// SystemUses is the closed list.
var SystemUses = []SystemUse{SystemHold, SystemSignIn, SystemSetup, SystemVerify, SystemTick}

// SystemScope is everything of a tenant, for a named use of the list; any other
// use sees nothing.
func SystemScope(tenant string, use SystemUse) Scope {
	if !slices.Contains(SystemUses, use) {
		return Scope{}
	}
	return Scope{tenant: tenant, all: true}
}
