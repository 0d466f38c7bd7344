package app

import (
	"context"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/indicator"
	"guatu/internal/ruleset"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// ReadingsSave gives readings of outside indicators, or revises them (外部指标录入):
// a month's figures of many units out of one document, as one act. A reading that
// says what was said already is no revision.
type ReadingsSave struct {
	Source string        `json:"source"`
	Note   string        `json:"note,omitempty"`
	Items  []ReadingItem `json:"items"`
}

// A ReadingItem is one figure. An empty value takes back what was given.
type ReadingItem struct {
	Unit      string       `json:"unit"`
	Indicator string       `json:"indicator"`
	Period    workday.When `json:"period"`
	Value     string       `json:"value,omitempty"`
}

// maxReadings bounds one act: a city's counties with every indicator of a year.
const maxReadings = 5000

// ReadingsSave writes every item or none and tells how many were new or revised.
// All mistakes of all items are reported, each with the item it stands in.
func (a *App) ReadingsSave(ctx context.Context, who access.Actor, in ReadingsSave) (changed int, err error) {
	if err := may(who, access.GiveReading); err != nil {
		return 0, err
	}
	in.Source, in.Note = strings.TrimSpace(in.Source), strings.TrimSpace(in.Note)
	var wrong fault.List
	wrong.Check(len(in.Items) > 0 && len(in.Items) <= maxReadings, "items", "reading.items", "max", maxReadings)
	if err := wrong.Err(); err != nil {
		return 0, err
	}
	err = a.act(ctx, who, access.GiveReading, in.Note, func(tx *store.Tx) error {
		g, err := a.giving(tx, who, &in)
		if err != nil {
			return err
		}
		var wrong fault.List
		for i, item := range in.Items {
			err := g.give(tx, item)
			if fault.KindOf(err) != fault.Invalid && err != nil {
				return err
			}
			inLine(&wrong, i, err)
		}
		changed = g.changed
		return wrong.Err()
	})
	return changed, err
}

// giving is what items are given with.
type giving struct {
	app     *App
	step    indicator.GivenStep
	set     *ruleset.Set
	tree    *access.Tree
	there   map[readingKey]*indicator.Reading
	seen    map[readingKey]bool
	changed int
}

func (a *App) giving(tx *store.Tx, who access.Actor, in *ReadingsSave) (*giving, error) {
	g := &giving{app: a, there: map[readingKey]*indicator.Reading{}, seen: map[readingKey]bool{},
		step: indicator.GivenStep{Source: in.Source, Note: in.Note, Who: who.ID, Name: who.Name, Day: tx.Today}}
	var err error
	if g.set, err = setInForce(tx); err != nil {
		return nil, err
	}
	if g.tree, err = treeOf(tx); err != nil {
		return nil, err
	}
	var periods []workday.When
	for _, item := range in.Items {
		if slices.Contains(periods, item.Period) {
			continue
		}
		periods = append(periods, item.Period)
		list, err := tx.ReadingsOf(item.Period)
		if err != nil {
			return nil, err
		}
		for i := range list {
			g.there[keyOfReading(&list[i])] = &list[i]
		}
	}
	return g, nil
}

// give writes one item.
func (g *giving) give(tx *store.Tx, item ReadingItem) error {
	at, ok := g.set.Indicators.Find(item.Indicator)
	if !ok {
		return fault.New(fault.Invalid, "indicator.unknown", "code", item.Indicator).At("indicator")
	}
	d := &g.set.Indicators.Definitions()[at]
	if u, ok := g.tree.Unit(item.Unit); !ok || u.Closed || !tx.Scope().SeesUnit(item.Unit) {
		return fault.New(fault.Invalid, "reading.unit", "unit", item.Unit).At("unit")
	}
	key := readingKey{item.Unit, d.Code, item.Period}
	if g.seen[key] {
		return fault.New(fault.Invalid, "reading.twice", "name", d.Name, "unit", g.tree.Name(item.Unit)).At("value")
	}
	g.seen[key] = true
	was := g.there[key]
	is := indicator.Reading{Unit: item.Unit, Indicator: d.Code, Period: item.Period}
	if was != nil {
		is = *was
	}
	steps := len(is.Steps)
	step := g.step
	step.Value = strings.TrimSpace(item.Value)
	if is = is.Revised(step); len(is.Steps) == steps {
		return nil
	}
	var wrong fault.List
	wrong.Check(item.Period.First <= tx.Today, "period", "reading.future", "period", item.Period.String())
	wrong.Check(steps > 0 || step.Value != "", "value", "reading.nothing", "name", d.Name)
	wrong.Add(d.CheckReading(&is))
	if err := wrong.Err(); err != nil {
		return err
	}
	if was == nil {
		is.ID = g.app.newID()
	}
	g.changed++
	return tx.SaveReading(was, &is)
}
