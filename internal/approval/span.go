// Spans of days, and their unions.

package approval

import "guatu/internal/workday"

// A span covers the days d with from < d ≤ to, as a clock counts them.
type span struct{ from, to workday.Date }

// union sorts spans and joins those that meet or overlap, in place; empty ones
// fall out. Lists are short and nearly sorted, so insertion is the fastest sort.
func union(spans []span) []span {
	for i := 1; i < len(spans); i++ {
		s, k := spans[i], i
		for ; k > 0 && spans[k-1].from > s.from; k-- {
			spans[k] = spans[k-1]
		}
		spans[k] = s
	}
	out := spans[:0]
	for _, s := range spans {
		switch last := len(out) - 1; {
		case s.to <= s.from:
		case last >= 0 && s.from <= out[last].to:
			out[last].to = max(out[last].to, s.to)
		default:
			out = append(out, s)
		}
	}
	return out
}

// without appends to out what of a span no stop covers; stops are a union.
func without(out []span, s span, stops []span) []span {
	for _, stop := range stops {
		if stop.from >= s.to {
			break
		}
		if stop.from > s.from {
			out = append(out, span{s.from, stop.from})
		}
		s.from = max(s.from, stop.to)
	}
	if s.from < s.to {
		out = append(out, s)
	}
	return out
}
