package lifecycle_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/ruleset"
	"guatu/internal/workday"
)

// A scene is a city with two counties, its bureaus, one project of the east and
// people of each side, under the shipped rules.
type scene struct {
	t       testing.TB
	tree    *access.Tree
	life    lifecycle.Life
	day     workday.Date
	serial  int
	clerk   access.Person // of the east
	office  access.Person // of the city
	deputy  access.Person // of the city's office too
	county  access.Person // office of the east
	filings access.Person // development bureau of the city
	housing access.Person // housing bureau of the city
}

// shipped are the rules the scenes are played by; reading them takes its time.
var shipped = ruleset.Default()

func newScene(t testing.TB) *scene {
	hang := func(id, name, parent string, kind access.UnitKind) access.Unit {
		u := access.Unit{ID: id, Name: name, Kind: kind}
		if parent != "" {
			u.Parents = []access.Share{{Parent: parent, Share: access.WholeShare}}
		}
		return u
	}
	tree, err := access.NewTree([]access.Unit{
		hang("city", "示例市", "", access.City), hang("east", "东县", "city", access.County), hang("hill", "山镇", "east", access.Town),
		hang("desk", "市攻坚办", "city", access.Department), hang("fgw", "市发展和改革委员会", "city", access.Department),
		hang("zjj", "市住房和城乡建设局", "city", access.Department), hang("eastfgw", "东县发改委", "east", access.Department)})
	if err != nil {
		t.Fatal(err)
	}
	at := func(id, unit string) access.Person { return access.Person{ID: id, Name: id, Unit: unit} }
	p := &lifecycle.Project{ID: "p", Name: "示例项目", Unit: "east", Kind: "new", Enterprise: "示例公司", EnterpriseCode: "x", Code: "y", Industry: "2651",
		Total: money.Exactly(12 * money.Yi), Place: "园区", Products: []lifecycle.Product{{Name: "膜"}}}
	p.SetPlan(2026, money.Some(money.Yi))
	return &scene{t: t, tree: tree, day: day("2026-03-02"), life: lifecycle.Life{Project: p, Tier: "t10"},
		clerk: at("clerk", "east"), office: at("office", "desk"), deputy: at("deputy", "city"), county: at("county", "east"),
		filings: at("filings", "fgw"), housing: at("housing", "zjj")}
}

func day(s string) workday.Date {
	d, err := workday.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func when(s string) workday.When {
	w, err := workday.ParseWhen(s)
	if err != nil {
		panic(err)
	}
	return w
}

// show puts whole evidence of some kinds on record, issued on a day.
func (s *scene) show(issued string, kinds ...string) {
	for _, k := range kinds {
		s.serial++
		s.life.Evidence = append(s.life.Evidence, lifecycle.Evidence{ID: k, Project: "p", Kind: k, Number: "n", Issuer: "i", Issued: when(issued),
			Holder: "示例公司", Amount: money.Some(money.Yi), Files: []lifecycle.File{{Hash: "h"}}})
	}
}

func (s *scene) bench() *lifecycle.Bench {
	return lifecycle.NewBench(&shipped.Recognition, s.tree, workday.Default(), s.day)
}

func (s *scene) on(stage lifecycle.Stage) lifecycle.Case { return s.bench().Case(s.life, stage) }

// keep stores what an act gave, as the office's database would.
func (s *scene) keep(c *lifecycle.Claim, err error) error {
	if err != nil {
		return err
	}
	if i := slices.IndexFunc(s.life.Claims, func(d lifecycle.Claim) bool { return d.Stage == c.Stage }); i >= 0 {
		s.life.Claims[i] = *c
	} else {
		c.ID = string(c.Stage)
		s.life.Claims = append(s.life.Claims, *c)
	}
	c.Settle(s.life.Project)
	return nil
}

func (s *scene) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *scene) declare(stage lifecycle.Stage, on string) error {
	return s.keep(s.on(stage).Declare(s.clerk, lifecycle.Declaration{Stage: stage, On: when(on)}))
}

func (s *scene) check(who access.Person) error {
	return s.keep(s.on(lifecycle.Started).Check(who, true, lifecycle.Ruling{}))
}

// startable is everything that starting needs.
var startable = []string{"filing", "construction_permit", "construction_contract", "start_photo"}

// ready is a scene whose project may declare its start.
func ready(t testing.TB) *scene {
	s := newScene(t)
	s.show("2026-01-05", startable...)
	s.must(s.declare(lifecycle.Filed, "2026-01-05"))
	return s
}

// codes are those of a fault's parts, or its own.
func codes(err error) string {
	e, ok := fault.As(err)
	if !ok {
		return ""
	}
	if len(e.Parts) == 0 {
		return e.Code
	}
	var list []string
	for _, p := range e.Parts {
		list = append(list, p.Code)
	}
	return strings.Join(list, " ")
}

func TestAStartIsDeclaredCheckedAndRecognised(t *testing.T) {
	s := ready(t)
	s.must(s.declare(lifecycle.Started, "2026-02-26"))
	if f := s.life.Project.Fact(lifecycle.Started); !f.Declared || f.Recognised {
		t.Errorf("after declaring: %+v", f)
	}
	now := s.on(lifecycle.Started).Standing()
	if now.State != lifecycle.Checking || now.Move != lifecycle.MoveDepartment || now.Due != day("2026-03-05") || now.Left != 3 {
		t.Errorf("waits for checks: %s %s until %s, %d days", now.State, now.Move, now.Due, now.Left)
	}
	s.must(s.check(s.filings))
	s.day = day("2026-03-04")
	s.must(s.check(s.housing))
	now = s.on(lifecycle.Started).Standing()
	if now.State != lifecycle.Deciding || now.Move != lifecycle.MoveOffice || now.Since != s.day || now.Due != day("2026-03-11") {
		t.Errorf("waits for the decision: %s %s since %s until %s", now.State, now.Move, now.Since, now.Due)
	}
	s.must(s.keep(s.on(lifecycle.Started).Recognise(s.office, lifecycle.Ruling{On: when("2026-03-01"), Note: "以打桩照片为准"})))
	want := lifecycle.StageFact{Stage: lifecycle.Started, Declared: true, DeclaredOn: when("2026-02-26"), Recognised: true, RecognisedOn: when("2026-03-01")}
	if diff := cmp.Diff(want, s.life.Project.Fact(lifecycle.Started)); diff != "" {
		t.Errorf("another date than declared:\n%s", diff)
	}
	claim := s.on(lifecycle.Started).Claim
	if _, ok := claim.RecognisedBy(day("2026-03-03")); ok {
		t.Error("it was known before it was decided")
	}
	if on, ok := claim.RecognisedBy(s.day); !ok || on != when("2026-03-01") {
		t.Errorf("counts from %s", on)
	}
}

func TestEverythingWrongWithADeclarationIsSaidAtOnce(t *testing.T) {
	for _, c := range []struct {
		name  string
		stage lifecycle.Stage
		on    string
		mend  func(s *scene)
		want  string
	}{
		{"nothing at all is there", lifecycle.Started, "", func(s *scene) {
			s.life.Evidence, s.life.Project.Stages, s.life.Project.Code = nil, nil, ""
		}, "claim.on_missing claim.skipped claim.field_missing claim.evidence_missing claim.evidence_missing claim.evidence_missing claim.evidence_missing"},
		{"a day to come", lifecycle.Started, "2026-03-03", nil, "claim.future"},
		{"known only to the year", lifecycle.Started, "2026", nil, "claim.on_coarse"},
		{"before the firm was founded", lifecycle.Started, "2026-02-01", func(s *scene) { s.show("2026-02-10", "business_licence") }, "claim.before_founding"},
		{"started before it was filed", lifecycle.Started, "2025-12-20", nil, "claim.before_stage"},
		{"the start was skipped", lifecycle.Completed, "2026-02-20", func(s *scene) { s.show("2026-02-20", "site_acceptance", "completion_photo") }, "claim.skipped"},
		{"completed before it started", lifecycle.Completed, "2026-01-20", func(s *scene) {
			s.show("2026-01-20", "site_acceptance", "completion_photo")
			s.life.Project.SetFact(lifecycle.StageFact{Stage: lifecycle.Started, Declared: true, DeclaredOn: when("2026-02-20")})
		}, "claim.before_stage"},
		{"filed after it started", lifecycle.Filed, "2026-02-25", func(s *scene) {
			s.life.Claims = nil
			s.life.Project.SetFact(lifecycle.StageFact{Stage: lifecycle.Filed})
			s.life.Project.SetFact(lifecycle.StageFact{Stage: lifecycle.Started, Declared: true, DeclaredOn: when("2026-02-20")})
		}, "claim.after_stage"},
		{"a permit without its number and a photo without a file", lifecycle.Started, "2026-02-20", func(s *scene) {
			s.life.Evidence[1].Number, s.life.Evidence[3].Files = "", nil
		}, "claim.evidence_part claim.evidence_part"},
		{"a contract was dropped", lifecycle.Started, "2026-02-20", func(s *scene) { s.life.Evidence[2].Dropped = true }, "claim.evidence_missing"},
		{"real estate", lifecycle.Started, "2026-02-20", func(s *scene) { s.life.Project.Industry = "7010" }, "claim.excluded"},
		{"a lead is never recognised", lifecycle.Lead, "2026-02-20", nil, "claim.rule_none"},
		{"an exit without a reason", lifecycle.Exited, "2026-02-20", func(s *scene) { s.show("2026-02-20", "exit_note") }, "claim.exit_reason"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := ready(t)
			if c.mend != nil {
				c.mend(s)
			}
			_, err := s.on(c.stage).Declare(s.clerk, lifecycle.Declaration{Stage: c.stage, On: when(c.on)})
			if got := codes(err); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestKindsOfProjectNeedTheirOwnEvidence(t *testing.T) {
	lacking := func(kind string, have ...string) string {
		s := newScene(t)
		s.life.Project.Kind = kind
		s.show("2026-01-05", have...)
		var list []string
		for _, l := range lifecycle.Demands(s.life.Lacks(&shipped.Recognition, lifecycle.Started, s.day)) {
			list = append(list, strings.Join(l.Evidence, "|"))
		}
		return strings.Join(list, " ")
	}
	for _, c := range []struct{ name, kind, have, want string }{
		{"a new building", "new", "", "filing construction_permit construction_contract start_photo"},
		{"a project of unknown kind is taken for a building", "", "filing", "construction_permit construction_contract start_photo"},
		{"bare purchase starts with the equipment", "purchase", "filing", "equipment_contract payment equipment_photo"},
		{"a transformation shows either", "transform", "filing", "construction_contract|equipment_contract start_photo|equipment_photo"},
		{"and one of them is enough", "transform", "filing equipment_contract start_photo", ""},
	} {
		if got := lacking(c.kind, strings.Fields(c.have)...); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	rule, _ := shipped.Recognition.Rule(lifecycle.Started)
	if !strings.Contains(rule.SignFor("purchase"), "设备到位") || !strings.Contains(rule.SignFor("new"), "打桩") {
		t.Error("the sign of a start goes by the kind of project")
	}
}

func TestWhoMayDecide(t *testing.T) {
	for _, c := range []struct {
		name string
		mend func(s *scene)
		who  func(s *scene) access.Person
		want string
	}{
		{"the city's office recognises a county's project", nil, func(s *scene) access.Person { return s.office }, ""},
		{"not who declared it, from wherever they sit", nil, func(s *scene) access.Person { p := s.office; p.ID = "clerk"; return p }, "claim.own_person"},
		{"nobody of the declaring unit", nil, func(s *scene) access.Person { return s.county }, "claim.own_unit"},
		{"not the county's office for a town's large project", func(s *scene) { s.life.Project.Unit = "hill" }, func(s *scene) access.Person { return s.county }, "claim.not_above"},
		{"but for its small one", func(s *scene) { s.life.Project.Unit, s.life.Tier = "hill", "t0" }, func(s *scene) access.Person { return s.county }, ""},
		{"the city's own project by a second person of the city", func(s *scene) { s.life.Project.Unit = "city" }, func(s *scene) access.Person { return s.deputy }, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScene(t)
			if c.mend != nil {
				c.mend(s)
			}
			s.show("2026-01-05", "filing")
			s.life.Claims, s.life.Evidence = nil, append(s.life.Evidence, lifecycle.Evidence{ID: "a", Kind: "investment_agreement", Issued: when("2026-01-05"), Holder: "x", Amount: money.Some(1), Files: []lifecycle.File{{}}})
			s.must(s.declare(lifecycle.Signed, "2026-01-05"))
			_, err := s.on(lifecycle.Signed).Recognise(c.who(s), lifecycle.Ruling{})
			if got := codes(err); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestTheDecisionWaitsForTheDepartments(t *testing.T) {
	s := ready(t)
	s.must(s.declare(lifecycle.Started, "2026-02-26"))
	recognise := func(note string) error {
		_, err := s.on(lifecycle.Started).Recognise(s.office, lifecycle.Ruling{Note: note})
		return err
	}
	if got := codes(recognise("快")); got != "claim.checks_outstanding" {
		t.Errorf("while their days run: %q", got)
	}
	if got := codes(s.check(s.clerk)); got != "claim.not_your_check" {
		t.Errorf("a clerk checks: %q", got)
	}
	s.must(s.check(s.filings))
	if got := codes(s.check(s.filings)); got != "claim.checked" {
		t.Errorf("twice the same: %q", got)
	}
	s.day = day("2026-03-06") // a working day after the three
	if now := s.on(lifecycle.Started).Standing(); !now.Overdue || now.Left != -1 {
		t.Errorf("overdue %t, left %d", now.Overdue, now.Left)
	}
	if got := codes(recognise("")); got != "claim.checks_overdue" {
		t.Errorf("after them without a word: %q", got)
	}
	if err := recognise("住建部门逾期未核查"); err != nil {
		t.Errorf("after them with a word: %v", err)
	}
	s.must(s.keep(s.on(lifecycle.Started).Check(s.housing, false, lifecycle.Ruling{Reasons: []string{"not_reached"}, Note: "仍在平场"})))
	if got := codes(recognise("")); got != "claim.objected" {
		t.Errorf("against an objection: %q", got)
	}
}

func TestADepartmentThatIsNotThereIsNotWaitedFor(t *testing.T) {
	s := newScene(t)
	s.show("2026-01-05", "investment_agreement")
	s.must(s.declare(lifecycle.Signed, "2026-01-05")) // no investment bureau in this tree
	if now := s.on(lifecycle.Signed).Standing(); now.State != lifecycle.Deciding || len(now.Checks) != 1 || len(now.Checks[0].Units) != 0 {
		t.Errorf("%s %+v", now.State, now.Checks)
	}
	var absent []string
	for _, d := range s.bench().Absent() {
		absent = append(absent, d.Code)
	}
	if diff := cmp.Diff([]string{"investment", "industry", "taxation", "statistics"}, absent); diff != "" {
		t.Error(diff)
	}
	if seats := s.bench().Seats("development", "east"); !slices.Equal(seats, []string{"fgw"}) {
		t.Errorf("the east's own bureau checks the east: %v", seats)
	}
}

func TestEvidenceDroppedWhileWaitingStopsTheDecision(t *testing.T) {
	s := ready(t)
	s.must(s.declare(lifecycle.Started, "2026-02-26"))
	s.must(s.check(s.filings))
	s.must(s.check(s.housing))
	s.life.Evidence[1].Dropped = true
	now := s.on(lifecycle.Started).Standing()
	if !now.Incomplete() || !slices.Equal(now.Dropped, []string{"construction_permit"}) {
		t.Errorf("incomplete %t, dropped %v", now.Incomplete(), now.Dropped)
	}
	if _, err := s.on(lifecycle.Started).Recognise(s.office, lifecycle.Ruling{}); codes(err) != "claim.evidence_missing" {
		t.Errorf("recognised: %v", err)
	}
	s.show("2026-01-05", "construction_permit")
	if _, err := s.on(lifecycle.Started).Recognise(s.office, lifecycle.Ruling{}); err != nil {
		t.Errorf("supplied again: %v", err)
	}
}

func TestWhatIsSentBackCountsNoMore(t *testing.T) {
	s := ready(t)
	s.must(s.declare(lifecycle.Started, "2026-02-26"))
	if _, err := s.on(lifecycle.Started).SendBack(s.office, lifecycle.Ruling{Reasons: []string{"mood", "incomplete"}}); codes(err) != "claim.reason_unknown claim.note_missing" {
		t.Errorf("a reason of no list, and no word: %v", err)
	}
	s.must(s.keep(s.on(lifecycle.Started).SendBack(s.office, lifecycle.Ruling{Reasons: []string{"incomplete"}, Note: "缺合同附件"})))
	if f := s.life.Project.Fact(lifecycle.Started); f.Declared {
		t.Errorf("still declared: %+v", f)
	}
	if now := s.on(lifecycle.Started).Standing(); now.State != lifecycle.SentBack || now.Move != lifecycle.MoveUnit {
		t.Errorf("%s %s", now.State, now.Move)
	}
	s.must(s.keep(s.on(lifecycle.Started).Dispute(s.clerk, "附件已在材料中")))
	if now := s.on(lifecycle.Started).Standing(); now.State != lifecycle.Disputed || now.Move != lifecycle.MoveOffice {
		t.Errorf("%s %s", now.State, now.Move)
	}
	s.must(s.keep(s.on(lifecycle.Started).Uphold(s.office, "附件缺页")))
	if now := s.on(lifecycle.Started).Standing(); now.State != lifecycle.SentBack {
		t.Errorf("upheld: %s", now.State)
	}
	s.must(s.declare(lifecycle.Started, "2026-02-27"))
	if n := len(s.life.Claims); n != 2 {
		t.Errorf("%d claims, want one a stage", n)
	}
	s.must(s.keep(s.on(lifecycle.Started).TakeBack(s.clerk, "")))
	if f := s.life.Project.Fact(lifecycle.Started); f.Declared {
		t.Errorf("taken back and declared: %+v", f)
	}
}

func TestALedgersWordOutlivesTheClaimToIt(t *testing.T) {
	s := ready(t)
	said := lifecycle.StageFact{Stage: lifecycle.Started, Declared: true, DeclaredOn: when("2026-02")}
	s.life.Project.SetFact(said)
	s.must(s.declare(lifecycle.Started, "2026-02-26"))
	s.must(s.keep(s.on(lifecycle.Started).SendBack(s.office, lifecycle.Ruling{Reasons: []string{"twice"}})))
	if diff := cmp.Diff(said, s.life.Project.Fact(lifecycle.Started)); diff != "" {
		t.Error(diff)
	}
}

func TestTwoWhoDecideAtOnce(t *testing.T) {
	s := ready(t)
	s.must(s.declare(lifecycle.Started, "2026-02-26"))
	s.must(s.check(s.filings))
	s.must(s.check(s.housing))
	s.must(s.keep(s.on(lifecycle.Started).Recognise(s.office, lifecycle.Ruling{})))
	_, err := s.on(lifecycle.Started).Recognise(s.deputy, lifecycle.Ruling{})
	if fault.KindOf(err) != fault.Conflict || codes(err) != "claim.decided" {
		t.Errorf("the second: %v", err)
	}
	if _, err := s.on(lifecycle.Started).Declare(s.clerk, lifecycle.Declaration{Stage: lifecycle.Started, On: when("2026-02-26")}); codes(err) != "claim.recognised" {
		t.Errorf("declared again: %v", err)
	}
}

func TestARecognitionIsRevokedFromTheEnd(t *testing.T) {
	s := ready(t)
	s.must(s.declare(lifecycle.Started, "2026-02-26"))
	s.must(s.check(s.filings))
	s.must(s.check(s.housing))
	s.must(s.keep(s.on(lifecycle.Started).Recognise(s.office, lifecycle.Ruling{})))
	s.life.Project.SetFact(lifecycle.StageFact{Stage: lifecycle.Completed, Declared: true, Recognised: true, RecognisedOn: when("2026-03-01")})
	why := lifecycle.Ruling{Reasons: []string{"not_so"}, Note: "复核未打桩"}
	if _, err := s.on(lifecycle.Started).Revoke(s.office, why); codes(err) != "claim.later_recognised" {
		t.Errorf("under a completion: %v", err)
	}
	s.life.Project.SetFact(lifecycle.StageFact{Stage: lifecycle.Completed})
	s.day = day("2026-04-01")
	s.must(s.keep(s.on(lifecycle.Started).Revoke(s.office, why)))
	if f := s.life.Project.Fact(lifecycle.Started); f.Recognised || f.Declared {
		t.Errorf("%+v", f)
	}
	claim := s.on(lifecycle.Started).Claim
	if _, ok := claim.RecognisedBy(day("2026-03-31")); !ok {
		t.Error("what was known in March is forgotten")
	}
	if _, ok := claim.RecognisedBy(s.day); ok {
		t.Error("it still counts")
	}
}

func TestAnExitIsDeclaredAndTheProjectComesBack(t *testing.T) {
	s := ready(t)
	s.show("2026-02-20", "exit_note")
	leave := func(reason string) error {
		return s.keep(s.on(lifecycle.Exited).Declare(s.clerk, lifecycle.Declaration{Stage: lifecycle.Exited, On: when("2026-03-01"), Reasons: []string{reason}, Note: "资金断裂"}))
	}
	if got := codes(leave("bankrupt")); got != "claim.exit_stage" {
		t.Errorf("an exit after starting, of one that has not: %q", got)
	}
	s.must(leave("no_funds"))
	s.must(s.keep(s.on(lifecycle.Exited).Recognise(s.office, lifecycle.Ruling{})))
	if r, _ := s.life.Project.Reached(s.day); r != lifecycle.Exited {
		t.Errorf("reached %s", r)
	}
	if next := s.bench().Next(s.life); next.Stage != "" || next.Move != "" {
		t.Errorf("a project outside has a next step: %+v", next)
	}
	s.must(s.keep(s.on(lifecycle.Exited).Revoke(s.office, lifecycle.Ruling{Reasons: []string{"new_investor"}, Note: "乙公司接手"})))
	if r, _ := s.life.Project.Reached(s.day); r != lifecycle.Filed {
		t.Errorf("came back to %s", r)
	}
}

func TestStockIsRecognisedWithARecord(t *testing.T) {
	s := newScene(t)
	s.life.Project.SetFact(lifecycle.StageFact{Stage: lifecycle.Started, Declared: true, DeclaredOn: when("2025-06")})
	if err := s.keep(s.bench().RecogniseStock(s.life, lifecycle.Started, s.office, lifecycle.Ruling{})); codes(err) != "claim.stock_note" {
		t.Errorf("without a word: %v", err)
	}
	if err := s.keep(s.bench().RecogniseStock(s.life, lifecycle.Completed, s.office, lifecycle.Ruling{On: when("2026-01"), Note: "x"})); codes(err) != "claim.stock_undeclared claim.skipped_recognised" {
		t.Errorf("what no ledger says: %v", err)
	}
	s.must(s.keep(s.bench().RecogniseStock(s.life, lifecycle.Started, s.office, lifecycle.Ruling{Note: "2025年底台账核对"})))
	if on, ok := s.on(lifecycle.Started).Claim.RecognisedBy(s.day); !ok || on != when("2025-06") {
		t.Errorf("counts from %s", on)
	}
	s.must(s.keep(s.on(lifecycle.Started).Revoke(s.office, lifecycle.Ruling{Reasons: []string{"clerical"}, Note: "选错"})))
	if f := s.life.Project.Fact(lifecycle.Started); f.Recognised || !f.Declared || f.DeclaredOn != when("2025-06") {
		t.Errorf("%+v", f)
	}
}

func TestTheNextStepSaysWhoseMoveItIs(t *testing.T) {
	s := newScene(t)
	s.show("2026-01-05", "filing")
	next := func() lifecycle.Step { return s.bench().Next(s.life) }
	if n := next(); n.Stage != lifecycle.Lead || n.Move != lifecycle.MoveUnit {
		t.Errorf("at the very beginning: %+v", n)
	}
	s.must(s.declare(lifecycle.Filed, "2026-01-05"))
	n := next()
	if n.Stage != lifecycle.Started || n.Pending != lifecycle.Filed || n.Claim == "" || n.Move != lifecycle.MoveOffice || n.Since != s.day {
		t.Errorf("the filing waits for the office: %+v", n)
	}
	if diff := cmp.Diff([]string{"construction_permit", "construction_contract", "start_photo"}, n.Evidence); diff != "" {
		t.Error(diff)
	}
	s.must(s.keep(s.on(lifecycle.Filed).Recognise(s.office, lifecycle.Ruling{})))
	if n := next(); n.Pending != "" || n.Move != lifecycle.MoveUnit || n.Since != day("2026-01-05") {
		t.Errorf("recognised: the unit's move since it was filed: %+v", n)
	}
	s.life.Project.SetFact(lifecycle.StageFact{Stage: lifecycle.Started, Declared: true})
	if n := next(); n.Pending != lifecycle.Started || n.Claim != "" || n.Move != lifecycle.MoveUnit {
		t.Errorf("a ledger's start is the unit's to claim: %+v", n)
	}
}

// Whatever people try in whatever order, a claim's steps only grow, nothing is
// recognised against the rules, and the project says what the claim says.
func TestWhateverIsTriedAClaimStaysWhole(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		s := ready(t)
		people := []access.Person{s.clerk, s.office, s.deputy, s.county, s.filings, s.housing}
		steps := 0
		for range rapid.IntRange(1, 25).Draw(r, "tries") {
			who := rapid.SampledFrom(people).Draw(r, "who")
			s.day += workday.Date(rapid.IntRange(0, 4).Draw(r, "days"))
			c := s.on(lifecycle.Started)
			ruling := lifecycle.Ruling{Reasons: []string{rapid.SampledFrom([]string{"twice", "not_so", "nonsense"}).Draw(r, "reason")}, Note: "注"}
			act := rapid.IntRange(0, 8).Draw(r, "act")
			bureau := who.ID == "filings" || who.ID == "housing"
			if c.Claim == nil || bureau && act != 1 && act != 2 { // they have no right to the rest
				act = 0
			}
			was := c.Claim
			var is *lifecycle.Claim
			var err error
			switch act {
			case 0:
				is, err = c.Declare(who, lifecycle.Declaration{Stage: lifecycle.Started, On: when("2026-02-26")})
			case 1, 2:
				is, err = c.Check(who, act == 1, ruling)
			case 3:
				is, err = c.Recognise(who, ruling)
			case 4:
				is, err = c.SendBack(who, ruling)
			case 5:
				is, err = c.TakeBack(who, "")
			case 6:
				is, err = c.Dispute(who, "异议")
			case 7:
				is, err = c.Uphold(who, "维持")
			case 8:
				is, err = c.Revoke(who, ruling)
			}
			if err != nil {
				continue
			}
			if was != nil && !cmp.Equal(was.Steps, is.Steps[:len(was.Steps)]) || len(is.Steps) != steps+1 {
				r.Fatalf("%d steps after %d", len(is.Steps), steps)
			}
			steps++
			s.must(s.keep(is, nil))
			now, f := s.on(lifecycle.Started).Standing(), s.life.Project.Fact(lifecycle.Started)
			_, counts := is.RecognisedBy(s.day)
			if f.Recognised != counts || f.Recognised && !f.Declared {
				r.Fatalf("%s, the project says %+v", now.State, f)
			}
			if act == 3 && (who.ID != "office" && who.ID != "deputy") {
				r.Fatalf("%s recognised", who.ID)
			}
			if (now.Move == "") != (now.State == lifecycle.Recognised) {
				r.Fatalf("%s is the move of %q", now.State, now.Move)
			}
		}
	})
}

func TestWhatSaysNothingIsNoWord(t *testing.T) {
	s := ready(t)
	blank := lifecycle.Ruling{Reasons: []string{"not_so"}, Note: " \u3000\n"}
	if err := s.keep(s.on(lifecycle.Filed).Recognise(s.office, lifecycle.Ruling{On: when("2026-01-06"), Note: blank.Note})); codes(err) != "claim.other_date_note" {
		t.Errorf("another date without a word: %v", err)
	}
	s.must(s.keep(s.on(lifecycle.Filed).Recognise(s.office, lifecycle.Ruling{On: when("2026-01-06"), Note: "以发证日为准"})))
	if _, err := s.on(lifecycle.Filed).Dispute(s.clerk, blank.Note); codes(err) != "claim.dispute_note" {
		t.Errorf("a dispute of nothing: %v", err)
	}
	s.must(s.keep(s.on(lifecycle.Filed).Dispute(s.clerk, "以受理日为准")))
	if _, err := s.on(lifecycle.Filed).Uphold(s.office, blank.Note); codes(err) != "claim.uphold_note" {
		t.Errorf("upheld without why: %v", err)
	}
	s.must(s.keep(s.on(lifecycle.Filed).Uphold(s.office, " 证照为准 ")))
	if got := s.life.Claims[0].Steps; got[len(got)-1].Note != "证照为准" {
		t.Errorf("%q", got[len(got)-1].Note)
	}
	long := lifecycle.Declaration{Stage: lifecycle.Started, On: when("2026-02-01"), Note: strings.Repeat("长", 4001)}
	if _, err := s.on(lifecycle.Started).Declare(s.clerk, long); codes(err) != "project.text_long" {
		t.Errorf("a note without end: %v", err)
	}
}

func TestWhatIsNamedTwiceCountsOnce(t *testing.T) {
	s := ready(t)
	c, err := s.on(lifecycle.Started).Declare(s.clerk, lifecycle.Declaration{Stage: lifecycle.Started, On: when("2026-02-01"), Evidence: []string{"filing", "start_photo", "filing", "filing"}})
	s.must(err)
	if diff := cmp.Diff([]string{"filing", "start_photo"}, c.Evidence); diff != "" {
		t.Error(diff)
	}
	s.must(s.keep(c, nil))
	s.must(s.keep(s.on(lifecycle.Started).SendBack(s.office, lifecycle.Ruling{Reasons: []string{"twice", "twice"}, Note: "重报"})))
	if last := s.life.Claims[1].Steps[1]; len(last.Reasons) != 1 {
		t.Errorf("%v", last.Reasons)
	}
}

func TestALaterStageIsNotRecognisedBeforeTheEarlier(t *testing.T) {
	s := ready(t)
	s.show("2026-02-20", "completion_report", "completion_photo", "acceptance", "equipment_photo")
	s.must(s.declare(lifecycle.Started, "2026-01-20"))
	_, err := s.on(lifecycle.Completed).Declare(s.clerk, lifecycle.Declaration{Stage: lifecycle.Completed, On: when("2026-02-20")})
	if strings.Contains(codes(err), "claim.skipped") {
		t.Fatalf("what is declared is not skipped: %v", err)
	}
	f := s.life.Project.Fact(lifecycle.Completed)
	f.Declared, f.DeclaredOn = true, when("2026-02-20")
	s.life.Project.SetFact(f)
	s.life.Claims = append(s.life.Claims, lifecycle.Claim{ID: "completed", Project: "p", Stage: lifecycle.Completed, On: when("2026-02-20"), Unit: "east",
		Steps: []lifecycle.ClaimStep{{Act: lifecycle.Declare, Who: "clerk", Unit: "east", Day: s.day, On: when("2026-02-20")}}})
	if _, err := s.on(lifecycle.Completed).Recognise(s.office, lifecycle.Ruling{}); !strings.Contains(codes(err), "claim.skipped_recognised") {
		t.Errorf("completed before started: %v", err)
	}
}

func TestStockKeepsTheChainsOrder(t *testing.T) {
	s := newScene(t)
	for stage, on := range map[lifecycle.Stage]string{lifecycle.Lead: "2024-01", lifecycle.Started: "2025-06", lifecycle.Completed: "2026-01", lifecycle.Exited: "2026-02"} {
		s.life.Project.SetFact(lifecycle.StageFact{Stage: stage, Declared: true, DeclaredOn: when(on)})
	}
	stock := func(stage lifecycle.Stage) error {
		return s.keep(s.bench().RecogniseStock(s.life, stage, s.office, lifecycle.Ruling{Note: "台账核对"}))
	}
	for stage, want := range map[lifecycle.Stage]string{lifecycle.Lead: "claim.rule_none", lifecycle.Exited: "claim.stock_exit", lifecycle.Completed: "claim.skipped_recognised"} {
		if got := codes(stock(stage)); got != want {
			t.Errorf("%s: %q, want %q", stage, got, want)
		}
	}
	s.must(stock(lifecycle.Started))
	s.must(stock(lifecycle.Completed))
}

func TestAClaimByADayHasNothingLaterInIt(t *testing.T) {
	s := ready(t)
	s.day = day("2026-04-02")
	s.must(s.keep(s.on(lifecycle.Filed).Recognise(s.office, lifecycle.Ruling{})))
	c := &s.life.Claims[0]
	if c.By(s.day) != c || len(c.By(day("2026-03-31")).Steps) != 1 || len(c.By(day("2026-01-01")).Steps) != 0 || len(c.Steps) != 2 {
		t.Errorf("%+v", c.By(day("2026-03-31")).Steps)
	}
}
