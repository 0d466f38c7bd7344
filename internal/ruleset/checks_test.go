package ruleset

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/fault"
	"guatu/internal/lifecycle"
)

func TestChecksAndWindowsLeftOutAreTheDefaults(t *testing.T) {
	set, err := Parse("name: x\nfrom: \"2024-01-01\"\nlights:\n  report_day: 5\n")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Default().Checks, set.Checks); diff != "" || len(set.Checks) == 0 {
		t.Error("checks", diff)
	}
	if diff := cmp.Diff(Default().Windows, set.Windows); diff != "" || len(set.Windows) == 0 {
		t.Error("windows", diff)
	}
}

func TestAPlacesOwnCrossChecksStandInstead(t *testing.T) {
	set, err := Parse("name: x\nfrom: \"2024-01-01\"\nlights:\n  report_day: 5\nchecks:\n  - {code: far, name: 远, check: photo_far, severity: low, of: [a], km: \"1.5\", source: s}\n")
	if err != nil {
		t.Fatal(err)
	}
	want := []lifecycle.CrossCheck{{Code: "far", Name: "远", Compare: lifecycle.PhotoFar, Severity: lifecycle.LowSeverity, Of: []string{"a"}, Metres: 1500, Source: "s"}}
	if diff := cmp.Diff(want, set.Checks); diff != "" {
		t.Error(diff)
	}
}

func TestMistakesInChecksAndWindowsAreAllReported(t *testing.T) {
	_, err := Parse("name: x\nfrom: \"2024-01-01\"\nlights:\n  report_day: 5\nchecks:\n  - {code: a, name: a, check: mood, severity: grave, percent: many, source: s}\n  - {code: a, name: a, check: fall, severity: low, months: 3}\n" +
		"windows:\n  - {code: w, name: w, entry: store, after: started, opens: 20, closes: 10, min: lots, source: s}\n")
	e, ok := fault.As(err)
	if !ok {
		t.Fatal(err)
	}
	var got []string
	for _, p := range e.Parts {
		got = append(got, p.Code)
	}
	want := "ruleset.figure ruleset.severity ruleset.comparison ruleset.twice ruleset.line_source ruleset.amount ruleset.window_days"
	if strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

// What the default's checks and windows speak of is there: evidence kinds, stages,
// kinds of project.
func TestTheDefaultsChecksSpeakOfWhatThereIs(t *testing.T) {
	set := Default()
	known := func(ref string) bool {
		stage, isStage := strings.CutPrefix(ref, "stage.")
		return slices.Contains([]string{"enterprise", "total", lifecycle.ProjectCode}, ref) || isStage && lifecycle.Stage(stage).Known() ||
			slices.ContainsFunc(set.Recognition.Kinds, func(k lifecycle.EvidenceKind) bool { return k.Code == ref })
	}
	for _, c := range set.Checks {
		for _, ref := range append(slices.Clone(c.Of), c.First, c.Then) {
			if ref != "" && !known(ref) {
				t.Errorf("check %s speaks of %s", c.Code, ref)
			}
		}
	}
	for _, w := range set.Windows {
		refs := append(slices.Clone(w.Shown), "stage."+string(w.After))
		for _, p := range w.Papers {
			refs = append(refs, p.Of...)
		}
		for _, ref := range append(refs, w.IncomeOf) {
			if ref != "" && !known(ref) {
				t.Errorf("window %s speaks of %s", w.Code, ref)
			}
		}
	}
}
