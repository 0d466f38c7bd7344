package web

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/signal"
	"guatu/internal/web/svg"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// The page of one project: the one file of its life. Its head is always there;
// below it is one side at a time, named by the address.

// projectPage is the head and the side being looked at.
type projectPage struct {
	Frame     ui.FrameData
	Notice    string
	ID        string
	Light     signal.Light
	Why       []because
	Former    string
	Levels    []string
	Tags      []string
	Rail      []ui.RailStep
	Next      string
	Lacking   []string
	Figures   []ui.Figure
	Tabs      []ui.Link
	Basics    *projectBasics
	Progress  *projectProgress
	Nodes     *projectNodes
	History   []ui.Moment
	Materials *projectMaterials
	Visits    *projectVisits
	Claim     *projectClaim
	Doubts    *projectDoubts
	Held      string // why and until when it is paused
	Mistakes  []string
}

// projectTyped is what came back from a form of the page.
type projectTyped struct {
	Tab     string
	Return  returnTyped
	Form    typedForm
	Refused bool
}

// sides of a project's page.
const (
	tabBasics   = "basics"
	tabProgress = "progress"
	tabNodes    = "nodes"
	tabHistory  = "history"
)

func (s *Server) projectRoutes() []route {
	return []route{
		{method: "GET", path: "/projects/{id}", handle: s.project, action: access.ReadProjects},
		{method: "POST", path: "/projects/{id}/stages", handle: s.stageDeclare, action: access.DeclareStage},
		{method: "POST", path: "/projects/{id}/milestones", handle: s.milestonePlan, action: access.PlanMilestone},
		{method: "POST", path: "/projects/{id}/milestones/lay", handle: s.milestonesLay, action: access.PlanMilestone},
	}
}

func (s *Server) project(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.projectWith(w, r, v, projectTyped{})
}

// projectWith shows the page, with what was typed into one of its forms when that
// form came back.
func (s *Server) projectWith(w http.ResponseWriter, r *http.Request, v *visit, typed projectTyped) error {
	r = showing(r, "/projects/"+r.PathValue("id"))
	var wrong fault.List
	m := momentOf(r.URL.Query(), &wrong)
	if err := wrong.Err(); err != nil {
		return err
	}
	page, err := s.App.Project(r.Context(), v.Actor, r.PathValue("id"), m)
	if err != nil {
		return err
	}
	p := s.projectPage(r, v, page, m)
	status := http.StatusOK
	if typed.wrong() {
		status = http.StatusUnprocessableEntity
	}
	if err := s.projectSide(r, v, page, &p, typed); err != nil {
		return err
	}
	return render(w, r, status, projectView(p))
}

func (t projectTyped) wrong() bool { return t.Return.wrong() || t.Form.wrong() }

// projectPage is the head.
func (s *Server) projectPage(r *http.Request, v *visit, page *app.ProjectPage, m app.Moment) projectPage {
	ctx, project := r.Context(), page.Project
	p := projectPage{Frame: s.frameOf(r, v, project.Name), ID: project.ID, Light: page.State.Light, Why: becauseOf(ctx, page.State.Reasons), Levels: page.LevelNames, Tags: page.TagNames}
	p.Frame.AsOf, p.Frame.NewsURL = asOf(r, v, m), newsURL(v, page.Known)
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "项目"), Href: address("/projects", "on", onText(m))}}
	if href := unitURL(ctx, project.Unit, onText(m)); href != "" {
		p.Frame.Crumbs = append(p.Frame.Crumbs, ui.Link{Label: page.Unit, Href: href})
	}
	p.Frame.Note = headNote(ctx, page)
	if len(project.FormerNames) > 0 {
		p.Former = ui.T(ctx, "曾用名：{names}", "names", strings.Join(project.FormerNames, ui.T(ctx, "、")))
	}
	p.Rail = railOf(ctx, page)
	if next := page.Next; next.Stage != "" {
		p.Next, p.Lacking = nextText(ctx, page)+pendingText(ctx, next), lackTexts(ctx, next)
	}
	p.Figures = projectFigures(ctx, page)
	p.Notice = doneText(ctx, r.URL.Query().Get("done"))
	if n := r.URL.Query().Get("sent"); n != "" {
		p.Notice = ui.T(ctx, "已报送 {n} 个数字。", "n", n)
	}
	if r.URL.Query().Has("saved") {
		p.Notice = ui.T(ctx, "已保存，改动记在历史里。")
	}
	return p
}

// onText is the day of a moment for links; "" is today.
func onText(m app.Moment) string { return m.On.String() }

// headNote is the grey line beside the name: where it stands, who looks after it.
func headNote(ctx context.Context, page *app.ProjectPage) string {
	parts := []string{page.Unit}
	if page.ParkName != "" {
		parts = append(parts, page.ParkName)
	}
	if page.Project.Leader != "" {
		parts = append(parts, term(ctx, "field.leader")+" "+page.Project.Leader)
	}
	return strings.Join(parts, " · ")
}

// nextText is the next stage with its date.
func nextText(ctx context.Context, page *app.ProjectPage) string {
	next := page.Next
	text := stageText(ctx, next.Stage)
	if next.Planned.IsZero() {
		return text
	}
	text += "　" + ui.T(ctx, "计划 {planned}", "planned", whenText(ctx, next.Planned))
	if next.Overdue {
		clock, _ := clockText(ctx, int(next.Planned.Last()-page.On))
		text += " · " + clock
	}
	return text
}

// pendingText is what still waits of the stage declared, and for whom.
func pendingText(ctx context.Context, next lifecycle.Step) string {
	if next.Claim == "" {
		return ""
	}
	said := ui.N("{stage}申报被退回，待补正")
	switch next.Move {
	case lifecycle.MoveDepartment:
		said = ui.N("{stage}申报待部门核查")
	case lifecycle.MoveOffice:
		said = ui.N("{stage}申报待认定")
	}
	return " · " + ui.T(ctx, said, "stage", stageText(ctx, next.Pending))
}

// projectFigures are the total, the year in both senses side by side, the lead.
func projectFigures(ctx context.Context, page *app.ProjectPage) []ui.Figure {
	total := totalCell(ctx, page.Project.Total)
	dispatch, statistics := page.Progress, page.Statistics
	list := []ui.Figure{
		{Label: term(ctx, "field.total"), Value: total.Text, Unit: unitOf(ctx, page.Project.Total.OK || page.Project.Total.Low.OK), Exact: total.Title, ChangeNote: fixedText(ctx, page.Project.FixedAsset)},
		doneFigure(ctx, ui.T(ctx, "年度完成 · 调度口径"), dispatch.Done, dispatch.Month),
		doneFigure(ctx, ui.T(ctx, "年度完成 · 统计口径"), statistics.Done, statistics.Month),
		leadFigure(ctx, page),
	}
	if dispatch.OK {
		list[1].Extra = ui.Drawing(svg.ShareBar(dispatch.Rate, dispatch.Due, ui.T(ctx, "完成 {rate}%，序时 {due}%", "rate", dispatch.Rate.String(), "due", dispatch.Due.String())))
	}
	if dispatch.Plan.OK {
		list[1].ChangeNote += ui.T(ctx, "，计划 {plan} 亿元", "plan", yi(dispatch.Plan))
	}
	if dispatch.Done.OK && statistics.Done.OK {
		list[2].ChangeNote += ui.T(ctx, "，两口径差 {gap} 亿元", "gap", signedYi(dispatch.Done.Yuan-statistics.Done.Yuan))
	}
	return list
}

func unitOf(ctx context.Context, known bool) string {
	if !known {
		return ""
	}
	return ui.T(ctx, "亿元")
}

func fixedText(ctx context.Context, o money.Opt) string {
	if !o.OK {
		return ""
	}
	return term(ctx, "field.fixed_asset") + " " + yi(o)
}

// doneFigure is the year's investment in one sense with the month it runs to.
func doneFigure(ctx context.Context, label string, done money.Opt, month workday.When) ui.Figure {
	if !done.OK {
		return ui.Figure{Label: label, Value: blank, ChangeNote: ui.T(ctx, "未填报")}
	}
	return ui.Figure{Label: label, Value: yi(done), Unit: ui.T(ctx, "亿元"), Exact: wan(ctx, done.Yuan), ChangeNote: ui.T(ctx, "至 {month}", "month", whenText(ctx, month))}
}

func leadFigure(ctx context.Context, page *app.ProjectPage) ui.Figure {
	pr := page.Progress
	fig := ui.Figure{Label: ui.T(ctx, "超欠序时"), Value: blank}
	switch {
	case pr.OK:
		fig.Value, fig.Unit, fig.Late = pointsText(pr.Lead), ui.T(ctx, "点"), page.State.Light == "behind" && pr.Lead < 0
		fig.ChangeNote = ui.T(ctx, "完成 {rate}%，序时 {due}%", "rate", pr.Rate.String(), "due", pr.Due.String())
		fig.Extra = ui.Drawing(svg.LeadBar(pr.Lead, 3000, page.State.Light, fig.ChangeNote))
	case !pr.Plan.OK:
		fig.ChangeNote = ui.T(ctx, "没有年度计划，算不出")
	default:
		fig.ChangeNote = ui.T(ctx, "没有完成数，算不出")
	}
	return fig
}

// tabOf is the side the address asks for.
func tabOf(r *http.Request, typed projectTyped) string {
	tab := r.URL.Query().Get("tab")
	switch {
	case typed.Tab != "":
		return typed.Tab
	case typed.Return.wrong():
		return tabProgress
	case slices.Contains([]string{tabProgress, tabNodes, tabClaim, tabMaterials, tabDoubts, tabHistory}, tab):
		return tab
	}
	return tabBasics
}

// projectSide fills in the side that is looked at. Forms are there for those who
// may, on the page of today: what was is not changed by looking back.
func (s *Server) projectSide(r *http.Request, v *visit, page *app.ProjectPage, p *projectPage, typed projectTyped) error {
	ctx, tab := r.Context(), tabOf(r, typed)
	p.Tabs = projectTabs(ctx, page, tab)
	may := func(a access.Action) bool { return v.Can(a) && page.On == v.frame.Today }
	p.Held = heldNote(ctx, page)
	p.Frame.Actions = projectActions(*p, may(access.ReportFigure), may(access.ChangeProject), may(access.AskPause))
	switch tab {
	case tabProgress:
		p.Progress = progressOf(r, page, may(access.ReportFigure), typed.Return)
	case tabNodes:
		p.Nodes = nodesOf(r, page, may(access.PlanMilestone), may(access.DeclareStage), typed.Form)
		p.Nodes.Dates = s.datesPart(r, v, page, typed.Form)
		if err := s.planSide(r, v, page, p.Nodes, typed.Form); err != nil {
			return err
		}
	case tabClaim:
		side, err := s.claimSide(r, v, page, typed.Form)
		if err != nil {
			return err
		}
		p.Claim = side
	case tabMaterials:
		side, err := s.materialsSide(r, v, page, typed.Form)
		if err != nil {
			return err
		}
		p.Materials = side
		if p.Visits, err = s.projectVisits(r, v, page); err != nil {
			return err
		}
	case tabDoubts:
		side, err := s.doubtsSide(r, v, page, typed.Form)
		if err != nil {
			return err
		}
		p.Doubts = side
	case tabHistory:
		lines, err := s.App.ProjectHistory(ctx, v.Actor, page.Project.ID)
		if err != nil {
			return err
		}
		p.History = momentsOf(ctx, v.frame, page, lines)
	default:
		p.Basics = basicsOf(ctx, page)
	}
	return nil
}

func projectTabs(ctx context.Context, page *app.ProjectPage, now string) []ui.Link {
	tabs := []ui.Link{{Label: ui.T(ctx, "概况")}, {Label: ui.T(ctx, "进度")}, {Label: ui.T(ctx, "节点")}, {Label: ui.T(ctx, "认定")}, {Label: ui.T(ctx, "材料")}, {Label: ui.T(ctx, "疑点")}, {Label: ui.T(ctx, "历史")}}
	for i, tab := range []string{tabBasics, tabProgress, tabNodes, tabClaim, tabMaterials, tabDoubts, tabHistory} {
		value := tab
		if tab == tabBasics {
			value = ""
		}
		tabs[i].Href, tabs[i].Current = here(ctx, "tab", value, "node", "", "stage", "", "month", "", "sent", "", "saved", "", "ask", "", "change", ""), tab == now
	}
	if n := len(page.Nodes); n > 0 {
		tabs[2].Count = itoa(n)
	}
	if page.Materials > 0 {
		tabs[4].Count = itoa(page.Materials)
	}
	if page.Doubts > 0 {
		tabs[5].Count = itoa(page.Doubts)
	}
	approvals := ui.Link{Label: ui.T(ctx, "审批"), Href: address(approvalsURL(page.Project.ID, ""), "on", ui.EnvOf(ctx).Here.Query().Get("on")), Current: now == tabApprovals}
	return slices.Insert(tabs, 3, approvals)
}

// projectActions are the buttons of the head for those who may.
func projectActions(p projectPage, report, change, pause bool) templ.Component {
	return projectButtons(p.ID, report, change, pause)
}
