package app

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
)

// promise is a fresh batch of two starts by the end of May 2026.
func (o *office) promise(unit string) lifecycle.Batch {
	return lifecycle.Batch{Name: o.fresh("二季度开工"), Unit: o.units[unit], Stage: lifecycle.Started, Due: when("2026-05-31").First, Count: 2, Amount: yi(5)}
}

// tagged enters projects in a batch.
func (o *office) tagged(name string, ids ...string) {
	o.t.Helper()
	o.must(o.ProjectsTag(o.ctx(), o.chief(), ProjectsTag{Projects: ids, Batches: []string{name}}))
}

func (o *office) batch(who access.Actor, id string) *BatchPage {
	o.t.Helper()
	p, err := o.Batch(o.ctx(), who, id, Moment{})
	o.must(err)
	return p
}

func TestABatchCountsItsNames(t *testing.T) {
	o := newOffice(t)
	b := o.promise("east")
	b.Count = 5
	id, err := o.BatchSave(t.Context(), o.chief(), BatchSave{Batch: b})
	o.must(err)
	open := o.course("甲", "east", "signed", "2026-01-01")
	done := o.course("乙", "hill", "signed", "!2026-01-01", "started", "!2026-02-10")
	said := o.course("丙", "east", "started", "2026-03-10")
	left := o.course("丁", "east", "signed", "2026-01-01", "exited", "2026-02-01")
	elsewhere := o.course("戊", "west", "started", "2026-03-10")
	o.tagged(b.Name, open, done, said, left, elsewhere)
	p := o.batch(o.chief(), id)
	want := lifecycle.BatchState{Promised: 5, Named: 4, Left: 1, Short: 2, Total: 8 * money.Yi, Days: 73,
		Declared:   lifecycle.BatchDone{Count: 2, InTime: 2, Total: 4 * money.Yi},
		Recognised: lifecycle.BatchDone{Count: 1, InTime: 1, Total: 2 * money.Yi},
		Warnings:   []lifecycle.BatchNotice{lifecycle.BatchShort, lifecycle.BatchLost}}
	if diff := cmp.Diff(want, p.State); diff != "" {
		t.Error(diff)
	}
	// Between 19 March and 31 May 2026 lie 51 weekdays, less 清明 (6 April) and 劳动节
	// (1, 4, 5 May), and 9 May is worked.
	if p.Workdays != 48 || p.Unit != "east地区" || p.Partial {
		t.Errorf("%d working days, unit %s, partial %v", p.Workdays, p.Unit, p.Partial)
	}
	var names string
	for _, n := range p.Names {
		names += n.Row.Project.Name
	}
	if names != "甲丙乙丁" {
		t.Errorf("open first, then declared, recognised, left: %s", names)
	}
}

func TestBatchesObeyTheScope(t *testing.T) {
	o := newOffice(t)
	b := o.promise("city")
	id, err := o.BatchSave(t.Context(), o.chief(), BatchSave{Batch: b})
	o.must(err)
	o.tagged(b.Name, o.course("甲", "east", "signed", "2026-01-01"), o.course("乙", "west", "signed", "2026-01-01"))
	p := o.batch(o.as(access.RoleReporter, "east"), id)
	if !p.Partial || p.State.Promised != 1 || p.Batch.Count != 0 || p.Batch.Amount.OK || len(p.Names) != 1 {
		t.Errorf("the east sees its own name and not the city's promise: %+v", p.BatchRow)
	}
	_, err = o.Batch(t.Context(), o.as(access.RoleReporter, "hill"), id, Moment{})
	wants(t, err, fault.NotFound, "batch.not_found")
	for unit, want := range map[string]int{"city": 1, "east": 1, "hill": 0} {
		list, err := o.Batches(t.Context(), o.as(access.RoleReporter, unit), BatchFilter{})
		o.must(err)
		if len(list.Rows) != want {
			t.Errorf("%s sees %d batches, want %d", unit, len(list.Rows), want)
		}
	}
	_, err = o.BatchSave(t.Context(), o.as(access.RoleOffice, "east"), BatchSave{Batch: o.promise("west")})
	wants(t, err, fault.Invalid, "project.unit_outside")
	taken := b
	_, err = o.BatchSave(t.Context(), o.chief(), BatchSave{Batch: taken})
	wants(t, err, fault.Invalid, "batch.name_taken")
}

func TestABatchRenamedKeepsItsNames(t *testing.T) {
	o := newOffice(t)
	b := o.promise("east")
	id, err := o.BatchSave(t.Context(), o.chief(), BatchSave{Batch: b})
	o.must(err)
	inside, outside := o.course("甲", "east", "signed", "2026-01-01"), o.course("乙", "west", "signed", "2026-01-01")
	o.tagged(b.Name, inside, outside)
	b.ID, b.Version, b.Name = id, 1, "上半年开工"
	_, err = o.BatchSave(t.Context(), o.chief(), BatchSave{Batch: b, Because: "名称写错"})
	o.must(err)
	if p := o.batch(o.chief(), id); p.State.Named != 1 || p.Names[0].Row.Project.ID != inside {
		t.Errorf("names %+v", p.Names)
	}
	_, err = o.BatchSave(t.Context(), o.chief(), BatchSave{Batch: b})
	wants(t, err, fault.Conflict, "")
	wants(t, o.BatchClose(t.Context(), o.chief(), BatchClose{ID: id, Version: 1, Closed: true}), fault.Conflict, "")
	o.must(o.BatchClose(t.Context(), o.chief(), BatchClose{ID: id, Version: 2, Closed: true}))
	for closed, want := range map[bool]int{false: 0, true: 1} {
		if list, err := o.Batches(t.Context(), o.chief(), BatchFilter{Closed: closed}); err != nil || len(list.Rows) != want {
			t.Errorf("closed too %v: %d batches, %v", closed, len(list.Rows), err)
		}
	}
}

// TestABatchAsKnown: what was promised and named before the list was settled.
func TestABatchAsKnown(t *testing.T) {
	o := newOffice(t)
	b := o.promise("east")
	project := o.course("甲", "east", "signed", "2026-01-01")
	id, err := o.BatchSave(t.Context(), o.chief(), BatchSave{Batch: b})
	o.must(err)
	before := o.head()
	o.tagged(b.Name, project)
	p, err := o.Batch(t.Context(), o.chief(), id, Moment{Known: before})
	o.must(err)
	if p.State.Named != 0 || p.State.Short != 2 {
		t.Errorf("as known before: %+v", p.State)
	}
	if p := o.batch(o.chief(), id); p.State.Named != 1 {
		t.Errorf("as known now: %+v", p.State)
	}
}
