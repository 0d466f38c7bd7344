package lifecycle

import (
	"slices"

	"guatu/internal/fault"
)

// Fields are what a stage can demand to be known of its project.
var Fields = []string{"enterprise", "enterprise_code", "code", "total", "place", "industry", "products", "plan", "fixed_asset", "kind", "content"}

// Check reports everything in the rules that cannot be: codes that nothing
// defines, lists without entries, lines without a source.
func (r *Rules) Check() error {
	var wrong fault.List
	r.checkLists(&wrong)
	seen := map[Stage]bool{}
	for _, s := range r.Stages {
		wrong.Check(s.Stage.Known() && !seen[s.Stage], "stages", "ruleset.stage", "stage", string(s.Stage))
		seen[s.Stage] = true
		r.checkStage(s, &wrong)
	}
	for _, side := range r.Sides {
		wrong.Check(side.Code != "" && side.Name != "" && len(side.Reasons) > 0, "side_states", "ruleset.side_state", "code", side.Code)
		wrong.Check(side.Source != "", "side_states", "ruleset.line_source", "code", side.Code)
		for _, k := range side.Evidence {
			r.checkKind("side_states", side.Code, k, &wrong)
		}
		checkReasons("side_states", side.Reasons, &wrong)
	}
	checkReasons("send_back_reasons", r.SendBack, &wrong)
	checkReasons("revoke_reasons", r.Revoke, &wrong)
	return wrong.Err()
}

// checkLists looks at what stages refer to.
func (r *Rules) checkLists(wrong *fault.List) {
	seen := map[string]bool{}
	once := func(field, code, name string) {
		wrong.Check(code != "" && name != "" && !seen[field+code], field, "ruleset.word", "code", code)
		seen[field+code] = true
	}
	for _, k := range r.Kinds {
		once("evidence_kinds", k.Code, k.Name)
		wrong.Check(k.Source != "", "evidence_kinds", "ruleset.line_source", "code", k.Code)
		for _, f := range k.Fields {
			wrong.Check(slices.Contains(EvidenceFields, f), "evidence_kinds", "ruleset.evidence_field", "code", k.Code, "field", f)
		}
	}
	for _, d := range r.Departments {
		once("departments", d.Code, d.Name)
		wrong.Check(len(d.Words) > 0, "departments", "ruleset.department_words", "code", d.Code)
	}
	for _, e := range r.Exclusions {
		once("exclusions", e.Code, e.Name)
		wrong.Check(e.Source != "", "exclusions", "ruleset.line_source", "code", e.Code)
	}
}

// checkStage looks at one stage's rule.
func (r *Rules) checkStage(s StageRule, wrong *fault.List) {
	at := string(s.Stage)
	wrong.Check(s.Sign != "", "stages", "ruleset.stage_sign", "stage", at)
	wrong.Check(s.Source != "", "stages", "ruleset.line_source", "code", at)
	wrong.Check(s.Days >= 0 && s.CheckDays >= 0 && s.Days <= 250 && s.CheckDays <= 250, "stages", "ruleset.stage_days", "stage", at)
	for _, f := range s.Fields {
		wrong.Check(slices.Contains(Fields, f), "stages", "ruleset.stage_field", "stage", at, "field", f)
	}
	for _, n := range s.Evidence {
		r.checkKind("stages", at, n.Kind, wrong)
		wrong.Check(n.Source != "", "stages", "ruleset.line_source", "code", at+" "+n.Kind)
	}
	for _, c := range s.Checks {
		_, ok := r.Department(c.Department)
		wrong.Check(ok, "stages", "ruleset.no_department", "stage", at, "code", c.Department)
	}
	for _, b := range s.By {
		wrong.Check(b.Who == Above || b.Who == Top, "stages", "ruleset.recogniser", "stage", at, "text", string(b.Who))
	}
	for _, t := range slices.Concat(s.Declared, s.Recognised, s.NotBefore) {
		wrong.Check(t.Known() && t != s.Stage, "stages", "ruleset.stage", "stage", string(t))
	}
}

func (r *Rules) checkKind(field, at, kind string, wrong *fault.List) {
	_, ok := r.Kind(kind)
	wrong.Check(ok, field, "ruleset.no_kind", "at", at, "code", kind)
}

func checkReasons(field string, list []Reason, wrong *fault.List) {
	seen := map[string]bool{}
	for _, w := range list {
		wrong.Check(w.Code != "" && w.Name != "" && !seen[w.Code], field, "ruleset.word", "code", w.Code)
		seen[w.Code] = true
	}
}
