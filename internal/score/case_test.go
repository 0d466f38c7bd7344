package score

// The shared cases (testdata/scoring.json): every published or worked example of a
// rule, run on the pack of that rule, by each reading the rule leaves open.

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
)

type sharedCase struct {
	ID, Kind, Rule string
	Inputs         m
	Expected       any
	Tolerance      struct{ Abs float64 }
	ByParameter    map[string]map[string]any `json:"by_parameter"`
}

type m = map[string]any

// A view is a result as whoever runs the command sees it.
type view struct{ m }

// unit finds a unit by name.
func (v view) unit(name string) m {
	for _, u := range v.m["units"].([]any) {
		if u.(m)["name"] == name {
			return u.(m)
		}
	}
	return nil
}

func (v view) figure(unit, name string) any { return v.unit(unit)["figures"].(m)[name].(m)["value"] }

func (v view) grade(unit, name string) any { return v.unit(unit)["grades"].(m)[name].(m)["is"] }

// points are an indicator's, wherever it stands in the tree.
func (v view) points(unit, name string) any { return find(v.unit(unit)["indicators"], name)["points"] }

func find(lines any, name string) m {
	all, _ := lines.([]any)
	for _, l := range all {
		line := l.(m)
		if line["name"] == name {
			return line
		}
		if f := find(line["parts"], name); f != nil {
			return f
		}
	}
	return nil
}

// runCase runs a pack on facts with some parameters set otherwise.
func runCase(t *testing.T, pack string, facts m, set map[string]string) view {
	t.Helper()
	p, err := Parse(packText(t, pack), set)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(facts)
	if err != nil {
		t.Fatal(err)
	}
	f, err := ReadFacts(text, p)
	if err != nil {
		t.Fatal(err)
	}
	out, err := p.Run(f).MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	var v m
	if err := json.Unmarshal(out, &v); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return view{v}
}

// agree compares what is expected with what came out: every field that is expected,
// numbers within the tolerance.
func agree(path string, want, got any, abs float64) []string {
	switch w := want.(type) {
	case m:
		g, ok := got.(m)
		if !ok {
			return []string{fmt.Sprintf("%s: %v, want %v", path, got, want)}
		}
		var wrong []string
		for k, x := range w {
			wrong = append(wrong, agree(path+"."+k, x, g[k], abs)...)
		}
		return wrong
	case []any:
		g, ok := got.([]any)
		if !ok || len(g) != len(w) {
			return []string{fmt.Sprintf("%s: %v, want %v", path, got, want)}
		}
		var wrong []string
		for i, x := range w {
			wrong = append(wrong, agree(fmt.Sprintf("%s[%d]", path, i), x, g[i], abs)...)
		}
		return wrong
	case float64:
		g, ok := got.(float64)
		if !ok || math.Abs(g-w) > abs+1e-9 {
			return []string{fmt.Sprintf("%s: %v, want %v", path, got, want)}
		}
		return nil
	}
	if want != got {
		return []string{fmt.Sprintf("%s: %v, want %v", path, got, want)}
	}
	return nil
}

func sharedCases(t testing.TB) []sharedCase {
	t.Helper()
	text, err := os.ReadFile("testdata/scoring.json")
	if err != nil {
		t.Fatal(err)
	}
	var all struct{ Cases []sharedCase }
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	return all.Cases
}

func TestSharedCases(t *testing.T) {
	ran := 0
	for _, c := range sharedCases(t) {
		a := adapterOf(c)
		if a == nil {
			t.Errorf("%s: no pack is run on it", c.ID)
			continue
		}
		ran++
		t.Run(c.ID, func(t *testing.T) {
			for _, w := range agree("", c.Expected, a(t, c, nil), c.Tolerance.Abs) {
				t.Error(w)
			}
		})
		for param, readings := range c.ByParameter {
			for value, want := range readings {
				t.Run(c.ID+" "+param+"="+value, func(t *testing.T) {
					got := a(t, c, map[string]string{param: value})
					if ranks, ok := got.(m)["ranks"]; ok && c.Kind == "ranking" {
						got = ranks
					}
					for _, w := range agree("", want, got, c.Tolerance.Abs) {
						t.Error(w)
					}
				})
			}
		}
	}
	if ran == 0 {
		t.Error("no case ran")
	}
}

// adapterOf finds how a case becomes facts, and the result what the case expects.
func adapterOf(c sharedCase) adapter {
	if a := byID[c.ID]; a != nil {
		return a
	}
	if c.Kind == "progress" {
		return progressCase
	}
	if strings.HasPrefix(c.ID, "BD0") && c.Kind == "board" {
		return boardCase
	}
	return nil
}
