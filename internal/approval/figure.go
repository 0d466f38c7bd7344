// Statistics over many cases: medians, quartiles, overdue shares, the trend.

package approval

import (
	"slices"

	"guatu/internal/workday"
)

// A Figure sums up the samples of one department, item or month.
type Figure struct {
	Cases   int   `json:"cases"`
	Decided int   `json:"decided"`
	Overdue int   `json:"overdue"`
	Share   Share `json:"share"` // of all days
	// Days are those counted until the decision, over decided cases: the least
	// number that a quarter, half, three quarters of them kept to.
	Quartile1 int `json:"q1"`
	Median    int `json:"median"`
	Quartile3 int `json:"q3"`
	Most      int `json:"most"`
}

// OverduePercent is the share of the cases that are or were overdue, in per cent,
// rounded down.
func (f Figure) OverduePercent() int {
	if f.Cases == 0 {
		return 0
	}
	return 100 * f.Overdue / f.Cases
}

// Figures sums samples up by any key: a department, an item, a month. A sample whose
// key is not ok is left out.
func Figures[K comparable](samples []Sample, key func(*Sample) (k K, ok bool)) map[K]Figure {
	grouped := map[K][]*Sample{}
	for i := range samples {
		if k, ok := key(&samples[i]); ok {
			grouped[k] = append(grouped[k], &samples[i])
		}
	}
	out := make(map[K]Figure, len(grouped))
	for k, list := range grouped {
		out[k] = sumUp(list)
	}
	return out
}

// SumUp makes the figure of one group.
func SumUp(samples []Sample) Figure {
	list := make([]*Sample, len(samples))
	for i := range samples {
		list[i] = &samples[i]
	}
	return sumUp(list)
}

// sumUp makes the figure of one group.
func sumUp(list []*Sample) Figure {
	f := Figure{Cases: len(list)}
	var days []int
	for _, s := range list {
		f.Share = f.Share.Plus(s.Share)
		if s.Overdue {
			f.Overdue++
		}
		if s.Decided {
			f.Decided++
			days = append(days, s.Days)
		}
	}
	if len(days) == 0 {
		return f
	}
	slices.Sort(days)
	at := func(quarter int) int { return days[(len(days)*quarter+3)/4-1] }
	f.Quartile1, f.Median, f.Quartile3, f.Most = at(1), at(2), at(3), days[len(days)-1]
	return f
}

// A Point is one month of a trend.
type Point struct {
	Month  workday.Date `json:"month"` // its first day
	Figure Figure       `json:"figure"`
	// Change is by how many days the median moved since the month before that has
	// decided cases; nil for the first, and for months without any.
	Change *int `json:"change"`
}

// Trend puts figures by month in order.
func Trend(byMonth map[workday.Date]Figure) []Point {
	points := make([]Point, 0, len(byMonth))
	for month, f := range byMonth {
		points = append(points, Point{Month: month, Figure: f})
	}
	slices.SortFunc(points, func(a, b Point) int { return int(a.Month - b.Month) })
	last := -1
	for i := range points {
		if points[i].Figure.Decided == 0 {
			continue
		}
		if last >= 0 {
			change := points[i].Figure.Median - points[last].Figure.Median
			points[i].Change = &change
		}
		last = i
	}
	return points
}
