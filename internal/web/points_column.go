package web

import (
	"strings"

	"guatu/internal/app"
	"guatu/internal/score"
	"guatu/internal/web/ui"
)

// A column of points has as many decimals in every cell as the finest of them needs,
// so that figures stand under each other. None is rounded for it: what a scheme
// rounds to is already in the points.

// decimalsIn is how many decimals some points need.
func decimalsIn(marks []score.Mark) (most int) {
	for _, m := range marks {
		_, part, _ := strings.Cut(m.String(), ".")
		most = max(most, len(part))
	}
	return most
}

// columnText is points with so many decimals at least, a dash where there are none.
func columnText(m score.Mark, decimals int) string {
	if !m.OK {
		return m.String()
	}
	return padded(m.String(), decimals)
}

// markCell is points in a column that has so many decimals.
func markCell(m score.Mark, decimals int) ui.Cell {
	if !m.OK {
		return ui.Missing()
	}
	return ui.Words(columnText(m, decimals))
}

// leagueDecimals is what the totals of a whole result need: the tables of its groups
// and its lists agree.
func leagueDecimals(l *app.League) int {
	var marks []score.Mark
	for _, g := range l.Groups {
		for _, row := range g.Rows {
			marks = append(marks, row.Place.Total)
		}
	}
	return decimalsIn(marks)
}

// pointsDecimals is what the totals of an assessment need, and then each column of
// points, in all groups alike.
func pointsDecimals(a *app.Assessment) []int {
	columns := make([][]score.Mark, len(a.Headings)+1)
	for i := range a.Rows {
		row := &a.Rows[i]
		columns[0] = append(columns[0], row.Total)
		for i, p := range row.Points {
			columns[i+1] = append(columns[i+1], p)
		}
	}
	most := make([]int, len(columns))
	for i, marks := range columns {
		most[i] = decimalsIn(marks)
	}
	return most
}
