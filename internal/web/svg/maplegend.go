// The legend of a map: what the tints and the shapes mean, and whose map it is.

package svg

const (
	legendHeight = 58.0  // of a legend below the map
	legendWidth  = 138.0 // of a legend beside it
)

// fit chooses the place of the legend: beside the map where the areas stand
// upright and leave room, below it otherwise, whichever lets the map be larger.
func (m Map) fit() (v view, beside bool) {
	below := fitView(m.Areas, m.Width, m.Height-legendHeight)
	right := fitView(m.Areas, m.Width-legendWidth, m.Height)
	if right.scale < below.scale {
		return below, false
	}
	middle := fitView(m.Areas, m.Width, m.Height)
	if middle.scale == right.scale && middle.left >= legendWidth+edge {
		return middle, true // it stands upright: in the middle, the legend clear of it
	}
	right.left += legendWidth
	return right, true
}

// legend draws it where fit put the map to leave room.
func (m Map) legend(p *pen, beside bool) {
	p.open("g", "class", "map-legend")
	if beside {
		m.legendBeside(p)
	} else {
		m.legendBelow(p)
	}
	p.shut()
	p.notes(m.Notes, m.Width-edge, m.Height-edge)
}

// legendBeside stands at the upper left: lights under tints, one a line.
func (m Map) legendBeside(p *pen) {
	const pitch = 21.0
	y := edge + 2*pitch
	if m.Heading != "" {
		p.words(m.Heading, "text", "x", 0, "y", y-pitch, "font-weight", "600")
	}
	for i, word := range m.Steps {
		m.swatch(p, i+1, 0, y)
		p.words(word, "text", "x", 28, "y", y, "fill", ink2)
		y += pitch
	}
	y += 16
	for _, l := range m.Lights {
		p.mark(l.Light, 10, y-4, markR)
		p.words(l.Words, "text", "x", 28, "y", y)
		y += pitch
	}
}

// legendBelow is two lines: tints above, lights below.
func (m Map) legendBelow(p *pen) {
	y, x := m.Height-legendHeight+16, edge
	if m.Heading != "" {
		p.words(m.Heading, "text", "x", x, "y", y, "font-weight", "600")
		x += ems(m.Heading)*12 + 10
	}
	for i, word := range m.Steps {
		m.swatch(p, i+1, x, y)
		p.words(word, "text", "x", x+25, "y", y, "fill", ink2)
		x += 25 + ems(word)*12 + 12
	}
	x = edge + 5
	for _, l := range m.Lights {
		p.mark(l.Light, x, y+20, markR)
		p.words(l.Words, "text", "x", x+10, "y", y+24)
		x += 10 + ems(l.Words)*12 + 18
	}
}

// swatch is a piece of tint with its foot near the baseline of the words.
func (m Map) swatch(p *pen, step int, x, y float64) {
	p.one("rect", "x", x, "y", y-10.5, "width", 20, "height", 13, "fill", m.tint(step), "stroke", "#93A1B5", "stroke-width", .6)
}

// notes end at the lower right: 示意图, 审图号.
func (p *pen) notes(list []string, right, y float64) {
	s := ""
	for i, n := range list {
		if i > 0 {
			s += " · "
		}
		s += n
	}
	if s != "" {
		p.words(s, "text", "x", right, "y", y, "text-anchor", "end", "fill", ink2, "font-size", 11)
	}
}
