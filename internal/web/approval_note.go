package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"guatu/internal/app"
	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// 记录进展: what happened to an item, or on one day to several; a form for each kind
// that shows only what the kind needs.

// approvalNotePage is the form, or, without a kind, the choice of one.
type approvalNotePage struct {
	Frame  ui.FrameData
	ID     string
	Others []string
	Kind   approval.Kind
	Kinds  []ui.Link // what can be written down at all
	Items  ui.FieldData
	Main   string // the item the form's own fields belong to
	Head   string
	Fields []ui.FieldData
	Parts  []notePart
	Choose ui.TableData
	Back   string
}

// A notePart is a field that is no plain one: tick boxes or one of few.
type notePart struct {
	Field  ui.FieldData
	Radios bool
}

func (s *Server) approvalNoteShow(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.approvalNoteWith(w, r, v, typedForm{Values: r.URL.Query()})
}

// approvalNoteWith shows the form, with what was typed when it came back.
func (s *Server) approvalNoteWith(w http.ResponseWriter, r *http.Request, v *visit, typed typedForm) error {
	id := r.PathValue("id")
	r = showing(r, approvalsURL(id, "")+"/note")
	project, err := s.App.Project(r.Context(), v.Actor, id, app.Moment{})
	if err != nil {
		return err
	}
	page, err := s.App.Approvals(r.Context(), v.Actor, id, app.Moment{})
	switch {
	case err != nil:
		return err
	case page.List == nil:
		return fault.New(fault.Invalid, "checklist.none")
	}
	ctx := r.Context()
	p := approvalNotePage{Frame: s.projectHead(r, v, project), ID: id, Kind: approval.Kind(valueOf(typed.Values, "kind")), Back: approvalsURL(id, valueOf(typed.Values, "item"))}
	p.Frame.AsOf, p.Frame.Title = ui.AsOf{}, ui.T(ctx, "记录进展")
	p.Frame.Note = project.Project.Name
	p.Frame.Crumbs = append(p.Frame.Crumbs, ui.Link{Label: project.Project.Name, Href: "/projects/" + id}, ui.Link{Label: ui.T(ctx, "审批"), Href: approvalsURL(id, "")})
	p.fill(ctx, page, typed)
	status := http.StatusOK
	if typed.wrong() {
		status = http.StatusUnprocessableEntity
	}
	return render(w, r, status, approvalNoteView(p))
}

// fill makes the form of the kind, or the choice where it cannot be written down.
func (p *approvalNotePage) fill(ctx context.Context, page *app.ApprovalPage, typed typedForm) {
	if page.Bad != nil {
		p.Others = sentences(ctx, page.Bad)
	}
	p.Others = append(p.Others, typed.Others...)
	can := canNote(page, p.Kind)
	main := mainItem(can, typed)
	if main == nil {
		p.Kind, p.Choose = "", noteChoice(ctx, page)
		return
	}
	p.Main, p.Head = main.Item.ID, factText(ctx, main, p.Kind)+ui.T(ctx, "：{item}", "item", main.Item.Name)
	for _, k := range main.May {
		p.Kinds = append(p.Kinds, ui.Link{Label: factText(ctx, main, k), Href: noteURL(p.ID, k, p.Main), Current: k == p.Kind})
	}
	p.Items = ui.FieldData{Name: "items", Label: ui.T(ctx, "同一天一起记录的事项"), Wide: true, Mistake: typed.Mistakes["items"], Hint: ui.T(ctx, "如四证同发；几项一起记时不填材料和证照内容")}
	for _, l := range can {
		if l.Item.ID != p.Main && !alone[p.Kind] {
			p.Items.Options = append(p.Items.Options, ui.Option{Value: l.Item.ID, Label: l.Item.Name, Hint: clockWords(ctx, l), Chosen: slices.Contains(typed.Values["items"], l.Item.ID)})
		}
	}
	f := noteForm{ctx: ctx, page: page, item: main, typed: typed}
	p.Fields, p.Parts = f.fields(p.Kind)
}

// alone are the kinds that are of one item by what they say.
var alone = map[approval.Kind]bool{approval.Supplied: true, approval.Opinion: true, approval.Stopped: true}

// canNote are the items a kind can be written down of.
func canNote(page *app.ApprovalPage, kind approval.Kind) (list []*app.ApprovalItem) {
	for i := range page.Items {
		if slices.Contains(page.Items[i].May, kind) {
			list = append(list, &page.Items[i])
		}
	}
	return list
}

// mainItem is the item asked for, or the only one there is.
func mainItem(can []*app.ApprovalItem, typed typedForm) *app.ApprovalItem {
	asked := valueOf(typed.Values, "item")
	for _, l := range can {
		if l.Item.ID == asked || asked == "" && len(can) == 1 {
			return l
		}
	}
	return nil
}

// noteChoice are all items with what can be written down of each.
func noteChoice(ctx context.Context, page *app.ApprovalPage) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "记录进展"), Cards: true, Columns: []ui.Column{{Label: ui.T(ctx, "审批事项")}, {Label: ui.T(ctx, "计时")}, {Label: ui.T(ctx, "可以记录")}}}
	group := ui.Group{}
	for i := range page.Items {
		l := &page.Items[i]
		if len(l.May) == 0 {
			continue
		}
		var acts []ui.Link
		for _, k := range l.May {
			acts = append(acts, ui.Link{Label: factText(ctx, l, k), Href: noteURL(page.List.Project, k, l.Item.ID)})
		}
		group.Rows = append(group.Rows, ui.Row{Cells: []ui.Cell{{Text: l.Item.Name}, {Text: clockWords(ctx, l)}, {Body: noteActs(acts), Tone: "wrap"}}})
	}
	t.Groups = []ui.Group{group}
	return t
}

func (s *Server) approvalNote(w http.ResponseWriter, r *http.Request, v *visit) error {
	t, id := typing(r, "note"), r.PathValue("id")
	in := t.approvalNote(r)
	in.Project = id
	if !t.wrong() {
		_, err := s.App.ApprovalNote(r.Context(), v.Actor, in)
		if err := t.take(r, err); err != nil {
			return err
		}
	}
	if t.wrong() {
		return s.approvalNoteWith(w, r, v, t.stray(noteFields...))
	}
	return s.redirect(w, r, address(approvalsURL(id, ""), "item", t.text("item"), "done", "approval.noted")+"#item-"+url.PathEscape(t.text("item")))
}

// noteFields are the fields a form of a kind may have.
var noteFields = []string{"items", "on", "reason", "until", "notice", "approver", "missing", "supply_by", "doc", "department", "agrees", "note"}

// approvalNote reads the form. A day to supply by means nothing without a document,
// as it stands there before one is ticked.
func (t *typedForm) approvalNote(r *http.Request) app.ApprovalNote {
	in := app.ApprovalNote{Items: append([]string{t.text("item")}, t.Values["items"]...), Kind: approval.Kind(t.text("kind")), On: t.day(r, "on"),
		Reason: approval.StopReason(t.text("reason")), Notice: t.text("notice"), Approver: t.text("approver"), Missing: t.Values["missing"], Doc: t.text("doc"),
		Department: t.text("department"), Agrees: t.text("agrees") == "yes", Note: t.text("note")}
	in.Until = t.optionalDay(r, "until")
	if len(in.Missing) > 0 {
		in.SupplyBy = t.optionalDay(r, "supply_by")
	}
	for _, code := range t.Values["product"] {
		in.Certificate = append(in.Certificate, approval.Product{Code: code, Name: t.text(productField(code))})
	}
	return in
}

// optionalDay is day for a field that may be empty or not be there.
func (t *typedForm) optionalDay(r *http.Request, name string) workday.Date {
	if t.text(name) == "" {
		return 0
	}
	return t.day(r, name)
}

func (s *Server) approvalStrike(w http.ResponseWriter, r *http.Request, v *visit) error {
	id, record := r.PathValue("id"), r.PathValue("record")
	t := typing(r, record)
	in := app.ApprovalStrike{ID: record, Version: t.version(), Because: t.text(becauseField(record))}
	if err := t.take(r, s.App.ApprovalStrike(r.Context(), v.Actor, in)); err != nil {
		return err
	}
	if t.wrong() {
		return s.approvalsWith(w, r, v, t.stray("because"))
	}
	return s.redirect(w, r, address(approvalsURL(id, ""), "done", "approval.struck"))
}
