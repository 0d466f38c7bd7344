package lifecycle

// How the times of many projects lie: median, quartiles, and what is not known.

import (
	"cmp"
	"math"
	"slices"
)

// Small is the number of values below which quartiles say nothing and the values
// themselves are shown.
const Small = 5

// Quartiles of N values in days. They are interpolated as Excel's QUARTILE.INC
// does, so that an office that checks them in its own sheet finds the same.
type Quartiles struct {
	N      int     `json:"n"`
	Min    float64 `json:"min"`
	Q1     float64 `json:"q1"`
	Median float64 `json:"median"`
	Q3     float64 `json:"q3"`
	Max    float64 `json:"max"`
}

// quartilesOf sorts the values.
func quartilesOf(days []int32) Quartiles {
	if len(days) == 0 {
		return Quartiles{}
	}
	sortDays(days)
	return Quartiles{N: len(days), Min: quantile(days, 0), Q1: quantile(days, 1), Median: quantile(days, 2), Q3: quantile(days, 3), Max: quantile(days, 4)}
}

// A lot of days is sorted by counting them: days are small numbers, and a matrix
// of thirty thousand projects sorts a million of them.
const (
	manyDays = 500
	mostDays = 1 << 15 // some ninety years
)

func sortDays(days []int32) {
	if most := slices.Max(days); len(days) < manyDays || most >= mostDays || slices.Min(days) < 0 {
		slices.Sort(days)
		return
	}
	var counts [mostDays]int32
	for _, d := range days {
		counts[d]++
	}
	at := 0
	for d := int32(0); at < len(days); d++ {
		for range counts[d] {
			days[at] = d
			at++
		}
	}
}

// quantile is the q-th quarter of sorted values: whole days and quarters of them,
// exact in binary.
func quantile(days []int32, q int) float64 {
	at := float64(q*(len(days)-1)) / 4
	below := int(math.Floor(at))
	if below+1 >= len(days) {
		return float64(days[below])
	}
	return float64(days[below]) + (at-float64(below))*float64(days[below+1]-days[below])
}

// Bounds are the least and the most days of one passage.
type Bounds struct {
	Low  int `json:"low"`
	High int `json:"high"`
}

// A Spread is how the passages of Count projects lie that reached the first stage;
// the counts by state add up to it. Low and High are the quartiles of the least
// and of the most days of the dated ones (exact and month): as each true value
// lies between its bounds, each true quartile lies between theirs, and where all
// are exact the two are the same.
//
// Those still open are not in them, which makes the figures of a young lot too
// good: so Open stands beside Dated, with how long they have run (Ages).
type Spread struct {
	Count     int `json:"count"`
	Exact     int `json:"exact"`
	Month     int `json:"month"`
	Rough     int `json:"rough"`
	Undated   int `json:"undated"`
	Backwards int `json:"backwards"`
	Open      int `json:"open"`
	Left      int `json:"left"`

	Low    Quartiles `json:"low"`
	High   Quartiles `json:"high"`
	Ages   Quartiles `json:"ages"`             // of the open ones whose age is known, the least days
	Values []Bounds  `json:"values,omitempty"` // where fewer than Small
}

// Finished is how many reached the later stage.
func (s *Spread) Finished() int { return s.Exact + s.Month + s.Rough + s.Undated + s.Backwards }

// Dated is how many of the finished have days.
func (s *Spread) Dated() int { return s.Exact + s.Month }

// Unknown is how many of the finished have none.
func (s *Spread) Unknown() int { return s.Rough + s.Undated + s.Backwards }

// Of is how many there are in a state.
func (s *Spread) Of(state PassageState) int {
	if n := s.in(state); n != nil {
		return *n
	}
	return 0
}

func (s *Spread) in(state PassageState) *int {
	switch state {
	case PassageExact:
		return &s.Exact
	case PassageMonth:
		return &s.Month
	case PassageRough:
		return &s.Rough
	case PassageUndated:
		return &s.Undated
	case PassageBackwards:
		return &s.Backwards
	case PassageOpen:
		return &s.Open
	case PassageLeft:
		return &s.Left
	}
	return nil
}

// A Tally collects passages; its zero value is ready.
type Tally struct {
	sum             Spread
	low, high, ages []int32
}

// Add takes a passage in.
func (t *Tally) Add(s Passage) {
	n := t.sum.in(s.State)
	if n == nil {
		return
	}
	*n++
	t.sum.Count++
	switch {
	case !s.Dated:
	case s.State == PassageOpen:
		t.ages = append(t.ages, int32(s.Low))
	default:
		t.low, t.high = append(t.low, int32(s.Low)), append(t.high, int32(s.High))
	}
}

// Spread works the figures out.
func (t *Tally) Spread() Spread {
	s := t.sum
	if len(t.low) < Small {
		s.Values = t.values()
	}
	s.Low, s.Ages = quartilesOf(t.low), quartilesOf(t.ages)
	s.High = s.Low
	if s.Month > 0 {
		s.High = quartilesOf(t.high)
	}
	return s
}

// values are the bounds of the dated, the shortest first.
func (t *Tally) values() []Bounds {
	var list []Bounds
	for i := range t.low {
		list = append(list, Bounds{int(t.low[i]), int(t.high[i])})
	}
	slices.SortFunc(list, func(a, b Bounds) int {
		return cmp.Or(cmp.Compare(a.Low+a.High, b.Low+b.High), cmp.Compare(a.Low, b.Low))
	})
	return list
}

// Matrix is the spread between every stage and every later one: Matrix[i][j] from
// Stages[i] to Stages[j], for i < j. With a year, of those that reached the earlier
// one in it.
func Matrix(chains []Chain, year int) [][]Spread {
	m := make([][]Spread, len(Stages))
	for i := range m {
		m[i] = make([]Spread, len(Stages))
		for j := i + 1; j < len(Stages); j++ {
			var t Tally
			for k := range chains {
				if s, ok := chains[k].between(i, j); ok && (year == 0 || chains[k].in(i, year)) {
					t.Add(s)
				}
			}
			m[i][j] = t.Spread()
		}
	}
	return m
}
