package approval_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"guatu/internal/approval"
	"guatu/internal/workday"
)

// wide makes a network of 40 items as a large project has them.
func wide(r *rand.Rand) []approval.Item {
	items := make([]approval.Item, 40)
	for i := range items {
		days := 20
		items[i] = approval.Item{ID: fmt.Sprintf("i%d", i), Pledged: []int{1, 3, 5, 7, 10, 15}[r.IntN(6)], Statutory: &days, Tolerable: []string{"a", "b", "c"}}
		if r.IntN(8) == 0 {
			items[i].Unit = approval.CalendarDays
		}
		for range r.IntN(4) {
			if k := r.IntN(i + 1); k < i && k >= i-12 && !slices.Contains(items[i].Needs, items[k].ID) {
				items[i].Needs = append(items[i].Needs, items[k].ID)
			}
		}
		if i == len(items)-1 { // the permit waits for what nothing else waits for
			items[i].Needs = loose(items[:i])
		}
	}
	return items
}

func loose(items []approval.Item) (ids []string) {
	for i := range items {
		if !slices.ContainsFunc(items, func(o approval.Item) bool { return slices.Contains(o.Needs, items[i].ID) }) {
			ids = append(ids, items[i].ID)
		}
	}
	return ids
}

// midway makes the facts of such a project some way on.
func midway(r *rand.Rand, items []approval.Item, begin, today int) []approval.Fact {
	m := &maker{Rand: r, cal: newSlowCalOnce(), today: today}
	grants := map[string]int{}
	for i := range items {
		m.progress(&items[i], m.cal, begin, grants)
	}
	return m.facts
}

var newSlowCalOnce = sync.OnceValue(newSlowCal)

// city makes projects, some hundred different ones many times over, each in memory
// of its own.
func city(b *testing.B, n int) (*approval.Network, []approval.Clocks, workday.Date) {
	r := rand.New(rand.NewPCG(1, 2))
	items := wide(r)
	budget := approval.Budget{Limit: 45, Until: items[len(items)-1].ID}
	net, err := approval.Compile(items, budget)
	if err != nil {
		b.Fatal(err)
	}
	today := slowDay("2026-11-20")
	runs := make([]*approval.Run, 500)
	for k := range runs {
		c := approval.Case{Today: dayOf(today), Items: items, Budget: budget, Facts: midway(r, items, today-20-r.IntN(200), today)}
		if runs[k], err = net.Start(c); err != nil {
			b.Fatal(err)
		}
	}
	all := make([]approval.Clocks, n)
	for k := range all {
		all[k] = runs[k%len(runs)].Clocks()
	}
	return net, all, dayOf(today)
}

// BenchmarkCity sweeps 100,000 projects of 40 items on two cores, by the statutory
// calendar and by none: what the calendar costs is the difference.
func BenchmarkCity(b *testing.B) {
	net, all, today := city(b, 100_000)
	for _, way := range []struct {
		name string
		cal  *workday.Calendar
	}{{"calendar", workday.Default()}, {"every-day", workday.EveryDay()}} {
		b.Run(way.name, func(b *testing.B) {
			begun := spent()
			for b.Loop() {
				var wait sync.WaitGroup
				for half := range slices.Chunk(all, len(all)/2) {
					wait.Go(func() {
						s := net.Sweeper(way.cal)
						late := 0
						for k := range half {
							late += s.Outlook(&half[k], today).Overdue
						}
						if late == 0 {
							b.Error("nothing is late: nothing was reckoned")
						}
					})
				}
				wait.Wait()
			}
			b.ReportMetric((spent()-begun)/float64(b.N)*1000, "cpu-ms/op")
		})
	}
}

// spent is the processor time of this process so far, in seconds: of two cores, twice
// the time that passes on a machine that does nothing else.
func spent() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}

// BenchmarkEvent records facts on a project of 40 items, one at a time, and tells
// the slow end.
func BenchmarkEvent(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	items := wide(r)
	today := slowDay("2026-11-20")
	c := approval.Case{Today: dayOf(today), Items: items, Budget: approval.Budget{Limit: 45, Until: items[39].ID}}
	facts := midway(r, items, today-160, today)
	slices.SortStableFunc(facts, func(x, y approval.Fact) int { return int(x.On - y.On) })
	for i := range facts { // before any stop, that is what the limit leaves
		if facts[i].SupplyBy != 0 {
			facts[i].SupplyBy = facts[i].On
		}
	}
	took := make([]time.Duration, 0, 1<<20)
	for b.Loop() {
		b.StopTimer()
		run, err := c.Run()
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		for _, f := range facts {
			begun := time.Now()
			if err := run.Record(f); err != nil {
				b.Fatal(err)
			}
			took = append(took, time.Since(begun))
		}
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Nanoseconds())/1e3, "p50-us")
	b.ReportMetric(float64(took[len(took)*99/100].Nanoseconds())/1e3, "p99-us")
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(len(took)), "ns/event")
}
