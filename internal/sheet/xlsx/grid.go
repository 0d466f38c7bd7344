package xlsx

// A whole sheet in memory, for those who must look at it more than once.

import "sort"

// A Grid is a sheet or a .csv with all its rows.
type Grid struct {
	Name     string
	Hidden   bool
	Date1904 bool
	Rows     []Row // ascending; those with cells, and hidden ones without
	Sheet          // merges, columns, comments, extents
	// Of a .csv: the encoding it was in and what separates its fields.
	Encoding  string
	Separator byte
}

// Grid reads a whole sheet.
func (b *Book) Grid(sheet int) (*Grid, error) {
	g := &Grid{Date1904: b.Date1904}
	var keep shelf
	known, err := b.Read(sheet, func(r Row) error {
		if len(r.Cells) > 0 || r.Hidden {
			r.Cells = keep.copy(r.Cells)
			g.Rows = append(g.Rows, r)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	g.Sheet = *known
	g.Name, g.Hidden = b.sheets[sheet].Name, b.sheets[sheet].Hidden
	return g, nil
}

// Row gives a row by its number; one that is not there is an empty Row.
func (g *Grid) Row(n int) Row {
	i := sort.Search(len(g.Rows), func(i int) bool { return g.Rows[i].N >= n })
	if i < len(g.Rows) && g.Rows[i].N == n {
		return g.Rows[i]
	}
	return Row{N: n}
}

// Cell gives a cell by its place, as it stands: the cells a merge covers are
// empty (MergeAt leads to the one that counts).
func (g *Grid) Cell(row, col int) Cell { return g.Row(row).Cell(col) }

// CommentAt gives the text pinned to a cell, "" if there is none.
func (l Layout) CommentAt(row, col int) string {
	for _, c := range l.Comments {
		if c.Row == row && c.Col == col {
			return c.Text
		}
	}
	return ""
}

// A shelf keeps cells in long runs: one allocation for many rows.
type shelf struct{ free []Cell }

const shelfCells = 4096

// copy keeps cells.
func (k *shelf) copy(cells []Cell) []Cell {
	if len(cells) > len(k.free) {
		k.free = make([]Cell, max(shelfCells, len(cells)))
	}
	n := copy(k.free, cells)
	out := k.free[:n:n]
	k.free = k.free[n:]
	return out
}
