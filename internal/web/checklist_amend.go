package web

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"guatu/internal/app"
	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/glossary"
	"guatu/internal/web/ui"
)

// 人工调整: an item more or less, another pledge, other needs, decided on a promise;
// each with a reason, each can be taken back.

// amendPart is the changes there were and the forms for more.
type amendPart struct {
	ID, Version string
	Changes     []amendLine
	Add         amendForm
	Item        string // the name of the item being changed; "" for none
	Forms       []amendForm
}

// A amendLine is one change, and the form that takes it back.
type amendLine struct {
	Text, Why, By string
	BackAt        string
	Because       ui.FieldData
	Open          bool
}

// An amendForm is one kind of change; Needs are tick boxes.
type amendForm struct {
	Do, Item      string
	Title, Button string
	Fields        []ui.FieldData
	Needs         []ui.FieldData
	Reason        ui.FieldData
	Open          bool
}

func amendPartOf(ctx context.Context, page *app.ApprovalPage, item string, typed typedForm) *amendPart {
	p := &amendPart{ID: page.List.Project, Version: itoa(page.List.Version)}
	for i, a := range page.List.Amendments {
		p.Changes = append(p.Changes, amendLineOf(ctx, page, changed{i + 1, a}, typed))
	}
	p.Add = addForm(ctx, page, typed)
	i := slices.IndexFunc(page.Items, func(l app.ApprovalItem) bool { return l.Item.ID == item && !approval.OfArea(item) })
	if i < 0 {
		return p
	}
	l := &page.Items[i]
	p.Item = l.Item.Name
	p.Forms = []amendForm{pledgeForm(ctx, l, typed), needsForm(ctx, page, l, typed)}
	if l.Entry != nil && l.Entry.Promise != "" && !l.Promise {
		f := amendForm{Do: "promise", Item: item, Title: ui.T(ctx, "改为告知承诺（{source}）", "source", l.Entry.Promise), Button: ui.T(ctx, "改为告知承诺")}
		p.Forms = append(p.Forms, f.reasoned(ctx, typed))
	}
	if item != page.List.Until {
		f := amendForm{Do: "drop", Item: item, Title: ui.T(ctx, "本项目不需要，去掉"), Button: ui.T(ctx, "去掉")}
		p.Forms = append(p.Forms, f.reasoned(ctx, typed))
	}
	return p
}

// name is the form's field of a name: a page has several forms.
func (f amendForm) name(field string) string { return f.Do + "-" + field }

// back tells that this form came back with mistakes.
func (f amendForm) back(typed typedForm) bool {
	return typed.Which == "change" && typed.wrong() && typed.text("do") == f.Do
}

// field is one of the form, as typed when it came back.
func (f amendForm) field(typed typedForm, name string, d ui.FieldData) ui.FieldData {
	d.Name = f.name(name)
	if f.back(typed) {
		d.Value, d.Mistake = typed.text(d.Name), typed.Mistakes[name]
	}
	return d
}

// reasoned adds the reason every change needs.
func (f amendForm) reasoned(ctx context.Context, typed typedForm) amendForm {
	f.Reason = f.field(typed, "reason", ui.FieldData{Label: ui.T(ctx, "理由"), Must: true, Wide: true})
	f.Open = f.back(typed)
	return f
}

func pledgeForm(ctx context.Context, l *app.ApprovalItem, typed typedForm) amendForm {
	f := amendForm{Do: "pledge", Item: l.Item.ID, Title: ui.T(ctx, "改承诺时限"), Button: ui.T(ctx, "改时限")}
	f.Fields = []ui.FieldData{f.field(typed, "pledged", ui.FieldData{Label: term(ctx, "approval.pledged_limit"), Value: itoa(l.Item.Pledged), Unit: termOf(ctx, "approval_unit", string(unitOr(l.Item.Unit))), Must: true, Hint: ui.T(ctx, "0 为当日办结")})}
	return f.reasoned(ctx, typed)
}

func unitOr(u approval.Unit) approval.Unit {
	if u == "" {
		return approval.WorkingDays
	}
	return u
}

// needsForm changes what an item waits for, to be accepted and to be granted.
func needsForm(ctx context.Context, page *app.ApprovalPage, l *app.ApprovalItem, typed typedForm) amendForm {
	f := amendForm{Do: "needs", Item: l.Item.ID, Title: ui.T(ctx, "改前置"), Button: ui.T(ctx, "改前置")}
	f.Needs = []ui.FieldData{
		f.ticks(typed, "needs", ui.FieldData{Label: ui.T(ctx, "办结以后才能受理本项"), Options: otherItems(page, l.Item.ID, l.Item.Needs)}),
		f.ticks(typed, "grant_needs", ui.FieldData{Label: ui.T(ctx, "办结以后才能办结本项"), Options: otherItems(page, l.Item.ID, l.Item.GrantNeeds)}),
	}
	return f.reasoned(ctx, typed)
}

// ticks is field for several boxes.
func (f amendForm) ticks(typed typedForm, name string, d ui.FieldData) ui.FieldData {
	d.Name, d.Wide = f.name(name), true
	if f.back(typed) {
		d.Mistake = typed.Mistakes[name]
		for i := range d.Options {
			d.Options[i].Chosen = slices.Contains(typed.Values[d.Name], d.Options[i].Value)
		}
	}
	return d
}

// otherItems are the project's other items, those chosen ticked.
func otherItems(page *app.ApprovalPage, item string, chosen []string) (list []ui.Option) {
	for i := range page.Items {
		if it := &page.Items[i].Item; it.ID != item && !approval.OfArea(it.ID) {
			list = append(list, ui.Option{Value: it.ID, Label: it.Name, Chosen: slices.Contains(chosen, it.ID)})
		}
	}
	return list
}

// addForm adds an item the catalogue does not know.
func addForm(ctx context.Context, page *app.ApprovalPage, typed typedForm) amendForm {
	n := len(page.List.Amendments) + 1
	for slices.ContainsFunc(page.Items, func(l app.ApprovalItem) bool { return l.Item.ID == "added-"+itoa(n) }) {
		n++
	}
	f := amendForm{Do: "add", Item: "added-" + itoa(n), Title: ui.T(ctx, "添一项"), Button: ui.T(ctx, "添加")}
	unit := f.field(typed, "unit", ui.FieldData{Label: ui.T(ctx, "单位")})
	for _, u := range []approval.Unit{approval.WorkingDays, approval.CalendarDays} {
		unit.Options = append(unit.Options, ui.Option{Value: string(u), Label: termOf(ctx, "approval_unit", string(u))})
	}
	f.Fields = []ui.FieldData{f.field(typed, "name", ui.FieldData{Label: ui.T(ctx, "名称"), Must: true, Wide: true}),
		f.field(typed, "pledged", ui.FieldData{Label: term(ctx, "approval.pledged_limit"), Must: true, Hint: ui.T(ctx, "0 为当日办结")}), unit}
	f.Needs = []ui.FieldData{f.ticks(typed, "needs", ui.FieldData{Label: ui.T(ctx, "办结以后才能受理本项"), Options: otherItems(page, "", nil)})}
	return f.reasoned(ctx, typed)
}

// A changed is one change with its number.
type changed struct {
	n int
	approval.Amendment
}

func amendLineOf(ctx context.Context, page *app.ApprovalPage, a changed, typed typedForm) amendLine {
	l := amendLine{Text: amendmentText(ctx, page, a.Amendment), Why: a.Reason, By: strings.TrimSpace(a.By + " " + a.On.String()), BackAt: checklistURL(page.List.Project) + "/changes/" + itoa(a.n) + "/back"}
	l.Because = ui.FieldData{Name: becauseField(itoa(a.n)), Label: ui.T(ctx, "撤回的理由"), Must: true, Wide: true}
	if typed.Which == "back" && typed.text("n") == itoa(a.n) {
		l.Because.Value, l.Because.Mistake, l.Open = typed.text(l.Because.Name), typed.Mistakes["reason"], true
	}
	return l
}

// amendmentText is a change in words.
func amendmentText(ctx context.Context, page *app.ApprovalPage, a approval.Amendment) string {
	name := page.List.NameOf(a.Item)
	names := func(ids []string) string {
		list := make([]string, len(ids))
		for i, id := range ids {
			list[i] = page.List.NameOf(id)
		}
		if len(list) == 0 {
			return ui.T(ctx, "无")
		}
		return strings.Join(list, ui.T(ctx, "、"))
	}
	var said []string
	say := func(is bool, sentence string, args ...any) {
		if is {
			said = append(said, ui.T(ctx, sentence, append(args, "item", name)...))
		}
	}
	say(a.Drop, ui.N("去掉“{item}”"))
	if a.Add != nil {
		say(true, ui.N("添加“{item}”，承诺 {limit}，前置：{needs}"), "limit", limitText(ctx, a.Add.Pledged, a.Add.Unit), "needs", names(a.Add.Needs))
	}
	say(a.Promise, ui.N("“{item}”改为告知承诺"))
	if a.Pledged != nil {
		say(true, ui.N("“{item}”承诺改为 {n} 天"), "n", *a.Pledged)
	}
	if a.Needs != nil {
		say(true, ui.N("“{item}”受理的前置改为：{needs}"), "needs", names(*a.Needs))
	}
	if a.GrantNeeds != nil && len(*a.GrantNeeds) > 0 {
		say(true, ui.N("“{item}”办结的前置改为：{needs}"), "needs", names(*a.GrantNeeds))
	}
	return strings.Join(said, ui.T(ctx, "；"))
}

func (s *Server) checklistAmend(w http.ResponseWriter, r *http.Request, v *visit) error {
	t, id := typing(r, "change"), r.PathValue("id")
	do := t.text("do")
	in := app.ChecklistAmend{Project: id, Version: t.version(), Change: approval.Amendment{Item: t.text("item"), Reason: t.text(do + "-reason")}}
	t.amendment(r, do, &in.Change)
	if !t.wrong() {
		if err := t.take(r, s.App.ChecklistAmend(r.Context(), v.Actor, in)); err != nil {
			return err
		}
	}
	if t.wrong() {
		return s.checklistWith(w, r, v, t.stray("pledged", "reason", "needs", "grant_needs", "name"))
	}
	return s.redirect(w, r, address(checklistURL(id), "done", "checklist.amended")+"#amend")
}

// amendment reads what a form changes.
func (t *typedForm) amendment(r *http.Request, do string, a *approval.Amendment) {
	switch do {
	case "drop":
		a.Drop = true
	case "promise":
		a.Promise = true
	case "pledge":
		days := t.days(r, do+"-pledged")
		a.Pledged = &days
	case "needs":
		needs, grant := t.list(do+"-needs"), t.list(do+"-grant_needs")
		a.Needs, a.GrantNeeds = &needs, &grant
	case "add":
		a.Add = &approval.Item{Name: t.text(do + "-name"), Pledged: t.days(r, do+"-pledged"), Unit: approval.Unit(t.text(do + "-unit")), Needs: t.list(do + "-needs")}
		if a.Add.Name == "" {
			t.Mistakes["name"] = glossary.Say(lang(r.Context()), fault.New(fault.Invalid, "approval.missing"))
		}
	default:
		t.Others = append(t.Others, ui.T(r.Context(), "没有这种调整。"))
	}
}

// days reads a whole number of days.
func (t *typedForm) days(r *http.Request, name string) int {
	n, err := strconv.Atoi(t.text(name))
	if err != nil {
		t.Mistakes["pledged"] = glossary.Say(lang(r.Context()), fault.New(fault.Invalid, "filter.number", "text", t.text(name)))
	}
	return n
}

// list are the ticked values of a name, never nil: none is an answer too.
func (t *typedForm) list(name string) []string { return append([]string{}, t.Values[name]...) }

func (s *Server) checklistBack(w http.ResponseWriter, r *http.Request, v *visit) error {
	t, id := typing(r, "back"), r.PathValue("id")
	t.Values.Set("n", r.PathValue("n"))
	n, err := strconv.Atoi(r.PathValue("n"))
	if err != nil || n < 1 {
		return fault.New(fault.NotFound, "checklist.no_change", "n", r.PathValue("n"))
	}
	in := app.ChecklistAmend{Project: id, Version: t.version(), Take: n, Change: approval.Amendment{Reason: t.text(becauseField(itoa(n)))}}
	if err := t.take(r, s.App.ChecklistAmend(r.Context(), v.Actor, in)); err != nil {
		return err
	}
	if t.wrong() {
		return s.checklistWith(w, r, v, t.stray("reason"))
	}
	return s.redirect(w, r, address(checklistURL(id), "done", "checklist.back")+"#amend")
}
