package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"guatu/internal/app"
	"guatu/internal/score"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// quarterly is a pack as somebody writes it on the page.
const quarterly = `name: 季度考核
source: 示例
groups: [县区]
data:
  年度投资完成率: number
  任务结果: [超额, 未完成]
  项目: {名称: text, 总投资: number}
indicators:
  投资完成: {formula: 年度投资完成率 ÷ 100, weight: 60, cap: 60, missing: zero}
  任务: '如果(任务结果 = "超额", 40, 0)'
lists:
  red: {top: 1, when: 任务结果 = "超额"}
`

// schemeFields is the form of an edition for two counties.
func (c *city) schemeFields(pack string, more url.Values) url.Values {
	form := url.Values{"unit": {c.Units["示例市"]}, "period": {"quarter"}, "title": {"季度考核办法"}, "from": {"2026-01-01"}, "pack": {strings.ReplaceAll(pack, "\n", "\r\n")},
		"member." + c.Units["涟水县"]: {"县区"}, "member." + c.Units["盱眙县"]: {"县区"}, "bind.任务结果": {"-"}}
	for k, v := range more {
		form[k] = v
	}
	return form
}

// schemed writes a scheme on its page and gives its identifier.
func (c *city) schemed() string {
	c.t.Helper()
	a := c.as("office").post("/schemes/new", c.schemeFields(quarterly, url.Values{"act": {"save"}}))
	if a.status != http.StatusSeeOther {
		c.t.Fatalf("the scheme: %d %s", a.status, a.words())
	}
	u, err := url.Parse(a.to)
	c.must(err)
	return strings.TrimPrefix(u.Path, "/schemes/")
}

func TestASchemeIsWrittenTriedAndKeptOnItsPage(t *testing.T) {
	c := newCity(t)
	r := c.as("office")
	if a := r.get("/schemes/new?pack=mianyang-2022"); a.status != http.StatusOK || !a.holds("绵阳市重点项目推进") {
		t.Errorf("a shipped pack to begin with: %d", a.status)
	}
	if _, err := score.Parse(emptyPack, nil); err != nil {
		t.Errorf("the empty pack has mistakes: %v", err)
	}
	broken := strings.Replace(quarterly, "÷ 100", "÷ 一百", 1)
	a := r.post("/schemes/new", c.schemeFields(broken, url.Values{"act": {"save"}, "title": {""}}))
	if a.status != http.StatusUnprocessableEntity || !a.holds("请填写考核办法的名称") {
		t.Errorf("without a title: %d %s", a.status, a.words())
	}
	a = r.post("/schemes/new", c.schemeFields(broken, url.Values{"act": {"try"}}))
	if a.status != http.StatusUnprocessableEntity || !a.holds("第 9 行") || !a.holds("一百") || a.find("tr", "class", "pack-bad") == nil {
		t.Errorf("a mistake in line 9: %d %s", a.status, a.words())
	}
	a = r.post("/schemes/new", c.schemeFields(quarterly, url.Values{"act": {"try"}}))
	if a.status != http.StatusOK || !a.holds("只有新结果") || !a.holds("任务结果：2 个单位没有数据") {
		t.Fatalf("tried: %d %s", a.status, a.words())
	}
	id := c.schemed()
	if a := r.get("/schemes"); !a.holds("季度考核办法") || !a.holds("2026年第3季度") {
		t.Errorf("the list: %s", a.words())
	}
	if a := c.as("reporter").get("/schemes/" + id); a.status != http.StatusOK || !a.holds("项目标准表") || !a.holds("年度投资完成率") || a.find("a", "href", "/schemes/"+id+"/edit") != nil {
		t.Errorf("a clerk reads: %d %s", a.status, a.words())
	}
	if a := c.as("reporter").get("/schemes/" + id + "/edit"); a.status != http.StatusForbidden {
		t.Errorf("a clerk writes: %d", a.status)
	}
	a = r.post("/schemes/"+id+"/edit", c.schemeFields(strings.ReplaceAll(quarterly, "60", "50"), url.Values{"act": {"try"}, "version": {"1"}, "from": {"2026-10-01"}, "try_period": {"2026-Q4"}}))
	if a.status != http.StatusOK || !a.holds("2 个单位有变化") || !a.holds("投资完成") {
		t.Errorf("old against new: %d %s", a.status, a.words())
	}
	a = r.post("/schemes/"+id+"/edit", c.schemeFields(quarterly, url.Values{"act": {"save"}, "version": {"1"}, "from": {"2026-09-01"}}))
	if a.status != http.StatusUnprocessableEntity || !a.holds("考核期已满") {
		t.Errorf("an edition in the past: %d %s", a.status, a.words())
	}
	c.must(r.mustPost("/schemes/"+id+"/edit", c.schemeFields(quarterly, url.Values{"act": {"save"}, "version": {"1"}, "from": {"2026-10-01"}})))
	if a := r.get("/schemes/" + id); !a.holds("2026-10-01 起 · 现行") {
		t.Errorf("in force: %s", a.words())
	}
}

func TestWhatNoIndicatorGivesIsTypedInOnItsPage(t *testing.T) {
	c := newCity(t)
	id := c.schemed()
	r := c.as("office")
	page := "/schemes/" + id + "/entries"
	a := r.get(page + "?period=2026-Q3")
	field := "e." + c.Units["涟水县"] + ".任务结果"
	if a.status != http.StatusOK || !a.holds("还有 2 项没有填报") || a.find("select", "name", field) == nil {
		t.Fatalf("the grid: %d %s", a.status, a.words())
	}
	if a := r.post(page, url.Values{"period": {"2026-Q3"}}); a.status != http.StatusUnprocessableEntity || !a.holds("没有改动") {
		t.Errorf("nothing typed: %d %s", a.status, a.words())
	}
	if a := r.post(page, url.Values{"period": {"2026-Q3"}, field: {"尚可"}}); a.status != http.StatusUnprocessableEntity || !a.holds("尚可") {
		t.Errorf("a word that is none: %d %s", a.status, a.words())
	}
	c.must(r.mustPost(page, url.Values{"period": {"2026-Q3"}, "source": {"督查通报"}, field: {"超额"}}))
	if a := r.get(page + "?period=2026-Q3"); !a.holds("还有 1 项没有填报") || !a.holds("督查通报") {
		t.Errorf("typed in: %s", a.words())
	}
	if a := r.post(page, url.Values{"period": {"2026-Q3"}, field: {"未完成"}, "was-" + field: {""}}); a.status != http.StatusUnprocessableEntity || !a.holds("请核对后再填") {
		t.Errorf("somebody was faster: %d %s", a.status, a.words())
	}
	if a := c.as("reporter").get(page + "?period=2026-Q3"); a.status != http.StatusOK || !a.holds("超额") || a.find("select", "name", field) != nil {
		t.Errorf("a clerk looks: %d %s", a.status, a.words())
	}
	if a := c.as("reporter").post(page, url.Values{"period": {"2026-Q3"}, field: {"未完成"}}); a.status != http.StatusForbidden {
		t.Errorf("a clerk types in: %d", a.status)
	}
}

// Every template of schemes, with nothing in it and with everything.
func TestThePagesOfSchemesRenderEmptyAndFull(t *testing.T) {
	field := ui.FieldData{Name: "title", Label: "名称", Mistake: "请填写"}
	cell := entryCell{typedField: typedField{Name: "e.x.y", Value: "1", Was: "2", Mistake: "不可用"}, Label: "甲", Note: "某人"}
	listed, dated, chosen := cell, cell, cell
	listed.Lines, dated.Date, chosen.Options = 3, true, []ui.Option{{Value: "超额", Label: "超额"}}
	trial := &schemeTrial{Title: "试算", New: true, Lacks: []string{"缺"}, Rows: []trialRow{{Name: "甲县", Total: ui.Pair{Name: "1", Value: "2"}, Points: []trialPoint{{"投资", "1", "2", "+1"}}}, {Name: "乙县", Total: ui.Pair{Name: "1"}}}}
	page := &app.SchemePage{SchemeHead: app.SchemeHead{ID: "x"}, InForce: workday.NewDate(2026, 1, 1)}
	for name, v := range map[string]templ.Component{
		"no schemes":    schemesView(schemesPage{Can: true}),
		"schemes":       schemesView(schemesPage{Count: 1, Table: schemeTable(context.Background(), &app.SchemeList{Rows: []app.SchemeRow{{Last: &app.AssessmentResult{ID: "p", Title: "榜"}, LastOf: "2026-Q3", From: 1, Coming: 2}}})}),
		"empty scheme":  schemeView(schemePage{}),
		"scheme":        schemeView(schemePage{Unknown: []string{"不明"}, Lines: sourceLines("a\nb\nc\nd\ne\nf\n", map[int][]string{5: {"有误"}}), Members: []memberGroup{{Name: "县区", Units: []ui.Link{{Label: "甲"}, {Label: "乙", Href: "/units/y"}}}}}),
		"buttons":       schemeButtons(page, true, &app.EditionPage{Mendable: true}),
		"empty form":    schemeSaveView(schemeSavePage{}),
		"form":          schemeSaveView(schemeSavePage{Mends: "2026-01-01", Head: []ui.FieldData{field}, Foot: []ui.FieldData{field}, Gutter: []gutterLine{{1, true}}, Wrong: []ui.Mistake{{Text: "有误"}}, Near: []sourceLine{{N: 1}}, Begin: []ui.Link{{Label: "包"}}, Bindings: []bindingRow{{Name: "甲", Mistake: "有误", From: chooseOne(), Window: chooseOne()}}, Members: []memberRow{{Name: "甲", Group: chooseOne()}}, Trial: trial}),
		"empty entries": entriesView(entriesPage{}),
		"entries":       entriesView(entriesPage{May: true, Heads: []entryHead{{"甲", "数"}}, Rows: []entryLine{{Name: "甲县", Cells: []entryCell{cell, listed, dated, chosen}}}, Lists: []entryList{{"清单", "名称"}}, Fields: []ui.FieldData{field}}),
		"read entries":  entriesView(entriesPage{Heads: []entryHead{{"甲", "数"}}, Rows: []entryLine{{Name: "甲县", Cells: []entryCell{cell, {}}}}}),
	} {
		if err := v.Render(ui.With(context.Background(), ui.Env{Here: &url.URL{}}), &strings.Builder{}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func chooseOne() ui.FieldData {
	return ui.FieldData{Name: "x", Label: "选", Options: []ui.Option{{Value: "1", Label: "一"}}}
}

func TestWhoReadsASchemeReadsItsManual(t *testing.T) {
	c := newCity(t)
	for _, page := range []string{"/schemes/new", "/schemes", "/publications/new"} {
		if a := c.as("office").get(page); a.find("a", "href", manualURL) == nil {
			t.Errorf("%s does not lead to the manual", page)
		}
	}
	r := c.as("reporter")
	a := r.get(manualURL)
	if a.status != http.StatusOK || !a.holds("先看一个完整的例子") || a.holds("手册只有中文") {
		t.Fatalf("the manual: %d %s", a.status, a.words())
	}
	entries := 0
	for _, link := range a.all("a", "", "") {
		if id, ok := strings.CutPrefix(attr(link, "href"), "#"); ok && a.find("h2", "id", id) == nil && a.find("h3", "id", id) == nil && id != "main" {
			t.Errorf("nothing stands at #%s", id)
		} else if ok {
			entries++
		}
	}
	if entries < 40 {
		t.Errorf("the contents have %d entries", entries)
	}
	r.post("/lang", url.Values{"lang": {"en"}, "back": {manualURL}})
	if a := r.get(manualURL); !a.holds("This manual is in Chinese") {
		t.Errorf("in English: %s", a.words())
	}
}
