// The county map: areas tinted by a class, projects as lights upon them.

package svg

import (
	"slices"

	"guatu/internal/geo"
	"guatu/internal/signal"
)

// A Map is a map of one city or county, as it will be drawn.
type Map struct {
	Areas   []Area
	Dots    []Dot
	Sides   bool     // the steps are behind to ahead rather than little to much
	Heading string   // what the tint means
	Steps   []string // the words of steps 1 to 5
	Lights  []LightCount
	Notes   []string // 示意图, 审图号 or 内部使用: printed in the corner
	Title   string   // for a screen reader
	Width   float64  // in drawing units; 0 is 760
	Height  float64  // 0 is 560
	Base    string   // before every address beginning with "/": the sub-path
	Tiles   Tiles    // a basemap, drawn under real outlines only
}

// An Area is one county. Rings are its outlines and holes in any order. An area
// with Cells is a block of a schematic map: its projects take cells, for real
// coordinates mean nothing there.
type Area struct {
	Code, Name, Value string // Value stands under the name
	Label             geo.Point
	Cells             []geo.Point
	Rings             [][]geo.Point
	Step              int // 0 nothing known, 1–5
	Href, Title       string
}

// A Dot is one project. Without At, or on a schematic area, it is put into the
// area that Area names; without such an area it is not drawn.
type Dot struct {
	ID, Area    string
	At          *geo.Point
	Light       signal.Light
	Href, Title string
}

// A LightCount is one line of the legend.
type LightCount struct {
	Light signal.Light
	Words string
}

// Draw is the map as one <svg>.
func (m Map) Draw() string {
	if m.Width == 0 {
		m.Width = 760
	}
	if m.Height == 0 {
		m.Height = 560
	}
	view, beside := m.fit()
	p := pen{base: m.Base}
	p.open("svg", "xmlns", ns, "class", mapClass(beside), "viewBox", "0 0 "+num(m.Width)+" "+num(m.Height), "role", "group", "aria-label", m.Title, "font-size", 12, "fill", ink)
	placed := m.place(view)
	if m.real() {
		m.Tiles.under(&p, view, m.Areas)
	}
	for _, a := range m.Areas {
		m.area(&p, view, a)
	}
	for _, a := range m.Areas {
		p.outline(view, a)
	}
	for _, c := range placed {
		p.cluster(c)
	}
	for _, a := range m.Areas {
		p.name(view, a)
	}
	m.legend(&p, beside)
	return p.String()
}

// real tells that no area is schematic: a comb has no place on the ground.
func (m Map) real() bool {
	return !slices.ContainsFunc(m.Areas, func(a Area) bool { return len(a.Cells) > 0 })
}

// area fills one county and, on a schematic map, draws its comb.
func (m Map) area(p *pen, v view, a Area) {
	shut := p.link(a.Href)
	p.open("path", "class", "hit", "d", v.outline(a), "fill-rule", "evenodd", "fill", m.tint(a.Step), "fill-opacity", m.opacity(), "stroke", "#FFFFFF", "stroke-width", .5)
	p.title(a.Title)
	p.shut()
	shut()
	if len(a.Cells) == 0 {
		return
	}
	d := ""
	for _, c := range a.Cells {
		d += path(hexagon(v.at(c), v.cell), true)
	}
	p.one("path", "d", d, "fill", "none", "stroke", "#FFFFFF", "stroke-opacity", .55, "stroke-width", .8, "pointer-events", "none")
}

// opacity lets a basemap through; "" is opaque.
func (m Map) opacity() string {
	if m.Tiles.Origin() == "" || !m.real() {
		return ""
	}
	return "0.55"
}

// mapClass tells the style sheet where the legend stands: on a phone it is cut
// away and written as text instead.
func mapClass(beside bool) string {
	if beside {
		return "drawing map-beside"
	}
	return "drawing map-below"
}

// Tint is the colour of a step, for a legend outside the drawing.
func (m Map) Tint(step int) string { return m.tint(step) }

func (m Map) tint(step int) string {
	step = max(0, min(5, step))
	if m.Sides {
		return sides[step]
	}
	return heat[step]
}

// outline draws the county's border over all fills.
func (p *pen) outline(v view, a Area) {
	p.one("path", "d", v.outline(a), "fill", "none", "stroke", "#6C83A0", "stroke-width", 1.1, "stroke-linejoin", "round", "pointer-events", "none")
}

// name writes the county's name and under it its figure, with an edge of paper
// so that both read on any tint. The second line's distance is in ems: on a
// phone the style sheet enlarges the text.
func (p *pen) name(v view, a Area) {
	at := v.at(a.Label)
	y := at.y + 4.5
	if a.Value != "" {
		y = at.y - 1
	}
	p.halo("map-name", at.x, y, 13)
	p.words(a.Name, "tspan", "font-weight", "600")
	if a.Value != "" {
		p.words(a.Value, "tspan", "x", at.x, "dy", "1.12em")
	}
	p.shut()
}

// halo opens a text with an edge of paper.
func (p *pen) halo(class string, x, y, size float64) {
	p.open("text", "class", class, "x", x, "y", y, "text-anchor", "middle", "font-size", size,
		"stroke", paper, "stroke-width", 3, "stroke-opacity", .85, "stroke-linejoin", "round", "paint-order", "stroke", "pointer-events", "none")
}
