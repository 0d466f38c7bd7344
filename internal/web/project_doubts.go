package web

import (
	"context"
	"net/http"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/web/ui"
)

// 疑点 on a project's page: each doubt with what it compared, its explanation or
// the form for one; beside it the project's way into statistics.

// tabDoubts is the side's name in the address.
const tabDoubts = "doubts"

// projectDoubts is the side.
type projectDoubts struct {
	ID      string
	Rows    []doubtCard
	Earlier []ui.Entry // explanations that hold no more
	Ways    []wayCard
	Others  []string
}

// A doubtCard is one doubt. Form is there for those who may explain it.
type doubtCard struct {
	Check, Facts string
	Title        string
	Severity     lifecycle.Severity
	Value        string
	Records      []ui.Fact
	Source       string
	Answer       string
	AnswerBy     string
	Form         *ui.FieldData
}

// A wayCard is one of the two ways into statistics.
type wayCard struct {
	Title   string
	State   string
	Tone    string
	Facts   []ui.Fact
	Missing []string
	Bars    []string
	All     string // the list of everybody on this way
}

// doubtsSide makes the side.
func (s *Server) doubtsSide(r *http.Request, v *visit, page *app.ProjectPage, typed typedForm) (*projectDoubts, error) {
	ctx, id := r.Context(), page.Project.ID
	m := app.Moment{On: page.On, Known: page.Known}
	list, err := s.App.ProjectDoubts(ctx, v.Actor, id, m)
	if err != nil {
		return nil, err
	}
	ways, err := s.App.ProjectChances(ctx, v.Actor, id, m)
	if err != nil {
		return nil, err
	}
	p := &projectDoubts{ID: id, Others: typed.Others}
	may := v.Can(access.AnswerDoubt) && page.On == v.frame.Today
	for _, d := range list.Rows {
		p.Rows = append(p.Rows, doubtCardOf(ctx, d, may, typed))
	}
	for _, a := range list.Answers {
		if !holdsStill(list.Rows, a) {
			p.Earlier = append(p.Earlier, ui.Entry{Title: checkName(list.Rows, a.Doubt), Note: a.Name + " " + a.Day.String(), Why: []string{a.Text}})
		}
	}
	for _, w := range ways {
		p.Ways = append(p.Ways, wayCardOf(ctx, w, page))
	}
	return p, nil
}

// holdsStill tells whether an explanation is the one shown with its doubt.
func holdsStill(rows []app.DoubtRow, a lifecycle.Answer) bool {
	for _, d := range rows {
		if d.Answer != nil && d.Answer.ID == a.ID {
			return true
		}
	}
	return false
}

// checkName is a check's name while it is doubted; afterwards nobody asks.
func checkName(rows []app.DoubtRow, check string) string {
	for _, d := range rows {
		if d.Check == check {
			return d.Name
		}
	}
	return check
}

func doubtCardOf(ctx context.Context, d app.DoubtRow, may bool, typed typedForm) doubtCard {
	c := doubtCard{Check: d.Check, Facts: d.Facts, Title: d.Name, Severity: d.Severity, Value: doubtValue(ctx, d), Source: ui.T(ctx, "规则来源：{source}", "source", d.Source)}
	for _, r := range d.Records {
		c.Records = append(c.Records, recordFact(ctx, r))
	}
	if d.Answer != nil {
		c.Answer, c.AnswerBy = d.Answer.Text, d.Answer.Name+" "+d.Answer.Day.String()
	}
	if may {
		text, mistake := typed.known("doubt "+d.Check, "text", "")
		c.Form = &ui.FieldData{Name: "text", Label: ui.T(ctx, "说明原因和依据"), Lines: 3, Wide: true, Must: true, Value: text, Mistake: mistake}
	}
	return c
}

// recordFact is one record as label and value; another project is a door.
func recordFact(ctx context.Context, r app.DoubtRecord) ui.Fact {
	label := recordLabel(ctx, r)
	if r.Hidden {
		return ui.Fact{Label: label, Value: ui.Words(ui.T(ctx, "在您权限以外的另一个项目中"))}
	}
	text := recordText(ctx, app.DoubtRecord{Compared: r.Compared, KindName: r.KindName})
	cell := ui.Words(text[len(label+ui.T(ctx, "：")):])
	if r.ProjectName != "" {
		cell.Note, cell.Text, cell.Href = cell.Text, r.ProjectName, projectURL(r.Project, "")
	}
	return ui.Fact{Label: label, Value: cell}
}

// doubtAnswer takes an explanation.
func (s *Server) doubtAnswer(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "doubt "+r.PostFormValue("check"))
	in := app.DoubtAnswer{Project: r.PathValue("id"), Check: t.text("check"), Facts: t.text("facts"), Text: t.text("text")}
	if err := t.take(r, s.App.DoubtAnswer(r.Context(), v.Actor, in)); err != nil {
		return err
	}
	return s.projectDone(w, r, v, projectTyped{Tab: tabDoubts, Form: t})
}

// wayCardOf is one way into statistics in words.
func wayCardOf(ctx context.Context, w app.ChanceRow, page *app.ProjectPage) wayCard {
	c := wayCard{Title: termOf(ctx, "entry", string(w.Entry)), State: termOf(ctx, "window", string(w.State)), Tone: wayTone(w.Chance), All: address("/windows", "entry", string(w.Entry))}
	if w.State == lifecycle.Entered || w.State == lifecycle.NoWindows {
		return c
	}
	c.Facts = []ui.Fact{{Label: ui.T(ctx, "窗口"), Value: ui.Words(w.Window)}}
	if len(w.Bars) == 0 && !w.Turn.Closes.IsZero() {
		c.Facts = append(c.Facts, ui.Fact{Label: ui.T(ctx, "时间"), Value: ui.Cell{Text: turnText(w.Turn), Note: turnLeft(ctx, w)}})
	}
	if w.Missed > 0 {
		c.Facts = append(c.Facts, ui.Fact{Label: ui.T(ctx, "错过"), Value: ui.Words(ui.T(ctx, "{n} 次窗口", "n", w.Missed))})
	}
	c.Bars = barTexts(ctx, w)
	c.Missing = paperTexts(w)
	return c
}
