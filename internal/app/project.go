package app

import (
	"context"
	"time"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/ruleset"
	"guatu/internal/schedule"
	"guatu/internal/store"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// A ProjectPage is the one file of a project's life.
type ProjectPage struct {
	ProjectRow
	On         workday.Date       `json:"on"`
	Known      int64              `json:"known"`
	Set        string             `json:"ruleset"`
	TierName   string             `json:"tier_name,omitempty"`
	ParkName   string             `json:"park_name,omitempty"`
	ParentName string             `json:"parent_name,omitempty"`
	KindName   string             `json:"kind_name,omitempty"`
	LevelNames []string           `json:"level_names,omitempty"`
	TagNames   []string           `json:"tag_names,omitempty"`
	Phases     []*ProjectRow      `json:"phases,omitempty"`
	Months     []ProjectMonth     `json:"months"`
	Due        []money.Opt        `json:"due"` // the year's plan due by the end of each of its twelve months
	Nodes      []ProjectNode      `json:"nodes"`
	Figures    []lifecycle.Figure `json:"figures"`
	Materials  int                `json:"materials"`        // pieces of evidence that count
	Doubts     int                `json:"doubts"`           // cross-checks that nobody has explained
	Ruleset    *ruleset.Set       `json:"-"`                // in force on the day
	Dates      []ProjectDate      `json:"dates"`            // 原定、现行、预计, and what moved them
	Pauses     []PauseRow         `json:"pauses,omitempty"` // the newest first
}

// A ProjectMonth is one month of the year on the page: what was due, and what
// was reported in both senses.
type ProjectMonth struct {
	Month      workday.When    `json:"month"`
	Dispatch   target.Progress `json:"dispatch"`
	Statistics target.Progress `json:"statistics"`
	Reported   bool            `json:"reported"` // a figure was reported for this very month
}

// A ProjectNode is a milestone with where it stands.
type ProjectNode struct {
	schedule.Milestone
	State schedule.NodeState `json:"state"`
	Slip  int                `json:"slip"` // days after the baseline; negative is early
	Slips bool               `json:"slips"`
	// Critical is set where the nodes are planned: it holds up the one planned last.
	Critical bool `json:"critical,omitempty"`
}

// Project is the page of one project; outside the actor's scope it is not found.
func (a *App) Project(ctx context.Context, who access.Actor, id string, m Moment) (*ProjectPage, error) {
	fig, row, err := a.row(ctx, who, id, m)
	if err != nil {
		return nil, err
	}
	f, p := fig.facts, row.Project
	page := &ProjectPage{ProjectRow: *row, On: fig.on, Known: f.n, Set: fig.set.ID,
		Ruleset: fig.set, TierName: fig.nameOf("tier", row.Tier), KindName: fig.nameOf("kind", p.Kind),
		LevelNames: namesOf(fig.set.Levels, p.Levels), TagNames: namesOf(fig.set.Tags, p.Tags),
		Figures: row.dossier.figures, Nodes: nodesOf(row.dossier.milestones, fig.on)}
	if p.Park != "" {
		page.ParkName = f.tree.Name(p.Park)
	}
	if i, ok := f.index[p.Parent]; ok && who.Scope().Sees(fig.rows[i].Subject()) {
		page.ParentName = fig.rows[i].Project.Name
	}
	for _, child := range f.children[id] {
		if r := fig.rows[f.index[child]]; who.Scope().Sees(r.Subject()) {
			page.Phases = append(page.Phases, r)
		}
	}
	for i := range row.dossier.evidence {
		if e := &row.dossier.evidence[i]; !e.Dropped && e.Day <= fig.on {
			page.Materials++
		}
	}
	page.Doubts = a.openDoubts(who.Tenant(), fig, row)
	page.Months, page.Due = monthsOf(row.dossier, fig), duesOf(row, fig)
	page.Dates, page.Pauses = datesOf(fig, who, row), pausesOf(fig, who, row)
	return page, nil
}

// row finds one project's row inside the actor's scope.
func (a *App) row(ctx context.Context, who access.Actor, id string, m Moment) (*figured, *ProjectRow, error) {
	if !who.Can(access.ReadProjects) {
		return nil, nil, fault.New(fault.Forbidden, "access.forbidden", "action", string(access.ReadProjects))
	}
	fig, err := a.at(ctx, who, m)
	if err != nil {
		return nil, nil, err
	}
	i, ok := fig.facts.index[id]
	if !ok || !who.Scope().Sees(fig.rows[i].Subject()) {
		return nil, nil, fault.New(fault.NotFound, "project.not_found")
	}
	return fig, fig.rows[i], nil
}

// monthsOf is the year so far, month by month, each as it stood at its end.
func monthsOf(d *dossier, fig *figured) []ProjectMonth {
	year, last, _ := fig.on.Civil()
	months := make([]ProjectMonth, 0, last)
	course := target.Course{Curve: fig.set.Curve, Still: lifecycle.StillOf(d.pauses)}
	for n := range last {
		month := workday.InMonth(year, n+1)
		by := min(month.Last(), fig.on)
		m := ProjectMonth{Month: month,
			Dispatch:   course.Progress(d.project, d.figures, lifecycle.Dispatch, by),
			Statistics: course.Progress(d.project, d.figures, lifecycle.Statistics, by)}
		for _, f := range d.figures {
			m.Reported = m.Reported || f.Month == month
		}
		months = append(months, m)
	}
	return months
}

// duesOf is the trajectory of the year's plan, month by month, by the curve of
// the ruleset; it stands still while a granted pause holds.
func duesOf(row *ProjectRow, fig *figured) []money.Opt {
	dues := make([]money.Opt, len(fig.set.Curve))
	course := target.Course{Curve: fig.set.Curve, Still: row.still()}
	for i := range dues {
		if plan := row.Progress.Plan; plan.OK {
			dues[i] = money.Some(share(plan.Yuan, course.Due(workday.InMonth(row.Progress.Year, time.Month(i+1)))))
		}
	}
	return dues
}

func nodesOf(milestones []schedule.Milestone, on workday.Date) []ProjectNode {
	nodes := make([]ProjectNode, len(milestones))
	for i, m := range milestones {
		slip, ok := m.Slip(on)
		nodes[i] = ProjectNode{Milestone: m, State: m.On(on), Slip: slip, Slips: ok}
	}
	return nodes
}

// project reads the project a command is about, as it is now, and a copy to change.
func project(tx *store.Tx, id string) (was, is *lifecycle.Project, err error) {
	was, err = tx.Project(id)
	if err != nil {
		return nil, nil, err
	}
	return was, was.Clone(), nil
}
