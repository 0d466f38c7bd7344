package app

import (
	"context"
	"fmt"
	"slices"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/journal"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// StockRecognise is the office recognising what ledgers have said for long
// (存量认定), as is done once when a place begins: projects started years ago are
// not asked for their evidence again. The office's word stands in its place.
type StockRecognise struct {
	Projects []string          `json:"projects"`
	Stages   []lifecycle.Stage `json:"stages,omitempty"`
	On       workday.When      `json:"on,omitzero"`
	Note     string            `json:"note"`
}

// StockRecognise is one act with one cause: all or none. It gives how many stages
// were recognised.
func (a *App) StockRecognise(ctx context.Context, who access.Actor, in StockRecognise) (count int, err error) {
	if n := len(in.Projects); n == 0 || n > maxClaims {
		return 0, fault.New(fault.Invalid, "claims.number", "max", maxClaims).At("projects")
	}
	err = a.hear(ctx, who, journal.By{Action: access.RecogniseStage, Note: in.Note, Cause: a.newID()}, func(d *docket) error {
		var wrong fault.List
		for i, id := range in.Projects {
			f, err := d.open(id)
			if err != nil {
				return err
			}
			n, err := d.stock(f, in)
			count += n
			if err != nil {
				if err := numbered(&wrong, fmt.Sprintf("projects[%d]", i), f.is, err); err != nil {
					return err
				}
			}
		}
		wrong.Check(count > 0, "stages", "claim.stock_none")
		return wrong.Err()
	})
	return count, err
}

// stock recognises the stages of one project, along the chain.
func (d *docket) stock(f *docketFile, in StockRecognise) (count int, err error) {
	var wrong fault.List
	stages := slices.SortedFunc(slices.Values(in.Stages), func(a, b lifecycle.Stage) int { return a.Order() - b.Order() })
	if stages = slices.Compact(stages); len(stages) == 0 {
		stages = stockOf(d.bench, f.life, "")
	}
	for _, s := range stages {
		is, err := d.bench.RecogniseStock(f.life, s, d.who.Person, lifecycle.Ruling{On: in.On, Note: in.Note})
		if err != nil {
			wrong.Add(err)
			continue
		}
		if err := d.put(f, is); err != nil {
			return count, err
		}
		count++
	}
	return count, wrong.Err()
}
