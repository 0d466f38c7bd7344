package target

import (
	"strings"
	"testing"

	"guatu/internal/workday"
)

func TestARoundIsHalfAMonth(t *testing.T) {
	for day, want := range map[workday.Date][2]string{
		workday.NewDate(2026, 11, 1):  {"2026-11-01", "2026-11-15"},
		workday.NewDate(2026, 11, 15): {"2026-11-01", "2026-11-15"},
		workday.NewDate(2026, 11, 16): {"2026-11-16", "2026-11-30"},
		workday.NewDate(2028, 2, 29):  {"2028-02-16", "2028-02-29"},
		workday.NewDate(2026, 12, 31): {"2026-12-16", "2026-12-31"},
	} {
		if first, last := RoundOf(day); first.String() != want[0] || last.String() != want[1] {
			t.Errorf("%s lies in %s to %s", day, first, last)
		}
	}
}

func TestEverythingWrongWithARemedyIsTold(t *testing.T) {
	day := workday.NewDate(2026, 11, 16)
	err := (&Remedy{Round: day, Cause: strings.Repeat("因", maxSaid+1), Owner: " ", Due: day - 1}).Check()
	for _, code := range []string{"remedy.long", "remedy.empty", "remedy.due"} {
		if err == nil || !strings.Contains(err.Error(), code) {
			t.Errorf("%v says nothing of %s", err, code)
		}
	}
	if err := (&Remedy{Round: day, Cause: "用地", Measure: "报批", Owner: "张", Due: day + 20}).Check(); err != nil {
		t.Error(err)
	}
}
