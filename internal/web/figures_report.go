package web

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/glossary"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// The monthly return (月报) from a page: the day's list sends many lines as one
// act, a project's page one. Both name their fields "dispatch.ID" and so on, so
// that a button beside a line can send that line alone.

// returnView is the return as the page shows it.
type returnView struct {
	Title, Note string
	Month       string // 2026-10, as the form sends it back
	MonthWords  string
	Clock, Tone string
	Lines       []returnLine
	Others      []string // mistakes of no field
	More        int      // lines beyond those shown
	Reported    ui.Link  // shows those reported too
	AllDone     bool
}

// A returnLine is one project with what is known and what is typed.
type returnLine struct {
	ID, Name, Href, Note string
	Plan, Last, Due      ui.Cell
	Dispatch, Statistics typedField
	Image                typedField
	Done                 bool
	// What is reported already is shown and changed on the project's own page.
	DispatchKnown, StatisticsKnown ui.Cell
}

// A typedField is a field with what was typed into it, what was there before, and
// what is wrong with it.
type typedField struct{ Name, Value, Was, Mistake string }

// returnTyped is a return that came back: values by field, sentences by field.
type returnTyped struct {
	Values   url.Values
	Mistakes map[string]string
	Others   []string
}

func (t returnTyped) wrong() bool { return len(t.Mistakes)+len(t.Others) > 0 }

// field is a field as it was typed, or as it is known.
func (t returnTyped) field(name, known string) typedField {
	f := typedField{Name: name, Value: known, Was: known, Mistake: t.Mistakes[name]}
	if t.Values != nil {
		f.Value = t.Values.Get(name)
	}
	return f
}

// returnViewOf lists what is missing; what is reported already is a click away.
func returnViewOf(ctx context.Context, ret *app.MonthReturn, typed returnTyped, all bool) *returnView {
	month := whenText(ctx, ret.Month)
	view := &returnView{Title: ui.T(ctx, "{month}月报", "month", month), Month: ret.Month.String(), MonthWords: month, Others: typed.Others, AllDone: ret.Missing == 0}
	view.Note = ui.T(ctx, "应报 {due} 个，未报 {missing} 个，{day} 截止", "due", ret.Due, "missing", ret.Missing, "day", ret.By.String())
	if view.Clock, view.Tone = leftText(ctx, ret.Left); view.AllDone {
		view.Clock, view.Tone = ui.T(ctx, "已报齐"), ""
	}
	view.More = max(0, ret.Missing-len(ret.Lines))
	if done := ret.Due - ret.Missing; done > 0 && !all {
		view.Reported = ui.Link{Label: ui.T(ctx, "已报的 {n} 个", "n", done), Href: here(ctx, "reported", "1", "sent", "")}
	}
	for _, l := range ret.Lines {
		if l.Dispatch != nil && !all {
			continue
		}
		view.Lines = append(view.Lines, returnLineOf(ctx, l, ret.Month, typed))
	}
	return view
}

// leftText is the working days left until a return is due.
func leftText(ctx context.Context, left int) (words, tone string) {
	switch {
	case left < 0:
		return ui.T(ctx, "已逾期 {n} 个工作日", "n", -left), "late"
	case left == 0:
		return ui.T(ctx, "今天截止"), "soon"
	}
	return ui.T(ctx, "还剩 {n} 个工作日", "n", left), "soon"
}

func returnLineOf(ctx context.Context, l app.ReturnLine, month workday.When, typed returnTyped) returnLine {
	p, pr := l.Row.Project, l.Row.Progress
	line := returnLine{ID: p.ID, Name: p.Name, Href: projectURL(p.ID, ""), Note: l.Row.Unit, Done: l.Dispatch != nil, Plan: ui.Missing(), Last: ui.Missing(), Due: ui.Missing()}
	if plan := p.PlanOf(month.First.Year()); plan.OK {
		line.Plan = amountCell(ctx, plan)
	}
	if pr.Done.OK && pr.Month != month {
		line.Last = amountCell(ctx, pr.Done)
		line.Last.Note = whenText(ctx, pr.Month)
	}
	line.Dispatch = typed.field("dispatch."+p.ID, "")
	line.Statistics = typed.field("statistics."+p.ID, "")
	if l.Dispatch != nil {
		line.DispatchKnown = amountCell(ctx, l.Dispatch.YearDone)
	}
	if l.Statistics != nil {
		line.StatisticsKnown = amountCell(ctx, l.Statistics.YearDone)
	}
	line.Image = typed.field("image."+p.ID, p.Image)
	return line
}

// wanText is an amount in 万元 for a field; "" where none is known.
func wanText(o money.Opt) string {
	switch {
	case !o.OK:
		return ""
	case o.Yuan%money.Wan == 0:
		return o.Yuan.Wan(0)
	}
	return o.Yuan.Wan(4)
}

// figuresReport takes the whole list.
func (s *Server) figuresReport(w http.ResponseWriter, r *http.Request, v *visit) error {
	var ids []string
	for name := range r.PostForm {
		if id, ok := strings.CutPrefix(name, "dispatch."); ok {
			ids = append(ids, id)
		}
	}
	return s.sendFigures(w, r, v, ids)
}

// figureReport takes one project's line: from the list or from its page.
func (s *Server) figureReport(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.sendFigures(w, r, v, []string{r.PathValue("id")})
}

// sendFigures reads the lines, sends them as one act, and goes back where they
// came from. Mistakes go back with what was typed.
func (s *Server) sendFigures(w http.ResponseWriter, r *http.Request, v *visit, ids []string) error {
	month, err := workday.ParseWhen(r.PostFormValue("month"))
	typed := returnTyped{Values: r.PostForm, Mistakes: map[string]string{}}
	if err != nil {
		typed.Mistakes["month"] = glossary.Say(lang(r.Context()), fault.New(fault.Invalid, "figure.month"))
	}
	items, fields := typed.items(r, ids, month)
	if typed.wrong() {
		return s.figuresBack(w, r, v, typed)
	}
	if len(items) == 0 {
		typed.Others = []string{ui.T(r.Context(), "还没有填写任何数字。")}
		return s.figuresBack(w, r, v, typed)
	}
	err = s.App.FiguresReport(r.Context(), v.Actor, app.FiguresReport{Items: items, Because: strings.TrimSpace(r.PostFormValue("because"))})
	if e, ok := fault.As(err); ok && e.Kind == fault.Invalid {
		typed.take(r, e, fields)
		return s.figuresBack(w, r, v, typed)
	}
	if err != nil {
		return err
	}
	return s.redirect(w, r, address(figuresFrom(r), "sent", strconv.Itoa(len(items))))
}

// figuresFrom is the page a return was sent from.
func figuresFrom(r *http.Request) string {
	if id := r.PathValue("id"); id != "" && r.PostFormValue("from") == "project" {
		return projectURL(id, "")
	}
	return "/"
}

// figuresBack shows the page of the form again.
func (s *Server) figuresBack(w http.ResponseWriter, r *http.Request, v *visit, typed returnTyped) error {
	if id := r.PathValue("id"); id != "" && r.PostFormValue("from") == "project" {
		return s.projectWith(w, r, v, projectTyped{Return: typed})
	}
	return s.todayWith(w, r, v, typed)
}

// senses are the two figures of a month with the fields they are typed into.
var senses = []lifecycle.Sense{lifecycle.Dispatch, lifecycle.Statistics}

// items are the lines that say something, and the fields they stand in.
func (t *returnTyped) items(r *http.Request, ids []string, month workday.When) (items []app.FigureItem, fields []string) {
	take := func(id string, sense lifecycle.Sense, image *string) {
		name := string(sense) + "." + id
		year, since := t.amount(r, name), t.amount(r, "done."+name)
		items = append(items, app.FigureItem{Figure: lifecycle.Figure{Project: id, Month: month, Sense: sense, YearDone: year, Done: since}, Image: image})
		fields = append(fields, name)
	}
	emptied := r.PostFormValue("from") == "project"
	for _, id := range ids {
		image := t.image(id)
		for _, sense := range senses {
			name := string(sense) + "." + id
			if t.says(name, emptied) || t.says("done."+name, emptied) || image != nil && sense == lifecycle.Dispatch && t.typed("dispatch."+id) != "" {
				take(id, sense, image)
				image = nil
			}
		}
		if image != nil {
			t.Mistakes["image."+id] = ui.T(r.Context(), "形象进度随完成投资一起报，请同时填写数字。")
		}
	}
	return items, fields
}

// amount reads one field in 万元; what is no amount is a mistake of the field.
func (t *returnTyped) amount(r *http.Request, name string) money.Opt {
	o, err := wanOf(t.typed(name))
	if e, ok := fault.As(err); ok {
		t.Mistakes[name] = glossary.Say(lang(r.Context()), e)
	}
	return o
}

func (t *returnTyped) typed(name string) string { return strings.TrimSpace(t.Values.Get(name)) }

// says tells that a field was changed. Emptied on a project's own page it takes
// the figure back; in a list an empty field says nothing.
func (t *returnTyped) says(name string, emptied bool) bool {
	text := t.typed(name)
	return text != t.Values.Get("was-"+name) && (text != "" || emptied)
}

// image is the image progress of a line where it was changed.
func (t *returnTyped) image(id string) *string {
	name := "image." + id
	if _, sent := t.Values[name]; !sent || !t.says(name, true) {
		return nil
	}
	said := t.typed(name)
	return &said
}

// wanOf reads an amount typed in 万元; "" is none.
func wanOf(text string) (money.Opt, error) {
	if text == "" {
		return money.Opt{}, nil
	}
	y, _, err := money.ParseDecimal(text, money.Wan)
	if err != nil {
		return money.Opt{}, err
	}
	return money.Some(y), nil
}

// take sorts the faults of a return under the fields of its lines.
func (t *returnTyped) take(r *http.Request, e *fault.Error, fields []string) {
	byField, others := mistakesOf(r, e)
	t.Others = others
	for path, sentence := range byField {
		line, field, inLine := strings.Cut(strings.TrimPrefix(path, "items["), "].")
		i, err := strconv.Atoi(line)
		switch {
		case !inLine || err != nil || i >= len(fields):
			t.Others = append(t.Others, sentence)
		case field == "done":
			t.Mistakes["done."+fields[i]] = sentence
		case field == "image":
			t.Mistakes["image."+fields[i][strings.Index(fields[i], ".")+1:]] = sentence
		case field == "month":
			t.Mistakes["month"] = sentence
		default:
			t.Mistakes[fields[i]] = sentence
		}
	}
}
