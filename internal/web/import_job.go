package web

import (
	"context"
	"fmt"
	"net/http"
	"os"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/sheet"
	"guatu/internal/workday"
)

// The work on a draft: reading the file, working out what it would change, and
// taking it in. Each runs by itself while the page shows how far it is.

func panicked(p any) error { return fmt.Errorf("panic: %v", p) }

// readDraft reads the file and works out the difference.
func (s *Server) readDraft(ctx context.Context, who access.Actor, today workday.Date, one *draft) <-chan struct{} {
	return s.drafts.work(ctx, one, draftReading, func(ctx context.Context) error {
		seen := one.look()
		kept, err := s.App.LedgerMappings(ctx, who, seen.Unit)
		if err != nil {
			return err
		}
		words, err := s.App.LedgerWords(ctx, who)
		if err != nil {
			return err
		}
		file, glimpses, err := one.open(sheet.Options{Today: today, Mapping: kept, Approvals: words, Progress: one.progress})
		if err != nil {
			return err
		}
		one.set(func(d *draftSeen) { d.File, d.Glimpses = file, glimpses })
		if err := s.diffDraft(ctx, who, one); err != nil {
			return err
		}
		s.drafts.lighten(one)
		return nil
	})
}

// open reads the file from its temporary place.
func (one *draft) open(opt sheet.Options) (*app.LedgerFile, []glimpse, error) {
	f, err := os.Open(one.path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	file, err := sheet.Read(one.Name, f, one.size, opt)
	if err != nil {
		return nil, nil, err
	}
	glimpses, err := glimpsesOf(f, one.size)
	return file, glimpses, err
}

func (one *draft) progress(done, total int) {
	one.set(func(d *draftSeen) { d.Done, d.Total = done, total })
}

// diffDraft works out what the file would change and makes the draft ready.
func (s *Server) diffDraft(ctx context.Context, who access.Actor, one *draft) error {
	diff, err := s.App.LedgerPreview(ctx, who, one.intake(""))
	if err != nil {
		return err
	}
	one.set(func(d *draftSeen) { d.Diff, d.State = diff, draftReady })
	return nil
}

// diffAgain works the difference out anew for a page that waits for it. Where that
// fails the draft is as it was; while a job is on the draft nothing is done.
func (s *Server) diffAgain(ctx context.Context, who access.Actor, one *draft) error {
	if !one.begin(draftReading) {
		return nil
	}
	err := jobOf(ctx, func(ctx context.Context) error { return s.diffDraft(ctx, who, one) })
	if err != nil {
		one.set(func(d *draftSeen) { d.State = draftReady })
	}
	return err
}

// intake is the use case's own word for this draft.
func (one *draft) intake(expect string) app.LedgerImport {
	seen := one.look()
	return app.LedgerImport{Unit: seen.Unit, Month: seen.Month, Choices: seen.Choices, File: seen.File, Expect: expect, Progress: one.progress}
}

// takeDraft takes the ledger in as it was shown.
func (s *Server) takeDraft(r *http.Request, who access.Actor, one *draft, expect string) <-chan struct{} {
	in := one.intake(expect)
	return s.drafts.work(r.Context(), one, draftImporting, func(ctx context.Context) error {
		cause, diff, err := s.App.LedgerImport(ctx, who, in)
		if err != nil {
			return err
		}
		one.set(func(d *draftSeen) { d.State, d.Cause, d.Diff = draftImported, cause, diff })
		return nil
	})
}
