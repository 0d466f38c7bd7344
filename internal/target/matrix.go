// Breaking a target down to units and periods at once (分解到单位、到月).

package target

import (
	"strconv"

	"guatu/internal/fault"
)

// A Matrix is a clause broken down: a row a unit, a column a period. What people
// lay down stands; the rest is filled so that each row adds up to its unit's part,
// each column to the period's, and the parts to the whole.
type Matrix struct {
	Whole   Value
	Measure Measure
	Least   Value // the least that is dealt out (Indicator.Piece)
	Columns []Column
	Rows    []Row
}

// A Column is one period with what the whole has to bring in it. One that is
// Fixed was laid down; another gives way where the rows cannot meet it.
type Column struct {
	Period Period
	Value  Value
	Fixed  bool
}

// A Row is one unit's part. Value stands where Fixed; else it is filled by Weight.
type Row struct {
	Unit   string
	Value  Value
	Fixed  bool
	Weight int64
	Cells  []Cell
}

// A Cell is what a unit has to bring in a period.
type Cell struct {
	Value Value
	Fixed bool
}

// Balance fills what was not laid down. Units share what is left of the whole by
// largest remainders (Share), each unit's part is run over its free periods by the
// columns (Run), and differences of columns move within rows until they are gone.
// What cannot reconcile is refused with where and by how much: more than the whole
// only with stretch.
func (m *Matrix) Balance(stretch bool) error {
	var wrong fault.List
	m.fillRows(stretch, &wrong)
	for i := range m.Rows {
		m.fillCells(i, stretch, &wrong)
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	m.level()
	m.settle(stretch, &wrong)
	return wrong.Err()
}

// fillRows gives the units without a part theirs.
func (m *Matrix) fillRows(stretch bool, wrong *fault.List) {
	left, free := m.Whole, []int{}
	var weights []int64
	for i, r := range m.Rows {
		wrong.Check(r.Value >= 0, rowField(i), "target.low")
		if r.Fixed {
			left -= r.Value
			continue
		}
		free, weights = append(free, i), append(weights, r.Weight)
	}
	for k, v := range piecewise(max(0, left), m.Least, func(n Value) []Value { return Share(n, weights) }) {
		m.Rows[free[k]].Value = v
	}
	wrong.Check(left >= 0 || stretch, "rows", "target.units_over", "difference", Figure{-left, m.Measure})
	wrong.Check(left <= 0 || len(free) > 0, "rows", "target.units_under", "difference", Figure{left, m.Measure})
}

// fillCells gives the free periods of a unit what is left of its part.
func (m *Matrix) fillCells(i int, stretch bool, wrong *fault.List) {
	r := &m.Rows[i]
	if len(m.Columns) == 0 {
		return // by unit alone
	}
	left, free := r.Value, []int{}
	var weights []int64
	for j := range r.Cells {
		wrong.Check(r.Cells[j].Value >= 0, cellField(i, j), "target.low")
		if r.Cells[j].Fixed {
			left -= r.Cells[j].Value
			continue
		}
		free, weights = append(free, j), append(weights, int64(m.Columns[j].Value))
	}
	for k, v := range piecewise(max(0, left), m.Least, func(n Value) []Value { return Run(n, weights) }) {
		r.Cells[free[k]].Value = v
	}
	wrong.Check(left >= 0 || stretch, rowField(i), "target.row_over", "unit", r.Unit, "difference", Figure{-left, m.Measure})
	wrong.Check(left <= 0 || len(free) > 0, rowField(i), "target.row_under", "unit", r.Unit, "difference", Figure{left, m.Measure})
}

// gaps are by how much each column's cells are more than the column.
func (m *Matrix) gaps() []Value {
	gaps := make([]Value, len(m.Columns))
	for j, c := range m.Columns {
		gaps[j] = -c.Value
		for _, r := range m.Rows {
			gaps[j] += r.Cells[j].Value
		}
	}
	return gaps
}

// level moves free amounts within rows from columns with too much to columns with
// too little; then, where fixed columns still differ, to and from those that give
// way. Each move empties a gap or a cell of the way, so it ends.
func (m *Matrix) level() {
	gaps := m.gaps()
	for m.move(gaps, func(j int) bool { return gaps[j] > 0 }, func(j int) bool { return gaps[j] < 0 }) {
	}
	fixed := func(j int) bool { return m.Columns[j].Fixed }
	for m.move(gaps, func(j int) bool { return fixed(j) && gaps[j] > 0 }, func(j int) bool { return !fixed(j) }) {
	}
	for m.move(gaps, func(j int) bool { return !fixed(j) }, func(j int) bool { return fixed(j) && gaps[j] < 0 }) {
	}
}

// A hop is how a column was reached: from which, through which unit's row.
type hop struct{ from, row int }

// move finds the shortest way of moves from a column of one kind to one of another
// and goes it with as much as it takes; false when there is none.
func (m *Matrix) move(gaps []Value, from, to func(int) bool) bool {
	way := make([]hop, len(gaps))
	var queue []int
	for j := range way {
		way[j] = hop{-1, -1}
		if from(j) {
			way[j].from = j
			queue = append(queue, j)
		}
	}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		if way[at].row >= 0 && to(at) {
			return m.along(gaps, way, at)
		}
		for j := range way {
			if row := m.passage(at, j); way[j].from < 0 && row >= 0 {
				way[j] = hop{at, row}
				queue = append(queue, j)
			}
		}
	}
	return false
}

// passage is the row that has something to move from one column to another, the
// one in which the first is most above the second: figures stay as even as they
// can; -1 where there is none.
func (m *Matrix) passage(from, to int) int {
	best, most := -1, Value(0)
	for i, r := range m.Rows {
		if r.Cells[from].Fixed || r.Cells[to].Fixed || r.Cells[from].Value == 0 {
			continue
		}
		if above := r.Cells[from].Value - r.Cells[to].Value; best < 0 || above > most {
			best, most = i, above
		}
	}
	return best
}

// along moves along one way as much as its ends want and its cells hold.
func (m *Matrix) along(gaps []Value, way []hop, end int) bool {
	most := Value(0)
	for at := end; way[at].row >= 0; at = way[at].from {
		if v := m.Rows[way[at].row].Cells[way[at].from].Value; most == 0 || v < most {
			most = v
		}
	}
	start := end
	for way[start].row >= 0 {
		start = way[start].from
	}
	most = bounded(most, gaps[start], m.Columns[start].Fixed || gaps[start] > 0)
	most = bounded(most, -gaps[end], m.Columns[end].Fixed || gaps[end] < 0)
	for at := end; way[at].row >= 0; at = way[at].from {
		cells := m.Rows[way[at].row].Cells
		cells[way[at].from].Value -= most
		cells[at].Value += most
	}
	gaps[start] -= most
	gaps[end] += most
	return most > 0
}

// bounded is the lesser of two where the second counts.
func bounded(v, most Value, counts bool) Value {
	if counts && most < v {
		return most
	}
	return v
}

// settle lets columns that give way take what their cells add up to, and tells of
// those that cannot.
func (m *Matrix) settle(stretch bool, wrong *fault.List) {
	for j, gap := range m.gaps() {
		c := &m.Columns[j]
		switch {
		case gap == 0:
		case !c.Fixed:
			c.Value += gap
		case gap > 0:
			wrong.Check(stretch, "columns["+strconv.Itoa(j)+"]", "target.column_over", "period", c.Period.String(), "difference", Figure{gap, m.Measure})
		default:
			wrong.Check(false, "columns["+strconv.Itoa(j)+"]", "target.column_under", "period", c.Period.String(), "difference", Figure{-gap, m.Measure})
		}
	}
}

// Parts are a row's cells as parts of its clause, those of nought too: nought is a
// word as well.
func (m *Matrix) Parts(i int) []Part {
	var parts []Part
	for j, c := range m.Rows[i].Cells {
		parts = append(parts, Part{m.Columns[j].Period, c.Value})
	}
	return parts
}

// Piece is what a row has of a clause that is broken down: its own part of the
// whole and of the periods. Of a range the parts are asked at least their piece.
func (m *Matrix) Piece(i int, of Clause) Clause {
	of.Low, of.High, of.Parts = m.Rows[i].Value, 0, m.Parts(i)
	if of.Op == Between {
		of.Op = AtLeast
	}
	return of
}

func clauseField(i int) string { return "clauses[" + strconv.Itoa(i) + "]." }
func rowField(i int) string    { return "rows[" + strconv.Itoa(i) + "].value" }
func cellField(i, j int) string {
	return "rows[" + strconv.Itoa(i) + "].cells[" + strconv.Itoa(j) + "]"
}
