package lifecycle

import (
	"slices"

	"guatu/internal/money"
	"guatu/internal/workday"
)

// Fact gives what is known of a stage; the empty fact of the stage if nothing is.
func (p *Project) Fact(s Stage) StageFact {
	for _, f := range p.Stages {
		if f.Stage == s {
			return f
		}
	}
	return StageFact{Stage: s}
}

// SetFact puts a stage's fact in its place in the chain, replacing the old one;
// an empty fact is taken out.
func (p *Project) SetFact(f StageFact) {
	kept := slices.DeleteFunc(slices.Clone(p.Stages), func(g StageFact) bool { return g.Stage == f.Stage })
	if !f.Empty() {
		kept = append(kept, f)
	}
	slices.SortFunc(kept, func(a, b StageFact) int { return a.Stage.Order() - b.Stage.Order() })
	p.Stages = kept
}

// Reached is the furthest stage declared by a day, and since when; the date is
// none when the ledger did not say. A stage dated later than the day is not yet
// reached on it, whatever is known today.
func (p *Project) Reached(by workday.Date) (Stage, workday.When) {
	for _, f := range slices.Backward(p.Stages) {
		if f.Declared && f.DeclaredOn.First <= by {
			return f.Stage, f.DeclaredOn
		}
	}
	return "", workday.When{}
}

// RecognisedBy is the furthest stage recognised by a day.
func (p *Project) RecognisedBy(by workday.Date) (Stage, workday.When) {
	for _, f := range slices.Backward(p.Stages) {
		if f.Recognised && f.RecognisedOn.First <= by {
			return f.Stage, f.RecognisedOn
		}
	}
	return "", workday.When{}
}

// Next is the stage that follows in the chain, or "" at its end and outside it.
func (s Stage) Next() Stage {
	n := s.Order()
	if n >= len(Stages) {
		return ""
	}
	return Stages[n]
}

// PlanOf is the investment planned for a year.
func (p *Project) PlanOf(year int) money.Opt {
	for _, a := range p.Plans {
		if a.Year == year {
			return a.Plan
		}
	}
	return money.Opt{}
}

// SetPlan puts a year's plan in, or takes it out when none is given.
func (p *Project) SetPlan(year int, plan money.Opt) {
	kept := slices.DeleteFunc(slices.Clone(p.Plans), func(a AnnualPlan) bool { return a.Year == year })
	if plan.OK {
		kept = append(kept, AnnualPlan{year, plan})
	}
	slices.SortFunc(kept, func(a, b AnnualPlan) int { return a.Year - b.Year })
	p.Plans = kept
}

// Clone is a copy that can be changed without changing p.
func (p *Project) Clone() *Project {
	q := *p
	for _, list := range []*[]string{&q.FormerNames, &q.Tags, &q.Levels, &q.Batches} {
		*list = slices.Clone(*list)
	}
	q.Products, q.Stages, q.Plans = slices.Clone(q.Products), slices.Clone(q.Stages), slices.Clone(q.Plans)
	if p.At != nil {
		at := *p.At
		q.At = &at
	}
	return &q
}
