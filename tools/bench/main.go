// Command bench runs the benchmarks behind the product's promises and prints each
// figure beside what it must reach.
//
//	go run ./tools/bench           all, some eight minutes on two cores
//	go run ./tools/bench import    those whose line says so
//
// A figure that misses is marked, and is no failure: what machine it is says as
// much as the code. What a benchmark could not run is said in its place.
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

func main() {
	word := ""
	if len(os.Args) > 1 {
		word = os.Args[1]
	}
	if err := bench(os.Stdout, word); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// bench runs the plan in its order and prints a section a run.
func bench(out io.Writer, word string) error {
	begun := time.Now()
	for _, r := range plan {
		if word != "" && !strings.Contains(strings.ToLower(r.title+r.bench), strings.ToLower(word)) {
			continue
		}
		fmt.Fprintf(out, "\n%s\n", r.title)
		got, said, err := r.measure()
		if err != nil {
			return fmt.Errorf("%s: %w\n%s", r.title, err, said)
		}
		for _, want := range r.wants {
			fmt.Fprintln(out, want.line(got))
		}
	}
	_, err := fmt.Fprintf(out, "\nin %.0f s\n", time.Since(begun).Seconds())
	return err
}

// measure runs the benchmarks of one line of the plan: name → unit → figure.
func (r run) measure() (got map[string]map[string]float64, said string, err error) {
	cmd := exec.Command("go", "test", "-run", "^$", "-bench", r.bench, "-benchtime", r.times, "-benchmem", "-timeout", "30m", r.pkg)
	cmd.Stderr = os.Stderr
	text, err := cmd.Output()
	return figures(string(text)), string(text), err
}

// figures reads what go test prints: BenchmarkName/part-2  100  12 ns/op  3 s/import.
func figures(text string) map[string]map[string]float64 {
	got := map[string]map[string]float64{}
	lines := bufio.NewScanner(strings.NewReader(text))
	for lines.Scan() {
		f := strings.Fields(lines.Text())
		if len(f) < 4 || !strings.HasPrefix(f[0], "Benchmark") {
			continue
		}
		name := strings.TrimPrefix(f[0], "Benchmark")
		if i := strings.LastIndexByte(name, '-'); i > 0 { // the number of cores
			name = name[:i]
		}
		got[name] = map[string]float64{}
		for i := 2; i+1 < len(f); i += 2 {
			if v, err := strconv.ParseFloat(f[i], 64); err == nil {
				got[name][f[i+1]] = v
			}
		}
	}
	return got
}

// line is a figure beside its bound.
func (w want) line(got map[string]map[string]float64) string {
	v, ok := got[w.name][w.unit]
	if !ok {
		return fmt.Sprintf("  %-46s %12s", w.what, "not measured: skipped, see go test -v")
	}
	if w.unit == "ns/op" {
		v /= 1e6
	}
	line := fmt.Sprintf("  %-46s %12s %-10s", w.what, strconv.FormatFloat(v, 'f', digits(v), 64), unitName(w.unit))
	switch {
	case w.bound == 0:
		return strings.TrimRight(line, " ")
	case w.least:
		return line + verdict(v >= w.bound, "at least", w.bound)
	}
	return line + verdict(v <= w.bound, "at most", w.bound)
}

func verdict(well bool, how string, bound float64) string {
	mark := ""
	if !well {
		mark = "  MISSED"
	}
	return fmt.Sprintf(" %s %g%s", how, bound, mark)
}

// digits are as many as say something.
func digits(v float64) int {
	switch {
	case v >= 100:
		return 0
	case v >= 10:
		return 1
	}
	return 2
}

// unitName is a unit as people read it: s/first-page is seconds.
func unitName(unit string) string {
	switch {
	case unit == "ns/op", strings.HasSuffix(unit, "-ms"):
		return "ms"
	case strings.HasPrefix(unit, "s/"), unit == "cpu-s/op":
		return "s"
	case strings.HasPrefix(unit, "MiB"), strings.HasSuffix(unit, "-MiB"), unit == "peak-MB":
		return "MiB"
	}
	return unit
}
