package app

import (
	"cmp"
	"slices"

	"guatu/internal/access"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// A MonthReturn is the monthly return (月报) a reporter owes: which month, by
// when, what is missing.
type MonthReturn struct {
	Month   workday.When `json:"month"`
	By      workday.Date `json:"by"`
	Left    int          `json:"left"` // working days until By; negative when By is over
	Due     int          `json:"due"`  // projects that owe a figure
	Missing int          `json:"missing"`
	Lines   []ReturnLine `json:"lines"` // missing ones first, cut
}

// A ReturnLine is one project of the return with what was reported of the month.
type ReturnLine struct {
	Row        *ProjectRow       `json:"row"`
	Dispatch   *lifecycle.Figure `json:"dispatch,omitempty"`
	Statistics *lifecycle.Figure `json:"statistics,omitempty"`
}

// A UnitReturn is one unit's part of the month's return.
type UnitReturn struct {
	Unit    access.Unit  `json:"unit"`
	Month   workday.When `json:"month"`
	By      workday.Date `json:"by"`
	Due     int          `json:"due"`
	Missing int          `json:"missing"`
}

// returnLines bounds the lines of one page; a clerk of more sends them in turns.
const returnLines = 60

// monthDue is the last month that is over, and the day its figures are due
// (report_day of the next month).
func monthDue(fig *figured) (workday.When, workday.Date) {
	year, month, _ := fig.on.Civil()
	return workday.InMonth(year, month-1), workday.NewDate(year, month, fig.set.Lights.ReportDay)
}

// owes tells whether a project owes the figure of a month: in construction at
// its end, with a plan for its year, and not paused all month. It is what the
// light of missing reports asks (signal.ReportLate).
func (f *figured) owes(r *ProjectRow, month workday.When) bool {
	p := r.Project
	stage, _ := p.Reached(month.Last())
	paused := p.Paused && f.set.Lights.LedgerPause || r.still().Whole(month.First, month.Last())
	return stage == lifecycle.Started && !paused && p.PlanOf(month.First.Year()).OK
}

// reported is the figure of a month in one sense, where there is one.
func (d *dossier) reported(month workday.When, sense lifecycle.Sense) *lifecycle.Figure {
	i := slices.IndexFunc(d.figures, func(f lifecycle.Figure) bool { return f.Month == month && f.Sense == sense })
	if i < 0 {
		return nil
	}
	return &d.figures[i]
}

// returnOf is the return of the rows a reporter sees. The dispatch figure is the
// one that is owed; the statistics figure comes from the statistics bureau and
// may be added beside it.
func returnOf(fig *figured, rows []*ProjectRow) *MonthReturn {
	month, by := monthDue(fig)
	ret := &MonthReturn{Month: month, By: by, Left: fig.facts.calendar.Between(fig.on, by)}
	for _, r := range rows {
		if !fig.owes(r, month) {
			continue
		}
		line := ReturnLine{Row: r, Dispatch: r.dossier.reported(month, lifecycle.Dispatch), Statistics: r.dossier.reported(month, lifecycle.Statistics)}
		ret.Due++
		if line.Dispatch == nil {
			ret.Missing++
		}
		ret.Lines = append(ret.Lines, line)
	}
	slices.SortStableFunc(ret.Lines, func(a, b ReturnLine) int { return cmp.Compare(b2i(a.Dispatch != nil), b2i(b.Dispatch != nil)) })
	ret.Lines = ret.Lines[:min(len(ret.Lines), returnLines)]
	return ret
}

// b2i orders false before true.
func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// silentUnits are the units that owe figures of the month and have not sent all,
// in the tree's order.
func silentUnits(fig *figured, rows []*ProjectRow) []UnitReturn {
	month, by := monthDue(fig)
	sums := map[string]*UnitReturn{}
	for _, r := range rows {
		if !fig.owes(r, month) {
			continue
		}
		if sums[r.Project.Unit] == nil {
			unit, _ := fig.facts.tree.Unit(r.Project.Unit)
			sums[r.Project.Unit] = &UnitReturn{Unit: unit, Month: month, By: by}
		}
		sum := sums[r.Project.Unit]
		sum.Due++
		sum.Missing += b2i(r.dossier.reported(month, lifecycle.Dispatch) == nil)
	}
	var list []UnitReturn
	for _, u := range fig.facts.tree.Units() {
		if sum := sums[u.ID]; sum != nil && sum.Missing > 0 {
			list = append(list, *sum)
		}
	}
	return list
}
