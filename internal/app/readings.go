package app

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/indicator"
	"guatu/internal/workday"
)

// A ReadingsFilter says which readings: of one period, of a unit and those directly
// below it.
type ReadingsFilter struct {
	Moment
	Unit   string       `json:"unit,omitempty" query:"unit"`
	Period workday.When `json:"period,omitzero" query:"period" doc:"a month, quarter, half or year: 2026-10, 2026-Q3; empty = the last month that is over"`
}

// ReadingSheet is the readings of one period, unit by unit: what is entered on.
type ReadingSheet struct {
	Filter  ReadingsFilter    `json:"-"`
	On      workday.Date      `json:"on"`
	Known   int64             `json:"known"`
	Period  workday.When      `json:"period"`
	Unit    access.Unit       `json:"unit"`
	Columns []IndicatorColumn `json:"columns"` // the outside indicators that come in such a period
	Rows    []ReadingRow      `json:"rows"`
}

// A ReadingRow is one unit's readings in the order of the columns; nil where there
// is none.
type ReadingRow struct {
	Unit     string               `json:"unit"`
	Name     string               `json:"unit_name"`
	Readings []*indicator.Reading `json:"readings"`
}

// Readings lays out what was given for a period.
func (a *App) Readings(ctx context.Context, who access.Actor, f ReadingsFilter) (*ReadingSheet, error) {
	if err := may(who, access.ReadProjects); err != nil {
		return nil, err
	}
	m, fig, err := a.measured(ctx, who, f.Moment)
	if err != nil {
		return nil, err
	}
	if f.Period.IsZero() {
		f.Period = indicator.OfMonth.Named(indicator.OfMonth.Whole(fig.on).From)
	}
	s := &ReadingSheet{Filter: f, On: fig.on, Known: fig.facts.n, Period: f.Period, Columns: []IndicatorColumn{}, Rows: []ReadingRow{}}
	if s.Unit, err = unitSeen(who, fig.facts.tree, f.Unit); err != nil {
		return nil, err
	}
	kind := IndicatorFilter{Kind: KindOutside}
	columns, err := kind.columns(m.set.Indicators)
	if err != nil {
		return nil, err
	}
	for _, c := range columns {
		if c.Definition.Outside.Every.Named(f.Period.First) == f.Period {
			s.Columns = append(s.Columns, c)
		}
	}
	for _, u := range unitsBelow(who, fig.facts.tree, s.Unit) {
		row := ReadingRow{Unit: u.ID, Name: u.Label(), Readings: make([]*indicator.Reading, len(s.Columns))}
		for i, c := range s.Columns {
			row.Readings[i] = fig.facts.readings.by[readingKey{u.ID, c.Code, f.Period}]
		}
		s.Rows = append(s.Rows, row)
	}
	return s, nil
}
