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

// An ApprovalDeskFilter says whose desk is looked at.
type ApprovalDeskFilter struct {
	Moment
	Department string `json:"department,omitempty" query:"department" doc:"code of a department, * for all; the actor's own where it is left out"`
	Unit       string `json:"unit,omitempty" query:"unit" doc:"only projects of this unit and below"`
	Item       string `json:"item,omitempty" query:"item" doc:"only this item"`
}

// AllDepartments asks for the desks of all of them.
const AllDepartments = "*"

// A DeskLane is where a line on the desk belongs.
type DeskLane string

// The lanes, in the order of a desk. An item is in the first that fits.
const (
	LaneOverdue DeskLane = "overdue" // 已超期
	LaneToday   DeskLane = "today"   // 今日到期
	LaneAnswer  DeskLane = "answer"  // 待受理: silence will accept it
	LaneWeek    DeskLane = "week"    // 本周到期
	LaneStopped DeskLane = "stopped" // 停表中
	LaneRunning DeskLane = "running" // 办理中
	LaneReady   DeskLane = "ready"   // 可申报: waits for the applicant
	LaneWaiting DeskLane = "waiting" // 待前置: waits for other departments
)

// DeskLanes are all lanes in their order.
var DeskLanes = []DeskLane{LaneOverdue, LaneToday, LaneAnswer, LaneWeek, LaneStopped, LaneRunning, LaneReady, LaneWaiting}

// An ApprovalDesk is a department's desk (审批台): what is due, late, to be answered,
// and what waits for others.
type ApprovalDesk struct {
	Filter     ApprovalDeskFilter `json:"-"`
	On         workday.Date       `json:"on"`
	Known      int64              `json:"known"`
	WeekEnd    workday.Date       `json:"week_end"` // the last working day of the week
	Department string             `json:"department,omitempty"`
	Name       string             `json:"department_name,omitempty"`
	Seats      []ApprovalSeat     `json:"seats"` // the departments that lead an item, for the choice
	Lines      []DeskLine         `json:"lines"` // by lane, then due day
	Counts     map[DeskLane]int   `json:"counts"`
}

// A DeskLine is one item of one project on the desk.
type DeskLine struct {
	Lane      DeskLane          `json:"lane"`
	Project   string            `json:"project"`
	Name      string            `json:"project_name"`
	Unit      string            `json:"unit_name"`
	Item      string            `json:"item"`
	ItemName  string            `json:"item_name"`
	Lead      string            `json:"lead"` // a department's name
	Leads     bool              `json:"leads"`
	Standing  approval.Standing `json:"standing"`
	Day       workday.Date      `json:"day,omitzero"` // on which it is due, or must be answered, or its stop ends
	Late      int               `json:"late,omitempty"`
	WaitingOn []string          `json:"waiting_on,omitempty"` // names, each with its department
	Stop      *approval.Reason  `json:"stop,omitempty"`
	Missing   []approval.Reason `json:"missing,omitempty"`
}

// ApprovalDesk is the desk of the actor's department, of a chosen one, or of all.
func (a *App) ApprovalDesk(ctx context.Context, who access.Actor, f ApprovalDeskFilter) (*ApprovalDesk, error) {
	if !who.Can(access.ReadProjects) {
		return nil, fault.New(fault.Forbidden, "access.forbidden", "action", string(access.ReadProjects))
	}
	fig, err := a.at(ctx, who, f.Moment)
	if err != nil {
		return nil, err
	}
	d := a.layDesk(fig, who, f)
	return d, nil
}

// layDesk lays the desk out.
func (a *App) layDesk(fig *figured, who access.Actor, f ApprovalDeskFilter) *ApprovalDesk {
	bench := fig.bench()
	d := &ApprovalDesk{Filter: f, On: fig.on, Known: fig.facts.n, WeekEnd: weekEnd(fig.facts.calendar, fig.on), Lines: []DeskLine{}, Counts: map[DeskLane]int{}, Department: f.Department}
	switch {
	case d.Department == AllDepartments:
		d.Department = ""
	case d.Department == "" && is(who, access.RoleDepartment) && !is(who, access.RoleOffice):
		d.Department = departmentOf(fig, who.Unit)
	}
	d.Name = bench.Rules.DepartmentName(d.Department)
	for _, e := range fig.set.Approvals.Items {
		if known := slices.ContainsFunc(d.Seats, func(s ApprovalSeat) bool { return s.Code == e.Lead }); !known && e.Lead != "" {
			d.Seats = append(d.Seats, ApprovalSeat{Code: e.Lead, Name: bench.Rules.DepartmentName(e.Lead)})
		}
	}
	a.eachCase(fig, who, f.Unit, func(row *ProjectRow, c *approvalCase) {
		if c.bad == nil {
			d.lay(fig, bench, row, c)
		}
	})
	d.order()
	return d
}

// order sorts lines by lane, day and name: their numbers are sorted and not the lines,
// of which a city has tens of thousands.
func (d *ApprovalDesk) order() {
	lane := map[DeskLane]int{}
	for i, l := range DeskLanes {
		lane[l] = i
	}
	at := make([]int, len(d.Lines))
	for i := range at {
		at[i] = i
	}
	slices.SortStableFunc(at, func(i, k int) int {
		x, y := &d.Lines[i], &d.Lines[k]
		return cmp.Or(lane[x.Lane]-lane[y.Lane], cmp.Compare(x.Day, y.Day), cmp.Compare(x.Name, y.Name))
	})
	sorted := make([]DeskLine, len(at))
	for i, k := range at {
		sorted[i] = d.Lines[k]
	}
	d.Lines = sorted
}

// eachCase hands over every screened project in the actor's scope, of a unit and what
// is below it where one is named.
func (a *App) eachCase(fig *figured, who access.Actor, unit string, fn func(*ProjectRow, *approvalCase)) {
	cases := a.approvalCases(who.Tenant(), fig)
	var below map[string]bool
	if unit != "" {
		below = fig.facts.tree.Below(unit)
	}
	for i, row := range fig.rows {
		c := cases[i]
		if c == nil || !row.there || !who.Scope().Sees(row.Subject()) || below != nil && !below[row.Project.Unit] && !below[row.Project.Park] {
			continue
		}
		fn(row, c)
	}
}

// departmentOf is the department that a unit of the tree is; empty for none.
func departmentOf(fig *figured, unit string) string {
	u, ok := fig.facts.tree.Unit(unit)
	if !ok {
		return ""
	}
	for _, dep := range fig.set.Recognition.Departments {
		if dep.Named(u) {
			return dep.Code
		}
	}
	return ""
}

// weekEnd is the last working day of the week a day is in, or the next working day
// where the week has none left.
func weekEnd(cal *workday.Calendar, on workday.Date) workday.Date {
	sunday := on + workday.Date((7-on.Weekday())%7)
	return max(cal.OnOrBefore(sunday), on)
}

// lay puts one project's open items on the desk.
func (d *ApprovalDesk) lay(fig *figured, bench *lifecycle.Bench, row *ProjectRow, c *approvalCase) {
	catalogue := approvalsOf(fig.facts.sets, c.list.Rules, fig.set)
	for i := range c.result.Items {
		s := &c.result.Items[i]
		e, known := catalogue.Entry(s.ID)
		if s.State.Decided() || !known || e.Event || d.Filter.Item != "" && d.Filter.Item != s.ID {
			continue
		}
		lead, delegated := c.leader(bench, e)
		leads := d.Department == "" || e.Lead == d.Department && !delegated
		if !leads && !slices.Contains(e.With, d.Department) {
			continue
		}
		line := DeskLine{Project: row.Project.ID, Name: row.Project.Name, Unit: row.Unit, Item: s.ID, ItemName: c.name(s.ID), Lead: lead, Leads: leads, Standing: *s}
		line.place(d, fig, c)
		for _, need := range s.WaitingOn {
			name := c.name(need)
			if other, known := catalogue.Entry(need); known && other.Lead != "" {
				who, _ := c.leader(bench, other)
				name += "（" + who + "）"
			}
			line.WaitingOn = append(line.WaitingOn, name)
		}
		d.Lines = append(d.Lines, line)
		d.Counts[line.Lane]++
	}
}

// place finds the lane of a line and the day that matters there.
func (l *DeskLine) place(d *ApprovalDesk, fig *figured, c *approvalCase) {
	s := &l.Standing
	l.Day = dayOrNone(s.Due)
	for i := range s.Reasons {
		switch r := &s.Reasons[i]; r.Code {
		case approval.ReasonStop:
			if r.To >= fig.on {
				l.Stop = r
			}
		case approval.ReasonMissing, approval.ReasonDefault:
			if !r.Supplied {
				l.Missing = append(l.Missing, *r)
			}
		}
	}
	switch {
	case s.State == approval.StateSubmitted:
		l.Lane, l.Day = LaneAnswer, c.answerBy(fig.facts.calendar, l.Item)
	case s.State == approval.StateReady:
		l.Lane, l.Day = LaneReady, dayOrNone(s.EarlyStart)
	case s.State == approval.StateBlocked:
		l.Lane, l.Day = LaneWaiting, dayOrNone(s.EarlyStart)
	case s.Overdue:
		l.Lane, l.Late = LaneOverdue, fig.facts.calendar.Between(l.Day, fig.on)
	case s.State == approval.StateStopped:
		l.Lane = LaneStopped
		if l.Stop != nil {
			l.Day = l.Stop.To
		}
	case l.Day <= fig.on:
		l.Lane = LaneToday
	case l.Day <= d.WeekEnd:
		l.Lane = LaneWeek
	default:
		l.Lane = LaneRunning
	}
}

// answerBy is the last working day on which a submission can be answered
// (行政许可法 art. 32).
func (c *approvalCase) answerBy(cal *workday.Calendar, item string) (by workday.Date) {
	for i := range c.records {
		if r := &c.records[i]; r.Item == item && r.Kind == approval.Submitted && r.Counts() {
			by = max(by, cal.Add(r.On, approval.Reply))
		}
	}
	return by
}
