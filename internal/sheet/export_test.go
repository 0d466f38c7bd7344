package sheet

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"

	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/workday"
)

func each(rows []app.LedgerRow) iter.Seq2[*app.LedgerRow, error] {
	return func(yield func(*app.LedgerRow, error) bool) {
		for i := range rows {
			if !yield(&rows[i], nil) {
				return
			}
		}
	}
}

// says is all that a row states; where it stood and how it was worded is left out.
var says = []cmp.Option{
	cmpopts.IgnoreFields(app.LedgerRow{}, "Sheet", "Row", "Unit", "PlanYear", "Month", "PartOfRow", "DuplicateOf", "Warnings", "Findings"),
	cmpopts.IgnoreFields(money.Amount{}, "Text"),
	cmpopts.EquateEmpty(),
}

func TestAUnitsLedgerComesBackInItsOwnLayout(t *testing.T) {
	for _, path := range ledgers(t) {
		f := readFile(t, path, Options{Today: today})
		for _, s := range f.Sheets {
			if s.Role != app.RoleProjects {
				continue
			}
			t.Run(f.Name+s.Name, func(t *testing.T) {
				var b bytes.Buffer
				must(t, WriteLedger(&b, app.LayoutOf(s), each(s.Rows)))
				again := readBytes(t, "again.xlsx", b.Bytes(), Options{}).Sheets[0]
				if again.Layout != s.Layout {
					t.Errorf("another layout: %v, was %v", again.Columns, s.Columns)
				}
				if diff := cmp.Diff(forWriting(s, s.Rows), forWriting(s, again.Rows), says...); diff != "" {
					t.Errorf("-sent +back:\n%.4000s", diff)
				}
				if diff := cmp.Diff(parents(s.Rows), parents(again.Rows)); diff != "" {
					t.Errorf("parts: -sent +back:\n%s", diff)
				}
			})
		}
	}
}

// forWriting leaves out what the layout has no cell for: a code that stood inside
// another cell, and what follows from the wording of a stage that no word means.
func forWriting(sent app.LedgerSheet, rows []app.LedgerRow) []app.LedgerRow {
	list := slices.Clone(rows)
	coded := slices.ContainsFunc(sent.Columns, func(c app.LedgerColumn) bool { return c.Field == "credit" })
	for i := range list {
		if !coded {
			list[i].EnterpriseCode = ""
		}
		w := sent.Rows[i].Warnings
		if slices.Contains(w, codeStagePartial) || slices.Contains(w, codeStageUnmapped) {
			list[i].Stage, list[i].PlannedDone, list[i].Completed = "", workday.When{}, workday.When{}
		}
	}
	return list
}

// parents gives for each row how many rows above its parent stands.
func parents(rows []app.LedgerRow) []string {
	names, list := map[int]string{}, []string{}
	for _, r := range rows {
		names[r.Row] = r.Name
		list = append(list, names[r.PartOfRow])
	}
	return list
}

// full is a row that states every field.
func full() app.LedgerRow {
	day := workday.NewDate(2025, 3, 4)
	return app.LedgerRow{
		Name: "示例全项项目", Enterprise: "示例全项有限公司", EnterpriseCode: "91320899MA0010010J", Place: "某区某路", Code: "2403-320826-89-01-123456",
		Total: money.Exactly(12_3456_7890), FixedAsset: money.Some(9_0000_0001), Plan: money.Some(3_0000_0000), YearDone: money.Some(1_2345_6789), Done: money.Some(2_0000_0000),
		PlanYear: 2025, Progress: "62.14", Stage: lifecycle.Started,
		Signed: workday.On(day), FiledOn: workday.InMonth(2025, 4), Start: workday.InQuarter(2025, 2), PlannedStart: workday.InMonth(2025, 5),
		PlannedDone: workday.InHalf(2026, 2), Completed: workday.On(day + 500), PlannedProduce: workday.InYear(2027), Produced: workday.On(day + 900),
		Kind: "新建", Industry: "通用设备制造业", Chain: "高端装备", Levels: []string{"省重大", "市重大"}, Tags: []string{"央企", "龙头型"},
		Content: "=HYPERLINK(\"http://example.com\")", Leader: "张三", Contact: "李四", Phone: "0517-00000000", Image: "主体封顶", Problems: "-用地指标", Note: "+备注@",
	}
}

func TestTheStandardTemplateHoldsEveryField(t *testing.T) {
	ranged := app.LedgerRow{Name: "示例区间项目", Total: money.Amount{Low: money.Some(10 * money.Yi), High: money.Some(15 * money.Yi)}}
	foreign := app.LedgerRow{Name: "示例外资项目", Total: money.Amount{Foreign: &money.Foreign{Amount: "120000000", Currency: "USD"}}}
	about := app.LedgerRow{Name: "示例约数项目", Total: money.Amount{Opt: money.Some(31 * money.Yi / 10), Approx: true}}
	rows := []app.LedgerRow{full(), ranged, foreign, about}
	for _, unit := range []string{"亿元", "万元"} {
		var b bytes.Buffer
		must(t, WriteLedger(&b, StandardLayout(unit, 2025), each(rows)))
		s := readBytes(t, "标准.xlsx", b.Bytes(), Options{}).Sheets[0]
		if diff := cmp.Diff(rows, s.Rows, says...); diff != "" {
			t.Errorf("in %s: -written +read:\n%s", unit, diff)
		}
	}
}

func TestEveryStandardHeadingIsTakenForItsField(t *testing.T) {
	have := map[string]bool{}
	for _, c := range StandardLayout("万元", 2026).Columns {
		list := newHeading(splitLevels(c.Heading)).candidates()
		if len(list) == 0 || list[0].field != c.Field {
			t.Errorf("%s: %v, want %s", c.Heading, list, c.Field)
		}
		have[c.Field] = true
	}
	for _, field := range Fields() {
		if !have[field] && field != "completion" && field != "production" && field != "period" {
			t.Errorf("the standard template has no column for %s", field)
		}
	}
}

func TestWhatLooksLikeAFormulaIsText(t *testing.T) {
	var b bytes.Buffer
	must(t, WriteLedger(&b, StandardLayout("亿元", 2025), each([]app.LedgerRow{full()})))
	x, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	must(t, err)
	defer x.Close()
	rows, err := x.Rows("项目台账")
	must(t, err)
	n := 0
	for rows.Next() {
		n++
	}
	for col := range len(standardColumns) {
		cell, err := excelize.CoordinatesToCellName(col+1, n)
		must(t, err)
		if f, err := x.GetCellFormula("项目台账", cell); err != nil || f != "" {
			t.Errorf("%s holds the formula %q (%v)", cell, f, err)
		}
	}
}

func TestAnErrorOfTheRowsEndsTheWriting(t *testing.T) {
	broken := errors.New("the database went away")
	rows := func(yield func(*app.LedgerRow, error) bool) {
		if yield(&app.LedgerRow{Name: "示例"}, nil) {
			yield(nil, broken)
		}
	}
	if err := WriteLedger(io.Discard, StandardLayout("亿元", 2025), rows); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
}

func BenchmarkWriteLedger30000(b *testing.B) {
	row := full()
	b.ReportAllocs()
	for b.Loop() {
		rows := func(yield func(*app.LedgerRow, error) bool) {
			for range 30_000 {
				if !yield(&row, nil) {
					return
				}
			}
		}
		must(b, WriteLedger(io.Discard, StandardLayout("亿元", 2025), rows))
	}
}
