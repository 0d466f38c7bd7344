package web

import (
	"context"
	"slices"
	"strings"

	"guatu/internal/app"
	"guatu/internal/approval"
	"guatu/internal/web/ui"
)

// Approvals in words: a clock in a breath, and why each figure is what it is.

// limitText is so many days of a unit.
func limitText(ctx context.Context, days int, unit approval.Unit) string {
	switch {
	case days == 0:
		return ui.T(ctx, "当日办结")
	case unit == approval.CalendarDays:
		return ui.T(ctx, "{n} 个自然日", "n", days)
	}
	return ui.T(ctx, "{n} 个工作日", "n", days)
}

// unitDays is so many days counted.
func unitDays(ctx context.Context, days int, unit approval.Unit) string {
	if unit == approval.CalendarDays {
		return ui.T(ctx, "{n} 个自然日", "n", days)
	}
	return ui.T(ctx, "{n} 个工作日", "n", days)
}

// clockWords are an item's clock for the narrow column of the chart.
func clockWords(ctx context.Context, l *app.ApprovalItem) string {
	s := &l.Standing
	state := termOf(ctx, "approval_state", string(s.State))
	switch {
	case s.Left == nil || s.State == approval.StateSubmitted:
		return state
	case s.State == approval.StateRunning && *s.Left < 0:
		return ui.T(ctx, "用 {used} 超 {over}", "used", s.Used, "over", -*s.Left)
	case s.State == approval.StateRunning:
		return ui.T(ctx, "用 {used} 余 {left}", "used", s.Used, "left", *s.Left)
	case s.State == approval.StateStopped:
		return ui.T(ctx, "停表 用 {used} 余 {left}", "used", s.Used, "left", *s.Left)
	case s.State == approval.StateGranted && l.Entry != nil && l.Entry.Event:
		return ui.T(ctx, "已完成")
	case s.State == approval.StateGranted:
		return ui.T(ctx, "办结 用 {used}", "used", s.Used)
	}
	return state
}

// parallelName is the name of items that go in parallel.
func parallelName(ctx context.Context, code string) string {
	return termOf(ctx, "approval_group", code)
}

// factText is what happened to an item; what is no approval begins and ends.
func factText(ctx context.Context, l *app.ApprovalItem, kind approval.Kind) string {
	if l.Entry != nil && l.Entry.Event {
		switch kind {
		case approval.Accepted:
			return ui.T(ctx, "开始")
		case approval.Granted:
			return ui.T(ctx, "完成")
		}
	}
	return termOf(ctx, "approval_fact", string(kind))
}

// seatNames are departments in a line.
func seatNames(ctx context.Context, list []app.ApprovalSeat) string {
	names := make([]string, len(list))
	for i, s := range list {
		names[i] = s.Name
	}
	return strings.Join(names, ui.T(ctx, "、"))
}

// shortSeat leaves out what every department is called.
func shortSeat(name string) string { return strings.TrimSuffix(name, "部门") }

// reasonLines say why an item stands as it does, each with its figures.
func reasonLines(ctx context.Context, page *app.ApprovalPage, l *app.ApprovalItem) (lines []string) {
	for _, r := range l.Standing.Reasons {
		lines = append(lines, approvalReason(ctx, page, l, r))
	}
	if l.Answer != 0 {
		lines = append(lines, ui.T(ctx, "须在 {day} 以前受理或一次告知补正，逾期视为受理（行政许可法第三十二条）", "day", l.Answer.String()))
	}
	if l.Mock && !l.Standing.State.Decided() {
		lines = append(lines, ui.T(ctx, "模拟审批：先行办理，前置办结后转为正式"))
	}
	if l.Promise {
		lines = append(lines, ui.T(ctx, "告知承诺：受理当日凭承诺办结"))
	}
	if len(l.Opinions) > 0 {
		lines = append(lines, ui.T(ctx, "还没有出具意见：{names}", "names", seatNames(ctx, l.Opinions)))
	}
	return lines
}

// approvalReason is one reason in a sentence.
func approvalReason(ctx context.Context, page *app.ApprovalPage, l *app.ApprovalItem, r approval.Reason) string {
	from, to := r.From.String(), r.To.String()
	switch r.Code {
	case approval.ReasonSilence:
		return ui.T(ctx, "{from} 收到后五个工作日内没有告知，自收到之日起视为受理（行政许可法第三十二条）", "from", from)
	case approval.ReasonVoid:
		return ui.T(ctx, "{from} 的补正告知已过五个工作日，不起作用", "from", from)
	case approval.ReasonReturned:
		return ui.T(ctx, "{from} 补正告知：{docs}，等申请人重新申报", "from", from, "docs", docNames(ctx, l, r.Docs))
	case approval.ReasonStop:
		return haltText(ctx, l, r)
	case approval.ReasonMissing:
		if r.Supplied {
			return ui.T(ctx, "容缺的“{doc}”已补齐（期限 {to}）", "doc", docNames(ctx, l, r.Docs), "to", to)
		}
		return ui.T(ctx, "容缺“{doc}”，{to} 以前补齐，补齐以前不能办结", "doc", docNames(ctx, l, r.Docs), "to", to)
	case approval.ReasonDefault:
		return ui.T(ctx, "容缺的“{doc}”到 {to} 没有补齐，应终止办理", "doc", docNames(ctx, l, r.Docs), "to", to)
	case approval.ReasonEarlier:
		return ui.T(ctx, "前一轮申报已计 {days}，另计入总时限", "days", unitDays(ctx, r.Days, l.Item.Unit))
	case approval.ReasonRefused:
		return ui.T(ctx, "前置“{item}”没有获得准予，办不下去", "item", itemName(page, r.Item))
	case approval.ReasonOverdue:
		return ui.T(ctx, "承诺 {to} 办结，超 {days}", "to", to, "days", unitDays(ctx, r.Days, l.Item.Unit))
	case approval.ReasonStatute:
		return ui.T(ctx, "法定 {to} 办结，超 {days}", "to", to, "days", unitDays(ctx, r.Days, l.Item.Unit))
	}
	return termOf(ctx, "approval_reason", string(r.Code))
}

// haltText is a stop with its days, its notice and whose reason it is.
func haltText(ctx context.Context, l *app.ApprovalItem, r approval.Reason) string {
	return ui.T(ctx, "{from} 停表到 {to}，不计 {days}：{why}，{basis}，告知文号 {notice}", "from", r.From.String(), "to", r.To.String(),
		"days", unitDays(ctx, r.Days, l.Item.Unit), "why", termOf(ctx, "stop_reason", string(r.Stop)), "basis", groundText(ctx, r.Stop), "notice", r.Notice)
}

// groundText tells a stop of the law from a local one.
func groundText(ctx context.Context, why approval.StopReason) string {
	if why.Statutory() {
		return ui.T(ctx, "法定（行政许可法第四十五条）")
	}
	return ui.T(ctx, "本地规定")
}

// docNames are documents of an item by their names.
func docNames(ctx context.Context, l *app.ApprovalItem, codes []string) string {
	if len(codes) == 0 {
		return ui.T(ctx, "未列明材料")
	}
	names := slices.Clone(codes)
	for i, code := range codes {
		names[i] = docName(l.Entry, code)
	}
	return strings.Join(names, ui.T(ctx, "、"))
}

// docName is a document by its name; one the catalogue does not know stands as it is.
func docName(e *approval.Entry, code string) string {
	if e == nil {
		return code
	}
	for _, m := range e.Materials {
		if m.Code == code {
			return m.Name
		}
	}
	return code
}

// itemName is what an item of the page is called.
func itemName(page *app.ApprovalPage, id string) string {
	for i := range page.Items {
		if page.Items[i].Item.ID == id {
			return page.Items[i].Item.Name
		}
	}
	return id
}
