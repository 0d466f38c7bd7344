package lifecycle

import (
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"guatu/internal/workday"
)

func TestConverted(t *testing.T) {
	for name, c := range map[string]struct {
		stages []string
		years  int
		want   Verdict
	}{
		"started within the year":                          {[]string{"signed", "2024-03-05", "started", "2025-03-05"}, 1, VerdictDone},
		"started a day after the year":                     {[]string{"signed", "2024-03-05", "started", "2025-03-06"}, 1, VerdictOpen},
		"and within two":                                   {[]string{"signed", "2024-03-05", "started", "2025-03-06"}, 2, VerdictDone},
		"the same month a year later does not tell":        {[]string{"signed", "2024-03", "started", "2025-03"}, 1, VerdictUnsure},
		"the month before does":                            {[]string{"signed", "2024-03", "started", "2025-02"}, 1, VerdictDone},
		"the month after does too":                         {[]string{"signed", "2024-03", "started", "2025-04"}, 1, VerdictOpen},
		"completed within the year was started in it":      {[]string{"signed", "2024-03-05", "completed", "2024-12"}, 1, VerdictDone},
		"completed later does not tell when it started":    {[]string{"signed", "2024-03-05", "completed", "2025-12"}, 1, VerdictUnsure},
		"not started, the year is over":                    {[]string{"signed", "2024-03-05"}, 1, VerdictOpen},
		"not started, the year is not over":                {[]string{"signed", "2026-03-05"}, 1, VerdictYoung},
		"started already, but its year is not over":        {[]string{"signed", "2026-03-05", "started", "2026-04-01"}, 1, VerdictYoung},
		"by the day it has started":                        {[]string{"signed", "2026-03-05", "started", "2026-04-01"}, 0, VerdictDone},
		"signed nobody knows when":                         {[]string{"signed", "?", "started", "2026-04-01"}, 1, VerdictUnplaced},
		"signed nobody knows when, started by the day":     {[]string{"signed", "?", "started", "?"}, 0, VerdictDone},
		"left before it started stays below the line":      {[]string{"signed", "2024-03-05", "exited", "2024-06-01"}, 1, VerdictOpen},
		"a lead is not asked":                              {[]string{"lead", "2024-03-05"}, 1, VerdictNone},
		"29 February is over on 1 March":                   {[]string{"signed", "2024-02-29", "started", "2025-03-01"}, 1, VerdictDone},
		"started with nothing said of signing was signed":  {[]string{"started", "2024-03-05"}, 0, VerdictDone},
		"a date after the day has not happened on the day": {[]string{"signed", "2024-03-05", "started", "2026-12-01"}, 0, VerdictOpen},
	} {
		t.Run(name, func(t *testing.T) {
			chain := dated(t, c.stages...).ChainOn(DeclaredBasis, dayOf(t, "2026-11-20"))
			if got := chain.Converted(Started, c.years); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestCohort(t *testing.T) {
	h := Cohort{Year: 2024}
	for _, stages := range [][]string{
		{"signed", "2024-03-05"},
		{"signed", "2024-03-05", "started", "2024-08-01", "completed", "2025-08-01", "producing", "2025-12-01"},
		{"signed", "2024-05-05", "started", "2025-08-01", "exited", "2026-01-01"},
		{"signed", "2024-05-05", "exited", "2024-08-01"},
	} {
		c := dated(t, stages...).ChainOn(DeclaredBasis, dayOf(t, "2026-11-20"))
		h.Add(&c)
	}
	if diff := cmp.Diff([]int{1, 0, 0, 0, 1, 0, 0}, h.Furthest); diff != "" || h.Signed != 4 || h.Left != 2 {
		t.Errorf("signed %d, left %d: %s", h.Signed, h.Left, diff)
	}
	start := h.Steps[0]
	if diff := cmp.Diff(Conversion{Started, Ratio{Done: 2, Open: 2, Left: 1},
		[3]Ratio{{Done: 1, Open: 3, Left: 2}, {Done: 2, Open: 2, Left: 1}, {Young: 4}}}, start); diff != "" {
		t.Error(diff)
	}
}

// TestCohortsAddUp: each signed project stands in one place of its cohort, and in
// one verdict of each window; more years never convert fewer of the same.
func TestCohortsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		on := workday.NewDate(2025, 6, 1)
		basis := rapid.SampledFrom(Bases).Draw(t, "basis")
		var h, odd, even Cohort
		signed := 0
		for _, p := range rapid.SliceOf(someProject).Draw(t, "projects") {
			c := p.ChainOn(basis, on)
			if _, ok := c.CohortYear(); ok {
				signed++
				h.Add(&c)
				[]*Cohort{&odd, &even}[signed%2].Add(&c)
				holdsWindows(t, &c)
				holdsAdd(t, &c)
			}
		}
		odd.Join(even)
		if signed > 0 && !reflect.DeepEqual(h, odd) {
			t.Fatalf("two halves are not the whole: %+v, %+v", odd, h)
		}
		sum := h.Left
		for _, n := range h.Furthest {
			sum += n
		}
		if sum != signed || h.Signed != signed {
			t.Fatalf("%d signed, %d placed: %+v", signed, sum, h)
		}
		for _, step := range h.Steps {
			if step.Now.Of() != signed {
				t.Fatalf("by the day everybody is asked: %+v", step)
			}
			for _, w := range step.Within {
				if w.Of()+w.Unsure+w.Unplaced+w.Young != signed {
					t.Fatalf("a window loses projects: %+v of %d", w, signed)
				}
			}
		}
	})
}

// holdsAdd: a cohort of one says what the project itself does.
func holdsAdd(t *rapid.T, c *Chain) {
	var one Cohort
	one.Add(c)
	for _, step := range one.Steps {
		for years, r := range append([]Ratio{step.Now}, step.Within[:]...) {
			var want Ratio
			want.Add(c.Converted(step.Stage, years), c.Left())
			if r != want {
				t.Fatalf("%s within %d: %+v, want %+v", step.Stage, years, r, want)
			}
		}
	}
}

func holdsWindows(t *rapid.T, c *Chain) {
	for _, s := range CohortStages {
		was := VerdictNone
		for years := 1; years <= CohortYears; years++ {
			is := c.Converted(s, years)
			if was == VerdictDone && is != VerdictDone && is != VerdictYoung {
				t.Fatalf("%s within %d years but not within %d: %s", s, years-1, years, is)
			}
			was = is
		}
		if was == VerdictDone && c.Converted(s, 0) != VerdictDone {
			t.Fatalf("%s within three years but not by the day", s)
		}
	}
}

func TestRatios(t *testing.T) {
	on := dayOf(t, "2026-11-20")
	year := Period{From: dayOf(t, "2026-01-01"), To: on}
	plan := func(p *Project, s Stage, base, planned string) *Project {
		f := p.Fact(s)
		f.Baseline, f.Planned = whenOf(t, base), whenOf(t, planned)
		p.SetFact(f)
		return p
	}
	store := func(p *Project, s Store) *Project { p.Store = s; return p }
	for name, c := range map[string]struct {
		p    *Project
		code RatioCode
		want Verdict
	}{
		"signed this year and started":                {dated(t, "signed", "2026-02", "started", "2026-05"), RatioStart, VerdictDone},
		"signed this year, not started":               {dated(t, "signed", "2026-02"), RatioStart, VerdictOpen},
		"signed last year is not asked this year":     {dated(t, "signed", "2025-02", "started", "2026-05"), RatioStart, VerdictNone},
		"signed nobody knows when":                    {dated(t, "signed", "?"), RatioStart, VerdictUnplaced},
		"planned for this spring and started":         {plan(dated(t, "started", "2026-05"), Started, "", "2026-03"), RatioStartPlan, VerdictDone},
		"planned for this spring and not started":     {plan(dated(t, "signed", "2026-01"), Started, "", "2026-Q1"), RatioStartPlan, VerdictOpen},
		"planned for December is not due yet":         {plan(dated(t, "signed", "2026-01"), Started, "", "2026-12"), RatioStartPlan, VerdictNone},
		"in time by the first plan":                   {plan(dated(t, "started", "2026-03-31"), Started, "2026-Q1", "2026-06"), RatioOnTime, VerdictDone},
		"late by the first plan, whatever is granted": {plan(dated(t, "started", "2026-04-01"), Started, "2026-Q1", "2026-06"), RatioOnTime, VerdictOpen},
		"a month about the day does not tell":         {plan(dated(t, "started", "2026-03"), Started, "2026-03-15", "2026-03-15"), RatioOnTime, VerdictUnsure},
		"without a first plan the plan in force":      {plan(dated(t, "started", "2026-03"), Started, "", "2026-03"), RatioOnTime, VerdictDone},
		"a lead of this year that signed":             {dated(t, "lead", "2026-01", "signed", "2026-05"), RatioLeads, VerdictDone},
		"signed without a lead is no lead":            {dated(t, "signed", "2026-05"), RatioLeads, VerdictNone},
		"under negotiation since last year, signed":   {dated(t, "lead", "2025-01", "signed", "2026-05"), RatioSigning, VerdictDone},
		"under negotiation since last year, still":    {dated(t, "lead", "2025-01"), RatioSigning, VerdictOpen},
		"signed last year is not under negotiation":   {dated(t, "lead", "2025-01", "signed", "2025-05"), RatioSigning, VerdictNone},
		"a lead whose date nobody knows is in talks":  {dated(t, "lead", "?"), RatioSigning, VerdictOpen},
		"started and in the store":                    {store(dated(t, "started", "2026-05"), StoreYes), RatioStore, VerdictDone},
		"started and not in the store":                {store(dated(t, "started", "2026-05"), StoreNo), RatioStore, VerdictOpen},
		"started, the store is not reported":          {dated(t, "started", "2026-05"), RatioStore, VerdictUnsure},
		"completed of started":                        {dated(t, "started", "2026-01", "completed", "2026-10"), RatioDone, VerdictDone},
		"capacity of producing":                       {dated(t, "producing", "2026-01", "in_statistics", "2026-10"), RatioFull, VerdictOpen},
		"a ratio nobody knows":                        {dated(t, "signed", "2026-01"), "odd", VerdictNone},
	} {
		t.Run(name, func(t *testing.T) {
			chain := c.p.ChainOn(DeclaredBasis, on)
			if got := c.code.Verdict(c.p, &chain, year); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// TestEverPlacesEverybody: without a beginning no project is unplaced, and what is
// asked in a year is asked ever, with the same answer.
func TestEverPlacesEverybody(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		on := workday.NewDate(2025, 6, 1)
		p := someProject.Draw(t, "project")
		c := p.ChainOn(rapid.SampledFrom(Bases).Draw(t, "basis"), on)
		for _, code := range RatioCodes {
			ever := code.Verdict(p, &c, Period{To: on})
			if ever == VerdictUnplaced {
				t.Fatalf("%s: ever, yet unplaced", code)
			}
			year := code.Verdict(p, &c, Period{From: workday.NewDate(2025, 1, 1), To: on})
			if year != VerdictNone && year != VerdictUnplaced && year != ever {
				t.Fatalf("%s: %s in the year, %s ever", code, year, ever)
			}
		}
	})
}
