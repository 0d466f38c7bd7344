package app

import (
	"cmp"
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/ident"
	"guatu/internal/journal"
	"guatu/internal/platform"
	"guatu/internal/store"
)

// The provincial online platform (投资项目在线审批监管平台) tells by file what happened
// to approvals. A project goes in whole or not at all; what goes in is one act.

// PlatformSource begins the source of a record that the platform told; the file's
// name stands behind it.
const PlatformSource = "platform:"

// PlatformTake is a file of the platform.
type PlatformTake struct {
	Name   string         `json:"name"` // the file's
	Unit   string         `json:"unit,omitempty"`
	Expect string         `json:"expect,omitempty"` // the Digest that was shown
	File   *platform.File `json:"-"`
}

// A PlatformDiff is what a file would bring, record by record.
type PlatformDiff struct {
	File     string         `json:"file"`
	New      int            `json:"new"`
	Known    int            `json:"known"`
	Refused  int            `json:"refused"`
	Projects int            `json:"projects"` // that something new is told of
	Lines    []PlatformLine `json:"lines"`    // in the order of the file
	More     int            `json:"more,omitempty"`
	Digest   string         `json:"digest"`

	moves []approvalMove
	hash  string
}

// States of a line of the file.
const (
	PlatformNew     = "new"
	PlatformKnown   = "known"   // the same event is there, or stands twice in the file
	PlatformRefused = "refused" // with why
)

// A PlatformLine is one record of the file and what becomes of it. Of one that could
// not be read only the line is known, and its project where that could.
type PlatformLine struct {
	platform.Record
	At       int    `json:"line"`
	ID       string `json:"project,omitempty"` // ours
	Name     string `json:"name,omitempty"`
	ItemName string `json:"item_name,omitempty"`
	State    string `json:"state"`
	Code     string `json:"code,omitempty"` // of the fault it is refused for
	Why      error  `json:"-"`
}

// PlatformPreview works out what a file would bring and changes nothing.
func (a *App) PlatformPreview(ctx context.Context, who access.Actor, in PlatformTake) (*PlatformDiff, error) {
	if !who.Can(access.ImportLedger) {
		return nil, fault.New(fault.Forbidden, "access.forbidden", "action", string(access.ImportLedger))
	}
	fig, err := a.at(ctx, who, Moment{})
	if err != nil {
		return nil, err
	}
	return newExchange(fig, who, in).diff()
}

// PlatformTake keeps what is new in a file, as one act that can be undone as one like
// a ledger's import. It gives the cause, "" when nothing is new.
func (a *App) PlatformTake(ctx context.Context, who access.Actor, in PlatformTake) (cause string, diff *PlatformDiff, err error) {
	by := journal.By{Action: access.ImportLedger, Note: in.Name, Cause: a.newID()}
	err = a.actFor(ctx, who, by, func(tx *store.Tx) error {
		// The chain is ours now, so what is held is what there is until we commit.
		fig, err := a.at(ctx, who, Moment{})
		if err != nil {
			return err
		}
		if diff, err = newExchange(fig, who, in).diff(); err != nil {
			return err
		}
		if in.Expect != "" && in.Expect != diff.Digest {
			return fault.New(fault.Conflict, "ledger.moved")
		}
		if len(diff.moves) == 0 {
			return nil
		}
		cause = by.Cause
		if err := saveMoves(tx, diff.moves, PlatformSource+in.Name, a.newID); err != nil {
			return err
		}
		return tx.SaveImport(nil, &store.Import{Cause: cause, Unit: cmp.Or(in.Unit, who.Unit), File: in.Name, Hash: diff.hash, Who: who.ID, At: tx.Now,
			Added: diff.New, Unchanged: diff.Known, Findings: diff.Refused})
	})
	return cause, diff, err
}

// PlatformFile gives the approval records of the projects a filter shows as the
// platform's files tell them, by project code and day. Projects without a code, and
// acceptances that nobody reported, are left out.
func (a *App) PlatformFile(ctx context.Context, who access.Actor, f ProjectFilter) ([]platform.Record, error) {
	rows, err := a.EachProject(ctx, who, f)
	if err != nil {
		return nil, err
	}
	fig, err := a.at(ctx, who, f.Moment)
	if err != nil {
		return nil, err
	}
	var list []platform.Record
	for _, row := range rows {
		code := ident.Fold(row.Project.Code)
		if len(row.dossier.checklists) == 0 || ident.ProjectCode(code) != nil {
			continue
		}
		catalogue := approvalsOf(fig.facts.sets, row.dossier.checklists[0].Rules, fig.set)
		for i := range row.dossier.approvals {
			r := &row.dossier.approvals[i]
			if r.Counts() && !assumed(r) && r.On <= fig.on {
				list = append(list, told(code, r, catalogue))
			}
		}
	}
	slices.SortStableFunc(list, func(a, b platform.Record) int {
		return cmp.Or(cmp.Compare(a.Project, b.Project), cmp.Compare(a.On, b.On))
	})
	return list, nil
}

// told is a record as the platform's files tell it.
func told(code string, r *approval.Record, c *approval.Catalogue) platform.Record {
	out := platform.Record{Project: code, Item: r.Item, Kind: r.Kind, On: r.On, Reason: r.Reason, Until: r.Until, Notice: platform.Clean(r.Notice),
		SupplyBy: r.SupplyBy, Doc: platform.Clean(r.Doc), Office: platform.Clean(r.Department)}
	if e, ok := c.Entry(r.Item); ok {
		out.Item = e.PlatformCode()
	}
	for _, doc := range r.Missing {
		out.Missing = append(out.Missing, platform.CleanDoc(doc))
	}
	if len(r.Certificate) > 0 {
		out.Number = platform.Clean(r.Certificate[0].Name)
	}
	return out
}
