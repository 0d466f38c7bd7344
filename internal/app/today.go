package app

import (
	"cmp"
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/signal"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// A Day is what one person has before them (今日): what is to be done and by
// when, and nothing else. Parts that are not theirs are empty.
type Day struct {
	On      workday.Date   `json:"on"`
	Against workday.Date   `json:"against"` // a week before, for what changed
	Known   int64          `json:"known"`
	Claims  *ClaimCount    `json:"claims,omitempty"`  // claims that wait for this person
	Return  *MonthReturn   `json:"return,omitempty"`  // those who report: the month's figures
	Steps   []*ProjectRow  `json:"steps,omitempty"`   // next steps overdue or due this month
	Lit     []*ProjectRow  `json:"lit,omitempty"`     // red and yellow ones of those who report
	Imports []store.Import `json:"imports,omitempty"` // ledgers taken in with cells that needed reading
	Office  *OfficeDay     `json:"office,omitempty"`
	Glance  *Glance        `json:"glance,omitempty"`  // leaders
	Dates   *GovernedDay   `json:"dates,omitempty"`   // changes of dates and pauses
	Desk    *ScoreDay      `json:"desk,omitempty"`    // results and warnings that wait for this person
	Permits *ApprovalDay   `json:"permits,omitempty"` // approvals that press, and what to prepare
	Tasks   []TaskLine     `json:"tasks,omitempty"`   // the person's own, overdue or within a week
	StepsN  int            `json:"steps_count"`       // before the lists were cut
	TasksN  int            `json:"tasks_count"`
	LitN    int            `json:"lit_count"`
}

// An OfficeDay is what the campaign office looks after: who has not reported,
// what was reported twice, what turned red since a week ago.
type OfficeDay struct {
	Silent []UnitReturn `json:"silent"`
	Twins  []Twin       `json:"twins"`
	Turned []Move       `json:"turned"`
}

// A Glance is the campaign in four figures and its red list, for two minutes.
type Glance struct {
	Now Totals        `json:"now"`
	Was Totals        `json:"was"`
	Red []*ProjectRow `json:"red"`
}

// Bounds of the lists of a day: what does not fit is a click away.
const (
	dayRows    = 30
	dayImports = 5
)

// MyDay is the actor's day. A person without business rights has an empty one.
func (a *App) MyDay(ctx context.Context, who access.Actor) (*Day, error) {
	if !who.Can(access.ReadProjects) {
		return &Day{On: a.Today()}, nil
	}
	fig, rows, err := a.choose(ctx, who, ProjectFilter{})
	if err != nil {
		return nil, err
	}
	then, err := a.at(ctx, who, Moment{On: fig.on - 7})
	if err != nil {
		return nil, err
	}
	d := &Day{On: fig.on, Against: then.on, Known: fig.facts.n, Claims: claimsOf(fig, rows, who)}
	was := then.same(rows)
	d.Dates, d.Desk = governedDay(fig, who, rows), scoreDay(fig, who)
	d.remind(dayTasks(fig, rows, who.ID))
	d.Permits = a.approvalDay(fig, who)
	if is(who, access.RoleReporter) {
		d.Return = returnOf(fig, rows)
	}
	if who.Can(access.ReportFigure) {
		d.duties(fig, rows)
		if d.Imports, err = a.openImports(ctx, who); err != nil {
			return nil, err
		}
	}
	if is(who, access.RoleLeader) || is(who, access.RoleDepartment) || is(who, access.RoleAuditor) {
		d.Glance = &Glance{Now: totalsOf(rows), Was: totalsOf(was), Red: worst(rows)}
	}
	if !is(who, access.RoleOffice) {
		return d, nil
	}
	d.Office = &OfficeDay{Silent: silentUnits(fig, rows), Turned: turnedRed(rows, was)}
	d.Office.Twins, err = a.Twins(ctx, who)
	return d, err
}

func is(who access.Actor, role access.Role) bool { return slices.Contains(who.Roles, role) }

// duties are the steps to take this month and the lights to answer for.
func (d *Day) duties(fig *figured, rows []*ProjectRow) {
	year, month, _ := fig.on.Civil()
	end := workday.InMonth(year, month).Last()
	for _, r := range rows {
		if planned := r.Next.Planned; !planned.IsZero() && planned.Last() <= end && r.State.Light != signal.Paused {
			d.Steps = append(d.Steps, r)
		}
		if r.State.Light == signal.Behind || r.State.Light == signal.Watch {
			d.Lit = append(d.Lit, r)
		}
	}
	slices.SortStableFunc(d.Steps, func(a, b *ProjectRow) int { return a.Next.Planned.Compare(b.Next.Planned) })
	slices.SortStableFunc(d.Lit, func(a, b *ProjectRow) int {
		return cmp.Or(cmp.Compare(lightOrder(a), lightOrder(b)), -cmp.Compare(a.Progress.Plan.Yuan, b.Progress.Plan.Yuan))
	})
	d.StepsN, d.LitN = len(d.Steps), len(d.Lit)
	d.Steps, d.Lit = d.Steps[:min(len(d.Steps), dayRows)], d.Lit[:min(len(d.Lit), dayRows)]
}

// openImports are the latest imports of which somebody should still look at
// some cells.
func (a *App) openImports(ctx context.Context, who access.Actor) ([]store.Import, error) {
	list, err := a.Imports(ctx, who)
	if fault.KindOf(err) == fault.Forbidden {
		return nil, nil
	}
	list = slices.DeleteFunc(list, func(i store.Import) bool { return i.Undone || i.Findings == 0 })
	return list[:min(len(list), dayImports)], err
}

// turnedRed are the projects that were not red a week ago.
func turnedRed(rows, was []*ProjectRow) []Move {
	return slices.DeleteFunc(movesOf(rows, was), func(m Move) bool {
		return m.Row.State.Light != signal.Behind || m.WasLight == signal.Behind
	})
}
