// Lights as shapes: ● ▲ ■ ○ ◇, told apart without colour.

package svg

import (
	"slices"

	"guatu/internal/signal"
)

// colourOf is a light's colour on paper; one nobody set is unreported.
func colourOf(l signal.Light) string {
	switch l {
	case signal.Normal:
		return "#1A8F55"
	case signal.Watch:
		return "#B97800"
	case signal.Behind:
		return "#C8321B"
	case signal.Paused:
		return "#5B6BB5"
	}
	return "#7A8494"
}

// urgency orders lights, the most urgent first.
func urgency(l signal.Light) int {
	if i := slices.Index(signal.Lights, l); i >= 0 {
		return i
	}
	return slices.Index(signal.Lights, signal.Unreported)
}

// mark draws the light's shape with its middle at x, y and radius r, with a
// white edge that keeps it apart from what lies below.
func (p *pen) mark(l signal.Light, x, y, r float64) {
	c := colourOf(l)
	switch l {
	case signal.Normal:
		p.open("circle", "cx", x, "cy", y, "r", r, "fill", c, "stroke", paper, "stroke-width", r/5)
	case signal.Watch:
		p.open("path", "d", path(triangle(x, y, r*1.15), true), "fill", c, "stroke", paper, "stroke-width", r/5)
	case signal.Behind:
		p.open("rect", "x", x-r*.9, "y", y-r*.9, "width", r*1.8, "height", r*1.8, "fill", c, "stroke", paper, "stroke-width", r/5)
	case signal.Paused:
		p.open("path", "d", path([]xy{{x, y - r*1.1}, {x + r*1.1, y}, {x, y + r*1.1}, {x - r*1.1, y}}, true), "fill", paper, "stroke", c, "stroke-width", r/3)
	default:
		p.open("circle", "cx", x, "cy", y, "r", r*.9, "fill", paper, "stroke", c, "stroke-width", r/3)
	}
	p.shut()
}

// triangle stands on its base with its middle at x, y.
func triangle(x, y, r float64) []xy {
	return []xy{{x, y - r}, {x + r*.95, y + r*.75}, {x - r*.95, y + r*.75}}
}
