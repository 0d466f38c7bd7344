package indicator

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"guatu/internal/access"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// The size an office may ask for: three thousand units (a province's townships and
// parks), fifty base indicators, a million projects with five million monthly
// figures. GUATU_BENCH_SMALL would lie; -short takes a hundredth.
const (
	benchUnits    = 3000
	benchProjects = 1_000_000
	benchFigures  = 5 // a project
	benchWorkers  = 2
)

// A load is the facts by unit, and what is asked of them.
type load struct {
	roll  *Roll
	rules *Rules
	plan  *Plan
	facts [][]Fact
}

var loaded = sync.OnceValue(func() *load {
	rules, err := Compile(benchDefinitions())
	if err != nil {
		panic(err)
	}
	l := &load{rules: rules, plan: rules.Plan(), roll: NewRoll(benchTree(), nil), facts: make([][]Fact, benchUnits)}
	rng := rand.New(rand.NewPCG(1, 2))
	projects := benchProjects
	if testing.Short() {
		projects /= 100
	}
	for i := range projects {
		// Units differ in size by ten times and more, as they do.
		u := min(rng.IntN(benchUnits), rng.IntN(benchUnits))
		l.facts[u] = append(l.facts[u], benchFact(rng, i, l.roll.ID(u)))
	}
	return l
})

// benchTree is a province: cities, counties under them, towns and parks under
// those; every tenth park is held by two counties.
func benchTree() *access.Tree {
	units := []access.Unit{{ID: "p", Name: "p"}}
	add := func(id string, parents ...access.Share) {
		units = append(units, access.Unit{ID: id, Name: id, Order: len(units), Parents: parents})
	}
	for c := range 20 {
		city := fmt.Sprint("c", c)
		add(city, access.Share{Parent: "p", Share: access.WholeShare})
		for k := range 10 {
			add(fmt.Sprint(city, "k", k), access.Share{Parent: city, Share: access.WholeShare})
		}
	}
	for i := 0; len(units) < benchUnits; i++ {
		at := fmt.Sprint("c", i%20, "k", i/20%10)
		if i%10 == 0 {
			add("t"+strconv.Itoa(i), access.Share{Parent: at, Share: 6250}, access.Share{Parent: fmt.Sprint("c", (i+1)%20, "k", i/20%10), Share: 3750})
			continue
		}
		add("t"+strconv.Itoa(i), access.Share{Parent: at, Share: access.WholeShare})
	}
	tree, err := access.NewTree(units)
	if err != nil {
		panic(err)
	}
	return tree
}

// benchDefinitions are fifty base indicators as a place would have them: stages in
// both senses by number and money, by tier, what was planned, what was reported.
func benchDefinitions() []Definition {
	var list []Definition
	add := func(read Read, b Base) {
		d := Definition{Code: "c" + strconv.Itoa(len(list)), Name: "指标" + strconv.Itoa(len(list)), Source: "bench", Measure: "个", Read: read, Empty: EmptyZero, Better: Higher, Base: &b}
		if b.Of != Count {
			d.Measure = "亿元"
		}
		list = append(list, d)
	}
	for _, basis := range lifecycle.Bases {
		for _, s := range lifecycle.Stages {
			add(Stock, Base{Of: Count, Event: Reached, Stage: s, Basis: basis})
			add(Flow, Base{Of: Count, Event: Reached, Stage: s, Basis: basis})
		}
	}
	for _, tier := range []string{"t1", "t10", "t50"} {
		add(Flow, Base{Of: Total, Event: Reached, Stage: lifecycle.Started, Basis: lifecycle.RecognisedBasis, Where: Where{Tiers: []string{tier}}})
		add(Stock, Base{Of: Count, Event: Registered, Basis: lifecycle.DeclaredBasis, Until: []lifecycle.Stage{lifecycle.Exited}, Where: Where{Tiers: []string{tier}}})
	}
	for _, s := range []lifecycle.Stage{lifecycle.Started, lifecycle.Completed} {
		add(Year, Base{Of: Count, Event: Planned, Stage: s})
		add(Year, Base{Of: Count, Event: Planned, Stage: s, Basis: lifecycle.DeclaredBasis, Meet: &Meet{s, SameYear}})
		add(Year, Base{Of: Count, Event: FirstPlanned, Stage: s, Basis: lifecycle.DeclaredBasis, Meet: &Meet{s, ByThen}})
	}
	add(Year, Base{Of: YearPlan})
	add(Stock, Base{Of: TotalDone, Sense: lifecycle.Dispatch})
	for _, sense := range []lifecycle.Sense{lifecycle.Dispatch, lifecycle.Statistics} {
		add(Flow, Base{Of: YearDone, Sense: sense})
	}
	add(Year, Base{Of: YearDone, Sense: lifecycle.Dispatch, Where: Where{Levels: []string{"provincial"}}})
	add(Year, Base{Of: YearDone, Sense: lifecycle.Dispatch, Where: Where{Kinds: []string{"transform"}}})
	for i := range 10 { // rates and growth beside them
		a, b := list[i].Name, list[i+1].Name
		list = append(list, Definition{Code: "r" + strconv.Itoa(i), Name: "比率" + strconv.Itoa(i), Source: "bench", Measure: "%", Read: Year, Empty: EmptyMissing, Better: Higher, Compares: true,
			Formula: a + " ÷ (" + a + " + " + b + ") × 100 − 上年同期" + a + " ÷ 100"})
	}
	return list
}

func benchFact(rng *rand.Rand, i int, unit string) Fact {
	id := strconv.Itoa(i)
	p := &lifecycle.Project{ID: id, Unit: unit, Kind: []string{"new", "expand", "transform"}[rng.IntN(3)]}
	p.Total.Opt = money.Some(money.Yuan(1+rng.IntN(50)) * money.Yi)
	if rng.IntN(5) == 0 {
		p.Levels = []string{"provincial"}
	}
	day := workday.NewDate(2020, 1, 1) + workday.Date(rng.IntN(2200))
	for _, s := range lifecycle.Stages[:1+rng.IntN(len(lifecycle.Stages))] {
		p.Stages = append(p.Stages, lifecycle.StageFact{Stage: s, Baseline: workday.On(day - 20), Planned: workday.On(day),
			Declared: true, DeclaredOn: workday.On(day + 3), Recognised: rng.IntN(2) == 0, RecognisedOn: workday.On(day + 30)})
		day += workday.Date(rng.IntN(200))
	}
	f := Fact{Project: p, Tier: []string{"t1", "t10", "t50"}[rng.IntN(3)], Registered: day - 300}
	year := 2021 + rng.IntN(6)
	p.Plans = []lifecycle.AnnualPlan{{Year: year, Plan: money.Some(money.Yi)}}
	month, done := 1+rng.IntN(6), money.Yuan(0)
	for k := range benchFigures {
		done += money.Yuan(rng.IntN(3000)) * money.Wan
		g := lifecycle.Figure{Project: id, Month: workday.InMonth(year, time.Month(month+k)), Sense: lifecycle.Dispatch, YearDone: money.Some(done)}
		if k%2 == 1 {
			g.Sense = lifecycle.Statistics
		}
		f.Figures = append(f.Figures, g)
	}
	return f
}

// heap is what lives in memory after a collection, in MiB.
func heap() float64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / (1 << 20)
}

func (l *load) gather(unit int, to []Change) []Change {
	if len(l.facts[unit]) == 0 {
		return to
	}
	r := l.plan.Reader()
	for _, f := range l.facts[unit] {
		to = r.Changes(f, unit, to)
	}
	return to
}

// spent is the processor time of this process so far, in seconds. Beside it the wall
// clock says how busy the machine was with other things.
func spent() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}

// BenchmarkFull is the full computation: every change of every fact, in columns, the
// four views a score reads, and every value of every unit with its rates.
func BenchmarkFull(b *testing.B) {
	l := loaded()
	book, views = nil, nil
	before, begun := heap(), spent()
	for b.Loop() {
		book = Build(l.roll.Units(), l.plan.Columns(), benchWorkers, l.gather)
		views = viewsOf(book, l.roll)
		values = reckonAll(l, views)
	}
	b.ReportMetric((spent()-begun)/float64(b.N), "cpu-s/op")
	b.ReportMetric(before, "facts-MiB")
	b.ReportMetric(heap()-before, "book-MiB")
	b.ReportMetric(float64(book.Steps()), "steps")
	b.ReportMetric(float64(l.plan.Columns()), "indicators")
}

var (
	book   *Book
	views  map[workday.Date]*View
	values int
)

// viewsOf are the year to date and the same of the year before, with the days
// before each.
func viewsOf(book *Book, roll *Roll) map[workday.Date]*View {
	list := map[workday.Date]*View{}
	for _, day := range []workday.Date{workday.NewDate(2024, 12, 31), workday.NewDate(2025, 11, 20), workday.NewDate(2025, 12, 31), workday.NewDate(2026, 11, 20)} {
		list[day] = book.As(day, roll, benchWorkers)
	}
	return list
}

// reckonAll works out every value of every unit, once for the year to date, and
// counts those that are there.
func reckonAll(l *load, views map[workday.Date]*View) (n int) {
	k := l.rules.Reckon(Source{Roll: l.roll, Curve: target.Linear(), View: func(on workday.Date) *View { return views[on] }}, OfYear)
	span := OfYear.UpTo(workday.NewDate(2026, 11, 20))
	for u := range l.roll.Units() {
		for d := range l.rules.Definitions() {
			if !k.Value(d, u, span).IsMissing() {
				n++
			}
		}
	}
	return n
}

// full is the book of the load, for what only reads it.
var full = sync.OnceValue(func() *Book {
	l := loaded()
	return Build(l.roll.Units(), l.plan.Columns(), benchWorkers, l.gather)
})

// BenchmarkAs is all units × indicators as of any past day, rolled up.
func BenchmarkAs(b *testing.B) {
	l, book := loaded(), full()
	day, begun := workday.NewDate(2021, 1, 1), spent()
	for b.Loop() {
		day += 13
		views = map[workday.Date]*View{day: book.As(day, l.roll, benchWorkers)}
	}
	b.ReportMetric((spent()-begun)/float64(b.N)*1000, "cpu-ms/op")
}

// BenchmarkChange is one changed fact taken into the book and into the four views
// a score reads (this year and last, up to the day and before the period): a start
// of construction corrected to a day two years back, with a figure reported late.
func BenchmarkChange(b *testing.B) {
	l, full := loaded(), full()
	var views []*View
	for _, year := range []int{2024, 2025, 2026} {
		views = append(views, full.As(workday.NewDate(year, 12, 31), l.roll, benchWorkers))
	}
	views = append(views, full.As(workday.NewDate(2026, 11, 20), l.roll, benchWorkers))
	r, i, cells := l.plan.Reader(), 0, 0
	for b.Loop() {
		unit := i % len(l.facts)
		i++
		if len(l.facts[unit]) == 0 {
			continue
		}
		was := l.facts[unit][0]
		is := was
		is.Project = was.Project.Clone()
		is.Project.SetFact(lifecycle.StageFact{Stage: lifecycle.Started, Declared: true, DeclaredOn: workday.On(workday.NewDate(2024, 3, 5))})
		is.Figures = append(is.Figures[:len(is.Figures):len(is.Figures)], lifecycle.Figure{Month: workday.InMonth(2026, 12), Sense: lifecycle.Dispatch, YearDone: money.Some(7 * money.Yi)})
		changes := Net(r.Changes(was, unit, nil), r.Changes(is, unit, nil))
		book = full.With(changes)
		for _, v := range views {
			_, touched := v.With(changes)
			cells += len(touched)
		}
	}
	b.ReportMetric(float64(cells)/float64(b.N), "cells")
}
