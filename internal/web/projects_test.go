package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestTheTableFiltersSortsGroupsAndSums(t *testing.T) {
	c := newCity(t)
	office := c.as("office")
	for _, tc := range []struct {
		name, address string
		rows          int
		says          []string
	}{
		{"everything, with how many did not report", "/projects", 30, []string{"合计 30 个", "缺 4"}},
		{"two characters of a name find", "/projects?q=目07", 1, []string{"示例项目07"}},
		{"a filter in words", "/projects?stage=started", 6, []string{"阶段", "是 开工"}},
		{"two values are alternatives", "/projects?stage=started&stage=signed", 12, []string{"是 开工、签约"}},
		{"a lead as people say it", "/projects?lead_max=-10", 18, []string{"序时", "落后 10 点以上"}},
		{"a county and what is below it", "/projects?unit=" + c.Units["涟水县"], 10, []string{"是 涟水县"}},
		{"groups with their sums", "/projects?group=unit", 30, []string{"10 个"}},
		{"a page of ten", "/projects?size=10&page=2", 10, []string{"第 11–20 项，共 30 项"}},
		{"nothing fits", "/projects?q=没有这个", 0, []string{"没有符合条件的项目"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			a := office.get(tc.address)
			if a.status != http.StatusOK {
				t.Fatalf("status %d: %s", a.status, a.words())
			}
			rows := 0
			for _, tr := range a.all("tr", "", "") {
				if attr(tr, "data-href") != "" {
					rows++
				}
			}
			if rows != tc.rows {
				t.Errorf("%d rows, want %d", rows, tc.rows)
			}
			for _, s := range tc.says {
				if !strings.Contains(a.words(), s) {
					t.Errorf("does not say %q", s)
				}
			}
		})
	}
}

func TestAHeadSortsTheOtherWayTheSecondTime(t *testing.T) {
	c := newCity(t)
	office := c.as("office")
	first := func(address string) string {
		for _, th := range office.get(address).all("th", "scope", "row") {
			if attr(th, "title") != "" {
				return textOf(th)
			}
		}
		return ""
	}
	if got := first("/projects?sort=-total"); got != "示例项目30" {
		t.Errorf("the largest is %q", got)
	}
	if got := first("/projects?sort=total"); got != "示例项目01" {
		t.Errorf("the smallest is %q", got)
	}
	a := office.get("/projects?sort=-total")
	if th := a.find("th", "aria-sort", "descending"); th == nil || !strings.Contains(textOf(th), "总投资") {
		t.Error("the sorted head does not say so")
	}
	if office.get("/projects?sort=nonsense").status != http.StatusUnprocessableEntity {
		t.Error("an unknown order is a mistake")
	}
	if office.get("/projects?page=x").status != http.StatusUnprocessableEntity {
		t.Error("a page that is no number is a mistake")
	}
}

func TestColumnsAreChosenInTheAddress(t *testing.T) {
	c := newCity(t)
	a := c.as("office").get("/projects?cols=enterprise&cols=leader")
	var heads []string
	for _, th := range a.all("th", "scope", "col") {
		heads = append(heads, textOf(th))
	}
	if got := strings.Join(heads, " "); got != "项目名称 包联领导 企业" {
		t.Errorf("heads: %s", got)
	}
}

func TestAViewIsSavedSharedAndForgotten(t *testing.T) {
	c := newCity(t)
	office := c.as("office")
	a := office.post("/views", url.Values{"name": {"应开工"}, "query": {"stage=filed&on=2026-01-01"}, "shared": {"1"}})
	if a.status != http.StatusSeeOther || a.to != "/projects?stage=filed&done=view.saved" {
		t.Fatalf("saving: %d %s", a.status, a.to)
	}
	page := office.get(a.to)
	if !strings.Contains(page.words(), "视图已保存。") {
		t.Error("nothing says that it was saved")
	}
	form := page.find("form", "action", "")
	for _, f := range page.all("form", "method", "post") {
		if strings.HasSuffix(attr(f, "action"), "/remove") {
			form = f
		}
	}
	if !strings.Contains(c.as("leader").get("/projects").words(), "应开工 · 共享") {
		t.Error("others do not see the shared view")
	}
	if form == nil {
		t.Fatal("the view cannot be removed")
	}
	if a := office.post(attr(form, "action"), url.Values{}); a.status != http.StatusSeeOther {
		t.Fatalf("removing: %d", a.status)
	}
	if strings.Contains(office.get("/projects").words(), "应开工") {
		t.Error("the view is still there")
	}
	if a := office.post("/views", url.Values{"name": {""}, "query": {""}}); a.status != http.StatusUnprocessableEntity {
		t.Errorf("a view without a name: %d", a.status)
	}
}

func TestAFormWithoutItsTokenIsRefused(t *testing.T) {
	c := newCity(t)
	office := c.as("office")
	office.csrf = ""
	for _, path := range []string{"/views", "/projects/new", "/projects/" + c.IDs[0] + "/edit"} {
		if a := office.post(path, url.Values{"name": {"x"}}); a.status != http.StatusForbidden {
			t.Errorf("%s without a token: %d", path, a.status)
		}
	}
}

func TestTwinsStandSideBySide(t *testing.T) {
	c := newCity(t)
	office := c.as("office")
	if !strings.Contains(office.get("/twins").words(), "没有疑似重复的项目") {
		t.Error("a city without twins has some")
	}
	c.must(office.mustPost("/projects/new", url.Values{"name": {"示例项目01"}, "enterprise": {"示例企业01有限公司"}, "unit": {c.Units["盱眙县"]}}))
	if !strings.Contains(office.get("/twins").words(), "名称相同，分属 涟水县 和 盱眙县") {
		t.Error("the same name in two counties is not shown")
	}
}
