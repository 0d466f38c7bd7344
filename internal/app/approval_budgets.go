package app

import (
	"cmp"
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// A BudgetFilter says which projects the view of the budget shows.
type BudgetFilter struct {
	Moment
	Unit  string `json:"unit,omitempty" query:"unit" doc:"only projects of this unit and below"`
	State string `json:"state,omitempty" query:"state" enum:",open,granted,over,near" doc:"open, granted, over the budget, or near it"`
}

// An ApprovalBudgets is the city's view of the working days before construction
// (开工前审批时限一览, S4-17): one line a project, summed up by unit.
type ApprovalBudgets struct {
	Filter     BudgetFilter  `json:"-"`
	On         workday.Date  `json:"on"`
	Known      int64         `json:"known"`
	Limit      int           `json:"limit"` // of the ruleset in force
	Lines      []BudgetLine  `json:"lines"` // those with the fewest days left first, granted ones last
	Units      []BudgetGroup `json:"units"`
	Whole      BudgetGroup   `json:"whole"`
	Unscreened []*ProjectRow `json:"unscreened"` // signed or filed, and nobody said what they need
}

// A BudgetLine is one project's budget beside its critical path.
type BudgetLine struct {
	Project  string            `json:"project"`
	Name     string            `json:"project_name"`
	Unit     string            `json:"unit"`
	UnitName string            `json:"unit_name"`
	Budget   approval.Spending `json:"budget"`
	Forecast workday.Date      `json:"forecast,omitzero"`
	Granted  bool              `json:"granted"` // what the budget ends with is granted: on the day of the forecast
	Until    string            `json:"until"`
	On       []string          `json:"on"`      // the items that set the forecast, undecided
	Late     int               `json:"late"`    // items overdue
	Stopped  int               `json:"stopped"` // clocks standing still
	Bad      bool              `json:"bad,omitempty"`
}

// A BudgetGroup sums lines up.
type BudgetGroup struct {
	Unit    string `json:"unit,omitempty"`
	Name    string `json:"name,omitempty"`
	Count   int    `json:"count"`
	Granted int    `json:"granted"`
	Over    int    `json:"over"`      // used more than the budget
	Near    int    `json:"near"`      // open and with no more than a fifth left
	Late    int    `json:"late"`      // items overdue
	Within  int    `json:"within"`    // granted within the budget
	Median  int    `json:"median"`    // days used of those granted
	Longest int    `json:"longest"`   // of those granted
	Mine    int    `json:"applicant"` // days of applicants, of all
	used    []int
}

// ApprovalBudgets are those of the projects in the actor's scope.
func (a *App) ApprovalBudgets(ctx context.Context, who access.Actor, f BudgetFilter) (*ApprovalBudgets, error) {
	if !who.Can(access.ReadProjects) {
		return nil, fault.New(fault.Forbidden, "access.forbidden", "action", string(access.ReadProjects))
	}
	fig, err := a.at(ctx, who, f.Moment)
	if err != nil {
		return nil, err
	}
	p := &ApprovalBudgets{Filter: f, On: fig.on, Known: fig.facts.n, Limit: fig.set.Approvals.Limit, Lines: []BudgetLine{}, Unscreened: []*ProjectRow{}}
	units := map[string]*BudgetGroup{}
	a.eachCase(fig, who, f.Unit, func(row *ProjectRow, c *approvalCase) {
		line := budgetLine(row, c)
		group, seen := units[line.Unit]
		if !seen {
			group = &BudgetGroup{Unit: line.Unit, Name: line.UnitName}
			units[line.Unit] = group
		}
		group.add(&line)
		p.Whole.add(&line)
		if f.shows(&line) {
			p.Lines = append(p.Lines, line)
		}
	})
	for _, u := range fig.facts.tree.Units() {
		if g := units[u.ID]; g != nil {
			p.Units = append(p.Units, g.closed())
		}
	}
	p.Whole = p.Whole.closed()
	p.order()
	p.unscreened(fig, who)
	return p, nil
}

// budgetLine is one project's.
func budgetLine(row *ProjectRow, c *approvalCase) BudgetLine {
	l := BudgetLine{Project: row.Project.ID, Name: row.Project.Name, Unit: row.Project.Unit, UnitName: row.Unit, Bad: c.bad != nil}
	if l.Bad || c.result.Budget == nil {
		return l
	}
	l.Budget, l.Forecast, l.Until = *c.result.Budget, dayOrNone(c.result.Forecast), c.name(c.list.Until)
	for i := range c.result.Items {
		s := &c.result.Items[i]
		switch {
		case s.ID == c.list.Until && s.State == approval.StateGranted:
			l.Granted = true
		case s.Overdue && !s.State.Decided():
			l.Late++
		}
		if s.State == approval.StateStopped {
			l.Stopped++
		}
	}
	for _, id := range c.result.CriticalPath {
		l.On = append(l.On, c.name(id))
	}
	return l
}

// near tells that an open project has no more than a fifth of its budget left.
func (l *BudgetLine) near() bool {
	return !l.Granted && !l.Budget.Overdue && l.Budget.Used > 0 && l.Budget.Left*5 <= l.Budget.Limit
}

// shows tells that a line is wanted.
func (f *BudgetFilter) shows(l *BudgetLine) bool {
	switch f.State {
	case "open":
		return !l.Granted
	case "granted":
		return l.Granted
	case "over":
		return l.Budget.Overdue
	case "near":
		return l.near()
	}
	return true
}

func (g *BudgetGroup) add(l *BudgetLine) {
	g.Count++
	g.Late += l.Late
	g.Mine += l.Budget.ApplicantDays
	if l.Budget.Overdue {
		g.Over++
	}
	if l.near() {
		g.Near++
	}
	if l.Granted {
		g.Granted++
		g.used = append(g.used, l.Budget.Used)
		if !l.Budget.Overdue {
			g.Within++
		}
	}
}

// closed is the group with what only all of its lines tell.
func (g *BudgetGroup) closed() BudgetGroup {
	if slices.Sort(g.used); len(g.used) > 0 {
		g.Median, g.Longest = g.used[(len(g.used)-1)/2], g.used[len(g.used)-1]
	}
	return *g
}

// order puts those in want of a look first: open ones by the days left, then granted
// ones.
func (p *ApprovalBudgets) order() {
	slices.SortStableFunc(p.Lines, func(a, b BudgetLine) int {
		return cmp.Or(cmp.Compare(flagged(a.Granted), flagged(b.Granted)), cmp.Compare(a.Budget.Left, b.Budget.Left), cmp.Compare(a.Name, b.Name))
	})
}

func flagged(is bool) int {
	if is {
		return 1
	}
	return 0
}

// unscreened are the projects that are signed or filed and not started, whose
// approvals nobody has listed: what is not reported is not zero.
func (p *ApprovalBudgets) unscreened(fig *figured, who access.Actor) {
	var below map[string]bool
	if p.Filter.Unit != "" {
		below = fig.facts.tree.Below(p.Filter.Unit)
	}
	p.Unscreened = append(p.Unscreened, fig.seen(who.Scope(), func(r *ProjectRow) bool {
		return len(r.dossier.checklists) == 0 && (r.Stage == lifecycle.Signed || r.Stage == lifecycle.Filed) && (below == nil || below[r.Project.Unit])
	})...)
}
