package app

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/workday"
)

// An ApprovalCatalogue is what the place knows of its approvals (审批事项目录), with
// the units that are the departments and how long items really took.
type ApprovalCatalogue struct {
	On        workday.Date        `json:"on"`
	Rules     string              `json:"ruleset"`
	Source    string              `json:"source"`
	Limit     int                 `json:"limit"`
	Until     []string            `json:"until"` // names
	Questions []approval.Question `json:"questions"`
	Items     []CatalogueItem     `json:"items"` // in the catalogue's order
}

// A CatalogueItem is one entry with its departments and what was learnt of it.
type CatalogueItem struct {
	approval.Entry
	LeadSeat ApprovalSeat   `json:"lead_seat"`
	Others   []ApprovalSeat `json:"others"`
	Cases    int            `json:"cases"`
	Median   *int           `json:"median,omitempty"` // days of the item's unit, over the cases of the tenant
}

// ApprovalCatalogue is that of the ruleset in force.
func (a *App) ApprovalCatalogue(ctx context.Context, who access.Actor, m Moment) (*ApprovalCatalogue, error) {
	if !who.Can(access.ReadProjects) {
		return nil, fault.New(fault.Forbidden, "access.forbidden", "action", string(access.ReadProjects))
	}
	fig, err := a.at(ctx, who, m)
	if err != nil {
		return nil, err
	}
	c, bench := fig.set.Approvals, fig.bench()
	kept, day := a.crossedOf(who.Tenant(), fig)
	learnt := kept.approvals[day].lessons(fig)
	p := &ApprovalCatalogue{On: fig.on, Rules: fig.set.ID, Source: c.Source, Limit: c.Limit, Questions: c.Questions}
	for _, code := range c.Until {
		if e, known := c.Entry(code); known {
			p.Until = append(p.Until, e.Name)
		}
	}
	root := fig.facts.tree.Root()
	for _, e := range c.Items {
		desk := learnt.Desk(e.Code, "")
		item := CatalogueItem{Entry: e, LeadSeat: seatOf(bench, e.Lead, root), Cases: desk.Ended, Median: quantile(desk, 0.5)}
		for _, code := range e.With {
			item.Others = append(item.Others, seatOf(bench, code, root))
		}
		p.Items = append(p.Items, item)
	}
	return p, nil
}
