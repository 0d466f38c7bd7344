package app

import (
	"cmp"
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/formula"
	"guatu/internal/indicator"
	"guatu/internal/workday"
)

// An IndicatorFilter says which indicators, of which unit and those below it, over
// which period. The period is the one the moment's day lies in, up to that day.
type IndicatorFilter struct {
	Moment
	Unit   string           `json:"unit,omitempty" query:"unit" doc:"this unit and those directly below it; empty = one's own"`
	Period indicator.Period `json:"period,omitempty" query:"period" enum:"day,ten_days,month,quarter,half,year" doc:"empty = month"`
	Codes  []string         `json:"code,omitempty" query:"code" doc:"codes of indicators; none = all of the kind"`
	Kind   IndicatorKind    `json:"kind,omitempty" query:"kind" enum:"count,size,amount,rate,outside" doc:"of this kind only"`
}

// An IndicatorKind sorts indicators for those who look: numbers of projects, those
// of projects of a size, money, what is worked out of others, what comes from
// outside.
type IndicatorKind string

// The kinds.
const (
	KindCount   IndicatorKind = "count"
	KindSize    IndicatorKind = "size"
	KindAmount  IndicatorKind = "amount"
	KindRate    IndicatorKind = "rate"
	KindOutside IndicatorKind = "outside"
)

// IndicatorKinds are all, in the order of the page.
var IndicatorKinds = []IndicatorKind{KindRate, KindCount, KindSize, KindAmount, KindOutside}

// KindOf sorts a definition.
func KindOf(d *indicator.Definition) IndicatorKind {
	switch {
	case d.Outside != nil:
		return KindOutside
	case d.Base == nil:
		return KindRate
	case d.Base.Of == indicator.Count && len(d.Base.Where.Tiers) > 0:
		return KindSize
	case d.Base.Of == indicator.Count:
		return KindCount
	}
	return KindAmount
}

// An IndicatorTable is units by indicators over one period.
type IndicatorTable struct {
	Filter  IndicatorFilter   `json:"-"`
	On      workday.Date      `json:"on"`
	Known   int64             `json:"known"`
	Set     string            `json:"ruleset"`
	Span    indicator.Span    `json:"span"`
	Unit    access.Unit       `json:"unit"`
	Columns []IndicatorColumn `json:"columns"`
	Rows    []IndicatorRow    `json:"rows"` // the unit first, then those below it in their order
}

// An IndicatorColumn is one indicator, with what its values stand on.
type IndicatorColumn struct {
	Code     string           `json:"code"`
	Name     string           `json:"name"`
	Measure  string           `json:"measure"`
	Decimals int              `json:"decimals"`
	Kind     IndicatorKind    `json:"kind"`
	Read     indicator.Read   `json:"read"`
	Empty    indicator.Empty  `json:"empty"`
	Better   indicator.Better `json:"better"`
	Senses   []string         `json:"senses,omitempty"`
	Formula  string           `json:"formula,omitempty"`
	Office   string           `json:"office,omitempty"` // of an outside indicator
	Source   string           `json:"source"`

	Definition *indicator.Definition `json:"-"`
	at         int
}

// columnOf is one definition as a column.
func columnOf(rules *indicator.Rules, at int) IndicatorColumn {
	d := &rules.Definitions()[at]
	c := IndicatorColumn{Code: d.Code, Name: d.Name, Measure: d.Measure, Decimals: d.Decimals, Kind: KindOf(d), Read: d.Read, Empty: d.Empty,
		Better: d.Better, Senses: rules.Senses(at), Formula: d.Formula, Source: d.Source, Definition: d, at: at}
	if d.Outside != nil {
		c.Office = d.Outside.Office
	}
	return c
}

// An IndicatorRow is one unit's values, in the order of the columns.
type IndicatorRow struct {
	Unit   string           `json:"unit"`
	Name   string           `json:"unit_name"`
	Values []IndicatorValue `json:"values"`
}

// An IndicatorValue is one value. Value is null where there is none, and Missing
// then says why: not_reported, or not_computable (a division by zero, the mean of
// nothing). Rank is among the units of the table below the first, 0 where there is
// none. Lacks tells of projects that should have given a figure and did not.
type IndicatorValue struct {
	Value   *string `json:"value"`
	Missing string  `json:"missing,omitempty"`
	Lacks   bool    `json:"lacks,omitempty"`
	Rank    int     `json:"rank,omitempty"`
	value   formula.Value
}

// MaxIndicatorUnits bounds one table; a province's townships are asked for county
// by county.
const maxIndicatorUnits = 500

// Indicators works the values out for the units the actor sees.
func (a *App) Indicators(ctx context.Context, who access.Actor, f IndicatorFilter) (*IndicatorTable, error) {
	if err := may(who, access.ReadProjects); err != nil {
		return nil, err
	}
	if err := f.tidy(); err != nil {
		return nil, err
	}
	m, fig, err := a.measured(ctx, who, f.Moment)
	if err != nil {
		return nil, err
	}
	t := &IndicatorTable{Filter: f, On: fig.on, Known: fig.facts.n, Set: fig.set.ID, Span: f.Period.UpTo(fig.on), Columns: []IndicatorColumn{}, Rows: []IndicatorRow{}}
	if t.Columns, err = f.columns(m.set.Indicators); err != nil {
		return nil, err
	}
	if t.Unit, err = unitSeen(who, fig.facts.tree, f.Unit); err != nil {
		return nil, err
	}
	k := m.reckon(f.Period)
	for _, u := range unitsBelow(who, fig.facts.tree, t.Unit) {
		row := IndicatorRow{Unit: u.ID, Name: u.Label(), Values: make([]IndicatorValue, len(t.Columns))}
		for i, c := range t.Columns {
			row.Values[i] = valueOf(c.Definition, k.Value(c.at, m.roll.Place(u.ID), t.Span))
		}
		t.Rows = append(t.Rows, row)
	}
	t.rank()
	return t, nil
}

func (f *IndicatorFilter) tidy() error {
	f.Period = cmp.Or(f.Period, indicator.OfMonth)
	var wrong fault.List
	wrong.Check(slices.Contains(indicator.Periods, f.Period), "period", "indicator.period", "period", string(f.Period))
	wrong.Check(f.Kind == "" || slices.Contains(IndicatorKinds, f.Kind), "kind", "indicator.kind", "kind", string(f.Kind))
	return wrong.Err()
}

// columns are the indicators asked for, in the order of the ruleset.
func (f *IndicatorFilter) columns(rules *indicator.Rules) ([]IndicatorColumn, error) {
	var wrong fault.List
	var asked []int
	for _, code := range f.Codes {
		at, ok := rules.Find(code)
		wrong.Check(ok, "code", "indicator.unknown", "code", code)
		asked = append(asked, at)
	}
	columns := []IndicatorColumn{}
	for i := range rules.Definitions() {
		c := columnOf(rules, i)
		if (f.Kind == "" || c.Kind == f.Kind) && (len(f.Codes) == 0 || slices.Contains(asked, i)) {
			columns = append(columns, c)
		}
	}
	return columns, wrong.Err()
}

// unitSeen is the unit a table is about; none is the actor's own board's.
func unitSeen(who access.Actor, tree *access.Tree, id string) (access.Unit, error) {
	u, ok := tree.Unit(cmp.Or(id, boardRoot(who, tree)))
	if !ok || !who.Scope().SeesUnit(u.ID) {
		return u, fault.New(fault.NotFound, "store.not_found", "noun", "unit", "key", cmp.Or(id, u.ID))
	}
	return u, nil
}

// unitsBelow are a unit and those directly below it that have places of their own;
// departments and companies have none, and a closed unit is shown for as long as
// somebody asks for it by name.
func unitsBelow(who access.Actor, tree *access.Tree, u access.Unit) []access.Unit {
	list := []access.Unit{u}
	for _, id := range tree.Children(u.ID) {
		child, _ := tree.Unit(id)
		if child.Kind != access.Department && child.Kind != access.Company && !child.Closed && who.Scope().SeesUnit(id) && len(list) < maxIndicatorUnits {
			list = append(list, child)
		}
	}
	return list
}

// valueOf is a value as it is shown: with the decimals of its definition, a part of
// a joint park's project as the part it is.
func valueOf(d *indicator.Definition, v indicator.Value) IndicatorValue {
	out := IndicatorValue{Lacks: v.Lacks > 0, value: v.Value}
	if v.IsMissing() {
		out.Missing = "not_computable"
		if v.Cause() == formula.NotReported {
			out.Missing = "not_reported"
		}
		return out
	}
	decimals := d.Decimals
	if d.Base != nil && d.Base.Of == indicator.Count {
		decimals = d.Places()
	}
	text := v.Text(decimals)
	out.Value = &text
	return out
}

// rank gives each value below the first row its place, where one way is good.
func (t *IndicatorTable) rank() {
	for c := range t.Columns {
		if t.Columns[c].Better == indicator.Neither || len(t.Rows) < 3 {
			continue
		}
		values := make([]formula.Value, len(t.Rows)-1)
		for i := range values {
			values[i] = t.Rows[i+1].Values[c].value
		}
		if slices.IndexFunc(values, func(v formula.Value) bool { return v.Compare(values[0]) != 0 }) < 0 {
			continue // all alike: nobody is first
		}
		for i, rank := range indicator.Ranks(values, t.Columns[c].Better == indicator.Lower) {
			t.Rows[i+1].Values[c].Rank = rank
		}
	}
}
