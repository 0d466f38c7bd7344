package app

import (
	"encoding/json"
	"testing"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/score"
)

// scheme is a small pack: the best on the red list, who missed the plan on the black.
const scheme = `name: 季度考核
source: 示例
data:
  年度计划: number
  完成投资: number
figures:
  完成率: 完成投资 ÷ 年度计划 × 100
indicators:
  投资完成: {formula: 完成率 ÷ 100, weight: 60, cap: 60}
lists:
  red: {top: 1, when: 完成率 >= 100}
  black: {bottom: 1, when: 完成率 < 100}
`

func (o *office) quarter(east, west string) json.RawMessage {
	return json.RawMessage(`{"as_of":"2026-01-31","period":"2026-01","units":[{"id":"` + o.units["east"] + `","name":"东县","values":{"年度计划":10,"完成投资":` + east +
		`}},{"id":"` + o.units["west"] + `","name":"西县","values":{"年度计划":10,"完成投资":` + west + `}}]}`)
}

// hand is one of the office's people, by name: drafter, checker and approver differ.
func (o *office) hand(name string, role access.Role) access.Actor {
	return access.NewActor(o.chief().Tenant(), access.Person{ID: name, Login: name, Name: name, Unit: o.units["city"], Roles: []access.Role{role}}, o.tree)
}

func (o *office) drafted(facts json.RawMessage, amends string) string {
	o.t.Helper()
	id, err := o.PublicationDraft(o.ctx(), o.hand("甲", access.RoleOffice), PublicationDraft{Unit: o.units["city"], Kind: score.ListKind, Title: "2026年1月红黑榜", Pack: scheme, Facts: facts, Amends: amends})
	o.must(err)
	return id
}

// upTo takes a publication from its draft to the end of objection.
func (o *office) upTo(id string) {
	o.t.Helper()
	o.must(o.PublicationMove(o.ctx(), o.hand("乙", access.RoleOffice), PublicationMove{ID: id, Act: score.CheckDraft}))
	o.must(o.PublicationMove(o.ctx(), o.hand("甲", access.RoleOffice), PublicationMove{ID: id, Act: score.OpenToObjection}))
}

func TestAListIsPublishedThroughObjectionAndTheBlackAreWarned(t *testing.T) {
	o := newOffice(t)
	id := o.drafted(o.quarter("11", "8"), "")
	east, west := o.as(access.RoleReporter, "east"), o.as(access.RoleReporter, "west")
	if _, err := o.Publication(o.ctx(), west, id, Moment{}); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a county reads a draft: %v", err)
	}
	wants(t, o.PublicationMove(o.ctx(), o.hand("甲", access.RoleOffice), PublicationMove{ID: id, Act: score.CheckDraft}), fault.Forbidden, "publication.same_person")
	o.upTo(id)
	wants(t, o.PublicationObject(o.ctx(), o.as(access.RoleDepartment, "bureau"), PublicationObject{ID: id, Note: "x"}), fault.Invalid, "publication.not_judged")
	wants(t, o.PublicationObject(o.ctx(), west, PublicationObject{ID: id, For: o.units["east"], Note: "x"}), fault.Invalid, "project.unit_outside")
	o.must(o.PublicationObject(o.ctx(), west, PublicationObject{ID: id, About: "投资完成", Note: "九月投资漏计"}))
	wants(t, o.PublicationMove(o.ctx(), west, PublicationMove{ID: id, Act: score.ReturnDraft, Note: "x"}), fault.Forbidden, "access.forbidden")
	o.clock.Advance(10 * 24 * 3600 * 1e9)
	leader := o.hand("丙", access.RoleLeader)
	wants(t, o.PublicationApprove(o.ctx(), leader, PublicationApprove{ID: id}), fault.Conflict, "publication.stands")
	page, err := o.Publication(o.ctx(), o.chief(), id, Moment{})
	o.must(err)
	if page.State != score.Answering || page.Waiting != 1 || len(page.Objections) != 1 {
		t.Fatalf("%s, %d waiting", page.State, page.Waiting)
	}
	o.must(o.PublicationAnswer(o.ctx(), o.hand("乙", access.RoleOffice), PublicationAnswer{ID: id, Objection: page.Objections[0].At, Note: "核对无误"}))
	o.must(o.PublicationApprove(o.ctx(), leader, PublicationApprove{ID: id}))
	o.must(o.PublicationPublish(o.ctx(), o.hand("甲", access.RoleOffice), PublicationPublish{ID: id}))
	warned, err := o.Warnings(o.ctx(), west, Moment{})
	o.must(err)
	if len(warned.Rows) != 1 || warned.Rows[0].Standing.Rung.Code != "blue" || warned.Rows[0].Warning.Publication != id {
		t.Fatalf("the black county is not warned: %+v", warned.Rows)
	}
	if none, err := o.Warnings(o.ctx(), east, Moment{}); err != nil || len(none.Rows) != 0 {
		t.Errorf("the red county: %+v %v", none, err)
	}
	w := warned.Rows[0].Warning
	o.must(o.WarningAnswer(o.ctx(), west, WarningAnswer{ID: w.ID, By: o.Today() + 20, Note: "增加班组"}))
	wants(t, o.WarningDecide(o.ctx(), o.as(access.RoleOffice, "west"), WarningDecide{ID: w.ID, Act: score.LiftWarning, Note: "好了"}), fault.Forbidden, "warning.not_issuer")
	o.must(o.WarningDecide(o.ctx(), o.chief(), WarningDecide{ID: w.ID, Act: score.AcceptPlan}))
	if page, err = o.Publication(o.ctx(), west, id, Moment{}); err != nil || page.State != score.Published {
		t.Errorf("after all: %v %v", page, err)
	}
}

func TestAPublishedListIsCorrectedByANumberedAmendmentOnly(t *testing.T) {
	o := newOffice(t)
	publish := func(id string) {
		o.upTo(id)
		o.clock.Advance(10 * 24 * 3600 * 1e9)
		o.must(o.PublicationApprove(o.ctx(), o.hand("丙", access.RoleLeader), PublicationApprove{ID: id}))
		o.must(o.PublicationPublish(o.ctx(), o.hand("甲", access.RoleOffice), PublicationPublish{ID: id}))
	}
	first := o.drafted(o.quarter("11", "8"), "")
	_, err := o.PublicationDraft(o.ctx(), o.chief(), PublicationDraft{Unit: o.units["city"], Kind: score.ListKind, Title: "更正", Pack: scheme, Facts: o.quarter("11", "12"), Amends: first})
	wants(t, err, fault.Conflict, "publication.not_amended")
	publish(first)
	was, err := o.Publication(o.ctx(), o.chief(), first, Moment{})
	o.must(err)
	n := o.head()
	second := o.drafted(o.quarter("11", "12"), first)
	publish(second)
	old, err := o.Publication(o.ctx(), o.chief(), first, Moment{})
	o.must(err)
	if old.State != score.Amended || string(old.Draft.Result) != string(was.Draft.Result) {
		t.Errorf("the first is %s, its result %v", old.State, string(old.Draft.Result) == string(was.Draft.Result))
	}
	if then, err := o.Publication(o.ctx(), o.chief(), first, Moment{Known: n}); err != nil || then.State != score.Published {
		t.Errorf("as known before the amendment: %v %v", then, err)
	}
	if same, err := old.Draft.Same(); !same || err != nil {
		t.Errorf("worked out again it differs: %v", err)
	}
	now, err := o.Publication(o.ctx(), o.chief(), second, Moment{})
	o.must(err)
	if now.Number != 1 || now.Amends != first {
		t.Errorf("amendment %d of %s", now.Number, now.Amends)
	}
}

func TestADraftIsReadByItsOfficeAndAuditorsAlone(t *testing.T) {
	o := newOffice(t)
	id := o.drafted(o.quarter("11", "8"), "")
	seen := func(who access.Actor, m Moment) bool {
		t.Helper()
		_, err := o.Publication(o.ctx(), who, id, m)
		if err != nil && fault.KindOf(err) != fault.NotFound {
			t.Fatal(err)
		}
		list, err2 := o.Publications(o.ctx(), who, PublicationFilter{Moment: m})
		o.must(err2)
		if (err == nil) != (len(list.Rows) == 1) {
			t.Errorf("%s: the page says %v, the list has %d", who.Name, err, len(list.Rows))
		}
		return err == nil
	}
	bureau, west := o.as(access.RoleDepartment, "bureau"), o.as(access.RoleReporter, "west")
	for who, want := range map[string]bool{"office": true, "leader": true, "auditor": true, "department": false, "reporter": false} {
		if got := seen(o.hand("丁", access.Role(who)), Moment{}); got != want {
			t.Errorf("%s of the city reads the draft: %v", who, got)
		}
	}
	if seen(bureau, Moment{}) || seen(o.as(access.RoleOffice, "west"), Moment{}) {
		t.Error("a department or another office reads the draft")
	}
	o.upTo(id)
	opened := o.Today()
	if !seen(bureau, Moment{}) || !seen(west, Moment{}) {
		t.Error("what is laid open is hidden")
	}
	o.clock.Advance(24 * 3600 * 1e9)
	o.must(o.PublicationMove(o.ctx(), o.hand("乙", access.RoleOffice), PublicationMove{ID: id, Act: score.ReturnDraft, Note: "漏计"}))
	o.must(o.PublicationRedraft(o.ctx(), o.hand("甲", access.RoleOffice), PublicationRedraft{ID: id, Pack: scheme, Facts: o.quarter("11", "9")}))
	if seen(west, Moment{On: opened}) {
		t.Error("looking back shows a county the draft that is not laid open yet")
	}
	if !seen(o.chief(), Moment{On: opened}) {
		t.Error("looking back hides the draft from its office")
	}
}

func TestEveryMistakeOfADraftIsTold(t *testing.T) {
	o := newOffice(t)
	in := PublicationDraft{Unit: "nowhere", Kind: "song", Pack: scheme, Facts: o.quarter("11", "8")}
	_, err := o.PublicationDraft(o.ctx(), o.chief(), in)
	for _, code := range []string{"publication.title", "publication.kind", "unit.not_found"} {
		wants(t, err, fault.Invalid, code)
	}
	in = PublicationDraft{Unit: o.units["city"], Kind: score.ListKind, Title: "榜", Pack: "name: 空\n", Facts: in.Facts}
	_, err = o.PublicationDraft(o.ctx(), o.chief(), in)
	wants(t, err, fault.Invalid, "pack.needs")
	in.Pack, in.Facts = scheme, json.RawMessage(`{"as_of":"2031-01-01","units":[{"id":"moon","name":"月","values":{}}]}`)
	_, err = o.PublicationDraft(o.ctx(), o.chief(), in)
	wants(t, err, fault.Invalid, "publication.no_unit")
	wants(t, err, fault.Invalid, "publication.future")
}

func TestOfTwoWhoPublishAtOnceOneDoes(t *testing.T) {
	o := newOffice(t)
	id := o.drafted(o.quarter("11", "8"), "")
	o.upTo(id)
	o.clock.Advance(10 * 24 * 3600 * 1e9)
	o.must(o.PublicationApprove(o.ctx(), o.hand("丙", access.RoleLeader), PublicationApprove{ID: id}))
	errs := make(chan error, 8)
	for range cap(errs) {
		go func() {
			errs <- o.PublicationPublish(o.ctx(), o.hand("甲", access.RoleOffice), PublicationPublish{ID: id})
		}()
	}
	done := 0
	for range cap(errs) {
		if err := <-errs; err == nil {
			done++
		} else {
			wants(t, err, fault.Conflict, "publication.stands")
		}
	}
	if warned, err := o.Warnings(o.ctx(), o.chief(), Moment{}); done != 1 || err != nil || len(warned.Rows) != 1 {
		t.Errorf("%d published, %+v %v", done, warned, err)
	}
}

// approved is a publication that only waits to be published.
func (o *office) approved() string {
	id := o.heard()
	o.must(o.PublicationApprove(o.ctx(), o.hand("丙", access.RoleLeader), PublicationApprove{ID: id}))
	return id
}

// heard is a publication whose days of objection are over: it was drafted earlier.
func (o *office) heard() string {
	now := o.clock.Now()
	defer o.clock.Set(now)
	o.clock.Set(now.AddDate(0, 0, -15))
	id := o.drafted(o.quarter("11", "8"), "")
	o.upTo(id)
	return id
}

func (o *office) warned() string {
	id, err := o.WarningIssue(o.ctx(), o.chief(), WarningIssue{Unit: o.units["east"], Cause: "红灯"})
	o.must(err)
	return id
}
