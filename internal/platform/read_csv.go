// The .csv: a row of headings, then one record a row.

package platform

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"guatu/internal/fault"
	"guatu/internal/ident"
)

// guards are the signs with which a spreadsheet takes a cell for a formula, and the
// one that says it is text. A cell that begins with one of them is written behind
// another ', which Read takes off again.
const guards = "'=+-@＝＋－＠"

// csv reads the rows.
func (r *reader) csv() error {
	rows := csv.NewReader(bytes.NewReader(r.text))
	rows.FieldsPerRecord, rows.ReuseRecord = -1, true
	if first, _, _ := bytes.Cut(r.text, []byte("\n")); bytes.Contains(first, []byte("\t")) {
		rows.Comma = '\t'
	}
	head, err := rows.Read()
	if err != nil {
		return fault.New(fault.Invalid, "platform.header", "lacks", []string{headingOf("project_code")}).Because(err)
	}
	line, _ := rows.FieldPos(0)
	columns, err := r.columns(line, head)
	if err != nil {
		return err
	}
	for {
		row, err := rows.Read()
		var broken *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.As(err, &broken):
			r.wrong(broken.Line, fault.New(fault.Invalid, "platform.quote"))
			continue
		case err != nil:
			return fault.New(fault.Invalid, "platform.unreadable").Because(err)
		}
		line, _ := rows.FieldPos(0)
		if !blank(row) && r.full(line) {
			return nil
		}
		r.row(line, row, columns)
	}
}

// columns reads the headings: the field of each column, -1 for one left alone.
// Without a column for each field that every record has nothing can be read.
func (r *reader) columns(line int, head []string) ([]int, error) {
	var columns []int
	var have [64]bool
	for _, text := range head {
		name := strings.ToLower(strings.TrimSpace(text))
		i := fieldNamed(name)
		if i < 0 {
			i = fieldNamed(strings.ToLower(ident.Fold(text)))
		}
		switch {
		case i >= 0 && have[i]:
			r.wrong(line, fault.New(fault.Invalid, "platform.column_twice", "column", short(text)))
			i = -1
		case i >= 0:
			have[i] = true
		case !ignored(name) && name != "":
			r.wrong(line, fault.New(fault.Invalid, "platform.column", "column", short(text)))
		}
		columns = append(columns, i)
	}
	var lacks []string
	for i, f := range fields[:4] {
		if !have[i] {
			lacks = append(lacks, f.name)
		}
	}
	if len(lacks) > 0 {
		return nil, fault.New(fault.Invalid, "platform.header", "lacks", lacks)
	}
	return columns, nil
}

// row reads one record; an empty row is none.
func (r *reader) row(line int, row []string, columns []int) {
	if blank(row) {
		return
	}
	t, rec := &take{line: line}, Record{}
	for i, cell := range row {
		switch {
		case i >= len(columns):
			t.check(strings.TrimSpace(cell) == "", "", "platform.cells", "columns", len(columns))
		case columns[i] >= 0:
			t.set(&rec, &fields[columns[i]], unguarded(strings.TrimSpace(cell)))
		}
	}
	r.take(t, &rec)
}

// blank tells a row with nothing in it.
func blank(row []string) bool {
	for _, cell := range row {
		if strings.TrimSpace(cell) != "" {
			return false
		}
	}
	return true
}

// unguarded takes off the ' that says a cell is text.
func unguarded(cell string) string {
	rest, marked := strings.CutPrefix(cell, "'")
	if marked {
		return rest
	}
	return cell
}

// guarded puts it on where a spreadsheet would take the cell for a formula.
func guarded(cell string) string {
	for _, g := range guards {
		if strings.HasPrefix(cell, string(g)) {
			return "'" + cell
		}
	}
	return cell
}
