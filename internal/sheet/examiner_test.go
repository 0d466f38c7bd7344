package sheet

// The examiner's ledgers: layouts of development zones and counties that none of the
// four files of testdata has, with the lines a careful clerk would expect by the rules
// of shared/ledgers/README.md. They were written before the recogniser was read.

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"guatu/internal/app"
)

// examLines are the lines of --json in short: money in 万元, official warnings only.
func examLines(t *testing.T, f *app.LedgerFile) []string {
	t.Helper()
	var list []string
	unit := ""
	for _, m := range linesOf(t, f) {
		switch m["kind"] {
		case "sheet":
			unit, _ = m["unit"].(string)
			list = append(list, strings.TrimSpace(fmt.Sprintf("[%v] %v %v %v %v", m["sheet"], m["role"], m["header_rows"], unit, examWarnings(m))))
		case "skip":
			list = append(list, strings.TrimSpace(fmt.Sprintf("%v - %v %v", m["row"], m["reason"], examWarnings(m))))
		case "project":
			list = append(list, examProject(m, unit))
		}
	}
	return list
}

func examProject(m map[string]any, unit string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%v %v", m["row"], m["name"])
	put := func(key, field string) {
		if v := examValue(m[field]); v != "" && v != "0" {
			fmt.Fprintf(&b, " %s=%s", key, v)
		}
	}
	put("in", "section")
	put("of", "enterprise")
	put("at", "place")
	put("code", "code")
	if m["unit"] != unit {
		fmt.Fprintf(&b, " unit=%v", m["unit"])
	}
	for _, pair := range strings.Fields(`total:total_yuan low:total_low_yuan high:total_high_yuan foreign:total_foreign plan:plan_yuan
		ydone:year_done_yuan done:done_yuan pct:progress_percent stage:stage signed:signed start:start_date pend:planned_completion
		end:completed_date pprod:planned_production part:part_of_row dup:duplicate_of`) {
		key, field, _ := strings.Cut(pair, ":")
		put(key, field)
	}
	if w := examWarnings(m); w != "" {
		b.WriteString(" " + w)
	}
	return b.String()
}

// examValue prints yuan as 万元, a date as its text, foreign money as amount and currency.
func examValue(v any) string {
	switch v := v.(type) {
	case float64:
		if v >= 1e4 {
			return strconv.FormatFloat(v/1e4, 'f', -1, 64)
		}
		return strconv.FormatFloat(v, 'f', -1, 64)
	case string:
		return v
	case map[string]any:
		if v["date"] != nil {
			return fmt.Sprint(v["date"])
		}
		return fmt.Sprint(v["amount"], v["currency"])
	}
	return ""
}

const officialWarnings = ` amount_approximate amount_range amount_foreign_currency amount_unit_differs amount_unit_unknown amount_has_note
 amount_implausible date_imprecise date_year_inferred date_ambiguous date_multiple date_status_word date_unparsed
 date_shown_as_number percent_scale_guessed stage_partial stage_conflict stage_unmapped part_of_above duplicate_in_file
 code_check_failed done_exceeds_total hidden_row hidden_column formula_no_cached_value section_count_mismatch `

func examWarnings(m map[string]any) string {
	var list []string
	found, _ := m["warnings"].([]any)
	for _, w := range found {
		if strings.Contains(strings.ReplaceAll(officialWarnings, "\n", " "), " "+w.(string)+" ") {
			list = append(list, w.(string))
		}
	}
	if len(list) == 0 {
		return ""
	}
	return "!" + strings.Join(list, ",")
}

func examine(t *testing.T, f *app.LedgerFile, text string) {
	t.Helper()
	want := strings.Split(strings.TrimSpace(text), "\n")
	if diff := cmp.Diff(want, examLines(t, f)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// An examinee is a workbook and what is to be read in it.
type examinee struct {
	says string
	file string
	tabs []tab
	want string
}

var examinees = []examinee{
	{"a leading empty column, sections with count and sum, figures typed in many ways", "大丰区.xlsx", []tab{{
		name: "推进表",
		rows: [][]any{
			nil,
			{nil, "大丰区2025年重大项目推进情况表（10月份）"},
			{nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, "金额单位：万元"},
			{nil, "序号", "项目名称", "投资主体", "所属板块", "计划总投资", "今年计划", "1-10月完成投资", "完成年度计划比例", "项目进展", "开工日期", "预计竣工", "牵头领导", "联系人及电话"},
			{nil, "总计（5个）", nil, nil, nil, 243500, 41000, 20000},
			{nil, "一、新开工项目（共3个，总投资12.35亿元）"},
			{nil, 1, "示例海工装备制造项目", "示例海工（盐城）有限公司", "大丰港经开区", "5亿元", 12000, 9000, 0.75, "桩基施工", 45728, "2026年6月", "张某某", "李某 13800000000"},
			{nil, 2, "示例风电叶片项目", "示例叶片", "大丰经开区", 35000, "8,000.00", 2000, "25%", "场地平整", "2025年3月上旬", "2026年三季度", "王某某"},
			{nil, 3, "示例光伏边框项目", "示例铝业", "草堰镇", 38500, "９０００", "-", nil, "正在办理施工许可", "待定", "明年上半年"},
			{nil, "小计", nil, nil, nil, 123500, 29000, 11000},
			{nil, "二、续建项目（3个）"},
			{nil, 4, "示例海洋生物项目", "示例生物", "大丰港经开区", "1亿2000万元", 6000, 5000, "83.3%", "设备安装", "2023/11/08", "2025年底"},
			{nil, 5, "示例特种车辆项目", "示例车业", "高新区", "约10.8亿", 6000, 4000, 66.7, "主体结构封顶", "2024-3", "2026.12.31"},
			{nil, "小计", nil, nil, nil, 120000, 12000, 9000},
			{nil, "填表人：某某", nil, nil, "审核人：某某", nil, "制表日期：2025年11月3日"},
		},
		merges:  []string{"B2:N2", "B5:E5", "B6:N6", "B10:E10", "B11:N11", "B14:E14"},
		formats: map[string]string{"K7": "yyyy-mm-dd"},
	}}, `
[推进表] projects [4] 万元
5 - subtotal_row_skipped
6 - section_row
7 示例海工装备制造项目 in=一、新开工项目 of=示例海工（盐城）有限公司 at=大丰港经开区 unit=亿元 total=50000 plan=12000 ydone=9000 pct=75 stage=started start=2025-03-12 pend=2026-06 !amount_unit_differs,date_imprecise,percent_scale_guessed
8 示例风电叶片项目 in=一、新开工项目 of=示例叶片 at=大丰经开区 total=35000 plan=8000 ydone=2000 pct=25 stage=started start=2025-03 pend=2026-Q3 !date_imprecise
9 示例光伏边框项目 in=一、新开工项目 of=示例铝业 at=草堰镇 total=38500 plan=9000 stage=started !date_unparsed
10 - subtotal_row_skipped
11 - section_row !section_count_mismatch
12 示例海洋生物项目 in=二、续建项目 of=示例生物 at=大丰港经开区 unit=亿元 total=12000 plan=6000 ydone=5000 pct=83.3 stage=started start=2023-11-08 pend=2025-12 !amount_unit_differs,date_imprecise
13 示例特种车辆项目 in=二、续建项目 of=示例车业 at=高新区 unit=亿元 total=108000 plan=6000 ydone=4000 pct=66.7 stage=started start=2024-03 pend=2026-12-31 !amount_approximate,amount_unit_differs,date_imprecise,percent_scale_guessed
14 - subtotal_row_skipped
15 - note_row`},

	{"dates in all styles", "姜堰区2024年项目.xlsx", []tab{{
		name: "Sheet1",
		rows: [][]any{
			{"姜堰区2024年产业项目节点表"},
			{"单位：亿元"},
			{"序号", "项目名称", "项目总投资", "开工时间", "预计竣工时间", "预计投产时间"},
			{1, "示例一项目", 1, "2024年03月", "2025年12月底前", "2026年上半年"},
			{2, "示例二项目", 1, "24年3月15日", "25年6月", "2026Q1"},
			{3, "示例三项目", 1, "2024/03/15 0:00", "２０２５年８月", "2025年第四季度"},
			{4, "示例四项目", 1, "3月", "年底", "次年"},
			{5, "示例五项目", 1, "4月8日", "2025年年初", "明年6月"},
			{6, "示例六项目", 1, "已开工", "春节前", "2025年春季"},
			{7, "示例七项目", 1, "二〇二四年五月", "2025年五月份", "年内"},
			{8, "示例八项目", 1, "2024-05-06 00:00:00", "2025.13", "待定"},
			{9, "示例九项目", 1, "2023.10-2024.3", "—", "/"},
			{10, "示例十项目", 1, "2024年2月30日", "2025年10月中下旬", "2026年10月至12月"},
			{11, "示例十一项目", 1, "2024.1", 2025.1, 45658},
			{12, "示例十二项目", 1, "2024年5月（一期）", "一期2025年6月，二期2026年12月", "计划2026年5月"},
			{13, "示例十三项目", 1, "2024.5.", "2025年6月30日前", "2026年6月份前"},
			{14, "示例十四项目", 1, "2024 年 5 月 6 日", "下半年", "第三季度"},
			{15, "示例十五项目", 1, "2024—05—06", "2025年二季度末", "未定"},
			{16, "示例十六项目", 1, "20240506", "202512", "2026年"},
			{17, "示例十七项目", 1, "2024年4月18日开工", "2025年Q3", "6月底"},
		},
		merges:  []string{"A1:F1", "A2:F2"},
		formats: map[string]string{"E14": "0.0", "F14": "General"},
	}}, `
[Sheet1] projects [3] 亿元
4 示例一项目 total=10000 start=2024-03 pend=2025-12 pprod=2026-H1 !date_imprecise
5 示例二项目 total=10000 start=2024-03-15 pend=2025-06 pprod=2026-Q1 !date_imprecise
6 示例三项目 total=10000 start=2024-03-15 pend=2025-08 pprod=2025-Q4 !date_imprecise
7 示例四项目 total=10000 start=2024-03 pend=2024-12 !date_imprecise,date_unparsed,date_year_inferred
8 示例五项目 total=10000 start=2024-04-08 pend=2025 !date_imprecise,date_unparsed,date_year_inferred
9 示例六项目 total=10000 !date_status_word,date_unparsed
10 示例七项目 total=10000 start=2024-05 pend=2025-05 pprod=2024 !date_imprecise,date_year_inferred
11 示例八项目 total=10000 start=2024-05-06 !date_unparsed
12 示例九项目 total=10000 !date_multiple
13 示例十项目 total=10000 pend=2025-10 !date_imprecise,date_multiple,date_unparsed
14 示例十一项目 total=10000 start=2024-01 pprod=2025-01-01 !date_ambiguous,date_imprecise,date_shown_as_number
15 示例十二项目 total=10000 start=2024-05 pprod=2026-05 !date_imprecise,date_multiple
16 示例十三项目 total=10000 start=2024-05 pend=2025-06-30 !date_imprecise,date_unparsed
17 示例十四项目 total=10000 start=2024-05-06 pend=2024-H2 pprod=2024-Q3 !date_imprecise,date_year_inferred
18 示例十五项目 total=10000 start=2024-05-06 pend=2025-Q2 !date_imprecise
19 示例十六项目 total=10000 start=2024-05-06 pend=2025-12 pprod=2026 !date_imprecise
20 示例十七项目 total=10000 start=2024-04-18 pend=2025-Q3 pprod=2024-06 !date_imprecise,date_year_inferred`},

	{"amounts in all styles, column in 亿元", "amounts.xlsx", []tab{{
		name: "库",
		rows: [][]any{
			{"项目名称", "业主单位", "概算总投资（亿元）", "2025年度投资计划", "自开工累计完成投资"},
			{"示例a项目", "甲", "1.2亿", "5000万元", "0.3"},
			{"示例b项目", "甲", "12000万", 0.5, 0.2},
			{"示例c项目", "甲", "1亿2000万元", "/", "无"},
			{"示例d项目", "甲", "约3.5亿元", "约1", nil},
			{"示例e项目", "甲", "5-8亿元", nil, nil},
			{"示例f项目", "甲", "10亿元以上", nil, nil},
			{"示例g项目", "甲", "2000万美元", nil, nil},
			{"示例h项目", "甲", "3,500.00万元", nil, nil},
			{"示例i项目", "甲", "３．５亿", nil, nil},
			{"示例j项目", "甲", "10.6（其中设备3.2）", nil, nil},
			{"示例k项目", "甲", "总投资10亿元，一期5亿元", nil, nil},
			{"示例l项目", "甲", "待定", "暂无", "-"},
			{"示例m项目", "甲", -3, nil, nil},
			{"示例n项目", "甲", 18000, nil, nil},
			{"示例o项目", "甲", "3.2亿欧元", nil, nil},
			{"示例p项目", "甲", "不低于6亿元", nil, nil},
			{"示例q项目", "甲", "20亿元人民币", nil, nil},
			{"示例r项目", "甲", "RMB 2.5亿元", nil, nil},
			{"示例s项目", "甲", "超30亿元", nil, nil},
			{"示例t项目", "甲", "3亿元（1亿美元）", nil, nil},
			{"示例u项目", "甲", 2, nil, 2.5},
			{"示例v项目", "甲", "100亿级", nil, nil},
			{"示例w项目", "甲", "1.5亿港元", nil, nil},
			{"示例x项目", "甲", "2.5亿元~3亿元", nil, nil},
			{"示例y项目", "甲", "0", nil, 0},
			{"示例z项目", "甲", "近5亿元", nil, nil},
		},
	}}, `
[库] projects [1] 亿元
2 示例a项目 of=甲 total=12000 plan=5000 done=3000 !amount_unit_differs
3 示例b项目 of=甲 unit=万元 total=12000 plan=5000 done=2000 !amount_unit_differs
4 示例c项目 of=甲 total=12000 !amount_unit_differs
5 示例d项目 of=甲 total=35000 plan=10000 !amount_approximate
6 示例e项目 of=甲 low=50000 high=80000 !amount_range
7 示例f项目 of=甲 total=100000 !amount_approximate
8 示例g项目 of=甲 unit=万美元 foreign=20000000USD !amount_foreign_currency
9 示例h项目 of=甲 unit=万元 total=3500 !amount_unit_differs
10 示例i项目 of=甲 total=35000
11 示例j项目 of=甲 total=106000 !amount_has_note
12 示例k项目 of=甲 total=100000 !amount_has_note
13 示例l项目 of=甲
14 示例m项目 of=甲 !amount_implausible
15 示例n项目 of=甲 !amount_implausible
16 示例o项目 of=甲 unit=亿欧元 foreign=320000000EUR !amount_foreign_currency
17 示例p项目 of=甲 total=60000 !amount_approximate
18 示例q项目 of=甲 total=200000
19 示例r项目 of=甲 total=25000
20 示例s项目 of=甲 total=300000 !amount_approximate
21 示例t项目 of=甲 total=30000 !amount_has_note
22 示例u项目 of=甲 total=20000 done=25000 !done_exceeds_total
23 示例v项目 of=甲 total=1000000 !amount_approximate
24 示例w项目 of=甲 unit=亿港元 foreign=150000000HKD !amount_foreign_currency
25 示例x项目 of=甲 low=25000 high=30000 !amount_range
26 示例y项目 of=甲
27 示例z项目 of=甲 total=50000 !amount_approximate`},

	{"percentages in all styles; year's share of the plan", "percent.xlsx", []tab{{
		name: "进度",
		rows: [][]any{
			{"海安市2025年在建项目投资进度表（单位：万元）"},
			{"序号", "项目名称", "投资规模", "本年度计划投资", "今年以来完成投资", "投资进度%", "当前状态"},
			{1, "示例一项目", 10000, 2000, 700, 0.35, "在建"},
			{2, "示例二项目", 10000, 2000, 700, 35, "在建"},
			{3, "示例三项目", 10000, 2000, 700, "35%", "在建"},
			{4, "示例四项目", 10000, 2000, 700, "百分之三十五", "在建"},
			{5, "示例五项目", 10000, 2000, 2400, "120%", "在建"},
			{6, "示例六项目", 10000, 2000, 700, 0.355, "在建"},
			{7, "示例七项目", 10000, 2000, 700, "约35%", "在建"},
			{8, "示例八项目", 10000, 2000, 700, "35.5", "在建"},
			{9, "示例九项目", 10000, 2000, 700, "—", "在建"},
		},
		merges:  []string{"A1:G1"},
		formats: map[string]string{"F8": "0.0%"},
	}}, `
[进度] projects [2] 万元
3 示例一项目 total=10000 plan=2000 ydone=700 pct=35 stage=started !percent_scale_guessed
4 示例二项目 total=10000 plan=2000 ydone=700 pct=35 stage=started !percent_scale_guessed
5 示例三项目 total=10000 plan=2000 ydone=700 pct=35 stage=started
6 示例四项目 total=10000 plan=2000 ydone=700 pct=35 stage=started
7 示例五项目 total=10000 plan=2000 ydone=2400 pct=120 stage=started
8 示例六项目 total=10000 plan=2000 ydone=700 pct=35.5 stage=started
9 示例七项目 total=10000 plan=2000 ydone=700 pct=35 stage=started
10 示例八项目 total=10000 plan=2000 ydone=700 pct=35.5 stage=started !percent_scale_guessed
11 示例九项目 total=10000 plan=2000 ydone=700 stage=started`},

	{"stages of all wordings against their sections", "stages.xlsx", []tab{{
		name: "项目",
		rows: [][]any{
			{"泰兴市2025年项目阶段表", nil, nil, nil},
			{"序号", "项目名称", "总投资（亿元）", "所处阶段"},
			{"一、在手洽谈项目（3个）"},
			{1, "示例一项目", 1, "洽谈中"},
			{2, "示例二项目", 1, "推介"},
			{3, "示例三项目", 1, "已开工"},
			{"二、签约未开工项目（4个）"},
			{4, "示例四项目", 1, "签约"},
			{5, "示例五项目", 1, "已备案"},
			{6, "示例六项目", 1, "土地摘牌"},
			{7, "示例七项目", 1, ""},
			{"三、在建项目（6个）"},
			{8, "示例八项目", 1, "基础施工"},
			{9, "示例九项目", 1, "厂房封顶"},
			{10, "示例十项目", 1, "试生产"},
			{11, "示例十一项目", 1, "部分投产"},
			{12, "示例十二项目", 1, "一期竣工"},
			{13, "示例十三项目", 1, "停工"},
			{"四、竣工投产项目（6个）"},
			{14, "示例十四项目", 1, "竣工"},
			{15, "示例十五项目", 1, "已投产"},
			{16, "示例十六项目", 1, "达产"},
			{17, "示例十七项目", 1, "设备调试"},
			{18, "示例十八项目", 1, "竣工验收"},
			{19, "示例十九项目", 1, "在谈"},
			{"五、达产达效项目（2个）"},
			{20, "示例二十项目", 1, "达产达效"},
			{21, "示例二十一项目", 1, "投产"},
		},
		merges: []string{"A1:D1", "A3:D3", "A7:D7", "A12:D12", "A19:D19", "A26:D26"},
	}}, `
[项目] projects [2] 亿元
3 - section_row
4 示例一项目 in=一、在手洽谈项目 total=10000 stage=lead
5 示例二项目 in=一、在手洽谈项目 total=10000 stage=lead
6 示例三项目 in=一、在手洽谈项目 total=10000 stage=started !stage_conflict
7 - section_row
8 示例四项目 in=二、签约未开工项目 total=10000 stage=signed
9 示例五项目 in=二、签约未开工项目 total=10000 stage=filed !stage_conflict
10 示例六项目 in=二、签约未开工项目 total=10000 !stage_unmapped
11 示例七项目 in=二、签约未开工项目 total=10000 stage=signed
12 - section_row
13 示例八项目 in=三、在建项目 total=10000 stage=started
14 示例九项目 in=三、在建项目 total=10000 stage=started
15 示例十项目 in=三、在建项目 total=10000 stage=started !stage_partial
16 示例十一项目 in=三、在建项目 total=10000 stage=started !stage_partial
17 示例十二项目 in=三、在建项目 total=10000 stage=started !stage_partial
18 示例十三项目 in=三、在建项目 total=10000 !stage_unmapped
19 - section_row
20 示例十四项目 in=四、竣工投产项目 total=10000 stage=completed
21 示例十五项目 in=四、竣工投产项目 total=10000 stage=producing
22 示例十六项目 in=四、竣工投产项目 total=10000 stage=at_capacity
23 示例十七项目 in=四、竣工投产项目 total=10000 stage=started !stage_conflict
24 示例十八项目 in=四、竣工投产项目 total=10000 stage=completed
25 示例十九项目 in=四、竣工投产项目 total=10000 stage=lead !stage_conflict
26 - section_row
27 示例二十项目 in=五、达产达效项目 total=10000 stage=at_capacity
28 示例二十一项目 in=五、达产达效项目 total=10000 stage=producing !stage_conflict`},

	{"five sheets by stage, a cover, an explanation, a hidden sheet; one project on two sheets", "沭阳台账.xlsx", []tab{
		{name: "封面", rows: [][]any{nil, nil, {nil, "沭阳县重大项目台账"}, nil, {nil, "填报单位：沭阳县发改委"}, {nil, "2025年9月"}}},
		{name: "洽谈类", rows: [][]any{
			{"附件1"},
			{"在谈项目情况表"},
			{"序号", "项目名称", "投资方", "拟落户园区", "计划总投资\n(亿元)", "项目性质", "目前进展", "包联领导"},
			{1, "示例人形机器人项目", "深圳示例机器人公司", "沭阳经开区", "10-12", "新建", "对接中，已实地考察", "某某"},
			{2, "示例智能家电项目", "示例家电集团", "沭阳经开区", 5, "新建", "商谈土地价格", "某某"},
		}, merges: []string{"A2:H2"}},
		{name: "签约未开工", rows: [][]any{
			{"附件2"},
			{"签约未开工项目情况表"},
			{nil, nil, nil, nil, nil, nil, "单位：万元"},
			{"序号", "项目名称", "投资方", "落户地点", "投资总额", "签约日期", "拟开工时间", "备案号"},
			{1, "示例床垫项目", "示例家居", "沂涛镇", 30000, "2025.6.18", "2025年四季度", "沭审批备〔2025〕1号"},
			{2, "示例木门项目", "示例木业", "贤官镇", "3亿元", "2025年5月", "年底"},
		}},
		{name: "已开工", rows: [][]any{
			{"附件3"},
			{"已开工项目情况表（截至2025年9月底）"},
			{"序号", "项目名称", "建设单位", "建设地址", "总投资", "", "开竣工时间", "形象进度"},
			{nil, nil, nil, nil, "亿元", "其中设备", nil, nil},
			{1, "示例床垫项目", "示例家居", "沂涛镇", 3, 1, "2025.8-2026.12", "场平"},
			{2, "示例纺丝项目一期", "示例纺织", "经开区", 6, 2, "2023.3-2025.6", "设备调试"},
			{3, "示例纺丝项目二期", "示例纺织", "经开区", 4, 2, "2025年3月—2027年6月", "桩基"},
		}, merges: []string{"A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3", "G3:G4", "H3:H4"}},
		{name: "已竣工", rows: [][]any{
			{"序号", "项目名称", "建设单位", "总投资", "完工时间"},
			{1, "示例乳胶项目", "示例乳胶", "2.2亿元", "2025年3月"},
			{2, "示例板材项目", "示例板材", 1.8, "2025/5/20"},
		}},
		{name: "达产达效", rows: [][]any{
			{"序号", "项目名称", "建设单位", "总投资（亿元）", "投产时间"},
			{1, "示例灯饰项目", "示例照明", 2.6, "2024年6月"},
		}},
		{name: "编制说明", rows: texts(5)},
	}, `
[封面] notes <nil>
[洽谈类] projects [3] 亿元
4 示例人形机器人项目 of=深圳示例机器人公司 at=沭阳经开区 low=100000 high=120000 stage=lead !amount_range
5 示例智能家电项目 of=示例家电集团 at=沭阳经开区 total=50000 stage=lead
[签约未开工] projects [4] 万元
5 示例床垫项目 of=示例家居 at=沂涛镇 total=30000 stage=signed signed=2025-06-18 start=2025-Q4 !date_imprecise
6 示例木门项目 of=示例木业 at=贤官镇 unit=亿元 total=30000 stage=signed signed=2025-05 !amount_unit_differs,date_imprecise,date_unparsed
[已开工] projects [3 4] 亿元
5 示例床垫项目 of=示例家居 at=沂涛镇 total=30000 stage=started start=2025-08 pend=2026-12 dup=签约未开工!5 !date_imprecise,duplicate_in_file
6 示例纺丝项目一期 of=示例纺织 at=经开区 total=60000 stage=started start=2023-03 pend=2025-06 !date_imprecise
7 示例纺丝项目二期 of=示例纺织 at=经开区 total=40000 stage=started start=2025-03 pend=2027-06 !date_imprecise
[已竣工] projects [1]
2 示例乳胶项目 of=示例乳胶 unit=亿元 total=22000 stage=completed end=2025-03 !date_imprecise
3 示例板材项目 of=示例板材 stage=completed end=2025-05-20 !amount_unit_unknown
[达产达效] projects [1] 亿元
2 示例灯饰项目 of=示例照明 total=26000 stage=at_capacity !date_imprecise
[编制说明] notes <nil>`},

	{"merged enterprise, place and number over phases; numbered phases below a parent", "merged.xlsx", []tab{{
		name: "一览表",
		rows: [][]any{
			{"如东县重点项目一览表（2025年8月）"},
			{"编号", "所在乡镇", "建设单位", "项目名称", "总投资额（亿元）", "其中：2025年计划", "推进情况", "建设年限", "统一社会信用代码"},
			{1, "洋口镇", "示例化学有限公司", "示例聚碳酸酯项目", 30, 8, "在建", "2023-2026", "91320899MA0010010J"},
			{nil, nil, nil, "其中：一期工程", 18, 5, "一期已投产", "2023-2024"},
			{nil, nil, nil, "二期工程", 12, 3, "主体施工", "2025-2026"},
			{2, "长沙镇", "示例能源有限公司", "示例LNG接收站项目", 50, 10, "在建", "2022—2025年", "91320899MA0010029F"},
			{nil, nil, nil, "（1）码头工程", 20, 4, "在建", nil},
			{nil, nil, nil, "（2）储罐工程", 30, 6, "在建", nil},
			{3, "丰利镇", "示例纺机有限公司\n（91320899MA0010037A）", "示例纺机项目", 5, 1, "竣工", "2024", nil},
			{"合计", nil, nil, "3个", 85, 19},
			{"备注：建设年限以备案证为准。"},
		},
		merges: []string{"A1:I1", "A3:A5", "B3:B5", "C3:C5", "I3:I5", "A6:A8", "B6:B8", "C6:C8", "I6:I8", "A11:I11"},
	}}, `
[一览表] projects [2] 亿元
3 示例聚碳酸酯项目 of=示例化学有限公司 at=洋口镇 code=91320899MA0010010J total=300000 plan=80000 stage=started start=2023 pend=2026 !date_imprecise
4 示例聚碳酸酯项目一期工程 of=示例化学有限公司 at=洋口镇 code=91320899MA0010010J total=180000 plan=50000 stage=started start=2023 pend=2024 part=3 !date_imprecise,part_of_above,stage_partial
5 示例聚碳酸酯项目二期工程 of=示例化学有限公司 at=洋口镇 code=91320899MA0010010J total=120000 plan=30000 stage=started start=2025 pend=2026 part=3 !date_imprecise,part_of_above
6 示例LNG接收站项目 of=示例能源有限公司 at=长沙镇 code=91320899MA0010029F total=500000 plan=100000 stage=started start=2022 pend=2025 !date_imprecise
7 （1）码头工程 of=示例能源有限公司 at=长沙镇 code=91320899MA0010029F total=200000 plan=40000 stage=started part=6 !part_of_above
8 （2）储罐工程 of=示例能源有限公司 at=长沙镇 code=91320899MA0010029F total=300000 plan=60000 stage=started part=6 !part_of_above
9 示例纺机项目 of=示例纺机有限公司 at=丰利镇 code=91320899MA0010037A total=50000 plan=10000 stage=completed start=2024 !date_imprecise
10 - subtotal_row_skipped
11 - note_row`},
}

func TestTheExaminersLedgers(t *testing.T) {
	for _, c := range append(examinees, moreExaminees...) {
		t.Run(c.says, func(t *testing.T) {
			examine(t, readMade(t, c.file, Options{}, c.tabs...), c.want)
		})
	}
}

func TestTheExaminersTextFiles(t *testing.T) {
	for _, c := range textExaminees {
		t.Run(c.says, func(t *testing.T) {
			data := []byte(c.data)
			if c.gb {
				var err error
				if data, err = simplifiedchinese.GB18030.NewEncoder().Bytes(data); err != nil {
					t.Fatal(err)
				}
			}
			examine(t, readBytes(t, "x.csv", data, Options{}), c.want)
		})
	}
}
