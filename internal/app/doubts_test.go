package app

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/journal"
	"guatu/internal/lifecycle"
	"guatu/internal/ruleset"
	"guatu/internal/store"
	"guatu/internal/workday"
)

const capacityCheck = "stage.capacity_unproved"

// doubted is a project at capacity of nothing, with the fingerprint of that doubt.
func (o *office) doubted(unit string) (id, facts string) {
	o.t.Helper()
	p := lifecycle.Project{Name: o.fresh("达产"), Unit: o.units[unit], Kind: "new", Enterprise: "示例甲有限公司", EnterpriseCode: firmA}
	p.SetFact(lifecycle.StageFact{Stage: lifecycle.AtCapacity, Declared: true, DeclaredOn: when("2026-01-02")})
	id = o.save(p)
	for _, d := range o.doubtsOf(o.chief(), id) {
		if d.Check == capacityCheck {
			return id, d.Facts
		}
	}
	o.t.Fatal("not doubted")
	return "", ""
}

func (o *office) doubtsOf(who access.Actor, id string) []DoubtRow {
	o.t.Helper()
	p, err := o.ProjectDoubts(o.ctx(), who, id, Moment{})
	o.must(err)
	return p.Rows
}

// keep puts evidence on file, as its own use case does.
func (o *office) keep(e lifecycle.Evidence) {
	o.t.Helper()
	e.ID, e.Day = o.newID(), o.Today()
	o.must(o.db.Write(o.ctx(), o.chief().Scope(), journal.By{Who: "chief", Name: "chief", Action: access.KeepEvidence}, func(tx *store.Tx) error {
		return tx.SaveEvidence(nil, &e)
	}))
}

func TestAnAnswerClosesADoubtUntilItsFactsChange(t *testing.T) {
	o := newOffice(t)
	id, facts := o.doubted("east")
	clerk := o.as(access.RoleReporter, "east")
	answer := DoubtAnswer{Project: id, Check: capacityCheck, Facts: facts, Text: " 产品目录下周补报 "}
	o.must(o.DoubtAnswer(o.ctx(), clerk, answer))
	got := o.doubtsOf(clerk, id)[0]
	if got.Answer == nil || got.Answer.Text != "产品目录下周补报" || got.Answer.Name != clerk.Name {
		t.Fatalf("answer %+v", got.Answer)
	}
	table := func(state ...string) int {
		list, err := o.Doubts(o.ctx(), clerk, DoubtFilter{State: state, Check: []string{capacityCheck}})
		o.must(err)
		return list.Count
	}
	if table(DoubtOpen) != 0 || table(DoubtAnswered) != 1 || table() != 1 {
		t.Error("the list does not tell open from answered")
	}
	was, err := o.Project(o.ctx(), clerk, id, Moment{})
	o.must(err)
	p := was.Project.Clone()
	p.Products = []lifecycle.Product{{Name: "弹性体"}}
	_, err = o.ProjectSave(o.ctx(), o.chief(), ProjectSave{Project: *p})
	o.must(err)
	if got := o.doubtsOf(clerk, id)[0]; got.Answer != nil {
		t.Error("an answer to other facts still holds")
	}
	wants(t, o.DoubtAnswer(o.ctx(), clerk, answer), fault.Conflict, "doubt.changed")
	page, err := o.ProjectDoubts(o.ctx(), clerk, id, Moment{})
	o.must(err)
	if len(page.Answers) != 1 {
		t.Errorf("%d explanations are on record", len(page.Answers))
	}
}

func TestAnswersThatCannotBe(t *testing.T) {
	o := newOffice(t)
	id, facts := o.doubted("east")
	clerk := o.as(access.RoleReporter, "east")
	for name, c := range map[string]struct {
		who  access.Actor
		in   DoubtAnswer
		kind fault.Kind
		code string
	}{
		"nothing said":                        {clerk, DoubtAnswer{Project: id, Check: capacityCheck, Facts: facts, Text: " "}, fault.Invalid, "doubt.answer_empty"},
		"a novel":                             {clerk, DoubtAnswer{Project: id, Check: capacityCheck, Facts: facts, Text: strings.Repeat("长", 2001)}, fault.Invalid, "doubt.answer_long"},
		"no such doubt":                       {clerk, DoubtAnswer{Project: id, Check: "figure.fall", Facts: facts, Text: "说明"}, fault.NotFound, "doubt.gone"},
		"another county's":                    {o.as(access.RoleReporter, "west"), DoubtAnswer{Project: id, Check: capacityCheck, Facts: facts, Text: "说明"}, fault.NotFound, ""},
		"a leader looks and explains nothing": {o.as(access.RoleLeader, "city"), DoubtAnswer{Project: id, Check: capacityCheck, Facts: facts, Text: "说明"}, fault.Forbidden, ""},
	} {
		t.Run(name, func(t *testing.T) { wants(t, o.DoubtAnswer(t.Context(), c.who, c.in), c.kind, c.code) })
	}
}

// What two counties have in common names neither to the other.
func TestADoubtAcrossCountiesHidesTheOther(t *testing.T) {
	o := newOffice(t)
	mine := o.save(lifecycle.Project{Name: "东县项目", Unit: o.units["east"], Enterprise: "恒基新材料有限公司", EnterpriseCode: firmA})
	theirs := o.save(lifecycle.Project{Name: "西县秘密项目", Unit: o.units["west"], Enterprise: "宏远置业有限公司", EnterpriseCode: firmA})
	for who, want := range map[string]string{"city": "西县秘密项目宏远置业有限公司", "east": "[hidden]"} {
		rows := o.doubtsOf(o.as(access.RoleReporter, who), mine)
		if len(rows) != 1 || rows[0].Check != "firm.names" {
			t.Fatalf("%s: %+v", who, rows)
		}
		other := rows[0].Records[1]
		got := other.ProjectName + other.Text
		if other.Hidden {
			got = "[hidden]" + other.Project + other.Text + other.ID + other.File
		}
		if got != want || rows[0].Compared != nil {
			t.Errorf("%s sees %q, want %q", who, got, want)
		}
	}
	table, err := o.Doubts(o.ctx(), o.as(access.RoleReporter, "east"), DoubtFilter{})
	o.must(err)
	if table.Count != 1 || table.Rows[0].Project.ID == theirs {
		t.Errorf("the east's list has %d", table.Count)
	}
	wants(t, errOf(o.ProjectDoubts(o.ctx(), o.as(access.RoleReporter, "east"), theirs, Moment{})), fault.NotFound, "")
}

func errOf[T any](_ T, err error) error { return err }

func TestDoubtsAreFilteredAndCounted(t *testing.T) {
	o := newOffice(t)
	for _, unit := range []string{"east", "east", "west"} {
		o.doubted(unit)
	}
	o.keep(lifecycle.Evidence{Project: o.project("未批先建", "east"), Kind: "construction_permit", Issued: when("2026-01-25")})
	list, err := o.Doubts(o.ctx(), o.chief(), DoubtFilter{})
	o.must(err)
	if list.Rows[0].Check != "order.unpermitted" || list.Rows[0].Value != 20 || list.Rows[0].Severity != lifecycle.HighSeverity {
		t.Errorf("first %+v", list.Rows[0].Doubt)
	}
	got := fmt.Sprint(list.Count, list.Facets["severity"], list.Facets["state"], len(list.Units), list.Units[0].Total)
	if want := "4 [{high high 1} {medium medium 3}] [{open open 4}] 2 3"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	list, err = o.Doubts(o.ctx(), o.chief(), DoubtFilter{Unit: []string{o.units["west"]}, Severity: []string{"medium"}})
	o.must(err)
	if list.Count != 1 {
		t.Errorf("the west has %d", list.Count)
	}
}

// Doubts kept up to date from save to save are those of a fresh reading.
func TestDoubtsKeptUpToDateAreLikeFreshOnes(t *testing.T) {
	o := newOffice(t)
	ids := []string{o.project("甲", "east"), o.project("乙", "west"), o.project("丙", "east")}
	say := func(a *App) string {
		list, err := a.Doubts(o.ctx(), o.chief(), DoubtFilter{Size: 500})
		o.must(err)
		var lines []string
		for _, d := range list.Rows {
			lines = append(lines, d.Project.Name+d.Check+d.Facts)
		}
		slices.Sort(lines)
		return strings.Join(lines, "\n")
	}
	for i := range 12 {
		p, err := o.Project(o.ctx(), o.chief(), ids[i%3], Moment{})
		o.must(err)
		is := p.Project.Clone()
		is.EnterpriseCode, is.Enterprise = firmA, []string{"恒基新材料", "宏远置业"}[i/3%2]
		is.Code = []string{"", "2603-320831-04-01-100001"}[i/2%2]
		_, err = o.ProjectSave(o.ctx(), o.chief(), ProjectSave{Project: *is})
		o.must(err)
		if i%4 == 1 {
			o.keep(lifecycle.Evidence{Project: ids[i%3], Kind: "construction_permit", Number: "320831202603010101", Issued: when("2026-01-25")})
		}
		if diff := cmp.Diff(say(New(Config{DB: o.db, Clock: o.clock.Now})), say(o.App)); diff != "" {
			t.Fatalf("after %d: %s", i, diff)
		}
	}
}

func TestManyAskWhileOthersSave(t *testing.T) {
	o := newOffice(t)
	id := o.project("甲", "east")
	var wait sync.WaitGroup
	for i := range 8 {
		wait.Go(func() {
			if i%2 == 0 {
				o.report(id, fmt.Sprintf("2026-%02d", i/2%3+1), i)
				return
			}
			for range 5 {
				if _, err := o.Doubts(o.ctx(), o.chief(), DoubtFilter{}); err != nil {
					t.Error(err)
				}
				if _, err := o.Chances(o.ctx(), o.chief(), ChanceFilter{}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
}

// BenchmarkDoubtShelf is what cross-checks of 30,000 projects cost cold, and after
// one save.
func BenchmarkDoubtShelf(b *testing.B) {
	o := newOffice(b)
	f, err := o.facts(b.Context(), o.chief().Tenant())
	o.must(err)
	many := *f
	many.index = map[string]int{}
	for i := range 30_000 {
		d := newDossier(benchProject(i, o.units["east"]))
		for m := range 12 {
			d.figures = append(d.figures, lifecycle.Figure{Project: d.project.ID, Month: workday.InMonth(2025, 1+time.Month(m)), Sense: lifecycle.Dispatch, Done: yi(m + 1)})
		}
		d.evidence = []lifecycle.Evidence{{ID: d.project.ID, Project: d.project.ID, Kind: "construction_permit", Number: "32083120260301" + d.project.ID, Holder: d.project.Enterprise, Issued: when("2026-01-01")}}
		many.index[d.project.ID] = len(many.dossiers)
		many.dossiers = append(many.dossiers, d)
	}
	fig := figure(&many, ruleset.Default(), o.Today(), nil)
	b.Run("cold", func(b *testing.B) {
		for b.Loop() {
			(&doubtShelf{}).of(fig)
		}
	})
	b.Run("after one save", func(b *testing.B) {
		var s doubtShelf
		s.of(fig)
		for b.Loop() {
			next := many
			next.dossiers = slices.Clone(many.dossiers)
			changed := *next.dossiers[7]
			next.dossiers[7] = &changed
			b.StopTimer()
			now := figure(&next, fig.set, fig.on, fig)
			b.StartTimer()
			s.of(now)
		}
	})
	b.Run("chances cold", func(b *testing.B) {
		for b.Loop() {
			var s shelf[[]lifecycle.Chance]
			s.of(fig, func(r *ProjectRow) []lifecycle.Chance { return chancesOf(r, fig.set, fig.on, many.calendar) })
		}
	})
}

func benchProject(i int, unit string) *lifecycle.Project {
	p := &lifecycle.Project{ID: fmt.Sprintf("p%05d", i), Name: fmt.Sprintf("年产%d万件零部件项目", i), Unit: unit, Kind: "new", Enterprise: fmt.Sprintf("示例%d有限公司", i), EnterpriseCode: fmt.Sprintf("C%05d", i), Store: lifecycle.StoreNo}
	p.Total.Opt = yi(20)
	p.SetFact(lifecycle.StageFact{Stage: lifecycle.Started, Declared: true, DeclaredOn: when("2025-01-05")})
	return p
}
