package sheet

// The examiner's fourth paper: whole ledgers again, of kinds nearer to the four.

func init() { moreExaminees = append(moreExaminees, fourthExaminees...) }

var fourthExaminees = []examinee{
	{"a summary with projects below it on one sheet, sections by town without counts, 合计 last", "i.xlsx", []tab{{
		name: "2024年",
		rows: [][]any{
			{"灌南县2024年工业项目推进情况（截至11月底）"},
			{"单位：万元、%", nil, nil, nil, nil, nil, nil, nil, nil, nil, nil},
			{"序号", "项目名称", "投资方", "总投资", "年度投资情况", nil, nil, "时间节点", nil, "项目现状", "备注"},
			{nil, nil, nil, nil, "计划", "完成", "占比", "开工", "竣工", nil, nil},
			{"一、经济开发区"},
			{1, "示例特钢精整项目\n（一期）", "示例特钢", 80000, 30000, 28000, 0.9333, "2024.2.18", "2024年底前", "设备安装", nil},
			{2, "示例冷轧项目", "示例冷轧", "约6亿元", "10,000", 10500, 1.05, "2023.9", "已竣工", "竣工投产", "提前"},
			{"二、堆沟港镇"},
			{3, "示例染料项目", "示例染料", "35000-40000", 5000, nil, 0, "年底", "2025年底", "已备案", "待环评"},
			{4, "示例制药项目", "示例制药", 45000, 12000, 11000, "91.7%", 45352, "2025.1", "在建", nil},
			{"三、新安镇"},
			{5, "示例服装项目", "示例服装", 6000, 3000, 3000, "100%", "2024年1月", "2024年9月", "一期投产，二期在建", nil},
			{nil, "示例特钢精整项目(一期)", "示例特钢", 80000, 30000, nil, nil, nil, nil, "在建", "重复"},
			{"总计", nil, nil, 286000, 90000, 52500},
		},
		merges: []string{"A1:K1", "A2:K2", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:G3", "H3:I3", "J3:J4", "K3:K4", "A5:K5", "A8:K8", "A11:K11", "A14:C14"},
	}}, `
[2024年] projects [3 4] 万元
5 - section_row
6 示例特钢精整项目（一期） in=一、经济开发区 of=示例特钢 at=经济开发区 total=80000 plan=30000 ydone=28000 pct=93.33 stage=started start=2024-02-18 pend=2024-12 !date_imprecise,percent_scale_guessed
7 示例冷轧项目 in=一、经济开发区 of=示例冷轧 at=经济开发区 unit=亿元 total=60000 plan=10000 ydone=10500 pct=105 stage=producing start=2023-09 !amount_approximate,amount_unit_differs,date_imprecise,date_status_word,percent_scale_guessed
8 - section_row
9 示例染料项目 in=二、堆沟港镇 of=示例染料 at=堆沟港镇 low=35000 high=40000 plan=5000 stage=filed start=2024-12 pend=2025-12 !amount_range,date_imprecise,date_year_inferred
10 示例制药项目 in=二、堆沟港镇 of=示例制药 at=堆沟港镇 total=45000 plan=12000 ydone=11000 pct=91.7 stage=started start=2024-03-01 pend=2025-01 !date_imprecise,date_shown_as_number
11 - section_row
12 示例服装项目 in=三、新安镇 of=示例服装 at=新安镇 total=6000 plan=3000 ydone=3000 pct=100 stage=started start=2024-01 pend=2024-09 !date_imprecise,stage_partial
13 示例特钢精整项目(一期) in=三、新安镇 of=示例特钢 at=新安镇 total=80000 plan=30000 stage=started dup=2024年!6 !duplicate_in_file
14 - subtotal_row_skipped`},

	{"two rows a project: the name merged, plan above and done below, is no layout of ours but must not double", "j.xlsx", []tab{{
		name: "Sheet1",
		rows: [][]any{
			{"2025年园区项目", nil, nil, nil, nil},
			{"项目名称", "企业", "建设内容", "总投资（亿元）", "进度"},
			{"示例甲项目", "甲公司", "一期：年产5万台", "3", "投产"},
			{nil, nil, "二期：年产10万台", "7", "桩基"},
			{"示例乙项目", "乙公司", "年产1万吨", "1.5", "在建"},
		},
		merges: []string{"A1:E1", "A3:A4", "B3:B4"},
	}}, `
[Sheet1] projects [2] 亿元
3 示例甲项目 of=甲公司 total=30000 stage=producing
4 示例甲项目 of=甲公司 total=70000 stage=started part=3 !part_of_above
5 示例乙项目 of=乙公司 total=15000 stage=started`},

	{"hidden columns and rows, a hidden sheet of projects, a lookup, a summary by formula", "k.xlsx", []tab{
		{name: "统计", rows: [][]any{
			{"各镇项目统计表"},
			{"镇（街道）", "项目数（个）", "总投资（亿元）", "年度计划（亿元）", "年度完成（亿元）"},
			{"甲镇", 2, 5, 1, 0.5},
			{"乙镇", 1, 3, 1, 0.2},
			{"合计", 3, 8, 2, 0.7},
			{"注：含续建项目。"},
		}},
		{name: "明细", rows: [][]any{
			{"序号", "镇（街道）", "项目名称", "项目总投资（亿元）", "年度计划（亿元）", "年度完成（亿元）", "阶段"},
			{1, "甲镇", "示例一项目", 2, 0.5, 0.3, "开工"},
			{2, "甲镇", "示例二项目", 3, 0.5, 0.2, "签约"},
			{3, "乙镇", "示例三项目", 3, 1, 0.2, "竣工"},
		}, hidden: []int{3}},
		{name: "下拉", rows: [][]any{{"签约"}, {"开工"}, {"竣工"}, {"投产"}, {"达产"}}},
	}, `
[统计] summary [2]
5 - subtotal_row_skipped
6 - note_row
[明细] projects [1] 亿元 !hidden_row
2 示例一项目 at=甲镇 total=20000 plan=5000 ydone=3000 stage=started
3 示例二项目 at=甲镇 total=30000 plan=5000 ydone=2000 stage=signed !hidden_row
4 示例三项目 at=乙镇 total=30000 plan=10000 ydone=2000 stage=completed
[下拉] lookup <nil>`},

	{"sections in the name column and no numbers at all, the unit in brackets below the heading", "l.xlsx", []tab{{
		name: "拟开工项目",
		rows: [][]any{
			{"宝应县2025年下半年拟开工项目"},
			{"项目名称", "投资主体", "拟投资额", "拟开工时间", "存在问题", "建议责任单位"},
			{nil, nil, "（亿元）"},
			{"安宜镇（2个）"},
			{"示例线材项目", "示例线材", 1.2, "8月", "土地指标", "自规局"},
			{"示例灯具项目", "示例灯具", "0.8", "三季度", "无", "—"},
			{"曹甸镇（1个）"},
			{"示例教玩具项目", "示例教玩", "8000万元", "2025年11月上旬", "", ""},
			{"注：", "拟投资额含流动资金。"},
		},
	}}, `
[拟开工项目] projects [2 3] 亿元
4 - section_row
5 示例线材项目 in=安宜镇 of=示例线材 at=安宜镇 total=12000 start=2025-08 !date_imprecise,date_year_inferred
6 示例灯具项目 in=安宜镇 of=示例灯具 at=安宜镇 total=8000 start=2025-Q3 !date_imprecise,date_year_inferred
7 - section_row
8 示例教玩具项目 in=曹甸镇 of=示例教玩 at=曹甸镇 unit=万元 total=8000 start=2025-11 !amount_unit_differs,date_imprecise
9 - note_row`},

	{"the month's figure beside the year's and the total since the start", "m.xlsx", []tab{{
		name: "9月",
		rows: [][]any{
			{"2025年9月份重点项目建设进度月报表"},
			{"填报单位：示例区发改委", nil, nil, nil, "单位：万元", nil, nil, nil, nil, "填报时间：2025年10月8日"},
			{"序号", "项目名称", "建设单位", "总投资", "2024年底前累计完成投资", "2025年计划投资", "9月份完成投资", "1-9月累计完成投资", "占年度计划%", "开工以来累计完成投资"},
			{1, "示例厂房项目", "甲", 20000, 5000, 10000, 1200, 8000, 80, 13000},
			{2, "示例车间项目", "乙", 5000, nil, 5000, 500, 6000, 1.2, 6000},
		},
	}}, `
[9月] projects [3] 万元
4 示例厂房项目 of=甲 total=20000 plan=10000 ydone=8000 done=13000 pct=80 !percent_scale_guessed
5 示例车间项目 of=乙 total=5000 plan=5000 ydone=6000 done=6000 pct=120 !done_exceeds_total,percent_scale_guessed`},
}
