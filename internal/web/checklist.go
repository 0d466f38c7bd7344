package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"guatu/internal/app"
	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/web/ui"
)

// 审批事项清单 of one project: a short questionnaire, the network it gives before it
// is kept, and what people change of it afterwards.

// checklistPage is the page.
type checklistPage struct {
	Frame     ui.FrameData
	ID        string
	Done      string
	Tabs      []ui.Link
	Others    []string // mistakes of no field
	Questions []ui.FieldData
	Keep      *checklistKeep
	Note      string // what the network would come to, in a sentence
	Net       string
	Table     ui.TableData
	Dropped   []ui.Entry
	Gone, New string
	Tried     bool // answers of the address, not kept yet
	Amend     *amendPart
}

// checklistKeep is the form that keeps what was tried.
type checklistKeep struct {
	Answers []ui.Pair
	Version int
	Because *ui.FieldData // nil for the first screening
}

// answerPrefix stands before the code of a question in forms and addresses.
const answerPrefix = "q-"

func (s *Server) checklistShow(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.checklistWith(w, r, v, typedForm{})
}

// checklistWith shows the page, with what was typed when one of its forms came back.
func (s *Server) checklistWith(w http.ResponseWriter, r *http.Request, v *visit, typed typedForm) error {
	id := r.PathValue("id")
	values := r.URL.Query()
	if typed.Which != "" {
		values = typed.Values
	}
	r = showing(r, checklistURL(id))
	project, err := s.App.Project(r.Context(), v.Actor, id, app.Moment{})
	if err != nil {
		return err
	}
	page, err := s.App.Approvals(r.Context(), v.Actor, id, app.Moment{})
	if err != nil {
		return err
	}
	trial, wrong, err := s.tried(r, v, answersOf(values))
	if err != nil {
		return err
	}
	ctx := r.Context()
	p := checklistPage{Frame: s.projectHead(r, v, project), ID: id, Done: doneText(ctx, r.URL.Query().Get("done")), Others: append(wrong, typed.Others...), Tried: len(answersOf(values)) > 0}
	p.Frame.AsOf, p.Frame.Paper = ui.AsOf{}, "a3"
	p.Frame.Crumbs = append(p.Frame.Crumbs, ui.Link{Label: ui.T(ctx, "审批"), Href: approvalsURL(id, "")})
	p.Frame.Actions = checklistButtons(id, page.List != nil)
	p.Tabs = projectTabs(ofProject(ctx, id, ""), project, tabApprovals)
	p.fill(ctx, trial, typed)
	if page.List != nil && !p.Tried {
		p.Amend = amendPartOf(ctx, page, itemAsked(typed, r.URL.Query().Get("item")), typed)
	}
	status := http.StatusOK
	if typed.wrong() || len(wrong) > 0 {
		status = http.StatusUnprocessableEntity
	}
	return render(w, r, status, checklistView(p))
}

// itemAsked is the item being changed: that of the form that came back, or the address's.
func itemAsked(typed typedForm, asked string) string {
	if typed.Which == "change" {
		return typed.text("item")
	}
	return asked
}

// tried is the screening by answers; what is wrong with them is said, and the page
// shows what is known instead.
func (s *Server) tried(r *http.Request, v *visit, answers map[string]string) (*app.ChecklistTrial, []string, error) {
	in := app.ChecklistTry{Project: r.PathValue("id"), Answers: answers}
	trial, err := s.App.ChecklistTry(r.Context(), v.Actor, in)
	if err == nil || fault.KindOf(err) != fault.Invalid || len(answers) == 0 {
		return trial, nil, err
	}
	wrong := sentences(r.Context(), err)
	in.Answers = nil
	trial, err = s.App.ChecklistTry(r.Context(), v.Actor, in)
	return trial, wrong, err
}

// answersOf are the answers of a form or an address, by question.
func answersOf(values url.Values) map[string]string {
	answers := map[string]string{}
	for name := range values {
		if code, is := strings.CutPrefix(name, answerPrefix); is && values.Get(name) != "" {
			answers[code] = values.Get(name)
		}
	}
	return answers
}

// fill puts in the questions, the network and what it leaves out.
func (p *checklistPage) fill(ctx context.Context, t *app.ChecklistTrial, typed typedForm) {
	for _, q := range t.Questions {
		p.Questions = append(p.Questions, questionField(ctx, q))
	}
	p.Note = ui.T(ctx, "{n} 项；今天全部申报的话，预计 {day} 取得“{until}”，总时限 {limit} 个工作日", "n", len(t.Items), "day", forecastText(t), "until", t.Until, "limit", t.Limit)
	p.Net, p.Table = netDrawing(ctx, p, t), netTable(ctx, p, t)
	for _, d := range t.Dropped {
		p.Dropped = append(p.Dropped, droppedEntry(ctx, d))
	}
	p.Gone, p.New = strings.Join(t.Gone, ui.T(ctx, "、")), strings.Join(t.New, ui.T(ctx, "、"))
	if t.Version > 0 && !p.Tried {
		return
	}
	p.Keep = &checklistKeep{Version: t.Version}
	for _, q := range t.Questions {
		p.Keep.Answers = append(p.Keep.Answers, ui.Pair{Name: answerPrefix + q.Code, Value: q.Answer})
	}
	if t.Version > 0 {
		value, mistake := typed.known("screen", "because", "")
		p.Keep.Because = &ui.FieldData{Name: "because", Label: ui.T(ctx, "重新筛查的理由"), Value: value, Mistake: mistake, Must: true, Wide: true, Hint: ui.T(ctx, "例如“改为技改”；人工调整能保留的都保留")}
	}
}

func forecastText(t *app.ChecklistTrial) string {
	if t.Forecast == 0 {
		return blank
	}
	return t.Forecast.String()
}

// questionField is one question; what is known of the project is said to be so.
func questionField(ctx context.Context, q app.ChecklistQuestion) ui.FieldData {
	f := ui.FieldData{Name: answerPrefix + q.Code, Label: q.Name, Value: q.Answer}
	for _, a := range q.Answers {
		f.Options = append(f.Options, ui.Option{Value: a.Code, Label: a.Name, Chosen: a.Code == q.Answer})
		if a.Code != q.Answer || !q.Known {
			continue
		}
		f.Hint = ui.T(ctx, "已知：按项目的建设性质；不对可以改")
		if a.Area != "" {
			f.Hint = ui.T(ctx, "已知：所在区域有生效的区域评估；不对可以改")
		}
	}
	return f
}

func (s *Server) checklistScreen(w http.ResponseWriter, r *http.Request, v *visit) error {
	t, id := typing(r, "screen"), r.PathValue("id")
	in := app.ChecklistScreen{Project: id, Version: t.version(), Answers: answersOf(r.PostForm), Because: t.text("because")}
	if err := t.take(r, s.App.ChecklistScreen(r.Context(), v.Actor, in)); err != nil {
		return err
	}
	if t.wrong() {
		return s.checklistWith(w, r, v, t.stray("because"))
	}
	return s.redirect(w, r, address(approvalsURL(id, ""), "done", "checklist.saved"))
}

// stray puts the mistakes of fields that the form does not have to those of none.
func (t typedForm) stray(fields ...string) typedForm {
	known := map[string]bool{}
	for _, f := range fields {
		known[f] = true
	}
	for name, sentence := range t.Mistakes {
		if !known[name] {
			t.Others = append(t.Others, sentence)
		}
	}
	return t
}

// limitShort is a limit in a box of the network.
func limitShort(ctx context.Context, days int, unit approval.Unit) string {
	switch {
	case days == 0:
		return ui.T(ctx, "即办")
	case unit == approval.CalendarDays:
		return ui.T(ctx, "{n} 自然日", "n", days)
	}
	return ui.T(ctx, "{n} 日", "n", days)
}
