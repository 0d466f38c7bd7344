package lifecycle

import "guatu/internal/workday"

// A Step is a project's next step (S4-147: no project without a next action):
// the stage that comes, when it is planned, and what is not yet known that it
// needs, as field codes.
type Step struct {
	Stage   Stage        `json:"stage,omitempty"`
	Planned workday.When `json:"planned,omitzero"`
	Missing []string     `json:"missing,omitempty"`
	Overdue bool         `json:"overdue,omitempty"`
}

// needs are the fields a stage cannot do without, the first evidence of
// domain.md 1.2: who invests, under which code, how much, where.
var needs = map[Stage][]string{
	Signed:       {"enterprise", "total"},
	Filed:        {"enterprise", "total", "place"},
	Started:      {"code", "enterprise_code", "plan"},
	Completed:    {"enterprise_code", "plan"},
	Producing:    {"enterprise_code"},
	AtCapacity:   {"products"},
	InStatistics: {"enterprise_code", "industry"},
}

// NextStep is what comes after the stage reached by a day. A project outside the
// chain, or at its end, has none.
func (p *Project) NextStep(by workday.Date) Step {
	reached, _ := p.Reached(by)
	if reached == Exited {
		return Step{}
	}
	next := reached.Next()
	if next == "" {
		return Step{}
	}
	s := Step{Stage: next, Planned: p.Fact(next).Planned}
	for _, field := range needs[next] {
		if p.lacks(field, by) {
			s.Missing = append(s.Missing, field)
		}
	}
	if s.Planned.IsZero() {
		s.Missing = append(s.Missing, "planned_date")
	}
	s.Overdue = !s.Planned.IsZero() && s.Planned.Last() < by
	return s
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
	case "place":
		return p.Place == "" && p.At == nil
	case "industry":
		return p.Industry == ""
	case "products":
		return len(p.Products) == 0
	case "plan":
		return !p.PlanOf(by.Year()).OK
	}
	return false
}
