package web

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/web/ui"
)

// The side 认定 of a project's page: how each stage stands, and the form that
// declares one with what is missing beside it.

// tabClaim is that side; materialsTab is where evidence is entered.
const (
	tabClaim     = "claim"
	materialsTab = "materials"
)

// projectClaim is the side.
type projectClaim struct {
	ID      string
	Others  []string
	Stages  ui.TableData
	Form    *declareForm
	Choices []ui.Link
}

// A declareForm declares one stage.
type declareForm struct {
	Title, Sign, Source, Level string
	Stage                      lifecycle.Stage
	Wants                      []wantLine
	Fields                     []string // of the project, that are missing
	Checks                     string
	On, Note                   ui.FieldData
	Reason                     *ui.FieldData
	Ready                      bool
	Exit                       bool
	Edit                       string
	Evidence                   string
	Open                       *ui.Link // a claim that is being dealt with
	Back                       string   // why it came back
	BackAt                     string
}

// A wantLine is one line of evidence: what is asked, what is there.
type wantLine struct {
	Name, State, Tone, Source string
	Have                      []string
	Usual                     bool
	Add                       string // where it is entered
}

func (s *Server) projectClaimRoutes() []route {
	return []route{
		{method: "POST", path: "/projects/{id}/claims", handle: s.claimDeclare, action: access.DeclareStage},
	}
}

// claimSide reads the side.
func (s *Server) claimSide(r *http.Request, v *visit, page *app.ProjectPage, typed typedForm) (*projectClaim, error) {
	ctx := r.Context()
	stage := lifecycle.Stage(r.URL.Query().Get("stage"))
	if typed.Which == "claim" {
		stage = lifecycle.Stage(typed.Values.Get("stage"))
	}
	f, err := s.App.ClaimForm(ctx, v.Actor, page.Project.ID, stage)
	if err != nil {
		return nil, err
	}
	desk, err := s.App.ProjectClaims(ctx, v.Actor, page.Project.ID, app.Moment{On: page.On})
	if err != nil {
		return nil, err
	}
	side := &projectClaim{ID: page.Project.ID, Others: typed.Others, Stages: stagesTable(ctx, page, desk)}
	if v.Can(access.DeclareStage) && page.On == v.frame.Today {
		side.Form = declareFormOf(ctx, f, typed)
		for _, c := range f.Choices {
			side.Choices = append(side.Choices, ui.Link{Label: stageText(ctx, c.Stage), Href: here(ctx, "tab", tabClaim, "stage", string(c.Stage)) + "#declare", Current: c.Stage == f.Stage})
		}
	}
	return side, nil
}

// stagesTable is every stage with what was declared and what was recognised.
func stagesTable(ctx context.Context, page *app.ProjectPage, claims []app.ClaimRow) ui.TableData {
	t := table(ui.T(ctx, "各阶段"), term(ctx, "form.stage"), ui.T(ctx, "计划"), ui.T(ctx, "申报"), ui.T(ctx, "认定"), ui.T(ctx, "认定人"), ui.T(ctx, "状态"), ui.T(ctx, "期限"))
	t.Cards = true
	var rows []ui.Row
	for _, stage := range append(lifecycle.Stages[1:len(lifecycle.Stages):len(lifecycle.Stages)], lifecycle.Exited) {
		fact := page.Project.Fact(stage)
		i := slices.IndexFunc(claims, func(c app.ClaimRow) bool { return c.Claim.Stage == stage })
		if i < 0 && fact.Empty() && stage == lifecycle.Exited {
			continue
		}
		row := ui.Row{Cells: []ui.Cell{ui.Words(stageText(ctx, stage)), whenCell(ctx, fact.Planned), statedCell(ctx, fact.Declared && fact.DeclaredOn.First <= page.On, fact.DeclaredOn),
			statedCell(ctx, fact.Recognised && fact.RecognisedOn.First <= page.On, fact.RecognisedOn), ui.Missing(), ui.Missing(), ui.Missing()}}
		switch {
		case i >= 0:
			row.Href = claimURL(ctx, claims[i].Claim.ID)
			row.Cells[0] = ui.Door(stageText(ctx, stage), row.Href)
			row.Cells[4] = recogniserCell(claims[i].Standing)
			row.Cells[5], row.Cells[6] = ui.Show(claimPill(claims[i].Standing.State, claims[i].Turn)), ui.Show(claimClock(claims[i].Standing))
		case fact.Declared && !fact.Recognised && stage == page.Next.Pending:
			row.Cells[5] = ui.Cell{Text: ui.T(ctx, "台账已填报，未提交认定"), Tone: "watch"}
		}
		rows = append(rows, row)
	}
	t.Groups = []ui.Group{{Rows: rows}}
	return t
}

// recogniserCell says who recognised a stage, and on which day they did.
func recogniserCell(now lifecycle.Standing) ui.Cell {
	if now.State != lifecycle.Recognised || now.Decided == nil {
		return ui.Missing()
	}
	return ui.Cell{Text: now.Decided.Name + " " + now.Decided.Day.String(), Tone: "wrap"}
}

// statedCell is a date of what was stated; without one it is stated all the same.
func statedCell(ctx context.Context, stated bool, on when) ui.Cell {
	switch {
	case !stated:
		return ui.Missing()
	case on.IsZero():
		return ui.Words(ui.T(ctx, "是，时间未报"))
	}
	return ui.Words(whenText(ctx, on))
}

func declareFormOf(ctx context.Context, f *app.ClaimForm, typed typedForm) *declareForm {
	if f.Rule == nil {
		return nil
	}
	id := f.Project.Project.ID
	d := &declareForm{Title: ui.T(ctx, "申报{stage}认定", "stage", stageText(ctx, f.Stage)), Stage: f.Stage, Sign: f.Sign, Source: f.Rule.Source, Level: termOf(ctx, "level", string(f.Level)),
		Exit: f.Stage == lifecycle.Exited, Edit: "/projects/" + id + "/edit", Evidence: address("/projects/"+id, "tab", materialsTab)}
	d.Ready = true
	for _, field := range f.Fields {
		d.Fields, d.Ready = append(d.Fields, lackText(ctx, field, f.Stage)), false
	}
	for _, w := range f.Wants {
		d.Wants = append(d.Wants, wantOf(ctx, f, w))
		d.Ready = d.Ready && (w.Met || w.Usual)
	}
	d.Checks = demandedText(ctx, f.Checks)
	on, wrongOn := typed.known("claim", "on", f.Reached.String())
	note, wrongNote := typed.known("claim", "note", "")
	d.On = ui.FieldData{Name: "on", Label: ui.T(ctx, "达到时间"), Value: on, Mistake: wrongOn, Must: true, Hint: ui.T(ctx, "至少写到月，如 2026-03-19 或 2026-03"), Wide: true}
	d.Note = ui.FieldData{Name: "note", Label: ui.T(ctx, "说明"), Value: note, Mistake: wrongNote, Lines: 2, Wide: true}
	if d.Exit {
		d.Reason = exitReasons(ctx, f, typed)
	}
	if f.Back != nil {
		d.Back, d.BackAt = backText(ctx, f.Back), claimURL(ctx, f.Back.Claim)
	}
	if f.Claim != "" && openClaim(f.State) {
		d.Open = &ui.Link{Label: termOf(ctx, "claim.state", string(f.State)), Href: "/claims/" + f.Claim}
	}
	return d
}

// wantOf is one line of the evidence in words.
func wantOf(ctx context.Context, f *app.ClaimForm, w app.Want) wantLine {
	l := wantLine{Name: strings.Join(kindNames(w.Kinds, f.Names), ui.T(ctx, " 或 ")), Usual: w.Usual, Source: w.Source,
		Add: address("/projects/"+f.Project.Project.ID, "tab", materialsTab, "kind", w.Kinds[0]) + "#add"}
	for _, e := range w.Have {
		words := strings.TrimSpace(e.Number + " " + whenTextOr(ctx, e.Issued))
		if words == "" {
			words = ui.T(ctx, "{n} 个文件", "n", len(e.Files))
		}
		l.Have = append(l.Have, words)
	}
	switch {
	case w.Met:
		l.State = ui.T(ctx, "齐备")
	case len(w.Parts) > 0:
		l.State, l.Tone = ui.T(ctx, "缺{parts}", "parts", strings.Join(partNames(ctx, w.Parts), ui.T(ctx, "、"))), "watch"
	case w.Usual:
		l.State = ui.T(ctx, "建议提供")
	default:
		l.State, l.Tone = ui.T(ctx, "缺"), "late"
	}
	return l
}

// demandedText names who will check, and who is not there to.
func demandedText(ctx context.Context, checks []lifecycle.Checked) string {
	var names []string
	for _, k := range checks {
		if len(k.Units) > 0 {
			names = append(names, k.Name)
		}
	}
	if len(names) == 0 {
		return ui.T(ctx, "不需部门核查")
	}
	return strings.Join(names, ui.T(ctx, "、"))
}

// exitReasons are what a project can leave for, by side state.
func exitReasons(ctx context.Context, f *app.ClaimForm, typed typedForm) *ui.FieldData {
	chosen, wrong := typed.known("claim", "reasons", "")
	field := &ui.FieldData{Name: "reasons", Label: ui.T(ctx, "退出原因"), Must: true, Wide: true, Mistake: wrong, Value: chosen, Options: []ui.Option{{Label: ui.T(ctx, "请选择")}}}
	for _, side := range f.Sides {
		for _, r := range side.Reasons {
			field.Options = append(field.Options, ui.Option{Value: r.Code, Label: side.Name + " · " + r.Name})
		}
	}
	return field
}

// claimDeclare declares the stage, or shows what is missing beside the form.
func (s *Server) claimDeclare(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "claim")
	in := app.ClaimDeclare{Project: r.PathValue("id"), Stage: lifecycle.Stage(t.text("stage")), On: t.when(r, "on"), Note: t.text("note")}
	if reason := t.text("reasons"); reason != "" {
		in.Reasons = []string{reason}
	}
	if !t.wrong() {
		id, err := s.App.ClaimDeclare(r.Context(), v.Actor, in)
		if err := t.take(r, err); err != nil {
			return err
		}
		if !t.wrong() {
			return s.redirect(w, r, address("/claims/"+id, "done", "claim.declared"))
		}
	}
	for field, sentence := range t.Mistakes { // what stands at no field of this form
		if field != "on" && field != "note" && field != "reasons" {
			t.Others = append(t.Others, sentence)
			delete(t.Mistakes, field)
		}
	}
	slices.Sort(t.Others)
	return s.projectWith(w, r, v, projectTyped{Tab: tabClaim, Form: t})
}
