package score

import (
	"slices"
	"strconv"

	"guatu/internal/fault"
	"guatu/internal/formula"
	"guatu/internal/indicator"
)

// A Means is how a name of a pack gets its values.
type Means string

const (
	ByIndicator Means = "indicator" // worked out by the indicator engine
	ByProjects  Means = "projects"  // the records of the unit's projects
	ByEntry     Means = "entry"     // typed in by unit and period (填报)
	ByNothing   Means = "lost"      // bound to an indicator the rules no longer have
)

// ProjectTable is what a binding names for the standard table of projects.
const ProjectTable = "projects"

// projectNames are data that are the standard table without being bound, where all
// their fields are fields of it.
var projectNames = []string{"项目", "projects"}

// A Bound is one name of a pack with where its values come from.
type Bound struct {
	Datum   Datum  `json:"-"`
	Name    string `json:"name"`
	Means   Means  `json:"means"`
	Code    string `json:"code,omitempty"`  // of the indicator
	Title   string `json:"title,omitempty"` // its name
	Measure string `json:"measure,omitempty"`
	Window  Window `json:"window,omitempty"`
	Default bool   `json:"default,omitempty"` // by its name alone: nobody bound it

	Definition int `json:"-"` // of the indicator, in the rules
}

// Bind finds for every name of the pack where it comes from. A number that nobody
// bound and that bears the name or code of an indicator is that indicator over the
// period. What the rules do not have is lost, and says so.
func (e *Edition) Bind(p *Pack, rules *indicator.Rules) []Bound {
	b := binder{edition: e, rules: rules}
	return b.all(p)
}

// CheckBindings reports all mistakes of the bindings, each with its name.
func (e *Edition) CheckBindings(p *Pack, rules *indicator.Rules) error {
	b := binder{edition: e, rules: rules}
	b.all(p)
	b.strangers(p)
	return b.wrong.Err()
}

func (b *binder) all(p *Pack) (all []Bound) {
	for _, d := range p.Data() {
		all = append(all, b.bind(d))
	}
	return all
}

// A binder gathers the mistakes of bindings.
type binder struct {
	edition *Edition
	rules   *indicator.Rules
	wrong   fault.List
}

// bindingAt is the place of a binding, by which forms find it.
func bindingAt(i int) string { return "bindings[" + strconv.Itoa(i) + "]" }

func (b *binder) bind(d Datum) Bound {
	out := Bound{Datum: d, Name: d.Name, Means: ByEntry}
	said, at := b.edition.binding(formula.Fold(d.Name), formula.Fold)
	switch {
	case at < 0:
		b.unsaid(d, &out)
	case said.Indicator == "": // typed in, whatever its name
	case said.Indicator == ProjectTable:
		b.projects(d, at, &out)
	default:
		b.indicator(d, said, at, &out)
	}
	return out
}

// unsaid is what a name means by itself.
func (b *binder) unsaid(d Datum, out *Bound) {
	if d.Type == formula.Number {
		if i, ok := b.rules.Find(d.Name); ok {
			b.points(i, out)
			out.Window, out.Default = ThisPeriod, true
		}
		return
	}
	if d.Type == formula.Records && slices.Contains(projectNames, d.Name) && len(strangeFields(d)) == 0 {
		out.Means, out.Code, out.Default = ByProjects, ProjectTable, true
	}
}

// points puts an indicator in.
func (b *binder) points(i int, out *Bound) {
	d := &b.rules.Definitions()[i]
	out.Means, out.Definition, out.Code, out.Title, out.Measure = ByIndicator, i, d.Code, d.Name, d.Measure
}

func (b *binder) indicator(d Datum, said Binding, at int, out *Bound) {
	out.Code, out.Window, out.Means = said.Indicator, said.Window, ByNothing
	if out.Window == "" {
		out.Window = ThisPeriod
	}
	if !slices.Contains(Windows, out.Window) {
		b.wrong.Check(false, bindingAt(at), "scheme.window", "name", d.Name, "window", string(said.Window))
	}
	if d.Type != formula.Number {
		b.wrong.Check(false, bindingAt(at), "scheme.not_number", "name", d.Name, "type", string(d.Type))
		return
	}
	i, ok := b.rules.Find(said.Indicator)
	if !ok {
		b.wrong.Check(false, bindingAt(at), "scheme.no_indicator", "name", d.Name, "code", said.Indicator)
		return
	}
	b.points(i, out)
}

func (b *binder) projects(d Datum, at int, out *Bound) {
	out.Code, out.Means = ProjectTable, ByProjects
	if d.Type != formula.Records {
		out.Means = ByNothing
		b.wrong.Check(false, bindingAt(at), "scheme.not_records", "name", d.Name)
		return
	}
	for _, field := range strangeFields(d) {
		b.wrong.Check(false, bindingAt(at), "scheme.project_field", "name", d.Name, "field", field)
		out.Means = ByNothing
	}
}

// strangers are bindings of names the pack does not have, and of names bound twice.
func (b *binder) strangers(p *Pack) {
	names, seen := []string{}, map[string]bool{}
	for _, d := range p.Data() {
		names = append(names, d.Name)
	}
	for i, said := range b.edition.Bindings {
		key := formula.Fold(said.Name)
		known := slices.ContainsFunc(names, func(n string) bool { return formula.Fold(n) == key })
		near := formula.Nearest(said.Name, names)
		b.wrong.Check(known || near == "", bindingAt(i), "scheme.no_datum_near", "name", said.Name, "near", near)
		b.wrong.Check(known || near != "", bindingAt(i), "scheme.no_datum", "name", said.Name)
		b.wrong.Check(!seen[key], bindingAt(i), "scheme.bound_twice", "name", said.Name)
		seen[key] = true
	}
}
