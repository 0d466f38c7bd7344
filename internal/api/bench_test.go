package api_test

// What a page of the register costs through the interface, beside what app and
// the pages measure of themselves.

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"guatu/internal/api"
)

// BenchmarkTablePage is one page of fifty among 3,000 projects, as a county's
// reporter, from the token to the last byte of JSON.
func BenchmarkTablePage(b *testing.B) {
	w := newWorld(b)
	files, err := filepath.Glob("../sheet/testdata/04-*.xlsx")
	if err != nil || len(files) != 1 {
		b.Fatal(files, err)
	}
	f, err := os.Open(files[0])
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	if rec := w.upload("east.reporter", "/ledgers/import", "4.xlsx", f, map[string]string{"unit": w.ids["east"], "month": "2026-02"}); rec.Code != http.StatusOK {
		b.Fatal(rec.Body)
	}
	for b.Loop() {
		r := httptest.NewRequest(http.MethodGet, api.Prefix+"/projects?sort=-total", nil)
		if rec := w.as("east.reporter", r); rec.Code != http.StatusOK {
			b.Fatal(rec.Body)
		}
	}
}

// BenchmarkFigure is one figure reported, kept and journalled.
func BenchmarkFigure(b *testing.B) {
	w := newWorld(b)
	made := w.send("east.reporter", "POST", "/projects", `{"name":"示例项目","unit":"{east}"}`)
	w.ids["p"] = into[struct{ ID string }](b, made).ID
	n := 0
	for b.Loop() {
		n++
		body := []string{`{"month":"2026-02","sense":"dispatch","year_done":1000}`, `{"month":"2026-02","sense":"dispatch","year_done":2000}`}[n%2]
		if rec := w.send("east.reporter", "POST", "/projects/{p}/figures", body); rec.Code != http.StatusNoContent {
			b.Fatal(rec.Body)
		}
	}
}
