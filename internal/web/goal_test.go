package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"guatu/internal/app"
	"guatu/internal/target"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// aimed sets a goal of the city up on its pages, as the office does: 20 signed
// projects broken down to the counties by quarter. It gives the goal and the target.
func (c *city) aimed() (goal, id string) {
	c.t.Helper()
	r := c.as("office")
	a := r.post("/goals/new", url.Values{"kind": {"coded"}, "code": {"12"}, "name": {"“12”工程"}, "digits": {"1 超10亿元项目1个\n2 超50亿元项目2个 其一"}, "unit": {c.Units["示例市"]}, "from": {"2026-01-01"}, "to": {"2026-12-31"}})
	if a.status != http.StatusSeeOther {
		c.t.Fatalf("the goal: %d %s", a.status, a.words())
	}
	u, err := url.Parse(a.to)
	c.must(err)
	goal = strings.TrimPrefix(u.Path, "/goals/")
	c.must(r.mustPost("/goals/"+goal+"/target", url.Values{"unit": {c.Units["示例市"]}, "span": {"2026"}, "digit": {"1"}, "from": {"2026-01-01"},
		"indicator0": {"signed.declared"}, "op0": {"at_least"}, "low0": {"20"}, "indicator1": {"signed.declared.total"}, "op1": {"at_least"}, "low1": {"300.5"}}))
	page, err := c.App.GoalStanding(context.Background(), c.actor("office"), app.GoalAsk{ID: goal})
	c.must(err)
	return goal, page.Targets[0].ID
}

func (c *city) splitting(goal, id string, more url.Values) (string, url.Values) {
	form := url.Values{"version": {"1"}, "units": {strings.Join([]string{c.Units["涟水县"], c.Units["盱眙县"], c.Units["金湖县"]}, " ")}, "share": {"1"}}
	for k, v := range more {
		form[k] = v
	}
	return "/goals/" + goal + "/split?target=" + id + "&grain=quarter", form
}

func TestATargetIsBrokenDownOnItsPage(t *testing.T) {
	c := newCity(t)
	goal, id := c.aimed()
	r := c.as("office")
	lianshui := "row." + c.Units["涟水县"]
	path, form := c.splitting(goal, id, url.Values{lianshui: {"25"}})
	if a := r.post(path, form); a.status != http.StatusUnprocessableEntity || !a.holds("各单位合计多出 5") || attr(a.find("input", "name", lianshui), "value") != "25" {
		t.Fatalf("25 of 20: %d %s", a.status, a.words())
	}
	path, form = c.splitting(goal, id, url.Values{lianshui: {"10"}, "try": {"1"}})
	a := r.post(path, form)
	if a.status != http.StatusOK || attr(a.find("input", "name", "row."+c.Units["盱眙县"]), "placeholder") != "5" {
		t.Fatalf("tried: %d %s", a.status, a.words())
	}
	form.Del("try")
	if a := r.post(path, form); a.status != http.StatusSeeOther {
		t.Fatalf("kept: %d %s", a.status, a.words())
	}
	a = r.get("/goals/" + goal + "?target=" + id + "&grain=quarter")
	if got := attr(a.find("input", "name", lianshui), "value"); got != "10" || !a.holds("分解到 3 个单位") {
		t.Errorf("涟水 carries %q", got)
	}
	form.Set(lianshui, "12")
	form.Set("row."+c.Units["盱眙县"], "")
	form.Set("row."+c.Units["金湖县"], "5")
	if a := r.post(path, form); a.status != http.StatusUnprocessableEntity || !a.holds("调整目标要写明依据或原因") {
		t.Errorf("without a reason: %d %s", a.status, a.words())
	}
	form.Set("try", "1")
	if a := r.post(path, form); !a.holds("盱眙县 5 → 3（−2）") {
		t.Errorf("who carries it: %s", a.words())
	}
	if a := c.as("reporter").post(path, form); a.status != http.StatusForbidden {
		t.Errorf("a clerk breaks it down: %d", a.status)
	}
}

func TestGoalsAreSeenAndSigned(t *testing.T) {
	c := newCity(t)
	goal, id := c.aimed()
	r := c.as("office")
	path, form := c.splitting(goal, id, nil)
	c.must(r.mustPost(path, form))
	if a := c.as("reporter").get("/goals"); a.status != http.StatusOK || !a.holds("“12”工程") || a.holds("盱眙县") || !a.holds("涟水县") {
		t.Errorf("the county sees %s", a.words())
	}
	if a := r.get("/paces?by=week"); !a.holds("以旬保月") || len(a.all("table", "class", "pace")) != 2 {
		t.Errorf("paces: %s", a.words())
	}
	bad := r.post("/goals/"+goal+"/pledge", url.Values{"unit": {c.Units["示例市"]}, "to": {"市委"}, "post": {"市长"}, "signed": {"2026-11-01"}, "targets": {id}})
	if bad.status != http.StatusUnprocessableEntity || !bad.holds("请填写立状人") {
		t.Errorf("nobody signs: %d %s", bad.status, bad.words())
	}
	a := r.post("/goals/"+goal+"/pledge", url.Values{"unit": {c.Units["示例市"]}, "to": {"市委"}, "signer": {"示例·市长"}, "post": {"市长"}, "signed": {"2026-11-01"}, "targets": {id}})
	if a.status != http.StatusSeeOther {
		t.Fatalf("signing: %d %s", a.status, a.words())
	}
	if p := r.get(a.to); !p.holds("示例·市长") || !p.holds("2026年11月1日") || !p.holds("不少于 300.50 亿元") {
		t.Errorf("the pledge: %s", p.words())
	}
	if p := c.as("reporter").get(a.to); p.status != http.StatusNotFound {
		t.Errorf("the county opens the city's pledge: %d", p.status)
	}
	if a := r.post("/goals/"+goal+"/target", url.Values{"unit": {c.Units["示例市"]}, "span": {"2026年"}, "from": {"2026-01-01"}, "indicator0": {"signed.declared"}, "op0": {"between"}, "low0": {"2"}, "high0": {"1"}}); a.status != http.StatusUnprocessableEntity || a.find("p", "id", "f-high0-mistake") == nil {
		t.Errorf("a range upside down: %d %s", a.status, a.words())
	}
}

// An indicator is found by its kind, and none is lost on the way.
func TestIndicatorsAreOfferedByKind(t *testing.T) {
	c := newCity(t)
	goal, _ := c.aimed()
	a := c.as("office").get("/goals/" + goal + "/target")
	offered := map[string]string{}
	for _, group := range a.all("optgroup", "", "") {
		for o := range group.Descendants() {
			if o.Data == "option" {
				offered[attr(o, "value")] = attr(group, "label")
			}
		}
	}
	for code, kind := range map[string]string{"signed.declared": "项目个数", "signed.declared.ten": "规模以上项目", "done.dispatch": "投资金额", "rate.year": "比率与差", "tax": "外部指标"} {
		if offered[code] != kind {
			t.Errorf("%s stands under %q, not %q", code, offered[code], kind)
		}
	}
	page, err := c.App.GoalStanding(context.Background(), c.actor("office"), app.GoalAsk{ID: goal})
	c.must(err)
	if len(page.Choices) < 100 || len(offered) != len(page.Choices) {
		t.Errorf("%d indicators are offered, %d can be chosen", len(offered), len(page.Choices))
	}
}

func TestGoalsAreWalkedByEveryRole(t *testing.T) {
	c := newCity(t)
	goal, id := c.aimed()
	path, form := c.splitting(goal, id, nil)
	c.must(c.as("office").mustPost(path, form))
	for _, login := range []string{"office", "reporter", "department", "leader", "auditor"} {
		r, seen := c.as(login), map[string]bool{}
		for _, page := range []string{"/goals", "/goals?on=2026-06-30", "/goals?closed=1", "/goals/" + goal, "/goals/" + goal + "?grain=ten", "/goals/" + goal + "?clause=1&on=2026-06-30", "/paces", "/pledges"} {
			a := r.get(page)
			if a.status != http.StatusOK {
				t.Errorf("%s: %s answers %d: %s", login, page, a.status, a.words())
			}
			for _, href := range a.hrefs() {
				if kind := shape(href); !seen[kind] && !strings.HasPrefix(href, "/then") { // nothing was known then
					seen[kind] = true
					if got := r.get(href); got.status >= 400 {
						t.Errorf("%s: %s on %s answers %d: %s", login, href, page, got.status, got.words())
					}
				}
			}
		}
	}
}

func TestGoalsAreNotForEnterprises(t *testing.T) {
	c := newCity(t)
	r := c.as("enterprise")
	for _, page := range []string{"/goals", "/paces", "/pledges"} {
		if a := r.get(page); a.status != http.StatusForbidden {
			t.Errorf("%s answers %d", page, a.status)
		}
	}
}

func TestGoalViewsAreDrawnFromTheirZeroPages(t *testing.T) {
	for name, view := range map[string]templ.Component{"goals": goalsView(goalsPage{}), "goal": goalView(goalPage{Matrix: &matrixPart{Can: true}}), "save": goalSaveView(goalSavePage{}),
		"paces": pacesView(pacesPage{}), "pledges": pledgesView(pledgesPage{}), "pledge": pledgeView(pledgePage{})} {
		var b strings.Builder
		if err := view.Render(ui.With(context.Background(), ui.Env{Here: &url.URL{Path: "/"}}), &b); err != nil || !strings.Contains(b.String(), "<html") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestConditionsInWords(t *testing.T) {
	ctx := context.Background()
	name := func(string) string { return "全省" }
	for want, c := range map[string]target.Clause{
		"不少于 56 个":      {Op: target.AtLeast, Low: 56 * target.One},
		"不超过 23 个":      {Op: target.AtMost, Low: 23 * target.One},
		"1 至 2 个":       {Op: target.Between, Low: 1 * target.One, High: 2 * target.One},
		"高于全省":          {Op: target.Above, Against: "x"},
		"高于同级平均 3 个 以上": {Op: target.Above, Against: target.Peers, Low: 3 * target.One},
		"始终不少于 20 个，少于 25 个 时补充": {Op: target.Never, Low: 20 * target.One, High: 25 * target.One},
		"2026-03-31 前完成 26 个":    {Op: target.ByDay, Low: 26 * target.One, Due: workday.NewDate(2026, 3, 31)},
	} {
		if got := askText(ctx, name, c, target.Indicator{Measure: target.Count, Unit: "个"}); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := askText(ctx, name, target.Clause{Op: target.Growth, Low: 95 * target.One / 10}, target.Indicator{Measure: target.Points, Unit: "%"}); got != "增长 9.50%" {
		t.Error(got)
	}
	if got := digitLines(digitsOf("1 甲\n\n2 乙 其一\n")); got != "1 甲\n2 乙 其一" {
		t.Error(got)
	}
}
