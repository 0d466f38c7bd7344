package app

import (
	"errors"
	"sync/atomic"
	"testing"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/ruleset"
	"guatu/internal/schedule"
	"guatu/internal/signal"
	"guatu/internal/workday"
)

// askedChange asks for a later start of a project of the east, by its reporter.
func (o *office) askedChange(project, to string) string {
	o.t.Helper()
	id, err := o.ChangeAsk(o.ctx(), o.as(access.RoleReporter, "east"), ChangeAsk{Project: project, Node: "stage:started", To: when(to), Reason: "land"})
	o.must(err)
	return id
}

// pauseOf is a pause from today for two months.
func (o *office) pauseOf(project string) PauseAsk {
	return PauseAsk{Project: project, Reason: "land", Conditions: "用地批复到位", From: o.Today(), Until: o.Today() + 60}
}

func (o *office) askedPause(project string) string {
	o.t.Helper()
	id, err := o.PauseAsk(o.ctx(), o.as(access.RoleReporter, "east"), o.pauseOf(project))
	o.must(err)
	return id
}

// paused is a project paused from today for two months.
func (o *office) paused(project string) string {
	o.t.Helper()
	ask := o.pauseOf(project)
	id, err := o.PauseAsk(o.ctx(), o.as(access.RoleReporter, "city"), ask)
	o.must(err)
	o.must(o.PauseGrant(o.ctx(), o.as(access.RoleLeader, "city"), PauseGrant{Pause: id}))
	return id
}

// governed adds a project of the east with a start planned for May and nodes.
func (o *office) governed(name string, levels ...string) string {
	o.t.Helper()
	p := lifecycle.Project{Name: name, Unit: o.units["east"], Kind: "new", Levels: levels, Total: money.Exactly(5 * money.Yi)}
	p.SetFact(lifecycle.StageFact{Stage: lifecycle.Started, Planned: when("2026-05")})
	id := o.save(p)
	o.must(o.MilestonesLay(o.ctx(), o.chief(), MilestonesLay{Project: id}))
	return id
}

func (o *office) page(id string) *ProjectPage {
	o.t.Helper()
	page, err := o.Project(o.ctx(), o.chief(), id, Moment{})
	o.must(err)
	return page
}

// date is a project's governed date.
func (o *office) date(id, node string) ProjectDate {
	o.t.Helper()
	for _, d := range o.page(id).Dates {
		if d.Node == node {
			return d
		}
	}
	o.t.Fatalf("no date %s", node)
	return ProjectDate{}
}

func refuses(t *testing.T, err error, code string) {
	t.Helper()
	e, ok := fault.As(err)
	if !ok {
		t.Fatalf("no fault, want %s", code)
	}
	for _, p := range append(e.Parts, e) {
		if p.Code == code {
			return
		}
	}
	t.Fatalf("%v, want %s", err, code)
}

func TestAPlannedDateMovesOnlyByASignature(t *testing.T) {
	o := newOffice(t)
	id := o.governed("甲")
	clerk, boss := o.as(access.RoleReporter, "east"), o.as(access.RoleOffice, "east")
	refuses(t, o.StageDeclare(o.ctx(), clerk, StageDeclare{Project: id, Stage: lifecycle.Started, Planned: when("2026-06")}), "milestone.governed")
	refuses(t, o.MilestonePlan(o.ctx(), clerk, MilestonePlan{Project: id, Code: "start", Planned: when("2026-06")}), "milestone.governed")
	if d := o.date(id, "stage:started"); d.Planned != when("2026-05") {
		t.Fatalf("it moved to %s", d.Planned)
	}

	change, err := o.ChangeAsk(o.ctx(), clerk, ChangeAsk{Project: id, Node: "start", To: when("2026-07"), Reason: "land", Note: "用地在报批"})
	o.must(err)
	_, err = o.ChangeAsk(o.ctx(), clerk, ChangeAsk{Project: id, Node: "stage:started", To: when("2026-08"), Reason: "land"})
	refuses(t, err, "change.waits")
	refuses(t, o.MilestonePlan(o.ctx(), clerk, MilestonePlan{Project: id, Code: "start", Planned: when("2026-04")}), "change.waits")
	refuses(t, o.ChangeGrant(o.ctx(), o.as(access.RoleOffice, "west"), ChangeGrant{Change: change}), "change.not_found")
	o.must(o.ChangeGrant(o.ctx(), boss, ChangeGrant{Change: change, To: when("2026-06"), Note: "六月底前"}))

	d := o.date(id, "stage:started")
	if d.Baseline != when("2026-05") || d.Planned != when("2026-06") || d.Slips[schedule.Delayed] != 30 || d.Changes[0].State != schedule.ChangeGranted {
		t.Errorf("原定 %s 现行 %s slips %v", d.Baseline, d.Planned, d.Slips)
	}
	for _, n := range o.page(id).Nodes {
		if n.Code == "start" && (n.Planned != when("2026-06") || n.Baseline != when("2026-05")) {
			t.Errorf("the milestone that marks the start stayed behind: %+v", n.Milestone)
		}
	}
	refuses(t, o.ChangeGrant(o.ctx(), boss, ChangeGrant{Change: change}), "change.decided")
	if page, err := o.Changes(o.ctx(), clerk, ChangesFilter{}); err != nil || page.Total.Granted != 1 || page.Total.Delayed != 30 || page.Units[0].Tally.Granted != 1 {
		t.Errorf("the desk: %+v %v", page.Total, err)
	}
}

func TestWhoSignsFollowsTheListAndTheSlip(t *testing.T) {
	o := newOffice(t)
	id := o.governed("省重大", "provincial")
	change := o.askedChange(id, "2026-06")
	refuses(t, o.ChangeGrant(o.ctx(), o.as(access.RoleOffice, "east"), ChangeGrant{Change: change}), "change.approver")
	day, err := o.MyDay(o.ctx(), o.as(access.RoleOffice, "city"))
	o.must(err)
	if day.Dates == nil || day.Dates.Decide != 1 {
		t.Errorf("the city's office is not told: %+v", day.Dates)
	}
	o.must(o.ChangeRefuse(o.ctx(), o.as(access.RoleOffice, "city"), ChangeRefuse{Change: change, Note: "条件已具备"}))
	if d := o.date(id, "stage:started"); d.Planned != when("2026-05") || len(d.Changes) != 1 || d.Changes[0].State != schedule.ChangeRefused {
		t.Errorf("a refused change moved it or was forgotten: %+v", d)
	}
	long := o.askedChange(id, "2026-12")
	refuses(t, o.ChangeGrant(o.ctx(), o.as(access.RoleOffice, "city"), ChangeGrant{Change: long}), "change.approver")
	o.must(o.ChangeGrant(o.ctx(), o.as(access.RoleLeader, "city"), ChangeGrant{Change: long}))
}

func TestForwardAndFinerAreFreeAndNeverTakenAway(t *testing.T) {
	o := newOffice(t)
	id := o.governed("甲")
	clerk := o.as(access.RoleReporter, "east")
	o.must(o.StageDeclare(o.ctx(), clerk, StageDeclare{Project: id, Stage: lifecycle.Started, Planned: when("2026-05-20")}))
	o.must(o.MilestonePlan(o.ctx(), clerk, MilestonePlan{Project: id, Code: "start", Planned: when("2026-05-10")}))
	o.must(o.StageDeclare(o.ctx(), clerk, StageDeclare{Project: id, Stage: lifecycle.Started}))
	if d := o.date(id, "stage:started"); d.Planned != when("2026-05-10") || d.Baseline != when("2026-05") {
		t.Errorf("原定 %s 现行 %s", d.Baseline, d.Planned)
	}
	_, err := o.ChangeAsk(o.ctx(), clerk, ChangeAsk{Project: id, Node: "stage:started", To: when("2026-05-01"), Reason: "works"})
	o.must(err)
	if d := o.date(id, "stage:started"); d.Planned != when("2026-05-01") || d.Changes[0].State != schedule.ChangeGranted {
		t.Errorf("a date brought forward waits: %+v", d)
	}
}

func TestTwoAnswerOneRequestAtOnce(t *testing.T) {
	o := newOffice(t)
	change := o.askedChange(o.governed("甲"), "2026-06")
	var granted, told atomic.Int32
	together(func(i int) {
		var err error
		if i%2 == 0 {
			err = o.ChangeGrant(t.Context(), o.as(access.RoleOffice, "city"), ChangeGrant{Change: change})
		} else {
			err = o.ChangeRefuse(t.Context(), o.as(access.RoleOffice, "city"), ChangeRefuse{Change: change, Note: "不"})
		}
		switch {
		case err == nil:
			granted.Add(1)
		case errors.Is(err, fault.New(fault.Conflict, "change.decided")):
			told.Add(1)
		default:
			t.Error(err)
		}
	})
	if granted.Load() != 1 || told.Load() != crowd-1 {
		t.Errorf("%d answered, %d were told", granted.Load(), told.Load())
	}
}

func TestManyAnswersStandOrFallTogether(t *testing.T) {
	o := newOffice(t)
	a, b := o.askedChange(o.governed("甲"), "2026-06"), o.askedChange(o.governed("乙", "provincial"), "2026-06")
	boss := o.as(access.RoleOffice, "east")
	refuses(t, o.ChangesDecide(o.ctx(), boss, ChangesDecide{Changes: []string{a, b}, Verdict: "grant"}), "change.approver")
	page, err := o.Changes(o.ctx(), boss, ChangesFilter{State: "waits"})
	o.must(err)
	if page.Count != 2 || page.Mine != 1 {
		t.Errorf("%d wait, %d for the county", page.Count, page.Mine)
	}
	refuses(t, o.ChangesDecide(o.ctx(), boss, ChangesDecide{Verdict: "grant"}), "change.none_chosen")
	refuses(t, o.ChangesDecide(o.ctx(), boss, ChangesDecide{Changes: []string{a}, Verdict: "maybe"}), "change.verdict")
	o.must(o.ChangesDecide(o.ctx(), boss, ChangesDecide{Changes: []string{a}, Verdict: "refuse", Note: "条件具备"}))
}

func TestAMissedDateStaysMissed(t *testing.T) {
	o := newOffice(t)
	id := o.governed("甲")
	o.clock.Set(at(2026, 6, 10))
	change := o.askedChange(id, "2026-09")
	o.must(o.ChangeGrant(o.ctx(), o.as(access.RoleLeader, "city"), ChangeGrant{Change: change}))
	d := o.date(id, "stage:started")
	if len(d.Missed) != 1 || d.Missed[0] != when("2026-05") {
		t.Errorf("missed %v", d.Missed)
	}
	page, err := o.Changes(o.ctx(), o.chief(), ChangesFilter{State: StateMissed})
	o.must(err)
	if page.Count == 0 || page.Total.Missed != page.Count {
		t.Errorf("%d listed, %d counted", page.Count, page.Total.Missed)
	}
}

// TestALedgersOtherDateIsAsked: the county's ledger states a later start.
func TestALedgersOtherDateIsAsked(t *testing.T) {
	o := newOffice(t)
	id := o.governed("示例项目")
	file := func(start string) *LedgerFile {
		r := row("示例项目", 5)
		r.PlannedStart, r.Place, r.Stage = when(start), "", lifecycle.Signed
		return ledgerOf("月报"+start+".xlsx", r)
	}
	clerk := o.as(access.RoleReporter, "east")
	in := LedgerImport{Unit: o.units["east"], File: file("2026-07")}
	diff, err := o.LedgerPreview(o.ctx(), clerk, in)
	o.must(err)
	if len(diff.Changed) != 1 || len(diff.Changed[0].Dates) != 1 || diff.Changed[0].Dates[0].State != schedule.ChangeWaits {
		t.Fatalf("the preview does not tell: %+v", diff.Changed)
	}
	cause, _, err := o.LedgerImport(o.ctx(), clerk, in)
	o.must(err)
	d := o.date(id, "stage:started")
	if d.Planned != when("2026-05") || d.Waits == nil || d.Waits.Class != schedule.Unstated {
		t.Fatalf("it moved silently, or nothing is asked: %+v", d)
	}
	again := in
	again.File = file("2026-08")
	if diff, err := o.LedgerPreview(o.ctx(), clerk, again); err != nil || len(diff.Changed) != 0 && len(diff.Changed[0].Dates) > 0 {
		t.Errorf("while one waits another is asked for: %+v %v", diff, err)
	}
	o.must(o.LedgerUndo(o.ctx(), clerk, cause))
	if d := o.date(id, "stage:started"); d.Waits != nil || len(d.Changes) != 0 {
		t.Errorf("the undone import's request stands: %+v", d)
	}

	// The office's own ledger is the office's word: granted as it is taken in.
	cause, _, err = o.LedgerImport(o.ctx(), o.as(access.RoleOffice, "city"), in)
	o.must(err)
	d = o.date(id, "stage:started")
	if d.Planned != when("2026-07") || d.Baseline != when("2026-05") || d.Changes[0].State != schedule.ChangeGranted {
		t.Errorf("%+v", d)
	}
	o.must(o.LedgerUndo(o.ctx(), o.as(access.RoleOffice, "city"), cause))
	if d := o.date(id, "stage:started"); d.Planned != when("2026-05") || len(d.Changes) != 0 {
		t.Errorf("undone, it is %+v", d)
	}
	for _, n := range o.page(id).Nodes {
		if n.Code == "start" && n.Planned != when("2026-05") {
			t.Errorf("undone, the milestone is planned for %s", n.Planned)
		}
	}

	// Forward is free, coarser is no change.
	in.File = file("2026-04")
	_, _, err = o.LedgerImport(o.ctx(), clerk, in)
	o.must(err)
	if d := o.date(id, "stage:started"); d.Planned != when("2026-04") || len(d.Changes) != 0 {
		t.Errorf("brought forward: %+v", d)
	}
	in.File = file("2026-H1")
	if diff, err := o.LedgerPreview(o.ctx(), clerk, in); err != nil || len(diff.Changed) != 0 && len(diff.Changed[0].Dates) > 0 {
		t.Errorf("a coarser date is a change: %+v %v", diff, err)
	}
}

func TestAnImportIsNotUndoneUnderADecision(t *testing.T) {
	o := newOffice(t)
	id := o.governed("示例项目")
	r := row("示例项目", 5)
	r.PlannedStart, r.Place, r.Stage = when("2026-07"), "", lifecycle.Signed
	clerk := o.as(access.RoleReporter, "east")
	cause, _, err := o.LedgerImport(o.ctx(), clerk, LedgerImport{Unit: o.units["east"], File: ledgerOf("月报.xlsx", r)})
	o.must(err)
	o.must(o.ChangeGrant(o.ctx(), o.as(access.RoleOffice, "city"), ChangeGrant{Change: o.date(id, "stage:started").Waits.ID}))
	refuses(t, o.LedgerUndo(o.ctx(), clerk, cause), "undo.changed_since")
}

func TestLightsAndProRataStopOnlyWhileAPauseIsValid(t *testing.T) {
	o := newOffice(t)
	id := o.project("甲", "east") // started in January, a plan of 10 亿元
	o.report(id, "2026-02", 1)
	lit := func() signal.State { return o.page(id).State }
	before := o.page(id)
	if before.Progress.Due != 1667 {
		t.Fatalf("due %s in February", before.Progress.Due)
	}
	pause := o.askedPause(id)
	if lit().Light == signal.Paused {
		t.Error("a request stops the light")
	}
	refuses(t, o.PauseGrant(o.ctx(), o.as(access.RoleOffice, "east"), PauseGrant{Pause: pause}), "pause.approver")
	o.must(o.PauseGrant(o.ctx(), o.as(access.RoleOffice, "city"), PauseGrant{Pause: pause}))
	if s := lit(); s.Light != signal.Paused || s.Hold.Until != o.Today()+60 || s.Hold.Reason != "land" {
		t.Errorf("%+v", s)
	}
	if page := o.page(id); page.Progress != before.Progress {
		t.Errorf("what was due before the pause changed: %+v", page.Progress)
	}
	o.clock.Set(at(2026, 5, 18)) // its last day
	if lit().Light != signal.Paused {
		t.Error("it does not hold on its last day")
	}
	o.clock.Set(at(2026, 5, 19))
	if s := lit(); s.Light == signal.Paused {
		t.Errorf("it goes on after its end: %+v", s)
	}
	o.report(id, "2026-04", 1)
	if due := o.page(id).Progress.Due; due != 2151 { // 19 March to 30 April stood still: due as on 18 March
		t.Errorf("due %s in April", due)
	}
	list, err := o.Pauses(o.ctx(), o.as(access.RoleReporter, "east"), PausesFilter{})
	o.must(err)
	if list.States[lifecycle.PauseExpired] != 1 || len(list.Rows) != 1 {
		t.Errorf("%+v", list)
	}
	if other, err := o.Pauses(o.ctx(), o.as(access.RoleReporter, "west"), PausesFilter{}); err != nil || len(other.Rows) != 0 {
		t.Errorf("another county sees it: %+v %v", other, err)
	}
}

func TestAPauseIsRenewedOrResumed(t *testing.T) {
	o := newOffice(t)
	id := o.project("甲", "east")
	pause := o.askedPause(id)
	chief, clerk := o.as(access.RoleOffice, "city"), o.as(access.RoleReporter, "east")
	o.must(o.PauseGrant(o.ctx(), chief, PauseGrant{Pause: pause}))
	o.clock.Set(at(2026, 5, 10))
	day, err := o.MyDay(o.ctx(), clerk)
	o.must(err)
	if day.Dates == nil || len(day.Dates.Ending) != 1 || day.Dates.Ending[0].Left != 9 {
		t.Fatalf("nobody reminds: %+v", day.Dates)
	}
	end := o.page(id).Pauses[0].Until
	o.must(o.PauseRenew(o.ctx(), clerk, PauseRenew{Pause: pause, Until: end + 30, Note: "批复未下"}))
	o.must(o.PauseRefuse(o.ctx(), chief, PauseRefuse{Pause: pause, Note: "应复工"}))
	o.must(o.PauseRenew(o.ctx(), clerk, PauseRenew{Pause: pause, Until: end + 20, Note: "差规划条件"}))
	o.must(o.PauseGrant(o.ctx(), chief, PauseGrant{Pause: pause}))
	if p := o.page(id).Pauses[0]; p.Until != end+20 || p.Renewals != 1 {
		t.Errorf("until %s", p.Until)
	}
	o.must(o.PauseResume(o.ctx(), clerk, PauseResume{Pause: pause, Note: "批复已下"}))
	if o.page(id).State.Light == signal.Paused {
		t.Error("resumed, it is still paused")
	}
	refuses(t, o.PauseResume(o.ctx(), clerk, PauseResume{Pause: pause}), "pause.not_holding")
}

// TestALedgersWordIsShownAndStopsNothing: what a ledger says of a pause is said,
// and goes when somebody decides on it.
func TestALedgersWordIsShownAndStopsNothing(t *testing.T) {
	o := newOffice(t)
	p := lifecycle.Project{Name: "甲", Unit: o.units["east"], Paused: true}
	p.SetFact(lifecycle.StageFact{Stage: lifecycle.Started, Planned: when("2026-01")})
	id := o.save(p)
	if page := o.page(id); page.State.Light != signal.Watch || !page.LedgerPause() {
		t.Errorf("%+v", page.State)
	}
	o.paused(id)
	if page := o.page(id); page.State.Light != signal.Paused || page.LedgerPause() || page.Project.Paused {
		t.Errorf("%+v", page.State)
	}
}

// BenchmarkDates is what the desk of date changes costs a project.
func BenchmarkDates(b *testing.B) {
	p := &lifecycle.Project{Kind: "new"}
	for _, s := range lifecycle.Stages {
		p.SetFact(lifecycle.StageFact{Stage: s, Planned: workday.InMonth(2026, 5)})
	}
	r := &ProjectRow{Project: p, dossier: &dossier{project: p}}
	fig := &figured{set: ruleset.Default()}
	for b.Loop() {
		fig.set.Changes.Tally(r.dates(fig), nil, nil, workday.NewDate(2026, 6, 1))
	}
}

func TestARequestAsOfADayStandsAsItStoodThen(t *testing.T) {
	o := newOffice(t)
	change := o.askedChange(o.governed("甲"), "2026-06")
	then := o.Today()
	o.clock.Set(at(2026, 4, 2))
	o.must(o.ChangeRefuse(o.ctx(), o.as(access.RoleOffice, "city"), ChangeRefuse{Change: change, Note: "条件具备"}))
	for on, want := range map[workday.Date]schedule.ChangeState{then: schedule.ChangeWaits, o.Today(): schedule.ChangeRefused} {
		page, err := o.Changes(o.ctx(), o.chief(), ChangesFilter{Moment: Moment{On: on}})
		o.must(err)
		if len(page.Rows) != 1 || page.Rows[0].State != want || page.Total.Waiting != b2i(want == schedule.ChangeWaits) {
			t.Errorf("as of %s: %+v, %+v", on, page.Rows, page.Total)
		}
	}
}
