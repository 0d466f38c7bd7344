package web

import (
	"context"
	"net/http"
	"slices"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/approval"
	"guatu/internal/web/ui"
)

// 审批: the pages about the approvals of all projects, and what they share.

// deskRoutes are all of them.
func (s *Server) deskRoutes() []route {
	const read = access.ReadProjects
	return slices.Concat([]route{
		{method: "GET", path: "/approvals", handle: s.deskShow, action: read},
		{method: "GET", path: "/approvals/budgets", handle: s.budgetsShow, action: read},
		{method: "GET", path: "/approvals/budgets.xlsx", handle: s.budgetsExport, action: read},
		{method: "POST", path: "/approvals/screen", handle: s.checklistsScreen, action: access.KeepChecklist},
		{method: "GET", path: "/approvals/figures", handle: s.whoseShow, action: read},
		{method: "GET", path: "/approvals/catalogue", handle: s.catalogueShow, action: read},
		{method: "GET", path: "/projects/{id}/approvals/try", handle: s.trialShow, action: read},
		{method: "GET", path: "/projects/{id}/approvals/papers/{record}", handle: s.permitPaper, action: read},
	}, s.areaRoutes())
}

// permitsURL is the address of a project's approval chart.
func permitsURL(project, on string) string {
	return address("/projects/"+project+"/approvals", "on", on)
}

// deskTabs are the pages of approvals.
func deskTabs(ctx context.Context, v *visit, on, current string) []ui.Link {
	var tabs []ui.Link
	for _, t := range []struct {
		label, href string
		action      access.Action
	}{{ui.N("审批台"), "/approvals", access.ReadProjects}, {ui.N("开工前时限"), "/approvals/budgets", access.ReadProjects}, {ui.N("谁的时间"), "/approvals/figures", access.ReadProjects},
		{ui.N("审批事项目录"), "/approvals/catalogue", access.ReadProjects}, {ui.N("区域评估与失信"), "/approvals/areas", access.ReadGoals}, {ui.N("平台交换"), "/approvals/exchange", access.ExportLedger}} {
		if v.Can(t.action) {
			tabs = append(tabs, ui.Link{Label: ui.T(ctx, t.label), Href: address(t.href, "on", on), Current: t.href == current})
		}
	}
	return tabs
}

// deskFrame is the frame of a page of approvals at a moment.
func (s *Server) deskFrame(r *http.Request, v *visit, m app.Moment, known int64) ui.FrameData {
	f := s.frameOf(r, v, ui.T(r.Context(), "审批"))
	f.AsOf, f.NewsURL = asOf(r, v, m), newsURL(v, known)
	f.Actions = ui.ButtonPrint()
	return f
}

// A deskCatalogue is the catalogue as the choices and the names of these pages need it.
type deskCatalogue struct{ *app.ApprovalCatalogue }

func (s *Server) deskCatalogue(r *http.Request, v *visit, m app.Moment) (deskCatalogue, error) {
	c, err := s.App.ApprovalCatalogue(r.Context(), v.Actor, m)
	return deskCatalogue{c}, err
}

// entry finds an item, nil for one of a project's own.
func (c deskCatalogue) entry(item string) *app.CatalogueItem {
	for i := range c.Items {
		if c.Items[i].Code == item {
			return &c.Items[i]
		}
	}
	return nil
}

// document is what a document of an item is called; its code where nobody knows.
func (c deskCatalogue) document(item, doc string) string {
	if e := c.entry(item); e != nil {
		for _, m := range e.Materials {
			if m.Code == doc {
				return m.Name
			}
		}
	}
	return doc
}

// itemName is an item in words.
func (c deskCatalogue) itemName(item string) string {
	if e := c.entry(item); e != nil {
		return e.Name
	}
	return item
}

// itemField chooses one of the items.
func (c deskCatalogue) itemField(ctx context.Context, chosen string) ui.FieldData {
	f := ui.FieldData{Name: "item", Label: ui.T(ctx, "事项"), Value: chosen, Options: []ui.Option{{Label: ui.T(ctx, "全部事项")}}}
	for _, e := range c.Items {
		if !e.Event {
			f.Options = append(f.Options, ui.Option{Value: e.Code, Label: e.Name})
		}
	}
	return f
}

// seatField chooses one of the departments, those that only take part too; all is the
// value of the choice of every one.
func (c deskCatalogue) seatField(ctx context.Context, chosen, all string) ui.FieldData {
	f := ui.FieldData{Name: "department", Label: ui.T(ctx, "部门"), Value: chosen, Options: []ui.Option{{Value: all, Label: ui.T(ctx, "全部部门")}}}
	add := func(seat app.ApprovalSeat) {
		there := slices.ContainsFunc(f.Options, func(o ui.Option) bool { return o.Value == seat.Code })
		if seat.Code != "" && !there {
			f.Options = append(f.Options, ui.Option{Value: seat.Code, Label: seat.Name})
		}
	}
	for _, e := range c.Items {
		add(e.LeadSeat)
	}
	for _, e := range c.Items {
		for _, seat := range e.Others {
			add(seat)
		}
	}
	return f
}

// deskUnits chooses a unit of those the person sees.
func deskUnits(ctx context.Context, v *visit, chosen string) ui.FieldData {
	f := ui.FieldData{Name: "unit", Label: term(ctx, "field.unit"), Value: chosen, Options: []ui.Option{{Label: ui.T(ctx, "不限")}}}
	f.Options = append(f.Options, unitOptions(v, chosen)...)
	return f
}

// limitUnit is 个工作日 or 天.
func limitUnit(ctx context.Context, u approval.Unit) string {
	if u == approval.CalendarDays {
		return ui.T(ctx, "个自然日")
	}
	return ui.T(ctx, "个工作日")
}

// limitWords is a limit in words; of none days, the same day.
func limitWords(ctx context.Context, days int, u approval.Unit) string {
	if days == 0 {
		return ui.T(ctx, "即办")
	}
	return itoa(days) + " " + limitUnit(ctx, u)
}
