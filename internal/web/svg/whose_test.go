package svg

import (
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestBudgetsAreDrawn(t *testing.T) {
	for name, used := range map[string]int{"budget-begun": 0, "budget-open": 23, "budget-over": 50, "budget-far-over": 99} {
		golden(t, name, BudgetBar(used, 45, "已用 / 45"))
	}
}

func TestWhoseTimeIsDrawn(t *testing.T) {
	golden(t, "whose", Whose{Title: "谁的时间", Parts: [5]string{"审批用时", "申请人用时", "部门间等待", "专家与技术", "公示公告"}, Base: "/guatu", Key: "a", Rows: []WhoseRow{
		{Name: "自然资源部门", Note: "312 日", Tip: "自然资源部门：40 件", Href: "/approvals/figures?department=land", Days: [5]int{120, 60, 40, 12, 80}},
		{Name: "住建部门<b>", Note: "1 日", Days: [5]int{1, 0, 0, 0, 0}},
		{Name: "—"},
	}}.Draw())
}

func TestOddsAreDrawn(t *testing.T) {
	o := Odds{Title: "可以开工的日子", WasWord: "现在", IsWord: "试后", Levels: []int{10, 50, 80, 90}, Label: func(d int) string { return "第" + strconv.Itoa(d) + "天" }, LevelTemplate: func(n int) string { return strconv.Itoa(n) + "%" },
		Was: []OddsPoint{{40, .01}, {44, .3}, {48, .7}, {60, .99}}, Is: []OddsPoint{{30, .1}, {33, .9}}, Marks: []OddsMark{{Day: 42, Word: "按承诺"}, {Day: 31, Word: "试后按承诺", Is: true}}}
	golden(t, "odds", o.Draw())
}

// Whatever the figures, the drawings are well formed and stay inside their frames.
func TestDrawingsOfApprovalsOfAnyFigures(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.IntRange(-5, 4000)
		s := Whose{Rows: []WhoseRow{{Name: rapid.String().Draw(t, "name")}}}
		for i := range s.Rows[0].Days {
			s.Rows[0].Days[i] = rapid.IntRange(0, 4000).Draw(t, "days")
		}
		o := Odds{Label: func(int) string { return "" }, LevelTemplate: func(int) string { return "" }}
		at := days.Draw(t, "first")
		for range rapid.IntRange(0, 6).Draw(t, "steps") {
			at += rapid.IntRange(1, 30).Draw(t, "step")
			o.Was = append(o.Was, OddsPoint{at, rapid.Float64Range(0, 1).Draw(t, "share")})
		}
		for _, drawing := range []string{s.Draw(), o.Draw(), BudgetBar(days.Draw(t, "used"), days.Draw(t, "limit"), "")} {
			wellFormed(t, drawing)
			if strings.Contains(drawing, "NaN") || strings.Contains(drawing, `width="-`) {
				t.Fatal(drawing)
			}
		}
	})
}
