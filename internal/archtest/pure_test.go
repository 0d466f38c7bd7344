package archtest

// Pure packages decide from what they are given: no clock, no files, no network,
// no database, no log, no dice without a seed.

import (
	"go/ast"
	"slices"
	"strconv"
	"testing"
)

var impure = []string{"os", "os/exec", "os/signal", "net", "net/http", "database/sql", "context", "log", "log/slog", "syscall", "unsafe"}

// clocks are the functions of package time that read the clock or wait for it.
var clocks = []string{"Now", "Since", "Until", "After", "AfterFunc", "Sleep", "Tick", "NewTimer", "NewTicker"}

// seeded are the functions of math/rand that only make a source of one's own.
var seeded = []string{"New", "NewSource", "NewPCG", "NewChaCha8", "NewZipf", "Rand", "Source", "PCG", "ChaCha8", "Zipf"}

// worldly lists what a file of a pure package may not use.
func worldly(f *file) []string {
	var wrong []string
	names := map[string]string{} // local name of an import → its path
	for _, spec := range f.ast.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			wrong = append(wrong, f.at(spec)+": "+err.Error())
		}
		if slices.Contains(impure, path) {
			wrong = append(wrong, f.at(spec)+": a pure package imports "+path)
		}
		names[localName(spec, path)] = path
	}
	ast.Inspect(f.ast, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		x, ok := sel.X.(*ast.Ident)
		if ok && unfit(names[x.Name], sel.Sel.Name) {
			wrong = append(wrong, f.at(sel)+": a pure package uses "+x.Name+"."+sel.Sel.Name)
		}
		return true
	})
	return wrong
}

// unfit tells that a name of time or math/rand reads the clock or the common dice.
func unfit(path, name string) bool {
	switch path {
	case "time":
		return slices.Contains(clocks, name)
	case "math/rand", "math/rand/v2":
		return !slices.Contains(seeded, name)
	}
	return false
}

// localName is what a file calls an import.
func localName(spec *ast.ImportSpec, path string) string {
	switch {
	case spec.Name != nil:
		return spec.Name.Name
	case path == "math/rand/v2":
		return "rand"
	case path == "math/rand":
		return "rand"
	}
	return path
}

func TestPurePackagesOnlyDecide(t *testing.T) {
	var wrong []string
	for _, p := range packages(t) {
		if !slices.Contains(pure, row(p.rel())) {
			continue
		}
		for _, f := range p.files {
			wrong = append(wrong, worldly(f)...)
		}
	}
	report(t, wrong)
}

func TestPurityCatches(t *testing.T) {
	for name, c := range map[string]struct {
		src  string
		want int
	}{
		"reading the clock":           {"import \"time\"\nvar x = time.Now()", 1},
		"the clock by another name":   {"import clock \"time\"\nvar x = clock.Since", 1},
		"a date as a value is fine":   {"import \"time\"\nvar x = time.Date", 0},
		"opening files":               {"import \"os\"\nvar x = os.Args", 1},
		"logging":                     {"import \"log/slog\"\nvar x = slog.Info", 1},
		"common dice":                 {"import \"math/rand/v2\"\nvar x = rand.IntN(3)", 1},
		"dice with a seed of its own": {"import \"math/rand/v2\"\nvar x = rand.New(rand.NewPCG(1, 2))", 0},
	} {
		t.Run(name, func(t *testing.T) { catches(t, c.want, worldly(example(t, "package x\n"+c.src))) })
	}
}
