package sheet

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// today is the day the tests read on.
var today = workday.NewDate(2026, 3, 19)

// ledgers gives the ledgers of testdata.
func ledgers(t testing.TB) []string {
	t.Helper()
	var list []string
	for _, pattern := range []string{"0*.xlsx", "0*.csv"} {
		found, err := filepath.Glob(filepath.Join("testdata", pattern))
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, found...)
	}
	if len(list) != 4 {
		t.Fatalf("testdata holds %d ledgers, not 4", len(list))
	}
	return list
}

// readFile reads one ledger from disk.
func readFile(t testing.TB, path string, opt Options) *app.LedgerFile {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f, err := Read(filepath.Base(path), bytes.NewReader(data), int64(len(data)), opt)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// expectedLines gives the lines of FILE.expected.jsonl, gzipped or not.
func expectedLines(t *testing.T, ledger string) []map[string]any {
	t.Helper()
	data, err := os.ReadFile(ledger + ".expected.jsonl")
	if os.IsNotExist(err) {
		data = gunzip(t, ledger+".expected.jsonl.gz")
	} else if err != nil {
		t.Fatal(err)
	}
	return parseLines(t, data)
}

func gunzip(t *testing.T, path string) []byte {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func parseLines(t *testing.T, data []byte) []map[string]any {
	t.Helper()
	var list []map[string]any
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var m map[string]any
		if err := json.Unmarshal(lines.Bytes(), &m); err != nil {
			t.Fatalf("%s: %v", lines.Text(), err)
		}
		list = append(list, m)
	}
	return list
}

// linesOf gives what JSONLines prints.
func linesOf(t *testing.T, f *app.LedgerFile) []map[string]any {
	t.Helper()
	var b bytes.Buffer
	if err := JSONLines(&b, f); err != nil {
		t.Fatal(err)
	}
	return parseLines(t, b.Bytes())
}

// The comparison of shared/ledgers/README.md: all lines there, in their order,
// every key equal, null and absent being one; of projects the warnings expected
// must be there and others may be.
func TestTheFourLedgersAreUnderstoodAsExpected(t *testing.T) {
	for _, path := range ledgers(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			want := expectedLines(t, path)
			got := linesOf(t, readFile(t, path, Options{Today: today}))
			if last := got[len(got)-1]; last["kind"] != "summary" {
				t.Errorf("the last line is a %v", last["kind"])
			}
			got = got[:len(got)-1]
			if len(got) != len(want) {
				t.Errorf("%d lines, want %d", len(got), len(want))
			}
			compareLines(t, got, want)
		})
	}
}

func compareLines(t *testing.T, got, want []map[string]any) {
	t.Helper()
	have := map[string]map[string]any{}
	for _, g := range got {
		have[lineKey(g)] = g
	}
	wrong := 0
	for _, w := range want {
		g := have[lineKey(w)]
		delete(have, lineKey(w))
		if w["kind"] == "project" && g != nil {
			g["warnings"] = required(g["warnings"], w["warnings"])
		}
		if diff := cmp.Diff(withoutNulls(w), withoutNulls(g)); diff != "" {
			if wrong++; wrong < 12 {
				t.Errorf("%s (-want +got):\n%s", lineKey(w), diff)
			}
		}
	}
	for key := range have {
		t.Errorf("not expected: %s", key)
	}
	if wrong > 0 {
		t.Errorf("%d of %d lines wrong", wrong, len(want))
	}
}

func lineKey(m map[string]any) string {
	b, _ := json.Marshal([]any{m["kind"], m["sheet"], m["row"]})
	return string(b)
}

// required leaves of the warnings found those that were asked for.
func required(got, want any) []any {
	list := []any{}
	for _, g := range got.([]any) {
		if slices.Contains(want.([]any), g) {
			list = append(list, g)
		}
	}
	return list
}

func withoutNulls(m map[string]any) map[string]any {
	out := map[string]any{}
	for k, v := range m {
		if v != nil {
			out[k] = v
		}
	}
	return out
}

func TestWarningsBeyondTheExpectedAreFewAndOurOwn(t *testing.T) {
	official := `amount_approximate amount_range amount_foreign_currency amount_unit_differs amount_unit_unknown amount_has_note
		amount_implausible date_imprecise date_year_inferred date_ambiguous date_multiple date_status_word date_unparsed
		date_shown_as_number percent_scale_guessed stage_partial stage_conflict stage_unmapped part_of_above duplicate_in_file
		code_check_failed done_exceeds_total hidden_row`
	for _, path := range ledgers(t) {
		want := map[string]map[string]any{}
		for _, w := range expectedLines(t, path) {
			want[lineKey(w)] = w
		}
		for _, g := range linesOf(t, readFile(t, path, Options{Today: today})) {
			if g["kind"] != "project" || want[lineKey(g)] == nil {
				continue
			}
			for _, code := range g["warnings"].([]any) {
				known := slices.Contains(strings.Fields(official), code.(string))
				if known && !slices.Contains(want[lineKey(g)]["warnings"].([]any), code) {
					t.Errorf("%s row %v: %v is not expected", g["file"], g["row"], code)
				}
			}
		}
	}
}

func TestPairsAcrossFilesHaveOneKey(t *testing.T) {
	rows := map[string]app.LedgerRow{}
	for _, path := range ledgers(t)[:2] {
		index(rows, readFile(t, path, Options{Today: today}))
	}
	index(rows, readFile(t, ledgers(t)[3], Options{Today: today}))
	data, err := os.ReadFile("testdata/cross-file.expected.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for _, pair := range parseLines(t, data) {
		a, b := rows[pairKey(pair["a"])], rows[pairKey(pair["b"])]
		if a.Name == "" || b.Name == "" {
			t.Errorf("%v: a row is missing", pair)
			continue
		}
		same := lifecycle.NameKey(a.Name, a.Enterprise) == lifecycle.NameKey(b.Name, b.Enterprise)
		if same != pair["same"] {
			t.Errorf("%s and %s: one key %v, want %v", a.Name, b.Name, same, pair["same"])
		}
	}
}

func index(rows map[string]app.LedgerRow, f *app.LedgerFile) {
	for _, s := range f.Sheets {
		for _, r := range s.Rows {
			b, _ := json.Marshal([]any{f.Name, s.Name, r.Row})
			rows[string(b)] = r
		}
	}
}

func pairKey(side any) string {
	m := side.(map[string]any)
	b, _ := json.Marshal([]any{m["file"], m["sheet"], m["row"]})
	return string(b)
}
