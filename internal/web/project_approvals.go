package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/signal"
	"guatu/internal/web/svg"
	"guatu/internal/web/ui"
)

// 审批 of one project: the budget before construction, the chart of every item's
// clock, the table that says why, and each item's records.

// tabApprovals is the page's place among the tabs of its project; it has an address
// of its own.
const tabApprovals = "approvals"

// approvalsPage is the page.
type approvalsPage struct {
	Frame   ui.FrameData
	ID      string
	Done    string
	Light   signal.Light
	Tabs    []ui.Link
	Screen  string // where the screening is, for those who may
	None    bool   // not screened
	Bad     []string
	Notes   []ui.Link // what to know first; with a door where there is one
	Figures []ui.Figure
	Path    string // the critical path in words
	Explain []string
	Chart   svg.ApprovalChart
	Table   ui.TableData
	Files   []approvalFile
	Soon    []ui.Entry
	Dropped []ui.Entry
	Source  string
}

// projectApprovalRoutes are the pages of one project's approvals.
func (s *Server) projectApprovalRoutes() []route {
	const read, note, keep = access.ReadProjects, access.NoteApproval, access.KeepChecklist
	return []route{
		{method: "GET", path: "/projects/{id}/approvals", handle: s.projectApprovals, action: read},
		{method: "GET", path: "/projects/{id}/approvals/note", handle: s.approvalNoteShow, action: note},
		{method: "POST", path: "/projects/{id}/approvals/note", handle: s.approvalNote, action: note},
		{method: "POST", path: "/projects/{id}/approvals/records/{record}/strike", handle: s.approvalStrike, action: note},
		{method: "GET", path: "/projects/{id}/checklist", handle: s.checklistShow, action: keep},
		{method: "POST", path: "/projects/{id}/checklist", handle: s.checklistScreen, action: keep},
		{method: "POST", path: "/projects/{id}/checklist/changes", handle: s.checklistAmend, action: keep},
		{method: "POST", path: "/projects/{id}/checklist/changes/{n}/back", handle: s.checklistBack, action: keep},
	}
}

// noteURL is the form that writes down what happened to an item.
func noteURL(project string, kind approval.Kind, item string) string {
	return address("/projects/"+project+"/approvals/note", "item", item, "kind", string(kind))
}

// checklistURL is the screening of a project.
func checklistURL(project string) string { return "/projects/" + project + "/checklist" }

// approvalsURL is the page of a project's approvals, opened at an item.
func approvalsURL(project, item string) string {
	if item == "" {
		return "/projects/" + project + "/approvals"
	}
	return address("/projects/"+project+"/approvals", "item", item) + "#item-" + url.PathEscape(item)
}

func (s *Server) projectApprovals(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.approvalsWith(w, r, v, typedForm{})
}

// approvalsWith shows the page, with what was typed into the form of a record that
// was to be struck when it came back.
func (s *Server) approvalsWith(w http.ResponseWriter, r *http.Request, v *visit, typed typedForm) error {
	id := r.PathValue("id")
	r = showing(r, approvalsURL(id, ""))
	var wrong fault.List
	m := momentOf(r.URL.Query(), &wrong)
	if err := wrong.Err(); err != nil {
		return err
	}
	project, err := s.App.Project(r.Context(), v.Actor, id, m)
	if err != nil {
		return err
	}
	page, err := s.App.Approvals(r.Context(), v.Actor, id, m)
	if err != nil {
		return err
	}
	p := s.approvalsPage(r, v, project, page)
	p.fill(r, page, typed)
	status := http.StatusOK
	if typed.wrong() {
		status = http.StatusUnprocessableEntity
	}
	return render(w, r, status, approvalsView(p))
}

// approvalsPage is the head.
func (s *Server) approvalsPage(r *http.Request, v *visit, project *app.ProjectPage, page *app.ApprovalPage) approvalsPage {
	ctx, id, today := r.Context(), project.Project.ID, page.On == v.frame.Today
	head := s.projectHead(r, v, project)
	p := approvalsPage{Frame: head, ID: id, Light: project.State.Light, Done: doneText(ctx, r.URL.Query().Get("done")), None: page.List == nil}
	p.Frame.Paper, p.Frame.NewsURL = "a3", newsURL(v, page.Known)
	p.Tabs = projectTabs(ofProject(ctx, id, r.URL.Query().Get("on")), project, tabApprovals)
	if today && v.Can(access.KeepChecklist) {
		p.Screen = checklistURL(id)
	}
	note := today && slices.ContainsFunc(page.Items, func(l app.ApprovalItem) bool { return len(l.May) > 0 })
	p.Frame.Actions = approvalsButtons(p, note)
	return p
}

// projectHead is the frame of a page that stands under a project's.
func (s *Server) projectHead(r *http.Request, v *visit, page *app.ProjectPage) ui.FrameData {
	var wrong fault.List
	m := momentOf(r.URL.Query(), &wrong)
	f := s.frameOf(r, v, page.Project.Name)
	f.AsOf, f.Note = asOf(r, v, m), headNote(r.Context(), page)
	f.Crumbs = []ui.Link{{Label: ui.T(r.Context(), "项目"), Href: address("/projects", "on", onText(m))}}
	if href := unitURL(r.Context(), page.Project.Unit, onText(m)); href != "" {
		f.Crumbs = append(f.Crumbs, ui.Link{Label: page.Unit, Href: href})
	}
	return f
}

// ofProject is a context whose own address is the project's page, for its tabs.
func ofProject(ctx context.Context, id, on string) context.Context {
	e := ui.EnvOf(ctx)
	e.Here = &url.URL{Path: "/projects/" + id}
	if on != "" {
		e.Here.RawQuery = url.Values{"on": {on}}.Encode()
	}
	return ui.With(ctx, e)
}

// fill puts in everything below the head.
func (p *approvalsPage) fill(r *http.Request, page *app.ApprovalPage, typed typedForm) {
	ctx := r.Context()
	if page.Bad != nil {
		p.Bad = sentences(ctx, page.Bad)
	}
	if page.List == nil || page.Bad != nil {
		return
	}
	p.Notes = approvalNotes(ctx, page)
	p.Figures, p.Explain = projectBudget(ctx, page), budgetWords(ctx, page)
	p.Path = strings.Join(page.Path, " → ")
	p.Chart = approvalDrawing(ctx, page)
	p.Table = approvalTable(ctx, page)
	open := r.URL.Query().Get("item")
	for i := range page.Items {
		if l := &page.Items[i]; !approval.OfArea(l.Item.ID) {
			p.Files = append(p.Files, approvalFileOf(ctx, page, l, fileSight{Open: open == l.Item.ID, Typed: typed, Today: p.Frame.AsOf.Date == p.Frame.AsOf.Today}))
		}
	}
	for _, soon := range page.Soon {
		p.Soon = append(p.Soon, soonEntry(ctx, page, soon))
	}
	for _, d := range page.Dropped {
		p.Dropped = append(p.Dropped, droppedEntry(ctx, d))
	}
	p.Source = ui.T(ctx, "事项和时限按规则 {rules} 的审批事项目录，{day} 筛查；{source}", "rules", page.Rules, "day", page.List.On.String(), "source", page.Catalogue.Source)
}

// approvalNotes are what to know before reading: bad credit, a newer catalogue.
func approvalNotes(ctx context.Context, page *app.ApprovalPage) (notes []ui.Link) {
	if b := page.Barred; b != nil {
		notes = append(notes, ui.Link{Label: ui.T(ctx, "{name}自 {since} 起列入失信名单（{document}），信用修复以前不能容缺受理。", "name", b.Name, "since", b.Since.String(), "document", b.Document)})
	}
	if page.Newer {
		notes = append(notes, ui.Link{Label: ui.T(ctx, "审批事项目录有了新版本，本项目仍按筛查时的目录；需要时可重新筛查。"), Href: checklistURL(page.Project.Project.ID)})
	}
	return notes
}

// soonEntry is what the applicant can prepare now, before it is asked.
func soonEntry(ctx context.Context, page *app.ApprovalPage, soon app.ApprovalSoon) ui.Entry {
	e := ui.Entry{Title: soon.Name, Href: approvalsURL(page.Project.Project.ID, soon.Item), Note: ui.T(ctx, "现在就可以申报")}
	if soon.In > 0 {
		e.Note = ui.T(ctx, "预计 {day} 可以申报，还有 {n} 个工作日", "day", soon.Ready.String(), "n", soon.In)
	}
	if names := materialNames(ctx, soon.Materials); names != "" {
		e.Why = []string{ui.T(ctx, "请准备：{names}", "names", names)}
	}
	return e
}

// materialNames are documents in a line, those that may be missing marked.
func materialNames(ctx context.Context, list []approval.Material) string {
	names := make([]string, len(list))
	for i, m := range list {
		if names[i] = m.Name; m.Minor {
			names[i] += ui.T(ctx, "（可容缺）")
		}
	}
	return strings.Join(names, ui.T(ctx, "、"))
}

func droppedEntry(ctx context.Context, d app.ApprovalDropped) ui.Entry {
	return ui.Entry{Title: d.Name, Note: ui.T(ctx, "{question}：{answer}", "question", d.Question, "answer", d.Answer)}
}
