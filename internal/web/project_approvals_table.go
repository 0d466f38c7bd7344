package web

import (
	"context"
	"strings"

	"guatu/internal/app"
	"guatu/internal/approval"
	"guatu/internal/web/svg"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// The table under the chart: every item's figures, and why they are so.

func approvalTable(ctx context.Context, page *app.ApprovalPage) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "各事项的计时"), Cards: true, Columns: []ui.Column{
		{Label: ui.T(ctx, "审批事项")}, {Label: ui.T(ctx, "部门")}, {Label: ui.T(ctx, "状态")},
		{Label: ui.T(ctx, "已用"), Num: true, Hint: ui.T(ctx, "受理次日起算，停表的日子不算")}, {Label: ui.T(ctx, "剩余"), Num: true, Hint: ui.T(ctx, "承诺时限减已用；负数为已超")},
		{Label: ui.T(ctx, "应办结")}, {Label: ui.T(ctx, "可拖"), Num: true, Hint: ui.T(ctx, "推迟几个工作日还不影响开工；0 即在关键线路上")},
		{Label: ui.T(ctx, "在等")}, {Label: ui.T(ctx, "说明")}, {Label: ui.T(ctx, "谁的时间"), Hint: ui.T(ctx, "从可以办到办结或今天，每个工作日归一方：审批、申请人、部门间等待、专家与技术、公示公告")}}}
	for _, g := range parallelGroups(page.Items) {
		group := ui.Group{}
		if g[0].Group != "" {
			group.Head = []ui.Cell{{Text: parallelName(ctx, g[0].Group), Note: parallelNote(ctx, g)}}
			for len(group.Head) < len(t.Columns) {
				group.Head = append(group.Head, ui.Cell{})
			}
		}
		for _, l := range g {
			group.Rows = append(group.Rows, itemRow(ctx, page, l))
		}
		t.Groups = append(t.Groups, group)
	}
	return t
}

// itemRow is one item.
func itemRow(ctx context.Context, page *app.ApprovalPage, l *app.ApprovalItem) ui.Row {
	s := &l.Standing
	name := ui.Cell{Text: l.Item.Name, Href: approvalsURL(page.Project.Project.ID, l.Item.ID), Title: l.Item.Name}
	if approval.OfArea(l.Item.ID) {
		name.Href = ""
	}
	if l.Joint != "" {
		name.Note = l.Joint
	}
	used, left, float := ui.Missing(), ui.Missing(), ui.Missing()
	if s.Left != nil && s.State != approval.StateSubmitted {
		used = ui.Cell{Text: itoa(s.Used), Title: unitDays(ctx, s.Used, l.Item.Unit)}
		left = leftCell(ctx, l)
	}
	if s.Float != nil {
		float = ui.Cell{Text: itoa(*s.Float)}
		if s.Critical {
			float.Note = ui.T(ctx, "关键")
		}
	}
	return ui.Row{Cells: []ui.Cell{name, seatCell(ctx, l), stateCell(ctx, l), used, left, dueCell(ctx, l), float, {Text: waitingText(ctx, page, l), Tone: "wrap-short"},
		{Body: ui.Lines(reasonLines(ctx, page, l)), Tone: "wrap"}, {Body: shareView(shareOf(ctx, l))}}}
}

func seatCell(ctx context.Context, l *app.ApprovalItem) ui.Cell {
	c := ui.Cell{Text: shortSeat(l.Lead.Name), Tone: "wrap-short"}
	switch {
	case approval.OfArea(l.Item.ID):
		c.Text = ui.T(ctx, "园区")
	case l.Lead.Name == "":
		return ui.Missing()
	}
	if len(l.With) > 0 {
		c.Note = ui.T(ctx, "会同{names}", "names", seatNames(ctx, l.With))
	}
	return c
}

// stateCell is how far it is, with the day that says most.
func stateCell(ctx context.Context, l *app.ApprovalItem) ui.Cell {
	s := &l.Standing
	c := ui.Cell{Text: termOf(ctx, "approval_state", string(s.State))}
	switch {
	case s.State.Decided():
		c.Note = dateText(s.EarlyFinish)
	case s.State.UnderWay():
		c.Note = ui.T(ctx, "{day} 受理", "day", dateText(s.EarlyStart))
	case s.State == approval.StateSubmitted:
		c.Note = ui.T(ctx, "{day} 申报", "day", submittedOn(l).String())
	case s.EarlyStart != nil:
		c.Note = ui.T(ctx, "预计 {day} 起", "day", dateText(s.EarlyStart))
	}
	if s.State == approval.StateRefused || s.Overdue && !s.State.Decided() {
		c.Tone = "late"
	}
	return c
}

func leftCell(ctx context.Context, l *app.ApprovalItem) ui.Cell {
	s := &l.Standing
	if s.State.Decided() && *s.Left >= 0 {
		return ui.Missing()
	}
	c := ui.Cell{Text: itoa(*s.Left), Title: ui.T(ctx, "承诺 {limit}", "limit", limitText(ctx, l.Item.Pledged, l.Item.Unit))}
	if *s.Left < 0 {
		c.Text, c.Tone = "−"+itoa(-*s.Left), "late"
	}
	return c
}

// dueCell is the pledged day, with the statutory one behind it; of what waits the
// day it would end.
func dueCell(ctx context.Context, l *app.ApprovalItem) ui.Cell {
	s := &l.Standing
	switch {
	case s.State.Decided() && s.Due == nil:
		return ui.Missing()
	case s.Due == nil && s.EarlyFinish != nil:
		return ui.Cell{Note: ui.T(ctx, "预计 {day}", "day", dateText(s.EarlyFinish))}
	case s.Due == nil:
		return ui.Missing()
	}
	c := ui.Cell{Text: s.Due.String()}
	if s.Overdue && !s.State.Decided() {
		c.Tone = "late"
	}
	if s.StatutoryDue != nil {
		c.Note = ui.T(ctx, "法定 {day}", "day", s.StatutoryDue.String())
	}
	return c
}

func dateText(d *workday.Date) string {
	if d == nil {
		return ""
	}
	return d.String()
}

// waitingText names what an item waits on.
func waitingText(ctx context.Context, page *app.ApprovalPage, l *app.ApprovalItem) string {
	names := make([]string, len(l.Standing.WaitingOn))
	for i, id := range l.Standing.WaitingOn {
		names[i] = itemName(page, id)
	}
	return strings.Join(names, ui.T(ctx, "、"))
}

// A shareLine is whose time an item took: the bar, and its figures in words.
type shareLine struct{ Bar, Words string }

func shareOf(ctx context.Context, l *app.ApprovalItem) shareLine {
	if l.Share == nil || l.Share.Total() == 0 {
		return shareLine{}
	}
	s := l.Share
	parts := []int{s.Authority, s.Applicant, s.Waiting, s.Expert, s.Notice}
	var words []string
	for i, name := range []string{ui.N("审批"), ui.N("申请人"), ui.N("等待"), ui.N("专家技术"), ui.N("公示")} {
		if parts[i] > 0 {
			words = append(words, ui.T(ctx, name)+" "+itoa(parts[i]))
		}
	}
	text := strings.Join(words, " · ")
	return shareLine{svg.ItemShare(parts, text), text}
}
