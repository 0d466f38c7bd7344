// The catalogue is held to the pages: what is said must be translated, what is
// translated must be said, with the same figures in it.

package locale

import (
	"bytes"
	"encoding/json"
	"flag"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write en.json sorted, with empty lines for what is missing and without what is unused")

// said finds T(ctx, "…"), ui.T(ctx, "…") and ui.N("…") in templates and Go files.
var said = regexp.MustCompile(`\b(?:T\([a-zA-Z.()]*[cC](?:tx|ontext\(\)), |N\()("(?:[^"\\]|\\.)*")`)

// remark is a line that only talks about sentences.
var remark = regexp.MustCompile(`(?m)^\s*//.*$`)

// sentences are all sentences of the pages, with a file that says each.
func sentences(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !source(name) {
			return err
		}
		body, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		for _, m := range said.FindAllSubmatch(remark.ReplaceAll(body, nil), -1) {
			s, err := strconv.Unquote(string(m[1]))
			if err != nil {
				return err
			}
			found[s] = name
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// source tells files people write from tests and generated ones.
func source(name string) bool {
	if strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, "_templ.go") {
		return false
	}
	return strings.HasSuffix(name, ".go") || strings.HasSuffix(name, ".templ")
}

func TestEverySentenceIsTranslatedAndNoOther(t *testing.T) {
	pages, catalogue := sentences(t), maps.Clone(english())
	if *update {
		write(t, pages, catalogue)
	}
	for _, s := range slices.Sorted(maps.Keys(pages)) {
		if catalogue[s] == "" {
			t.Errorf("%s says %q, en.json does not", pages[s], s)
		}
	}
	for _, s := range slices.Sorted(maps.Keys(catalogue)) {
		if _, used := pages[s]; !used {
			t.Errorf("en.json has %q, no page says it", s)
		}
	}
}

// write keeps what is used and adds what is missing, to be filled in by hand.
func write(t *testing.T, pages, catalogue map[string]string) {
	t.Helper()
	for s := range catalogue {
		if _, used := pages[s]; !used {
			delete(catalogue, s)
		}
	}
	for s := range pages {
		if _, known := catalogue[s]; !known {
			catalogue[s] = ""
		}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(catalogue); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("en.json", b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

var placeholder = regexp.MustCompile(`\{([a-z]+)`)

func TestATranslationUsesTheSameFigures(t *testing.T) {
	names := func(s string) []string {
		var out []string
		for _, m := range placeholder.FindAllStringSubmatch(s, -1) {
			out = append(out, m[1])
		}
		slices.Sort(out)
		return slices.Compact(out)
	}
	for s, e := range english() {
		if a, b := names(s), names(e); !slices.Equal(a, b) {
			t.Errorf("%q fills %v, its English %v", s, a, b)
		}
		if han.MatchString(e) {
			t.Errorf("the English of %q holds Chinese: %q", s, e)
		}
	}
}

var han = regexp.MustCompile(`\p{Han}`)

func TestTheSearchFindsSentences(t *testing.T) {
	for code, want := range map[string]string{
		`{ T(ctx, "打印") }`:                         "打印",
		`ui.T(ctx, "共 {n} 项", "n", 3)`:             "共 {n} 项",
		`ui.T(r.Context(), "退回")`:                  "退回",
		`locale.T(p.ctx, "说\"引号\"")`:               `说"引号"`,
		`title={ ui.T(ctx, "甲") + T(ctx,"漏了空格") }`: "甲",
	} {
		m := said.FindStringSubmatch(code)
		if m == nil {
			t.Errorf("nothing found in %s", code)
			continue
		}
		if got, err := strconv.Unquote(m[1]); err != nil || got != want {
			t.Errorf("%s gives %q (%v)", code, got, err)
		}
	}
}
