package lifecycle

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"guatu/internal/fault"
	"guatu/internal/workday"
)

func pauseDay(s string) workday.Date {
	d, err := workday.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

var pauseRules = PauseRules{By: ByTop, TermMonths: 3, LongestMonth: 12, BackDays: 31, RemindDays: 15, Source: "试",
	Reasons: []PauseReason{{Code: "land", Name: "用地", Source: "试"}}}

var (
	pauseClerk = PauseStep{Act: AskPause, Who: "clerk", Unit: "east"}
	pauseChief = Signer{Who: "chief", Unit: "city", As: ByTop}
)

// asked is a request of the county's pauseClerk.
func askedPause(on, from, until string) Pause {
	s := pauseClerk
	s.Day, s.Until = pauseDay(on), pauseDay(until)
	return Pause{ID: "p", Reason: "land", Conditions: "用地批复", From: pauseDay(from), Steps: []PauseStep{s}}
}

// granted is one agreed to the next day.
func grantedPause(t *testing.T, from, until string) Pause {
	t.Helper()
	p, err := pauseRules.Grant(askedPause(from, from, until), pauseChief, PauseStep{Who: "chief", Unit: "city", Day: pauseDay(from) + 1})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// codes are the faults of an error.
func pauseFaults(err error) []string {
	e, ok := fault.As(err)
	if !ok {
		return nil
	}
	if len(e.Parts) == 0 {
		return []string{e.Code}
	}
	var list []string
	for _, p := range e.Parts {
		list = append(list, p.Code)
	}
	return list
}

func sameFaults(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func TestWhatARequestForAPauseNeeds(t *testing.T) {
	holding := grantedPause(t, "2026-03-01", "2026-05-31")
	holding.ID = "other"
	waiting := askedPause("2026-03-01", "2026-03-01", "2026-05-31")
	waiting.ID = "other"
	for _, c := range []struct {
		name   string
		p      Pause
		others []Pause
		want   []string
	}{
		{"a quarter from today", askedPause("2026-03-10", "2026-03-10", "2026-06-09"), nil, nil},
		{"reported within a month of the stop", askedPause("2026-03-10", "2026-02-10", "2026-05-09"), nil, nil},
		{"reported too late", askedPause("2026-03-10", "2026-02-01", "2026-04-30"), nil, []string{"pause.back"}},
		{"a day more than a quarter", askedPause("2026-03-10", "2026-03-10", "2026-06-10"), nil, []string{"pause.term"}},
		{"no end", Pause{Reason: "land", Conditions: "x", From: pauseDay("2026-03-01"), Steps: []PauseStep{{Act: AskPause, Day: pauseDay("2026-03-01")}}}, nil, []string{"pause.until"}},
		{"an end before its beginning", askedPause("2026-03-10", "2026-03-10", "2026-03-09"), nil, []string{"pause.ends_before"}},
		{"all over when it is asked for", askedPause("2026-03-10", "2026-02-20", "2026-03-01"), nil, []string{"pause.over"}},
		{"everything wrong at once", Pause{Reason: "rain", Steps: []PauseStep{{Act: AskPause, Day: pauseDay("2026-03-01")}}}, nil, []string{"pause.reason", "pause.conditions", "pause.from", "pause.until"}},
		{"one waits already", askedPause("2026-03-10", "2026-03-10", "2026-06-09"), []Pause{waiting}, []string{"pause.waits"}},
		{"paused on those days already", askedPause("2026-03-10", "2026-05-31", "2026-06-09"), []Pause{holding}, []string{"pause.overlaps"}},
		{"after the last one", askedPause("2026-05-20", "2026-06-01", "2026-06-09"), []Pause{holding}, nil},
	} {
		if got := pauseFaults(pauseRules.Ask(c.p, c.others)); !sameFaults(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestWhoMayGrantAPause(t *testing.T) {
	for _, c := range []struct {
		name string
		by   Signer
		want []string
	}{
		{"the city's office", pauseChief, nil},
		{"a leader", Signer{Who: "mayor", Unit: "city", As: ByLeader}, nil},
		{"who asked", Signer{Who: "clerk", Unit: "city", As: ByTop}, []string{"pause.own"}},
		{"the county's own office", Signer{Who: "boss", Unit: "east", As: ByUnit}, []string{"pause.approver"}},
		{"the office of the unit that asks", Signer{Who: "boss", Unit: "east", As: ByTop}, []string{"pause.own_unit"}},
	} {
		_, err := pauseRules.Grant(askedPause("2026-03-10", "2026-03-10", "2026-06-09"), c.by, PauseStep{Day: pauseDay("2026-03-11")})
		if got := pauseFaults(err); !sameFaults(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	if _, err := pauseRules.Grant(grantedPause(t, "2026-03-01", "2026-05-31"), pauseChief, PauseStep{}); !sameFaults(pauseFaults(err), []string{"pause.decided"}) {
		t.Errorf("granted twice: %v", err)
	}
	if _, err := pauseRules.Refuse(askedPause("2026-03-10", "2026-03-10", "2026-06-09"), pauseChief, PauseStep{}); !sameFaults(pauseFaults(err), []string{"pause.refuse_note"}) {
		t.Errorf("refused without a word: %v", err)
	}
}

func TestAPauseEndsByItselfAndIsRenewedInTime(t *testing.T) {
	p := grantedPause(t, "2026-03-01", "2026-05-31")
	for day, want := range map[string]PauseState{"2026-02-28": PauseAhead, "2026-03-01": PauseHolds, "2026-05-31": PauseHolds, "2026-06-01": PauseExpired} {
		if got := p.On(pauseDay(day)); got != want {
			t.Errorf("%s: %s, want %s", day, got, want)
		}
	}
	extend := func(on, until string) (Pause, error) {
		return pauseRules.Extend(p, PauseStep{Who: "clerk", Unit: "east", Day: pauseDay(on), Until: pauseDay(until), Note: "批复未下"})
	}
	if _, err := extend("2026-06-01", "2026-08-31"); !sameFaults(pauseFaults(err), []string{"pause.not_holding"}) {
		t.Errorf("renewed after its end: %v", err)
	}
	if _, err := extend("2026-05-20", "2026-09-01"); !sameFaults(pauseFaults(err), []string{"pause.term"}) {
		t.Errorf("renewed by more than a quarter: %v", err)
	}
	waiting, err := extend("2026-05-20", "2026-08-31")
	if err != nil {
		t.Fatal(err)
	}
	if waiting.Holds(pauseDay("2026-06-01")) {
		t.Error("a renewal that nobody granted holds")
	}
	shorter, err := pauseRules.Grant(waiting, pauseChief, PauseStep{Day: pauseDay("2026-06-02"), Until: pauseDay("2026-07-31")})
	if err != nil || !shorter.Holds(pauseDay("2026-06-01")) || shorter.Holds(pauseDay("2026-08-01")) {
		t.Errorf("asked in time, granted late, for less: %+v %v", shorter, err)
	}
	refused, err := pauseRules.Refuse(waiting, pauseChief, PauseStep{Day: pauseDay("2026-05-21"), Note: "应恢复"})
	if err != nil || refused.On(pauseDay("2026-05-25")) != PauseHolds || refused.On(pauseDay("2026-06-01")) != PauseExpired {
		t.Errorf("a refused renewal ends the pause at its own end: %+v %v", refused, err)
	}
}

func TestAYearIsTheLongest(t *testing.T) {
	p := grantedPause(t, "2026-01-01", "2026-03-31")
	for _, until := range []string{"2026-06-30", "2026-09-30", "2026-12-31"} {
		day := p.Until() - 5
		waiting, err := pauseRules.Extend(p, PauseStep{Who: "clerk", Unit: "east", Day: day, Until: pauseDay(until), Note: "未下"})
		if err != nil {
			t.Fatal(err)
		}
		if p, err = pauseRules.Grant(waiting, pauseChief, PauseStep{Day: day + 1}); err != nil {
			t.Fatal(err)
		}
	}
	_, err := pauseRules.Extend(p, PauseStep{Day: pauseDay("2026-12-30"), Until: pauseDay("2027-01-31"), Note: "未下"})
	if !sameFaults(pauseFaults(err), []string{"pause.longest"}) {
		t.Errorf("a thirteenth month: %v", err)
	}
}

func TestResumed(t *testing.T) {
	p := grantedPause(t, "2026-03-01", "2026-05-31")
	again, err := pauseRules.Resume(p, PauseStep{Day: pauseDay("2026-04-10")})
	if err != nil || !again.Holds(pauseDay("2026-04-09")) || again.Holds(pauseDay("2026-04-10")) || again.On(pauseDay("2026-04-10")) != PauseEnded {
		t.Errorf("%+v %v", again, err)
	}
	if _, err := pauseRules.Resume(again, PauseStep{Day: pauseDay("2026-04-11")}); !sameFaults(pauseFaults(err), []string{"pause.not_holding"}) {
		t.Errorf("resumed twice: %v", err)
	}
	never, err := pauseRules.Resume(p, PauseStep{Day: pauseDay("2026-02-20")})
	if _, held := never.Span(); err != nil || held {
		t.Errorf("called off before it began: %+v %v", never, err)
	}
	if _, err := pauseRules.Resume(p, PauseStep{Day: pauseDay("2026-04-10"), Until: pauseDay("2026-04-20")}); !sameFaults(pauseFaults(err), []string{"pause.resumed_on"}) {
		t.Errorf("resumed on a day to come: %v", err)
	}
}

func TestATermIsCountedInMonths(t *testing.T) {
	for from, want := range map[string]string{"2026-03-01": "2026-05-31", "2026-03-10": "2026-06-09", "2025-11-30": "2026-02-27", "2025-12-31": "2026-03-30"} {
		if got := pauseRules.TermEnd(pauseDay(from)); got != pauseDay(want) {
			t.Errorf("from %s to %s, want %s", from, got, want)
		}
	}
}

func TestEachStillDayIsCountedOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := pauseDay("2026-01-01")
		var pauses []Pause
		stands := map[workday.Date]bool{}
		for range rapid.IntRange(0, 5).Draw(t, "pauses") {
			from := base + workday.Date(rapid.IntRange(0, 300).Draw(t, "from"))
			to := from + workday.Date(rapid.IntRange(0, 80).Draw(t, "days"))
			pauses = append(pauses, Pause{From: from, Steps: []PauseStep{{Act: AskPause, Until: to}, {Act: GrantPause, Until: to}}})
			for d := from; d <= to; d++ {
				stands[d] = true
			}
		}
		still := StillOf(pauses)
		a := base + workday.Date(rapid.IntRange(-10, 400).Draw(t, "a"))
		b := a + workday.Date(rapid.IntRange(0, 400).Draw(t, "b"))
		want := 0
		for d := a + 1; d <= b; d++ {
			if stands[d] {
				want++
			}
		}
		if got := still.Days(a, b); got != want {
			t.Fatalf("%d still days in %s..%s, want %d", got, a, b, want)
		}
		if still.Running(a, b) != b-workday.Date(want) {
			t.Fatal("the day it would be")
		}
	})
}

func TestPauseRulesReportEveryMistake(t *testing.T) {
	wrong := PauseRules{By: "god", Reasons: []PauseReason{{Code: "a"}}, BackDays: -1}
	if got := pauseFaults(wrong.Check()); !sameFaults(got, []string{"ruleset.approver", "ruleset.pause_months", "ruleset.pause_days", "ruleset.reason"}) {
		t.Errorf("%v", got)
	}
	if err := pauseRules.Check(); err != nil {
		t.Error(err)
	}
}

func TestAPauseThatWasResumedIsNotExtended(t *testing.T) {
	today := pauseDay("2026-04-10") // still stands still, the last day it does
	p, err := pauseRules.Resume(grantedPause(t, "2026-03-01", "2026-05-31"), PauseStep{Day: today, Until: today})
	if err != nil || !p.Holds(today) {
		t.Fatalf("%+v %v", p, err)
	}
	if _, err := pauseRules.Extend(p, PauseStep{Day: today, Until: pauseDay("2026-06-30"), Note: "又停"}); !sameFaults(pauseFaults(err), []string{"pause.not_holding"}) {
		t.Errorf("extended after it was resumed: %v", err)
	}
}

func TestConditionsHaveAnEnd(t *testing.T) {
	p := askedPause("2026-03-01", "2026-03-01", "2026-05-31")
	p.Conditions = strings.Repeat("长", maxText+1)
	if err := pauseRules.Ask(p, nil); !sameFaults(pauseFaults(err), []string{"project.text_long"}) {
		t.Errorf("%v", err)
	}
}
