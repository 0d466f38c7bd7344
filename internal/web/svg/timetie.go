// What a timetable of one project's milestones shows beside the bars: how much a
// milestone may slip, by when it must be reached, and what waits for what.

package svg

import "guatu/internal/workday"

// A Tie joins two rows, by number: the bar of To waits for that of From.
type Tie struct {
	From, To int
	Critical bool
}

const (
	tailHeight = 5.0
	tailFill   = "#F5F7FA"
	tailEdge   = "#8994A6"
)

// tail is the float behind a bar, faint and dashed.
func (s *sheet) tail(b Bar, y float64) {
	mid := y + barTop + barHeight/2
	if x, end := s.x(b.To+1), s.x(b.Float+1); b.Float > b.To && end > x {
		s.one("rect", "x", x, "y", mid-tailHeight/2, "width", end-x, "height", tailHeight, "fill", tailFill, "stroke", tailEdge, "stroke-width", .8, "stroke-dasharray", "2 2")
	}
}

// flag marks the last day for a deadline, over the bar.
func (s *sheet) flag(b Bar, y float64) {
	if b.Latest > 0 && s.inside(b.Latest) {
		s.one("path", "d", latestMark(s.x(b.Latest)+s.perDay/2, y+barTop+barHeight/2), "fill", navy, "stroke", paper, "stroke-width", .8)
	}
}

// latestMark is a post with a flag at its top, at the last day for a deadline.
func latestMark(x, mid float64) string {
	return "M" + num(x-.6) + " " + num(mid-8) + "h5.5l-2 2.5 2 2.5h-4.3v11h-1.2Z"
}

// ties draws the links between the rows, critical ones over the rest. A sheet that
// is cut into pages has none.
func (s *sheet) ties(rows []TimeRow) {
	if len(rows) != len(s.Rows) {
		return
	}
	for _, critical := range []bool{false, true} {
		for _, t := range s.Ties {
			if t.Critical == critical && max(t.From, t.To) < len(rows) && min(t.From, t.To) >= 0 {
				s.tie(t, rows)
			}
		}
	}
}

// tie runs from the end of one bar to the beginning of the other: down beside it
// and in from the left, or, where it begins earlier, back over it.
func (s *sheet) tie(t Tie, rows []TimeRow) {
	if len(rows[t.From].Bars) == 0 || len(rows[t.To].Bars) == 0 {
		return
	}
	from, to := rows[t.From].Bars[0], rows[t.To].Bars[0]
	if !s.inside(from.To) {
		return
	}
	x, y := s.x(from.To)+s.perDay/2, rowMiddle(t.From)
	begin := s.x(beginning(to))
	stroke, width := "#AEB9C8", 1.0
	if t.Critical {
		stroke, width = navy, 1.3
	}
	down := 1.0
	if t.To < t.From {
		down = -1
	}
	end := rowMiddle(t.To)
	way := []xy{{x, y + 6*down}, {x, end}, {begin - 1, end}}
	if begin < x+4 {
		turn := end - (barHeight/2+4)*down
		way = []xy{{x, y + 6*down}, {x, turn}, {begin + 3, turn}, {begin + 3, end - barHeight/2*down}}
	}
	s.one("path", "d", path(way, false), "fill", "none", "stroke", stroke, "stroke-width", width)
}

// beginning is the first day of a bar, of a mark its only one.
func beginning(b Bar) workday.Date {
	if b.From > 0 {
		return b.From
	}
	return b.To
}

// rowMiddle is the height of the bars of a row.
func rowMiddle(i int) float64 { return headHeight + float64(i)*rowHeight + barTop + barHeight/2 }
