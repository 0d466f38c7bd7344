package app

import (
	"cmp"
	"slices"
	"strings"

	"guatu/internal/access"
)

// byDefault is the order of a list for which nothing else is asked: by unit, the
// largest first, then by identifier, so that a page is the same page tomorrow.
func byDefault(a, b *ProjectRow) int {
	if c := cmp.Compare(a.place, b.place); c != 0 {
		return c
	}
	if c := -cmp.Compare(a.total.Yuan, b.total.Yuan); c != 0 {
		return c
	}
	return strings.Compare(a.Project.ID, b.Project.ID)
}

// A ranked is a row with the places of its unit and its park in the tree's order.
// A scope is asked about all rows of a tenant for every page: with these side by
// side in memory a county is found without reaching for any other county's rows.
type ranked struct {
	row        *ProjectRow
	unit, park int32 // nowhere where the tree has no such unit
}

const nowhere = -1

func rankedOf(r *ProjectRow, order map[string]int) ranked {
	at := func(unit string) int32 {
		if i, ok := order[unit]; ok && unit != "" {
			return int32(i)
		}
		return nowhere
	}
	return ranked{r, at(r.Project.Unit), at(r.Project.Park)}
}

// rank puts all rows in order. Where most were taken over from last, the few
// fresh ones are merged into its order: sorting thirty thousand after every saved
// figure would cost more than everything else together.
func rank(now, last *figured, fresh []*ProjectRow, order map[string]int) []ranked {
	list := make([]ranked, 0, len(now.rows))
	if last == nil || len(fresh) > len(now.rows)/8 {
		for _, r := range now.rows {
			list = append(list, rankedOf(r, order))
		}
		slices.SortFunc(list, func(a, b ranked) int { return byDefault(a.row, b.row) })
		return list
	}
	if len(fresh) == 0 && len(now.rows) == len(last.rows) {
		return last.ranked
	}
	slices.SortFunc(fresh, byDefault)
	gone := map[*ProjectRow]bool{}
	for i, r := range last.rows {
		if i >= len(now.rows) || now.rows[i] != r {
			gone[r] = true
		}
	}
	for _, r := range last.ranked {
		if gone[r.row] {
			continue
		}
		for len(fresh) > 0 && byDefault(fresh[0], r.row) < 0 {
			list, fresh = append(list, rankedOf(fresh[0], order)), fresh[1:]
		}
		list = append(list, r)
	}
	for _, r := range fresh {
		list = append(list, rankedOf(r, order))
	}
	return list
}

// seen are the rows inside a scope that pass a question, in the order of byDefault.
func (f *figured) seen(scope access.Scope, holds func(*ProjectRow) bool) []*ProjectRow {
	rows := make([]*ProjectRow, 0, len(f.rows))
	sees := f.sight(scope)
	for _, r := range f.ranked {
		if sees(r) && holds(r.row) {
			rows = append(rows, r.row)
		}
	}
	return rows
}

// sight is scope.Sees, worked out once a unit instead of once a row. A firm's
// scope goes by credit code and is asked row by row.
func (f *figured) sight(scope access.Scope) func(ranked) bool {
	if scope.All() && scope.Tenant() != "" {
		return func(ranked) bool { return true }
	}
	if scope.Enterprise() != "" {
		return func(r ranked) bool { return scope.Sees(r.row.Subject()) }
	}
	units := f.facts.tree.Units()
	open := make([]bool, len(units))
	for i, u := range units {
		open[i] = scope.SeesUnit(u.ID)
	}
	return func(r ranked) bool {
		return r.unit != nowhere && open[r.unit] || r.park != nowhere && open[r.park]
	}
}
