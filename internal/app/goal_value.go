package app

// What targets are held against: the indicators of the ruleset (package indicator),
// in the figures of package target. There is no other way to a value.

import (
	"slices"

	"guatu/internal/formula"
	"guatu/internal/indicator"
	"guatu/internal/target"
)

// moneyDecimals turns the measures of amounts into values: those of yuan, whatever
// the ruleset writes an amount in.
var moneyDecimals = map[string]int{"元": 4, "万元": 8, "亿元": 12}

// grains are the periods of indicators as targets name them.
var grains = map[indicator.Period]target.Grain{indicator.OfMonth: target.Month, indicator.OfQuarter: target.Quarter, indicator.OfHalf: target.Half, indicator.OfYear: target.Year}

// targetOf is what targets must know of a definition.
func targetOf(rules *indicator.Rules, at int) target.Indicator {
	d, n := &rules.Definitions()[at], rules.Nature(at)
	ind := target.Indicator{Code: d.Code, Name: d.Name, Unit: d.Measure, Decimals: d.Decimals, Adds: n.Adds, Statistical: n.Statistical, Projects: n.Projects, Rhythm: grains[n.Rhythm]}
	_, money := moneyDecimals[d.Measure]
	switch {
	case money:
		ind.Measure, ind.Piece = target.Money, target.One
	case d.Measure == "%" || d.Measure == "百分点":
		ind.Measure, ind.Piece = target.Points, target.One/100
	case d.Decimals == 0:
		ind.Measure, ind.Piece = target.Count, target.One
	default:
		ind.Measure = target.Other
	}
	return ind
}

// catalogueOf finds the indicators of a ruleset for targets, by code.
func catalogueOf(rules *indicator.Rules) target.Catalogue {
	return func(code string) (target.Indicator, bool) {
		at, ok := rules.Find(code)
		if !ok || rules.Definitions()[at].Code != code {
			return target.Indicator{}, false // a name may change, a code stays
		}
		return targetOf(rules, at), true
	}
}

// targetIndicators are those a target may be set on, in the order of the ruleset:
// all but the calendar's own share, which nobody brings about.
func targetIndicators(rules *indicator.Rules) (list []TargetChoice) {
	for i, d := range rules.Definitions() {
		if !d.ProRata {
			list = append(list, TargetChoice{targetOf(rules, i), KindOf(&d)})
		}
	}
	return list
}

// held gives targets their values from the facts, one question at a time. What a
// target is held against is the indicator's value, as far as reports reach.
func (m *measured) held() target.Reader {
	whole := m.reckon(indicator.OfMonth)
	lists := map[string]*indicator.Reckoning{"": whole}
	return func(a target.Ask) target.Reading {
		at, known := m.set.Indicators.Find(a.Indicator)
		place := m.roll.Place(a.Unit)
		if !known || place < 0 || a.Batch != "" && !m.set.Indicators.Nature(at).Projects {
			return target.Reading{}
		}
		if lists[a.Batch] == nil {
			lists[a.Batch] = m.batch(a.Batch).reckon(indicator.OfMonth)
		}
		v, to := lists[a.Batch].Held(at, place, indicator.Span{From: a.From, To: a.To})
		value, ok := valueIn(&m.set.Indicators.Definitions()[at], v.Value)
		if !ok {
			return target.Reading{}
		}
		r := target.Reading{Value: value, Known: true}
		if to < a.To {
			r.To = to
		}
		return r
	}
}

// valueIn is an indicator's value as targets count: a rate that ends nowhere is
// rounded to the ten-thousandth. Not ok where it is missing or beyond all bounds.
func valueIn(d *indicator.Definition, v formula.Value) (target.Value, bool) {
	decimals, money := moneyDecimals[d.Measure]
	if !money {
		decimals = 4
	}
	n, ok := v.Fixed(decimals)
	return target.Value(n), ok
}

// batch is the same facts narrowed to the projects on a list. It is built when a
// target asks for it: a list has some dozens.
func (m *measured) batch(name string) *measured {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.batches[name] == nil {
		narrow := &measured{facts: m.facts, set: m.set}
		narrow.buildOf(func(d *dossier) bool { return slices.Contains(d.project.Batches, name) })
		if m.batches == nil {
			m.batches = map[string]*measured{}
		}
		m.batches[name] = narrow
	}
	return m.batches[name]
}
