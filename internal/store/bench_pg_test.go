package store_test

import (
	"testing"

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
