package sheet

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// More habits of offices: what a printed page leaves in a sheet, totals with their
// own 其中, notes over several lines, and .csv without any merges.
func TestHabitsOfOffices(t *testing.T) {
	for _, c := range []struct {
		says string
		tab  tab
		want string
	}{
		{"a page repeats title, unit line and heading; page totals", tab{
			name: "台账",
			rows: [][]any{
				{"示例市2024年重点项目推进表"},
				{nil, nil, nil, nil, "单位：万元"},
				{"序号", "项目名称", "业主单位", "所在县区", "总投资"},
				{1, "示例一厂项目", "示例一厂", "甲区", 1000},
				{2, "示例二厂项目", "示例二厂", "乙区", 2000},
				{nil, "本页小计", nil, nil, 3000},
				{"示例市2024年重点项目推进表（续）"},
				{nil, nil, nil, nil, "单位：万元"},
				{"序号", "项目名称", "业主单位", "所在县区", "总投资"},
				{3, "示例三厂项目", "示例三厂", "乙区", 4000},
				{nil, "本页小计", nil, nil, 5000},
				{35, "合计", nil, nil, 7000},
				{"注：1.本表为调度口径。"},
				{"2.总投资含土地。"},
				{"3.联系人另附。"},
				{"填表人：某某  审核人：某某"},
			},
		}, `
[台账] projects [3] 万元
4 示例一厂项目 of=示例一厂 at=甲区 total=1,000万元
5 示例二厂项目 of=示例二厂 at=乙区 total=2,000万元
6 - subtotal_row_skipped
9 - repeated_header
10 示例三厂项目 of=示例三厂 at=乙区 total=4,000万元
11 - subtotal_row_skipped total_mismatch(5,000万元≠4,000万元)
12 - subtotal_row_skipped
13 - note_row
14 - note_row
15 - note_row
16 - note_row`},
		{"totals with their own parts on top, stages as a merged column, a unit line below the heading", tab{
			name: "Sheet1",
			rows: [][]any{
				{"重点项目表"},
				{"类别", "序号", "项目名称", "建设单位", "总投资", "2024年完成投资", "开工时间", "建成时间"},
				{nil, nil, nil, nil, nil, nil, nil, "（单位：亿元）"},
				{"合计", nil, nil, nil, 60, 9},
				{nil, nil, "其中：续建", nil, 35, 5},
				{nil, nil, "其中：新开工", nil, 25, 4},
				{"续建", 1, "示例甲项目", "示例甲", 20, 3, "2023.5", "2025.10"},
				{nil, 2, "示例乙项目", "示例乙", 15, 2, "2022年上半年", "2024年底"},
				{"新开工", 3, "示例丙项目", "示例丙", 25, 4, "2024年二季度", "2026年"},
			},
			merges: []string{"A7:A8"},
		}, `
[Sheet1] projects [2] 亿元
4 - subtotal_row_skipped
5 - subtotal_row_skipped
6 - subtotal_row_skipped
7 示例甲项目 of=示例甲 total=20亿元 ydone=3亿元 stage=started start=2023-05 pend=2025-10 !=date_imprecise
8 示例乙项目 of=示例乙 total=15亿元 ydone=2亿元 stage=started start=2022-H1 pend=2024-12 !=date_imprecise
9 示例丙项目 of=示例丙 total=25亿元 ydone=4亿元 stage=started start=2024-Q2 pend=2026 !=date_imprecise`},
		{"a label of the total in the running number's column, subtotals merged over it, foreign capital beside", tab{
			name: "外资项目",
			rows: [][]any{
				{"2025年外资项目情况表（截至2025年6月30日）", nil, nil, nil, nil, nil, nil},
				{"序号", "项目", "外方投资者", "总投资（万美元）", "协议外资（万美元）", "年内计划（万元）", "现状"},
				{"总计", nil, nil, 5300, 4000, 900},
				{1, "示例轮胎项目", "示例轮胎（香港）", 3000, 2500, 500, "注册"},
				{2, "示例酒店用品项目", "示例国际", "2300", 1500, 400, "在建"},
			},
			merges: []string{"A3:C3"},
		}, `
[外资项目] projects [2]
3 - subtotal_row_skipped
4 示例轮胎项目 of=示例轮胎（香港） total=30000000USD plan=500万元 year=2025 !=amount_foreign_currency,stage_unmapped
5 示例酒店用品项目 of=示例国际 total=23000000USD plan=400万元 year=2025 stage=started !=amount_foreign_currency`},
		{"nested numerals in a cell of their own, the titles elsewhere, sums beside them", tab{
			name: "新开工",
			rows: [][]any{
				{"2025年新开工重大产业项目计划表"},
				{"单位：亿元"},
				{"序号", "地区", "项目名称", "项目单位", "建设起止年限", "总投资", "其中：固定资产投资", "2025年计划投资", "拟开工月份", "项目进展"},
				{"一", "工业项目（2个）", nil, nil, nil, 30},
				{"(一)", "高端装备", nil, nil, nil, 10},
				{1, "甲县", "示例机器人本体项目", "示例机器人", "2025-2027", 10, 8, 3, "3月", "土地已摘牌"},
				{"(二)", "新材料", nil, nil, nil, 21},
				{2, "乙区", "示例碳纤维项目", "示例碳纤维", "2025.6-2026.12", 20, 15, "4亿", "6月底前", "环评批复"},
				{"二", "服务业项目（1个）"},
				{3, "乙区", "示例冷链项目", "示例冷链", "2025—2026", 5, 4, 2, "二季度", ""},
				{nil, nil, "合计", nil, nil, 35, 27, 9},
			},
			merges: []string{"A1:J1", "A2:J2"},
		}, `
[新开工] projects [3] 亿元
4 - section_row
5 - section_row
6 示例机器人本体项目 in=(一)高端装备 of=示例机器人 at=甲县 total=10亿元 plan=3亿元 year=2025 stage=started pstart=2025-03 pend=2027 !=date_imprecise,date_year_inferred
7 - section_row total_mismatch(21亿元≠20亿元)
8 示例碳纤维项目 in=(二)新材料 of=示例碳纤维 at=乙区 total=20亿元 plan=4亿元 year=2025 stage=started pstart=2025-06 pend=2026-12 !=date_imprecise,date_year_inferred
9 - section_row
10 示例冷链项目 in=二、服务业项目 of=示例冷链 at=乙区 total=5亿元 plan=2亿元 year=2025 stage=started pstart=2025-Q2 pend=2026 !=date_imprecise,date_year_inferred
11 - subtotal_row_skipped`},
		{"numbered names without a column of numbers, hidden rows, other words for nothing", tab{
			name: "库",
			rows: [][]any{
				{"项目名称", "项目业主", "投资总额(亿元)", "截至2024年底累计完成投资", "2025年目标", "目前进展", "负责人", "联系方式"},
				{"1.示例光缆项目", "示例光缆", "—", "无", "待定", "正在办理手续", "甲", "13800000000"},
				{"2.示例铝材项目", "示例铝材", 3.2, 1.1, 0.8, "一期试生产", "乙", 13900000000},
			},
			hidden: []int{2},
		}, `
[库] projects [1] 亿元
2 1.示例光缆项目 of=示例光缆 !=hidden_row
3 2.示例铝材项目 of=示例铝材 total=3.2亿元 plan=8,000万元 year=2025`},
	} {
		t.Run(c.says, func(t *testing.T) {
			compareBrief(t, briefFile(readMade(t, "x.xlsx", Options{}, c.tab)), c.want)
		})
	}
}

func compareBrief(t *testing.T, got []string, text string) {
	t.Helper()
	want := strings.Split(strings.TrimSpace(text), "\n")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestCSVWithTwoLevelsAndNoMerges(t *testing.T) {
	for _, c := range []struct{ says, data, want string }{
		{"groups stand over blank cells, fields in quotes break lines", "\ufeff2025年上半年项目进度,,,,,,,\r\n" +
			"（单位：万元）,,,,,,,\r\n" +
			"序号,项目名称,建设单位,投资情况,,,时间节点,\r\n" +
			",,,总投资,年度计划,累计完成,开工,竣工\r\n" +
			"一、续建项目（2个）,,,,,,,\r\n" +
			"1,\"示例甲\r\n项目\",示例甲公司,\"12,000\",3000,4500,2024/3/1,2025年底\r\n" +
			"2,示例乙项目,示例乙公司,1.5亿,2000,16000,2023.11,2024.1\r\n" +
			",小计,,27000,5000,20500,,\r\n" +
			"注：数据为快报数,,,,,,,\r\n", `
[] projects [3 4] 万元
5 - section_row
6 示例甲项目 in=一、续建项目 of=示例甲公司 total=1.2亿元 plan=3,000万元 year=2025 done=4,500万元 stage=started start=2024-03-01 pend=2025-12 !=date_imprecise
8 示例乙项目 in=一、续建项目 of=示例乙公司 total=1.5亿元 plan=2,000万元 year=2025 done=1.6亿元 stage=started start=2023-11 !=amount_unit_differs,date_ambiguous,date_imprecise,done_exceeds_total
9 - subtotal_row_skipped
10 - note_row`},
		{"semicolons, no title, English", "No.;Project Name;Owner;Total Investment (亿元);Status\n1;Sample A;Firm A;3,5;在建\n2;Sample B;Firm B;4.25;签约\n", `
[] projects [1] 亿元
2 Sample A of=Firm A stage=started !=amount_unparsed
3 Sample B of=Firm B total=4.25亿元 stage=signed`},
	} {
		t.Run(c.says, func(t *testing.T) {
			compareBrief(t, briefFile(readBytes(t, "x.csv", []byte(c.data), Options{})), c.want)
		})
	}
}
