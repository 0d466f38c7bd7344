package xlsx

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"guatu/internal/workday"
	"pgregory.net/rapid"
)

// written makes a workbook of one sheet out of rows.
func written(t testing.TB, rows ...[]Value) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := NewWriter(&buf)
	if err := w.Sheet(Page{Name: "表"}); err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if err := w.Row(r...); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func TestWrittenCellsReadBack(t *testing.T) {
	day := workday.NewDate(2024, time.May, 6)
	data := written(t,
		[]Value{Title("项目表"), {}, Note("单位：亿元")},
		[]Value{Head("名称"), Head("投资")},
		[]Value{Words("甲 <&> \"乙\""), Figure(106.2), Whole(10620000000), Day(day), Percent(0.6214), Plain(2024), Blank()},
		nil,
		[]Value{Words(" 两边空格 "), Words("换\r\n行\t"), Words("_x000D_"), Words("a\x00b\x1f\ufffec"), Day(0), Day(workday.NewDate(1899, time.May, 1)), Words("\xff坏")},
	)
	want := `A1 text "项目表"
C1 text "单位：亿元"
A2 text "名称"
B2 text "投资"
A3 text "甲 <&> \"乙\""
B3 number "106.2" =106.2
C3 number "1.062e+10" =1.062e+10
D3 number "45418" =45418 date
E3 number "0.6214" =0.6214 percent
F3 number "2024" =2024
A5 text " 两边空格 "
B5 text "换\n行\t"
C5 text "_x000D_"
D5 text "abc"
F5 text "1899-05-01"
G5 text "` + "\ufffd" + `坏"
`
	if d := cmp.Diff(want, show(grid(t, data, 0))); d != "" {
		t.Error(d)
	}
	sameAsExcelize(t, data)
}

func TestWhatLooksLikeAFormulaIsHarmlessText(t *testing.T) {
	texts := []string{`=cmd|'/c calc'!A0`, "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1", "=HYPERLINK(\"http://x\")", "＝1+1", "＋1", "－1", "＠x", "=", "-"}
	var rows [][]Value
	for _, s := range texts {
		rows = append(rows, []Value{Words(s), Head(s), Note(s), Words("甲" + s)})
	}
	data := written(t, rows...)
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	g := grid(t, data, 0)
	for i, s := range texts {
		for c := 1; c <= 4; c++ {
			name := CellName(i+1, c)
			ours := g.Cell(i+1, c)
			formula, err := f.GetCellFormula("表", name)
			if err != nil || formula != "" || ours.Formula || ours.Kind != Text {
				t.Errorf("%s: %q is a formula: %q, %+v, %v", name, s, formula, ours, err)
			}
			if want := strings.ReplaceAll(s, "\r", "\n"); strings.TrimPrefix(ours.Text, "甲") != want {
				t.Errorf("%s: %q became %q", name, s, ours.Text)
			}
			id, err := f.GetCellStyle("表", name)
			if err != nil {
				t.Fatal(err)
			}
			quoted := f.Styles.CellXfs.Xf[id].QuotePrefix
			if guard := quoted != nil && *quoted; guard != (c < 4) {
				t.Errorf("%s: %q, quote prefix is %v", name, s, guard)
			}
		}
	}
}

func TestASheetAsExcelizeSeesIt(t *testing.T) {
	var buf bytes.Buffer
	w := NewWriter(&buf)
	pages := []Page{
		{Name: "全市汇总", Widths: []float64{6, 0, 30}, Frozen: 3, FrozenCols: 2, FilterRow: 3, Paper: A3, Landscape: true},
		{Name: "O'Neil & <Co>", Frozen: 1}, {Name: "竖", FrozenCols: 1}, {Name: "空"},
	}
	for _, p := range pages {
		if err := w.Sheet(p); err != nil {
			t.Fatal(err)
		}
		if p.Name == "空" {
			continue
		}
		w.Merge(Range{1, 1, 1, 3})
		w.Merge(Range{2, 2, 2, 2}) // one cell is no merge
		for _, err := range []error{w.Tall(36, Title(p.Name)), w.Row(), w.Row(Head("甲"), Head("乙"), Head("丙")), w.Row(Whole(1), Whole(2), Whole(3))} {
			if err != nil {
				t.Fatal(err)
			}
		}
		if w.NextRow() != 5 {
			t.Errorf("the next row is %d", w.NextRow())
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	sameAsExcelize(t, buf.Bytes())
	f, err := excelize.OpenReader(&buf)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	panes, err := f.GetPanes(pages[0].Name)
	if err != nil || !panes.Freeze || panes.XSplit != 2 || panes.YSplit != 3 || panes.TopLeftCell != "C4" || panes.ActivePane != "bottomRight" {
		t.Errorf("panes are %+v, %v", panes, err)
	}
	layout, err := f.GetPageLayout(pages[0].Name)
	if err != nil || *layout.Size != 8 || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 {
		t.Errorf("page layout is %+v, %v", layout, err)
	}
	if width, err := f.GetColWidth(pages[0].Name, "C"); err != nil || width != 30 {
		t.Errorf("column C is %v wide, %v", width, err)
	}
	if height, err := f.GetRowHeight(pages[0].Name, 1); err != nil || height != 36 {
		t.Errorf("row 1 is %v high, %v", height, err)
	}
	var names []string
	for _, d := range f.GetDefinedName() {
		names = append(names, d.Scope+" "+d.Name+" "+d.RefersTo)
	}
	want := []string{"全市汇总 _xlnm._FilterDatabase '全市汇总'!$A$3:$C$4", "全市汇总 _xlnm.Print_Titles '全市汇总'!$1:$3", "O'Neil & <Co> _xlnm.Print_Titles 'O''Neil & <Co>'!$1:$1"}
	if d := cmp.Diff(want, names); d != "" {
		t.Error(d)
	}
}

func TestSheetNames(t *testing.T) {
	for _, bad := range []string{"", strings.Repeat("长", 32), strings.Repeat("𠮷", 16), "a/b", "a:b", "[a]", "a*", "a?", `a\b`, "'a", "a'", "history", "a\tb", "\xff"} {
		wantFault(t, CheckSheetName(bad), codeSheetName)
		if err := CheckSheetName(SheetName(bad)); err != nil {
			t.Errorf("%q became %q: %v", bad, SheetName(bad), err)
		}
	}
	for _, good := range []string{"甲", strings.Repeat("长", 31), "it's", "2024年 (一)"} {
		if err := CheckSheetName(good); err != nil || SheetName(good) != good {
			t.Errorf("%q: %v, made into %q", good, err, SheetName(good))
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		if s := rapid.String().Draw(t, "text"); CheckSheetName(SheetName(s)) != nil {
			t.Fatalf("%q became %q", s, SheetName(s))
		}
	})
}

func TestAnyTextSurvivesWritingAndReading(t *testing.T) {
	clean := strings.NewReplacer("\r\n", "\n", "\r", "\n")
	rapid.Check(t, func(rt *rapid.T) {
		s := rapid.StringOfN(rapid.OneOf(rapid.SampledFrom([]rune("_x00ADFad5<>&\"'=\r\n\t ]中𠮷")), rapid.Rune()), 1, 60, -1).Draw(rt, "text")
		want := strings.Map(func(r rune) rune {
			if r < ' ' && r != '\n' && r != '\t' || r == '\ufffe' || r == '\uffff' {
				return -1
			}
			return r
		}, clean.Replace(strings.ToValidUTF8(s, replacement)))
		if got := grid(t, written(t, []Value{Words(s)}), 0).Cell(1, 1).Text; got != want {
			rt.Fatalf("%q became %q", s, got)
		}
	})
}

func TestWritersMistakes(t *testing.T) {
	begun := func() *Writer {
		w := NewWriter(io.Discard)
		if err := w.Sheet(Page{Name: "表"}); err != nil {
			t.Fatal(err)
		}
		return w
	}
	tests := []struct {
		name string
		err  error
		code string
	}{
		{"a name no sheet can have", NewWriter(io.Discard).Sheet(Page{Name: "a/b"}), codeSheetName},
		{"two sheets of one name", begun().Sheet(Page{Name: "表"}), codeSheetTwice},
		{"no sheet at all", NewWriter(io.Discard).Close(), codeNoSheets},
		{"infinity", begun().Row(Figure(math.Inf(1))), codeNumber},
		{"no number", begun().Row(Percent(math.NaN())), codeNumber},
		{"a text longer than Excel holds", begun().Row(Words(strings.Repeat("长", 32768))), codeText},
		{"more columns than Excel has", begun().Row(make([]Value, MaxCol+1)...), codeCols},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { wantFault(t, tt.err, tt.code) })
	}
	if err := begun().Row(Words(strings.Repeat("长", 32767))); err != nil {
		t.Errorf("the longest text: %v", err)
	}
	if err := NewWriter(io.Discard).Row(Words("a")); !errors.Is(err, errNoSheet) {
		t.Errorf("a row without a sheet: %v", err)
	}
	w := begun()
	if err := w.Row(Figure(math.NaN())); err == nil || w.Row(Words("a")) == nil || w.Sheet(Page{Name: "乙"}) == nil || w.Close() == nil {
		t.Error("an error did not stick")
	}
}

// A full is a disk with room for so many bytes.
type full struct{ room int }

var errFull = errors.New("disk full")

func (f *full) Write(p []byte) (int, error) {
	if f.room -= len(p); f.room < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestAFullDiskIsReported(t *testing.T) {
	whole := len(written(t, []Value{Words("甲")}))
	for room := 0; room < whole; room += 97 {
		w := NewWriter(&full{room})
		err := w.Sheet(Page{Name: "表"})
		if err == nil {
			err = w.Row(Words("甲"))
		}
		if err == nil {
			err = w.Close()
		}
		if wantFault(t, err, codeUnwritten); !errors.Is(err, errFull) {
			t.Errorf("room for %d: %v", room, err)
		}
	}
}

func TestThirtyThousandRowsNeedNoMoreMemoryThanThree(t *testing.T) {
	grown := func(rows int) uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		w := NewWriter(io.Discard)
		if err := w.Sheet(Page{Name: "表"}); err != nil {
			t.Fatal(err)
		}
		for i := range rows {
			if err := w.Row(Words(fmt.Sprint("项目", i)), Figure(float64(i)), Blank()); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	few, many := grown(3), grown(30_000)
	if perRow := float64(many-min(few, many)) / 30_000; perRow > 200 {
		t.Errorf("a row allocates %.0f bytes", perRow)
	}
}
