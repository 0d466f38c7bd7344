package app

import (
	"slices"

	"guatu/internal/access"
	"guatu/internal/geo"
)

// A BoardArea is one area of the map with the unit it belongs to and the figures
// of the projects in it.
type BoardArea struct {
	Boundary geo.Boundary
	Unit     access.Unit // zero where no unit of the place has this area
	Now      Totals
}

// areasOf matches the map's areas with units, by division code or by name, and
// gives each unit the area it lies in: its own, the one that any of its division
// codes names (a park of the city stands in some county), or that of the nearest
// unit above. A unit in none is not in place. The area stays its county's: what
// a park in it does counts in its colour.
func areasOf(tree *access.Tree, drawn []geo.Boundary, now map[string]*tally) ([]BoardArea, map[string]int) {
	areas := make([]BoardArea, len(drawn))
	place := map[string]int{}
	for i, b := range drawn {
		areas[i].Boundary = b
		if u, ok := unitOf(tree, b); ok {
			areas[i].Unit = u
			place[u.ID] = i
		}
	}
	for _, u := range tree.Units() {
		i, ok := standsIn(u, drawn)
		if _, has := place[u.ID]; ok && !has {
			place[u.ID] = i
		}
	}
	for _, u := range tree.Units() {
		if i, ok := areaAbove(tree, u, place); ok {
			place[u.ID] = i
		}
	}
	inside := make([]tally, len(areas))
	for unit, here := range now {
		if i, ok := place[unit]; ok {
			inside[i].merge(here)
		}
	}
	for i := range areas {
		areas[i].Now = inside[i].closed()
	}
	return areas, place
}

// unitOf is the unit an area belongs to: the one with its code, else the one of
// its name. The root is the whole map and never one area of several.
func unitOf(tree *access.Tree, b geo.Boundary) (access.Unit, bool) {
	for _, u := range tree.Units() {
		if b.Adcode != "" && len(u.Divisions) == 1 && u.Divisions[0] == b.Adcode && u.Kind != access.Department && u.Kind != access.Park {
			return u, true
		}
	}
	for _, u := range tree.Units() {
		if u.Name == b.Name || u.Short == b.Name && b.Name != "" {
			return u, true
		}
	}
	return access.Unit{}, false
}

// standsIn is the first area that one of a unit's divisions names.
func standsIn(u access.Unit, drawn []geo.Boundary) (int, bool) {
	for _, d := range u.Divisions {
		if i := slices.IndexFunc(drawn, func(b geo.Boundary) bool { return b.Adcode == d }); i >= 0 {
			return i, true
		}
	}
	return 0, false
}

// areaAbove walks up by first parents to a unit that has an area.
func areaAbove(tree *access.Tree, u access.Unit, place map[string]int) (int, bool) {
	for {
		if i, ok := place[u.ID]; ok {
			return i, true
		}
		if len(u.Parents) == 0 {
			return 0, false
		}
		u, _ = tree.Unit(u.Parents[0].Parent)
	}
}

// Unplaced counts the projects that cannot stand on the map: no coordinates, and
// in no area.
func (b *Board) Unplaced() int {
	n := 0
	for _, r := range b.Dots {
		if _, ok := b.Place[r.Project.Unit]; !ok && r.Project.At == nil {
			n++
		}
	}
	return n
}

// Schematic tells that the map is a drawing and no boundary.
func (b *Board) Schematic() bool {
	return slices.ContainsFunc(b.Areas, func(a BoardArea) bool { return a.Boundary.Schematic() })
}
