package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"golang.org/x/net/html"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/signal"
	"guatu/internal/web/locale"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// The pages people look at and work from, read as a browser reads them.

// drawn imports the schematic map, whose codes are those of the fixture's counties.
func (c *city) drawn() {
	c.t.Helper()
	body, err := os.ReadFile("svg/testdata/huaian.schematic.geojson")
	c.must(err)
	c.must(c.App.BoundaryImport(context.Background(), c.office, app.BoundaryImport{Name: "示意图", Body: string(body)}))
}

// hrefs are the addresses of the links of a page's own part, in their order.
func (a *answer) hrefs() []string {
	var out []string
	for _, main := range a.all("main", "", "") {
		for n := range main.Descendants() {
			if n.Type == html.ElementNode && n.Data == "a" && strings.HasPrefix(attr(n, "href"), "/") {
				out = append(out, attr(n, "href"))
			}
		}
	}
	return out
}

// label is the text of the first element that holds words.
func (a *answer) holds(words string) bool { return strings.Contains(a.words(), words) }

func TestEveryViewIsDrawnFromItsZeroPage(t *testing.T) {
	for name, view := range map[string]templ.Component{
		"today": todayView(todayPage{}), "board": boardView(boardPage{}), "hall": hallView(boardPage{}), "timetable": timetableView(timetablePage{}),
		"project": projectView(projectPage{}), "basics": projectView(projectPage{Basics: &projectBasics{}}), "progress": projectView(projectPage{Progress: &projectProgress{Form: &figureForm{}}}),
		"nodes": projectView(projectPage{Nodes: &projectNodes{Node: &nodeForm{}, Stage: &stageForm{}}}), "unit": unitView(unitPage{}), "units": unitTreeView(unitTreePage{}),
		"office": todayView(todayPage{Office: &officeView{}, Glance: &glanceView{}, Return: &returnView{}}),
	} {
		var b strings.Builder
		if err := view.Render(ui.With(context.Background(), ui.Env{Here: &url.URL{Path: "/"}}), &b); err != nil || !strings.Contains(b.String(), "<html") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Every link of these pages leads somewhere, for everybody who sees it.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	c := newCity(t)
	c.drawn()
	for _, login := range []string{"office", "reporter", "department", "leader", "enterprise", "auditor", "keeper"} {
		r, seen := c.as(login), map[string]bool{}
		for _, page := range []string{"/", "/board", "/timetable", "/units", "/projects/" + c.IDs[0], "/projects/" + c.IDs[0] + "?tab=progress", "/projects/" + c.IDs[0] + "?tab=nodes", "/projects/" + c.IDs[0] + "?tab=history", "/units/" + c.Units["涟水县"]} {
			a := r.get(page)
			if login == "keeper" && page != "/" {
				if a.status != http.StatusForbidden {
					t.Errorf("the keeper of the system sees %s: %d", page, a.status)
				}
				continue
			}
			if a.status != http.StatusOK && !(a.status == http.StatusNotFound && login == "enterprise" && strings.HasPrefix(page, "/units/")) {
				t.Errorf("%s: %s answers %d: %s", login, page, a.status, a.words())
			}
			for _, href := range a.hrefs() {
				if kind := shape(href); !seen[kind] {
					seen[kind] = true
					if got := r.get(href); got.status >= 400 {
						t.Errorf("%s: %s on %s answers %d: %s", login, href, page, got.status, got.words())
					}
				}
			}
		}
	}
}

// shape is an address without its identifiers, so that of thirty alike one is
// tried.
func shape(href string) string {
	u, err := url.Parse(href)
	if err != nil {
		return href
	}
	parts := strings.Split(u.Path, "/")
	for i, p := range parts {
		if len(p) == 24 {
			parts[i] = "*"
		}
	}
	names := []string{}
	for name := range u.Query() {
		names = append(names, name)
	}
	slices.Sort(names)
	return strings.Join(parts, "/") + "?" + strings.Join(names, "&")
}

func TestAClerkSendsTheMonthFromTheDaysPage(t *testing.T) {
	c := newCity(t)
	id := c.constructing()
	r := c.as("reporter")
	day := r.get("/")
	name := "dispatch." + id
	if day.find("input", "name", name) == nil || !day.holds("未报 1 个") || !day.holds("已逾期 11 个工作日") {
		t.Fatalf("the return does not ask for the figure that is missing: %s", day.words())
	}
	form := func(amount string) url.Values {
		return url.Values{"month": {"2026-10"}, name: {amount}, "statistics." + id: {"1,200.5"}, "image." + id: {"桩基施工"}}
	}
	bad := r.post("/figures", form("三千"))
	field := bad.find("input", "name", name)
	if bad.status != http.StatusUnprocessableEntity || field == nil || attr(field, "value") != "三千" || !bad.holds("“三千”不是金额") {
		t.Fatalf("a figure that is none: %d %s", bad.status, bad.words())
	}
	if other := bad.find("input", "name", "statistics."+id); attr(other, "value") != "1,200.5" || attr(bad.find("input", "name", "was-statistics."+id), "value") != "" {
		t.Error("what was typed beside the mistake is lost")
	}
	if a := r.post("/figures", form("3,000")); a.status != http.StatusSeeOther || a.to != "/?sent=2" {
		t.Fatalf("the return was not taken: %d %s %s", a.status, a.to, a.words())
	}
	page, err := c.App.Project(context.Background(), c.actor("reporter"), id, app.Moment{})
	c.must(err)
	if page.Progress.Done.Yuan != 3000_0000 || page.Statistics.Done.Yuan != 1200_5000 || page.Project.Image != "桩基施工" {
		t.Errorf("written: %+v %+v %q", page.Progress.Done, page.Statistics.Done, page.Project.Image)
	}
	if again := r.get("/"); again.find("input", "name", name) != nil || !again.holds("2026年10月月报没有缺的") {
		t.Error("a figure that was sent is asked for again")
	}
	if empty := r.post("/figures", url.Values{"month": {"2026-10"}, name: {""}}); empty.status != http.StatusUnprocessableEntity || !empty.holds("还没有填写任何数字") {
		t.Errorf("an empty return: %d", empty.status)
	}
}

// constructing adds a project of 涟水县 that owes its October figure.
func (c *city) constructing() string {
	c.t.Helper()
	ctx := context.Background()
	p := lifecycle.Project{Name: "示例在建项目", Kind: "new", Unit: c.Units["涟水县"], Enterprise: "示例在建有限公司"}
	p.SetPlan(2026, yuan(2))
	id, err := c.App.ProjectSave(ctx, c.office, app.ProjectSave{Project: p})
	c.must(err)
	c.must(c.App.StageDeclare(ctx, c.office, app.StageDeclare{Project: id, Stage: lifecycle.Started, Declared: true, On: workday.InMonth(2026, 3)}))
	c.must(c.App.StageDeclare(ctx, c.office, app.StageDeclare{Project: id, Stage: lifecycle.Completed, Planned: workday.InMonth(2026, 9)}))
	return id
}

func TestFormsRefuseStrangersAndOtherCounties(t *testing.T) {
	c := newCity(t)
	c.constructing()
	r := c.as("reporter") // of 涟水县; IDs[1] is 盱眙县's
	for _, path := range []string{"/projects/" + c.IDs[1] + "/figures", "/projects/" + c.IDs[1] + "/stages", "/projects/" + c.IDs[1] + "/milestones/lay", "/projects/" + c.IDs[1] + "/pauses"} {
		form := url.Values{"month": {"2026-10"}, "dispatch." + c.IDs[1]: {"1"}, "stage": {"started"}, "because": {"试"}}
		if a := r.post(path, form); a.status != http.StatusNotFound {
			t.Errorf("%s of another county answers %d", path, a.status)
		}
		form.Set("csrf", "stale")
		if a := r.post(path, form); a.status != http.StatusForbidden {
			t.Errorf("%s with a stale token answers %d", path, a.status)
		}
	}
	if a := r.get("/projects/" + c.IDs[1]); a.status != http.StatusNotFound {
		t.Errorf("another county's project answers %d", a.status)
	}
	if a := c.as("leader").post("/projects/"+c.IDs[0]+"/stages", url.Values{"stage": {"started"}}); a.status != http.StatusForbidden {
		t.Errorf("a leader declares a stage: %d", a.status)
	}
}

func TestTheBoardWithoutAMapOffersOneAndStillCounts(t *testing.T) {
	c := newCity(t)
	a := c.as("office").get("/board")
	if a.status != http.StatusOK || !a.holds("还没有地图") || len(a.all("table", "class", "square")) != 1 {
		t.Fatalf("the board without a map: %d %s", a.status, a.words())
	}
	if tiles := a.all("a", "class", "tile"); len(tiles) != 4 {
		t.Errorf("%d of the four figures are doors", len(tiles))
	}
	if !a.holds("个项目没有填报年度完成投资") {
		t.Error("the board does not say how many did not report")
	}
}

func TestTheBoardShowsCountiesLightsAndWhoseMapItIs(t *testing.T) {
	c := newCity(t)
	c.drawn()
	r := c.as("office")
	a := r.get("/board")
	for _, want := range []string{"示意图，不作划界依据 · 内部使用", "红灯与原因", "低于序时 30 个百分点以上为红", "2026-11-13 以来的变化"} {
		if !a.holds(want) {
			t.Errorf("the board does not say %q", want)
		}
	}
	if !slices.Contains(a.hrefs(), "/units/"+c.Units["盱眙县"]) {
		t.Error("a county on the map leads nowhere")
	}
	counts := 0
	for _, href := range a.hrefs() {
		if strings.HasPrefix(href, "/projects?") {
			counts++
		}
	}
	if counts < 20 {
		t.Errorf("only %d figures of the board are doors", counts)
	}
	c.must(c.App.SettingChange(context.Background(), c.actor("admin"), app.SettingChange{Key: "map.approval", Value: "苏S(2026)001号"}))
	past := r.get("/board?on=2026-06-30&against=2026-03-31&fill=share&square=tier")
	for _, want := range []string{"审图号：苏S(2026)001号", "2026-06-30", "2026-03-31 以来的变化", "滞后占比", "10亿级"} {
		if !past.holds(want) {
			t.Errorf("the board of another day does not say %q", want)
		}
	}
	if hall := r.get("/board?hall=1"); hall.find("body", "class", "hall") == nil || hall.find("nav", "class", "nav") != nil {
		t.Error("the wall has menus")
	}
	if bad := r.get("/board?against=2026-12-31"); bad.status != http.StatusUnprocessableEntity {
		t.Errorf("comparing with a later day answers %d", bad.status)
	}
}

// A red list on one's own figures: the board of a county has its own title and
// nothing of the neighbours'.
func TestACountySeesItsOwnBoardOnly(t *testing.T) {
	c := newCity(t)
	c.drawn()
	a := c.as("reporter").get("/board")
	if !a.holds("涟水县重大产业项目作战图") || a.holds("示例项目02") {
		t.Errorf("a county's board: %s", a.words())
	}
}

func TestTheTimetableKeepsItsFilterAndCutsSheets(t *testing.T) {
	c := newCity(t)
	id := c.constructing()
	r := c.as("office")
	c.must(c.App.MilestonesLay(context.Background(), c.office, app.MilestonesLay{Project: id}))
	a := r.get("/timetable?unit=" + c.Units["涟水县"])
	if a.status != http.StatusOK || !a.holds("示例在建项目") || a.holds("示例项目02") || !a.holds("今天 11-20") {
		t.Fatalf("the timetable: %d %s", a.status, a.words())
	}
	if week := r.get("/timetable?scale=week&from=2026-10-01&to=2026-12-31"); !week.holds("非工作日") {
		t.Error("the week has no days off")
	}
	if sheets := r.get("/timetable?print=1").all("div", "class", "drawing-page"); len(sheets) != 1 {
		t.Errorf("%d sheets for thirty projects", len(sheets))
	}
	for _, bad := range []string{"?from=x", "?from=2026-12-31&to=2026-01-01", "?from=1900-01-01&to=2099-12-31"} {
		if got := r.get("/timetable" + bad); got.status != http.StatusUnprocessableEntity {
			t.Errorf("%s answers %d", bad, got.status)
		}
	}
}

func TestAProjectsPageActsAndTellsItsHistory(t *testing.T) {
	c := newCity(t)
	id := c.constructing()
	r, path := c.as("reporter"), "/projects/"
	path += id
	c.must(r.mustPost(path+"/milestones/lay", url.Values{}))
	nodes := r.get(path + "?tab=nodes&node=main")
	if nodes.find("input", "name", "forecast") == nil {
		t.Fatalf("no form for a milestone: %s", nodes.words())
	}
	bad := r.post(path+"/milestones", url.Values{"code": {"main"}, "forecast": {"下个月"}, "planned": {"2026.9"}, "note": {"等图纸"}})
	if bad.status != http.StatusUnprocessableEntity || !bad.holds("“下个月”不是时间") || attr(bad.find("input", "name", "note"), "value") != "等图纸" {
		t.Fatalf("a date that is none: %d %s", bad.status, bad.words())
	}
	c.must(r.mustPost(path+"/milestones", url.Values{"code": {"main"}, "planned": {"2026.12"}})) // laid without a date: the first is free
	if a := r.post(path+"/milestones", url.Values{"code": {"main"}, "planned": {"2027.3"}}); a.status != http.StatusUnprocessableEntity || !a.holds("申请调整") {
		t.Errorf("a planned date moved by hand: %d %s", a.status, a.words())
	}
	c.must(r.mustPost(path+"/milestones", url.Values{"code": {"main"}, "forecast": {"2026年12月"}, "because": {"图纸晚到"}}))
	if future := r.post(path+"/stages", url.Values{"stage": {"completed"}, "declared": {"yes"}, "on": {"2027-01-05"}}); future.status != http.StatusUnprocessableEntity || !future.holds("在今天之后") {
		t.Errorf("a stage of the future: %d", future.status)
	}
	c.must(r.mustPost(path+"/stages", url.Values{"stage": {"completed"}, "declared": {"yes"}, "planned": {"2026-09"}, "on": {"2026-11-18"}}))
	if a := r.post(path+"/pauses", url.Values{"from": {"2026-11-20"}, "until": {"2027-12-01"}}); a.status != http.StatusUnprocessableEntity || !a.holds("一次最多暂停 3 个月") || !a.holds("请写明恢复的条件") {
		t.Errorf("a pause without a reason or an end in sight: %d %s", a.status, a.words())
	}
	c.must(r.mustPost(path+"/pauses", url.Values{"reason": {"dispute"}, "conditions": {"重整计划获批"}, "from": {"2026-11-20"}, "until": {"2027-02-19"}, "note": {"企业重组"}}))
	chief := c.as("office")
	c.must(chief.mustPost(formBelow(t, chief.get(path+"?tab=nodes"), path+"/pauses/", "/grant"), url.Values{"note": {"同意"}}))
	history := r.get(path + "?tab=history")
	for _, want := range []string{"企业重组", "竣工 申报时间", "2026-11-18", "预计时间", "2026年12月", "图纸晚到", "2026年度计划投资", "2.00 亿元", "主体封顶"} {
		if !history.holds(want) {
			t.Errorf("the history does not say %q", want)
		}
	}
	if a := r.get(path); !a.holds("暂停") || !a.holds("申报 2026-11-18") {
		t.Errorf("the head does not show what was done: %s", a.words())
	}
}

func TestAFigureIsCorrectedAndTakenBackOnTheProjectsPage(t *testing.T) {
	c := newCity(t)
	r, id := c.as("reporter"), c.IDs[0]
	form := formOf(r.get("/projects/"+id+"?tab=progress&month=2026-10"), "/projects/"+id+"/figures")
	name := "dispatch." + id
	if form.Get(name) == "" || form.Get("was-"+name) != form.Get(name) {
		t.Fatalf("the form does not know the month's figure: %v", form)
	}
	form.Set(name, "8,000")
	if a := r.post("/projects/"+id+"/figures", form); a.status != http.StatusSeeOther {
		t.Fatalf("a correction: %d %s", a.status, a.words())
	}
	page, err := c.App.Project(context.Background(), c.office, id, app.Moment{})
	c.must(err)
	if page.Progress.Done.Yuan != 8000_0000 || page.Progress.Total.Yuan != 9000_0000 {
		t.Errorf("corrected to %v, since the start %v", page.Progress.Done, page.Progress.Total)
	}
	form = formOf(r.get("/projects/"+id+"?tab=progress&month=2026-10"), "/projects/"+id+"/figures")
	form.Set(name, "")
	form.Set("done."+name, "")
	if a := r.post("/projects/"+id+"/figures", form); a.status != http.StatusSeeOther {
		t.Fatalf("taking back: %d %s", a.status, a.words())
	}
	if page, err = c.App.Project(context.Background(), c.office, id, app.Moment{}); err != nil || page.Progress.Done.OK {
		t.Errorf("taken back: %v %v", page.Progress.Done, err)
	}
}

func TestThePastHasNoForms(t *testing.T) {
	c := newCity(t)
	r := c.as("office")
	for _, tab := range []string{"progress", "nodes"} {
		a := r.get("/projects/" + c.IDs[0] + "?on=2026-06-30&tab=" + tab)
		for _, form := range a.all("form", "method", "post") {
			if strings.HasPrefix(attr(form, "action"), "/projects/") {
				t.Errorf("%s of June can be changed: %s", tab, attr(form, "action"))
			}
		}
		if !a.holds("回到今天") {
			t.Error("the page does not say that it is of another day")
		}
	}
}

func TestUnitsStandAsATreeWithTheirFigures(t *testing.T) {
	c := newCity(t)
	a := c.as("office").get("/units")
	if rows := a.all("tr", "data-href", "/units/"+c.Units["涟水经开区"]); len(rows) != 1 || !a.holds("涟水经开区") {
		t.Errorf("the tree: %s", a.words())
	}
	unit := c.as("office").get("/units/" + c.Units["涟水县"])
	if !unit.holds("涟水经开区") || !unit.holds("体量方阵") || !unit.holds("上级单位") {
		t.Errorf("the unit: %s", unit.words())
	}
	if a := c.as("reporter").get("/units/" + c.Units["盱眙县"]); a.status != http.StatusNotFound {
		t.Errorf("another county's page answers %d", a.status)
	}
}

func TestNewsCountsWhatOthersDidWithinSight(t *testing.T) {
	c := newCity(t)
	r := c.as("reporter")
	frame, err := c.App.Frame(context.Background(), c.office)
	c.must(err)
	since := "/news?since=" + itoa(int(frame.N))
	if a := r.get(since); a.body != `{"text": ""}` {
		t.Errorf("nothing happened, and yet %s", a.body)
	}
	for _, id := range c.IDs[:2] { // one of 涟水县, one of 盱眙县
		_, err := c.App.PauseAsk(context.Background(), c.office, app.PauseAsk{Project: id, Reason: "land", Conditions: "试", From: frame.Today, Until: frame.Today + 30})
		c.must(err)
	}
	if a := r.get(since); a.body != `{"text": "1 \u6761\u66f4\u65b0"}` {
		t.Errorf("one project of the county changed: %s", a.body)
	}
}

func TestReasonsAreSentences(t *testing.T) {
	ctx := ui.With(context.Background(), ui.Env{Lang: locale.Chinese})
	bound := func(n int64) *int64 { return &n }
	for _, c := range []struct {
		name       string
		why        signal.Reason
		text, rule string
	}{
		{"far behind", signal.Reason{Measure: signal.LeadPoints, Light: signal.Behind, Value: -5957, Rate: 3210, Due: 9167, To: bound(-3001)}, "落后序时 59.57 点（完成 32.10%，序时 91.67%）", "低于序时 30 个百分点以上为红"},
		{"behind", signal.Reason{Measure: signal.LeadPoints, Light: signal.Watch, Value: -1500, Rate: 3500, Due: 5000, From: bound(-3000), To: bound(-1000)}, "落后序时 15.00 点（完成 35.00%，序时 50.00%）", "低于序时 10–30 个百分点为黄"},
		{"a start long late", signal.Reason{Measure: signal.StartLate, Light: signal.Behind, Value: 8, Planned: workday.InMonth(2026, 3), From: bound(3)}, "计划 2026年3月 开工，逾期 8 个月", "3 个月及以上为红"},
		{"a start just due", signal.Reason{Measure: signal.StartLate, Light: signal.Watch, Planned: workday.InMonth(2026, 3), From: bound(0), To: bound(2)}, "计划 2026年3月 开工，已到期未开工", "到期起 2 个月以内为黄"},
		{"a share of what is due", signal.Reason{Measure: signal.RatioToDue, Light: signal.Behind, Value: 6000, Rate: 3000, Due: 5000, To: bound(7000)}, "完成率只有序时的 60.00%（完成 30.00%，序时 50.00%）", "完成序时的 70% 及以下为红"},
		{"a month not reported", signal.Reason{Measure: signal.ReportLate, Light: signal.Unreported, Value: 2, From: bound(1)}, "月报漏报 2 个月", "漏报 1 个月及以上为未填报"},
	} {
		got := becauseOf(ctx, []signal.Reason{c.why})[0]
		if got.Text != c.text || got.Rule != c.rule {
			t.Errorf("%s: %q, %q", c.name, got.Text, got.Rule)
		}
	}
}

func TestDatesAreReadAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]string{"2026.3": "2026-03", "2026年3月5日": "2026-03-05", "2026/3/15": "2026-03-15", "2026年": "2026", "2026-q2": "2026-Q2", "": "", "明年": "明"} {
		if got := tidyWhen(text); got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}

func TestAllAreGreetedByTheirOwnDay(t *testing.T) {
	c := newCity(t)
	for login, want := range map[string]string{"office": "月报未报齐的单位", "leader": "红灯与原因", "keeper": "不查看项目数据", "reporter": "2026年10月月报"} {
		c.constructing()
		if a := c.as(login).get("/"); a.status != http.StatusOK || !a.holds(want) {
			t.Errorf("%s (%s): %d %s", login, access.Role(login), a.status, a.words())
		}
	}
}

// yuan is so many 亿元.
func yuan(n money.Yuan) money.Opt { return money.Some(n * money.Yi) }

// Behind a proxy every address of ours stands below the sub-path, those of
// drawings and buttons too.
func TestEveryAddressStandsBelowTheSubPath(t *testing.T) {
	c := newCity(t)
	c.drawn()
	c.constructing()
	c.Server = httptest.NewServer(New(Config{App: c.App, Base: "/guatu", Dir: t.TempDir()}))
	t.Cleanup(c.Server.Close)
	c.Server.URL += "/guatu"
	for login, pages := range map[string][]string{"office": {"/", "/board?tier=t10", "/timetable", "/units", "/projects/" + c.IDs[0] + "?tab=progress", "/projects/" + c.IDs[0] + "?tab=nodes&node=new"}, "reporter": {"/"}} {
		r := c.as(login)
		for _, page := range pages {
			a := r.get(page)
			if a.status != http.StatusOK {
				t.Errorf("%s answers %d", page, a.status)
			}
			for n := range a.root.Descendants() {
				for _, name := range []string{"href", "action", "formaction", "data-href", "data-news"} {
					if to := attr(n, name); strings.HasPrefix(to, "/") && !strings.HasPrefix(to, "/guatu/") {
						t.Errorf("%s: %s %s=%q leaves the sub-path", page, n.Data, name, to)
					}
				}
			}
		}
	}
}
