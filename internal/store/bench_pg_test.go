package store_test

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"guatu/internal/access"
	"guatu/internal/lifecycle"
	"guatu/internal/store"
	"guatu/internal/store/storetest"
)

// postgres is a fresh PostgreSQL; the figures are those of a server that does
// not wait for its disk.
func postgres(b *testing.B) *store.DB {
	b.Helper()
	db := storetest.Open(b, storetest.Postgres(b), storetest.NewClock(storetest.Begin))
	if err := db.CreateTenant(ctx, store.Tenant{ID: storetest.Tenant}); err != nil {
		b.Fatal(err)
	}
	return db
}

// BenchmarkPostgresRegister10000 is a county's ledger as one act.
func BenchmarkPostgresRegister10000(b *testing.B) {
	for range b.N {
		b.StopTimer()
		db := postgres(b)
		b.StartTimer()
		register(b, db, 10_000)
	}
}

// BenchmarkPostgresSaveFigure is one act of one person over the socket.
func BenchmarkPostgresSaveFigure(b *testing.B) {
	db := postgres(b)
	register(b, db, 1000)
	b.ResetTimer()
	for i := range b.N {
		saveFigure(b, db, i%1000)
	}
}

// BenchmarkChange30000 is a second ledger that changes a field of every project.
func BenchmarkChange30000(b *testing.B) {
	db, _ := storetest.Fresh(b)
	register(b, db, 30_000)
	b.ResetTimer()
	for range b.N {
		act(b, db, func(tx *store.Tx) error {
			all, err := tx.Projects()
			if err != nil {
				return err
			}
			for _, was := range all {
				is := *was
				is.Image += "。"
				is.Stages = append([]lifecycle.StageFact(nil), was.Stages...)
				is.Stages[2].Declared = !is.Stages[2].Declared
				if err := tx.SaveProject(was, &is); err != nil {
					return err
				}
			}
			return nil
		})
	}
}

// BenchmarkPostgresCities lets one writer save, then eight at once, each figures of
// a city of its own: no writer waits for another city's.
func BenchmarkPostgresCities(b *testing.B) {
	db := storetest.Open(b, storetest.Postgres(b), storetest.NewClock(storetest.Begin))
	const cities, projects = 8, 100
	for i := range cities {
		city(b, db, i, projects)
	}
	for _, writers := range []int{1, cities} {
		b.Run(fmt.Sprintf("%d-writers", writers), func(b *testing.B) {
			var next atomic.Int64
			var all sync.WaitGroup
			took := make([][]time.Duration, writers)
			for w := range writers {
				all.Go(func() {
					for n := next.Add(1); n <= int64(b.N); n = next.Add(1) {
						begun := time.Now()
						if err := saveIn(db, w, int(n)%projects); err != nil {
							b.Error(err)
							return
						}
						took[w] = append(took[w], time.Since(begun))
					}
				})
			}
			all.Wait()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "updates/s")
			slow := slices.Sorted(slices.Values(slices.Concat(took...)))
			b.ReportMetric(float64(slow[len(slow)*95/100].Microseconds())/1000, "p95-ms")
		})
	}
}

// inCity is the scope of one of many tenants.
func inCity(i int) access.Scope { return access.SystemScope(strconv.Itoa(i), access.SystemTick) }

// city makes a tenant with projects and a figure each.
func city(b *testing.B, db *store.DB, i, projects int) {
	b.Helper()
	if err := db.CreateTenant(ctx, store.Tenant{ID: strconv.Itoa(i)}); err != nil {
		b.Fatal(err)
	}
	err := db.Write(ctx, inCity(i), tester, func(tx *store.Tx) error {
		for n := range projects {
			p, f := sample(n)
			if err := tx.SaveProject(nil, p); err != nil {
				return err
			}
			if err := tx.SaveFigure(nil, f); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}

// saveIn changes one figure of a city as one act.
func saveIn(db *store.DB, i, n int) error {
	_, key := sample(n)
	return db.Write(context.Background(), inCity(i), tester, func(tx *store.Tx) error {
		figures, err := tx.Figures(key.Project)
		if err != nil {
			return err
		}
		was, is := figures[0], figures[0]
		is.YearDone.Yuan++
		return tx.SaveFigure(&was, &is)
	})
}
