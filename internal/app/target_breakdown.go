package app

import (
	"slices"

	"guatu/internal/target"
)

// A Breakdown is one clause of a target broken down: rows of units, columns of
// periods. Fixed figures were laid down; the others follow from them.
type Breakdown struct {
	Clause  int               `json:"clause"`
	Grain   target.Grain      `json:"grain,omitempty"`
	Whole   target.Value      `json:"whole"`
	Columns []BreakdownCell   `json:"columns"`
	Rows    []BreakdownRow    `json:"rows"`
	Carried []BreakdownChange `json:"carried,omitempty"` // by whom, without being asked
}

// A BreakdownCell is the figure of one period.
type BreakdownCell struct {
	Period target.Period `json:"period"`
	Value  target.Value  `json:"value"`
	Fixed  bool          `json:"fixed,omitempty"`
}

// A BreakdownRow is one unit's part. Target is "" where it has none yet.
type BreakdownRow struct {
	Unit   string          `json:"unit"`
	Name   string          `json:"unit_name"`
	Target string          `json:"target,omitempty"`
	Value  target.Value    `json:"value"`
	Fixed  bool            `json:"fixed,omitempty"`
	Cells  []BreakdownCell `json:"cells"`
}

// A BreakdownChange is a figure that moves though nobody laid it down: the unit's
// ("" the whole's) part of the period (none: of everything).
type BreakdownChange struct {
	Unit   string        `json:"unit,omitempty"`
	Name   string        `json:"unit_name,omitempty"`
	Period target.Period `json:"period,omitzero"`
	Was    target.Value  `json:"was"`
	Is     target.Value  `json:"is"`
}

// breakdown shows the matrix, and against what was in force who carries what.
func (s *splitting) breakdown() *Breakdown {
	b := &Breakdown{Clause: s.in.Clause, Grain: s.in.Grain, Whole: s.clause.Low, Columns: []BreakdownCell{}, Rows: []BreakdownRow{}}
	for _, c := range s.matrix.Columns {
		b.Columns = append(b.Columns, BreakdownCell(c))
		if was := s.plan.Of(c.Period); was != c.Value && !c.Fixed {
			b.Carried = append(b.Carried, BreakdownChange{Period: c.Period, Was: was, Is: c.Value})
		}
	}
	for _, r := range s.matrix.Rows {
		b.Rows = append(b.Rows, s.breakdownRow(r, b))
	}
	return b
}

func (s *splitting) breakdownRow(r target.Row, b *Breakdown) BreakdownRow {
	row := BreakdownRow{Unit: r.Unit, Name: s.desk.tree.Name(r.Unit), Value: r.Value, Fixed: r.Fixed, Cells: []BreakdownCell{}}
	i := slices.IndexFunc(s.parts, func(t target.Target) bool { return t.Unit == r.Unit })
	var was *target.Plan
	if i >= 0 {
		row.Target = s.parts[i].ID
		was = planOf(&s.parts[i], s.ind, s.desk.set.Curve)
	}
	if was != nil && was.Whole() != r.Value && !r.Fixed {
		b.Carried = append(b.Carried, BreakdownChange{Unit: r.Unit, Name: row.Name, Was: was.Whole(), Is: r.Value})
	}
	for j, c := range r.Cells {
		period := s.matrix.Columns[j].Period
		row.Cells = append(row.Cells, BreakdownCell{period, c.Value, c.Fixed})
		if was != nil && !c.Fixed && was.Of(period) != c.Value {
			b.Carried = append(b.Carried, BreakdownChange{r.Unit, row.Name, period, was.Of(period), c.Value})
		}
	}
	return row
}

// planOf is the plan of a target's clause on an indicator, by the terms laid down
// last; nil where it has none.
func planOf(t *target.Target, ind target.Indicator, curve target.Curve) *target.Plan {
	terms := t.Latest()
	i := terms.Clause(ind.Code)
	if i < 0 {
		return nil
	}
	return terms.Clauses[i].Plan(t.Span, curve, ind)
}
