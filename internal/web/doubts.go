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

// 疑点: what cross-checks found, for the office to follow and units to explain.

// doubtsPage is the list of a filter.
type doubtsPage struct {
	Frame   ui.FrameData
	Done    string
	Tabs    []ui.Link
	Chips   []ui.Chip
	Clear   string
	Panel   doubtPanel
	Figures []ui.Figure
	Table   ui.TableData
	Pager   ui.PagerData
	Units   ui.TableData
	Bare    bool // no doubt at all, whatever the filter
}

// doubtPanel is the filter's form.
type doubtPanel struct {
	Query   string
	Choices []choice
	Units   ui.FieldData
	Kept    []ui.Pair
}

func (s *Server) doubtRoutes() []route {
	return []route{
		{method: "GET", path: "/doubts", handle: s.doubts, action: access.ReadProjects},
		{method: "POST", path: "/projects/{id}/doubts", handle: s.doubtAnswer, action: access.AnswerDoubt},
	}
}

// several is a parameter that may be given several times, without empty ones.
func several(r *http.Request, name string) []string {
	return slices.DeleteFunc(slices.Clone(r.URL.Query()[name]), func(s string) bool { return s == "" })
}

func doubtFilterOf(r *http.Request) (app.DoubtFilter, error) {
	q := r.URL.Query()
	var wrong fault.List
	f := app.DoubtFilter{Moment: momentOf(q, &wrong), Query: q.Get("q"), Unit: several(r, "unit"), Check: several(r, "check"), Severity: several(r, "severity"),
		Page: number(q, "page", &wrong)}
	switch state := q.Get("state"); state {
	case "":
		f.State = []string{app.DoubtOpen}
	case app.DoubtAnswered:
		f.State = []string{state}
	}
	return f, wrong.Err()
}

func (s *Server) doubts(w http.ResponseWriter, r *http.Request, v *visit) error {
	f, err := doubtFilterOf(r)
	if err != nil {
		return err
	}
	t, err := s.App.Doubts(r.Context(), v.Actor, f)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, doubtsView(s.doubtsPage(r, v, t)))
}

func (s *Server) doubtsPage(r *http.Request, v *visit, t *app.DoubtTable) doubtsPage {
	ctx, q, f := r.Context(), r.URL.Query(), t.Filter
	p := doubtsPage{Frame: s.frameOf(r, v, ui.T(ctx, "疑点")), Done: q.Get("done")}
	p.Frame.AsOf, p.Frame.NewsURL, p.Frame.Paper = asOf(r, v, f.Moment), newsURL(v, t.Known), "a4l"
	p.Frame.Note = ui.T(ctx, "系统自动比对发现，只提示、不拦截；说明之后留存，所比对的内容变了会重新提示")
	p.Frame.Actions = ui.ButtonPrint()
	p.Tabs = doubtTabs(ctx, t, q.Get("state"))
	p.Chips, p.Clear = doubtChips(ctx, v, t), ui.Here(ctx, "q", "", "unit", "", "check", "", "severity", "")
	p.Panel = doubtPanel{Query: f.Query, Choices: doubtChoices(ctx, t), Units: unitField(ctx, v, f.Unit), Kept: keptBut(q, "q", "unit", "check", "severity")}
	p.Figures = severityFigures(ctx, t)
	p.Bare = len(t.Facets["state"]) == 0 && len(p.Chips) == 0
	p.Table = ui.TableData{Caption: ui.T(ctx, "疑点"), Cards: true, Columns: []ui.Column{{Label: ui.T(ctx, "项目")}, {Label: ui.T(ctx, "轻重")}, {Label: ui.T(ctx, "疑点")},
		{Label: ui.T(ctx, "比对的内容")}, {Label: ui.T(ctx, "说明")}}}
	var rows []ui.Row
	for _, d := range t.Rows {
		rows = append(rows, doubtLine(ctx, d, onText(f.Moment)))
	}
	p.Table.Groups = []ui.Group{{Rows: rows}}
	p.Pager = pagerOf(ctx, f.Page, f.Size, t.Count)
	p.Units = doubtUnits(ctx, t)
	return p
}

// doubtTabs are the two states, each with its count, and both.
func doubtTabs(ctx context.Context, t *app.DoubtTable, now string) []ui.Link {
	counts, all := map[string]int{}, 0
	for _, f := range t.Facets["state"] {
		counts[f.Key] = f.Count
		all += f.Count
	}
	return []ui.Link{
		{Label: term(ctx, "doubt.open"), Href: here(ctx, "state", ""), Current: now == "", Count: itoa(counts[app.DoubtOpen])},
		{Label: term(ctx, "doubt.answered"), Href: here(ctx, "state", app.DoubtAnswered), Current: now == app.DoubtAnswered, Count: itoa(counts[app.DoubtAnswered])},
		{Label: ui.T(ctx, "全部"), Href: here(ctx, "state", "all"), Current: now == "all", Count: itoa(all)},
	}
}

// severityFigures are the counts by severity, each a door.
func severityFigures(ctx context.Context, t *app.DoubtTable) []ui.Figure {
	var list []ui.Figure
	for _, severity := range lifecycle.Severities {
		n := 0
		for _, f := range t.Facets["severity"] {
			if f.Key == string(severity) {
				n = f.Count
			}
		}
		list = append(list, ui.Figure{Label: termOf(ctx, "severity", string(severity)), Value: itoa(n), Unit: ui.T(ctx, "条"), Late: severity == lifecycle.HighSeverity && n > 0,
			Href: here(ctx, "severity", string(severity))})
	}
	return list
}

func doubtChips(ctx context.Context, v *visit, t *app.DoubtTable) []ui.Chip {
	var list []ui.Chip
	add := func(name, field string, values []string, word func(string) string) {
		var words []string
		for _, value := range values {
			words = append(words, word(value))
		}
		if len(words) > 0 {
			list = append(list, ui.Chip{Field: field, Words: ui.T(ctx, "是 {values}", "values", strings.Join(words, ui.T(ctx, "、"))), Without: ui.Here(ctx, name, "")})
		}
	}
	f := t.Filter
	add("unit", term(ctx, "field.unit"), f.Unit, v.frame.Tree.Name)
	add("severity", ui.T(ctx, "轻重"), f.Severity, func(s string) string { return termOf(ctx, "severity", s) })
	add("check", ui.T(ctx, "疑点"), f.Check, func(s string) string { return facetName(t.Facets["check"], s) })
	if f.Query != "" {
		list = append(list, ui.Chip{Field: ui.T(ctx, "含有"), Words: f.Query, Without: ui.Here(ctx, "q", "")})
	}
	return list
}

// facetName is the name of a value that was counted, else the value.
func facetName(facets []app.Facet, key string) string {
	for _, f := range facets {
		if f.Key == key {
			return f.Name
		}
	}
	return key
}

func doubtChoices(ctx context.Context, t *app.DoubtTable) []choice {
	severity := choice{Name: "severity", Label: ui.T(ctx, "轻重")}
	for _, f := range t.Facets["severity"] {
		severity.Options = append(severity.Options, ui.Option{Value: f.Key, Label: termOf(ctx, "severity", f.Key), Hint: itoa(f.Count), Chosen: slices.Contains(t.Filter.Severity, f.Key)})
	}
	check := choice{Name: "check", Label: ui.T(ctx, "疑点")}
	for _, f := range t.Facets["check"] {
		check.Options = append(check.Options, ui.Option{Value: f.Key, Label: f.Name, Hint: itoa(f.Count), Chosen: slices.Contains(t.Filter.Check, f.Key)})
	}
	return []choice{severity, check}
}

// unitField chooses one of the units the person sees.
func unitField(ctx context.Context, v *visit, chosen []string) ui.FieldData {
	f := ui.FieldData{Name: "unit", Label: term(ctx, "field.unit"), Wide: true, Options: []ui.Option{{Value: "", Label: ui.T(ctx, "不限")}}}
	for _, u := range v.frame.Tree.Units() {
		if v.Scope().SeesUnit(u.ID) && u.Kind != access.Department {
			f.Options = append(f.Options, ui.Option{Value: u.ID, Label: u.Label(), Chosen: slices.Contains(chosen, u.ID)})
		}
	}
	return f
}

// doubtLine is one doubt of the list.
func doubtLine(ctx context.Context, d app.DoubtRow, on string) ui.Row {
	href := address("/projects/"+d.Project.ID, "on", on, "tab", tabDoubts)
	project := ui.Door(d.Project.Name, href)
	project.Note, project.Tone = d.Project.Unit, "wrap"
	answer := ui.Words(ui.T(ctx, "待说明"))
	answer.Tone = "blank"
	if d.Answer != nil {
		answer = ui.Cell{Text: d.Answer.Text, Note: d.Answer.Name + " " + d.Answer.Day.String(), Tone: "wrap"}
	}
	return ui.Row{Href: href, Cells: []ui.Cell{project, {Text: termOf(ctx, "severity", string(d.Severity)), Tone: severityWords[d.Severity]}, {Text: d.Name, Title: d.Source, Tone: "wrap"},
		{Text: strings.Join(recordTexts(ctx, d), ui.T(ctx, "；")), Tone: "wrap"}, answer}}
}

// severityTones are the colours of severities; the word stands there too.
var (
	severityTones = map[lifecycle.Severity]string{lifecycle.HighSeverity: "late", lifecycle.MediumSeverity: "soon"}
	severityWords = map[lifecycle.Severity]string{lifecycle.HighSeverity: "late", lifecycle.MediumSeverity: "watch"}
)

// doubtUnits is who has how many.
func doubtUnits(ctx context.Context, t *app.DoubtTable) ui.TableData {
	table := ui.TableData{Caption: ui.T(ctx, "按单位"), Columns: []ui.Column{{Label: term(ctx, "field.unit")}}}
	for _, s := range lifecycle.Severities {
		table.Columns = append(table.Columns, ui.Column{Label: termOf(ctx, "severity", string(s)), Num: true})
	}
	table.Columns = append(table.Columns, ui.Column{Label: ui.T(ctx, "合计"), Num: true})
	var rows []ui.Row
	for _, u := range t.Units {
		cells := []ui.Cell{ui.Door(u.Name, here(ctx, "unit", u.Unit))}
		for _, s := range lifecycle.Severities {
			cell := ui.Cell{Text: "0", Tone: "blank"}
			if n := u.Counts[s]; n > 0 {
				cell = ui.Door(itoa(n), here(ctx, "unit", u.Unit, "severity", string(s)))
			}
			cells = append(cells, cell)
		}
		rows = append(rows, ui.Row{Cells: append(cells, ui.Words(itoa(u.Total)))})
	}
	table.Groups = []ui.Group{{Rows: rows}}
	return table
}
