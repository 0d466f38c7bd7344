package app

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"guatu/internal/access"
	"guatu/internal/journal"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/store"
	"guatu/internal/store/storetest"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// wide is a campaign of three hundred units directly below one office: a city's
// towns and parks, ten projects each, four targets broken down to all of them by
// month.
const wideUnits, wideProjects = 300, 10

var wideAsks = []string{"signed.declared", "started.declared", "started.declared.yi", "done.dispatch"}

type wide struct {
	big
	goal, target string
}

var wideOnce = sync.OnceValues(buildWide)

func buildWide() (*wide, error) {
	ctx := context.Background()
	clock := storetest.NewClock(time.Date(2026, 11, 20, 9, 0, 0, 0, store.Zone))
	db, err := store.Open(ctx, store.Config{DSN: "sqlite:" + filepath.Join(benchDir, "wide.db"), Clock: clock.Now})
	if err != nil {
		return nil, err
	}
	g := &wide{big: big{App: New(Config{DB: db, Clock: clock.Now}), db: db}}
	if err := db.CreateTenant(ctx, store.Tenant{ID: storetest.Tenant, Name: "示例市"}); err != nil {
		return nil, err
	}
	root := access.SystemActor(storetest.Tenant, access.SystemSetup)
	city, err := g.UnitSave(ctx, root, UnitSave{Unit: access.Unit{Name: "示例市", Kind: access.City}})
	if err != nil {
		return nil, err
	}
	var rows []SplitRow
	for i := range wideUnits {
		id, err := g.UnitSave(ctx, root, UnitSave{Unit: access.Unit{Name: fmt.Sprintf("示例%d镇", i), Kind: access.Town, Order: i + 1, Parents: []access.Share{{Parent: city, Share: access.WholeShare}}}})
		if err != nil {
			return nil, err
		}
		rows = append(rows, SplitRow{Unit: id, Weight: int64(1 + i%7)})
	}
	err = db.Write(ctx, root.Scope(), journal.By{Who: "x", Name: "x", Action: access.ImportLedger}, func(tx *store.Tx) error {
		for i := range wideUnits * wideProjects {
			if err := g.fill(tx, i, rows[i%wideUnits].Unit); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return g, g.aims(ctx, city, rows)
}

// aims sets the goal and its targets and breaks them down.
func (g *wide) aims(ctx context.Context, city string, rows []SplitRow) error {
	f, err := g.facts(ctx, storetest.Tenant)
	if err != nil {
		return err
	}
	g.office = access.NewActor(storetest.Tenant, access.Person{ID: "office", Name: "office", Unit: city, Roles: []access.Role{access.RoleOffice}}, f.tree)
	g.goal, err = g.GoalSave(ctx, g.office, GoalSave{Goal: target.Goal{Kind: target.Plain, Name: "年度目标", Unit: city, From: workday.NewDate(2026, 1, 1), To: workday.NewDate(2026, 12, 31)}})
	if err != nil {
		return err
	}
	for _, code := range wideAsks {
		low := pieces(2000)
		if code == "done.dispatch" {
			low = amount(2000)
		}
		g.target, err = g.TargetSet(ctx, g.office, TargetSet{Goal: g.goal, Unit: city, Span: target.InYear(2026), From: workday.NewDate(2026, 1, 1), Clauses: []target.Clause{{Indicator: code, Op: target.AtLeast, Low: low}}})
		if err != nil {
			return err
		}
		if err := g.TargetSplit(ctx, g.office, TargetSplit{ID: g.target, Version: 1, Grain: target.Month, Rows: rows, Because: "分解"}); err != nil {
			return err
		}
	}
	return nil
}

// BenchmarkGoals times the pages of goals with three hundred units, and the goal
// after a figure was saved, which is taken into what is held.
func BenchmarkGoals(b *testing.B) {
	g, err := wideOnce()
	if err != nil {
		b.Fatal(err)
	}
	ask := GoalAsk{ID: g.goal, Target: g.target, Grain: target.Month}
	page := func() error { _, err := g.GoalStanding(b.Context(), g.office, ask); return err }
	save := func(i int) error {
		return g.FigureReport(b.Context(), g.office, FigureReport{Project: g.ids[i%len(g.ids)], Figure: lifecycle.Figure{Month: workday.InMonth(2026, 11), Sense: lifecycle.Dispatch, YearDone: money.Some(money.Yuan(i+1) * money.Yi)}})
	}
	b.Run("tree", func(b *testing.B) {
		timed(b, func(int) error { _, err := g.Goals(b.Context(), g.office, GoalFilter{}); return err })
	})
	b.Run("goal", func(b *testing.B) { timed(b, func(int) error { return page() }) })
	b.Run("paces", func(b *testing.B) {
		timed(b, func(int) error { _, err := g.Paces(b.Context(), g.office, PaceFilter{}); return err })
	})
	b.Run("goal-after-figure", func(b *testing.B) {
		for i := range b.N {
			b.StopTimer()
			if err := save(i); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			if err := page(); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("indicators", func(b *testing.B) {
		timed(b, func(int) error { _, err := g.Indicators(b.Context(), g.office, IndicatorFilter{}); return err })
	})
}
