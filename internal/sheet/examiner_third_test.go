package sheet

// The examiner's third paper: rules of the README that the four ledgers barely touch.

func init() { moreExaminees = append(moreExaminees, thirdExaminees...) }

var thirdExaminees = []examinee{
	{"the year stands in a title that also states the unit", "a.xlsx", []tab{{
		name: "Sheet1",
		rows: [][]any{
			{"东台市2025年重点产业项目推进计划表（单位：亿元）"},
			{"序", "项目名称及建设内容", "建设单位", "总投资", "年度计划投资", "截至9月底完成投资", "开工时间", "竣工时间", "当前形象进度", "属地单位", "挂钩领导", "备 注"},
			{1, "示例不锈钢项目", "示例不锈钢", 12, 3, 2.1, "3月", "年底", "设备安装", "溱东镇", "某某"},
			{2, "示例磁材项目", "示例磁材", 8.5, "2亿", "—", "已开工", "2026年年中", "未动工", "时堰镇", "某某", "土地未摘牌"},
			{3, "示例线缆项目", "示例线缆", "6亿元（含流动资金0.5亿元）", 1, 0.4, "二季度末", "2026年春", "厂房建设", "五烈镇"},
		},
		merges: []string{"A1:L1"},
	}}, `
[Sheet1] projects [2] 亿元
3 示例不锈钢项目 of=示例不锈钢 at=溱东镇 total=120000 plan=30000 done=21000 stage=started start=2025-03 pend=2025-12 !date_imprecise,date_year_inferred
4 示例磁材项目 of=示例磁材 at=时堰镇 total=85000 plan=20000 pend=2026 !date_imprecise,date_status_word
5 示例线缆项目 of=示例线缆 at=五烈镇 total=60000 plan=10000 done=4000 stage=started start=2025-Q2 !amount_has_note,date_imprecise,date_unparsed,date_year_inferred`},

	{"a place merged down the side with its own subtotals in the name column", "b.xlsx", []tab{{
		name: "在建",
		rows: [][]any{
			{"扬中市、句容市在建项目汇总", nil, nil, nil, nil, nil, nil},
			{"（截至2025年6月30日，单位：亿元）"},
			{"地区", "序号", "项目名称", "投资主体", "总投资额", "累计完成投资额", "完成率"},
			{"扬中市", 1, "示例桥架项目", "示例电气", 3, 1.5, "=F4/E4"},
			{nil, 2, "示例母线项目", "示例母线", 2, 2.6, "=F5/E5"},
			{nil, nil, "小计", nil, 5, 4.1, "=F6/E6"},
			{"句容市", 1, "示例水泥窑项目", "示例建材", 6, 3, "=F7/E7"},
			{nil, 2, "示例光学项目", "示例光学", 4, 1, "=F8/E8"},
			{nil, nil, "小计", nil, 10, 4, "=F9/E9"},
			{"合计", nil, nil, nil, 15, 8.1},
			{"数据来源：各市区上报"},
		},
		merges: []string{"A1:G1", "A2:G2", "A4:A6", "A7:A9", "A10:D10"},
	}}, `
[在建] projects [3] 亿元 !formula_no_cached_value
4 示例桥架项目 of=示例电气 at=扬中市 total=30000 done=15000 stage=started
5 示例母线项目 of=示例母线 at=扬中市 total=20000 done=26000 stage=started !done_exceeds_total
6 - subtotal_row_skipped
7 示例水泥窑项目 of=示例建材 at=句容市 total=60000 done=30000 stage=started
8 示例光学项目 of=示例光学 at=句容市 total=40000 done=10000 stage=started
9 - subtotal_row_skipped
10 - subtotal_row_skipped
11 - note_row`},

	{"a county column beside a place column; both a plan and a forecast; who is responsible", "c.xlsx", []tab{{
		name: "Sheet1",
		rows: [][]any{
			{"附表2"},
			{"淮海示例市2025年度市级领导挂钩重大项目表"},
			{nil, nil, nil, nil, nil, nil, nil, nil, nil, "投资单位：万元"},
			{"序号", "县（市、区）", "项目名称", "企业名称", "项目所在地", "项目性质", "计划总投资", "其中：设备投资", "2025年计划完成投资", "2025年1-6月实际完成投资", "自开工以来累计完成投资", "项目进展情况", "计划开工时间", "计划竣工时间", "牵头市领导", "责任单位", "项目代码"},
			{1, "睢宁县", "示例纺织新材料项目", "示例纺织新材料（睢宁）有限公司", "睢宁经开区", "新建", 105000, 60000, 30000, 18000, 42000, "一号厂房封顶，二号厂房基础施工", "2024.06", "2026.06", "某某", "睢宁县政府", "2401-320324-89-01-123456"},
			{2, "新沂市", "示例农药项目", "示例农化", "新沂化工园", "技改", "8.6亿元", 30000, 20000, 12000, 33000, "设备安装调试", "2023年10月18日", "2025年9月", "某某", "新沂市政府"},
			{nil, "合计", nil, nil, nil, nil, 191000, 90000, 50000, 30000, 75000},
		},
		merges: []string{"A2:Q2", "B7:F7"},
	}}, `
[Sheet1] projects [4] 万元
5 示例纺织新材料项目 of=示例纺织新材料（睢宁）有限公司 at=睢宁经开区 total=105000 plan=30000 ydone=18000 done=42000 start=2024-06 pend=2026-06 !date_imprecise
6 示例农药项目 of=示例农化 at=新沂化工园 unit=亿元 total=86000 plan=20000 ydone=12000 done=33000 start=2023-10-18 pend=2025-09 !amount_unit_differs,date_imprecise
7 - subtotal_row_skipped`},

	{"headings over two rows without merges, units in the second row", "d.xlsx", []tab{{
		name: "月报",
		rows: [][]any{
			{"如皋市产业项目月报（2025年5月）"},
			{"序号", "项目", "业主", "总投资", "2025年计划", "1-5月完成", "开工", "竣工", "进展"},
			{nil, "名称", "单位", "（亿元）", "（万元）", "（万元）", "时间", "时间", nil},
			{1, "示例氢燃料电池项目", "示例氢能", 15, 30000, 12000, "2024.11", "2026.10", "在建"},
			{2, "示例线束项目", "示例线束", 2, 8000, 9000, "2024.3.1", "2025.5.1", "竣工"},
		},
		merges: []string{"A1:I1"},
	}}, `
[月报] projects [2 3]
4 示例氢燃料电池项目 of=示例氢能 unit=亿元 total=150000 plan=30000 ydone=12000 stage=started start=2024-11 pend=2026-10 !date_imprecise
5 示例线束项目 of=示例线束 unit=亿元 total=20000 plan=8000 ydone=9000 stage=completed start=2024-03-01 end=2025-05-01`},

	{"credit codes in brackets, in lower case, full-width, short, and where the project code stands", "e.xlsx", []tab{{
		name: "库",
		rows: [][]any{
			{"序号", "项目名称", "实施主体", "社会信用代码", "总投资（万元）", "阶段"},
			{1, "示例一", "示例一公司（统一社会信用代码：91320899MA0010010J）", nil, 100, "签约"},
			{2, "示例二", "示例二公司", "91320899ma0010029f", 100, "签约"},
			{3, "示例三", "示例三公司", "９１３２０８９９ＭＡ００１００３７Ａ", 100, "签约"},
			{4, "示例四", "示例四公司", "91320899MA001003", 100, "签约"},
			{5, "示例五", "示例五公司", "正在办理", 100, "签约"},
			{6, "示例六", "示例六公司", "9132 0899 MA00 1004 55", 100, "签约"},
			{7, "示例七", "示例七公司", "无", 100, "签约"},
			{8, "示例八", "示例八公司 91320899MA00100530", "—", 100, "签约"},
		},
	}}, `
[库] projects [1] 万元
2 示例一 of=示例一公司 code=91320899MA0010010J total=100 stage=signed
3 示例二 of=示例二公司 code=91320899MA0010029F total=100 stage=signed
4 示例三 of=示例三公司 code=91320899MA0010037A total=100 stage=signed
5 示例四 of=示例四公司 code=91320899MA001003 total=100 stage=signed !code_check_failed
6 示例五 of=示例五公司 total=100 stage=signed !code_check_failed
7 示例六 of=示例六公司 code=91320899MA00100455 total=100 stage=signed
8 示例七 of=示例七公司 total=100 stage=signed
9 示例八 of=示例八公司 code=91320899MA00100530 total=100 stage=signed`},

	{"sections with stages and 其中 rows, counts that count parts or not, a section without rows", "f.xlsx", []tab{{
		name: "清单",
		rows: [][]any{
			{"射阳县2025年重大产业项目清单"},
			{"单位：亿元"},
			{"序号", "项目名称", "建设单位", "建设地点", "总投资", "2025年计划投资", "开工年月", "建成年月"},
			{"第一部分  竣工投产项目（2个）"},
			{1, "示例风电整机项目", "示例风电", "射阳港", 10, 1, "2023.01", "2025.03"},
			{nil, "其中：一期", nil, nil, 6, 0, "2023.01", "2024.06"},
			{nil, "      二期", nil, nil, 4, 1, "2024.01", "2025.03"},
			{2, "示例纺纱项目", "示例纺织", "经开区", 3, 0.5, "2024年", "2025年4月"},
			{"第二部分  新开工项目（1个）"},
			{3, "示例塔筒项目", "示例塔筒", "射阳港", "5（其中外资0.3亿美元）", 2, "2025年二季度", "2026年"},
			{"第三部分  前期项目（0个）"},
			{"第四部分  签约项目"},
			{4, "示例叶片回收项目", "示例循环", "射阳港", "1000万美元", nil, "2025年底", "待定"},
		},
		merges: []string{"A1:H1", "A2:H2", "A4:H4", "A9:H9", "A11:H11", "A12:H12"},
	}}, `
[清单] projects [3] 亿元
4 - section_row
5 示例风电整机项目 in=第一部分  竣工投产项目 of=示例风电 at=射阳港 total=100000 plan=10000 stage=producing start=2023-01 end=2025-03 !date_imprecise
6 示例风电整机项目一期 in=第一部分  竣工投产项目 total=60000 stage=producing start=2023-01 end=2024-06 part=5 !date_imprecise,part_of_above
7 示例风电整机项目二期 in=第一部分  竣工投产项目 total=40000 plan=10000 stage=producing start=2024-01 end=2025-03 part=5 !date_imprecise,part_of_above
8 示例纺纱项目 in=第一部分  竣工投产项目 of=示例纺织 at=经开区 total=30000 plan=5000 stage=producing start=2024 end=2025-04 !date_imprecise
9 - section_row
10 示例塔筒项目 in=第二部分  新开工项目 of=示例塔筒 at=射阳港 total=50000 plan=20000 stage=started start=2025-Q2 pend=2026 !amount_has_note,date_imprecise
11 - section_row
12 - section_row
13 示例叶片回收项目 in=第四部分  签约项目 of=示例循环 at=射阳港 unit=万美元 foreign=10000000USD stage=signed start=2025-12 !amount_foreign_currency,date_imprecise`},

	{"a transposed mess: notes on top, the heading in row 6, text figures with units, no total column", "g.xlsx", []tab{{
		name: "汇总",
		rows: [][]any{
			{"各镇（街道）、园区："},
			{"    根据工作安排，现将三季度重大项目情况汇总如下，请各单位认真核对，如有出入请于10月8日前反馈。"},
			nil,
			{"2025年三季度重大项目情况汇总表"},
			{nil, nil, nil, nil, nil, "计量单位：万元"},
			{"序号", "工程名称", "责任单位", "建设单位", "年度投资计划", "1—9月份累计完成投资", "投资完成率", "形象进度"},
			{1, "示例标准厂房工程", "城投", "示例城投", 12000, 9000, 0.75, "主体完工"},
			{2, "示例污水处理厂扩建", "水务", "示例水务", 3000, "2,250.5", 0.7502, "土建完成80%"},
			{"合计：2个", nil, nil, nil, 15000, 11250.5},
			{"抄送：县委办、政府办"},
		},
		formats: map[string]string{"G8": "0%"},
	}}, `
[汇总] projects [6] 万元
7 示例标准厂房工程 of=示例城投 unit= plan=12000 ydone=9000 pct=75 !percent_scale_guessed
8 示例污水处理厂扩建 of=示例水务 unit= plan=3000 ydone=2250.5 pct=75.02
9 - subtotal_row_skipped
10 - note_row`},

	{"hidden sheet of projects, hidden column, comment, error values", "h.xlsx", []tab{{
		name: "项目",
		rows: [][]any{
			{"项目名称", "建设单位", "总投资（亿元）", "完成投资（亿元）", "竣工日期", "状态"},
			{"示例甲项目", "甲", "#REF!", 1, "#N/A", "建设中"},
			{"示例乙项目", "乙", 2, 1, "2025年9月1日（已完成）", "已开工建设"},
			{"示例丙项目", "丙", 3, 1, "原计划2024年12月，现调整为2025年6月", "缓建"},
			{"示例丁项目", "丁", "不详", "—", "2025年13月", "前期"},
			{"示例戊项目", "戊", "1 200 万元", "1,200.50万", "2025-06-31", "正式投产"},
			{"示例己项目", "己", "1.2亿元/年", 0.1, "2025 06 30", "竣工待验收"},
		},
	}}, `
[项目] projects [1] 亿元
2 示例甲项目 of=甲 done=10000 stage=started
3 示例乙项目 of=乙 total=20000 done=10000 stage=started pend=2025-09-01
4 示例丙项目 of=丙 total=30000 done=10000 !date_multiple,stage_unmapped
5 示例丁项目 of=丁 !date_unparsed,stage_unmapped
6 示例戊项目 of=戊 unit=万元 total=1200 done=1200.5 stage=producing !amount_unit_differs,date_unparsed,done_exceeds_total
7 示例己项目 of=己 total=12000 done=1000 stage=completed end=2025-06-30 !amount_has_note`},
}
