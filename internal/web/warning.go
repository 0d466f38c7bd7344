package web

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/score"
	"guatu/internal/web/svg"
	"guatu/internal/web/ui"
)

// One warning: what has to be mended, the plan, the office's word.

// warningPage is one warning as it stands.
type warningPage struct {
	Frame   ui.FrameData
	Done    string
	Others  []string
	Tabs    []ui.Link
	Row     app.WarningPage
	Lead    string
	Clock   string
	Tone    string
	Rail    []wayStep
	Facts   []ui.Fact
	Plan    []ui.Fact
	Acts    []stepForm
	Version int
	Steps   []ui.Moment
}

// warningSheet is the warning on paper.
type warningSheet struct {
	Frame  ui.FrameData
	Title  string
	Number string
	Unit   string
	Cause  string
	Due    string
	Rung   score.Rung
	Issuer string
	Day    string
	Plan   string
	By     string
	List   string
}

func (s *Server) warning(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.warningWith(w, r, v, typedForm{})
}

func (s *Server) warningWith(w http.ResponseWriter, r *http.Request, v *visit, t typedForm) error {
	r = showing(r, "/warnings/"+r.PathValue("id"))
	m, err := momentAsked(r)
	if err != nil {
		return err
	}
	row, err := s.App.Warning(r.Context(), v.Actor, r.PathValue("id"), m)
	if err != nil {
		return err
	}
	ctx, on := r.Context(), onText(m)
	p := warningPage{Frame: s.scoreFrame(r, v, m, row.Known, row.UnitName+" · "+row.Standing.Rung.Name), Done: r.URL.Query().Get("done"), Others: t.Others, Tabs: scoreTabs(ctx, v, on, "/warnings"), Row: *row, Version: row.Warning.Version}
	p.Frame.Paper = ""
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "督办单"), Href: address("/warnings", "on", on)}}
	p.Frame.Actions = warningButtons(warningURL(row.Warning.ID) + "/paper")
	p.Lead, p.Clock, p.Tone = warningLead(ctx, row)
	p.Rail, p.Facts, p.Plan, p.Steps = rungRail(ctx, row), warningFacts(ctx, row, on), planFacts(ctx, row), warningMoments(ctx, v, row)
	if on == "" && m.Known == 0 {
		p.Acts = warningForms(ctx, row, t)
	}
	return render(w, r, t.status(), warningView(p))
}

// warningLead says whose move it is.
func warningLead(ctx context.Context, row *app.WarningPage) (lead, clock, tone string) {
	now := row.Standing
	switch now.State {
	case score.WarningWaits:
		lead = ui.T(ctx, "等待{unit}在 {day} 前报送整改方案，逾期升级", "unit", row.UnitName, "day", now.Due.String())
		if now.Late {
			lead = ui.T(ctx, "已到最高级，{unit}仍未报送整改方案", "unit", row.UnitName)
		}
		clock, tone = workdaysText(ctx, row.Workdays)
	case score.WarningJudged:
		lead = ui.T(ctx, "{unit}已报整改方案，等待{issuer}审定", "unit", row.UnitName, "issuer", row.Issuer)
	case score.WarningMending:
		lead = ui.T(ctx, "按方案整改，{day} 前整改到位，由{issuer}销号", "day", now.Due.String(), "issuer", row.Issuer)
		clock, tone = workdaysText(ctx, row.Workdays)
	case score.WarningLifted:
		last := row.Warning.Steps[len(row.Warning.Steps)-1]
		lead = ui.T(ctx, "{day} 已销号", "day", last.Day.String())
	}
	return lead, clock, tone
}

// rungRail is the ladder with how high the warning stands.
func rungRail(ctx context.Context, row *app.WarningPage) (rail []wayStep) {
	for i, rung := range row.Ladder {
		step := wayStep{Step: svg.Step{Name: rung.Name, Recognised: i <= row.Standing.Level, Now: i == row.Standing.Level && row.Standing.State != score.WarningLifted},
			Who: ui.T(ctx, "{n} 个工作日", "n", rung.Days)}
		rail = append(rail, step)
	}
	return rail
}

func warningFacts(ctx context.Context, row *app.WarningPage, on string) []ui.Fact {
	first := row.Warning.Steps[0]
	list := []ui.Fact{{Label: ui.T(ctx, "整改事项"), Value: ui.Cell{Text: row.Warning.Cause, Tone: "wrap"}, Wide: true}, {Label: ui.T(ctx, "被督办单位"), Value: ui.Words(row.UnitName)},
		{Label: ui.T(ctx, "发出单位"), Value: ui.Words(row.Issuer)}, {Label: ui.T(ctx, "发出"), Value: ui.Words(first.Name + " " + first.Day.String())}}
	if row.Title != "" {
		list = append(list, ui.Fact{Label: ui.T(ctx, "依据"), Value: ui.Door(row.Title, publicationURL(row.Warning.Publication, "on", on)), Wide: true})
	}
	return append(list, ui.Fact{Label: ui.T(ctx, "等级出处"), Value: ui.Cell{Text: row.Standing.Rung.Source, Tone: "wrap"}, Wide: true})
}

// planFacts are the last plan; none where there is none.
func planFacts(ctx context.Context, row *app.WarningPage) []ui.Fact {
	for _, s := range slices.Backward(row.Warning.Steps) {
		if s.Act == score.RespondWarning {
			return []ui.Fact{{Label: ui.T(ctx, "措施"), Value: ui.Cell{Text: s.Note, Tone: "wrap"}, Wide: true}, {Label: ui.T(ctx, "整改完成日期"), Value: ui.Words(s.By.String())},
				{Label: ui.T(ctx, "报送"), Value: ui.Words(s.Name + " " + s.Day.String())}}
		}
	}
	return nil
}

func warningMoments(ctx context.Context, v *visit, row *app.WarningPage) (list []ui.Moment) {
	for _, s := range slices.Backward(row.Warning.Steps) {
		m := ui.Moment{Day: s.Day.String(), Who: s.Name, Time: v.frame.Tree.Name(s.Unit), What: termOf(ctx, "warning.act", string(s.Act)), Why: s.Note}
		if !s.By.IsZero() {
			m.What += " · " + ui.T(ctx, "{day} 前整改到位", "day", s.By.String())
		}
		list = append(list, m)
	}
	return list
}

// warningForms are the forms open to the reader.
func warningForms(ctx context.Context, row *app.WarningPage, t typedForm) (list []stepForm) {
	for _, act := range row.Acts {
		kind := string(act)
		note, wrong := t.known(kind, "note", "")
		f := stepForm{Title: termOf(ctx, "warning.act", kind), Button: termOf(ctx, "warning.act", kind), Kind: kind, Action: warningURL(row.Warning.ID) + "/decide", Hidden: []ui.Pair{{Name: "act", Value: kind}},
			Fields: []ui.FieldData{{Name: "note", Label: ui.T(ctx, "说明"), Value: note, Mistake: wrong, Lines: 2, Must: act != score.AcceptPlan}}, Open: t.Which == kind || act != score.LiftWarning}
		switch act {
		case score.RespondWarning:
			by, bad := t.known(kind, "by", "")
			f.Action, f.Hidden, f.Tone = warningURL(row.Warning.ID)+"/plan", nil, "main"
			f.Fields = []ui.FieldData{{Name: "note", Label: ui.T(ctx, "整改措施"), Value: note, Mistake: wrong, Lines: 5, Must: true, Hint: ui.T(ctx, "问题在哪里，做什么，谁负责")},
				{Name: "by", Label: ui.T(ctx, "整改完成日期"), Value: by, Mistake: bad, Type: "date", Must: true}}
		case score.AcceptPlan:
			f.Tone = "main"
		case score.LiftWarning:
			f.Note = ui.T(ctx, "整改到位以后销号；写明怎样核实的。")
		}
		list = append(list, f)
	}
	return list
}

func (s *Server) warningTaken(w http.ResponseWriter, r *http.Request, v *visit, t typedForm, err error) error {
	if err := t.take(r, err); err != nil {
		return err
	}
	if t.wrong() {
		return s.warningWith(w, r, v, t)
	}
	return s.redirect(w, r, warningURL(r.PathValue("id"), "done", "warning."+t.Which))
}

func (s *Server) warningAnswer(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, string(score.RespondWarning))
	in := app.WarningAnswer{ID: r.PathValue("id"), Version: t.version(), By: t.day(r, "by"), Note: t.text("note")}
	if t.wrong() {
		return s.warningWith(w, r, v, t)
	}
	return s.warningTaken(w, r, v, t, s.App.WarningAnswer(r.Context(), v.Actor, in))
}

func (s *Server) warningDecide(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, r.PostFormValue("act"))
	in := app.WarningDecide{ID: r.PathValue("id"), Version: t.version(), Act: score.WarningAct(t.Which), Note: t.text("note")}
	return s.warningTaken(w, r, v, t, s.App.WarningDecide(r.Context(), v.Actor, in))
}

// warningNew is the form of a warning that follows no list.
func (s *Server) warningNew(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.warningForm(w, r, v, typedForm{})
}

func (s *Server) warningForm(w http.ResponseWriter, r *http.Request, v *visit, t typedForm) error {
	ctx := r.Context()
	p := goalSavePage{Frame: s.frameOf(r, v, ui.T(ctx, "发督办单")), Others: t.Others, Action: "/warnings/new", Back: "/warnings", Save: ui.T(ctx, "发出"), Notice: ui.T(ctx, "发出后不能撤回，整改到位后销号。")}
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "督办单"), Href: "/warnings"}}
	units := []ui.Option{{Label: ui.T(ctx, "请选择")}}
	tree := v.frame.Tree
	for _, id := range tree.Children(tree.Campaign(v.Unit)) {
		if u, ok := tree.Unit(id); ok && !u.Closed && u.Kind != access.Company {
			units = append(units, ui.Option{Value: id, Label: u.Label()})
		}
	}
	p.Parts = []goalFields{{Fields: withTyped([]ui.FieldData{
		{Name: "unit", Label: ui.T(ctx, "被督办单位"), Options: units, Must: true, Value: r.URL.Query().Get("unit")},
		{Name: "cause", Label: ui.T(ctx, "整改事项"), Lines: 4, Wide: true, Must: true},
	}, t)}}
	return render(w, r, t.status(), goalSaveView(p))
}

func (s *Server) warningIssue(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "issue")
	id, err := s.App.WarningIssue(r.Context(), v.Actor, app.WarningIssue{Unit: t.text("unit"), Cause: t.text("cause")})
	if err := t.take(r, err); err != nil {
		return err
	}
	if t.wrong() {
		return s.warningForm(w, r, v, t)
	}
	return s.redirect(w, r, warningURL(id, "done", "warning.issue"))
}

func (s *Server) warningPaper(w http.ResponseWriter, r *http.Request, v *visit) error {
	m, err := momentAsked(r)
	if err != nil {
		return err
	}
	row, err := s.App.Warning(r.Context(), v.Actor, r.PathValue("id"), m)
	if err != nil {
		return err
	}
	ctx := r.Context()
	p := warningSheet{Frame: s.frameOf(r, v, ui.T(ctx, "督办单")), Title: row.Standing.Rung.Name, Number: strings.ToUpper(row.Warning.ID[max(0, len(row.Warning.ID)-8):]), Unit: row.UnitName, Cause: row.Warning.Cause,
		Rung: row.Standing.Rung, Issuer: officeTitle(v, row.Warning.Steps[0].Unit), Day: signedOn(ctx, row.Warning.Steps[0].Day), List: row.Title}
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "督办单"), Href: "/warnings"}, {Label: row.UnitName, Href: warningURL(row.Warning.ID)}}
	p.Frame.Actions, p.Frame.Paper = ui.ButtonPrint(), "official"
	if !row.Standing.Due.IsZero() {
		p.Due = signedOn(ctx, row.Standing.Due)
	}
	for _, step := range row.Warning.Steps {
		if step.Act == score.RespondWarning {
			p.Plan, p.By = step.Note, signedOn(ctx, step.By)
		}
	}
	return render(w, r, http.StatusOK, warningPaperView(p))
}
