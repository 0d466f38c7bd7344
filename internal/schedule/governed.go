// The dates of a project that are governed: every planned date of its stages and
// its milestones.

package schedule

import (
	"slices"

	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// A Date is one governed date of a project as it stands: 原定 Baseline, 现行
// Planned, 预计 Forecast, and when it was reached.
type Date struct {
	Node     string          `json:"node"`
	Name     string          `json:"name,omitempty"`  // of a milestone
	Stage    lifecycle.Stage `json:"stage,omitempty"` // the stage it is of, or marks
	Order    int             `json:"order"`
	Baseline workday.When    `json:"baseline,omitzero"`
	Planned  workday.When    `json:"planned,omitzero"`
	Forecast workday.When    `json:"forecast,omitzero"`
	Actual   workday.When    `json:"actual,omitzero"`
	Reached  bool            `json:"reached,omitempty"` // said to be reached, with a date or without
	// Twin is set on a milestone that marks a stage planned for the same time:
	// one date under two names. It moves with the stage's and is counted there.
	Twin bool `json:"twin,omitempty"`
}

// Dates are a project's governed dates: stages in the chain's order, then
// milestones in theirs. Templates say which milestone marks which stage.
func Dates(p *lifecycle.Project, nodes []Milestone, templates []Template) []Date {
	dates := make([]Date, 0, len(p.Stages)+len(nodes))
	for _, f := range p.Stages {
		if f.Stage == lifecycle.Exited || f.Planned.IsZero() && !f.Declared {
			continue
		}
		dates = append(dates, Date{Node: StageNode(f.Stage), Stage: f.Stage, Order: f.Stage.Order(), Baseline: firstOf(f.Baseline, f.Planned),
			Planned: f.Planned, Forecast: f.Forecast, Actual: f.DeclaredOn, Reached: f.Declared})
	}
	stages := len(dates)
	marks := marksOf(p.Kind, templates)
	for _, m := range nodes {
		d := Date{Node: m.Code, Name: m.Name, Stage: marks[m.Code], Order: m.Order, Baseline: firstOf(m.Baseline, m.Planned),
			Planned: m.Planned, Forecast: m.Forecast, Actual: m.Actual, Reached: !m.Actual.IsZero()}
		d.Twin = slices.ContainsFunc(dates[:stages], func(s Date) bool { return s.Stage == d.Stage && s.Planned == d.Planned && !d.Planned.IsZero() })
		dates = append(dates, d)
	}
	return dates
}

// firstOf is the baseline, or, of a date planned before baselines were kept, the plan.
func firstOf(baseline, planned workday.When) workday.When {
	if baseline.IsZero() {
		return planned
	}
	return baseline
}

// marksOf tells which node's code marks which stage in the template of a kind.
func marksOf(kind string, templates []Template) map[string]lifecycle.Stage {
	t, _ := For(kind, templates)
	marks := make(map[string]lifecycle.Stage, len(t.Nodes))
	for _, n := range t.Nodes {
		if n.Stage != "" {
			marks[n.Code] = lifecycle.Stage(n.Stage)
		}
	}
	return marks
}

// Find gives a node's date; a twin's is that of its stage. Not ok when there is
// no such date.
func Find(dates []Date, node string) (Date, bool) {
	i := slices.IndexFunc(dates, func(d Date) bool { return d.Node == node })
	if i >= 0 && dates[i].Twin {
		i = slices.IndexFunc(dates, func(d Date) bool { return d.Node == StageNode(dates[i].Stage) })
	}
	if i < 0 {
		return Date{}, false
	}
	return dates[i], true
}

// reachedBy is the day by which it was reached; zero when it is not, on a day.
// One reached on a day nobody wrote down counts as reached in time.
func (d *Date) reachedBy(today workday.Date) (workday.Date, bool) {
	if d.Actual.IsZero() {
		return 0, d.Reached
	}
	return d.Actual.First, d.Actual.First <= today
}

// stage tells whether it is a stage's date.
func (d *Date) stage() bool { return StageOf(d.Node) != "" }
