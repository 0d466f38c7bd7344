package app

import (
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/journal"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// course saves a project whose stages were declared on days, "?" for no day, and,
// with "!" in front, recognised too.
func (o *office) course(name, unit string, pairs ...string) string {
	p := lifecycle.Project{Name: name, Unit: o.units[unit], Kind: "new", Industry: "2826", Total: money.Exactly(2 * money.Yi)}
	for i := 0; i < len(pairs); i += 2 {
		f, on := lifecycle.StageFact{Stage: lifecycle.Stage(pairs[i]), Declared: true}, pairs[i+1]
		if on[0] == '!' {
			on, f.Recognised = on[1:], true
		}
		if on != "?" {
			f.DeclaredOn = when(on)
		}
		if f.Recognised {
			f.RecognisedOn = f.DeclaredOn
		}
		p.SetFact(f)
	}
	said := p.Clone()
	for _, f := range said.Stages {
		f.Recognised, f.RecognisedOn = false, workday.When{}
		said.SetFact(f)
	}
	id := o.save(*said)
	o.must(o.db.Write(o.ctx(), o.chief().Scope(), journal.By{Who: "chief", Name: "chief", Action: access.RecogniseStage}, func(tx *store.Tx) error {
		was, is, err := project(tx, id)
		if err != nil {
			return err
		}
		is.Stages = p.Stages
		return tx.SaveProject(was, is)
	}))
	return id
}

// chainOffice has, on 2026-03-19: in the east (with hill) three started of
// five signed, in the west one of one.
func chainOffice(t testing.TB) *office {
	o := newOffice(t)
	o.course("甲", "east", "lead", "2025-01-05", "signed", "!2025-02-01", "started", "!2025-03-03") // 30 days, one year
	o.course("乙", "east", "signed", "!2024-02-01", "started", "2025-02-01")                        // 366
	o.course("丙", "hill", "signed", "!2025-02", "started", "2025-04", "completed", "2025-10")      // 32 … 88
	o.course("丁", "east", "signed", "!2026-02-20")                                                 // open, 27
	o.course("戊", "east", "signed", "?", "exited", "2026-01-01")
	o.course("己", "west", "signed", "2025-06-01", "started", "?")
	o.course("庚", "west", "lead", "2026-01-01")
	return o
}

func TestChainTimesTheChain(t *testing.T) {
	o := chainOffice(t)
	p, err := o.Chain(t.Context(), o.chief(), ChainFilter{})
	o.must(err)
	if p.On != o.Today() || p.Basis != lifecycle.DeclaredBasis || p.Count != 7 || len(p.Legs) != 28 {
		t.Fatalf("on %s, %s, %d projects, %d legs", p.On, p.Basis, p.Count, len(p.Legs))
	}
	w := p.Whole
	if w.Count != 6 || w.Exact != 2 || w.Month != 1 || w.Undated != 1 || w.Open != 1 || w.Left != 1 || w.Low.Median != 32 || w.High.Median != 88 {
		t.Errorf("whole %+v", w)
	}
	var names []string
	for _, g := range p.Groups {
		names = append(names, g.Name+" "+strconv.Itoa(g.Spread.Count))
	}
	if diff := cmp.Diff([]string{"east地区 5", "west地区 1"}, names); diff != "" {
		t.Error("the town counts in its county: " + diff)
	}
	if diff := cmp.Diff([]int{2026, 2025, 2024}, p.Years); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]lifecycle.SameYearCount{{Year: 2025, Started: 3, SignedKnown: 3, Signed: 2, Known: 1, All: 1}}, p.SameYears); diff != "" {
		t.Error(diff)
	}
	for _, leg := range p.Legs {
		if leg.From == lifecycle.Signed && leg.To == lifecycle.Started && cmp.Diff(leg.Spread, w) != "" {
			t.Error("the matrix says something else than the pair")
		}
	}
}

func TestChainIsCutByBasisYearAndDay(t *testing.T) {
	o := chainOffice(t)
	for name, c := range map[string]struct {
		f    ChainFilter
		want [4]int // count, dated, open, unknown
	}{
		"recognised":                 {ChainFilter{ChainCut: ChainCut{Basis: lifecycle.RecognisedBasis}}, [4]int{4, 1, 3, 0}},
		"signed in 2025":             {ChainFilter{ChainCut: ChainCut{Year: 2025}}, [4]int{3, 2, 0, 1}},
		"as of the end of 2025":      {ChainFilter{ChainCut: ChainCut{ProjectFilter: ProjectFilter{Moment: Moment{On: when("2025-12-31").First}}}}, [4]int{5, 3, 1, 1}},
		"the east alone":             {ChainFilter{ChainCut: ChainCut{ProjectFilter: ProjectFilter{Unit: []string{o.units["east"]}}}}, [4]int{5, 3, 1, 0}},
		"started to completed":       {ChainFilter{From: lifecycle.Started, To: lifecycle.Completed}, [4]int{4, 1, 3, 0}},
		"before anything was known":  {ChainFilter{ChainCut: ChainCut{ProjectFilter: ProjectFilter{Moment: Moment{Known: 1}}}}, [4]int{0, 0, 0, 0}},
		"by a year with no such one": {ChainFilter{ChainCut: ChainCut{By: "year", Year: 2020}}, [4]int{0, 0, 0, 0}},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := o.Chain(t.Context(), o.chief(), c.f)
			o.must(err)
			w := p.Whole
			if got := [4]int{w.Count, w.Dated(), w.Open, w.Unknown()}; got != c.want {
				t.Errorf("got %v, want %v: %+v", got, c.want, w)
			}
		})
	}
}

func TestChainObeysTheScope(t *testing.T) {
	o := chainOffice(t)
	p, err := o.Chain(t.Context(), o.as(access.RoleReporter, "west"), ChainFilter{})
	o.must(err)
	if p.Count != 2 || p.Whole.Count != 1 || len(p.Groups) != 1 {
		t.Errorf("the west sees %d projects: %+v", p.Count, p.Groups)
	}
	c, err := o.Cohorts(t.Context(), o.as(access.RoleReporter, "west"), ProjectFilter{})
	o.must(err)
	if c.Bases[0].Whole.Signed != 1 || c.Bases[1].Whole.Signed != 0 {
		t.Errorf("%+v", c.Bases)
	}
	for name, err := range map[string]error{
		"stages":  second(o.Chain(t.Context(), o.chief(), ChainFilter{From: lifecycle.Started, To: lifecycle.Signed})),
		"exited":  second(o.Chain(t.Context(), o.chief(), ChainFilter{To: lifecycle.Exited})),
		"basis":   second(o.Chain(t.Context(), o.chief(), ChainFilter{ChainCut: ChainCut{Basis: "both"}})),
		"by":      second(o.Chain(t.Context(), o.chief(), ChainFilter{ChainCut: ChainCut{By: "person"}})),
		"year":    second(o.Chain(t.Context(), o.chief(), ChainFilter{ChainCut: ChainCut{Year: 26}})),
		"ratio":   second(o.ChainRecords(t.Context(), o.chief(), ChainRecordsFilter{Of: RecordsRatio})),
		"of":      second(o.ChainRecords(t.Context(), o.chief(), ChainRecordsFilter{Of: "all"})),
		"state":   second(o.ChainRecords(t.Context(), o.chief(), ChainRecordsFilter{State: "odd"})),
		"by year": second(o.Ratios(t.Context(), o.chief(), ChainCut{By: "year"})),
	} {
		t.Run(name, func(t *testing.T) { wants(t, err, fault.Invalid, "") })
	}
}

func second[T any](_ T, err error) error { return err }

// records counts what stands behind a figure.
func (o *office) records(f ChainRecordsFilter) int {
	o.t.Helper()
	p, err := o.ChainRecords(o.ctx(), o.chief(), f)
	o.must(err)
	return p.Count
}

// TestEveryFigureOpensToItsRecords: no number of these pages says another thing
// than the list behind it.
func TestEveryFigureOpensToItsRecords(t *testing.T) {
	o := chainOffice(t)
	for _, basis := range lifecycle.Bases {
		for _, by := range ChainGroupings {
			for _, year := range []int{0, 2025} {
				f := ChainFilter{ChainCut: ChainCut{Basis: basis, By: by, Year: year}}
				o.openPassages(f)
				if by != "year" {
					o.openRatios(f)
				}
			}
		}
		o.openCohorts(basis)
	}
}

func (o *office) openPassages(f ChainFilter) {
	p, err := o.Chain(o.ctx(), o.chief(), f)
	o.must(err)
	same := func(want int, what, key, state string) {
		o.t.Helper()
		if got := o.records(ChainRecordsFilter{ChainFilter: f, Of: what, Key: key, State: state}); got != want {
			o.t.Errorf("%s %s %d: %s of %q has %d records, the figure says %d", f.Basis, f.By, f.Year, state, key, got, want)
		}
	}
	for _, g := range append(p.Groups, ChainGroup{Spread: p.Whole}) {
		same(g.Spread.Count, RecordsPassage, g.Key, "")
		same(g.Spread.Finished(), RecordsPassage, g.Key, "finished")
		same(g.Spread.Dated(), RecordsPassage, g.Key, "dated")
		same(g.Spread.Unknown(), RecordsPassage, g.Key, "unknown")
		for _, s := range lifecycle.PassageStates {
			same(g.Spread.Of(s), RecordsPassage, g.Key, string(s))
		}
	}
	for _, g := range p.SameUnits {
		same(g.Count.Started, RecordsSame, g.Key, "started")
		same(g.Count.SignedKnown, RecordsSame, g.Key, "signed_known")
		same(g.Count.Signed, RecordsSame, g.Key, "signed")
		same(g.Count.Known, RecordsSame, g.Key, "known")
		same(g.Count.All, RecordsSame, g.Key, "all")
	}
}

func (o *office) openRatios(f ChainFilter) {
	p, err := o.Ratios(o.ctx(), o.chief(), f.ChainCut)
	o.must(err)
	for _, g := range append(p.Groups, RatioGroup{Lines: p.Whole}) {
		for _, line := range g.Lines {
			for state, want := range map[string]int{"of": line.Of, "done": line.Ratio.Done, "open": line.Ratio.Open, "unsure": line.Ratio.Unsure, "unplaced": line.Ratio.Unplaced, "left": line.Ratio.Left} {
				if got := o.records(ChainRecordsFilter{ChainFilter: f, Of: RecordsRatio, Ratio: line.Code, Key: g.Key, State: state}); got != want {
					o.t.Errorf("%s %s of %q: %d records, the figure says %d", line.Code, state, g.Key, got, want)
				}
			}
		}
	}
}

func (o *office) openCohorts(basis lifecycle.Basis) {
	p, err := o.Cohorts(o.ctx(), o.chief(), ProjectFilter{})
	o.must(err)
	for _, b := range p.Bases {
		if b.Basis != basis {
			continue
		}
		whole := b.Whole
		whole.Year = -1
		for _, h := range append(b.Cohorts, whole) {
			key := map[int]string{-1: "", 0: Unstated}[h.Year]
			if h.Year > 0 {
				key = strconv.Itoa(h.Year)
			}
			o.openCohort(basis, key, h)
		}
	}
}

func (o *office) openCohort(basis lifecycle.Basis, key string, h lifecycle.Cohort) {
	o.t.Helper()
	f := ChainRecordsFilter{ChainFilter: ChainFilter{ChainCut: ChainCut{Basis: basis}, From: lifecycle.Lead, To: lifecycle.Started}, Of: RecordsCohort, Key: key}
	same := func(want int, f ChainRecordsFilter) {
		o.t.Helper()
		if got := o.records(f); got != want {
			o.t.Errorf("%s cohort %q %s %s within %d: %d records, the figure says %d", basis, key, f.To, f.State, f.Within, got, want)
		}
	}
	same(h.Signed, f)
	f.State = "left"
	same(h.Left, f)
	for i, n := range h.Furthest {
		f.State, f.To = "furthest", lifecycle.CohortFurthest[i]
		same(n, f)
	}
	for _, step := range h.Steps {
		for years, r := range append([]lifecycle.Ratio{step.Now}, step.Within[:]...) {
			f.To, f.Within = step.Stage, years
			for state, want := range map[string]int{"of": r.Of(), "done": r.Done, "open": r.Open, "unsure": r.Unsure, "unplaced": r.Unplaced, "young": r.Young} {
				f.State = state
				same(want, f)
			}
		}
	}
}

func TestRatiosOfAYear(t *testing.T) {
	o := chainOffice(t)
	p, err := o.Ratios(t.Context(), o.chief(), ChainCut{Year: 2025})
	o.must(err)
	if p.Period.From.String() != "2025-01-01" || p.Period.To.String() != "2025-12-31" {
		t.Errorf("period %+v", p.Period)
	}
	got := map[lifecycle.RatioCode]lifecycle.Ratio{}
	for _, line := range p.Whole {
		got[line.Code] = line.Ratio
	}
	// Signed in 2025: 甲 and 丙 started, 己 started nobody knows when; when 戊 signed is not known.
	if diff := cmp.Diff(lifecycle.Ratio{Done: 3, Unplaced: 1}, got[lifecycle.RatioStart]); diff != "" {
		t.Error(diff)
	}
	// Started in 2025: 甲 and 乙 not completed, 丙 is; when 己 started is not known.
	if diff := cmp.Diff(lifecycle.Ratio{Done: 1, Open: 2, Unplaced: 1}, got[lifecycle.RatioDone]); diff != "" {
		t.Error(diff)
	}
	// A lead of 2025: 甲, signed.
	if diff := cmp.Diff(lifecycle.Ratio{Done: 1}, got[lifecycle.RatioLeads]); diff != "" {
		t.Error(diff)
	}
}

func BenchmarkChain30000(b *testing.B) {
	g := bigOf(b, 30000)
	for name, ask := range map[string]func() error{
		"chain":   func() error { return second(g.Chain(b.Context(), g.office, ChainFilter{})) },
		"cohorts": func() error { return second(g.Cohorts(b.Context(), g.office, ProjectFilter{})) },
		"ratios":  func() error { return second(g.Ratios(b.Context(), g.office, ChainCut{Year: 2025})) },
		"records": func() error { return second(g.ChainRecords(b.Context(), g.office, ChainRecordsFilter{})) },
		"county":  func() error { return second(g.Chain(b.Context(), g.clerk, ChainFilter{})) },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := ask(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
