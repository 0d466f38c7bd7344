package sheet

// The layout a ledger is written in: a unit's own, or the standard one.

import (
	"fmt"
	"strings"

	"guatu/internal/app"
	"guatu/internal/sheet/xlsx"
)

// standardColumns are the headings of the standard template, group by group, in
// the order offices know.
var standardColumns = []struct{ heading, field string }{
	{"序号", "seq"}, {"项目名称", "name"}, {"企业名称", "enterprise"}, {"统一社会信用代码", "credit"}, {"项目代码", "project_code"},
	{"建设地点", "place"}, {"建设内容及规模", "content"}, {"建设性质", "kind"}, {"所属行业", "industry"}, {"产业链", "chain"},
	{"项目级别", "levels"}, {"标签", "tags"},
	{"投资情况/总投资", "total"}, {"投资情况/固定资产投资", "fixed_asset"}, {"投资情况/%d年计划投资", "plan"}, {"投资情况/%d年完成投资", "year_done"},
	{"投资情况/累计完成投资", "done"}, {"形象进度（%%）", "progress"}, {"项目阶段", "stage"}, {"形象进度", "image"},
	{"时间节点/签约时间", "signed"}, {"时间节点/立项时间", "filed"}, {"时间节点/计划开工时间", "planned_start"}, {"时间节点/开工时间", "start_date"},
	{"时间节点/计划竣工时间", "planned_completion"}, {"时间节点/实际竣工时间", "completed_date"},
	{"时间节点/计划投产时间", "planned_production"}, {"时间节点/实际投产时间", "produced_date"},
	{"包联领导", "leader"}, {"联系人", "contact"}, {"联系电话", "phone"}, {"存在问题", "problems"}, {"备注", "note"},
}

// StandardLayout is the template that holds every field of a project, its amounts
// in unit (亿元 or 万元), its plan and progress of one year.
func StandardLayout(unit string, year int) app.LedgerLayout {
	l := app.LedgerLayout{Sheet: "项目台账", Title: fmt.Sprintf("%d年重大产业项目台账", year), Unit: unit}
	for i, c := range standardColumns {
		heading := c.heading
		if strings.Contains(heading, "%") {
			heading = strings.ReplaceAll(heading, "%%", "%")
			heading = strings.ReplaceAll(heading, "%d", fmt.Sprint(year))
		}
		column := app.LedgerColumn{Col: i + 1, Heading: heading, Field: c.field}
		switch c.field {
		case "total", "fixed_asset", "done":
			column.Unit = unit
		case "plan", "year_done":
			column.Unit, column.Year = unit, year
		}
		l.Columns = append(l.Columns, column)
	}
	return l
}

// A headGrid is the headings of a layout level by level, with the merges that
// draw the groups.
type headGrid struct {
	rows   [][]string
	merges []xlsx.Range
}

// headOf lays the headings out from row top on; columns stand where they stood.
func headOf(cols []app.LedgerColumn, top int) headGrid {
	depth, last := 1, 0
	for _, c := range cols {
		depth = max(depth, len(splitLevels(c.Heading)))
		last = max(last, c.Col)
	}
	h := headGrid{rows: make([][]string, depth)}
	for i := range h.rows {
		h.rows[i] = make([]string, last)
	}
	for _, c := range cols {
		levels := splitLevels(c.Heading)
		for i, text := range levels {
			h.rows[i][c.Col-1] = text
		}
		if n := len(levels); n < depth { // the lowest level reaches down
			h.merges = append(h.merges, xlsx.Range{Row: top + n - 1, Col: c.Col, LastRow: top + depth - 1, LastCol: c.Col})
		}
	}
	h.mergeGroups(cols, top)
	return h
}

// mergeGroups joins neighbours below one group.
func (h *headGrid) mergeGroups(cols []app.LedgerColumn, top int) {
	levels := map[int][]string{}
	for _, c := range cols {
		levels[c.Col] = splitLevels(c.Heading)
	}
	for level := range len(h.rows) - 1 {
		for col := 1; col <= len(h.rows[level]); {
			to := col
			for sharesGroup(levels[col], levels[to+1], level) {
				to++
				h.rows[level][to-1] = ""
			}
			if to > col {
				h.merges = append(h.merges, xlsx.Range{Row: top + level, Col: col, LastRow: top + level, LastCol: to})
			}
			col = to + 1
		}
	}
}

// sharesGroup tells that two headings have the same group on a level and above,
// and something below it.
func sharesGroup(a, b []string, level int) bool {
	if len(a) <= level+1 || len(b) <= level+1 {
		return false
	}
	for i := range level + 1 {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
