package lifecycle

import (
	"slices"

	"guatu/internal/workday"
)

// A Life is a project with what was shown of it and what was declared of it: what
// the rules are asked about.
type Life struct {
	Project  *Project
	Tier     string // under the rules of the day
	Evidence []Evidence
	Claims   []Claim
}

// A Lack is one thing a stage still needs: a field of the project, or one of some
// kinds of evidence. Parts are what is still unknown of evidence that is there:
// fields of its certificate, or "file".
type Lack struct {
	Field    string   `json:"field,omitempty"`
	Evidence []string `json:"evidence,omitempty"`
	Parts    []string `json:"parts,omitempty"`
	Usual    bool     `json:"usual,omitempty"` // advised, not demanded
}

// FilePart is the part of evidence that is its document.
const FilePart = "file"

// Lacks is what a stage still needs by a day: fields, then evidence, in the order
// of the rule; what is only advised comes last. A stage without a rule lacks
// nothing.
func (l Life) Lacks(rules *Rules, s Stage, by workday.Date) []Lack {
	rule, ok := rules.Rule(s)
	if !ok {
		return nil
	}
	var must, usual []Lack
	for _, field := range rule.Fields {
		if l.Project.lacks(field, by) {
			must = append(must, Lack{Field: field})
		}
	}
	for i, n := range rule.Evidence {
		if !n.Holds(l.Project.Kind, l.Tier) || n.AnyOf != "" && rule.grouped(i, l) {
			continue
		}
		lack, lacks := l.evidenceLack(rules, rule.alternatives(i, l))
		switch {
		case lacks && n.Usual:
			lack.Usual = true
			usual = append(usual, lack)
		case lacks:
			must = append(must, lack)
		}
	}
	return append(must, usual...)
}

// Demands drops what is only advised.
func Demands(list []Lack) []Lack {
	return slices.DeleteFunc(slices.Clone(list), func(l Lack) bool { return l.Usual })
}

// grouped tells that an earlier line of the rule stands for the same group.
func (s *StageRule) grouped(i int, l Life) bool {
	return slices.ContainsFunc(s.Evidence[:i], func(n Need) bool {
		return n.AnyOf == s.Evidence[i].AnyOf && n.Holds(l.Project.Kind, l.Tier)
	})
}

// alternatives are the kinds of which one meets the i-th need.
func (s *StageRule) alternatives(i int, l Life) []string {
	need := s.Evidence[i]
	if need.AnyOf == "" {
		return []string{need.Kind}
	}
	var kinds []string
	for _, n := range s.Evidence {
		if n.AnyOf == need.AnyOf && n.Holds(l.Project.Kind, l.Tier) {
			kinds = append(kinds, n.Kind)
		}
	}
	return kinds
}

// evidenceLack tells what is missing where one of some kinds is needed; the piece
// that comes nearest to being whole speaks for them.
func (l Life) evidenceLack(rules *Rules, kinds []string) (Lack, bool) {
	lack := Lack{Evidence: kinds}
	for i := range l.Evidence {
		e := &l.Evidence[i]
		if e.Dropped || !slices.Contains(kinds, e.Kind) {
			continue
		}
		kind, _ := rules.Kind(e.Kind)
		parts := e.Missing(kind)
		if len(parts) == 0 {
			return Lack{}, false
		}
		if lack.Parts == nil || len(parts) < len(lack.Parts) {
			lack.Parts, lack.Evidence = parts, []string{e.Kind}
		}
	}
	return lack, true
}

// Missing is what its kind asks of a piece of evidence and is not known yet.
func (e *Evidence) Missing(kind EvidenceKind) []string {
	var parts []string
	for _, f := range kind.Fields {
		if e.lacks(f) {
			parts = append(parts, f)
		}
	}
	if (kind.File || kind.Photo) && len(e.Files) == 0 {
		parts = append(parts, FilePart)
	}
	return parts
}

func (e *Evidence) lacks(field string) bool {
	switch field {
	case "number":
		return e.Number == ""
	case "issuer":
		return e.Issuer == ""
	case "issued":
		return e.Issued.IsZero()
	case "until":
		return e.Until.IsZero()
	case "holder":
		return e.Holder == ""
	case "amount":
		return !e.Amount.OK
	}
	return false
}

// founded is the day the enterprise was founded, where a licence says so.
func (l Life) founded(rules *Rules) (workday.When, string) {
	for _, e := range l.Evidence {
		if k, ok := rules.Kind(e.Kind); ok && k.Founding && !e.Dropped && !e.Issued.IsZero() {
			return e.Issued, k.Name
		}
	}
	return workday.When{}, ""
}

// lacks tells whether a field is not reported.
func (p *Project) lacks(field string, by workday.Date) bool {
	switch field {
	case "enterprise":
		return p.Enterprise == ""
	case "enterprise_code":
		return p.EnterpriseCode == ""
	case "code":
		return p.Code == ""
	case "total":
		return !p.Total.Stated()
	case "fixed_asset":
		return !p.FixedAsset.OK
	case "place":
		return p.Place == "" && p.At == nil
	case "industry":
		return p.Industry == ""
	case "kind":
		return p.Kind == ""
	case "content":
		return p.Content == ""
	case "products":
		return len(p.Products) == 0
	case "plan":
		return !p.PlanOf(by.Year()).OK
	}
	return false
}
