package web

import (
	"net/http"
	"net/url"
	"testing"
)

func TestALaggingCountyWritesCauseAndMeasure(t *testing.T) {
	c := newCity(t)
	goal, id := c.aimed()
	path, form := c.splitting(goal, id, nil)
	c.must(c.as("office").mustPost(path, form))
	r := c.as("reporter")
	page := r.get("/meeting?all=1")
	if page.status != http.StatusOK || page.holds("盱眙县") || !page.holds("涟水县") || !page.holds("2026年11月下半月") {
		t.Fatalf("the county's table: %d %s", page.status, page.words())
	}
	sent := formOf(page, "/meeting")
	n := sent.Get("item")
	if n == "" || sent.Get("target-"+n) == "" {
		t.Fatalf("no form to write: %s", page.words())
	}
	sent.Set("cause-"+n, "在谈项目少")
	bad := r.post("/meeting", sent)
	if bad.status != http.StatusUnprocessableEntity || !bad.holds("请填写") || bad.find("textarea", "name", "cause-"+n) == nil || !bad.holds("在谈项目少") {
		t.Errorf("half of it: %d %s", bad.status, bad.words())
	}
	sent.Set("measure-"+n, "上门对接")
	sent.Set("owner-"+n, "示例县长")
	sent.Set("due-"+n, "2026-12-10")
	c.must(r.mustPost("/meeting", sent))
	if a := c.as("office").get("/meeting?unit=" + c.Units["涟水县"]); !a.holds("上门对接") || a.find("textarea", "name", "cause-"+n) != nil {
		t.Errorf("the office reads: %s", a.words())
	}
	foreign := url.Values{"unit": {c.Units["盱眙县"]}, "round": {"2026-11-16"}, "item": {n}, "target-" + n: {sent.Get("target-" + n)}, "indicator-" + n: {sent.Get("indicator-" + n)}, "cause-" + n: {"x"}}
	if a := r.post("/meeting", foreign); a.status != http.StatusForbidden {
		t.Errorf("for another county: %d", a.status)
	}
	for _, login := range []string{"office", "reporter", "department", "leader", "auditor"} {
		for _, address := range []string{"/meeting", "/meeting?all=1", "/meeting?round=2026-10-20", "/meeting?on=2026-06-30"} {
			if a := c.as(login).get(address); a.status != http.StatusOK {
				t.Errorf("%s: %s answers %d", login, address, a.status)
			}
		}
	}
	if a := c.as("enterprise").get("/meeting"); a.status != http.StatusForbidden {
		t.Errorf("an enterprise: %d", a.status)
	}
}
