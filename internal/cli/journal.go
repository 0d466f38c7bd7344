// guatu journal: the memory checked.

package cli

import (
	"context"
	"fmt"
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
