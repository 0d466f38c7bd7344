package app

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/workday"
)

// An ApprovalCase is a project's approvals as guatu approval state takes them
// (contract.md): whoever doubts a figure on a page reckons it again apart from it.
type ApprovalCase struct {
	Today  workday.Date    `json:"today"`
	Budget approval.Budget `json:"budget"`
	Items  []approval.Item `json:"items"`
	Facts  []approval.Fact `json:"facts"`
}

// ApprovalCase is one project's case on a day.
func (a *App) ApprovalCase(ctx context.Context, who access.Actor, id string, m Moment) (*ApprovalCase, error) {
	fig, row, err := a.row(ctx, who, id, m)
	if err != nil {
		return nil, err
	}
	d := row.dossier
	if len(d.checklists) == 0 {
		return nil, fault.New(fault.Invalid, "checklist.none")
	}
	c, err := groundOf(fig).caseFor(approvalFile{d.project, &d.checklists[0], d.approvals})
	if err != nil {
		return nil, err
	}
	out := &ApprovalCase{Today: c.Today, Budget: c.Budget, Items: c.Items, Facts: c.Facts}
	if out.Facts == nil {
		out.Facts = []approval.Fact{}
	}
	for i := range out.Items {
		if out.Items[i].Needs == nil {
			out.Items[i].Needs = []string{}
		}
	}
	return out, nil
}
