package target

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/workday"
)

func halt(from, to string) lifecycle.Halt {
	a, _ := workday.ParseDate(from)
	b, _ := workday.ParseDate(to)
	return lifecycle.Halt{From: a, To: b}
}

func TestWhatIsDueStandsStillWhilePaused(t *testing.T) {
	for _, c := range []struct {
		name  string
		still lifecycle.Still
		month time.Month
		want  money.Points
	}{
		{"never paused: n/12", nil, time.June, 5000},
		{"paused all of June: what was due in May", lifecycle.Still{halt("2026-06-01", "2026-06-30")}, time.June, 4167},
		{"half of June: half a month's share less", lifecycle.Still{halt("2026-06-16", "2026-06-30")}, time.June, 4584}, // 4167 + 833/2, half up
		{"a pause to come changes nothing yet", lifecycle.Still{halt("2026-07-01", "2026-09-30")}, time.June, 5000},
		{"last year's pause changes nothing this year", lifecycle.Still{halt("2025-10-01", "2025-12-31")}, time.June, 5000},
		{"of a pause over New Year only this year's days", lifecycle.Still{halt("2025-12-01", "2026-01-31")}, time.February, 752},
		{"91 days paused: the year ends where 1 October does", lifecycle.Still{halt("2026-04-01", "2026-06-30")}, time.December, 7527},
		{"paused all year: nothing due", lifecycle.Still{halt("2025-12-01", "2026-12-31")}, time.December, 0},
	} {
		course := Course{Curve: Linear(), Still: c.still}
		if got := course.Due(workday.InMonth(2026, c.month)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// curves are any rising curve.
func curves(t *rapid.T) Curve {
	var c Curve
	sum := money.Points(0)
	for i := range c {
		sum = min(10000, sum+money.Points(rapid.IntRange(0, 2000).Draw(t, "rise")))
		c[i] = sum
	}
	c[11] = 10000
	return c
}

func TestWhateverThePauseTheCourseIsARisingCurveBelow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		curve, year := curves(t), rapid.SampledFrom([]int{2024, 2026}).Draw(t, "year")
		eve := workday.NewDate(year, 1, 1) - 1
		var pauses []lifecycle.Pause
		for range rapid.IntRange(0, 3).Draw(t, "pauses") {
			from := eve + workday.Date(rapid.IntRange(-40, 380).Draw(t, "from"))
			until := from + workday.Date(rapid.IntRange(0, 200).Draw(t, "days"))
			pauses = append(pauses, lifecycle.Pause{From: from, Steps: []lifecycle.PauseStep{{Act: lifecycle.AskPause, Until: until}, {Act: lifecycle.GrantPause, Until: until}}})
		}
		plain, course := Course{Curve: curve}, Course{Curve: curve, Still: lifecycle.StillOf(pauses)}
		last := money.Points(0)
		for m := time.January; m <= time.December; m++ {
			month := workday.InMonth(year, m)
			due := course.Due(month)
			stood := course.Still.Days(eve, month.Last())
			switch {
			case plain.Due(month) != curve.Due(m):
				t.Fatalf("unpaused, %s is not the curve's", month)
			case due > curve.Due(m):
				t.Fatalf("%s: %s is due with a pause and %s without", month, due, curve.Due(m))
			case stood == 0 && due != curve.Due(m):
				t.Fatalf("%s: nothing stood still yet, and %s is due instead of %s", month, due, curve.Due(m))
			case due < last:
				t.Fatalf("%s: the share due falls", month)
			case course.Still.Whole(month.First, month.Last()) && due != last:
				t.Fatalf("%s stood still, and what is due moved from %s to %s", month, last, due)
			}
			last = due
		}
	})
}

func TestTheCurveByDayMeetsItsMonths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		curve := curves(t)
		eve := workday.NewDate(2024, 1, 1) - 1
		for m := time.January; m <= time.December; m++ {
			if got := curve.on(eve, workday.InMonth(2024, m).Last()); got != curve.Due(m) {
				t.Fatalf("the last day of month %d: %s, want %s", m, got, curve.Due(m))
			}
		}
	})
}
