package api_test

// What goes wrong is told as a problem, all of it, in the reader's language, and
// nothing is told of what is out of sight.

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/access"
	"guatu/internal/api"
)

// wrong is the part of a problem the tests look at.
type wrong struct {
	Status int
	Code   string
	Errors []struct{ Location, Code string }
}

func (p wrong) places() []string {
	var list []string
	for _, e := range p.Errors {
		list = append(list, e.Location+" "+e.Code)
	}
	return list
}

func TestMistakesAreListedWithTheirPlaces(t *testing.T) {
	w := newWorld(t)
	for name, c := range map[string]struct {
		call, body string
		status     int
		code       string
		places     []string
	}{
		"a filter of which nothing is right": {"GET /projects?sort=xyz&group=q&lead_max=zz", "", 422, "input.invalid",
			[]string{"query.lead_max filter.points", "query.sort filter.sort", "query.group filter.group"}},
		"parameters of the wrong form, and one misspelt": {"GET /projects?on=2026-02-30&size=many&page=-1&srot=name", "", 422, "request.invalid",
			[]string{"query.on schema.date", "query.page schema.minimum", "query.size schema.integer", "query.srot schema.unknown"}},
		"a unit that is not there": {"GET /projects?unit=nowhere", "", 422, "input.invalid", []string{"query.unit unit.not_found"}},
		"a body of the wrong form": {"POST /projects", `{"name":5,"total":{"yuan":"much"},"units":"x","stages":[{"stage":"begun"}]}`, 422, "request.invalid",
			[]string{"body.name schema.string", "body.stages[0].stage schema.one_of", "body.total.yuan schema.integer", "body.units schema.unknown"}},
		"a body that is not right":           {"POST /projects", `{"name":"","unit":"","enterprise_code":"1"}`, 422, "input.invalid", []string{"body.name project.name_empty", "body.unit project.unit_empty", "body.enterprise_code ident.usci_length"}},
		"a month of the wrong form":          {"POST /projects/x/figures", `{"month":"2月","sense":"dispatch"}`, 422, "request.invalid", []string{"body.month schema.pattern"}},
		"a body that is no JSON":             {"POST /projects", `{"name":`, 400, "request.invalid", []string{"body schema.json"}},
		"no body":                            {"POST /projects", "", 400, "request.body_empty", nil},
		"too much of a body":                 {"POST /projects", `{"content":"` + strings.Repeat("长", 1<<19) + `"}`, 413, "request.body_large", nil},
		"a project that is not there":        {"GET /projects/nothing", "", 404, "project.not_found", nil},
		"an address that is not there":       {"GET /progress", "", 404, "request.no_address", nil},
		"a method the address does not take": {"DELETE /projects", "", 405, "request.method", nil},
		"a day to count from is missing":     {"GET /workdays/between?to=2026-01-01", "", 422, "input.invalid", []string{"query.from notice.not_a_date"}},
		"a form that is none":                {"POST /ledgers/preview", `{}`, 400, "request.no_file", nil},
	} {
		t.Run(name, func(t *testing.T) {
			method, path, _ := strings.Cut(c.call, " ")
			rec := w.send("boss", method, path, c.body)
			got := into[wrong](t, rec)
			if rec.Code != c.status || got.Status != c.status || got.Code != c.code {
				t.Errorf("%d %s, want %d %s: %s", rec.Code, got.Code, c.status, c.code, rec.Body)
			}
			if diff := cmp.Diff(c.places, got.places()); diff != "" {
				t.Errorf("mistakes (-want +got):\n%s", diff)
			}
			if kind := rec.Header().Get("Content-Type"); kind != "application/problem+json" {
				t.Errorf("sent as %q", kind)
			}
		})
	}
	if acts := w.acts(); acts != nil {
		t.Errorf("mistakes left acts: %q", acts)
	}
}

func TestASentenceIsInTheReadersLanguage(t *testing.T) {
	w := newWorld(t)
	for accept, want := range map[string]string{
		"":                         "应为日期",
		"fr":                       "应为日期",
		"en-GB,en;q=0.9,zh;q=0.8":  "Should be a date",
		"en;q=0.3, zh-CN;q=0.9":    "应为日期",
		"de-DE, en;q=0.7, *;q=0.5": "Should be a date",
	} {
		r := httptest.NewRequest(http.MethodGet, api.Prefix+"/board?on=tomorrow", nil)
		r.Header.Set("Accept-Language", accept)
		if rec := w.as("boss", r); !strings.Contains(rec.Body.String(), want) {
			t.Errorf("%q reads %s, want %s", accept, rec.Body, want)
		}
	}
}

func TestTheSlowerOfTwoSeesWhatStandsNow(t *testing.T) {
	w := newWorld(t)
	made := into[struct{ ID string }](t, w.send("east.reporter", "POST", "/projects", `{"name":"示例项目甲","unit":"{east}"}`))
	w.ids["p"] = made.ID
	change := func(login, name string) *httptest.ResponseRecorder {
		return w.send(login, "PUT", "/projects/{p}", `{"version":1,"name":"`+name+`","unit":"{east}"}`)
	}
	if rec := change("east.reporter", "示例项目乙"); rec.Code != http.StatusOK {
		t.Fatal(rec.Body)
	}
	rec := change("boss", "示例项目丙")
	got := into[struct {
		Code    string
		Current struct {
			Name    string
			Version int
		}
	}](t, rec)
	if rec.Code != http.StatusConflict || got.Code != "store.conflict" || got.Current.Name != "示例项目乙" || got.Current.Version != 2 {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
	unit := w.send("boss", "PUT", "/units/{east}", `{"version":9,"name":"east县","kind":"county","parents":[{"parent":"{city}","share":10000}]}`)
	if unit.Code != http.StatusConflict || !strings.Contains(unit.Body.String(), `"current":{"id":"`+w.ids["east"]) {
		t.Errorf("a unit: %d %s", unit.Code, unit.Body)
	}
	person := w.send("boss", "PUT", "/people/{auditor}", `{"version":9,"login":"auditor","name":"x","unit":"{city}","roles":["auditor"]}`)
	if person.Code != http.StatusConflict || !strings.Contains(person.Body.String(), `"current":{"id":"`+w.ids["auditor"]) {
		t.Errorf("a person: %d %s", person.Code, person.Body)
	}
}

func TestACountySeesAndActsOnItsOwn(t *testing.T) {
	w := newWorld(t)
	w.ids["p"] = into[struct{ ID string }](t, w.send("east.reporter", "POST", "/projects", `{"name":"示例东县项目","unit":"{east}"}`)).ID
	w.acts()
	for _, c := range []struct {
		name, call, body string
		status           int
	}{
		{"its page", "GET /projects/{p}", "", 404},
		{"its history", "GET /projects/{p}/history", "", 404},
		{"its register", "PUT /projects/{p}", `{"version":1,"name":"改名","unit":"{west}"}`, 404},
		{"its figures", "POST /projects/{p}/figures", `{"month":"2026-02","sense":"dispatch","year_done":1}`, 404},
		{"its stages", "POST /projects/{p}/stages", `{"stage":"started","declared":true}`, 404},
		{"its nodes", "POST /projects/{p}/milestones", `{"name":"节点"}`, 404},
		{"its template", "POST /projects/{p}/milestones/template", "", 404},
		{"its pause", "POST /projects/{p}/pauses", `{"reason":"land","conditions":"x","from":"2026-03-19","until":"2026-04-19"}`, 404},
		{"its dates", "POST /projects/{p}/changes", `{"node":"stage:started","to":"2026-04-19","reason":"land"}`, 404},
		{"its county's page", "GET /units/{east}", "", 404},
		{"its county's layout", "GET /ledgers/layout?unit={east}", "", 404},
		{"a project in its name", "POST /projects", `{"name":"x","unit":"{east}"}`, 422},
	} {
		t.Run(c.name, func(t *testing.T) {
			method, path, _ := strings.Cut(c.call, " ")
			if rec := w.send("west.reporter", method, path, c.body); rec.Code != c.status || strings.Contains(rec.Body.String(), "示例东县项目") {
				t.Errorf("%d, want %d: %s", rec.Code, c.status, rec.Body)
			}
		})
	}
	if rec := w.send("west.reporter", "GET", "/projects", ""); !strings.Contains(rec.Body.String(), `"rows":[]`) {
		t.Errorf("the other county's table shows %s", rec.Body)
	}
	if acts := w.acts(); acts != nil {
		t.Errorf("left acts: %q", acts)
	}
}

// Every operation that names a right refuses who has it not, before anything is
// done: with the body of its example, or one the checks before the right let pass.
func TestEveryRightIsAskedFor(t *testing.T) {
	w := newWorld(t)
	w.person("keeper", w.ids["city"], access.RoleAdmin)
	w.ids["rules"], w.ids["map"] = quoted(t, "../ruleset/packs/default.yaml"), quoted(t, "../geo/testdata/huaian.schematic.geojson")
	w.acts()
	valid := map[string]string{"ruleset_publish": `{"body":{rules}}`, "ruleset_try": `{"body":{rules}}`, "boundary_import": `{"name":"x","body":{map}}`}
	asked := 0
	for _, o := range operations(t, w) {
		action := access.Action(o.action)
		login := "auditor"
		if w.actor(login).Can(action) {
			login = "keeper"
		}
		if o.action == "" || w.actor(login).Can(action) {
			continue
		}
		asked++
		path := strings.NewReplacer("{id}", "x", "{key}", "map.approval").Replace(o.path)
		body, given := valid[o.id]
		if !given {
			body = exampleOf(t, w, o)
		}
		rec := w.send(login, o.method, path, body)
		if o.id == "unit" && rec.Code == http.StatusNotFound {
			continue // out of sight comes before no right
		}
		if got := into[wrong](t, rec); rec.Code != http.StatusForbidden || got.Code != "access.forbidden" {
			t.Errorf("%s without %s: %d %s", o.id, o.action, rec.Code, rec.Body)
		}
	}
	if asked < 20 {
		t.Errorf("only %d operations were tried", asked)
	}
	if acts := w.acts(); acts != nil {
		t.Errorf("refused and yet journalled: %q", acts)
	}
}

func TestATokenIsOfTheInterfaceAlone(t *testing.T) {
	w := newWorld(t)
	page, err := w.app.SignIn(t.Context(), signIn(w))
	if err != nil {
		t.Fatal(err)
	}
	for name, header := range map[string]string{
		"a page's session":    "Bearer " + page,
		"another scheme":      "Basic " + w.tokens["boss"],
		"a token that is not": "Bearer x",
		"nothing":             "",
	} {
		r := httptest.NewRequest(http.MethodGet, api.Prefix+"/me", nil)
		r.Header.Set("Authorization", header)
		r.AddCookie(&http.Cookie{Name: "session", Value: page})
		rec := httptest.NewRecorder()
		if w.api.ServeHTTP(rec, r); rec.Code != http.StatusUnauthorized || rec.Header().Get("WWW-Authenticate") == "" {
			t.Errorf("%s: %d %s", name, rec.Code, rec.Body)
		}
	}
}

func TestARequestHasOneName(t *testing.T) {
	w := newWorld(t)
	r := httptest.NewRequest(http.MethodGet, api.Prefix+"/projects/x", nil)
	r.Header.Set("X-Request-Id", "from-the-proxy")
	rec := w.as("boss", r)
	if rec.Header().Get("X-Request-Id") != "from-the-proxy" || !strings.Contains(rec.Body.String(), `"instance":"from-the-proxy"`) {
		t.Errorf("%v %s", rec.Header(), rec.Body)
	}
}
