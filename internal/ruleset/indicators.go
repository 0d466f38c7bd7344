// The section indicators as people write it: what is counted and added up.

package ruleset

import (
	"cmp"
	"slices"

	"guatu/internal/fault"
	"guatu/internal/indicator"
	"guatu/internal/lifecycle"
)

// indicatorSection is the definitions; a place that leaves them out has the
// default's. One that gives any gives all: a formula names others, and half a list
// would not stand.
type indicatorSection struct {
	Indicators []indicatorLine `yaml:"indicators"`
}

type indicatorLine struct {
	Code, Name, Measure, Read, Empty, Better, Source string
	Decimals                                         int

	Of, Event, Stage, Basis, Sense, Kept string
	Until                                []lifecycle.Stage
	Meet, Within                         string

	Tiers, Kinds, Except, Levels, Tags, Chains, Industries []string
	Store                                                  string

	Formula  string
	Compares bool
	Outside  *outsideLine
	ProRata  bool `yaml:"pro_rata"`
}

type outsideLine struct {
	Office, Every string
	ToDate        bool `yaml:"to_date"`
}

// rules turns the section into compiled definitions. set already has the lists its
// selections draw on.
func (f *indicatorSection) rules(set *Set, wrong *fault.List) *indicator.Rules {
	if len(f.Indicators) == 0 && fallback != nil {
		return fallback.Indicators
	}
	list := turn(f.Indicators, indicatorLine.definition)
	for i := range f.Indicators {
		f.Indicators[i].known(set, wrong)
	}
	rules, err := indicator.Compile(list)
	wrong.Add(err)
	return rules
}

// definition is the typed form. A direction or a meaning of nothing that is not
// stated is the usual one: higher is better; of projects that are not there the
// number and the money are nought, nothing reported is missing.
func (l indicatorLine) definition() indicator.Definition {
	d := indicator.Definition{Code: l.Code, Name: l.Name, Measure: l.Measure, Decimals: l.Decimals, Source: l.Source,
		Read: indicator.Read(cmp.Or(l.Read, string(indicator.Flow))), Better: indicator.Better(cmp.Or(l.Better, string(indicator.Higher))),
		Empty: indicator.Empty(l.Empty), Formula: l.Formula, ProRata: l.ProRata, Compares: l.Compares}
	if l.Of != "" {
		d.Base = l.base()
	}
	if o := l.Outside; o != nil {
		d.Outside = &indicator.Outside{Office: o.Office, Every: indicator.Period(o.Every), ToDate: o.ToDate}
	}
	if d.Empty == "" {
		d.Empty = indicator.EmptyMissing
		if d.Base != nil && d.Base.Event != "" {
			d.Empty = indicator.EmptyZero
		}
	}
	return d
}

func (l indicatorLine) base() *indicator.Base {
	b := &indicator.Base{Of: indicator.Quantity(l.Of), Event: indicator.Event(l.Event), Stage: lifecycle.Stage(l.Stage), Basis: lifecycle.Basis(l.Basis),
		Sense: lifecycle.Sense(l.Sense), Until: l.Until, Kept: lifecycle.Stage(l.Kept), Where: indicator.Where{Tiers: l.Tiers, Kinds: l.Kinds, Except: l.Except,
			Levels: l.Levels, Tags: l.Tags, Chains: l.Chains, Industries: l.Industries, Store: lifecycle.Store(l.Store)}}
	if l.Meet != "" {
		b.Meet = &indicator.Meet{Stage: lifecycle.Stage(l.Meet), Within: indicator.Within(cmp.Or(l.Within, string(indicator.SameYear)))}
	}
	return b
}

// known reports words of a selection that the ruleset does not have: such a line
// would count nothing for ever and nobody would see why.
func (l *indicatorLine) known(set *Set, wrong *fault.List) {
	codes := func(words []Word) (list []string) {
		for _, w := range words {
			list = append(list, w.Code)
		}
		return list
	}
	var tiers []string
	for _, t := range set.Tiers {
		tiers = append(tiers, t.Code)
	}
	for _, c := range []struct{ asked, has []string }{
		{l.Tiers, tiers}, {l.Kinds, codes(set.Kinds)}, {l.Except, codes(set.Kinds)}, {l.Levels, codes(set.Levels)}, {l.Tags, codes(set.Tags)},
		{wordOf(l.Store), []string{string(lifecycle.StoreYes), string(lifecycle.StoreNo)}}} {
		for _, word := range c.asked {
			wrong.Check(slices.Contains(c.has, word), "indicators", "indicator.word", "code", l.Code, "value", word)
		}
	}
}

// wordOf is a list of one word, or of none.
func wordOf(word string) []string {
	if word == "" {
		return nil
	}
	return []string{word}
}
