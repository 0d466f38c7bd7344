// The folder of evidence files: its bounds, its daily tidying, and whether every
// file that facts name is there.

package cli

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"time"

	"guatu/internal/blob"
	"guatu/internal/fault"
	"guatu/internal/glossary"
	"guatu/internal/store"
)

// keeping are the bounds of what may be sent.
type keeping struct {
	FileLimit  int64 `name:"file-limit" default:"200" env:"GUATU_FILE_LIMIT" placeholder:"MB" help:"The largest file of evidence, in megabytes."`
	FilesLimit int64 `name:"files-limit" env:"GUATU_FILES_LIMIT" placeholder:"GB" help:"The most all files together may take, in gigabytes; no bound when not given."`
}

// uploadsAtOnce bounds the uploads under way: a city's clerks at a month's end.
const uploadsAtOnce = 2000

func (k keeping) limits() blob.Limits {
	return blob.Limits{File: k.FileLimit << 20, Total: k.FilesLimit << 30, Uploads: uploadsAtOnce}
}

// How long unfinished uploads wait for their client, and files that nobody names
// for somebody to name them.
const (
	uploadsKept = 7 * 24 * time.Hour
	filesKept   = 30 * 24 * time.Hour
)

// tidyDaily removes stale uploads and files that nobody names, once a day until
// ctx ends. It reads the database by itself: its work is nobody's act.
func tidyDaily(ctx context.Context, p place, files *blob.Store, log *slog.Logger) {
	for wait := 10 * time.Minute; ; wait = 24 * time.Hour { // a start has other work to do
		select {
		case <-ctx.Done():
			return
		case <-time.After(wait):
		}
		if err := tidy(ctx, p, files, log); err != nil && ctx.Err() == nil {
			log.Error("tidying files", "err", err)
		}
	}
}

func tidy(ctx context.Context, p place, files *blob.Store, log *slog.Logger) error {
	now := time.Now()
	swept, err := files.Sweep(now.Add(-uploadsKept))
	if err != nil {
		return err
	}
	db, err := store.Open(ctx, store.Config{DSN: p.dsn(), Clock: time.Now, Log: log})
	if err != nil {
		return err
	}
	defer db.Close()
	named, err := db.FilesNamed(ctx)
	if err != nil {
		return err
	}
	pruned, err := prune(files, now.Add(-filesKept), named, log)
	if swept+pruned > 0 {
		log.Info("files tidied", "uploads", swept, "files", pruned)
	}
	return err
}

// prune removes old files that no fact names or ever named. A folder in which much
// is not named is most likely that of another database: then nothing is removed.
func prune(files *blob.Store, before time.Time, named map[string]string, log *slog.Logger) (int, error) {
	all, unnamed := 0, 0
	wanted := func(h blob.Hash) bool { _, ok := named[string(h)]; return ok }
	if _, err := files.Prune(before, func(h blob.Hash) bool {
		all++
		if !wanted(h) {
			unnamed++
		}
		return true // only counted
	}); err != nil {
		return 0, err
	}
	if len(named) == 0 || unnamed > max(100, all/4) {
		if unnamed > 0 {
			log.Warn("many files are named by nobody and were left; is this the folder of another database?", "files", all, "unnamed", unnamed)
		}
		return 0, nil
	}
	return files.Prune(before, wanted)
}

// complete tells on the error stream of every file that facts name and that is not
// in a folder, and of the damaged; whether all is well.
func complete(s *Streams, files *blob.Store, named map[string]string, damaged []blob.Hash) (bool, error) {
	well := true
	say := func(f *fault.Error) {
		well = false
		fmt.Fprintln(s.Err, "guatu:", glossary.Say(glossary.ZH, f))
	}
	for _, h := range damaged {
		say(fault.New(fault.Invalid, "blob.damaged", "hash", string(h)))
	}
	for _, hash := range slices.Sorted(maps.Keys(named)) {
		kept, err := files.Has(blob.Hash(hash))
		if err != nil {
			return false, err
		}
		if !kept && !slices.Contains(damaged, blob.Hash(hash)) {
			say(fault.New(fault.NotFound, "files.missing", "name", named[hash], "hash", hash))
		}
	}
	return well, nil
}
