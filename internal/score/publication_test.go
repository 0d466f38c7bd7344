package score

import (
	"strings"
	"testing"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/workday"
)

// session is a day of the shipped rules.
func session(day string) Session {
	return Session{Calendar: workday.Default(), Today: date(day), Rules: PublicationRules{ObjectionDays: 5, AnswerDays: 5, Source: "test",
		Ladder: []Rung{{Code: "blue", Name: "蓝色", Days: 5, Source: "test"}, {Code: "yellow", Name: "黄色", Days: 5, Source: "test"}, {Code: "red", Name: "红色", Days: 5, Interview: true, Source: "test"}}}}
}

func person(id, unit string) access.Person { return access.Person{ID: id, Name: id, Unit: unit} }

// take does one thing and fails the test when it is refused.
func take(t *testing.T, p *Publication, day, who string, act PublicationAct, in Said) *Publication {
	t.Helper()
	unit := "office"
	if act == Object {
		unit = who
	}
	is, err := session(day).Take(p, person(who, unit), act, in)
	if err != nil {
		t.Fatalf("%s by %s on %s: %v", act, who, day, err)
	}
	return is
}

// refused tells the code with which a step is refused.
func refused(t *testing.T, p *Publication, day, who, unit string, act PublicationAct, in Said, code string) {
	t.Helper()
	_, err := session(day).Take(p, person(who, unit), act, in)
	if err == nil || !strings.Contains(err.Error(), code) {
		t.Errorf("%s by %s on %s: %v, want %s", act, who, day, err, code)
	}
}

// smallPack has one indicator to object to.
const smallPack = "name: 考核\nsource: 示例\ndata: {完成率: number}\nindicators: {投资完成: {formula: 完成率, weight: 60}}\n"

func drafted(t *testing.T) *Publication {
	t.Helper()
	return take(t, &Publication{ID: "p", Draft: Draft{Pack: smallPack, Units: []string{"east", "west"}}}, "2026-10-09", "甲", DraftUp, Said{})
}

func TestAListGoesThroughThreeHandsAndObjection(t *testing.T) {
	p := drafted(t)
	refused(t, p, "2026-10-09", "甲", "office", CheckDraft, Said{}, "publication.same_person")
	refused(t, p, "2026-10-09", "乙", "office", Publish, Said{}, "publication.stands")
	p = take(t, p, "2026-10-09", "乙", CheckDraft, Said{})
	refused(t, p, "2026-10-09", "甲", "office", OpenToObjection, Said{Until: date("2026-10-12")}, "publication.open_too_short")
	p = take(t, p, "2026-10-09", "甲", OpenToObjection, Said{})
	if got := p.Until().String(); got != "2026-10-15" { // the 10th, a Saturday, works
		t.Errorf("open until %s", got)
	}
	refused(t, p, "2026-10-12", "外", "north", Object, Said{Note: "不服"}, "publication.not_judged")
	refused(t, p, "2026-10-12", "东", "east", Object, Said{Note: " "}, "publication.objection_empty")
	refused(t, p, "2026-10-12", "东", "east", Object, Said{About: "收视率", Note: "不服"}, "publication.about")
	p = take(t, p, "2026-10-15", "east", Object, Said{About: "投资完成", Note: "九月投资漏计"})
	refused(t, p, "2026-10-16", "西", "west", Object, Said{Note: "晚了"}, "publication.stands")
	if got := p.On(date("2026-10-16")); got != Answering {
		t.Errorf("after the last day: %s", got)
	}
	refused(t, p, "2026-10-16", "丙", "office", Approve, Said{}, "publication.stands")
	refused(t, p, "2026-10-16", "乙", "office", Answer, Said{Answers: 0, Note: "好"}, "publication.no_objection")
	p = take(t, p, "2026-10-16", "乙", Answer, Said{Answers: p.Objections()[0].At, Note: "已核对，无漏计"})
	refused(t, p, "2026-10-16", "乙", "office", Approve, Said{}, "publication.same_person")
	p = take(t, p, "2026-10-16", "丙", Approve, Said{})
	p = take(t, p, "2026-10-19", "甲", Publish, Said{})
	if got := p.PublishedOn().String(); got != "2026-10-19" || !p.On(date("2026-10-19")).Final() {
		t.Errorf("published on %s", got)
	}
	refused(t, p, "2026-10-20", "甲", "office", Withdraw, Said{Note: "想改"}, "publication.stands")
	refused(t, p, "2026-10-20", "甲", "office", ReturnDraft, Said{Note: "想改"}, "publication.stands")
	if got := p.On(date("2026-10-13")); got != Open {
		t.Errorf("as of the 13th it was %s", got)
	}
}

func TestAnObjectionThatIsRightNeedsANewDraft(t *testing.T) {
	p := take(t, drafted(t), "2026-10-09", "乙", CheckDraft, Said{})
	p = take(t, p, "2026-10-09", "甲", OpenToObjection, Said{})
	p = take(t, p, "2026-10-12", "west", Object, Said{Note: "漏计一个项目"})
	p = take(t, p, "2026-10-13", "乙", Answer, Said{Answers: 3, Accepted: true, Note: "属实"})
	refused(t, p, "2026-10-16", "丙", "office", Approve, Said{}, "publication.accepted_undone")
	p = take(t, p, "2026-10-16", "乙", ReturnDraft, Said{Note: "按异议更正"})
	p = take(t, p, "2026-10-16", "甲", DraftUp, Said{})
	refused(t, p, "2026-10-16", "甲", "office", OpenToObjection, Said{}, "publication.stands")
	p = take(t, p, "2026-10-16", "乙", CheckDraft, Said{})
	p = take(t, p, "2026-10-16", "甲", OpenToObjection, Said{})
	p = take(t, p, "2026-10-26", "丙", Approve, Said{})
	if n := len(p.Objections()); n != 1 {
		t.Errorf("%d objections are kept", n)
	}
}

func TestAWarningClimbsUntilItIsAnswered(t *testing.T) {
	issued, err := session("2026-10-09").Issue(&Warning{Unit: "east", Cause: "三季度黑榜"}, person("甲", "office"))
	if err != nil {
		t.Fatal(err)
	}
	// 2026-10-09 is a Friday, the 10th works: five working days end on the 15th,
	// five more on the 22nd, five more on the 29th.
	for _, c := range []struct {
		day, rung, due string
		late           bool
	}{{"2026-10-09", "blue", "2026-10-15", false}, {"2026-10-15", "blue", "2026-10-15", false}, {"2026-10-16", "yellow", "2026-10-22", false},
		{"2026-10-23", "red", "2026-10-29", false}, {"2026-10-30", "red", "2026-10-29", true}} {
		if now := session(c.day).Standing(issued); now.Rung.Code != c.rung || now.Due.String() != c.due || now.Late != c.late || now.State != WarningWaits {
			t.Errorf("on %s: %+v", c.day, now)
		}
	}
	answered, err := session("2026-10-16").Answer(issued, person("东", "east"), RespondWarning, date("2026-11-06"), "增加班组，月底补齐")
	if err != nil {
		t.Fatal(err)
	}
	if now := session("2026-12-01").Standing(answered); now.State != WarningJudged || now.Rung.Code != "yellow" {
		t.Errorf("while the office owes a word: %+v", now)
	}
	accepted, err := session("2026-10-20").Answer(answered, person("甲", "office"), AcceptPlan, 0, "")
	if err != nil {
		t.Fatal(err)
	}
	if now := session("2026-11-06").Standing(accepted); now.State != WarningMending || now.Rung.Code != "yellow" {
		t.Errorf("the plan's last day: %+v", now)
	}
	if now := session("2026-11-09").Standing(accepted); now.State != WarningWaits || now.Rung.Code != "red" {
		t.Errorf("the plan's day passed: %+v", now)
	}
	lifted, err := session("2026-11-05").Answer(accepted, person("甲", "office"), LiftWarning, 0, "已补齐")
	if err != nil {
		t.Fatal(err)
	}
	if now := session("2027-01-01").Standing(lifted); now.State != WarningLifted || now.Rung.Code != "yellow" {
		t.Errorf("lifted: %+v", now)
	}
	if _, err := session("2026-11-10").Answer(lifted, person("东", "east"), RespondWarning, date("2026-11-20"), "再报"); fault.KindOf(err) != fault.Conflict {
		t.Errorf("a lifted warning is answered: %v", err)
	}
}

func TestAPlanThatIsNotGoodEnoughStartsTheDaysAgain(t *testing.T) {
	n, err := session("2026-10-09").Issue(&Warning{Unit: "east", Cause: "红灯"}, person("甲", "office"))
	if err == nil {
		n, err = session("2026-10-13").Answer(n, person("东", "east"), RespondWarning, date("2026-10-30"), "会努力")
	}
	if err == nil {
		n, err = session("2026-10-14").Answer(n, person("甲", "office"), RejectPlan, 0, "没有措施")
	}
	if err != nil {
		t.Fatal(err)
	}
	if now := session("2026-10-21").Standing(n); now.Rung.Code != "blue" || now.Due.String() != "2026-10-21" {
		t.Errorf("%+v", now)
	}
	_, err = session("2026-10-21").Answer(n, person("东", "east"), RespondWarning, date("2026-10-20"), "")
	for _, code := range []string{"warning.note_missing", "warning.by"} {
		if err == nil || !strings.Contains(err.Error(), code) {
			t.Errorf("%v says nothing of %s", err, code)
		}
	}
}

func TestWhatHasToBeMendedIsSaidInBounds(t *testing.T) {
	_, err := session("2026-10-09").Issue(&Warning{Unit: "east", Cause: strings.Repeat("改", maxCause+1)}, person("甲", "office"))
	if err == nil || !strings.Contains(err.Error(), "warning.cause_long") {
		t.Errorf("a cause without end: %v", err)
	}
	if _, err := session("2026-10-09").Issue(&Warning{Unit: "east", Cause: strings.Repeat("改", maxCause)}, person("甲", "office")); err != nil {
		t.Errorf("a cause that fits: %v", err)
	}
}

func TestRulesOfPublishingAreChecked(t *testing.T) {
	err := PublicationRules{Ladder: []Rung{{Code: "blue"}, {Code: "blue"}}}.Check()
	for _, code := range []string{"ruleset.publication_days", "ruleset.source_missing", "ruleset.rung"} {
		if err == nil || !strings.Contains(err.Error(), code) {
			t.Errorf("%v says nothing of %s", err, code)
		}
	}
	if err := session("2026-10-09").Rules.Check(); err != nil {
		t.Error(err)
	}
}

// date reads a day of a test.
func date(s string) workday.Date {
	d, err := workday.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}
