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
	for _, n := range l.Needs(rules, s) {
		lack, lacks := l.evidenceLack(rules, n.Kinds)
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

// A Demand is one line of a stage's evidence as it applies to a project: kinds of
// which one will do.
type Demand struct {
	Kinds  []string
	Usual  bool
	Source string
}

// Needs are the lines of evidence of a stage that apply to the project, in the
// rule's order; alternatives stand where the first of them does.
func (l Life) Needs(rules *Rules, s Stage) []Demand {
	rule, ok := rules.Rule(s)
	if !ok {
		return nil
	}
	list := make([]Demand, 0, len(rule.Evidence))
	var groups map[string]int // few stages have any
	for i := range rule.Evidence {
		n := &rule.Evidence[i]
		if !n.Holds(l.Project.Kind, l.Tier) {
			continue
		}
		if at, ok := groups[n.AnyOf]; ok && n.AnyOf != "" {
			list[at].Kinds = append(list[at].Kinds, n.Kind)
			continue
		}
		if n.AnyOf != "" && groups == nil {
			groups = map[string]int{}
		}
		if n.AnyOf != "" {
			groups[n.AnyOf] = len(list)
		}
		list = append(list, Demand{[]string{n.Kind}, n.Usual, n.Source})
	}
	return list
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
