// A year of one project: what was due by each month's end, and what was done, in
// both senses.

package svg

import "math"

// A Year is the chart of a year's months. Figures are in the unit of Unit; nil is
// not reported and breaks the line, for it is no nought.
type Year struct {
	Labels                    []string // of the months, twelve
	Due, Dispatch, Statistics []*float64
	Tips                      []string // what a month says when pointed at
	DueWord, DispatchWord     string
	StatisticsWord, Unit      string
	Now                       int // the month being looked at, from 1; what is due later stands grey
	Title                     string
}

const (
	yearWidth, yearHeight         = 640.0, 236.0
	yearLeft, yearTop, yearBottom = 52.0, 30.0, 24.0
)

// Draw is the chart as one <svg>.
func (y Year) Draw() string {
	var p pen
	p.open("svg", "xmlns", ns, "class", "drawing", "viewBox", "0 0 "+num(yearWidth)+" "+num(yearHeight), "role", "img", "aria-label", y.Title, "font-size", 11, "fill", ink2)
	step := y.step()
	top := step * math.Ceil(y.most()/step)
	place := func(i int, v float64) xy { return y.at(i, v/top) }
	y.grid(&p, step, top)
	p.run(y.Due, place, "stroke", "#93A1B5", "stroke-width", 1.5, "stroke-dasharray", "4 3")
	p.run(y.Statistics, place, "stroke", "#B97800", "stroke-width", 1.5)
	p.run(y.Dispatch, place, "stroke", navy, "stroke-width", 2)
	for i, f := range y.Statistics {
		if f != nil {
			at := place(i, *f)
			p.one("rect", "x", at.x-3, "y", at.y-3, "width", 6, "height", 6, "fill", paper, "stroke", "#B97800", "stroke-width", 1.5)
		}
	}
	for i, f := range y.Dispatch {
		if f != nil {
			at := place(i, *f)
			p.one("circle", "cx", at.x, "cy", at.y, "r", 3.2, "fill", navy)
		}
	}
	y.months(&p)
	y.key(&p)
	return p.String()
}

// at is where a share of the height stands in a month.
func (y Year) at(month int, share float64) xy {
	wide := (yearWidth - yearLeft) / 12
	return xy{yearLeft + wide*(float64(month)+.5), yearHeight - yearBottom - share*(yearHeight-yearTop-yearBottom)}
}

// most is the greatest figure, never nothing.
func (y Year) most() float64 {
	high := .01
	for _, line := range [][]*float64{y.Due, y.Dispatch, y.Statistics} {
		for _, f := range line {
			if f != nil {
				high = math.Max(high, *f)
			}
		}
	}
	return high
}

// step is a round distance of the lines: 1, 2 or 5 times a power of ten, so that
// three to six lines stand.
func (y Year) step() float64 {
	raw := y.most() / 4
	power := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, m := range []float64{1, 2, 5} {
		if raw <= m*power {
			return m * power
		}
	}
	return 10 * power
}

// grid is the lines with their figures.
func (y Year) grid(p *pen, step, top float64) {
	for i := 0; float64(i)*step <= top*1.0001; i++ {
		at := y.at(0, float64(i)*step/top)
		p.one("path", "d", path([]xy{{yearLeft, at.y}, {yearWidth, at.y}}, false), "stroke", line, "stroke-width", 1)
		p.words(num(math.Round(float64(i)*step*100)/100), "text", "x", yearLeft-8, "y", at.y+4, "text-anchor", "end")
	}
	p.words(y.Unit, "text", "x", yearLeft-8, "y", 12, "text-anchor", "end")
}

// months are the names below, and over each month a field that says its figures.
func (y Year) months(p *pen) {
	wide := (yearWidth - yearLeft) / 12
	for i, label := range y.Labels {
		at, fill := y.at(i, 0), ink2
		if i+1 == y.Now {
			fill = ink
		}
		p.words(label, "text", "x", at.x, "y", yearHeight-8, "text-anchor", "middle", "fill", fill)
		p.open("rect", "x", at.x-wide/2, "y", yearTop, "width", wide, "height", yearHeight-yearTop-yearBottom, "fill", "#FFFFFF", "fill-opacity", "0")
		if i < len(y.Tips) {
			p.title(y.Tips[i])
		}
		p.shut()
	}
}

// key says what the lines are.
func (y Year) key(p *pen) {
	x := yearLeft
	for _, k := range []struct{ word, colour, dash string }{{y.DispatchWord, navy, ""}, {y.StatisticsWord, "#B97800", ""}, {y.DueWord, "#93A1B5", "4 3"}} {
		if k.word == "" {
			continue
		}
		p.one("path", "d", path([]xy{{x, 8}, {x + 22, 8}}, false), "stroke", k.colour, "stroke-width", 2, "stroke-dasharray", k.dash)
		p.words(k.word, "text", "x", x+28, "y", 12)
		x += 28 + ems(k.word)*11 + 20
	}
}
