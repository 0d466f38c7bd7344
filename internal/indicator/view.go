// A view: all values as of one day, rolled up.

package indicator

import (
	"slices"
	"sync/atomic"

	"guatu/internal/workday"
)

// A View is every unit's value of every base indicator as of a day, its own and
// what its children hand up. It is a value, as a Book is.
type View struct {
	on    workday.Date
	roll  *Roll
	racks []*rack // by unit / rackSize
}

// A rack is the rows of so many units. Views share the racks, and the rows of a
// rack, that did not change: a changed fact copies a few thousand bytes of some
// millions.
type rack [rackSize][]Amount

const rackSize = 64

// row is a unit's values by column.
func (v *View) row(unit int) []Amount { return v.racks[unit/rackSize][unit%rackSize] }

// A Cell is one unit's value of one base indicator.
type Cell struct{ Unit, Column int32 }

// As reads the book as of a day and rolls it up, with as many workers as are given.
func (b *Book) As(on workday.Date, roll *Roll, workers int) *View {
	v := &View{on: on, roll: roll, racks: make([]*rack, (roll.Units()+rackSize-1)/rackSize)}
	var next atomic.Int64
	each(workers, func() {
		for at := int(next.Add(1)) - 1; at < len(v.racks); at = int(next.Add(1)) - 1 {
			v.racks[at] = b.rack(at, on, roll.Units())
		}
	})
	for _, u := range roll.order {
		for n, h := range roll.above[u] {
			up := v.row(int(h.parent))
			for c, a := range v.row(int(u)) {
				if a != (Amount{}) {
					up[c] = up[c].plus(a.parts(roll.above[u], n))
				}
			}
		}
	}
	return v
}

// rack reads the pages of so many units as of a day, before they are rolled up.
func (b *Book) rack(at int, on workday.Date, units int) *rack {
	r := new(rack)
	from := at * rackSize
	n := min(rackSize, units-from)
	all := make([]Amount, n*b.columns)
	for i := range n {
		r[i] = all[i*b.columns : (i+1)*b.columns : (i+1)*b.columns]
		if u := from + i; u < len(b.pages) && b.pages[u] != nil {
			for c := range b.pages[u].series {
				r[i][c] = b.pages[u].series[c].at(on)
			}
		}
	}
	return r
}

// On is the day of the view.
func (v *View) On() workday.Date { return v.on }

// At is a unit's value of a base indicator.
func (v *View) At(unit, column int) Amount { return v.row(unit)[column] }

// With is the view with netted changes taken in, and the cells that differ: of the
// units that changed and of every unit above them. It is what As would read from
// the book with the same changes.
func (v *View) With(changes []Change) (*View, []Cell) {
	next := &View{on: v.on, roll: v.roll, racks: append([]*rack(nil), v.racks...)}
	w := rewriting{view: next, was: v}
	for _, c := range changes {
		if c.Day <= v.on {
			w.add(int(c.Unit), c.Column, Amount{c.Amount, int64(c.Facts) * One, int64(c.Lacks) * One})
		}
	}
	var cells []Cell
	for _, c := range w.touched {
		if next.row(int(c.Unit))[c.Column] != v.row(int(c.Unit))[c.Column] {
			cells = append(cells, c)
		}
	}
	return next, cells
}

// rewriting is a view being made from another.
type rewriting struct {
	view, was *View
	touched   []Cell // each once
}

// add takes a difference in at a unit and hands it up. A joint park hands up the
// difference of its parts before and after, so that they still add up.
func (w *rewriting) add(unit int, column int32, by Amount) {
	if by == (Amount{}) {
		return
	}
	row := w.own(unit)
	was := row[column]
	is := was.plus(by)
	row[column] = is
	w.touch(Cell{int32(unit), column})
	above := w.view.roll.above[unit]
	for n, h := range above {
		w.add(int(h.parent), column, is.parts(above, n).Less(was.parts(above, n)))
	}
}

// touch notes a cell once: there are a few dozen.
func (w *rewriting) touch(c Cell) {
	if !slices.Contains(w.touched, c) {
		w.touched = append(w.touched, c)
	}
}

// own is a unit's row that may be written.
func (w *rewriting) own(unit int) []Amount {
	at, i := unit/rackSize, unit%rackSize
	if w.view.racks[at] == w.was.racks[at] {
		fresh := *w.was.racks[at]
		w.view.racks[at] = &fresh
	}
	row := &w.view.racks[at][i]
	if &(*row)[0] == &w.was.racks[at][i][0] {
		*row = slices.Clone(*row)
	}
	return *row
}
