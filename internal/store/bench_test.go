package store_test

import (
	"fmt"
	"testing"

	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/store"
	"guatu/internal/store/storetest"
	"guatu/internal/workday"
)

// sample is a project as a ledger row gives it, with its figure.
func sample(n int) (*lifecycle.Project, *lifecycle.Figure) {
	id := fmt.Sprintf("p%06d", n)
	p := &lifecycle.Project{
		ID: id, Name: fmt.Sprintf("示例年产%d万吨高分子弹性体项目", n), Enterprise: fmt.Sprintf("示例第%d新材料有限公司", n),
		EnterpriseCode: fmt.Sprintf("91320800MA%08d", n), Unit: fmt.Sprintf("u%02d", n%40), Park: fmt.Sprintf("u%02d", n%7),
		Place: "示例县经济开发区", Kind: "new", Industry: "2651", Chain: "新材料", Tags: []string{"500强"}, Levels: []string{"市重大"},
		Content: "新建厂房、办公楼及配套设施，购置聚合、造粒生产线，项目建成后可形成年产高分子弹性体的生产能力。",
		Total:   money.Exactly(money.Yuan(n%500+1) * money.Yi / 10), Leader: "示例领导", Contact: "示例", Phone: "0517-00000000",
		Image: "桩基施工完成，正在进行主体施工",
		Stages: []lifecycle.StageFact{
			{Stage: lifecycle.Signed, Declared: true, DeclaredOn: workday.InMonth(2025, 3)},
			{Stage: lifecycle.Filed, Declared: true, DeclaredOn: workday.InQuarter(2025, 2)},
			lifecycle.StageFact{Stage: lifecycle.Started}.Plan(workday.InMonth(2026, 5)),
		},
		Plans: []lifecycle.AnnualPlan{{Year: 2026, Plan: money.Some(5 * money.Yi)}},
	}
	f := &lifecycle.Figure{Project: id, Month: workday.InMonth(2026, 2), Sense: lifecycle.Dispatch, YearDone: money.Some(money.Yuan(n) * money.Wan)}
	return p, f
}

// register saves n sample projects as one act.
func register(tb testing.TB, db *store.DB, n int) {
	tb.Helper()
	act(tb, db, func(tx *store.Tx) error {
		for i := range n {
			p, f := sample(i)
			if err := tx.SaveProject(nil, p); err != nil {
				return err
			}
			if err := tx.SaveFigure(nil, f); err != nil {
				return err
			}
		}
		return nil
	})
}

// BenchmarkSaveFigure is one act of one person: a figure changed, its entry
// written, both flushed to the disk.
func BenchmarkSaveFigure(b *testing.B) {
	db, _ := storetest.Fresh(b)
	register(b, db, 3000)
	b.ResetTimer()
	for i := range b.N {
		saveFigure(b, db, i%3000)
	}
}

// saveFigure changes one figure as one act.
func saveFigure(tb testing.TB, db *store.DB, n int) {
	tb.Helper()
	_, key := sample(n)
	act(tb, db, func(tx *store.Tx) error {
		figures, err := tx.Figures(key.Project)
		if err != nil {
			return err
		}
		was, is := figures[0], figures[0]
		is.YearDone.Yuan++
		return tx.SaveFigure(&was, &is)
	})
}

// BenchmarkRegister100000 is the writing of a province's ledger as one act.
func BenchmarkRegister100000(b *testing.B) {
	for range b.N {
		b.StopTimer()
		db, _ := storetest.Fresh(b)
		b.StartTimer()
		register(b, db, 100_000)
	}
	b.ReportAllocs()
}

// BenchmarkRead30000 is the reading of all facts, as held facts begin.
func BenchmarkRead30000(b *testing.B) {
	db, _ := storetest.Fresh(b)
	register(b, db, 30_000)
	b.ResetTimer()
	for range b.N {
		look(b, db, func(tx *store.Tx) error {
			if _, err := tx.Projects(); err != nil {
				return err
			}
			_, err := tx.AllFigures()
			return err
		})
	}
}

// BenchmarkHead is asked on every request.
func BenchmarkHead(b *testing.B) {
	db, _ := storetest.Fresh(b)
	register(b, db, 10)
	b.ResetTimer()
	for range b.N {
		if _, _, err := db.Head(ctx, storetest.Tenant); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFresh is what a test pays for a database.
func BenchmarkFresh(b *testing.B) {
	for range b.N {
		storetest.Fresh(b)
	}
}
