package web

import (
	"context"
	"net/http"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/glossary"
	"guatu/internal/target"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// 半月指标会商: what lags, by how much, why, and what is done about it; and whether
// what was said half a month ago helped.

// meetingPage is one meeting.
type meetingPage struct {
	Frame  ui.FrameData
	Done   string
	Others []string
	Tabs   []ui.Link
	Steps  []ui.Link // the meeting before and after
	Shown  []ui.Link // lagging, all
	Units  ui.FieldData
	Parts  []meetingPart
	All    bool
	Round  string
}

// A meetingPart is one unit's table.
type meetingPart struct {
	ID, Name, Note, Href string
	Rows                 []meetingRow
	Writes               bool
}

// A meetingRow is one target: its figures, what was said, and the fields to say it.
type meetingRow struct {
	Light  string
	Name   ui.Cell
	Ask    ui.Cell
	Value  ui.Cell
	Due    ui.Cell
	Gap    ui.Cell
	Rank   ui.Cell
	Was    []string // said half a month ago
	Helped string   // what came of it
	Tone   string
	Said   *target.Remedy
	Fields []ui.FieldData // cause, measure, owner, due
	Hidden []ui.Pair
}

func (s *Server) meetingRoutes() []route {
	return []route{
		{method: "GET", path: "/meeting", handle: s.meeting, action: access.ReadGoals},
		{method: "POST", path: "/meeting", handle: s.meetingSave, action: access.GiveRemedy},
	}
}

func (s *Server) meeting(w http.ResponseWriter, r *http.Request, v *visit) error {
	q := r.URL.Query()
	var wrong fault.List
	f := app.MeetingFilter{Moment: momentOf(q, &wrong), Unit: q.Get("unit"), All: q.Get("all") != ""}
	if day, err := workday.ParseDate(q.Get("round")); err == nil {
		f.Round = day
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	return s.meetingShow(w, r, v, f, typedForm{})
}

// meetingShow lays the meeting out, with what was typed where a form came back.
func (s *Server) meetingShow(w http.ResponseWriter, r *http.Request, v *visit, f app.MeetingFilter, t typedForm) error {
	m, err := s.App.Meeting(r.Context(), v.Actor, f)
	if err != nil {
		return err
	}
	return render(w, r, t.status(), meetingView(s.meetingPage(r, v, m, t)))
}

func (s *Server) meetingPage(r *http.Request, v *visit, m *app.Meeting, t typedForm) meetingPage {
	ctx, f := r.Context(), m.Filter
	at := func(round workday.Date, pairs ...string) string {
		return address("/meeting", append([]string{"round", roundOf(round, v.frame.Today)}, pairs...)...)
	}
	p := meetingPage{Frame: s.scoreFrame(r, v, f.Moment, m.Known, ui.T(ctx, "指标会商")), Done: r.URL.Query().Get("done"), Others: t.Others, Tabs: goalTabs(ctx, onText(f.Moment), "/meeting"), Round: m.Round.String(), All: f.All}
	p.Frame.Note = ui.T(ctx, "{round} · 数据截至 {day}", "round", roundText(ctx, m.Round), "day", m.On.String())
	if f.Unit != "" {
		p.Frame.Title = ui.T(ctx, "指标会商 · {unit}", "unit", v.frame.Tree.Name(f.Unit))
	}
	all := map[bool]string{true: "1"}[f.All]
	p.Steps = []ui.Link{{Label: ui.T(ctx, "上一期"), Href: at(m.Before, "unit", f.Unit, "all", all)}, {Label: roundText(ctx, m.Round), Href: at(m.Round, "unit", f.Unit, "all", all), Current: true}}
	if !m.After.IsZero() {
		p.Steps = append(p.Steps, ui.Link{Label: ui.T(ctx, "下一期"), Href: at(m.After, "unit", f.Unit, "all", all)})
	}
	p.Shown = []ui.Link{{Label: ui.T(ctx, "滞后的"), Href: at(m.Round, "unit", f.Unit), Current: !f.All}, {Label: ui.T(ctx, "全部指标"), Href: at(m.Round, "unit", f.Unit, "all", "1"), Current: f.All}}
	p.Units = ui.FieldData{Name: "unit", Label: ui.T(ctx, "单位"), Value: f.Unit, Options: append([]ui.Option{{Label: ui.T(ctx, "全部单位")}}, unitOptions(v, f.Unit)...)}
	writes := 0
	for _, u := range m.Units {
		if u.May {
			writes++
		}
	}
	for _, u := range m.Units {
		part := meetingPart{ID: u.Unit, Name: u.Name, Href: at(m.Round, "unit", u.Unit), Writes: u.May && (f.Unit == u.Unit || writes == 1 || t.Values.Get("unit") == u.Unit)}
		part.Note = ui.T(ctx, "滞后 {n} 项，已填原因和措施 {said} 项", "n", u.Lags, "said", u.Said)
		for _, line := range u.Lines {
			row := meetingRowOf(ctx, v, line, onText(f.Moment))
			if part.Writes {
				row.write(ctx, line, t)
			}
			part.Rows = append(part.Rows, row)
		}
		p.Parts = append(p.Parts, part)
	}
	return p
}

// roundOf is a meeting in an address; the one that runs needs none.
func roundOf(round, today workday.Date) string {
	if now, _ := target.RoundOf(today); now == round {
		return ""
	}
	return round.String()
}

// roundText is a half month in words.
func roundText(ctx context.Context, round workday.Date) string {
	year, month, day := round.Civil()
	if day == 1 {
		return ui.T(ctx, "{year}年{month}月上半月", "year", year, "month", int(month))
	}
	return ui.T(ctx, "{year}年{month}月下半月", "year", year, "month", int(month))
}

// meetingRowOf is one target's figures and what was said.
func meetingRowOf(ctx context.Context, v *visit, l app.MeetingLine, on string) meetingRow {
	c, s, ind := l.Clause, l.Clause.Standing, l.Clause.Indicator
	row := meetingRow{Light: string(c.Light), Said: l.Remedy, Value: ui.Missing(), Due: ui.Missing(), Gap: ui.Missing(), Rank: ui.Missing()}
	row.Name = ui.Cell{Text: ind.Name, Href: goalURL(l.Goal.ID, "on", on, "target", l.Target, "clause", clauseAt(l.At)), Note: goalName(ctx, l.Goal)}
	row.Ask = ui.Cell{Text: askText(ctx, v.frame.Tree.Name, c.Clause, ind), Note: spanText(ctx, l.Span)}
	if s.Known {
		row.Value, row.Due, row.Gap = sizeCell(ctx, ind, s.Value), sizeCell(ctx, ind, s.Due), ui.Cell{Text: signedText(ind, s.Gap), Note: unitText(ctx, ind)}
		if s.Gap < 0 {
			row.Gap.Tone = map[bool]string{true: "late", false: "watch"}[c.Light == "behind"]
		}
	}
	if l.Rank > 0 {
		row.Rank = ui.Cell{Text: itoa(l.Rank), Note: ui.T(ctx, "共 {n} 个", "n", l.Peers), Title: ui.T(ctx, "按完成率在同级单位中的位次")}
	}
	row.compare(ctx, l)
	return row
}

// compare says what was said half a month ago, and how the gap moved since.
func (row *meetingRow) compare(ctx context.Context, l app.MeetingLine) {
	if l.Was != nil {
		row.Was = []string{l.Was.Measure, ui.T(ctx, "{owner}，{due} 前", "owner", l.Was.Owner, "due", l.Was.Due.String())}
	}
	if l.Then == nil || !l.Then.Standing.Known || !l.Clause.Standing.Known {
		return
	}
	ind, was, is := l.Clause.Indicator, l.Then.Standing, l.Clause.Standing
	gap := ui.T(ctx, "差距 {was} → {is}", "was", signedText(ind, was.Gap), "is", signedText(ind, is.Gap))
	switch {
	case is.Gap >= 0 && was.Gap < 0:
		row.Helped, row.Tone = ui.T(ctx, "已赶上，{gap}", "gap", gap), ""
	case is.Gap > was.Gap:
		row.Helped, row.Tone = ui.T(ctx, "缩小，{gap}", "gap", gap), ""
	case is.Gap < was.Gap:
		row.Helped, row.Tone = ui.T(ctx, "扩大，{gap}", "gap", gap), "late"
	default:
		row.Helped, row.Tone = ui.T(ctx, "没有变化，{gap}", "gap", gap), "watch"
	}
}

// write makes the fields of a row. They bear the name of the target: other rows may
// stand on the table when the form comes back.
func (row *meetingRow) write(ctx context.Context, l app.MeetingLine, t typedForm) {
	was := l.Remedy
	if was == nil {
		was = &target.Remedy{}
	}
	n := l.Target + "-" + itoa(l.At)
	row.Hidden = []ui.Pair{{Name: "item", Value: n}, {Name: "target-" + n, Value: l.Target}, {Name: "indicator-" + n, Value: l.Clause.Clause.Indicator}, {Name: "version-" + n, Value: itoa(was.Version)}}
	row.Fields = withTyped([]ui.FieldData{
		{Name: "cause-" + n, Label: ui.T(ctx, "原因"), Value: was.Cause, Lines: 3},
		{Name: "measure-" + n, Label: term(ctx, "form.measure"), Value: was.Measure, Lines: 3},
		{Name: "owner-" + n, Label: term(ctx, "form.owner"), Value: was.Owner},
		{Name: "due-" + n, Label: ui.T(ctx, "完成时限"), Value: was.Due.String(), Type: "date"},
	}, t)
}

// meetingSave takes what a unit says, all rows of its table at once.
func (s *Server) meetingSave(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "meeting")
	in := app.RemediesSave{Unit: t.text("unit"), Round: t.day(r, "round")}
	for _, n := range t.Values["item"] {
		in.Items = append(in.Items, app.RemedyItem{Target: t.text("target-" + n), Indicator: t.text("indicator-" + n), Version: numberOf(t.text("version-" + n)),
			Cause: t.text("cause-" + n), Measure: t.text("measure-" + n), Owner: t.text("owner-" + n), Due: t.day(r, "due-"+n)})
	}
	if !t.wrong() {
		_, err := s.App.RemediesSave(r.Context(), v.Actor, in)
		if err := t.takeItems(r, err, t.Values["item"]); err != nil {
			return err
		}
	}
	if !t.wrong() {
		return s.redirect(w, r, address("/meeting", "unit", in.Unit, "round", roundOf(in.Round, v.frame.Today), "done", "remedies.saved"))
	}
	r = showing(r, "/meeting")
	return s.meetingShow(w, r, v, app.MeetingFilter{Unit: in.Unit, Round: in.Round, All: t.text("all") != ""}, t)
}

// takeItems sorts a fault's sentences to the fields of its items: items[2].cause is
// the field cause-x, where x is the name of the third.
func (t *typedForm) takeItems(r *http.Request, err error, names []string) error {
	e, ok := fault.As(err)
	if !ok || e.Kind != fault.Invalid {
		return err
	}
	parts := e.Parts
	if len(parts) == 0 {
		parts = []*fault.Error{e}
	}
	for _, p := range parts {
		line, field, found := strings.Cut(strings.TrimPrefix(p.Field, "items["), "].")
		if n := numberOf(line); found && field != "target" && field != "" && n < len(names) {
			t.Mistakes[field+"-"+names[n]] = glossary.Say(lang(r.Context()), p)
		} else {
			t.Others = append(t.Others, glossary.Say(lang(r.Context()), p))
		}
	}
	return nil
}
