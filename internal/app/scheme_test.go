package app

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/formula"
	"guatu/internal/indicator"
	"guatu/internal/money"
	"guatu/internal/score"
	"guatu/internal/workday"
)

// monthlyPack takes one name from the indicators by itself, one by a binding, the
// projects, and one that somebody types in.
const monthlyPack = `name: 月度考核
source: 示例
groups: [县区]
data:
  年度投资完成率: number
  当年投资: number
  任务结果: [超额, 完成, 未完成]
  项目: {名称: text, 总投资: number, 开工申报: date}
indicators:
  投资完成: {formula: 年度投资完成率 ÷ 100, weight: WEIGHT, cap: WEIGHT}
  大项目: {formula: "计数(项目, 总投资 >= 10 且 有(开工申报))", cap: 10}
  任务: {formula: '如果(任务结果 = "超额", 5, 任务结果 = "完成", 3, 0)', missing: zero}
lists:
  red: {top: 1, when: 任务结果 = "超额"}
  black: {bottom: 1, when: 任务结果 = "未完成"}
`

func (o *office) edition(from, weight string) *SchemeEdition {
	day, err := workday.ParseDate(from)
	o.must(err)
	return &SchemeEdition{From: day, Pack: strings.ReplaceAll(monthlyPack, "WEIGHT", weight),
		Members:  []score.Member{{Unit: o.units["east"], Group: "县区"}, {Unit: o.units["west"], Group: "县区"}},
		Bindings: []score.Binding{{Name: "当年投资", Indicator: "year_done.dispatch", Window: score.ThisYear}}}
}

// monthly is a scheme in force from January.
func (o *office) monthly() string {
	o.t.Helper()
	id, err := o.SchemeSave(o.ctx(), o.chief(), SchemeSave{Unit: o.units["city"], Title: o.fresh("月度考核办法"), Period: indicator.OfMonth, Edition: o.edition("2026-01-01", "60")})
	o.must(err)
	return id
}

func (o *office) typed(scheme string, items ...EntryItem) EntriesSave {
	return EntriesSave{Scheme: scheme, Period: when("2026-01"), Source: "督查通报", Items: items}
}

func (o *office) assessed(scheme, period string, m Moment) *Assessment {
	o.t.Helper()
	a, err := o.Assessment(o.ctx(), o.chief(), AssessmentFilter{Scheme: scheme, Period: when(period), Moment: m})
	o.must(err)
	return a
}

// months has two counties with January's reports, and a scheme with what was typed in.
func (o *office) months() (scheme, east string) {
	o.t.Helper()
	east = o.project("东一", "east")
	west := o.project("西一", "west")
	o.report(east, "2026-01", 2)
	o.report(west, "2026-01", 1)
	scheme = o.monthly()
	_, err := o.EntriesSave(o.ctx(), o.chief(), o.typed(scheme, EntryItem{Unit: o.units["east"], Name: "任务结果", Value: "超额"},
		EntryItem{Unit: o.units["west"], Name: "任务结果", Value: "未完成"}))
	o.must(err)
	return scheme, east
}

func standings(a *Assessment) string {
	var all []string
	for _, r := range a.Rows {
		all = append(all, r.Name+" "+r.Total.String()+" "+itoa(r.Rank)+" "+r.List)
	}
	return strings.Join(all, "; ")
}

func TestAnAssessmentSaysWhereEveryFactComesFrom(t *testing.T) {
	o := newOffice(t)
	scheme, _ := o.months()
	a := o.assessed(scheme, "2026-01", Moment{})
	// 20 % × 60 + one project of 50 亿元 + 5; 10 % × 60 + 1 + 0.
	if got := standings(a); got != "east地区 18 1 red; west地区 7 2 black" {
		t.Fatal(got)
	}
	if !a.Over || a.On != workday.NewDate(2026, 1, 31) || len(a.Facts) == 0 || a.Known != o.head() {
		t.Errorf("of %s, known %d, facts %s", a.On, a.Known, a.Facts)
	}
	sheet, err := o.AssessmentSheet(o.ctx(), o.chief(), AssessmentSheetFilter{AssessmentFilter{Scheme: scheme, Period: when("2026-01")}, o.units["west"]})
	o.must(err)
	by := map[string]FactOrigin{}
	for _, f := range sheet.Origins {
		by[f.Name] = f
	}
	if f := by["年度投资完成率"]; f.Means != score.ByIndicator || f.Code != "rate.year" || *f.Value != "10" || f.Span.To != a.On {
		t.Errorf("an indicator by its name: %+v", f)
	}
	if f := by["当年投资"]; f.Window != score.ThisYear || *f.Value != "1" || f.Shown != "1" {
		t.Errorf("a bound one: %+v", f)
	}
	if f := by["项目"]; f.Means != score.ByProjects || *f.Value != "1" {
		t.Errorf("projects: %+v", f)
	}
	if f := by["任务结果"]; f.Means != score.ByEntry || *f.Value != "未完成" || f.Source != "督查通报" || f.By != "chief" || f.Entry == "" {
		t.Errorf("typed in: %+v", f)
	}
	if sheet.Next == nil || sheet.Next.Gap != 110000 || sheet.Next.Rank != 1 || sheet.Behind != nil {
		t.Errorf("to the next rank: %+v", sheet.Next)
	}
	if r := sheet.Rooms[0]; r.Gap != 60000 || r.Unit != o.units["east"] {
		t.Errorf("what it lacks to the best: %+v", r)
	}
}

// TestAPublishedListIsWorkedOutAgainToTheDigit publishes January's list; then a late
// report, a correction of what was typed in, a renamed county and a new edition come.
// As known at the frozen number the assessment is the frozen one; as known now it is not.
func TestAPublishedListIsWorkedOutAgainToTheDigit(t *testing.T) {
	o := newOffice(t)
	scheme, east := o.months()
	id, err := o.PublicationDraft(o.ctx(), o.hand("甲", access.RoleOffice), PublicationDraft{Kind: score.ListKind, Title: "一月红黑榜", Scheme: scheme, Period: when("2026-01")})
	o.must(err)
	o.upTo(id)
	o.clock.Advance(10 * 24 * 3600 * 1e9)
	o.must(o.PublicationApprove(o.ctx(), o.hand("丙", access.RoleLeader), PublicationApprove{ID: id}))
	o.must(o.PublicationPublish(o.ctx(), o.hand("甲", access.RoleOffice), PublicationPublish{ID: id}))

	late := o.project("东二", "east")
	o.report(late, "2026-01", 9)
	o.report(east, "2026-01", 1)
	_, err = o.EntriesSave(o.ctx(), o.chief(), o.typed(scheme, EntryItem{Unit: o.units["west"], Name: "任务结果", Value: "完成"}))
	o.must(err)
	page, err := o.Scheme(o.ctx(), o.chief(), SchemeFilter{ID: scheme})
	o.must(err)
	_, err = o.SchemeSave(o.ctx(), o.chief(), SchemeSave{ID: scheme, Version: page.Version, Edition: o.edition("2026-03-01", "90")})
	o.must(err)
	east1, _ := o.tree.Unit(o.units["east"])
	east1.Name, east1.Version = "东区", 1
	_, err = o.UnitSave(o.ctx(), o.chief(), UnitSave{Unit: east1})
	o.must(err)

	p, err := o.Publication(o.ctx(), o.chief(), id, Moment{})
	o.must(err)
	if p.Draft.Scheme != scheme || p.Period != "2026-01" || p.Draft.AsOf != workday.NewDate(2026, 1, 31) {
		t.Errorf("frozen: %s of %s, %s", p.Draft.Scheme, p.Period, p.Draft.AsOf)
	}
	then := o.assessed(scheme, "2026-01", Moment{Known: p.Draft.Known})
	frozen, again := same(t, p.Draft.Result), same(t, then.Result)
	if diff := cmp.Diff(string(frozen), string(again)); diff != "" {
		t.Errorf("worked out again it differs (-frozen +again):\n%s", diff)
	}
	if !bytes.Equal(same(t, p.Draft.Facts), same(t, then.Facts)) {
		t.Errorf("other facts: %s", then.Facts)
	}
	now := o.assessed(scheme, "2026-01", Moment{})
	if bytes.Equal(frozen, same(t, now.Result)) {
		t.Error("as known now nothing changed")
	}
	for _, r := range now.Rows {
		if r.Unit == o.units["west"] && (r.Then[0].String() != "7" || r.Totals[0].String() != "10") {
			t.Errorf("west was published with %s and has %s", r.Then[0], r.Totals[0])
		}
	}
	if len(now.Results) != 1 || now.Results[0].State != score.Published {
		t.Errorf("results of the period: %+v", now.Results)
	}
	o.must(o.PublicationPublishedAgain(id))
}

// PublicationPublishedAgain is nil where the frozen result is what its own pack and
// facts give.
func (o *office) PublicationPublishedAgain(id string) error {
	p, err := o.Publication(o.ctx(), o.chief(), id, Moment{})
	if err != nil {
		return err
	}
	if ok, err := p.Draft.Same(); !ok || err != nil {
		o.t.Errorf("its own facts give another result: %v", err)
	}
	return nil
}

// same is JSON without what keeping it may change.
func same(t *testing.T, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestAChangeInMidYearMovesNoPastPeriod(t *testing.T) {
	o := newOffice(t)
	scheme, _ := o.months()
	save := func(e *SchemeEdition) error {
		page, err := o.Scheme(o.ctx(), o.chief(), SchemeFilter{ID: scheme})
		o.must(err)
		_, err = o.SchemeSave(o.ctx(), o.chief(), SchemeSave{ID: scheme, Version: page.Version, Edition: e})
		return err
	}
	o.must(save(o.edition("2026-01-01", "70"))) // on the day it was put down it may be mended
	o.clock.Advance(24 * 3600 * 1e9)
	wants(t, save(o.edition("2026-01-01", "80")), fault.Invalid, "scheme.edition_settled")
	past := o.edition("2026-02-01", "80")
	o.clock.Set(at(2026, 3, 5))
	wants(t, save(past), fault.Invalid, "scheme.edition_past")
	o.must(save(o.edition("2026-03-01", "90")))
	later := o.edition("2026-05-01", "95")
	o.must(save(later))
	later.Mends, later.From = later.From, workday.NewDate(2026, 6, 1)
	o.must(save(later))
	page, err := o.Scheme(o.ctx(), o.chief(), SchemeFilter{ID: scheme})
	o.must(err)
	var from []string
	for _, e := range page.Editions {
		from = append(from, e.From.String())
	}
	if got := strings.Join(from, " "); got != "2026-06-01 2026-03-01 2026-01-01" || page.InForce != workday.NewDate(2026, 3, 1) {
		t.Errorf("editions %s, in force %s", got, page.InForce)
	}
	if a := o.assessed(scheme, "2026-02", Moment{}); a.Edition != workday.NewDate(2026, 1, 1) || len(a.Periods) != 2 {
		t.Errorf("February is judged by the edition of %s, %d periods", a.Edition, len(a.Periods))
	}
	_, err = o.SchemeSave(o.ctx(), o.chief(), SchemeSave{ID: scheme, Version: page.Version, Period: indicator.OfQuarter})
	wants(t, err, fault.Invalid, "scheme.period_fixed")
	_, err = o.SchemeSave(o.ctx(), o.chief(), SchemeSave{ID: scheme, Version: page.Version - 1, Title: "旧"})
	wants(t, err, fault.Conflict, "")
}

func TestEveryMistakeOfASchemeIsTold(t *testing.T) {
	o := newOffice(t)
	e := o.edition("2026-01-01", "60")
	e.Pack = strings.Replace(e.Pack, "weight: 60", "weigth: 60", 1) + "rank: 没有这个名字\n"
	e.Members = append(e.Members, score.Member{Unit: "moon", Group: "县区"}, score.Member{Unit: o.units["east"]})
	e.Bindings = append(e.Bindings, score.Binding{Name: "投资额"})
	in := SchemeSave{Unit: o.units["city"], Period: "week", Edition: e}
	before := o.head()
	_, err := o.SchemeSave(o.ctx(), o.chief(), in)
	for _, code := range []string{"scheme.title", "scheme.period"} {
		wants(t, err, fault.Invalid, code)
	}
	in.Title, in.Period = "办法", indicator.OfMonth
	_, err = o.SchemeSave(o.ctx(), o.chief(), in)
	for _, code := range []string{"pack.key", "formula.unknown", "scheme.member", "scheme.member_twice"} {
		wants(t, err, fault.Invalid, code)
	}
	e = o.edition("2026-01-01", "60")
	e.Members[0].Group = "园区"
	e.Bindings = []score.Binding{{Name: "毫不相干"}, {Name: "当年投资", Indicator: "nothing"}, {Name: "任务结果", Indicator: "rate.year"}, {Name: "年度投资完成率", Indicator: score.ProjectTable},
		{Name: "当年投资", Indicator: "plan", Window: "decade"}}
	in.Edition = e
	_, err = o.SchemeSave(o.ctx(), o.chief(), in)
	for _, code := range []string{"scheme.group", "scheme.no_datum", "scheme.no_indicator", "scheme.not_number", "scheme.not_records", "scheme.bound_twice"} {
		wants(t, err, fault.Invalid, code)
	}
	_, err = o.SchemeTry(o.ctx(), o.chief(), SchemeTry{Unit: o.units["city"], Every: indicator.OfMonth, Edition: *e})
	wants(t, err, fault.Invalid, "scheme.bound_twice")
	if o.head() != before {
		t.Error("something was kept")
	}
}

func TestATrialLaysTheNewOverTheOldAndKeepsNothing(t *testing.T) {
	o := newOffice(t)
	scheme, _ := o.months()
	before := o.head()
	e := o.edition("2026-01-01", "30")
	e.Members = append(e.Members[1:], score.Member{Unit: o.units["hill"], Group: "县区"})
	trial, err := o.SchemeTry(o.ctx(), o.chief(), SchemeTry{Scheme: scheme, Period: when("2026-01"), Edition: *e})
	o.must(err)
	got := map[string]string{}
	for _, u := range trial.Units {
		switch {
		case u.Old == nil:
			got[u.Name] = "joins " + u.New.Total.String()
		case u.New == nil:
			got[u.Name] = "leaves " + u.Old.Total.String()
		default:
			got[u.Name] = u.Old.Total.String() + " → " + u.New.Total.String() + " by " + u.Points[0].Name
		}
	}
	want := map[string]string{"east地区": "leaves 18", "west地区": "7 → 4 by 投资完成", "hill地区": "joins —"}
	if diff := cmp.Diff(want, got); diff != "" || trial.Changed != 3 || trial.Period != when("2026-01") || o.head() != before {
		t.Errorf("%d changed in %s:\n%s", trial.Changed, trial.Period, diff)
	}
	fresh, err := o.SchemeTry(o.ctx(), o.chief(), SchemeTry{Unit: o.units["city"], Every: indicator.OfMonth, Edition: *o.edition("2026-01-01", "60")})
	o.must(err)
	if len(fresh.Units) != 2 || fresh.Units[0].Old != nil || fresh.Old != "" {
		t.Errorf("a new scheme: %+v", fresh.Units)
	}
}

func TestWhatNobodyTypedInIsOwedAndNeverNought(t *testing.T) {
	o := newOffice(t)
	scheme := o.monthly()
	f := EntriesFilter{Scheme: scheme, Period: when("2026-01")}
	sheet, err := o.Entries(o.ctx(), o.chief(), f)
	o.must(err)
	if sheet.Owed != 2 || len(sheet.Columns) != 1 || sheet.Columns[0].Name != "任务结果" || !sheet.May {
		t.Fatalf("%d owed of %+v", sheet.Owed, sheet.Columns)
	}
	east, west := o.units["east"], o.units["west"]
	_, err = o.EntriesSave(o.ctx(), o.chief(), o.typed(scheme, EntryItem{Unit: east, Name: "任务结果", Value: "很好"}, EntryItem{Unit: "moon", Name: "任务结果", Value: "完成"},
		EntryItem{Unit: west, Name: "当年投资", Value: "3"}))
	for _, code := range []string{"facts.choice", "entry.unit", "entry.name"} {
		wants(t, err, fault.Invalid, code)
	}
	n, err := o.EntriesSave(o.ctx(), o.chief(), o.typed(scheme, EntryItem{Unit: east, Name: "任务结果", Value: "完成"}))
	o.must(err)
	again, err := o.EntriesSave(o.ctx(), o.chief(), o.typed(scheme, EntryItem{Unit: east, Name: "任务结果", Value: "完成"}))
	o.must(err)
	if n != 1 || again != 0 {
		t.Errorf("%d changed, then %d", n, again)
	}
	_, err = o.EntriesSave(o.ctx(), o.chief(), o.typed(scheme, EntryItem{Unit: east, Name: "任务结果", Value: "超额", Was: new("")}))
	wants(t, err, fault.Conflict, "entry.moved")
	a := o.assessed(scheme, "2026-01", Moment{})
	for _, r := range a.Rows {
		if r.Unit == west && (r.List != "none" || r.State != "not_reported") {
			t.Errorf("west, which said nothing, is %s on %s", r.State, r.List)
		}
	}
	o.must(func() error {
		_, err := o.EntriesSave(o.ctx(), o.chief(), o.typed(scheme, EntryItem{Unit: east, Name: "任务结果", Value: ""}))
		return err
	}())
	if sheet, err = o.Entries(o.ctx(), o.chief(), f); err != nil || sheet.Owed != 2 {
		t.Errorf("taken back: %d owed, %v", sheet.Owed, err)
	}
	_, err = o.EntriesSave(o.ctx(), o.chief(), EntriesSave{Scheme: scheme, Period: when("2026-Q1"), Items: []EntryItem{{Unit: east, Name: "任务结果", Value: "完成"}}})
	wants(t, err, fault.Invalid, "assessment.period")
}

func TestAJudgedCountyReadsTheTableAndOpensItsOwnSheetOnly(t *testing.T) {
	o := newOffice(t)
	scheme, _ := o.months()
	clerk := o.as(access.RoleReporter, "east")
	a, err := o.Assessment(o.ctx(), clerk, AssessmentFilter{Scheme: scheme, Period: when("2026-01")})
	o.must(err)
	if len(a.Rows) != 2 || a.Facts != nil || !a.Rows[0].Seen || a.Rows[1].Seen {
		t.Errorf("the clerk's table: %+v", a.Rows)
	}
	f := AssessmentFilter{Scheme: scheme, Period: when("2026-01")}
	if _, err := o.AssessmentSheet(o.ctx(), clerk, AssessmentSheetFilter{f, o.units["east"]}); err != nil {
		t.Errorf("its own sheet: %v", err)
	}
	_, err = o.AssessmentSheet(o.ctx(), clerk, AssessmentSheetFilter{f, o.units["west"]})
	wants(t, err, fault.NotFound, "store.not_found")
	sheet, err := o.Entries(o.ctx(), clerk, EntriesFilter{Scheme: scheme, Period: when("2026-01")})
	o.must(err)
	if len(sheet.Rows) != 1 || sheet.May {
		t.Errorf("what the clerk sees of the grid: %+v", sheet.Rows)
	}
	_, err = o.SchemeSave(o.ctx(), clerk, SchemeSave{Unit: o.units["east"], Title: "x"})
	wants(t, err, fault.Forbidden, "access.forbidden")
}

func TestARunningPeriodIsNotFrozen(t *testing.T) {
	o := newOffice(t)
	scheme, _ := o.months()
	running := when("2026-03")
	o.clock.Set(at(2026, 3, 20))
	if a := o.assessed(scheme, "2026-03", Moment{}); a.Over || a.On != o.Today() {
		t.Errorf("March is over: %v, of %s", a.Over, a.On)
	}
	_, err := o.PublicationDraft(o.ctx(), o.chief(), PublicationDraft{Kind: score.ListKind, Title: "榜", Scheme: scheme, Period: running})
	wants(t, err, fault.Invalid, "publication.running")
	_, err = o.Assessment(o.ctx(), o.chief(), AssessmentFilter{Scheme: scheme, Period: when("2026-04")})
	wants(t, err, fault.Invalid, "assessment.future")
	_, err = o.Assessment(o.ctx(), o.chief(), AssessmentFilter{Scheme: scheme, Period: when("2025-12")})
	wants(t, err, fault.NotFound, "assessment.no_edition")
}

// TestTheTableOfProjectsHasEveryField holds what Bind promises to what is filled.
func TestTheTableOfProjectsHasEveryField(t *testing.T) {
	o := newOffice(t)
	id := o.project("甲", "east")
	o.report(id, "2026-01", 2)
	fig, err := o.at(o.ctx(), o.chief(), Moment{})
	o.must(err)
	if len(projectFields) != len(score.ProjectFields) {
		t.Errorf("%d fields are filled, %d promised", len(projectFields), len(score.ProjectFields))
	}
	look := projectLook{fig.rows[0], fig, o.units["east"]}
	for _, f := range score.ProjectFields {
		if v := projectFields[f.Name](look); !v.IsMissing() && v.Type() != f.Type {
			t.Errorf("%s is %s, not %s", f.Name, v.Type(), f.Type)
		}
	}
	for name, want := range map[string]formula.Value{"总投资": formula.Int(50), "本年完成": formula.Int(2), "份额": formula.Int(1), "阶段": formula.String("开工"),
		"开工申报": formula.Day(workday.NewDate(2026, 1, 5)), "年度计划": formula.Int(10), "开工认定": {}} {
		if v := projectFields[name](look); v.Compare(want) != 0 {
			t.Errorf("%s is %s, want %s", name, v.Text(4), want.Text(4))
		}
	}
	if v := inYi(money.Opt{}); !v.IsMissing() {
		t.Error("money nobody reported is something")
	}
}
