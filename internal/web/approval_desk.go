package web

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/web/ui"
)

// 部门审批台: what is late, due, to be answered, stopped, and what waits for others;
// on paper the list of the week (每周一研判, S4-109).

// deskPage is one department's desk, or all of them.
type deskPage struct {
	Frame   ui.FrameData
	Tabs    []ui.Link
	Fields  []ui.FieldData
	Figures []ui.Figure
	Lanes   []deskLane
	Back    string // to all lanes, where one is shown
	Pager   *ui.PagerData
	Empty   bool
}

// A deskLane is one lane with its lines.
type deskLane struct {
	ID, Title, Note string
	More            ui.Link
	Table           ui.TableData
}

// deskShown are the lines of a lane beside others, deskFull those of one alone.
const (
	deskShown = 20
	deskFull  = 100
)

func (s *Server) deskShow(w http.ResponseWriter, r *http.Request, v *visit) error {
	q := r.URL.Query()
	var wrong fault.List
	f := app.ApprovalDeskFilter{Moment: momentOf(q, &wrong), Department: q.Get("department"), Unit: q.Get("unit"), Item: q.Get("item")}
	page := number(q, "page", &wrong)
	if err := wrong.Err(); err != nil {
		return err
	}
	d, err := s.App.ApprovalDesk(r.Context(), v.Actor, f)
	if err != nil {
		return err
	}
	c, err := s.deskCatalogue(r, v, f.Moment)
	if err != nil {
		return err
	}
	p := s.deskPage(r, v, d, c)
	p.lanes(r.Context(), deskSight{d, c, app.DeskLane(q.Get("lane")), max(1, page)})
	return render(w, r, http.StatusOK, deskView(p))
}

func (s *Server) deskPage(r *http.Request, v *visit, d *app.ApprovalDesk, c deskCatalogue) deskPage {
	ctx := r.Context()
	p := deskPage{Frame: s.deskFrame(r, v, d.Filter.Moment, d.Known), Tabs: deskTabs(ctx, v, onText(d.Filter.Moment), "/approvals"), Empty: len(d.Lines) == 0}
	p.Frame.Title, p.Frame.Note = ui.T(ctx, "部门审批台"), ui.T(ctx, "{from} 至 {to} 研判", "from", d.On.String(), "to", d.WeekEnd.String())
	if d.On == d.WeekEnd {
		p.Frame.Note = ui.T(ctx, "{day} 研判", "day", d.On.String())
	}
	if d.Name != "" {
		p.Frame.Title = ui.T(ctx, "{name}审批台", "name", d.Name)
	}
	all, chosen := "", d.Department
	if slices.Contains(v.Roles, access.RoleDepartment) {
		all = app.AllDepartments // nothing chosen is their own
	}
	if d.Department == "" {
		chosen = all
	}
	p.Fields = []ui.FieldData{c.seatField(ctx, chosen, all), deskUnits(ctx, v, d.Filter.Unit), c.itemField(ctx, d.Filter.Item)}
	for _, lane := range app.DeskLanes {
		n := d.Counts[lane]
		f := ui.Figure{Label: termOf(ctx, "desk_lane", string(lane)), Value: itoa(n), Late: lane == app.LaneOverdue && n > 0}
		if n > 0 {
			f.Href = here(ctx, "lane", string(lane), "page", "")
		}
		p.Figures = append(p.Figures, f)
	}
	return p
}

// A deskSight is what of a desk is looked at: all lanes, or one by pages.
type deskSight struct {
	*app.ApprovalDesk
	names deskCatalogue
	lane  app.DeskLane
	page  int
}

// lanes lays the lines out.
func (p *deskPage) lanes(ctx context.Context, d deskSight) {
	if d.lane != "" {
		p.Back = here(ctx, "lane", "", "page", "")
	}
	for _, lane := range app.DeskLanes {
		if d.Counts[lane] == 0 || d.lane != "" && d.lane != lane {
			continue
		}
		from := slices.IndexFunc(d.Lines, func(l app.DeskLine) bool { return l.Lane == lane })
		lines := d.Lines[from : from+d.Counts[lane]]
		l := deskLane{ID: "lane-" + string(lane), Title: termOf(ctx, "desk_lane", string(lane)), Note: ui.T(ctx, "{n} 件，{words}", "n", len(lines), "words", laneNote(ctx, lane))}
		switch {
		case d.lane == lane:
			pager := pagerOf(ctx, d.page, deskFull, len(lines))
			p.Pager = &pager
			lines = lines[min(len(lines), (d.page-1)*deskFull):min(len(lines), d.page*deskFull)]
		case len(lines) > deskShown:
			l.More = ui.Link{Label: ui.T(ctx, "全部 {n} 件", "n", len(lines)), Href: here(ctx, "lane", string(lane))}
			lines = lines[:deskShown]
		}
		l.Table = deskTable(ctx, d, lane, lines)
		p.Lanes = append(p.Lanes, l)
	}
}

// laneNote says what a lane is for.
func laneNote(ctx context.Context, lane app.DeskLane) string {
	switch lane {
	case app.LaneOverdue:
		return ui.T(ctx, "超过承诺时限还没有决定")
	case app.LaneToday:
		return ui.T(ctx, "今天是承诺的办结日")
	case app.LaneAnswer:
		return ui.T(ctx, "收到后五个工作日内答复，逾期视为受理（行政许可法第三十二条）")
	case app.LaneWeek:
		return ui.T(ctx, "本周内应办结")
	case app.LaneStopped:
		return ui.T(ctx, "停表期间不计时，到期自动恢复")
	case app.LaneRunning:
		return ui.T(ctx, "本周以后到期")
	case app.LaneReady:
		return ui.T(ctx, "前置已齐，等申请人申报")
	}
	return ui.T(ctx, "前置事项还没有办结")
}

// laneDay is what the day of a lane's lines is.
func laneDay(ctx context.Context, lane app.DeskLane) string {
	switch lane {
	case app.LaneAnswer:
		return ui.T(ctx, "最晚答复")
	case app.LaneStopped:
		return ui.T(ctx, "停至")
	case app.LaneReady, app.LaneWaiting:
		return ui.T(ctx, "最早可申报")
	}
	return ui.T(ctx, "应办结")
}

func deskTable(ctx context.Context, d deskSight, lane app.DeskLane, lines []app.DeskLine) ui.TableData {
	t := ui.TableData{Caption: termOf(ctx, "desk_lane", string(lane)), Cards: true, Columns: []ui.Column{{Label: ui.T(ctx, "项目")}, {Label: ui.T(ctx, "事项")}, {Label: laneDay(ctx, lane)}, {Label: ui.T(ctx, "情况")}}}
	rows := make([]ui.Row, len(lines))
	for i := range lines {
		rows[i] = deskRow(ctx, d, &lines[i])
	}
	t.Groups = []ui.Group{{Rows: rows}}
	return t
}

// deskRow is one item of one project; it leads to the project's approvals.
func deskRow(ctx context.Context, d deskSight, l *app.DeskLine) ui.Row {
	href := permitsURL(l.Project, onText(d.Filter.Moment))
	name := ui.Door(l.Name, href)
	name.Note, name.Tone = l.Unit, "wrap"
	item := ui.Cell{Text: l.ItemName, Note: l.Lead, Tone: "wrap"}
	if !l.Leads {
		item.Note = ui.T(ctx, "{lead}牵头，本部门参加", "lead", l.Lead)
	}
	day := orMissing(l.Day.String())
	switch l.Lane {
	case app.LaneOverdue:
		day.Tone, day.Note = "late", ui.T(ctx, "超 {n} 个工作日", "n", l.Late)
	case app.LaneToday, app.LaneAnswer:
		day.Tone = "watch"
	}
	return ui.Row{Href: href, Cells: []ui.Cell{name, item, day, {Text: strings.Join(d.words(ctx, l), ui.T(ctx, "；")), Tone: "wrap"}}}
}

// words are how a line stands.
func (d deskSight) words(ctx context.Context, l *app.DeskLine) []string {
	var list []string
	s := &l.Standing
	if len(l.WaitingOn) > 0 {
		list = append(list, ui.T(ctx, "等 {names}", "names", strings.Join(l.WaitingOn, ui.T(ctx, "、"))))
	}
	switch {
	case s.State == approval.StateBlocked:
	case s.State == approval.StateSubmitted:
		list = append(list, ui.T(ctx, "{day} 后不答复即视为受理", "day", l.Day.String()))
	case s.State == approval.StateReady:
		list = append(list, ui.T(ctx, "等申请人申报"))
	case s.Left != nil && *s.Left >= 0:
		list = append(list, ui.T(ctx, "已用 {used} 日，剩 {left} 日", "used", s.Used, "left", *s.Left))
	default:
		list = append(list, ui.T(ctx, "已用 {used} 日", "used", s.Used))
	}
	if l.Stop != nil {
		list = append(list, stopText(ctx, l.Stop))
	}
	for i := range l.Missing {
		list = append(list, d.missingText(ctx, l, &l.Missing[i]))
	}
	if s.Critical {
		list = append(list, ui.T(ctx, "关键线路"))
	}
	return list
}

// stopText is why a clock stands still, by which rule, by which notice.
func stopText(ctx context.Context, r *approval.Reason) string {
	basis := ui.T(ctx, "本地规定")
	if r.Stop.Statutory() {
		basis = ui.T(ctx, "法定，第四十五条")
	}
	return ui.T(ctx, "{from} 起{reason}（{basis}），{notice}", "from", r.From.String(), "reason", termOf(ctx, "stop_reason", string(r.Stop)), "basis", basis, "notice", r.Notice)
}

// missingText is what was promised, and by when.
func (d deskSight) missingText(ctx context.Context, l *app.DeskLine, r *approval.Reason) string {
	docs := make([]string, len(r.Docs))
	for i, doc := range r.Docs {
		docs[i] = d.names.document(l.Item, doc)
	}
	names := strings.Join(docs, ui.T(ctx, "、"))
	if r.Code == approval.ReasonDefault {
		return ui.T(ctx, "容缺“{docs}”{day} 未补齐，应终止办理", "docs", names, "day", r.To.String())
	}
	return ui.T(ctx, "容缺“{docs}”，{day} 前补齐", "docs", names, "day", r.To.String())
}
