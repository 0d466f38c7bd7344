package svg

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"guatu/internal/workday"
)

// november is a day of the charts of these tests.
func november(day int) workday.Date { return workday.NewDate(2026, time.November, day) }

// permits is a chart with every mark there is.
func permits() ApprovalChart {
	weekend := func(d workday.Date) bool { return d.Weekday() == time.Saturday || d.Weekday() == time.Sunday }
	return ApprovalChart{From: november(2), To: november(30), Today: november(20), Rest: weekend, Width: 1100, Title: "审批图",
		Words: ApprovalWords{Corner: "事项", Lead: "牵头", Clock: "计时", Today: "今天", Used: "已用", Stopped: "停表", Ahead: "预计", Over: "超时", Submit: "申报", Silence: "视为受理", Due: "应办结", Statutory: "法定", Float: "可拖", Critical: "关键", Missing: "容缺", Granted: "办结", Refused: "不予", Rest: "休", Doc: "缺",
			Months: [12]string{10: "11月"}},
		Rows: []ApprovalRow{
			{Lone: true, Name: "备案", Lead: "发改", Clock: "办结 用 1", Submitted: november(2), Start: november(3), Accepted: true, End: november(4), Decided: true, Due: november(4), Href: "/projects/x"},
			{Group: true, Name: "方案与设计", Lead: "并联审批，3 项"},
			{Name: "方案<审查>", Lead: "自然资源", Clock: "停表", Submitted: november(5), Silent: true, Start: november(5), Accepted: true, End: november(26), Due: november(26), Statutory: november(28), Latest: november(27), Label: "联合审查",
				Stops: []ApprovalStop{{From: november(9), To: november(24), Word: "公示", Title: "公示到 24 日"}}, Supply: []workday.Date{november(25)}},
			{Name: "规划许可", Clock: "超 3", Late: true, Start: november(9), Accepted: true, End: november(23), Due: november(17), Critical: true},
			{Name: "图审", Clock: "不予许可", Start: november(9), Accepted: true, End: november(13), Decided: true, Refused: true},
			{Lone: true, Name: "工程完工", Clock: "待前置", Start: november(27), End: november(27) + 400},
			{Lone: true, Name: "联合验收", Clock: "待前置", Start: november(27) + 400, End: november(27) + 420},
			{Lone: true, Name: "不会办成", Clock: "待前置"},
		}}
}

func TestTheApprovalChart(t *testing.T) {
	golden(t, "approvals", permits().Draw())
	c := permits()
	c.Narrow, c.Width, c.Key = true, 700, "-phone"
	golden(t, "approvals-phone", c.Draw())
	c.To += 900 // weeks are too narrow to be numbered
	wellFormed(t, c.Draw())
}

// What lies outside the sheet is said at its edge.
func TestWhatComesLaterIsSaidAtTheEdge(t *testing.T) {
	drawing := permits().Draw()
	edge := (november(27) + 400).String() + " ▸" // the works end, the acceptance begins
	if n := strings.Count(drawing, edge); n != 2 {
		t.Errorf("%s is said %d times, not twice", edge, n)
	}
}

func TestTheNetworkIsDrawn(t *testing.T) {
	n := Network{Title: "审批网络", Words: NetWords{Wave: "第 {page} 批", Need: "受理", Grant: "办结", End: "终点", Same: "并联", Changed: "调整"}, Nodes: []NetNode{
		{Name: "备案", Lead: "发改", Limit: "1 日", Href: "/x"},
		{Name: "用地（招拍挂）", Group: "land", Wave: 1, Needs: []int{0}},
		{Name: "环境影响报告表和现状监测", Group: "assessment", Wave: 1, Needs: []int{0}, Changed: true},
		{Name: "方案", Group: "design", Wave: 2, Needs: []int{0}, GrantNeeds: []int{1}},
		{Name: "施工许可", Wave: 3, Needs: []int{0, 2, 3}, Until: true},
		{Name: "完工", Wave: 4, Needs: []int{4}, Plain: true},
	}}
	golden(t, "network", n.Draw())
	wellFormed(t, Network{}.Draw())
}

func TestArrowsThatOthersImplyAreNotDrawn(t *testing.T) {
	n := Network{Nodes: []NetNode{{Name: "a"}, {Name: "b", Wave: 1, Needs: []int{0}}, {Name: "c", Wave: 2, Needs: []int{0, 1}}}}
	if arrows := strings.Count(n.Draw(), `fill="none" stroke="#4F7AA8"`); arrows != 2 {
		t.Errorf("%d arrows, not 2", arrows)
	}
}

// Any chain of names and needs is a drawing without anything that runs.
func TestApprovalDrawingsOfAnyWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.String().Draw(t, "name")
		days := rapid.IntRange(-500, 500)
		day := func(what string) workday.Date { return november(1) + workday.Date(days.Draw(t, what)) }
		row := ApprovalRow{Name: name, Label: name, Href: name, Start: day("start"), End: day("end"), Accepted: rapid.Bool().Draw(t, "accepted"), Due: day("due"), Statutory: day("statutory"), Latest: day("latest"), Stops: []ApprovalStop{{day("from"), day("to"), name, name}}, Supply: []workday.Date{day("supply")}}
		wellFormed(t, ApprovalChart{From: november(1), To: day("last"), Today: day("today"), Width: 900, Rows: []ApprovalRow{row}}.Draw())
		wellFormed(t, Network{Nodes: []NetNode{{Name: name, Href: name, Group: name}, {Name: name, Wave: rapid.IntRange(0, 4).Draw(t, "wave"), Needs: []int{0}, GrantNeeds: []int{0}}}}.Draw())
		wellFormed(t, ItemShare([]int{rapid.IntRange(0, 9).Draw(t, "a"), rapid.IntRange(0, 9).Draw(t, "b"), 0, 1}, name))
	})
}
