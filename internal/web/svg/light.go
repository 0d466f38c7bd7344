// Lights as shapes: ● ▲ ■ ○ ◇, told apart without colour.

package svg

// A Light is one of five states; the codes are those of package signal.
type Light string

const (
	Normal     Light = "normal"     // ● 正常
	Watch      Light = "watch"      // ▲ 关注
	Behind     Light = "behind"     // ■ 滞后
	Unreported Light = "unreported" // ○ 未填报
	Paused     Light = "paused"     // ◇ 暂停
)

// Lights are all lights, the most urgent first.
var Lights = []Light{Behind, Watch, Unreported, Normal, Paused}

// Code is the light's code; a light nobody set is unreported.
func (l Light) Code() string {
	switch l {
	case Normal, Watch, Behind, Paused:
		return string(l)
	}
	return string(Unreported)
}

// colour is the light's colour on paper.
func (l Light) colour() string {
	switch l {
	case Normal:
		return "#1A8F55"
	case Watch:
		return "#B97800"
	case Behind:
		return "#C8321B"
	case Paused:
		return "#5B6BB5"
	}
	return "#7A8494"
}

// urgency orders lights, the most urgent first.
func (l Light) urgency() int {
	for i, other := range Lights {
		if l.Code() == string(other) {
			return i
		}
	}
	return len(Lights)
}

// mark draws the light's shape with its middle at x, y and radius r, with a
// white edge that keeps it apart from what lies below.
func (p *pen) mark(l Light, x, y, r float64) {
	c := l.colour()
	switch l {
	case Normal:
		p.open("circle", "cx", x, "cy", y, "r", r, "fill", c, "stroke", paper, "stroke-width", r/5)
	case Watch:
		p.open("path", "d", path(triangle(x, y, r*1.15), true), "fill", c, "stroke", paper, "stroke-width", r/5)
	case Behind:
		p.open("rect", "x", x-r*.9, "y", y-r*.9, "width", r*1.8, "height", r*1.8, "fill", c, "stroke", paper, "stroke-width", r/5)
	case Paused:
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
