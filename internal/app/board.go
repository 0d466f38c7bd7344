package app

import (
	"cmp"
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/ruleset"
	"guatu/internal/signal"
	"guatu/internal/workday"
)

// A BoardFilter says which board: a moment, the day it is compared with (a week
// before when not given), and the projects it is about.
type BoardFilter struct {
	ProjectFilter
	Against workday.Date `json:"against,omitzero" query:"against" doc:"compare with this day; empty = a week before"`
}

// A Board is the campaign at one look (挂图): figures with what they were, the
// units on the map, unit × stage (方阵), what is red and why, what moved.
type Board struct {
	Filter   BoardFilter    `json:"-"`
	On       workday.Date   `json:"on"`
	Against  workday.Date   `json:"against"`
	Known    int64          `json:"known"`
	Root     access.Unit    `json:"root"` // the unit whose board it is
	Set      string         `json:"ruleset"`
	Now      Totals         `json:"now"`
	Was      Totals         `json:"was"`
	Units    []BoardUnit    `json:"units"`
	Stages   []Facet        `json:"stages"` // columns of the matrix
	Tiers    []BoardTier    `json:"tiers"`
	Red      []*ProjectRow  `json:"red"` // behind, the largest plans first
	Moves    []Move         `json:"moves"`
	Dots     []*ProjectRow  `json:"-"`                  // every project, for the map
	Areas    []BoardArea    `json:"-"`                  // the map's areas with what happens in them
	Place    map[string]int `json:"-"`                  // unit → its area's place in Areas
	Approval string         `json:"approval,omitempty"` // 审图号
	Tiles    string         `json:"tiles,omitempty"`    // address of the basemap, where one is configured
}

// A BoardUnit is one unit under the board's root with its cells by stage.
type BoardUnit struct {
	Unit     access.Unit `json:"unit"`
	Now      Totals      `json:"now"`
	Was      Totals      `json:"was"`
	Cells    []BoardCell `json:"cells"`    // one a stage, in the order of Stages
	Projects int         `json:"projects"` // its own, shares not counted
}

// A BoardCell is one unit × stage, or tier × stage.
type BoardCell struct {
	Stage string `json:"stage"`
	Count int    `json:"count"`
	Total Sum    `json:"total"`
}

// A BoardTier is one size tier with its cells by stage.
type BoardTier struct {
	Code  string      `json:"code"`
	Name  string      `json:"name"`
	Cells []BoardCell `json:"cells"`
	Now   Totals      `json:"now"`
}

// A Move is a project whose light or stage differs between the two days.
type Move struct {
	Row      *ProjectRow     `json:"row"`
	WasLight signal.Light    `json:"was_light,omitempty"`
	WasStage lifecycle.Stage `json:"was_stage,omitempty"`
	New      bool            `json:"new,omitempty"` // it was registered since
}

// redRows bounds the red list of the board; the rest is a click away.
const redRows = 12

// Board cuts the board for the actor.
func (a *App) Board(ctx context.Context, who access.Actor, f BoardFilter) (*Board, error) {
	fig, rows, err := a.choose(ctx, who, f.ProjectFilter)
	if err != nil {
		return nil, err
	}
	against := cmp.Or(f.Against, fig.on-7)
	if against > fig.on {
		return nil, fault.New(fault.Invalid, "board.against_later").At("against")
	}
	then, err := a.at(ctx, who, Moment{On: against, Known: f.Known})
	if err != nil {
		return nil, err
	}
	was := then.same(rows)
	b := &Board{Filter: f, On: fig.on, Against: against, Known: fig.facts.n, Set: fig.set.ID, Dots: rows, Approval: fig.facts.settings["map.approval"], Tiles: fig.facts.settings["map.tiles"]}
	root := boardRoot(who, fig.facts.tree)
	b.Root, _ = fig.facts.tree.Unit(root)
	b.Now, b.Was = totalsOf(rows), totalsOf(was)
	b.Stages = facetsOf(rows, fig, f.byStage())
	by := fig.tally(rows, f.byStage(), b.Stages, "unit", "tier")
	b.Units = unitsOf(fig.facts.tree, root, by["unit"], then.tally(was, f.byStage(), nil, "unit")["unit"], b.Stages)
	b.Tiers = tiersOf(fig.set, by["tier"], b.Stages)
	b.Areas, b.Place = areasOf(fig.facts.tree, fig.facts.boundaries, by["unit"])
	b.Red = worst(rows)
	b.Moves = movesOf(rows, was)
	return b, nil
}

// same gives the rows of the same projects in another figured.
func (f *figured) same(rows []*ProjectRow) []*ProjectRow {
	list := make([]*ProjectRow, 0, len(rows))
	for _, r := range rows {
		// Mostly both are of the same facts, where a project has one place.
		if r.at < len(f.rows) && f.rows[r.at].dossier == r.dossier {
			list = append(list, f.rows[r.at])
		} else if i, ok := f.facts.index[r.Project.ID]; ok {
			list = append(list, f.rows[i])
		}
	}
	return list
}

// boardRoot is the unit whose children stand on the board: the tenant's root for
// those who see everything, else the actor's own, or the one above where the own
// is a department or company, which has no places below it.
func boardRoot(who access.Actor, tree *access.Tree) string {
	u, ok := tree.Unit(who.Unit)
	if who.Scope().All() || !ok {
		return tree.Root()
	}
	if (u.Kind == access.Department || u.Kind == access.Company) && len(u.Parents) > 0 {
		return u.Parents[0].Parent
	}
	return u.ID
}

// unitsOf gives each unit directly under the root its figures, its own projects
// and those below it. A project counts under the unit that reports it; a park
// that stands under the root and in a county is not counted twice. now and was
// are tallies by the units of the two books.
func unitsOf(tree *access.Tree, root string, now, was map[string]*tally, columns []Facet) []BoardUnit {
	taken := map[string]bool{}
	var list []BoardUnit
	for _, id := range append(tree.Children(root), root) {
		u, _ := tree.Unit(id)
		if u.Kind == access.Department || u.Kind == access.Company {
			continue
		}
		below := tree.Below(id)
		if id == root {
			below = map[string]bool{root: true}
		}
		here, then := tally{cells: cellsOf(columns)}, tally{}
		for b := range below {
			if !taken[b] {
				taken[b] = true
				here.merge(now[b])
				then.merge(was[b])
			}
		}
		if here.Count == 0 && (u.Closed || id == root) {
			continue
		}
		list = append(list, BoardUnit{Unit: u, Now: here.closed(), Was: then.closed(), Cells: here.cells, Projects: here.Count})
	}
	return list
}

func tiersOf(set *ruleset.Set, now map[string]*tally, columns []Facet) []BoardTier {
	var list []BoardTier
	add := func(code, name string) {
		here := tally{cells: cellsOf(columns)}
		here.merge(now[code])
		list = append(list, BoardTier{Code: cmp.Or(code, Unstated), Name: name, Cells: here.cells, Now: here.closed()})
	}
	for _, t := range set.Tiers {
		add(t.Code, t.Name)
	}
	if now[""] != nil {
		add("", "")
	}
	return list
}

// worst are the projects behind, the largest plan first: what costs most. Of
// thousands only the few that are shown are put in order.
func worst(rows []*ProjectRow) []*ProjectRow {
	var red []*ProjectRow
	for _, r := range rows {
		if r.light != behind || len(red) == redRows && byCost(r, red[redRows-1]) >= 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(red, r, byCost)
		red = slices.Insert(red[:min(len(red), redRows-1)], at, r)
	}
	return red
}

// byCost compares plans, then totals; a tie is settled by the identifier.
func byCost(a, b *ProjectRow) int {
	if c := -cmp.Compare(a.Progress.Plan.Yuan, b.Progress.Plan.Yuan); c != 0 {
		return c
	}
	if c := -cmp.Compare(a.Project.Total.Yuan, b.Project.Total.Yuan); c != 0 {
		return c
	}
	return cmp.Compare(a.Project.ID, b.Project.ID)
}

// movesOf are the projects whose light or stage changed, the worst news first,
// and after them those registered since. was holds the same projects in the same
// order, less those that facts of that time do not know.
func movesOf(rows, was []*ProjectRow) []Move {
	var moves []Move
	for _, r := range rows {
		if len(was) == 0 || was[0].dossier != r.dossier && was[0].Project.ID != r.Project.ID {
			moves = append(moves, Move{Row: r, New: true})
			continue
		}
		if old := was[0]; r.there && !old.there {
			moves = append(moves, Move{Row: r, New: true})
		} else if old.light != r.light || old.reach != r.reach {
			moves = append(moves, Move{Row: r, WasLight: old.State.Light, WasStage: old.Stage})
		}
		was = was[1:]
	}
	slices.SortStableFunc(moves, func(a, b Move) int {
		return cmp.Or(cmp.Compare(rankNew(a), rankNew(b)), cmp.Compare(a.Row.light, b.Row.light))
	})
	return moves
}

// rankNew lets what changed come before what is new: on the day a ledger comes in
// everything is.
func rankNew(m Move) int {
	if m.New {
		return 1
	}
	return 0
}
