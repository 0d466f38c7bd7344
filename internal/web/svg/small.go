// The small drawings of tables and heads: bars, lines and rails.

package svg

import (
	"math"

	"guatu/internal/money"
	"guatu/internal/signal"
)

// LeadBar is a lead in points over pro-rata as a bar about zero: to the right
// ahead, to the left behind. Beyond ± full points it ends in an arrow. Its
// colour is the light's that the ruleset gave, for the drawing judges nothing.
// The figure itself stands beside it on the page; title says it again.
func LeadBar(lead, full money.Points, light signal.Light, title string) string {
	const w, mid, top, low = 72.0, 36.0, 3.0, 11.0
	var p pen
	p.open("svg", "xmlns", ns, "width", w, "height", 14, "viewBox", "0 0 72 14", "role", "img", "aria-label", title)
	p.title(title)
	p.one("rect", "x", 0, "y", top, "width", w, "height", low-top, "fill", "#EEF1F5")
	share := float64(lead) / math.Max(1, float64(full))
	side := math.Copysign(1, share)
	end := mid + side*math.Min(1, math.Abs(share))*mid
	at := []xy{{mid, top}, {end, top}, {end, low}, {mid, low}}
	if math.Abs(share) > 1 {
		at = []xy{{mid, top}, {end - side*5, top}, {end, (top + low) / 2}, {end - side*5, low}, {mid, low}}
	}
	p.one("path", "d", path(at, true), "fill", leadColour(lead, light))
	p.one("path", "d", "M36 0V14", "stroke", ink2)
	return p.String()
}

const ns = "http://www.w3.org/2000/svg"

// leadColour: a lead is quiet; a lag is as loud as its light.
func leadColour(lead money.Points, light signal.Light) string {
	switch {
	case lead >= 0:
		return navyMid
	case light == signal.Watch, light == signal.Behind:
		return colourOf(light)
	}
	return "#93A1B5"
}

// ShareBar is one share (done of plan) with a tick where pro-rata stands today.
// Both are in hundredths of a per cent; a share over 100 % fills the bar.
func ShareBar(share, due money.Points, title string) string {
	const w = 96.0
	var p pen
	p.open("svg", "xmlns", ns, "width", w, "height", 14, "viewBox", "0 0 96 14", "role", "img", "aria-label", title)
	p.title(title)
	p.one("rect", "x", 0, "y", 4, "width", w, "height", 6, "rx", 1, "fill", "#E3E8EF")
	p.one("rect", "x", 0, "y", 4, "width", w*part(share), "height", 6, "rx", 1, "fill", navyMid)
	if due > 0 {
		x := math.Min(w-1, w*part(due))
		p.one("path", "d", path([]xy{{x, 1}, {x, 13}}, false), "stroke", ink, "stroke-width", 1.5)
	}
	return p.String()
}

// part is a share as a fraction between nothing and all.
func part(share money.Points) float64 { return math.Max(0, math.Min(1, float64(share)/10000)) }

// Sparkline is a short row of figures as a line, the last marked. nil figures
// (not reported) break the line. An optional second line (a plan) is dashed.
func Sparkline(figures, plan []*float64, title string) string {
	const w, h = 120.0, 28.0
	var p pen
	p.open("svg", "xmlns", ns, "width", w, "height", h, "viewBox", "0 0 120 28", "role", "img", "aria-label", title)
	p.title(title)
	low, high := bounds(append(append([]*float64{}, figures...), plan...))
	place := func(i int, v float64) xy {
		return xy{3 + float64(i)*(w-6)/math.Max(1, float64(max(len(figures), len(plan))-1)), h - 4 - (v-low)/(high-low)*(h-8)}
	}
	p.run(plan, place, "stroke", "#93A1B5", "stroke-dasharray", "2 2")
	last := p.run(figures, place, "stroke", navy, "stroke-width", 1.5)
	if last != nil {
		p.one("circle", "cx", last.x, "cy", last.y, "r", 2.5, "fill", navy)
	}
	return p.String()
}

// run draws a line through the figures there are and gives the last place.
func (p *pen) run(figures []*float64, place func(int, float64) xy, attrs ...any) (last *xy) {
	var at []xy
	flush := func() {
		if len(at) > 1 {
			p.one("path", append([]any{"d", path(at, false), "fill", "none"}, attrs...)...)
		}
		at = nil
	}
	for i, f := range figures {
		if f == nil {
			flush()
			continue
		}
		here := place(i, *f)
		at, last = append(at, here), &here
	}
	flush()
	return last
}

// bounds are the least and the greatest figure, never equal.
func bounds(figures []*float64) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, f := range figures {
		if f != nil {
			low, high = math.Min(low, *f), math.Max(high, *f)
		}
	}
	if math.IsInf(low, 0) || low == high {
		return math.Min(low, 0), math.Min(low, 0) + 1
	}
	return low, high
}

// A Step is one stage of a rail.
type Step struct {
	Name, Date           string
	Declared, Recognised bool
	Now, Late            bool
}

// StageRail is the chain of stages as a short row of marks for a table cell or a
// printed sheet: ○ declared, ● recognised, a dot for what is ahead.
func StageRail(steps []Step, title string) string {
	const gap = 14.0
	var p pen
	w := gap*float64(len(steps)) + 2
	p.open("svg", "xmlns", ns, "width", w, "height", 14, "viewBox", "0 0 "+num(w)+" 14", "role", "img", "aria-label", title)
	p.title(title)
	for i, s := range steps {
		x := 8 + gap*float64(i)
		if i > 0 {
			p.one("path", "d", path([]xy{{x - gap + 4.5, 7}, {x - 4.5, 7}}, false), "stroke", railColour(s), "stroke-width", 1.5)
		}
		p.stage(s, x, 7, 4)
	}
	return p.String()
}

// stage draws one mark of a rail.
func (p *pen) stage(s Step, x, y, r float64) {
	switch {
	case s.Recognised:
		p.one("circle", "cx", x, "cy", y, "r", r, "fill", navy, "stroke", navy, "stroke-width", r/2.5)
	case s.Declared:
		p.one("circle", "cx", x, "cy", y, "r", r, "fill", paper, "stroke", navy, "stroke-width", r/2.5)
	default:
		p.one("circle", "cx", x, "cy", y, "r", r/2, "fill", line2)
	}
}

func railColour(s Step) string {
	if s.Declared || s.Recognised {
		return navy
	}
	return line
}

// RailMark is the mark of one stage alone, 20 × 20, for rails made of HTML.
func RailMark(s Step) string {
	var p pen
	p.open("svg", "xmlns", ns, "width", 20, "height", 20, "viewBox", "0 0 20 20", "aria-hidden", "true")
	p.stage(s, 10, 10, 7)
	if s.Now {
		p.one("circle", "cx", 10, "cy", 10, "r", 11, "fill", "none", "stroke", navyMid, "stroke-opacity", ".35", "stroke-width", 3)
	}
	return p.String()
}

// HeatClass is the step (0 nothing, 1–5) of a figure among others up to most,
// for the cells of the 方阵.
func HeatClass(figure, most float64) int {
	if figure <= 0 || most <= 0 {
		return 0
	}
	return min(5, 1+int(figure/most*4.999))
}
