package web

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// 今日: what this person must do, by when, and nothing else.

// todayPage is one person's day.
type todayPage struct {
	Frame    ui.FrameData
	Notices  []string // what was just done
	Claims   []ui.Figure
	Back     []ui.Entry // claims that came back, with why
	Return   *returnView
	Dates    []ui.Entry    // date changes and pauses
	Scores   []ui.Entry    // results and warnings
	Permits  []permitPanel // approvals to decide or answer, documents promised
	Over     []permitPanel // what to prepare, and projects over their days before construction
	Steps    []stepView
	StepsAll ui.Link
	Tasks    []taskView
	TasksN   int
	Lit      []lit
	LitAll   ui.Link
	Imports  []ui.Entry
	Office   *officeView
	Glance   *glanceView
	Admin    []ui.Link // for those who only manage
	Nothing  bool
}

// A stepView is a next step with its date and what it lacks.
type stepView struct {
	Name, Href, Note string
	Clock, Tone      string
	Lacking          string
}

// An officeView is what the office looks after.
type officeView struct {
	Silent  []ui.Row
	Columns []ui.Column
	Title   string
	Twins   []twinView
	TwinsN  int
	Turned  []lit
}

// A twinView is two projects that may be one.
type twinView struct{ A, B litRow }

// A glanceView is the campaign in four figures and its red list.
type glanceView struct {
	Figures []ui.Figure
	Red     []lit
	RedAll  ui.Link
}

// twinsShown bounds the list of pairs on the page of a day.
const twinsShown = 8

func (s *Server) todayRoutes() []route {
	return []route{
		{method: "GET", path: "/{$}", handle: s.today},
		{method: "GET", path: "/news", handle: s.news, passive: true, action: access.ReadProjects},
		{method: "POST", path: "/figures", handle: s.figuresReport, action: access.ReportFigure},
		{method: "POST", path: "/projects/{id}/figures", handle: s.figureReport, action: access.ReportFigure},
	}
}

func (s *Server) today(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.todayWith(w, r, v, returnTyped{})
}

// todayWith shows the day again with what was typed into the return.
func (s *Server) todayWith(w http.ResponseWriter, r *http.Request, v *visit, typed returnTyped) error {
	day, err := s.App.MyDay(r.Context(), v.Actor)
	if err != nil {
		return err
	}
	status := http.StatusOK
	if typed.wrong() {
		status = http.StatusUnprocessableEntity
	}
	return render(w, r, status, todayView(s.todayPage(r, v, day, typed)))
}

func (s *Server) todayPage(r *http.Request, v *visit, day *app.Day, typed returnTyped) todayPage {
	ctx := r.Context()
	p := todayPage{Frame: s.frameOf(r, v, ui.T(ctx, "今日"))}
	p.Frame.Note = dayText(ctx, day.On)
	p.Frame.NewsURL = newsURL(v, day.Known)
	if n := r.URL.Query().Get("sent"); n != "" && !typed.wrong() {
		p.Notices = append(p.Notices, ui.T(ctx, "已报送 {n} 个数字。", "n", n))
	}
	if day.Return != nil {
		p.Return = returnViewOf(ctx, day.Return, typed, r.URL.Query().Has("reported"))
	}
	p.Claims, p.Back = claimFigures(ctx, day.Claims), backEntries(ctx, day.Claims)
	p.Tasks, p.TasksN = tasksOf(ctx, day), day.TasksN
	p.Dates, p.Scores = governedEntries(ctx, day), scoreEntries(ctx, day)
	p.Steps, p.Lit = stepsOf(ctx, day), litsOf(ctx, day.Lit, "")
	p.StepsAll, p.LitAll = stepsLink(ctx, day), litLink(ctx, day)
	p.Imports = importsOf(ctx, day)
	p.Permits, p.Over = permitPanels(ctx, day.Permits)
	p.Office, p.Glance = officeOf(ctx, day), glanceOf(ctx, day)
	if !v.Can(access.ReadProjects) {
		p.Admin = slices.DeleteFunc(links(ctx, r, v, moreMenus), func(l ui.Link) bool { return l.Href == "/rights" })
	}
	p.Nothing = p.Return == nil && len(p.Claims)+len(p.Permits)+len(p.Over)+len(p.Dates)+len(p.Scores)+len(p.Tasks)+len(p.Steps)+len(p.Lit)+len(p.Imports)+len(p.Admin) == 0 && p.Office == nil && p.Glance == nil
	return p
}

// dayText is a day with its weekday, as minutes of a meeting write it.
func dayText(ctx context.Context, d workday.Date) string {
	year, month, day := d.Civil()
	names := [7]string{ui.T(ctx, "星期日"), ui.T(ctx, "星期一"), ui.T(ctx, "星期二"), ui.T(ctx, "星期三"), ui.T(ctx, "星期四"), ui.T(ctx, "星期五"), ui.T(ctx, "星期六")}
	return ui.T(ctx, "{year}年{month}月{day}日 {weekday}", "year", year, "month", int(month), "day", day, "weekday", names[d.Weekday()])
}

// stepsOf are the steps to take, the oldest first.
func stepsOf(ctx context.Context, day *app.Day) []stepView {
	list := make([]stepView, len(day.Steps))
	for i, r := range day.Steps {
		list[i] = stepView{Name: r.Project.Name, Href: projectURL(r.Project.ID, ""), Lacking: lacksText(ctx, r.Next)}
		list[i].Note = ui.T(ctx, "{unit} · 下一步 {stage} · 计划 {planned}", "unit", r.Unit, "stage", stageText(ctx, r.Next.Stage), "planned", whenText(ctx, r.Next.Planned))
		list[i].Clock, list[i].Tone = clockText(ctx, int(r.Next.Planned.Last()-day.On))
	}
	return list
}

// A taskView is one of the person's own tasks.
type taskView struct {
	Name, Href, Note string
	Clock, Tone      string
	Done             string // where saying that it is done is sent to
	ID               string
	Version          int
}

// tasksOf are the person's tasks, what is overdue first.
func tasksOf(ctx context.Context, day *app.Day) []taskView {
	list := make([]taskView, len(day.Tasks))
	for i, t := range day.Tasks {
		at := nodeURL(t.Project, t.Node)
		list[i] = taskView{Name: t.Name, Href: address(at, "task", t.ID), Done: at + "/done", ID: t.ID, Version: t.Version,
			Note: ui.T(ctx, "{project} · {node} · {due}", "project", t.ProjectName, "node", t.NodeName, "due", whenText(ctx, t.Due))}
		list[i].Clock, list[i].Tone = workdaysText(ctx, t.Left)
	}
	return list
}

// lacksText is what a step lacks in one line, "" for nothing.
func lacksText(ctx context.Context, step lifecycle.Step) string {
	lacks := lackTexts(ctx, step)
	if len(lacks) == 0 {
		return ""
	}
	return ui.T(ctx, "还缺：{fields}", "fields", strings.Join(lacks, ui.T(ctx, "、")))
}

// clockText is the days left to a date in words.
func clockText(ctx context.Context, days int) (words, tone string) {
	switch {
	case days < 0:
		return ui.T(ctx, "已过 {n} 天", "n", -days), "late"
	case days == 0:
		return ui.T(ctx, "今天到期"), "soon"
	}
	return ui.T(ctx, "还剩 {n} 天", "n", days), "soon"
}

func stepsLink(ctx context.Context, day *app.Day) ui.Link {
	return ui.Link{Label: ui.T(ctx, "全部 {n} 个", "n", day.StepsN), Href: address("/projects", "sort", "next")}
}

func litLink(ctx context.Context, day *app.Day) ui.Link {
	return ui.Link{Label: ui.T(ctx, "全部 {n} 个", "n", day.LitN), Href: address("/projects", "light", "behind", "light", "watch", "sort", "light")}
}

// importsOf are ledgers whose findings somebody should still look at.
func importsOf(ctx context.Context, day *app.Day) []ui.Entry {
	var list []ui.Entry
	for _, i := range day.Imports {
		list = append(list, ui.Entry{Title: i.File, Href: "/import", Note: ui.T(ctx, "{when} 导入，新增 {added}、修改 {changed}，{n} 处需要看一眼",
			"when", i.At.Format("2006-01-02"), "added", i.Added, "changed", i.Changed, "n", i.Findings)})
	}
	return list
}

func officeOf(ctx context.Context, day *app.Day) *officeView {
	if day.Office == nil {
		return nil
	}
	o := &officeView{TwinsN: len(day.Office.Twins), Turned: movesOf(ctx, day.Office.Turned, "")}
	for i := range o.Turned {
		o.Turned[i].Why = becauseOf(ctx, day.Office.Turned[i].Row.State.Reasons)
	}
	for _, t := range day.Office.Twins[:min(len(day.Office.Twins), twinsShown)] {
		o.Twins = append(o.Twins, twinView{litOf(ctx, t.A, "").Row, litOf(ctx, t.B, "").Row})
	}
	o.silent(ctx, day)
	return o
}

// silent is the table of units that have not sent their month.
func (o *officeView) silent(ctx context.Context, day *app.Day) {
	if len(day.Office.Silent) == 0 {
		return
	}
	first := day.Office.Silent[0]
	o.Title = ui.T(ctx, "{month}月报未报齐的单位", "month", whenText(ctx, first.Month))
	o.Columns = []ui.Column{{Label: ui.T(ctx, "单位")}, {Label: ui.T(ctx, "应报"), Num: true}, {Label: ui.T(ctx, "未报"), Num: true}}
	for _, u := range day.Office.Silent {
		missing := ui.Cell{Text: strconv.Itoa(u.Missing), Tone: "late"}
		if u.Missing == u.Due {
			missing.Note = ui.T(ctx, "全部未报")
		}
		o.Silent = append(o.Silent, ui.Row{Href: unitURL(ctx, u.Unit.ID, ""), Cells: []ui.Cell{
			ui.Door(u.Unit.Label(), unitURL(ctx, u.Unit.ID, "")), {Text: strconv.Itoa(u.Due), Href: address("/projects", "unit", u.Unit.ID, "stage", "started")}, missing}})
	}
}

func glanceOf(ctx context.Context, day *app.Day) *glanceView {
	if day.Glance == nil {
		return nil
	}
	g := &glanceView{Figures: fourFigures(ctx, figureFacts{Now: day.Glance.Now, Was: day.Glance.Was, Against: day.Against}), Red: litsOf(ctx, day.Glance.Red, "")}
	g.RedAll = ui.Link{Label: ui.T(ctx, "全部 {n} 个", "n", day.Glance.Now.Lights["behind"]), Href: address("/projects", "light", "behind")}
	return g
}
