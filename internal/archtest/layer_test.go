package archtest

// The import table: who may import whom, and which library belongs to whom. It is
// the table of docs/architecture.md; change both together.

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// The lists are in the order of dependence: a package of core may import those
// before it, never those after it.
var (
	values = []string{"fault", "workday", "money", "ident", "geo", "nesting"}
	seen   = []string{"photo"} // what a file says about itself; unlike a value it knows another one, geo
	who    = []string{"access", "journal"}
	core   = []string{"formula", "lifecycle", "schedule", "approval", "platform", "duty", "target", "signal", "indicator", "score", "issue", "lead",
		"factor", "enterprise", "policy", "tour", "ruleset", "bulletin", "extract"}
	pure = slices.Concat(values, seen, who, core)
)

// shells are the rows of packages that touch the world, with all they may import.
var shells = map[string][]string{
	"store":    pure,
	"blob":     {"fault", "photo"},
	"app":      slices.Concat(pure, []string{"store", "blob"}),
	"glossary": values,
	"sheet":    slices.Concat(pure, []string{"app", "glossary"}),
	"paper":    slices.Concat(pure, []string{"app", "glossary"}),
	"web":      slices.Concat(pure, []string{"app", "sheet", "paper", "glossary"}),
	"api":      slices.Concat(pure, []string{"app", "sheet", "paper", "glossary"}),
	"notify":   slices.Concat(pure, []string{"app"}),
	"demo":     slices.Concat(pure, []string{"app"}),
	"archtest": nil,
}

// libraries are the modules that may be linked and the packages they belong to;
// what is only used by tests or by tools/ needs no line.
var libraries = map[string][]string{
	"modernc.org/sqlite":                  {"store"},
	"github.com/jackc/pgx/v5":             {"store"},
	"github.com/goccy/go-yaml":            {"ruleset", "score"},
	"github.com/xuri/excelize/v2":         {"sheet", "paper"},
	"github.com/danielgtaylor/huma/v2":    {"api"},
	"github.com/a-h/templ":                {"web"},
	"github.com/alecthomas/kong":          {"cli"},
	"github.com/prometheus/client_golang": {"web", "cli"},
	"github.com/arran4/golang-ical":       {"web"},
	"github.com/bep/imagemeta":            {"photo"},
	"golang.org/x/crypto":                 {"app"},
	"golang.org/x/image":                  {"photo"},
	"golang.org/x/sync":                   {"store", "app", "web", "cli"},
	"golang.org/x/text":                   {"sheet", "app", "glossary", "web", "paper", "extract", "platform"},
	"golang.org/x/sys":                    {"store", "cli"},
}

// row is the parent whose row of the table a package stands in: store/storetest
// is of store.
func row(rel string) string {
	first, rest, _ := strings.Cut(rel, "/")
	if first != "internal" {
		return first
	}
	name, _, _ := strings.Cut(rest, "/")
	return name
}

// allowed is what a row may import; everything means no bound.
func allowed(name string) (rows []string, everything, known bool) {
	switch {
	case name == "tools" || name == "cli":
		return nil, true, true
	case name == "cmd":
		return []string{"cli"}, false, true
	case name == "fault":
		return nil, false, true
	case slices.Contains(values, name): // a value reports its mistakes as faults, and knows no other value
		return []string{"fault"}, false, true
	case slices.Contains(pure, name):
		return pure[:slices.Index(pure, name)], false, true
	}
	rows, known = shells[name]
	return rows, false, known
}

// misplaced lists the imports of a package that its row does not have.
func misplaced(rel string, imports []string) []string {
	name := row(rel)
	rows, everything, known := allowed(name)
	if !known {
		return []string{fmt.Sprintf("%s: no row in the import table (internal/archtest/layer_test.go)", rel)}
	}
	var wrong []string
	for _, path := range imports {
		to, ours := strings.CutPrefix(path, module+"/")
		switch {
		case everything:
		case ours && row(to) != name && !slices.Contains(rows, row(to)):
			wrong = append(wrong, fmt.Sprintf("%s: imports %s, which its row of the table does not have", rel, to))
		case !ours && foreign(path) && !slices.Contains(libraries[library(path)], name):
			wrong = append(wrong, fmt.Sprintf("%s: imports %s, a library the table does not give to it", rel, path))
		}
	}
	return wrong
}

// foreign tells a library from the standard library: its path begins with a host.
func foreign(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return strings.Contains(first, ".")
}

// library is the line of the table a package of a library falls under.
func library(path string) string {
	for name := range libraries {
		if path == name || strings.HasPrefix(path, name+"/") {
			return name
		}
	}
	return path
}

func TestImportsFollowTheTable(t *testing.T) {
	var wrong []string
	for _, p := range packages(t) {
		wrong = append(wrong, misplaced(p.rel(), p.Imports)...)
	}
	report(t, wrong)
}

func TestTheTableCatches(t *testing.T) {
	for name, c := range map[string]struct {
		rel, path string
		want      int
	}{
		"a page may not reach the store":           {"internal/web", module + "/internal/store", 1},
		"a part of a page may not either":          {"internal/web/ui", module + "/internal/store/migrate", 1},
		"a page may use its own parts":             {"internal/web", module + "/internal/web/ui", 0},
		"the core looks back along the list":       {"internal/signal", module + "/internal/target", 0},
		"the core never looks ahead":               {"internal/target", module + "/internal/signal", 1},
		"a value knows no other value":             {"internal/money", module + "/internal/workday", 1},
		"a value may report a fault":               {"internal/money", module + "/internal/fault", 0},
		"a use case may not open a database":       {"internal/app", "modernc.org/sqlite", 1},
		"the store may":                            {"internal/store", "github.com/jackc/pgx/v5/stdlib", 0},
		"a photo knows where it was taken":         {"internal/photo", module + "/internal/geo", 0},
		"a photo knows nobody":                     {"internal/photo", module + "/internal/access", 1},
		"files know no facts":                      {"internal/blob", module + "/internal/store", 1},
		"a page asks the use cases for files":      {"internal/web", module + "/internal/blob", 1},
		"a package without a row":                  {"internal/misc", "fmt", 1},
		"the standard library is for everybody":    {"internal/web", "net/http", 0},
		"a library nobody decided on":              {"internal/web", "github.com/example/thing", 1},
		"tools are free":                           {"tools/assets", "github.com/evanw/esbuild/pkg/api", 0},
		"the command only hands over to the cli":   {"cmd/guatu", module + "/internal/cli", 0},
		"the command wires nothing by itself":      {"cmd/guatu", module + "/internal/store", 1},
		"the command line may import everything":   {"internal/cli", module + "/internal/store", 0},
		"demo goes through the use cases":          {"internal/demo", module + "/internal/store", 1},
		"the journal knows who acts":               {"internal/journal", module + "/internal/access", 0},
		"rights know nothing of the journal":       {"internal/access", module + "/internal/journal", 1},
		"notices go out by the use cases' figures": {"internal/notify", module + "/internal/app", 0},
	} {
		t.Run(name, func(t *testing.T) { catches(t, c.want, misplaced(c.rel, []string{c.path})) })
	}
}
