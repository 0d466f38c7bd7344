package web

import (
	"context"

	"guatu/internal/app"
	"guatu/internal/approval"
	"guatu/internal/web/ui"
)

// The budget of working days before construction, beside the other figure that is
// often taken for it: the days along the longest chain (领域资料 3.2).

func projectBudget(ctx context.Context, page *app.ApprovalPage) []ui.Figure {
	days, id := ui.T(ctx, "个工作日"), page.Project.Project.ID
	forecast := ui.Figure{Label: ui.T(ctx, "预计取得“{until}”", "until", page.Until), Value: blank, ChangeNote: ui.T(ctx, "有事项未获准予，推算不出"), Href: approvalsURL(id, "") + "/try"}
	if page.Forecast != 0 {
		forecast.Value, forecast.ChangeNote = page.Forecast.String(), ui.T(ctx, "按承诺时限推算；点开可以试算")
		if granted(page) {
			forecast.Label, forecast.ChangeNote = ui.T(ctx, "已取得“{until}”", "until", page.Until), ""
		}
	}
	b := page.Budget
	if b == nil {
		return []ui.Figure{forecast}
	}
	left := ui.Figure{Label: ui.T(ctx, "剩余"), Value: itoa(b.Left), Unit: days}
	if b.Overdue {
		left.Label, left.Value, left.Late = ui.T(ctx, "已超"), itoa(-b.Left), true
	}
	chain := ui.Figure{Label: ui.T(ctx, "关键线路天数"), Value: itoa(b.ChainDays), Unit: ui.T(ctx, "天"), ChangeNote: ui.T(ctx, "最长一串前后事项的天数之和"), Late: b.ChainDays > b.Limit}
	return []ui.Figure{
		{Label: ui.T(ctx, "开工前审批已用"), Value: itoa(b.Used) + " / " + itoa(b.Limit), Unit: days, Late: b.Overdue, ChangeNote: ui.T(ctx, "同一天几项并行只算一天")},
		left, chain,
		{Label: ui.T(ctx, "申请人用时"), Value: itoa(b.ApplicantDays), Unit: days, ChangeNote: ui.T(ctx, "首次受理以后没有一项在计时")},
		forecast,
	}
}

// granted tells that the item the budget ends with is granted.
func granted(page *app.ApprovalPage) bool {
	for i := range page.Items {
		if l := &page.Items[i]; l.Item.ID == page.List.Until {
			return l.Standing.State == approval.StateGranted
		}
	}
	return false
}

// budgetWords explain the two figures.
func budgetWords(ctx context.Context, page *app.ApprovalPage) []string {
	b := page.Budget
	if b == nil {
		return nil
	}
	return []string{
		ui.T(ctx, "已用 {used} 个工作日：从首次受理到“{until}”，凡有一项在计时的工作日算一天，几项并行不重复算；受理当天不算，停表的日子不算。", "used", b.Used, "until", page.Until),
		ui.T(ctx, "关键线路 {n} 天：前后相接最长的一串事项，办结的按实际、没办的按承诺逐项相加，含按自然日计的。它大于已用数是正常的；大于 {limit} 说明按现在的承诺用不完就到不了开工。", "n", b.ChainDays, "limit", b.Limit),
	}
}

// pathNote is the critical path in words, beside the chart's title.
func pathNote(ctx context.Context, p approvalsPage) string {
	if p.Path == "" {
		return ""
	}
	return ui.T(ctx, "关键线路：{path}", "path", p.Path)
}
