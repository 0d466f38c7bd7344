package app

import (
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/journal"
	"guatu/internal/store"
)

// LedgerImport takes a ledger in: one act, all of it or nothing, undone as one by
// its cause. It gives the cause, which is "" when nothing changed.
func (a *App) LedgerImport(ctx context.Context, who access.Actor, in LedgerImport) (cause string, diff *LedgerDiff, err error) {
	if in.rowCount() == 0 {
		return "", nil, fault.New(fault.Invalid, "ledger.no_rows", "file", in.File.Name)
	}
	by := journal.By{Action: access.ImportLedger, Note: in.File.Name, Cause: a.newID()}
	err = a.actFor(ctx, who, by, func(tx *store.Tx) error {
		// The chain is ours now, so what is held is what there is until we commit.
		fig, err := a.at(ctx, who, Moment{})
		if err != nil {
			return err
		}
		work, err := a.newIntake(fig, who, in)
		if err != nil {
			return err
		}
		if diff, err = work.diff(fig, who.Scope()); err != nil {
			return err
		}
		if in.Expect != "" && in.Expect != diff.Digest {
			return fault.New(fault.Conflict, "ledger.moved")
		}
		if len(diff.Added)+len(diff.Changed) == 0 {
			return nil
		}
		cause = by.Cause
		return work.write(tx, diff, cause)
	})
	return cause, diff, err
}

// write saves every change, then the record of the import and the layout, by
// which the ledger can be given back as it came.
func (in *intake) write(tx *store.Tx, d *LedgerDiff, cause string) error {
	for _, list := range [][]LedgerChange{d.Added, d.Changed} {
		for i := range list {
			if err := in.save(tx, &list[i]); err != nil {
				return inRow(err, list[i].Row)
			}
		}
	}
	findings := 0
	for _, n := range d.Findings {
		findings += n
	}
	if err := in.keepLayouts(tx); err != nil {
		return err
	}
	return tx.SaveImport(nil, &store.Import{Cause: cause, Unit: in.unit, File: in.File.Name, Hash: in.File.Hash, Who: tx.By().Who, At: tx.Now,
		Added: len(d.Added), Changed: len(d.Changed), Unchanged: d.Unchanged, Missing: len(d.Missing), Findings: findings})
}

// save writes one row's project and figure. A phase hangs under a project that
// this very import made only now, for only now does it have an identifier.
func (in *intake) save(tx *store.Tx, c *LedgerChange) error {
	l, err := in.lay(c)
	if err != nil {
		return err
	}
	if c.Project == nil {
		l.is.ID = in.newID()
		if ref := columnRef(c.Row); in.heads[ref] {
			in.made[ref] = l.is.ID
		}
		in.hang(c.Row, l.is, in.made)
	}
	if c.Project == nil || hasOwn(c.Fields) {
		if err := tx.SaveProject(c.Project, l.is); err != nil {
			return err
		}
	}
	if err := saveMoves(tx, l.approvals, LedgerSource+in.File.Name, in.newID); err != nil {
		return err
	}
	if err := in.saveDates(tx, c, l); err != nil || l.figure == nil {
		return err
	}
	l.figure.Project = l.is.ID
	return tx.SaveFigure(l.was, l.figure)
}

// LedgerUndo takes an import back as one act. What others changed since is not
// overwritten: the fault names it.
func (a *App) LedgerUndo(ctx context.Context, who access.Actor, cause string) error {
	by := journal.By{Action: access.UndoImport, Note: cause, Cause: a.newID()}
	return a.actFor(ctx, who, by, func(tx *store.Tx) error {
		was, err := tx.Import(cause)
		if err != nil {
			return err
		}
		if !tx.Scope().SeesUnit(was.Unit) {
			return fault.New(fault.NotFound, "ledger.no_import")
		}
		if was.Undone {
			return fault.New(fault.Conflict, "ledger.undone")
		}
		if err := tx.UndoCause(cause); err != nil {
			return err
		}
		is := *was
		is.Undone = true
		return tx.SaveImport(was, &is)
	})
}

// Imports are the imports of the units the actor sees, newest first.
func (a *App) Imports(ctx context.Context, who access.Actor) (list []store.Import, err error) {
	if !who.Can(access.ImportLedger) {
		return nil, fault.New(fault.Forbidden, "access.forbidden", "action", string(access.ImportLedger))
	}
	err = a.db.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		list, err = tx.Imports()
		return err
	})
	return slices.DeleteFunc(list, func(i store.Import) bool { return !who.Scope().SeesUnit(i.Unit) }), err
}
