package sheet

// Ledgers for the tests, written with excelize: another's writer, so that our own
// reader is not tested against our own habits.

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"guatu/internal/app"
	"guatu/internal/money"
	"guatu/internal/workday"
)

// A tab is one sheet of a ledger to be made. A cell is what excelize takes; nil
// leaves it out, a text with = in front is a formula.
type tab struct {
	name   string
	rows   [][]any
	merges []string
	hidden []int // rows
	// formats are number formats by cell.
	formats map[string]string
}

func makeLedger(t testing.TB, tabs ...tab) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, tb := range tabs {
		if i == 0 {
			must(t, f.SetSheetName("Sheet1", tb.name))
		} else if _, err := f.NewSheet(tb.name); err != nil {
			t.Fatal(err)
		}
		fill(t, f, tb)
	}
	var b bytes.Buffer
	must(t, f.Write(&b))
	return b.Bytes()
}

func fill(t testing.TB, f *excelize.File, tb tab) {
	t.Helper()
	for r, row := range tb.rows {
		for c, v := range row {
			cell, err := excelize.CoordinatesToCellName(c+1, r+1)
			must(t, err)
			if s, ok := v.(string); ok && strings.HasPrefix(s, "=") {
				must(t, f.SetCellFormula(tb.name, cell, s[1:]))
			} else if v != nil {
				must(t, f.SetCellValue(tb.name, cell, v))
			}
		}
	}
	for _, m := range tb.merges {
		from, to, _ := strings.Cut(m, ":")
		must(t, f.MergeCell(tb.name, from, to))
	}
	for _, r := range tb.hidden {
		must(t, f.SetRowVisible(tb.name, r, false))
	}
	for cell, code := range tb.formats {
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
		must(t, err)
		must(t, f.SetCellStyle(tb.name, cell, cell, style))
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// readMade makes a ledger and reads it.
func readMade(t testing.TB, name string, opt Options, tabs ...tab) *app.LedgerFile {
	t.Helper()
	return readBytes(t, name, makeLedger(t, tabs...), opt)
}

func readBytes(t testing.TB, name string, data []byte, opt Options) *app.LedgerFile {
	t.Helper()
	if opt.Today == 0 {
		opt.Today = today
	}
	f, err := Read(name, bytes.NewReader(data), int64(len(data)), opt)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// brief is a row as a line: what a clerk would say of it, empty things left out.
func brief(r app.LedgerRow) string {
	var b strings.Builder
	put := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&b, " %s=%s", key, value)
		}
	}
	fmt.Fprintf(&b, "%d %s", r.Row, r.Name)
	put("in", r.Section)
	put("of", r.Enterprise)
	put("at", r.Place)
	put("total", briefAmount(r.Total))
	put("plan", briefOpt(r.Plan))
	if r.Plan.OK && r.PlanYear != 0 {
		put("year", fmt.Sprint(r.PlanYear))
	}
	put("ydone", briefOpt(r.YearDone))
	put("done", briefOpt(r.Done))
	put("pct", r.Progress)
	put("stage", string(r.Stage))
	for _, d := range []struct {
		key  string
		when workday.When
	}{{"signed", r.Signed}, {"start", r.Start}, {"pstart", r.PlannedStart}, {"pend", r.PlannedDone}, {"end", r.Completed}, {"pprod", r.PlannedProduce}, {"prod", r.Produced}} {
		put(d.key, d.when.String())
	}
	if r.PartOfRow != 0 {
		put("part", fmt.Sprint(r.PartOfRow))
	}
	put("dup", r.DuplicateOf)
	put("!", strings.Join(r.Warnings, ","))
	return b.String()
}

func briefOpt(o money.Opt) string {
	if !o.OK {
		return ""
	}
	return o.Yuan.Exact()
}

func briefAmount(a money.Amount) string {
	switch {
	case a.Foreign != nil:
		return a.Foreign.Amount + a.Foreign.Currency
	case a.Low.OK:
		return a.Low.Yuan.Exact() + "~" + a.High.Yuan.Exact()
	}
	return briefOpt(a.Opt)
}

// briefFile is all rows and skips of a file, sheet by sheet.
func briefFile(f *app.LedgerFile) []string {
	var list []string
	for _, s := range f.Sheets {
		head := fmt.Sprintf("[%s] %s %v %s", s.Name, s.Role, s.HeaderRows, s.Unit)
		list = append(list, strings.TrimSpace(head))
		i := 0
		for _, r := range s.Rows {
			for ; i < len(s.Skips) && s.Skips[i].Row < r.Row; i++ {
				list = append(list, briefSkip(s.Skips[i]))
			}
			list = append(list, brief(r))
		}
		for ; i < len(s.Skips); i++ {
			list = append(list, briefSkip(s.Skips[i]))
		}
	}
	return list
}

func briefSkip(k app.LedgerSkip) string {
	s := fmt.Sprintf("%d - %s", k.Row, k.Reason)
	for _, f := range k.Findings {
		s += fmt.Sprintf(" %s(%s≠%s)", f.Code, f.Read, f.Understood)
	}
	return s
}
