package web

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/blob"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/store"
	"guatu/internal/store/storetest"
	"guatu/internal/workday"
)

// The fixture of the page tests: a small city with three counties and a park,
// one person of each role and thirty projects, all made through the use cases.

// A city is a served campaign.
type city struct {
	t      testing.TB
	App    *app.App
	Server *httptest.Server
	Tenant string
	Units  map[string]string // 示例县 → id
	IDs    []string          // of the projects, in the order they were added
	office access.Actor
}

// password is everybody's.
const password = "Guatu-2026-x"

// fixtureNow is a Friday of the city.
var fixtureNow = time.Date(2026, 11, 20, 9, 0, 0, 0, store.Zone)

// newCity builds the city in a file and serves it.
func newCity(t testing.TB) *city {
	t.Helper()
	return newCityOn(t, storetest.SQLite(t))
}

// newCityOn builds it in an empty database.
func newCityOn(t testing.TB, dsn string) *city {
	t.Helper()
	clock := storetest.NewClock(fixtureNow)
	db := storetest.Open(t, dsn, clock)
	c := &city{t: t, App: app.New(app.Config{DB: db, Files: fileStore(t), Clock: clock.Now}), Units: map[string]string{}}
	c.found()
	c.people()
	for i := range 30 {
		c.project(i)
	}
	c.Server = httptest.NewServer(New(Config{App: c.App, Version: "test", Dir: t.TempDir()}))
	t.Cleanup(c.Server.Close)
	return c
}

// fileStore is a place for evidence files.
func fileStore(t testing.TB) *blob.Store {
	t.Helper()
	files, err := blob.Open(t.TempDir(), blob.Limits{File: 32 << 20})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func (c *city) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

// found makes the tenant and its units.
func (c *city) found() {
	ctx := context.Background()
	tenant, err := c.App.Found(ctx, app.SetupFinish{Name: "示例市", Kind: access.City, Division: "320800", Login: "admin", Person: "管理员", Password: password})
	c.must(err)
	c.Tenant = tenant
	c.office = c.actor("admin")
	frame, err := c.App.Frame(ctx, c.office)
	c.must(err)
	c.Units["示例市"] = frame.Tree.Root()
	for i, u := range []access.Unit{
		{Name: "涟水县", Kind: access.County, Divisions: []string{"320826"}}, {Name: "盱眙县", Kind: access.County, Divisions: []string{"320830"}},
		{Name: "金湖县", Kind: access.County, Divisions: []string{"320831"}}, {Name: "涟水经开区", Kind: access.Park}, {Name: "市发改委", Kind: access.Department},
	} {
		parent := c.Units["示例市"]
		if u.Kind == access.Park {
			parent = c.Units["涟水县"]
		}
		u.Order, u.Parents = i+1, []access.Share{{Parent: parent, Share: access.WholeShare}}
		id, err := c.App.UnitSave(ctx, c.office, app.UnitSave{Unit: u})
		c.must(err)
		c.Units[u.Name] = id
	}
}

// people makes one person of each role; the login is the role's code.
func (c *city) people() {
	unit := map[access.Role]string{access.RoleReporter: "涟水县", access.RoleDepartment: "市发改委"}
	for _, role := range access.Roles {
		login := string(role)
		if role == access.RoleAdmin {
			login = "keeper"
		}
		p := access.Person{Login: login, Name: "示例" + login, Roles: []access.Role{role}, Unit: c.Units["示例市"]}
		if u := unit[role]; u != "" {
			p.Unit = c.Units[u]
		}
		if role == access.RoleEnterprise {
			p.Enterprise = "91320826MA10000008"
		}
		_, err := c.App.PersonSave(context.Background(), c.office, app.PersonSave{Person: p, Password: password})
		c.must(err)
	}
}

// project makes one project with its figures: every third is behind, every
// seventh has reported nothing, and the stages go round.
func (c *city) project(i int) {
	ctx := context.Background()
	units := []string{"涟水县", "盱眙县", "金湖县"}
	p := lifecycle.Project{Name: fmt.Sprintf("示例项目%02d", i+1), Unit: c.Units[units[i%3]], Enterprise: fmt.Sprintf("示例企业%02d有限公司", i+1),
		Kind: []string{"new", "transform"}[i%2], Levels: []string{[]string{"city", "provincial"}[i%2]}, Place: units[i%3]}
	p.Total = money.Exactly(money.Yuan(i+1) * 3 * money.Yi)
	if i == 0 {
		p.EnterpriseCode = "91320826MA10000008"
	}
	if i%7 != 6 {
		p.SetPlan(2026, money.Some(money.Yuan(i+1)*money.Yi))
	}
	id, err := c.App.ProjectSave(ctx, c.office, app.ProjectSave{Project: p})
	c.must(err)
	c.IDs = append(c.IDs, id)
	for n, stage := range lifecycle.Stages[1 : 2+i%5] {
		on := workday.On(workday.NewDate(2026, time.Month(1+n), 10))
		c.must(c.App.StageDeclare(ctx, c.office, app.StageDeclare{Project: id, Stage: stage, Declared: true, On: on}))
	}
	if i%7 == 6 {
		return
	}
	done := money.Yuan(i+1) * money.Yi / 10 * []money.Yuan{9, 7, 3}[i%3]
	c.must(c.App.FigureReport(ctx, c.office, app.FigureReport{Project: id, Figure: lifecycle.Figure{Month: workday.InMonth(2026, 10), Sense: lifecycle.Dispatch, YearDone: money.Some(done), Done: money.Some(done)}}))
}

// actor is the person of a login.
func (c *city) actor(login string) access.Actor {
	c.t.Helper()
	who, err := c.App.ActorNamed(context.Background(), c.Tenant, login)
	c.must(err)
	return who
}

// A reader is a browser of one person.
type reader struct {
	c      *city
	client *http.Client
	csrf   string
}

// as signs a person in.
func (c *city) as(login string) *reader {
	c.t.Helper()
	jar, err := cookiejar.New(nil)
	c.must(err)
	r := &reader{c: c, client: &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
	a := r.post("/sign-in", url.Values{"login": {login}, "password": {password}})
	if a.status != http.StatusSeeOther {
		c.t.Fatalf("%s cannot sign in: %d %s", login, a.status, a.words())
	}
	for _, page := range []string{"/projects", "/me"} {
		if field := r.get(page).find("input", "name", "csrf"); field != nil {
			r.csrf = attr(field, "value")
		}
	}
	return r
}

// An answer is what came back.
type answer struct {
	status int
	to     string // where a redirect leads
	body   string
	root   *html.Node
	header http.Header
}

// get asks for a page.
func (r *reader) get(path string) *answer {
	r.c.t.Helper()
	resp, err := r.client.Get(r.c.Server.URL + path)
	r.c.must(err)
	return r.read(resp)
}

// post sends a form with this session's token.
func (r *reader) post(path string, form url.Values) *answer {
	r.c.t.Helper()
	if r.csrf != "" && form.Get("csrf") == "" {
		form.Set("csrf", r.csrf)
	}
	resp, err := r.client.PostForm(r.c.Server.URL+path, form)
	r.c.must(err)
	return r.read(resp)
}

func (r *reader) read(resp *http.Response) *answer {
	r.c.t.Helper()
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	r.c.must(err)
	a := &answer{status: resp.StatusCode, to: resp.Header.Get("Location"), body: string(body), header: resp.Header}
	a.root, err = html.Parse(strings.NewReader(a.body))
	r.c.must(err)
	return a
}

// words is all text of the page.
func (a *answer) words() string { return textOf(a.root) }

// find is the first element of a tag with an attribute of a value ("" any).
func (a *answer) find(tag, name, value string) *html.Node {
	all := a.all(tag, name, value)
	if len(all) == 0 {
		return nil
	}
	return all[0]
}

// all are the elements of a tag with an attribute of a value; a class is found
// among several, and name "" asks for none.
func (a *answer) all(tag, name, value string) []*html.Node {
	var out []*html.Node
	for n := range a.root.Descendants() {
		if n.Type != html.ElementNode || n.Data != tag {
			continue
		}
		if has := attr(n, name); name == "" || has == value || name == "class" && strings.Contains(" "+has+" ", " "+value+" ") {
			out = append(out, n)
		}
	}
	return out
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
			b.WriteString(" ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// mustPost sends a form that must be taken.
func (r *reader) mustPost(path string, form url.Values) error {
	r.c.t.Helper()
	if a := r.post(path, form); a.status != http.StatusSeeOther {
		return fmt.Errorf("%s: %d %s", path, a.status, a.words())
	}
	return nil
}
