package app

// What targets are held against: indicators counted from the register, until the
// indicator engine gives any. The one door is figured.measures.

import (
	"cmp"
	"slices"
	"strconv"

	"guatu/internal/access"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// A Gauge is one indicator of the register: what it counts, of which projects, on
// whose word. Declared and recognised are two indicators and never one.
type Gauge struct {
	target.Indicator
	Stage lifecycle.Stage `json:"stage,omitempty"` // reached in the period; "" for investment
	Basis lifecycle.Basis `json:"basis,omitempty"`
	Sense lifecycle.Sense `json:"sense,omitempty"` // of investment done
	Min   money.Yuan      `json:"min,omitempty"`   // total investment from
}

// gaugeStages and gaugeSizes are what the indicators of the register are made of.
var (
	gaugeStages = []lifecycle.Stage{lifecycle.Signed, lifecycle.Started, lifecycle.Completed, lifecycle.Producing, lifecycle.InStatistics}
	gaugeSizes  = []money.Yuan{0, money.Yi, 10 * money.Yi, 50 * money.Yi, 100 * money.Yi}
)

// Gauges are all of them, in the order people choose from: counts by stage and
// size, total investment by stage, each on both bases; investment done in both
// senses. Recognised comes first, for it is what counts.
var Gauges = func() (all []Gauge) {
	for _, stage := range gaugeStages {
		for _, basis := range []lifecycle.Basis{lifecycle.RecognisedBasis, lifecycle.DeclaredBasis} {
			name := string(stage) + "." + string(basis)
			statistical := stage == lifecycle.InStatistics
			for _, size := range gaugeSizes {
				code := name
				if size > 0 {
					code += "." + strconv.FormatInt(int64(size/money.Yi), 10) + "yi"
				}
				all = append(all, Gauge{target.Indicator{Code: code, Measure: target.Count, Adds: true, Statistical: statistical}, stage, basis, "", size})
			}
			all = append(all, Gauge{target.Indicator{Code: name + ".total", Measure: target.Money, Adds: true, Statistical: statistical}, stage, basis, "", 0})
		}
	}
	for _, sense := range []lifecycle.Sense{lifecycle.Dispatch, lifecycle.Statistics} {
		all = append(all, Gauge{target.Indicator{Code: "invested." + string(sense), Measure: target.Money, Adds: true, Statistical: sense == lifecycle.Statistics}, "", "", sense, 0})
	}
	return all
}()

// GaugeOf finds one by its code.
func GaugeOf(code string) (Gauge, bool) {
	i := slices.IndexFunc(Gauges, func(g Gauge) bool { return g.Code == code })
	if i < 0 {
		return Gauge{}, false
	}
	return Gauges[i], true
}

// catalogue tells targets what they must know of an indicator.
func catalogue(code string) (target.Indicator, bool) {
	g, ok := GaugeOf(code)
	return g.Indicator, ok
}

// measures gives values by the facts of the day: additive changes by day and unit,
// made once an indicator and asked by difference of sums. It is for one question
// at a time.
func (f *figured) measures() target.Reader {
	kept := map[string]*ladder{}
	return func(a target.Ask) target.Reading {
		g, ok := GaugeOf(a.Indicator)
		if !ok {
			return target.Reading{}
		}
		key := a.Indicator + "\n" + a.Batch
		if kept[key] == nil {
			kept[key] = f.ladder(g, a.Batch)
		}
		return kept[key].read(g, a)
	}
}

// A ladder is one indicator's changes by unit, each unit's in order of day with
// the sum so far.
type ladder struct {
	rungs map[string][]rung
	ends  map[string][]workday.Date // month ends for which a unit has returns
}

type rung struct {
	day workday.Date
	sum target.Value
}

// ladder walks the projects once. A project counts for every unit above the one
// that reports it and the park it stands in, once for each.
func (f *figured) ladder(g Gauge, batch string) *ladder {
	l := &ladder{rungs: map[string][]rung{}, ends: map[string][]workday.Date{}}
	above := map[[2]string][]string{}
	for _, r := range f.rows {
		p := r.Project
		if !r.there || batch != "" && !slices.Contains(p.Batches, batch) {
			continue
		}
		place := [2]string{p.Unit, p.Park}
		if above[place] == nil {
			above[place] = unitsAbove(f.facts.tree, p.Unit, p.Park)
		}
		for _, c := range f.changes(g, r) {
			for _, u := range above[place] {
				l.rungs[u] = append(l.rungs[u], c)
				if g.Sense != "" {
					l.ends[u] = append(l.ends[u], c.day)
				}
			}
		}
	}
	for u, list := range l.rungs {
		slices.SortFunc(list, func(a, b rung) int { return cmp.Compare(a.day, b.day) })
		var sum target.Value
		for i := range list {
			sum += list[i].sum
			list[i].sum = sum
		}
		slices.Sort(l.ends[u])
	}
	return l
}

// unitsAbove are units and all above them, each once.
func unitsAbove(tree *access.Tree, ids ...string) (all []string) {
	for len(ids) > 0 {
		id := ids[0]
		ids = ids[1:]
		u, ok := tree.Unit(id)
		if !ok || slices.Contains(all, id) {
			continue
		}
		all = append(all, id)
		for _, p := range u.Parents {
			ids = append(ids, p.Parent)
		}
	}
	return all
}

// changes are what a project adds to an indicator, and on which days.
func (f *figured) changes(g Gauge, r *ProjectRow) []rung {
	if g.Sense != "" {
		return investedBy(r.dossier.figures, g.Sense, f.on)
	}
	p := r.Project
	total := p.Total.Opt
	if !total.OK {
		total = p.Total.Low // of a range the lower end is certain, as for tiers
	}
	since, holds := p.Fact(g.Stage).On(g.Basis)
	if !holds || since.IsZero() || since.First > f.on || g.Min > 0 && (!total.OK || total.Yuan < g.Min) {
		return nil
	}
	// Known to the month it lies on its last day, or on the day it was known by.
	c := rung{min(since.Last(), f.on), 1}
	if g.Measure == target.Money {
		c.sum = target.Value(total.Or(0))
	}
	return []rung{c}
}

// investedBy are the year's returns of a project as what each month added, on the
// month's last day.
func investedBy(figures []lifecycle.Figure, sense lifecycle.Sense, on workday.Date) (list []rung) {
	var before money.Yuan
	year := 0
	for _, m := range figures {
		day := m.Month.Last()
		if m.Sense != sense || !m.YearDone.OK || day > on {
			continue
		}
		if day.Year() != year {
			before, year = 0, day.Year()
		}
		list = append(list, rung{day, target.Value(m.YearDone.Yuan - before)})
		before = m.YearDone.Yuan
	}
	return list
}

// read is the sum of the changes in a period. A count of what did not happen is
// nought; investment of which no return lies in the period is not known.
func (l *ladder) read(g Gauge, a target.Ask) target.Reading {
	r := target.Reading{Value: l.upTo(a.Unit, a.To) - l.upTo(a.Unit, a.From-1), Known: true}
	if g.Sense == "" {
		return r
	}
	ends := l.ends[a.Unit]
	i, _ := slices.BinarySearch(ends, a.To+1)
	if i == 0 || ends[i-1] < a.From {
		return target.Reading{}
	}
	r.To = ends[i-1]
	return r
}

func (l *ladder) upTo(unit string, day workday.Date) target.Value {
	list := l.rungs[unit]
	i, _ := slices.BinarySearchFunc(list, day+1, func(r rung, d workday.Date) int { return cmp.Compare(r.day, d) })
	if i == 0 {
		return 0
	}
	return list[i-1].sum
}
