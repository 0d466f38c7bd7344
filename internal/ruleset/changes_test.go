package ruleset

import (
	"strings"
	"testing"

	"guatu/internal/lifecycle"
	"guatu/internal/schedule"
)

func TestASectionLeftOutIsTheDefaults(t *testing.T) {
	body := Default().Body
	cut := body[:strings.Index(body, "\ndate_changes:")]
	set, err := Parse(cut)
	if err != nil {
		t.Fatal(err)
	}
	if len(set.Changes.Approvers) == 0 || len(set.Pauses.Reasons) == 0 || set.Pauses.TermMonths != 3 {
		t.Errorf("no rules: %+v", set.Pauses)
	}
	for _, name := range Packs() {
		if set, err := Pack(name); err != nil || len(set.Changes.Reasons) == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWhoSignsByTheDefault(t *testing.T) {
	rules := Default().Changes
	for _, c := range []struct {
		name string
		w    schedule.Weight
		want lifecycle.Approver
		up   bool
	}{
		{"a county's own, a month", schedule.Weight{Slip: 31, Total: 31, Levels: []string{"county"}, Tier: "t1"}, lifecycle.ByUnit, false},
		{"a quarter at once", schedule.Weight{Slip: 90, Total: 90, Tier: "t1"}, lifecycle.ByTop, false},
		{"six months in small pieces", schedule.Weight{Slip: 30, Total: 180, Tier: "t1"}, lifecycle.ByTop, false},
		{"on the city's list, thirty days", schedule.Weight{Slip: 30, Total: 30, Levels: []string{"city"}, Tier: "t1"}, lifecycle.ByUnit, false},
		{"on the city's list, a month", schedule.Weight{Slip: 31, Total: 31, Levels: []string{"city"}, Tier: "t1"}, lifecycle.ByTop, false},
		{"on the province's list, a day", schedule.Weight{Slip: 1, Total: 1, Levels: []string{"county", "provincial"}, Tier: "t1"}, lifecycle.ByTop, false},
		{"on the province's list, half a year in all", schedule.Weight{Slip: 1, Total: 180, Levels: []string{"provincial"}, Tier: "t1"}, lifecycle.ByLeader, false},
		{"ten billion, a month", schedule.Weight{Slip: 31, Total: 31, Tier: "t100"}, lifecycle.ByLeader, false},
		{"the third this year goes one up", schedule.Weight{Slip: 5, Total: 5, Tier: "t1", Earlier: 2}, lifecycle.ByTop, true},
		{"nobody is above the highest", schedule.Weight{Slip: 31, Total: 31, Tier: "t100", Earlier: 9}, lifecycle.ByLeader, false},
	} {
		v := rules.Approver(c.w)
		if v.By != c.want || v.Raised != c.up || v.Source == "" {
			t.Errorf("%s: %+v, want %s", c.name, v, c.want)
		}
	}
}

func TestMistakesOfTheSections(t *testing.T) {
	for old, want := range map[string]string{
		"{code: ledger, name: 台账调整, class: unstated":  "ruleset.reason_ledger",
		"levels: [city, city_list], slip":             "ruleset.no_level",
		"tiers: [t100, t50]":                          "ruleset.no_tier",
		"{by: unit, source: \"[R] 其余由县区攻坚办批准\"}":      "ruleset.approver_last",
		"code: funds, name: 资金安排, class: rescheduled": "ruleset.reason_class",
		"  by: top\n  term_months: 3 ":                "ruleset.pause_months",
	} {
		wrong := map[string]string{"ruleset.reason_ledger": "{code: paper, name: 台账调整, class: unstated", "ruleset.no_level": "levels: [town], slip", "ruleset.no_tier": "tiers: [huge]",
			"ruleset.approver_last": "{slip: 1, by: unit, source: x}", "ruleset.reason_class": "code: funds, name: 资金安排, class: whim", "ruleset.pause_months": "  by: top\n  term_months: 0 "}[want]
		body := strings.Replace(Default().Body, old, wrong, 1)
		if body == Default().Body {
			t.Fatalf("%q is not in the default", old)
		}
		if _, err := Parse(body); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s is not found: %v", want, err)
		}
	}
}
