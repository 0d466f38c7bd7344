package app

import (
	"cmp"
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/workday"
)

// A WhoseFilter says which samples the statistics of time are made of.
type WhoseFilter struct {
	Moment
	Unit       string       `json:"unit,omitempty" query:"unit" doc:"only projects of this unit and below"`
	Department string       `json:"department,omitempty" query:"department" doc:"only items this department leads"`
	Item       string       `json:"item,omitempty" query:"item" doc:"only this item"`
	From       workday.Date `json:"from,omitzero" query:"from" doc:"decided or open in months from this day on"`
	To         workday.Date `json:"to,omitzero" query:"to" doc:"and up to this day"`
}

// An ApprovalFigures answers whose time it is (谁的时间): days of the authorities, of
// applicants, between departments, of experts and of public notice, with medians,
// quartiles, the share overdue and the trend.
type ApprovalFigures struct {
	Filter      WhoseFilter      `json:"-"`
	On          workday.Date     `json:"on"`
	Known       int64            `json:"known"`
	Whole       WhoseLine        `json:"whole"`
	Departments []WhoseLine      `json:"departments"`
	Items       []WhoseLine      `json:"items"`
	Units       []WhoseLine      `json:"units"`
	Projects    []WhoseLine      `json:"projects"` // those with the most days first
	Months      []approval.Point `json:"months"`
}

// A WhoseLine is the figures of one department, item, unit or project.
type WhoseLine struct {
	Key    string          `json:"key"`
	Name   string          `json:"name"`
	Figure approval.Figure `json:"figure"`
	// Answers are the submissions that were answered or accepted by silence; Silent
	// those by silence: the rest is the response rate of S2-17.
	Answers int `json:"answers"`
	Silent  int `json:"silent"`
	// Budget is of a project: the union of days beside the sum along the longest chain.
	Budget *approval.Spending `json:"budget,omitempty"`
}

// AnsweredPercent is the share of submissions answered in time, in per cent, rounded
// down; 100 where there were none.
func (l *WhoseLine) AnsweredPercent() int {
	if l.Answers == 0 {
		return 100
	}
	return 100 * (l.Answers - l.Silent) / l.Answers
}

// whoseSample is a sample with where it comes from.
type whoseSample struct {
	approval.Sample
	project, unit, department string
}

// ApprovalFigures are those of the projects in the actor's scope.
func (a *App) ApprovalFigures(ctx context.Context, who access.Actor, f WhoseFilter) (*ApprovalFigures, error) {
	if !who.Can(access.ReadProjects) {
		return nil, fault.New(fault.Forbidden, "access.forbidden", "action", string(access.ReadProjects))
	}
	fig, err := a.at(ctx, who, f.Moment)
	if err != nil {
		return nil, err
	}
	p := &ApprovalFigures{Filter: f, On: fig.on, Known: fig.facts.n}
	names := whoseNames{items: map[string]string{}, projects: map[string]string{}, budgets: map[string]*approval.Spending{}}
	var samples []whoseSample
	a.eachCase(fig, who, f.Unit, func(row *ProjectRow, c *approvalCase) {
		if c.bad != nil {
			return
		}
		names.projects[row.Project.ID], names.budgets[row.Project.ID] = row.Project.Name, c.result.Budget
		catalogue := approvalsOf(fig.facts.sets, c.list.Rules, fig.set)
		for _, s := range c.spent {
			e, known := catalogue.Entry(s.Item)
			if !known || e.Event || !f.takes(&s, e) {
				continue
			}
			names.items[s.Item] = e.Name
			samples = append(samples, whoseSample{s, row.Project.ID, row.Project.Unit, e.Lead})
		}
	})
	p.sum(fig, samples, &names)
	return p, nil
}

// takes tells that a sample is wanted.
func (f *WhoseFilter) takes(s *approval.Sample, e *approval.Entry) bool {
	return (f.Department == "" || e.Lead == f.Department) && (f.Item == "" || s.Item == f.Item) &&
		(f.From == 0 || s.Month >= firstOfMonth(f.From)) && (f.To == 0 || s.Month <= f.To)
}

func firstOfMonth(d workday.Date) workday.Date {
	y, m, _ := d.Civil()
	return workday.NewDate(y, m, 1)
}

// whoseNames are what the keys of groups are called.
type whoseNames struct {
	items, projects map[string]string
	budgets         map[string]*approval.Spending
}

// sum makes the figures of every group.
func (p *ApprovalFigures) sum(fig *figured, samples []whoseSample, names *whoseNames) {
	whole := groupSamples(samples, func(*whoseSample) string { return "" }, func(string) string { return "" })
	if len(whole) > 0 {
		p.Whole = whole[0]
	}
	p.Departments = groupSamples(samples, func(s *whoseSample) string { return s.department }, fig.set.Recognition.DepartmentName)
	p.Items = groupSamples(samples, func(s *whoseSample) string { return s.Item }, func(k string) string { return names.items[k] })
	p.Units = groupSamples(samples, func(s *whoseSample) string { return s.unit }, fig.facts.tree.Name)
	p.Projects = groupSamples(samples, func(s *whoseSample) string { return s.project }, func(k string) string { return names.projects[k] })
	for i := range p.Projects {
		p.Projects[i].Budget = names.budgets[p.Projects[i].Key]
	}
	bare := make([]approval.Sample, len(samples))
	for i := range samples {
		bare[i] = samples[i].Sample
	}
	p.Months = approval.Trend(approval.Figures(bare, func(s *approval.Sample) (workday.Date, bool) { return s.Month, true }))
}

// groupSamples sums samples up by a key; the groups with the most days come first.
func groupSamples(samples []whoseSample, key func(*whoseSample) string, name func(string) string) []WhoseLine {
	grouped := map[string][]approval.Sample{}
	for i := range samples {
		k := key(&samples[i])
		grouped[k] = append(grouped[k], samples[i].Sample)
	}
	lines := make([]WhoseLine, 0, len(grouped))
	for k, list := range grouped {
		l := WhoseLine{Key: k, Name: name(k), Figure: approval.SumUp(list)}
		for i := range list {
			l.Answers += list[i].Answers
			l.Silent += list[i].Silent
		}
		lines = append(lines, l)
	}
	slices.SortFunc(lines, func(a, b WhoseLine) int {
		return cmp.Or(cmp.Compare(b.Figure.Share.Total(), a.Figure.Share.Total()), cmp.Compare(a.Key, b.Key))
	})
	return lines
}
