package web

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"guatu/internal/app"
)

// FuzzHandlers asks every page with anything in its address and sends anything as
// a form: no answer is ever a failure of ours.
func FuzzHandlers(f *testing.F) {
	for _, seed := range [][2]string{
		{"", ""}, {"size=500&page=100000&q=%00", "csrf=x"}, {"known=3&on=2026-13-40", "version=-1&month=2026-99"}, {"known=9223372036854775807", "unit=x&roles=admin"},
		{"on=0001-01-01&against=9999-12-31", "items=%5B"}, {"on=9999-12-31", "month=9999-12&year_done=1e99"}, {"from=9999-12-31&to=0001-01-01", "planned=0000-00"},
		{"sort=-&group=x&unit=a&unit=b", "name=%ff%fe"}, {"before=-1&limit=99999999999999999999", "value=http&key=map.tiles"}, {"since=-9223372036854775808", "choices=%7B"},
		{"month=2026-10&year=-5&sheet=-1", "password=a&new=b&again=b"}, {"cols=x&view=..%2f&done=%3Cscript%3E", "total=-1&total=99999999999999999999"}, {"columns=,,,&layout=unit", "date=2027-02-30&kind=work"},
		{"scale=day&from=0001-01-01&to=9999-12-31", "at=1e400,nan&store=wgs84"}, {"scale=week&from=2026-01-01", "file=x&use=1"},
	} {
		f.Add(seed[0], seed[1])
	}
	c := newCity(f)
	s := &Server{Config: Config{App: c.App}, drafts: newDrafts(f.TempDir())}
	var log bytes.Buffer
	handler := New(Config{App: c.App, Dir: f.TempDir(), Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelWarn}))})
	token, err := c.App.SignIn(f.Context(), app.SignIn{Login: "admin", Password: password})
	c.must(err)
	v, err := c.App.Visit(f.Context(), token, app.PageSession)
	c.must(err)
	places := strings.NewReplacer("{$}", "", "{id}", c.IDs[0], "{unit}", c.Units["涟水县"], "{draft}", "x", "{cause}", "x")
	f.Fuzz(func(t *testing.T, query, form string) {
		for _, rt := range s.table() {
			if rt.path == "/sign-out" || rt.path == "/me/password" || rt.path == "/sign-in" { // they end the session, or cost a hash
				continue
			}
			r := httptest.NewRequest(rt.method, places.Replace(rt.path), nil)
			if rt.method != http.MethodGet {
				sent := "csrf=" + url.QueryEscape(v.Session.Form) + "&" + form
				r = httptest.NewRequest(rt.method, places.Replace(rt.path), strings.NewReader(sent))
				r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			}
			r.URL.RawQuery = query
			r.AddCookie(&http.Cookie{Name: sessionCookie, Value: token})
			rec := httptest.NewRecorder()
			log.Reset()
			if handler.ServeHTTP(rec, r); rec.Code >= 500 {
				t.Errorf("%s %s?%q with %q: %d\n%s", rt.method, rt.path, query, form, rec.Code, &log)
			}
		}
	})
}
