package app

import (
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/ruleset"
	"guatu/internal/workday"
)

// A UnitPage is one unit's campaign: its figures, those of the units below it,
// what is red, what nobody reported.
type UnitPage struct {
	Unit     access.Unit   `json:"unit"`
	Parents  []UnitParent  `json:"parents,omitempty"`
	On       workday.Date  `json:"on"`
	Known    int64         `json:"known"`
	Now      Totals        `json:"now"`
	Was      Totals        `json:"was"`
	Stages   []Facet       `json:"stages"`
	Children []BoardUnit   `json:"children,omitempty"`
	Tiers    []BoardTier   `json:"tiers"`
	Red      []*ProjectRow `json:"red"`
	Moves    []Move        `json:"moves"`
}

// A UnitParent is a unit above, with the share of the results that counts there.
type UnitParent struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Share int    `json:"share"` // of 10000
}

// Unit is the page of one unit inside the actor's scope.
func (a *App) Unit(ctx context.Context, who access.Actor, id string, m Moment) (*UnitPage, error) {
	if !who.Scope().SeesUnit(id) {
		return nil, fault.New(fault.NotFound, "unit.not_found", "id", id)
	}
	fig, rows, err := a.choose(ctx, who, ProjectFilter{Moment: m, Unit: []string{id}})
	if err != nil {
		return nil, err
	}
	then, err := a.at(ctx, who, Moment{On: fig.on - 7, Known: m.Known})
	if err != nil {
		return nil, err
	}
	tree := fig.facts.tree
	u, _ := tree.Unit(id)
	was := then.same(rows)
	page := &UnitPage{Unit: u, On: fig.on, Known: fig.facts.n, Now: totalsOf(rows), Was: totalsOf(was), Stages: facetsOf(rows, fig, "stage"), Red: worst(rows), Moves: movesOf(rows, was)}
	by := fig.tally(rows, "stage", page.Stages, "unit", "tier")
	page.Tiers = tiersOf(fig.set, by["tier"], page.Stages)
	if len(tree.Children(id)) > 0 {
		page.Children = unitsOf(tree, id, by["unit"], then.tally(was, "stage", nil, "unit")["unit"], page.Stages)
	}
	for _, p := range u.Parents {
		page.Parents = append(page.Parents, UnitParent{p.Parent, tree.Name(p.Parent), p.Share})
	}
	return page, nil
}

// Frame is what every page needs around it: the tree, the names in use, the day.
type Frame struct {
	Tenant string
	Tree   *access.Tree
	Words  Words
	Today  workday.Date
	N      int64 // the journal number now

	people map[string]access.Person // nobody for an enterprise, see PersonNames
	Items  []ruleset.Word           // of the approval catalogue in force
}

// PersonName is the name of a person; "" of one the reader is not told.
func (f *Frame) PersonName(id string) string { return f.people[id].Name }

// Frame gives the frame of the actor's tenant.
func (a *App) Frame(ctx context.Context, who access.Actor) (*Frame, error) {
	fig, err := a.at(ctx, who, Moment{})
	if err != nil {
		return nil, err
	}
	root, _ := fig.facts.tree.Unit(fig.facts.tree.Root())
	f := &Frame{Tenant: root.Label(), Tree: fig.facts.tree, Words: wordsOf(fig.set), Today: fig.on, N: fig.facts.n}
	for i := range fig.set.Approvals.Items {
		f.Items = append(f.Items, ruleset.Word{Code: fig.set.Approvals.Items[i].Code, Name: fig.set.Approvals.Items[i].Name})
	}
	if who.Scope().Enterprise() == "" {
		f.people = fig.facts.people
	}
	return f, nil
}

// UnitNamed finds a unit the actor sees by its identifier, name, short name or
// division code, for the command line.
func (a *App) UnitNamed(ctx context.Context, who access.Actor, text string) (access.Unit, error) {
	f, err := a.facts(ctx, who.Tenant())
	if err != nil {
		return access.Unit{}, err
	}
	for _, u := range f.tree.Units() {
		if who.Scope().SeesUnit(u.ID) && (u.ID == text || u.Name == text || u.Short == text || slices.Contains(u.Divisions, text)) {
			return u, nil
		}
	}
	return access.Unit{}, fault.New(fault.Invalid, "unit.not_found", "id", text).At("unit")
}
