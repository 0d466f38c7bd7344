package xlsx

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// Excelize is the oracle: a slow reader that many people use. Every file of the
// corpus must read cell for cell as it reads there.

func TestEveryLedgerReadsAsExcelizeReadsIt(t *testing.T) {
	files, err := filepath.Glob("../testdata/*.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			sameAsExcelize(t, data)
		})
	}
}

// open reads a workbook that must be readable.
func open(t testing.TB, data []byte) *Book {
	t.Helper()
	b, err := Open(bytes.NewReader(data), int64(len(data)), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// grid reads one sheet that must be readable.
func grid(t testing.TB, data []byte, sheet int) *Grid {
	t.Helper()
	g, err := open(t, data).Grid(sheet)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// sameAsExcelize compares a whole workbook.
func sameAsExcelize(t *testing.T, data []byte) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b := open(t, data)
	var names []string
	for _, s := range b.Sheets() {
		names = append(names, s.Name)
		visible, err := f.GetSheetVisible(s.Name)
		if err != nil || visible == s.Hidden {
			t.Errorf("%s: hidden %v, excelize visible %v, %v", s.Name, s.Hidden, visible, err)
		}
		g, err := b.Grid(s.Index)
		if err != nil {
			t.Fatal(err)
		}
		sameCells(t, f, g)
		sameLayout(t, f, g)
	}
	if d := cmp.Diff(f.GetSheetList(), names); d != "" {
		t.Error(d)
	}
}

// sameCells compares raw values, formulas and formats of the rectangle that
// either reader finds filled.
func sameCells(t *testing.T, f *excelize.File, g *Grid) {
	t.Helper()
	rows, err := f.GetRows(g.Name, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	width := g.LastCol
	for _, r := range rows {
		width = max(width, len(r))
	}
	bad := 0
	for n := 1; n <= max(g.LastRow, len(rows)) && bad < 20; n++ {
		for c := 1; c <= width; c++ {
			want, got := excelizeCell(t, f, g.Name, CellName(n, c)), ourCell(g.Cell(n, c))
			if m, ok := g.MergeAt(n, c); ok && (m.Row != n || m.Col != c) {
				want = seen{raw: at(rows, n, c)} // excelize answers with the merge's corner
			}
			if want != got {
				t.Errorf("%s!%s: ours %+v, excelize %+v", g.Name, CellName(n, c), got, want)
				bad++
			}
		}
		visible, err := f.GetRowVisible(g.Name, n)
		if err != nil || visible == g.Row(n).Hidden {
			t.Errorf("%s row %d: hidden %v, excelize visible %v, %v", g.Name, n, g.Row(n).Hidden, visible, err)
		}
	}
}

// at gives a cell of the rows as excelize streams them.
func at(rows [][]string, row, col int) string {
	if row > len(rows) || col > len(rows[row-1]) {
		return ""
	}
	return rows[row-1][col-1]
}

// A seen is what both readers can tell of a cell.
type seen struct {
	raw     string
	formula bool
	code    string // of a number
}

func excelizeCell(t *testing.T, f *excelize.File, sheet, cell string) seen {
	t.Helper()
	raw, err := f.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	formula, err := f.GetCellFormula(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	kind, err := f.GetCellType(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	if kind == excelize.CellTypeBool {
		raw = map[string]string{"1": "TRUE", "0": "FALSE"}[raw]
	}
	s := seen{raw: raw, formula: formula != ""}
	if raw != "" && (kind == excelize.CellTypeUnset || kind == excelize.CellTypeNumber) {
		s.code = excelizeCode(t, f, sheet, cell)
	}
	return s
}

// excelizeCode gives the format code of a cell's style.
func excelizeCode(t *testing.T, f *excelize.File, sheet, cell string) string {
	t.Helper()
	id, err := f.GetCellStyle(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	style, err := f.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	if style.CustomNumFmt != nil {
		return ParseFormat(*style.CustomNumFmt).Code
	}
	return ParseFormat(builtin[style.NumFmt]).Code
}

func ourCell(c Cell) seen {
	s := seen{raw: c.Text, formula: c.Formula}
	if c.Kind == Number {
		s.code = c.Format.Code
	}
	return s
}

// sameLayout compares merges, hidden columns and comments.
func sameLayout(t *testing.T, f *excelize.File, g *Grid) {
	t.Helper()
	merges, err := f.GetMergeCells(g.Name, true)
	if err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for _, m := range merges {
		want = append(want, m.GetStartAxis()+":"+m.GetEndAxis())
	}
	for _, m := range g.Merges {
		got = append(got, m.String())
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s merges (-excelize +ours):\n%s", g.Name, d)
	}
	for c := 1; c <= g.LastCol+3; c++ {
		visible, err := f.GetColVisible(g.Name, ColName(c))
		if err != nil || visible == g.ColHidden(c) {
			t.Errorf("%s column %s: hidden %v, excelize visible %v, %v", g.Name, ColName(c), g.ColHidden(c), visible, err)
		}
	}
	comments, err := f.GetComments(g.Name)
	if err != nil {
		t.Fatal(err)
	}
	want, got = nil, nil
	for _, c := range comments {
		for _, run := range c.Paragraph {
			c.Text += run.Text
		}
		want = append(want, fmt.Sprint(c.Cell, c.Author, c.Text))
	}
	for _, c := range g.Comments {
		got = append(got, fmt.Sprint(CellName(c.Row, c.Col), c.Author, c.Text))
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s comments (-excelize +ours):\n%s", g.Name, d)
	}
}
