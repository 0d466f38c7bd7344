package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"guatu/internal/app"
	"guatu/internal/store/storetest"
)

// Two servers on one PostgreSQL serve the same truth: each holds facts of its own
// and follows the journal, sessions are in the database.

// twin is a second server on the city's database, with an App and pool of its own.
func (c *city) twin(dsn string) *city {
	c.t.Helper()
	clock := storetest.NewClock(fixtureNow)
	other := *c
	other.App = app.New(app.Config{DB: storetest.Open(c.t, dsn, clock), Clock: clock.Now})
	other.Server = httptest.NewServer(New(Config{App: other.App, Version: "test", Dir: c.t.TempDir()}))
	c.t.Cleanup(other.Server.Close)
	return &other
}

// at is the same browser at another server: the cookie goes along, as it does
// behind one address.
func (r *reader) at(c *city) *reader { return &reader{c: c, client: r.client, csrf: r.csrf} }

func TestTwoServersOnOneDatabaseServeOneTruth(t *testing.T) {
	dsn := storetest.Postgres(t)
	a := newCityOn(t, dsn)
	b := a.twin(dsn)

	t.Run("a session opened at one holds at the other", func(t *testing.T) {
		if page := a.as("reporter").at(b).get("/projects"); page.status != http.StatusOK || !page.holds("示例项目01") {
			t.Errorf("%d %s", page.status, page.words())
		}
	})
	t.Run("a figure saved at one shows at the other within a second", func(t *testing.T) {
		one := a.as("reporter")
		two, path := one.at(b), "/projects/"+a.IDs[0]+"?tab=progress"
		if two.get(path).holds("0.78") {
			t.Fatal("the figure is there before it was reported")
		}
		for _, side := range []struct {
			from, to *reader
			wan, yi  string
		}{{one, two, "7,800", "0.78"}, {two, one, "8,100", "0.81"}} {
			a.must(side.from.mustPost("/projects/"+a.IDs[0]+"/figures", url.Values{"month": {"2026-10"}, "dispatch." + a.IDs[0]: {side.wan}, "because": {"核实"}}))
			start := time.Now()
			for !side.to.get(path).holds(side.yi) {
				if time.Since(start) > time.Second {
					t.Fatalf("%s does not show after a second", side.yi)
				}
				time.Sleep(10 * time.Millisecond)
			}
			t.Logf("seen at the other %v after it was saved", time.Since(start).Round(time.Millisecond))
		}
	})
	t.Run("signing out at one ends it at the other", func(t *testing.T) {
		one := a.as("reporter")
		kept, err := url.Parse(a.Server.URL)
		a.must(err)
		cookies := one.client.Jar.Cookies(kept)
		a.must(one.mustPost("/sign-out", url.Values{}))
		one.client.Jar.SetCookies(kept, cookies) // whoever copied the cookie
		if page := one.at(b).get("/projects"); page.status != http.StatusSeeOther || !strings.HasPrefix(page.to, "/sign-in") {
			t.Errorf("%d %s", page.status, page.to)
		}
	})
	t.Run("of two who edit one project, one is shown both values", func(t *testing.T) {
		one, two := a.as("reporter"), b.as("office")
		path := "/projects/" + a.IDs[3] + "/edit"
		first, second := formOf(one.get(path), path), formOf(two.get(path), path)
		first.Set("problems", "用地指标未落实")
		second.Set("problems", "电力接入未批复")
		a.must(one.mustPost(path, first))
		page := two.post(path, second)
		if page.status != http.StatusConflict || !page.holds("现在登记的是：用地指标未落实") || !page.holds("电力接入未批复") {
			t.Fatalf("the loser is shown %d %s", page.status, page.words())
		}
		again := formOf(page, path)
		if again.Get("problems") != "电力接入未批复" {
			t.Errorf("what was typed is lost: %q", again.Get("problems"))
		}
		a.must(two.mustPost(path, again))
		if w := one.get("/projects/" + a.IDs[3]).words(); !strings.Contains(w, "电力接入未批复") {
			t.Errorf("the decision does not show at the other: %s", w)
		}
	})
	t.Run("a right taken at one is gone at the other", func(t *testing.T) {
		one := a.as("reporter").at(b)
		keeper := a.as("keeper")
		var path string
		for _, link := range keeper.get("/admin/people").all("a", "", "") {
			if strings.Contains(textOf(link), "示例reporter") {
				path = attr(link, "href")
			}
		}
		form := formOf(keeper.get(path), path)
		form.Set("closed", "1")
		a.must(keeper.mustPost(path, form))
		if page := one.get("/projects"); page.status != http.StatusSeeOther {
			t.Errorf("a closed person still sees the projects: %d", page.status)
		}
	})
}
