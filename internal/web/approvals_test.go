package web

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"guatu/internal/app"
	"guatu/internal/approval"
	"guatu/internal/sheet/xlsx"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// The pages about the approvals of all projects: desk, budgets, whose time, catalogue,
// areas, papers, trials.

// happened writes down what happened to items of a project.
func (c *city) happened(in app.ApprovalNote) string {
	c.t.Helper()
	id, err := c.App.ApprovalNote(context.Background(), c.office, in)
	c.must(err)
	return id
}

func novemberDay(d int) workday.Date { return workday.NewDate(2026, time.November, d) }

// A permitted city has three screened projects: one of 涟水县 with a document promised,
// a stop and an opinion; one of 盱眙县 that is late; one that waits for an answer.
type permitted struct {
	*city
	accepted, stopped, opinion string // records of the first
}

func newPermitted(t testing.TB) *permitted {
	c := &permitted{city: newCity(t)}
	for _, i := range []int{0, 1, 3} {
		c.must(c.App.ChecklistScreen(context.Background(), c.office, app.ChecklistScreen{Project: c.IDs[i], Answers: map[string]string{"land": "owned"}}))
	}
	for _, i := range []int{0, 1} {
		for _, kind := range []approval.Kind{approval.Accepted, approval.Granted} {
			c.happened(app.ApprovalNote{Project: c.IDs[i], Items: []string{"filing"}, Kind: kind, On: workday.NewDate(2026, time.October, 12)})
		}
	}
	c.accepted = c.happened(app.ApprovalNote{Project: c.IDs[0], Items: []string{"eia"}, Kind: approval.Accepted, On: novemberDay(16), Missing: []string{"monitoring_report"}, SupplyBy: novemberDay(24)})
	c.happened(app.ApprovalNote{Project: c.IDs[0], Items: []string{"scheme"}, Kind: approval.Accepted, On: novemberDay(10)})
	c.stopped = c.happened(app.ApprovalNote{Project: c.IDs[0], Items: []string{"scheme"}, Kind: approval.Stopped, On: novemberDay(11), Reason: approval.ExpertReview, Until: novemberDay(24), Notice: "涟资告〔2026〕7号", Approver: "分管局长"})
	c.opinion = c.happened(app.ApprovalNote{Project: c.IDs[0], Items: []string{"scheme"}, Kind: approval.Opinion, On: novemberDay(12), Department: "housing", Agrees: true, Note: "退界满足要求"})
	c.happened(app.ApprovalNote{Project: c.IDs[1], Items: []string{"eia"}, Kind: approval.Accepted, On: workday.NewDate(2026, time.October, 14)})
	c.happened(app.ApprovalNote{Project: c.IDs[3], Items: []string{"filing"}, Kind: approval.Submitted, On: novemberDay(19)})
	return c
}

// lane is the words of one lane of a desk.
func (a *answer) lane(lane string) string {
	if n := a.find("section", "id", "lane-"+lane); n != nil {
		return textOf(n)
	}
	return ""
}

func TestTheDeskHasItsLanes(t *testing.T) {
	c := newPermitted(t)
	a := c.as("office").get("/approvals")
	for lane, words := range map[string][]string{
		"overdue": {"示例项目02", "环境影响报告表", "超 20 个工作日"}, "answer": {"示例项目04", "2026-11-26", "视为受理"}, "week": {},
		"stopped": {"2026-11-24", "专家评审", "法定，第四十五条", "涟资告〔2026〕7号"}, "running": {"示例项目01", "容缺“现状监测报告”，2026-11-24 前补齐"}, "waiting": {"等 设计方案（总平面）审查（"},
	} {
		for _, w := range words {
			if !strings.Contains(a.lane(lane), w) {
				t.Errorf("lane %s lacks %q: %s", lane, w, a.lane(lane))
			}
		}
		if len(words) == 0 && a.lane(lane) != "" {
			t.Errorf("lane %s: %s", lane, a.lane(lane))
		}
	}
	if !slices.Contains(a.hrefs(), "/projects/"+c.IDs[1]+"/approvals") {
		t.Error("a line leads to the project's approvals")
	}
	one := c.as("office").get("/approvals?lane=overdue")
	if one.lane("overdue") == "" || one.lane("stopped") != "" || !one.holds("看全部各栏") {
		t.Error("one lane alone")
	}
	own := c.as("reporter").get("/approvals") // of 涟水县
	if own.lane("overdue") != "" || own.lane("stopped") == "" {
		t.Error("a county sees its own desk")
	}
	land := c.as("office").get("/approvals?department=land&item=scheme")
	if !strings.Contains(land.lane("stopped"), "示例项目01") || land.lane("overdue") != "" {
		t.Error("one department's desk, one item")
	}
	part := c.as("office").get("/approvals?department=housing&item=scheme")
	if !strings.Contains(part.lane("stopped"), "本部门参加") {
		t.Error("a department that takes part sees the item on its desk")
	}
	if a := c.as("office").get("/approvals?on=spring"); a.status != http.StatusUnprocessableEntity {
		t.Errorf("a day that is none: %d", a.status)
	}
}

func TestTheBudgetsAreSeenAndTakenAway(t *testing.T) {
	c := newPermitted(t)
	office := c.as("office")
	a := office.get("/approvals/budgets")
	for _, words := range []string{"开工前 45 个工作日一览", "示例项目01", "没有筛查不等于没有审批"} {
		if !a.holds(words) {
			t.Errorf("no %q", words)
		}
	}
	if !slices.Contains(a.hrefs(), "/projects/"+c.IDs[2]+"/checklist") && !slices.Contains(a.hrefs(), "/projects/"+c.IDs[5]+"/checklist") {
		t.Error("an unscreened project leads to its screening")
	}
	if b := office.get("/approvals/budgets?state=granted"); !b.holds("这一栏没有项目") {
		t.Error("none may start yet")
	}
	file := office.get("/approvals/budgets.xlsx?unit=" + c.Units["涟水县"])
	book, err := xlsx.Open(bytes.NewReader([]byte(file.body)), int64(len(file.body)), xlsx.DefaultLimits())
	if file.status != http.StatusOK || err != nil || book == nil {
		t.Fatalf("%d %v", file.status, err)
	}
	if a := office.get("/approvals/budgets?on=x"); a.status != http.StatusUnprocessableEntity {
		t.Errorf("a day that is none: %d", a.status)
	}
}

func TestWhoseTimeIsShared(t *testing.T) {
	c := newPermitted(t)
	office := c.as("office")
	a := office.get("/approvals/figures")
	if !a.holds("生态环境部门") || !a.holds("及时答复率") || len(a.all("svg", "class", "timetable")) != 2 {
		t.Error("departments are drawn, and months")
	}
	for _, way := range []struct{ by, words string }{{"item", "设计方案（总平面）审查"}, {"unit", "盱眙县"}, {"project", "示例项目01"}} {
		if a := office.get("/approvals/figures?by=" + way.by); !a.holds(way.words) {
			t.Errorf("by %s: no %s", way.by, way.words)
		}
	}
	if a := office.get("/approvals/figures?by=project"); !a.holds("关键线路") || !slices.Contains(a.hrefs(), "/projects/"+c.IDs[0]+"/approvals") {
		t.Error("of a project the days beside the critical path, and the way to its approvals")
	}
	if a := office.get("/approvals/figures?from=2026-11&to=2026-11&department=ecology&by=project"); a.status != http.StatusOK || !a.holds("示例项目02") {
		t.Error("a month and a department")
	}
	if a := office.get("/approvals/figures?from=2020-01&to=2020-02"); !a.holds("还没有受理过的事项") {
		t.Error("a month without any")
	}
	if a := office.get("/approvals/figures?from=spring"); a.status != http.StatusUnprocessableEntity {
		t.Errorf("a month that is none: %d", a.status)
	}
}

func TestTheCatalogueIsRead(t *testing.T) {
	office := newPermitted(t).as("office")
	all := office.get("/approvals/catalogue")
	if n := len(all.all("details", "class", "permit-item")); n < 18 || all.find("details", "open", "") != nil && attrThere(all, "details", "open") {
		t.Errorf("%d items, folded", n)
	}
	for _, words := range []string{"环境影响评价法第二十二条", "必备材料", "可容缺材料", "现状监测报告", "专家评审（法定，第四十五条）", "零跑腿", "交地即交证", "可模拟审批", "筛查问卷", "项目属于哪一类"} {
		if !all.holds(words) {
			t.Errorf("no %q", words)
		}
	}
	passed := office.get("/approvals/catalogue?view=passed&open=1")
	if n := len(passed.all("details", "class", "permit-item")); n == 0 || n > 8 || passed.find("details", "id", "item-eia") != nil {
		t.Errorf("%d items without a visit", n)
	}
	if !attrThere(passed, "details", "open") {
		t.Error("unfolded for paper")
	}
}

func TestTwoPlacesStandSideBySide(t *testing.T) {
	ctx, twenty := context.Background(), 20
	e := &app.CatalogueItem{Entry: approval.Entry{Limits: approval.Limits{Pledged: 7}, Standards: []approval.Standard{{Place: "重庆", Limits: approval.Limits{Statutory: &twenty, Pledged: 5, PledgedSource: "示例文件"}}}}}
	rows := standardsTable(ctx, e).Groups[0].Rows
	if len(rows) != 2 || rows[0].Cells[2].Text != "7 个工作日" || rows[1].Cells[0].Text != "重庆" || rows[1].Cells[1].Text != "20 个工作日" || rows[1].Cells[2].Text != "5 个工作日" {
		t.Errorf("ours, then the other's: %+v", rows)
	}
	if e.Standards = nil; len(standardsTable(ctx, e).Groups) != 0 {
		t.Error("nothing beside it, nothing shown")
	}
}

// attrThere tells that some element of a tag has an attribute, whatever its value.
func attrThere(a *answer, tag, name string) bool {
	for _, n := range a.all(tag, "class", "permit-item") {
		for _, at := range n.Attr {
			if at.Key == name {
				return true
			}
		}
	}
	return false
}

func TestAnAreaIsKeptAndHoldsBack(t *testing.T) {
	c := newPermitted(t)
	office := c.as("office")
	form := url.Values{"name": {"园区规划环评"}, "unit": {c.Units["涟水县"]}, "blocks": {"eia"}, "planned": {"明天"}}
	a := office.post("/approvals/areas", form)
	if a.status != http.StatusUnprocessableEntity || len(a.all("p", "class", "mistake")) == 0 || attr(a.find("input", "name", "name"), "value") != "园区规划环评" {
		t.Fatalf("a day that is none stands beside its field: %d %s", a.status, a.words())
	}
	form.Set("planned", "2026年12月31日")
	if err := office.mustPost("/approvals/areas", form); err != nil {
		t.Fatal(err)
	}
	a = office.get("/approvals/areas?done=area.saved")
	if !a.holds("未批复 等它的事项不能受理") || !a.holds("环境影响报告表") || !a.holds("已保存") {
		t.Error(a.words())
	}
	key := ""
	for _, href := range a.hrefs() {
		if u, err := url.Parse(href); err == nil && u.Query().Get("area") != "" {
			key = u.Query().Get("area")
		}
	}
	edit := office.get("/approvals/areas?area=" + key)
	version := attr(edit.find("input", "name", "version"), "value")
	form.Set("key", key)
	form.Set("version", version)
	form.Set("approved", "2026-11-19")
	if a := office.post("/approvals/areas", form); a.status != http.StatusUnprocessableEntity || !a.holds("文号") {
		t.Errorf("approved without its number: %d", a.status)
	}
	form.Set("number", "淮环审〔2026〕5号")
	if err := office.mustPost("/approvals/areas", form); err != nil {
		t.Fatal(err)
	}
	if a := office.post("/approvals/areas", form); a.status != http.StatusUnprocessableEntity && a.status != http.StatusConflict {
		t.Errorf("changed twice from one reading: %d", a.status)
	}
	if a := office.get("/approvals/areas"); !a.holds("有效") {
		t.Error("it holds")
	}
	if a := office.get("/approvals/areas?area=none"); a.status != http.StatusNotFound {
		t.Errorf("one that is not there: %d", a.status)
	}
}

func TestAnEnterpriseIsListedAndRepaired(t *testing.T) {
	c := newPermitted(t)
	office := c.as("office")
	form := url.Values{"enterprise": {"91320826MA10000001"}, "firm": {"示例企业01有限公司"}, "document": {"信用中国 2026-1"}, "since": {"2026-11-02"}}
	if a := office.post("/approvals/areas/discredit", form); a.status != http.StatusUnprocessableEntity || attr(a.find("input", "name", "firm"), "value") != "示例企业01有限公司" {
		t.Errorf("a code that is none: %d", a.status)
	}
	form.Set("enterprise", "91320826MA10000008")
	if err := office.mustPost("/approvals/areas/discredit", form); err != nil {
		t.Fatal(err)
	}
	if a := office.get("/approvals/areas"); !a.holds("示例企业01有限公司") || !a.holds("不适用") {
		t.Error("it stands in the list")
	}
	for login, want := range map[string]int{"leader": http.StatusForbidden, "reporter": http.StatusForbidden, "enterprise": http.StatusForbidden} {
		if a := c.as(login).post("/approvals/areas/discredit", form); a.status != want {
			t.Errorf("%s lists an enterprise: %d", login, a.status)
		}
	}
	stale := url.Values{"csrf": {"stale"}, "name": {"x"}}
	for _, path := range []string{"/approvals/areas", "/approvals/areas/discredit"} {
		if a := office.post(path, stale); a.status != http.StatusForbidden {
			t.Errorf("%s with a stale token: %d", path, a.status)
		}
	}
	if a := c.as("enterprise").get("/approvals/areas"); a.status != http.StatusForbidden {
		t.Errorf("an enterprise reads the list: %d", a.status)
	}
}

func TestTheDayTellsWhatToPrepareAndSupply(t *testing.T) {
	c := newPermitted(t)
	firm := c.as("enterprise").get("/")
	if !firm.holds("现在可以准备的下一个证") || !firm.holds("现状监测报告") || !firm.holds("2026-11-24 前") {
		t.Error(firm.words())
	}
	if a := c.as("leader").get("/"); a.status != http.StatusOK || a.holds("容缺待补的材料") {
		t.Error("a leader applies for nothing")
	}
}

func TestPapersOfApprovals(t *testing.T) {
	c := newPermitted(t)
	office := c.as("office")
	at := "/projects/" + c.IDs[0] + "/approvals/papers/"
	notice := office.get(at + c.accepted)
	if n := len(notice.all("article", "class", "official")); n != 2 {
		t.Errorf("%d copies", n)
	}
	for _, words := range []string{"容缺受理通知书", "第一联", "第二联", "现状监测报告", "2026年11月24日", "逾期未补齐的，终止办理，损失由申请人承担。", "示例企业01有限公司"} {
		if !notice.holds(words) {
			t.Errorf("the notice lacks %q", words)
		}
	}
	stop := office.get(at + c.stopped)
	for _, words := range []string{"停表（中止计时）告知书", "涟资告〔2026〕7号", "第四十五条", "9 个工作日", "分管局长"} {
		if !stop.holds(words) {
			t.Errorf("the notice of the stop lacks %q", words)
		}
	}
	opinion := office.get(at + c.opinion)
	for _, words := range []string{"联合审查意见书", "退界满足要求", "未出具", "同意"} {
		if !opinion.holds(words) {
			t.Errorf("the opinion lacks %q", words)
		}
	}
	for _, path := range []string{at + "none", "/projects/" + c.IDs[1] + "/approvals/papers/" + c.accepted} {
		if a := office.get(path); a.status != http.StatusNotFound {
			t.Errorf("%s: %d", path, a.status)
		}
	}
	if a := c.as("reporter").get("/projects/" + c.IDs[1] + "/approvals/papers/x"); a.status != http.StatusNotFound {
		t.Errorf("another county's paper: %d", a.status)
	}
}

func TestATrialStandsInItsAddress(t *testing.T) {
	c := newPermitted(t)
	office, at := c.as("office"), "/projects/"+c.IDs[0]+"/approvals/try"
	a := office.get(at)
	if !a.holds("八成把握") || !a.holds("最见效的办法") || len(a.all("svg", "class", "timetable")) != 1 {
		t.Fatalf("%d %s", a.status, a.words())
	}
	if a := office.get(at + "?item=drawings&days=2&try=promise~eia"); a.status != http.StatusSeeOther || a.to != at+"?try=promise~eia&try=takes~drawings~2" {
		t.Errorf("the little form joins the address: %s", a.to)
	}
	tried := office.get(at + "?try=promise~eia&try=takes~drawings~2&try=formal~planning_permit~scheme")
	for _, words := range []string{"“环境影响报告表”凭承诺当日办结", "“施工图审查（消防、人防联合审图）”2 日办结", "办结前再等它", "照此试算", "试后八成把握"} {
		if !tried.holds(words) {
			t.Errorf("no %q", words)
		}
	}
	for _, bad := range []string{"?try=promise~moon", "?try=takes~eia~soon", "?try=dance~eia", "?try=takes~filing~1"} {
		if a := office.get(at + bad); a.status != http.StatusUnprocessableEntity || len(a.all("div", "class", "notice-bad")) == 0 || !a.holds("八成把握") {
			t.Errorf("%s: %d", bad, a.status)
		}
	}
	if a := office.get("/projects/" + c.IDs[4] + "/approvals/try"); !a.holds("还没有做审批筛查") {
		t.Error("an unscreened project has nothing to try")
	}
	if a := c.as("reporter").get("/projects/" + c.IDs[1] + "/approvals/try"); a.status != http.StatusNotFound {
		t.Errorf("another county's project: %d", a.status)
	}
}

func TestPagesOfApprovalsAreReadByEveryRole(t *testing.T) {
	c := newPermitted(t)
	for _, login := range []string{"office", "leader", "reporter", "department", "enterprise"} {
		r := c.as(login)
		for _, page := range []string{"/approvals", "/approvals/budgets", "/approvals/figures?by=unit", "/approvals/catalogue?open=1"} {
			if a := r.get(page); a.status != http.StatusOK {
				t.Errorf("%s %s: %d", login, page, a.status)
			}
		}
	}
}

func TestViewsOfApprovalsAreDrawnFromTheirZeroPages(t *testing.T) {
	for name, view := range map[string]templ.Component{"desk": deskView(deskPage{}), "budgets": budgetsView(budgetsPage{}), "whose": whoseView(whosePage{}), "catalogue": catalogueView(cataloguePage{}), "areas": areasView(areasPage{}),
		"try": approvalTryView(trialPage{}), "paper": permitPaperView(permitPaperPage{Notice: &noticeOfMissing{}, Stop: &noticeOfStop{}, Opinion: &jointOpinion{}})} {
		var b strings.Builder
		if err := view.Render(ui.With(context.Background(), ui.Env{Here: &url.URL{Path: "/"}}), &b); err != nil || !strings.Contains(b.String(), "<html") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestLinksOfApprovalsLeadSomewhere(t *testing.T) {
	c := newPermitted(t)
	for _, login := range []string{"office", "reporter", "department", "enterprise"} {
		r, seen := c.as(login), map[string]bool{}
		for _, start := range []string{"/approvals", "/approvals/budgets", "/approvals/figures", "/approvals/figures?by=project", "/approvals/catalogue", "/approvals/areas", "/projects/" + c.IDs[0] + "/approvals/try?try=promise~eia"} {
			a := r.get(start)
			if a.status == http.StatusForbidden {
				continue
			}
			if a.status != http.StatusOK {
				t.Errorf("%s %s: %d", login, start, a.status)
			}
			follow(t, r, start, a, seen)
		}
	}
}

func TestManyProjectsAreScreenedFromTheBudgets(t *testing.T) {
	c := newCity(t)
	clerk := c.as("reporter")
	page := clerk.get("/approvals/budgets")
	ticks := page.all("input", "name", "project")
	if len(ticks) == 0 {
		t.Fatal("nothing can be ticked")
	}
	form := url.Values{"q-land": {"owned"}, "because": {"启用"}}
	for _, tick := range ticks[:2] {
		form.Add("project", attr(tick, "value"))
	}
	if a := c.as("leader").post("/approvals/screen", url.Values{"project": form["project"]}); a.status != http.StatusForbidden {
		t.Errorf("a leader screens: %d", a.status)
	}
	c.must(clerk.mustPost("/approvals/screen", form))
	left := clerk.get("/approvals/budgets?done=checklists.screened")
	if len(left.all("input", "name", "project")) != len(ticks)-2 || !strings.Contains(left.words(), "请逐个核对清单") {
		t.Error("they are not screened")
	}
	if words := clerk.get("/projects/" + form["project"][0] + "/checklist").words(); !strings.Contains(words, "自有土地") {
		t.Error("what was said of all is not there")
	}
	if a := clerk.post("/approvals/screen", form); a.status != http.StatusConflict && a.status != http.StatusUnprocessableEntity {
		t.Errorf("a second time: %d", a.status)
	}
}
