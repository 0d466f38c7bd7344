// One item of the approval chart: what ran, what stood still, what is to come.

package svg

import (
	"math"

	"guatu/internal/workday"
)

// clock draws an item's bar and its marks.
func (s *approvalSheet) clock(r ApprovalRow, y float64) {
	if r.Start == 0 || r.End == 0 && !r.Accepted {
		s.submission(r, y)
		return
	}
	if !r.Accepted && r.Start > s.To {
		return
	}
	shut := s.link(r.Href)
	s.open("g")
	s.title(r.Title)
	s.float(r, y)
	s.ahead(r, y)
	s.ran(r, y)
	if r.Critical {
		x := s.x(r.Start)
		s.one("rect", "x", x, "y", y+barTop-.5, "width", math.Max(2, s.x(r.End+1)-x), "height", barHeight+1, "fill", "none", "stroke", navy, "stroke-width", 1.4)
	}
	s.shut()
	shut()
	s.marks(r, y)
}

// now is the day up to which an accepted item ran.
func (s *approvalSheet) now(r ApprovalRow) workday.Date {
	if r.Decided {
		return r.End
	}
	return s.Today
}

// ran is what has been used, with stops and the days over the limit.
func (s *approvalSheet) ran(r ApprovalRow, y float64) {
	if !r.Accepted {
		return
	}
	now := s.now(r)
	s.box(r.Start+1, now+1, y, barDone)
	if r.Due > 0 && r.Due < now {
		s.box(max(r.Start, r.Due)+1, now+1, y, s.overFill())
	}
	for _, stop := range r.Stops {
		from, to := max(stop.From, r.Start)+1, stop.To+1
		if r.Decided {
			to = min(to, now+1)
		}
		x, end := s.x(from), s.x(to)
		if end <= x {
			continue
		}
		s.open("rect", "x", x, "y", y+barTop, "width", end-x, "height", barHeight, "fill", s.stopFill(), "stroke", stopLine, "stroke-width", .7)
		s.title(stop.Title)
		s.shut()
		if ems(stop.Word)*10+8 <= end-x {
			half := ems(stop.Word)*5 + 2
			s.one("rect", "x", (x+end)/2-half, "y", y+barTop+.8, "width", half*2, "height", barHeight-1.6, "fill", paper)
			s.words(stop.Word, "text", "x", (x+end)/2, "y", y+barTop+9.3, "text-anchor", "middle", "font-size", 10, "fill", "#3D4A8A")
		}
	}
}

// ahead is the outline of what is forecast.
func (s *approvalSheet) ahead(r ApprovalRow, y float64) {
	if r.Decided {
		return
	}
	from := r.Start
	if r.Accepted {
		from = max(r.Start, s.Today) + 1
	}
	if x, end := s.x(from), s.x(r.End+1); end > x {
		s.one("rect", "x", x, "y", y+barTop+.5, "width", end-x, "height", barHeight-1, "fill", paper, "stroke", navyMid, "stroke-width", 1)
	}
}

// float is the thin line of how late it may end.
func (s *approvalSheet) float(r ApprovalRow, y float64) {
	if x, end := s.x(r.End+1), s.x(r.Latest+1); r.Latest > r.End && end > x {
		mid := y + barTop + barHeight/2
		s.one("path", "d", "M"+num(x)+" "+num(mid)+"H"+num(end)+"M"+num(end)+" "+num(mid-3)+"v6", "fill", "none", "stroke", tailEdge, "stroke-width", 1)
	}
}

// marks are days on the bar, and what stands behind it.
func (s *approvalSheet) marks(r ApprovalRow, y float64) {
	mid := y + barTop + barHeight/2
	s.submission(r, y)
	if r.End > 0 && s.inside(r.End) {
		s.decision(r, s.middle(r.End), mid)
	}
	if r.Due > 0 && s.inside(r.Due) {
		s.one("path", "d", dueMark(s.middle(r.Due), y+barTop-1), "fill", dueTone(r))
	}
	if r.Statutory > 0 && s.inside(r.Statutory) {
		s.one("path", "d", latestMark(s.middle(r.Statutory), mid), "fill", navy, "stroke", paper, "stroke-width", .8)
	}
	for _, d := range r.Supply {
		if s.inside(d) {
			s.supply(s.middle(d), y+barTop+barHeight+1)
		}
	}
	if r.End <= s.To {
		s.label(r, y)
	}
}

// label stands behind everything of the row, where there is room.
func (s *approvalSheet) label(r ApprovalRow, y float64) {
	last := max(r.End, r.Due, r.Latest)
	if s.inside(r.Statutory) {
		last = max(last, r.Statutory)
	}
	x := s.x(last+1) + 9
	if r.Label != "" && x+ems(r.Label)*10.5 <= s.width-4 {
		s.words(r.Label, "text", "x", x, "y", y+15.3, "font-size", 10.5, "fill", ink2)
	}
}

// middle is the middle of a day.
func (s *approvalSheet) middle(d workday.Date) float64 { return s.x(d) + s.perDay/2 }

// submission is a ring on the day of submission, filled where silence accepted it.
func (s *approvalSheet) submission(r ApprovalRow, y float64) {
	if r.Submitted == 0 || !s.inside(r.Submitted) {
		return
	}
	x, mid, fill := s.middle(r.Submitted), y+barTop+barHeight/2, paper
	if r.Start > r.Submitted {
		s.one("path", "d", "M"+num(x)+" "+num(mid)+"H"+num(s.x(r.Start)), "stroke", navyMid, "stroke-width", 1, "stroke-dasharray", "2 2")
	}
	if r.Silent {
		fill = navy
	}
	s.one("circle", "cx", x, "cy", mid, "r", 3.6, "fill", fill, "stroke", navy, "stroke-width", 1.3)
}

// decision is a lozenge: filled when granted, open while forecast, a cross when not.
func (s *approvalSheet) decision(r ApprovalRow, x, mid float64) {
	if r.Refused {
		s.one("path", "d", crossMark(x, mid), "stroke", "#AD2612", "stroke-width", 2, "fill", "none")
		return
	}
	fill := paper
	if r.Decided {
		fill = navy
	}
	s.one("path", "class", "hit", "d", lozenge(x, mid), "fill", fill, "stroke", navy, "stroke-width", 1.2)
}

// supply is the mark of a document to come, under the bar.
func (s *approvalSheet) supply(x, y float64) {
	s.one("rect", "x", x-5, "y", y-5.5, "width", 10, "height", 10.5, "rx", 1.5, "fill", "#FFF3D6", "stroke", "#B97800", "stroke-width", .8)
	s.words(s.chart.Words.Doc, "text", "x", x, "y", y+3, "text-anchor", "middle", "font-size", 8, "fill", "#6B4700")
}

// beyond says, at the right edge, when an item that lies outside the sheet begins, or
// ends where it has begun.
func (s *approvalSheet) beyond(r ApprovalRow, y float64) {
	d := r.End
	if !r.Accepted && r.Start > s.To {
		d = r.Start
	}
	if d <= s.To || r.Group {
		return
	}
	s.one("rect", "x", s.width-78, "y", y+4, "width", 76, "height", rowHeight-9, "fill", paper)
	s.words(d.String()+" ▸", "text", "x", s.width-6, "y", y+16, "text-anchor", "end", "font-size", 10.5, "fill", ink2)
}

func lozenge(x, mid float64) string { return "M" + num(x) + " " + num(mid-5) + "l5 5-5 5-5-5z" }

func crossMark(x, mid float64) string {
	return "M" + num(x-4) + " " + num(mid-4) + "l8 8M" + num(x-4) + " " + num(mid+4) + "l8-8"
}

// dueMark points down at a day.
func dueMark(x, y float64) string {
	return "M" + num(x-4.2) + " " + num(y-4.5) + "h8.4l-4.2 6z"
}

func dueTone(r ApprovalRow) string {
	if r.Late {
		return "#C8321B"
	}
	return "#1B2433"
}

// A key is one mark of the legend.
type approvalKey struct {
	word string
	draw func(x, y float64)
}

// keys are the marks with their words.
func (s *approvalSheet) keys() []approvalKey {
	w := s.chart.Words
	fill := func(colour, edge string) func(x, y float64) {
		return func(x, y float64) {
			s.one("rect", "x", x, "y", y-9, "width", 26, "height", 10, "fill", colour, "stroke", edge, "stroke-width", 1)
		}
	}
	mark := func(shape func(x, y float64) string, colour, edge string) func(x, y float64) {
		return func(x, y float64) {
			s.one("path", "d", shape(x+13, y-4), "fill", colour, "stroke", edge, "stroke-width", 1.2)
		}
	}
	ring := func(colour string) func(x, y float64) {
		return func(x, y float64) {
			s.one("circle", "cx", x+13, "cy", y-4, "r", 3.6, "fill", colour, "stroke", navy, "stroke-width", 1.3)
		}
	}
	return []approvalKey{
		{w.Submit, ring(paper)}, {w.Silence, ring(navy)}, {w.Used, fill(barDone, "")}, {w.Stopped, fill(s.stopFill(), stopLine)}, {w.Over, fill(s.overFill(), "")}, {w.Ahead, fill(paper, navyMid)},
		{w.Granted, mark(lozenge, navy, navy)}, {w.Refused, mark(crossMark, "none", "#AD2612")},
		{w.Due, mark(func(x, y float64) string { return dueMark(x, y) }, "#1B2433", "")}, {w.Statutory, mark(latestMark, navy, "")},
		{w.Float, mark(func(x, y float64) string { return "M" + num(x-13) + " " + num(y) + "h26m0-3v6" }, "none", tailEdge)},
		{w.Missing, func(x, y float64) { s.supply(x+13, y-4) }},
		{w.Critical, fill(paper, navy)},
	}
}
