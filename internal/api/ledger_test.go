package api_test

// Ledgers through the interface: in, out, and in again.

import (
	"bytes"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"guatu/internal/api"
)

type diff struct {
	Added, Changed, Skipped []struct{}
	Unchanged               int
	Digest                  string
}

// What goes out says what is there: taken in again, it changes nothing.
func TestALedgerThatComesBackChangesNothing(t *testing.T) {
	w := newWorld(t)
	files, err := filepath.Glob("../sheet/testdata/01-*.xlsx")
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	content, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	fields := map[string]string{"unit": w.ids["city"], "month": "2026-02"}
	in := w.upload("boss", "/ledgers/import", "1.xlsx", bytes.NewReader(content), fields)
	first := into[struct{ Diff diff }](t, in).Diff
	if in.Code != http.StatusOK || len(first.Added) < 10 {
		t.Fatalf("%d: %d added", in.Code, len(first.Added))
	}
	for name, path := range map[string]string{"in the unit's own layout": "/ledgers/export.xlsx?unit={city}", "in the standard one": "/ledgers/export.xlsx"} {
		t.Run(name, func(t *testing.T) {
			out := w.send("boss", http.MethodGet, path, "")
			if out.Code != http.StatusOK || !strings.HasPrefix(out.Header().Get("Content-Type"), "application/vnd.openxmlformats") {
				t.Fatalf("%d %s", out.Code, out.Header())
			}
			if _, p, err := mime.ParseMediaType(out.Header().Get("Content-Disposition")); err != nil || !strings.HasSuffix(p["filename"], ".xlsx") {
				t.Errorf("named %v, %v", p, err)
			}
			again := w.upload("boss", "/ledgers/preview", "2.xlsx", out.Body, fields)
			d := into[diff](t, again)
			if again.Code != http.StatusOK || len(d.Added)+len(d.Changed) > 0 || d.Unchanged != len(first.Added) {
				t.Errorf("%d: %d added, %d changed, %d unchanged of %d: %.1500s", again.Code, len(d.Added), len(d.Changed), d.Unchanged, len(first.Added), changedIn(t, again.Body.Bytes()))
			}
		})
	}
}

// changedIn are the changes of a difference, for a failing test to show.
func changedIn(t *testing.T, body []byte) string {
	t.Helper()
	_, after, _ := strings.Cut(string(body), `"changed":`)
	return after
}

// An import does what was shown, or nothing.
func TestAnImportExpectsWhatWasShown(t *testing.T) {
	w := newWorld(t)
	fields := map[string]string{"unit": w.ids["east"], "month": "2026-02"}
	shown := into[diff](t, w.upload("east.reporter", "/ledgers/preview", "a.csv", strings.NewReader(ledger), fields))
	if len(shown.Added) != 2 || w.acts() != nil {
		t.Fatalf("shown: %+v", shown)
	}
	fields["expect"] = "something else"
	if rec := w.upload("east.reporter", "/ledgers/import", "a.csv", strings.NewReader(ledger), fields); rec.Code != http.StatusConflict || w.acts() != nil {
		t.Errorf("another difference: %d %s", rec.Code, rec.Body)
	}
	fields["expect"] = shown.Digest
	if rec := w.upload("east.reporter", "/ledgers/import", "a.csv", strings.NewReader(ledger), fields); rec.Code != http.StatusOK {
		t.Errorf("what was shown: %d %s", rec.Code, rec.Body)
	}
}

func TestAFileThatIsNoLedgerIsRefused(t *testing.T) {
	w := newWorld(t)
	for name, c := range map[string]struct {
		login, unit, month, content string
		status                      int
		code                        string
	}{
		"not a workbook":           {"boss", "city", "2026-02", "\x89PNG\r\n\x1a\n", 422, ""},
		"empty":                    {"boss", "city", "2026-02", "", 422, "sheet.file_empty"},
		"a month that is none":     {"boss", "city", "二月", ledger, 422, "figure.month"},
		"another county's":         {"west.reporter", "east", "2026-02", ledger, 422, "unit.not_found"},
		"from one who only looks":  {"leader", "city", "2026-02", ledger, 403, "access.forbidden"},
		"a ledger of no one known": {"boss", "nobody", "2026-02", ledger, 422, "unit.not_found"},
	} {
		t.Run(name, func(t *testing.T) {
			unit := c.unit
			if id, ok := w.ids[c.unit]; ok {
				unit = id
			}
			rec := w.upload(c.login, "/ledgers/preview", "x.xlsx", strings.NewReader(c.content), map[string]string{"unit": unit, "month": c.month})
			if got := into[wrong](t, rec); rec.Code != c.status || c.code != "" && got.Code != c.code {
				t.Errorf("%d %s, want %d %s: %s", rec.Code, got.Code, c.status, c.code, rec.Body)
			}
		})
	}
	if w.log.Len() > 0 {
		t.Errorf("logged: %s", w.log.String())
	}
}

func TestAFormSaysWhatItLacks(t *testing.T) {
	w := newWorld(t)
	body := "--x\r\nContent-Disposition: form-data; name=\"year\"\r\n\r\nlast\r\n--x--\r\n"
	r := httptest.NewRequest(http.MethodPost, api.Prefix+"/ledgers/import", strings.NewReader(body))
	r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	rec := w.as("boss", r)
	want := []string{"file schema.required"}
	if got := into[wrong](t, rec).places(); rec.Code != http.StatusUnprocessableEntity || !slices.Contains(got, want[0]) || strings.Contains(rec.Body.String(), "JSON") {
		t.Errorf("%d %q: %s", rec.Code, got, rec.Body)
	}
	rec = w.upload("boss", "/ledgers/preview", "x.csv", strings.NewReader(ledger), map[string]string{"year": "last"})
	if got := into[wrong](t, rec).places(); rec.Code != http.StatusUnprocessableEntity || !slices.Equal(got, []string{"form.unit schema.required", "form.year schema.integer"}) {
		t.Errorf("%d %q: %s", rec.Code, got, rec.Body)
	}
	if acts := w.acts(); acts != nil {
		t.Errorf("left acts %q", acts)
	}
}

// The other county's projects are in no file of this one.
func TestAnExportHoldsOnlyWhatIsSeen(t *testing.T) {
	w := newWorld(t)
	if rec := w.send("east.reporter", "POST", "/projects", `{"name":"示例东县项目","unit":"{east}"}`); rec.Code != http.StatusCreated {
		t.Fatal(rec.Body)
	}
	for login, want := range map[string]int{"east.reporter": 1, "west.reporter": 0, "boss": 1} {
		out := w.send(login, http.MethodGet, "/ledgers/export.xlsx", "")
		d := into[diff](t, w.upload("boss", "/ledgers/preview", "x.xlsx", out.Body, map[string]string{"unit": w.ids["city"], "month": "2026-02"}))
		if got := len(d.Added) + len(d.Changed) + d.Unchanged; got != want {
			t.Errorf("%s exports %d projects, want %d", login, got, want)
		}
	}
	if rec := w.send("west.reporter", http.MethodGet, "/ledgers/export.xlsx?unit={east}", ""); rec.Code != http.StatusOK {
		t.Errorf("a unit out of sight: %d %s", rec.Code, rec.Body)
	}
}
