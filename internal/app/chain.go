package app

// The speed of the chain (链条): days between any two stages.

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// A ChainFilter is a cut and the two stages between which time is counted.
type ChainFilter struct {
	ChainCut
	From lifecycle.Stage `json:"from,omitempty" query:"from" doc:"the earlier stage; signed when not given"`
	To   lifecycle.Stage `json:"to,omitempty" query:"to" doc:"the later stage; started when not given"`
}

// A ChainPage is the speed of the chain on one basis: between every two stages, and
// between the two chosen as a whole and by group.
type ChainPage struct {
	Filter ChainFilter      `json:"-"`
	On     workday.Date     `json:"on"`
	Known  int64            `json:"known"`
	Basis  lifecycle.Basis  `json:"basis"`
	Count  int              `json:"count"`  // projects looked at
	Legs   []ChainLeg       `json:"legs"`   // every stage to every later one
	Whole  lifecycle.Spread `json:"whole"`  // from Filter.From to Filter.To
	Groups []ChainGroup     `json:"groups"` // the same, by Filter.By
	Years  []int            `json:"years"`  // in which the earlier stage was reached, the latest first

	SameYears []lifecycle.SameYearCount `json:"same_years"` // 当年洽谈签约开工, by year
	SameUnits []SameYearGroup           `json:"same_units"` // the same by group, of the year or of all
}

// A ChainLeg is the time from one stage to a later one.
type ChainLeg struct {
	From   lifecycle.Stage  `json:"from"`
	To     lifecycle.Stage  `json:"to"`
	Spread lifecycle.Spread `json:"spread"`
}

// A ChainGroup is the time between the two chosen stages in one group.
type ChainGroup struct {
	Key    string           `json:"key"` // - for not reported
	Name   string           `json:"name"`
	Spread lifecycle.Spread `json:"spread"`
}

// A SameYearGroup is what was talked about, signed and started in one year (S0-03)
// in one group.
type SameYearGroup struct {
	Key   string                  `json:"key"`
	Name  string                  `json:"name"`
	Count lifecycle.SameYearCount `json:"count"`
}

// tidy fills in what was not given and reports all that is wrong.
func (f *ChainFilter) tidy() error {
	var wrong fault.List
	f.ChainCut.tidy(&wrong)
	f.From, f.To = cmp.Or(f.From, lifecycle.Signed), cmp.Or(f.To, lifecycle.Started)
	from, to := f.From.Order(), f.To.Order()
	wrong.Check(from > 0 && from < to && to <= len(lifecycle.Stages), "to", "chain.stages", "from", string(f.From), "to", string(f.To))
	return wrong.Err()
}

// Chain times the chain of the projects the actor sees.
func (a *App) Chain(ctx context.Context, who access.Actor, f ChainFilter) (*ChainPage, error) {
	if err := f.tidy(); err != nil {
		return nil, err
	}
	fig, list, err := a.chained(ctx, who, &f.ChainCut)
	if err != nil {
		return nil, err
	}
	p := &ChainPage{Filter: f, On: fig.on, Known: fig.facts.n, Basis: f.Basis, Count: len(list), Legs: legsOf(list, f.Year)}
	key := f.keyOf(f.From, who, fig)
	p.time(list, key, fig)
	p.same(list, f.keyOf(lifecycle.Started, who, fig), fig)
	return p, nil
}

// legsOf is the matrix as a list, along the chain.
func legsOf(list []chained, year int) []ChainLeg {
	chains := make([]lifecycle.Chain, len(list))
	for i := range list {
		chains[i] = list[i].chain
	}
	var legs []ChainLeg
	for i, row := range lifecycle.Matrix(chains, year) {
		for j := i + 1; j < len(row); j++ {
			legs = append(legs, ChainLeg{lifecycle.Stages[i], lifecycle.Stages[j], row[j]})
		}
	}
	return legs
}

// time works the chosen two stages out, as a whole and by group.
func (p *ChainPage) time(list []chained, key func(*chained) string, fig *figured) {
	var whole lifecycle.Tally
	groups, years := map[string]*lifecycle.Tally{}, map[int]bool{}
	for i := range list {
		c := &list[i]
		passage, ok := c.chain.Between(p.Filter.From, p.Filter.To)
		if !ok {
			continue
		}
		years[c.yearOf(p.Filter.From)] = true
		if p.Filter.Year != 0 && !c.chain.In(p.Filter.From, p.Filter.Year) {
			continue
		}
		whole.Add(passage)
		k := key(c)
		if groups[k] == nil {
			groups[k] = &lifecycle.Tally{}
		}
		groups[k].Add(passage)
	}
	delete(years, 0)
	p.Years = slices.Sorted(maps.Keys(years))
	slices.Reverse(p.Years)
	p.Whole = whole.Spread()
	for _, k := range slices.SortedFunc(maps.Keys(groups), fig.orderBy(p.Filter.By)) {
		p.Groups = append(p.Groups, ChainGroup{cmp.Or(k, Unstated), fig.nameBy(p.Filter.By, k), groups[k].Spread()})
	}
}

// same counts what was talked about, signed and started in one year.
func (p *ChainPage) same(list []chained, key func(*chained) string, fig *figured) {
	years, groups := map[int]*lifecycle.SameYearCount{}, map[string]*lifecycle.SameYearCount{}
	for i := range list {
		y, ok := list[i].chain.SameYear()
		if !ok {
			continue
		}
		countSame(years, y.Year, y.Year, y)
		if p.Filter.Year == 0 || p.Filter.Year == y.Year {
			countSame(groups, key(&list[i]), p.Filter.Year, y)
		}
	}
	for _, year := range slices.Backward(slices.Sorted(maps.Keys(years))) {
		p.SameYears = append(p.SameYears, *years[year])
	}
	for _, k := range slices.SortedFunc(maps.Keys(groups), fig.orderBy(p.Filter.By)) {
		p.SameUnits = append(p.SameUnits, SameYearGroup{cmp.Or(k, Unstated), fig.nameBy(p.Filter.By, k), *groups[k]})
	}
}

func countSame[K comparable](counts map[K]*lifecycle.SameYearCount, key K, year int, y lifecycle.SameYear) {
	if counts[key] == nil {
		counts[key] = &lifecycle.SameYearCount{Year: year}
	}
	counts[key].Add(y)
}
