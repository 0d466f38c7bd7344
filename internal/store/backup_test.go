package store_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/store"
	"guatu/internal/store/storetest"
)

// contents is every row of every table as a backup writes them, without the
// line that says when.
func contents(t *testing.T, db *store.DB) []string {
	t.Helper()
	plain, err := gzip.NewReader(bytes.NewReader(saved(t, db)))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(plain)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	return lines[1 : len(lines)-1]
}

// saved is a backup.
func saved(t *testing.T, db *store.DB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := db.Backup(ctx, &b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestABackupIsReadByEveryDatabase(t *testing.T) {
	engines := map[string]func(testing.TB) string{"sqlite": storetest.SQLite, "postgres": storetest.Postgres}
	for from, fromDSN := range engines {
		for to, toDSN := range engines {
			t.Run(fmt.Sprintf("from %s to %s", from, to), func(t *testing.T) {
				clock := storetest.NewClock(storetest.Begin)
				source, target := storetest.Open(t, fromDSN(t), clock), storetest.Open(t, toDSN(t), clock)
				if err := source.CreateTenant(ctx, store.Tenant{ID: storetest.Tenant, Name: "示例市"}); err != nil {
					t.Fatal(err)
				}
				if err := source.SaveSetup(ctx, "link"); err != nil {
					t.Fatal(err)
				}
				register(t, source, 100)
				full(t, source)
				p := filled[lifecycle.Project]()
				p.ID, p.At.Lon = "filled", 118 // a coordinate that looks like a whole number
				act(t, source, func(tx *store.Tx) error { return tx.SaveProject(nil, p) })
				file := saved(t, source)
				if err := target.Restore(ctx, bytes.NewReader(file)); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(contents(t, source), contents(t, target)); diff != "" {
					t.Errorf("(-from +to):\n%s", diff)
				}
				holds(t, target)
				register2(t, target)
				if err := target.Restore(ctx, bytes.NewReader(file)); fault.KindOf(err) != fault.Conflict {
					t.Errorf("restoring where somebody works gives %v", err)
				}
			})
		}
	}
}

// register2 shows that work goes on after a restore.
func register2(t *testing.T, db *store.DB) {
	t.Helper()
	act(t, db, func(tx *store.Tx) error { return tx.SaveProject(nil, &lifecycle.Project{ID: "after"}) })
	holds(t, db)
}

func TestABackupHoldsEveryTableAndColumn(t *testing.T) {
	db, _ := storetest.Fresh(t)
	tables, err := db.Texts(ctx, "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'migration'")
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]string{}
	for _, name := range tables {
		columns, err := db.Texts(ctx, "SELECT name FROM pragma_table_info(?) ORDER BY name", name)
		if err != nil {
			t.Fatal(err)
		}
		there[name] = strings.Join(columns, " ")
	}
	kept := map[string]string{}
	for name, columns := range store.Everything() {
		kept[name] = sorted(columns)
	}
	if diff := cmp.Diff(there, kept); diff != "" {
		t.Errorf("(-schema +backup):\n%s", diff)
	}
}

func TestABrokenBackupLeavesNothing(t *testing.T) {
	source, _ := storetest.Fresh(t)
	register(t, source, 50)
	file := saved(t, source)
	plain := func() string {
		r, err := gzip.NewReader(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}()
	packed := func(text string) []byte {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	lines := strings.SplitAfter(plain, "\n")
	cases := map[string]struct {
		file []byte
		code string
	}{
		"not a backup":            {[]byte("挂图"), "backup.format"},
		"gzip of something else":  {packed("[1]\n"), "backup.format"},
		"cut off in the middle":   {file[:len(file)/2], "backup.cut_off"},
		"cut off after a line":    {packed(strings.Join(lines[:100], "")), "backup.cut_off"},
		"a changed figure":        {packed(strings.Replace(plain, "示例领导", "示例领异", 1)), "backup.changed"},
		"a row left out":          {packed(strings.Join(lines[:40], "") + strings.Join(lines[41:], "")), "backup.changed"},
		"a table nobody knows":    {packed(strings.Replace(plain, `{"table":"plan"`, `{"table":"plann"`, 1)), "backup.table"},
		"a row of the wrong form": {packed(strings.Replace(plain, "\n[", "\n[1,", 1)), "backup.row"},
		"a later schema":          {packed(strings.Replace(plain, `"schema":`, `"schema":99`, 1)), "backup.schema"},
	}
	for name, c := range cases {
		db := storetest.Open(t, storetest.SQLite(t), storetest.NewClock(storetest.Begin))
		err := db.Restore(ctx, bytes.NewReader(c.file))
		if e, ok := fault.As(err); !ok || e.Code != c.code {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
		if tenants, err := db.Tenants(ctx); len(tenants) > 0 || err != nil {
			t.Errorf("%s: something was kept: %v %v", name, tenants, err)
		}
	}
}
