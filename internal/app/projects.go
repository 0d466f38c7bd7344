package app

import (
	"cmp"
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/ruleset"
	"guatu/internal/workday"
)

// pageSize is how many rows a page has when nobody says.
const pageSize = 50

// A ProjectTable is one page of the projects a filter names, with the sums of
// all of them and the counts behind each choice of the filter.
type ProjectTable struct {
	Filter ProjectFilter      `json:"-"`
	On     workday.Date       `json:"on"`
	Known  int64              `json:"known"` // the journal number it was cut at
	Set    string             `json:"ruleset"`
	Totals Totals             `json:"totals"`
	Rows   []*ProjectRow      `json:"rows"`
	Groups []ProjectGroup     `json:"groups,omitempty"`
	Facets map[string][]Facet `json:"facets,omitempty"`
	Pages  int                `json:"pages"`
}

// A ProjectGroup is one group of a grouped table, with its sums over all pages.
type ProjectGroup struct {
	Key    string `json:"key"`
	Name   string `json:"name"`
	Totals Totals `json:"totals"`
}

// A Facet is one value a filter can take, with how many projects it would show.
type Facet struct {
	Key   string `json:"key"`
	Name  string `json:"name"`
	Count int    `json:"count"`
}

// Projects is the register as a table.
func (a *App) Projects(ctx context.Context, who access.Actor, f ProjectFilter) (*ProjectTable, error) {
	fig, rows, err := a.choose(ctx, who, f)
	if err != nil {
		return nil, err
	}
	f.Size, f.Page = cmp.Or(f.Size, pageSize), max(1, f.Page)
	t := &ProjectTable{Filter: f, On: fig.on, Known: fig.facts.n, Set: fig.set.ID, Totals: totalsOf(rows), Facets: facets(rows, fig)}
	if err := t.openFacets(fig, who.Scope()); err != nil {
		return nil, err
	}
	if f.Group != "" {
		t.Groups = groupsOf(rows, f.Group, fig)
		sortByGroup(rows, t.Groups, f.Group, fig)
	}
	t.Pages = max(1, (len(rows)+f.Size-1)/f.Size)
	from := min((f.Page-1)*f.Size, len(rows))
	t.Rows = rows[from:min(from+f.Size, len(rows))]
	return t, nil
}

// choose finds the rows of a filter that the actor sees, in its order.
func (a *App) choose(ctx context.Context, who access.Actor, f ProjectFilter) (*figured, []*ProjectRow, error) {
	if !who.Can(access.ReadProjects) {
		return nil, nil, fault.New(fault.Forbidden, "access.forbidden", "action", string(access.ReadProjects))
	}
	fig, err := a.at(ctx, who, f.Moment)
	if err != nil {
		return nil, nil, err
	}
	m, err := f.ready(fig.facts)
	if err != nil {
		return nil, nil, err
	}
	rows := fig.seen(who.Scope(), m.holds)
	m.sortRows(rows)
	return fig, rows, nil
}

// EachProject gives every row of a filter, for exports; nothing is cut into pages.
func (a *App) EachProject(ctx context.Context, who access.Actor, f ProjectFilter) ([]*ProjectRow, error) {
	if !who.Can(access.ExportLedger) {
		return nil, fault.New(fault.Forbidden, "access.forbidden", "action", string(access.ExportLedger))
	}
	_, rows, err := a.choose(ctx, who, f)
	return rows, err
}

// groupsOf adds rows up by group, in the group's own order.
func groupsOf(rows []*ProjectRow, by string, fig *figured) []ProjectGroup {
	at := groupingAt(by)
	sums := make([]Totals, len(fig.book.values[at]))
	for _, r := range rows {
		sums[r.codes[at]].add(r)
	}
	list := []ProjectGroup{}
	for code, key := range fig.book.values[at] {
		if t := &sums[code]; t.Count > 0 {
			t.close()
			list = append(list, ProjectGroup{Key: key, Name: fig.nameOf(by, key), Totals: *t})
		}
	}
	rank := fig.orderIn(by)
	slices.SortFunc(list, func(a, b ProjectGroup) int {
		return cmp.Or(cmp.Compare(rank(a.Key), rank(b.Key)), cmp.Compare(a.Key, b.Key))
	})
	return list
}

// sortByGroup brings rows of one group together, keeping their order inside: each
// goes to where its group begins, behind those of it that came before.
func sortByGroup(rows []*ProjectRow, list []ProjectGroup, by string, fig *figured) {
	at := groupingAt(by)
	next, from := make([]int, len(fig.book.values[at])), 0
	for _, g := range list {
		next[fig.book.codes[at][g.Key]] = from
		from += g.Totals.Count
	}
	for _, r := range slices.Clone(rows) {
		place := &next[r.codes[at]]
		rows[*place] = r
		*place++
	}
}

// facets counts the rows behind every value of the filter's lists, in one walk:
// at thirty thousand rows it is reaching them that costs.
func facets(rows []*ProjectRow, fig *figured) map[string][]Facet {
	var counts [len(groupings)][]int
	for at := range counts {
		counts[at] = make([]int, len(fig.book.values[at]))
	}
	for _, r := range rows {
		for at, code := range r.codes {
			counts[at][code]++
		}
	}
	all := make(map[string][]Facet, len(groupings))
	for at, by := range groupings {
		all[by] = fig.facetsIn(by, counts[at])
	}
	return all
}

// facetsOf counts one grouping.
func facetsOf(rows []*ProjectRow, fig *figured, by string) []Facet {
	at := groupingAt(by)
	counts := make([]int, len(fig.book.values[at]))
	for _, r := range rows {
		counts[r.codes[at]]++
	}
	return fig.facetsIn(by, counts)
}

// facetsIn are counts by code, as facets in the grouping's own order.
func (f *figured) facetsIn(by string, counts []int) []Facet {
	list := make([]Facet, 0, len(counts))
	for code, key := range f.book.values[groupingAt(by)] {
		if counts[code] > 0 {
			list = append(list, Facet{Key: key, Name: f.nameOf(by, key), Count: counts[code]})
		}
	}
	rank := f.orderIn(by)
	slices.SortFunc(list, func(a, b Facet) int { return cmp.Or(cmp.Compare(rank(a.Key), rank(b.Key)), cmp.Compare(a.Key, b.Key)) })
	for i := range list {
		list[i].Key = cmp.Or(list[i].Key, Unstated)
	}
	return list
}

// openFacets counts the values of each list that is filtered as if it were not:
// the reader sees what adding another value would show.
func (t *ProjectTable) openFacets(fig *figured, scope access.Scope) error {
	for _, by := range groupings {
		open, closed := t.Filter.without(by)
		if !closed {
			continue
		}
		m, err := open.ready(fig.facts)
		if err != nil {
			return err
		}
		t.Facets[by] = facetsOf(fig.seen(scope, m.holds), fig, by)
	}
	return nil
}

// nameOf is the name of a value in the words of the place. Stages, lights and
// what is not reported are codes of the glossary and stay as they are.
func (f *figured) nameOf(by, key string) string {
	switch by {
	case "unit":
		return f.facts.tree.Name(key)
	case "tier":
		return f.set.TierName(key)
	case "kind":
		return ruleset.NameOf(f.set.Kinds, key)
	case "level":
		return ruleset.NameOf(f.set.Levels, key)
	}
	return key
}
