package cli

import (
	"bytes"
	"context"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"guatu/internal/app"
	"guatu/internal/blob"
)

// handIn is the script command that sends a file to the first project of
// guatu-data as "zhang": handin NAME TEXT.
func handIn(ts *testscript.TestScript, _ bool, args []string) {
	p := place{Data: ts.MkAbs("guatu-data")}
	files, err := blob.Open(p.filesDir(), blob.Limits{})
	ts.Check(err)
	a, done, err := openApp(p, files, slog.New(slog.DiscardHandler))
	ts.Check(err)
	defer done()
	ctx := context.Background()
	tenants, err := a.Tenants(ctx)
	ts.Check(err)
	who, err := a.ActorNamed(ctx, tenants[0].ID, "zhang")
	ts.Check(err)
	table, err := a.Projects(ctx, who, app.ProjectFilter{})
	ts.Check(err)
	project, content := table.Rows[0].Project.ID, []byte(args[1])
	up, err := a.UploadBegin(ctx, who, app.UploadBegin{Project: project, Name: args[0], Size: int64(len(content))})
	ts.Check(err)
	ask := app.UploadAsk{Project: project, Upload: up.ID}
	_, err = a.UploadAppend(ctx, who, app.UploadAppend{UploadAsk: ask}, bytes.NewReader(content))
	ts.Check(err)
	_, err = a.UploadFinish(ctx, who, app.UploadFinish{UploadAsk: ask, Kind: "other"})
	ts.Check(err)
}

// mangle is the script command that damages (mangle damage DIR) or removes (mangle
// remove DIR) the first file of a folder of files.
func mangle(ts *testscript.TestScript, _ bool, args []string) {
	var first string
	ts.Check(filepath.WalkDir(filepath.Join(ts.MkAbs(args[1]), "files"), func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			first = path
			return fs.SkipAll
		}
		return err
	}))
	if args[0] == "remove" {
		ts.Check(os.Remove(first))
		return
	}
	ts.Check(os.Chmod(first, 0o600))
	ts.Check(os.WriteFile(first, []byte("rotten"), 0o600))
}

// kept puts texts into a folder as files of a day long past, and gives the store.
func kept(t *testing.T, texts ...string) (*blob.Store, map[string]string) {
	t.Helper()
	dir, named := t.TempDir(), map[string]string{}
	s, err := blob.Open(dir, blob.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range texts {
		f, err := s.Put(bytes.NewReader([]byte(text)))
		if err != nil {
			t.Fatal(err)
		}
		named[string(f.Hash)] = text
		long := time.Now().Add(-60 * 24 * time.Hour)
		if err := os.Chtimes(filepath.Join(dir, "files", string(f.Hash[:2]), string(f.Hash[2:])), long, long); err != nil {
			t.Fatal(err)
		}
	}
	return s, named
}

func TestOnlyFilesThatNobodyNamesArePruned(t *testing.T) {
	s, named := kept(t, "a", "b", "c")
	for hash, text := range named {
		if text == "b" {
			delete(named, hash)
		}
	}
	pruned, err := prune(s, time.Now().Add(-filesKept), named, slog.New(slog.DiscardHandler))
	if err != nil || pruned != 1 {
		t.Fatalf("%d, %v", pruned, err)
	}
	for hash := range named {
		if ok, err := s.Has(blob.Hash(hash)); err != nil || !ok {
			t.Errorf("%s is gone: %v", named[hash], err)
		}
	}
}

func TestTheFolderOfAnotherDatabaseIsLeftAlone(t *testing.T) {
	texts := make([]string, 150)
	for i := range texts {
		texts[i] = string(rune('一' + i))
	}
	s, all := kept(t, texts...)
	var one string
	for one = range all {
		break
	}
	for name, named := range map[string]map[string]string{"names nothing": {}, "names one of 150": {one: "x"}} {
		pruned, err := prune(s, time.Now(), named, slog.New(slog.DiscardHandler))
		if err != nil || pruned != 0 {
			t.Errorf("a database that %s removed %d files: %v", name, pruned, err)
		}
	}
	if r, err := s.Verify(t.Context()); err != nil || r.Files != 150 {
		t.Errorf("%d of 150 are left: %v", r.Files, err)
	}
}
