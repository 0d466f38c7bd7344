package lifecycle_test

import (
	"strings"
	"testing"

	"guatu/internal/lifecycle"
	"guatu/internal/ruleset"
)

func TestTheShippedRulesAreWholeAndSourced(t *testing.T) {
	r := shipped.Recognition
	if err := r.Check(); err != nil {
		t.Error(err)
	}
	for _, s := range append(lifecycle.Stages, lifecycle.Exited) {
		rule, ok := r.Rule(s)
		if !ok {
			t.Errorf("no rule for %s", s)
			continue
		}
		if (rule.Level("new", "t1") == "") != (s == lifecycle.Lead) {
			t.Errorf("%s is recognised by %q", s, rule.Level("new", "t1"))
		}
	}
	for _, list := range [][]lifecycle.Reason{r.SendBack, r.Revoke} {
		for _, w := range list {
			if w.Source == "" {
				t.Errorf("reason %s names no source", w.Code)
			}
		}
	}
}

func TestMistakesOfStageRulesAreAllReported(t *testing.T) {
	const head = "name: x\nfrom: \"2024-01-01\"\nlights: {report_day: 5}\n"
	for _, c := range []struct{ name, body, want string }{
		{"a stage nobody knows, without sign and source", "stages:\n  - {stage: dreaming}\n", "ruleset.stage ruleset.stage_sign ruleset.line_source"},
		{"evidence of no kind", "stages:\n  - {stage: started, sign: a, source: s, evidence: [{kind: love_letter, source: s}]}\n", "ruleset.no_kind"},
		{"a check by nobody", "stages:\n  - {stage: started, sign: a, source: s, checks: [{department: sorcery, source: s}]}\n", "ruleset.no_department"},
		{"a level that is none", "stages:\n  - {stage: started, sign: a, source: s, by: [{who: beside, source: s}]}\n", "ruleset.recogniser"},
		{"a field that is none", "stages:\n  - {stage: started, sign: a, source: s, fields: [mood]}\n", "ruleset.stage_field"},
		{"days below nothing", "stages:\n  - {stage: started, sign: a, source: s, days: -1}\n", "ruleset.stage_days"},
		{"a certificate's field that is none", "evidence_kinds:\n  - {code: filing, name: n, source: s, fields: [colour]}\n", "ruleset.evidence_field"},
		{"a department nobody can find", "departments:\n  - {code: d, name: n}\n", "ruleset.department_words"},
	} {
		_, err := ruleset.Parse(head + c.body)
		for _, want := range strings.Fields(c.want) {
			if !strings.Contains(codes(err), want) {
				t.Errorf("%s: got %q, want %s among them", c.name, codes(err), want)
			}
		}
	}
}

func TestASectionLeftOutIsTheDefaults(t *testing.T) {
	set, err := ruleset.Parse("name: x\nfrom: \"2024-01-01\"\nlights: {report_day: 5}\nsend_back_reasons:\n  - {code: own, name: 本地理由}\n")
	if err != nil {
		t.Fatal(err)
	}
	if len(set.Recognition.Stages) != len(shipped.Recognition.Stages) || len(set.Recognition.SendBack) != 1 {
		t.Errorf("%d stages, %d reasons", len(set.Recognition.Stages), len(set.Recognition.SendBack))
	}
}
