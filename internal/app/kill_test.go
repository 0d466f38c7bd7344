package app

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"guatu/internal/access"
	"guatu/internal/store"
	"guatu/internal/store/storetest"
)

// importerDSN tells the test binary that it is the one to be killed.
const importerDSN = "GUATU_TEST_IMPORTER"

const (
	killRounds = 5
	killRows   = 300
)

func TestMain(m *testing.M) {
	if dsn := os.Getenv(importerDSN); dsn != "" {
		importForEver(dsn)
		os.Exit(1)
	}
	os.Exit(withBenchDir(m))
}

// withBenchDir runs everything with a folder for the databases that benchmarks
// share, and takes it away afterwards.
func withBenchDir(m *testing.M) int {
	var err error
	if benchDir, err = os.MkdirTemp("", "guatu-bench"); err != nil {
		panic(err)
	}
	defer func() {
		if err := os.RemoveAll(benchDir); err != nil {
			panic(err)
		}
	}()
	return m.Run()
}

// importForEver imports one file after the other and says each cause once the
// import is acknowledged. It never ends by itself.
func importForEver(dsn string) {
	ctx := context.Background()
	db, err := store.Open(ctx, store.Config{DSN: dsn, Clock: time.Now})
	if err != nil {
		panic(err)
	}
	a := New(Config{DB: db, Clock: time.Now})
	f, err := a.facts(ctx, storetest.Tenant)
	if err != nil {
		panic(err)
	}
	who := access.NewActor(storetest.Tenant, access.Person{ID: "chief", Name: "chief", Unit: f.tree.Root(), Roles: []access.Role{access.RoleOffice}}, f.tree)
	fmt.Println("begun")
	for i := 0; ; i++ {
		var rows []LedgerRow
		for k := range killRows {
			r := row(fmt.Sprintf("%s-%d-%d项目", a.newID(), i, k), 1)
			r.YearDone = yi(1)
			rows = append(rows, r)
		}
		cause, _, err := a.LedgerImport(ctx, who, LedgerImport{Unit: f.tree.Root(), File: ledgerOf("f.xlsx", rows...)})
		if err != nil {
			panic(err)
		}
		fmt.Println(cause)
	}
}

// TestAKillDuringAnImportLeavesAllOfItOrNothing kills a child in the middle of its
// imports: every acknowledged import is there whole, no other is there in part,
// and the chain holds.
func TestAKillDuringAnImportLeavesAllOfItOrNothing(t *testing.T) {
	dsn := storetest.SQLite(t)
	clock := storetest.NewClock(storetest.Begin)
	db := storetest.Open(t, dsn, clock)
	if err := db.CreateTenant(t.Context(), store.Tenant{ID: storetest.Tenant, Name: "示例市"}); err != nil {
		t.Fatal(err)
	}
	a := New(Config{DB: db, Clock: clock.Now})
	root := access.SystemActor(storetest.Tenant, access.SystemSetup)
	if _, err := a.UnitSave(t.Context(), root, UnitSave{Unit: access.Unit{Name: "示例市", Kind: access.City}}); err != nil {
		t.Fatal(err)
	}
	var acknowledged []string
	r := rand.New(rand.NewPCG(2, 3))
	for range killRounds {
		acknowledged = append(acknowledged, killImporter(t, dsn, r)...)
		whole(t, a, db, acknowledged)
	}
	if len(acknowledged) == 0 {
		t.Error("no import was ever acknowledged: the test showed nothing")
	}
}

// killImporter lets a child import for a moment and gives the causes it said.
func killImporter(t *testing.T, dsn string, r *rand.Rand) (causes []string) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), importerDSN+"="+dsn)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	if !lines.Scan() || lines.Text() != "begun" {
		t.Fatalf("the child did not begin: %q", lines.Text())
	}
	time.AfterFunc(time.Duration(100+r.IntN(400))*time.Millisecond, func() { _ = cmd.Process.Kill() })
	for lines.Scan() {
		causes = append(causes, lines.Text())
	}
	if err := cmd.Wait(); err == nil || !strings.Contains(err.Error(), "killed") {
		t.Fatalf("the child ended by itself: %v", err)
	}
	return causes
}

// whole counts what each import left.
func whole(t *testing.T, a *App, db *store.DB, acknowledged []string) {
	t.Helper()
	reports, err := db.Verify(t.Context(), nil)
	if err != nil || reports[0].Fault != nil {
		t.Fatalf("chain: %+v %v", reports, err)
	}
	f, err := a.readFacts(t.Context(), storetest.Tenant)
	if err != nil {
		t.Fatal(err)
	}
	perCause := map[string]int{}
	figures := 0
	err = db.Read(t.Context(), access.SystemScope(storetest.Tenant, access.SystemVerify), func(tx *store.Tx) error {
		entries, err := tx.Entries(store.EntryFilter{Noun: "project", Limit: 1 << 20})
		for _, e := range entries {
			perCause[e.Cause]++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range f.dossiers {
		figures += len(d.figures)
	}
	for _, cause := range acknowledged {
		if perCause[cause] != killRows {
			t.Errorf("acknowledged import %s has %d of %d projects", cause, perCause[cause], killRows)
		}
	}
	for cause, n := range perCause {
		if n != killRows {
			t.Errorf("import %s is there in part: %d", cause, n)
		}
	}
	if len(f.dossiers) != killRows*len(perCause) || figures != len(f.dossiers) {
		t.Errorf("%d projects and %d figures of %d imports", len(f.dossiers), figures, len(perCause))
	}
}
