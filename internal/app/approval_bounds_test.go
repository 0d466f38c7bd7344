package app

import (
	"strings"
	"testing"

	"guatu/internal/access"
	"guatu/internal/approval"
	"guatu/internal/fault"
)

// A department that takes part says its own opinion, and decides nothing.
func TestWhoTakesPartGivesAnOpinionAndNoMore(t *testing.T) {
	o := newOffice(t)
	unit, err := o.UnitSave(o.ctx(), o.chief(), UnitSave{Unit: access.Unit{Name: "住房和城乡建设局", Kind: access.Department, Parents: []access.Share{{Parent: o.units["city"], Share: access.WholeShare}}}})
	o.must(err)
	f, err := o.facts(o.ctx(), o.chief().Tenant())
	o.must(err)
	p := o.as(access.RoleDepartment, "bureau").Person
	p.Unit = unit
	housing := access.NewActor(o.chief().Tenant(), p, f.tree) // takes part in the scheme, which land leads
	id, day := o.screened("甲"), o.Today()
	o.note(id, "filing", approval.Accepted, day-9)
	o.note(id, "filing", approval.Granted, day-9)
	o.note(id, "scheme", approval.Accepted, day-5)
	says := func(department string) func(*ApprovalNote) {
		return func(in *ApprovalNote) { in.Department, in.Agrees = department, true }
	}
	for name, err := range map[string]error{
		"grants it":          o.tryNote(housing, id, "scheme", approval.Granted, day),
		"speaks for ecology": o.tryNote(housing, id, "scheme", approval.Opinion, day, says("ecology")),
	} {
		if fault.KindOf(err) != fault.Forbidden {
			t.Errorf("%s: %v", name, err)
		}
	}
	page, err := o.Approvals(o.ctx(), housing, id, Moment{})
	o.must(err)
	if may := page.item("scheme").May; len(may) != 1 || may[0] != approval.Opinion {
		t.Errorf("its page offers %v", may)
	}
	o.must(o.tryNote(housing, id, "scheme", approval.Opinion, day, says("")))
	if r := o.approvals(id).item("scheme").Records; r[len(r)-1].Department != "housing" {
		t.Errorf("whose opinion it is: %+v", r)
	}
}

// What comes from outside is bounded, and leaves every project's page readable.
func TestWhatApprovalsDoNotTakeIn(t *testing.T) {
	o := newOffice(t)
	id, day := o.screened("甲"), o.Today()
	o.note(id, "filing", approval.Accepted, day)
	long := strings.Repeat("长", 201)
	area := func(change func(*approval.Area)) error {
		a := approval.Area{Unit: o.units["east"], Name: "规划环评", Blocks: []string{"eia"}, Planned: day + 30}
		change(&a)
		_, err := o.AreaSave(o.ctx(), o.chief(), AreaSave{Area: a})
		return err
	}
	added := func(item, name string) error {
		return o.ChecklistAmend(o.ctx(), o.chief(), ChecklistAmend{Project: id, Version: 1, Change: approval.Amendment{Item: item, Add: &approval.Item{Name: name}, Reason: "用水"}})
	}
	for _, c := range []struct {
		name, code string
		err        error
	}{
		{"a plan in a far year", "approval.outside_dates planned", area(func(a *approval.Area) { a.Planned = day + 9000 })},
		{"a plan before there were calendars", "approval.outside_dates planned", area(func(a *approval.Area) { a.Planned = 5 })},
		{"an item twice", "approval.no_item blocks", area(func(a *approval.Area) { a.Blocks = []string{"eia", "eia"} })},
		{"a long name of an area", "project.text_long name", area(func(a *approval.Area) { a.Name = long })},
		{"an item that would pass for a park's", "approval.own_id item", added("area:x", "取水")},
		{"an item without a name", "approval.missing name", added("water", "")},
		{"a long name of an item", "project.text_long name", added("water", long)},
		{"a long certificate", "project.text_long certificate", o.tryNote(o.chief(), id, "filing", approval.Granted, day, func(in *ApprovalNote) { in.Certificate = []approval.Product{{Code: "project_code", Name: long}} })},
		{"a long approver", "project.text_long approver", o.tryNote(o.chief(), id, "eia", approval.Stopped, day, halted(approval.ExpertReview, day+3), func(in *ApprovalNote) { in.Approver = long })},
	} {
		code, field, _ := strings.Cut(c.code, " ")
		if c.err == nil || !strings.Contains(c.err.Error(), code+" at "+field) {
			t.Errorf("%s: %v, want %s", c.name, c.err, c.code)
		}
	}
	if p := o.approvals(id); p.Bad != nil || p.Forecast == 0 {
		t.Errorf("the page is spoilt: %v", p.Bad)
	}
}
