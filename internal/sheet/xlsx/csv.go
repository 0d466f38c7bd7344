package xlsx

// Comma-separated text: what it is encoded in, what separates its fields, and
// where its records begin.

import (
	"bytes"
	"strings"
)

// OpenCSV reads a whole .csv: UTF-8 with or without a byte order mark, UTF-16
// with one, else GB18030; fields separated by comma, semicolon or tab. Every
// filled field is a Text cell: a .csv knows no numbers and no dates. Quotes work
// as in RFC 4180, more leniently: a quote inside an unquoted field stands for
// itself. Records of empty fields only are left out, and Row.N is the line on
// which a record starts, so that it is what an editor shows.
func OpenCSV(data []byte, lim Limits) (*Grid, error) {
	if int64(len(data)) > lim.File {
		return nil, tooLarge(codeFileTooLarge, "bytes", len(data), "limit", lim.File)
	}
	if err := refuseNoText(data); err != nil {
		return nil, err
	}
	text, encoding, err := decodeText(data)
	if err != nil {
		return nil, err
	}
	r := &csvReader{text: text, line: 1, lim: lim}
	r.grid.Encoding, r.grid.Separator = encoding, separator(text)
	for len(r.text) > 0 && err == nil {
		err = r.record()
	}
	if err == nil && len(r.grid.Rows) == 0 {
		err = invalid(codeEmpty)
	}
	if err != nil {
		return nil, err
	}
	return &r.grid, nil
}

// refuseNoText tells a .csv from other files under its name.
func refuseNoText(data []byte) error {
	switch form := Sniff(data[:min(len(data), 512)]); form {
	case FormText:
		return nil
	case FormEmpty:
		return invalid(codeEmpty)
	case FormXML:
		return invalid(codeNotWorkbook, "found", "xml")
	default:
		return invalid(codeNotWorkbook, "found", string(form))
	}
}

// separator guesses from the first lines: the one of , ; and tab that stands
// most often outside quotes. A file of one column has none; comma does then.
func separator(text string) byte {
	best, count := byte(','), 0
	for _, sep := range []byte{',', '\t', ';'} {
		if n := countOutside(text[:min(len(text), 16<<10)], sep); n > count {
			best, count = sep, n
		}
	}
	return best
}

// countOutside counts a byte outside of quotes.
func countOutside(text string, b byte) int {
	n, quoted := 0, false
	for i := range len(text) {
		switch {
		case text[i] == '"':
			quoted = !quoted
		case text[i] == b && !quoted:
			n++
		}
	}
	return n
}

// A csvReader takes records off the front of text.
type csvReader struct {
	text string
	line int // of the next record
	lim  Limits
	grid Grid
	keep shelf
	row  []Cell
}

// record reads one record and keeps it if a field is filled.
func (r *csvReader) record() error {
	n := r.line
	r.row = r.row[:0]
	for col, more := 1, true; more; col++ {
		field, rest, err := r.field()
		if err != nil {
			return err
		}
		if col > r.lim.Cols {
			return tooLarge(codeCols, "row", n, "limit", r.lim.Cols)
		}
		if len(field) > r.lim.Text {
			return tooLarge(codeText, "row", n, "cell", CellName(n, col), "limit", r.lim.Text)
		}
		if field != "" {
			r.row = append(r.row, Cell{Col: col, Kind: Text, Text: field})
		}
		more = rest
	}
	return r.take(n)
}

// take keeps a record.
func (r *csvReader) take(n int) error {
	g := &r.grid
	if g.RowCount++; g.RowCount > r.lim.Rows {
		return tooLarge(codeRows, "row", n, "limit", r.lim.Rows)
	}
	if len(r.row) == 0 {
		return nil
	}
	if g.CellCount += len(r.row); g.CellCount > r.lim.Cells {
		return tooLarge(codeCells, "row", n, "limit", r.lim.Cells)
	}
	g.LastRow, g.LastCol = n, max(g.LastCol, r.row[len(r.row)-1].Col)
	g.Rows = append(g.Rows, Row{N: n, Cells: r.keep.copy(r.row)})
	return nil
}

// field takes one field and what ends it; more tells that the record goes on.
func (r *csvReader) field() (field string, more bool, err error) {
	if strings.HasPrefix(r.text, `"`) {
		return r.quoted()
	}
	field, more = r.toEnd()
	return field, more, nil
}

// toEnd takes everything up to the next separator or line end.
func (r *csvReader) toEnd() (string, bool) {
	i := 0
	for i < len(r.text) && r.text[i] != r.grid.Separator && r.text[i] != '\n' && r.text[i] != '\r' {
		i++
	}
	field := r.text[:i]
	r.text = r.text[i:]
	if r.text == "" {
		return field, false
	}
	if r.text[0] == r.grid.Separator {
		r.text = r.text[1:]
		return field, true
	}
	r.text = strings.TrimPrefix(strings.TrimPrefix(r.text, "\r"), "\n")
	r.line++
	return field, false
}

// quoted takes a field in quotes; what follows the closing quote belongs to it.
func (r *csvReader) quoted() (string, bool, error) {
	var b strings.Builder
	start := r.line
	r.text = r.text[1:]
	for {
		i := strings.IndexByte(r.text, '"')
		if i < 0 {
			return "", false, invalid(codeQuote, "row", start)
		}
		b.WriteString(r.text[:i])
		r.line += lines(r.text[:i])
		r.text = r.text[i+1:]
		if !strings.HasPrefix(r.text, `"`) {
			break
		}
		b.WriteByte('"')
		r.text = r.text[1:]
	}
	tail, more := r.toEnd()
	b.WriteString(tail)
	return strings.ReplaceAll(b.String(), "\r\n", "\n"), more, nil
}

// lines counts line ends: \n, \r\n, and \r alone as old machines wrote.
func lines(text string) int {
	return strings.Count(text, "\n") + strings.Count(text, "\r") - strings.Count(text, "\r\n")
}

// zeroByte gives the offset of a zero byte: a text has none.
func zeroByte(data []byte) error {
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return invalid(codeBinary, "offset", i)
	}
	return nil
}
