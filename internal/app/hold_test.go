package app

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"guatu/internal/access"
	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/indicator"
	"guatu/internal/lifecycle"
	"guatu/internal/schedule"
	"guatu/internal/store"
	"guatu/internal/store/storetest"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// plain is what facts say, in an order that does not depend on how they were read.
type plain struct {
	N          int64
	Units      []access.Unit
	People     map[string]access.Person
	Settings   map[string]string
	Sets, Maps int
	Dossiers   []plainDossier
	Children   map[string][]string
	Batches    []lifecycle.Batch
	Goals      []target.Goal
	Targets    []target.Target
	Pledges    []target.Pledge
	Readings   []indicator.Reading
}

type plainDossier struct {
	Project    lifecycle.Project
	Figures    []lifecycle.Figure
	Milestones []schedule.Milestone
	Claims     []lifecycle.Claim
	Evidence   []lifecycle.Evidence
	Answers    []lifecycle.Answer
	Pauses     []lifecycle.Pause
	Visits     []lifecycle.Visit
	Changes    []schedule.Change
	Tasks      []schedule.Task
	Checklists []approval.Checklist
	Approvals  []approval.Record
	Search     string
	Registered workday.Date
}

func plainOf(f *facts) plain {
	p := plain{N: f.n, Units: f.tree.Units(), People: f.people, Settings: f.settings, Sets: len(f.sets), Maps: len(f.boundaries), Children: map[string][]string{}, Batches: f.batches, Goals: f.goals, Targets: f.targets, Pledges: f.pledges}
	for i, d := range f.dossiers {
		if f.index[d.project.ID] != i {
			panic("index and dossiers disagree")
		}
		p.Dossiers = append(p.Dossiers, plainDossier{*d.project, d.figures, d.milestones, d.claims, d.evidence, d.answers, d.pauses, d.visits, d.changes, d.tasks, d.checklists, d.approvals, d.search, d.registered})
	}
	slices.SortFunc(p.Dossiers, func(a, b plainDossier) int { return strings.Compare(a.Project.ID, b.Project.ID) })
	for parent, list := range f.children {
		p.Children[parent] = slices.Sorted(slices.Values(list))
	}
	for _, r := range f.readings.by {
		p.Readings = append(p.Readings, *r)
	}
	slices.SortFunc(p.Readings, func(a, b indicator.Reading) int { return strings.Compare(a.ID, b.ID) })
	return p
}

// empties: a list read from a database may be nil where one read from the journal
// is empty; they say the same.
var empties = cmp.FilterValues(func(a, b any) bool { return emptyList(a) && emptyList(b) }, cmp.Ignore())

func emptyList(v any) bool {
	switch l := v.(type) {
	case []lifecycle.Figure:
		return len(l) == 0
	case []schedule.Milestone:
		return len(l) == 0
	case []target.Goal:
		return len(l) == 0
	case []target.Target:
		return len(l) == 0
	case []target.Pledge:
		return len(l) == 0
	case []lifecycle.Batch:
		return len(l) == 0
	case []approval.Checklist:
		return len(l) == 0
	case []approval.Record:
		return len(l) == 0
	case []string:
		return len(l) == 0
	}
	return false
}

// randomAct does one thing chosen by chance; refusals are part of life.
func (o *office) randomAct(r *rand.Rand, ids *[]string, causes *[]string) error {
	who, ctx := o.chief(), o.ctx()
	some := func() string {
		if len(*ids) == 0 {
			return "none"
		}
		return (*ids)[r.IntN(len(*ids))]
	}
	month := []string{"2026-01", "2026-02", "2026-03"}[r.IntN(3)]
	switch r.IntN(16) {
	case 0:
		p := lifecycle.Project{Name: o.fresh("项目"), Unit: o.units[[]string{"east", "west", "hill"}[r.IntN(3)]], Kind: "new"}
		if r.IntN(3) == 0 && len(*ids) > 0 {
			p.Parent = some()
		}
		id, err := o.ProjectSave(ctx, who, ProjectSave{Project: p})
		*ids = append(*ids, id)
		return err
	case 1:
		page, err := o.Project(ctx, who, some(), Moment{})
		if err != nil {
			return err
		}
		p := page.Project.Clone()
		p.Name, p.Problems = o.fresh("改名"), "问题"
		_, err = o.ProjectSave(ctx, who, ProjectSave{Project: *p})
		return err
	case 2, 3:
		f := lifecycle.Figure{Month: when(month), Sense: lifecycle.Dispatch, YearDone: yi(r.IntN(5))}
		if r.IntN(4) == 0 {
			f.YearDone.OK, f.YearDone.Yuan = false, 0 // takes it back
		}
		image := o.fresh("形象")
		return o.FigureReport(ctx, who, FigureReport{Project: some(), Figure: f, Image: &image})
	case 4:
		return o.StageDeclare(ctx, who, StageDeclare{Project: some(), Stage: lifecycle.Stages[r.IntN(8)], Declared: r.IntN(2) == 0, Planned: when("2026-06")})
	case 5:
		return o.MilestonesLay(ctx, who, MilestonesLay{Project: some()})
	case 6:
		return o.MilestonePlan(ctx, who, MilestonePlan{Project: some(), Name: o.fresh("节点"), Planned: when("2026-09")})
	case 7:
		cause, _, err := o.LedgerImport(ctx, who, LedgerImport{Unit: o.units["city"], File: ledgerOf("f", row(o.fresh("台账"), 2), row(o.fresh("台账"), 3))})
		*causes = append(*causes, cause)
		return err
	case 8:
		if len(*causes) == 0 {
			return nil
		}
		return o.LedgerUndo(ctx, who, (*causes)[r.IntN(len(*causes))])
	case 9, 10, 11, 12:
		return o.live(r, some())
	case 14:
		_, err := o.ReadingsSave(ctx, who, o.given("tax", month, o.fresh("月报"), []string{"east", "west"}[r.IntN(2)], strconv.Itoa(r.IntN(90))))
		return err
	case 13:
		return o.SettingChange(ctx, who, SettingChange{Key: "map.approval", Value: o.fresh("审")})
	}
	_, err := o.UnitSave(ctx, who, UnitSave{Unit: access.Unit{Name: o.fresh("镇"), Kind: access.Town, Parents: []access.Share{{Parent: o.units["east"], Share: access.WholeShare}}}})
	return err
}

// TestHeldFactsEqualAFreshRead holds the memory to the database after every act.
func TestHeldFactsEqualAFreshRead(t *testing.T) {
	o := newOffice(t)
	var ids, causes []string
	rapid.Check(t, func(rt *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 0))
		for range rapid.IntRange(1, 6).Draw(rt, "acts") {
			err := o.randomAct(r, &ids, &causes)
			if _, known := fault.As(err); err != nil && !known {
				rt.Fatal(err)
			}
			if r.IntN(3) == 0 {
				continue // so that a feed carries several acts
			}
			held, err := o.facts(o.ctx(), storetest.Tenant)
			if err != nil {
				rt.Fatal(err)
			}
			fresh, err := o.readFacts(o.ctx(), storetest.Tenant)
			if err != nil {
				rt.Fatal(err)
			}
			if diff := cmp.Diff(plainOf(fresh), plainOf(held), empties); diff != "" {
				rt.Fatalf("held facts differ (-fresh +held):\n%s", diff)
			}
		}
	})
}

// TestFiguredRowsEqualAFreshFiguring holds the rows that are taken over from one
// set of facts to the next to rows worked out anew.
func TestFiguredRowsEqualAFreshFiguring(t *testing.T) {
	o := newOffice(t)
	var ids, causes []string
	r := rand.New(rand.NewPCG(4, 2))
	for range 150 {
		err := o.randomAct(r, &ids, &causes)
		if _, known := fault.As(err); err != nil && !known {
			t.Fatal(err)
		}
		fig, err := o.at(t.Context(), o.chief(), Moment{})
		o.must(err)
		for i, d := range fig.facts.dossiers {
			want := figureRow(d, fig.bench(), fig.set)
			if diff := cmp.Diff(*want, *fig.rows[i], cmpopts.IgnoreUnexported(ProjectRow{})); diff != "" {
				t.Fatal(diff)
			}
		}
		sorted := slices.Clone(fig.rows)
		slices.SortFunc(sorted, byDefault)
		if !slices.EqualFunc(sorted, fig.ranked, func(r *ProjectRow, q ranked) bool { return r == q.row }) {
			t.Fatal("the merged order is not the sorted one")
		}
		fig.checkBook(t)
	}
}

// TestTwoServersTellTheSameTruth lets two Apps on one database, as two servers on
// one PostgreSQL would, see each other's writes at once.
func TestTwoServersTellTheSameTruth(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, clock *storetest.Clock) {
		one, two := New(Config{DB: db, Clock: clock.Now}), New(Config{DB: db, Clock: clock.Now})
		root := access.SystemActor(storetest.Tenant, access.SystemSetup)
		unit, err := one.UnitSave(t.Context(), root, UnitSave{Unit: access.Unit{Name: "city", Kind: access.City}})
		if err != nil {
			t.Fatal(err)
		}
		for i := range 20 {
			writer, reader := one, two
			if i%2 == 1 {
				writer, reader = two, one
			}
			name := "项目" + itoa(i)
			begun := time.Now()
			if _, err := writer.ProjectSave(t.Context(), root, ProjectSave{Project: lifecycle.Project{Name: name, Unit: unit}}); err != nil {
				t.Fatal(err)
			}
			table, err := reader.Projects(t.Context(), root, ProjectFilter{Query: name})
			if err != nil || len(table.Rows) == 0 {
				t.Fatalf("the other server does not see %s after %s: %v", name, time.Since(begun), err)
			}
		}
	})
}

// checkBook: what a row's codes stand for is what a grouping reads in it.
func (f *figured) checkBook(t *testing.T) {
	t.Helper()
	for _, r := range f.rows {
		for at, by := range groupings {
			if got, want := f.book.values[at][r.codes[at]], groups[by](r); got != want {
				t.Fatalf("%s of %s is %q in the book, %q in the row", by, r.Project.ID, got, want)
			}
		}
	}
}
