package formula

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/fault"
	"guatu/internal/workday"
)

// world is a scope and a frame to try formulas on.
func world(t testing.TB) (*Scope, *Frame) {
	t.Helper()
	day, err := workday.ParseDate("2024-06-30")
	if err != nil {
		t.Fatal(err)
	}
	s := &Scope{}
	f := &Frame{}
	for _, n := range []struct {
		name  string
		typ   Type
		value Value
	}{
		{"完成", Number, Fixed(55, 1)}, {"目标", Number, Int(10)}, {"零", Number, Int(0)}, {"未报", Number, Value{}},
		{"结果", Text, String("超额")}, {"达标", Bool, Yes(true)}, {"截止日", Date, Day(day)}, {"10亿元以上项目", Number, Int(3)},
		{"巨", Number, Fixed(1<<62, 0)}, {"真假未报", Bool, Value{}},
	} {
		name := Name{Name: n.name, Type: n.typ, Slot: len(f.Values)}
		if n.name == "结果" {
			name.Choices = []string{"超额", "完成", "未完成"}
		}
		s.Add(name)
		f.Values = append(f.Values, n.value)
	}
	s.Add(Name{Name: "项目", Type: Records, Slot: 0, Fields: []Name{
		{Name: "名", Type: Text, Slot: 0}, {Name: "投资", Type: Number, Slot: 1}, {Name: "开工", Type: Bool, Slot: 2}}})
	s.Add(Name{Name: "未报项目", Type: Records, Slot: 1, Fields: []Name{{Name: "投资", Type: Number, Slot: 0}}})
	s.Add(Name{Name: "无", Type: Records, Slot: 2, Fields: []Name{{Name: "投资", Type: Number, Slot: 0}}})
	f.Tables = []Table{
		{Rows: 3, Width: 3, Cells: []Value{String("甲"), Int(12), Yes(false), String("乙"), Int(55), Yes(true), String("丙"), {}, Yes(true)}},
		{Missing: true, Width: 1}, {Width: 1},
	}
	return s, f
}

func TestFormulas(t *testing.T) {
	s, f := world(t)
	for source, want := range map[string]string{
		"1 + 2 × 3":     "7",
		"（1＋2）×3":       "9",
		"1 ÷ 3 × 3":     "1",
		"-2 × -3":       "6",
		"20%":           "0.2",
		"50%%":          "0.005",
		"3万 + 1.5亿":     "150030000",
		"完成 ÷ 目标 × 100": "55",
		"完成／目标＞＝５５％ 且 达标":             "是",
		"非 完成 > 目标":                   "是",
		"【10亿元以上项目】× 5":               "15",
		"结果 = “超额”":                   "是",
		"完成 ÷ 零":                      "空",
		"未报 + 1":                      "空",
		"未报 = 空":                      "空",
		"缺(未报)":                       "是",
		"有(完成)":                       "是",
		"缺则(未报, 零 ÷ 零, 7)":            "7",
		"真假未报 且 否":                    "否",
		"真假未报 或 是":                    "是",
		"是 或 真假未报":                    "是",
		"真假未报 且 是":                    "空",
		"如果(达标, 1, 未报)":               "1",
		"如果(真假未报, 1, 2)":              "空",
		"如果(否, 1, 否, 2, 3)":           "3",
		"如果(否, 1)":                    "空",
		"IF(达标, MAX(1, 2), 0)":        "2",
		"选(2, 10, 20, 30)":            "20",
		"选(4, 10, 20, 30)":            "空",
		"四舍五入(2.345, 2)":              "2.35",
		"四舍五入(-2.5, 0)":               "-3",
		"四舍五入(2.345, 目标 − 8)":         "2.35",
		"四舍五入(2.345, 0.5)":            "空",
		"截尾(103.57, 0)":               "103",
		"向下取整(-0.5)":                  "-1",
		"向上取整(6.1)":                   "7",
		"限幅(-12, -10, 10)":            "-10",
		"增幅(12, 10)":                  "0.2",
		"每(3.4, 1)":                   "3",
		"每(-3.4, 1, \"round_up\")":    "-4",
		"每(3.4, 2, \"proportional\")": "1.7",
		"月(截止日) ÷ 12":                 "0.5",
		"月数(日期(\"2024-01-31\"), 截止日)": "5",
		"加月(日期(\"2024-01-31\"), 1)":   "2024-02-29",
		"天数(日期(\"2024-06-01\"), 截止日)": "29",
		"计数(项目)":                      "3",
		"计数(项目, 开工)":                  "2",
		"求和(项目, 投资)":                  "空",
		"求和(项目, 投资, 有(投资))":           "67",
		"求和(项目, 缺则(投资, 0))":           "67",
		"平均(项目, 投资, 有(投资))":           "33.5",
		"最大(项目, 投资, 有(投资))":           "55",
		"末(项目, 名)":                    "丙",
		"首(项目, 投资)":                   "12",
		"连续(项目, 开工)":                  "2",
		"存在(项目, 名 = \"乙\")":           "是",
		"全部(项目, 开工)":                  "否",
		"名单(项目, 名, 缺(投资))":            "丙",
		"不同(项目, 开工)":                  "2",
		"不重复求和(项目, 缺则(投资, 0), 开工)":    "67",
		"不重复求和(项目, 缺则(投资, 0), 1)":     "55",
		"不重复求和(项目, 1, 开工, 有(投资))":     "2",
		"不重复求和(项目, -1, 1)":            "-1",
		"不重复求和(项目, 1, 投资)":            "空",
		"不重复求和(项目, 投资, 名)":            "空",
		"取高求和(项目, 投资, 1, 有(投资))":      "55",
		"取高求和(项目, 缺则(投资, 0), 2.9)":    "67",
		"取高求和(项目, 缺则(投资, 0), 9)":      "67",
		"取高求和(项目, 缺则(投资, 0), -1)":     "0",
		"-取高求和(项目, -缺则(投资, 3), 2)":    "15",
		"取高求和(项目, 1, 巨)":              "3",
		"取高求和(项目, 投资, 1)":             "空",
		"取高求和(项目, 1, 未报)":             "空",
		"取高求和(无, 投资, 1)":              "0",
		"不重复求和(未报项目, 投资, 投资)":         "空",
		"不重复求和(无, 投资, 投资)":            "0",
		"求和(未报项目, 投资)":                "空",
		"求和(无, 投资)":                   "0",
		"平均(无, 投资)":                   "空",
		"全部(无, 投资 > 1)":               "是",
		"计数(达标, 完成 > 目标, 是)":          "2",
		"巨 × 巨 ÷ 巨 ÷ 巨":               "1",
		"求和(项目, 目标 × 2)":              "60",
		"含(结果, \"超\")":                "是",
	} {
		t.Run(source, func(t *testing.T) {
			e, err := Parse(source)
			if err != nil {
				t.Fatal(err)
			}
			p, err := e.Compile(s)
			if err != nil {
				t.Fatal(err)
			}
			if got := p.Eval(f).Text(6); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

func TestMistakesSayWhereAndWhat(t *testing.T) {
	s, _ := world(t)
	for source, want := range map[string]string{
		"":                               "formula.empty@0",
		strings.Repeat("1+", 3000) + "1": "formula.too_long@0",
		strings.Repeat("(", 65) + "1":    "formula.too_deep@64",
		"1 + ":                           "formula.ends@4",
		"1 2":                            "formula.unexpected@2",
		"1，2":                            "formula.comma@1",
		"(1, 2)":                         "formula.unexpected@2",
		"取高求和(项目, 1, 名)":                 "formula.type@12",
		"不重复求和(项目, 投资)":                  "formula.arguments@0",
		"1 ? 2":                          "formula.sign@2",
		"1.2.3":                          "formula.number@0",
		"10个":                            "formula.number@0",
		"\"a":                            "formula.quote@0",
		"【a":                             "formula.bracket@0",
		"1 < 2 < 3":                      "formula.chain@6",
		"完 成":                            "formula.unexpected@2",
		"目标 + 完城":                        "formula.unknown_near@5",
		"什么也不是的名":                        "formula.unknown@0",
		"达标且达标":                          "formula.spaces@0",
		"结果 + 1":                         "formula.type@0",
		"结果 = 1":                         "formula.type@5",
		"结果 = \"超过\"":                    "formula.choice@5",
		"求合(1)":                          "formula.no_function_near@0",
		"绝对值(1, 2)":                      "formula.arguments@0",
		"四舍五入(1)":                        "formula.arguments@0",
		"项目":                             "formula.records_alone@0",
		"末(完成, 1)":                       "formula.not_records@2",
		"求和(项目, 计数(未报项目))":               "formula.nested_records@7",
		"名次(完成)":                         "formula.no_group@0",
		"如果(1, 2, 3)":                    "formula.type@3",
		"如果(达标, 2, 结果)":                  "formula.type@10",
		"结果 > \"超额\"":                    "formula.type@0",
	} {
		e, err := Parse(source)
		if err == nil {
			_, err = e.Compile(s)
		}
		f, ok := fault.As(err)
		if !ok {
			t.Errorf("%.20q: no fault", source)
			continue
		}
		if len(f.Parts) > 0 {
			f = f.Parts[0]
		}
		if got := f.Code + "@" + shown(f.Args["at"]); got != want {
			t.Errorf("%.20q: %s, want %s", source, got, want)
		}
	}
}

func shown(v any) string {
	n, _ := v.(int)
	return Int(n).Text(0)
}

func TestAllMistakesComeAtOnce(t *testing.T) {
	s, _ := world(t)
	e, err := Parse("完城 + 结果 + 求合(1)")
	if err != nil {
		t.Fatal(err)
	}
	_, err = e.Compile(s)
	if f, ok := fault.As(err); !ok || len(f.Parts) != 3 {
		t.Errorf("want three mistakes: %v", err)
	}
}

func TestAFormulaShowsItsValues(t *testing.T) {
	s, f := world(t)
	for source, want := range map[string]string{
		"完成/目标*100":                          "5.5 ÷ 10 × 100",
		"最小(1, 完成 ÷ 目标) × 20%":               "最小(1, 5.5 ÷ 10) × 20%",
		"求和(项目, 投资, 开工 且 有(投资)) + (未报 - -1)": "55 + (空 − −1)",
		"结果 = '超额' 且 非 达标":                   "“超额” = “超额” 且 非 是",
		"【10亿元以上项目】 × 2":                     "3 × 2",
	} {
		e, err := Parse(source)
		if err != nil {
			t.Fatal(err)
		}
		p, err := e.Compile(s)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Put(f); got != want {
			t.Errorf("%s: %s, want %s", source, got, want)
		}
		again, err := Parse(p.Text())
		if err != nil {
			t.Fatalf("%s prints as %s: %v", source, p.Text(), err)
		}
		q, err := again.Compile(s)
		if err != nil || q.Text() != p.Text() || q.Eval(f).Compare(p.Eval(f)) != 0 {
			t.Errorf("%s does not survive printing: %s (%v)", source, p.Text(), err)
		}
	}
}

func TestTheRecordsOfAValue(t *testing.T) {
	s, f := world(t)
	e, err := Parse("求和(项目, 投资, 开工 且 有(投资)) + 完成 + 未报 + 计数(项目, 投资 > 1)")
	if err != nil {
		t.Fatal(err)
	}
	p, err := e.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	got := p.Touched(f)
	if len(got) != 3 || got[0].Table != "项目" || got[0].Row != 1 || got[0].Gave.Compare(Int(55)) != 0 {
		t.Errorf("%v", got)
	}
	if diff := cmp.Diff([]string{"未报", "项目"}, p.Unreported(f)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"项目", "完成", "未报", "项目"}, e.Uses(s)); diff != "" {
		t.Error(diff)
	}
}

func TestWhatUsesEachOtherInARingIsNamed(t *testing.T) {
	uses := [][]int{{1}, {2}, {1}, {0}}
	_, ring := Order(4, func(i int) []int { return uses[i] })
	if !slices.Equal(ring, []int{1, 2, 1}) {
		t.Errorf("ring %v", ring)
	}
	uses[2] = nil
	order, ring := Order(4, func(i int) []int { return uses[i] })
	if ring != nil || !slices.Equal(order, []int{2, 1, 0, 3}) {
		t.Errorf("order %v, ring %v", order, ring)
	}
}

// Squaring what was squared doubles the digits each time: forty names deep it
// would not fit into any machine.
func TestNoNumberFillsTheMemory(t *testing.T) {
	s := &Scope{}
	s.Add(Name{Name: "x", Type: Number})
	e, err := Parse("x × x + 1 ÷ (x + 1)")
	if err != nil {
		t.Fatal(err)
	}
	p, err := e.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	f := &Frame{Values: []Value{Fixed(123456789, 3)}}
	for range 60 {
		f.Values[0] = p.Eval(f)
	}
	if !f.Values[0].IsMissing() || f.Values[0].Cause() != TooLarge {
		t.Errorf("%v is still a number", f.Values[0].Text(0))
	}
}

func TestRunningAllocatesNothing(t *testing.T) {
	s, f := world(t)
	e, err := Parse("限幅(如果(完成 ≥ 目标, 10 + (完成 − 目标) × 0.5, 完成 ÷ 目标 × 10) + 求和(项目, 投资, 有(投资)) ÷ 3, 0, 40)")
	if err != nil {
		t.Fatal(err)
	}
	p, err := e.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	if n := testing.AllocsPerRun(100, func() { p.Eval(f) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// What is no number is missing: who forgets to ask whether it was one shows nothing
// and does not fall over.
func TestWhatIsNoNumberIsMissing(t *testing.T) {
	for _, text := range []string{"", "about ten", "1,5", "1e999", "--1"} {
		v, ok := ParseNumber(text)
		if ok || !v.IsMissing() || v.Text(2) != Missing(NotReported).Text(2) {
			t.Errorf("%q is read as %v", text, v)
		}
	}
}

func TestAMistakeNamesNoMoreThanASentenceHolds(t *testing.T) {
	long := make([]string, 1000)
	for i := range long {
		long[i] = strings.Repeat("a", i+1)
	}
	if got := Some(long); len(got) != maxShown+1 || got[maxShown] != "…" || len(Some(long[:maxShown])) != maxShown {
		t.Errorf("%d", len(got))
	}
	for name, want := range map[string]string{"aaaaaaab": "aaaaaaaa", strings.Repeat("a", 61): "", "": ""} {
		if got := Nearest(name, long[7:100]); got != want {
			t.Errorf("%q is near %q, want %q", name, got, want)
		}
	}
}

func TestAmounts(t *testing.T) {
	for s, want := range map[string]string{"30%": "0.3", "3万": "30000", "-1.5亿元": "-150000000", "1e3": "1000", "007": "7"} {
		if v, ok := ParseAmount(s); !ok || v.Text(6) != want {
			t.Errorf("%s is %s, want %s", s, v.Text(6), want)
		}
	}
	for _, s := range []string{"", "1 + 2", "万", "非 是", "是", "空", "a%", "\"1\"", "-\"1\"", "2024-06-30", "(1)", "10个", "缺(1)"} {
		if v, ok := ParseAmount(s); ok {
			t.Errorf("%s is %s", s, v.Text(6))
		}
	}
}
