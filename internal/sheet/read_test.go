package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/sheet/xlsx"
)

// The order in which an office writes its columns says nothing: whatever it is,
// the rows are the same.
func TestTheOrderOfColumnsDoesNotMatter(t *testing.T) {
	path := ledgers(t)[3]
	data, err := os.ReadFile(path)
	must(t, err)
	g, err := xlsx.OpenCSV(data, xlsx.DefaultLimits())
	must(t, err)
	want := rowTexts(readFile(t, path, Options{Today: today}))
	for seed := range int64(20) {
		order := rand.New(rand.NewSource(seed)).Perm(12)
		got := rowTexts(readBytes(t, filepath.Base(path), shuffled(t, g, order), Options{}))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("columns in the order %v: -as it is +shuffled:\n%.3000s", order, diff)
		}
	}
}

// shuffled writes a grid as .csv with its columns in another order; titles,
// sections and notes stay in the first column.
func shuffled(t *testing.T, g *xlsx.Grid, order []int) []byte {
	t.Helper()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	for _, row := range g.Rows {
		record := make([]string, len(order))
		for _, c := range row.Cells {
			if len(row.Cells) == 1 {
				record[0] = c.Text
				continue
			}
			record[order[c.Col-1]] = c.Text
		}
		must(t, w.Write(record))
	}
	w.Flush()
	must(t, w.Error())
	return b.Bytes()
}

// rowTexts is the rows without their numbers.
func rowTexts(f *app.LedgerFile) []string {
	var list []string
	for _, s := range f.Sheets {
		for _, r := range s.Rows {
			_, text, _ := strings.Cut(brief(r), " ")
			list = append(list, text)
		}
	}
	return list
}

// A unit's own words need a person once, and are remembered by layout.
func TestColumnsMappedByHandAreRemembered(t *testing.T) {
	tb := tab{name: "表", rows: [][]any{
		{"项目名称", "盘子（万元）", "破土", "头儿", "总投资（亿元）"},
		{"示例甲项目", 5000, "2024.5.6", "某某", "1"},
		{"示例乙项目", 6000, "2024.7.8", "某某", "2"},
		{"示例丙项目", 7000, "2024.9.1", "某某", "3"},
	}}
	f := readMade(t, "a.xlsx", Options{}, tb)
	s := f.Sheets[0]
	want := map[string]string{"盘子（万元）": "5000", "破土": "2024.5.6", "头儿": "某某"}
	if diff := cmp.Diff(want, s.Rows[0].Extra); diff != "" {
		t.Errorf("what is not recognised is kept: %s", diff)
	}
	if s.Columns[2].Proposed != "start_date" {
		t.Errorf("a column of dates is proposed as one: %+v", s.Columns[2])
	}
	hand := map[int]string{2: "fixed_asset", 3: "start_date", 4: "leader", 5: ""}
	f = readMade(t, "a.xlsx", Options{Mapping: map[string]map[int]string{s.Layout: hand}}, tb)
	r := f.Sheets[0].Rows[0]
	if got := fmt.Sprintf("%s %s %s %v %v", r.FixedAsset.Yuan.Exact(), r.Start, r.Leader, r.Total.OK, r.Extra); got != "5,000万元 2024-05-06 某某 false map[总投资（亿元）:1]" {
		t.Errorf("mapped by hand: %s", got)
	}
	if !f.Sheets[0].Columns[1].Kept {
		t.Error("a column mapped by hand is not marked")
	}
}

func TestAMappingByHandReachesTheSecondTableOfASheet(t *testing.T) {
	tb := tab{name: "表", rows: [][]any{
		{"项目名称", "破土", "总投资（亿元）"},
		{"示例甲项目", "2024.5.6", 1},
		nil,
		{"表二：签约项目"},
		{"项目名称", "投资方", "破土", "总投资（亿元）"},
		{"示例乙项目", "某公司", "2024.7.8", 2},
	}}
	s := readMade(t, "a.xlsx", Options{}, tb).Sheets[0]
	hand := map[string]map[int]string{s.Layout: {2: "start_date"}}
	s = readMade(t, "a.xlsx", Options{Mapping: hand}, tb).Sheets[0]
	if len(s.Rows) != 2 || s.Rows[0].Start.String() != "2024-05-06" || s.Rows[1].Start.String() != "2024-07-08" {
		t.Errorf("%+v", s.Rows)
	}
}

func TestNextYearsSheetHasTheSameLayout(t *testing.T) {
	layout := func(year int) string {
		return readMade(t, "a.xlsx", Options{}, tab{name: "表", rows: [][]any{
			{"项目名称", fmt.Sprintf("%d年计划（万元）", year), "1-6月完成"}, {"示例甲项目", 5000, 100},
		}}).Sheets[0].Layout
	}
	if layout(2024) != layout(2025) {
		t.Error("a mapping would be lost every January")
	}
}

func TestTheLedgersYearCanBeTold(t *testing.T) {
	tb := tab{name: "表", rows: [][]any{{"项目名称", "开工时间"}, {"示例甲项目", "5月"}}}
	if r := readMade(t, "台账.xlsx", Options{}, tb).Sheets[0].Rows[0]; !r.Start.IsZero() {
		t.Errorf("without a year 5月 is %s", r.Start)
	}
	if r := readMade(t, "台账.xlsx", Options{Year: 2023}, tb).Sheets[0].Rows[0]; r.Start.String() != "2023-05" {
		t.Errorf("told 2023, 5月 is %s", r.Start)
	}
	if r := readMade(t, "2022年台账.xlsx", Options{}, tb).Sheets[0].Rows[0]; r.Start.String() != "2022-05" {
		t.Errorf("in a file of 2022, 5月 is %s", r.Start)
	}
}

func TestProgressIsToldToTheEnd(t *testing.T) {
	var done, total int
	readBytes(t, "x.xlsx", longLedger(t, 3000), Options{Progress: func(d, n int) {
		if d < done {
			t.Errorf("progress went back from %d to %d", done, d)
		}
		done, total = d, n
	}})
	if done != total || total < 3000 {
		t.Errorf("ended at %d of %d", done, total)
	}
}

func TestFilesThatAreNoLedgersAreFaults(t *testing.T) {
	for _, c := range []struct{ says, data string }{
		{"nothing", ""}, {"a broken zip", "PK\x03\x04 and nothing behind"}, {"a PDF", "%PDF-1.7"}, {"an old .xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"},
		{"a web page", "<html><table></table></html>"}, {"binary", "a,b\x00c\n"},
	} {
		_, err := Read("台账.xlsx", strings.NewReader(c.data), int64(len(c.data)), Options{})
		var f *fault.Error
		if !errors.As(err, &f) || !strings.HasPrefix(f.Code, "sheet.") {
			t.Errorf("%s: %v", c.says, err)
		}
	}
}

func TestAFileWithoutProjectsIsReadAndEmpty(t *testing.T) {
	f := readBytes(t, "x.csv", []byte("你好\n世界\n"), Options{})
	if len(f.Sheets) != 1 || len(f.Sheets[0].Rows) != 0 || f.Hash == "" {
		t.Errorf("%+v", f)
	}
	var b bytes.Buffer
	must(t, JSONLines(&b, f))
	if n := strings.Count(b.String(), "\n"); n != 3 {
		t.Errorf("%d lines:\n%s", n, b.String())
	}
}

// A hostile sheet: a merge over everything, names without end, thousands of equal
// names, a section in every second row. It may be nonsense but must be quick.
func TestNonsenseIsReadInTime(t *testing.T) {
	var b bytes.Buffer
	w := xlsx.NewWriter(&b)
	must(t, w.Sheet(xlsx.Page{Name: "表"}))
	must(t, w.Row(xlsx.Words("序号"), xlsx.Words("项目名称"), xlsx.Words("总投资（亿元）")))
	w.Merge(xlsx.Range{Row: 1, Col: 6, LastRow: 1 << 20, LastCol: 1 << 14})
	for i := range 20_000 {
		must(t, w.Row(xlsx.Blank(), xlsx.Words(fmt.Sprintf("%d、其中（%d个）", i, i))))
		must(t, w.Row(xlsx.Plain(float64(i)), xlsx.Words("项目"), xlsx.Plain(1)))
		must(t, w.Row(xlsx.Blank(), xlsx.Words("小计"), xlsx.Plain(1)))
	}
	must(t, w.Close())
	f := readBytes(t, "x.xlsx", b.Bytes(), Options{})
	if n := len(f.Sheets[0].Rows); n < 20_000 {
		t.Errorf("%d rows", n)
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"项目名称,总投资\n甲,1\n", "序号,项目名称,总投资（亿元）\n一、续建（2个）\n1,甲,约5\n,其中：一期,2\n,合计,7\n注：无\n",
		"a;b;c\n1;2;3", "项目名称\n\n\n其中：\n", "名称,开工时间\n甲,2024.1\n乙,年底", "\"", ",,,\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Read("x.csv", bytes.NewReader(data), int64(len(data)), Options{Today: today, Year: 2024})
		if err != nil {
			if _, ok := fault.As(err); !ok {
				t.Errorf("no fault: %v", err)
			}
			return
		}
		var b bytes.Buffer
		if err := JSONLines(&b, file); err != nil {
			t.Error(err)
		}
		for _, s := range file.Sheets {
			for _, r := range s.Rows {
				if r.PartOfRow >= r.Row && r.PartOfRow != 0 {
					t.Errorf("row %d is part of row %d below it", r.Row, r.PartOfRow)
				}
			}
			if len(s.Columns) > 0 {
				if err := WriteLedger(&b, app.LayoutOf(s), each(s.Rows)); err != nil {
					t.Errorf("writing back: %v", err)
				}
			}
		}
	})
}
