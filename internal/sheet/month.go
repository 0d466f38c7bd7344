package sheet

// Single months: where a ledger has a column for each month and none that adds them
// up, the year's figure is their sum.

import (
	"strings"

	"guatu/internal/app"
	"guatu/internal/money"
	"guatu/internal/sheet/xlsx"
)

// codeMonthsSummed says that the year's figure is a sum of ours.
const codeMonthsSummed = "year_done_summed"

// monthColumns finds the columns of what was done in January, February and so on,
// one behind another. A table that states the year's figure needs none, and months
// that do not begin with January add up to no year.
func (t *table) monthColumns() []column {
	if colOf(t.cols, "year_done") > 0 {
		return nil
	}
	var list []column
	for _, c := range t.cols {
		if !c.isMonthDone(t.about) || c.Year != 0 && t.year != 0 && c.Year != t.year {
			continue
		}
		if c.Month != len(list)+1 {
			return nil
		}
		if !c.unit.known() {
			c.unit = t.monthUnit()
		}
		c.kind = kindAmount
		list = append(list, c)
	}
	if len(list) < 2 {
		return nil
	}
	return list
}

// isMonthDone tells 完成投资/3月 and 3月完成 from what is planned for March.
func (c column) isMonthDone(title string) bool {
	h := c.heading
	if c.Field != "" || h.month == 0 || !strings.Contains(h.leaf, "单月") || strings.Contains(h.joined, "计划") {
		return false
	}
	for _, w := range [...]string{"完成", "投资", "实绩"} {
		if strings.Contains(h.joined, w) {
			return true
		}
	}
	return strings.Contains(title, "完成")
}

// monthUnit is the unit of figures whose heading has none.
func (t *table) monthUnit() unit {
	if t.preamble.unit.known() {
		return t.preamble.unit
	}
	return t.commonUnit()
}

// sumMonths adds the months up. A row without any month reported stays empty.
func (w *rowWork) sumMonths() {
	sum, last := money.Yuan(0), column{}
	for _, c := range w.months {
		a := w.amount(c)
		if a.OK {
			sum, last = sum+a.Yuan, c
		}
	}
	if last.Col == 0 {
		return
	}
	w.YearDone = money.Some(sum)
	first := xlsx.CellName(w.cells.N, w.months[0].Col)
	w.Findings = append(w.Findings, app.Finding{Code: codeMonthsSummed, Cell: first, Field: "year_done", Read: first + "–" + xlsx.CellName(w.cells.N, last.Col), Understood: sum.Exact()})
	w.endOfMonth(max(last.Year, w.year), last.Month)
}
