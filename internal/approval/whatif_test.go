package approval_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/approval"
	"guatu/internal/workday"
)

// garden is a small case: filing is granted, the report runs in a stop, the drawings
// wait for the plan.
func garden(t *testing.T) *approval.Run {
	t.Helper()
	thirty := 30
	c := approval.Case{Today: march(20), Budget: approval.Budget{Limit: 45, Until: "permit"},
		Items: []approval.Item{
			{ID: "filing", Pledged: 1},
			{ID: "eia", Pledged: 7, Statutory: &thirty, Needs: []string{"filing"}, Tolerable: []string{"monitoring"}},
			{ID: "plan", Pledged: 10, Needs: []string{"filing"}},
			{ID: "drawings", Pledged: 5, Needs: []string{"plan"}, PassedOn: true},
			{ID: "permit", Pledged: 5, Needs: []string{"drawings", "eia"}},
			{ID: "works", Pledged: 100, Unit: approval.CalendarDays, Needs: []string{"permit"}}},
		Facts: []approval.Fact{
			{Item: "filing", Kind: approval.Accepted, On: march(2)}, {Item: "filing", Kind: approval.Granted, On: march(3)},
			{Item: "eia", Kind: approval.Submitted, On: march(6)}, {Item: "eia", Kind: approval.Accepted, On: march(10), Missing: []string{"monitoring"}, SupplyBy: march(20)},
			{Item: "eia", Kind: approval.Stopped, On: march(12), Until: march(17), Reason: approval.ExpertReview, Notice: "3"},
			{Item: "eia", Kind: approval.Stopped, On: march(16), Until: march(18), Reason: approval.PublicNotice, Notice: "4"},
			{Item: "eia", Kind: approval.Resumed, On: march(18)},
			{Item: "plan", Kind: approval.Accepted, On: march(16)}}}
	run, err := c.Run()
	if err != nil {
		t.Fatal(err)
	}
	return run
}

func march(day int) workday.Date { return workday.NewDate(2026, 3, day) }

func TestChangesAreTriedAndNothingMoves(t *testing.T) {
	run := garden(t)
	was := run.Result()
	// plan is due on 03-30, drawings 04-07 (04-06 is off), permit 04-14
	for _, c := range []struct {
		name    string
		changes []approval.Change
		is      workday.Date
		gain    int
	}{
		{"nothing", nil, march(31 + 14), 0},
		{"the plan in six days", []approval.Change{{Kind: approval.ChangeTakes, Item: "plan", Days: 6}}, march(31 + 8), 4},
		{"the plan slower", []approval.Change{{Kind: approval.ChangeTakes, Item: "plan", Days: 12}}, march(31 + 16), -2},
		{"the drawings on a promise", []approval.Change{{Kind: approval.ChangePromise, Item: "drawings"}}, march(31 + 7), 5},
		{"the drawings beside the plan", []approval.Change{{Kind: approval.ChangeParallel, Item: "drawings", Need: "plan"}}, march(31 + 3), 6},
		{"beside it, and formal with it", []approval.Change{{Kind: approval.ChangeParallel, Item: "drawings", Need: "plan", Formal: true}}, march(31 + 7), 5},
		{"both", []approval.Change{{Kind: approval.ChangeTakes, Item: "plan", Days: 6}, {Kind: approval.ChangePromise, Item: "drawings"}}, march(31 + 1), 8},
		{"the report, which has time", []approval.Change{{Kind: approval.ChangeTakes, Item: "eia", Days: 3}}, march(31 + 14), 0},
	} {
		e, err := run.WhatIf(c.changes...)
		if err != nil || e.Was != march(31+14) || e.Is != c.is || e.Gain != c.gain {
			t.Errorf("%s: %s to %s, gain %d (%v), want %s and %d", c.name, e.Was, e.Is, e.Gain, err, c.is, c.gain)
		}
	}
	if d := cmp.Diff(was, run.Result()); d != "" {
		t.Errorf("trying has moved the case:\n%s", d)
	}
}

func TestTheBestShortcutComesFirst(t *testing.T) {
	run := garden(t)
	offered := append(run.Halved(), approval.Change{Kind: approval.ChangePromise, Item: "eia"}, approval.Change{Kind: approval.ChangePromise, Item: "filing"})
	var got []string
	for _, e := range run.Shortcuts(offered) {
		got = append(got, string(e.Changes[0].Kind)+" "+e.Changes[0].Item)
	}
	want := []string{"takes plan", "parallel drawings", "parallel permit", "takes drawings", "takes permit"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestChangesThatCannotBeTried(t *testing.T) {
	_, err := garden(t).WhatIf(approval.Change{Kind: "wish", Item: "plan"}, approval.Change{Kind: approval.ChangeTakes, Item: "filing", Days: 1},
		approval.Change{Kind: approval.ChangeTakes, Item: "roof"}, approval.Change{Kind: approval.ChangeTakes, Item: "plan", Days: -1},
		approval.Change{Kind: approval.ChangeParallel, Item: "permit", Need: "filing"})
	for _, code := range []string{"approval.change at changes[0].kind", "approval.decided at changes[1].item", "approval.no_item at changes[2].item",
		"approval.days at changes[3].days", "approval.no_need at changes[4].need"} {
		if err == nil || !strings.Contains(err.Error(), code) {
			t.Errorf("%v does not say %s", err, code)
		}
	}
}

func TestEverySideHasItsDays(t *testing.T) {
	run := garden(t)
	for item, want := range map[string]approval.Share{
		"filing": {Authority: 1},
		// 03-04…06 the applicant, 03-09 and 10 at the window, 11 and 12 the office,
		// 13, 16, 17 the experts, 18 the notice, 19 and 20 the office
		"eia":  {Applicant: 3, Waiting: 2, Authority: 4, Expert: 3, Notice: 1},
		"plan": {Applicant: 9, Authority: 4},
	} {
		if got, ok := run.Whose(item); !ok || got != want {
			t.Errorf("%s: %+v, want %+v", item, got, want)
		}
	}
	for _, item := range []string{"drawings", "permit", "roof"} {
		if got, ok := run.Whose(item); ok {
			t.Errorf("%s has %+v before it can be accepted", item, got)
		}
	}
}

// Papers that are passed on wait for departments, not for the applicant.
func TestWhatIsPassedOnIsNotTheApplicants(t *testing.T) {
	run := garden(t)
	if err := run.Advance(march(27)); err != nil {
		t.Fatal(err)
	}
	for _, f := range []approval.Fact{{Item: "plan", Kind: approval.Granted, On: march(23)}, {Item: "drawings", Kind: approval.Accepted, On: march(26)}} {
		if err := run.Record(f); err != nil {
			t.Fatal(err)
		}
	}
	if got, _ := run.Whose("drawings"); got != (approval.Share{Waiting: 3, Authority: 1}) {
		t.Errorf("%+v", got)
	}
}

func TestFiguresOfManyCases(t *testing.T) {
	var samples []approval.Sample
	for _, run := range []*approval.Run{garden(t), garden(t), garden(t)} {
		samples = append(samples, run.Samples()...)
	}
	for i, days := range []int{4, 1, 9, 2} {
		samples = append(samples, approval.Sample{Item: "plan", Month: workday.NewDate(2026, time.Month(2-i%2), 1), Decided: true, Days: days, Overdue: days > 3, Share: approval.Share{Authority: days}})
	}
	byItem := approval.Figures(samples, func(s *approval.Sample) (string, bool) { return s.Item, s.Item != "eia" })
	want := approval.Figure{Cases: 7, Decided: 4, Overdue: 2, Share: approval.Share{Authority: 28, Applicant: 27}, Quartile1: 1, Median: 2, Quartile3: 4, Most: 9}
	if d := cmp.Diff(want, byItem["plan"]); d != "" {
		t.Error(d)
	}
	if _, left := byItem["eia"]; left || byItem["plan"].OverduePercent() != 28 || (approval.Figure{}).OverduePercent() != 0 {
		t.Errorf("%+v", byItem)
	}
	trend := approval.Trend(approval.Figures(samples, func(s *approval.Sample) (workday.Date, bool) { return s.Month, true }))
	var months []string
	var changes []int
	for _, p := range trend {
		months = append(months, p.Month.String())
		if p.Change != nil {
			changes = append(changes, *p.Change)
		}
	}
	// January: 1 and 2 → 1; February: 4 and 9 → 4; March: 1, 1, 1 → 1
	if !slices.Equal(months, []string{"2026-01-01", "2026-02-01", "2026-03-01"}) || !slices.Equal(changes, []int{3, -3}) {
		t.Errorf("%v %v", months, changes)
	}
}

func TestWhatCanBePreparedNow(t *testing.T) {
	run := garden(t)
	want := []approval.Upcoming{{Item: "drawings", Ready: march(30), In: 6}}
	if d := cmp.Diff(want, run.Upcoming(10)); d != "" {
		t.Error(d)
	}
	if got := run.Upcoming(30); len(got) != 3 || got[2].Item != "works" {
		t.Errorf("%+v", got)
	}
}

func TestNetworksAreMendedWithAReason(t *testing.T) {
	items := garden(t).Network().Items()
	budget := approval.Budget{Limit: 45, Until: "permit"}
	three, none := 3, []string{"filing"}
	got, err := approval.Amend(items, budget, []approval.Amendment{
		{Item: "plan", Drop: true, Reason: "利用原有厂房"},
		{Item: "eia", Pledged: &three, Reason: "园区承诺"},
		{Item: "fire", Add: &approval.Item{Pledged: 2}, Needs: nil, Reason: "消防专项"},
		{Item: "permit", Needs: &[]string{"drawings", "fire"}, GrantNeeds: &[]string{"eia"}, Reason: "并联"},
		{Item: "works", Needs: &none, Reason: "试桩先行"}})
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]approval.Item{}
	for _, it := range got {
		ids[it.ID] = it
	}
	if len(got) != 6 || ids["plan"].ID != "" || ids["eia"].Pledged != 3 || !slices.Equal(ids["drawings"].Needs, []string{"filing"}) ||
		!slices.Equal(ids["permit"].GrantNeeds, []string{"eia"}) || !slices.Equal(ids["works"].Needs, none) {
		t.Errorf("%+v", got)
	}
	if items[2].ID != "plan" || items[1].Pledged != 7 || !slices.Equal(items[3].Needs, []string{"plan"}) {
		t.Errorf("mending has changed what was mended: %+v", items)
	}
	_, err = approval.Amend(items, budget, []approval.Amendment{{Item: "plan", Drop: true, Reason: " "}, {Item: "permit", Drop: true, Reason: "x"},
		{Item: "eia", Add: &approval.Item{}, Reason: "x"}, {Item: "roof", Drop: true, Reason: "x"}, {Item: "filing", Needs: &[]string{"permit"}, Reason: "x"}})
	for _, code := range []string{"approval.no_reason at amendments[0].reason", "approval.budget_end at amendments[1].item", "approval.item_there at amendments[2].item",
		"approval.no_item at amendments[3].item", "approval.cycle"} {
		if err == nil || !strings.Contains(err.Error(), code) {
			t.Errorf("%v does not say %s", err, code)
		}
	}
}

// A notice that comes late counts open clocks anew; a closed one keeps the calendar
// it was closed with.
func TestALateNoticeReopensOpenClocksOnly(t *testing.T) {
	late, err := workday.Default().WithLocal([]workday.Override{{Date: march(4), Name: "停工日"}})
	if err != nil {
		t.Fatal(err)
	}
	c := approval.Case{Today: march(6), Calendar: late, Items: []approval.Item{{ID: "closed", Pledged: 3}, {ID: "open", Pledged: 3}},
		Facts: []approval.Fact{{Item: "closed", Kind: approval.Accepted, On: march(2)}, {Item: "closed", Kind: approval.Granted, On: march(5)}, {Item: "open", Kind: approval.Accepted, On: march(2)}},
		Kept:  map[string]*workday.Calendar{"closed": workday.Default(), "open": workday.Default()}}
	res, err := c.State()
	if err != nil {
		t.Fatal(err)
	}
	closed, open := res.Items[0], res.Items[1]
	if closed.Used != 3 || *closed.Due != march(5) || open.Used != 3 || *open.Due != march(6) {
		t.Errorf("closed %d due %s, open %d due %s", closed.Used, closed.Due, open.Used, open.Due)
	}
}
