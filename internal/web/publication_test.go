package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/score"
	"guatu/internal/web/ui"
)

// smallPack is a scheme with an indicator, a light, both lists and records.
const smallPack = `name: 季度考核办法
source: 示例
data:
  年度计划: number
  完成投资: number
  项目: {名称: text, 投资: number}
figures:
  完成率: 完成投资 ÷ 年度计划 × 100
indicators:
  投资完成: {formula: 完成率 ÷ 100, weight: 60, cap: 60}
  新开工: {formula: 求和(项目，投资), weight: 1}
grades:
  进度灯:
    - red: {when: 完成率 < 90, why: 低于九成}
    - green: 其余
lists:
  red: {top: 1, when: 完成率 >= 100}
  black: {bottom: 1, when: 完成率 < 100}
`

// smallFacts are two counties; done is what the second has.
func (c *city) smallFacts(done string) string {
	return `{"as_of":"2026-09-30","period":"2026Q3","units":[{"id":"` + c.Units["涟水县"] + `","name":"涟水县","values":{"年度计划":10,"完成投资":11},"records":{"项目":[{"名称":"一期","投资":3}]}},` +
		`{"id":"` + c.Units["盱眙县"] + `","name":"盱眙县","values":{"年度计划":10,"完成投资":` + done + `},"records":{"项目":[]}}]}`
}

// hand adds one of the city office's people.
func (c *city) hand(login string, role access.Role) {
	c.t.Helper()
	_, err := c.App.PersonSave(c.t.Context(), c.office, app.PersonSave{Person: access.Person{Login: login, Name: "示例" + login, Roles: []access.Role{role}, Unit: c.Units["示例市"]}, Password: password})
	c.must(err)
}

// drafted is a result drafted on its form.
func (c *city) drafted(r *reader, title string) string {
	c.t.Helper()
	a := r.post("/publications/new", url.Values{"title": {title}, "kind": {"list"}, "unit": {c.Units["示例市"]}, "pack": {smallPack}, "facts": {c.smallFacts("8")}})
	if a.status != http.StatusSeeOther {
		c.t.Fatalf("a draft: %d %s", a.status, a.words())
	}
	u, err := url.Parse(a.to)
	c.must(err)
	return u.Path
}

func TestAListIsTakenToItsPublicationOnItsPages(t *testing.T) {
	c := newCity(t)
	c.hand("checker", access.RoleOffice)
	chief, checker, county := c.as("office"), c.as("checker"), c.as("reporter")
	at := c.drafted(chief, "三季度红黑榜")
	if a := county.get(at); a.status != http.StatusNotFound {
		t.Errorf("a county opens a draft: %d", a.status)
	}
	if a := chief.get(at); a.find("input", "value", "check") != nil || !a.holds("按当时口径重算一致") || !a.holds("由起草人以外的人员复核") {
		t.Errorf("who drafted is offered to check: %s", a.words())
	}
	if a := checker.get("/"); !a.holds("待我复核") {
		t.Errorf("the checker's day: %s", a.words())
	}
	bad := checker.post(at+"/move", url.Values{"act": {"return"}})
	if bad.status != http.StatusUnprocessableEntity || !bad.holds("请写明原因") {
		t.Errorf("returned without a reason: %d %s", bad.status, bad.words())
	}
	c.must(checker.mustPost(at+"/move", url.Values{"act": {"check"}, "note": {"无误"}}))
	if a := chief.post(at+"/move", url.Values{"act": {"open"}, "until": {"2026-11-21"}}); a.status != http.StatusUnprocessableEntity || !a.holds("公示至少 5 个工作日") || attr(a.find("input", "name", "until"), "value") != "2026-11-21" {
		t.Errorf("open too short: %d %s", a.status, a.words())
	}
	c.must(chief.mustPost(at+"/move", url.Values{"act": {"open"}}))
	page := county.get(at)
	for _, words := range []string{"红榜", "黑榜", "公示到 2026-11-27", "提出异议", "投资完成", "完成率"} {
		if !page.holds(words) {
			t.Errorf("the page does not say %q: %s", words, page.words())
		}
	}
	if a := c.as("department").get(at); a.find("select", "name", "about") != nil {
		t.Error("a department of the city is offered to object for a county")
	}
	if a := county.get("/"); !a.holds("本单位可以提出异议") {
		t.Errorf("the county's day: %s", a.words())
	}
	sheet := county.get(at + "/units/" + c.Units["涟水县"])
	for _, words := range []string{"110", "11 ÷ 10 × 100", "1 条记录", "一期", "封顶", "正数第 1 名"} {
		if !sheet.holds(words) {
			t.Errorf("the sheet does not say %q: %s", words, sheet.words())
		}
	}
	c.must(county.mustPost(at+"/object", url.Values{"for": {c.Units["涟水县"]}, "about": {"新开工"}, "note": {"漏计二期"}}))
	if a := chief.get("/publications"); !a.holds("待我答复异议") || !a.holds("1 条异议待答复，5 个工作日") {
		t.Errorf("the list: %s", a.words())
	}
	c.must(chief.mustPost(at+"/answer", url.Values{"objection": {"3"}, "note": {"二期未开工"}}))
	if a := county.get(at); !a.holds("二期未开工") || !a.holds("维持原结果") {
		t.Errorf("the answer: %s", a.words())
	}
	for _, login := range []string{"office", "reporter", "leader", "auditor", "department"} {
		for _, path := range []string{at, at + "/paper", at + "/units/" + c.Units["盱眙县"], "/publications", "/publications?view=running", "/publications?view=public&on=2026-06-30", "/warnings"} {
			if a := c.as(login).get(path); a.status != http.StatusOK {
				t.Errorf("%s opens %s: %d", login, path, a.status)
			}
		}
	}
}

func TestADraftThatIsWrongComesBackWithItsLines(t *testing.T) {
	c := newCity(t)
	r := c.as("office")
	a := r.post("/publications/new", url.Values{"title": {""}, "kind": {"list"}, "unit": {c.Units["示例市"]}, "pack": {"name: 空\n"}, "facts": {"{}"}})
	if a.status != http.StatusUnprocessableEntity || !a.holds("请填写标题") {
		t.Errorf("without a title: %d %s", a.status, a.words())
	}
	a = r.post("/publications/new", url.Values{"title": {"榜"}, "kind": {"list"}, "unit": {c.Units["示例市"]}, "pack": {"name: 考核\nsource: 示例\ndata: {甲: number}\nindicators: {乙: 丙 + 1}\n"}, "facts": {"{}"}})
	if a.status != http.StatusUnprocessableEntity || !a.holds("第 4 行") || attr(a.find("input", "name", "title"), "value") != "榜" || !strings.Contains(a.words(), "丙 + 1") {
		t.Errorf("a scheme with a mistake: %d %s", a.status, a.words())
	}
	if a := r.get("/publications/new?from=yinchuan-2025"); !a.holds("银川") {
		t.Errorf("a shipped scheme is not loaded: %s", a.words())
	}
}

func TestAWarningIsAnsweredAndLiftedOnItsPages(t *testing.T) {
	c := newCity(t)
	office, county := c.as("office"), c.as("reporter")
	a := office.post("/warnings/new", url.Values{"unit": {c.Units["涟水县"]}, "cause": {"三个节点逾期"}})
	if a.status != http.StatusSeeOther {
		t.Fatalf("a warning: %d %s", a.status, a.words())
	}
	u, err := url.Parse(a.to)
	c.must(err)
	if page := office.get(u.Path); page.find("input", "name", "by") != nil || !page.holds("销号") {
		t.Errorf("the office is offered to answer for the county: %s", page.words())
	}
	if a := county.get("/"); !a.holds("待报整改方案 · 三个节点逾期") {
		t.Errorf("the county's day: %s", a.words())
	}
	if a := county.post(u.Path+"/plan", url.Values{"note": {""}, "by": {"2026-11-01"}}); a.status != http.StatusUnprocessableEntity || !a.holds("须写明内容") || !a.holds("一年以内的整改完成日期") {
		t.Errorf("a plan of nothing: %d %s", a.status, a.words())
	}
	c.must(county.mustPost(u.Path+"/plan", url.Values{"note": {"增加班组"}, "by": {"2026-12-10"}}))
	if a := office.get("/"); !a.holds("整改方案待我审定") {
		t.Errorf("the office's day: %s", a.words())
	}
	c.must(office.mustPost(u.Path+"/decide", url.Values{"act": {"accept"}}))
	if a := county.get(u.Path + "/paper"); !a.holds("增加班组") || !a.holds("2026年12月10日") {
		t.Errorf("the paper: %s", a.words())
	}
	c.must(office.mustPost(u.Path+"/decide", url.Values{"act": {"lift"}, "note": {"已复工"}}))
	if a := county.get("/warnings"); !a.holds("已销号") {
		t.Errorf("the list: %s", a.words())
	}
	if a := c.as("enterprise").get("/warnings"); a.status != http.StatusForbidden {
		t.Errorf("an enterprise reads warnings: %d", a.status)
	}
}

func TestScoreViewsAreDrawnFromTheirZeroPages(t *testing.T) {
	for name, view := range map[string]templ.Component{"list": publicationsView(publicationsPage{}), "one": publicationView(publicationPage{}), "form": pressFormView(pressForm{}), "sheet": publicationSheetView(publicationSheetPage{}), "notice": noticeView(noticePage{}),
		"meeting": meetingView(meetingPage{}), "warnings": warningsView(warningsPage{}), "warning": warningView(warningPage{}), "paper": warningPaperView(warningSheet{}),
		"full": publicationView(publicationPage{State: score.Returned, Redraft: "/x", Acts: []stepForm{{}}, Lists: []listPart{{Undecided: "甲"}}, Objections: []objectionPart{{Form: &stepForm{}}}})} {
		if err := view.Render(ui.With(t.Context(), ui.Env{Here: &url.URL{Path: "/"}}), &strings.Builder{}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
