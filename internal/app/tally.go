package app

import (
	"cmp"
	"slices"
)

// A tally is what the rows of one value add up to: their figures, not closed yet,
// and their number and money by stage.
type tally struct {
	Totals
	cells []BoardCell // one a column; none where no columns are wanted
}

// tally adds rows up by their values in several groupings, in one walk: thirty
// thousand rows lie all over memory, and reaching for them again for each unit,
// tier and area of the board costs more than the sums. The columns are values of
// the grouping byStage; a grouping's map has no value that no row has.
func (f *figured) tally(rows []*ProjectRow, byStage string, columns []Facet, groupings ...string) map[string]map[string]*tally {
	stageAt := groupingAt(byStage)
	column := make([]int, len(f.book.values[stageAt]))
	for code, value := range f.book.values[stageAt] {
		column[code] = slices.IndexFunc(columns, func(c Facet) bool { return c.Key == cmp.Or(value, Unstated) })
	}
	type cut struct {
		at   int
		sums []tally // by code
	}
	cuts := make([]cut, len(groupings))
	for i, by := range groupings {
		at := groupingAt(by)
		cuts[i] = cut{at, make([]tally, len(f.book.values[at]))}
		for code := range cuts[i].sums {
			cuts[i].sums[code].cells = cellsOf(columns)
		}
	}
	for _, r := range rows {
		col := column[r.codes[stageAt]]
		for _, c := range cuts {
			t := &c.sums[r.codes[c.at]]
			t.add(r)
			if col >= 0 {
				t.cells[col].Count++
				t.cells[col].Total.add(r.total)
			}
		}
	}
	by := map[string]map[string]*tally{}
	for i, c := range cuts {
		values := map[string]*tally{}
		for code, value := range f.book.values[c.at] {
			if t := &c.sums[code]; t.Count > 0 {
				values[value] = t
			}
		}
		by[groupings[i]] = values
	}
	return by
}

// merge adds what other rows add up to, by the same columns; nil adds nothing.
func (t *tally) merge(o *tally) {
	if o == nil {
		return
	}
	t.Totals.merge(&o.Totals)
	for i := range t.cells {
		t.cells[i].Count += o.cells[i].Count
		t.cells[i].Total.merge(o.cells[i].Total)
	}
}

// closed are the figures with their rates.
func (t *tally) closed() Totals {
	t.close()
	return t.Totals
}

// cellsOf are empty cells, one a column.
func cellsOf(columns []Facet) []BoardCell {
	cells := make([]BoardCell, len(columns))
	for i, c := range columns {
		cells[i].Stage = c.Key
	}
	return cells
}
