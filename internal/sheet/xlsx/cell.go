package xlsx

// Cells and rows as they are handed out.

// A Kind says what a cell holds.
type Kind uint8

const (
	Empty  Kind = iota // nothing; only a formula without a cached value is given so
	Text               // letters, or a number somebody stored as text
	Number             // a number; dates, times and percentages are numbers too
	Bool               // Number is 1 or 0, Text TRUE or FALSE
	Error              // Text is the error as shown, #DIV/0!
)

// String is the kind's name, for logs and tests.
func (k Kind) String() string {
	return [...]string{"empty", "text", "number", "bool", "error"}[k]
}

// A Cell is one cell that holds something. Its strings stay valid for ever.
type Cell struct {
	Col       int    // counted from 1
	Text      string // as typed; of a number the digits as they are stored
	Number    float64
	Format    NumberFormat
	Kind      Kind
	Formula   bool // the cell computes its value; Kind and Text are of the cached one
	HasCached bool // of a formula: the file holds the value last computed
}

// A Row is one row that the file mentions. Book.Read uses one Row and its Cells
// again for every call: copy what is to be kept. The rows of a Grid are its own.
type Row struct {
	N      int     // counted from 1; in a .csv the line on which the record starts
	Height float64 // points; 0 is the sheet's usual height
	Hidden bool
	Cells  []Cell // ascending; cells that hold nothing are left out
}

// Cell gives the cell of a column; a column without one gives an Empty cell.
func (r Row) Cell(col int) Cell {
	lo, hi := 0, len(r.Cells)
	for lo < hi {
		mid := (lo + hi) / 2
		if r.Cells[mid].Col < col {
			lo = mid + 1
			continue
		}
		hi = mid
	}
	if lo < len(r.Cells) && r.Cells[lo].Col == col {
		return r.Cells[lo]
	}
	return Cell{Col: col}
}
