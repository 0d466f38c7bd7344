package signal_test

import (
	"testing"

	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/ruleset"
	"guatu/internal/signal"
	"guatu/internal/target"
)

// paused is a granted pause; from and until are days.
func paused(t *testing.T, from, until string) []lifecycle.Pause {
	t.Helper()
	last := when(t, until).First
	return []lifecycle.Pause{{ID: "p", Reason: "land", From: when(t, from).First, Steps: []lifecycle.PauseStep{{Act: lifecycle.AskPause, Until: last}, {Act: lifecycle.GrantPause, Until: last}}}}
}

func TestLightsStandStillWhileAPauseHoldsAndNoLonger(t *testing.T) {
	stage := func(s lifecycle.Stage, planned, on string) lifecycle.StageFact {
		return lifecycle.StageFact{Stage: s, Planned: when(t, planned), Declared: on != "", DeclaredOn: when(t, on)}
	}
	for _, c := range []struct {
		name        string
		stage       lifecycle.StageFact
		store       lifecycle.Store
		plan        bool
		from, until string
		today       string
		light       signal.Light
		rule        string
		value       int64
	}{
		{name: "on its last day it holds", stage: stage(lifecycle.Started, "2024-03", ""), from: "2024-03-01", until: "2024-05-31", today: "2024-05-31", light: signal.Paused},
		{name: "the day after, the clock runs on from where it stood", stage: stage(lifecycle.Started, "2024-03", ""), from: "2024-03-01", until: "2024-05-31", today: "2024-06-01", light: signal.Watch, rule: "start.late", value: 1},
		{name: "planned for before the pause it is late by what went before and after", stage: stage(lifecycle.Started, "2024-02", ""), from: "2024-04-01", until: "2024-05-31", today: "2024-06-10", light: signal.Watch, rule: "start.late", value: 2},
		{name: "without the pause it would be red", stage: stage(lifecycle.Started, "2024-02", ""), today: "2024-06-10", light: signal.Behind, rule: "start.long_late", value: 4},
		{name: "a month without a figure that stood still is not missing", stage: stage(lifecycle.Started, "", "2023-05"), plan: true, from: "2024-01-01", until: "2024-03-31", today: "2024-04-20", light: signal.Normal},
		{name: "one that ran for a day is", stage: stage(lifecycle.Started, "", "2023-05"), plan: true, from: "2024-01-02", until: "2024-03-31", today: "2024-04-20", light: signal.Unreported, rule: "report.missing", value: 1},
		{name: "entry into statistics waits, the figure of a month that ran does not", stage: stage(lifecycle.Started, "", "2024-03-10"), store: lifecycle.StoreNo, plan: true, from: "2024-03-11", until: "2024-04-30", today: "2024-05-05", light: signal.Unreported, rule: "report.missing", value: 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			set := ruleset.Default()
			p := &lifecycle.Project{Store: c.store}
			p.SetFact(c.stage)
			if c.plan {
				p.Plans = []lifecycle.AnnualPlan{{Year: 2024, Plan: money.Some(100 * money.Yi)}}
			}
			facts := signal.Facts{Project: p}
			if c.from != "" {
				facts.Pauses = paused(t, c.from, c.until)
				facts.Still = lifecycle.StillOf(facts.Pauses)
			}
			day := when(t, c.today).First
			facts.Progress = target.Course{Curve: set.Curve, Still: facts.Still}.Progress(p, nil, lifecycle.Dispatch, day)
			got := set.Lights.Light(facts, day)
			if got.Light != c.light {
				t.Fatalf("light %s, want %s (%+v)", got.Light, c.light, got.Reasons)
			}
			if c.light == signal.Paused && (got.Hold == nil || got.Hold.Reason != "land" || got.Hold.Until != when(t, c.until).First) {
				t.Errorf("it does not say why and until when: %+v", got.Hold)
			}
			if c.rule != "" && (got.Reasons[0].Rule != c.rule || got.Reasons[0].Value != c.value) {
				t.Errorf("reason %+v, want %s %d", got.Reasons[0], c.rule, c.value)
			}
		})
	}
}

func TestALedgersWordStopsTheLightWhereTheRulesSaySo(t *testing.T) {
	rules := ruleset.Default().Lights
	p := &lifecycle.Project{Paused: true}
	p.SetFact(lifecycle.StageFact{Stage: lifecycle.Started, Planned: when(t, "2024-01")})
	day := when(t, "2024-06-30").First
	if got := signal.Of(p, target.Progress{}, rules, day); got.Light != signal.Behind {
		t.Errorf("by default: %s", got.Light)
	}
	rules.LedgerPause = true
	if got := signal.Of(p, target.Progress{}, rules, day); got.Light != signal.Paused {
		t.Errorf("where the rules count it: %s", got.Light)
	}
}
