package main

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTheCommittedFilesAreWhatTheSourcesGive(t *testing.T) {
	files, err := build(web)
	if err != nil {
		t.Fatal(err)
	}
	if err := compare(web+"/dist", files); err != nil {
		t.Errorf("run go run ./tools/assets: %v", err)
	}
}

func TestBuildingTwiceGivesTheSameBytes(t *testing.T) {
	first, err := build(web)
	if err != nil {
		t.Fatal(err)
	}
	second, err := build(web)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(first)), slices.Sorted(maps.Keys(second))); diff != "" {
		t.Error(diff)
	}
	for name := range first {
		if string(first[name]) != string(second[name]) {
			t.Errorf("%s differs", name)
		}
	}
}

func TestCheckNamesWhatDrifted(t *testing.T) {
	dir := t.TempDir()
	files := map[string][]byte{"a.css": []byte("a{}"), "b.js": []byte("b()"), "b.js.gz": squeeze([]byte("b()"))}
	if err := write(dir, files); err != nil {
		t.Fatal(err)
	}
	if err := compare(dir, files); err != nil {
		t.Fatalf("just written: %v", err)
	}
	put(t, filepath.Join(dir, "a.css"), "a{color:red}")
	put(t, filepath.Join(dir, "old.js"), "old()")
	put(t, filepath.Join(dir, "dist.go"), "package dist")
	want := "a.css is not what the sources give\nold.js is left over"
	if err := compare(dir, files); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestWritingRemovesWhatIsLeftOverButNotOurPackage(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "old.js"), "old()")
	put(t, filepath.Join(dir, "dist.go"), "package dist")
	if err := write(dir, map[string][]byte{"a.css": nil}); err != nil {
		t.Fatal(err)
	}
	left, err := filepath.Glob(dir + "/*")
	if err != nil {
		t.Fatal(err)
	}
	if got := len(left); got != 2 || !strings.HasSuffix(left[1], "dist.go") {
		t.Errorf("left: %v", left)
	}
}

func TestAThirdPartyFileThatWasTouchedIsRefused(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "SHA256SUMS"), "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae  foo\n")
	put(t, filepath.Join(dir, "foo"), "foo")
	if err := verify(dir); err != nil {
		t.Errorf("as released: %v", err)
	}
	put(t, filepath.Join(dir, "foo"), "bar")
	if err := verify(dir); err == nil {
		t.Error("a changed file passes")
	}
}

func put(t *testing.T, name, body string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(body), 0o644); err != nil {
		t.Fatal(err)
	}
}
