package web

import (
	"context"
	"slices"
	"strings"

	"guatu/internal/app"
	"guatu/internal/approval"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// The fields of each kind of record.

// A noteForm makes the fields of one item.
type noteForm struct {
	ctx   context.Context
	page  *app.ApprovalPage
	item  *app.ApprovalItem
	typed typedForm
}

// productField is the form's field of a certificate's.
func productField(code string) string { return "product-" + code }

// fields are those of a kind: plain ones, and those of boxes.
func (f noteForm) fields(kind approval.Kind) (plain []ui.FieldData, parts []notePart) {
	on := f.field("on", f.page.On.String(), ui.FieldData{Label: ui.T(f.ctx, "{what}日期", "what", factText(f.ctx, f.item, kind)), Type: "date", Must: true})
	plain = []ui.FieldData{on}
	switch kind {
	case approval.Accepted:
		supply, missing := f.tolerance()
		plain, parts = append(plain, supply...), missing
	case approval.Returned:
		plain = append(plain, f.field("notice", "", ui.FieldData{Label: ui.T(f.ctx, "告知文号")}))
		parts = f.documents("missing", ui.T(f.ctx, "须补正的材料（一次告知全部）"), f.materials(false))
	case approval.Stopped:
		plain = append(plain, f.stop()...)
	case approval.Supplied:
		plain = append(plain, f.supplied())
	case approval.Opinion:
		department, agrees := f.opinion()
		plain, parts = append(plain, department), []notePart{agrees}
	case approval.Granted:
		plain = append(plain, f.certificate()...)
	}
	note := f.field("note", "", ui.FieldData{Label: ui.T(f.ctx, "说明"), Wide: true, Lines: 2})
	if kind == approval.Opinion {
		note.Hint = ui.T(f.ctx, "不同意的写明理由和整改要求，写入一份意见书")
	}
	return append(plain, note), parts
}

// field is one, as typed when the form came back.
func (f noteForm) field(name, was string, d ui.FieldData) ui.FieldData {
	d.Name, d.Value = name, was
	if f.typed.Which == "note" {
		d.Value, d.Mistake = f.typed.Values.Get(name), f.typed.Mistakes[name]
	}
	return d
}

// materials are an item's documents, all or those it can be accepted without.
func (f noteForm) materials(minor bool) (list []ui.Option) {
	if f.item.Entry == nil {
		return nil
	}
	for _, m := range f.item.Entry.Materials {
		if m.Minor || !minor {
			list = append(list, ui.Option{Value: m.Code, Label: m.Name, Hint: m.Form})
		}
	}
	return list
}

// documents are tick boxes of documents; none where there is none to tick.
func (f noteForm) documents(name, label string, list []ui.Option) []notePart {
	if len(list) == 0 {
		return nil
	}
	for i := range list {
		list[i].Chosen = f.typed.Which == "note" && slices.Contains(f.typed.Values[name], list[i].Value)
	}
	return []notePart{{Field: ui.FieldData{Name: name, Label: label, Options: list, Wide: true, Mistake: f.typed.Mistakes[name]}}}
}

// tolerance are the documents the item can be accepted without, to be supplied by
// the day the item is due. An applicant without credit has no such choice.
func (f noteForm) tolerance() ([]ui.FieldData, []notePart) {
	list := f.materials(true)
	if f.page.Barred != nil || len(list) == 0 {
		return nil, nil
	}
	due := f.dueIfAccepted()
	by := f.field("supply_by", due, ui.FieldData{Label: ui.T(f.ctx, "容缺材料补齐期限"), Type: "date", Hint: ui.T(f.ctx, "不晚于应办结日，今天受理的为 {due}；没有勾选容缺材料的不用管", "due", due)})
	return []ui.FieldData{by}, f.documents("missing", ui.T(f.ctx, "容缺：先受理、后补齐的材料"), list)
}

// dueIfAccepted is the day the item is due when it is accepted today.
func (f noteForm) dueIfAccepted() string {
	it := &f.item.Item
	if it.Unit == approval.CalendarDays {
		return f.page.Calendar.OnOrAfter(f.page.On + workday.Date(it.Pledged)).String()
	}
	return f.page.Calendar.Add(f.page.On, it.Pledged).String()
}

// stop asks for everything a stop needs: a listed reason, those of article 45 apart
// from local ones, its end, the notice, who allowed it.
func (f noteForm) stop() []ui.FieldData {
	reason := f.field("reason", "", ui.FieldData{Label: ui.T(f.ctx, "停表事由"), Must: true, Options: []ui.Option{{Label: ui.T(f.ctx, "请选择")}}, Hint: ui.T(f.ctx, "清单以外的事由不能停表")})
	local := approval.StopReasons()
	if f.item.Entry != nil {
		local = f.item.Entry.Stops
	}
	for _, why := range approval.StopReasons() {
		if why.Statutory() {
			reason.Options = append(reason.Options, ui.Option{Value: string(why), Label: termOf(f.ctx, "stop_reason", string(why)), Group: ui.T(f.ctx, "法定（行政许可法第四十五条）")})
		}
	}
	for _, why := range local {
		if !why.Statutory() {
			reason.Options = append(reason.Options, ui.Option{Value: string(why), Label: termOf(f.ctx, "stop_reason", string(why)), Group: ui.T(f.ctx, "本地规定")})
		}
	}
	return []ui.FieldData{reason,
		f.field("until", "", ui.FieldData{Label: ui.T(f.ctx, "停到"), Type: "date", Must: true, Hint: ui.T(f.ctx, "书面告知写明的最后一天，到期自动恢复")}),
		f.field("notice", "", ui.FieldData{Label: ui.T(f.ctx, "书面告知文号"), Must: true}),
		f.field("approver", "", ui.FieldData{Label: ui.T(f.ctx, "批准人"), Must: true})}
}

// supplied is the choice of what was missing.
func (f noteForm) supplied() ui.FieldData {
	doc := f.field("doc", "", ui.FieldData{Label: ui.T(f.ctx, "补齐的材料"), Must: true})
	for _, m := range f.item.Missing {
		if !m.Supplied {
			doc.Options = append(doc.Options, ui.Option{Value: m.Doc, Label: ui.T(f.ctx, "{doc}（期限 {by}）", "doc", m.Name, "by", m.By.String())})
		}
	}
	return doc
}

// opinion is whose it is and whether it agrees.
func (f noteForm) opinion() (ui.FieldData, notePart) {
	department := f.field("department", "", ui.FieldData{Label: ui.T(f.ctx, "部门"), Must: true})
	for _, s := range f.item.With {
		o := ui.Option{Value: s.Code, Label: s.Name}
		if !slices.ContainsFunc(f.item.Opinions, func(owed app.ApprovalSeat) bool { return owed.Code == s.Code }) {
			o.Label = ui.T(f.ctx, "{name}（已出具）", "name", s.Name)
		}
		department.Options = append(department.Options, o)
	}
	agrees := f.field("agrees", "yes", ui.FieldData{Label: ui.T(f.ctx, "意见"), Options: []ui.Option{{Value: "yes", Label: ui.T(f.ctx, "同意")}, {Value: "no", Label: ui.T(f.ctx, "不同意")}}})
	return department, notePart{Field: agrees, Radios: true}
}

// certificate are the fields of what the item ends with.
func (f noteForm) certificate() (list []ui.FieldData) {
	if f.item.Entry == nil {
		return nil
	}
	for _, p := range f.item.Entry.Products {
		list = append(list, f.field(productField(p.Code), "", ui.FieldData{Label: p.Name}))
	}
	return list
}

// productCode is the certificate's field of a form's field, "" for any other.
func productCode(name string) string {
	code, is := strings.CutPrefix(name, productField(""))
	if !is {
		return ""
	}
	return code
}

// anyChosen tells that a box is ticked.
func anyChosen(f ui.FieldData) bool {
	return f.Mistake != "" || slices.ContainsFunc(f.Options, func(o ui.Option) bool { return o.Chosen })
}
