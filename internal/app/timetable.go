package app

import (
	"cmp"
	"context"

	"guatu/internal/access"
	"guatu/internal/lifecycle"
	"guatu/internal/schedule"
	"guatu/internal/workday"
)

// A Timetable is the campaign against the calendar (对表推进): a bar a project,
// its nodes, today's line, the days nobody works.
type Timetable struct {
	Filter ProjectFilter  `json:"-"`
	On     workday.Date   `json:"on"`
	Known  int64          `json:"known"`
	From   workday.Date   `json:"from"`
	To     workday.Date   `json:"to"`
	Rows   []TimetableRow `json:"rows"`
	Count  int            `json:"count"` // of the whole filter, beyond this page
	Pages  int            `json:"pages"`
	// Off lists the days within From..To on which nobody works, where the scale
	// shows days.
	Calendar *workday.Calendar `json:"-"`
}

// A TimetableRow is one project with its nodes in order. Nodes come from its
// milestones, or, where it has none, from the dates of its stages.
type TimetableRow struct {
	Row   *ProjectRow   `json:"row"`
	Nodes []ProjectNode `json:"nodes"`
}

// timetableRows is how many projects one page of the timetable has; printing
// asks for more.
const timetableRows = 200

// Timetable cuts the timetable of a filter. Without a range it shows the year
// around the day.
func (a *App) Timetable(ctx context.Context, who access.Actor, f ProjectFilter, from, to workday.Date) (*Timetable, error) {
	if f.Size == 0 {
		f.Size = timetableRows
	}
	if f.Sort == "" {
		f.Sort = "unit"
	}
	fig, rows, err := a.choose(ctx, who, f)
	if err != nil {
		return nil, err
	}
	year := fig.on.Year()
	if from.IsZero() {
		from = workday.NewDate(year, 1, 1)
	}
	if to.IsZero() {
		to = workday.NewDate(year, 12, 31)
	}
	t := &Timetable{Filter: f, On: fig.on, Known: fig.facts.n, From: from, To: max(to, from), Count: len(rows), Calendar: fig.facts.calendar}
	t.Pages = max(1, (len(rows)+f.Size-1)/f.Size)
	start := min((max(1, f.Page)-1)*f.Size, len(rows))
	for _, r := range rows[start:min(start+f.Size, len(rows))] {
		milestones := milestonesOf(r.dossier)
		nodes := nodesOf(milestones, fig.on)
		markCritical(nodes, milestones, fig)
		t.Rows = append(t.Rows, TimetableRow{Row: r, Nodes: nodes})
	}
	return t, nil
}

// milestonesOf are a project's milestones, or nodes made of its stage dates.
func milestonesOf(d *dossier) []schedule.Milestone {
	if len(d.milestones) > 0 {
		return d.milestones
	}
	var nodes []schedule.Milestone
	for _, f := range d.project.Stages {
		if f.Planned.IsZero() && f.DeclaredOn.IsZero() || f.Stage == lifecycle.Exited {
			continue
		}
		nodes = append(nodes, schedule.Milestone{Project: d.project.ID, Code: string(f.Stage), Name: "", Order: f.Stage.Order(),
			Baseline: cmp.Or(f.Baseline, f.Planned), Planned: f.Planned, Forecast: f.Forecast, Actual: f.DeclaredOn})
	}
	return nodes
}
