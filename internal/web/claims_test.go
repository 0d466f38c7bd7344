package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// Recognition, read and done as a browser does it.

// shortRules let 立项 be checked by the city's planners, on its filing alone.
const shortRules = `name: 示例认定规则
from: "2026-01-01"
lights: {report_day: 5}
stages:
  - stage: filed
    sign: 取得备案证
    source: 示例
    fields: [enterprise]
    check_days: 3
    days: 5
    by: [{who: top, source: 示例}]
    checks: [{department: development, source: 示例}]
    evidence: [{kind: filing, source: 示例}]
`

// filing puts the filing of a project on record and gives the project.
func (c *city) filing(i int) string {
	c.t.Helper()
	_, err := c.App.EvidenceKeep(context.Background(), c.office, app.EvidenceKeep{Project: c.IDs[i], Kind: "filing", Number: "涟发改备" + itoa(i), Issuer: "发改委", Issued: whenOf("2026-02-01"), Holder: "示例企业", Amount: yiOf(3)})
	c.must(err)
	return c.IDs[i]
}

// claimed is a fresh claim of the reporter's to 立项.
func (c *city) claimed(i int) string {
	c.t.Helper()
	id, err := c.App.ClaimDeclare(context.Background(), c.actor("reporter"), app.ClaimDeclare{Project: c.filing(i), Stage: lifecycle.Filed, On: whenOf("2026-02-10")})
	c.must(err)
	return id
}

func (c *city) rules(body string) {
	c.t.Helper()
	_, err := c.App.RulesetPublish(context.Background(), c.office, app.RulesetPublish{Body: body})
	c.must(err)
}

func TestClaimPagesAreDrawnFromTheirZeroPages(t *testing.T) {
	full := claimPage{Lacks: []string{"x"}, Advised: []string{"y"}, Dropped: true, Excluded: "z", Effect: &effectPanel{}, Again: "/", Acts: []claimForm{{Reasons: &ui.FieldData{}, Note: "n", Fields: []ui.FieldData{{Name: "note"}, {Name: "on"}}}},
		Other: []ui.Entry{{}}, Together: []ui.Entry{{}}, Absent: "a"}
	for name, view := range map[string]templ.Component{
		"desk": claimsView(claimsPage{}), "desk with a bar": claimsView(claimsPage{Picks: true, Pager: ui.PagerData{Total: 1}}), "claim": claimView(claimPage{}), "full claim": claimView(full),
		"form": claimPaperView(paperPage{Rows: []paperRow{{}}, Kinds: []paperItem{{}}, Checks: []string{"x"}}), "many": claimsManyView(claimsManyPage{}),
		"stock": claimsManyView(claimsManyPage{Stock: true, Lines: []manyLine{{Ready: true}, {}}}),
		"side":  projectView(projectPage{Claim: &projectClaim{Form: &declareForm{Fields: []string{"x"}, Wants: []wantLine{{Have: []string{"y"}}, {Tone: "late"}}, Reason: &ui.FieldData{}}}}),
		"open":  projectView(projectPage{Claim: &projectClaim{Form: &declareForm{Open: &ui.Link{}}}}),
	} {
		var b strings.Builder
		if err := view.Render(ui.With(context.Background(), ui.Env{Here: &url.URL{Path: "/"}}), &b); err != nil || !strings.Contains(b.String(), "<html") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestLinksOfClaimPagesLeadSomewhere(t *testing.T) {
	c := newCity(t)
	claim := c.claimed(0)
	for _, role := range access.Roles {
		login := string(role)
		if role == access.RoleAdmin {
			login = "keeper"
		}
		t.Run(login, func(t *testing.T) {
			r := c.as(login)
			seen := map[string]bool{}
			for _, start := range []string{"/claims", "/claims?tab=all", "/claims/" + claim, "/claims/" + claim + "/form", "/projects/" + c.IDs[0] + "?tab=claim", "/claims/new", "/claims/stock", "/rules", "/board?basis=recognised", "/projects?basis=recognised&group=recognised"} {
				a := r.get(start)
				if a.status == http.StatusForbidden && !c.actor(login).Can(access.RecogniseStage) {
					continue
				}
				if a.status != http.StatusOK {
					t.Errorf("%s: %d", start, a.status)
				}
				follow(t, r, start, a, seen)
			}
		})
	}
}

// A claim goes from the county's clerk by the planners to the office, is sent back,
// disputed, declared again, recognised on another day and revoked.
func TestAClaimIsWalkedByThreePeople(t *testing.T) {
	c := newCity(t)
	c.rules(shortRules)
	clerk, planner, office := c.as("reporter"), c.as("department"), c.as("office")
	project := "/projects/" + c.IDs[0]
	a := clerk.post(project+"/claims", url.Values{"stage": {"filed"}, "on": {"2026-02-10"}, "note": {"先报"}})
	if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.words(), "缺少佐证材料：立项文件") || attr(a.find("input", "id", "f-on"), "value") != "2026-02-10" {
		t.Fatalf("without its filing: %d %s", a.status, a.words())
	}
	c.filing(0)
	a = clerk.post(project+"/claims", url.Values{"stage": {"filed"}, "on": {"2030-02-10"}})
	if a.status != http.StatusUnprocessableEntity || a.find("p", "class", "mistake") == nil {
		t.Fatalf("a day to come: %d %s", a.status, a.words())
	}
	a = clerk.post(project+"/claims", url.Values{"stage": {"filed"}, "on": {"2026年2月10日"}})
	if a.status != http.StatusSeeOther {
		t.Fatalf("declared: %d %s", a.status, a.words())
	}
	claim, _, _ := strings.Cut(a.to, "?")
	if a = office.get(claim); !strings.Contains(a.words(), "等待部门核查") || a.find("form", "action", claim+"/recognise") != nil {
		t.Errorf("before the check: %s", a.words())
	}
	if a = planner.get("/claims?tab=mine"); a.find("a", "href", claim) == nil {
		t.Errorf("the planners' desk: %s", a.words())
	}
	if a = planner.get("/"); !strings.Contains(a.words(), "待核查 1 件") {
		t.Errorf("the planners' day: %s", a.words())
	}
	c.must(planner.mustPost(claim+"/check", url.Values{"agree": {"yes"}}))
	a = office.post(claim+"/send-back", url.Values{"note": {"没有理由"}})
	if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.words(), "请至少选择一项理由") {
		t.Errorf("without a reason: %d %s", a.status, a.words())
	}
	c.must(office.mustPost(claim+"/send-back", url.Values{"reasons": {"wrong_date"}, "note": {"与备案证不符"}}))
	if a = clerk.get("/"); !strings.Contains(a.words(), "被退回 1 件") {
		t.Errorf("the clerk's day: %s", a.words())
	}
	c.must(clerk.mustPost(claim+"/dispute", url.Values{"note": {"备案证即该日"}}))
	c.must(office.mustPost(claim+"/uphold", url.Values{"note": {"备案证为2月1日"}}))
	c.must(clerk.mustPost(project+"/claims", url.Values{"stage": {"filed"}, "on": {"2026-02-01"}}))
	c.must(planner.mustPost(claim+"/check", url.Values{"agree": {"yes"}}))
	a = office.post(claim+"/recognise", url.Values{"on": {"2026-02-03"}})
	if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.words(), "认定日期与申报日期不同") {
		t.Errorf("another day without a word: %d %s", a.status, a.words())
	}
	c.must(office.mustPost(claim+"/recognise", url.Values{"on": {"2026-02-03"}, "note": {"以领证日为准"}}))
	if a = office.get(claim); !strings.Contains(a.words(), "撤销后往月认定数的变化") || !strings.Contains(a.words(), "2026年10月") {
		t.Errorf("what revoking changes: %s", a.words())
	}
	c.must(office.mustPost(claim+"/revoke", url.Values{"reasons": {"clerical"}, "note": {"选错"}}))
	if a = clerk.get(claim); !strings.Contains(a.words(), "认定已撤销") || !strings.Contains(a.words(), "2026年10月认定立项") {
		t.Errorf("after it: %s", a.words())
	}
}

func TestTheSecondToDecideIsTold(t *testing.T) {
	c := newCity(t)
	claim := "/claims/" + c.claimed(0)
	first, second := c.as("office"), c.as("admin")
	version := attr(second.get(claim).find("input", "name", "version"), "value")
	c.must(first.mustPost(claim+"/recognise", url.Values{"on": {"2026-02-10"}, "version": {version}}))
	a := second.post(claim+"/send-back", url.Values{"reasons": {"twice"}, "version": {version}})
	if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.words(), "示例office 已于") {
		t.Errorf("%d %s", a.status, a.words())
	}
}

func TestManyAreDeclaredAndRecognisedInOneGo(t *testing.T) {
	c := newCity(t)
	a, b := c.filing(0), c.filing(15)
	clerk, office := c.as("reporter"), c.as("office")
	got := clerk.get("/claims/new?stage=filed")
	if len(got.all("input", "name", "project")) != 2 {
		t.Errorf("%d can be ticked: %s", len(got.all("input", "name", "project")), got.words())
	}
	form := url.Values{"stage": {"filed"}, "project": {a, b}, "on-" + a: {"2026-02-10"}, "on-" + b: {"明年"}}
	if got = clerk.post("/claims/new", form); got.status != http.StatusUnprocessableEntity || attr(got.find("input", "name", "on-"+a), "value") != "2026-02-10" {
		t.Errorf("a date that is none: %d %s", got.status, got.words())
	}
	form.Set("on-"+b, "2031-01-01")
	if got = clerk.post("/claims/new", form); got.status != http.StatusUnprocessableEntity || !strings.Contains(got.words(), "示例项目16") {
		t.Errorf("a day to come names its project: %d %s", got.status, got.words())
	}
	form.Set("on-"+b, "2026-02-11")
	if got = clerk.post("/claims/new", form); got.status != http.StatusSeeOther {
		t.Fatalf("declared: %d %s", got.status, got.words())
	}
	desk := office.get("/claims?tab=mine")
	var ids []string
	for _, box := range desk.all("input", "name", "claim") {
		ids = append(ids, attr(box, "value"))
	}
	if len(ids) != 2 {
		t.Fatalf("%d to tick: %s", len(ids), desk.words())
	}
	c.must(office.mustPost("/claims/recognise", url.Values{"claim": ids, "query": {"tab=mine"}}))
	if got = office.post("/claims/recognise", url.Values{"claim": ids}); got.status != http.StatusUnprocessableEntity || !strings.Contains(got.words(), "已由") {
		t.Errorf("twice: %d %s", got.status, got.words())
	}
	got = office.post("/claims/stock", url.Values{"project": {c.IDs[1]}})
	if got.status != http.StatusUnprocessableEntity || !strings.Contains(got.words(), "请写明认定依据") {
		t.Errorf("stock without a word: %d %s", got.status, got.words())
	}
	c.must(office.mustPost("/claims/stock", url.Values{"project": {c.IDs[1]}, "note": {"台账核对"}}))
}

func TestDeclaredAndRecognisedStandApart(t *testing.T) {
	c := newCity(t)
	office := c.as("office")
	c.must(c.App.ClaimRecognise(context.Background(), c.actor("office"), app.ClaimRecognise{ID: c.claimed(0)}))
	board := office.get("/board")
	if !strings.Contains(board.words(), "申报口径 认定口径") || !strings.Contains(board.words(), "认定 0 个") {
		t.Errorf("the board: %s", board.words())
	}
	for path, want := range map[string]int{"/projects?basis=recognised&stage=filed": 1, "/projects?stage=filed": 7, "/projects?basis=recognised&stage=started": 0} {
		if got := len(office.get(path).all("input", "name", "project")); got != want {
			t.Errorf("%s: %d rows, want %d", path, got, want)
		}
	}
	rail := office.get("/projects/" + c.IDs[0])
	if rail.find("li", "class", "rail-recognised") == nil || rail.find("li", "class", "rail-declared") == nil {
		t.Error("the rail does not tell recognised from declared")
	}
}

func TestAClaimIsNotFoundFromAnotherCounty(t *testing.T) {
	c := newCity(t)
	claim := "/claims/" + c.claimed(0)
	p := access.Person{Login: "xuyi", Name: "盱眙", Roles: []access.Role{access.RoleReporter}, Unit: c.Units["盱眙县"]}
	_, err := c.App.PersonSave(context.Background(), c.office, app.PersonSave{Person: p, Password: password})
	c.must(err)
	r := c.as("xuyi")
	for _, path := range []string{claim, claim + "/form"} {
		if a := r.get(path); a.status != http.StatusNotFound {
			t.Errorf("%s: %d", path, a.status)
		}
	}
	if a := r.post(claim+"/take-back", url.Values{}); a.status != http.StatusNotFound {
		t.Errorf("taken back: %d", a.status)
	}
	if a := r.post(claim+"/take-back", url.Values{"csrf": {"forged"}}); a.status != http.StatusForbidden {
		t.Errorf("forged: %d", a.status)
	}
}

func whenOf(text string) workday.When {
	w, err := workday.ParseWhen(text)
	if err != nil {
		panic(err)
	}
	return w
}

func yiOf(n int) money.Opt { return money.Some(money.Yuan(n) * money.Yi) }
