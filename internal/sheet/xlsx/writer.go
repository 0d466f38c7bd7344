package xlsx

// The writer: sheets one after another, rows from top to bottom, nothing kept in
// memory but the row at hand. Texts stand in the cells (inline strings), because
// a table of shared strings would have to be kept to the end.

import (
	"archive/zip"
	"bufio"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"guatu/internal/fault"
)

// A Paper is what a sheet is printed on.
type Paper int

// The papers of an office, by the numbers of ECMA-376 part 1, 18.3.1.63.
const (
	A4 Paper = 9
	A3 Paper = 8
)

// A Page says how a sheet looks and prints. The zero Page but for its name is a
// sheet on A4, upright, with nothing frozen.
type Page struct {
	Name       string    // see CheckSheetName; no two alike, in either case of letters
	Widths     []float64 // of the columns from A on, in characters; 0 is the usual
	Frozen     int       // rows of the header: they stay in sight and repeat on every page
	FrozenCols int
	FilterRow  int // the row that carries the filter buttons, 0 for none
	Paper      Paper
	Landscape  bool
}

// A Writer writes one workbook. The first error sticks: Close reports it, and
// what was written by then is no workbook.
type Writer struct {
	zip    *zip.Writer
	out    *bufio.Writer // the part of the sheet at hand
	pages  []Page
	filter []Range // of each page
	row    int     // last row written
	cols   int     // widest row
	merges []Range
	line   []byte
	err    error
}

var errNoSheet = errors.New("xlsx: a row without a sheet")

// NewWriter begins a workbook on w. Nobody needs to close w but its owner.
func NewWriter(w io.Writer) *Writer {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(out, flate.BestSpeed) // half the time, a tenth more bytes
	})
	return &Writer{zip: z, line: make([]byte, 0, 8<<10)}
}

// Sheet ends the sheet at hand and begins the next.
func (w *Writer) Sheet(p Page) error {
	w.endSheet()
	if w.err == nil {
		w.err = w.checkName(p.Name)
	}
	if w.err != nil {
		return w.err
	}
	if p.Paper == 0 {
		p.Paper = A4
	}
	w.pages = append(w.pages, p)
	w.row, w.cols, w.merges = 0, 0, nil
	w.begin(sheetPart(len(w.pages)))
	w.write(sheetHead(p))
	return w.err
}

// checkName holds a name against the rules and the names taken.
func (w *Writer) checkName(name string) error {
	for _, p := range w.pages {
		if strings.EqualFold(p.Name, name) {
			return invalid(codeSheetTwice, "name", name)
		}
	}
	return CheckSheetName(name)
}

// NextRow is the number of the row that Row will write.
func (w *Writer) NextRow() int { return w.row + 1 }

// Row writes the next row, its cells from column A on.
func (w *Writer) Row(cells ...Value) error { return w.Tall(0, cells...) }

// Tall writes the next row with a height in points; 0 leaves it to Excel.
func (w *Writer) Tall(points float64, cells ...Value) error {
	if w.out == nil && w.err == nil {
		w.err = errNoSheet
	}
	if w.err != nil {
		return w.err
	}
	if err := w.nextRow(len(cells)); err != nil {
		return err
	}
	w.cols = max(w.cols, len(cells))
	w.line = append(w.line[:0], `<row r="`...)
	w.line = strconv.AppendInt(w.line, int64(w.row), 10)
	if points > 0 {
		w.line = append(w.line, `" customHeight="1" ht="`...)
		w.line = strconv.AppendFloat(w.line, points, 'f', -1, 64)
	}
	w.line = append(w.line, `">`...)
	for i, v := range cells {
		w.cell(i+1, v)
	}
	w.line = append(w.line, `</row>`...)
	if w.err == nil {
		_, err := w.out.Write(w.line)
		w.keep(err)
	}
	return w.err
}

// nextRow counts a row of so many cells, within Excel's bounds.
func (w *Writer) nextRow(cells int) error {
	w.row++
	if w.row > MaxRow {
		w.err = tooLarge(codeRows, "sheet", w.page().Name, "row", w.row, "limit", MaxRow)
	}
	if cells > MaxCol {
		w.err = tooLarge(codeCols, "sheet", w.page().Name, "row", w.row, "limit", MaxCol)
	}
	return w.err
}

// Merge joins the cells of a range of the sheet at hand.
func (w *Writer) Merge(r Range) {
	if r.Row < r.LastRow || r.Col < r.LastCol {
		w.merges = append(w.merges, r)
	}
}

// Close ends the workbook. A workbook needs one sheet at least.
func (w *Writer) Close() error {
	w.endSheet()
	if w.err == nil && len(w.pages) == 0 {
		w.err = invalid(codeNoSheets, "part", "")
	}
	for _, p := range w.parts() {
		w.begin(p.name)
		w.write(p.text)
		w.flush()
	}
	if w.err == nil {
		w.keep(w.zip.Close())
	}
	return w.err
}

// page is the page at hand.
func (w *Writer) page() Page { return w.pages[len(w.pages)-1] }

// keep notes that the receiver of the file failed us.
func (w *Writer) keep(err error) {
	if w.err == nil && err != nil {
		w.err = fault.New(fault.Unavailable, codeUnwritten).Because(err)
	}
}

// begin starts a part.
func (w *Writer) begin(part string) {
	if w.err != nil {
		return
	}
	raw, err := w.zip.Create(part)
	w.keep(err)
	w.out = bufio.NewWriterSize(raw, 64<<10)
}

func (w *Writer) write(text string) {
	if w.err != nil {
		return
	}
	_, err := w.out.WriteString(text)
	w.keep(err)
}

// flush ends a part.
func (w *Writer) flush() {
	if w.err == nil {
		w.keep(w.out.Flush())
	}
	w.out = nil
}

// endSheet writes what stands behind the rows.
func (w *Writer) endSheet() {
	if w.out == nil {
		return
	}
	p := w.page()
	var filter Range
	if p.FilterRow > 0 && w.cols > 0 {
		filter = Range{p.FilterRow, 1, max(p.FilterRow, w.row), w.cols}
	}
	w.filter = append(w.filter, filter)
	w.write(sheetTail(p, filter, w.merges))
	w.flush()
}

// cell appends one cell to the line.
func (w *Writer) cell(col int, v Value) {
	if v.kind == Empty && v.style == styleNone {
		return
	}
	guard := v.kind == Text && risky(v.text)
	w.line = append(w.line, `<c r="`...)
	w.line = append(w.line, ColName(col)...)
	w.line = strconv.AppendInt(w.line, int64(w.row), 10)
	w.line = append(w.line, `" s="`...)
	w.line = strconv.AppendInt(w.line, int64(v.style.xf(guard)), 10)
	switch {
	case v.kind == Text && v.text != "":
		w.words(col, v.text)
	case v.kind == Number:
		w.number(col, v)
	default:
		w.line = append(w.line, `"/>`...)
	}
}

// words appends text: always as a string, whatever it looks like.
func (w *Writer) words(col int, text string) {
	if units(text) > maxText && w.err == nil {
		w.err = tooLarge(codeText, "sheet", w.page().Name, "row", w.row, "cell", CellName(w.row, col), "limit", maxText)
	}
	w.line = append(w.line, `" t="inlineStr"><is><t`...)
	if first, last := text[0], text[len(text)-1]; first <= ' ' || last <= ' ' || strings.ContainsAny(text, "\r\n\t") {
		w.line = append(w.line, ` xml:space="preserve"`...)
	}
	w.line = append(w.line, '>')
	w.line = appendText(w.line, text)
	w.line = append(w.line, `</t></is></c>`...)
}

// number appends a number with all its digits.
func (w *Writer) number(col int, v Value) {
	if !v.finite() && w.err == nil {
		w.err = invalid(codeNumber, "sheet", w.page().Name, "row", w.row, "cell", CellName(w.row, col), "number", fmt.Sprint(v.number))
	}
	w.line = append(w.line, `"><v>`...)
	w.line = strconv.AppendFloat(w.line, v.number, 'g', -1, 64)
	w.line = append(w.line, `</v></c>`...)
}
