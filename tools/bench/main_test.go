package main

import (
	"strings"
	"testing"
)

const printed = `goos: linux
BenchmarkPages/3000/clerk/table-2   200   3012345 ns/op   3.100 p50-ms   9.200 p95-ms
BenchmarkImport100k-2   1   53269512039 ns/op   576.2 MiB-peak   53.26 s/import
PASS
`

func TestFiguresStandBesideTheirBounds(t *testing.T) {
	got := figures(printed)
	for _, c := range []struct {
		want want
		line string
	}{
		{want{"table", "Pages/3000/clerk/table", "p50-ms", 8, false}, "table 3.10 ms at most 8"},
		{want{"table", "Pages/3000/clerk/table", "ns/op", 3, false}, "table 3.01 ms at most 3 MISSED"},
		{want{"imported", "Import100k", "s/import", 40, false}, "imported 53.3 s at most 40 MISSED"},
		{want{"memory", "Import100k", "MiB-peak", 0, false}, "memory 576 MiB"},
		{want{"updates", "Updates", "updates/s", 200, true}, "updates not measured: skipped, see go test -v"},
	} {
		if line := strings.Join(strings.Fields(c.want.line(got)), " "); line != c.line {
			t.Errorf("got %q, want %q", line, c.line)
		}
	}
}

// TestThePlanNamesEveryBenchmarkOnce keeps a figure from being printed twice.
func TestThePlanNamesEveryBenchmarkOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range plan {
		for _, w := range r.wants {
			key := r.pkg + w.name + w.unit
			if seen[key] {
				t.Errorf("%s twice", key)
			}
			seen[key] = true
			if top, _, _ := strings.Cut(w.name, "/"); !strings.Contains(r.bench, "Benchmark"+top) {
				t.Errorf("%s: %s does not run %s", r.title, r.bench, w.name)
			}
		}
	}
}
