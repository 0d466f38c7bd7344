package sheet

import (
	"strings"
	"testing"

	"guatu/internal/sheet/xlsx"
)

func TestPercentagesThreeWays(t *testing.T) {
	for _, c := range []struct {
		cell  xlsx.Cell
		want  string
		codes string
	}{
		{xlsx.Cell{Kind: xlsx.Number, Number: 0.62, Format: xlsx.ParseFormat("0%")}, "62", ""},
		{xlsx.Cell{Kind: xlsx.Number, Number: 0.8877, Format: xlsx.ParseFormat("0.00%")}, "88.77", ""},
		{xlsx.Cell{Kind: xlsx.Number, Number: 0.62}, "62", codePercentScale},
		{xlsx.Cell{Kind: xlsx.Number, Number: 62.14}, "62.14", codePercentScale},
		{xlsx.Cell{Kind: xlsx.Number, Number: 0}, "0", ""},
		{xlsx.Cell{Kind: xlsx.Number, Number: 0.5, Formula: true, HasCached: true}, "", ""},
		{xlsx.Cell{Kind: xlsx.Text, Text: "30%"}, "30", ""},
		{xlsx.Cell{Kind: xlsx.Text, Text: "100.5％"}, "100.5", ""},
		{xlsx.Cell{Kind: xlsx.Text, Text: "0.2"}, "20", codePercentScale},
		{xlsx.Cell{Kind: xlsx.Text, Text: "百分之六十"}, "60", "percent_has_note"},
		{xlsx.Cell{Kind: xlsx.Text, Text: "百分之62"}, "62", "percent_has_note"},
		{xlsx.Cell{Kind: xlsx.Text, Text: "约62%"}, "62", "percent_has_note"},
		{xlsx.Cell{Kind: xlsx.Text, Text: "土建80%，设备20%"}, "", codeNoPercent},
		{xlsx.Cell{Kind: xlsx.Text, Text: "过半"}, "", codeNoPercent},
		{xlsx.Cell{Kind: xlsx.Text, Text: "—"}, "", ""},
	} {
		r := readPercent(c.cell)
		if r.text != c.want || strings.Join(r.codes, " ") != c.codes {
			t.Errorf("%+v: %q %v, want %q %s", c.cell, r.text, r.codes, c.want, c.codes)
		}
	}
}

func TestStagesInTheWordsOfAnOffice(t *testing.T) {
	for _, c := range []struct{ text, stage, codes string }{
		{"在谈", "lead", ""}, {"洽谈中", "lead", ""}, {"签约", "signed", ""}, {"已签约", "signed", ""}, {"立项备案", "filed", ""},
		{"开工", "started", ""}, {"在建", "started", ""}, {"设备安装", "started", ""}, {"主体施工", "started", ""}, {"新开工", "started", ""},
		{"竣工", "completed", ""}, {"竣工投产", "producing", ""}, {"已投产", "producing", ""}, {"达产达效", "at_capacity", ""},
		{"一期投产", "started", codeStagePartial}, {"部分试生产", "started", codeStagePartial}, {"试生产", "started", codeStagePartial},
		{"一期竣工，二期在建", "started", codeStagePartial}, {"二期在建", "started", ""}, {"已签约未开工", "signed", ""},
		{"土建竣工", "started", ""}, {"拟开工", "", codeStageUnmapped}, {"已验", "", codeStageUnmapped}, {"“十三五”已实施", "", codeStageUnmapped},
		{"—", "", ""}, {"列统", "in_statistics", ""}, {"已终止", "exited", ""}, {"全面投产", "producing", ""}, {"一期全面投产", "started", codeStagePartial},
	} {
		r := readStage(c.text)
		if string(r.stage) != c.stage || strings.Join(r.codes, " ") != c.codes {
			t.Errorf("%s: %q %v, want %q %s", c.text, r.stage, r.codes, c.stage, c.codes)
		}
	}
}

func TestAPhaseThatIsNotTheProjectsOwnSaysNothing(t *testing.T) {
	for _, c := range []struct {
		progress, name string
		partial        bool
	}{
		{"一期建成投产，二期生产线开工", "达克浩斯精密机械项目", true},
		{"一期已投产，二期建设中", "丰远新材料二期", false},
		{"一期占地50亩，基本建成并具备生产条件", "猎锋啤酒项目", false},
		{"一期计划2025年投产", "某项目", false},
		{"1号厂房封顶", "某项目", false},
	} {
		if got := partialIn(c.progress, c.name); got != c.partial {
			t.Errorf("%s of %s: %v", c.progress, c.name, got)
		}
	}
}

func TestTitlesNameStages(t *testing.T) {
	for _, c := range []struct{ title, stage string }{
		{"一、续建项目", "started"}, {"二、新开工项目", "started"}, {"三、竣工投产项目", "producing"}, {"四、签约及储备项目", ""},
		{"签约", "signed"}, {"在建", "started"}, {"在谈项目", "lead"}, {"（一）徐州", ""}, {"计划新开工项目", ""},
	} {
		if got := stagesOf(c.title).stage(c.title); string(got) != c.stage {
			t.Errorf("%s: %q, want %q", c.title, got, c.stage)
		}
	}
	if !stagesOf("四、签约及储备项目").conflicts("started") || stagesOf("四、签约及储备项目").conflicts("lead") {
		t.Error("签约及储备 holds signed projects and leads, none that started")
	}
}

func TestCreditCodesInOtherCells(t *testing.T) {
	for _, c := range []struct{ text, name, code string }{
		{"示例包装有限公司统一代码91320899MA0070100N", "示例包装有限公司", "91320899MA0070100N"},
		{"示例包装有限公司（91320899ma0010010j）", "示例包装有限公司", "91320899MA0010010J"},
		{"９１３２０８９９MA００１００１０J 示例包装（集团）有限公司", "示例包装（集团）有限公司", "91320899MA0010010J"},
		{"示例包装（示例县）有限公司", "示例包装（示例县）有限公司", ""},
		{"Sample Packaging International Co", "Sample Packaging International Co", ""},
	} {
		name, code := splitCredit(c.text)
		if name != c.name || code != c.code {
			t.Errorf("%s: %q %q", c.text, name, code)
		}
	}
	if code, ok := readCredit("913208 99MA00 10010J"); code != "91320899MA0010010J" || !ok {
		t.Errorf("spaces in a code: %s %v", code, ok)
	}
	if code, ok := readCredit("9132O899MA00107662"); code != "9132O899MA00107662" || ok {
		t.Errorf("a letter O: %s %v", code, ok)
	}
}

func TestCountsInTitles(t *testing.T) {
	for _, c := range []struct {
		text, rest string
		n          int
	}{
		{"（一）徐州（15个）", "（一）徐州", 15}, {"一、续建项目（10个）", "一、续建项目", 10}, {"全县合计（3000项）", "全县合计", 3000},
		{"一、续建项目（共10个，总投资50亿元）", "一、续建项目", 10}, {"一、续建项目：10个", "一、续建项目", 10}, {"工业项目(3)", "工业项目", 3},
		{"（一）徐州", "（一）徐州", -1}, {"（二）", "（二）", -1}, {"示例项目（一期）", "示例项目（一期）", -1}, {"二、三个园区", "二、三个园区", -1},
		{"新开工项目（十二个）", "新开工项目", 12},
	} {
		rest, n, ok := readCount(c.text)
		if !ok {
			n = -1
		}
		if rest != c.rest || n != c.n {
			t.Errorf("%s: %q %d", c.text, rest, n)
		}
	}
}

func TestHeadingsAreTakenForFields(t *testing.T) {
	for _, c := range []struct{ levels, field string }{
		{"项目名称", "name"}, {"工程项目名称", "name"}, {"计划\n总投资", "total"}, {"协议总投资", "total"}, {"总投资额（亿元）", "total"},
		{"年度投资情况/年度计划投资", "plan"}, {"2025年度/计划投资", "plan"}, {"2025年计划", "plan"}, {"当年计划完成投资", "plan"},
		{"2025年度/1—9月完成", "year_done"}, {"年度完成投资", "year_done"}, {"1-6月累计完成投资", "year_done"}, {"本年累计完成投资", "year_done"},
		{"自开工累计完成投资", "done"}, {"累计完成投资", "done"}, {"截至2025年9月底累计完成投资", "done"}, {"上年底累计完成", "prev_done"},
		{"截至2024年底累计完成投资", "prev_done"}, {"完成率", "progress"}, {"形象进度（%）", "progress"}, {"形象进度", "image"}, {"投资完成率", "progress"},
		{"竣工（计划）", "planned_completion"}, {"竣工（预计）", "completion"}, {"竣工（投产）时间", "completion"}, {"计划竣工时间", "planned_completion"},
		{"竣工时间（计划）", "planned_completion"}, {"预计竣工投产时间", "planned_completion"}, {"实际竣工时间", "completed_date"}, {"竣工时间", "completion"},
		{"投产时间（计划）", "planned_production"}, {"拟开工时间", "planned_start"}, {"建设周期/开工时间", "start_date"}, {"时间节点/开工", "start_date"},
		{"开工时间/计划", "planned_start"}, {"开工时间/实际", "start_date"}, {"建设起止年限", "period"}, {"签约时间", "signed"},
		{"企业\n（投资方）", "enterprise"}, {"建设单位", "enterprise"}, {"投资方", "enterprise"}, {"统一社会信用代码", "credit"}, {"项目代码", "project_code"},
		{"落户地", "place"}, {"属地", "place"}, {"片区", "place"}, {"所属县（市、区）", "place"}, {"现状", "stage"}, {"项目状态", "stage"}, {"当前阶段", "stage"},
		{"主要建设内容及规模", "content"}, {"其中：设备投资", "other"}, {"其中：固定资产投资", "fixed_asset"}, {"用地\n（亩）", "other"},
		{"存在问题及需协调事项", "problems"}, {"备  注", "note"}, {"产能及备注", "note"}, {"挂钩市领导", "leader"}, {"联系电话", "phone"}, {"项目负责人", "contact"},
		{"序号", "seq"}, {"个数", "count"}, {"责任单位", "other"}, {"建设性质", "kind"}, {"所属行业", "industry"}, {"产业链", "chain"}, {"项目级别", "levels"},
	} {
		list := newHeading(strings.Split(c.levels, "/")).candidates()
		if len(list) == 0 || list[0].field != c.field {
			t.Errorf("%s: %v, want %s", c.levels, list, c.field)
		}
	}
}

func TestSentencesAreNoHeadings(t *testing.T) {
	for _, s := range []string{"重大产业项目推进情况表（淮安片区）", "年产3万吨高性能树脂及配套设施项目", "占地2145亩，分A、B两轮建设", "示例纺织有限公司"} {
		if field, ok := isHeadingText(s); ok && field == "name" {
			t.Errorf("%s is taken for %s", s, field)
		}
	}
}

func TestYearsOfLedgers(t *testing.T) {
	for _, c := range []struct {
		text string
		year int
	}{
		{"示例县2025年产业项目库（截至9月底）", 2025}, {"2024—2026年三年行动计划", 0}, {"重大项目推进情况表", 0}, {"投资2000万元以上项目表", 0},
		{"全县3000项", 0}, {"20240705报送", 2024}, {"2025年一季度项目（2025年4月）", 2025},
	} {
		if y, _ := onlyYear(c.text); y != c.year {
			t.Errorf("%s: %d, want %d", c.text, y, c.year)
		}
	}
}
