package web

import (
	"context"
	"net/http"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/glossary"
	"guatu/internal/web/locale"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// A menu is one entry of the navigation: who may see it is the matrix's answer.
type menu struct {
	label, href, icon string
	action            access.Action
}

// menus are the pages of the navigation in ui.md's order; those that need a
// right of few stand behind 更多.
var menus = []menu{
	{ui.N("今日"), "/", "today", access.ReadProjects},
	{ui.N("挂图"), "/board", "board", access.ReadProjects},
	{ui.N("项目"), "/projects", "project", access.ReadProjects},
	{ui.N("对表"), "/timetable", "timetable", access.ReadProjects},
	{ui.N("目标"), "/goals", "target", access.ReadGoals},
	{ui.N("审批"), "/approvals", "approval", access.ReadProjects},
	{ui.N("链条"), "/chain", "clock", access.ReadProjects},
	{ui.N("指标"), "/indicators", "indicator", access.ReadProjects},
	{ui.N("考核"), "/assessments", "medal", access.ReadScheme},
	{ui.N("认定"), "/claims", "done", access.ReadProjects},
	{ui.N("导入"), "/import", "import", access.ImportLedger},
}

var moreMenus = []menu{
	{ui.N("现场核查"), "/visit", "tour", access.NoteVisit},
	{ui.N("疑点"), "/doubts", "warn", access.ReadProjects},
	{ui.N("统计"), "/statistics", "sum", access.ReadProjects},
	{ui.N("入库升规"), "/windows", "export", access.ReadProjects},
	{ui.N("节点调整"), "/changes", "timetable", access.ReadProjects},
	{ui.N("暂停"), "/pauses", "clock", access.ReadProjects},
	{ui.N("单位"), "/units", "unit", access.ReadProjects},
	{ui.N("日志"), "/journal", "journal", access.ReadJournal},
	{ui.N("规则"), "/rules", "document", access.ReadProjects},
	{ui.N("日历"), "/calendar", "clock", access.ReadProjects},
	{ui.N("单位管理"), "/admin/units", "unit", access.ChangeUnit},
	{ui.N("人员"), "/admin/people", "person", access.ChangePerson},
	{ui.N("权限"), "/rights", "key", ""},
	{ui.N("设置"), "/admin/settings", "admin", access.ChangeSetting},
}

// frameOf is the frame of a page. Pages with figures give their moment.
func (s *Server) frameOf(r *http.Request, v *visit, title string) ui.FrameData {
	ctx := r.Context()
	unit := v.frame.Tree.Name(v.Unit)
	f := ui.FrameData{
		Title: title, Tenant: v.frame.Tenant, Nav: links(ctx, r, v, menus), More: links(ctx, r, v, moreMenus),
		Today:  ui.Link{Label: ui.T(ctx, "今日"), Href: "/"},
		Person: ui.Person{Name: v.Name, Unit: unit, SignOutURL: "/sign-out", LangURL: "/lang", Links: []ui.Link{{Label: ui.T(ctx, "我的账号"), Href: "/me"}, {Label: ui.T(ctx, "接口文档"), Href: "/api/docs"}}},
		Foot:   s.Version,
	}
	if v.Can(access.ReadProjects) {
		f.FindURL, f.Find = "/projects", r.URL.Query().Get("q")
	}
	return f
}

func links(ctx context.Context, r *http.Request, v *visit, list []menu) []ui.Link {
	var out []ui.Link
	for _, m := range list {
		if m.action != "" && !v.Can(m.action) || m.href == "/indicators" && v.Scope().Enterprise() != "" {
			continue // an enterprise sees its projects and no unit's figures
		}
		current := standsIn(r.URL.Path, m.href)
		out = append(out, ui.Link{Label: ui.T(ctx, m.label), Href: m.href, Icon: m.icon, Current: current})
	}
	return out
}

// sides are pages that stand under a menu of another address.
var sides = map[string]string{"/publications": "/assessments", "/warnings": "/assessments", "/schemes": "/assessments", "/paces": "/goals", "/pledges": "/goals", "/meeting": "/goals", "/readings": "/indicators"}

// standsIn tells whether a page is one of a menu's.
func standsIn(path, menu string) bool {
	under := func(at string) bool { return path == at || at != "/" && strings.HasPrefix(path, at+"/") }
	if under(menu) {
		return true
	}
	for side, of := range sides {
		if of == menu && under(side) {
			return true
		}
	}
	return false
}

// asOf is the date control of a page with figures.
func asOf(r *http.Request, v *visit, m app.Moment) ui.AsOf {
	ctx, today := r.Context(), v.frame.Today
	on := m.On
	if on.IsZero() {
		on = today
	}
	a := ui.AsOf{Date: on.String(), Today: today.String(), Name: "on"}
	if m.Known > 0 {
		a.Known = ui.T(ctx, "日志第 {n} 号", "n", m.Known)
	}
	if a.Past() {
		a.Other = otherSight(ctx, m)
	}
	for _, p := range []struct {
		label string
		day   workday.Date
	}{{ui.N("今天"), today}, {ui.N("一周前"), today - 7}, {ui.N("上月末"), endOfLastMonth(today)}, {ui.N("上年末"), workday.NewDate(today.Year()-1, 12, 31)}} {
		a.Picks = append(a.Picks, ui.Link{Label: ui.T(ctx, p.label), Href: hereOn(ctx, p.day, today), Current: p.day == on})
	}
	return a
}

func hereOn(ctx context.Context, day, today workday.Date) string {
	on := day.String()
	if day == today {
		on = ""
	}
	return strings.TrimPrefix(ui.Here(ctx, "on", on), ui.EnvOf(ctx).Base)
}

func endOfLastMonth(d workday.Date) workday.Date {
	y, m, _ := d.Civil()
	return workday.NewDate(y, m, 1) - 1
}

// lang is the language of the glossary's labels on this page.
func lang(ctx context.Context) glossary.Lang { return glossary.Lang(locale.From(ctx)) }

// term is a code in words.
func term(ctx context.Context, code string) string { return glossary.Label(lang(ctx), code) }

// termOf is a code of a kind in words: termOf(ctx, "stage", "started").
func termOf(ctx context.Context, kind, value string) string {
	return glossary.LabelOf(lang(ctx), kind, value)
}
