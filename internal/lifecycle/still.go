// Days that do not count, because a granted pause holds on them.

package lifecycle

import (
	"cmp"
	"slices"

	"guatu/internal/workday"
)

// A Halt is some days in a row, both ends counted in.
type Halt struct {
	From workday.Date `json:"from"`
	To   workday.Date `json:"to"`
}

// A Still is the days on which a project stands still: spans in order that do not
// touch each other. Nil is a project that was never paused, and costs nothing.
type Still []Halt

// StillOf puts the days of granted pauses together.
func StillOf(pauses []Pause) Still {
	var spans Still
	for i := range pauses {
		if span, ok := pauses[i].Span(); ok {
			spans = append(spans, span)
		}
	}
	slices.SortFunc(spans, func(a, b Halt) int { return cmp.Compare(a.From, b.From) })
	merged := spans[:0]
	for _, s := range spans {
		if n := len(merged); n > 0 && s.From <= merged[n-1].To+1 {
			merged[n-1].To = max(merged[n-1].To, s.To)
			continue
		}
		merged = append(merged, s)
	}
	return merged
}

// Days counts the days that stand still after one day and up to another, the
// second counted in.
func (s Still) Days(after, to workday.Date) int {
	n := 0
	for _, span := range s {
		if first, last := max(span.From, after+1), min(span.To, to); last >= first {
			n += int(last-first) + 1
		}
	}
	return n
}

// Running is the day that it would be had nothing stood still since after: what is
// late by days or months is late by it.
func (s Still) Running(after, today workday.Date) workday.Date {
	return today - workday.Date(s.Days(after, today))
}

// Whole tells that no day from first to last counts.
func (s Still) Whole(first, last workday.Date) bool {
	return len(s) > 0 && s.Days(first-1, last) == int(last-first)+1
}
