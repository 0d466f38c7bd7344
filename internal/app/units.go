package app

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/workday"
)

// A UnitTree is the units the actor sees, each with the figures of itself and
// everything below it.
type UnitTree struct {
	On    workday.Date `json:"on"`
	Known int64        `json:"known"`
	Lines []UnitLine   `json:"lines"`
}

// A UnitLine is one unit of the tree; Depth counts from the highest one seen. A
// joint park stands under each of its parents.
type UnitLine struct {
	Unit  access.Unit `json:"unit"`
	Depth int         `json:"depth"`
	Now   Totals      `json:"now"`
}

// Units is the tree from the actor's own unit down, the order the office gave it.
func (a *App) Units(ctx context.Context, who access.Actor, m Moment) (*UnitTree, error) {
	fig, rows, err := a.choose(ctx, who, ProjectFilter{Moment: m})
	if err != nil {
		return nil, err
	}
	tree := fig.facts.tree
	byUnit := map[string][]*ProjectRow{}
	for _, r := range rows {
		byUnit[r.Project.Unit] = append(byUnit[r.Project.Unit], r)
		if park := r.Project.Park; park != "" && park != r.Project.Unit {
			byUnit[park] = append(byUnit[park], r)
		}
	}
	t := &UnitTree{On: fig.on, Known: fig.facts.n}
	var walk func(id string, depth int)
	walk = func(id string, depth int) {
		u, ok := tree.Unit(id)
		if !ok || depth > maxDepth || !who.Scope().SeesUnit(id) {
			return
		}
		t.Lines = append(t.Lines, UnitLine{Unit: u, Depth: depth, Now: totalsOf(within(tree.Below(id), byUnit))})
		for _, child := range tree.Children(id) {
			walk(child, depth+1)
		}
	}
	walk(boardRoot(who, tree), 0)
	return t, nil
}

// maxDepth bounds the walk; no administration is that deep.
const maxDepth = 12

// within are the projects of some units, each once.
func within(units map[string]bool, byUnit map[string][]*ProjectRow) []*ProjectRow {
	var rows []*ProjectRow
	seen := map[*ProjectRow]bool{}
	for id := range units {
		for _, r := range byUnit[id] {
			if !seen[r] {
				seen[r] = true
				rows = append(rows, r)
			}
		}
	}
	return rows
}
