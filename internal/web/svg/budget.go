// A budget of days: used of the limit.

package svg

import "math"

// BudgetBar is used days as a bar against their limit, which is a tick at three
// quarters of the width: what goes beyond it is red and hatched by its place, for the
// tick stands inside the bar. Beyond a third over the limit the bar ends in an arrow.
func BudgetBar(used, limit int, title string) string {
	const w, at, top, low = 96.0, 72.0, 3.0, 11.0
	var p pen
	p.open("svg", "xmlns", ns, "width", w, "height", 14, "viewBox", "0 0 96 14", "role", "img", "aria-label", title)
	p.title(title)
	p.one("rect", "x", 0, "y", top, "width", at, "height", low-top, "fill", "#E3E8EF")
	end := at * float64(max(used, 0)) / math.Max(1, float64(limit))
	p.one("rect", "x", 0, "y", top, "width", math.Min(end, at), "height", low-top, "fill", navyMid)
	if end > at {
		stop := math.Min(end, w)
		over := []xy{{at, top}, {stop, top}, {stop, low}, {at, low}}
		if end > w {
			over = []xy{{at, top}, {w - 5, top}, {w, (top + low) / 2}, {w - 5, low}, {at, low}}
		}
		p.one("path", "d", path(over, true), "fill", red)
	}
	p.one("path", "d", path([]xy{{at, 0}, {at, 14}}, false), "stroke", ink, "stroke-width", 1.5)
	return p.String()
}
