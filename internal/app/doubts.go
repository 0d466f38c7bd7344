package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// A DoubtFilter says which doubts (疑点). Lists are alternatives; different fields
// must all hold.
type DoubtFilter struct {
	Moment
	Query    string   `json:"q,omitempty" query:"q" maxLength:"100" doc:"part of the project's name or enterprise"`
	Unit     []string `json:"unit,omitempty" query:"unit" doc:"units; what is below them counts too"`
	Check    []string `json:"check,omitempty" query:"check" doc:"codes of cross-checks"`
	Severity []string `json:"severity,omitempty" query:"severity" doc:"high, medium, low"`
	State    []string `json:"state,omitempty" query:"state" doc:"open, answered; open when not given"`
	Page     int      `json:"page,omitempty" query:"page" minimum:"0" maximum:"100000"`
	Size     int      `json:"size,omitempty" query:"size" minimum:"0" maximum:"500"`
}

// A doubt is open until it is answered, and again when its facts change.
const (
	DoubtOpen     = "open"
	DoubtAnswered = "answered"
)

// A DoubtTable is one page of doubts, with the counts behind each choice.
type DoubtTable struct {
	Filter DoubtFilter        `json:"-"`
	On     workday.Date       `json:"on"`
	Known  int64              `json:"known"`
	Set    string             `json:"ruleset"`
	Count  int                `json:"count"`
	Rows   []DoubtRow         `json:"rows"`
	Facets map[string][]Facet `json:"facets"`
	Units  []DoubtUnit        `json:"units"`
	Pages  int                `json:"pages"`
}

// A DoubtUnit is one unit's doubts of the filter's state, by severity.
type DoubtUnit struct {
	Unit   string                     `json:"unit"`
	Name   string                     `json:"name"`
	Counts map[lifecycle.Severity]int `json:"counts"`
	Total  int                        `json:"total"`
}

// A DoubtRow is one doubt with its project, in the words of the place.
type DoubtRow struct {
	lifecycle.Doubt
	Name    string            `json:"name"` // of the check
	Source  string            `json:"source"`
	Records []DoubtRecord     `json:"records"`
	Answer  *lifecycle.Answer `json:"answer,omitempty"`
	Row     *ProjectRow       `json:"-"`
	Project ProjectRef        `json:"project"`
}

// A ProjectRef is enough of a project to name it in a list of something else.
type ProjectRef struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Unit string `json:"unit"`
}

// A DoubtRecord is a record that was compared. Of a project outside the reader's
// scope nothing is said but that it is there.
type DoubtRecord struct {
	lifecycle.Compared
	KindName    string `json:"kind_name,omitempty"` // of evidence
	ProjectName string `json:"project_name,omitempty"`
	Hidden      bool   `json:"hidden,omitempty"`
}

// Doubts are those of the projects the actor sees.
func (a *App) Doubts(ctx context.Context, who access.Actor, f DoubtFilter) (*DoubtTable, error) {
	fig, rows, err := a.choose(ctx, who, ProjectFilter{Moment: f.Moment, Unit: f.Unit, Query: f.Query})
	if err != nil {
		return nil, err
	}
	f.Size, f.Page = cmp.Or(f.Size, pageSize), max(1, f.Page)
	all := a.doubtsOn(who.Tenant(), fig)
	var list []DoubtRow
	for _, r := range rows {
		for _, d := range all[r.at] {
			list = append(list, doubtRow(r, d, fig))
		}
	}
	t := &DoubtTable{Filter: f, On: fig.on, Known: fig.facts.n, Set: fig.set.ID, Facets: map[string][]Facet{}}
	t.count(list, fig)
	list = slices.DeleteFunc(list, func(d DoubtRow) bool { return !f.holds(d, "") })
	slices.SortStableFunc(list, func(a, b DoubtRow) int { return a.Severity.Rank() - b.Severity.Rank() })
	t.Count, t.Units = len(list), doubtUnits(list)
	t.Pages = max(1, (len(list)+f.Size-1)/f.Size)
	from := min((f.Page-1)*f.Size, len(list))
	t.Rows = list[from:min(from+f.Size, len(list))]
	for i := range t.Rows {
		t.Rows[i].reveal(fig, who.Scope())
	}
	return t, nil
}

// doubtRow puts a doubt beside its project.
func doubtRow(r *ProjectRow, d lifecycle.Doubt, fig *figured) DoubtRow {
	row := DoubtRow{Doubt: d, Name: d.Check, Row: r, Answer: d.AnswerTo(given(r, fig.on)), Project: ProjectRef{r.Project.ID, r.Project.Name, r.Unit}}
	if c := checkOf(fig.set.Checks, d.Check); c != nil {
		row.Name, row.Source = c.Name, c.Source
	}
	return row
}

// given are the explanations of a project that were there on a day.
func given(r *ProjectRow, on workday.Date) []lifecycle.Answer {
	list := r.dossier.answers
	if !slices.ContainsFunc(list, func(a lifecycle.Answer) bool { return a.Day > on }) {
		return list
	}
	return slices.DeleteFunc(slices.Clone(list), func(a lifecycle.Answer) bool { return a.Day > on })
}

func checkOf(checks []lifecycle.CrossCheck, code string) *lifecycle.CrossCheck {
	i := slices.IndexFunc(checks, func(c lifecycle.CrossCheck) bool { return c.Code == code })
	if i < 0 {
		return nil
	}
	return &checks[i]
}

// reveal writes the records out for a reader: names of what they see, nothing of
// what they do not.
func (d *DoubtRow) reveal(fig *figured, scope access.Scope) {
	d.Records = make([]DoubtRecord, len(d.Compared))
	for i, c := range d.Compared {
		rec := DoubtRecord{Compared: c}
		if c.Project != "" {
			if at, ok := fig.facts.index[c.Project]; ok && scope.Sees(fig.rows[at].Subject()) {
				rec.ProjectName = fig.rows[at].Project.Name
			} else {
				rec = DoubtRecord{Compared: lifecycle.Compared{What: c.What}, Hidden: true}
			}
		}
		if name := evidenceName(fig, c.What); name != c.What {
			rec.KindName = name
		}
		d.Records[i] = rec
	}
	d.Compared = nil
}

// evidenceName is the name of a kind of evidence, or the code itself.
func evidenceName(fig *figured, code string) string {
	for _, k := range fig.set.Recognition.Kinds {
		if k.Code == code {
			return k.Name
		}
	}
	return code
}

// state is open or answered.
func (d DoubtRow) state() string {
	if d.Answer != nil {
		return DoubtAnswered
	}
	return DoubtOpen
}

// holds tells whether a doubt passes the filter, one of its lists left open.
func (f DoubtFilter) holds(d DoubtRow, open string) bool {
	in := func(name string, list []string, value string) bool {
		return name == open || len(list) == 0 || slices.Contains(list, value)
	}
	return in("severity", f.Severity, string(d.Severity)) && in("check", f.Check, d.Check) && in("state", f.State, d.state())
}

// count makes the facets: each as if its own list were open.
func (t *DoubtTable) count(list []DoubtRow, fig *figured) {
	for by, key := range map[string]func(DoubtRow) string{
		"severity": func(d DoubtRow) string { return string(d.Severity) },
		"check":    func(d DoubtRow) string { return d.Check },
		"state":    DoubtRow.state,
	} {
		counts := map[string]int{}
		for _, d := range list {
			if t.Filter.holds(d, by) {
				counts[key(d)]++
			}
		}
		t.Facets[by] = doubtFacets(by, counts, fig)
	}
}

func doubtFacets(by string, counts map[string]int, fig *figured) []Facet {
	var keys []string
	names := map[string]string{}
	switch by {
	case "severity":
		for _, s := range lifecycle.Severities {
			keys = append(keys, string(s))
		}
	case "check":
		for _, c := range fig.set.Checks {
			keys, names[c.Code] = append(keys, c.Code), c.Name
		}
	default:
		keys = []string{DoubtOpen, DoubtAnswered}
	}
	return facetList(keys, counts, func(key string) string { return cmp.Or(names[key], key) })
}

// doubtUnits counts by the project's own unit, in the order the rows came.
func doubtUnits(list []DoubtRow) []DoubtUnit {
	at := map[string]int{}
	units := []DoubtUnit{}
	places := []int{}
	for _, d := range list {
		id := d.Row.Project.Unit
		i, ok := at[id]
		if !ok {
			i = len(units)
			at[id] = i
			units, places = append(units, DoubtUnit{Unit: id, Name: d.Row.Unit, Counts: map[lifecycle.Severity]int{}}), append(places, d.Row.place)
		}
		units[i].Counts[d.Severity]++
		units[i].Total++
	}
	slices.SortStableFunc(units, func(a, b DoubtUnit) int {
		return cmp.Or(cmp.Compare(places[at[a.Unit]], places[at[b.Unit]]), strings.Compare(a.Unit, b.Unit))
	})
	return units
}

// ProjectDoubts are one project's doubts, with every explanation ever given to
// one of them, the latest first.
type ProjectDoubts struct {
	Rows    []DoubtRow         `json:"rows"`
	Answers []lifecycle.Answer `json:"answers"` // those that hold no more among them
}

// ProjectDoubts shows why a project is doubted; outside the scope it is not found.
func (a *App) ProjectDoubts(ctx context.Context, who access.Actor, id string, m Moment) (*ProjectDoubts, error) {
	fig, row, err := a.row(ctx, who, id, m)
	if err != nil {
		return nil, err
	}
	p := &ProjectDoubts{}
	for _, d := range a.doubtsOn(who.Tenant(), fig)[row.at] {
		one := doubtRow(row, d, fig)
		one.reveal(fig, who.Scope())
		p.Rows = append(p.Rows, one)
	}
	p.Answers = slices.Clone(given(row, fig.on))
	slices.Reverse(p.Answers)
	return p, nil
}

// openDoubts counts those of a project that nobody has explained.
func (a *App) openDoubts(tenant string, fig *figured, row *ProjectRow) int {
	n := 0
	for _, d := range a.doubtsOn(tenant, fig)[row.at] {
		if d.AnswerTo(given(row, fig.on)) == nil {
			n++
		}
	}
	return n
}

// doubt finds a doubt as it stands now.
func (a *App) doubt(ctx context.Context, who access.Actor, project, check string) (*lifecycle.Doubt, error) {
	fig, row, err := a.row(ctx, who, project, Moment{})
	if err != nil {
		return nil, err
	}
	for _, d := range a.doubtsOn(who.Tenant(), fig)[row.at] {
		if d.Check == check {
			return &d, nil
		}
	}
	return nil, fault.New(fault.NotFound, "doubt.gone")
}
