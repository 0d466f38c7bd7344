package xlsx

// Rows: the inner loop of the reader, where its time goes.

import (
	"cmp"
	"slices"
	"strconv"
	"unicode/utf8"

	"guatu/internal/fault"
)

// A rowReader turns sheetData into rows. The texts that stand in the row itself
// (numbers, inline strings) are gathered in one buffer and become one string at
// the row's end, of which the cells hold pieces.
type rowReader struct {
	book  *Book
	texts *sharedStrings
	give  func(Row) error
	sheet Sheet
	row   Row
	col   int      // the column last read
	text  []byte   // texts of this row
	spans [][2]int // of each cell its piece of text; -1: it has its Text already
	value []byte   // of the cell at hand: the content of v
}

// rows reads all rows of sheetData.
func (r *rowReader) rows(s *scanner) {
	for s.child() {
		if string(s.name) != "row" {
			s.skip()
			continue
		}
		if !r.begin(s) || !r.cells(s) {
			return
		}
		if err := r.give(r.row); err != nil {
			s.fail(err)
			return
		}
	}
}

// begin reads the attributes of a row. A row without a number follows the one
// before.
func (r *rowReader) begin(s *scanner) bool {
	n := r.row.N + 1
	r.row = Row{Cells: r.row.Cells[:0]}
	for a := s.attributes(); a.next(); {
		switch string(a.key) {
		case "r":
			given, ok := parseCount(a.value)
			if !ok || given > MaxRow {
				return s.fail(r.misplaced(codeCellRef, s, "ref", s.value(a.value)))
			}
			if given < n {
				return s.fail(r.misplaced(codeRowOrder, s, "row", given))
			}
			n = given
		case "ht":
			r.row.Height, _ = parseNumber(string(a.value)) // a matter of looks
		case "hidden":
			r.row.Hidden = isTrue(string(a.value))
		}
	}
	if n > MaxRow {
		return s.fail(r.misplaced(codeCellRef, s, "ref", strconv.Itoa(n)))
	}
	r.row.N, r.col = n, 0
	if r.sheet.RowCount++; r.sheet.RowCount > s.lim.Rows {
		return s.fail(r.tooMany(codeRows, s, s.lim.Rows))
	}
	return true
}

// misplaced and tooMany are faults of this place.
func (r *rowReader) misplaced(code string, s *scanner, args ...any) *fault.Error {
	return invalid(code, append([]any{"part", s.part, "row", r.row.N}, args...)...)
}

func (r *rowReader) tooMany(code string, s *scanner, limit int) *fault.Error {
	return tooLarge(code, "part", s.part, "row", r.row.N, "limit", limit)
}

// cells reads the cells of a row.
func (r *rowReader) cells(s *scanner) bool {
	r.text, r.spans = r.text[:0], r.spans[:0]
	sorted := true
	for s.child() {
		if string(s.name) != "c" {
			s.skip()
			continue
		}
		before := r.col
		if !r.cell(s) {
			return false
		}
		sorted = sorted && r.col > before
	}
	return s.err == nil && r.complete(s, sorted)
}

// complete ends a row: texts become strings, numbers numbers.
func (r *rowReader) complete(s *scanner, sorted bool) bool {
	if !utf8.Valid(r.text) {
		return s.fail(r.misplaced(codeEncoding, s, "encoding", "utf-8"))
	}
	all := string(r.text)
	for i, span := range r.spans {
		c := &r.row.Cells[i]
		if span[0] >= 0 {
			c.Text = all[span[0]:span[1]]
		}
		if c.Kind == Number && !c.readNumber() {
			c.Kind = Text
		}
	}
	if !sorted && !r.sort(s) {
		return false
	}
	return r.count(s)
}

// count keeps the figures of the sheet.
func (r *rowReader) count(s *scanner) bool {
	cells := r.row.Cells
	if len(cells) == 0 {
		return true
	}
	last := cells[len(cells)-1].Col
	if last > s.lim.Cols {
		return s.fail(r.tooMany(codeCols, s, s.lim.Cols))
	}
	r.sheet.LastRow, r.sheet.LastCol = r.row.N, max(r.sheet.LastCol, last)
	if r.sheet.CellCount += len(cells); r.sheet.CellCount > s.lim.Cells {
		return s.fail(r.tooMany(codeCells, s, s.lim.Cells))
	}
	return true
}

// sort puts cells in order that came in another; the same cell twice is a fault.
func (r *rowReader) sort(s *scanner) bool {
	cells := r.row.Cells
	slices.SortStableFunc(cells, func(a, b Cell) int { return cmp.Compare(a.Col, b.Col) })
	for i := 1; i < len(cells); i++ {
		if cells[i].Col == cells[i-1].Col {
			return s.fail(r.misplaced(codeCellTwice, s, "cell", CellName(r.row.N, cells[i].Col)))
		}
	}
	return true
}
