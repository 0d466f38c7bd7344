package xlsx

// Rows and cells: the inner loop of the reader, where its time goes.

import (
	"cmp"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"guatu/internal/fault"
	"guatu/internal/workday"
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

// Types of cells, from the t attribute.
type cellType uint8

const (
	typeNumber cellType = iota
	typeShared
	typeString // str: of a formula, or from generators that know no better
	typeInline
	typeBool
	typeError
	typeDate
)

func parseType(t []byte) (cellType, bool) {
	switch string(t) {
	case "n", "":
		return typeNumber, true
	case "s":
		return typeShared, true
	case "str":
		return typeString, true
	case "inlineStr":
		return typeInline, true
	case "b":
		return typeBool, true
	case "e":
		return typeError, true
	case "d":
		return typeDate, true
	}
	return 0, false
}

// cell reads one cell; a cell without a reference follows the one before.
func (r *rowReader) cell(s *scanner) bool {
	var c Cell
	kind, col := typeNumber, r.col+1
	for a := s.attributes(); a.next(); {
		switch string(a.key) {
		case "r":
			row, given, ok := parseRef(a.value)
			if !ok || row != r.row.N {
				return s.fail(r.misplaced(codeCellRef, s, "ref", s.value(a.value)))
			}
			col = given
		case "s":
			c.Format = r.book.format(a.value)
		case "t":
			t, ok := parseType(a.value)
			if !ok {
				return s.fail(r.misplaced(codeXML, s, "cell", CellName(r.row.N, col), "offset", s.base+int64(s.pos), "reason", "type"))
			}
			kind = t
		}
	}
	if col > MaxCol {
		return s.fail(r.misplaced(codeCellRef, s, "ref", strconv.Itoa(col)))
	}
	r.col, c.Col = col, col
	if s.empty {
		return !s.child()
	}
	return r.body(s, &c, kind)
}

// format gives the number format of a style number; one that the styles do not
// know is General.
func (b *Book) format(style []byte) NumberFormat {
	n, ok := parseCount(style)
	if !ok {
		n = 0 // style 0, which parseCount does not count
	}
	if n >= len(b.formats) {
		return NumberFormat{}
	}
	return b.formats[n]
}

// body reads the formula, value and inline text of a cell and keeps the cell if
// it holds anything.
func (r *rowReader) body(s *scanner, c *Cell, kind cellType) bool {
	start, has := len(r.text), false
	r.value = r.value[:0]
	for s.child() {
		switch string(s.name) {
		case "v":
			r.value, has = s.content(r.value), true
		case "f":
			c.Formula = true
			s.skip()
		case "is":
			r.text, has = s.richText(r.text), true
		default:
			s.skip()
		}
	}
	if s.err != nil {
		return false
	}
	return r.keep(s, c, kind, value{start, has})
}

// A value is where the text of a cell starts, and whether it has one at all.
type value struct {
	start int
	has   bool
}

// keep gives the cell its kind and takes it up; its text ends where r.text does.
func (r *rowReader) keep(s *scanner, c *Cell, kind cellType, at value) bool {
	own := true
	switch kind {
	case typeShared:
		if len(r.value) > 0 {
			own = false
			if !r.sharedText(s, c) {
				return false
			}
		}
	case typeString:
		r.text = unescape(append(r.text, r.value...), at.start)
	case typeBool:
		r.boolean(c)
	case typeDate:
		r.isoDate(c)
	case typeInline:
		// its text is there already
	default:
		r.text = append(r.text, r.value...)
	}
	filled := len(r.text) > at.start || c.Text != ""
	c.HasCached = c.Formula && at.has && (filled || kind == typeString)
	c.Kind = kindOf(kind, filled)
	if c.Kind == Empty && !c.Formula {
		r.text = r.text[:at.start]
		return true
	}
	piece := [2]int{at.start, len(r.text)}
	if !own {
		piece = [2]int{-1, -1}
	}
	r.tally(c)
	r.row.Cells = append(r.row.Cells, *c)
	r.spans = append(r.spans, piece)
	return true
}

// tally counts formulas.
func (r *rowReader) tally(c *Cell) {
	if c.Formula {
		r.sheet.Formulas++
		if !c.HasCached {
			r.sheet.Uncached++
		}
	}
}

// kindOf is the kind of a filled cell of a type.
func kindOf(t cellType, filled bool) Kind {
	switch {
	case !filled:
		return Empty
	case t == typeNumber, t == typeDate:
		return Number
	case t == typeBool:
		return Bool
	case t == typeError:
		return Error
	}
	return Text
}

// sharedText looks the text of a cell up.
func (r *rowReader) sharedText(s *scanner, c *Cell) bool {
	n, ok := 0, true
	if string(r.value) != "0" {
		n, ok = parseCount(r.value)
	}
	if ok {
		c.Text, ok = r.texts.at(n)
	}
	if !ok {
		return s.fail(r.misplaced(codeStringGone, s, "cell", CellName(r.row.N, c.Col), "index", string(r.value)))
	}
	return true
}

// boolean writes the value as Excel shows it.
func (r *rowReader) boolean(c *Cell) {
	switch {
	case len(r.value) == 0:
	case isTrue(string(r.value)):
		c.Number = 1
		r.text = append(r.text, "TRUE"...)
	default:
		r.text = append(r.text, "FALSE"...)
	}
}

// isoDate turns the ISO 8601 dates of strict files into serial numbers, so that
// nobody after us must know of them. What it cannot read becomes text.
func (r *rowReader) isoDate(c *Cell) {
	text := string(r.value)
	for _, layout := range []string{"2006-01-02", "2006-01-02T15:04:05", "2006-01-02T15:04:05Z", "2006-01-02T15:04:05.999999999"} {
		t, err := time.Parse(layout, text)
		serial, ok := SerialOf(workday.DateOf(t))
		if err != nil || !ok {
			continue
		}
		if r.book.Date1904 {
			serial -= lastSerial1900 - lastSerial1904
		}
		serial += t.Sub(t.Truncate(24*time.Hour)).Hours() / 24
		r.text = strconv.AppendFloat(r.text, serial, 'f', -1, 64)
		if !c.Format.IsDate {
			c.Format = NumberFormat{Code: "yyyy-mm-dd", IsDate: true}
		}
		return
	}
	r.text = append(r.text, r.value...)
}

// readNumber parses the text of a numeric cell; false if it is no number, as
// some generators have it.
func (c *Cell) readNumber() bool {
	n, ok := parseNumber(c.Text)
	c.Number = n
	return ok
}

// parseNumber reads a decimal number as XML Schema writes doubles, without the
// infinities, hexadecimals and underscores that strconv would take.
func parseNumber(text string) (float64, bool) {
	if n, ok := smallInt(text); ok {
		return n, true
	}
	for i := range len(text) {
		if c := text[i]; (c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E' {
			return 0, false
		}
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0, false
	}
	return n, true
}

// smallInt is the short way for what most numbers are.
func smallInt(text string) (float64, bool) {
	if len(text) == 0 || len(text) > 9 {
		return 0, false
	}
	n := 0
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return 0, false
		}
		n = n*10 + int(text[i]-'0')
	}
	return float64(n), true
}
