// One row of a timetable and its bars; the legend that explains them.

package svg

import "guatu/internal/workday"

const (
	barTop, barHeight = 6.0, 11.0
	baseTop           = 20.5 // the baseline lies under the bar
)

var (
	barDone  = navyMid
	barAhead = "#C6D7EA"
)

// row draws a unit's name or a project with its bars.
func (s *sheet) row(r TimeRow, y float64) {
	if r.Group {
		s.one("rect", "x", 0, "y", y, "width", s.width, "height", rowHeight-.7, "fill", "#F3F6FA")
	}
	s.rowName(r, y)
	for _, b := range r.Bars {
		s.bar(b, y)
	}
	for _, b := range r.Bars {
		s.end(b, y) // over every bar, so that the next one does not cover half
		s.flag(b, y)
	}
}

// rowName is the left column: the light, the name as a door, a grey note.
func (s *sheet) rowName(r TimeRow, y float64) {
	x, weight := 16.0, "600"
	switch {
	case r.Plain:
		weight = "400"
	case !r.Group:
		weight, x = "400", 34
		s.mark(r.Light, 22, y+rowHeight/2, 4.8)
	}
	room := (nameWidth - x - 8) / 12
	shut := s.link(r.Href)
	s.open("text", "x", x, "y", y+17.3, "font-weight", weight)
	s.title(r.Title)
	s.text(fit(r.Name, room-ems(r.Note)))
	s.shut()
	shut()
	if r.Note != "" {
		s.words(r.Note, "text", "x", nameWidth-10, "y", y+17.3, "text-anchor", "end", "font-size", 11, "fill", ink2)
	}
}

// bar draws one leg: baseline, what is done or to come, what has slipped.
func (s *sheet) bar(b Bar, y float64) {
	if b.To == 0 || b.To < s.From || b.From > s.To {
		return
	}
	shut := s.link(b.Href)
	s.open("g")
	s.title(b.Title)
	if b.BaseTo > 0 && b.BaseTo >= s.From && b.BaseFrom <= s.To {
		from := s.x(b.BaseFrom)
		s.one("rect", "x", from, "y", y+baseTop, "width", max(1, s.x(b.BaseTo+1)-from), "height", 2, "fill", "#7A8494")
	}
	s.tail(b, y)
	if b.From > 0 {
		s.leg(b, y)
	}
	s.shut()
	shut()
}

// leg is the bar itself, cut in two where it slipped.
func (s *sheet) leg(b Bar, y float64) {
	to := b.To + 1
	if b.Due > 0 && b.Due < b.To {
		to = max(b.From, b.Due+1)
		s.box(to, b.To+1, y, "url(#slipped)")
	}
	s.box(b.From, to, y, tone(b.Done))
	if b.Critical {
		x := s.x(b.From)
		s.one("rect", "x", x, "y", y+barTop-.5, "width", s.x(b.To+1)-x, "height", barHeight+1, "fill", "none", "stroke", navy, "stroke-width", 1.4)
	}
}

// box is a piece of a bar; a piece without breadth is not drawn.
func (s *sheet) box(from, to workday.Date, y float64, fill string) {
	if x, end := s.x(from), s.x(to); end > x {
		s.one("rect", "x", x, "y", y+barTop, "width", end-x, "height", barHeight, "fill", fill)
	}
}

func tone(done bool) string {
	if done {
		return barDone
	}
	return barAhead
}

// end is the milestone: a filled lozenge when reached, an open one before.
func (s *sheet) end(b Bar, y float64) {
	if b.To == 0 || !s.inside(b.To) {
		return
	}
	x, mid := s.x(b.To)+s.perDay/2, y+barTop+barHeight/2
	fill := paper
	if b.Done {
		fill = navy
	}
	shut := s.link(b.Href)
	s.open("path", "class", "hit", "d", "M"+num(x)+" "+num(mid-5)+"l5 5-5 5-5-5z", "fill", fill, "stroke", navy, "stroke-width", 1.2)
	s.title(b.Title)
	s.shut()
	shut()
}

// legend explains the bars, at the foot, with the page number at the right.
func (s *sheet) legend(number string) {
	x, y := 16.0, s.bottom+21
	swatch := func(word string, draw func(x float64)) {
		if word == "" {
			return
		}
		draw(x)
		s.words(word, "text", "x", x+32, "y", y, "fill", ink2, "font-size", 11)
		x += 32 + ems(word)*11 + 20
	}
	fill := func(colour string) func(float64) {
		return func(x float64) { s.one("rect", "x", x, "y", y-9, "width", 26, "height", 10, "fill", colour) }
	}
	swatch(s.Words.Done, fill(barDone))
	swatch(s.Words.Ahead, fill(barAhead))
	swatch(s.Words.Baseline, func(x float64) { s.one("rect", "x", x, "y", y-5, "width", 26, "height", 2, "fill", "#7A8494") })
	swatch(s.Words.Slipped, fill("url(#slipped)"))
	swatch(s.Words.Critical, func(x float64) {
		s.one("rect", "x", x, "y", y-9, "width", 26, "height", 10, "fill", barAhead, "stroke", navy, "stroke-width", 1.4)
	})
	swatch(s.Words.Float, func(x float64) {
		s.one("rect", "x", x, "y", y-6.5, "width", 26, "height", tailHeight, "fill", tailFill, "stroke", tailEdge, "stroke-width", .8, "stroke-dasharray", "2 2")
	})
	swatch(s.Words.Latest, func(x float64) { s.one("path", "d", latestMark(x+13, y-4), "fill", navy) })
	swatch(s.Words.Rest, func(x float64) { s.one("rect", "x", x, "y", y-7, "width", 26, "height", 6, "fill", "#AEB9C8") })
	if number != "" {
		s.words(number, "text", "x", s.width-16, "y", y, "text-anchor", "end", "fill", ink2, "font-size", 11)
	}
}
