package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// formBelow is the address of the first form of a page that begins and ends so.
func formBelow(t *testing.T, a *answer, begins, ends string) string {
	t.Helper()
	for _, f := range a.all("form", "method", "post") {
		if action := attr(f, "action"); strings.HasPrefix(action, begins) && strings.HasSuffix(action, ends) {
			return action
		}
	}
	t.Fatalf("no form below %s … %s: %s", begins, ends, a.words())
	return ""
}

// TestADateIsAskedForAndGranted walks the way of a request: the clerk asks, the
// office finds it on its desk, grants less, and everybody sees what became of it.
func TestADateIsAskedForAndGranted(t *testing.T) {
	c := newCity(t)
	path := "/projects/" + c.constructing()
	clerk, chief := c.as("reporter"), c.as("office")
	c.must(clerk.mustPost(path+"/stages", url.Values{"stage": {"producing"}, "planned": {"2026-12"}}))

	form := clerk.get(path + "?tab=nodes&ask=stage:producing")
	if form.find("select", "name", "reason") == nil || !form.holds("客观延期 · 用地报批") || form.holds("台账调整") {
		t.Fatalf("the form: %s", form.words())
	}
	bad := clerk.post(path+"/changes", url.Values{"node": {"stage:producing"}, "to": {"2026-12"}, "note": {"等批复"}})
	if bad.status != http.StatusUnprocessableEntity || !bad.holds("与现行计划") || !bad.holds("不在调整事由中") || textOf(bad.find("textarea", "name", "note")) != "等批复" {
		t.Fatalf("a request of nothing: %d %s", bad.status, bad.words())
	}
	c.must(clerk.mustPost(path+"/changes", url.Values{"node": {"stage:producing"}, "to": {"2027-04"}, "reason": {"land"}, "note": {"用地在报批"}}))

	desk := chief.get("/changes?state=mine")
	if !desk.holds("示例在建项目") || !desk.holds("市攻坚办") || len(desk.all("input", "name", "change")) != 1 {
		t.Fatalf("the desk: %s", desk.words())
	}
	if other := clerk.get("/changes?state=mine"); len(other.all("input", "name", "change")) != 0 {
		t.Error("who asked may tick it")
	}
	id := attr(desk.find("input", "name", "change"), "value")
	card := chief.get(path + "?tab=nodes&change=" + id)
	if !card.holds("用地在报批") || !card.holds("后移 120 天") {
		t.Errorf("the request does not say what it is: %s", card.words())
	}
	late := chief.post(path+"/changes/"+id+"/grant", url.Values{"to": {"2027-06"}, "note": {"宽一点"}})
	if late.status != http.StatusUnprocessableEntity || !late.holds("不晚于申请的") {
		t.Errorf("more than was asked for: %d", late.status)
	}
	c.must(chief.mustPost(path+"/changes/"+id+"/grant", url.Values{"to": {"2027-03"}, "note": {"一季度投产"}}))

	nodes := clerk.get(path + "?tab=nodes")
	if !nodes.holds("客观延期 90 天") || !nodes.holds("2026年12月") || !nodes.holds("2027年3月") {
		t.Errorf("原定 and 现行 with whose doing it was: %s", nodes.words())
	}
	all := clerk.get("/changes?state=granted&class=delayed")
	if !all.holds("+90") || !all.holds("一季度") && !all.holds("2027年3月") {
		t.Errorf("the list: %s", all.words())
	}
	if again := chief.post(path+"/changes/"+id+"/refuse", url.Values{"note": {"晚了"}}); again.status != http.StatusUnprocessableEntity && again.status != http.StatusConflict {
		t.Errorf("answered twice: %d", again.status)
	}
}

func TestManyRequestsAreAnsweredAtOnce(t *testing.T) {
	c := newCity(t)
	path := "/projects/" + c.constructing()
	clerk, chief := c.as("reporter"), c.as("office")
	for _, stage := range []string{"producing", "at_capacity"} {
		c.must(clerk.mustPost(path+"/stages", url.Values{"stage": {stage}, "planned": {"2027-06"}}))
		c.must(clerk.mustPost(path+"/changes", url.Values{"node": {"stage:" + stage}, "to": {"2027-09"}, "reason": {"market"}}))
	}
	var ids []string
	for _, box := range chief.get("/changes?state=mine").all("input", "name", "change") {
		ids = append(ids, attr(box, "value"))
	}
	if len(ids) != 2 {
		t.Fatalf("%d to tick", len(ids))
	}
	if a := chief.post("/changes", url.Values{"verdict": {"refuse"}, "change": ids}); a.status != http.StatusUnprocessableEntity || !a.holds("写明理由") {
		t.Errorf("refused without a word: %d %s", a.status, a.words())
	}
	c.must(chief.mustPost("/changes", url.Values{"verdict": {"refuse"}, "change": ids, "note": {"条件具备"}, "query": {"state=refused"}}))
	if a := chief.get("/changes?state=refused"); !a.holds("主动调整") || !a.holds("未批准") {
		t.Errorf("refused ones are not on record: %s", a.words())
	}
}

func TestAPauseIsListedWithItsEnd(t *testing.T) {
	c := newCity(t)
	path := "/projects/" + c.constructing()
	clerk, chief := c.as("reporter"), c.as("office")
	c.must(clerk.mustPost(path+"/pauses", url.Values{"reason": {"land"}, "conditions": {"批复到位"}, "from": {"2026-11-20"}, "until": {"2026-12-01"}}))
	if day := chief.get("/"); !day.holds("待我批") {
		t.Errorf("the office's day does not say: %s", day.words())
	}
	c.must(chief.mustPost(formBelow(t, chief.get(path+"?tab=nodes"), path+"/pauses/", "/grant"), url.Values{}))
	list := clerk.get("/pauses")
	if !list.holds("用地未办结") || !list.holds("还剩 12 天") || !list.holds("暂停中") {
		t.Errorf("the list: %s", list.words())
	}
	if head := clerk.get(path); !head.holds("因用地未办结暂停至 2026-12-01") {
		t.Errorf("the head: %s", head.words())
	}
	if day := clerk.get("/"); !day.holds("即将到期") {
		t.Errorf("nobody reminds: %s", day.words())
	}
	c.must(clerk.mustPost(formBelow(t, clerk.get(path+"?tab=nodes"), path+"/pauses/", "/resume"), url.Values{"note": {"批复已下"}}))
	if a := clerk.get("/pauses?state=resumed"); !a.holds("已恢复") {
		t.Errorf("resumed: %s", a.words())
	}
}
