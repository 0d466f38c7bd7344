package sheet

// More of the examiner's ledgers: several tables, parks, printed pages, text files.

var moreExaminees = []examinee{
	{"brackets as sections, sections by industry, 其中 below a total, totals in words", "连云区.xlsx", []tab{{
		name: "附件1",
		rows: [][]any{
			{"附件1"},
			{"2025年市级重点项目清单"},
			{nil, nil, nil, nil, nil, nil, "单位：亿元、亩"},
			{"序号", "项目名称", "项目建设内容", "项目业主单位", "投资规模", "本年度计划投资", "截至目前累计完成", "建设进度", "行业类别", "责任单位", "用地面积"},
			{nil, "全市共计6个项目", nil, nil, 70, 18, 26},
			{nil, "其中：先进制造业", nil, nil, 45, 10, 15},
			{nil, "      现代服务业", nil, nil, 25, 8, 11},
			{"（一）先进制造业（4个）"},
			{"【涟水县】"},
			{1, "示例电子铜箔项目", "年产2万吨", "示例铜箔公司", 20, 5, 8, "设备安装", "新材料", "县工信局", 120},
			{2, "示例PCB项目", "年产30万平方米", "示例电路公司", 10, 2, 3, "竣工投产", "电子信息", "县工信局", 60},
			{"【金湖县】"},
			{3, "示例石油机械项目", "", "示例石油装备", "８", "1.5", "２", "在建", "装备制造", "县发改委", 45},
			{4, "示例仪表项目", "", "示例仪表", 7, 1.5, 2, "开工", "仪器仪表", "县发改委", 30},
			{"（二）现代服务业（2个）"},
			{"【清江浦区】"},
			{5, "示例冷链物流项目", "", "示例物流", 15, 5, 6, "在建", "物流", "区商务局", 200},
			{6, "示例文旅项目", "", "示例文旅", 10, 3, 5, "在建", "文旅", "区文旅局", 100},
			{nil, "累计", nil, nil, 70, 18, 26},
			{"联系电话：0518-00000000"},
		},
		merges: []string{"A2:K2", "A8:K8", "A9:K9", "A12:K12", "A15:K15", "A16:K16"},
	}}, `
[附件1] projects [4] 亿元
5 - subtotal_row_skipped
6 - subtotal_row_skipped
7 - subtotal_row_skipped
8 - section_row
9 - section_row
10 示例电子铜箔项目 in=【涟水县】 of=示例铜箔公司 at=涟水县 total=200000 plan=50000 done=80000 stage=started
11 示例PCB项目 in=【涟水县】 of=示例电路公司 at=涟水县 total=100000 plan=20000 done=30000 stage=producing
12 - section_row
13 示例石油机械项目 in=【金湖县】 of=示例石油装备 at=金湖县 total=80000 plan=15000 done=20000 stage=started
14 示例仪表项目 in=【金湖县】 of=示例仪表 at=金湖县 total=70000 plan=15000 done=20000 stage=started
15 - section_row
16 - section_row
17 示例冷链物流项目 in=【清江浦区】 of=示例物流 at=清江浦区 total=150000 plan=50000 done=60000 stage=started
18 示例文旅项目 in=【清江浦区】 of=示例文旅 at=清江浦区 total=100000 plan=30000 done=50000 stage=started
19 - subtotal_row_skipped
20 - note_row`},

	{"three header rows on each printed page, hidden rows, formulas with and without values", "printed.xlsx", []tab{{
		name: "Sheet1",
		rows: [][]any{
			{"某高新区2025年1-9月重大项目进度表"},
			{nil, nil, nil, nil, nil, nil, nil, "单位：万元"},
			{"序号", "项目基本情况", nil, nil, "投资情况", nil, nil, "时间节点", nil, "备注"},
			{nil, "项目名称", "企业名称", "信用代码", "总投资", "2025年", nil, "实际开工时间", "计划竣工时间", nil},
			{nil, nil, nil, nil, nil, "计划", "1-9月完成投资", nil, nil, nil},
			{1, "示例传感器项目", "示例传感器有限公司", "91320899MA0010010J", 20000, 8000, 6000, "2024/8/8", "2026/6/30"},
			{2, "示例激光器项目", "示例激光有限公司", "91320899MA0010010K", 30000, 9000, 7000, "2024年8月", "2026年上半年", "暂缓"},
			{"序号", "项目基本情况", nil, nil, "投资情况", nil, nil, "时间节点", nil, "备注"},
			{nil, "项目名称", "企业名称", "信用代码", "总投资", "2025年", nil, "实际开工时间", "计划竣工时间", nil},
			{nil, nil, nil, nil, nil, "计划", "1-9月完成投资", nil, nil, nil},
			{3, "示例电机项目", "示例电机有限公司", "91320899MA001002", 15000, 5000, 16000, "2023.12.1", "2025.12"},
			{nil, "合计", nil, nil, "=SUM(E6:E11)", "=SUM(F6:F11)", "=SUM(G6:G11)"},
		},
		merges: []string{"A1:J1", "A3:A5", "B3:D3", "E3:G3", "H3:I3", "J3:J5", "B4:B5", "C4:C5", "D4:D5", "E4:E5", "F4:G4", "H4:H5", "I4:I5",
			"A8:A10", "B8:D8", "E8:G8", "H8:I8", "J8:J10", "B9:B10", "C9:C10", "D9:D10", "E9:E10", "F9:G9", "H9:H10", "I9:I10"},
		hidden: []int{7},
	}}, `
[Sheet1] projects [3 4 5] 万元 !formula_no_cached_value,hidden_row
6 示例传感器项目 of=示例传感器有限公司 code=91320899MA0010010J total=20000 plan=8000 ydone=6000 start=2024-08-08 pend=2026-06-30
7 示例激光器项目 of=示例激光有限公司 code=91320899MA0010010K total=30000 plan=9000 ydone=7000 start=2024-08 pend=2026-H1 !code_check_failed,date_imprecise,hidden_row
8 - repeated_header
9 - repeated_header
10 - repeated_header
11 示例电机项目 of=示例电机有限公司 code=91320899MA001002 total=15000 plan=5000 ydone=16000 start=2023-12-01 pend=2025-12 !code_check_failed,date_imprecise
12 - subtotal_row_skipped`},

	{"single months of the year, no cumulative column", "months.xlsx", []tab{{
		name: "月报",
		rows: [][]any{
			{"2025年重点项目投资完成情况（单位：万元）"},
			{"序号", "项目名称", "业主单位", "总投资", "年度目标", "各月完成投资", nil, nil, nil, "建设进度"},
			{nil, nil, nil, nil, nil, "1月", "2月", "3月", "4月", nil},
			{1, "示例电池壳项目", "示例电池", 10000, 4000, 100, 200, 300, nil, "厂房建设"},
			{2, "示例铝箔项目", "示例铝箔", 20000, 6000, nil, 500, "—", nil, "桩基施工"},
			{3, "示例隔膜项目", "示例隔膜", 20000, 6000, nil, nil, nil, nil, "未开工"},
		},
		merges: []string{"A1:J1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3", "F2:I2", "J2:J3"},
	}}, `
[月报] projects [2 3] 万元
4 示例电池壳项目 of=示例电池 total=10000 plan=4000 ydone=600 stage=started
5 示例铝箔项目 of=示例铝箔 total=20000 plan=6000 ydone=500 stage=started
6 示例隔膜项目 of=示例隔膜 total=20000 plan=6000`},

	{"units mixed per column and in cells, the column's beats the sheet's", "units.xlsx", []tab{{
		name: "在建项目",
		rows: [][]any{
			{"高邮市在建项目调度表（截至2025年7月31日）"},
			{"单位：亿元"},
			{"序号", "项目名称", "业主", "总投资", "年度计划投资（万元）", "1-7月完成投资（万元）", "自开工累计完成投资", "项目地址", "实际开工时间", "计划竣工时间"},
			{1, "示例一厂项目", "示例一", 3, 8000, 4500, "1.2", "高邮经开区", "2024年1月", "2026年1月"},
			{2, "示例二厂项目", "示例二", "5000万元", "0.2亿元", 1500, "2000万", "城南新区", "2024.10", "2025.10"},
			{3, "示例三厂项目", "示例三", "10", 20000, "1.1亿", nil, "三垛镇", 45200, 46000},
		},
		merges:  []string{"A1:J1", "A2:J2"},
		formats: map[string]string{"I6": "yyyy/m/d", "J6": "yyyy\"年\"m\"月\""},
	}}, `
[在建项目] projects [3] 亿元
4 示例一厂项目 of=示例一 at=高邮经开区 total=30000 plan=8000 ydone=4500 done=12000 stage=started start=2024-01 pend=2026-01 !date_imprecise
5 示例二厂项目 of=示例二 at=城南新区 unit=万元 total=5000 plan=2000 ydone=1500 done=2000 stage=started start=2024-10 pend=2025-10 !amount_unit_differs,date_imprecise
6 示例三厂项目 of=示例三 at=三垛镇 total=100000 plan=20000 ydone=11000 stage=started start=2023-10-01 pend=2025-12 !amount_unit_differs,date_imprecise`},

	{"no running numbers, enterprise before project, place merged down the side, blank rows and columns", "side.xlsx", []tab{{
		name: "Sheet1",
		rows: [][]any{
			{"新沂市2025年二季度集中开工项目"},
			nil,
			{"属地", nil, "投资方", "项目名称", "主要建设内容", "投资总额(亿元)", "计划开工年月", "预计投产", "是否省重大"},
			nil,
			{"经开区", nil, "示例精工集团", "示例精工轴承项目", "新建厂房5万平方米，\n购置设备200台", 8, "2025年5月", "2026年底", "是"},
			{nil, nil, "示例玻璃", "示例药用玻璃项目", "年产5亿支", 3, "2025-05", "2026年三季度", "否"},
			nil,
			{"锡沂高新区", nil, "示例半导体", "示例封测项目", "", 25, "5月28日", "2027年", "是"},
			{nil, nil, nil, nil, nil, 36},
			{"说明：以上项目由市发改委核定。"},
		},
		merges: []string{"A1:I1", "A5:A6"},
	}}, `
[Sheet1] projects [3] 亿元
5 示例精工轴承项目 of=示例精工集团 at=经开区 total=80000 stage=started start=2025-05 pprod=2026-12 !date_imprecise
6 示例药用玻璃项目 of=示例玻璃 at=经开区 total=30000 stage=started start=2025-05 pprod=2026-Q3 !date_imprecise
8 示例封测项目 of=示例半导体 at=锡沂高新区 total=250000 stage=started start=2025-05-28 pprod=2027 !date_imprecise,date_year_inferred
9 - subtotal_row_skipped
10 - note_row`},

	{"two tables one below another with their own units and sections", "two.xlsx", []tab{{
		name: "项目表",
		rows: [][]any{
			{"表一：竣工项目（单位：亿元）"},
			{"序号", "项目名称", "建设单位", "总投资", "竣工时间", "状态"},
			{1, "示例甲项目", "甲公司", 2, "2025年6月", "竣工"},
			{2, "示例乙项目", "乙公司", 3, "2025-07-01", "一期竣工"},
			{"小计", nil, nil, 5},
			nil,
			{"表二：拟签约项目（单位：万元）"},
			{"序号", "项目名称", "投资方", "协议总投资", "预计签约时间", "状态"},
			{1, "示例丙项目", "丙公司", 20000, "2025年12月", "在谈"},
			{2, "示例丁项目", "丁公司", "3亿元", "年底", "签约"},
			{"小计", nil, nil, 50000},
		},
		merges: []string{"A1:F1", "A7:F7"},
	}}, `
[项目表] projects [2 8] 亿元
3 示例甲项目 of=甲公司 total=20000 stage=completed end=2025-06 !date_imprecise
4 示例乙项目 of=乙公司 total=30000 stage=started end=2025-07-01 !stage_partial
5 - subtotal_row_skipped
9 示例丙项目 of=丙公司 unit=万元 total=20000 stage=lead
10 示例丁项目 of=丁公司 total=30000 stage=signed !amount_unit_differs
11 - subtotal_row_skipped`},

	{"near repeats: same name and enterprise, phases, another enterprise, brackets and spaces", "repeat.xlsx", []tab{{
		name: "总表",
		rows: [][]any{
			{"序号", "项目名称", "企业名称", "建设地点", "总投资（万元）", "项目阶段"},
			{1, "年产10万吨示例膜项目", "示例膜业有限公司", "甲镇", 12000, "在建"},
			{2, "年产10万吨示例膜项目（二期）", "示例膜业有限公司", "甲镇", 8000, "签约"},
			{3, "年产10万吨示例膜", "示例膜业有限公司", "乙镇", 12000, "在建"},
			{4, "年产10万吨示例膜项目", "另一膜业有限公司", "丙镇", 12000, "在建"},
			{5, "示例膜业有限公司年产10万吨示例膜项目", "示例膜业有限公司", "甲镇", "1.2亿元", "开工"},
			{6, "示例 钢管（二期）项目", "示例钢管", "甲镇", 5000, "投产"},
			{7, "示例钢管(二期)项目", "示例钢管", "甲镇", 5000, "投产"},
			{8, "示例钢管一期项目", "示例钢管", "甲镇", 5000, "投产"},
			{9, "年产20万吨示例膜项目", "示例膜业有限公司", "甲镇", 12000, "在建"},
		},
	}}, `
[总表] projects [1] 万元
2 年产10万吨示例膜项目 of=示例膜业有限公司 at=甲镇 total=12000 stage=started
3 年产10万吨示例膜项目（二期） of=示例膜业有限公司 at=甲镇 total=8000 stage=signed
4 年产10万吨示例膜 of=示例膜业有限公司 at=乙镇 total=12000 stage=started dup=总表!2 !duplicate_in_file
5 年产10万吨示例膜项目 of=另一膜业有限公司 at=丙镇 total=12000 stage=started
6 示例膜业有限公司年产10万吨示例膜项目 of=示例膜业有限公司 at=甲镇 unit=亿元 total=12000 stage=started dup=总表!2 !amount_unit_differs,duplicate_in_file
7 示例 钢管（二期）项目 of=示例钢管 at=甲镇 total=5000 stage=producing
8 示例钢管(二期)项目 of=示例钢管 at=甲镇 total=5000 stage=producing dup=总表!7 !duplicate_in_file
9 示例钢管一期项目 of=示例钢管 at=甲镇 total=5000 stage=producing
10 年产20万吨示例膜项目 of=示例膜业有限公司 at=甲镇 total=12000 stage=started`},
}

var textExaminees = []struct {
	says, data string
	gb         bool
	want       string
}{
	{"GB18030 with sections, quoted breaks and rows of commas", "某区2025年三季度重点项目推进情况,,,,,,,,\r\n" +
		"填报单位：某区发改委,,,,,,,单位：亿元,\r\n" +
		"序号,项目名称,\"建设\r\n单位\",建设地址,投资总额,本年计划,自开工累计完成投资,项目现状,计划竣工时间\r\n" +
		",合计（4个）,,,39.5,11,9,,\r\n" +
		"一,续建项目（2个）,,,,,,,\r\n" +
		"1,示例氢能项目,示例氢能,甲园区,\"12,000万元\",0.5,0.6,设备安装,2026年6月\r\n" +
		"2,\"示例储能\r\n电站项目\",示例储能,乙园区,约18,5,8.4,并网调试,2025年底\r\n" +
		",,,,,,,,\r\n" +
		"二,新开工项目（2个）,,,,,,,\r\n" +
		"3,示例算力中心项目,示例数科,丙园区,２０,5.5,,基坑施工,2026.12\r\n" +
		"4,示例镕新材料项目,示例镕公司,丙园区,0.3,,,,待定\r\n" +
		"注：1.投资总额含土地费用。,,,,,,,,\r\n" +
		"2.数据截至9月30日。,,,,,,,,\r\n", true, `
[] projects [3] 亿元
5 - subtotal_row_skipped
6 - section_row
7 示例氢能项目 in=一、续建项目 of=示例氢能 at=甲园区 unit=万元 total=12000 plan=5000 done=6000 stage=started pend=2026-06 !amount_unit_differs,date_imprecise
8 示例储能电站项目 in=一、续建项目 of=示例储能 at=乙园区 total=180000 plan=50000 done=84000 stage=started pend=2025-12 !amount_approximate,date_imprecise
11 - section_row
12 示例算力中心项目 in=二、新开工项目 of=示例数科 at=丙园区 total=200000 plan=55000 stage=started pend=2026-12 !date_imprecise
13 示例镕新材料项目 in=二、新开工项目 of=示例镕公司 at=丙园区 total=3000 stage=started
14 - note_row
15 - note_row`},

	{"UTF-8 with BOM and semicolons", "\ufeff序号;项目名称;业主单位;总投资（万元）;开工时间;项目阶段;统一社会信用代码\n" +
		"1;示例A项目;甲公司;12000;2024-03-01;在建;91320899MA0010010J\n" +
		"2;示例B项目;乙公司;\"1,500\";2024年3月;签约;91320899MA0010010X\n", false, `
[] projects [1] 万元
2 示例A项目 of=甲公司 code=91320899MA0010010J total=12000 stage=started start=2024-03-01
3 示例B项目 of=乙公司 code=91320899MA0010010X total=1500 stage=signed start=2024-03 !code_check_failed,date_imprecise`},

	{"tabs, GB18030, the title on top", "启东市项目表（单位：万元）\t\t\t\r\n项目名称\t投资主体\t总投资\t投产时间\r\n示例甲项目\t甲公司\t5000\t已投产\r\n示例乙项目\t乙公司\t3000～5000\t2025年12月\r\n", true, `
[] projects [2] 万元
3 示例甲项目 of=甲公司 total=5000 !date_status_word
4 示例乙项目 of=乙公司 low=3000 high=5000 pprod=2025-12 !amount_range,date_imprecise`},
}
