package web

import (
	"context"
	"slices"
	"strings"

	"guatu/internal/app"
	"guatu/internal/approval"
	"guatu/internal/web/ui"
)

// Approvals on the page of a day: a department's desk, what those who apply prepare
// before it is asked (S3-20) and supply, and for leaders the projects over or near
// their budget.

// A permitPanel is one list of the day.
type permitPanel struct {
	Title, Note string
	More        ui.Link
	Entries     []ui.Entry
}

// permitsOfDay are the lines of each list; the rest is a click away.
const permitsOfDay = 8

// permitPanels are the lists of what presses, and of what is to be prepared or
// watched over.
func permitPanels(ctx context.Context, d *app.ApprovalDay) (pressing, later []permitPanel) {
	if d == nil {
		return nil, nil
	}
	bare := func(p permitPanel) bool { return len(p.Entries) == 0 }
	return slices.DeleteFunc([]permitPanel{dayDesk(ctx, d), daySupply(ctx, d)}, bare), slices.DeleteFunc([]permitPanel{dayPrepare(ctx, d), dayOver(ctx, d)}, bare)
}

// dayDesk is what a department must decide or answer.
func dayDesk(ctx context.Context, d *app.ApprovalDay) permitPanel {
	p := permitPanel{Title: ui.T(ctx, "审批台"), Note: ui.T(ctx, "{name}：超期、今日到期、待受理、本周到期共 {n} 件", "name", d.Seat, "n", d.DeskN), More: ui.Link{Label: ui.T(ctx, "打开审批台"), Href: "/approvals"}}
	for i := range d.Desk[:min(len(d.Desk), permitsOfDay)] {
		l := &d.Desk[i]
		words, tone := termOf(ctx, "desk_lane", string(l.Lane)), "soon"
		if l.Lane == app.LaneOverdue {
			words, tone = ui.T(ctx, "超 {n} 个工作日", "n", l.Late), "late"
		}
		p.Entries = append(p.Entries, ui.Entry{Title: l.ItemName + " · " + l.Name, Href: permitsURL(l.Project, ""), Note: ui.T(ctx, "{unit} · {label} {day}", "unit", l.Unit, "label", laneDay(ctx, l.Lane), "day", l.Day.String()), End: ui.Clock(words, tone)})
	}
	return p
}

// daySupply are documents promised, the soonest first.
func daySupply(ctx context.Context, d *app.ApprovalDay) permitPanel {
	p := permitPanel{Title: ui.T(ctx, "容缺待补的材料"), Note: ui.T(ctx, "逾期未补齐的，终止办理，损失由申请人承担")}
	for _, l := range d.Supply[:min(len(d.Supply), permitsOfDay)] {
		words, tone := ui.T(ctx, "{day} 前", "day", l.By.String()), "soon"
		if l.Late {
			words, tone = ui.T(ctx, "{day} 已逾期", "day", l.By.String()), "late"
		}
		p.Entries = append(p.Entries, ui.Entry{Title: l.Doc, Href: permitsURL(l.Project, ""), Note: ui.T(ctx, "{item} · {project}", "item", l.ItemName, "project", l.Name), End: ui.Clock(words, tone)})
	}
	return p
}

// dayPrepare is the next permit before it is asked.
func dayPrepare(ctx context.Context, d *app.ApprovalDay) permitPanel {
	p := permitPanel{Title: ui.T(ctx, "现在可以准备的下一个证"), Note: ui.T(ctx, "十个工作日内可以申报"), More: ui.Link{Label: ui.T(ctx, "全部待申报"), Href: "/approvals?lane=ready"}}
	for _, l := range d.Prepare[:min(len(d.Prepare), permitsOfDay)] {
		words := ui.T(ctx, "现在可以申报")
		if l.Item.In > 0 {
			words = ui.T(ctx, "{n} 个工作日后", "n", l.Item.In)
		}
		p.Entries = append(p.Entries, ui.Entry{Title: l.Item.Name + " · " + l.Name, Href: permitsURL(l.Project, ""), Note: prepareText(ctx, l.Item.Materials), End: ui.Clock(words, "soon")})
	}
	return p
}

// prepareText lists what to prepare; minor documents are marked.
func prepareText(ctx context.Context, materials []approval.Material) string {
	words := make([]string, len(materials))
	for i, m := range materials {
		if words[i] = m.Name; m.Minor {
			words[i] = ui.T(ctx, "{name}（可容缺）", "name", m.Name)
		}
	}
	if len(words) == 0 {
		return ""
	}
	return ui.T(ctx, "准备：{names}", "names", strings.Join(words, ui.T(ctx, "、")))
}

// dayOver are open projects over their budget or near it.
func dayOver(ctx context.Context, d *app.ApprovalDay) permitPanel {
	p := permitPanel{Title: ui.T(ctx, "开工前审批超时限、临近时限的项目"), More: ui.Link{Label: ui.T(ctx, "开工前时限一览"), Href: "/approvals/budgets"}}
	for i := range d.Over[:min(len(d.Over), permitsOfDay)] {
		l := &d.Over[i]
		words, tone := ui.T(ctx, "剩 {n} 个工作日", "n", l.Budget.Left), "soon"
		if l.Budget.Overdue {
			words, tone = ui.T(ctx, "超 {n} 个工作日", "n", -l.Budget.Left), "late"
		}
		note := ui.T(ctx, "{unit} · 已用 {used} / {limit}", "unit", l.UnitName, "used", l.Budget.Used, "limit", l.Budget.Limit)
		if len(l.On) > 0 {
			note = ui.T(ctx, "{note} · 卡在 {item}", "note", note, "item", l.On[0])
		}
		p.Entries = append(p.Entries, ui.Entry{Title: l.Name, Href: permitsURL(l.Project, ""), Note: note, End: ui.Clock(words, tone)})
	}
	return p
}
