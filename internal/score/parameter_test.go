package score

// Every reading a rule may leave open (the parameters of the shared cases) can be
// set in a pack, with the default the cases state.

import (
	"encoding/json"
	"os"
	"testing"
)

// A reading is one parameter: a pack in which it stands with its default, facts,
// and what a figure, grade, total or rank of unit 甲 is by each value; "" is the
// default.
type reading struct {
	pack  string // a pack's name, or sections of one
	set   string // its name in the pack
	facts string
	ask   func(v view) any
	want  map[string]any
}

func totalOf(v view) any { return v.unit("甲")["total"] }
func rankOf(v view) any  { return v.unit("甲")["rank"] }
func onRed(v view) any   { return v.unit("甲")["list"] == "red" }

func gradeOf(name string) func(view) any  { return func(v view) any { return v.grade("甲", name) } }
func figureOf(name string) func(view) any { return func(v view) any { return v.figure("甲", name) } }

// one unit with values, as JSON.
func one(values string) string {
	return `{"as_of":"2024-06-30","units":[{"id":"甲","values":{` + values + `}}]}`
}

// units 甲, 乙, … with one value 分 each.
func scored(values ...string) string {
	s := ""
	for i, x := range values {
		if i > 0 {
			s += ","
		}
		s += `{"id":"` + string([]rune("甲乙丙丁戊己庚")[i]) + `","values":{"分":` + x + `}}`
	}
	return `{"units":[` + s + `]}`
}

const points = "data: {分: number}\nindicators: {得分: 分}\n"

var readings = map[string]reading{
	"curve": {"data: {完成率: number, 曲线: {月份: number, 累计: number}}\nfigures:\n  序时: 缺则(末(曲线, 累计, 月份 = 月(截止日)), 月(截止日) ÷ 12 × 100)\n  超: 完成率 − 序时\n", "",
		`{"as_of":"2024-06-30","units":[{"id":"甲","values":{"完成率":50},"records":{"曲线":[{"月份":3,"累计":20},{"月份":6,"累计":40}]}}]}`, figureOf("超"), map[string]any{"": 10.0}},
	"round_before_subtract": {"progress", "先舍入", one(`"公布完成率":66.666`), figureOf("超序时"), map[string]any{"": 16.666, "是": 16.67}},
	"rounding":              {"parameters: {rounding: half_up}\ndata: {率: number}\nfigures: {印: 舍入(率，0)}\n", "rounding", one(`"率":103.57`), figureOf("印"), map[string]any{"": 104.0, "truncate": 103.0}},
	"on_plan_denominator":   {"rates", "达序时分母", one(`"达序时":8,"已开工":10,"项目数":16`), figureOf("达序时占比"), map[string]any{"": 80.0, "all": 50.0}},
	"missing":               {points, "missing", scored("null", "5"), rankOf, map[string]any{"": nil, "zero": 2.0}},
	"tie_rank":              {"data: {分: number}\nindicators: {得分: -分}\n", "tie_rank", scored("3", "1", "1"), rankOf, map[string]any{"": 3.0, "dense": 2.0}},
	"tie_breakers":          {points + "rank: {then: ['如果(单位 = \"甲\", 0, 1)']}\n", "", scored("3", "3"), rankOf, map[string]any{"": 2.0}},
	"tie_at_cut":            {points + "lists: {red: {top: 1}}\n", "tie_at_cut", scored("3", "3", "1"), onRed, map[string]any{"": true, "exclude_all": false}},
	"pending_exemption": {"mianyang-2022", "待批", `{"units":[{"id":"甲","group":"县区园区","values":{"工作量化评分":60,"任务结果":"未完成","不可抗力":"申请中"}}]}`,
		func(v view) any { return v.unit("甲")["list"] }, map[string]any{"": "black", "off": "none"}},
	"shared_first": {"anqing-2018", "并列第一", one(`"五率第一":2,"五率并列":1,"办结率第一":0,"办结率并列":0,"七指标第一":0,"七指标并列":0`), onRed, map[string]any{"": true, "does_not": false}},
	"pass_down":    {points + "lists: {red: {top: 1, when: 分 < 5}}\n", "pass_down", scored("3", "9"), onRed, map[string]any{"": false, "passed": true}},
	"exactly_30_percent": {"parameters:\n  恰为30: {value: 是, choices: [是, 否]}\ndata: {超额: number}\nindicators:\n  加分: 如果(超额 > 30 或 (恰为30 且 超额 = 30), 5, 0)\n", "恰为30",
		one(`"超额":30`), totalOf, map[string]any{"": 5.0, "否": 0.0}},
	"small_gap": {"yinchuan-2025", "缺口灯", one(`"超序时":-5`), gradeOf("进度灯"), map[string]any{"": "green", "yellow": "yellow"}},
	"reading":   {"sanya-2022", "口径", one(`"完成率":20,"序时进度":50`), gradeOf("项目灯"), map[string]any{"": "red", "points": "yellow"}},
	"zero_growth": {"parameters:\n  零增长灯: {value: yellow, choices: [yellow, green, red]}\ndata: {本期: number, 上期: number}\ngrades:\n  增幅灯:\n    - red: 增幅(本期, 上期) < 0 或 (本期 = 上期 且 零增长灯 = \"red\")\n    - yellow: 本期 = 上期 且 零增长灯 = \"yellow\"\n    - green: 其余\n", "零增长灯",
		one(`"本期":5,"上期":5`), gradeOf("增幅灯"), map[string]any{"": "yellow", "green": "green", "red": "red"}},
	"overall_lamp":        {"yinchuan-2025", "", one(`"超序时":-50,"已开工":true,"支付达要求":true,"已入库":true`), gradeOf("总灯"), map[string]any{"": "red"}},
	"fraction_of_a_point": {"city-table-2020", "不足一点", one(`"完成率":98.5`), func(v view) any { return v.points("甲", "年度投资计划") }, map[string]any{"": 24.9, "proportional": 24.85, "round_up": 24.8}},
	"fraction_of_a_step": {"parameters:\n  不足一档: {value: proportional, choices: [proportional, whole_steps]}\ndata: {超: number}\nindicators:\n  加分: 每(超, 2, 不足一档)\n", "不足一档",
		one(`"超":5`), totalOf, map[string]any{"": 2.5, "whole_steps": 2.0}},
	"above_130":         {"city-table-2020", "超130", one(`"完成率":140`), func(v view) any { return v.points("甲", "年度投资计划") }, map[string]any{"": 32.0, "whole_excess": 29.0}},
	"item_cap":          {"parameters: {上限: none}\ndata: {分: number}\nindicators: {得分: {formula: 分, cap: 上限}}\n", "上限", scored("12"), totalOf, map[string]any{"": 12.0, "10": 10.0}},
	"item_floor":        {"attraction-2024", "单项保底", one(`"超时限未开工":9,"弄虚作假":0`), func(v view) any { return v.points("甲", "⑥落地质量") }, map[string]any{"": 0.0, "none": -0.4}},
	"all_equal":         {"data: {分: number}\nindicators: {得分: {formula: (20 + 80 × 归一(分)) ÷ 100, weight: 50}}\n", "all_equal", scored("3", "3"), totalOf, map[string]any{"": 50.0, "lowest": 10.0}},
	"indicator_cap":     {"parameters: {封顶: none}\ndata: {税: number}\nindicators: {亩均税收: {formula: 税 ÷ 20, weight: 45, cap: 封顶}}\n", "封顶", one(`"税":60`), totalOf, map[string]any{"": 135.0, "90": 90.0}},
	"small_list":        {"huaian-permu-2024", "小样本", `{"units":[` + firms("甲") + `,` + firms("乙") + `]}`, gradeOf("类别"), map[string]any{"": "D", "rounded_down": "C"}},
	"class_denominator": {"huaian-permu-2024", "分母", `{"units":[` + firms("甲") + `,{"id":"乙","values":{"不评价":true}}]}`, gradeOf("类别"), map[string]any{"": "D", "listed": "B"}},
	"signing_cap": {"attraction-2024", "签约封顶", one(`"签约个数":54,"签约个数任务":27,"签约金额":27,"签约金额任务":54`), func(v view) any { return v.points("甲", "③签约") },
		map[string]any{"": 0.5, "each": 0.375, "none": 0.625}},
	"progress_cap": {"yanan-2017", "进度封顶", `{"units":[{"id":"甲","records":{"项目":[{"新开":true,"年度计划":1,"完成":2,"类型":"产业","省考核":false}]}}]}`,
		func(v view) any { return v.points("甲", "完成进度") }, map[string]any{"": 120.0, "60": 60.0}},
	"one_condition_missed": {"data: {到位率: number, 开工率: number}\ngrades:\n  等次:\n    - 一等: 到位率 >= 50 且 开工率 >= 80\n    - 二等: 到位率 >= 20 且 开工率 >= 60\n    - 无: 其余\nindicators:\n  得分: 如果(等次 = \"一等\", 20, 等次 = \"二等\", 10, 0)\n", "",
		one(`"到位率":19,"开工率":90`), totalOf, map[string]any{"": 0.0}},
	"missing_month":   {"yuzhou-2018", "missing", one(`"第一月":90,"第二月":80,"领导观摩":100`), totalOf, map[string]any{"": nil, "zero": 61.0, "rescale": 87.1429}},
	"divisor":         {"ballots", "除数", `{"units":[{"id":"甲","values":{"投票总数":4},"records":{"选票":[{"位次":1,"票数":2}]}}]}`, totalOf, map[string]any{"": 100.0, "ballots_cast": 50.0}},
	"surplus_counted": {"city-build", "超额计算", one(`"超额万元":800`), func(v view) any { return v.points("甲", "超额加分") }, map[string]any{"": 5.0, "whole": 10.0}},
	"veto":            {points + "vetoes: {弄虚作假: 分 > 5}\n", "veto", scored("9", "3"), totalOf, map[string]any{"": 0.0, "keep": 9.0}},
}

func firms(id string) string {
	tax := map[string]string{"甲": "3", "乙": "9"}[id]
	return `{"id":"` + id + `","values":{"亩均税收":` + tax + `,"亩均销售":1,"单位能耗税收":1}}`
}

func TestEveryReadingOfTheCasesCanBeSet(t *testing.T) {
	text, err := os.ReadFile("testdata/scoring.json")
	if err != nil {
		t.Fatal(err)
	}
	var shared struct{ Parameters map[string]string }
	if err := json.Unmarshal(text, &shared); err != nil {
		t.Fatal(err)
	}
	for name := range shared.Parameters {
		r, ok := readings[name]
		if !ok {
			t.Errorf("no pack shows the parameter %s", name)
			continue
		}
		for value, want := range r.want {
			t.Run(name+"="+value, func(t *testing.T) {
				pack := head + r.pack
				if len(r.pack) < 40 {
					pack = packText(t, r.pack)
				}
				var set map[string]string
				if value != "" {
					set = map[string]string{r.set: value}
				}
				var facts m
				if err := json.Unmarshal([]byte(r.facts), &facts); err != nil {
					t.Fatal(err)
				}
				for _, w := range agree("", want, r.ask(runText(t, pack, facts, set)), 5e-5) {
					t.Error(w)
				}
			})
		}
	}
}
