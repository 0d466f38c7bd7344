package store_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/journal"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/store"
	"guatu/internal/store/storetest"
	"guatu/internal/workday"
)

// head is the number of the last entry.
func head(t testing.TB, db *store.DB) int64 {
	t.Helper()
	n, _, err := db.Head(ctx, storetest.Tenant)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// holds checks every chain.
func holds(t testing.TB, db *store.DB) {
	t.Helper()
	reports, err := db.Verify(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range reports {
		if r.Fault != nil {
			t.Errorf("the chain of %s breaks: %v", r.Tenant, r.Fault)
		}
	}
}

func TestOfTwentyWhoSaveAtOnceExactlyOneWinsEachVersion(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, _ *storetest.Clock) {
		act(t, db, func(tx *store.Tx) error { return tx.SaveProject(nil, &lifecycle.Project{ID: "p1"}) })
		for version := 1; version <= 3; version++ {
			var won, lost atomic.Int32
			var all sync.WaitGroup
			for i := range 20 {
				all.Go(func() {
					err := db.Write(ctx, system, tester, func(tx *store.Tx) error {
						was, err := tx.Project("p1")
						if err != nil {
							return err
						}
						is := *was
						is.Version, is.Leader = version, fmt.Sprintf("%d-%d", version, i) // the form's version
						return tx.SaveProject(was, &is)
					})
					switch {
					case err == nil:
						won.Add(1)
					case fault.KindOf(err) == fault.Conflict:
						lost.Add(1)
					default:
						t.Error(err)
					}
				})
			}
			all.Wait()
			if won.Load() != 1 || lost.Load() != 19 {
				t.Errorf("version %d: %d won, %d lost", version, won.Load(), lost.Load())
			}
		}
		if n := head(t, db); n != 4 {
			t.Errorf("%d entries, want 4: one a version", n)
		}
		holds(t, db)
	})
}

func TestAStaleValueIsAConflictAndTheVersionIsTakenBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, _ *storetest.Clock) {
		first := &lifecycle.Project{ID: "p1"}
		figure := lifecycle.Figure{Project: "p1", Month: workday.InMonth(2026, 1), Sense: lifecycle.Dispatch}
		act(t, db, func(tx *store.Tx) error {
			return errors.Join(tx.SaveProject(nil, first), tx.SaveFigure(nil, &figure))
		})
		second, third := *first, *first
		second.Leader, third.Leader = "甲", "乙"
		act(t, db, func(tx *store.Tx) error { return tx.SaveProject(first, &second) })
		err := db.Write(ctx, system, tester, func(tx *store.Tx) error { return tx.SaveProject(first, &third) })
		if fault.KindOf(err) != fault.Conflict || third.Version != 1 {
			t.Errorf("got %v, version %d; want a conflict and version 1", err, third.Version)
		}
		stale, is := figure, figure
		stale.Done, is.Done = money.Some(1), money.Some(2)
		err = db.Write(ctx, system, tester, func(tx *store.Tx) error { return tx.SaveFigure(&stale, &is) })
		if fault.KindOf(err) != fault.Conflict {
			t.Errorf("a figure saved on a stale value gives %v", err)
		}
		err = db.Write(ctx, system, tester, func(tx *store.Tx) error { return tx.SaveFigure(nil, &figure) })
		if fault.KindOf(err) != fault.Conflict {
			t.Errorf("a figure added twice gives %v", err)
		}
	})
}

func TestSavingWhatIsThereLeavesNoTrace(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, _ *storetest.Clock) {
		p := &lifecycle.Project{ID: "p1"}
		act(t, db, func(tx *store.Tx) error { return tx.SaveProject(nil, p) })
		same := *p
		act(t, db, func(tx *store.Tx) error { return tx.SaveProject(p, &same) })
		if n := head(t, db); n != 1 || same.Version != 1 {
			t.Errorf("%d entries, version %d; want 1 and 1", n, same.Version)
		}
	})
}

func TestAnActThatFailsNeverWas(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, _ *storetest.Clock) {
		wrong := errors.New("row 49,999 is wrong")
		err := db.Write(ctx, system, tester, func(tx *store.Tx) error {
			for i := range 500 { // some have been sent, some wait
				p, f := sample(i)
				if err := errors.Join(tx.SaveProject(nil, p), tx.SaveFigure(nil, f)); err != nil {
					return err
				}
			}
			return wrong
		})
		if !errors.Is(err, wrong) {
			t.Errorf("got %v", err)
		}
		look(t, db, func(tx *store.Tx) error {
			all, err := tx.Projects()
			if len(all) > 0 {
				t.Errorf("%d projects of a failed act", len(all))
			}
			return err
		})
		func() {
			defer func() { _ = recover() }()
			act(t, db, func(tx *store.Tx) error { panic("a mistake of ours") })
		}()
		act(t, db, func(tx *store.Tx) error { return tx.SaveProject(nil, &lifecycle.Project{ID: "after"}) })
		if n := head(t, db); n != 1 {
			t.Errorf("%d entries, want 1", n)
		}
	})
}

func TestWhatWaitsIsSeenInsideTheAct(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, _ *storetest.Clock) {
		act(t, db, func(tx *store.Tx) error {
			p, f := sample(1)
			if err := errors.Join(tx.SaveProject(nil, p), tx.SaveFigure(nil, f)); err != nil {
				return err
			}
			was := *p
			p.Leader = "甲"
			if err := tx.SaveProject(&was, p); err != nil { // the row still waits
				return err
			}
			got, err := tx.Project(p.ID)
			if err != nil || got.Leader != "甲" || got.Version != 2 {
				t.Errorf("read inside the act: %+v, %v", got, err)
			}
			entries, err := tx.Entries(store.EntryFilter{Project: p.ID})
			if len(entries) != 3 {
				t.Errorf("%d entries inside the act, want 3", len(entries))
			}
			if err := errors.Join(err, tx.SaveFigure(f, nil)); err != nil {
				return err
			}
			if err := tx.SaveProject(p, nil); err != nil {
				return err
			}
			return tx.SaveProject(nil, &lifecycle.Project{ID: p.ID}) // added again after its removal
		})
		holds(t, db)
	})
}

func TestTransactionsAskForTheirConditions(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, _ *storetest.Clock) {
		nothing := func(*store.Tx) error { return nil }
		if err := db.Read(ctx, access.Scope{}, nothing); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("reading with the zero scope gives %v", err)
		}
		if err := db.Write(ctx, access.Scope{}, tester, nothing); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("writing with the zero scope gives %v", err)
		}
		if err := db.Write(ctx, system, journal.By{}, nothing); err == nil {
			t.Error("an act of nobody is taken")
		}
		elsewhere := access.SystemScope("nowhere", access.SystemTick)
		if err := db.Write(ctx, elsewhere, tester, nothing); fault.KindOf(err) != fault.NotFound {
			t.Errorf("an act in a tenant that is not there gives %v", err)
		}
		err := db.Read(ctx, system, func(tx *store.Tx) error { return tx.SaveProject(nil, &lifecycle.Project{ID: "p1"}) })
		if err == nil || head(t, db) != 0 {
			t.Errorf("saving in a view gives %v", err)
		}
		err = db.Write(ctx, system, tester, func(tx *store.Tx) error {
			return tx.SaveProject(nil, &lifecycle.Project{ID: "p1", Name: "a\x00b"})
		})
		if fault.KindOf(err) != fault.Invalid {
			t.Errorf("text with a zero byte gives %v", err)
		}
		err = db.Write(ctx, system, tester, func(tx *store.Tx) error {
			return tx.SaveProject(nil, &lifecycle.Project{ID: "p1", Name: "\xff"})
		})
		if fault.KindOf(err) != fault.Invalid {
			t.Errorf("broken UTF-8 gives %v", err)
		}
		gone, cancel := context.WithCancel(ctx)
		err = db.Write(gone, system, tester, func(tx *store.Tx) error {
			cancel()
			return tx.SaveProject(nil, &lifecycle.Project{ID: "p1"})
		})
		if !errors.Is(err, context.Canceled) || head(t, db) != 0 {
			t.Errorf("an act whose context ended gives %v", err)
		}
	})
}

func TestAnActIsRepeatedWhenTheDatabaseAsks(t *testing.T) {
	db := storetest.Open(t, storetest.Postgres(t), storetest.NewClock(storetest.Begin))
	if err := db.CreateTenant(ctx, store.Tenant{ID: storetest.Tenant}); err != nil {
		t.Fatal(err)
	}
	tries := 0
	act(t, db, func(tx *store.Tx) error {
		tries++
		if err := tx.SaveProject(nil, &lifecycle.Project{ID: "p1"}); err != nil {
			return err
		}
		if tries < 3 {
			return &pgconn.PgError{Code: "40001"}
		}
		return nil
	})
	if tries != 3 || head(t, db) != 1 {
		t.Errorf("%d tries, %d entries; want 3 and 1", tries, head(t, db))
	}
}

func TestTenantsDoNotWaitForEachOther(t *testing.T) {
	clock := storetest.NewClock(storetest.Begin)
	db := storetest.Open(t, storetest.Postgres(t), clock)
	const cities = 8
	for i := range cities {
		if err := db.CreateTenant(ctx, store.Tenant{ID: strconv.Itoa(i)}); err != nil {
			t.Fatal(err)
		}
	}
	in := func(i int) access.Scope { return access.SystemScope(strconv.Itoa(i), access.SystemTick) }
	write := func(ctx context.Context, i int) error {
		return db.Write(ctx, in(i), tester, func(tx *store.Tx) error {
			return tx.SaveProject(nil, &lifecycle.Project{ID: fmt.Sprint(i)})
		})
	}
	err := db.Write(ctx, in(0), tester, func(tx *store.Tx) error { // the first city's act stays open
		if err := tx.SaveProject(nil, &lifecycle.Project{ID: "held"}); err != nil {
			return err
		}
		var others sync.WaitGroup
		for i := 1; i < cities; i++ {
			others.Go(func() {
				if err := write(ctx, i); err != nil {
					t.Error(err)
				}
			})
		}
		others.Wait()
		soon, cancel := context.WithTimeout(ctx, 100*time.Millisecond)
		defer cancel()
		if err := write(soon, 0); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("a second act of the same city gives %v, want that it waits", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := write(ctx, 0); err != nil {
		t.Error(err)
	}
	holds(t, db)
}

func TestAFullDiskIsSaidAndNothingIsHalfDone(t *testing.T) {
	db, _ := storetest.Fresh(t)
	register(t, db, 20)
	before := head(t, db)
	if err := db.ExecAlone(ctx, "PRAGMA max_page_count = 200"); err != nil {
		t.Fatal(err)
	}
	err := db.Write(ctx, system, tester, func(tx *store.Tx) error {
		for i := 100; i < 2000; i++ {
			p, f := sample(i)
			if err := errors.Join(tx.SaveProject(nil, p), tx.SaveFigure(nil, f)); err != nil {
				return err
			}
		}
		return nil
	})
	if e, ok := fault.As(err); !ok || e.Code != "store.full" {
		t.Fatalf("a full disk gives %v", err)
	}
	if head(t, db) != before {
		t.Error("entries of a failed act")
	}
	holds(t, db)
	if err := db.ExecAlone(ctx, "PRAGMA max_page_count = 1000000"); err != nil {
		t.Fatal(err)
	}
	register2 := func(tx *store.Tx) error { return tx.SaveProject(nil, &lifecycle.Project{ID: "room again"}) }
	act(t, db, register2)
}

// childDSN tells the test binary that it is the one to be killed.
const childDSN = "GUATU_STORE_TEST_CHILD"

// TestChildThatWritesUntilItIsKilled is the other half of the test below.
func TestChildThatWritesUntilItIsKilled(t *testing.T) {
	dsn := os.Getenv(childDSN)
	if dsn == "" {
		t.Skip("runs only inside TestNothingAcknowledgedIsLostToAKill")
	}
	db := storetest.Open(t, dsn, storetest.NewClock(storetest.Begin))
	for i := int(head(t, db)); ; i++ {
		act(t, db, func(tx *store.Tx) error {
			for k := range 1 + i%40 { // small acts and large ones
				p, f := sample(i*100 + k)
				p.ID = fmt.Sprintf("%s-%d", p.ID, head(t, db))
				f.Project = p.ID
				if err := errors.Join(tx.SaveProject(nil, p), tx.SaveFigure(nil, f)); err != nil {
					return err
				}
			}
			return nil
		})
		fmt.Printf("acknowledged %d\n", head(t, db))
	}
}

func TestNothingAcknowledgedIsLostToAKill(t *testing.T) {
	db, clock := storetest.Fresh(t)
	files, err := db.Texts(ctx, "SELECT file FROM pragma_database_list")
	if err != nil {
		t.Fatal(err)
	}
	dsn := "sqlite:" + files[0]
	for range 20 {
		acknowledged := killed(t, dsn)
		again := storetest.Open(t, dsn, clock)
		if n := head(t, again); n < acknowledged {
			t.Fatalf("%d entries acknowledged, %d there", acknowledged, n)
		}
		look(t, again, func(tx *store.Tx) error {
			projects, err1 := tx.Projects()
			figures, err2 := tx.AllFigures()
			if int64(len(projects)+len(figures)) != head(t, again) || len(projects) != len(figures) {
				t.Errorf("half an act: %d projects, %d figures, %d entries", len(projects), len(figures), head(t, again))
			}
			return errors.Join(err1, err2)
		})
		holds(t, again)
	}
	if head(t, db) == 0 {
		t.Error("no child ever wrote anything")
	}
}

// killed lets a child write for a moment, kills it, and gives the last number
// it acknowledged.
func killed(t *testing.T, dsn string) (acknowledged int64) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestChildThatWritesUntilItIsKilled$")
	cmd.Env = append(os.Environ(), childDSN+"="+dsn)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(time.Duration(30+rand.N(120))*time.Millisecond, func() { _ = cmd.Process.Kill() })
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if n, ok := strings.CutPrefix(lines.Text(), "acknowledged "); ok {
			if acknowledged, err = strconv.ParseInt(n, 10, 64); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := cmd.Wait(); err == nil {
		t.Error("the child ended by itself")
	}
	return acknowledged
}
