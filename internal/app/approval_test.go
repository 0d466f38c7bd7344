package app

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"guatu/internal/access"
	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// screened is a project in the east on land of its own whose approvals are listed.
func (o *office) screened(name string) string {
	o.t.Helper()
	id := o.owned(name)
	o.must(o.ChecklistScreen(o.ctx(), o.chief(), ChecklistScreen{Project: id, Answers: map[string]string{"land": "owned"}}))
	return id
}

// note writes down what happened to items.
func (o *office) note(project, items string, kind approval.Kind, on workday.Date, more ...func(*ApprovalNote)) {
	o.t.Helper()
	o.must(o.tryNote(o.chief(), project, items, kind, on, more...))
}

func (o *office) tryNote(who access.Actor, project, items string, kind approval.Kind, on workday.Date, more ...func(*ApprovalNote)) error {
	in := ApprovalNote{Project: project, Items: strings.Fields(items), Kind: kind, On: on}
	for _, m := range more {
		m(&in)
	}
	_, err := o.ApprovalNote(o.ctx(), who, in)
	return err
}

// seated is the actor, or, of a department, somebody of the one that leads the filing.
func (o *office) seated(who access.Actor) access.Actor {
	if !is(who, access.RoleDepartment) {
		return who
	}
	unit, err := o.UnitSave(o.ctx(), o.chief(), UnitSave{Unit: access.Unit{Name: o.fresh("发展和改革委员会"), Kind: access.Department, Parents: []access.Share{{Parent: o.units["city"], Share: access.WholeShare}}}})
	o.must(err)
	f, err := o.facts(o.ctx(), who.Tenant())
	o.must(err)
	p := who.Person
	p.Unit = unit
	return access.NewActor(who.Tenant(), p, f.tree)
}

func (o *office) noted(project string) []approval.Record {
	o.t.Helper()
	f, err := o.facts(o.ctx(), o.chief().Tenant())
	o.must(err)
	return f.dossiers[f.index[project]].approvals
}

// area is an assessment of the area of a unit.
func (o *office) area(unit string) approval.Area {
	return approval.Area{Unit: o.units[unit], Name: "园区区域评估", Replaces: []string{"assessments"}, Number: "1号", Approved: o.Today()}
}

func (o *office) approvals(project string) *ApprovalPage {
	o.t.Helper()
	p, err := o.Approvals(o.ctx(), o.chief(), project, Moment{})
	o.must(err)
	return p
}

// item is one item of a page.
func (p *ApprovalPage) item(id string) *ApprovalItem {
	i := slices.IndexFunc(p.Items, func(l ApprovalItem) bool { return l.Item.ID == id })
	if i < 0 {
		return nil
	}
	return &p.Items[i]
}

// tolerated accepts without a document.
func tolerated(doc string, by workday.Date) func(*ApprovalNote) {
	return func(in *ApprovalNote) { in.Missing, in.SupplyBy = []string{doc}, by }
}

// halted stops with everything a stop needs.
func halted(why approval.StopReason, until workday.Date) func(*ApprovalNote) {
	return func(in *ApprovalNote) {
		in.Reason, in.Until, in.Notice, in.Approver = why, until, "告〔2026〕3号", "分管局长"
	}
}

func TestAProjectGoesFromScreeningToItsPermit(t *testing.T) {
	o := newOffice(t)
	id := o.owned("甲")
	if p := o.approvals(id); p.List != nil || len(p.Items) != 0 {
		t.Fatal("nothing is listed before the screening")
	}
	o.must(o.ChecklistScreen(o.ctx(), o.chief(), ChecklistScreen{Project: id, Answers: map[string]string{"land": "owned"}}))
	p := o.approvals(id)
	if p.List.Answer("kind") != "industry" || p.item("land_sale") != nil || p.item("filing").Standing.State != approval.StateReady {
		t.Fatalf("a new plant on land of its own: %+v", p.List)
	}
	if len(p.Soon) == 0 || p.Soon[0].Item != "filing" || len(p.Soon[0].Materials) == 0 {
		t.Errorf("the filing is to be prepared now: %+v", p.Soon)
	}
	day := o.Today()
	o.note(id, "filing", approval.Accepted, day)
	o.note(id, "filing", approval.Granted, day, func(in *ApprovalNote) {
		in.Certificate = []approval.Product{{Code: "project_code", Name: "2603-320899-04-01-100001"}, {Code: "filed_on"}}
	})
	o.note(id, "eia scheme", approval.Accepted, day)
	o.note(id, "eia", approval.Stopped, day, halted(approval.ExpertReview, day+10))
	p = o.approvals(id)
	eia := p.item("eia")
	if eia.Standing.State != approval.StateStopped || len(eia.Records) != 2 || eia.Lead.Name != "生态环境部门" {
		t.Errorf("the review stops the clock: %+v", eia)
	}
	if got := p.item("filing").Records[1].Certificate; len(got) != 1 {
		t.Errorf("fields of a certificate that say nothing are not kept: %v", got)
	}
	if p.Budget.Used != 0 || p.Budget.Limit != 45 || p.Forecast == 0 || len(p.Path) == 0 {
		t.Errorf("the budget: %+v, forecast %s, path %v", p.Budget, p.Forecast, p.Path)
	}
}

// What the page shows is what the command line reckons of the same case.
func TestAPageAndTheCommandLineAgree(t *testing.T) {
	o := newOffice(t)
	id := o.screened("甲")
	day := o.Today()
	_, err := o.AreaSave(o.ctx(), o.chief(), AreaSave{Area: approval.Area{Unit: o.units["east"], Name: "规划环评", Blocks: []string{"eia"}, Number: "2号", Approved: day - 30}})
	o.must(err)
	o.note(id, "filing", approval.Accepted, day-14)
	o.note(id, "filing", approval.Granted, day-13)
	o.note(id, "eia scheme", approval.Accepted, day-13, func(in *ApprovalNote) { in.Missing = nil })
	o.note(id, "eia", approval.Stopped, day-12, halted(approval.ExpertReview, day-8))
	o.note(id, "scheme", approval.Stopped, day-9, halted(approval.PublicNotice, day-2))
	c, err := o.ApprovalCase(o.ctx(), o.chief(), id, Moment{})
	o.must(err)
	text, err := json.Marshal(c)
	o.must(err)
	want, err := approval.StateText(text, workday.Default())
	o.must(err)
	p := o.approvals(id)
	if *p.Budget != *want.Budget || p.Forecast != *want.Forecast {
		t.Errorf("budget %+v, forecast %s; apart %+v, %s", p.Budget, p.Forecast, want.Budget, want.Forecast)
	}
	for _, s := range want.Items {
		if got := p.item(s.ID); got == nil || !reflect.DeepEqual(got.Standing, s) {
			t.Errorf("%s: %+v, apart %+v", s.ID, got, s)
		}
	}
}

func TestWhatAnActOnApprovalsRefuses(t *testing.T) {
	o := newOffice(t)
	id := o.screened("甲")
	day := o.Today()
	o.note(id, "filing", approval.Accepted, day-20)
	o.note(id, "filing", approval.Granted, day-20)
	o.note(id, "scheme", approval.Accepted, day-1)
	firm := o.as(access.RoleEnterprise, "east")
	for _, c := range []struct {
		name, code string
		do         func() error
	}{
		{"an item that is not there", "approval.no_item", func() error { return o.tryNote(o.chief(), id, "moon", approval.Accepted, day) }},
		{"a day that has not been", "approval.future", func() error { return o.tryNote(o.chief(), id, "eia", approval.Accepted, day+1) }},
		{"a grant without an acceptance", "approval.not_under_way", func() error { return o.tryNote(o.chief(), id, "eia", approval.Granted, day) }},
		{"a stop without its approver", "approval.no_approver", func() error {
			return o.tryNote(o.chief(), id, "scheme", approval.Stopped, day, halted(approval.PublicNotice, day+5), func(in *ApprovalNote) { in.Approver = " " })
		}},
		{"a stop without notice and end", "approval.no_notice", func() error {
			return o.tryNote(o.chief(), id, "scheme", approval.Stopped, day, func(in *ApprovalNote) { in.Reason, in.Approver = approval.PublicNotice, "局长" })
		}},
		{"a local stop the catalogue does not know for the item", "approval.stop_of_item", func() error {
			return o.tryNote(o.chief(), id, "scheme", approval.Stopped, day, halted(approval.UpwardReferral, day+5))
		}},
		{"a document that must be there", "approval.not_tolerable", func() error {
			return o.tryNote(o.chief(), id, "eia", approval.Accepted, day, tolerated("report", day+3))
		}},
		{"a document promised for after the item is due", "approval.supply_late", func() error {
			return o.tryNote(o.chief(), id, "eia", approval.Accepted, day, tolerated("notice", day+60))
		}},
		{"a firm that accepts", "approval.not_yours", func() error { return o.tryNote(firm, id, "eia", approval.Accepted, day) }},
		{"a department that has no part in it", "approval.not_your_item", func() error {
			return o.tryNote(o.as(access.RoleDepartment, "bureau"), id, "eia", approval.Accepted, day)
		}},
		{"an opinion on what is no joint event", "approval.no_opinion", func() error {
			return o.tryNote(o.chief(), id, "eia", approval.Opinion, day, func(in *ApprovalNote) { in.Department, in.Agrees = "land", true })
		}},
		{"one certificate for two items", "approval.certificate", func() error {
			return o.tryNote(o.chief(), id, "eia scheme", approval.Granted, day, func(in *ApprovalNote) { in.Certificate = []approval.Product{{Code: "reply", Name: "1号"}} })
		}},
		{"a change without a reason", "approval.no_reason", func() error {
			return o.ChecklistAmend(o.ctx(), o.chief(), ChecklistAmend{Project: id, Version: 1, Change: approval.Amendment{Item: "eia", Drop: true}})
		}},
		{"an item dropped that has begun", "checklist.begun", func() error {
			return o.ChecklistAmend(o.ctx(), o.chief(), ChecklistAmend{Project: id, Version: 1, Change: approval.Amendment{Item: "scheme", Drop: true, Reason: "不需要"}})
		}},
		{"a promise where none is taken", "approval.no_promise", func() error {
			return o.ChecklistAmend(o.ctx(), o.chief(), ChecklistAmend{Project: id, Version: 1, Change: approval.Amendment{Item: "scheme", Promise: true, Reason: "承诺"}})
		}},
		{"screening anew without a reason", "checklist.because", func() error {
			return o.ChecklistScreen(o.ctx(), o.chief(), ChecklistScreen{Project: id, Version: 1})
		}},
		{"screening anew what has begun away", "checklist.begun", func() error {
			return o.ChecklistScreen(o.ctx(), o.chief(), ChecklistScreen{Project: id, Version: 1, Answers: map[string]string{"building": "no"}, Because: "改为技改"})
		}},
		{"a question nobody asks", "approval.not_asked", func() error {
			_, err := o.ChecklistTry(o.ctx(), o.chief(), ChecklistTry{Project: id, Answers: map[string]string{"land": "moon"}})
			return err
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := o.head()
			err := c.do()
			if c.code == "approval.not_asked" {
				c.code = "approval.answer"
			}
			if err == nil || !strings.Contains(err.Error(), c.code) {
				t.Errorf("got %v, want %s", err, c.code)
			}
			if e, ok := fault.As(err); ok && strings.Contains(err.Error(), "facts[") {
				t.Errorf("the place is the engine's: %v", e)
			}
			if o.head() != before {
				t.Error("something was kept")
			}
		})
	}
}

func TestManyAreScreenedAtOnceOrNone(t *testing.T) {
	o := newOffice(t)
	plant := o.owned("甲")
	refit := o.save(lifecycle.Project{Name: o.fresh("乙"), Unit: o.units["east"], Kind: "transform"})
	screened := o.screened("丙")
	screen := func(ids ...string) error {
		_, err := o.ChecklistsScreen(o.ctx(), o.as(access.RoleReporter, "east"), ChecklistsScreen{Projects: ids, Answers: map[string]string{"kind": "chemical", "land": "standard"}})
		return err
	}
	if err := screen(plant, screened); err == nil || !strings.Contains(err.Error(), "checklist.there") || o.approvals(plant).List != nil {
		t.Errorf("one that is screened already stops all: %v", err)
	}
	if err := screen(); err == nil {
		t.Error("none is screened")
	}
	o.must(screen(plant, refit))
	for id, kind := range map[string]string{plant: "industry", refit: "transformation"} {
		if l := o.approvals(id).List; l.Answer("kind") != kind || l.Answer("land") != "standard" || l.Answer("output") != "form" {
			t.Errorf("what is known goes before what is said of all: %+v", l.Answers)
		}
	}
}

func TestBadCreditBarsAcceptanceWithDocumentsMissing(t *testing.T) {
	o := newOffice(t)
	id := o.screened("甲")
	day := o.Today()
	o.note(id, "filing", approval.Accepted, day-9)
	o.note(id, "filing", approval.Granted, day-9)
	bad, err := o.DiscreditSave(o.ctx(), o.chief(), DiscreditSave{Discredit: approval.Discredit{Enterprise: firmA, Document: "信用中国 第1号", Since: day - 5}})
	o.must(err)
	err = o.tryNote(o.chief(), id, "eia", approval.Accepted, day, tolerated("notice", day+3))
	if err == nil || !strings.Contains(err.Error(), "approval.barred") {
		t.Fatalf("an applicant without credit is accepted: %v", err)
	}
	o.note(id, "eia", approval.Accepted, day-7, tolerated("notice", day-2)) // before it lost its credit
	if p := o.approvals(id); p.Bad != nil || p.Barred == nil {
		t.Errorf("what was accepted before stays so: %v", p.Bad)
	}
	_, err = o.DiscreditSave(o.ctx(), o.chief(), DiscreditSave{Discredit: approval.Discredit{ID: bad, Version: 1, Enterprise: firmA, Document: "信用中国 第1号", Since: day - 5, Repaired: day}})
	o.must(err)
	o.note(id, "scheme", approval.Accepted, day, tolerated("views", day+3))
}

func TestAnAreaFreesProjectsAndHoldsThemUp(t *testing.T) {
	o := newOffice(t)
	id := o.owned("甲")
	try := func() *ChecklistTrial {
		trial, err := o.ChecklistTry(o.ctx(), o.chief(), ChecklistTry{Project: id, Answers: map[string]string{"land": "owned"}})
		o.must(err)
		return trial
	}
	known := func(trial *ChecklistTrial) bool {
		i := slices.IndexFunc(trial.Questions, func(q ChecklistQuestion) bool { return q.Code == "area" })
		return trial.Questions[i].Known
	}
	if known(try()) {
		t.Error("nothing is known of the area yet")
	}
	_, err := o.AreaSave(o.ctx(), o.chief(), AreaSave{Area: o.area("city")})
	o.must(err)
	if !known(try()) {
		t.Error("the city's assessment holds for the county's projects")
	}
	o.must(o.ChecklistScreen(o.ctx(), o.as(access.RoleReporter, "east"), ChecklistScreen{Project: id, Answers: map[string]string{"land": "owned"}}))
	before := o.approvals(id).Forecast
	plan := approval.Area{Unit: o.units["east"], Name: "规划环评", Blocks: []string{"eia"}, Planned: o.Today() + 90}
	area, err := o.AreaSave(o.ctx(), o.chief(), AreaSave{Area: plan})
	o.must(err)
	p := o.approvals(id)
	if p.Forecast <= before || p.item("eia").Standing.State != approval.StateBlocked || p.item("eia").Needed[len(p.item("eia").Needed)-1].Name != "规划环评" {
		t.Errorf("the park's plan holds the assessment up: %s, then %s", before, p.Forecast)
	}
	plan.ID, plan.Version, plan.Number, plan.Approved = area, 1, "2号", o.Today()
	_, err = o.AreaSave(o.ctx(), o.chief(), AreaSave{Area: plan})
	o.must(err)
	if got := o.approvals(id).Forecast; got != before {
		t.Errorf("approved, it holds nothing up: %s, want %s", got, before)
	}
}

// What is delegated to a park is decided there: the department's desk is free of it.
func TestAPowerDelegatedIsTheParks(t *testing.T) {
	o := newOffice(t)
	id := o.screened("甲")
	bureau := o.seated(o.as(access.RoleDepartment, "bureau")) // leads the filing
	desk := func() int {
		d, err := o.ApprovalDesk(o.ctx(), o.chief(), ApprovalDeskFilter{Department: "development"})
		o.must(err)
		return len(d.Lines)
	}
	before := desk()
	_, err := o.AreaSave(o.ctx(), o.chief(), AreaSave{Area: approval.Area{Unit: o.units["east"], Name: "赋权事项", Decides: []string{"filing"}, Number: "3号", Approved: o.Today()}})
	o.must(err)
	if p := o.approvals(id); p.item("filing").Lead.Name != "east地区" || !p.item("filing").Delegated {
		t.Errorf("who decides: %+v", p.item("filing").Lead)
	}
	if after := desk(); after != before-1 {
		t.Errorf("%d lines on the desk, %d before", after, before)
	}
	own, err := o.ApprovalDesk(o.ctx(), bureau, ApprovalDeskFilter{})
	o.must(err)
	all, err := o.ApprovalDesk(o.ctx(), bureau, ApprovalDeskFilter{Department: AllDepartments})
	o.must(err)
	if own.Department != "development" || all.Department != "" || len(all.Lines) <= len(own.Lines) {
		t.Errorf("own desk %q with %d lines, all of them %d", own.Department, len(own.Lines), len(all.Lines))
	}
	if err := o.tryNote(bureau, id, "filing", approval.Accepted, o.Today()); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("the department still decides: %v", err)
	}
	if err := o.tryNote(bureau, id, "filing", approval.Accepted, o.Today()-1); err != nil {
		t.Errorf("the day before it was still the department's: %v", err)
	}
}

func TestARecordThatWasWrongIsStruckAndStays(t *testing.T) {
	o := newOffice(t)
	id := o.screened("甲")
	day := o.Today()
	o.note(id, "filing", approval.Accepted, day-9)
	o.note(id, "filing", approval.Granted, day-8)
	list := o.noted(id)
	strike := func(kind approval.Kind, because string) error {
		n := slices.IndexFunc(list, func(r approval.Record) bool { return r.Kind == kind })
		return o.ApprovalStrike(o.ctx(), o.chief(), ApprovalStrike{ID: list[n].ID, Version: 1, Because: because})
	}
	if err := strike(approval.Accepted, "日期写错"); err == nil {
		t.Error("a grant without its acceptance is left")
	}
	if err := strike(approval.Granted, " "); err == nil {
		t.Error("struck without a reason")
	}
	o.must(strike(approval.Granted, "日期写错"))
	if err := strike(approval.Granted, "日期写错"); fault.KindOf(err) != fault.Conflict {
		t.Errorf("struck twice: %v", err)
	}
	p := o.approvals(id)
	if got := p.item("filing"); got.Standing.State == approval.StateGranted || len(got.Records) != 2 || got.Records[1].Struck == "" {
		t.Errorf("it counts still: %+v", got)
	}
}

// Screening anew keeps what people changed, as far as it can be.
func TestChangesOutliveAScreening(t *testing.T) {
	o := newOffice(t)
	id := o.screened("甲")
	days := 2
	o.must(o.ChecklistAmend(o.ctx(), o.chief(), ChecklistAmend{Project: id, Version: 1, Change: approval.Amendment{Item: "eia", Pledged: &days, Reason: "县里承诺"}}))
	o.must(o.ChecklistAmend(o.ctx(), o.chief(), ChecklistAmend{Project: id, Version: 2, Change: approval.Amendment{Item: "extra", Add: &approval.Item{Name: "取水许可", Needs: []string{"filing"}, Pledged: 5}, Reason: "用水量大"}}))
	o.must(o.ChecklistAmend(o.ctx(), o.chief(), ChecklistAmend{Project: id, Version: 3, Change: approval.Amendment{Item: "utilities", Drop: true, Reason: "已有"}}))
	if p := o.approvals(id); p.item("eia").Item.Pledged != 2 || p.item("extra") == nil || p.item("utilities") != nil || !p.item("eia").Amended {
		t.Fatalf("changes: %+v", p.List.Amendments)
	}
	o.must(o.ChecklistScreen(o.ctx(), o.chief(), ChecklistScreen{Project: id, Version: 4, Answers: map[string]string{"land": "owned", "building": "no"}, Because: "只添设备"}))
	p := o.approvals(id)
	if p.item("eia").Item.Pledged != 2 || p.item("extra") == nil || len(p.List.Amendments) != 2 {
		t.Errorf("kept: %+v", p.List.Amendments)
	}
	o.must(o.ChecklistAmend(o.ctx(), o.chief(), ChecklistAmend{Project: id, Version: 5, Take: 1, Change: approval.Amendment{Reason: "县里收回承诺"}}))
	if p := o.approvals(id); p.item("eia").Item.Pledged == 2 || p.List.Amendments[0].By != "chief" {
		t.Errorf("taken back: %+v", p.List.Amendments)
	}
}

// A notice of days off that comes late counts open clocks anew and leaves decided ones
// as they were counted.
func TestALateCalendarReopensOpenClocksOnly(t *testing.T) {
	o := newOffice(t)
	id := o.screened("甲")
	day := o.Today() // a Thursday
	o.note(id, "filing", approval.Accepted, day-10)
	o.note(id, "filing", approval.Granted, day-10)
	o.note(id, "eia scheme", approval.Accepted, day-10)
	o.note(id, "scheme", approval.Granted, day-3)
	used := func() (open, decided int) {
		p := o.approvals(id)
		return p.item("eia").Standing.Used, p.item("scheme").Standing.Used
	}
	open, decided := used()
	o.clock.Set(o.clock.Now().AddDate(0, 0, 1))
	o.must(o.CalendarLocal(o.ctx(), o.chief(), CalendarLocal{Days: []workday.Override{{Date: day - 6, Name: "暴雨停工"}}, Because: "应急响应"}))
	nowOpen, nowDecided := used()
	if nowOpen != open { // a day more has passed, and one day fell out
		t.Errorf("the open clock has %d days, %d before", nowOpen, open)
	}
	if nowDecided != decided {
		t.Errorf("the decided clock has %d days, %d before", nowDecided, decided)
	}
	later := o.screened("乙")
	o.note(later, "filing", approval.Accepted, day-10)
	o.note(later, "filing", approval.Granted, day-3)
	if got := o.approvals(later).item("filing").Standing.Used; got != decided-1 {
		t.Errorf("what is written down after the notice is counted by it: %d, want %d", got, decided-1)
	}
}
