package lifecycle

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"guatu/internal/workday"
)

// dated makes a project from pairs of stage and date; "?" is declared without a
// date. Both bases say the same but for those in only.
func dated(t testing.TB, pairs ...string) *Project {
	t.Helper()
	p := &Project{}
	for i := 0; i < len(pairs); i += 2 {
		f := StageFact{Stage: Stage(pairs[i]), Declared: true}
		if pairs[i+1] != "?" {
			f.DeclaredOn = whenOf(t, pairs[i+1])
		}
		p.SetFact(f)
	}
	return p
}

func whenOf(t testing.TB, text string) workday.When {
	t.Helper()
	w, err := workday.ParseWhen(text)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func dayOf(t testing.TB, text string) workday.Date { return whenOf(t, text).First }

func TestPassage(t *testing.T) {
	for name, c := range map[string]struct {
		stages []string
		from   Stage
		to     Stage
		want   Passage
		none   bool
	}{
		"two days are so many days apart": {[]string{"signed", "2025-03-01", "started", "2025-06-29"}, Signed, Started,
			Passage{State: PassageExact, Dated: true, Low: 120, High: 120}, false},
		"months leave a range: 31 March to 1 June at least, 1 March to 30 June at most": {[]string{"signed", "2025-03", "started", "2025-06"}, Signed, Started,
			Passage{State: PassageMonth, Dated: true, Low: 62, High: 121}, false},
		"a day and a month leave a month": {[]string{"signed", "2025-03-01", "started", "2025-06"}, Signed, Started,
			Passage{State: PassageMonth, Dated: true, Low: 92, High: 121}, false},
		"one month twice is nought to thirty": {[]string{"signed", "2025-03", "started", "2025-03"}, Signed, Started,
			Passage{State: PassageMonth, Dated: true, Low: 0, High: 30}, false},
		"this month is not over: nothing happened after today": {[]string{"signed", "2026-11-01", "started", "2026-11"}, Signed, Started,
			Passage{State: PassageMonth, Dated: true, Low: 0, High: 19}, false},
		"a quarter is no days": {[]string{"signed", "2025-Q1", "started", "2025-06-01"}, Signed, Started,
			Passage{State: PassageRough}, false},
		"a date that is not reported is not invented": {[]string{"signed", "?", "started", "2025-06-01"}, Signed, Started,
			Passage{State: PassageUndated}, false},
		"what is completed was started, when is not known": {[]string{"signed", "2025-03-01", "completed", "2026-06-01"}, Signed, Started,
			Passage{State: PassageUndated}, false},
		"started before signed is backwards": {[]string{"signed", "2025-06-01", "started", "2025-03-01"}, Signed, Started,
			Passage{State: PassageBackwards}, false},
		"not started yet has an age": {[]string{"signed", "2026-11-10"}, Signed, Started,
			Passage{State: PassageOpen, Dated: true, Low: 10, High: 10}, false},
		"an open one signed in a month has an age between": {[]string{"signed", "2026-10"}, Signed, Started,
			Passage{State: PassageOpen, Dated: true, Low: 20, High: 50}, false},
		"an open one of a year has no age": {[]string{"signed", "2026"}, Signed, Started,
			Passage{State: PassageOpen}, false},
		"one that left is not open": {[]string{"signed", "2025-03-01", "exited", "2026-01-01"}, Signed, Started,
			Passage{State: PassageLeft}, false},
		"what is dated after the day has not happened": {[]string{"signed", "2026-11-10", "started", "2026-11-21"}, Signed, Started,
			Passage{State: PassageOpen, Dated: true, Low: 10, High: 10}, false},
		"in statistics does not prove capacity": {[]string{"producing", "2025-03-01", "in_statistics", "2025-06-01"}, Producing, AtCapacity,
			Passage{State: PassageOpen, Dated: true, Low: 629, High: 629}, false},
		"not signed is not asked": {[]string{"lead", "2025-03-01"}, Signed, Started, Passage{}, true},
	} {
		t.Run(name, func(t *testing.T) {
			chain := dated(t, c.stages...).ChainOn(DeclaredBasis, dayOf(t, "2026-11-20"))
			got, ok := chain.Between(c.from, c.to)
			got.From, got.To = workday.When{}, workday.When{}
			if ok == c.none || cmp.Diff(c.want, got) != "" {
				t.Errorf("ok %v: %s", ok, cmp.Diff(c.want, got))
			}
		})
	}
}

func TestTheTwoBasesDoNotMix(t *testing.T) {
	p := dated(t, "signed", "2025-03-01", "started", "2025-06-01")
	f := p.Fact(Signed)
	f.Recognised, f.RecognisedOn = true, whenOf(t, "2025-04-01")
	p.SetFact(f)
	on := dayOf(t, "2025-12-31")
	recognised := p.ChainOn(RecognisedBasis, on)
	if s, _ := recognised.Between(Signed, Started); s.State != PassageOpen || s.Low != 274 {
		t.Errorf("recognised: signed on 1 April and not started, 274 days: %+v", s)
	}
	declared := p.ChainOn(DeclaredBasis, on)
	if s, _ := declared.Between(Signed, Started); s.State != PassageExact || s.Low != 92 {
		t.Errorf("declared: 92 days: %+v", s)
	}
}

// TestQuartilesAreThoseOfExcel has hand-calculated QUARTILE.INC values.
func TestQuartilesAreThoseOfExcel(t *testing.T) {
	for name, c := range map[string]struct {
		days []int32
		want Quartiles
	}{
		"none":          {nil, Quartiles{}},
		"one":           {[]int32{7}, Quartiles{1, 7, 7, 7, 7, 7}},
		"two":           {[]int32{20, 10}, Quartiles{2, 10, 12.5, 15, 17.5, 20}},
		"five":          {[]int32{50, 10, 40, 20, 30}, Quartiles{5, 10, 20, 30, 40, 50}},
		"six unsorted":  {[]int32{15, 7, 36, 39, 40, 41}, Quartiles{6, 7, 20.25, 37.5, 39.75, 41}},
		"eleven (wiki)": {[]int32{6, 7, 15, 36, 39, 40, 41, 42, 43, 47, 49}, Quartiles{11, 6, 25.5, 40, 42.5, 49}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, quartilesOf(c.days)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSpread(t *testing.T) {
	on := dayOf(t, "2026-11-20")
	var tally Tally
	for _, stages := range [][]string{
		{"signed", "2025-03-01", "started", "2025-03-11"}, // 10
		{"signed", "2025-03-01", "started", "2025-03-31"}, // 30
		{"signed", "2025-03", "started", "2025-05"},       // 31..91
		{"signed", "2025-Q1", "started", "2025-05"},
		{"signed", "2025-03-01", "started", "?"},
		{"signed", "2025-03-01", "started", "2025-02-01"},
		{"signed", "2026-11-15"}, // open, 5
		{"signed", "?"},          // open, no age
		{"signed", "2025-03-01", "exited", "?"},
		{"lead", "2025-03-01"},
	} {
		c := dated(t, stages...).ChainOn(DeclaredBasis, on)
		if p, ok := c.Between(Signed, Started); ok {
			tally.Add(p)
		}
	}
	want := Spread{Count: 9, Exact: 2, Month: 1, Rough: 1, Undated: 1, Backwards: 1, Open: 2, Left: 1,
		Low: Quartiles{3, 10, 20, 30, 30.5, 31}, High: Quartiles{3, 10, 20, 30, 60.5, 91}, Ages: Quartiles{1, 5, 5, 5, 5, 5},
		Values: []Bounds{{10, 10}, {30, 30}, {31, 91}}}
	got := tally.Spread()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got.Finished() != 6 || got.Dated() != 3 || got.Unknown() != 3 {
		t.Errorf("finished %d, dated %d, unknown %d", got.Finished(), got.Dated(), got.Unknown())
	}
}

func TestSameYear(t *testing.T) {
	on := dayOf(t, "2026-11-20")
	count := SameYearCount{Year: 2025}
	for _, stages := range [][]string{
		{"lead", "2025-01-10", "signed", "2025-03", "started", "2025-Q4"}, // all in one year, by any precision
		{"lead", "2024-12", "signed", "2025-03", "started", "2025-10"},
		{"signed", "2025-03", "started", "2025-10"}, // when it was a lead is not known
		{"lead", "2025-01", "started", "2025-10"},   // when it was signed is not known
		{"lead", "2024", "signed", "2024", "started", "2025"},
		{"lead", "2025", "signed", "2025", "started", "?"}, // not counted: no year
		{"lead", "2025", "signed", "2025"},
	} {
		c := dated(t, stages...).ChainOn(DeclaredBasis, on)
		if y, ok := c.SameYear(); ok && y.Year == 2025 {
			count.Add(y)
		}
	}
	if diff := cmp.Diff(SameYearCount{Year: 2025, Started: 5, SignedKnown: 4, Signed: 3, Known: 3, All: 1}, count); diff != "" {
		t.Error(diff)
	}
}

// someWhen is a date of any precision within four years, or none.
var someWhen = rapid.Custom(func(t *rapid.T) workday.When {
	y, m := rapid.IntRange(2022, 2025).Draw(t, "year"), rapid.IntRange(1, 12).Draw(t, "month")
	switch rapid.IntRange(0, 6).Draw(t, "precision") {
	case 0:
		return workday.When{}
	case 1:
		return workday.InYear(y)
	case 2:
		return workday.InQuarter(y, (m+2)/3)
	case 3:
		return workday.InMonth(y, 1)
	}
	return workday.On(workday.NewDate(y, 1, 1) + workday.Date(rapid.IntRange(0, 364).Draw(t, "day")))
})

// someProject has any facts on any basis, in any order of time.
var someProject = rapid.Custom(func(t *rapid.T) *Project {
	p := &Project{Store: rapid.SampledFrom([]Store{"", StoreYes, StoreNo}).Draw(t, "store")}
	for _, s := range append([]Stage{Exited}, Stages...) {
		if s == Exited && rapid.IntRange(0, 5).Draw(t, "leaves") > 0 {
			continue
		}
		f := StageFact{Stage: s, Declared: rapid.Bool().Draw(t, "declared"), Recognised: rapid.Bool().Draw(t, "recognised"), Planned: someWhen.Draw(t, "planned")}
		if f.Declared {
			f.DeclaredOn = someWhen.Draw(t, "declared on")
		}
		if f.Recognised {
			f.RecognisedOn = someWhen.Draw(t, "recognised on")
		}
		p.SetFact(f)
	}
	return p
})

func TestSpreadsAreInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		on := workday.NewDate(2025, 6, 1)
		basis := rapid.SampledFrom(Bases).Draw(t, "basis")
		var chains []Chain
		for _, p := range rapid.SliceOf(someProject).Draw(t, "projects") {
			chains = append(chains, p.ChainOn(basis, on))
		}
		for _, row := range Matrix(chains, rapid.SampledFrom([]int{0, 2023}).Draw(t, "year")) {
			for _, s := range row {
				holdsSpread(t, s)
			}
		}
	})
}

// holdsSpread checks that states add up, that quartiles rise and that the low ones
// are not above the high ones.
func holdsSpread(t *rapid.T, s Spread) {
	sum := 0
	for _, state := range PassageStates {
		sum += s.Of(state)
	}
	if sum != s.Count || s.Low.N != s.Dated() || s.High.N != s.Dated() || s.Ages.N > s.Open {
		t.Fatalf("states do not add up: %+v", s)
	}
	if (len(s.Values) == s.Dated()) != (s.Dated() < Small) {
		t.Fatalf("values of a small lot are shown: %+v", s)
	}
	for _, q := range []Quartiles{s.Low, s.High, s.Ages} {
		if q.Min < 0 || q.Min > q.Q1 || q.Q1 > q.Median || q.Median > q.Q3 || q.Q3 > q.Max {
			t.Fatalf("quartiles fall: %+v", q)
		}
	}
	if s.Low.Min > s.High.Min || s.Low.Q1 > s.High.Q1 || s.Low.Median > s.High.Median || s.Low.Q3 > s.High.Q3 || s.Low.Max > s.High.Max {
		t.Fatalf("the low bounds are above the high ones: %+v", s)
	}
}

// TestBoundsHoldTheTruth blurs days to months: the true median lies in between.
func TestBoundsHoldTheTruth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var exact, blurred Tally
		for range rapid.IntRange(1, 12).Draw(t, "n") {
			from := workday.NewDate(2022, 1, 1) + workday.Date(rapid.IntRange(0, 700).Draw(t, "from"))
			to := from + workday.Date(rapid.IntRange(0, 400).Draw(t, "length"))
			for _, blur := range []bool{false, true} {
				p, tally := &Project{}, &exact
				w := workday.On
				if blur {
					tally, w = &blurred, monthOf
				}
				p.SetFact(StageFact{Stage: Signed, Declared: true, DeclaredOn: w(from)})
				p.SetFact(StageFact{Stage: Started, Declared: true, DeclaredOn: w(to)})
				c := p.ChainOn(DeclaredBasis, workday.NewDate(2026, 1, 1))
				s, _ := c.Between(Signed, Started)
				tally.Add(s)
			}
		}
		truth, bounds := exact.Spread().Low, blurred.Spread()
		if truth.Median < bounds.Low.Median || truth.Median > bounds.High.Median || truth.Q1 < bounds.Low.Q1 || truth.Q3 > bounds.High.Q3 {
			t.Fatalf("truth %+v outside %+v – %+v", truth, bounds.Low, bounds.High)
		}
	})
}

// TestManyDaysSortAsFewDo: counting gives what comparing gives.
func TestManyDaysSortAsFewDo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := make([]int32, rapid.IntRange(manyDays-2, manyDays+50).Draw(t, "n"))
		step := rapid.Int32Range(1, 1<<20).Draw(t, "step")
		most := rapid.SampledFrom([]int32{7, 4000, mostDays, 1 << 20}).Draw(t, "most")
		for i := range days {
			days[i] = int32(int64(i) * int64(step) % int64(most))
		}
		want := slices.Sorted(slices.Values(days))
		if sortDays(days); !slices.Equal(days, want) {
			t.Fatal("not sorted")
		}
	})
}

func TestTheOrderIsThatOfTheChain(t *testing.T) {
	for i, s := range append(slices.Clone(Stages), Exited) {
		if s.Order() != i+1 {
			t.Errorf("%s stands at %d, not %d", s, s.Order(), i+1)
		}
	}
	if Stage("").Order() != 0 || Stage("odd").Known() {
		t.Error("what is no stage has a place")
	}
}

func monthOf(d workday.Date) workday.When {
	y, m, _ := d.Civil()
	return workday.InMonth(y, m)
}

func BenchmarkMatrix30000(b *testing.B) {
	chains := make([]Chain, 30000)
	for i := range chains {
		p := &Project{}
		on := workday.NewDate(2020, 1, 1) + workday.Date(i%1500)
		for j, s := range Stages[:1+i%len(Stages)] {
			on += workday.Date(20 + (i*7+j*13)%200)
			w := workday.On(on)
			if i%2 == 0 {
				w = monthOf(on)
			}
			p.SetFact(StageFact{Stage: s, Declared: true, DeclaredOn: w})
		}
		chains[i] = p.ChainOn(DeclaredBasis, workday.NewDate(2026, 11, 20))
	}
	b.ResetTimer()
	for b.Loop() {
		Matrix(chains, 0)
	}
}
