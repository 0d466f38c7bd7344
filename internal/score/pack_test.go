package score

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// packText is a shipped pack, or one of the tests'.
func packText(t testing.TB, name string) string {
	t.Helper()
	for _, dir := range []string{"packs", "testdata/packs"} {
		body, err := os.ReadFile(filepath.Join(dir, name+".yaml"))
		if err == nil {
			return string(body)
		}
	}
	t.Fatalf("no pack %s", name)
	return ""
}

// sharedPacks are the names of all packs there are.
func sharedPacks(t testing.TB) []string {
	t.Helper()
	names := Shipped()
	files, err := filepath.Glob("testdata/packs/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		names = append(names, strings.TrimSuffix(filepath.Base(f), ".yaml"))
	}
	return names
}

func TestEveryPackReads(t *testing.T) {
	for _, dir := range []string{"packs", "testdata/packs"} {
		files, err := filepath.Glob(dir + "/*.yaml")
		if err != nil || len(files) == 0 {
			t.Fatalf("no packs in %s: %v", dir, err)
		}
		for _, file := range files {
			p, err := Parse(packText(t, strings.TrimSuffix(filepath.Base(file), ".yaml")), nil)
			if err != nil {
				t.Errorf("%s: %v", file, err)
				continue
			}
			if dir == "packs" && (len(p.Unknown) == 0 || p.Source == "") {
				t.Errorf("%s does not say where it comes from and what is not known", file)
			}
		}
	}
}
