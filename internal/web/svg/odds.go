// By which day: the share of runs over by the end of each, as a curve.

package svg

import (
	"math"
	"slices"
)

// An Odds is one chart: a curve as things stand, and one with what is tried. Days are
// numbers; Label says which.
type Odds struct {
	Was, Is       []OddsPoint
	Marks         []OddsMark // forecasts by the pledges
	Label         func(day int) string
	WasWord       string
	IsWord        string
	Title         string
	Levels        []int // per cent, each a line across
	LevelTemplate func(percent int) string
}

// An OddsPoint is the share of runs, from 0 to 1, over by the end of a day.
type OddsPoint struct {
	Day   int
	Share float64
}

// An OddsMark is a day drawn upright, with its word.
type OddsMark struct {
	Day  int
	Word string
	Is   bool // with what is tried
}

const (
	oddsWidth, oddsHeight = 560.0, 250.0
	oddsLeft, oddsRight   = 52.0, 20.0
	oddsTop, oddsFoot     = 40.0, 26.0
)

// Draw is the chart as one <svg>.
func (o Odds) Draw() string {
	var p pen
	p.open("svg", "xmlns", ns, "class", "timetable", "width", oddsWidth, "height", oddsHeight, "viewBox", "0 0 "+num(oddsWidth)+" "+num(oddsHeight), "role", "img", "aria-label", o.Title, "font-size", 12, "fill", ink2)
	low, high := o.days()
	x := func(day int) float64 {
		return oddsLeft + float64(day-low)/float64(high-low)*(oddsWidth-oddsLeft-oddsRight)
	}
	o.grid(&p, low, high, x)
	o.curve(&p, o.Was, x, "stroke", "#7A8494", "stroke-width", 1.5, "stroke-dasharray", "5 3")
	o.curve(&p, o.Is, x, "stroke", navy, "stroke-width", 2)
	o.key(&p)
	for i, m := range o.Marks {
		o.mark(&p, m, x, i)
	}
	return p.String()
}

// days are the first and the last day of the drawing, never one.
func (o Odds) days() (low, high int) {
	low, high = math.MaxInt, math.MinInt
	take := func(day int) { low, high = min(low, day), max(high, day) }
	for _, pt := range slices.Concat(o.Was, o.Is) {
		take(pt.Day)
	}
	for _, m := range o.Marks {
		take(m.Day)
	}
	if low > high {
		return 0, 1
	}
	return low - 1, high + 1
}

func oddsY(share float64) float64 {
	return oddsHeight - oddsFoot - math.Max(0, math.Min(1, share))*(oddsHeight-oddsTop-oddsFoot)
}

// grid draws the levels and some days.
func (o Odds) grid(p *pen, low, high int, x func(int) float64) {
	for _, percent := range o.Levels {
		y := oddsY(float64(percent) / 100)
		p.one("path", "d", path([]xy{{oddsLeft, y}, {oddsWidth - oddsRight, y}}, false), "stroke", line)
		p.words(o.LevelTemplate(percent), "text", "x", oddsLeft-6, "y", y+4, "text-anchor", "end")
	}
	p.one("path", "d", path([]xy{{oddsLeft, oddsY(0)}, {oddsWidth - oddsRight, oddsY(0)}}, false), "stroke", line2)
	step := max(1, int(roundStep(float64(high-low), 5)))
	for day := low + step/2 + 1; day < high; day += step {
		p.one("path", "d", path([]xy{{x(day), oddsY(0)}, {x(day), oddsY(0) + 4}}, false), "stroke", line2)
		p.words(o.Label(day), "text", "x", x(day), "y", oddsHeight-8, "text-anchor", "middle")
	}
}

// curve is a line of steps: a run is over at the end of its day.
func (o Odds) curve(p *pen, points []OddsPoint, x func(int) float64, look ...any) {
	if len(points) == 0 {
		return
	}
	at := []xy{{x(points[0].Day - 1), oddsY(0)}}
	for _, pt := range points {
		at = append(at, xy{x(pt.Day), oddsY(pt.Share)})
	}
	p.one("path", append([]any{"d", path(at, false), "fill", "none"}, look...)...)
}

// mark is a day by the pledges; words of several stand on two lines.
func (o Odds) mark(p *pen, m OddsMark, x func(int) float64, i int) {
	colour := "#7A8494"
	if m.Is {
		colour = red
	}
	p.one("path", "d", path([]xy{{x(m.Day), oddsTop - 6}, {x(m.Day), oddsY(0)}}, false), "stroke", colour, "stroke-width", 1.2)
	anchor, at := "start", 0.0
	for _, other := range o.Marks { // words stand beside all lines, not across one
		at = math.Max(at, x(other.Day)+4)
	}
	if at > oddsWidth*2/3 {
		anchor = "end"
		for _, other := range o.Marks {
			at = math.Min(at, x(other.Day)-4)
		}
	}
	p.words(m.Word, "text", "x", at, "y", oddsTop+4+14*float64(i%2), "text-anchor", anchor, "fill", colour)
}

// key says which curve is which.
func (o Odds) key(p *pen) {
	at := oddsLeft
	for _, c := range []struct {
		word, stroke, dash string
		points             []OddsPoint
	}{{o.WasWord, "#7A8494", "5 3", o.Was}, {o.IsWord, navy, "", o.Is}} {
		if len(c.points) == 0 {
			continue
		}
		p.one("path", "d", path([]xy{{at, 12}, {at + 26, 12}}, false), "stroke", c.stroke, "stroke-width", 2, "stroke-dasharray", c.dash)
		p.words(c.word, "text", "x", at+32, "y", 16)
		at += 32 + ems(c.word)*12 + 20
	}
}
