package ruleset

import (
	"strings"
	"testing"

	"guatu/internal/fault"
	"guatu/internal/workday"
)

func TestShippedPacksAreValidAndSourced(t *testing.T) {
	for _, name := range Packs() {
		set, err := Pack(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, tier := range set.Tiers {
			if tier.Source == "" {
				t.Errorf("%s: tier %s names no source", name, tier.Code)
			}
		}
		for _, tpl := range set.Templates {
			if tpl.Source == "" {
				t.Errorf("%s: template %s names no source", name, tpl.Code)
			}
		}
	}
}

func TestMistakesNameLineAndAreAllReported(t *testing.T) {
	for _, c := range []struct {
		name, body string
		codes      []string
	}{
		{"a key nobody knows", "name: x\nfrom: \"2024-01-01\"\ncolour: red\n", []string{"ruleset.form"}},
		{"an anchor", "name: &a x\nfrom: *a\n", []string{"ruleset.anchor"}},
		{"no name, no date, no report day: three mistakes at once", "source: x\n", []string{"ruleset.from", "ruleset.no_name", "ruleset.no_from", "ruleset.report_day"}},
		{"a measure nobody knows and a light without source",
			"name: x\nfrom: \"2024-01-01\"\nlights:\n  report_day: 5\n  rules:\n    - {code: a, measure: mood, from: \"1\", light: watch}\n",
			[]string{"ruleset.measure", "ruleset.no_source"}},
		{"a figure that is none", "name: x\nfrom: \"2024-01-01\"\nlights:\n  report_day: 5\n  rules:\n    - {code: a, measure: lead_points, from: many, light: watch, source: s}\n",
			[]string{"ruleset.figure"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Parse(c.body)
			e, ok := fault.As(err)
			if !ok {
				t.Fatalf("got %v, want a fault", err)
			}
			got := []string{e.Code}
			for _, p := range e.Parts {
				got = append(got, p.Code)
			}
			for _, want := range c.codes {
				if !strings.Contains(strings.Join(got, " "), want) {
					t.Errorf("got %v, want %s among them", got, want)
				}
			}
		})
	}
}

func TestTheNewestSetInForceHolds(t *testing.T) {
	day := func(s string) workday.Date { d, _ := workday.ParseDate(s); return d }
	a, b := &Set{ID: "a", From: day("2024-01-01")}, &Set{ID: "b", From: day("2025-01-01")}
	for on, want := range map[string]string{"2023-12-31": Default().ID, "2024-06-01": "a", "2025-01-01": "b"} {
		if got := InForce([]*Set{b, a}, day(on)); got.ID != want {
			t.Errorf("on %s: %s, want %s", on, got.ID, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, name := range Packs() {
		set, _ := Pack(name)
		f.Add(set.Body)
	}
	f.Add("a: [[[[[[")
	f.Fuzz(func(t *testing.T, body string) {
		set, err := Parse(body)
		if (set == nil) == (err == nil) {
			t.Fatal("neither a set nor an error, or both")
		}
	})
}
