package archtest

// The SQLite driver and the C library it was translated against are one thing in
// two modules: another libc than the one sqlite's go.mod names breaks in ways that
// no compiler sees (its authors say so).

import (
	"encoding/json"
	"testing"
)

const (
	driver    = "modernc.org/sqlite"
	companion = "modernc.org/libc"
)

func TestLibcIsTheOneSQLiteNames(t *testing.T) {
	var used, module struct{ Version, GoMod string }
	listModule(t, companion, &used)
	listModule(t, driver, &module)
	out, err := run("go", "mod", "edit", "-json", module.GoMod)
	if err != nil {
		t.Fatal(err)
	}
	var mod struct {
		Require []struct{ Path, Version string }
	}
	if err := json.Unmarshal(out, &mod); err != nil {
		t.Fatal(err)
	}
	named := ""
	for _, r := range mod.Require {
		if r.Path == companion {
			named = r.Version
		}
	}
	if named == "" || used.Version != named {
		t.Errorf("go.mod:1: %s %s with %s %s, but that driver names %q", driver, module.Version, companion, used.Version, named)
	}
}

func listModule(t *testing.T, path string, into any) {
	t.Helper()
	out, err := run("go", "list", "-m", "-json", path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(out, into); err != nil {
		t.Fatal(err)
	}
}
