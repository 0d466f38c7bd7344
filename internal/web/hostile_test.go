package web

import (
	"bytes"
	"context"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"guatu/internal/app"
	"guatu/internal/fault"
)

// What a browser that is not ours, or a person beyond their rights, tries.

// send asks with any header.
func (r *reader) send(method, path, kind string, body io.Reader, headers ...string) *answer {
	r.c.t.Helper()
	req, err := http.NewRequest(method, r.c.Server.URL+path, body)
	r.c.must(err)
	req.Header.Set("Content-Type", kind)
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	resp, err := r.client.Do(req)
	r.c.must(err)
	return r.read(resp)
}

// multipartOf is a form with one file.
func multipartOf(t *testing.T, fields map[string]string, name string, content []byte) (string, *bytes.Buffer) {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for k, v := range fields {
		if err := form.WriteField(k, v); err != nil {
			t.Fatal(err)
		}
	}
	part, err := form.CreateFormFile("file", name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	return form.FormDataContentType(), &body
}

const plainForm = "application/x-www-form-urlencoded"

func TestEveryActOfAPersonWantsTheFormsToken(t *testing.T) {
	c := newCity(t)
	s := &Server{Config: Config{App: c.App}, drafts: newDrafts(t.TempDir())}
	before := c.actor("admin")
	head, err := c.App.Frame(context.Background(), before)
	c.must(err)
	admin := c.as("admin")
	for _, rt := range s.table() {
		if rt.method == http.MethodGet || rt.open {
			continue
		}
		path := strings.NewReplacer("{id}", c.IDs[0], "{draft}", "x", "{cause}", "x", "{unit}", c.Units["涟水县"]).Replace(rt.path)
		for _, form := range []string{"", "csrf=", "csrf=wrong"} {
			if a := admin.send(rt.method, path, plainForm, strings.NewReader(form)); a.status != http.StatusForbidden {
				t.Errorf("%s %s with %q: %d", rt.method, path, form, a.status)
			}
		}
		kind, body := multipartOf(t, map[string]string{"csrf": "wrong"}, "a.csv", []byte("a"))
		if a := admin.send(rt.method, path, kind, body); a.status != http.StatusForbidden {
			t.Errorf("%s %s as an upload: %d", rt.method, path, a.status)
		}
	}
	after, err := c.App.Frame(context.Background(), before)
	c.must(err)
	if after.N != head.N+1 { // the sign-in
		t.Errorf("%d entries were written", after.N-head.N)
	}
}

func TestFormsOfOtherSitesAreRefused(t *testing.T) {
	c := newCity(t)
	admin := c.as("admin")
	for _, path := range []string{"/sign-in", "/setup", "/lang", "/sign-out", "/projects/views"} {
		for _, headers := range [][]string{{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://evil.example"}, {"Origin", "null"}} {
			form := url.Values{"login": {"admin"}, "password": {password}, "csrf": {admin.csrf}}.Encode()
			if a := admin.send("POST", path, plainForm, strings.NewReader(form), headers...); a.status != http.StatusForbidden {
				t.Errorf("%s from %v: %d", path, headers, a.status)
			}
		}
	}
}

func TestNoAddressLeadsOut(t *testing.T) {
	for _, to := range []string{"//evil.example", `/\evil.example`, `\/evil.example`, "https://evil.example", "javascript:alert(1)", "/\t/evil.example", "/\n/evil.example", "///evil.example", "evil.example", "", "%2f%2fevil.example", "http:evil.example"} {
		if got := safeNext(to); got != "/" {
			t.Errorf("%q leads to %q", to, got)
		}
	}
	c := newCity(t)
	r := c.as("leader")
	for _, to := range []string{"/%5cevil.example", "/%2f/evil.example", "/a/..//evil.example", "/..//evil.example"} {
		a := r.send("POST", "/lang", plainForm, strings.NewReader(url.Values{"lang": {"en"}, "back": {to}}.Encode()))
		u, err := url.Parse(a.to)
		if err != nil || u.Host != "" || strings.HasPrefix(a.to, "//") || strings.HasPrefix(a.to, `/\`) {
			t.Errorf("%q leads to %q", to, a.to)
		}
	}
}

func TestTheCookieIsOutOfReachAndNew(t *testing.T) {
	c := newCity(t)
	s := &Server{Config: Config{Secure: true, Base: "/guatu"}}
	if k := s.cookie(sessionCookie, "x", 0); !k.HttpOnly || !k.Secure || k.SameSite != http.SameSiteLaxMode || k.Path != "/guatu/" || k.MaxAge != 0 {
		t.Errorf("cookie %v", k)
	}
	r := c.as("leader")
	u, err := url.Parse(c.Server.URL)
	c.must(err)
	old := r.client.Jar.Cookies(u)[0].Value
	r.post("/sign-in", url.Values{"login": {"leader"}, "password": {password}})
	if now := r.client.Jar.Cookies(u)[0].Value; now == old {
		t.Error("the session before signing in goes on")
	}
	if _, err := c.App.Visit(t.Context(), old, "page"); fault.KindOf(err) != fault.Unauthenticated {
		t.Errorf("the browser's old session is still open: %v", err)
	}
}

func TestARefusedUploadLeavesNoFileBehind(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	c := newCity(t)
	kind, body := multipartOf(t, map[string]string{"csrf": "wrong"}, "a.csv", bytes.Repeat([]byte("x"), 12<<20))
	a := c.as("reporter").send("POST", "/import", kind, body)
	left, err := filepath.Glob(filepath.Join(dir, "multipart-*"))
	if err != nil || a.status != http.StatusForbidden || len(left) > 0 {
		t.Errorf("%d, left %v, %v", a.status, left, err)
	}
}

func TestAFormOfThousandsOfPartsIsAnswered(t *testing.T) {
	c := newCity(t)
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for i := range 5000 {
		c.must(form.WriteField("f"+strconv.Itoa(i), "x"))
	}
	c.must(form.Close())
	r := c.as("reporter")
	if a := r.send("POST", "/import", form.FormDataContentType(), &body); a.status < 400 || a.status >= 500 {
		t.Errorf("%d %s", a.status, a.words())
	}
}

func TestUploadsTakeTurns(t *testing.T) {
	c := newCity(t)
	var u uploads
	one, other := c.actor("reporter"), c.actor("admin")
	var ends []func()
	for range uploadsEach {
		end, err := u.begin(one, uploadLimit)
		c.must(err)
		ends = append(ends, end)
	}
	if _, err := u.begin(one, uploadLimit); fault.KindOf(err) != fault.Unavailable {
		t.Errorf("one person's %dth: %v", uploadsEach+1, err)
	}
	if _, err := u.begin(one, formLimit); err != nil {
		t.Errorf("a plain form: %v", err)
	}
	if _, err := u.begin(other, uploadLimit); err != nil {
		t.Errorf("another person's: %v", err)
	}
	for _, end := range ends {
		end()
	}
	if _, err := u.begin(one, uploadLimit); err != nil {
		t.Errorf("after the first ended: %v", err)
	}
}

func TestDraftsOfOthersAreNotThere(t *testing.T) {
	c := newCity(t)
	d := newDrafts(t.TempDir())
	one, err := d.add(c.actor("reporter"), "a.csv", strings.NewReader("a"))
	c.must(err)
	if _, err := d.find(c.actor("admin"), one.ID); fault.KindOf(err) != fault.NotFound {
		t.Errorf("another's draft: %v", err)
	}
	if len(one.ID) < 24 {
		t.Errorf("a draft's name can be guessed: %s", one.ID)
	}
}

func TestADraftIsOneJobAtATime(t *testing.T) {
	c := newCity(t)
	d := newDrafts(t.TempDir())
	one, err := d.add(c.actor("reporter"), "a.csv", strings.NewReader("a"))
	c.must(err)
	wait, ran := make(chan struct{}), make(chan struct{}, 10)
	first := d.work(t.Context(), one, draftReading, func(context.Context) error { <-wait; ran <- struct{}{}; panic("broken file") })
	for range 5 {
		<-d.work(t.Context(), one, draftImporting, func(context.Context) error { ran <- struct{}{}; return nil })
	}
	close(wait)
	<-first
	if seen := one.look(); seen.State != draftFailed || len(ran) != 1 {
		t.Errorf("state %s after %d jobs", seen.State, len(ran))
	}
}

func TestWhatAKilledServerLeftBehindIsSwept(t *testing.T) {
	dir := t.TempDir()
	old, young, other := filepath.Join(dir, "guatu-ledger-1"), filepath.Join(dir, "guatu-ledger-2"), filepath.Join(dir, "other")
	for _, name := range []string{old, young, other} {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{old, other} {
		if err := os.Chtimes(name, time.Time{}, time.Now().Add(-2*draftsLost)); err != nil {
			t.Fatal(err)
		}
	}
	newDrafts(dir)
	for name, there := range map[string]bool{old: false, young: true, other: true} {
		if _, err := os.Stat(name); (err == nil) != there {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestNamesOfFilesAreText(t *testing.T) {
	for name, want := range map[string]string{"台账.xlsx": "台账.xlsx", "a\r\nSet-Cookie: x.csv": "aSet-Cookie: x.csv", "\xff\x00b.csv": "b.csv", strings.Repeat("长", 500) + ".xlsx": strings.Repeat("长", maxFileName-5) + ".xlsx"} {
		if got := fileName(name); got != want {
			t.Errorf("%q became %q", name, got)
		}
	}
	rec := httptest.NewRecorder()
	attach(rec, workbookType, "淮安\r\nX-Evil: 1\".xlsx")
	if d := rec.Header().Get("Content-Disposition"); strings.ContainsAny(d, "\r\n\"") {
		t.Errorf("disposition %q", d)
	}
}

func TestAForeignUnitIsNobodysLedger(t *testing.T) {
	c := newCity(t)
	r := c.as("reporter")
	kind, body := multipartOf(t, map[string]string{"csrf": r.csrf, "unit": c.Units["盱眙县"], "month": "2026-10"}, "a.csv", []byte("项目名称,企业\n甲,乙\n"))
	if a := r.send("POST", "/import", kind, body); a.status != http.StatusUnprocessableEntity {
		t.Errorf("upload for another county: %d", a.status)
	}
	kind, body = multipartOf(t, map[string]string{"csrf": r.csrf, "unit": c.Units["涟水县"], "month": "2026-10"}, "a.csv", []byte("项目名称,企业\n甲,乙\n"))
	a := r.send("POST", "/import", kind, body)
	if a = r.post(a.to+"/whose", url.Values{"unit": {c.Units["盱眙县"]}, "month": {"2026-10"}}); a.status != http.StatusUnprocessableEntity {
		t.Errorf("given to another county afterwards: %d %s", a.status, a.words())
	}
}

func TestTheCallersAddressIsTheConnectionsUnlessAProxySaysIt(t *testing.T) {
	r := httptest.NewRequest("POST", "/sign-in", nil)
	r.RemoteAddr = "192.0.2.1:999"
	r.Header.Add("X-Forwarded-For", "203.0.113.66, 198.51.100.7")
	for _, c := range []struct {
		proxy bool
		want  string
	}{{false, "192.0.2.1"}, {true, "198.51.100.7"}} {
		if got := (&Server{Config: Config{Proxy: c.proxy}}).remoteIP(r); got != c.want {
			t.Errorf("proxy %v: %s, want %s", c.proxy, got, c.want)
		}
	}
	r.Header.Set("X-Forwarded-For", "<script>")
	if got := (&Server{Config: Config{Proxy: true}}).remoteIP(r); got != "192.0.2.1" {
		t.Errorf("a header of nonsense: %s", got)
	}
}

func TestEveryAnswerCarriesTheGuardingHeaders(t *testing.T) {
	c := newCity(t)
	r := c.as("leader")
	for _, path := range []string{"/", "/projects", "/nowhere", "/projects/export.xlsx", "/healthz", "/metrics", "/sign-in"} {
		h := r.get(path).header
		if csp := h.Get("Content-Security-Policy"); !strings.Contains(csp, "frame-ancestors 'none'") || strings.Contains(csp, "unsafe") {
			t.Errorf("%s: policy %q", path, csp)
		}
		if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("X-Frame-Options") != "DENY" {
			t.Errorf("%s: %v", path, h)
		}
		if path != "/healthz" && path != "/metrics" && !strings.Contains(h.Get("Cache-Control"), "no-store") && h.Get("Location") == "" {
			t.Errorf("%s is kept on the way: %q", path, h.Get("Cache-Control"))
		}
	}
}

func TestMetricsAndHealthTellNothingOfTheCampaign(t *testing.T) {
	c := newCity(t)
	nobody := &reader{c: c, client: c.Server.Client()}
	c.as("leader").get("/projects/" + c.IDs[0])
	all := nobody.get("/metrics").body + nobody.get("/healthz").body
	for _, word := range []string{c.IDs[0], "示例", "leader", c.Tenant, "sqlite", c.Units["涟水县"]} {
		if strings.Contains(all, word) {
			t.Errorf("%q is told to everybody", word)
		}
	}
}

func TestNamesThatAreMarkupAreText(t *testing.T) {
	c := newCity(t)
	const evil = `</svg></title><script>alert(1)</script>"'><img src=x onerror=alert(2)>`
	id := c.IDs[0]
	page, err := c.App.Project(t.Context(), c.office, id, app.Moment{})
	c.must(err)
	p := page.Project.Clone()
	p.Name, p.Enterprise, p.Place, p.Image, p.Problems = evil, evil, evil, evil, evil
	_, err = c.App.ProjectSave(t.Context(), c.office, app.ProjectSave{Project: *p, Because: evil})
	c.must(err)
	admin := c.as("admin")
	for _, path := range []string{"/", "/projects", "/board", "/timetable", "/projects/" + id, "/projects/" + id + "/edit", "/units/" + c.Units["涟水县"], "/journal", "/twins", "/projects?q=" + url.QueryEscape(evil)} {
		a := admin.get(path)
		for _, n := range a.all("script", "", "") {
			if strings.Contains(textOf(n), "alert") {
				t.Errorf("%s runs the name", path)
			}
		}
		if img := a.find("img", "src", "x"); img != nil || strings.Contains(a.body, "<script>alert") {
			t.Errorf("%s draws the name", path)
		}
	}
}

func TestTheLogIsOneLineARequest(t *testing.T) {
	if plainID("a\r\nX-Evil: 1") || plainID("12345678 x") || !plainID("0123456789abcdef") {
		t.Error("a request's name is taken over that is not plain")
	}
}

func TestAPageThatAsksByItselfKeepsNoSessionAlive(t *testing.T) {
	for _, rt := range (&Server{}).table() {
		if rt.path == "/news" && !rt.passive {
			t.Error("asking for news keeps a session alive that nobody sits at")
		}
	}
}
