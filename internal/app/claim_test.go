package app

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/journal"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/store"
	"guatu/internal/store/storetest"
	"guatu/internal/workday"
)

// person is somebody of a name, a role and a unit.
func (o *office) person(id string, role access.Role, unit string) access.Actor {
	return access.NewActor(storetest.Tenant, access.Person{ID: id, Name: id, Unit: o.units[unit], Roles: []access.Role{role}}, o.tree)
}

// fileable is a project of a unit with what 立项 needs, its filing on record.
func (o *office) fileable(name, unit string) string {
	o.t.Helper()
	p := lifecycle.Project{Name: name, Unit: o.units[unit], Kind: "purchase", Enterprise: "示例公司", EnterpriseCode: firmA, Place: "园区", Code: projectCode, Total: money.Exactly(2 * money.Yi)}
	p.SetPlan(2026, yi(1))
	id := o.save(p)
	o.show(id, "filing")
	return id
}

const projectCode = "2602-320826-89-01-000001"

// show puts whole evidence of some kinds on record.
func (o *office) show(project string, kinds ...string) {
	o.t.Helper()
	o.must(o.db.Write(o.ctx(), o.chief().Scope(), journal.By{Who: "clerk", Name: "clerk", Action: access.KeepEvidence}, func(tx *store.Tx) error {
		for _, k := range kinds {
			e := lifecycle.Evidence{ID: o.newID(), Project: project, Kind: k, Number: "1", Issuer: "局", Issued: when("2026-01-05"), Holder: "示例公司",
				Amount: yi(2), Files: []lifecycle.File{{Hash: "ab", Name: "a.pdf", Size: 1, Media: "application/pdf", Day: tx.Today}}, By: "clerk", Day: tx.Today}
			if err := tx.SaveEvidence(nil, &e); err != nil {
				return err
			}
		}
		return nil
	}))
}

// drop marks a project's evidence of a kind dropped.
func (o *office) drop(project, kind string) {
	o.t.Helper()
	o.must(o.db.Write(o.ctx(), o.chief().Scope(), journal.By{Who: "clerk", Name: "clerk", Action: access.KeepEvidence}, func(tx *store.Tx) error {
		list, err := tx.Evidences(project)
		if err != nil {
			return err
		}
		for i := range list {
			if list[i].Kind == kind {
				is := list[i]
				is.Dropped = true
				if err := tx.SaveEvidence(&list[i], &is); err != nil {
					return err
				}
			}
		}
		return nil
	}))
}

func (o *office) declare(who access.Actor, project string, stage lifecycle.Stage, on string) string {
	o.t.Helper()
	id, err := o.ClaimDeclare(o.ctx(), who, ClaimDeclare{Project: project, Stage: stage, On: when(on)})
	o.must(err)
	return id
}

// filed is a fileable project of a unit with its claim to 立项.
func (o *office) filed(name, unit string, clerk access.Actor) (project, claim string) {
	o.t.Helper()
	project = o.fileable(name, unit)
	return project, o.declare(clerk, project, lifecycle.Filed, "2026-01-05")
}

func (o *office) standing(claim string) lifecycle.Standing {
	o.t.Helper()
	p, err := o.Claim(o.ctx(), o.chief(), claim, Moment{})
	o.must(err)
	return p.Standing
}

func (o *office) fact(project string, s lifecycle.Stage) lifecycle.StageFact {
	o.t.Helper()
	p, err := o.Project(o.ctx(), o.chief(), project, Moment{})
	o.must(err)
	return p.Project.Fact(s)
}

// bureauOf founds a department of the city that the rules know by its name.
func (o *office) bureauOf(name string) {
	o.t.Helper()
	id, err := o.UnitSave(o.ctx(), o.chief(), UnitSave{Unit: access.Unit{Name: name, Kind: access.Department, Order: 20, Parents: []access.Share{{Parent: o.units["city"], Share: access.WholeShare}}}})
	o.must(err)
	o.units[name] = id
	f, err := o.facts(o.ctx(), storetest.Tenant)
	o.must(err)
	o.tree = f.tree
}

func TestAProjectGoesFromDeclaredToRecognised(t *testing.T) {
	o := newOffice(t)
	o.bureauOf("市发展和改革委员会")
	clerk, chief, planner := o.as(access.RoleReporter, "east"), o.person("head", access.RoleOffice, "city"), o.person("planner", access.RoleDepartment, "市发展和改革委员会")
	id, filing := o.filed("甲", "east", clerk)
	o.must(o.ClaimRecognise(t.Context(), chief, ClaimRecognise{ID: filing}))
	_, err := o.ClaimDeclare(t.Context(), clerk, ClaimDeclare{Project: id, Stage: lifecycle.Started, On: when("2026-01-20")})
	wants(t, err, fault.Invalid, "claim.evidence_missing")
	o.show(id, "equipment_contract", "payment", "equipment_photo")
	start := o.declare(clerk, id, lifecycle.Started, "2026-01-20")
	if now := o.standing(start); now.State != lifecycle.Checking {
		t.Errorf("%s", now.State)
	}
	wants(t, o.ClaimRecognise(t.Context(), chief, ClaimRecognise{ID: start}), fault.Invalid, "claim.checks_outstanding")
	o.must(o.ClaimCheck(t.Context(), planner, ClaimCheck{ID: start, Agree: true}))
	o.must(o.ClaimRecognise(t.Context(), chief, ClaimRecognise{ID: start, On: when("2026-01-25"), Note: "以到货验收日为准"}))
	f := o.fact(id, lifecycle.Started)
	if !f.Recognised || f.RecognisedOn != when("2026-01-25") || f.DeclaredOn != when("2026-01-20") {
		t.Errorf("%+v", f)
	}
	desk, err := o.Claims(t.Context(), chief, ClaimFilter{})
	o.must(err)
	if desk.Count != 2 || len(desk.States) != 1 || desk.States[0].Key != "recognised" || desk.Mine != 0 {
		t.Errorf("%d claims, %+v, %d mine", desk.Count, desk.States, desk.Mine)
	}
	_, err = o.JournalVerify(t.Context(), chief)
	o.must(err)
}

func TestOfManyWhoRecogniseAtOnceOneDecides(t *testing.T) {
	o := newOffice(t)
	id, claim := o.filed("甲", "east", o.as(access.RoleReporter, "east"))
	version := o.claimVersion(claim)
	var won, lost atomic.Int64
	together(func(i int) {
		who := o.person("head"+itoa(i), access.RoleOffice, "city")
		act := func() error { return o.ClaimRecognise(t.Context(), who, ClaimRecognise{ID: claim, Version: version}) }
		if i%2 == 1 {
			act = func() error {
				return o.ClaimSendBack(t.Context(), who, ClaimSendBack{ID: claim, Version: version, Reasons: []string{"twice"}})
			}
		}
		switch err := act(); {
		case err == nil:
			won.Add(1)
		case fault.KindOf(err) == fault.Conflict:
			lost.Add(1)
		default:
			t.Error(err)
		}
	})
	now, f := o.standing(claim), o.fact(id, lifecycle.Filed)
	if won.Load() != 1 || lost.Load() != crowd-1 || f.Recognised != (now.State == lifecycle.Recognised) || f.Declared != f.Recognised {
		t.Errorf("%d decided, %d were told; %s, %+v", won.Load(), lost.Load(), now.State, f)
	}
}

func (o *office) claimVersion(id string) int {
	o.t.Helper()
	p, err := o.Claim(o.ctx(), o.chief(), id, Moment{})
	o.must(err)
	return p.Claim.Version
}

func TestOfManyWhoDeclareAtOnceOneClaimStands(t *testing.T) {
	o := newOffice(t)
	id, clerk := o.fileable("甲", "east"), o.as(access.RoleReporter, "east")
	var won atomic.Int64
	together(func(int) {
		_, err := o.ClaimDeclare(t.Context(), clerk, ClaimDeclare{Project: id, Stage: lifecycle.Filed, On: when("2026-01-05")})
		if err == nil {
			won.Add(1)
		} else if fault.KindOf(err) != fault.Conflict {
			t.Error(err)
		}
	})
	if desk, err := o.Claims(t.Context(), clerk, ClaimFilter{}); won.Load() != 1 || err != nil || desk.Count != 1 {
		t.Errorf("%d declared, %d claims, %v", won.Load(), desk.Count, err)
	}
}

func TestEvidenceDroppedWhileAClaimWaits(t *testing.T) {
	o := newOffice(t)
	id, claim := o.filed("甲", "east", o.as(access.RoleReporter, "east"))
	o.drop(id, "filing")
	if now := o.standing(claim); !now.Incomplete() || len(now.Dropped) != 1 {
		t.Errorf("%+v", now)
	}
	wants(t, o.ClaimRecognise(t.Context(), o.chief(), ClaimRecognise{ID: claim}), fault.Invalid, "claim.evidence_missing")
	if f := o.fact(id, lifecycle.Filed); f.Recognised {
		t.Error("recognised")
	}
}

func TestThreeOfOneKindAreOneAct(t *testing.T) {
	o := newOffice(t)
	clerk := o.as(access.RoleReporter, "east")
	a, b, c := o.fileable("甲", "east"), o.fileable("乙", "east"), o.fileable("丙", "east")
	o.show(b, "equipment_contract", "payment", "equipment_photo")
	items := []ClaimItem{
		{Project: b, Stage: lifecycle.Started, On: when("2026-01-20")}, // before its filing in the list, after it in the chain
		{Project: a, Stage: lifecycle.Filed, On: when("2026-01-05")},
		{Project: b, Stage: lifecycle.Filed, On: when("2026-01-05")},
		{Project: c, Stage: lifecycle.Filed, On: when("2030-01-05")},
	}
	could, err := o.ClaimCandidates(t.Context(), clerk, CandidateFilter{Stage: lifecycle.Filed})
	o.must(err)
	if could.Count != 3 || could.Ready != 3 {
		t.Errorf("%d could, %d lack nothing", could.Count, could.Ready)
	}
	_, err = o.ClaimsDeclare(t.Context(), clerk, ClaimsDeclare{Items: items})
	e, _ := fault.As(err)
	if e == nil || len(e.Parts) != 1 || e.Parts[0].Field != "items[3].on" || e.Parts[0].Args["project"] != "丙" {
		t.Fatalf("the fourth is to come: %v", err)
	}
	if desk, _ := o.Claims(t.Context(), clerk, ClaimFilter{}); desk.Count != 0 {
		t.Errorf("%d declared though the list was refused", desk.Count)
	}
	items[3].On = when("2026-01-05")
	batch, err := o.ClaimsDeclare(t.Context(), clerk, ClaimsDeclare{Items: items, Note: "一季度三个一批"})
	o.must(err)
	desk, err := o.Claims(t.Context(), o.chief(), ClaimFilter{Batch: batch})
	o.must(err)
	if desk.Count != 4 || desk.Mine != 4 {
		t.Fatalf("%d claims, %d for the office", desk.Count, desk.Mine)
	}
	var ids []string
	for _, r := range desk.Rows {
		ids = append(ids, r.Claim.ID)
	}
	before := o.head()
	o.must(o.ClaimsRecognise(t.Context(), o.chief(), ClaimsRecognise{Claims: ids}))
	if f := o.fact(b, lifecycle.Started); !f.Recognised {
		t.Errorf("%+v", f)
	}
	causes := map[string]bool{}
	for _, l := range o.entries(before) {
		causes[l.Cause] = true
	}
	if len(causes) != 1 || causes[""] {
		t.Errorf("causes %v, want one", causes)
	}
}

func TestARecognitionRevokedShowsWhatItChangesFirst(t *testing.T) {
	o := newOffice(t)
	o.clock.Set(at(2026, time.March, 10))
	clerk := o.as(access.RoleReporter, "east")
	_, first := o.filed("甲", "east", clerk)
	id, second := o.filed("乙", "east", clerk)
	o.must(o.ClaimRecognise(t.Context(), o.chief(), ClaimRecognise{ID: first}))
	late, err := o.ClaimEffect(t.Context(), o.chief(), ClaimEffectAsk{ID: second})
	o.must(err)
	if len(late.Months) != 2 || late.Months[0].Month != when("2026-01") || late.Months[1].All != (EffectCount{Known: 0, Now: 1, After: 2}) {
		t.Errorf("recognised late: %+v", late.Months)
	}
	o.must(o.ClaimRecognise(t.Context(), o.chief(), ClaimRecognise{ID: second}))
	o.clock.Set(at(2026, time.April, 2))
	gone, err := o.ClaimEffect(t.Context(), o.chief(), ClaimEffectAsk{ID: second, Revoke: true})
	o.must(err)
	if n := len(gone.Months); n != 3 || gone.Months[2].All != (EffectCount{Known: 2, Now: 2, After: 1}) || gone.Months[2].Unit != gone.Months[2].All {
		t.Errorf("revoked: %+v", gone.Months)
	}
	o.must(o.ClaimRevoke(t.Context(), o.chief(), ClaimRevoke{ID: second, Reasons: []string{"not_so"}, Note: "复核不符"}))
	p, err := o.Claim(t.Context(), clerk, second, Moment{})
	o.must(err)
	last := p.Claim.Steps[len(p.Claim.Steps)-1]
	if len(last.Effect) != 3 || last.Effect[2] != (lifecycle.Moved{Month: when("2026-03"), Was: 2, Is: 1}) {
		t.Errorf("kept with the decision: %+v", last.Effect)
	}
	if f := o.fact(id, lifecycle.Filed); f.Recognised {
		t.Error("still recognised")
	}
	o.must(o.ClaimDispute(t.Context(), clerk, ClaimWord{ID: second, Note: "证照有效"}))
	wants(t, o.ClaimUphold(t.Context(), o.chief(), ClaimWord{ID: second}), fault.Invalid, "claim.uphold_note")
	o.must(o.ClaimUphold(t.Context(), o.chief(), ClaimWord{ID: second, Note: "证照已注销"}))
	was, err := o.Claim(t.Context(), clerk, second, Moment{On: workday.NewDate(2026, 3, 31)})
	o.must(err)
	if was.Standing.State != lifecycle.Recognised {
		t.Errorf("as of the end of March: %s", was.Standing.State)
	}
}

func TestStockIsRecognisedOnceInOneGo(t *testing.T) {
	o := newOffice(t)
	ids := []string{o.project("甲", "east"), o.project("乙", "west")}
	desk, err := o.Claims(t.Context(), o.chief(), ClaimFilter{})
	o.must(err)
	if desk.Stock != 2 {
		t.Errorf("%d in stock", desk.Stock)
	}
	_, err = o.StockRecognise(t.Context(), o.chief(), StockRecognise{Projects: ids})
	wants(t, err, fault.Invalid, "claim.stock_note")
	stock, err := o.ClaimCandidates(t.Context(), o.chief(), CandidateFilter{Stock: true})
	o.must(err)
	if stock.Count != 2 || stock.Rows[0].Stages[0] != lifecycle.Started {
		t.Errorf("%+v", stock.Rows)
	}
	n, err := o.StockRecognise(t.Context(), o.chief(), StockRecognise{Projects: ids, Note: "2025年底核对"})
	o.must(err)
	if n != 2 || !o.fact(ids[0], lifecycle.Started).Recognised {
		t.Errorf("%d stages", n)
	}
	_, err = o.StockRecognise(t.Context(), o.chief(), StockRecognise{Projects: ids, Note: "再来"})
	wants(t, err, fault.Invalid, "claim.stock_none")
	_, err = o.StockRecognise(t.Context(), o.as(access.RoleOffice, "east"), StockRecognise{Projects: []string{o.project("丙", "east")}, Note: "自认"})
	wants(t, err, fault.Invalid, "claim.own_unit")
}

func TestWhatIsClaimedIsNotStatedOtherwise(t *testing.T) {
	o := newOffice(t)
	clerk := o.as(access.RoleReporter, "east")
	id, claim := o.filed("甲", "east", clerk)
	wants(t, o.StageDeclare(t.Context(), clerk, StageDeclare{Project: id, Stage: lifecycle.Filed, Declared: true, On: when("2026-01-06")}), fault.Conflict, "stage.claimed")
	o.must(o.ClaimTakeBack(t.Context(), clerk, ClaimWord{ID: claim}))
	o.must(o.StageDeclare(t.Context(), clerk, StageDeclare{Project: id, Stage: lifecycle.Filed, Declared: true, On: when("2026-01-06")}))
	p := lifecycle.Project{Name: "自带认定", Unit: o.units["east"]}
	p.SetFact(lifecycle.StageFact{Stage: lifecycle.Started, Declared: true, Recognised: true})
	_, err := o.ProjectSave(t.Context(), clerk, ProjectSave{Project: p})
	wants(t, err, fault.Invalid, "stage.recognised_new")
}

func TestAClaimIsNotFoundFromOutside(t *testing.T) {
	o := newOffice(t)
	_, claim := o.filed("甲", "east", o.as(access.RoleReporter, "east"))
	other := o.as(access.RoleReporter, "west")
	_, err := o.Claim(t.Context(), other, claim, Moment{})
	wants(t, err, fault.NotFound, "")
	wants(t, o.ClaimTakeBack(t.Context(), other, ClaimWord{ID: claim}), fault.NotFound, "")
	_, err = o.ClaimEffect(t.Context(), other, ClaimEffectAsk{ID: claim})
	wants(t, err, fault.NotFound, "")
	desk, err := o.Claims(t.Context(), other, ClaimFilter{})
	o.must(err)
	if desk.Count != 0 || desk.Mine != 0 {
		t.Errorf("%d claims", desk.Count)
	}
}

func TestDeclaredAndRecognisedAreCountedApart(t *testing.T) {
	o := newOffice(t)
	clerk := o.as(access.RoleReporter, "east")
	o.project("甲", "east")
	_, claim := o.filed("乙", "east", clerk)
	o.must(o.ClaimRecognise(t.Context(), o.chief(), ClaimRecognise{ID: claim}))
	table, err := o.Projects(t.Context(), o.chief(), ProjectFilter{})
	o.must(err)
	if table.Totals.Started != 1 || table.Totals.RecognisedStarted != 0 {
		t.Errorf("%d declared started, %d recognised", table.Totals.Started, table.Totals.RecognisedStarted)
	}
	for _, c := range []struct{ basis, stage, want string }{
		{"", "started", "甲"}, {"declared", "started", "甲"}, {"recognised", "started", ""}, {"recognised", "filed", "乙"}, {"recognised", "-", "甲"}} {
		if got := o.names(o.chief(), ProjectFilter{Basis: c.basis, Stage: []string{c.stage}}); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.basis, c.stage, got, c.want)
		}
	}
	_, err = o.Projects(t.Context(), o.chief(), ProjectFilter{Basis: "guessed"})
	wants(t, err, fault.Invalid, "filter.basis")
	board, err := o.Board(t.Context(), o.chief(), BoardFilter{ProjectFilter: ProjectFilter{Basis: "recognised"}})
	o.must(err)
	var columns []string
	for _, s := range board.Stages {
		columns = append(columns, s.Key+"="+itoa(s.Count))
	}
	if got := strings.Join(columns, " "); got != "filed=1 -=1" {
		t.Errorf("columns %q", got)
	}
}

func TestAMomentShowsNothingThatWasDoneLater(t *testing.T) {
	o := newOffice(t)
	clerk := o.as(access.RoleReporter, "east")
	id, filing := o.filed("甲", "east", clerk)
	then := o.Today()
	o.clock.Set(at(2026, time.April, 2))
	o.must(o.ClaimRecognise(t.Context(), o.chief(), ClaimRecognise{ID: filing}))
	o.show(id, "equipment_contract", "payment", "equipment_photo")
	o.declare(clerk, id, lifecycle.Started, "2026-01-20")
	p, err := o.Claim(t.Context(), clerk, filing, Moment{On: then})
	o.must(err)
	if len(p.Claim.Steps) != 1 || len(p.Other) != 0 || p.Standing.State != lifecycle.Deciding {
		t.Errorf("%d steps, %d other claims, %s", len(p.Claim.Steps), len(p.Other), p.Standing.State)
	}
	for _, e := range p.Exhibits {
		if e.Day > then {
			t.Errorf("shows %s of %s", e.Name, e.Day)
		}
	}
}

func TestALongListRecognisedLateSaysWhatItMovedStepByStep(t *testing.T) {
	o := newOffice(t)
	clerk := o.as(access.RoleReporter, "east")
	_, first := o.filed("甲", "east", clerk)
	_, second := o.filed("乙", "east", clerk)
	o.clock.Set(at(2026, time.April, 10))
	o.must(o.ClaimsRecognise(t.Context(), o.chief(), ClaimsRecognise{Claims: []string{first, second}, Note: "补认"}))
	for i, id := range []string{first, second} {
		p, err := o.Claim(t.Context(), clerk, id, Moment{})
		o.must(err)
		last := p.Claim.Steps[len(p.Claim.Steps)-1]
		if len(last.Effect) != 3 || last.Effect[2] != (lifecycle.Moved{Month: when("2026-03"), Was: i, Is: i + 1}) {
			t.Errorf("claim %d: %+v", i, last.Effect)
		}
	}
}

func TestEvidenceVoidedWhileItIsRecognised(t *testing.T) {
	o := newOffice(t)
	id, claim := o.filed("甲", "east", o.as(access.RoleReporter, "east"))
	paper := ""
	for k := range o.items(id) {
		paper = k
	}
	var recognised, refused, voided atomic.Int64
	together(func(i int) {
		var err error
		if i%2 == 0 {
			err = o.EvidenceDrop(t.Context(), o.as(access.RoleReporter, "east"), EvidenceDrop{Project: id, ID: paper, Version: 1, Because: "发错了"})
		} else {
			err = o.ClaimRecognise(t.Context(), o.person("head"+itoa(i), access.RoleOffice, "city"), ClaimRecognise{ID: claim})
		}
		switch {
		case err == nil && i%2 == 0:
			voided.Add(1)
		case err == nil:
			recognised.Add(1)
		case fault.KindOf(err) == fault.Invalid:
			refused.Add(1) // the paper was gone before
		case fault.KindOf(err) != fault.Conflict:
			t.Error(err)
		}
	})
	now := o.standing(claim)
	if voided.Load() != 1 || recognised.Load() > 1 || (recognised.Load() == 1) != (now.State == lifecycle.Recognised) || recognised.Load() == 0 && (refused.Load() != crowd/2 || !now.Incomplete()) {
		t.Errorf("%d voided, %d recognised, %d refused; %s", voided.Load(), recognised.Load(), refused.Load(), now.State)
	}
}

func TestAWordOfAnActHasAnEnd(t *testing.T) {
	o := newOffice(t)
	long := strings.Repeat("长", maxNote+1)
	_, claim := o.filed("甲", "east", o.as(access.RoleReporter, "east"))
	wants(t, o.ClaimRecognise(t.Context(), o.chief(), ClaimRecognise{ID: claim, Note: long}), fault.Invalid, "project.text_long")
	_, err := o.ChangeAsk(t.Context(), o.chief(), ChangeAsk{Project: o.project("乙", "east"), Node: "stage:started", To: when("2026-09"), Reason: "land", Note: long})
	wants(t, err, fault.Invalid, "project.text_long")
	o.must(o.ClaimRecognise(t.Context(), o.chief(), ClaimRecognise{ID: claim, Note: strings.Repeat("长", maxNote)}))
}
