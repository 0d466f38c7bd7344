package app

import (
	"context"
	"errors"
	"sync"
	"testing"

	"guatu/internal/access"
	"guatu/internal/approval"
	"guatu/internal/journal"
	"guatu/internal/ruleset"
	"guatu/internal/store"
	"guatu/internal/store/storetest"
	"guatu/internal/workday"
)

// approving is the campaign of 3,000 projects, of which each has its checklist of some
// 17 items and what happened to the first of them: a different stretch for each.
var approvingOnce sync.Once

func approving(b *testing.B) *big {
	b.Helper()
	g := bigOf(b, 3000)
	approvingOnce.Do(func() {
		screened, err := ruleset.Default().Approvals.Screen(nil)
		if err != nil {
			b.Fatal(err)
		}
		root := access.SystemActor(storetest.Tenant, access.SystemSetup)
		err = g.db.Write(context.Background(), root.Scope(), journal.By{Who: "x", Name: "x", Action: access.NoteApproval}, func(tx *store.Tx) error {
			for i, id := range g.ids {
				list := screened.Checklist(id)
				list.ID, list.Rules = g.newID(), "default"
				if err := errors.Join(tx.SaveChecklist(nil, &list), g.approve(tx, id, i)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	})
	return g
}

// approve notes what happened to the i-th project's first items, one after the other.
func (g *big) approve(tx *store.Tx, project string, i int) error {
	day := workday.NewDate(2026, 6, 1) + workday.Date(i%120)
	for _, item := range []string{"filing", "land_preview", "land_sale", "land_permit", "scheme", "eia", "planning_permit"}[:1+i%7] {
		for _, kind := range []approval.Kind{approval.Accepted, approval.Granted} {
			r := approval.Record{ID: g.newID(), Project: project, Fact: approval.Fact{Item: item, Kind: kind, On: day}, By: "x", Name: "x", Wrote: day}
			if err := tx.SaveApproval(nil, &r); err != nil {
				return err
			}
			day = workday.Default().Add(day, 2+i%4)
		}
	}
	return nil
}

// noted counts the projects that have a record more: a benchmark runs several times.
var noted int

// BenchmarkApprovals times the pages that every screened project of a city is
// reckoned for, and one record noted.
func BenchmarkApprovals(b *testing.B) {
	g := approving(b)
	ctx := context.Background()
	b.Run("first", func(b *testing.B) {
		fig, err := g.at(ctx, g.office, Moment{})
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			var s approvalShelf
			s.of(fig)
		}
	})
	for name, ask := range map[string]func() error{
		"desk": func() error {
			_, err := g.ApprovalDesk(ctx, g.office, ApprovalDeskFilter{Department: "land"})
			return err
		},
		"budgets": func() error { _, err := g.ApprovalBudgets(ctx, g.office, BudgetFilter{}); return err },
		"figures": func() error { _, err := g.ApprovalFigures(ctx, g.office, WhoseFilter{}); return err },
		"project": func() error { _, err := g.Approvals(ctx, g.office, g.ids[5], Moment{}); return err },
		"try":     func() error { _, err := g.ApprovalTry(ctx, g.office, ApprovalTry{Project: g.ids[5]}); return err },
	} {
		b.Run(name, func(b *testing.B) { timed(b, func(int) error { return ask() }) })
	}
	b.Run("note", func(b *testing.B) {
		timed(b, func(int) error {
			noted++
			_, err := g.ApprovalNote(ctx, g.office, ApprovalNote{Project: g.ids[noted], Items: []string{"utilities"}, Kind: approval.Submitted, On: g.Today()})
			return err
		})
	})
}
