package store_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/schedule"
	"guatu/internal/store"
	"guatu/internal/store/storetest"
	"guatu/internal/workday"
)

var update = flag.Bool("update", false, "write schema.sql anew")

func sorted(words []string) string {
	return strings.Join(slices.Sorted(slices.Values(words)), " ")
}

func TestTheSchemaIsTheOneWrittenDown(t *testing.T) {
	db, _ := storetest.Fresh(t)
	made, err := db.Texts(ctx, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY tbl_name, type DESC, name")
	if err != nil {
		t.Fatal(err)
	}
	got := "-- Made by `go test ./internal/store -run Schema -update` from the migrations. Read, do not edit.\n\n" +
		strings.Join(made, ";\n\n") + ";\n"
	if *update {
		if err := os.WriteFile("schema.sql", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("schema.sql")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("schema.sql is not the schema; -update writes it anew:\n%s", diff)
	}
}

func TestServersThatStartTogetherMigrateOnce(t *testing.T) {
	storetest.EachDSN(t, func(t *testing.T, dsn string) {
		clock := storetest.NewClock(storetest.Begin)
		var all sync.WaitGroup
		for range 6 {
			all.Go(func() {
				db, err := store.Open(ctx, store.Config{DSN: dsn, Clock: clock.Now})
				if err != nil {
					t.Error(err)
					return
				}
				if err := db.Ping(ctx); err != nil {
					t.Error(err)
				}
				if err := db.Close(); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		db := storetest.Open(t, dsn, clock)
		names, err := db.Texts(ctx, "SELECT name FROM migration ORDER BY version")
		if diff := cmp.Diff(append([]string{"lock"}, migrationNames(t)...), names); diff != "" || err != nil {
			t.Error(err, diff)
		}
	})
}

// TestWhatWasPlannedBecomesItsBaseline brings a database of the first schema up to
// date.
func TestWhatWasPlannedBecomesItsBaseline(t *testing.T) {
	storetest.EachDSN(t, func(t *testing.T, dsn string) {
		c := store.Config{DSN: dsn, Clock: storetest.NewClock(storetest.Begin).Now}
		old, err := store.OpenAt(ctx, c, 1)
		if err != nil {
			t.Fatal(err)
		}
		if err := old.CreateTenant(ctx, store.Tenant{ID: storetest.Tenant}); err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{
			"INSERT INTO project SELECT 't1', 'p1', 1, '', '', '', '', '', 'u1', '', '', '', NULL, NULL, '', '', '', '', '', '', '', '', NULL, NULL, NULL, NULL, NULL, 0, '', NULL, '', '', '', '', '', '', 0, ''",
			"INSERT INTO stage (tenant, project, stage, place, planned, declared, declared_on, recognised, recognised_on) VALUES ('t1', 'p1', 'started', 0, '2026-05', 0, '', 0, ''), ('t1', 'p1', 'signed', 1, '', 1, '2025-03', 0, '')",
			"INSERT INTO milestone (tenant, project, code, version, name, place, baseline, planned, forecast, actual, note) VALUES ('t1', 'p1', 'm', 1, '', 0, '', '', '', '', '')",
		} {
			if err := old.Exec(ctx, text); err != nil {
				t.Fatal(err)
			}
		}
		if err := old.Close(); err != nil {
			t.Fatal(err)
		}
		db := storetest.Open(t, dsn, storetest.NewClock(storetest.Begin))
		look(t, db, func(tx *store.Tx) error {
			p, err := tx.Project("p1")
			if err != nil {
				return err
			}
			may := workday.InMonth(2026, 5)
			want := []lifecycle.StageFact{{Stage: lifecycle.Started, Baseline: may, Planned: may}, {Stage: lifecycle.Signed, Declared: true, DeclaredOn: workday.InMonth(2025, 3)}}
			if diff := cmp.Diff(want, p.Stages); diff != "" {
				t.Error(diff)
			}
			nodes, err := tx.Milestones("p1")
			if diff := cmp.Diff([]schedule.Milestone{{Project: "p1", Code: "m", Version: 1}}, nodes); diff != "" {
				t.Error(diff)
			}
			return err
		})
	})
}

func TestADatabaseOfAnotherHistoryIsRefused(t *testing.T) {
	cases := map[string]string{
		"a migration changed after it ran": "UPDATE migration SET checksum = 'x' WHERE version = 1",
		"a newer program was here":         "INSERT INTO migration (version, name, checksum, at) VALUES (999, 'z', '', '')",
	}
	for name, statement := range cases {
		dsn, clock := storetest.SQLite(t), storetest.NewClock(storetest.Begin)
		if err := storetest.Open(t, dsn, clock).Exec(ctx, statement); err != nil {
			t.Fatal(err)
		}
		if _, err := store.Open(ctx, store.Config{DSN: dsn, Clock: clock.Now}); err == nil {
			t.Errorf("%s: it opens", name)
		}
	}
}

func TestAnAddressIsReadBeforeItIsOpened(t *testing.T) {
	clock := storetest.NewClock(storetest.Begin)
	for _, dsn := range []string{"", "sqlite:", "mysql://x", "guatu.db"} {
		_, err := store.Open(ctx, store.Config{DSN: dsn, Clock: clock.Now})
		if fault.KindOf(err) != fault.Invalid {
			t.Errorf("%q: %v", dsn, err)
		}
	}
	if _, err := store.Open(ctx, store.Config{DSN: storetest.SQLite(t)}); err == nil {
		t.Error("a database without a clock opens")
	}
	odd := "sqlite:" + t.TempDir() + "/挂 图?100%#.db"
	storetest.Open(t, odd, clock)
	if _, err := os.Stat(strings.TrimPrefix(odd, "sqlite:")); err != nil {
		t.Errorf("a file with an odd name: %v", err)
	}
}

func TestClosingLeavesNothingOpen(t *testing.T) {
	storetest.EachDSN(t, func(t *testing.T, dsn string) {
		db, err := store.Open(ctx, store.Config{DSN: dsn, Clock: storetest.NewClock(storetest.Begin).Now})
		if err != nil {
			t.Fatal(err)
		}
		if err := db.CreateTenant(ctx, store.Tenant{ID: storetest.Tenant}); err != nil {
			t.Fatal(err)
		}
		register(t, db, 10)
		err = db.Read(ctx, system, func(tx *store.Tx) error {
			if err := db.Close(); err != nil { // while a view is open
				return err
			}
			_, err := tx.Projects()
			return err
		})
		if err != nil {
			t.Errorf("a view that was open when it closed gives %v", err)
		}
		if err := db.Ping(ctx); fault.KindOf(err) != fault.Unavailable {
			t.Errorf("asking after closing gives %v", err)
		}
		if file, ok := strings.CutPrefix(dsn, "sqlite:"); ok {
			if _, err := os.Stat(file + "-wal"); !os.IsNotExist(err) {
				t.Errorf("the write-ahead log is left: %v", err)
			}
		}
	})
}

// migrationNames are the files that are there.
func migrationNames(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("migrations/*.sql")
	if err != nil || len(files) < 2 {
		t.Fatal(files, err)
	}
	for i := range files {
		files[i] = filepath.Base(files[i])
	}
	return files
}
