// guatu backup, restore: everything in one file, and the evidence files beside it.

package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"guatu/internal/blob"
	"guatu/internal/fault"
	"guatu/internal/store"
)

// BackupCmd is guatu backup FILE.
type BackupCmd struct {
	File    string `arg:"" help:"The file to write; it must not exist yet."`
	FilesTo string `name:"files-to" placeholder:"DIR" help:"Where evidence files are copied; FILE.files when not given. The same folder every day takes only what is new."`
}

// Run writes the backup beside and puts it in place when it is whole, so that a
// file of that name is always a whole backup. The database comes first: the files
// it names are then all there to be copied. What is missing or damaged is named,
// and the exit status is 1.
func (c BackupCmd) Run(s *Streams, p place) error {
	if _, err := os.Stat(c.File); err == nil {
		return fault.New(fault.Conflict, "backup.exists", "file", c.File)
	}
	db, err := openStore(p)
	if err != nil {
		return err
	}
	defer db.Close()
	half, err := os.CreateTemp(filepath.Dir(c.File), ".guatu-backup-*")
	if err != nil {
		return err
	}
	defer os.Remove(half.Name())
	if err := writeBackup(db, half); err != nil {
		return err
	}
	if err := os.Rename(half.Name(), c.File); err != nil {
		return err
	}
	if _, err = fmt.Fprintln(s.Out, c.File); err != nil {
		return err
	}
	return copyFiles(s, db, p.filesDir(), filesOf(c.FilesTo, c.File))
}

// filesOf is the folder beside a backup.
func filesOf(named, backup string) string {
	if named != "" {
		return named
	}
	return backup + ".files"
}

func writeBackup(db *store.DB, f *os.File) error {
	if err := db.Backup(context.Background(), io.Writer(f)); err != nil {
		f.Close()
		return err
	}
	if err := f.Sync(); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// copyFiles brings a folder what it has not yet and tells what the facts of a
// database name and nobody has.
func copyFiles(s *Streams, db *store.DB, from, to string) error {
	named, err := db.FilesNamed(context.Background())
	if err != nil {
		return err
	}
	if _, err := os.Stat(from); errors.Is(err, fs.ErrNotExist) && len(named) == 0 {
		return nil // there never were any
	}
	target, report, err := copied(from, to)
	if err != nil {
		return err
	}
	well, err := complete(s, target, named, report.Damaged)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(s.Out, "%s: %d files, %d new, %d MB\n", to, report.Files, report.Copied, report.Bytes>>20); err != nil {
		return err
	}
	if !well {
		return exitNo
	}
	return nil
}

// copied copies one folder of files into another. One that is not there has none.
func copied(from, to string) (*blob.Store, blob.Report, error) {
	target, err := blob.Open(to, blob.Limits{})
	if err != nil {
		return nil, blob.Report{}, err
	}
	if _, err := os.Stat(from); errors.Is(err, fs.ErrNotExist) {
		return target, blob.Report{}, nil
	}
	source, err := blob.Open(from, blob.Limits{})
	if err != nil {
		return nil, blob.Report{}, err
	}
	report, err := source.Copy(context.Background(), target)
	return target, report, err
}

// RestoreCmd is guatu restore FILE.
type RestoreCmd struct {
	File      string `arg:"" type:"existingfile" help:"A backup."`
	FilesFrom string `name:"files-from" placeholder:"DIR" help:"Where its evidence files are; FILE.files when not given."`
}

// Run copies the files back, reads the backup into a database that must be empty,
// checks its chains, and names every file that is not there.
func (c RestoreCmd) Run(s *Streams, p place) error {
	f, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := makeData(p.Data); err != nil {
		return err
	}
	files, report, err := copied(filesOf(c.FilesFrom, c.File), p.filesDir())
	if err != nil {
		return err
	}
	db, err := store.Open(context.Background(), store.Config{DSN: p.dsn(), Clock: time.Now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	defer db.Close()
	if err := db.Restore(context.Background(), f); err != nil {
		return err
	}
	named, err := db.FilesNamed(context.Background())
	if err != nil {
		return err
	}
	well, err := complete(s, files, named, report.Damaged)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintln(s.Out, "ok"); err != nil {
		return err
	}
	if !well {
		return exitNo
	}
	return nil
}
