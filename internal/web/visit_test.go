package web

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"golang.org/x/net/html"
)

// TestTheScriptOfAVisitIsToldWhatIsWrongWhere, and that a second sending is the first.
func TestTheScriptOfAVisitIsToldWhatIsWrongWhere(t *testing.T) {
	c := newCity(t)
	r := c.as("reporter")
	path := "/visit/" + c.IDs[0]
	status, out := r.form(path, url.Values{"id": {"x"}, "day": {"2026-12-31"}, "asked": {"as_claimed"}, "seen.as_claimed": {"no"}, "lon": {"33"}, "lat": {"119"}})
	fields, _ := out["fields"].(map[string]any)
	for _, name := range []string{"id", "day", "at", "seen.as_claimed.note"} {
		if text, _ := fields[name].(string); text == "" {
			t.Errorf("%d: nothing is said at %s: %v", status, name, out)
		}
	}
	for range 2 {
		if status, out = r.form(path, maps.Clone(visitTypedIn)); status != http.StatusOK || out["version"] != 1.0 {
			t.Errorf("sending: %d %v", status, out)
		}
	}
	other := maps.Clone(visitTypedIn)
	other.Set("image", "主体施工")
	status, out = r.form(path, other)
	if args, _ := out["args"].(map[string]any); status != http.StatusConflict || out["code"] != "visit.changed" || args["version"] != 1.0 {
		t.Errorf("with other content: %d %v", status, out)
	}
	if status, out = r.form("/visit/"+c.IDs[1], maps.Clone(visitTypedIn)); status != http.StatusConflict && status != http.StatusNotFound {
		t.Errorf("for another county: %d %v", status, out)
	}
	r.csrf = "stale"
	other.Set("csrf", "")
	if status, out = r.form(path, other); status != http.StatusForbidden || out["code"] != "session.form" {
		t.Errorf("with a stale token: %d %v", status, out)
	}
}

var visitTypedIn = url.Values{"id": {"0193a7f0-1111-7222-8333-444455556666"}, "day": {"2026-11-19"}, "asked": {"as_claimed,place_same"}, "seen.as_claimed": {"yes"}, "image": {"桩基施工"}}

func TestAVisitIsNotedByThePlainForm(t *testing.T) {
	c := newCity(t)
	r, path := c.as("reporter"), "/visit/"+c.IDs[0]
	wrong := url.Values{"id": visitTypedIn["id"], "day": {"2026-12-31"}, "asked": {"as_claimed"}, "seen.as_claimed": {"no"}, "image": {"看了"}}
	a := r.mustPostStatus(path, wrong, http.StatusUnprocessableEntity)
	for _, want := range []string{"核查日期 2026-12-31 还没有到", "请写明情况"} {
		if !a.holds(want) {
			t.Errorf("not said: %s", want)
		}
	}
	if f := a.find("textarea", "name", "image"); f == nil || f.FirstChild == nil || f.FirstChild.Data != "看了" {
		t.Error("what was typed is gone")
	}
	for range 2 {
		a = r.mustPostStatus(path, maps.Clone(visitTypedIn), http.StatusSeeOther)
	}
	page := r.get(a.to)
	if page.status != http.StatusOK || !page.holds("桩基施工") || !page.holds("现场进展与申报一致") {
		t.Errorf("%d %s", page.status, page.words())
	}
	if list := r.get("/visits"); !list.holds("桩基施工") || !list.holds("第 1–1 项，共 1 项") {
		t.Errorf("%s", list.words())
	}
	if page := c.as("leader").get("/visit/" + c.IDs[0]); page.status != http.StatusOK || page.holds("现场照片") {
		t.Error("a leader, who keeps no evidence, is offered photos")
	}
}

// mustPostStatus sends a form and expects a status.
func (r *reader) mustPostStatus(path string, form url.Values, status int) *answer {
	r.c.t.Helper()
	a := r.post(path, form)
	if a.status != status {
		r.c.t.Fatalf("%s: %d, want %d: %s", path, a.status, status, a.words())
	}
	return a
}

func TestTheVisitWorkerIsServedForVisitsAlone(t *testing.T) {
	c := newCity(t)
	nobody := &reader{c: c, client: &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
	a := nobody.get("/visit/sw.js")
	for name, want := range map[string]string{"Service-Worker-Allowed": "/visit", "Cache-Control": "no-cache", "Content-Type": "text/javascript; charset=utf-8"} {
		if got := a.header.Get(name); got != want {
			t.Errorf("%s is %q", name, got)
		}
	}
	if !strings.HasPrefix(a.body, `self.GUATU={"base":"",`) || !strings.Contains(a.body, "/static/visit.") {
		t.Errorf("%.200s", a.body)
	}
	if policy := a.header.Get("Content-Security-Policy"); strings.Contains(policy, "unsafe") || strings.Contains(policy, "blob:") {
		t.Errorf("the policy is %q", policy)
	}
	if off := nobody.get("/visit/offline"); off.status != http.StatusOK || off.header.Get("Visit-Person") != "" {
		t.Errorf("the offline page: %d %v", off.status, off.header)
	}
	if page := nobody.get("/visit"); page.status != http.StatusSeeOther {
		t.Errorf("the list, asked by nobody: %d", page.status)
	}
}

func TestAVisitPageSaysWhoseItIs(t *testing.T) {
	c := newCity(t)
	people := map[string]bool{}
	for _, login := range []string{"office", "reporter"} {
		r := c.as(login)
		for _, path := range []string{"/visit", "/visit/" + c.IDs[0]} {
			a := r.get(path)
			if a.status != http.StatusOK || a.header.Get("Visit-Person") == "" || a.header.Get("Visit-Person") != attr(dataNode(a.root), "data-person") {
				t.Errorf("%s of %s: %d, person %q", path, login, a.status, a.header.Get("Visit-Person"))
			}
			people[a.header.Get("Visit-Person")] = true
		}
		var who struct{ Person, CSRF string }
		c.must(json.Unmarshal([]byte(r.get("/form-token").body), &who))
		if !people[who.Person] || who.CSRF != r.csrf {
			t.Errorf("%s: %+v", login, who)
		}
	}
	if len(people) != 2 {
		t.Errorf("two people are %v", people)
	}
	if a := c.as("enterprise").get("/visit"); a.status != http.StatusForbidden {
		t.Errorf("an enterprise: %d", a.status)
	}
	if a := c.as("reporter").get("/visit/" + c.IDs[1]); a.status != http.StatusNotFound {
		t.Errorf("another county's project: %d", a.status)
	}
}

// dataNode is the part of a visit page that the scripts read.
func dataNode(n *html.Node) *html.Node {
	if attr(n, "data-person") != "" {
		return n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if found := dataNode(c); found != nil {
			return found
		}
	}
	return nil
}

func TestEveryVisitPageDrawsWithNothingInIt(t *testing.T) {
	for name, page := range map[string]templ.Component{"round": visitRoundView(visitRoundPage{}), "form": visitFormView(visitFormPage{}), "record": siteVisitView(siteVisitPage{}),
		"records": siteVisitsView(siteVisitsPage{}), "offline": visitOfflineView()} {
		var b bytes.Buffer
		if err := page.Render(context.Background(), &b); err != nil || !strings.Contains(b.String(), "</html>") {
			t.Errorf("%s: %v, %d bytes", name, err, b.Len())
		}
	}
}

func TestAProjectShowsItsVisits(t *testing.T) {
	c := newCity(t)
	r := c.as("reporter")
	r.mustPostStatus("/visit/"+c.IDs[0], maps.Clone(visitTypedIn), http.StatusSeeOther)
	a := r.get("/projects/" + c.IDs[0] + "?tab=materials")
	if a.find("a", "href", "/visit/"+c.IDs[0]) == nil || a.find("a", "href", "/projects/"+c.IDs[0]+"/visits/"+visitTypedIn.Get("id")) == nil {
		t.Errorf("%s", a.words())
	}
	if late := r.get("/projects/" + c.IDs[0] + "?tab=materials&on=2026-01-01"); late.find("a", "href", "/visit/"+c.IDs[0]) != nil {
		t.Error("looking back, a form is offered")
	}
	if rules := r.get("/rules"); !rules.holds("主体工程桩正式施打（场地平整不算）") || !rules.holds("以正式打桩为标志") {
		t.Error("the rules do not show the form with its sources")
	}
}
