package approval_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/workday"
)

// A town grants by rules of its own that the engine cannot see: every item has its
// pace, slow cases have long tails, one department is slower before the festival.
type town struct {
	*rand.Rand
	cal   *slowCal
	items []approval.Item
}

func newTown(seed uint64) *town {
	it := func(id string, pledged int, needs ...string) approval.Item {
		return approval.Item{ID: id, Pledged: pledged, Needs: needs}
	}
	items := []approval.Item{it("filing", 1), it("preview", 3, "filing"), it("land", 5, "preview"), it("eia", 7, "filing"), it("energy", 3, "filing"),
		it("scheme", 7, "land"), it("planning", 7, "scheme"), it("drawings", 5, "planning"), it("permit", 5, "drawings", "eia", "energy")}
	items[2].Unit = approval.CalendarDays
	return &town{rand.New(rand.NewPCG(seed, 99)), newSlowCalOnce(), items}
}

// after walks on by working days, or by all.
func (w *town) after(d, n int, unit approval.Unit) int {
	for ; n > 0; d++ {
		if unit == approval.CalendarDays || w.cal.worked[d+1] {
			n--
		}
	}
	return d
}

// takes draws how long the desk takes: a skewed pace with a long tail.
func (w *town) takes(i int) int {
	mean := []float64{1, 4, 12, 14, 5, 9, 8, 6, 6}[i]
	days := mean * math.Exp(0.55*w.NormFloat64()-0.15)
	if w.IntN(12) == 0 {
		days *= 2.5
	}
	return int(days)
}

// waits draws how long the applicant takes to hand it in.
func (w *town) waits(i int) int {
	if i == 0 {
		return 0
	}
	return int(w.ExpFloat64() * []float64{0, 3, 2, 8, 6, 5, 2, 4, 3}[i])
}

// project lives to its end: the days of acceptance and grant of every item.
func (w *town) project(begin int) (accepted, granted []int) {
	accepted, granted = make([]int, len(w.items)), make([]int, len(w.items))
	index := map[string]int{}
	for i, it := range w.items {
		index[it.ID] = i
		ready := begin
		for _, need := range it.Needs {
			ready = max(ready, granted[index[need]])
		}
		accepted[i] = w.after(ready, w.waits(i), it.Unit)
		granted[i] = w.after(accepted[i], w.takes(i), it.Unit)
	}
	return accepted, granted
}

// asOf is what is known of a project on a day.
func (w *town) asOf(accepted, granted []int, today int) approval.Case {
	c := approval.Case{Today: dayOf(today), Items: w.items, Budget: approval.Budget{Limit: 45, Until: "permit"}}
	for i, it := range w.items {
		if accepted[i] <= today {
			c.Facts = append(c.Facts, approval.Fact{Item: it.ID, Kind: approval.Accepted, On: dayOf(accepted[i])})
		}
		if granted[i] <= today {
			c.Facts = append(c.Facts, approval.Fact{Item: it.ID, Kind: approval.Granted, On: dayOf(granted[i])})
		}
	}
	return c
}

// learn takes in projects as they stand on a day, many of them unfinished.
func (w *town) learn(t testing.TB, projects, today int) *approval.Learnt {
	net, err := approval.Compile(w.items, approval.Budget{Limit: 45, Until: "permit"})
	if err != nil {
		t.Fatal(err)
	}
	var h approval.History
	for range projects {
		a, g := w.project(today - 1 - w.IntN(500))
		run, err := net.Start(w.asOf(a, g, today))
		if err != nil {
			t.Fatal(err)
		}
		h.Add(run, "")
	}
	return h.Learn()
}

// Of the outcomes of projects nobody has seen the end of, as many lie within P80 as
// its name says; and the middle is the middle.
func TestForecastsCoverWhatTheySay(t *testing.T) {
	const projects = 4000
	within := map[float64]int{0.2: 0, 0.5: 0, 0.8: 0, 0.9: 0}
	seen := 0
	for seed := range uint64(5) {
		w := newTown(seed)
		today := slowDay("2025-06-20") + int(seed)*83
		learnt := w.learn(t, 700, today)
		for n := 0; n < projects/5; {
			a, g := w.project(today - w.IntN(130)) // begun by then, and looked at on a day that knows nothing of its end
			if g[8] <= today {
				continue
			}
			n++
			run, err := w.asOf(a, g, today).Run()
			if err != nil {
				t.Fatal(err)
			}
			odds, err := run.Odds(approval.Trial{Runs: 500, Seed: seed<<32 + uint64(n), Learnt: learnt})
			if err != nil {
				t.Fatal(err)
			}
			seen++
			for share := range within {
				if dayOf(g[8]) <= odds.Within(share) {
					within[share]++
				}
			}
		}
	}
	for share, n := range within {
		got := float64(n) / float64(seen)
		t.Logf("P%.0f covers %.1f %% of %d", 100*share, 100*got, seen)
		if share == 0.8 && (got < 0.77 || got > 0.83) || math.Abs(got-share) > 0.05 {
			t.Errorf("P%.0f covers %.1f %%", 100*share, 100*got)
		}
	}
}

func TestTheSameTrialGivesTheSameOdds(t *testing.T) {
	w := newTown(1)
	today := slowDay("2026-01-12")
	learnt := w.learn(t, 300, today)
	a, g := w.project(today - 30)
	run, err := w.asOf(a, g, today).Run()
	if err != nil {
		t.Fatal(err)
	}
	draw := func(seed uint64) []workday.Date {
		odds, err := run.Odds(approval.Trial{Runs: 500, Seed: seed, Learnt: learnt})
		if err != nil {
			t.Fatal(err)
		}
		return []workday.Date{odds.Within(0.1), odds.Within(0.5), odds.Within(0.8), odds.Within(1)}
	}
	if one, two := draw(7), draw(7); !slices.Equal(one, two) {
		t.Errorf("%v and %v", one, two)
	}
	if one, two := draw(7), draw(8); slices.Equal(one, two) {
		t.Error("another seed gives the same odds: nothing is drawn")
	}
	if d := draw(7); !slices.IsSorted(d) || d[0] <= dayOf(today) {
		t.Errorf("%v", d)
	}
}

// Where nothing was learnt, the pledges are what there is to go by.
func TestWithoutHistoryOddsAreTheForecast(t *testing.T) {
	w := newTown(1)
	today := slowDay("2026-01-12")
	run, err := w.asOf(make([]int, 9), slices.Repeat([]int{1 << 20}, 9), slowDay("1989-12-31")).Run()
	if err == nil {
		t.Fatal("a case before 1990 was taken", run)
	}
	c := approval.Case{Today: dayOf(today), Items: w.items, Budget: approval.Budget{Limit: 45, Until: "permit"},
		Facts: []approval.Fact{{Item: "filing", Kind: approval.Accepted, On: dayOf(today)}}}
	if run, err = c.Run(); err != nil {
		t.Fatal(err)
	}
	odds, err := run.Odds(approval.Trial{Runs: 10})
	if err != nil {
		t.Fatal(err)
	}
	if odds.Within(0) != run.Forecast() || odds.Within(1) != run.Forecast() || len(odds.Unlearnt) != 9 || odds.By(run.Forecast()) != 1 || odds.By(run.Forecast()-1) != 0 {
		t.Errorf("%s to %s, forecast %s, unlearnt %v", odds.Within(0), odds.Within(1), run.Forecast(), odds.Unlearnt)
	}
}

func TestOddsThatCannotBeDrawn(t *testing.T) {
	items := []approval.Item{{ID: "a", Pledged: 1}, {ID: "b", Pledged: 1, Needs: []string{"a"}}}
	day := workday.NewDate(2026, 3, 2)
	refused := []approval.Fact{{Item: "a", Kind: approval.Accepted, On: day}, {Item: "a", Kind: approval.Refused, On: day}}
	for _, c := range []struct {
		name, code string
		c          approval.Case
		runs       int
	}{
		{"no end", "approval.no_end_item", approval.Case{Today: day, Items: items}, 10},
		{"something refused on the way", "approval.will_not_be", approval.Case{Today: day, Items: items, Facts: refused, Budget: approval.Budget{Until: "b"}}, 10},
		{"too many runs", "approval.runs", approval.Case{Today: day, Items: items, Budget: approval.Budget{Until: "b"}}, approval.MaxTrialRuns + 1},
	} {
		run, err := c.c.Run()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := run.Odds(approval.Trial{Runs: c.runs}); err == nil || fault.KindOf(err) != fault.Invalid || err.(*fault.Error).Code != c.code {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestOpenCasesAreNotForgotten(t *testing.T) {
	ended := func(days ...int) (list []approval.Observation) {
		for _, d := range days {
			list = append(list, approval.Observation{Days: d, Ended: true})
		}
		return list
	}
	open := func(days ...int) (list []approval.Observation) {
		for _, d := range days {
			list = append(list, approval.Observation{Days: d})
		}
		return list
	}
	for _, c := range []struct {
		name       string
		seen       []approval.Observation
		q1, q2, q3 int // -1: not known yet
	}{
		{"all ended", ended(1, 2, 3, 4, 5, 6, 7, 8), 2, 4, 6},
		{"the slow half is open: the third quarter is not known", append(ended(1, 2, 3, 4), open(9, 9, 9, 9)...), 2, 4, -1},
		// Kaplan and Meier's own way: 1 of 6 ends at 1, one is lost at 2, 1 of 4 at 3, one lost at 4, 1 of 2 at 5
		{"lost on the way", append(ended(1, 3, 5, 6), open(2, 4)...), 3, 5, 6},
		{"days alike", ended(3, 3, 3, 3, 3, 3, 3, 3), 3, 3, 3},
		{"nothing seen", nil, -1, -1, -1},
	} {
		d := approval.Learn(c.seen)
		for i, want := range []int{c.q1, c.q2, c.q3} {
			got, known := d.Quantile(float64(i+1) / 4)
			if !known {
				got = -1
			}
			if got != want {
				t.Errorf("%s: quarter %d is %d, want %d", c.name, i+1, got, want)
			}
		}
	}
	if few := approval.Learn(ended(1, 2, 3)); few.Known() {
		t.Error("three cases are taken for a distribution")
	}
}

// A county with enough cases of its own is learnt from those, another from all.
func TestACountyIsLearntFromItsOwnCases(t *testing.T) {
	var h approval.History
	day := slowDay("2026-03-02")
	for k := range 40 {
		county, takes := "慢县", 20
		if k%2 == 0 {
			county, takes = "快县", 5
		}
		w := newTown(1)
		c := approval.Case{Today: dayOf(day + 60), Items: w.items[:1], Facts: []approval.Fact{
			{Item: "filing", Kind: approval.Accepted, On: dayOf(day)}, {Item: "filing", Kind: approval.Granted, On: dayOf(w.after(day, takes, ""))}}}
		run, err := c.Run()
		if err != nil {
			t.Fatal(err)
		}
		h.Add(run, county)
	}
	l := h.Learn()
	for county, want := range map[string]int{"快县": 5, "慢县": 20, "新县": 5} {
		d := l.Desk("filing", county)
		if got, _ := d.Quantile(0.5); got != want {
			t.Errorf("%s: %d days, want %d", county, got, want)
		}
	}
}

// BenchmarkOdds draws 10,000 runs of a project of 40 items of which nothing is done.
func BenchmarkOdds(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	items := wide(r)
	budget := approval.Budget{Limit: 45, Until: items[39].ID}
	today := slowDay("2026-11-20")
	var h approval.History
	for range 300 {
		c := approval.Case{Today: dayOf(today), Items: items, Budget: budget, Facts: midway(r, items, today-20-r.IntN(200), today)}
		run, err := c.Run()
		if err != nil {
			b.Fatal(err)
		}
		h.Add(run, "")
	}
	learnt := h.Learn()
	run, err := approval.Case{Today: dayOf(today), Items: items, Budget: budget}.Run()
	if err != nil {
		b.Fatal(err)
	}
	begun := spent()
	for b.Loop() {
		odds, err := run.Odds(approval.Trial{Runs: 10_000, Seed: 1, Learnt: learnt})
		if err != nil || odds.Within(0.8) <= odds.Within(0.2) {
			b.Fatal(err, odds.Within(0.8))
		}
	}
	b.ReportMetric((spent()-begun)/float64(b.N)*1000, "cpu-ms/op")
}
