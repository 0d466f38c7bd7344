package sheet

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Ledgers of layouts that are in none of the four files of testdata. The lines are
// what a careful clerk would read: row, name, in section, of enterprise, at place.
func TestLedgersOfOtherLayouts(t *testing.T) {
	for _, c := range []struct {
		says string
		file string
		tabs []tab
		want string
	}{
		{"a unit in a merged title, totals on top, places as sections", "洪泽区2025年重大项目清单.xlsx", []tab{{
			name: "Sheet1",
			rows: [][]any{
				{"洪泽区2025年市级重大产业项目清单（单位：万元）"},
				{"序号", "项目名称", "项目单位", "建设内容及规模", "建设性质", "总投资", "2025年计划投资", "计划开工时间", "计划竣工时间", "责任领导", "备注"},
				{"总计（3个）", nil, nil, nil, nil, 120000, 45000},
				{"高良涧街道（2个）"},
				{1, "示例甲基材料项目", "示例甲公司", "年产3万吨", "新建", 50000, 20000, "2025年3月", "2026年底", "张三"},
				{2, "示例乙纺织项目", "示例乙公司", "年产3万锭", "技改", 40000, 15000, "2024.11", "2025/12/31", "李四"},
				{"岔河镇（2个）"},
				{3, "示例丙食品项目", "示例丙公司", "", "新建", 30000, 10000, "3月", "待定", "王五"},
				{"填报人：某某", nil, nil, "联系电话：0517-00000000"},
			},
			merges: []string{"A1:K1", "A3:E3", "A4:K4", "A7:K7"},
		}}, `
[Sheet1] projects [2] 万元
3 - subtotal_row_skipped
4 - section_row
5 示例甲基材料项目 in=高良涧街道 of=示例甲公司 at=高良涧街道 total=5亿元 plan=2亿元 year=2025 pstart=2025-03 pend=2026-12 !=date_imprecise
6 示例乙纺织项目 in=高良涧街道 of=示例乙公司 at=高良涧街道 total=4亿元 plan=1.5亿元 year=2025 pstart=2024-11 pend=2025-12-31 !=date_imprecise
7 - section_row section_count_mismatch(2≠1)
8 示例丙食品项目 in=岔河镇 of=示例丙公司 at=岔河镇 total=3亿元 plan=1亿元 year=2025 pstart=2025-03 !=date_imprecise,date_year_inferred
9 - note_row`},
		{"stages in the names of sheets, headings in row 1 without any title, units in the headings", "台账.xlsx", []tab{
			{name: "在谈项目", rows: [][]any{
				{"项目名称", "投资方", "意向投资额（亿元）", "拟落户地", "联系人"},
				{"示例储能项目", "示例储能集团", 12, "某园区", "甲"},
				{"示例芯片项目", "示例半导体", "3-5", "某园区", "乙"},
			}},
			{name: "签约未开工", rows: [][]any{
				{"项目名称", "投资方", "协议投资额(万元)", "签约日期"},
				{"示例轴承项目", "示例轴承公司", 8000, "2025-02-18"},
			}},
			{name: "续建", rows: [][]any{
				{"项目名称", "企业名称", "总投资/亿元", "开工日期", "竣工日期"},
				{"示例风电项目", "示例风电公司", 6.5, "20240310", "2027.6.30"},
			}},
			{name: "投产", rows: [][]any{
				{"项目名称", "企业名称", "总投资 亿元", "投产日期"},
				{"示例药业项目", "示例药业公司", "２", "2025年1月"},
			}},
		}, `
[在谈项目] projects [1] 亿元
2 示例储能项目 of=示例储能集团 at=某园区 total=12亿元 stage=lead
3 示例芯片项目 of=示例半导体 at=某园区 total=3亿元~5亿元 stage=lead !=amount_range
[签约未开工] projects [1] 万元
2 示例轴承项目 of=示例轴承公司 total=8,000万元 stage=signed signed=2025-02-18
[续建] projects [1] 亿元
2 示例风电项目 of=示例风电公司 total=6.5亿元 stage=started start=2024-03-10 pend=2027-06-30
[投产] projects [1] 亿元
2 示例药业项目 of=示例药业公司 total=2亿元 stage=producing prod=2025-01 !=date_imprecise`},
		{"plans of several years and cumulative months", "三年行动.xlsx", []tab{{
			name: "项目表",
			rows: [][]any{
				{"示例市产业强链项目表（2025年）"},
				{nil, nil, nil, nil, nil, nil, nil, "单位：亿元"},
				{"序号", "项目名称", "总投资", "分年度投资计划", nil, nil, "2025年完成投资", nil, "进度"},
				{nil, nil, nil, "2024年计划", "2025年计划", "2026年计划", "1-3月", "1-6月"},
				{1, "示例光伏玻璃项目", 30, 5, 10, 15, 2, 4.5, "厂房封顶"},
				{2, "示例锂膜项目", 18, nil, 6, 12, 1.2, nil, "桩基施工"},
			},
			merges: []string{"A1:I1", "A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:H3", "I3:I4"},
		}}, `
[项目表] projects [3 4] 亿元
5 示例光伏玻璃项目 total=30亿元 plan=10亿元 year=2025 ydone=4.5亿元 stage=started
6 示例锂膜项目 total=18亿元 plan=6亿元 year=2025 ydone=1.2亿元 stage=started`},
		{"headings in row 12 behind notes, columns in reverse order", "说明在前.xlsx", []tab{{
			name: "汇总表",
			rows: [][]any{
				{"关于报送重点项目的说明"},
				{"一、请各单位按要求填报。"},
				{"二、金额单位为万元。"},
				nil,
				{"三、阶段填写签约、在建、竣工、投产。"},
				nil, nil, nil, nil,
				{"2025年重点项目推进表"},
				{"单位：万元"},
				{"备注", "现状", "开工时间", "累计完成投资", "年度计划投资", "总投资", "建设地点", "业主单位", "项目名称", "序号"},
				{"省重大", "在建", "2024年9月26日", 2600, "5000", "1.2亿元", "某镇", "示例一公司", "示例一项目", 1},
				{nil, "拟开工", nil, nil, 800, 6000, "某街道", "示例二公司", "示例二项目", 2},
				{nil, nil, nil, 2600, 5800, 18000, nil, nil, "合计", nil},
			},
		}}, `
[汇总表] projects [12] 万元
13 示例一项目 of=示例一公司 at=某镇 total=1.2亿元 plan=5,000万元 year=2025 done=2,600万元 stage=started start=2024-09-26 !=amount_unit_differs
14 示例二项目 of=示例二公司 at=某街道 total=6,000万元 plan=800万元 year=2025 !=stage_unmapped
15 - subtotal_row_skipped`},
		{"two tables on one sheet, one below another, of two units", "两表.xlsx", []tab{{
			name: "项目",
			rows: [][]any{
				{"附件1：在建项目"},
				{"单位：亿元"},
				{"序号", "项目名称", "建设单位", "总投资", "项目阶段"},
				{1, "示例子项目", "示例子公司", 5, "在建"},
				{2, "示例丑项目", "示例丑公司", 7, "主体施工"},
				{nil, "合计", nil, 12},
				nil,
				{"附件2：签约项目情况"},
				{"单位：万元"},
				{"序号", "项目名称", "投资方", "协议投资额", "签约时间", "所在地"},
				{1, "示例寅项目", "示例寅公司", 30000, "2025.4.8", "某区"},
				{nil, "合计", nil, 40000},
			},
		}}, `
[项目] projects [3 10] 亿元
4 示例子项目 of=示例子公司 total=5亿元 stage=started
5 示例丑项目 of=示例丑公司 total=7亿元 stage=started
6 - subtotal_row_skipped
11 示例寅项目 of=示例寅公司 at=某区 total=3亿元 stage=signed signed=2025-04-08
12 - subtotal_row_skipped total_mismatch(4亿元≠3亿元)`},
		{"an enterprise merged down, a name merged over its phases, continued text", "合并.xlsx", []tab{{
			name: "台账",
			rows: [][]any{
				{"序号", "企业名称", "项目名称", "建设内容", "总投资（亿元）", "状态"},
				{1, "示例集团", "示例主机项目", "主机", 10, "在建"},
				{2, nil, "示例辅机项目", "辅机", 4, "在建"},
				{3, "示例光电", "示例光电项目", "一期：封装", 6, "投产"},
				{nil, nil, nil, "二期：模组", 8, "在建"},
				{4, "示例新材", "示例新材项目", "年产一万吨树脂，", 3, "开工"},
				{nil, nil, nil, "配套污水处理"},
			},
			merges: []string{"B2:B3", "A4:A5", "B4:B5", "C4:C5"},
		}}, `
[台账] projects [1] 亿元
2 示例主机项目 of=示例集团 total=10亿元 stage=started
3 示例辅机项目 of=示例集团 total=4亿元 stage=started
4 示例光电项目 of=示例光电 total=6亿元 stage=producing
5 示例光电项目 of=示例光电 total=8亿元 stage=started part=4 !=part_of_above
6 示例新材项目 of=示例新材 total=3亿元 stage=started !=row_continued`},
		{"English headings", "projects.xlsx", []tab{{
			name: "Projects",
			rows: [][]any{
				{"Major Industrial Projects 2025"},
				{"No.", "Project Name", "Company", "Location", "Total Investment (万元)", "Annual Plan", "Status", "Start Date", "Completion Date", "Remarks"},
				{1, "Sample Battery Plant", "Sample Energy Co., Ltd.", "North Zone", 25000, 8000, "在建", "2024-05-01", "2026-12-31", ""},
				{2, "Sample Film Line", "Sample Film Co., Ltd.", "North Zone", "1.5亿元", nil, "签约", nil, nil, "new"},
			},
		}}, `
[Projects] projects [2] 万元
3 Sample Battery Plant of=Sample Energy Co., Ltd. at=North Zone total=2.5亿元 plan=8,000万元 year=2025 stage=started start=2024-05-01 pend=2026-12-31
4 Sample Film Line of=Sample Film Co., Ltd. at=North Zone total=1.5亿元 stage=signed !=amount_unit_differs`},
		{"sums beside the sections' titles, numerals in a cell of their own, subtotals below", "分类.xlsx", []tab{{
			name: "2025年项目",
			rows: [][]any{
				{"重点项目进展情况表", nil, nil, nil, nil, "单位:亿元"},
				{"序号", "项目名称", "建设单位", "计划总投资", "至6月底累计完成投资", "项目进展"},
				{"一", "新开工项目（2个）", nil, 9, 3},
				{1, "示例电缆项目", "示例电缆", 5, 2, "厂房建设"},
				{2, "示例阀门项目", "示例阀门", 4, 1, "基础施工"},
				{"二", "竣工项目（1个）", nil, 8, 6},
				{3, "示例涂料项目", "示例涂料", 8, 7, "竣工验收"},
				{nil, "总　计", nil, 17, 10},
			},
		}}, `
[2025年项目] projects [2] 亿元
3 - section_row
4 示例电缆项目 in=一、新开工项目 of=示例电缆 total=5亿元 done=2亿元 stage=started
5 示例阀门项目 in=一、新开工项目 of=示例阀门 total=4亿元 done=1亿元 stage=started
6 - section_row total_mismatch(6亿元≠7亿元)
7 示例涂料项目 in=二、竣工项目 of=示例涂料 total=8亿元 done=7亿元 stage=completed
8 - subtotal_row_skipped`},
		{"planned and actual dates below one heading, a row that numbers the columns", "计划与实际.xlsx", []tab{{
			name: "节点",
			rows: [][]any{
				{"项目节点计划表（2025年度）"},
				{"序号", "项目名称", "所在园区", "总投资\n（万元）", "开工时间", nil, "竣工时间", nil, "建设起止年限"},
				{nil, nil, nil, nil, "计划", "实际", "计划", "实际", nil},
				{1, 2, 3, 4, 5, 6, 7, 8, 9},
				{1, "示例钢构项目", "某园", 12000, "2024.3", "2024.4.12", "2025年底", nil, "2024-2025"},
				{2, "示例桥架项目", "某园", 9000, "2023年6月", "2023年6月18日", "2024年12月", "2025.1.8", "2023—2024年"},
			},
			merges: []string{"A1:I1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2", "G2:H2", "I2:I3"},
		}}, `
[节点] projects [2 3] 万元
5 示例钢构项目 at=某园 total=1.2亿元 start=2024-04-12 pstart=2024-03 pend=2025-12 !=date_imprecise
6 示例桥架项目 at=某园 total=9,000万元 start=2023-06-18 pstart=2023-06 pend=2024-12 end=2025-01-08 !=date_imprecise`},
		{"a sheet of twelve rows of text, a pick list, a summary with the projects behind", "册.xlsx", []tab{
			{name: "说明", rows: texts(12)},
			{name: "字典", rows: [][]any{{"新建"}, {"扩建"}, {"技改"}, {"迁建"}}},
			{name: "总表", rows: [][]any{
				{"单位", "签约", nil, "开工", nil},
				{nil, "项目数", "总投资（亿元）", "项目数", "总投资（亿元）"},
				{"甲县", 3, 12.5, 2, 8},
				{"乙县", 1, 4, 5, 30},
				{"合计", 4, 16.5, 7, 38},
			}, merges: []string{"A1:A2", "B1:C1", "D1:E1"}},
			{name: "明细", rows: [][]any{
				{"项目", "总投资（亿元）", "县区"},
				{"示例水泥项目", 4, "甲县"},
			}},
		}, `
[说明] notes []
[字典] lookup []
[总表] summary [1 2]
5 - subtotal_row_skipped
[明细] projects [1] 亿元
2 示例水泥项目 at=甲县 total=4亿元`},
		{"nested sections: stages outside, places inside; numbers below numbers", "嵌套.xlsx", []tab{{
			name: "明细表",
			rows: [][]any{
				{"2024年度全市工业项目表（截至2024年10月底）"},
				{"编号", "项目名称", "业主", "总投资（万元）", "其中：固定资产投资", "本年完成", "形象进度"},
				{"一、在建项目（3个）"},
				{"（一）甲县（2个）"},
				{1, "示例机床项目", "示例机床厂", 20000, 15000, 3000, "60%"},
				{"1.1", "一期", "", 12000, 9000, 3000, "一期投产"},
				{"1.2", "二期", "", 8000, 6000, nil, "未开工"},
				{2, "示例齿轮项目", "示例齿轮厂", 5000, 4000, 1000, "设备安装"},
				{"（二）乙县（1个）"},
				{3, "示例铸造项目", "示例铸造厂", "5000万美元", nil, nil, ""},
				{"二、拟建项目"},
				{4, "示例锻造项目", "示例锻造厂", "两亿元", nil, nil, nil},
			},
		}}, `
[明细表] projects [2] 万元
3 - section_row
4 - section_row
5 示例机床项目 in=（一）甲县 of=示例机床厂 at=甲县 total=2亿元 ydone=3,000万元 stage=started
6 示例机床项目一期 in=（一）甲县 at=甲县 total=1.2亿元 ydone=3,000万元 stage=started part=5 !=part_of_above,stage_partial
7 示例机床项目二期 in=（一）甲县 at=甲县 total=8,000万元 stage=started part=5 !=part_of_above
8 示例齿轮项目 in=（一）甲县 of=示例齿轮厂 at=甲县 total=5,000万元 ydone=1,000万元 stage=started
9 - section_row
10 示例铸造项目 in=（二）乙县 of=示例铸造厂 at=乙县 total=50000000USD stage=started !=amount_foreign_currency
11 - section_row
12 示例锻造项目 in=二、拟建项目 of=示例锻造厂 total=2亿元 !=amount_unit_differs`},
	} {
		t.Run(c.says, func(t *testing.T) {
			got := briefFile(readMade(t, c.file, Options{}, c.tabs...))
			want := strings.Split(strings.TrimSpace(c.want), "\n")
			for i := range want {
				want[i] = strings.TrimSpace(want[i])
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// texts makes rows of sentences.
func texts(n int) [][]any {
	var rows [][]any
	for range n {
		rows = append(rows, []any{"请各单位于每月五日前报送，逾期不报的，按零申报处理。"})
	}
	return rows
}
