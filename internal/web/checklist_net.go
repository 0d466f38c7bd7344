package web

import (
	"context"
	"strings"

	"guatu/internal/app"
	"guatu/internal/approval"
	"guatu/internal/web/svg"
	"guatu/internal/web/ui"
)

// The network of a screening, as a graph and as a table.

func netDrawing(ctx context.Context, p *checklistPage, t *app.ChecklistTrial) string {
	n := svg.Network{Title: ui.T(ctx, "审批网络"), Base: ui.EnvOf(ctx).Base, Words: svg.NetWords{Wave: ui.T(ctx, "第 {page} 批"), Need: ui.T(ctx, "办结后才能受理"), Grant: ui.T(ctx, "办结后才能办结（可先受理）"),
		End: ui.T(ctx, "总时限到此为止"), Same: ui.T(ctx, "同一底色为并联"), Changed: ui.T(ctx, "人工调整过")}}
	at := map[string]int{}
	for i := range t.Items {
		at[t.Items[i].Item.ID] = i
	}
	numbers := func(ids []string) (list []int) {
		for _, id := range ids {
			if k, known := at[id]; known {
				list = append(list, k)
			}
		}
		return list
	}
	for i := range t.Items {
		l := &t.Items[i]
		n.Nodes = append(n.Nodes, svg.NetNode{Name: l.Item.Name, Lead: netLead(ctx, l), Limit: limitShort(ctx, l.Item.Pledged, l.Item.Unit), Title: netTitle(ctx, l), Href: amendURL(p, l), Group: l.Group, Wave: l.Wave,
			Needs: numbers(l.Item.Needs), GrantNeeds: numbers(l.Item.GrantNeeds), Until: l.Item.Name == t.Until, Plain: l.Entry != nil && l.Entry.Event || approval.OfArea(l.Item.ID), Changed: l.Amended})
	}
	return n.Draw()
}

// amendURL is where an item is changed; nothing of a trial can be.
func amendURL(p *checklistPage, l *app.ApprovalItem) string {
	if p.Tried || p.Keep != nil || approval.OfArea(l.Item.ID) {
		return ""
	}
	return address(checklistURL(p.ID), "item", l.Item.ID) + "#amend"
}

func netLead(ctx context.Context, l *app.ApprovalItem) string {
	switch {
	case approval.OfArea(l.Item.ID):
		return ui.T(ctx, "园区")
	case l.Entry == nil:
		return ui.T(ctx, "人工添加")
	case l.Entry.Event:
		return ui.T(ctx, "不是审批")
	}
	return shortSeat(l.Lead.Name)
}

// netTitle is an item with its limits and where they come from.
func netTitle(ctx context.Context, l *app.ApprovalItem) string {
	lines := []string{l.Item.Name, ui.T(ctx, "承诺 {limit}", "limit", limitText(ctx, l.Item.Pledged, l.Item.Unit))}
	if l.Item.Statutory != nil {
		lines = append(lines, ui.T(ctx, "法定 {day}", "day", limitText(ctx, *l.Item.Statutory, l.Item.Unit)))
	}
	if text := needText(ctx, l); text != "" {
		lines = append(lines, ui.T(ctx, "前置")+" "+text)
	}
	if l.Entry != nil {
		lines = append(lines, l.Entry.Source)
	}
	return strings.Join(lines, "\n")
}

// netTable is the network as a table.
func netTable(ctx context.Context, p *checklistPage, t *app.ChecklistTrial) ui.TableData {
	table := ui.TableData{Caption: ui.T(ctx, "审批事项"), Cards: true, Columns: []ui.Column{{Label: ui.T(ctx, "审批事项")}, {Label: ui.T(ctx, "批次"), Num: true, Hint: ui.T(ctx, "前面要先后办几批")}, {Label: ui.T(ctx, "部门")},
		{Label: term(ctx, "approval.pledged_limit")}, {Label: term(ctx, "approval.statutory_limit")}, {Label: ui.T(ctx, "并联")}, {Label: ui.T(ctx, "前置")}, {Label: ui.T(ctx, "办法与来源")}}}
	group := ui.Group{}
	for i := range t.Items {
		group.Rows = append(group.Rows, netRow(ctx, p, &t.Items[i]))
	}
	table.Groups = []ui.Group{group}
	return table
}

func netRow(ctx context.Context, p *checklistPage, l *app.ApprovalItem) ui.Row {
	name := ui.Cell{Text: l.Item.Name, Href: amendURL(p, l)}
	if l.Amended {
		name.Note = ui.T(ctx, "人工调整过")
	}
	pledged, statutory := ui.Cell{Text: limitText(ctx, l.Item.Pledged, l.Item.Unit)}, ui.Missing()
	if l.Item.Statutory != nil {
		statutory = ui.Cell{Text: limitText(ctx, *l.Item.Statutory, l.Item.Unit)}
	}
	if l.Entry != nil {
		pledged.Title, statutory.Title = l.Entry.Limits.PledgedSource, l.Entry.Limits.StatutorySource
	}
	group := ui.Cell{}
	if l.Group != "" {
		group.Text = parallelName(ctx, l.Group)
	}
	lead := seatCell(ctx, l)
	return ui.Row{Cells: []ui.Cell{name, {Text: itoa(l.Wave + 1)}, lead, pledged, statutory, group, {Text: needText(ctx, l), Tone: "wrap"}, {Body: ui.Lines(wayLines(ctx, l)), Tone: "wrap"}}}
}

// wayLines are the ways an item can be handled that are not the plain one, each with
// the source that lets it, and where the item stands in the order.
func wayLines(ctx context.Context, l *app.ApprovalItem) (lines []string) {
	e := l.Entry
	if e == nil {
		return nil
	}
	for _, w := range []struct {
		is           bool
		name, source string
	}{{l.Mock, ui.N("模拟审批"), ""}, {l.Promise, ui.N("告知承诺"), e.Promise}, {e.SameDay != "", ui.N("交地即交证"), e.SameDay}, {e.PassedOn != "", ui.N("零跑腿"), e.PassedOn}} {
		switch {
		case w.is && w.source != "":
			lines = append(lines, ui.T(ctx, w.name)+ui.T(ctx, "（{source}）", "source", w.source))
		case w.is:
			lines = append(lines, ui.T(ctx, w.name))
		}
	}
	return append(lines, e.Source)
}

// netHead says whether the network is kept or tried.
func netHead(ctx context.Context, p checklistPage) string {
	if p.Keep != nil {
		return ui.T(ctx, "审批网络（试算，没有保存）")
	}
	return ui.T(ctx, "审批网络")
}

func itemsNote(ctx context.Context, p checklistPage) string {
	if p.Keep != nil {
		return ui.T(ctx, "试算，没有保存")
	}
	return ui.T(ctx, "点一项可以调整")
}
