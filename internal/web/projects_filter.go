package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/glossary"
	"guatu/internal/lifecycle"
	"guatu/internal/ruleset"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// The filter of the table: from the address, back into words, and its panel.

// filterLists are the lists of a filter by the names they have in the address.
func filterLists(f *app.ProjectFilter) []struct {
	name string
	list *[]string
} {
	return []struct {
		name string
		list *[]string
	}{{"unit", &f.Unit}, {"park", &f.Park}, {"stage", &f.Stage}, {"light", &f.Light}, {"tier", &f.Tier}, {"level", &f.Level},
		{"kind", &f.Kind}, {"tag", &f.Tag}, {"batch", &f.Batch}, {"reason", &f.Reason}, {"lack", &f.Lack}, {"pending", &f.Pending}, {"move", &f.Move}}
}

// filterOf reads a filter from an address. What cannot be read is a fault at its
// parameter.
func filterOf(r *http.Request) (app.ProjectFilter, error) {
	q := r.URL.Query()
	f := app.ProjectFilter{Query: q.Get("q"), LeadMax: q.Get("lead_max"), LeadMin: q.Get("lead_min"), Sort: q.Get("sort"), Group: q.Get("group")}
	for _, l := range filterLists(&f) {
		*l.list = slices.DeleteFunc(slices.Clone(q[l.name]), func(s string) bool { return s == "" })
	}
	if q.Get("basis") != app.Declared {
		f.Basis = q.Get("basis")
	}
	var wrong fault.List
	f.Moment = momentOf(q, &wrong)
	f.Page = number(q, "page", &wrong)
	f.Size = number(q, "size", &wrong)
	wrong.Check(f.Size <= 500, "page", "filter.number", "text", q.Get("size"))
	return f, wrong.Err()
}

// momentOf reads the day and the journal number a page is asked for.
func momentOf(q url.Values, wrong *fault.List) app.Moment {
	var m app.Moment
	if text := q.Get("on"); text != "" {
		day, err := workday.ParseDate(text)
		wrong.Check(err == nil, "on", "filter.date", "text", text)
		m.On = day
	}
	m.Known = int64(number(q, "known", wrong))
	return m
}

// number reads a whole number that is not negative; none is 0.
func number(q url.Values, name string, wrong *fault.List) int {
	text := q.Get(name)
	if text == "" {
		return 0
	}
	n, err := strconv.Atoi(text)
	wrong.Check(err == nil && n >= 0 && n <= maxNumber, name, "filter.number", "text", text)
	return max(0, min(n, maxNumber))
}

// maxNumber bounds page and journal numbers of an address.
const maxNumber = 1_000_000_000

// fieldOfFilter are the glossary's names of a filter's parameters.
var fieldOfFilter = map[string]string{"unit": "field.unit", "park": "field.park", "stage": "form.stage", "light": "signal.light", "tier": "lifecycle.tier",
	"level": "field.levels", "kind": "field.kind", "tag": "field.tags", "batch": "field.batches"}

// filterField is what a parameter is called.
func filterField(ctx context.Context, name string) string {
	switch name {
	case "reason":
		return ui.T(ctx, "亮灯原因")
	case "lack":
		return ui.T(ctx, "下一步缺")
	case "pending":
		return ui.T(ctx, "申报未认定")
	case "move":
		return ui.T(ctx, "该谁办")
	case "recognised":
		return term(ctx, "group.recognised")
	}
	return term(ctx, fieldOfFilter[name])
}

// filterValue is one value of a list in words.
func filterValue(ctx context.Context, f *app.Frame, name, value string) string {
	if value == app.Unstated {
		return term(ctx, "stage.")
	}
	switch name {
	case "unit", "park":
		return f.Tree.Name(value)
	case "stage", "light":
		return termOf(ctx, name, value)
	case "pending", "recognised":
		return stageText(ctx, lifecycle.Stage(value))
	case "move":
		return termOf(ctx, "party", value)
	case "tier":
		return ruleset.NameOf(f.Words.Tiers, value)
	case "kind":
		return ruleset.NameOf(f.Words.Kinds, value)
	case "level":
		return ruleset.NameOf(f.Words.Levels, value)
	case "tag":
		return ruleset.NameOf(f.Words.Tags, value)
	case "lack":
		for _, w := range f.Words.Evidence {
			if w.Code == value {
				return w.Name
			}
		}
		return lackField(ctx, value)
	}
	return value
}

// lackField is what a next step lacks, whichever step it is.
func lackField(ctx context.Context, field string) string {
	if field == "planned_date" {
		return term(ctx, "stage_fact.planned")
	}
	return lackText(ctx, field, "")
}

// chips are the filter in force in words, each with the address without it.
func (s *Server) chips(r *http.Request, v *visit, f app.ProjectFilter) []ui.Chip {
	ctx := r.Context()
	var list []ui.Chip
	for _, l := range filterLists(&f) {
		if len(*l.list) == 0 {
			continue
		}
		var words []string
		for _, value := range *l.list {
			words = append(words, s.chipValue(r, v, l.name, value))
		}
		list = append(list, ui.Chip{Field: filterField(ctx, l.name), Words: ui.T(ctx, "是 {values}", "values", strings.Join(words, ui.T(ctx, "、"))), Without: ui.Here(ctx, l.name, "")})
	}
	if f.Query != "" {
		list = append(list, ui.Chip{Field: ui.T(ctx, "含有"), Words: f.Query, Without: ui.Here(ctx, "q", "")})
	}
	return append(list, leadChips(ctx, f)...)
}

// chipValue is filterValue, and the rules of lights by their measure.
func (s *Server) chipValue(r *http.Request, v *visit, name, value string) string {
	if name != "reason" {
		return filterValue(r.Context(), v.frame, name, value)
	}
	rule, ok := s.App.RuleOf(r.Context(), v.Actor, value, v.frame.Today)
	if !ok {
		return value
	}
	return termOf(r.Context(), "measure", string(rule.Measure)) + " · " + termOf(r.Context(), "light", string(rule.Light))
}

// leadChips say the bounds of the lead as one says them: behind, or ahead.
func leadChips(ctx context.Context, f app.ProjectFilter) []ui.Chip {
	var list []ui.Chip
	chip := func(name, words string) {
		list = append(list, ui.Chip{Field: ui.T(ctx, "序时"), Words: words, Without: ui.Here(ctx, name, "")})
	}
	if behind, minus := strings.CutPrefix(f.LeadMax, "-"); minus {
		chip("lead_max", ui.T(ctx, "落后 {n} 点以上", "n", behind))
	} else if f.LeadMax != "" {
		chip("lead_max", ui.T(ctx, "超前不到 {n} 点", "n", f.LeadMax))
	}
	if behind, minus := strings.CutPrefix(f.LeadMin, "-"); minus {
		chip("lead_min", ui.T(ctx, "落后不到 {n} 点", "n", behind))
	} else if f.LeadMin != "" {
		chip("lead_min", ui.T(ctx, "超前 {n} 点以上", "n", f.LeadMin))
	}
	return list
}

// A choice is one list of the filter's panel.
type choice struct {
	Name, Label string
	Options     []ui.Option
}

// choices are the lists of the panel, each value with how many projects it would
// show; a value chosen stays in sight when it shows none.
func choices(ctx context.Context, f *app.Frame, t *app.ProjectTable) []choice {
	var all []choice
	for _, l := range filterLists(&t.Filter) {
		by := l.name
		if by == "stage" && t.Filter.Basis == app.ByRecognition {
			by = app.ByRecognition
		}
		facets, counted := t.Facets[by]
		if !counted {
			continue
		}
		c := choice{Name: l.name, Label: filterField(ctx, l.name)}
		for _, facet := range facets {
			c.Options = append(c.Options, ui.Option{Value: facet.Key, Label: filterValue(ctx, f, l.name, facet.Key), Hint: strconv.Itoa(facet.Count), Chosen: slices.Contains(*l.list, facet.Key)})
		}
		for _, value := range *l.list {
			if !slices.ContainsFunc(facets, func(x app.Facet) bool { return x.Key == value }) {
				c.Options = append(c.Options, ui.Option{Value: value, Label: filterValue(ctx, f, l.name, value), Hint: "0", Chosen: true})
			}
		}
		all = append(all, c)
	}
	return all
}

// tagChoices are the tags of the rules; they are not counted.
func tagChoices(f *app.Frame, chosen []string) []ui.Option {
	var list []ui.Option
	for _, w := range f.Words.Tags {
		list = append(list, ui.Option{Value: w.Code, Label: w.Name, Chosen: slices.Contains(chosen, w.Code)})
	}
	return list
}

// leadOptions are the bounds people ask for.
func leadOptions(ctx context.Context, chosen string) []ui.Option {
	list := []ui.Option{{Value: "", Label: ui.T(ctx, "不限")}}
	for _, n := range []string{"-0.01", "-10", "-30"} {
		label := ui.T(ctx, "落后 {n} 点以上", "n", strings.TrimPrefix(n, "-"))
		if n == "-0.01" {
			label = ui.T(ctx, "落后于序时")
		}
		list = append(list, ui.Option{Value: n, Label: label, Chosen: n == chosen})
	}
	if chosen != "" && !slices.ContainsFunc(list, func(o ui.Option) bool { return o.Value == chosen }) {
		list = append(list, ui.Option{Value: chosen, Label: chosen, Chosen: true})
	}
	return list
}

// basisLinks switch between stages as declared and as recognised; a page shows one
// at a time and says which.
func basisLinks(ctx context.Context, now string) []ui.Link {
	return []ui.Link{{Label: term(ctx, "basis.declared"), Href: here(ctx, "basis", "", "page", ""), Current: now != app.ByRecognition},
		{Label: term(ctx, "basis.recognised"), Href: here(ctx, "basis", app.ByRecognition, "page", ""), Current: now == app.ByRecognition}}
}

// basisWord says which of the two is shown.
func basisWord(ctx context.Context, basis string) string {
	if basis == app.ByRecognition {
		return term(ctx, "basis.recognised")
	}
	return term(ctx, "basis.declared")
}

// here is this page's address with some parameters changed, for links that put
// the sub-path before it themselves.
func here(ctx context.Context, pairs ...string) string {
	return strings.TrimPrefix(ui.Here(ctx, pairs...), ui.EnvOf(ctx).Base)
}

// sentences are all a fault says, for a notice at the head of a page.
func sentences(ctx context.Context, err error) []string {
	e, ok := fault.As(err)
	if !ok {
		return nil
	}
	return glossary.Sentence(lang(ctx), e)
}
