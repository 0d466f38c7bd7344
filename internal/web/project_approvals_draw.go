package web

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"guatu/internal/app"
	"guatu/internal/approval"
	"guatu/internal/web/svg"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// The drawing of a project's approvals: items in the order of waves, those that go
// in parallel under the name of their group.

// chartMargin is how many days are drawn behind the last that matters; leastDays is
// how many there are at least.
const (
	chartMargin = 10
	leastDays   = 56
	mostDays    = 3 * 366
)

func approvalDrawing(ctx context.Context, page *app.ApprovalPage) svg.ApprovalChart {
	c := svg.ApprovalChart{Today: page.On, Title: ui.T(ctx, "审批图"), Words: chartWords(ctx), Width: screenWidth, Base: ui.EnvOf(ctx).Base}
	c.From, c.To = chartSpan(page)
	c.Rest = func(d workday.Date) bool { works, _ := page.Calendar.Works(d); return !works }
	for _, g := range parallelGroups(page.Items) {
		if g[0].Group != "" {
			c.Rows = append(c.Rows, svg.ApprovalRow{Group: true, Name: parallelName(ctx, g[0].Group), Lead: parallelNote(ctx, g)})
		}
		for _, l := range g {
			row := approvalRow(ctx, page, l)
			row.Lone = l.Group == ""
			c.Rows = append(c.Rows, row)
		}
	}
	return c
}

// phoneWidth is the breadth of the chart of a phone, which scrolls.
const phoneWidth = 720

// onPhone is the chart without its columns.
func (p approvalsPage) onPhone() svg.ApprovalChart {
	c := p.Chart
	c.Width, c.Narrow, c.Key = phoneWidth, true, "-phone"
	return c
}

// parallelGroups are the items by the group they go in parallel in, groups and items
// in the order of their waves; an item without one stands alone.
func parallelGroups(items []app.ApprovalItem) (groups [][]*app.ApprovalItem) {
	at := map[string]int{}
	for i := range items {
		l := &items[i]
		n, known := at[l.Group]
		if l.Group == "" || !known {
			n = len(groups)
			groups = append(groups, nil)
			at[l.Group] = n
		}
		groups[n] = append(groups[n], l)
	}
	return groups
}

// parallelNote says that items of a group go side by side.
func parallelNote(ctx context.Context, g []*app.ApprovalItem) string {
	if len(g) < 2 {
		return ""
	}
	return ui.T(ctx, "并联审批，{n} 项", "n", len(g))
}

// chartSpan is from the week of the first day to past the forecast, and past what is
// under way: what comes later is said at the edge and not drawn.
func chartSpan(page *app.ApprovalPage) (from, to workday.Date) {
	from = min(cmp.Or(page.Began, page.On), page.On)
	end := page.Forecast
	if !granted(page) {
		end = max(end, page.On)
	}
	for i := range page.Items {
		l := &page.Items[i]
		s := &l.Standing
		if d := firstDay(l); d != 0 {
			from = min(from, d)
		}
		if s.Left != nil { // what is under way reaches to today
			end = max(end, dateOf(s.EarlyFinish), dateOf(s.Due))
		}
		if s.LateFinish != nil && !s.State.Decided() {
			end = max(end, *s.LateFinish)
		}
	}
	if page.On-end < leastDays {
		end = max(end, page.On)
	}
	from -= workday.Date((int(from.Weekday()) + 6) % 7)
	return from, min(max(end+chartMargin, from+leastDays), from+mostDays)
}

// firstDay is the first record of an item that counts.
func firstDay(l *app.ApprovalItem) workday.Date {
	for i := range l.Records {
		if l.Records[i].Counts() {
			return l.Records[i].On
		}
	}
	return 0
}

func dateOf(d *workday.Date) workday.Date {
	if d == nil {
		return 0
	}
	return *d
}

// approvalRow is one item's row.
func approvalRow(ctx context.Context, page *app.ApprovalPage, l *app.ApprovalItem) svg.ApprovalRow {
	s := &l.Standing
	r := svg.ApprovalRow{Name: l.Item.Name, Lead: shortSeat(l.Lead.Name), Clock: clockWords(ctx, l), Late: s.Overdue, Href: approvalsURL(page.Project.Project.ID, l.Item.ID), Title: approvalTitle(ctx, page, l),
		Submitted: submittedOn(l), Start: dateOf(s.EarlyStart), End: dateOf(s.EarlyFinish), Accepted: s.Left != nil, Decided: s.State.Decided(),
		Refused: s.State == approval.StateRefused || s.State == approval.StateWithdrawn, Due: dateOf(s.Due), Statutory: dateOf(s.StatutoryDue), Latest: dateOf(s.LateFinish), Critical: s.Critical}
	if approval.OfArea(l.Item.ID) {
		r.Href, r.Lead = "", ui.T(ctx, "园区")
	}
	if l.Entry != nil && l.Entry.Event {
		r.Lead = ui.T(ctx, "不是审批")
	}
	if s.State.Decided() {
		r.Latest = 0
	}
	if l.Joint != "" {
		r.Label = l.Joint
	}
	for _, why := range s.Reasons {
		r.Silent = r.Silent || why.Code == approval.ReasonSilence
		if why.Code == approval.ReasonStop {
			r.Stops = append(r.Stops, svg.ApprovalStop{From: why.From, To: why.To, Word: termOf(ctx, "stop_reason", string(why.Stop)), Title: haltText(ctx, l, why)})
		}
	}
	for _, m := range l.Missing {
		if !m.Supplied && !slices.Contains(r.Supply, m.By) {
			r.Supply = append(r.Supply, m.By)
		}
	}
	return r
}

// submittedOn is the last submission that counts.
func submittedOn(l *app.ApprovalItem) (on workday.Date) {
	for i := range l.Records {
		if r := &l.Records[i]; r.Kind == approval.Submitted && r.Counts() {
			on = r.On
		}
	}
	return on
}

// approvalTitle is an item with its dates and reasons, as a tip.
func approvalTitle(ctx context.Context, page *app.ApprovalPage, l *app.ApprovalItem) string {
	lines := []string{l.Item.Name + " · " + termOf(ctx, "approval_state", string(l.Standing.State))}
	if names := seatNames(ctx, append(leadSeat(l), l.With...)); names != "" {
		lines = append(lines, names)
	}
	for _, d := range []struct {
		label string
		day   *workday.Date
	}{{ui.N("应办结"), l.Standing.Due}, {ui.N("法定期限"), l.Standing.StatutoryDue}, {ui.N("预计办结"), l.Standing.EarlyFinish}} {
		if d.day != nil && !(l.Standing.State.Decided() && d.label == "预计办结") {
			lines = append(lines, ui.T(ctx, d.label)+" "+d.day.String())
		}
	}
	return strings.Join(append(lines, reasonLines(ctx, page, l)...), "\n")
}

func leadSeat(l *app.ApprovalItem) []app.ApprovalSeat {
	if l.Lead.Name == "" {
		return nil
	}
	return []app.ApprovalSeat{l.Lead}
}

// firstOf is the first character of a word.
func firstOf(word string) string {
	for _, r := range word {
		return string(r)
	}
	return ""
}

func chartWords(ctx context.Context) svg.ApprovalWords {
	w := svg.ApprovalWords{Corner: ui.T(ctx, "审批事项"), Lead: ui.T(ctx, "牵头"), Clock: ui.T(ctx, "计时"), Today: ui.T(ctx, "今天"), Used: ui.T(ctx, "已用"), Stopped: ui.T(ctx, "停表"), Ahead: ui.T(ctx, "预计"), Over: ui.T(ctx, "超承诺时限"),
		Submit: ui.T(ctx, "申报"), Silence: ui.T(ctx, "逾期未告知视为受理"), Due: ui.T(ctx, "应办结（承诺）"), Statutory: ui.T(ctx, "法定期限"), Float: ui.T(ctx, "可以拖到（不影响开工）"), Critical: ui.T(ctx, "关键线路"), Missing: ui.T(ctx, "容缺材料期限"),
		Granted: ui.T(ctx, "办结（空心为预计）"), Refused: ui.T(ctx, "不予许可或撤回"), Rest: ui.T(ctx, "非工作日"), Doc: firstOf(ui.T(ctx, "缺"))}
	for i := range 12 {
		w.Months[i] = ui.T(ctx, "{month}月", "month", i+1)
	}
	return w
}
