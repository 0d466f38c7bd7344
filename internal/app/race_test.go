package app

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/store/storetest"
)

const crowd = 20

// together runs fn in a crowd of goroutines.
func together(fn func(i int)) {
	var all sync.WaitGroup
	for i := range crowd {
		all.Go(func() { fn(i) })
	}
	all.Wait()
}

// TestOfManyWhoEditOneVersionOneWins: the others are told, and nothing is lost.
func TestOfManyWhoEditOneVersionOneWins(t *testing.T) {
	o := newOffice(t)
	id := o.project("甲", "east")
	page, err := o.Project(t.Context(), o.chief(), id, Moment{})
	o.must(err)
	var won, lost atomic.Int64
	together(func(i int) {
		p := page.Project.Clone()
		p.Problems = "问题" + itoa(i)
		_, err := o.ProjectSave(t.Context(), o.chief(), ProjectSave{Project: *p})
		switch {
		case err == nil:
			won.Add(1)
		case fault.KindOf(err) == fault.Conflict:
			lost.Add(1)
		default:
			t.Error(err)
		}
	})
	if won.Load() != 1 || lost.Load() != crowd-1 {
		t.Errorf("%d won and %d were told", won.Load(), lost.Load())
	}
}

// TestFiguresOfOneProjectAreAllKept: reports of different months at once are no
// conflict, and each is there afterwards.
func TestFiguresOfOneProjectAreAllKept(t *testing.T) {
	o := newOffice(t)
	id := o.project("甲", "east")
	months := []string{"2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06", "2025-07", "2025-08", "2025-09", "2025-10"}
	together(func(i int) {
		sense := []lifecycle.Sense{lifecycle.Dispatch, lifecycle.Statistics}[i%2]
		err := o.FigureReport(t.Context(), o.chief(), FigureReport{Project: id, Figure: lifecycle.Figure{Month: when(months[i/2]), Sense: sense, YearDone: yi(i)}})
		if err != nil {
			t.Error(err)
		}
	})
	page, err := o.Project(t.Context(), o.chief(), id, Moment{})
	o.must(err)
	if len(page.Figures) != crowd {
		t.Errorf("%d figures of %d", len(page.Figures), crowd)
	}
}

// TestDifferentActsOnOneProjectDoNotLoseEachOther: each act reads inside its own
// transaction, so a stage, a pause, an image and a figure at once all stand.
func TestDifferentActsOnOneProjectDoNotLoseEachOther(t *testing.T) {
	o := newOffice(t)
	id := o.project("甲", "east")
	image := "主体封顶"
	acts := []func() error{
		func() error {
			return o.StageDeclare(t.Context(), o.chief(), StageDeclare{Project: id, Stage: lifecycle.Signed, Declared: true, On: when("2025-05")})
		},
		func() error {
			return o.StageDeclare(t.Context(), o.chief(), StageDeclare{Project: id, Stage: lifecycle.Filed, Declared: true, On: when("2025-09")})
		},
		func() error {
			_, err := o.PauseAsk(t.Context(), o.chief(), o.pauseOf(id))
			if errors.Is(err, fault.New(fault.Conflict, "pause.waits")) {
				return nil // one of the crowd asked first
			}
			return err
		},
		func() error {
			return o.FigureReport(t.Context(), o.chief(), FigureReport{Project: id, Image: &image,
				Figure: lifecycle.Figure{Month: when("2026-02"), Sense: lifecycle.Dispatch, YearDone: yi(1)}})
		},
		func() error {
			return o.MilestonePlan(t.Context(), o.chief(), MilestonePlan{Project: id, Name: "封顶", Planned: when("2026-08")})
		},
	}
	together(func(i int) {
		if err := acts[i%len(acts)](); err != nil {
			t.Error(err)
		}
	})
	page, err := o.Project(t.Context(), o.chief(), id, Moment{})
	o.must(err)
	p := page.Project
	if len(page.Pauses) != 1 || p.Image != image || !p.Fact(lifecycle.Signed).Declared || !p.Fact(lifecycle.Filed).Declared || len(page.Figures) != 1 || len(page.Nodes) != crowd/len(acts) {
		t.Errorf("lost: %d pauses, image %q stages %+v figures %d nodes %d", len(page.Pauses), p.Image, p.Stages, len(page.Figures), len(page.Nodes))
	}
	reports, err := o.db.Verify(t.Context(), nil)
	if err != nil || reports[0].Fault != nil {
		t.Errorf("chain: %+v %v", reports, err)
	}
}

// TestReadersAndWritersTogether lets a crowd read while others write; run with
// -race it finds shared memory, without it that no reader sees half a fact.
func TestReadersAndWritersTogether(t *testing.T) {
	o := newOffice(t)
	id := o.project("甲", "east")
	together(func(i int) {
		for k := range 5 {
			if i%2 == 0 {
				p := lifecycle.Project{Name: "新" + itoa(i) + "-" + itoa(k), Unit: o.units["west"]}
				if _, err := o.ProjectSave(t.Context(), o.chief(), ProjectSave{Project: p}); err != nil {
					t.Error(err)
				}
				continue
			}
			table, err := o.Projects(t.Context(), o.chief(), ProjectFilter{Sort: "name", Group: "unit"})
			if err != nil || table.Totals.Count != len(table.Rows) && table.Pages == 1 {
				t.Errorf("%v %v", table, err)
			}
			if _, err := o.Project(t.Context(), o.chief(), id, Moment{}); err != nil {
				t.Error(err)
			}
		}
	})
	fig, err := o.at(t.Context(), o.chief(), Moment{})
	o.must(err)
	if n, _, _ := o.db.Head(t.Context(), storetest.Tenant); fig.facts.n != n || len(fig.rows) != 1+crowd/2*5 {
		t.Errorf("at the end %d rows at %d of %d", len(fig.rows), fig.facts.n, n)
	}
}

// TestOneImportOfOneFileAtOnce: the same file sent by a crowd is taken in once.
func TestOneImportOfOneFileAtOnce(t *testing.T) {
	o := newOffice(t)
	var took atomic.Int64
	together(func(int) {
		cause, _, err := o.LedgerImport(t.Context(), o.chief(), LedgerImport{Unit: o.units["city"], File: ledgerOf("f.xlsx", row("甲", 1), row("乙", 2))})
		if err != nil {
			t.Error(err)
		}
		if cause != "" {
			took.Add(1)
		}
	})
	if took.Load() != 1 || sorted(o.names(o.chief(), ProjectFilter{})) != sorted("甲 乙") {
		t.Errorf("taken in %d times: %s", took.Load(), o.names(o.chief(), ProjectFilter{}))
	}
}
