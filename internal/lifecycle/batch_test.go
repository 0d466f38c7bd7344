package lifecycle

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/fault"
	"guatu/internal/money"
	"guatu/internal/workday"
)

func TestBatchState(t *testing.T) {
	b := &Batch{Name: "一季度开工26个", Unit: "x", Stage: Started, Due: dayOf(t, "2026-03-31"), Count: 6, Amount: money.Some(100 * money.Yi)}
	worth := func(p *Project, yi money.Yuan) *Project { p.Total = money.Exactly(yi * money.Yi); return p }
	both := worth(dated(t, "started", "2026-02-10"), 20)
	f := both.Fact(Started)
	f.Recognised, f.RecognisedOn = true, whenOf(t, "2026-04-05")
	both.SetFact(f)
	members := []*Project{
		both,
		worth(dated(t, "completed", "2026-03-01"), 10), // further than started, by March
		worth(dated(t, "started", "2026-05-01"), 5),    // late
		dated(t, "signed", "2026-01-01"),
		dated(t, "signed", "2026-01-01", "exited", "2026-02-01"),
	}
	got := b.State(members, dayOf(t, "2026-05-10"))
	want := BatchState{Promised: 6, Named: 5, Left: 1, Short: 2, Total: 35 * money.Yi, Missing: 2, Days: -40,
		Declared: BatchDone{Count: 3, InTime: 2, Total: 35 * money.Yi}, Recognised: BatchDone{Count: 1, Total: 20 * money.Yi},
		Warnings: []BatchNotice{BatchOver, BatchShort, BatchAmount, BatchLost}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if early := b.State(members, dayOf(t, "2026-02-20")); early.Declared.Count != 1 || early.Recognised.Count != 0 || early.Days != 39 {
		t.Errorf("as of February: %+v", early)
	}
}

func TestABatchIsKeptByRecognitionAlone(t *testing.T) {
	b := &Batch{Stage: Started, Due: dayOf(t, "2026-03-31")}
	p := dated(t, "started", "2026-02-10")
	if s := b.State([]*Project{p}, b.Due+1); s.Promised != 1 || !cmp.Equal(s.Warnings, []BatchNotice{BatchOver}) {
		t.Errorf("declared alone: %+v", s)
	}
	f := p.Fact(Started)
	f.Recognised, f.RecognisedOn = true, f.DeclaredOn
	p.SetFact(f)
	if s := b.State([]*Project{p}, b.Due+1); s.Recognised.InTime != 1 || !cmp.Equal(s.Warnings, []BatchNotice{BatchKept}) {
		t.Errorf("recognised: %+v", s)
	}
	undated := dated(t, "started", "?")
	for on, want := range map[workday.Date]int{b.Due: 1, b.Due + 1: 0} {
		if s := b.State([]*Project{undated}, on); s.Declared.InTime != want {
			t.Errorf("started nobody knows when, seen on %s: in time %d, want %d", on, s.Declared.InTime, want)
		}
	}
	if s := b.State(nil, b.Due+1); s.Promised != 0 || !cmp.Equal(s.Warnings, []BatchNotice{BatchOver}) {
		t.Errorf("a promise of nothing is not kept: %+v", s)
	}
}

func TestBatchCheckTellsEverything(t *testing.T) {
	b := &Batch{Stage: Exited, Count: -1, Amount: money.Some(-1)}
	f, ok := fault.As(b.Check())
	if !ok {
		t.Fatal("nothing wrong")
	}
	var fields []string
	for _, p := range f.Parts {
		fields = append(fields, p.Field)
	}
	if diff := cmp.Diff([]string{"name", "unit", "stage", "due", "count", "amount"}, fields); diff != "" {
		t.Error(diff)
	}
	good := &Batch{Name: "一季度开工", Unit: "x", Stage: Started, Due: dayOf(t, "2026-03-31")}
	if err := good.Check(); err != nil {
		t.Error(err)
	}
	good.Stage = Lead
	if f, ok := fault.As(good.Check()); !ok || f.Code != "batch.stage" && f.Parts[0].Code != "batch.stage" {
		t.Errorf("a lead is nothing to promise: %v", f)
	}
}
