package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"guatu/internal/access"
	"guatu/internal/web/ui"
)

// Doubts, both senses of investment and the windows into statistics, read as a
// browser reads them.

// doubtedCheck is what the fixture's first project is doubted for: it reports
// investment and has not started.
const doubtedCheck = "money.early"

func TestComparingPagesAreDrawnFromTheirZeroPages(t *testing.T) {
	for name, view := range map[string]templ.Component{
		"doubts": doubtsView(doubtsPage{}), "bare": doubtsView(doubtsPage{Bare: true}), "statistics": sensesView(sensesPage{}), "windows": windowsView(windowsPage{}),
		"side": projectView(projectPage{Doubts: &projectDoubts{Rows: []doubtCard{{}}, Ways: []wayCard{{}}}}),
	} {
		var b strings.Builder
		if err := view.Render(ui.With(context.Background(), ui.Env{Here: &url.URL{Path: "/"}}), &b); err != nil || !strings.Contains(b.String(), "<html") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestLinksOfComparingPagesLeadSomewhere(t *testing.T) {
	c := newCity(t)
	id := c.IDs[0]
	for _, role := range access.Roles {
		login := string(role)
		if role == access.RoleAdmin {
			login = "keeper"
		}
		t.Run(login, func(t *testing.T) {
			r := c.as(login)
			seen := map[string]bool{}
			for _, start := range []string{"/doubts", "/doubts?state=all", "/statistics", "/windows", "/windows?entry=above_scale", "/windows?state=unsaid", "/projects/" + id + "?tab=doubts"} {
				a := r.get(start)
				if a.status == http.StatusForbidden && login == "keeper" || a.status == http.StatusNotFound && login == "enterprise" {
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

// A doubt is explained on its project's page and goes from one tab to the other.
func TestADoubtIsExplained(t *testing.T) {
	c := newCity(t)
	id := c.IDs[0]
	r := c.as("office")
	page := r.get("/projects/" + id + "?tab=doubts")
	panel := page.find("section", "id", "doubt-"+doubtedCheck)
	if panel == nil {
		t.Fatalf("the page does not show the doubt: %s", page.words())
	}
	facts := page.find("input", "name", "facts")
	form := url.Values{"check": {doubtedCheck}, "facts": {attr(facts, "value")}, "text": {" "}}
	if page.find("input", "value", doubtedCheck) == nil {
		t.Fatal("no form for the doubt")
	}
	back := r.post("/projects/"+id+"/doubts", form)
	if back.status != http.StatusUnprocessableEntity || !back.holds("请写明疑点的原因和依据") {
		t.Errorf("nothing said: %d", back.status)
	}
	form.Set("facts", "0123456789abcdef")
	form.Set("text", "产品目录<b>下周</b>补报")
	if back = r.post("/projects/"+id+"/doubts", form); back.status != http.StatusUnprocessableEntity || !back.holds("刚刚有变化") || !strings.Contains(textOf(back.find("textarea", "name", "text")), "产品目录") {
		t.Errorf("other facts: %d, and what was typed is kept: %v", back.status, back.find("textarea", "name", "text"))
	}
	form.Set("facts", attr(facts, "value"))
	if back = r.post("/projects/"+id+"/doubts", form); back.status != http.StatusSeeOther {
		t.Fatalf("explained: %d %s", back.status, back.words())
	}
	if after := r.get("/projects/" + id + "?tab=doubts"); !after.holds("产品目录<b>下周</b>补报") {
		t.Error("the explanation is not on the page, as text")
	}
	if open := r.get("/doubts?q=示例项目01&check=" + doubtedCheck); !open.holds("没有符合条件的疑点") {
		t.Error("it is still open")
	}
	if done := r.get("/doubts?q=示例项目01&state=answered&check=" + doubtedCheck); !done.holds("产品目录") {
		t.Error("it is not among those explained")
	}
}

func TestOnlyThoseWhoReportExplain(t *testing.T) {
	c := newCity(t)
	id := c.IDs[0]
	form := url.Values{"check": {doubtedCheck}, "facts": {"x"}, "text": {"说明"}}
	if a := c.as("leader").post("/projects/"+id+"/doubts", form); a.status != http.StatusForbidden {
		t.Errorf("a leader explains: %d", a.status)
	}
	if a := c.as("leader").get("/projects/" + id + "?tab=doubts"); a.find("textarea", "name", "text") != nil {
		t.Error("a leader is offered the form")
	}
}

func TestAddressesThatMeanNothing(t *testing.T) {
	r := newCity(t).as("office")
	for _, path := range []string{"/statistics?gap=moon", "/windows?entry=lunch", "/windows?on=gestern", "/doubts?page=x", "/doubts?unit=nowhere"} {
		if a := r.get(path); a.status != http.StatusUnprocessableEntity && a.status != http.StatusBadRequest {
			t.Errorf("%s: %d", path, a.status)
		}
	}
	for _, path := range []string{"/doubts?severity=grave", "/windows?window=x&missing=y&state=z", "/doubts?page=999"} {
		if a := r.get(path); a.status != http.StatusOK {
			t.Errorf("%s: %d", path, a.status)
		}
	}
}
