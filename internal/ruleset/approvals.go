// The section approvals as people write it: the catalogue of items.

package ruleset

import (
	"maps"
	"slices"

	"guatu/internal/approval"
	"guatu/internal/fault"
)

// approvalSection is the catalogue; a place that leaves it out has the default's.
type approvalSection struct {
	Approvals *catalogueLine `yaml:"approvals"`
}

type catalogueLine struct {
	Source    string
	Limit     int
	Until     []string
	Questions []screeningLine
	Items     []entryLine
}

type screeningLine struct {
	Code, Name, Source string
	Answers            []answerWords
}

type answerWords struct {
	Code, Name, Source string
	Kinds              []string
	Area               string
}

type entryLine struct {
	Code, Name, Lead, Joint, Basis, Group, Assessed, Promise, Source, Needed, Platform string

	Limits    limitsLine `yaml:",inline"`
	Words     []string
	With      []string
	Needs     []string
	Formal    []string `yaml:"grant_needs"`
	SameDay   string   `yaml:"same_day"`
	PassedOn  string   `yaml:"passed_on"`
	Event     bool
	When      map[string][]string
	Stops     []string
	Materials []materialLine
	Products  []productLine
	Variants  []variantLine
	Standards []standardLine
}

type limitsLine struct {
	Statutory     *int
	StatutoryFrom string `yaml:"statutory_source"`
	Pledged       *int
	PledgedFrom   string `yaml:"pledged_source"`
	Unit          string
}

type materialLine struct {
	Code, Name string
	Minor      bool
	Form       string
}

type productLine struct{ Code, Name string }

type variantLine struct {
	Name, Source string
	Limits       limitsLine `yaml:",inline"`
	When         map[string][]string
	Needs        *[]string
	Formal       *[]string `yaml:"grant_needs"`
	Mock         bool
}

type standardLine struct {
	Place  string
	Limits limitsLine `yaml:",inline"`
}

// catalogue turns the section into the typed one.
func (f *approvalSection) catalogue(set *Set, wrong *fault.List) *approval.Catalogue {
	if f.Approvals == nil {
		if fallback == nil {
			return &approval.Catalogue{}
		}
		return fallback.Approvals
	}
	l := f.Approvals
	c := &approval.Catalogue{Source: l.Source, Limit: l.Limit, Until: l.Until, Items: turn(l.Items, entryLine.entry)}
	for _, q := range l.Questions {
		question := approval.Question{Code: q.Code, Name: q.Name, Source: q.Source}
		for _, a := range q.Answers {
			question.Answers = append(question.Answers, approval.Answer(a))
		}
		c.Questions = append(c.Questions, question)
	}
	wrong.Add(c.Check())
	for _, e := range c.Items {
		for _, code := range append(slices.Clone(e.With), e.Lead) {
			wrong.Check(code == "" || set.hasDepartment(code), "approvals", "approval.entry_department", "code", e.Code, "department", code)
		}
	}
	return c
}

// hasDepartment tells that the set names a department.
func (s *Set) hasDepartment(code string) bool {
	for _, d := range s.Recognition.Departments {
		if d.Code == code {
			return true
		}
	}
	return false
}

func (l entryLine) entry() approval.Entry {
	e := approval.Entry{Code: l.Code, Name: l.Name, Words: l.Words, Platform: l.Platform, Lead: l.Lead, With: l.With, Joint: l.Joint, Basis: l.Basis, Group: l.Group, Assessed: l.Assessed,
		Promise: l.Promise, Source: l.Source, Needed: l.Needed, Limits: l.Limits.limits(), Needs: l.Needs, GrantNeeds: l.Formal, SameDay: l.SameDay,
		PassedOn: l.PassedOn, Event: l.Event, When: conditions(l.When)}
	for _, r := range l.Stops {
		e.Stops = append(e.Stops, approval.StopReason(r))
	}
	for _, m := range l.Materials {
		e.Materials = append(e.Materials, approval.Material(m))
	}
	for _, p := range l.Products {
		e.Products = append(e.Products, approval.Product(p))
	}
	for _, v := range l.Variants {
		e.Variants = append(e.Variants, v.variant())
	}
	for _, s := range l.Standards {
		e.Standards = append(e.Standards, approval.Standard{Place: s.Place, Limits: s.Limits.limits()})
	}
	return e
}

func (l limitsLine) limits() approval.Limits {
	out := approval.Limits{Statutory: l.Statutory, StatutorySource: l.StatutoryFrom, PledgedSource: l.PledgedFrom, Unit: approval.Unit(l.Unit)}
	if l.Pledged != nil {
		out.Pledged = *l.Pledged
	}
	return out
}

func (l variantLine) variant() approval.Variant {
	v := approval.Variant{Name: l.Name, Source: l.Source, When: conditions(l.When), Needs: l.Needs, GrantNeeds: l.Formal, Mock: l.Mock}
	if l.Limits.Pledged != nil {
		limits := l.Limits.limits()
		v.Limits = &limits
	}
	return v
}

// conditions are in the order of their questions' codes, so that a set reads the same
// every time.
func conditions(when map[string][]string) (list []approval.Condition) {
	for _, question := range slices.Sorted(maps.Keys(when)) {
		list = append(list, approval.Condition{Question: question, Is: when[question]})
	}
	return list
}
