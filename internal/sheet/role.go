package sheet

// What a sheet is for: projects, a summary of them, notes, or a list of values.

import (
	"strings"

	"guatu/internal/app"
	"guatu/internal/sheet/xlsx"
)

// roleWithout is the role of a sheet on which no heading of projects was found.
// hidden sheets and short words are lists for pick-boxes; sentences are notes;
// figures under headings are a summary.
func (g *grid) roleWithout() string {
	cells, long, figures, wide := 0, 0, 0, 0
	for _, row := range g.Rows {
		list := filled(row)
		if len(list) > 2 {
			wide++
		}
		for _, c := range list {
			cells++
			switch {
			case c.Kind == xlsx.Number:
				figures++
			case runes(c.Text) > 12:
				long++
			}
		}
	}
	switch {
	case cells == 0:
		return app.RoleNotes
	case strings.Contains(g.Name, "封面") || strings.Contains(g.Name, "目录") || strings.Contains(g.Name, "说明"):
		return app.RoleNotes
	case figures*4 >= cells && wide >= 2:
		return app.RoleSummary
	case long*3 >= cells || cells <= 2:
		return app.RoleNotes
	}
	return app.RoleLookup
}

// holdsProjects tells a table of projects from one that counts them.
func holdsProjects(cols []column) bool {
	if colOf(cols, "name") > 0 {
		return true
	}
	for _, c := range cols {
		if c.Kept && c.Field == "name" {
			return true
		}
	}
	return false
}
