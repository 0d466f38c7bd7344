package signal_test

import (
	"testing"

	"pgregory.net/rapid"

	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/ruleset"
	"guatu/internal/signal"
	"guatu/internal/target"
	"guatu/internal/workday"
)

func when(t *testing.T, s string) workday.When {
	t.Helper()
	w, err := workday.ParseWhen(s)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// A project draws one in few words: what is planned and reached, what was done.
func lit(t *testing.T, p *lifecycle.Project, figures []lifecycle.Figure, pack, today string) signal.State {
	t.Helper()
	set, err := ruleset.Pack(pack)
	if err != nil {
		t.Fatal(err)
	}
	day := when(t, today).First
	return signal.Of(p, target.Of(p, figures, lifecycle.Dispatch, day, set.Curve), set.Lights, day)
}

func TestLightsOfTheSourcedDefault(t *testing.T) {
	started := func(on string) lifecycle.StageFact {
		return lifecycle.StageFact{Stage: lifecycle.Started, Declared: true, DeclaredOn: when(t, on)}
	}
	planned := func(s lifecycle.Stage, on string) lifecycle.StageFact {
		return lifecycle.StageFact{Stage: s, Planned: when(t, on)}
	}
	done := func(month string, share money.Yuan) []lifecycle.Figure { // of a plan of 100 yi
		return []lifecycle.Figure{{Month: when(t, month), Sense: lifecycle.Dispatch, YearDone: money.Some(share * money.Yi / 100)}}
	}
	for _, c := range []struct {
		name    string
		stages  []lifecycle.StageFact
		store   lifecycle.Store
		paused  bool
		figures []lifecycle.Figure // share of plan done in hundredths of a yi
		today   string
		light   signal.Light
		rule    string
	}{
		{name: "Huai'an first half 2024: 62.14 % against 50 % is on plan", figures: done("2024-06", 6214), stages: []lifecycle.StageFact{started("2023-05")}, today: "2024-06-30", light: signal.Normal},
		{name: "nine points behind is not yet yellow", figures: done("2024-06", 4100), stages: []lifecycle.StageFact{started("2023-05")}, today: "2024-06-30", light: signal.Normal},
		{name: "ten points behind is yellow, counted in", figures: done("2024-06", 4000), stages: []lifecycle.StageFact{started("2023-05")}, today: "2024-06-30", light: signal.Watch, rule: "progress.behind"},
		{name: "thirty points behind is still yellow", figures: done("2024-06", 2000), stages: []lifecycle.StageFact{started("2023-05")}, today: "2024-06-30", light: signal.Watch, rule: "progress.behind"},
		{name: "more than thirty is red", figures: done("2024-06", 1999), stages: []lifecycle.StageFact{started("2023-05")}, today: "2024-06-30", light: signal.Behind, rule: "progress.far_behind"},
		{name: "planned for this month is not late until the month is over", stages: []lifecycle.StageFact{planned(lifecycle.Started, "2024-06")}, today: "2024-06-30", light: signal.Normal},
		{name: "the month after it is yellow", stages: []lifecycle.StageFact{planned(lifecycle.Started, "2024-06")}, today: "2024-07-01", light: signal.Watch, rule: "start.late"},
		{name: "a planned day gone by is yellow in its own month", stages: []lifecycle.StageFact{planned(lifecycle.Started, "2024-06-10")}, today: "2024-06-11", light: signal.Watch, rule: "start.late"},
		{name: "three months on it is red", stages: []lifecycle.StageFact{planned(lifecycle.Started, "2024-06")}, today: "2024-09-01", light: signal.Behind, rule: "start.long_late"},
		{name: "a plan for the year is late when the year is over", stages: []lifecycle.StageFact{planned(lifecycle.Started, "2024")}, today: "2024-12-31", light: signal.Normal},
		{name: "started one month and not in store is yellow", store: lifecycle.StoreNo, stages: []lifecycle.StageFact{started("2024-03-10")}, figures: done("2024-04", 3400), today: "2024-04-20", light: signal.Watch, rule: "store.late"},
		{name: "two months is red", store: lifecycle.StoreNo, stages: []lifecycle.StageFact{started("2024-03-10")}, figures: done("2024-05", 4200), today: "2024-05-20", light: signal.Behind, rule: "store.long_late"},
		{name: "nobody said whether it is in store: no light", stages: []lifecycle.StageFact{started("2024-03-10")}, figures: done("2024-05", 4200), today: "2024-05-20", light: signal.Normal},
		{name: "a month's figure missing after the report day is grey", stages: []lifecycle.StageFact{started("2023-05")}, figures: done("2024-04", 3400), today: "2024-06-06", light: signal.Unreported, rule: "report.missing"},
		{name: "on the report day it is not missing yet", stages: []lifecycle.StageFact{started("2023-05")}, figures: done("2024-04", 3400), today: "2024-06-05", light: signal.Normal},
		{name: "nothing reported all year is grey, not zero", stages: []lifecycle.StageFact{started("2023-05")}, today: "2024-06-30", light: signal.Unreported, rule: "report.missing"},
		{name: "a ledger's bare word 暂停, which nobody granted, stops no light", paused: true, stages: []lifecycle.StageFact{started("2023-05")}, figures: done("2024-06", 1), today: "2024-06-30", light: signal.Behind, rule: "progress.far_behind"},
		{name: "late and behind shows the worse first", figures: done("2024-06", 1999), stages: []lifecycle.StageFact{started("2023-05"), planned(lifecycle.Completed, "2024-05")}, today: "2024-06-30", light: signal.Behind, rule: "progress.far_behind"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := &lifecycle.Project{Paused: c.paused, Store: c.store, Plans: []lifecycle.AnnualPlan{{Year: 2024, Plan: money.Some(100 * money.Yi)}}}
			for _, f := range c.stages {
				p.SetFact(f)
			}
			got := lit(t, p, c.figures, "default", c.today)
			if got.Light != c.light {
				t.Fatalf("light %s, want %s (%+v)", got.Light, c.light, got.Reasons)
			}
			switch {
			case c.rule == "" && len(got.Reasons) > 0:
				t.Errorf("reasons %+v, want none", got.Reasons)
			case c.rule != "" && got.Reasons[0].Rule != c.rule:
				t.Errorf("first reason %s, want %s", got.Reasons[0].Rule, c.rule)
			}
			for _, r := range got.Reasons {
				if r.Source == "" {
					t.Errorf("%s names no source", r.Rule)
				}
			}
		})
	}
}

func TestRatioPresets(t *testing.T) {
	p := &lifecycle.Project{Plans: []lifecycle.AnnualPlan{{Year: 2024, Plan: money.Some(100 * money.Yi)}}}
	for _, c := range []struct {
		pack  string
		done  money.Yuan
		light signal.Light
	}{
		{"ratio-wuhan", 40, signal.Normal}, {"ratio-wuhan", 39, signal.Watch}, {"ratio-wuhan", 30, signal.Watch}, {"ratio-wuhan", 29, signal.Behind},
		{"ratio-sanya", 50, signal.Normal}, {"ratio-sanya", 25, signal.Watch}, {"ratio-sanya", 24, signal.Behind},
	} {
		got := lit(t, p, []lifecycle.Figure{{Month: when(t, "2024-06"), Sense: lifecycle.Dispatch, YearDone: money.Some(c.done * money.Yi)}}, c.pack, "2024-06-30")
		if got.Light != c.light {
			t.Errorf("%s at %d %% of plan in June: %s, want %s", c.pack, c.done, got.Light, c.light)
		}
	}
}

// TestMoreDoneIsNeverWorse: a larger figure never makes a light more urgent.
func TestMoreDoneIsNeverWorse(t *testing.T) {
	set := ruleset.Default()
	rapid.Check(t, func(t *rapid.T) {
		p := &lifecycle.Project{Plans: []lifecycle.AnnualPlan{{Year: 2024, Plan: money.Some(100 * money.Yi)}}}
		month := workday.InMonth(2024, 6)
		less := rapid.Int64Range(0, 120).Draw(t, "less")
		more := less + rapid.Int64Range(0, 50).Draw(t, "by")
		light := func(done int64) signal.Light {
			f := []lifecycle.Figure{{Month: month, Sense: lifecycle.Dispatch, YearDone: money.Some(money.Yuan(done) * money.Yi)}}
			return signal.Of(p, target.Of(p, f, lifecycle.Dispatch, month.Last(), set.Curve), set.Lights, month.Last()).Light
		}
		if signal.Worse(light(more), light(less)) {
			t.Fatalf("%d is %s, %d is %s", less, light(less), more, light(more))
		}
	})
}

func TestInConstructionWithoutAPlanIsNotNormal(t *testing.T) {
	p := &lifecycle.Project{}
	p.SetFact(lifecycle.StageFact{Stage: lifecycle.Started, Declared: true, DeclaredOn: when(t, "2023-05")})
	for today, light := range map[string]signal.Light{"2024-01-31": signal.Normal, "2024-02-01": signal.Unreported} {
		if got := lit(t, p, nil, "default", today); got.Light != light {
			t.Errorf("on %s: %s, want %s", today, got.Light, light)
		}
	}
	p.SetFact(lifecycle.StageFact{Stage: lifecycle.Producing, Declared: true})
	if got := lit(t, p, nil, "default", "2024-06-30"); got.Light != signal.Normal {
		t.Errorf("producing without a plan: %s", got.Light)
	}
}
