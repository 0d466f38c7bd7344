package app

import (
	"cmp"
	"slices"
	"strings"
)

// byDefault is the order of a list for which nothing else is asked: by unit, the
// largest first, then by identifier, so that a page is the same page tomorrow.
func byDefault(a, b *ProjectRow) int {
	if c := cmp.Compare(a.place, b.place); c != 0 {
		return c
	}
	if c := -cmp.Compare(a.Project.Total.Yuan, b.Project.Total.Yuan); c != 0 {
		return c
	}
	return strings.Compare(a.Project.ID, b.Project.ID)
}

// rank puts all rows in order. Where most were taken over from last, the few
// fresh ones are merged into its order: sorting thirty thousand after every saved
// figure would cost more than everything else together.
func rank(now, last *figured, fresh []*ProjectRow) []*ProjectRow {
	if last == nil || len(fresh) > len(now.rows)/8 {
		ranked := slices.Clone(now.rows)
		slices.SortFunc(ranked, byDefault)
		return ranked
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
	ranked := make([]*ProjectRow, 0, len(now.rows))
	for _, r := range last.ranked {
		if gone[r] {
			continue
		}
		for len(fresh) > 0 && byDefault(fresh[0], r) < 0 {
			ranked, fresh = append(ranked, fresh[0]), fresh[1:]
		}
		ranked = append(ranked, r)
	}
	return append(ranked, fresh...)
}
