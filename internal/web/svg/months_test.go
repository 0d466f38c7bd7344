package svg

import (
	"strings"
	"testing"
)

func figures(list ...float64) []*float64 {
	out := make([]*float64, len(list))
	for i, f := range list {
		if f >= 0 {
			out[i] = &list[i]
		}
	}
	return out
}

// year is a project of a plan of 2.8, reported from April on, May forgotten.
func year() Year {
	return Year{Labels: strings.Split("1,2,3,4,5,6,7,8,9,10,11,12", ","), Tips: []string{"一月 <序时>"}, Now: 11, Unit: "亿元", Title: "2026年",
		DueWord: "序时应完成", DispatchWord: "调度口径", StatisticsWord: "统计口径",
		Due:        figures(.23, .47, .7, .93, 1.17, 1.4, 1.63, 1.87, 2.1, 2.33, 2.57, 2.8),
		Dispatch:   figures(-1, -1, -1, .19, -1, .67, 1, 1.34, 1.49, 1.76),
		Statistics: figures(-1, -1, -1, -1, -1, .52, .78, 1.04, 1.16, 1.37)}
}

func TestAYearOfMonths(t *testing.T) { golden(t, "year", year().Draw()) }

func TestAYearWithoutFiguresIsStillDrawn(t *testing.T) {
	drawing := Year{Labels: year().Labels}.Draw()
	wellFormed(t, drawing)
	if strings.Contains(drawing, "NaN") || strings.Contains(drawing, "circle") {
		t.Errorf("nothing was reported, and yet: %s", drawing)
	}
}

func TestTheLinesOfAYearStandAtRoundFigures(t *testing.T) {
	for most, want := range map[float64]float64{2.8: 1, .04: .01, 47: 20, 100: 50, 8: 2} {
		if got := (Year{Due: figures(most)}).step(); got < want*.999 || got > want*1.001 {
			t.Errorf("up to %v the lines stand %v apart, want %v", most, got, want)
		}
	}
}
