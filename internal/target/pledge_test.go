package target

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/fault"
)

func fields(err error) (list []string) {
	f, ok := fault.As(err)
	if !ok {
		return nil
	}
	for _, p := range f.Parts {
		list = append(list, p.Field+" "+p.Code)
	}
	return list
}

func TestChecksTellEverything(t *testing.T) {
	goal := &Goal{ID: "g", Kind: Coded, Code: "1211", Name: "“1211”工程", Unit: "x", From: date(t, "2026-01-01"), To: date(t, "2026-12-31"),
		Digits: []Digit{{"1", "百亿项目1个", false}, {"2", "50亿元项目2个", false}, {"1", "上市企业1家", false}, {"1", "专精特新1批", false}}}
	if err := goal.Check(); err != nil {
		t.Error(err)
	}
	bad := &Goal{ID: "g", Kind: Campaign, Parent: "g", Serves: []string{"g"}, Code: "12", Digits: []Digit{{"1", "", false}}, To: 1}
	want := []string{"name goal.name_empty", "digits goal.digit_empty", "digits goal.digits_code", "parent goal.campaign_parent", "parent goal.circle", "serves goal.serves", "unit goal.unit_empty", "from goal.from_empty"}
	if diff := cmp.Diff(want, fields(bad.Check())); diff != "" {
		t.Error(diff)
	}
	tree := []Goal{{ID: "a", Parent: "b", Name: "甲"}, {ID: "b", Parent: "a", Name: "乙"}, {ID: "c", Parent: "d", Name: "丙", Serves: []string{"e"}}}
	if diff := cmp.Diff([]string{"parent goal.circle", "parent goal.circle", "parent goal.no_parent", "serves goal.no_served"}, fields(CheckTree(tree))); diff != "" {
		t.Error(diff)
	}
	pledge := &Pledge{Lines: []Line{{Target: "t"}, {Target: "t"}}}
	want = []string{"goal pledge.goal_empty", "unit goal.unit_empty", "signer pledge.signer_empty", "post pledge.post_empty", "to pledge.to_empty", "signed pledge.signed_empty", "lines pledge.line_twice"}
	if diff := cmp.Diff(want, fields(pledge.Check())); diff != "" {
		t.Error(diff)
	}
}

func TestATargetTellsEverythingWrongWithIt(t *testing.T) {
	catalogue := func(code string) (Indicator, bool) {
		ind, ok := map[string]Indicator{"signed": {Measure: Count, Adds: true}, "growth": {Measure: Points}}[code]
		return ind, ok
	}
	goal := &Goal{From: date(t, "2026-01-01"), To: date(t, "2026-12-31"), Digits: []Digit{{"1", "x", false}}}
	for _, c := range []struct {
		name   string
		target Target
		want   []string
	}{
		{"one that is right", Target{Unit: "u", Span: InYear(2026), Terms: []Terms{{Clauses: []Clause{{Indicator: "signed", Op: AtLeast, Low: 5}}}}}, nil},
		{"an end needs no clauses", Target{Unit: "u", Span: InYear(2026), Terms: []Terms{{Ended: true}}}, nil},
		{"nothing is right", Target{Digit: 2, Span: InYear(2024), Terms: []Terms{{}}}, []string{"digit target.digit", "unit goal.unit_empty", "span target.span_goal", "clauses target.clauses"}},
		{"clauses that say nothing", Target{Unit: "u", Span: InYear(2026), Terms: []Terms{{Clauses: []Clause{
			{Indicator: "none", Op: AtLeast, Low: 1}, {Indicator: "signed", Op: "more", Low: -1}, {Indicator: "signed", Op: Between, Low: 2},
			{Indicator: "signed", Op: ByDay, Low: 2, Parts: parts(t, "2026-Q1=1")}}}}},
			[]string{"clauses[0].indicator target.no_indicator", "clauses[1].op target.op", "clauses[1].low target.low", "clauses[2].high target.high_empty", "clauses[3].due target.due", "clauses[3].parts target.parts_by_day"}},
		{"a growth of what is no rate, a comparison with nobody, a shape of three months", Target{Unit: "u", Span: InYear(2026), Terms: []Terms{{Clauses: []Clause{
			{Indicator: "signed", Op: Growth, Low: 950}, {Indicator: "growth", Op: Above}, {Indicator: "signed", Op: AtLeast, Low: 1, Shape: []int64{1, 2, 3}}}}}},
			[]string{"clauses[0].op target.growth_measure", "clauses[1].against target.against_empty", "clauses[2].shape target.shape"}},
		{"parts outside, twice, mixed and not adding up", Target{Unit: "u", Span: InYear(2026), Terms: []Terms{{Clauses: []Clause{
			{Indicator: "signed", Op: AtLeast, Low: 5, Parts: parts(t, "2025-Q1=1", "2026-Q1=6", "2026-05-X1=0", "2026-05-X1=0", "2026-05-W1=0")}}}}},
			[]string{"clauses[0].parts.2025-Q1 target.part_outside", "clauses[0].parts.2026-05-X1 target.part_twice", "clauses[0].parts.2026-05-W1 target.part_mixed", "clauses[0].parts.2026 target.parts_over"}},
	} {
		if diff := cmp.Diff(c.want, fields(c.target.Check(goal, Linear(), catalogue))); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}
