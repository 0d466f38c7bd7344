package web

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/schedule"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// 任务分解: the work towards one milestone, by month, week and day.

// tasksPage is a milestone with its tasks.
type tasksPage struct {
	Frame   ui.FrameData
	Done    string
	Project string
	Node    string
	Facts   []ui.Fact
	Columns []ui.Column
	Rows    []ui.Row
	Lay     int // how many tasks the template proposes; 0 = it cannot be laid
	Undated bool
	Form    *taskForm
	Mistake []string
}

// A taskForm adds a task or changes one.
type taskForm struct {
	Action  string
	Title   string
	ID      string
	Version int
	Fields  []ui.FieldData
	Drop    bool
}

func (s *Server) tasksRoutes() []route {
	const at = "/projects/{id}/nodes/{node}"
	return []route{
		{method: "GET", path: at, handle: s.tasksShow, action: access.ReadProjects},
		{method: "POST", path: at, handle: s.taskSave, action: access.KeepTask},
		{method: "POST", path: at + "/lay", handle: s.tasksLay, action: access.KeepTask},
		{method: "POST", path: at + "/done", handle: s.taskDone, action: access.KeepTask},
		{method: "POST", path: at + "/drop", handle: s.taskDrop, action: access.KeepTask},
	}
}

// nodeURL is the address of a milestone's page.
func nodeURL(project, node string) string { return "/projects/" + project + "/nodes/" + node }

func (s *Server) tasksShow(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.tasksWith(w, r, v, typedForm{})
}

func (s *Server) tasksWith(w http.ResponseWriter, r *http.Request, v *visit, typed typedForm) error {
	moment, err := momentAsked(r)
	if err != nil {
		return err
	}
	page, err := s.App.NodeTasks(r.Context(), v.Actor, r.PathValue("id"), r.PathValue("node"), moment)
	if err != nil {
		return err
	}
	status := http.StatusOK
	if typed.wrong() {
		status = http.StatusUnprocessableEntity
	}
	return render(w, r, status, tasksView(s.tasksPage(r, v, page, moment, typed)))
}

func (s *Server) tasksPage(r *http.Request, v *visit, page *app.NodePage, m app.Moment, typed typedForm) tasksPage {
	ctx, project := r.Context(), page.Project
	p := tasksPage{Frame: s.frameOf(r, v, page.Node.Name), Project: project.ID, Node: page.Node.Code, Done: doneText(ctx, r.URL.Query().Get("done")), Mistake: typed.Others}
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "项目"), Href: "/projects"}, {Label: project.Name, Href: address("/projects/"+project.ID, "tab", tabNodes)}}
	p.Frame.AsOf, p.Frame.NewsURL = asOf(r, v, m), newsURL(v, page.Known)
	p.Facts = nodeFacts(ctx, page.Node)
	keep := v.Can(access.KeepTask)
	for _, label := range []string{ui.T(ctx, "任务"), term(ctx, "task.due"), ui.T(ctx, "还有"), term(ctx, "task.owner"), ui.T(ctx, "状态"), term(ctx, "task.done"), term(ctx, "task.note")} {
		p.Columns = append(p.Columns, ui.Column{Label: label})
	}
	for _, t := range page.Tasks {
		p.Rows = append(p.Rows, taskRow(ctx, t, keep))
	}
	if keep && len(page.Tasks) == 0 && !page.Node.Planned.IsZero() {
		p.Lay = page.Usual
	}
	p.Undated = page.Node.Planned.IsZero()
	if keep {
		p.Form = taskFormOf(r, page, typed)
	}
	return p
}

func nodeFacts(ctx context.Context, n app.ProjectNode) []ui.Fact {
	fact := func(code string, w workday.When) ui.Fact {
		return ui.Fact{Label: term(ctx, code), Value: orMissing(whenTextOr(ctx, w))}
	}
	return []ui.Fact{fact("milestone.baseline", n.Baseline), fact("milestone.planned", n.Planned), fact("milestone.forecast", n.Forecast), fact("milestone.actual", n.Actual),
		{Label: ui.T(ctx, "状态"), Value: nodeState(ctx, n.State)}}
}

// taskRow is one task; parts stand indented under their whole.
func taskRow(ctx context.Context, t app.TaskLine, keep bool) ui.Row {
	name := ui.Words(strings.Repeat("　", t.Depth) + t.Name)
	if keep {
		name.Href = here(ctx, "task", t.ID) + "#task"
	}
	left := ui.Missing()
	if t.State == schedule.Overdue || t.State == schedule.Due || t.State == schedule.Future {
		words, tone := workdaysText(ctx, t.Left)
		left = ui.Cell{Text: words, Tone: tone}
	}
	return ui.Row{ID: t.ID, Cells: []ui.Cell{name, ui.Words(whenText(ctx, t.Due)), left, orMissing(t.OwnerName), nodeState(ctx, t.State), orMissing(whenTextOr(ctx, t.Done)), {Text: t.Note, Tone: "wrap"}}}
}

// workdaysText is the working days left, in words.
func workdaysText(ctx context.Context, days int) (words, tone string) {
	switch {
	case days < 0:
		return ui.T(ctx, "已过 {n} 个工作日", "n", -days), "late"
	case days == 0:
		return ui.T(ctx, "今天到期"), "watch"
	}
	return ui.T(ctx, "{n} 个工作日", "n", days), ""
}

// taskFormOf is the form of the task of the address, or of a new one.
func taskFormOf(r *http.Request, page *app.NodePage, typed typedForm) *taskForm {
	ctx := r.Context()
	asked := r.URL.Query().Get("task")
	if typed.Which == "task" {
		asked = typed.Values.Get("task")
	}
	f := &taskForm{Action: nodeURL(page.Project.ID, page.Node.Code), Title: ui.T(ctx, "新增任务")}
	var was schedule.Task
	for _, t := range page.Tasks {
		if t.ID == asked {
			was, f.ID, f.Version, f.Title, f.Drop = t.Task, t.ID, t.Version, t.Name, true
		}
	}
	add := func(d ui.FieldData, was string) {
		d.Value, d.Mistake = typed.known("task", d.Name, was)
		for i := range d.Options {
			d.Options[i].Chosen = d.Options[i].Value == d.Value
		}
		f.Fields = append(f.Fields, d)
	}
	add(ui.FieldData{Name: "name", Label: ui.T(ctx, "任务"), Must: true, Wide: true}, was.Name)
	add(ui.FieldData{Name: "due", Label: term(ctx, "task.due"), Must: true, Hint: ui.T(ctx, "到日写 2026-03-19，到月写 2026-03；按周就写那周的最后一天")}, was.Due.String())
	add(ui.FieldData{Name: "owner", Label: term(ctx, "task.owner"), Options: ownerOptions(ctx, page)}, was.Owner)
	add(ui.FieldData{Name: "parent", Label: term(ctx, "task.parent"), Options: wholeOptions(ctx, page, was.ID)}, was.Parent)
	add(ui.FieldData{Name: "note", Label: term(ctx, "task.note")}, was.Note)
	if f.ID != "" {
		add(ui.FieldData{Name: "done", Label: term(ctx, "task.done"), Hint: ui.T(ctx, "没完成就空着")}, was.Done.String())
	}
	return f
}

func ownerOptions(ctx context.Context, page *app.NodePage) []ui.Option {
	list := []ui.Option{{Label: ui.T(ctx, "未指定")}}
	for _, o := range page.Owners {
		list = append(list, ui.Option{Value: o.ID, Label: o.Name + " · " + o.Unit})
	}
	return list
}

// wholeOptions are the tasks a task can be a part of.
func wholeOptions(ctx context.Context, page *app.NodePage, but string) []ui.Option {
	list := []ui.Option{{Label: ui.T(ctx, "节点本身")}}
	for _, t := range page.Tasks {
		if t.ID != but {
			list = append(list, ui.Option{Value: t.ID, Label: strings.Repeat("　", t.Depth) + t.Name})
		}
	}
	return list
}

func (s *Server) taskSave(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "task")
	version, err := strconv.Atoi(t.text("version"))
	if err != nil && t.text("task") != "" {
		version = -1 // a form without its version is a form nobody of ours sent: the store calls it a conflict
	}
	in := app.TaskSave{Task: schedule.Task{ID: t.text("task"), Version: version, Project: r.PathValue("id"), Node: r.PathValue("node"), Name: t.text("name"),
		Due: t.when(r, "due"), Done: t.when(r, "done"), Owner: t.text("owner"), Parent: t.text("parent"), Note: t.text("note")}}
	if !t.wrong() {
		_, err := s.App.TaskSave(r.Context(), v.Actor, in)
		if err := t.take(r, err); err != nil {
			return err
		}
	}
	return s.taskTaken(w, r, v, t, "task.saved")
}

func (s *Server) tasksLay(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "lay")
	if err := t.take(r, s.App.TasksLay(r.Context(), v.Actor, app.TasksLay{Project: r.PathValue("id"), Node: r.PathValue("node")})); err != nil {
		return err
	}
	return s.taskTaken(w, r, v, t, "tasks.laid")
}

// taskDone is one press in the list of a day: it is done today.
func (s *Server) taskDone(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "done")
	version, err := strconv.Atoi(t.text("version"))
	if err != nil {
		version = -1
	}
	if err := t.take(r, s.App.TaskDone(r.Context(), v.Actor, app.TaskDone{ID: t.text("task"), Version: version, On: workday.On(s.App.Today())})); err != nil {
		return err
	}
	if !t.wrong() && t.text("from") == "today" {
		return s.redirect(w, r, "/")
	}
	return s.taskTaken(w, r, v, t, "task.saved")
}

func (s *Server) taskDrop(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "drop")
	if err := t.take(r, s.App.TaskDrop(r.Context(), v.Actor, app.TaskDrop{ID: t.text("task"), Because: t.text("because")})); err != nil {
		return err
	}
	return s.taskTaken(w, r, v, t, "task.dropped")
}

// taskTaken goes back to the milestone's page, or shows what is wrong.
func (s *Server) taskTaken(w http.ResponseWriter, r *http.Request, v *visit, t typedForm, done string) error {
	if t.wrong() {
		return s.tasksWith(w, r, v, t)
	}
	return s.redirect(w, r, address(nodeURL(r.PathValue("id"), r.PathValue("node")), "done", done))
}

// tasksHint says what will be here, and what has to come first.
func tasksHint(ctx context.Context, p tasksPage) string {
	if p.Undated {
		return ui.T(ctx, "先给节点排定计划时间，再把它分解到月、周、日。")
	}
	return ui.T(ctx, "把节点分解到月、周、日，落到人；到期前一周会出现在责任人的“今日”里。")
}
