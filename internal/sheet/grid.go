package sheet

// A sheet in memory with its merges at hand.

import (
	"sort"
	"strings"
	"unicode/utf8"

	"guatu/internal/sheet/xlsx"
)

// widest bounds the columns looked at: an office's ledger has some thirty, and a
// stray cell in column XFD must not cost anything.
const widest = 400

// A grid is a sheet whose merged cells can be looked up: a merged cell counts for
// every row and column it covers.
type grid struct {
	*xlsx.Grid
	merges [][]xlsx.Range // by column, those that cover it, by first row
	starts map[int]bool   // rows in which a merge begins
	csv    bool
	items  approvalWords
}

func newGrid(x *xlsx.Grid, csv bool, items approvalWords) *grid {
	g := &grid{Grid: x, merges: make([][]xlsx.Range, widest+1), starts: map[int]bool{}, csv: csv, items: items}
	for _, m := range x.Merges {
		g.starts[m.Row] = true
		for col := m.Col; col <= min(m.LastCol, widest); col++ {
			g.merges[col] = append(g.merges[col], m)
		}
	}
	for _, list := range g.merges {
		sort.Slice(list, func(i, j int) bool { return list[i].Row < list[j].Row })
	}
	return g
}

// merged gives the merge that covers a cell.
func (g *grid) merged(row, col int) (xlsx.Range, bool) {
	if col > widest {
		return xlsx.Range{}, false
	}
	list := g.merges[col]
	i := sort.Search(len(list), func(i int) bool { return list[i].Row > row }) - 1
	if i < 0 || list[i].LastRow < row {
		return xlsx.Range{}, false
	}
	return list[i], true
}

// at gives the cell that counts at a place: the cell itself, or the first cell of
// the merge that covers it.
func (g *grid) at(row xlsx.Row, col int) xlsx.Cell {
	c := row.Cell(col)
	if c.Kind != xlsx.Empty || len(g.Merges) == 0 {
		return c
	}
	m, ok := g.merged(row.N, col)
	if !ok || m.Row == row.N && m.Col == col {
		return c
	}
	return g.Cell(m.Row, m.Col)
}

// forget lets go of the cells of a row that was read, so that a long sheet and what
// it says are not both in memory. Kept are the rows that are asked for once more:
// where a merge begins, and hidden ones.
func (g *grid) forget(i int) {
	if row := &g.Rows[i]; !row.Hidden && !g.starts[row.N] {
		row.Cells = nil
	}
}

// filled gives the cells of a row that hold something to read; an error value or
// an uncomputed formula holds nothing.
func filled(row xlsx.Row) []xlsx.Cell {
	n := 0
	for _, c := range row.Cells {
		if holds(c) {
			n++
		}
	}
	if n == len(row.Cells) {
		return row.Cells
	}
	list := make([]xlsx.Cell, 0, n)
	for _, c := range row.Cells {
		if holds(c) {
			list = append(list, c)
		}
	}
	return list
}

func holds(c xlsx.Cell) bool {
	switch c.Kind {
	case xlsx.Text:
		return c.Col <= widest && strings.TrimFunc(c.Text, isBlank) != ""
	case xlsx.Number:
		return c.Col <= widest
	}
	return false
}

// isFigure tells a cell that holds a bare number, also one typed as text.
func isFigure(c xlsx.Cell) bool {
	if c.Kind == xlsx.Number {
		return true
	}
	if c.Kind != xlsx.Text || len(c.Text) >= 20 {
		return false
	}
	s := strings.TrimPrefix(fold(c.Text), "-")
	return strings.Trim(s, "0123456789.,%") == "" && strings.Count(s, ".") <= 1 // 2024.5.6 is a date
}

func runes(s string) int { return utf8.RuneCountInString(s) }

// hides tells whether any row or column of a sheet that holds something is hidden.
func (g *grid) hides() (rows, cols bool) {
	for _, r := range g.Rows {
		if r.Hidden && len(r.Cells) > 0 {
			rows = true
			break
		}
	}
	for _, span := range g.Cols {
		if span.Hidden && span.First <= g.LastCol {
			cols = true
		}
	}
	return rows, cols
}
