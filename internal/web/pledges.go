package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"guatu/internal/app"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// 军令状: signed promises, listed and printed.

// pledgesPage is the list.
type pledgesPage struct {
	Frame ui.FrameData
	Done  string
	Tabs  []ui.Link
	Table ui.TableData
	Count int
}

// pledgePage is one pledge as a sheet of paper.
type pledgePage struct {
	Frame  ui.FrameData
	Done   string
	Goal   string
	To     string
	Text   []string
	Lines  []pledgeLine
	Signer string
	Unit   string
	Day    string
	Notes  []string // said on the screen, not on the paper
}

// A pledgeLine is one promise in words, with where it stands.
type pledgeLine struct{ Span, Words, Standing string }

func (s *Server) pledges(w http.ResponseWriter, r *http.Request, v *visit) error {
	m, err := momentAsked(r)
	if err != nil {
		return err
	}
	list, err := s.App.Pledges(r.Context(), v.Actor, app.PledgeFilter{Moment: m, Unit: r.URL.Query().Get("unit"), Goal: r.URL.Query().Get("goal")})
	if err != nil {
		return err
	}
	ctx := r.Context()
	p := pledgesPage{Frame: s.chainFrame(r, v, m, list.Known), Tabs: goalTabs(ctx, onText(m), "/pledges"), Count: len(list.Rows), Table: pledgeTable(ctx, v, list.Rows, onText(m))}
	p.Frame.Title, p.Frame.Note = ui.T(ctx, "军令状"), ui.T(ctx, "{n} 份", "n", len(list.Rows))
	return render(w, r, http.StatusOK, pledgesView(p))
}

func pledgeTable(ctx context.Context, v *visit, rows []app.PledgeRow, on string) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "军令状"), Cards: true, Columns: []ui.Column{{Label: ui.T(ctx, "立状人")}, {Label: ui.T(ctx, "单位")}, {Label: ui.T(ctx, "目标")}, {Label: ui.T(ctx, "承诺与完成")}, {Label: ui.T(ctx, "签订日期")}}}
	group := ui.Group{}
	for _, row := range rows {
		href := address("/pledges/"+url.PathEscape(row.Pledge.ID), "on", on)
		var lines []string
		for _, l := range pledgeLines(ctx, v, row) {
			lines = append(lines, l.Words+"："+l.Standing)
		}
		group.Rows = append(group.Rows, ui.Row{Href: href, Cells: []ui.Cell{{Text: row.Pledge.Signer, Note: row.Pledge.Post, Href: href}, ui.Words(row.Unit), {Text: goalName(ctx, row.Goal), Href: goalURL(row.Goal.ID, "on", on), Tone: "wrap"},
			ui.Show(ui.Lines(lines)), ui.Words(row.Pledge.Signed.String())}})
	}
	t.Groups = []ui.Group{group}
	return t
}

func pledgeLines(ctx context.Context, v *visit, row app.PledgeRow) (list []pledgeLine) {
	for _, l := range row.Lines {
		for i, c := range l.Clauses {
			words := clauseText(ctx, v.frame.Tree.Name, c.Clause, c.Indicator)
			if i > 0 {
				words = joinWord(ctx, l.Any, i) + words
			}
			standing := standingWhy(ctx, c)
			if s := c.Standing; s.Known {
				standing = ui.T(ctx, "已完成 {n}，{why}", "n", sized(ctx, c.Indicator, s.Value), "why", standing)
			}
			list = append(list, pledgeLine{spanText(ctx, l.Span), words, standing})
		}
	}
	return list
}

func (s *Server) pledge(w http.ResponseWriter, r *http.Request, v *visit) error {
	m, err := momentAsked(r)
	if err != nil {
		return err
	}
	row, err := s.App.Pledge(r.Context(), v.Actor, r.PathValue("id"), m)
	if err != nil {
		return err
	}
	ctx := r.Context()
	p := pledgePage{Frame: s.frameOf(r, v, ui.T(ctx, "军令状")), Done: r.URL.Query().Get("done"), Goal: goalName(ctx, row.Goal), To: row.Pledge.To, Lines: pledgeLines(ctx, v, *row),
		Signer: row.Pledge.Signer, Unit: row.Unit + row.Pledge.Post, Day: signedOn(ctx, row.Pledge.Signed)}
	p.Frame.Paper, p.Frame.Actions = "official", ui.ButtonPrint()
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "军令状"), Href: "/pledges"}}
	if row.Goal.ID != "" {
		p.Frame.Crumbs = append(p.Frame.Crumbs, ui.Link{Label: p.Goal, Href: goalURL(row.Goal.ID)})
	}
	if row.Pledge.Text != "" {
		p.Text = strings.Split(row.Pledge.Text, "\n")
	}
	for _, l := range row.Lines {
		if l.Changed {
			p.Notes = []string{ui.T(ctx, "签订以后指标有过调整；这里是签订当天执行的内容。")}
		}
	}
	return render(w, r, http.StatusOK, pledgeView(p))
}

// signedOn is a day as documents write it.
func signedOn(ctx context.Context, d workday.Date) string {
	year, month, day := d.Civil()
	return ui.T(ctx, "{year}年{month}月{day}日", "year", year, "month", int(month), "day", day)
}

// pledgeShow is the form: who signs for which targets of a unit.
func (s *Server) pledgeShow(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.pledgeForm(w, r, v, typedForm{})
}

func (s *Server) pledgeForm(w http.ResponseWriter, r *http.Request, v *visit, typed typedForm) error {
	ctx := r.Context()
	page, err := s.App.GoalStanding(ctx, v.Actor, app.GoalAsk{ID: r.PathValue("id")})
	if err != nil {
		return err
	}
	g := page.Goal
	p := goalSavePage{Frame: s.frameOf(r, v, ui.T(ctx, "签订军令状")), Others: typed.Others, Action: "/goals/" + url.PathEscape(g.ID) + "/pledge", Back: goalURL(g.ID), Save: ui.T(ctx, "签订")}
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "目标树"), Href: "/goals"}, {Label: g.Name, Href: goalURL(g.ID)}}
	p.Notice = ui.T(ctx, "签订后不能修改：承诺的是签订当天执行的内容，以后指标调整也不变。")
	ticks := ui.FieldData{Name: "targets", Label: ui.T(ctx, "承诺的指标（同一单位）"), Mistake: typed.Mistakes["targets"] + typed.Mistakes["lines"], Wide: true}
	for _, t := range append(page.Targets, page.Parts...) {
		for i, c := range t.Clauses {
			if i == 0 {
				ticks.Options = append(ticks.Options, ui.Option{Value: t.ID, Label: t.Name + " · " + clauseText(ctx, v.frame.Tree.Name, c.Clause, c.Indicator)})
			}
		}
	}
	unit := r.URL.Query().Get("unit")
	if unit == "" {
		unit = g.Unit
	}
	fields := withTyped([]ui.FieldData{
		{Name: "unit", Label: ui.T(ctx, "单位"), Value: unit, Must: true, Options: unitOptions(v, unit)},
		{Name: "to", Label: ui.T(ctx, "向谁立状"), Value: ui.T(ctx, "市委、市政府"), Must: true},
		{Name: "signer", Label: ui.T(ctx, "立状人"), Must: true},
		{Name: "post", Label: ui.T(ctx, "职务"), Must: true},
		{Name: "signed", Label: ui.T(ctx, "签订日期"), Value: v.frame.Today.String(), Type: "date", Must: true},
		{Name: "text", Label: ui.T(ctx, "状文"), Lines: 5, Wide: true, Hint: ui.T(ctx, "写在承诺内容之前；可不填")},
	}, typed)
	p.Parts = []goalFields{{Title: g.Name, Fields: fields, Ticks: []ui.FieldData{ticks}}}
	return render(w, r, typed.status(), goalSaveView(p))
}

func (s *Server) pledgeSign(w http.ResponseWriter, r *http.Request, v *visit) error {
	typed := typing(r, "pledge")
	in := app.PledgeSign{Goal: r.PathValue("id"), Unit: typed.text("unit"), Signer: typed.text("signer"), Post: typed.text("post"), To: typed.text("to"), Text: strings.ReplaceAll(typed.text("text"), "\r", ""), Signed: typed.day(r, "signed"), Targets: typed.Values["targets"]}
	var id string
	if !typed.wrong() {
		var err error
		id, err = s.App.PledgeSign(r.Context(), v.Actor, in)
		if err := typed.take(r, err); err != nil {
			return err
		}
	}
	if typed.wrong() {
		return s.pledgeForm(w, r, v, typed)
	}
	return s.redirect(w, r, "/pledges/"+url.PathEscape(id)+"?done=pledge.signed")
}
