package cli

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/store"
)

// TestMain lets scripts run the program as "guatu".
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"guatu": func() { os.Exit(Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// TestScripts runs the command line as an operator would, from a shell in an
// empty folder.
func TestScripts(t *testing.T) {
	ledgers, err := filepath.Abs("../sheet/testdata")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("LEDGERS", ledgers)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"found": found, "handin": handIn, "mangle": mangle},
	})
}

// found is the script command that does what the set-up page does: it founds a
// campaign in guatu-data with the person "zhang".
func found(ts *testscript.TestScript, _ bool, args []string) {
	dir := ts.MkAbs("guatu-data")
	ts.Check(os.MkdirAll(dir, 0o700))
	db, err := store.Open(context.Background(), store.Config{DSN: "sqlite:" + filepath.Join(dir, "guatu.db"), Clock: time.Now})
	ts.Check(err)
	defer db.Close()
	_, err = app.New(app.Config{DB: db, Clock: time.Now}).Found(context.Background(), app.SetupFinish{
		Name: args[0], Kind: access.County, Login: "zhang", Person: "张三", Password: "Guatu-2026-x"})
	ts.Check(err)
}
