// What a catalogue must be before projects are screened by it.

package approval

import (
	"slices"

	"guatu/internal/fault"
)

// Check reports everything in the catalogue that cannot be: codes missing or twice,
// limits without source, a pledge longer than the law allows, conditions on
// questions that are not asked, names that two items share, needs that are not
// there, circles.
func (c *Catalogue) Check() error {
	var wrong fault.List
	questions := c.checkQuestions(&wrong)
	seen := map[string]bool{}
	for i := range c.Items {
		e := &c.Items[i]
		wrong.Check(e.Code != "" && e.Name != "" && !seen[e.Code], section, "approval.entry", "code", e.Code)
		wrong.Check(e.Source != "", section, "approval.entry_source", "code", e.Code)
		wrong.Check(e.Lead != "" || e.Event, section, "approval.entry_lead", "code", e.Code)
		seen[e.Code] = true
		checkLimits(e, &e.Limits, &wrong)
		checkConditions(e.Code, e.When, questions, &wrong)
		for k := range e.Variants {
			c.checkVariant(e, &e.Variants[k], questions, &wrong)
		}
		for _, s := range e.Standards {
			wrong.Check(s.Place != "", section, "approval.entry", "code", e.Code)
			checkLimits(e, &s.Limits, &wrong)
		}
		for _, r := range e.Stops {
			wrong.Check(r.Listed(), section, "approval.entry_stop", "code", e.Code, "reason", string(r))
		}
	}
	for _, code := range c.Until {
		wrong.Check(seen[code], section, "approval.entry_need", "code", "until", "need", code)
	}
	wrong.Check(len(c.Until) > 0 && c.Limit > 0 && c.Limit <= MaxDays, section, "approval.catalogue_budget")
	c.checkWords(&wrong)
	c.checkNeeds(seen, &wrong)
	return wrong.Err()
}

// section is where mistakes of a catalogue stand.
const section = "approvals"

// checkQuestions reports questions that cannot be asked, and gives their answers.
func (c *Catalogue) checkQuestions(wrong *fault.List) map[string][]string {
	answers := map[string][]string{}
	for _, q := range c.Questions {
		_, twice := answers[q.Code]
		wrong.Check(q.Code != "" && q.Name != "" && !twice && len(q.Answers) > 1, section, "approval.question", "code", q.Code)
		for _, a := range q.Answers {
			wrong.Check(a.Code != "" && a.Name != "" && !slices.Contains(answers[q.Code], a.Code), section, "approval.question", "code", q.Code)
			answers[q.Code] = append(answers[q.Code], a.Code)
		}
	}
	return answers
}

// checkLimits reports limits that cannot be. The pledge may not be longer than the
// law (行政许可法 art. 42: shorter limits bind, longer ones do not).
func checkLimits(e *Entry, l *Limits, wrong *fault.List) {
	unit := l.Unit == "" || l.Unit == WorkingDays || l.Unit == CalendarDays
	wrong.Check(unit && l.Pledged >= 0 && l.Pledged <= MaxDays, section, "approval.entry_limit", "code", e.Code)
	wrong.Check(l.PledgedSource != "" && (l.Statutory == nil || l.StatutorySource != ""), section, "approval.entry_source", "code", e.Code)
	wrong.Check(l.Statutory == nil || *l.Statutory >= l.Pledged && *l.Statutory <= MaxDays, section, "approval.entry_pledge", "code", e.Code)
}

func checkConditions(code string, when []Condition, questions map[string][]string, wrong *fault.List) {
	for _, w := range when {
		for _, is := range w.Is {
			wrong.Check(slices.Contains(questions[w.Question], is), section, "approval.entry_when", "code", code, "question", w.Question, "answer", is)
		}
		wrong.Check(len(w.Is) > 0, section, "approval.entry_when", "code", code, "question", w.Question, "answer", "")
	}
}

func (c *Catalogue) checkVariant(e *Entry, v *Variant, questions map[string][]string, wrong *fault.List) {
	checkConditions(e.Code, v.When, questions, wrong)
	wrong.Check(v.Source != "" && len(v.When) > 0, section, "approval.entry_source", "code", e.Code)
	if v.Limits != nil {
		checkLimits(e, v.Limits, wrong)
	}
}

// checkNeeds reports needs that are not in the catalogue, and circles of them; each
// variant of an entry is tried with the others as they stand.
func (c *Catalogue) checkNeeds(seen map[string]bool, wrong *fault.List) {
	items := make([]Item, len(c.Items))
	for i := range c.Items {
		items[i] = c.Items[i].item(nil)
		for _, need := range c.Items[i].allNeeds() {
			wrong.Check(seen[need], section, "approval.entry_need", "code", c.Items[i].Code, "need", need)
		}
	}
	if wrong.Err() != nil {
		return
	}
	_, err := Compile(items, Budget{})
	wrong.Add(err)
	for i := range c.Items {
		for k := range c.Items[i].Variants {
			tried := slices.Clone(items)
			tried[i] = c.Items[i].item(&c.Items[i].Variants[k])
			_, err := Compile(tried, Budget{})
			wrong.Add(err)
		}
	}
}

// allNeeds are the needs of an entry and of all its variants.
func (e *Entry) allNeeds() []string {
	all := slices.Concat(e.Needs, e.GrantNeeds)
	for _, v := range e.Variants {
		if v.Needs != nil {
			all = append(all, *v.Needs...)
		}
		if v.GrantNeeds != nil {
			all = append(all, *v.GrantNeeds...)
		}
	}
	return all
}
