package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// The pages of the chain and of batches.

func TestTheChainsViewsAreDrawnFromTheirZeroPages(t *testing.T) {
	for name, view := range map[string]templ.Component{
		"chain": chainView(chainPage{}), "empty chain": chainView(chainPage{Empty: true}), "records": chainRecordsView(chainRecordsPage{}), "cohorts": cohortsView(cohortPage{Bases: []cohortView{{}}}),
		"ratios": ratiosView(ratioPage{}), "batches": batchesView(batchesPage{}), "batch": batchView(batchPage{Close: &batchClose{}}), "batch save": batchSaveView(batchSavePage{}),
	} {
		var b strings.Builder
		if err := view.Render(ui.With(context.Background(), ui.Env{Here: &url.URL{Path: "/"}}), &b); err != nil || !strings.Contains(b.String(), "<html") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// promised gives the city a batch of three starts with four names, one of another
// county.
func (c *city) promised() string {
	c.t.Helper()
	ctx := context.Background()
	id, err := c.App.BatchSave(ctx, c.office, app.BatchSave{Batch: lifecycle.Batch{Name: "一季度开工5个", Unit: c.Units["涟水县"], Stage: lifecycle.Started, Due: workday.NewDate(2026, 3, 31), Count: 5}})
	c.must(err)
	c.must(c.App.ProjectsTag(ctx, c.office, app.ProjectsTag{Projects: []string{c.IDs[0], c.IDs[1], c.IDs[3], c.IDs[6]}, Batches: []string{"一季度开工5个"}}))
	return id
}

// Every link of the chain's pages leads somewhere, for everybody who sees them.
func TestEveryLinkOfTheChainLeadsSomewhere(t *testing.T) {
	c := newCity(t)
	id := c.promised()
	for _, login := range []string{"office", "reporter", "department", "leader", "enterprise", "auditor"} {
		r, seen := c.as(login), map[string]bool{}
		for _, page := range []string{"/chain", "/chain?basis=recognised&by=tier&from=filed&to=producing", "/chain?by=industry&year=2026", "/chain?by=year", "/chain/cohorts", "/chain/ratios?year=2026", "/chain/ratios?by=kind", "/chain/records", "/batches?closed=1", "/batches/" + id} {
			a := r.get(page)
			if a.status != http.StatusOK {
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

// TestTheChainSaysItsBasis: declared and recognised never stand in one figure, and
// a page says which it shows.
func TestTheChainSaysItsBasis(t *testing.T) {
	c := newCity(t)
	r := c.as("office")
	if a := r.get("/chain"); !a.holds("申报口径") || !a.holds("各环节间隔") || a.find("svg", "role", "img") == nil {
		t.Errorf("declared: %s", a.words())
	}
	if a := r.get("/chain?basis=recognised"); !a.holds("30 个项目，认定口径") || a.holds("30 个项目，申报口径") {
		t.Errorf("recognised: %s", a.words())
	}
	if a := r.get("/chain/cohorts"); !a.holds("（申报口径）") || !a.holds("（认定口径）") || !a.holds("没有签约的项目") {
		t.Errorf("cohorts: %s", a.words())
	}
	if a := r.get("/chain?from=started&to=signed"); a.status != http.StatusUnprocessableEntity || !a.holds("不成先后") {
		t.Errorf("a way back along the chain: %d %s", a.status, a.words())
	}
}

func TestABatchIsPromisedNamedAndClosed(t *testing.T) {
	c := newCity(t)
	r := c.as("office")
	form := url.Values{"name": {"二季度竣工"}, "unit": {c.Units["盱眙县"]}, "stage": {"completed"}, "due": {"2026-06"}, "count": {"两个"}, "amount": {"1亿"}, "version": {"0"}}
	a := r.post("/batches/new", form)
	if a.status != http.StatusUnprocessableEntity || len(a.all("p", "class", "mistake")) != 3 || attr(a.find("input", "name", "count"), "value") != "两个" {
		t.Fatalf("three mistakes beside their fields, what was typed kept: %d %s", a.status, a.words())
	}
	form.Set("due", "2026-06-30")
	form.Set("count", "2")
	form.Set("amount", "12.5")
	a = r.post("/batches/new", form)
	if a.status != http.StatusSeeOther {
		t.Fatalf("%d %s", a.status, a.words())
	}
	page, _, _ := strings.Cut(a.to, "?")
	if shown := r.get(page); !shown.holds("名单还差 2 个") || !shown.holds("12.50") || !shown.holds("已过 143 天") {
		t.Errorf("the promise: %s", shown.words())
	}
	if err := r.mustPost("/projects/tags", url.Values{"project": {c.IDs[1]}, "batches": {"二季度竣工"}, "do": {"add"}}); err != nil {
		t.Error(err)
	}
	if shown := r.get(page); !shown.holds("名单还差 1 个") || !shown.holds("示例项目02") {
		t.Errorf("with a name: %s", shown.words())
	}
	form.Set("name", "上半年竣工")
	form.Set("version", "1")
	if err := r.mustPost(page+"/edit", form); err != nil {
		t.Error(err)
	}
	if late := r.post(page+"/edit", form); late.status != http.StatusUnprocessableEntity || late.find("div", "class", "notice-bad") == nil {
		t.Errorf("the loser of two edits: %d %s", late.status, late.words())
	}
	if shown := r.get(page); !shown.holds("上半年竣工") || !shown.holds("示例项目02") {
		t.Errorf("renamed: %s", shown.words())
	}
	if err := r.mustPost(page+"/close", url.Values{"version": {"2"}, "closed": {"1"}}); err != nil {
		t.Error(err)
	}
	if list := r.get("/batches"); list.holds("上半年竣工") {
		t.Error("a closed batch stands in the list")
	}
	if list := r.get("/batches?closed=1"); !list.holds("上半年竣工") {
		t.Error("and is not among all")
	}
}

func TestBatchesAreKeptByTheOfficeAlone(t *testing.T) {
	c := newCity(t)
	id := c.promised()
	for _, login := range []string{"reporter", "leader", "enterprise", "auditor"} {
		r := c.as(login)
		if a := r.get("/batches/new"); a.status != http.StatusForbidden {
			t.Errorf("%s opens the form: %d", login, a.status)
		}
		if a := r.post("/batches/"+id+"/close", url.Values{"version": {"1"}}); a.status != http.StatusForbidden {
			t.Errorf("%s closes: %d", login, a.status)
		}
	}
	r := c.as("office")
	r.csrf = "wrong"
	if a := r.post("/batches/new", url.Values{}); a.status != http.StatusForbidden {
		t.Errorf("without the token: %d", a.status)
	}
	ctx := context.Background()
	other, err := c.App.BatchSave(ctx, c.office, app.BatchSave{Batch: lifecycle.Batch{Name: "金湖", Unit: c.Units["金湖县"], Stage: lifecycle.Started, Due: workday.NewDate(2026, 3, 31)}})
	c.must(err)
	if a := c.as("reporter").get("/batches/" + other); a.status != http.StatusNotFound {
		t.Errorf("another county's batch: %d", a.status)
	}
}
