// Goals, targets and pledges. Each belongs to a unit and is seen where that is.

package store

import (
	"guatu/internal/target"
	"guatu/internal/workday"
)

var goals = newTable(table[target.Goal]{
	shape:   &shape{name: "goal", noun: "goal"},
	keys:    1,
	version: func(g *target.Goal) *int { return &g.Version },
	key:     func(g *target.Goal) string { return g.ID },
	unit:    func(g *target.Goal) string { return g.Unit },
	fields: []field[target.Goal]{
		text("id", func(g *target.Goal) *string { return &g.ID }),
		text("kind", func(g *target.Goal) *target.Kind { return &g.Kind }),
		text("code", func(g *target.Goal) *string { return &g.Code }),
		text("name", func(g *target.Goal) *string { return &g.Name }),
		list("digits", func(g *target.Goal) *[]target.Digit { return &g.Digits }),
		text("parent", func(g *target.Goal) *string { return &g.Parent }),
		list("serves", func(g *target.Goal) *[]string { return &g.Serves }),
		text("unit", func(g *target.Goal) *string { return &g.Unit }),
		day("since", func(g *target.Goal) *workday.Date { return &g.From }),
		day("until", func(g *target.Goal) *workday.Date { return &g.To }),
		text("source", func(g *target.Goal) *string { return &g.Source }),
		flag("any_one", func(g *target.Goal) *bool { return &g.Any }),
		number("place", func(g *target.Goal) *int { return &g.Place }),
		flag("closed", func(g *target.Goal) *bool { return &g.Closed }),
	},
})

var targets = newTable(table[target.Target]{
	shape:   &shape{name: "target", noun: "target", parent: goals.shape},
	keys:    1,
	version: func(t *target.Target) *int { return &t.Version },
	key:     func(t *target.Target) string { return t.ID },
	unit:    func(t *target.Target) string { return t.Unit },
	fields: []field[target.Target]{
		text("id", func(t *target.Target) *string { return &t.ID }),
		text("goal", func(t *target.Target) *string { return &t.Goal }),
		number("digit", func(t *target.Target) *int { return &t.Digit }),
		text("parent", func(t *target.Target) *string { return &t.Parent }),
		text("unit", func(t *target.Target) *string { return &t.Unit }),
		written("span", func(t *target.Target) *target.Period { return &t.Span }),
		list("terms", func(t *target.Target) *[]target.Terms { return &t.Terms }),
	},
})

var pledges = newTable(table[target.Pledge]{
	shape: &shape{name: "pledge", noun: "pledge", parent: goals.shape, final: true},
	keys:  1,
	key:   func(p *target.Pledge) string { return p.ID },
	unit:  func(p *target.Pledge) string { return p.Unit },
	fields: []field[target.Pledge]{
		text("id", func(p *target.Pledge) *string { return &p.ID }),
		text("goal", func(p *target.Pledge) *string { return &p.Goal }),
		text("unit", func(p *target.Pledge) *string { return &p.Unit }),
		text("signer", func(p *target.Pledge) *string { return &p.Signer }),
		text("post", func(p *target.Pledge) *string { return &p.Post }),
		text("given_to", func(p *target.Pledge) *string { return &p.To }),
		text("body", func(p *target.Pledge) *string { return &p.Text }),
		day("signed", func(p *target.Pledge) *workday.Date { return &p.Signed }),
		list("lines", func(p *target.Pledge) *[]target.Line { return &p.Lines }),
	},
})

// Goals are those of the units in scope, by identifier, closed ones too.
func (tx *Tx) Goals() ([]target.Goal, error) { return heldAll(tx, goals, " ORDER BY t.id") }

// Goal finds one; NotFound, also when its unit is outside the scope.
func (tx *Tx) Goal(id string) (*target.Goal, error) { return held(tx, goals, id) }

// SaveGoal adds (was nil), changes or removes (is nil) a goal of a unit in scope;
// NotFound outside, Conflict when it is no longer what it was.
func (tx *Tx) SaveGoal(was, is *target.Goal) error { return saveHeld(tx, goals, was, is) }

// Targets are those of the units in scope, by identifier.
func (tx *Tx) Targets() ([]target.Target, error) { return heldAll(tx, targets, " ORDER BY t.id") }

// Target finds one; NotFound, also when its unit is outside the scope.
func (tx *Tx) Target(id string) (*target.Target, error) { return held(tx, targets, id) }

// SaveTarget adds (was nil), changes or removes (is nil) a target of a unit in
// scope; NotFound outside, Conflict when it is no longer what it was.
func (tx *Tx) SaveTarget(was, is *target.Target) error {
	return saveHeld(tx, targets, was, is)
}

// Pledges are those of the units in scope, by identifier.
func (tx *Tx) Pledges() ([]target.Pledge, error) { return heldAll(tx, pledges, " ORDER BY t.id") }

// SavePledge adds a pledge of a unit in scope; it is never changed.
func (tx *Tx) SavePledge(is *target.Pledge) error {
	return saveHeld(tx, pledges, nil, is)
}
