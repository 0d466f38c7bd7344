package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/web/ui"
)

// 认定: the desk of the office and the departments, and a county's own claims.

// claimsPage is the claims of a tab and a filter.
type claimsPage struct {
	Frame   ui.FrameData
	Done    string
	Others  []string
	Tabs    []ui.Link
	Chips   []ui.Chip
	Clear   string
	Panel   doubtPanel
	Absent  string // departments that are not in the tree
	Stock   ui.Link
	Declare bool
	Table   ui.TableData
	Pager   ui.PagerData
	Picks   bool // many can be recognised in one go
	Empty   string
	Query   string
}

// recogniseForm is the id of the bar's form.
const recogniseForm = "claims-recognise"

func (s *Server) claimsRoutes() []route {
	return []route{
		{method: "GET", path: "/claims", handle: s.claims, action: access.ReadProjects},
		{method: "POST", path: "/claims/recognise", handle: s.claimsRecognise, action: access.RecogniseStage},
	}
}

// claimTabs are the tabs with the states each shows; "" is what is still open.
var claimTabs = []struct {
	code, label string
	states      []lifecycle.ClaimState
}{
	{"", ui.N("办理中"), []lifecycle.ClaimState{lifecycle.Disputed, lifecycle.Deciding, lifecycle.Checking}},
	{"mine", ui.N("待我办理"), nil},
	{"sent_back", ui.N("被退回"), []lifecycle.ClaimState{lifecycle.SentBack, lifecycle.TakenBack}},
	{"recognised", ui.N("已认定"), []lifecycle.ClaimState{lifecycle.Recognised}},
	{"revoked", ui.N("已撤销"), []lifecycle.ClaimState{lifecycle.Revoked}},
	{"all", ui.N("全部"), nil},
}

func claimFilterOf(r *http.Request) (app.ClaimFilter, error) {
	q := r.URL.Query()
	var wrong fault.List
	f := app.ClaimFilter{Moment: momentOf(q, &wrong), Query: q.Get("q"), Unit: several(r, "unit"), Stage: several(r, "stage"), Batch: q.Get("batch"), Overdue: q.Has("overdue"),
		Page: number(q, "page", &wrong)}
	f.State = several(r, "state")
	for _, t := range claimTabs {
		if t.code == q.Get("tab") && len(f.State) == 0 && f.Batch == "" {
			for _, state := range t.states {
				f.State = append(f.State, string(state))
			}
		}
	}
	f.Mine = q.Get("tab") == "mine"
	return f, wrong.Err()
}

func (s *Server) claims(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.claimsWith(w, r, v, nil)
}

// claimsWith shows the desk, with what was wrong when a list came back.
func (s *Server) claimsWith(w http.ResponseWriter, r *http.Request, v *visit, others []string) error {
	f, err := claimFilterOf(r)
	if err != nil {
		return err
	}
	desk, err := s.App.Claims(r.Context(), v.Actor, f)
	if err != nil {
		return err
	}
	status := http.StatusOK
	if len(others) > 0 {
		status = http.StatusUnprocessableEntity
	}
	p := s.claimsPage(r, v, desk)
	p.Others = others
	return render(w, r, status, claimsView(p))
}

func (s *Server) claimsPage(r *http.Request, v *visit, d *app.ClaimDesk) claimsPage {
	ctx, q, f := r.Context(), r.URL.Query(), d.Filter
	p := claimsPage{Frame: s.frameOf(r, v, ui.T(ctx, "认定")), Done: q.Get("done"), Query: r.URL.RawQuery}
	p.Frame.AsOf, p.Frame.NewsURL, p.Frame.Paper = asOf(r, v, f.Moment), newsURL(v, d.Known), "a4l"
	p.Frame.Note = ui.T(ctx, "单位申报、部门核查、上级认定；认定以前不计入认定数")
	today := d.On == v.frame.Today
	p.Declare = v.Can(access.DeclareStage) && today
	if d.Stock > 0 && v.Can(access.RecogniseStage) && today {
		p.Stock = ui.Link{Label: ui.T(ctx, "存量认定"), Href: "/claims/stock", Count: itoa(d.Stock)}
	}
	p.Frame.Actions = claimsButtons(p)
	p.Tabs = claimTabLinks(ctx, d, q)
	p.Chips, p.Clear = claimChips(ctx, v, d), ui.Here(ctx, "q", "", "unit", "", "stage", "", "overdue", "", "batch", "", "state", "")
	p.Panel = doubtPanel{Query: f.Query, Choices: []choice{claimStages(ctx, d)}, Units: unitField(ctx, v, f.Unit), Kept: keptBut(q, "q", "unit", "stage")}
	p.Absent = absentText(ctx, d.Absent)
	p.Table, p.Picks = claimTable(ctx, d, v.Can(access.RecogniseStage) && today)
	p.Pager = pagerOf(ctx, f.Page, f.Size, d.Count)
	return p
}

// claimTabLinks are the tabs, each with its count.
func claimTabLinks(ctx context.Context, d *app.ClaimDesk, q url.Values) []ui.Link {
	counts, all := map[string]int{}, 0
	for _, f := range d.States {
		counts[f.Key] = f.Count
		all += f.Count
	}
	var list []ui.Link
	for _, t := range claimTabs {
		n := 0
		for _, state := range t.states {
			n += counts[string(state)]
		}
		switch t.code {
		case "mine":
			n = d.Mine
		case "all":
			n = all
		}
		list = append(list, ui.Link{Label: ui.T(ctx, t.label), Href: here(ctx, "tab", t.code, "page", "", "state", "", "batch", ""), Current: q.Get("tab") == t.code && d.Filter.Batch == "", Count: itoa(n)})
	}
	return list
}

func claimStages(ctx context.Context, d *app.ClaimDesk) choice {
	c := choice{Name: "stage", Label: term(ctx, "form.stage")}
	for _, f := range d.Stages {
		c.Options = append(c.Options, ui.Option{Value: f.Key, Label: termOf(ctx, "stage", f.Key), Hint: itoa(f.Count), Chosen: slices.Contains(d.Filter.Stage, f.Key)})
	}
	return c
}

func claimChips(ctx context.Context, v *visit, d *app.ClaimDesk) []ui.Chip {
	var list []ui.Chip
	add := func(name, field, words string) {
		if words != "" {
			list = append(list, ui.Chip{Field: field, Words: words, Without: ui.Here(ctx, name, "")})
		}
	}
	is := func(values []string, word func(string) string) string {
		var words []string
		for _, value := range values {
			words = append(words, word(value))
		}
		if len(words) == 0 {
			return ""
		}
		return ui.T(ctx, "是 {values}", "values", strings.Join(words, ui.T(ctx, "、")))
	}
	f := d.Filter
	add("unit", term(ctx, "field.unit"), is(f.Unit, v.frame.Tree.Name))
	add("stage", term(ctx, "form.stage"), is(f.Stage, func(s string) string { return termOf(ctx, "stage", s) }))
	if f.Overdue {
		add("overdue", ui.T(ctx, "期限"), ui.T(ctx, "已逾期"))
	}
	if f.Batch != "" {
		add("batch", term(ctx, "claim.batch"), ui.T(ctx, "共 {n} 件", "n", d.Count))
	}
	add("q", ui.T(ctx, "含有"), f.Query)
	return list
}

// absentText names the departments nobody waits for.
func absentText(ctx context.Context, list []lifecycle.Department) string {
	var names []string
	for _, d := range list {
		names = append(names, d.Name)
	}
	if len(names) == 0 {
		return ""
	}
	return ui.T(ctx, "单位中没有{names}，不等待其核查；设立后自动参加核查。", "names", strings.Join(names, ui.T(ctx, "、")))
}

// claimTable is the desk's table; rows that can be recognised have a box.
func claimTable(ctx context.Context, d *app.ClaimDesk, office bool) (ui.TableData, bool) {
	t := ui.TableData{Caption: ui.T(ctx, "认定申报"), Cards: true, Columns: []ui.Column{{Label: ui.T(ctx, "项目")}, {Label: term(ctx, "form.stage")}, {Label: term(ctx, "claim.on")},
		{Label: ui.T(ctx, "状态")}, {Label: term(ctx, "form.checks")}, {Label: ui.T(ctx, "期限")}, {Label: ui.T(ctx, "还缺")}}}
	var rows []ui.Row
	picks := false
	for _, r := range d.Rows {
		row := claimLine(ctx, r)
		if office && r.Turn && r.Standing.State == lifecycle.Deciding && !r.Standing.Incomplete() {
			row.ID, picks = r.Claim.ID, true
		}
		rows = append(rows, row)
	}
	if picks {
		t.Pick, t.PickFor = "claim", recogniseForm
	}
	t.Groups = []ui.Group{{Rows: rows}}
	return t, picks
}

func claimLine(ctx context.Context, r *app.ClaimRow) ui.Row {
	href := claimURL(ctx, r.Claim.ID)
	name := ui.Door(r.Project.Project.Name, href)
	name.Note, name.Title = r.Unit, r.Project.Project.Name
	lacks := ui.Missing()
	if n := len(lifecycle.Demands(r.Standing.Lacks)); n > 0 {
		lacks = ui.Cell{Text: ui.T(ctx, "{n} 项", "n", n), Tone: "late"}
	}
	return ui.Row{Href: href, Cells: []ui.Cell{name, ui.Words(stageText(ctx, r.Claim.Stage)), ui.Words(whenText(ctx, claimDay(r))), ui.Show(claimPill(r.Standing.State, r.Turn)),
		{Text: checksText(ctx, r.Standing.Checks), Tone: "wrap"}, ui.Show(claimClock(r.Standing)), lacks}}
}

// claimDay is the day the claim is about: as recognised, else as declared.
func claimDay(r *app.ClaimRow) (day when) {
	if r.Standing.State == lifecycle.Recognised && r.Standing.Decided != nil {
		return r.Standing.Decided.On
	}
	return r.Claim.On
}

// checksText is what each department said, in one line.
func checksText(ctx context.Context, checks []lifecycle.Checked) string {
	var list []string
	for _, k := range checks {
		switch {
		case k.Verdict == lifecycle.Check:
			list = append(list, ui.T(ctx, "{name} 同意", "name", k.Name))
		case k.Verdict == lifecycle.Object:
			list = append(list, ui.T(ctx, "{name} 不同意", "name", k.Name))
		case k.Waits():
			list = append(list, ui.T(ctx, "{name} 待核查", "name", k.Name))
		}
	}
	if len(list) == 0 {
		return blank
	}
	return strings.Join(list, ui.T(ctx, "；"))
}

// claimURL is a claim's page on the day this page is of.
func claimURL(ctx context.Context, id string) string {
	on := ""
	if at := ui.EnvOf(ctx).Here; at != nil {
		on = at.Query().Get("on")
	}
	return address("/claims/"+url.PathEscape(id), "on", on)
}

// claimsRecognise recognises all ticked in one act; what stands against any of them
// is shown above the list as it was.
func (s *Server) claimsRecognise(w http.ResponseWriter, r *http.Request, v *visit) error {
	in := app.ClaimsRecognise{Claims: r.PostForm["claim"], Note: strings.TrimSpace(r.PostForm.Get("note"))}
	back, err := url.ParseQuery(r.PostForm.Get("query"))
	if err != nil {
		back = url.Values{}
	}
	if err := s.App.ClaimsRecognise(r.Context(), v.Actor, in); err != nil {
		if e, ok := fault.As(err); !ok || e.Kind != fault.Invalid && e.Kind != fault.Conflict {
			return err
		}
		again := r.Clone(r.Context())
		again.URL.Path, again.URL.RawQuery = "/claims", back.Encode()
		return s.claimsWith(w, again, v, sentences(r.Context(), err))
	}
	back.Set("done", "claims.recognised")
	return s.redirect(w, r, "/claims?"+back.Encode())
}

// claimFigures are the claims that wait for a person, on the page of their day.
func claimFigures(ctx context.Context, n *app.ClaimCount) []ui.Figure {
	if n == nil {
		return nil
	}
	var list []ui.Figure
	add := func(label string, count int) {
		if count > 0 {
			list = append(list, ui.Figure{Label: label, Value: itoa(count), Unit: ui.T(ctx, "件"), Href: "/claims?tab=mine"})
		}
	}
	add(termOf(ctx, "claim.state", string(lifecycle.Deciding)), n.Decide)
	add(termOf(ctx, "claim.state", string(lifecycle.Checking)), n.Check)
	add(ui.T(ctx, "被退回"), n.SentBack)
	if n.Overdue > 0 {
		list = append(list, ui.Figure{Label: ui.T(ctx, "其中已逾期"), Value: itoa(n.Overdue), Unit: ui.T(ctx, "件"), Late: true, Href: "/claims?tab=mine&overdue=1"})
	}
	return list
}
