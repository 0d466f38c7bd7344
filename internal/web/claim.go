package web

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/web/ui"
)

// One claim: what is said, on what it is said, what departments found, and the
// decision with its effect.

// claimPage is one claim as it stands.
type claimPage struct {
	Frame    ui.FrameData
	Done     string
	Others   []string
	ID       string
	Version  int
	State    lifecycle.ClaimState
	Turn     bool
	Standing lifecycle.Standing
	Lead     string // what has to happen next, in a sentence
	Facts    []ui.Fact
	Project  []ui.Fact
	Lacks    []string
	Advised  []string
	Dropped  bool
	Excluded string
	Exhibits ui.TableData
	Checks   ui.TableData
	Absent   string
	Steps    []ui.Moment
	Effect   *effectPanel
	Acts     []claimForm
	Other    []ui.Entry
	Together []ui.Entry
	Visits   *claimVisits
	Again    string // where it is declared again
}

// A claimForm is one act with its fields.
type claimForm struct {
	Title, Note, Action, Button, Kind string
	Look                              string // the button that only shows what it would change
	Fields                            []ui.FieldData
	Reasons                           *ui.FieldData
	Hidden                            []ui.Pair
	Open                              bool
}

func (s *Server) claimRoutes() []route {
	return []route{
		{method: "GET", path: "/claims/{id}", handle: s.claim, action: access.ReadProjects},
		{method: "GET", path: "/claims/{id}/form", handle: s.claimPaper, action: access.ReadProjects},
		{method: "POST", path: "/claims/{id}/check", handle: s.claimCheck, action: access.CheckClaim},
		{method: "POST", path: "/claims/{id}/recognise", handle: s.claimRecognise, action: access.RecogniseStage},
		{method: "POST", path: "/claims/{id}/send-back", handle: s.claimSendBack, action: access.RecogniseStage},
		{method: "POST", path: "/claims/{id}/take-back", handle: s.claimTakeBack, action: access.DeclareStage},
		{method: "POST", path: "/claims/{id}/dispute", handle: s.claimDispute, action: access.DeclareStage},
		{method: "POST", path: "/claims/{id}/uphold", handle: s.claimUphold, action: access.RecogniseStage},
		{method: "POST", path: "/claims/{id}/revoke", handle: s.claimRevoke, action: access.RecogniseStage},
	}
}

func (s *Server) claim(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.claimWith(w, r, v, typedForm{})
}

// claimWith shows the page, with what was typed when a form came back.
func (s *Server) claimWith(w http.ResponseWriter, r *http.Request, v *visit, t typedForm) error {
	r = showing(r, "/claims/"+r.PathValue("id"))
	var wrong fault.List
	m := momentOf(r.URL.Query(), &wrong)
	if err := wrong.Err(); err != nil {
		return err
	}
	c, err := s.App.Claim(r.Context(), v.Actor, r.PathValue("id"), m)
	if err != nil {
		return err
	}
	p := s.claimPage(r, v, c, m)
	p.Others = t.Others
	if c.On == v.frame.Today {
		p.Acts = claimActs(r.Context(), c, t)
		if slices.Contains(c.May, lifecycle.Declare) {
			p.Again = address("/projects/"+c.Project.Project.ID, "tab", tabClaim, "stage", string(c.Claim.Stage))
		}
		if p.Effect, err = s.foresee(r, v, c, t); err != nil {
			return err
		}
	}
	if p.Visits, err = s.claimVisits(r, v, c, m); err != nil {
		return err
	}
	status := http.StatusOK
	if t.wrong() {
		status = http.StatusUnprocessableEntity
	}
	return render(w, r, status, claimView(p))
}

func (s *Server) claimPage(r *http.Request, v *visit, c *app.ClaimPage, m app.Moment) claimPage {
	ctx, project := r.Context(), c.Project.Project
	p := claimPage{ID: c.Claim.ID, Version: c.Claim.Version, Done: r.URL.Query().Get("done"), State: c.Standing.State, Turn: c.Turn, Standing: c.Standing}
	p.Frame = s.frameOf(r, v, ui.T(ctx, "{stage}认定 · {name}", "stage", stageText(ctx, c.Claim.Stage), "name", project.Name))
	p.Frame.NewsURL = newsURL(v, c.Known) // a record, not a figure: its days stand in it
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "认定"), Href: address("/claims", "on", onText(m))}, {Label: project.Name, Href: projectURL(project.ID, onText(m))}}
	p.Frame.Actions = claimButtons(p)
	p.Lead, p.Facts = leadText(ctx, c), claimFacts(ctx, c)
	p.Lacks, p.Advised = missingLines(ctx, c.Lacks, c.Names)
	switch {
	case c.Standing.State == lifecycle.Recognised || c.Standing.State == lifecycle.Revoked:
		p.Lacks, p.Advised = nil, nil // it was decided on what there was
	case !openClaim(c.Standing.State):
		p.Advised = nil
	}
	p.Dropped, p.Excluded = len(c.Standing.Dropped) > 0, strings.Join(c.Excluded, ui.T(ctx, "、"))
	p.Exhibits, p.Checks = exhibitTable(ctx, c), checkTable(ctx, v, c)
	p.Absent = unseated(ctx, c.Standing.Checks)
	p.Steps = claimMoments(ctx, c, v)
	p.Other, p.Together = claimEntries(ctx, c.Other, false), claimEntries(ctx, c.Together, true)
	return p
}

func openClaim(s lifecycle.ClaimState) bool {
	return s == lifecycle.Checking || s == lifecycle.Deciding || s == lifecycle.Disputed
}

// leadText says in a sentence whose move it is and by when.
func leadText(ctx context.Context, c *app.ClaimPage) string {
	now := c.Standing
	switch now.State {
	case lifecycle.Checking:
		return ui.T(ctx, "等待部门核查，{due} 以前", "due", now.Due.String())
	case lifecycle.Deciding:
		return ui.T(ctx, "等待{level}认定，{due} 以前", "level", termOf(ctx, "level", string(now.Level)), "due", now.Due.String())
	case lifecycle.Disputed:
		return ui.T(ctx, "申报单位有异议，等待{level}答复", "level", termOf(ctx, "level", string(now.Level)))
	case lifecycle.SentBack:
		return ui.T(ctx, "已退回，由{unit}补正后再次申报，或提出异议", "unit", c.Unit)
	case lifecycle.TakenBack:
		return ui.T(ctx, "已由{unit}撤回", "unit", c.Unit)
	case lifecycle.Revoked:
		return ui.T(ctx, "认定已撤销，不再计入")
	case lifecycle.Recognised:
		return ui.T(ctx, "自 {day} 起计入认定数", "day", whenText(ctx, now.Decided.On))
	}
	return ""
}

func claimFacts(ctx context.Context, c *app.ClaimPage) []ui.Fact {
	project := ui.Door(c.Project.Project.Name, projectURL(c.Project.Project.ID, ""))
	list := []ui.Fact{{Label: ui.T(ctx, "项目"), Value: project, Wide: true}, {Label: term(ctx, "claim.unit"), Value: ui.Words(c.Unit)},
		{Label: term(ctx, "field.enterprise"), Value: said(c.Project.Project.Enterprise)}, {Label: term(ctx, "field.total"), Value: totalFact(ctx, c)},
		{Label: ui.T(ctx, "申报达到时间"), Value: ui.Words(whenText(ctx, c.Claim.On))}}
	if d := c.Standing.Decided; d != nil && d.Act == lifecycle.Recognise {
		list = append(list, ui.Fact{Label: ui.T(ctx, "认定时间"), Value: ui.Words(whenText(ctx, d.On))})
	}
	if c.Standing.Level != "" {
		list = append(list, ui.Fact{Label: ui.T(ctx, "由谁认定"), Value: ui.Words(termOf(ctx, "level", string(c.Standing.Level)))})
	}
	list = append(list, ui.Fact{Label: ui.T(ctx, "阶段标志"), Value: ui.Cell{Text: c.Sign, Title: ruleSource(c.Rule)}, Wide: true})
	return list
}

func totalFact(ctx context.Context, c *app.ClaimPage) ui.Cell {
	cell := totalCell(ctx, c.Project.Project.Total)
	if c.Project.Project.Total.Stated() {
		cell.Text += " " + ui.T(ctx, "亿元")
	}
	return cell
}

func ruleSource(rule *lifecycle.StageRule) string {
	if rule == nil {
		return ""
	}
	return rule.Source
}

// missingLines are what is missing, in words: what is demanded, what is advised.
func missingLines(ctx context.Context, lacks []lifecycle.Lack, names map[string]string) (must, usual []string) {
	for _, l := range lacks {
		line := missingLine(ctx, l, names)
		if l.Usual {
			usual = append(usual, line)
		} else {
			must = append(must, line)
		}
	}
	return must, usual
}

func missingLine(ctx context.Context, l lifecycle.Lack, names map[string]string) string {
	if l.Field != "" {
		return ui.T(ctx, "项目信息：{field}", "field", lackText(ctx, l.Field, ""))
	}
	line := strings.Join(kindNames(l.Evidence, names), ui.T(ctx, " 或 "))
	if len(l.Parts) > 0 {
		line = ui.T(ctx, "{name} 还缺{parts}", "name", line, "parts", strings.Join(partNames(ctx, l.Parts), ui.T(ctx, "、")))
	}
	return line
}

func kindNames(kinds []string, names map[string]string) []string {
	list := make([]string, len(kinds))
	for i, k := range kinds {
		if list[i] = names[k]; list[i] == "" {
			list[i] = k
		}
	}
	return list
}

func partNames(ctx context.Context, parts []string) []string {
	list := make([]string, len(parts))
	for i, p := range parts {
		list[i] = termOf(ctx, "evidence", p)
	}
	return list
}

// exhibitTable is the evidence, each with what its certificate says.
func exhibitTable(ctx context.Context, c *app.ClaimPage) ui.TableData {
	t := ui.TableData{Caption: term(ctx, "claim.evidence"), Cards: true, Columns: []ui.Column{{Label: ui.T(ctx, "材料")}, {Label: term(ctx, "evidence.number")},
		{Label: term(ctx, "evidence.issued")}, {Label: term(ctx, "evidence.holder")}, {Label: term(ctx, "evidence.files"), Num: true}, {Label: ui.T(ctx, "情况")}}}
	var rows []ui.Row
	for _, e := range c.Exhibits {
		href := "/projects/" + c.Project.Project.ID + "/materials/" + e.ID
		name := ui.Door(e.Name, href)
		name.Note = e.Title
		number := said(e.Number)
		if number.Note = e.Issuer; e.Issuer != "" {
			number.Tone = "wrap" // a line of its own on a phone
		}
		rows = append(rows, ui.Row{Href: href, Cells: []ui.Cell{name, number, whenCell(ctx, e.Issued), said(e.Holder), filesCell(e.Files), exhibitState(ctx, e)}})
	}
	t.Groups = []ui.Group{{Rows: rows}}
	return t
}

func whenCell(ctx context.Context, w when) ui.Cell {
	if w.IsZero() {
		return ui.Missing()
	}
	return ui.Words(whenText(ctx, w))
}

func filesCell(files []lifecycle.File) ui.Cell {
	if len(files) == 0 {
		return ui.Missing()
	}
	return ui.Words(itoa(len(files)))
}

// exhibitState says what there is to know about a piece of evidence.
func exhibitState(ctx context.Context, e app.Exhibit) ui.Cell {
	switch {
	case e.Dropped:
		return ui.Cell{Text: ui.T(ctx, "申报后作废"), Tone: "late"}
	case len(e.Missing) > 0:
		return ui.Cell{Text: ui.T(ctx, "缺{parts}", "parts", strings.Join(partNames(ctx, e.Missing), ui.T(ctx, "、"))), Tone: "watch"}
	case e.Later:
		return ui.Words(ui.T(ctx, "申报后补充"))
	}
	return ui.Words(ui.T(ctx, "齐备"))
}

// checkTable is what departments said.
func checkTable(ctx context.Context, v *visit, c *app.ClaimPage) ui.TableData {
	t := table(term(ctx, "form.checks"), term(ctx, "form.department"), ui.T(ctx, "单位"), ui.T(ctx, "意见"), ui.T(ctx, "经办人"), ui.T(ctx, "说明"))
	t.Cards = true
	var rows []ui.Row
	for _, k := range c.Standing.Checks {
		if len(k.Units) == 0 {
			continue
		}
		var units []string
		for _, u := range k.Units {
			units = append(units, v.frame.Tree.Name(u))
		}
		verdict := ui.Cell{Text: ui.T(ctx, "待核查"), Tone: "blank"}
		switch k.Verdict {
		case lifecycle.Check:
			verdict = ui.Words(ui.T(ctx, "同意"))
		case lifecycle.Object:
			verdict = ui.Cell{Text: ui.T(ctx, "不同意"), Tone: "late"}
		}
		by := said(k.Who)
		if !k.Day.IsZero() {
			by.Note = k.Day.String()
		}
		rows = append(rows, ui.Row{Cells: []ui.Cell{ui.Words(k.Name), ui.Words(strings.Join(units, ui.T(ctx, "、"))), verdict, by, long(joinNote(ctx, c.Names, k.Reasons, k.Note))}})
	}
	t.Groups = []ui.Group{{Rows: rows}}
	return t
}

// unseated names the departments of the rule that this campaign does not have.
func unseated(ctx context.Context, checks []lifecycle.Checked) string {
	var list []lifecycle.Department
	for _, k := range checks {
		if len(k.Units) == 0 {
			list = append(list, lifecycle.Department{Name: k.Name})
		}
	}
	return absentText(ctx, list)
}

// joinNote is reasons in words, and what was said beside them.
func joinNote(ctx context.Context, names map[string]string, reasons []string, note string) string {
	list := kindNames(reasons, names)
	if note != "" {
		list = append(list, note)
	}
	return strings.Join(list, ui.T(ctx, "；"))
}

// claimMoments is what was done, the latest first.
func claimMoments(ctx context.Context, c *app.ClaimPage, v *visit) []ui.Moment {
	var list []ui.Moment
	for _, s := range slices.Backward(c.Claim.Steps) {
		if s.Day > c.On {
			continue
		}
		m := ui.Moment{Day: s.Day.String(), Who: s.Name, Time: v.frame.Tree.Name(s.Unit), What: termOf(ctx, "claim.act", string(s.Act)), Why: joinNote(ctx, c.Names, s.Reasons, s.Note)}
		if s.Department != "" {
			m.What += " · " + kindNames([]string{s.Department}, c.Names)[0]
		}
		switch s.Act {
		case lifecycle.Declare:
			m.What += " · " + term(ctx, "claim.on") + " " + whenText(ctx, s.On)
		case lifecycle.Recognise:
			m.Changes = []ui.Change{{Field: ui.T(ctx, "认定时间"), Old: whenText(ctx, c.Claim.On), New: whenText(ctx, s.On)}}
			if s.On == c.Claim.On {
				m.What += " · " + ui.T(ctx, "自 {day} 起计入认定数", "day", whenText(ctx, s.On))
				m.Changes = nil
			}
		}
		for _, e := range s.Effect {
			m.Changes = append(m.Changes, ui.Change{Field: ui.T(ctx, "{month}认定{stage}", "month", whenText(ctx, e.Month), "stage", stageText(ctx, c.Claim.Stage)), Old: itoa(e.Was), New: itoa(e.Is)})
		}
		list = append(list, m)
	}
	return list
}

// claimEntries are other claims as lines; of other projects with their names.
func claimEntries(ctx context.Context, rows []app.ClaimRow, named bool) []ui.Entry {
	var list []ui.Entry
	for _, r := range rows {
		e := ui.Entry{Title: stageText(ctx, r.Claim.Stage), Href: claimURL(ctx, r.Claim.ID), Note: whenText(ctx, claimDay(&r)), End: claimPill(r.Standing.State, r.Turn)}
		if named {
			e.Title, e.Note = r.Project.Project.Name, stageText(ctx, r.Claim.Stage)+" · "+e.Note
		}
		list = append(list, e)
	}
	return list
}
