// guatu journal, backup, restore: the memory and its copies.

package cli

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"guatu/internal/fault"
	"guatu/internal/glossary"
	"guatu/internal/store"
)

// JournalCmd is guatu journal.
type JournalCmd struct {
	Verify JournalVerifyCmd `cmd:"" help:"Walk every chain and check each entry against the one before. 校验"`
}

// JournalVerifyCmd is guatu journal verify.
type JournalVerifyCmd struct{}

// Run prints a line a chain; a chain that breaks is named with the entry and how,
// and the exit status is 1.
func (JournalVerifyCmd) Run(s *Streams, p place) error {
	db, err := openStore(p)
	if err != nil {
		return err
	}
	defer db.Close()
	reports, err := db.Verify(context.Background(), nil)
	if err != nil {
		return err
	}
	broken := false
	for _, r := range reports {
		if f, ok := fault.As(r.Fault); ok {
			broken = true
			fmt.Fprintf(s.Out, "%s broken: %s\n", r.Tenant, glossary.Say(glossary.ZH, f))
			continue
		}
		fmt.Fprintf(s.Out, "%s ok: %d entries, head %s\n", r.Tenant, r.Entries, r.Head)
	}
	if broken {
		return exitNo
	}
	return nil
}

// openStore opens the database of a place that is there already.
func openStore(p place) (*store.DB, error) {
	if p.DB == "" {
		if _, err := os.Stat(filepath.Join(p.Data, "guatu.db")); err != nil {
			return nil, fault.New(fault.NotFound, "data.none", "dir", p.Data)
		}
	}
	return store.Open(context.Background(), store.Config{DSN: p.dsn(), Clock: time.Now, Log: slog.New(slog.DiscardHandler)})
}

// BackupCmd is guatu backup FILE.
type BackupCmd struct {
	File string `arg:"" help:"The file to write; it must not exist yet."`
}

// Run writes the backup beside and puts it in place when it is whole, so that a
// file of that name is always a whole backup.
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
	_, err = fmt.Fprintln(s.Out, c.File)
	return err
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

// RestoreCmd is guatu restore FILE.
type RestoreCmd struct {
	File string `arg:"" type:"existingfile" help:"A backup."`
}

// Run reads the backup into a database that must be empty, and checks its chains.
func (c RestoreCmd) Run(s *Streams, p place) error {
	f, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer f.Close()
	if p.DB == "" {
		if err := makeData(p.Data); err != nil {
			return err
		}
	}
	db, err := store.Open(context.Background(), store.Config{DSN: p.dsn(), Clock: time.Now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	defer db.Close()
	if err := db.Restore(context.Background(), f); err != nil {
		return err
	}
	_, err = fmt.Fprintln(s.Out, "ok")
	return err
}
