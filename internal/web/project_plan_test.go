package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"guatu/internal/app"
	"guatu/internal/lifecycle"
)

// undated is a project of 涟水县 with the nodes of the template, none of them dated.
func (c *city) undated() string {
	c.t.Helper()
	p := lifecycle.Project{Name: "示例未排项目", Kind: "new", Unit: c.Units["涟水县"], Enterprise: "示例未排有限公司"}
	id, err := c.App.ProjectSave(c.t.Context(), c.office, app.ProjectSave{Project: p})
	c.must(err)
	c.must(c.App.MilestonesLay(c.t.Context(), c.office, app.MilestonesLay{Project: id}))
	return id
}

func TestADeadlineIsCountedBackAndLaid(t *testing.T) {
	c := newCity(t)
	path := "/projects/" + c.undated()
	r := c.as("reporter")
	short := r.get(path + "?tab=nodes&aim=produce&finish_by=2027-06")
	if !short.holds("才能完成“投产”，比要求晚") || !short.holds("最关键的是“主体封顶”，还需 140 个工作日") || short.find("button", "class", "button button-main") == nil {
		t.Fatalf("a deadline that cannot be kept: %s", short.words())
	}
	for _, f := range short.all("form", "method", "post") {
		if strings.HasSuffix(attr(f, "action"), "/backplan") {
			t.Error("and yet it can be laid")
		}
	}
	way := path + "?tab=nodes&aim=produce&finish_by=2028-12-29"
	a := r.get(way)
	if !a.holds("来得及") || !a.holds("未排，可填入") || !a.holds("时差 40 天") || a.find("svg", "class", "timetable") == nil {
		t.Fatalf("a deadline: %s", a.words())
	}
	post := formBelow(t, a, path, "/milestones/backplan")
	c.must(r.mustPost(post, url.Values{"aim": {"produce"}, "finish_by": {"2028-12-29"}}))
	after := r.get(way)
	if after.holds("未排，可填入") || !after.holds("2028-12-29") {
		t.Errorf("after it was laid: %s", after.words())
	}
	if again := r.post(post, url.Values{"aim": {"produce"}, "finish_by": {"2028-12-29"}}); again.status != http.StatusUnprocessableEntity && again.status != http.StatusConflict || !again.holds("没有可以倒排填入的") {
		t.Errorf("a second time: %d %s", again.status, again.words())
	}
	tight := r.get(path + "?tab=nodes&aim=produce&finish_by=2028-11-30")
	if !tight.holds("计划晚 29 天") {
		t.Errorf("dates after the latest ones: %s", tight.words())
	}
}

func TestADeadlineThatIsNoneIsSaidBesideItsField(t *testing.T) {
	c := newCity(t)
	path := "/projects/" + c.undated()
	r := c.as("reporter")
	for _, a := range []*answer{r.get(path + "?tab=nodes&aim=produce&finish_by=下个月"), r.post(path+"/milestones/backplan", url.Values{"aim": {"produce"}, "finish_by": {"下个月"}})} {
		if !a.holds("“下个月”不是时间") || attr(a.find("input", "name", "finish_by"), "value") != "下个月" {
			t.Errorf("%d %s", a.status, a.words())
		}
	}
	if over := r.post(path+"/milestones/backplan", url.Values{"aim": {"produce"}, "finish_by": {"2020-01-01"}}); over.status != http.StatusUnprocessableEntity || !over.holds("不早于今天") {
		t.Errorf("a day that is over: %d %s", over.status, over.words())
	}
	if none := r.get(path + "?tab=nodes&aim=nowhere"); none.status != http.StatusNotFound {
		t.Errorf("a node that is none: %d", none.status)
	}
	if far := r.get(path + "?tab=nodes&aim=produce&finish_by=0001-02"); far.status != http.StatusOK || !far.holds("取得用地") {
		t.Errorf("a day before all days: %d %s", far.status, far.words())
	}
}

func TestANodeSaysWhatItsWorkTakes(t *testing.T) {
	c := newCity(t)
	path := "/projects/" + c.undated()
	r := c.as("reporter")
	form := r.get(path + "?tab=nodes&node=equipment")
	if attr(form.find("input", "name", "days"), "value") != "60" || form.find("select", "name", "need_node1") == nil {
		t.Fatalf("the form: %s", form.words())
	}
	bad := r.post(path+"/milestones", url.Values{"code": {"equipment"}, "days": {"很久"}, "need_node0": {"main"}, "need_lag0": {"半个月"}})
	if bad.status != http.StatusUnprocessableEntity || attr(bad.find("input", "name", "days"), "value") != "很久" || !bad.holds("“很久”不是可用的数字") || !bad.holds("半个月 不是整数") {
		t.Errorf("words for figures: %d %s", bad.status, bad.words())
	}
	ring := r.post(path+"/milestones", url.Values{"code": {"main"}, "days": {"140"}, "need_node0": {"produce"}})
	if ring.status != http.StatusUnprocessableEntity || !ring.holds("主体封顶 → ") {
		t.Errorf("a circle: %d %s", ring.status, ring.words())
	}
	c.must(r.mustPost(path+"/milestones", url.Values{"code": {"equipment"}, "days": {"130"}, "need_node0": {"start"}, "need_kind0": {"SS"}, "need_lag0": {"-5"}, "need_node1": {"land"}}))
	form = r.get(path + "?tab=nodes&node=equipment")
	if attr(form.find("input", "name", "days"), "value") != "130" || attr(form.find("input", "name", "need_lag0"), "value") != "-5" || form.find("select", "name", "need_node2") == nil {
		t.Errorf("what was stated: %s", form.words())
	}
}
