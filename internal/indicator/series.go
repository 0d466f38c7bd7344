// One base indicator of one unit over time.

package indicator

import "guatu/internal/workday"

// A series is the running totals of one unit's indicator: on days[i] and until
// days[i+1] it stands at sums[i], facts[i], lacks[i]. Every step differs from the
// one before. lacks is nil where nothing ever lacked, which is mostly so.
type series struct {
	days  []workday.Date
	sums  []int64
	facts []int32
	lacks []int32
}

// by is how many steps there are up to a day. It is asked some hundred thousand
// times for one day's table, which is why it is no call of sort.Search.
func (s *series) by(day workday.Date) int {
	from, to := 0, len(s.days)
	for from < to {
		half := int(uint(from+to) >> 1)
		if s.days[half] <= day {
			from = half + 1
		} else {
			to = half
		}
	}
	return from
}

// at is where the series stands on a day, counts in ten-thousandths.
func (s *series) at(day workday.Date) Amount {
	i := s.by(day) - 1
	if i < 0 {
		return Amount{}
	}
	a := Amount{Sum: s.sums[i], Facts: int64(s.facts[i]) * One}
	if s.lacks != nil {
		a.Lacks = int64(s.lacks[i]) * One
	}
	return a
}

// steps gives the series back as changes that are not yet netted.
func (s *series) steps(to []Change) []Change {
	var was Change
	for i, day := range s.days {
		is := Change{Day: day, Amount: s.sums[i], Facts: s.facts[i]}
		if s.lacks != nil {
			is.Lacks = s.lacks[i]
		}
		to = append(to, Change{Day: day, Amount: is.Amount - was.Amount, Facts: is.Facts - was.Facts, Lacks: is.Lacks - was.Lacks})
		was = is
	}
	return to
}

// with is the series with netted changes of it taken in, in order of day. The old
// one stays as it is.
func (s *series) with(changes []Change) series {
	return seriesOf(merged(append(s.steps(make([]Change, 0, len(s.days)+len(changes))), bare(changes)...)))
}

// bare are the changes without their cell, so that they merge with steps.
func bare(changes []Change) []Change {
	list := make([]Change, len(changes))
	for i, c := range changes {
		list[i] = Change{Day: c.Day, Amount: c.Amount, Facts: c.Facts, Lacks: c.Lacks}
	}
	return list
}

// seriesOf adds netted changes up, in order of day.
func seriesOf(changes []Change) series {
	var s series
	if len(changes) == 0 {
		return s
	}
	s.days, s.sums, s.facts = make([]workday.Date, len(changes)), make([]int64, len(changes)), make([]int32, len(changes))
	lacks, lacking := make([]int32, len(changes)), false
	var run Change
	for i, c := range changes {
		run.Amount, run.Facts, run.Lacks = run.Amount+c.Amount, run.Facts+c.Facts, run.Lacks+c.Lacks
		s.days[i], s.sums[i], s.facts[i], lacks[i] = c.Day, run.Amount, run.Facts, run.Lacks
		lacking = lacking || run.Lacks != 0
	}
	if lacking {
		s.lacks = lacks
	}
	return s
}
