package xlsx

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// Workbooks made by excelize in every manner it knows must read the same here.

// made saves what fill does to a new workbook.
func made(t *testing.T, fill func(f *excelize.File) error) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	if err := fill(f); err != nil {
		t.Fatal(err)
	}
	var buf bytes.Buffer
	if err := f.Write(&buf); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// first gives the first error.
func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func TestGeneratedWorkbooksReadAsExcelizeReadsThem(t *testing.T) {
	makers := map[string]func(f *excelize.File) error{
		"every built-in format": builtinFormats, "formats of one's own": customFormats,
		"values of every type": everyType, "merges, hidden things and comments": everyLayout,
		"a stream": streamed, "hidden sheets and 1904": hiddenSheets, "a thousand cells at random": atRandom,
	}
	for name, fill := range makers {
		t.Run(name, func(t *testing.T) { sameAsExcelize(t, made(t, fill)) })
	}
}

func builtinFormats(f *excelize.File) error {
	for id := range 59 {
		style, err := f.NewStyle(&excelize.Style{NumFmt: id})
		if err != nil {
			return err
		}
		cell := CellName(id+1, 1)
		if err := first(f.SetCellValue("Sheet1", cell, 45418.25), f.SetCellStyle("Sheet1", cell, cell, style)); err != nil {
			return err
		}
	}
	return nil
}

func customFormats(f *excelize.File) error {
	codes := []string{"yyyy年m月", `0.00"亿元"`, "[h]:mm", "0.0%;[Red]-0.0%", "[$-804]yyyy年m月d日;@", "#,##0.00_ ", `"<&>"0`}
	for i, code := range codes {
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code, Font: &excelize.Font{Bold: i%2 == 0}})
		if err != nil {
			return err
		}
		cell := CellName(3, i+2)
		if err := first(f.SetCellValue("Sheet1", cell, 1.5*float64(i)), f.SetCellStyle("Sheet1", cell, cell, style)); err != nil {
			return err
		}
	}
	return nil
}

func everyType(f *excelize.File) error {
	values := []any{"文字", "", " 空格 ", "a\nb", "a\tb", "<&>\"'", "_x000D_", "_x0041", "123", "=1+1", true, false, 0, -1, int64(1) << 53, uint8(7), 3.14,
		1e-9, 1e21, float32(0.1), time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC), 90 * time.Minute, []byte("字节"), nil, "𠮷㛃"}
	for i, v := range values {
		if err := f.SetCellValue("Sheet1", CellName(2*i+1, i%5+1), v); err != nil {
			return err
		}
	}
	kind, ref := excelize.STCellFormulaTypeShared, "H1:H5"
	array, area := excelize.STCellFormulaTypeArray, "J1:J1"
	return first(
		f.SetCellRichText("Sheet1", "G1", []excelize.RichTextRun{{Text: "重大"}, {Text: " 项目 ", Font: &excelize.Font{Bold: true}}, {Text: "\n二期"}}),
		f.SetCellFormula("Sheet1", "G2", "SUM(A1:B2)"),
		f.SetCellFormula("Sheet1", "H1", "A1&B1", excelize.FormulaOpts{Type: &kind, Ref: &ref}),
		f.SetCellFormula("Sheet1", "J1", "SUM(A1:A3*B1:B3)", excelize.FormulaOpts{Type: &array, Ref: &area}),
	)
}

func everyLayout(f *excelize.File) error {
	return first(
		f.SetCellValue("Sheet1", "A1", "标题"), f.SetCellValue("Sheet1", "C9", 5), f.MergeCell("Sheet1", "A1", "F1"), f.MergeCell("Sheet1", "B3", "B7"),
		f.SetColVisible("Sheet1", "B:D", false), f.SetColWidth("Sheet1", "F", "H", 33), f.SetRowVisible("Sheet1", 4, false), f.SetRowHeight("Sheet1", 2, 40),
		f.AddComment("Sheet1", excelize.Comment{Cell: "C9", Author: "张", Paragraph: []excelize.RichTextRun{{Text: "约"}, {Text: "5亿元", Font: &excelize.Font{Bold: true}}}}),
		f.AddComment("Sheet1", excelize.Comment{Cell: "A1", Author: "李", Text: "改过"}),
		f.AutoFilter("Sheet1", "A2:F9", nil),
	)
}

func streamed(f *excelize.File) error {
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		return err
	}
	for i := 1; i <= 300; i += 3 {
		row := []any{fmt.Sprint("项目 & ", i), i, nil, excelize.Cell{StyleID: style, Value: 45000 + i}, excelize.Cell{Formula: "A1"}, true, time.Date(2024, 5, 6, 0, 0, 0, 0, time.UTC)}
		if err := w.SetRow(CellName(i, 2), row, excelize.RowOpts{Hidden: i%2 == 0}); err != nil {
			return err
		}
	}
	return first(w.MergeCell("A1", "C1"), w.Flush())
}

func hiddenSheets(f *excelize.File) error {
	yes := true
	for _, name := range []string{"汇总 & 明细", "参数", "底稿"} {
		if _, err := f.NewSheet(name); err != nil {
			return err
		}
	}
	return first(f.SetSheetVisible("参数", false), f.SetSheetVisible("底稿", false, true), f.SetCellValue("底稿", "AD70", "末"),
		f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}))
}

func atRandom(f *excelize.File) error {
	r := rand.New(rand.NewPCG(1, 2))
	for range 1000 {
		cell := CellName(1+r.IntN(60), 1+r.IntN(40))
		var v any = r.NormFloat64() * 1e6
		if r.IntN(2) == 0 {
			v = fmt.Sprint("文", r.IntN(50))
		}
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			return err
		}
	}
	return nil
}

func TestGeneratedFormatsAreDatesWhereExcelShowsDates(t *testing.T) {
	g := grid(t, made(t, builtinFormats), 0)
	for id := range 59 {
		got, want := g.Cell(id+1, 1).Format, ParseFormat(builtin[id])
		if 5 <= id && id <= 8 {
			want = NumberFormat{} // excelize does not write the formats of money
		}
		if got != want {
			t.Errorf("format %d is %+v, want %+v", id, got, want)
		}
	}
}
