package archtest

// Names: one short noun for a package, noun.go or noun_verb.go for a file, so that
// ls internal/*/project_report_start* shows one feature through all layers.

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	fileName    = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*\.go$`)
	packageName = regexp.MustCompile(`^[a-z][a-z0-9]*$`)
	sayNothing  = []string{"util", "utils", "common", "model", "models", "type", "types", "helper", "helpers", "misc", "base", "shared"}
)

// misnamed lists what is wrong with the names of a package and its files.
func misnamed(rel, name string, files []string) []string {
	var wrong []string
	if !packageName.MatchString(name) || slices.Contains(sayNothing, name) {
		wrong = append(wrong, fmt.Sprintf("%s: %q is no name for a package: one short noun that says what it holds", rel, name))
	}
	for _, f := range files {
		base := strings.TrimSuffix(strings.TrimSuffix(f, ".go"), "_test")
		if !fileName.MatchString(f) || slices.Contains(sayNothing, base) {
			wrong = append(wrong, fmt.Sprintf("%s:1: a file is noun.go or noun_verb.go", filepath.Join(rel, f)))
		}
	}
	return wrong
}

func TestNamesSayWhatIsInside(t *testing.T) {
	var wrong []string
	for _, p := range packages(t) {
		name := p.Name
		if name == "" { // only tests
			name = filepath.Base(p.rel())
		}
		wrong = append(wrong, misnamed(p.rel(), name, slices.Concat(p.GoFiles, p.TestGoFiles, p.XTestGoFiles))...)
	}
	report(t, wrong)
}

func TestNamesCatch(t *testing.T) {
	catches(t, 0, misnamed("internal/app", "app", []string{"project_report_start.go", "project_test.go", "board_templ.go"}))
	catches(t, 3, misnamed("internal/util", "util", []string{"Project.go", "helpers.go"}))
}
