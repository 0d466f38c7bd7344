// How days lie in each of several groups: boxes, and for a few values the values.

package svg

import "math"

// A Spread is one chart: a line a group, days to the right.
type Spread struct {
	Rows       []SpreadRow
	Unit       string // 天
	Title      string
	Base       string // the sub-path Guatu runs under
	BoxWord    string // what the box is
	MedianWord string
	ValueWord  string
	RangeWord  string // what is light: as far as months allow
}

// A SpreadRow is a group. Low and High are the five figures (least, quarter,
// middle, three quarters, most) at their least and at their most; where all dates
// are days they are the same. With Values those are drawn instead.
type SpreadRow struct {
	Name, Note, Tip, Href string
	Low, High             [5]float64
	Values                [][2]float64
	Empty                 bool
}

const (
	spreadWidth, spreadLine = 1100.0, 28.0
	spreadLeft, spreadRight = 150.0, 190.0
	spreadTop, spreadFoot   = 26.0, 24.0
)

// Draw is the chart as one <svg>.
func (s Spread) Draw() string {
	p := pen{base: s.Base}
	height := spreadTop + spreadLine*float64(len(s.Rows)) + spreadFoot
	p.open("svg", "xmlns", ns, "class", "timetable", "width", spreadWidth, "height", height, "viewBox", "0 0 "+num(spreadWidth)+" "+num(height), "role", "img", "aria-label", s.Title, "font-size", 12, "fill", ink2)
	step := roundStep(s.most(), 6)
	top := step * math.Ceil(s.most()/step)
	x := func(days float64) float64 {
		return spreadLeft + days/top*(spreadWidth-spreadLeft-spreadRight)
	}
	s.grid(&p, step, top, x)
	for i, r := range s.Rows {
		s.row(&p, r, spreadTop+spreadLine*float64(i), x)
	}
	s.key(&p)
	return p.String()
}

// most is the greatest figure, never nothing.
func (s Spread) most() float64 {
	high := 1.0
	for _, r := range s.Rows {
		high = math.Max(high, r.High[4])
		for _, v := range r.Values {
			high = math.Max(high, v[1])
		}
	}
	return high
}

// roundStep is a round distance of about so many lines up to most: 1, 2 or 5
// times a power of ten.
func roundStep(most, lines float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(most/lines)))
	for _, m := range []float64{1, 2, 5} {
		if most/lines <= m*power {
			return math.Max(1, m*power)
		}
	}
	return math.Max(1, 10*power)
}

func (s Spread) grid(p *pen, step, top float64, x func(float64) float64) {
	bottom := spreadTop + spreadLine*float64(len(s.Rows))
	for days := 0.0; days <= top*1.0001; days += step {
		p.one("path", "d", path([]xy{{x(days), spreadTop - 2}, {x(days), bottom}}, false), "stroke", line)
		p.words(num(days), "text", "x", x(days), "y", bottom+14, "text-anchor", "middle")
	}
	p.words(s.Unit, "text", "x", x(top)+ems(num(top))*6+8, "y", bottom+14)
}

// row is one group: its name as a door, the drawing, and what it says in figures.
func (s Spread) row(p *pen, r SpreadRow, y float64, x func(float64) float64) {
	mid := y + spreadLine/2
	shut := p.link(r.Href)
	p.open("text", "class", "hit", "x", spreadLeft-10, "y", mid+4, "text-anchor", "end", "font-size", 13, "fill", ink)
	p.title(r.Tip)
	p.text(fit(r.Name, (spreadLeft-14)/13))
	p.shut()
	shut()
	p.words(r.Note, "text", "x", spreadWidth-spreadRight+14, "y", mid+4)
	if r.Empty {
		return
	}
	p.open("g")
	p.title(r.Tip)
	if len(r.Values) > 0 {
		for _, v := range r.Values {
			p.value(x(v[0]), x(v[1]), mid)
		}
	} else {
		p.box(r, mid, x)
	}
	p.shut()
}

// value is one project: a dot, or, where only months are known, a line as long as
// they allow.
func (p *pen) value(from, to, y float64) {
	if to-from < 1 {
		p.one("circle", "cx", from, "cy", y, "r", 3.5, "fill", paper, "stroke", navy, "stroke-width", 1.5)
		return
	}
	p.one("rect", "x", from, "y", y-2, "width", to-from, "height", 4, "rx", 2, "fill", paper, "stroke", navy, "stroke-width", 1.2)
}

// box is least to most as a line, the middle half as a box, light as far as it may
// reach and dark where it certainly lies, and the median across.
func (p *pen) box(r SpreadRow, y float64, x func(float64) float64) {
	p.one("path", "d", path([]xy{{x(r.Low[0]), y}, {x(r.High[4]), y}}, false), "stroke", navyMid)
	for _, end := range []float64{r.Low[0], r.High[4]} {
		p.one("path", "d", path([]xy{{x(end), y - 4}, {x(end), y + 4}}, false), "stroke", navyMid)
	}
	p.one("rect", "x", x(r.Low[1]), "y", y-7, "width", math.Max(1, x(r.High[3])-x(r.Low[1])), "height", 14, "fill", heat[1], "stroke", navyMid, "stroke-width", .8)
	if from, to := x(r.High[1]), x(r.Low[3]); to > from {
		p.one("rect", "x", from, "y", y-7, "width", to-from, "height", 14, "fill", heat[3])
	}
	p.one("rect", "x", x(r.Low[2])-1, "y", y-8, "width", math.Max(2.4, x(r.High[2])-x(r.Low[2])), "height", 16, "fill", navy)
}

// key says what the marks are.
func (s Spread) key(p *pen) {
	at := spreadLeft
	word := func(text string, wide float64, draw func(x float64)) {
		if text == "" {
			return
		}
		draw(at)
		p.words(text, "text", "x", at+wide+6, "y", 13)
		at += wide + 6 + ems(text)*12 + 18
	}
	word(s.BoxWord, 22, func(x float64) {
		p.one("rect", "x", x, "y", 4, "width", 22, "height", 11, "fill", heat[3])
	})
	word(s.RangeWord, 22, func(x float64) {
		p.one("rect", "x", x, "y", 4, "width", 22, "height", 11, "fill", heat[1], "stroke", navyMid, "stroke-width", .8)
	})
	word(s.MedianWord, 3, func(x float64) {
		p.one("rect", "x", x, "y", 3, "width", 3, "height", 13, "fill", navy)
	})
	word(s.ValueWord, 8, func(x float64) { p.value(x+4, x+4, 9) })
}
