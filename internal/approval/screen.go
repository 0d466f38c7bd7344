// Screening: a short questionnaire gives a project's own network.

package approval

import (
	"slices"

	"guatu/internal/fault"
)

// A Screening is what the answers come to.
type Screening struct {
	Answers map[string]string // every question with its answer, the usual one where none was given
	Items   []Item
	Budget  Budget
	// Chosen says of each item which variant was taken, nil for the entry itself.
	Chosen  map[string]*Variant
	Dropped []Dropped
}

// A Dropped item is one the project does not need, and why.
type Dropped struct {
	Code string `json:"code"`
	// Question and Answer rule it out.
	Question string `json:"question"`
	Answer   string `json:"answer"`
}

// Known are the answers that follow from what is known: the kind of the project, and
// the items that its park's assessments replace.
func (c *Catalogue) Known(kind string, replaced []string) map[string]string {
	known := map[string]string{}
	for _, q := range c.Questions {
		for _, a := range q.Answers {
			if kind != "" && slices.Contains(a.Kinds, kind) || a.Area != "" && slices.Contains(replaced, a.Area) {
				known[q.Code] = a.Code
			}
		}
	}
	return known
}

// Screen gives a project its network. What is not needed falls out, and what waited
// for it waits for what it would have waited for. Faults: questions that are not
// asked, answers they do not have, nothing left for the budget to end with.
func (c *Catalogue) Screen(answers map[string]string) (*Screening, error) {
	s := &Screening{Answers: map[string]string{}, Chosen: map[string]*Variant{}}
	if err := c.fill(answers, s.Answers); err != nil {
		return nil, err
	}
	gone := map[string][]string{} // what fell out → what it would have waited for
	for i := range c.Items {
		e := &c.Items[i]
		if failed := e.failing(s.Answers); failed != nil {
			s.Dropped = append(s.Dropped, Dropped{e.Code, failed.Question, s.Answers[failed.Question]})
			gone[e.Code] = e.Needs
			continue
		}
		v := e.variant(s.Answers)
		s.Chosen[e.Code] = v
		s.Items = append(s.Items, e.item(v))
	}
	bridge(s.Items, gone)
	for _, code := range c.Until {
		if _, kept := s.Chosen[code]; kept && s.Budget.Until == "" {
			s.Budget = Budget{Limit: c.Limit, Until: code}
		}
	}
	if s.Budget.Until == "" {
		return nil, fault.New(fault.Invalid, "approval.no_end_item")
	}
	return s, nil
}

// fill completes the answers.
func (c *Catalogue) fill(given, all map[string]string) error {
	var wrong fault.List
	asked := map[string]bool{}
	for _, q := range c.Questions {
		answer, stated := given[q.Code]
		if !stated || answer == "" {
			answer = q.Answers[0].Code
		}
		known := slices.ContainsFunc(q.Answers, func(a Answer) bool { return a.Code == answer })
		wrong.Check(known, q.Code, "approval.answer", "question", q.Code, "answer", short(answer))
		asked[q.Code], all[q.Code] = true, answer
	}
	for _, code := range sortedKeys(given) {
		wrong.Check(asked[code], short(code), "approval.not_asked", "question", short(code))
	}
	return wrong.Err()
}

func sortedKeys(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// failing is the first condition of an entry that the answers do not meet.
func (e *Entry) failing(answers map[string]string) *Condition { return unmet(e.When, answers) }

func unmet(when []Condition, answers map[string]string) *Condition {
	for i := range when {
		if !slices.Contains(when[i].Is, answers[when[i].Question]) {
			return &when[i]
		}
	}
	return nil
}

// variant is the first that fits the answers, nil where none does.
func (e *Entry) variant(answers map[string]string) *Variant {
	for i := range e.Variants {
		if unmet(e.Variants[i].When, answers) == nil {
			return &e.Variants[i]
		}
	}
	return nil
}

// item is the entry as an item of a network, by a variant or as it stands.
func (e *Entry) item(v *Variant) Item {
	it := Item{ID: e.Code, Name: e.Name, Needs: e.Needs, GrantNeeds: e.GrantNeeds, Tolerable: e.Minor(), PassedOn: e.PassedOn != ""}
	l := e.Limits
	if v != nil {
		if v.Name != "" {
			it.Name = v.Name
		}
		if v.Limits != nil {
			l = *v.Limits
		}
		if v.Needs != nil {
			it.Needs = *v.Needs
		}
		if v.GrantNeeds != nil {
			it.GrantNeeds = *v.GrantNeeds
		}
	}
	it.Statutory, it.Pledged, it.Unit = l.Statutory, l.Pledged, l.Unit
	return it
}

// bridge leads every item's needs around what fell out. A need got that way is left
// out where another one implies it.
func bridge(items []Item, gone map[string][]string) {
	var was [][]string
	for i := range items {
		it := &items[i]
		was = append(was, slices.Concat(it.Needs, it.GrantNeeds))
		it.Needs, it.GrantNeeds = bridged(it.Needs, gone), bridged(it.GrantNeeds, gone)
	}
	needs := make(map[string][]string, len(items))
	for i := range items {
		needs[items[i].ID] = slices.Concat(items[i].Needs, items[i].GrantNeeds)
	}
	for i := range items {
		it := &items[i]
		idle := func(id string) bool { return !slices.Contains(was[i], id) && implied(id, needs[it.ID], needs) }
		it.Needs = slices.DeleteFunc(it.Needs, idle)
		it.GrantNeeds = slices.DeleteFunc(it.GrantNeeds, func(id string) bool { return idle(id) || slices.Contains(it.Needs, id) })
	}
}

// implied tells that an item must be granted before one of the others of a list.
func implied(id string, list []string, needs map[string][]string) bool {
	seen := map[string]bool{id: true}
	var before func(id, of string) bool
	before = func(id, of string) bool {
		if seen[of] {
			return false
		}
		seen[of] = true
		return slices.ContainsFunc(needs[of], func(n string) bool { return n == id || before(id, n) })
	}
	return slices.ContainsFunc(list, func(of string) bool { return before(id, of) })
}

// bridged are needs with those that fell out replaced by theirs, each once.
func bridged(needs []string, gone map[string][]string) []string {
	var out []string
	for _, need := range needs {
		list := []string{need}
		if through, fell := gone[need]; fell {
			list = bridged(through, gone)
		}
		for _, id := range list {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out
}
