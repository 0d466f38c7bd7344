package score

import (
	"encoding/json"
	"strings"
	"testing"
)

// stand runs sections of a pack on facts.
func stand(t *testing.T, sections, facts string, set map[string]string) view {
	t.Helper()
	var f m
	if err := json.Unmarshal([]byte(facts), &f); err != nil {
		t.Fatal(err)
	}
	return runText(t, head+sections, f, set)
}

func TestWhyAUnitHasNoRank(t *testing.T) {
	v := stand(t, "data: {做: number, 计划: number}\nexempt: {停产: 计划 < 0}\nindicators: {完成: 做 ÷ 计划}\nvetoes: {造假: 做 > 100}\n",
		`{"units":[{"id":"甲","values":{"做":1,"计划":0}},{"id":"乙","values":{"计划":2}},{"id":"丙","values":{"做":1,"计划":-1}},{"id":"丁","values":{"做":101,"计划":1}},{"id":"戊","values":{"做":1,"计划":1}}]}`, nil)
	for name, want := range map[string]string{"甲": "not_computable", "乙": "not_reported", "丙": "exempt", "丁": "vetoed", "戊": "ranked"} {
		u := v.unit(name)
		if u["state"] != want || (u["rank"] == nil) == (name == "戊") {
			t.Errorf("%s is %v with rank %v, want %s", name, u["state"], u["rank"], want)
		}
	}
	for _, w := range agree("not_reported", []any{"乙"}, v.m["not_reported"], 0) {
		t.Error(w)
	}
	for _, w := range agree("why", []any{"造假: 做 > 100 → 101 > 100"}, v.unit("丁")["why"], 0) {
		t.Error(w)
	}
}

func TestAPackThatOnlyLightsLightsRanksNobody(t *testing.T) {
	v := stand(t, "data: {差: number}\ngrades:\n  灯:\n    - red: 差 > 3\n    - green: 其余\nlists: {红灯: '灯 = \"red\"'}\n",
		`{"units":[{"id":"甲","values":{"差":1}},{"id":"乙"},{"id":"丙","values":{"差":9}}]}`, nil)
	if u := v.unit("甲"); u["state"] != "unranked" || u["rank"] != nil || v.grade("甲", "灯") != "green" {
		t.Errorf("%v", u)
	}
	want := m{"lists": m{"红灯": []any{"丙"}}, "undecided": m{"红灯": []any{"乙"}}, "not_reported": []any{"乙"}}
	for _, w := range agree("", want, v.m, 0) {
		t.Error(w)
	}
}

func TestWhatRoundingLeavesStandsByItself(t *testing.T) {
	const pack = "data: {x: number}\nindicators: {一: x ÷ 3, 二: x ÷ 3, 三: x ÷ 3}\n"
	const facts = `{"units":[{"id":"甲","values":{"x":1}}]}`
	v := stand(t, pack, facts, nil)
	for _, w := range agree("", m{"total": 1.0, "rest": 0.0001, "indicators": []any{m{"points": 0.3333}, m{"points": 0.3333}, m{"points": 0.3333}}}, v.unit("甲"), 0) {
		t.Error(w)
	}
	rounded := stand(t, pack, facts, map[string]string{"decimals": "2"}) // the rule's own rounding: what is added is what is shown
	for _, w := range agree("", m{"total": 0.99}, rounded.unit("甲"), 0) {
		t.Error(w)
	}
	if _, there := rounded.unit("甲")["rest"]; there {
		t.Error("nothing is left over, and yet there is a rest")
	}
}

func TestRanksWithinAGroupOrAmongAll(t *testing.T) {
	const facts = `{"units":[{"id":"甲","group":"县","values":{"分":1}},{"id":"乙","group":"区","values":{"分":9}},{"id":"丙","group":"区","values":{"分":5}}]}`
	if v := stand(t, points, facts, nil); v.unit("甲")["rank"] != 1.0 || v.unit("丙")["rank"] != 2.0 {
		t.Error("each group is ranked apart")
	}
	if v := stand(t, points, facts, map[string]string{"rank_within": "all"}); v.unit("甲")["rank"] != 3.0 {
		t.Error("all are ranked together")
	}
}

func TestAVetoReachesListsAndChange(t *testing.T) {
	v := stand(t, "data: {分: number, 上期: number, 造假: bool}\nindicators: {得分: 分}\nvetoes: {造假: 造假}\nrank: {before: 上期}\nlists: {red: {top: 1}}\n",
		`{"units":[{"id":"甲","values":{"分":9,"上期":2,"造假":true}},{"id":"乙","values":{"分":5,"上期":3,"造假":null}}]}`, nil)
	if a, b := v.unit("甲"), v.unit("乙"); a["list"] != "none" || a["change"] != nil || b["list"] != "red" || b["change"] != 2.0 {
		t.Errorf("%v\n%v", a, b)
	}
}

func TestWhoeverIsOnAListAgainIsAskedIn(t *testing.T) {
	const pack = "data: {分: number, 达标: bool, 往期: {榜: [黑, 无]}}\nindicators: {评分: 分}\nlists:\n  black: {bottom: 2, when: 非 达标}\ngrades:\n  处理:\n    - 约谈: {when: 如果(black, 1, 0) + 计数(往期, 榜 = \"黑\") >= 2, why: 累计两次}\n    - 提醒: black\n    - 无: 其余\nfigures: {上榜数: 组计数(black)}\n"
	v := stand(t, pack, `{"units":[{"id":"甲","values":{"分":1,"达标":false},"records":{"往期":[{"榜":"黑"}]}},{"id":"乙","values":{"分":2,"达标":false},"records":{"往期":[{"榜":"无"}]}},{"id":"丙","values":{"分":3,"达标":false},"records":{"往期":[{"榜":"黑"}]}}]}`, nil)
	for name, want := range map[string]string{"甲": "约谈", "乙": "提醒", "丙": "无"} {
		if got := v.grade(name, "处理"); got != want || v.figure(name, "上榜数") != 2.0 {
			t.Errorf("%s: %v of %v, want %s", name, got, v.figure(name, "上榜数"), want)
		}
	}
	open := stand(t, pack, `{"units":[{"id":"甲","values":{"分":1},"records":{"往期":[]}}]}`, nil)
	if got := open.grade("甲", "处理"); got != nil {
		t.Errorf("nobody knows whether 甲 is on the list, and it is %v", got)
	}
}

func TestAListWhoseNameIsTakenKeepsOutOfFormulas(t *testing.T) {
	v := stand(t, "data: {x: number}\nfigures: {红榜: x × 2, 甲: 红榜 + 1}\nindicators: {b: x}\nlists: {红榜: {top: 1}}\n", `{"units":[{"id":"甲","values":{"x":1}}]}`, nil)
	if got := v.figure("甲", "甲"); got != 3.0 {
		t.Errorf("%v", got)
	}
	_, err := Parse(head+"indicators: {b: 如果(red, 1, 0)}\nlists: {red: {top: 1}}\n", nil)
	if got := said(err); len(got) != 1 || got[0] != "3:formula.cycle" {
		t.Errorf("points that hang on the list they make: %v", got)
	}
}

func TestOfOneProjectOnlyTheHighestAwardCounts(t *testing.T) {
	v := stand(t, "data: {表彰: {项目: text, 级: [国家, 省]}}\nindicators: {加分: '不重复求和(表彰, 如果(级 = \"国家\", 3, 2), 项目)'}\n",
		`{"units":[{"id":"甲","records":{"表彰":[{"项目":"一","级":"省"},{"项目":"二","级":"省"},{"项目":"一","级":"国家"}]}}]}`, nil)
	want := m{"points": 5.0, "records": []any{m{"row": 2.0, "gave": 3.0}, m{"row": 1.0, "gave": 2.0}}}
	for _, w := range agree("", want, find(v.unit("甲")["indicators"], "加分"), 0) {
		t.Error(w)
	}
}

func TestWhatEditorsLeaveInAFileIsNoMistake(t *testing.T) {
	const pack = "\ufeffname: 甲\r\nsource:\u00a0乙\r\nparameters: {权重: 30%, 起点: 1万元, 扣: -1.5亿}\r\ndata: {完\u200b成: number, Ⅱ类: number}\r\nfigures:\r\n\u3000\u3000甲项: 完成 × 权重 + 起点\r\n\u3000\u3000乙项:\u3000Ⅱ类 + 扣\r\n"
	p, err := Parse(pack, nil)
	if err != nil {
		t.Fatal(err)
	}
	f, err := ReadFacts([]byte("\ufeff{\"units\":[{\"id\":\"甲\",\"values\":{\"完成\u200b\":10,\"Ⅱ类\":1}}]}"), p)
	if err != nil {
		t.Fatal(err)
	}
	s := p.Run(f).Sheet(0)
	for k, want := range []string{"10003", "-149999999"} {
		if got := s.Figures[k].Value.Text(4); got != want {
			t.Errorf("%s is %s, want %s", s.Figures[k].Name, got, want)
		}
	}
	if _, err := ReadFacts([]byte("{\"units\":[\n{\"id\":\"\xcd\xea\"}]}"), p); strings.Join(said(err), "") != "2:facts.encoding" {
		t.Errorf("%v", said(err))
	}
}

func TestMoreNamesThanThereAreUnitsAreAllOfThem(t *testing.T) {
	v := stand(t, "indicators: {a: 1}\nlists: {l: {top: 9亿 × 9亿 × 9亿}, m: {top: -9亿 × 9亿 × 9亿}}\n", `{"units":[{"id":"甲"},{"id":"乙"}]}`, nil)
	for _, w := range agree("lists", m{"l": []any{"甲", "乙"}, "m": []any{}}, v.m["lists"], 0) {
		t.Error(w)
	}
}
