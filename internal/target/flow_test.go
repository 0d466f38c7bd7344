package target

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/workday"
)

// What figures add in a year is what the year's progress says, on every day.
func TestFlowAddsUpToProgress(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := &lifecycle.Project{}
		if rapid.Bool().Draw(t, "started") {
			p.SetFact(lifecycle.StageFact{Stage: lifecycle.Started, Declared: true,
				DeclaredOn: workday.InMonth(2024+rapid.IntRange(0, 2).Draw(t, "in"), 5)})
		}
		opt := func(name string) money.Opt {
			return money.Opt{Yuan: money.Yuan(rapid.IntRange(0, 50).Draw(t, name)), OK: rapid.Bool().Draw(t, name+" said")}
		}
		var figures []lifecycle.Figure
		for m := range 36 {
			if rapid.IntRange(0, 2).Draw(t, "silent") == 0 {
				continue
			}
			f := lifecycle.Figure{Month: workday.InMonth(2024+m/12, time.Month(1+m%12)), Sense: lifecycle.Dispatch, YearDone: opt("year"), Done: opt("done")}
			if !f.YearDone.OK {
				f.YearDone = money.Opt{}
			}
			if !f.Done.OK {
				f.Done = money.Opt{}
			}
			figures = append(figures, f)
		}
		on := workday.NewDate(2024, 1, 1) + workday.Date(rapid.IntRange(0, 1100).Draw(t, "on"))
		flow, sum := Flow{Project: p}, money.Opt{}
		for i := range figures {
			year, _ := flow.Take(&figures[i])
			if m := figures[i].Month.First; year.OK && m <= on && m.Year() == on.Year() {
				sum = money.Some(sum.Yuan + year.Yuan)
			}
		}
		if want := Of(p, figures, lifecycle.Dispatch, on, Linear()).Done; sum != want {
			t.Fatalf("on %s figures add up to %v, progress says %v", on, sum, want)
		}
	})
}
