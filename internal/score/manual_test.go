package score

// The worked examples of docs/scoring.md run as they are printed.

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"guatu/internal/formula"
)

func manual(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../../docs/scoring.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

var exampleBlocks = regexp.MustCompile("(?s)### (9\\.\\d+) [^\n]*\n.*?```yaml\n(.*?)```\n```json\n(.*?)```\n```expect\n(.*?)```")

func TestTheManualsExamplesHold(t *testing.T) {
	found := exampleBlocks.FindAllStringSubmatch(manual(t), -1)
	if len(found) != 10 {
		t.Fatalf("%d examples", len(found))
	}
	for _, x := range found {
		t.Run(x[1], func(t *testing.T) {
			var facts, want m
			for text, into := range map[string]*m{x[3]: &facts, x[4]: &want} {
				if err := json.Unmarshal([]byte(text), into); err != nil {
					t.Fatal(err)
				}
			}
			v := runText(t, x[2], facts, nil)
			for _, w := range agree("", want, answered(v, want), 5e-5) {
				t.Error(w)
			}
		})
	}
}

// answered brings a result into the form of an example: units by name, with points
// by indicator and grades by name.
func answered(v view, want m) m {
	got := m{}
	for name := range want {
		u := v.unit(name)
		if u == nil {
			got[name] = v.m[name]
			continue
		}
		points, grades := m{}, m{}
		expected, _ := want[name].(m)["points"].(m)
		for n := range expected {
			points[n] = v.points(name, n)
		}
		all, _ := u["grades"].(m)
		for n, g := range all {
			grades[n] = g.(m)["is"]
		}
		u["points"], u["grades"] = points, grades
		got[name] = u
	}
	return got
}

func TestTheManualNamesEveryFunctionKeyAndParameter(t *testing.T) {
	text := manual(t)
	for _, f := range formula.Functions() {
		if !strings.Contains(text, f[0]) || !strings.Contains(text, f[1]) {
			t.Errorf("the manual does not name the function %s (%s)", f[0], f[1])
		}
	}
	for part, list := range keys {
		for _, k := range list {
			if !strings.Contains(text, "`"+k+"`") && !strings.Contains(text, k+":") && !strings.Contains(text, "{"+k) && !strings.Contains(text, k+"}") && !strings.Contains(text, ", "+k) {
				t.Errorf("the manual does not name the key %s of %s", k, part)
			}
		}
	}
	for _, p := range engineParameters {
		if !strings.Contains(text, "`"+p.name+"` | "+strings.Join(p.choices, ", ")) {
			t.Errorf("the manual does not name the parameter %s with its values", p.name)
		}
	}
	for _, b := range builtins {
		if !strings.Contains(text, b.Name) {
			t.Errorf("the manual does not name %s", b.Name)
		}
	}
}

// chinese is the manual of the pages.
func chinese(t *testing.T) string {
	t.Helper()
	names, err := filepath.Glob("../web/manual/scoring/*.html")
	if err != nil || len(names) == 0 {
		t.Fatal("no manual: ", err)
	}
	var b strings.Builder
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(text)
	}
	return b.String()
}

func TestTheChineseManualNamesEveryKeyParameterAndName(t *testing.T) {
	text := chinese(t)
	row := func(name string) bool { return strings.Contains(text, "<tr><td><code>"+name+"</code></td><td>") }
	for part, list := range keys {
		for _, k := range list {
			if !row(k) && !strings.Contains(text, "{"+k+": ") && !strings.Contains(text, ", "+k+": ") {
				t.Errorf("the manual does not name the key %s of %s", k, part)
			}
		}
	}
	for _, p := range engineParameters {
		if !strings.Contains(text, "<tr><td><code>"+p.name+"</code></td><td>"+strings.Join(p.choices, ", ")+"</td>") {
			t.Errorf("the manual does not name the parameter %s with its values", p.name)
		}
	}
	for _, b := range builtins {
		if !row(b.Name) {
			t.Errorf("the manual does not name %s", b.Name)
		}
	}
	for _, state := range []string{"ranked", "not_reported", "not_computable", "exempt", "vetoed", "unranked"} {
		if !strings.Contains(text, state+" ") {
			t.Errorf("the manual does not name the state %s", state)
		}
	}
}
