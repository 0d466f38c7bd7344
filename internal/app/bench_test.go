package app

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"guatu/internal/access"
	"guatu/internal/journal"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/schedule"
	"guatu/internal/store"
	"guatu/internal/store/storetest"
	"guatu/internal/workday"
)

// A big campaign is built once for all benchmarks of its size: ten counties, each
// project with milestones and a year of monthly figures.
type big struct {
	*App
	db            *store.DB
	clerk, office access.Actor
	ids           []string
}

var (
	bigOnce = map[int]*big{}
	bigLock sync.Mutex
)

const counties = 10

var products = []string{"高性能纤维", "光伏组件", "储能电池", "汽车零部件", "预制菜", "功率器件", "液压元件", "原料药"}

// bigOf gives the campaign of a size.
func bigOf(b *testing.B, size int) *big {
	b.Helper()
	bigLock.Lock()
	defer bigLock.Unlock()
	if bigOnce[size] == nil {
		bigOnce[size] = buildBig(b, size)
	}
	return bigOnce[size]
}

func buildBig(b *testing.B, size int) *big {
	b.Helper()
	// Not b.TempDir: it outlives the one benchmark that happens to come first.
	dir := filepath.Join(benchDir, itoa(size))
	clock := storetest.NewClock(time.Date(2026, 11, 20, 9, 0, 0, 0, store.Zone))
	must := func(err error) {
		b.Helper()
		if err != nil {
			b.Fatal(err)
		}
	}
	db, err := store.Open(context.Background(), store.Config{DSN: "sqlite:" + dir + ".db", Clock: clock.Now})
	must(err)
	must(db.CreateTenant(context.Background(), store.Tenant{ID: storetest.Tenant, Name: "示例市"}))
	g := &big{App: New(Config{DB: db, Clock: clock.Now}), db: db}
	root := access.SystemActor(storetest.Tenant, access.SystemSetup)
	city, err := g.UnitSave(context.Background(), root, UnitSave{Unit: access.Unit{Name: "示例市", Kind: access.City}})
	must(err)
	var units []string
	for i := range counties {
		id, err := g.UnitSave(context.Background(), root, UnitSave{Unit: access.Unit{Name: fmt.Sprintf("示例%d县", i), Kind: access.County, Order: i + 1,
			Parents: []access.Share{{Parent: city, Share: access.WholeShare}}}})
		must(err)
		units = append(units, id)
	}
	by := journal.By{Who: "x", Name: "x", Action: access.ImportLedger}
	for from := 0; from < size; from += 1000 {
		must(db.Write(context.Background(), root.Scope(), by, func(tx *store.Tx) error {
			for i := from; i < min(from+1000, size); i++ {
				if err := g.fill(tx, i, units[i%counties]); err != nil {
					return err
				}
			}
			return nil
		}))
	}
	f, err := g.facts(context.Background(), storetest.Tenant)
	must(err)
	person := func(id string, role access.Role, unit string) access.Actor {
		return access.NewActor(storetest.Tenant, access.Person{ID: id, Name: id, Unit: unit, Roles: []access.Role{role}}, f.tree)
	}
	g.clerk, g.office = person("clerk", access.RoleReporter, units[3]), person("office", access.RoleOffice, city)
	return g
}

// fill writes the i-th project with all that belongs to it.
func (g *big) fill(tx *store.Tx, i int, unit string) error {
	p := &lifecycle.Project{ID: g.newID(), Unit: unit, Kind: "new", Industry: "2826", Place: "示例路" + itoa(i%97) + "号",
		Name: fmt.Sprintf("示例%d年产%d万吨%s项目", i, 1+i%37, products[i%len(products)]), Enterprise: fmt.Sprintf("示例%d%s有限公司", i, products[i%len(products)]),
		EnterpriseCode: fmt.Sprintf("91320899MA%07d0", i), Total: money.Exactly(money.Yuan(1+i%120) * money.Yi), Levels: []string{[]string{"provincial", "city", "county"}[i%3]},
		Content: "新建厂房若干万平方米，购置设备若干台（套）。", Leader: "示例·领导", Contact: "演示员", Store: lifecycle.StoreYes}
	p.SetPlan(2026, money.Some(money.Yuan(1+i%30)*money.Yi/2))
	for s, stage := range lifecycle.Stages[:1+i%6] {
		p.SetFact(lifecycle.StageFact{Stage: stage, Planned: workday.InMonth(2025, time.Month(1+s)), Declared: true, DeclaredOn: workday.On(workday.NewDate(2025, time.Month(1+s), 1+i%28))})
	}
	if err := tx.SaveProject(nil, p); err != nil {
		return err
	}
	g.ids = append(g.ids, p.ID)
	for m := range 10 {
		for _, sense := range []lifecycle.Sense{lifecycle.Dispatch, lifecycle.Statistics} {
			f := lifecycle.Figure{Project: p.ID, Month: workday.InMonth(2026, time.Month(m+1)), Sense: sense,
				YearDone: money.Some(money.Yuan(m+1) * money.Yuan(1+i%17) * money.Wan * 100)}
			if err := tx.SaveFigure(nil, &f); err != nil {
				return err
			}
		}
	}
	for k := range 6 {
		n := schedule.Milestone{Project: p.ID, Code: "n" + itoa(k), Name: "节点", Order: k, Planned: workday.InMonth(2026, time.Month(2*k+1))}
		if err := tx.SaveMilestone(nil, &n); err != nil {
			return err
		}
	}
	return nil
}

var benchDir string

// quantiles reports the middle and the slow end of what a benchmark timed itself.
func quantiles(b *testing.B, took []time.Duration) {
	slices.Sort(took)
	at := func(p int) float64 { return float64(took[min(len(took)-1, len(took)*p/100)].Microseconds()) / 1000 }
	b.ReportMetric(at(50), "p50-ms")
	b.ReportMetric(at(95), "p95-ms")
}

// timed runs fn b.N times and reports quantiles.
func timed(b *testing.B, fn func(i int) error) {
	b.Helper()
	took := make([]time.Duration, 0, b.N)
	for i := range b.N {
		begun := time.Now()
		if err := fn(i); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(begun))
	}
	quantiles(b, took)
}

// filters are table pages as people open them; every one is another question.
var filters = []ProjectFilter{
	{}, {Sort: "-total"}, {Sort: "lead", Stage: []string{"started"}}, {Light: []string{"behind", "watch"}, Sort: "light"},
	{Level: []string{"city"}, Sort: "-plan", Group: "stage"}, {Sort: "name"}, {Query: "纤维", Sort: "unit"}, {Kind: []string{"new"}, Group: "light", Sort: "rate"},
}

// BenchmarkPages times what issue 2 section 5 bounds, for a county's clerk and for
// the city's office.
func BenchmarkPages(b *testing.B) {
	for _, size := range []int{3000, 30000} {
		for _, who := range []string{"clerk", "office"} {
			b.Run(fmt.Sprintf("%d/%s", size, who), func(b *testing.B) { benchPages(b, size, who) })
		}
	}
}

func benchPages(b *testing.B, size int, as string) {
	g := bigOf(b, size)
	who := g.office
	if as == "clerk" {
		who = g.clerk
	}
	rows, err := g.EachProject(b.Context(), who, ProjectFilter{})
	if err != nil || len(rows) == 0 {
		b.Fatal(len(rows), err)
	}
	b.Run("table", func(b *testing.B) {
		timed(b, func(i int) error { _, err := g.Projects(b.Context(), who, filters[i%len(filters)]); return err })
	})
	b.Run("search", func(b *testing.B) {
		timed(b, func(i int) error {
			_, err := g.Projects(b.Context(), who, ProjectFilter{Query: []string{"纤维", "电池", "预制", "药项"}[i%4]})
			return err
		})
	})
	b.Run("project", func(b *testing.B) {
		timed(b, func(i int) error {
			_, err := g.Project(b.Context(), who, rows[i*7919%len(rows)].Project.ID, Moment{})
			return err
		})
	})
	b.Run("board", func(b *testing.B) {
		timed(b, func(int) error { _, err := g.Board(b.Context(), who, BoardFilter{}); return err })
	})
	b.Run("history", func(b *testing.B) {
		timed(b, func(i int) error {
			_, err := g.ProjectHistory(b.Context(), who, rows[i*7919%len(rows)].Project.ID)
			return err
		})
	})
	b.Run("timetable", func(b *testing.B) {
		timed(b, func(int) error { _, err := g.Timetable(b.Context(), who, ProjectFilter{}, 0, 0); return err })
	})
}

// BenchmarkSave times a saved figure with its journal entry on the disk, and the
// table page that follows it, which must take the new figure in.
func BenchmarkSave(b *testing.B) {
	for _, size := range []int{3000, 30000} {
		b.Run(itoa(size), func(b *testing.B) { benchSave(b, size) })
	}
}

func benchSave(b *testing.B, size int) {
	g := bigOf(b, size)
	rows, err := g.EachProject(b.Context(), g.clerk, ProjectFilter{})
	if err != nil {
		b.Fatal(err)
	}
	save := func(i int) error {
		return g.FigureReport(b.Context(), g.clerk, FigureReport{Project: rows[i*7919%len(rows)].Project.ID,
			Figure: lifecycle.Figure{Month: workday.InMonth(2026, 11), Sense: lifecycle.Dispatch, YearDone: money.Some(money.Yuan(i+1) * money.Wan)}})
	}
	b.Run("figure", func(b *testing.B) { timed(b, save) })
	b.Run("page-after-figure", func(b *testing.B) {
		timed(b, func(i int) error {
			if err := save(i + 1<<20); err != nil {
				return err
			}
			_, err := g.Projects(b.Context(), g.clerk, ProjectFilter{})
			return err
		})
	})
}

// BenchmarkUpdates is how many figures a second are reported, each an act of its own
// with rights, rules and journal, and on the disk before it is acknowledged: by
// one clerk after the other, and by sixteen at once.
func BenchmarkUpdates(b *testing.B) {
	g := bigOf(b, 3000)
	rows, err := g.EachProject(b.Context(), g.clerk, ProjectFilter{})
	if err != nil {
		b.Fatal(err)
	}
	for _, clerks := range []int{1, 16} {
		b.Run(fmt.Sprintf("%d-clerks", clerks), func(b *testing.B) {
			var next atomic.Int64
			var all sync.WaitGroup
			for range clerks {
				all.Go(func() {
					for n := next.Add(1); n <= int64(b.N); n = next.Add(1) {
						err := g.FigureReport(b.Context(), g.clerk, FigureReport{Project: rows[int(n)%len(rows)].Project.ID,
							Figure: lifecycle.Figure{Month: workday.InMonth(2026, 11), Sense: lifecycle.Dispatch, YearDone: money.Some(money.Yuan(1 + time.Now().UnixNano()%1e12))}})
						if err != nil {
							b.Error(err)
							return
						}
					}
				})
			}
			all.Wait()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "updates/s")
		})
	}
}

// BenchmarkCrowd times sixteen people at once: fifteen read, one in sixteen acts
// is a figure.
func BenchmarkCrowd(b *testing.B) {
	g := bigOf(b, 3000)
	rows, err := g.EachProject(b.Context(), g.clerk, ProjectFilter{})
	if err != nil {
		b.Fatal(err)
	}
	var lock sync.Mutex
	var took []time.Duration
	b.SetParallelism(16 / runtime.GOMAXPROCS(0))
	b.RunParallel(func(pb *testing.PB) {
		for i := 0; pb.Next(); i++ {
			begun := time.Now()
			var err error
			if i%16 == 0 {
				err = g.FigureReport(b.Context(), g.clerk, FigureReport{Project: rows[i*7919%len(rows)].Project.ID,
					Figure: lifecycle.Figure{Month: workday.InMonth(2026, 11), Sense: lifecycle.Dispatch, YearDone: money.Some(money.Yuan(1+time.Now().UnixNano()%10000) * money.Wan)}})
			} else {
				_, err = g.Projects(b.Context(), g.clerk, filters[i%len(filters)])
			}
			if err != nil {
				b.Error(err)
			}
			lock.Lock()
			took = append(took, time.Since(begun))
			lock.Unlock()
		}
	})
	quantiles(b, took)
}

// BenchmarkImport times 3,000 new rows, and the same rows again, beside 3,000
// projects that are there.
func BenchmarkImport(b *testing.B) {
	g := bigOf(b, 3000)
	f, err := g.facts(b.Context(), storetest.Tenant)
	if err != nil {
		b.Fatal(err)
	}
	for i := range b.N {
		var rows []LedgerRow
		for k := range 3000 {
			r := row(fmt.Sprintf("台账%d-%d年产%d万件%s项目", i, k, k%41, products[k%len(products)]), 1+k%50)
			r.YearDone, r.Plan, r.PlanYear, r.Place = yi(1), yi(3), 2026, "示例3县"
			rows = append(rows, r)
		}
		in := LedgerImport{Unit: f.tree.Root(), File: ledgerOf(itoa(i), rows...)}
		begun := time.Now()
		cause, _, err := g.LedgerImport(b.Context(), g.office, in)
		if err != nil || cause == "" {
			b.Fatal(cause, err)
		}
		b.ReportMetric(time.Since(begun).Seconds(), "s/import")
		begun = time.Now()
		if _, err := g.LedgerPreview(b.Context(), g.office, in); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(time.Since(begun).Seconds(), "s/again")
		b.StopTimer()
		if err := g.LedgerUndo(b.Context(), g.office, cause); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}

// BenchmarkFirstLook times reading all facts and figuring today's rows, as after a
// start, and reports the memory they hold.
func BenchmarkFirstLook(b *testing.B) {
	for _, size := range []int{3000, 30000} {
		b.Run(itoa(size), func(b *testing.B) {
			g := bigOf(b, size)
			for range b.N {
				a := New(Config{DB: g.db, Clock: g.clock})
				before := heap()
				if _, err := a.Projects(b.Context(), g.office, ProjectFilter{}); err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(heap()-before)/(1<<20), "MiB-held")
				runtime.KeepAlive(a)
			}
		})
	}
}

// heap is what is alive after a collection.
func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
