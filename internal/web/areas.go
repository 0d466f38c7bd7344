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

// 区域评估与失信: what parks have approved for all their projects (区域评估、规划环评,
// S4-102), and who is not accepted with documents missing.

// areasPage is both lists with the form of each.
type areasPage struct {
	Frame      ui.FrameData
	Tabs       []ui.Link
	Done       string
	Others     []string
	Areas      ui.TableData
	AreaN      int
	Discredits ui.TableData
	DiscreditN int
	Area       *areaForm
	Discredit  *areaForm
}

// An areaForm adds a line or changes one.
type areaForm struct {
	BackAgain         bool   // it came back
	ID, Title, Action string // ID is the form's place on the page
	Key               string // of what is changed, "" for a new one
	Version           int
	Fields            []ui.FieldData
	Ticks             []ui.FieldData
	Because           *ui.FieldData
	Back              string
}

func (s *Server) areaRoutes() []route {
	const at = "/approvals/areas"
	return []route{
		{method: "GET", path: at, handle: s.areasShow, action: access.ReadGoals},
		{method: "POST", path: at, handle: s.areaSave, action: access.KeepArea},
		{method: "POST", path: at + "/discredit", handle: s.discreditSave, action: access.KeepDiscredit},
	}
}

func (s *Server) areasShow(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.areasWith(w, r, v, typedForm{})
}

// areasWith shows the page, or shows it again with what was typed.
func (s *Server) areasWith(w http.ResponseWriter, r *http.Request, v *visit, typed typedForm) error {
	list, err := s.App.Areas(r.Context(), v.Actor)
	if err != nil {
		return err
	}
	c, err := s.deskCatalogue(r, v, app.Moment{})
	if err != nil {
		return err
	}
	r = showing(r, "/approvals/areas")
	ctx, q := r.Context(), r.URL.Query()
	p := areasPage{Frame: s.frameOf(r, v, ui.T(ctx, "区域评估与失信")), Tabs: deskTabs(ctx, v, "", "/approvals/areas"), Done: q.Get("done"), Others: typed.Others, AreaN: len(list.Areas), DiscreditN: len(list.Discredits)}
	p.Frame.Actions, p.Frame.Paper = ui.ButtonPrint(), "a4l"
	keepArea, keepDiscredit := v.Can(access.KeepArea), v.Can(access.KeepDiscredit)
	p.Areas, p.Discredits = areaTable(ctx, c, list.Areas, keepArea), discreditTable(ctx, list.Discredits, keepDiscredit)
	if keepArea {
		if p.Area, err = areaFormOf(ctx, areaSight{v, c, list.Areas}, typedKey(typed, "area", q.Get("area"))); err != nil {
			return err
		}
		p.Area.lay(typed, "area")
	}
	if keepDiscredit {
		if p.Discredit, err = discreditFormOf(ctx, list.Discredits, typedKey(typed, "discredit", q.Get("discredit"))); err != nil {
			return err
		}
		p.Discredit.lay(typed, "discredit")
	}
	return render(w, r, typed.status(), areasView(p))
}

// typedKey is what is changed: of the form that came back, or of the address.
func typedKey(typed typedForm, which, asked string) string {
	if typed.Which == which {
		return typed.text("key")
	}
	return asked
}

// lay puts what was typed over what was there, in the form that came back.
func (f *areaForm) lay(typed typedForm, which string) {
	if typed.Which != which {
		return
	}
	f.BackAgain, f.Fields = true, withTyped(f.Fields, typed)
	for i := range f.Ticks {
		t := &f.Ticks[i]
		t.Mistake = typed.Mistakes[t.Name]
		for k := range t.Options {
			t.Options[k].Chosen = slices.Contains(typed.Values[t.Name], t.Options[k].Value)
		}
	}
	if f.Because != nil {
		f.Because.Value, f.Because.Mistake = typed.Values.Get("because"), typed.Mistakes["because"]
	}
}

func areaTable(ctx context.Context, c deskCatalogue, areas []app.AreaRow, keep bool) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "区域评估、规划环评、赋权"), Cards: true, Columns: []ui.Column{{Label: term(ctx, "area.name")}, {Label: term(ctx, "area.unit")}, {Label: ui.T(ctx, "作用")}, {Label: ui.T(ctx, "批复")}, {Label: term(ctx, "area.until")}, {Label: ui.T(ctx, "效力")}}}
	var rows []ui.Row
	for i := range areas {
		a := &areas[i]
		name := ui.Cell{Text: a.Name, Tone: "wrap"}
		if keep {
			name.Href = here(ctx, "area", a.ID, "discredit", "", "done", "") + "#area"
		}
		approved := ui.Cell{Text: ui.T(ctx, "计划 {day}", "day", a.Planned.String())}
		if !a.Approved.IsZero() {
			approved = ui.Cell{Text: a.Approved.String(), Note: a.Number}
		}
		until := ui.Words(ui.T(ctx, "长期"))
		if !a.Until.IsZero() {
			until = ui.Words(a.Until.String())
		}
		rows = append(rows, ui.Row{ID: a.ID, Cells: []ui.Cell{name, ui.Words(a.UnitName), areaEffect(ctx, c, &a.Area), approved, until, areaForce(ctx, a)}})
	}
	t.Groups = []ui.Group{{Rows: rows}}
	return t
}

// areaEffect is what an area does for its projects: items it replaces, items that wait
// for it, items decided there.
func areaEffect(ctx context.Context, c deskCatalogue, a *approval.Area) ui.Cell {
	var parts []string
	for _, list := range []struct {
		label string
		codes []string
	}{{ui.T(ctx, "不再单独办"), a.Replaces}, {ui.T(ctx, "批复前不能受理"), a.Blocks}, {ui.T(ctx, "赋权由本单位办理"), a.Decides}} {
		words := make([]string, len(list.codes))
		for i, code := range list.codes {
			words[i] = c.itemName(code)
		}
		if len(words) > 0 {
			parts = append(parts, list.label+ui.T(ctx, "：")+strings.Join(words, ui.T(ctx, "、")))
		}
	}
	return ui.Cell{Text: strings.Join(parts, ui.T(ctx, "；")), Tone: "wrap"}
}

// areaForce says whether it holds today.
func areaForce(ctx context.Context, a *app.AreaRow) ui.Cell {
	switch {
	case a.InForce:
		return ui.Words(ui.T(ctx, "有效"))
	case a.Approved.IsZero() && len(a.Blocks) == 0:
		return ui.Cell{Text: ui.T(ctx, "未批复"), Tone: "watch"}
	case a.Approved.IsZero():
		return ui.Cell{Text: ui.T(ctx, "未批复"), Note: ui.T(ctx, "等它的事项不能受理"), Tone: "watch wrap"}
	}
	return ui.Cell{Text: ui.T(ctx, "已过期"), Tone: "late"}
}

// An areaSight is what the form of an area is made from.
type areaSight struct {
	*visit
	names deskCatalogue
	areas []app.AreaRow
}

// areaFormOf is the form of one, or of a new one; NotFound for one that is not there.
func areaFormOf(ctx context.Context, see areaSight, key string) (*areaForm, error) {
	was, areas := approval.Area{Unit: see.Unit}, see.areas
	f := &areaForm{ID: "area", Title: ui.T(ctx, "新增区域评估、规划环评或赋权"), Action: "/approvals/areas", Key: key, Back: "/approvals/areas"}
	if key != "" {
		i := slices.IndexFunc(areas, func(a app.AreaRow) bool { return a.ID == key })
		if i < 0 {
			return nil, fault.New(fault.NotFound, "page.not_found")
		}
		was, f.Title, f.Version = areas[i].Area, areas[i].Name, areas[i].Version
	}
	f.Fields = []ui.FieldData{
		{Name: "name", Label: term(ctx, "area.name"), Value: was.Name, Must: true, Wide: true, Hint: ui.T(ctx, "如“涟水经开区压覆矿产区域评估”“园区规划环评”")},
		{Name: "unit", Label: term(ctx, "area.unit"), Value: was.Unit, Must: true, Options: unitOptions(see.visit, was.Unit)},
		{Name: "number", Label: term(ctx, "area.number"), Value: was.Number},
		{Name: "planned", Label: term(ctx, "area.planned"), Value: was.Planned.String(), Type: "date", Hint: ui.T(ctx, "还没有批复的必填")},
		{Name: "approved", Label: term(ctx, "area.approved"), Value: was.Approved.String(), Type: "date", Hint: ui.T(ctx, "已经批复的填写，连同文号")},
		{Name: "until", Label: term(ctx, "area.until"), Value: was.Until.String(), Type: "date", Hint: ui.T(ctx, "长期有效就空着")},
	}
	f.Ticks = []ui.FieldData{areaTicks(ctx, see.names, "replaces", was.Replaces), areaTicks(ctx, see.names, "blocks", was.Blocks), areaTicks(ctx, see.names, "decides", was.Decides)}
	for i, hint := range []string{ui.T(ctx, "批复以后，园区内的项目不再单独办这些事项"), ui.T(ctx, "批复以前，园区内的项目这些事项不能受理"), ui.T(ctx, "赋权文件中的事项；以后由所选单位受理和决定，部门审批台不再列出")} {
		f.Ticks[i].Hint = hint
	}
	if key != "" {
		f.Because = &ui.FieldData{Name: "because", Label: ui.T(ctx, "理由"), Wide: true}
	}
	return f, nil
}

// areaTicks are the items of the catalogue to be ticked.
func areaTicks(ctx context.Context, c deskCatalogue, name string, chosen []string) ui.FieldData {
	f := ui.FieldData{Name: name, Label: term(ctx, "area."+name), Wide: true}
	for _, e := range c.Items {
		if !e.Event {
			f.Options = append(f.Options, ui.Option{Value: e.Code, Label: e.Name, Chosen: slices.Contains(chosen, e.Code)})
		}
	}
	return f
}

func (s *Server) areaSave(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "area")
	in := app.AreaSave{Because: t.text("because"), Area: approval.Area{ID: t.text("key"), Version: t.whole(r, "version"), Unit: t.text("unit"), Name: t.text("name"), Replaces: t.Values["replaces"], Blocks: t.Values["blocks"], Decides: t.Values["decides"],
		Number: t.text("number"), Planned: t.day(r, "planned"), Approved: t.day(r, "approved"), Until: t.day(r, "until")}}
	if !t.wrong() {
		_, err := s.App.AreaSave(r.Context(), v.Actor, in)
		if err := t.take(r, err); err != nil {
			return err
		}
	}
	return s.areaTaken(w, r, v, t)
}

// areaTaken goes back to the lists, or shows what is wrong.
func (s *Server) areaTaken(w http.ResponseWriter, r *http.Request, v *visit, t typedForm) error {
	if t.wrong() {
		return s.areasWith(w, r, v, t)
	}
	return s.redirect(w, r, address("/approvals/areas", "done", t.Which+".saved"))
}

func discreditTable(ctx context.Context, list []approval.Discredit, keep bool) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "失信记录"), Cards: true, Columns: []ui.Column{{Label: ui.T(ctx, "企业")}, {Label: ui.T(ctx, "依据")}, {Label: ui.T(ctx, "列入日期")}, {Label: ui.T(ctx, "信用修复")}, {Label: ui.T(ctx, "容缺受理")}}}
	var rows []ui.Row
	for i := range list {
		d := &list[i]
		name := ui.Cell{Text: d.Name, Note: d.Enterprise, Tone: "wrap"}
		if d.Name == "" {
			name.Text, name.Note = d.Enterprise, ""
		}
		if keep {
			name.Href = here(ctx, "discredit", d.ID, "area", "", "done", "") + "#discredit"
		}
		may := ui.Cell{Text: ui.T(ctx, "不适用"), Tone: "late"}
		if !d.Repaired.IsZero() {
			may = ui.Words(ui.T(ctx, "{day} 起可以", "day", d.Repaired.String()))
		}
		rows = append(rows, ui.Row{ID: d.ID, Cells: []ui.Cell{name, {Text: d.Document, Tone: "wrap"}, ui.Words(d.Since.String()), orMissing(d.Repaired.String()), may}})
	}
	t.Groups = []ui.Group{{Rows: rows}}
	return t
}

// discreditFormOf is the form of one, or of a new one; NotFound for one that is not
// there.
func discreditFormOf(ctx context.Context, list []approval.Discredit, key string) (*areaForm, error) {
	var was approval.Discredit
	f := &areaForm{ID: "discredit", Title: ui.T(ctx, "新增失信记录"), Action: "/approvals/areas/discredit", Key: key, Back: "/approvals/areas"}
	if key != "" {
		i := slices.IndexFunc(list, func(d approval.Discredit) bool { return d.ID == key })
		if i < 0 {
			return nil, fault.New(fault.NotFound, "page.not_found")
		}
		was, f.Version = list[i], list[i].Version
		f.Title = ui.T(ctx, "{name}的失信记录", "name", orElse(was.Name, was.Enterprise))
	}
	f.Fields = []ui.FieldData{
		{Name: "enterprise", Label: term(ctx, "field.enterprise_code"), Value: was.Enterprise, Must: true},
		{Name: "firm", Label: ui.T(ctx, "企业名称"), Value: was.Name},
		{Name: "document", Label: ui.T(ctx, "依据"), Value: was.Document, Must: true, Wide: true, Hint: ui.T(ctx, "列入文件或信用网站的编号")},
		{Name: "since", Label: ui.T(ctx, "列入日期"), Value: was.Since.String(), Type: "date", Must: true},
		{Name: "repaired", Label: ui.T(ctx, "信用修复日期"), Value: was.Repaired.String(), Type: "date", Hint: ui.T(ctx, "自这天起可以容缺受理；没有修复就空着")},
	}
	if key != "" {
		f.Because = &ui.FieldData{Name: "because", Label: ui.T(ctx, "理由"), Wide: true}
	}
	return f, nil
}

// orElse is a text, or another where it is empty.
func orElse(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

func (s *Server) discreditSave(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "discredit")
	in := app.DiscreditSave{Because: t.text("because"), Discredit: approval.Discredit{ID: t.text("key"), Version: t.whole(r, "version"), Enterprise: strings.ToUpper(t.text("enterprise")), Name: t.text("firm"), Document: t.text("document"),
		Since: t.day(r, "since"), Repaired: t.day(r, "repaired")}}
	if !t.wrong() {
		_, err := s.App.DiscreditSave(r.Context(), v.Actor, in)
		if err := t.take(r, err); err != nil {
			return err
		}
	}
	return s.areaTaken(w, r, v, t)
}

// unfolded tells that the form is in use: something is changed, or it came back.
func (f *areaForm) unfolded() bool {
	return f.Key != "" || f.BackAgain
}
