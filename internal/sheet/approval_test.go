package sheet

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/app"
	"guatu/internal/ruleset"
	"guatu/internal/workday"
)

// items are the names of the shipped catalogue.
var items = ruleset.Default().Approvals.Words()

// What a heading says of an item, over cells that are dates (d) or words (w).
func TestHeadingsOfApprovals(t *testing.T) {
	for field, headings := range map[string]string{
		"approval.eia.granted": "环评批复时间|环评办结日期|环评/批复时间|环评/办结|取得环评批复时间|环评（报告表）批复时间|环境影响评价审批时间|环评手续办结时间|环评时间|环评d|环评手续d|" +
			"审批手续/环评/批复时间|前期手续/环评d|办结时间/环评|环评办理情况d|建设项目环境影响评价/取得时间",
		"approval.eia.accepted":                "环评受理时间|环评/受理时间|环评/受理|受理时间/环评",
		"approval.eia.submitted":               "环评申报时间|环评报批时间|环评/提交日期|环评报告报送时间",
		"approval.eia.number":                  "环评批复文号|环评文号|环评/批复文号|环评/文号",
		"approval.construction_permit.granted": "施工许可证取得时间|施工许可证发证日期|施工许可证d|建筑工程施工许可证/发证时间|施工许可办理时间|施工许可/办结时间",
		"approval.construction_permit.number":  "施工许可证编号|施工许可证号|建筑工程施工许可证证书编号",
		"approval.land_permit.granted":         "用地规划许可证取得时间|建设用地规划许可证d",
		"approval.planning_permit.granted":     "工程规划许可证取得时间|建设工程规划许可证/核发日期",
		"approval.title.granted":               "不动产权证（土地）/领证时间|土地证办理时间|不动产权证d",
		"approval.filing.granted":              "项目赋码时间|项目备案和赋码/办结时间",
		"approval.filing.accepted":             "企业投资项目备案/受理时间",
		"approval.joint_acceptance.granted":    "竣工联合验收时间|联合验收d",
		// What a project's own dates are called stays what it is.
		"filed":      "立项时间|备案时间|批复时间|立项批复时间|项目备案时间|企业投资项目备案时间|核准时间|立项/时间",
		"start_date": "开工时间|实际开工时间|开工信息时间",
		"signed":     "签约时间",
		"completion": "竣工时间|完工时间|工程完工时间",
		// What says nothing of a day is kept as it stands.
		"": "环评|环评责任单位|环评计划办结时间|计划办结时间/环评|拟取得施工许可证时间|环评、能评批复时间|环评受理办结时间|施工许可办理情况|环评编制时间|环评是否办结|" +
			"施工许可证面积|规划许可证d|受理时间|文号|能评材料",
	} {
		for h := range strings.SplitSeq(headings, "|") {
			text, dates := strings.CutSuffix(h, "d")
			e := evidence{cells: 6}
			if dates {
				e.dates = 5
			}
			if got := fieldOfHeading(splitLevels(text), e); got != field {
				t.Errorf("%s is %q, want %q", h, got, field)
			}
		}
	}
}

// fieldOfHeading is what a lone column with a heading is taken for.
func fieldOfHeading(levels []string, e evidence) string {
	c := column{heading: newHeading(levels)}
	c.options = c.heading.candidates()
	cols := []column{c}
	newApprovalWords(items).take(cols, [][]string{levels}, []evidence{e})
	assign(cols)
	return cols[0].Field
}

// approvalTab is a ledger as a department sends it: two levels, merged.
var approvalTab = tab{name: "手续", merges: []string{"A1:K1", "A2:A3", "B2:B3", "C2:E2", "F2:G2", "H2:H3", "I2:I3", "J2:J3", "K2:K3"}, rows: [][]any{
	{"2026年重大项目前期手续办理台账"},
	{"序号", "项目名称", "环评", nil, nil, "施工许可证", nil, "能评", "开工时间", "计划竣工时间", "备注"},
	{nil, nil, "受理时间", "批复时间", "文号", "取得时间", "证号"},
	{1, "年产五万吨膜材料项目", "2026-03-02", "2026.3.13", "淮环审〔2026〕12号", "2026年5月6日", "320826202605060101", "2026.2.10", "2026年5月", "2027.6", "无"},
	{2, "智能装备制造项目", "2026.4.1", "未批复", "—", "未办", nil, "无需办理", nil, "2027年底", nil},
	{3, "半导体封装测试项目", nil, "已办结", "淮环审〔2026〕20号", "/", nil, "2026.3", nil, nil, nil},
	{4, "锂电隔膜项目", "2026.5.6", "预计2026年8月"},
	{5, "新能源电池项目", "2026/5/6", "尽快办", nil, "2026-06-08", nil, "免办", nil, nil, "重点"},
}}

func TestADepartmentsLedgerOfApprovals(t *testing.T) {
	f := readMade(t, "手续台账.xlsx", Options{Approvals: items}, approvalTab)
	wantApprovals(t, f)
	if got := f.Sheets[0].Rows[0].Start; got != workday.InMonth(2026, 5) {
		t.Errorf("开工时间 is %v", got)
	}
	without := readMade(t, "手续台账.xlsx", Options{}, approvalTab)
	for _, s := range without.Sheets {
		for _, r := range s.Rows {
			if len(r.Approvals) > 0 {
				t.Errorf("row %d: without a vocabulary nothing is an approval", r.Row)
			}
		}
	}
}

// The same in a .csv, which has no merges.
func TestApprovalsOfACSV(t *testing.T) {
	var b strings.Builder
	for _, row := range approvalTab.rows {
		var cells []string
		for _, v := range row {
			if v == nil {
				v = ""
			}
			cells = append(cells, fmt.Sprint(v))
		}
		b.WriteString(strings.Join(cells, ",") + "\n")
	}
	wantApprovals(t, readBytes(t, "手续台账.csv", []byte(b.String()), Options{Approvals: items}))
}

func wantApprovals(t *testing.T, f *app.LedgerFile) {
	t.Helper()
	var got []string
	for _, r := range f.Sheets[0].Rows {
		line := fmt.Sprint(r.Row)
		for _, a := range r.Approvals {
			line += fmt.Sprintf(" %s.%s=%s@%s", a.Item, a.Kind, a.When, a.Cell)
			if a.Number != "" {
				line += "(" + a.Number + ")"
			}
		}
		for _, found := range r.Findings {
			if _, _, ok := ApprovalOf(found.Field); ok {
				line += " !" + found.Code + "@" + found.Cell
			}
		}
		got = append(got, line)
	}
	want := []string{
		"4 eia.accepted=2026-03-02@C4 eia.granted=2026-03-13@D4(淮环审〔2026〕12号) construction_permit.granted=2026-05-06@F4(320826202605060101) energy_review.granted=2026-02-10@H4",
		"5 eia.accepted=2026-04-01@C5 !approval_not_done@D5 !approval_not_done@F5 !approval_not_needed@H5",
		"6 energy_review.granted=2026-03@H6 !approval_undated@D6 !date_imprecise@H6 !approval_undated@E6",
		"7 eia.accepted=2026-05-06@C7 !approval_not_done@D7",
		"8 eia.accepted=2026-05-06@C8 construction_permit.granted=2026-06-08@F8 !date_unparsed@D8 !approval_not_needed@H8",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	for _, c := range f.Sheets[0].Columns {
		if c.Proposed != "" {
			t.Errorf("%s: %s is proposed", c.Heading, c.Proposed)
		}
	}
}

// Knowing the catalogue changes nothing of ledgers that have no approvals.
func TestTheFourLedgersReadTheSameWithTheCatalogue(t *testing.T) {
	for _, path := range ledgers(t) {
		var plain, knowing bytes.Buffer
		must(t, JSONLines(&plain, readFile(t, path, Options{Today: today})))
		f := readFile(t, path, Options{Today: today, Approvals: items})
		must(t, JSONLines(&knowing, f))
		if !bytes.Equal(plain.Bytes(), knowing.Bytes()) {
			t.Errorf("%s reads otherwise", filepath.Base(path))
		}
		for _, s := range f.Sheets {
			for _, c := range s.Columns {
				if _, _, ok := ApprovalOf(c.Field); ok {
					t.Errorf("%s: %s is %s", filepath.Base(path), c.Heading, c.Field)
				}
			}
		}
	}
}

// What a unit's own layout says of approvals is written as it was read.
func TestApprovalsAreWrittenInTheUnitsOwnLayout(t *testing.T) {
	f := readMade(t, "手续台账.xlsx", Options{Approvals: items}, approvalTab)
	s := f.Sheets[0]
	var b bytes.Buffer
	must(t, WriteLedger(&b, app.LayoutOf(s), func(yield func(*app.LedgerRow, error) bool) {
		for i := range s.Rows {
			if !yield(&s.Rows[i], nil) {
				return
			}
		}
	}))
	again := readBytes(t, "again.xlsx", b.Bytes(), Options{Approvals: items})
	for i, r := range again.Sheets[0].Rows {
		was := slices.Clone(s.Rows[i].Approvals)
		for k := range r.Approvals {
			r.Approvals[k].Cell = was[k].Cell
		}
		if d := cmp.Diff(was, r.Approvals); d != "" {
			t.Errorf("row %d: %s", r.Row, d)
		}
	}
}

// A person's word on a column stands over ours.
func TestAMappingByHandDecidesOfApprovals(t *testing.T) {
	layout := readMade(t, "a.xlsx", Options{Approvals: items}, approvalTab).Sheets[0].Layout
	f := readMade(t, "a.xlsx", Options{Approvals: items, Mapping: map[string]map[int]string{layout: {3: "", 8: "approval.safety.granted"}}}, approvalTab)
	var got []string
	for _, a := range f.Sheets[0].Rows[0].Approvals {
		got = append(got, a.Item+"."+string(a.Kind))
	}
	if d := cmp.Diff([]string{"eia.granted", "construction_permit.granted", "safety.granted"}, got); d != "" {
		t.Error(d)
	}
}
