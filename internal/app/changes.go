package app

import (
	"cmp"
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/schedule"
	"guatu/internal/workday"
)

// A ChangesFilter cuts the desk of date changes (节点调整).
type ChangesFilter struct {
	Moment
	Unit    string `json:"unit,omitempty" query:"unit" doc:"a unit and those below it"`
	Project string `json:"project,omitempty" query:"project"`
	State   string `json:"state,omitempty" query:"state" doc:"waits, granted, refused, dropped; missed lists the dates that were missed"`
	Class   string `json:"class,omitempty" query:"class" doc:"delayed, rescheduled, unstated"`
	Mine    bool   `json:"mine,omitempty" query:"mine" doc:"only those that the asker may answer"`
	Page    int    `json:"page,omitempty" query:"page" minimum:"0"`
}

// StateMissed lists missed dates instead of requests.
const StateMissed = "missed"

// A ChangesPage is the desk: requests, what they come to, unit by unit.
type ChangesPage struct {
	Filter ChangesFilter        `json:"-"`
	On     workday.Date         `json:"on"`
	Known  int64                `json:"known"`
	Rows   []ChangeRow          `json:"rows"`
	Missed []MissedRow          `json:"missed,omitempty"`
	Count  int                  `json:"count"` // of the filter, beyond this page
	Pages  int                  `json:"pages"`
	Mine   int                  `json:"mine"` // waiting for the asker
	Total  schedule.Tally       `json:"total"`
	Units  []UnitDates          `json:"units"`
	Rules  schedule.ChangeRules `json:"-"`
}

// A ChangeRow is one request with what it stands on and whose move it is.
type ChangeRow struct {
	schedule.Change
	ProjectName string               `json:"project_name"`
	Unit        string               `json:"unit"`
	UnitName    string               `json:"unit_name"`
	Date        schedule.Date        `json:"date"`
	State       schedule.ChangeState `json:"state"`
	Since       workday.Date         `json:"since"`
	Days        int                  `json:"days"` // it has waited, or waited until it was answered
	Class       schedule.Class       `json:"class"`
	ReasonName  string               `json:"reason_name"`
	Slip        int                  `json:"slip"`  // days it moves the date
	Total       int                  `json:"total"` // days after the baseline then
	Verdict     schedule.Verdict     `json:"verdict"`
	MayDecide   bool                 `json:"may_decide,omitempty"`
	MayDrop     bool                 `json:"may_drop,omitempty"`
}

// A MissedRow is one date that was over and not reached.
type MissedRow struct {
	Project     string        `json:"project"`
	ProjectName string        `json:"project_name"`
	Unit        string        `json:"unit"`
	UnitName    string        `json:"unit_name"`
	Date        schedule.Date `json:"date"`
	On          workday.When  `json:"on"` // the date that was missed
}

// UnitDates are the figures of one unit's projects.
type UnitDates struct {
	Unit  string         `json:"unit"`
	Name  string         `json:"name"`
	Tally schedule.Tally `json:"tally"`
}

// changeRows is how many lines a page of the desk has.
const changeRows = 100

// Changes is the desk of date changes within the actor's scope.
func (a *App) Changes(ctx context.Context, who access.Actor, f ChangesFilter) (*ChangesPage, error) {
	pf := ProjectFilter{Moment: f.Moment}
	if f.Unit != "" {
		pf.Unit = []string{f.Unit}
	}
	fig, rows, err := a.choose(ctx, who, pf)
	if err != nil {
		return nil, err
	}
	page := &ChangesPage{Filter: f, On: fig.on, Known: fig.facts.n, Rules: fig.set.Changes, Rows: []ChangeRow{}}
	units := map[string]*UnitDates{}
	for _, r := range rows {
		dates := r.dates(fig)
		t := fig.set.Changes.Tally(dates, r.dossier.changes, r.still(), fig.on)
		page.Total.Add(t)
		of := units[r.Project.Unit]
		if of == nil {
			of = &UnitDates{Unit: r.Project.Unit, Name: r.Unit}
			units[r.Project.Unit] = of
		}
		of.Tally.Add(t)
		if f.Project == "" || f.Project == r.Project.ID {
			page.take(fig, who, r, dates)
		}
	}
	for _, u := range fig.facts.tree.Units() {
		if of := units[u.ID]; of != nil {
			page.Units = append(page.Units, *of)
		}
	}
	page.cut()
	return page, nil
}

// take adds what the filter asks for of one project.
func (page *ChangesPage) take(fig *figured, who access.Actor, r *ProjectRow, dates []schedule.Date) {
	f := page.Filter
	if f.State == StateMissed {
		page.Missed = append(page.Missed, missedOf(r, dates, fig.on)...)
	}
	for i := range r.dossier.changes {
		if r.dossier.changes[i].Asked().Day > fig.on {
			continue
		}
		row := changeRow(fig, who, r, dates, &r.dossier.changes[i])
		if row.MayDecide {
			page.Mine++
		}
		if (f.State == "" || f.State == string(row.State)) && (f.Class == "" || f.Class == string(row.Class)) && (!f.Mine || row.MayDecide) {
			page.Rows = append(page.Rows, row)
		}
	}
}

// cut puts what waits first, the longest waiting at the top, then the newest, and
// keeps one page.
func (page *ChangesPage) cut() {
	waits := func(r *ChangeRow) int {
		if r.State == schedule.ChangeWaits {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(page.Rows, func(a, b ChangeRow) int {
		newest := cmp.Compare(b.Since, a.Since)
		if waits(&a) == 0 {
			newest = -newest
		}
		return cmp.Or(cmp.Compare(waits(&a), waits(&b)), newest, cmp.Compare(a.ID, b.ID))
	})
	slices.SortStableFunc(page.Missed, func(a, b MissedRow) int { return b.On.Compare(a.On) })
	page.Count = len(page.Rows)
	if page.Filter.State == StateMissed {
		page.Count, page.Rows = len(page.Missed), page.Rows[:0]
	}
	page.Pages = max(1, (page.Count+changeRows-1)/changeRows)
	from := (min(max(1, page.Filter.Page), page.Pages) - 1) * changeRows
	if page.Filter.State == StateMissed {
		page.Missed = page.Missed[from:min(from+changeRows, page.Count)]
		return
	}
	page.Rows = page.Rows[from:min(from+changeRows, page.Count)]
}

// changeRow puts one request into its surroundings, as it stood on the day of the
// figures, by which it was asked for.
func changeRow(fig *figured, who access.Actor, r *ProjectRow, dates []schedule.Date, its *schedule.Change) ChangeRow {
	c := new(its.By(fig.on))
	reason, _ := fig.set.Changes.Reason(c.Reason)
	d, _ := schedule.Find(dates, c.Node)
	row := ChangeRow{Change: *c, ProjectName: r.Project.Name, Unit: r.Project.Unit, UnitName: r.Unit, Date: d, State: c.State(), Since: c.Since(),
		Class: fig.set.Changes.ClassOf(c), ReasonName: reason.Name, Slip: c.Slip(), Total: int(c.Settled().Last() - d.Baseline.Last()),
		Verdict: verdictOf(fig.set, r.Project, dates, r.dossier.changes, c)}
	asked := c.Asked()
	row.Days = int(fig.on - asked.Day)
	if row.State != schedule.ChangeWaits {
		row.Days = int(row.Since - asked.Day)
		return row
	}
	row.MayDecide = mayDecide(fig.facts.tree, who, r.Project, row.Verdict.By, asked)
	row.MayDrop = who.Can(access.AskChange) && (who.ID == asked.Who || who.Unit == asked.Unit)
	return row
}

// missedOf are the missed dates of one project.
func missedOf(r *ProjectRow, dates []schedule.Date, on workday.Date) []MissedRow {
	var list []MissedRow
	still := r.still()
	for _, d := range dates {
		if d.Twin {
			continue
		}
		for _, w := range schedule.Missed(d, changesAt(r.dossier.changes, d.Node), still, on) {
			list = append(list, MissedRow{r.Project.ID, r.Project.Name, r.Project.Unit, r.Unit, d, w})
		}
	}
	return list
}

// changesAt are those of one node.
func changesAt(changes []schedule.Change, node string) []schedule.Change {
	var list []schedule.Change
	for _, c := range changes {
		if c.Node == node {
			list = append(list, c)
		}
	}
	return list
}

// dates are the project's governed dates by the rules of the figures.
func (r *ProjectRow) dates(fig *figured) []schedule.Date {
	return schedule.Dates(r.Project, r.dossier.milestones, fig.set.Templates)
}
