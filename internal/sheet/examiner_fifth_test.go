package sheet

// The examiner's fifth paper: what stands around and between the rows.

func init() { moreExaminees = append(moreExaminees, fifthExaminees...) }

var fifthExaminees = []examinee{
	{"a small summary above the table on one sheet", "n.xlsx", []tab{{
		name: "Sheet1",
		rows: [][]any{
			{"盱眙县2025年重大项目情况"},
			{"类别", "个数", "总投资（亿元）"},
			{"续建", 1, 3},
			{"新开工", 1, 2},
			{"合计", 2, 5},
			nil,
			{"附：项目明细表", nil, nil, nil, nil, "单位：亿元"},
			{"序号", "项目名称", "投资主体", "总投资", "开工时间", "类别", "项目阶段"},
			{1, "示例凹土项目", "示例凹土", 3, "2024年", "续建", "在建"},
			{2, "示例龙虾加工项目", "示例食品", 2, "2025.3", "新开工", "开工"},
		},
	}}, `
[Sheet1] projects [8] 亿元
9 示例凹土项目 of=示例凹土 total=30000 stage=started start=2024 !date_imprecise
10 示例龙虾加工项目 of=示例食品 total=20000 stage=started start=2025-03 !date_imprecise`},

	{"places with their sums in the name column, numbers that start again, sub-numbers", "o.xlsx", []tab{{
		name: "表",
		rows: [][]any{
			{"全市重大项目表（2025年）", nil, nil, nil, nil, "单位：亿元"},
			{"序号", "项目名称", "项目单位", "项目总投资", "2025年计划投资", "1-6月完成投资", "形象进度"},
			{nil, "全市合计", nil, 26, 9, 4},
			{nil, "清江浦区", nil, 11, 4, 2},
			{1, "示例商贸城项目", "示例商贸", 6, 2, 1, "主体施工"},
			{2, "示例大数据项目", "示例数据", 5, 2, 1, "装修"},
			{nil, "淮阴区", nil, 15, 5, 2},
			{1, "示例纺织产业园项目", "示例纺织", 15, 5, 2, "厂房建设"},
			{"1-1", "示例织造车间", "示例纺织", 9, 3, 1, "封顶"},
			{"1-2", "示例印染车间", "示例纺织", 6, 2, 1, "桩基"},
			{"（注：数据来源于各区上报）"},
		},
	}}, `
[表] projects [2] 亿元
3 - subtotal_row_skipped
4 - section_row
5 示例商贸城项目 in=清江浦区 of=示例商贸 at=清江浦区 total=60000 plan=20000 ydone=10000 stage=started
6 示例大数据项目 in=清江浦区 of=示例数据 at=清江浦区 total=50000 plan=20000 ydone=10000 stage=started
7 - section_row
8 示例纺织产业园项目 in=淮阴区 of=示例纺织 at=淮阴区 total=150000 plan=50000 ydone=20000 stage=started
9 示例织造车间 in=淮阴区 of=示例纺织 at=淮阴区 total=90000 plan=30000 ydone=10000 stage=started part=8 !part_of_above
10 示例印染车间 in=淮阴区 of=示例纺织 at=淮阴区 total=60000 plan=20000 ydone=10000 stage=started part=8 !part_of_above
11 - note_row`},

	{"years and months as formats show them", "p.xlsx", []tab{{
		name: "表",
		rows: [][]any{
			{"项目名称", "总投资（万元）", "开工时间", "计划竣工时间", "完成率"},
			{"示例一", 100, 45292, 46022, 0.5},
			{"示例二", 100, 45352, 46082, "50"},
			{"示例三", 100, 2024.05, 202612, "50％"},
			{"示例四", 100, 20240506, 2026, 1},
			{"示例五", 100, 2024.1, 2025.12, 0},
		},
		formats: map[string]string{"C2": "yyyy", "D2": "yyyy/mm", "C3": "yyyy-mm-dd hh:mm", "D3": "mmm-yy", "E2": "0.00%", "C4": "0.00", "C6": "0.00"},
	}}, `
[表] projects [1] 万元
2 示例一 total=100 pct=50 start=2024 pend=2025-12 !date_imprecise
3 示例二 total=100 pct=50 start=2024-03-01 pend=2026-03 !date_imprecise,percent_scale_guessed
4 示例三 total=100 pct=50 start=2024-05 pend=2026-12 !date_imprecise
5 示例四 total=100 pct=100 start=2024-05-06 pend=2026 !date_imprecise,percent_scale_guessed
6 示例五 total=100 start=2024-10 pend=2025-12 !date_imprecise`},

	{"enterprise and project in one heading, chain and tags, a name with its level in brackets", "q.xlsx", []tab{{
		name: "达产项目",
		rows: [][]any{
			{"吴江示例区2025年达产达效项目（10月）"},
			{"序号", "项目（企业）名称", "所属产业链", "总投资(万元)", "设备投资(万元)", "投产时间", "达产时间", "1-10月开票销售(万元)", "地址"},
			{1, "示例通信光缆项目（省重大）", "光通信", 56000, 30000, "2024年6月", "2025年5月", 88000, "汾湖"},
			{2, "示例纳米材料项目*", "新材料", "３.２亿", 12000, "2024/11/1", "预计年底", 9000, "平望"},
			{"说明：标*为外资项目。", nil, nil, nil, nil, nil, nil, nil, nil},
		},
	}}, `
[达产项目] projects [2] 万元
3 示例通信光缆项目（省重大） at=汾湖 total=56000 stage=at_capacity !date_imprecise
4 示例纳米材料项目* at=平望 unit=亿元 total=32000 stage=at_capacity !amount_unit_differs
5 - note_row`},

	{"totals in the middle and the end that do not sum, notes between, a text 共计", "r.xlsx", []tab{{
		name: "签约项目",
		rows: [][]any{
			{"二〇二五年三季度签约项目汇总表"},
			{"填报单位（盖章）：示例投促局", nil, nil, nil, "2025年10月9日", nil, "单位：亿元"},
			{"序号", "项目名称", "投资方名称", "产业", "协议投资", "签约日期", "意向落户地"},
			{1, "示例航空零部件项目", "示例航空工业集团", "高端装备", 10.5, "7月8日", "高新区"},
			{2, "示例无人机项目", "示例智飞", "低空经济", "3亿元（美元）", "8月中旬", "高新区"},
			{"共计2个项目，总投资13.5亿元"},
			{"经办人：某某", nil, nil, "分管领导：某某"},
		},
		merges: []string{"A1:G1", "A6:G6"},
	}}, `
[签约项目] projects [3] 亿元
4 示例航空零部件项目 of=示例航空工业集团 at=高新区 total=105000 stage=signed signed=2025-07-08 !date_year_inferred
5 示例无人机项目 of=示例智飞 at=高新区 total=30000 stage=signed signed=2025-08 !amount_has_note,date_imprecise,date_year_inferred
6 - subtotal_row_skipped
7 - note_row`},

	{"the count of a section in a cell of its own", "s.xlsx", []tab{{
		name: "S",
		rows: [][]any{
			{"某县重点项目", "", "", "单位:亿元"},
			{"序号", "项目名称", "建设单位", "总投资", "年度计划"},
			{"合计", "共5个项目", nil, 60, 10},
			{"（一）", "工业类", "3个", 40, 6},
			{1, "示例A", "甲", 20, 3},
			{2, "示例B", "乙", 20, 3},
			{"（二）", "农业类", "1个", 20, 4},
			{3, "示例C", "丙", 20, 4},
		},
	}}, `
[S] projects [2] 亿元
3 - subtotal_row_skipped
4 - section_row !section_count_mismatch
5 示例A in=（一）工业类 of=甲 total=200000 plan=30000
6 示例B in=（一）工业类 of=乙 total=200000 plan=30000
7 - section_row
8 示例C in=（二）农业类 of=丙 total=200000 plan=40000`},

	{"sections and totals that state their sums in words, a note that goes on in the next column", "t.xlsx", []tab{{
		name: "S",
		rows: [][]any{
			{"项目名称", "建设单位", "总投资（亿元）", "年度计划（亿元）", "状态"},
			{"一、经开区：3个项目，总投资35亿元"},
			{"1、示例甲项目", "甲", 20, 3, "在建"},
			{"2、示例乙项目", "乙", 10, 3, "在建"},
			{"合计：2个项目，总投资30亿元"},
			{"备注：1.含续建。"},
			{"2.不含储备。"},
		},
	}}, `
[S] projects [1] 亿元
2 - section_row !section_count_mismatch
3 1、示例甲项目 in=一、经开区 of=甲 at=经开区 total=200000 plan=30000 stage=started
4 2、示例乙项目 in=一、经开区 of=乙 at=经开区 total=100000 plan=30000 stage=started
5 - subtotal_row_skipped
6 - note_row
7 - note_row`},

	{"a title of two lines, bare months", "u.xlsx", []tab{{
		name: "S",
		rows: [][]any{
			{"某市2025年1-9月份"},
			{"重点工业项目投资完成情况"},
			{"单位：亿元"},
			{"序号", "项目名称", "企业", "总投资", "年度计划", "1月", "2月", "3月", "开工时间"},
			{1, "示例", "甲", 10, 3, 0.1, 0.2, 0.3, "5月"},
		},
	}}, `
[S] projects [4] 亿元
5 示例 of=甲 total=100000 plan=30000 ydone=6000 start=2025-05 !date_imprecise,date_year_inferred`},
}
