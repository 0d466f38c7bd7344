// The head of a timetable: years, quarters, months and weeks, and the strip of
// days without work.

package svg

import (
	"strconv"
	"strings"
	"time"

	"guatu/internal/workday"
)

// head draws two rows of time: the larger above, the smaller below.
func (s *sheet) head() {
	s.one("rect", "x", 0, "y", 0, "width", s.width, "height", headHeight-6, "fill", "#F0F3F8")
	s.words(s.Words.Corner, "text", "x", 16, "y", 25, "fill", ink2)
	switch s.Scale {
	case Week:
		s.ticks(s.months(), 0, 20, true)
		s.ticks(s.weeks(), 20, 20, false)
	case Quarter:
		s.ticks(s.years(), 0, 20, true)
		s.ticks(s.quarters(), 20, 20, true)
	default:
		s.ticks(s.years(), 0, 20, true)
		s.ticks(s.months(), 20, 20, true)
	}
	s.one("path", "d", path([]xy{{0, headHeight}, {s.width, headHeight}}, false), "stroke", line2)
}

// A tick is a span of time with its word.
type tick struct {
	from, to workday.Date // to is the day after
	word     string
}

// ticks draws one row of the head; long ones also rule the sheet.
func (s *sheet) ticks(list []tick, y, h float64, rule bool) {
	for _, t := range list {
		x, end := s.x(t.from), s.x(t.to)
		to := y + h
		if rule {
			to = s.bottom
		}
		if t.from > s.From {
			s.one("path", "d", path([]xy{{x, y}, {x, to}}, false), "stroke", line, "stroke-width", 1)
		}
		if ems(t.word)*11+4 <= end-x {
			s.words(t.word, "text", "x", (x+end)/2, "y", y+14.5, "text-anchor", "middle", "font-size", 11, "fill", ink2)
		}
	}
}

// spans cuts the sheet by a step from a beginning.
func (s *sheet) spans(begin workday.Date, next func(workday.Date) workday.Date, word func(workday.Date) string) []tick {
	var out []tick
	for d := begin; d <= s.To; {
		n := next(d)
		out = append(out, tick{max(d, s.From), min(n, s.To+1), word(d)})
		d = n
	}
	return out
}

func (s *sheet) years() []tick {
	return s.spans(workday.NewDate(s.From.Year(), time.January, 1),
		func(d workday.Date) workday.Date { return workday.NewDate(d.Year()+1, time.January, 1) },
		func(d workday.Date) string { return strconv.Itoa(d.Year()) })
}

func (s *sheet) quarters() []tick {
	first := time.Month((int(s.From.Month())-1)/3*3 + 1)
	return s.spans(workday.NewDate(s.From.Year(), first, 1),
		func(d workday.Date) workday.Date { return workday.NewDate(d.Year(), d.Month()+3, 1) },
		func(d workday.Date) string { return s.Words.Quarters[(int(d.Month())-1)/3] })
}

func (s *sheet) months() []tick {
	return s.spans(workday.NewDate(s.From.Year(), s.From.Month(), 1),
		func(d workday.Date) workday.Date { return workday.NewDate(d.Year(), d.Month()+1, 1) },
		func(d workday.Date) string { return s.Words.Months[d.Month()-1] })
}

func (s *sheet) weeks() []tick {
	monday := s.From - workday.Date((int(s.From.Weekday())+6)%7)
	return s.spans(monday,
		func(d workday.Date) workday.Date { return d + 7 },
		func(d workday.Date) string { return strconv.Itoa(d.Day()) })
}

// restDays is the strip under the head; on the week scale the days also shade
// the sheet. One path for all keeps a drawing of years small.
func (s *sheet) restDays() {
	if s.Rest == nil {
		return
	}
	var strip, shade strings.Builder
	for d := s.From; d <= s.To; d++ {
		from := d
		for d <= s.To && s.Rest(d) {
			d++
		}
		if d == from || s.Scale == Quarter && d-from < 3 {
			continue
		}
		x, w := s.x(from), s.x(d)-s.x(from)
		strip.WriteString(box(x, headHeight-6, w, 6))
		if s.Scale == Week {
			shade.WriteString(box(x, headHeight, w, s.bottom-headHeight))
		}
	}
	s.one("path", "d", strip.String(), "fill", "#AEB9C8")
	if shade.Len() > 0 {
		s.one("path", "d", shade.String(), "fill", ground)
	}
}

// box is a rectangle as path data.
func box(x, y, w, h float64) string {
	return "M" + num(x) + " " + num(y) + "h" + num(w) + "v" + num(h) + "h" + num(-w) + "Z"
}

// fillPage puts the numbers into the words of the page.
func fillPage(words, page, pages string) string {
	return strings.NewReplacer("{page}", page, "{pages}", pages).Replace(words)
}
