// What Chromium 78 does not know must not stand in a style sheet or a script:
// the rule breaks silently, on exactly the machines the product is for.

package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const web = "../../internal/web"

// missing are features younger than Chromium 78, with the version that has them.
var missing = map[string]*regexp.Regexp{
	".css clamp, min, max (79)":   regexp.MustCompile(`[:\s(](clamp|min|max)\(`),
	".css inset (87)":             regexp.MustCompile(`[;{\s]inset(-block|-inline)?\s*:`),
	".css aspect-ratio (88)":      regexp.MustCompile(`aspect-ratio\s*:`),
	".css :is, :where (88)":       regexp.MustCompile(`:(is|where)\(`),
	".css :focus-visible (86)":    regexp.MustCompile(`:focus-visible`),
	".css @layer (99)":            regexp.MustCompile(`@layer`),
	".css :has (105)":             regexp.MustCompile(`:has\(`),
	".css @container (105)":       regexp.MustCompile(`@container`),
	".css color-mix (111)":        regexp.MustCompile(`color-mix\(`),
	".css dvh, svh (108)":         regexp.MustCompile(`\d[ds]v[hw]\b`),
	".css nesting (112)":          regexp.MustCompile(`[{;]\s*&`),
	".css accent-color (93)":      regexp.MustCompile(`accent-color\s*:`),
	".css named pages (85)":       regexp.MustCompile(`[;{\s]page\s*:|@page\s+\w`),
	".css overflow clip (90)":     regexp.MustCompile(`overflow(-[xy])?\s*:\s*clip`),
	".css text-wrap (114)":        regexp.MustCompile(`text-wrap\s*:`),
	".css ::marker (86)":          regexp.MustCompile(`::marker`),
	".css logical shorthand (87)": regexp.MustCompile(`(margin|padding)-(block|inline)\s*:`),
	".js ?. and ?? (80)":          regexp.MustCompile(`\?\.[a-zA-Z\[(]|\?\?`),
	".js replaceAll (85)":         regexp.MustCompile(`\.replaceAll\(`),
	".js replaceChildren (86)":    regexp.MustCompile(`\.replaceChildren\(`),
	".js structuredClone (98)":    regexp.MustCompile(`structuredClone\(`),
	".js at (92)":                 regexp.MustCompile(`\.at\(-?\d`),
	".js Object.hasOwn (93)":      regexp.MustCompile(`Object\.hasOwn\(`),
	".js Promise.any (85)":        regexp.MustCompile(`Promise\.any\(`),
	".js WeakRef (84)":            regexp.MustCompile(`WeakRef|FinalizationRegistry`),
	".js top-level await (89)":    regexp.MustCompile(`(?m)^await `),
}

// gap is fine in a grid; in a flex box it came with 84. A rule with a gap must
// therefore be a grid by itself.
var rule = regexp.MustCompile(`\{[^{}]*\}`)
var gap = regexp.MustCompile(`[;{\s](row-)?gap\s*:`)

// failings lists what a browser of version 78 would not understand in a file.
func failings(name, body string) []string {
	var out []string
	for feature, pattern := range missing {
		if strings.HasPrefix(feature, filepath.Ext(name)+" ") && pattern.MatchString(body) {
			out = append(out, feature)
		}
	}
	if filepath.Ext(name) != ".css" {
		return out
	}
	for _, r := range rule.FindAllString(body, -1) {
		if gap.MatchString(r) && !strings.Contains(r, "grid") {
			out = append(out, "gap outside a grid (84): "+r)
		}
	}
	return out
}

// comment hides what is only talked about.
var comment = regexp.MustCompile(`(?s)/\*.*?\*/`)

func TestEverySheetAndScriptIsForChromium78(t *testing.T) {
	files, err := filepath.Glob(web + "/static/css/*.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, pattern := range []string{"/dist/*.css", "/dist/*.js"} {
		more, err := filepath.Glob(web + pattern)
		if err != nil || len(more) == 0 {
			t.Fatalf("%s: %v", pattern, err)
		}
		files = append(files, more...)
	}
	for _, f := range files {
		body, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, bad := range failings(f, comment.ReplaceAllString(string(body), "")) {
			t.Errorf("%s uses %s", strings.TrimPrefix(f, web+"/"), bad)
		}
	}
}

func TestTheSearchFindsWhatIsForbidden(t *testing.T) {
	for body, name := range map[string]string{
		".a{display:flex;gap:4px}":     "a.css",
		".a{inset:0}":                  "a.css",
		".a{width:clamp(1px,2px,3px)}": "a.css",
		".a:is(.b){color:red}":         "a.css",
		".a{ &.b{color:red} }":         "a.css",
		"@page wide{size:A3}":          "a.css",
		"x = a?.b":                     "a.js",
		"x = a ?? b":                   "a.js",
		"s.replaceAll('a','b')":        "a.js",
	} {
		if len(failings(name, body)) == 0 {
			t.Errorf("%s passes", body)
		}
	}
	if bad := failings("a.css", ".a{display:grid;gap:4px}.b{max-width:1px}"); bad != nil {
		t.Errorf("a grid may have gaps: %v", bad)
	}
}
