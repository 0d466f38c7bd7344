package app

import (
	"context"
	"slices"
	"sync"

	"guatu/internal/access"
	"guatu/internal/formula"
	"guatu/internal/indicator"
	"guatu/internal/lifecycle"
	"guatu/internal/ruleset"
	"guatu/internal/workday"
)

// measuredAtOnce is how many goroutines build a book and read a day: as many as the
// smallest machine has cores.
const measuredAtOnce = 2

// keptViews is how many days' views are kept: a page of this year and last, with
// the ends of their periods, asks for half a dozen.
const keptViews = 16

// A measured is the facts of one journal number in the form indicators are read
// from. It follows the facts: a changed project is taken in as the difference of
// what it did and does (see package indicator).
type measured struct {
	facts *facts
	set   *ruleset.Set
	roll  *indicator.Roll
	book  *indicator.Book

	mu      sync.Mutex
	views   []*indicator.View // the last asked for first
	batches map[string]*measured
}

// measuredCache keeps the last measured of each ruleset asked for.
type measuredCache struct {
	mu   sync.Mutex
	list []*measured
}

// keptMeasured is how many are kept: two rulesets stand beside each other for a
// while after one was published, and looking back is as known at a number or two.
const keptMeasured = 3

// of gives the measured of facts under a ruleset.
func (c *measuredCache) of(f *facts, set *ruleset.Set) *measured {
	c.mu.Lock()
	defer c.mu.Unlock()
	var last *measured
	for i, kept := range c.list {
		if kept.set.ID != set.ID || kept.facts.tree != f.tree {
			continue
		}
		if kept.facts == f {
			return kept
		}
		if kept.facts.n < f.n {
			last, c.list = kept, slices.Delete(c.list, i, i+1)
			break
		}
	}
	now := &measured{facts: f, set: set}
	if last == nil {
		now.build()
	} else {
		now.follow(last)
	}
	c.list = append([]*measured{now}, c.list[:min(len(c.list), keptMeasured-1)]...)
	return now
}

// factOf is a dossier as base indicators look at it.
func factOf(d *dossier, set *ruleset.Set) indicator.Fact {
	return indicator.Fact{Project: d.project, Figures: d.figures, Tier: lifecycle.TierOf(d.project, set.Tiers), Registered: d.registered}
}

// build makes the book from scratch.
func (m *measured) build() { m.buildOf(func(*dossier) bool { return true }) }

// buildOf makes the book of some projects.
func (m *measured) buildOf(some func(*dossier) bool) {
	m.roll = indicator.NewRoll(m.facts.tree, nil)
	byUnit := make([][]*dossier, m.roll.Units())
	for _, d := range m.facts.dossiers {
		if u := m.roll.Place(d.project.Unit); u >= 0 && some(d) {
			byUnit[u] = append(byUnit[u], d)
		}
	}
	plan := m.set.Indicators.Plan()
	m.book = indicator.Build(m.roll.Units(), plan.Columns(), measuredAtOnce, func(unit int, to []indicator.Change) []indicator.Change {
		if len(byUnit[unit]) == 0 {
			return to
		}
		r := plan.Reader()
		for _, d := range byUnit[unit] {
			to = r.Changes(factOf(d, m.set), unit, to)
		}
		return to
	})
}

// follow takes over what last knew and takes in what differs: dossiers are never
// changed, so another dossier is another fact.
func (m *measured) follow(last *measured) {
	m.roll = last.roll
	r := m.set.Indicators.Plan().Reader()
	effect := func(d *dossier, to []indicator.Change) []indicator.Change {
		if u := m.roll.Place(d.project.Unit); u >= 0 {
			return r.Changes(factOf(d, m.set), u, to)
		}
		return to
	}
	var old, now []indicator.Change
	both := 0 // projects that last knew too
	for i, d := range m.facts.dossiers {
		if i < len(last.facts.dossiers) && last.facts.dossiers[i] == d {
			both++
			continue
		}
		if at, ok := last.facts.index[d.project.ID]; ok {
			both++
			if last.facts.dossiers[at] == d {
				continue
			}
			old = effect(last.facts.dossiers[at], old)
		}
		now = effect(d, now)
	}
	if both < len(last.facts.dossiers) {
		for _, d := range last.facts.dossiers {
			if _, ok := m.facts.index[d.project.ID]; !ok {
				old = effect(d, old)
			}
		}
	}
	changes := indicator.Net(old, now)
	m.book = last.book.With(changes)
	last.mu.Lock()
	defer last.mu.Unlock()
	for _, v := range last.views {
		next, _ := v.With(changes)
		m.views = append(m.views, next)
	}
}

// view gives the values as of a day.
func (m *measured) view(on workday.Date) *indicator.View {
	m.mu.Lock()
	defer m.mu.Unlock()
	i := slices.IndexFunc(m.views, func(v *indicator.View) bool { return v.On() == on })
	var v *indicator.View
	if i >= 0 {
		v = m.views[i]
		m.views = slices.Delete(m.views, i, i+1)
	} else {
		v = m.book.As(on, m.roll, measuredAtOnce)
	}
	m.views = append([]*indicator.View{v}, m.views[:min(len(m.views), keptViews-1)]...)
	return v
}

// reckon opens a reckoning over the facts.
func (m *measured) reckon(p indicator.Period) *indicator.Reckoning { return m.reckonOver(m.view, p) }

// reckonOver opens one over other views than those of the facts: of what is not, and
// might be.
func (m *measured) reckonOver(view func(workday.Date) *indicator.View, p indicator.Period) *indicator.Reckoning {
	list := m.set.Indicators.Definitions()
	return m.set.Indicators.Reckon(indicator.Source{Roll: m.roll, Curve: m.set.Curve, View: view,
		Last: func(column int, on workday.Date) []workday.Date { return m.book.Last(column, on, m.roll) },
		Given: func(definition, unit int, period workday.When) formula.Value {
			if r := m.facts.readings.by[readingKey{m.roll.ID(unit), list[definition].Code, period}]; r != nil {
				return r.Value()
			}
			return formula.Missing(formula.NotReported)
		}}, p)
}

// measured gives the facts of a moment in the form indicators are read from.
func (a *App) measured(ctx context.Context, who access.Actor, m Moment) (*measured, *figured, error) {
	fig, err := a.at(ctx, who, m)
	if err != nil {
		return nil, nil, err
	}
	kept, _ := a.holds.Load(who.Tenant())
	h := kept.(*hold)
	return h.measuredOf(fig.facts, fig.set), fig, nil
}
