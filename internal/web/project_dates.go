package web

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/ruleset"
	"guatu/internal/schedule"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// Governed dates and pauses on a project's page, on the side 节点: 原定 → 现行 →
// 预计, what moved each date, the forms that ask and answer.

// projectDates is the part of the side.
type projectDates struct {
	ID    string
	Table ui.TableData
	Ask   *changeForm
	Card  *changeCard
	Pause *pausePart
}

// A changeForm asks for another date of one node.
type changeForm struct {
	ID, Node, Title, Note string
	Fields                []ui.FieldData
}

// A changeCard is one request with all that was done about it, and the forms of
// whoever may do the next thing.
type changeCard struct {
	At                  string // the address its forms are sent below
	Title, Note         string
	Facts               []ui.Fact
	Steps               []ui.Moment
	Grant, Refuse, Drop []ui.FieldData
}

// datesPart makes the part. rules are those in force on the day of the page.
func (s *Server) datesPart(r *http.Request, v *visit, page *app.ProjectPage, typed typedForm) *projectDates {
	ctx := r.Context()
	set := page.Ruleset
	may := func(a access.Action) bool { return v.Can(a) && page.On == v.frame.Today }
	p := &projectDates{ID: page.Project.ID, Table: datesTable(ctx, page, may(access.AskChange)), Pause: pausePartOf(ctx, v, page, set, typed)}
	q := r.URL.Query()
	if id := cmp.Or(r.PathValue("change"), q.Get("change")); id != "" {
		p.Card = changeCardOf(ctx, v, page, id, typed)
	}
	node := q.Get("ask")
	if typed.Which == "change" {
		node = typed.Values.Get("node")
	}
	if node != "" && may(access.AskChange) {
		p.Ask = changeFormOf(ctx, page, set, node, typed)
	}
	return p
}

// datesTable is every governed date with what became of it.
func datesTable(ctx context.Context, page *app.ProjectPage, ask bool) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "时间与调整"), Cards: true, Columns: []ui.Column{{Label: ui.T(ctx, "节点")}, {Label: ui.T(ctx, "原定")}, {Label: ui.T(ctx, "现行")}, {Label: ui.T(ctx, "预计")}, {Label: ui.T(ctx, "达到")},
		{Label: ui.T(ctx, "批准的调整")}, {Label: term(ctx, "change.missed")}, {Label: ui.T(ctx, "申请")}}}
	var rows []ui.Row
	for i := range page.Dates {
		d := &page.Dates[i]
		if d.Twin {
			continue
		}
		rows = append(rows, ui.Row{Cells: []ui.Cell{ui.Words(dateName(ctx, d.Date)), orMissing(whenTextOr(ctx, d.Baseline)), orMissing(whenTextOr(ctx, d.Planned)), orMissing(whenTextOr(ctx, d.Forecast)),
			orMissing(whenTextOr(ctx, d.Actual)), ui.Show(ui.Lines(slipTexts(ctx, d.Slips))), missedCell(ctx, d.Missed), ui.Show(dateActs(dateDoors(ctx, page.Project.ID, d, ask)))}})
	}
	t.Groups = []ui.Group{{Rows: rows}}
	return t
}

// slipTexts are the days granted, delayed and rescheduled apart.
func slipTexts(ctx context.Context, slips map[schedule.Class]int) []string {
	var list []string
	for _, class := range append(schedule.Classes[:len(schedule.Classes):len(schedule.Classes)], schedule.Forward) {
		if n := slips[class]; n != 0 {
			list = append(list, ui.T(ctx, "{class} {n} 天", "class", termOf(ctx, "change_class", string(class)), "n", max(n, -n)))
		}
	}
	return list
}

func missedCell(ctx context.Context, missed []workday.When) ui.Cell {
	if len(missed) == 0 {
		return ui.Words("")
	}
	text := ""
	for i, w := range missed {
		if i > 0 {
			text += ui.T(ctx, "、")
		}
		text += whenText(ctx, w)
	}
	return ui.Cell{Text: text, Tone: "late wrap"}
}

// dateDoors lead to the requests about a date and to the form for another.
func dateDoors(ctx context.Context, project string, d *app.ProjectDate, ask bool) []ui.Link {
	var doors []ui.Link
	for i := range d.Changes {
		c := &d.Changes[i]
		doors = append(doors, ui.Link{Label: ui.T(ctx, "{day} {state}", "day", c.Since.String(), "state", termOf(ctx, "change_state", string(c.State))), Href: changeURL(project, c.ID)})
	}
	if ask && d.Waits == nil && !d.Reached {
		doors = append(doors, ui.Link{Label: ui.T(ctx, "申请调整"), Href: askURL(project, d.Node), Current: true})
	}
	return doors
}

// askURL is the form that asks for another date of a node.
func askURL(project, node string) string {
	return address(projectURL(project, ""), "tab", tabNodes, "ask", node) + "#change"
}

func changeFormOf(ctx context.Context, page *app.ProjectPage, set *ruleset.Set, node string, typed typedForm) *changeForm {
	var date *app.ProjectDate
	for i := range page.Dates {
		if page.Dates[i].Node == node {
			date = &page.Dates[i]
		}
	}
	if date == nil {
		return nil
	}
	f := &changeForm{ID: page.Project.ID, Node: node, Title: ui.T(ctx, "申请调整：{name}", "name", dateName(ctx, date.Date))}
	f.Note = ui.T(ctx, "原定 {baseline}，现行 {planned}", "baseline", whenText(ctx, date.Baseline), "planned", whenText(ctx, date.Planned))
	to, wrongTo := typed.known("change", "to", date.Forecast.String())
	reason, wrongReason := typed.known("change", "reason", "")
	note, wrongNote := typed.known("change", "note", "")
	f.Fields = []ui.FieldData{
		{Name: "to", Label: ui.T(ctx, "调整到"), Value: to, Mistake: wrongTo, Must: true, Hint: whenHint(ctx)},
		{Name: "reason", Label: term(ctx, "form.reason"), Mistake: wrongReason, Must: true, Options: changeReasons(ctx, set, reason)},
		{Name: "note", Label: ui.T(ctx, "说明"), Value: note, Mistake: wrongNote, Lines: 2, Wide: true, Hint: ui.T(ctx, "写明原因、文号和采取的措施；推迟多久、在哪个名单上，决定由谁批")},
	}
	return f
}

// changeReasons are the reasons a person may choose; each says its class and what
// should be shown.
func changeReasons(ctx context.Context, set *ruleset.Set, chosen string) []ui.Option {
	list := []ui.Option{{Value: "", Label: ui.T(ctx, "请选择")}}
	for _, r := range set.Changes.Reasons {
		if r.Code == schedule.ByLedger {
			continue
		}
		list = append(list, ui.Option{Value: r.Code, Label: ui.T(ctx, "{class} · {reason}", "class", termOf(ctx, "change_class", string(r.Class)), "reason", r.Name), Chosen: r.Code == chosen})
	}
	return list
}

// changeCardOf is the request of the address; nil when the project has none such.
func changeCardOf(ctx context.Context, v *visit, page *app.ProjectPage, id string, typed typedForm) *changeCard {
	var c *app.ChangeRow
	for i := range page.Dates {
		for j := range page.Dates[i].Changes {
			if row := &page.Dates[i].Changes[j]; row.ID == id {
				c = row
			}
		}
	}
	if c == nil {
		return nil
	}
	card := &changeCard{At: "/projects/" + page.Project.ID + "/changes/" + c.ID, Title: ui.T(ctx, "{name}：{from} → {to}", "name", dateName(ctx, c.Date), "from", whenText(ctx, c.From), "to", whenText(ctx, c.Settled())),
		Note: termOf(ctx, "change_state", string(c.State)), Facts: changeFacts(ctx, c)}
	for _, step := range slices.Backward(c.Steps) {
		card.Steps = append(card.Steps, changeMoment(ctx, v, step))
	}
	if page.On != v.frame.Today {
		return card
	}
	note, wrongNote := typed.known("decide", "note", "")
	to, wrongTo := typed.known("decide", "to", "")
	remark := ui.FieldData{Name: "note", Label: term(ctx, "form.note"), Value: note, Mistake: wrongNote, Lines: 2, Wide: true}
	if c.MayDecide {
		card.Grant = []ui.FieldData{{Name: "to", Label: ui.T(ctx, "批准到"), Value: to, Mistake: wrongTo, Hint: ui.T(ctx, "空为按申请的 {to}；可以批得早一些，不能更晚", "to", whenText(ctx, c.To))}, remark}
		card.Refuse = []ui.FieldData{remark}
	}
	if c.MayDrop {
		card.Drop = []ui.FieldData{remark}
	}
	return card
}

func changeFacts(ctx context.Context, c *app.ChangeRow) []ui.Fact {
	facts := []ui.Fact{
		{Label: ui.T(ctx, "原定"), Value: orMissing(whenTextOr(ctx, c.Date.Baseline))},
		{Label: ui.T(ctx, "本次"), Value: daysOf(ctx, c.Slip)},
		{Label: ui.T(ctx, "累计"), Value: daysOf(ctx, c.Total)},
		{Label: term(ctx, "form.reason"), Value: ui.Cell{Text: c.ReasonName, Note: termOf(ctx, "change_class", string(c.Class))}},
	}
	if c.State == schedule.ChangeWaits {
		by := termOf(ctx, "approver", string(c.Verdict.By))
		if c.Verdict.Raised {
			by = ui.T(ctx, "{approver}（今年已多次调整，提一级）", "approver", by)
		}
		facts = append(facts, ui.Fact{Label: ui.T(ctx, "谁批"), Value: ui.Cell{Text: by, Note: c.Verdict.Source}, Wide: true}, ui.Fact{Label: ui.T(ctx, "已等"), Value: ui.Words(ui.T(ctx, "{n} 天", "n", c.Days))})
	}
	return facts
}

func daysOf(ctx context.Context, n int) ui.Cell {
	if n < 0 {
		return ui.Words(ui.T(ctx, "提前 {n} 天", "n", -n))
	}
	return ui.Words(ui.T(ctx, "后移 {n} 天", "n", n))
}

func changeMoment(ctx context.Context, v *visit, s schedule.ChangeStep) ui.Moment {
	m := ui.Moment{Day: s.Day.String(), Who: personOf(v, s.Name, s.Unit), What: changeActs(ctx)[s.Act], Why: s.Note}
	if !s.To.IsZero() {
		m.What += ui.T(ctx, "，批到 {to}", "to", whenText(ctx, s.To))
	}
	return m
}

// personOf is who did something, with their unit.
func personOf(v *visit, name, unit string) string {
	if unit == "" {
		return name
	}
	return name + " · " + v.frame.Tree.Name(unit)
}

func changeActs(ctx context.Context) map[schedule.ChangeAct]string {
	return map[schedule.ChangeAct]string{schedule.Ask: ui.T(ctx, "申请"), schedule.Grant: ui.T(ctx, "批准"), schedule.Refuse: ui.T(ctx, "不批准"), schedule.Drop: ui.T(ctx, "撤回")}
}

// changeAsk and the rest are the forms' ends.
func (s *Server) changeAsk(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "change")
	in := app.ChangeAsk{Project: r.PathValue("id"), Node: t.text("node"), To: t.when(r, "to"), Reason: t.text("reason"), Note: t.text("note")}
	if !t.wrong() {
		_, err := s.App.ChangeAsk(r.Context(), v.Actor, in)
		if err := t.take(r, err); err != nil {
			return err
		}
	}
	return s.projectDone(w, r, v, projectTyped{Tab: tabNodes, Form: t})
}

func (s *Server) changeGrant(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "decide")
	in := app.ChangeGrant{Change: r.PathValue("change"), To: t.when(r, "to"), Note: t.text("note")}
	if !t.wrong() {
		if err := t.take(r, s.App.ChangeGrant(r.Context(), v.Actor, in)); err != nil {
			return err
		}
	}
	return s.projectDone(w, r, v, projectTyped{Tab: tabNodes, Form: t})
}

func (s *Server) changeRefuse(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "decide")
	if err := t.take(r, s.App.ChangeRefuse(r.Context(), v.Actor, app.ChangeRefuse{Change: r.PathValue("change"), Note: t.text("note")})); err != nil {
		return err
	}
	return s.projectDone(w, r, v, projectTyped{Tab: tabNodes, Form: t})
}

func (s *Server) changeDrop(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "decide")
	if err := t.take(r, s.App.ChangeDrop(r.Context(), v.Actor, app.ChangeDrop{Change: r.PathValue("change"), Note: t.text("note")})); err != nil {
		return err
	}
	return s.projectDone(w, r, v, projectTyped{Tab: tabNodes, Form: t})
}

// heldNote is the line of a paused project's head: why, and until when; or that a
// ledger says so and nobody granted it.
func heldNote(ctx context.Context, page *app.ProjectPage) string {
	if page.LedgerPause() {
		return ui.T(ctx, "台账标注暂停，未批准")
	}
	if page.State.Hold == nil {
		return ""
	}
	reason := page.State.Hold.Reason
	for _, p := range page.Pauses {
		if p.ID == page.State.Hold.Pause {
			reason = p.ReasonName
		}
	}
	return ui.T(ctx, "因{reason}暂停至 {until}", "reason", reason, "until", page.State.Hold.Until.String())
}
