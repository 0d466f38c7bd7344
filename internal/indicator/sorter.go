// Building a page: some ten thousand changes of one unit, put in order by counting
// rather than by comparing, which is what a full computation has time for.

package indicator

import (
	"slices"

	"guatu/internal/workday"
)

// A sorter makes pages one after another with the same memory.
type sorter struct {
	columns int
	changes []Change
	other   []Change
	count   []int32
}

// page takes the changes of one unit in.
func (s *sorter) page() *page {
	s.byDay()
	s.order(s.columns, func(c *Change) int { return int(c.Column) })
	s.changes = nettedRuns(s.changes)
	if len(s.changes) == 0 {
		return nil
	}
	return s.lay()
}

// dayRange is the widest span of days that is counted through; a unit whose dates
// lie further apart (a slip of the century) is sorted by comparing.
const dayRange = 1 << 16

// byDay orders the changes by day; day 0 comes first.
func (s *sorter) byDay() {
	low, high := workday.LastDate, workday.Date(0)
	for i := range s.changes {
		if d := s.changes[i].Day; d > 0 {
			low, high = min(low, d), max(high, d)
		}
	}
	if high-low >= dayRange {
		slices.SortStableFunc(s.changes, func(a, b Change) int { return int(a.Day) - int(b.Day) })
		return
	}
	s.order(int(max(0, high-low))+2, func(c *Change) int { return int(max(0, c.Day-low+1)) })
}

// order is a stable counting sort by a key below n.
func (s *sorter) order(n int, key func(*Change) int) {
	s.count = append(s.count[:0], make([]int32, n+1)...)
	for i := range s.changes {
		s.count[key(&s.changes[i])+1]++
	}
	for k := range n {
		s.count[k+1] += s.count[k]
	}
	s.other = slices.Grow(s.other[:0], len(s.changes))[:len(s.changes)]
	for i := range s.changes {
		k := key(&s.changes[i])
		s.other[s.count[k]] = s.changes[i]
		s.count[k]++
	}
	s.changes, s.other = s.other, s.changes
}

// nettedRuns adds neighbours of one column and day together, in place.
func nettedRuns(all []Change) []Change {
	kept := all[:0]
	for from := 0; from < len(all); {
		c, to := all[from], from+1
		for ; to < len(all) && all[to].Column == c.Column && all[to].Day == c.Day; to++ {
			c.Amount, c.Facts, c.Lacks = c.Amount+all[to].Amount, c.Facts+all[to].Facts, c.Lacks+all[to].Lacks
		}
		if !c.nothing() {
			kept = append(kept, c)
		}
		from = to
	}
	return kept
}

// lay writes the ordered changes into one stretch of memory for the whole page,
// column after column: reading a day goes through it once.
func (s *sorter) lay() *page {
	n := len(s.changes)
	p := &page{series: make([]series, s.columns)}
	days, sums, facts := make([]workday.Date, n), make([]int64, n), make([]int32, n)
	for from := 0; from < n; {
		column, to := s.changes[from].Column, from
		var run Change
		lacking := false
		for ; to < n && s.changes[to].Column == column; to++ {
			c := &s.changes[to]
			run.Amount, run.Facts, run.Lacks = run.Amount+c.Amount, run.Facts+c.Facts, run.Lacks+c.Lacks
			days[to], sums[to], facts[to] = c.Day, run.Amount, run.Facts
			lacking = lacking || run.Lacks != 0
		}
		p.series[column] = series{days: days[from:to:to], sums: sums[from:to:to], facts: facts[from:to:to]}
		if lacking {
			p.series[column].lacks = lacksOf(s.changes[from:to])
		}
		from = to
	}
	return p
}

// lacksOf adds up what lacks.
func lacksOf(changes []Change) []int32 {
	list, run := make([]int32, len(changes)), int32(0)
	for i := range changes {
		run += changes[i].Lacks
		list[i] = run
	}
	return list
}
