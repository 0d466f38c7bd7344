package access

import "slices"

// A Person can sign in, stands in a unit and carries roles. The password is no
// part of it: what is journalled must not hold a secret.
type Person struct {
	ID         string `json:"id"`
	Version    int    `json:"version"`
	Login      string `json:"login"`
	Name       string `json:"name"`
	Unit       string `json:"unit"`
	Roles      []Role `json:"roles"`
	Enterprise string `json:"enterprise,omitempty"` // credit code, for the enterprise's own people
	Phone      string `json:"phone,omitempty"`
	Closed     bool   `json:"closed,omitempty"`
}

// An Actor is a person acting now: who they are, what they may do and see.
type Actor struct {
	Person
	scope  Scope
	system bool
}

// NewActor gives a person the scope that follows from their roles and unit:
// auditors see the tenant; the office, departments and leaders see their unit
// and what is below it (a department's is that of the body above it); reporters
// their own unit and below; an enterprise its own projects; others nothing.
func NewActor(tenant string, p Person, units *Tree) Actor {
	a := Actor{Person: p, scope: Scope{tenant: tenant}}
	if p.Closed {
		return a
	}
	has := func(r Role) bool { return slices.Contains(p.Roles, r) }
	switch {
	case has(RoleAuditor):
		a.scope.all = true
	case has(RoleOffice), has(RoleDepartment), has(RoleLeader):
		a.scope.see(units, campaignOf(units, p.Unit))
	case has(RoleReporter):
		a.scope.see(units, p.Unit)
	case has(RoleEnterprise):
		a.scope.enterprise = p.Enterprise
	}
	return a
}

// campaignOf is the body whose campaign a unit serves: a department's or a
// company's is that of the first body above it that is neither.
func campaignOf(units *Tree, id string) string {
	for range units.units { // no deeper than there are units
		u, ok := units.Unit(id)
		if !ok || u.Kind != Department && u.Kind != Company || len(u.Parents) == 0 {
			break
		}
		id = u.Parents[0].Parent
	}
	return id
}

// Campaign is the body whose campaign a unit serves: itself, or for a department or
// a company the body above it.
func (t *Tree) Campaign(id string) string { return campaignOf(t, id) }

// see widens the scope to a unit and what is below it; the root is everything.
func (s *Scope) see(units *Tree, id string) {
	s.all = id != "" && id == units.Root()
	s.units = units.Below(id)
}

// SystemActor acts for nobody: the first start, signing in, the daily tick. It
// can do what its use needs, and the journal shows its name.
func SystemActor(tenant string, use SystemUse) Actor {
	scope := SystemScope(tenant, use)
	return Actor{Person: Person{ID: "system:" + string(use), Name: "system"}, scope: scope, system: scope.all}
}

// Can answers the matrix.
func (a Actor) Can(action Action) bool {
	return a.system || !a.Closed && allowed(a.Roles, action)
}

// Scope is what the actor may see.
func (a Actor) Scope() Scope { return a.scope }

// Tenant is the tenant the actor acts in.
func (a Actor) Tenant() string { return a.scope.tenant }
