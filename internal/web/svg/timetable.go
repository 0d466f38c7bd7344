// The timetable (对表): rows of projects, a bar to each milestone, today's line.

package svg

import (
	"math"
	"slices"
	"strconv"

	"guatu/internal/signal"
	"guatu/internal/workday"
)

// A Scale is how much time a finger's breadth is.
type Scale string

const (
	Week    Scale = "week"
	Month   Scale = "month"
	Quarter Scale = "quarter"
)

// A Timetable is the whole sheet.
type Timetable struct {
	From, To, Today workday.Date // To is the last day drawn
	Scale           Scale
	Rows            []TimeRow
	Rest            func(workday.Date) bool // days without work; nil draws no strip
	Title           string
	Words           TimeWords
	Ties            []Tie   // what waits for what, between rows
	Width           float64 // of the whole drawing; 0 follows from the scale
	Base            string  // before every address beginning with "/": the sub-path
}

// TimeWords are the words of the drawing, in the reader's language.
type TimeWords struct {
	Corner, Today                                        string
	Done, Ahead, Baseline, Slipped, Critical, Rest, Page string // Page: "第 {page}/{pages} 页", filled here
	Float, Latest                                        string
	Months                                               [12]string
	Quarters                                             [4]string
}

// A TimeRow is a unit (Group) or a project with the legs to its milestones, or one
// milestone, which has no light (Plain).
type TimeRow struct {
	Group       bool
	Plain       bool
	Name, Note  string
	Light       signal.Light
	Href, Title string
	Bars        []Bar
}

// A Bar is the leg that ends with one milestone. Due is the day it should have
// ended: what lies beyond it is hatched as slipped. A milestone without a
// beginning (From zero) is only its mark.
type Bar struct {
	From, To         workday.Date
	BaseFrom, BaseTo workday.Date // the first plan; zero where there was none
	Due              workday.Date // zero: nothing slipped
	Float            workday.Date // how late it may end without moving what follows; zero: no tail
	Latest           workday.Date // how late it may end for a deadline; zero: no mark
	Done, Critical   bool
	Title, Href      string
}

const (
	rowHeight  = 26.0
	headHeight = 46.0
	nameWidth  = 236.0
	footHeight = 34.0
)

// perDay is the breadth of a day where the width is not given.
func (s Scale) perDay() float64 {
	switch s {
	case Week:
		return 7
	case Quarter:
		return .85
	}
	return 2.4
}

// Draw is the whole timetable as one <svg>, for a screen.
func (t Timetable) Draw() string { return t.page(t.Rows, "") }

// Pages cuts it for print, rows rows a page, head and legend on each; a unit
// that goes on over a page has its name again at the top.
func (t Timetable) Pages(rows int) []string {
	cut := paginate(t.Rows, max(2, rows))
	pages := make([]string, len(cut))
	for i, part := range cut {
		pages[i] = t.page(part, t.Words.page(i+1, len(cut)))
	}
	return pages
}

// paginate keeps at most n rows a page and never leaves a unit's name alone at
// the foot.
func paginate(rows []TimeRow, n int) [][]TimeRow {
	var pages [][]TimeRow
	var page []TimeRow
	var unit *TimeRow
	for i, r := range rows {
		last := r.Group && len(page) == n-1
		if len(page) == n || last {
			pages, page = append(pages, page), nil
			if unit != nil && !r.Group {
				page = append(page, *unit)
			}
		}
		if r.Group {
			unit = &rows[i]
		}
		page = append(page, r)
	}
	if len(page) > 0 {
		pages = append(pages, page)
	}
	return pages
}

// A sheet is one page being drawn.
type sheet struct {
	Timetable
	pen
	left, perDay, width, height, bottom float64 // left: the breadth of the names
}

// page draws rows under the head and over the legend.
func (t Timetable) page(rows []TimeRow, number string) string {
	s := &sheet{Timetable: t, pen: pen{base: t.Base}, perDay: t.Scale.perDay(), left: nameWidth}
	days := float64(max(1, t.To-t.From+1))
	if t.Width > 0 {
		s.perDay = (t.Width - nameWidth) / days
	}
	s.width = nameWidth + days*s.perDay
	s.bottom = headHeight + float64(len(rows))*rowHeight
	s.height = s.bottom + footHeight
	s.open("svg", "xmlns", ns, "class", "timetable", "width", s.width, "height", s.height, "viewBox", "0 0 "+num(s.width)+" "+num(s.height),
		"role", "group", "aria-label", t.Title, "font-size", 12, "fill", ink)
	s.b = slices.Grow(s.b, 4096+len(rows)*1800) // some 1.7 kB a project of four legs: grow once
	s.hatch()
	s.restDays()
	s.head()
	s.rules(len(rows))
	for i, r := range rows {
		s.row(r, headHeight+float64(i)*rowHeight)
	}
	s.ties(rows)
	s.one("path", "d", path([]xy{{nameWidth, 0}, {nameWidth, s.bottom}}, false), "stroke", line2)
	s.today()
	s.legend(number)
	return s.String()
}

// rules are the hairlines under all rows, as one path.
func (s *sheet) rules(n int) {
	var d []byte
	for i := range n {
		d = append(d, "M0 "...)
		d = appendNum(d, headHeight+float64(i+1)*rowHeight)
		d = appendNum(append(d, 'h'), s.width)
	}
	s.one("path", "d", string(d), "stroke", line, "stroke-width", .7)
}

// x is where a day begins; days outside the sheet stand at its edge.
func (s *sheet) x(d workday.Date) float64 {
	d = max(s.From, min(s.To+1, d))
	return s.left + float64(d-s.From)*s.perDay
}

// inside tells that a day lies on the sheet.
func (s *sheet) inside(d workday.Date) bool { return d >= s.From && d <= s.To }

// hatch is the pattern of what has slipped.
func (s *sheet) hatch() {
	s.open("defs")
	s.open("pattern", "id", "slipped", "width", 5, "height", 5, "patternUnits", "userSpaceOnUse", "patternTransform", "rotate(45)")
	s.one("rect", "width", 5, "height", 5, "fill", "#FDE8E4")
	s.one("rect", "width", 2, "height", 5, "fill", colourOf(signal.Behind))
	s.shut()
	s.shut()
}

// today is the red hairline.
func (s *sheet) today() {
	if s.Today == 0 || !s.inside(s.Today) {
		return
	}
	x := s.x(s.Today) + s.perDay/2
	s.one("path", "d", path([]xy{{x, headHeight - 8}, {x, s.bottom}}, false), "stroke", red, "stroke-width", 1)
	word := s.Words.Today + " " + s.Today.String()[5:]
	half := ems(word)*5.5 + 5
	mid := math.Max(s.left+half, math.Min(s.width-half, x))
	s.one("rect", "x", mid-half, "y", headHeight-20, "width", half*2, "height", 16, "rx", 2, "fill", red)
	s.words(word, "text", "x", mid, "y", headHeight-8, "text-anchor", "middle", "font-size", 11, "fill", "#FFFFFF")
}

// page fills in the page number.
func (w TimeWords) page(n, of int) string {
	if of < 2 {
		return ""
	}
	return fillPage(w.Page, strconv.Itoa(n), strconv.Itoa(of))
}
