package api_test

// What a caller with a token tries beyond their rights, and with their rights.

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"guatu/internal/api"
)

// trap fails the test when a body is read.
type trap struct{ t *testing.T }

func (r trap) Read([]byte) (int, error) {
	r.t.Error("the body was read")
	return 0, io.EOF
}

func TestARightIsAskedBeforeTheBodyIsRead(t *testing.T) {
	w := newWorld(t)
	for _, at := range []string{"POST /boundary", "POST /rulesets", "POST /rulesets/trial", "POST /calendar/notices", "POST /people", "POST /ledgers/import"} {
		method, path, _ := strings.Cut(at, " ")
		r := httptest.NewRequest(method, api.Prefix+path, trap{t})
		r.Header.Set("Content-Type", "application/json")
		if rec := w.as("leader", r); rec.Code != http.StatusForbidden {
			t.Errorf("%s: %d %s", at, rec.Code, rec.Body)
		}
	}
}

func TestARefusedFormLeavesNoFileBehind(t *testing.T) {
	w := newWorld(t)
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	large := io.LimitReader(strings.NewReader(strings.Repeat("x", 12<<20)), 12<<20)
	rec := w.upload("boss", "/ledgers/import", "a.csv", large, map[string]string{"month": "2026-03"}) // no unit
	left, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if rec.Code < 400 || len(left) > 0 {
		t.Errorf("%d, %d files left", rec.Code, len(left))
	}
}

func TestATokenIssuesNoneThatOutlivesIt(t *testing.T) {
	w := newWorld(t)
	if rec := w.send("boss", "POST", "/me/tokens", `{"label":"x","days":31}`); rec.Code != http.StatusUnprocessableEntity || !strings.Contains(rec.Body.String(), "token.outlives") {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
	if rec := w.send("boss", "POST", "/me/tokens", `{"label":"x","days":29}`); rec.Code != http.StatusOK {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
}

// FuzzAddresses asks every question with anything in its address: no answer is
// ever a failure of ours.
func FuzzAddresses(f *testing.F) {
	for _, seed := range []string{"", "size=500&page=100000", "size=-1", "known=3&on=2026-13-40", "known=9223372036854775807", "q=%00%ff", "unit=a&unit=b&group=x&sort=-",
		"on=0001-01-01", "on=9999-12-31", "from=9999-12-31&to=0001-01-01", "day=2026-02-30", "before=-1&limit=501", "lead_max=1e99&lead_min=--", "since=-9223372036854775808", "n=999999999&on=2026-01-01", "from=2026-01-01&to=9999-12-31"} {
		f.Add(seed)
	}
	w := newWorld(f)
	paths := []string{"/projects", "/projects/x", "/board", "/timetable", "/news", "/units", "/units/figures", "/journal", "/journal/known", "/workdays/add", "/workdays/between",
		"/calendar", "/views", "/sessions", "/ledgers/layout", "/ledgers/mappings", "/ledgers/export.xlsx", "/twins", "/today"}
	f.Fuzz(func(t *testing.T, query string) {
		for _, path := range paths {
			for _, login := range []string{"boss", "east.reporter"} {
				r := httptest.NewRequest(http.MethodGet, api.Prefix+path, nil)
				r.URL.RawQuery = query
				if rec := w.as(login, r); rec.Code >= 500 {
					t.Fatalf("%s?%q: %d %s\n%s", path, query, rec.Code, rec.Body, &w.log)
				}
			}
		}
	})
}
