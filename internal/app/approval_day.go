package app

import (
	"cmp"
	"slices"

	"guatu/internal/access"
	"guatu/internal/approval"
	"guatu/internal/workday"
)

// An ApprovalDay is what approvals a person has before them: what their desk must
// decide or answer, and what those who apply supply and prepare.
type ApprovalDay struct {
	Desk    []DeskLine   `json:"desk,omitempty"` // overdue, due today, to be answered, due this week
	DeskN   int          `json:"desk_count"`
	Prepare []DayPrepare `json:"prepare,omitempty"` // the next permit before it is asked (S3-20)
	Supply  []DaySupply  `json:"supply,omitempty"`  // documents promised (容缺), the soonest first
	Over    []BudgetLine `json:"over,omitempty"`    // leaders and the office: open projects beyond or near their budget
	Seat    string       `json:"seat,omitempty"`    // the department
}

// A DayPrepare is an item that can be submitted within ten working days.
type DayPrepare struct {
	Project string       `json:"project"`
	Name    string       `json:"project_name"`
	Item    ApprovalSoon `json:"item"`
}

// A DaySupply is a document that was accepted as missing and is not there yet.
type DaySupply struct {
	Project  string       `json:"project"`
	Name     string       `json:"project_name"`
	Item     string       `json:"item"`
	ItemName string       `json:"item_name"`
	Doc      string       `json:"doc"`
	By       workday.Date `json:"by"`
	Late     bool         `json:"late,omitempty"`
}

// approvalDay cuts the day out; nil where there is nothing in it.
func (a *App) approvalDay(fig *figured, who access.Actor) *ApprovalDay {
	d := &ApprovalDay{}
	if is(who, access.RoleDepartment) {
		d.desk(a.layDesk(fig, who, ApprovalDeskFilter{}))
	}
	applies := is(who, access.RoleEnterprise) || is(who, access.RoleReporter)
	watches := is(who, access.RoleOffice) || is(who, access.RoleLeader)
	a.eachCase(fig, who, "", func(row *ProjectRow, c *approvalCase) {
		if c.bad != nil {
			return
		}
		if applies {
			d.applicant(fig, row, c)
		}
		if line := budgetLine(row, c); watches && !line.Granted && (line.Budget.Overdue || line.near()) {
			d.Over = append(d.Over, line)
		}
	})
	slices.SortStableFunc(d.Prepare, func(a, b DayPrepare) int { return cmp.Compare(a.Item.Ready, b.Item.Ready) })
	slices.SortStableFunc(d.Supply, func(a, b DaySupply) int { return cmp.Compare(a.By, b.By) })
	slices.SortStableFunc(d.Over, func(a, b BudgetLine) int { return cmp.Compare(a.Budget.Left, b.Budget.Left) })
	d.Prepare, d.Supply, d.Over = d.Prepare[:min(len(d.Prepare), dayRows)], d.Supply[:min(len(d.Supply), dayRows)], d.Over[:min(len(d.Over), dayRows)]
	if len(d.Desk)+len(d.Prepare)+len(d.Supply)+len(d.Over) == 0 {
		return nil
	}
	return d
}

// dayLanes are the lanes of a desk that belong into a day.
var dayLanes = []DeskLane{LaneOverdue, LaneToday, LaneAnswer, LaneWeek}

// desk takes what presses from a department's desk.
func (d *ApprovalDay) desk(full *ApprovalDesk) {
	if full.Department == "" {
		return
	}
	d.Seat = full.Name
	for _, l := range full.Lines {
		if slices.Contains(dayLanes, l.Lane) && l.Leads {
			d.Desk = append(d.Desk, l)
		}
	}
	d.DeskN = len(d.Desk)
	d.Desk = d.Desk[:min(len(d.Desk), dayRows)]
}

// applicant takes what those who apply prepare and supply for one project.
func (d *ApprovalDay) applicant(fig *figured, row *ProjectRow, c *approvalCase) {
	catalogue := approvalsOf(fig.facts.sets, c.list.Rules, fig.set)
	for _, u := range c.soon {
		if e, known := catalogue.Entry(u.Item); known && !e.Event {
			d.Prepare = append(d.Prepare, DayPrepare{row.Project.ID, row.Project.Name, ApprovalSoon{u, c.name(u.Item), e.Materials}})
		}
	}
	for i := range c.result.Items {
		s := &c.result.Items[i]
		for _, r := range s.Reasons {
			if r.Supplied || r.Code != approval.ReasonMissing && r.Code != approval.ReasonDefault || s.State.Decided() {
				continue
			}
			for _, doc := range r.Docs {
				d.Supply = append(d.Supply, DaySupply{row.Project.ID, row.Project.Name, s.ID, c.name(s.ID), documentName(catalogue, s.ID, doc), r.To, r.Code == approval.ReasonDefault})
			}
		}
	}
}

// documentName is what a document of an item is called.
func documentName(c *approval.Catalogue, item, doc string) string {
	if e, known := c.Entry(item); known {
		doc, _ = materialOf(e, doc)
	}
	return doc
}
