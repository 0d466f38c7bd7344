package store_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"guatu/internal/access"
	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/schedule"
	"guatu/internal/store"
	"guatu/internal/store/storetest"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// place saves a project with one of every part.
func place(tx *store.Tx, p *lifecycle.Project) error {
	return errors.Join(tx.SaveProject(nil, p),
		tx.SaveFigure(nil, &lifecycle.Figure{Project: p.ID, Month: workday.InMonth(2026, 1), Sense: lifecycle.Dispatch}),
		tx.SaveMilestone(nil, &schedule.Milestone{Project: p.ID, Code: "start"}),
		tx.SaveClaim(nil, &lifecycle.Claim{ID: "claim-" + p.ID, Project: p.ID}),
		tx.SaveEvidence(nil, &lifecycle.Evidence{ID: "evidence-" + p.ID, Project: p.ID}),
		tx.SaveAnswer(nil, &lifecycle.Answer{ID: "answer-" + p.ID, Project: p.ID}),
		tx.SavePause(nil, &lifecycle.Pause{ID: "pause-" + p.ID, Project: p.ID}),
		tx.SaveVisit(nil, &lifecycle.Visit{ID: "visit-" + p.ID, Project: p.ID}),
		tx.SaveChange(nil, &schedule.Change{ID: "change-" + p.ID, Project: p.ID}),
		tx.SaveTask(nil, &schedule.Task{ID: "task-" + p.ID, Project: p.ID}),
		tx.SaveChecklist(nil, &approval.Checklist{ID: "checklist-" + p.ID, Project: p.ID}),
		tx.SaveApproval(nil, &approval.Record{ID: "approval-" + p.ID, Project: p.ID}))
}

// A reading is one kind of part as a test asks for it: the projects of one's own
// list, of everybody's list, and whether one is found alone.
type reading struct {
	of    func(tx *store.Tx, project string) ([]string, error)
	all   func(tx *store.Tx) ([]string, error)
	alone func(tx *store.Tx, project string) error // nil where nothing is found alone
}

// readingOf is the reading of parts of type T.
func readingOf[T any](of func(*store.Tx, string) ([]T, error), all func(*store.Tx) ([]T, error), project func(T) string) reading {
	projects := func(list []T, err error) (ids []string, _ error) {
		for _, v := range list {
			ids = append(ids, project(v))
		}
		return ids, err
	}
	return reading{
		of:  func(tx *store.Tx, id string) ([]string, error) { return projects(of(tx, id)) },
		all: func(tx *store.Tx) ([]string, error) { return projects(all(tx)) },
	}
}

// foundAlone adds how one part is found by its identifier.
func foundAlone[T any](r reading, noun string, one func(*store.Tx, string) (*T, error)) reading {
	r.alone = func(tx *store.Tx, project string) error {
		_, err := one(tx, noun+"-"+project)
		return err
	}
	return r
}

// readings are those of every part.
var readings = map[string]reading{
	"figures":    readingOf((*store.Tx).Figures, (*store.Tx).AllFigures, func(f lifecycle.Figure) string { return f.Project }),
	"milestones": readingOf((*store.Tx).Milestones, (*store.Tx).AllMilestones, func(m schedule.Milestone) string { return m.Project }),
	"claims":     foundAlone(readingOf((*store.Tx).Claims, (*store.Tx).AllClaims, func(c lifecycle.Claim) string { return c.Project }), "claim", (*store.Tx).Claim),
	"evidence":   foundAlone(readingOf((*store.Tx).Evidences, (*store.Tx).AllEvidences, func(e lifecycle.Evidence) string { return e.Project }), "evidence", (*store.Tx).Evidence),
	"answers":    readingOf((*store.Tx).Answers, (*store.Tx).AllAnswers, func(a lifecycle.Answer) string { return a.Project }),
	"pauses":     foundAlone(readingOf((*store.Tx).Pauses, (*store.Tx).AllPauses, func(p lifecycle.Pause) string { return p.Project }), "pause", (*store.Tx).Pause),
	"visits":     foundAlone(readingOf((*store.Tx).Visits, (*store.Tx).AllVisits, func(v lifecycle.Visit) string { return v.Project }), "visit", (*store.Tx).Visit),
	"changes":    foundAlone(readingOf((*store.Tx).Changes, (*store.Tx).AllChanges, func(c schedule.Change) string { return c.Project }), "change", (*store.Tx).Change),
	"tasks":      foundAlone(readingOf((*store.Tx).Tasks, (*store.Tx).AllTasks, func(k schedule.Task) string { return k.Project }), "task", (*store.Tx).Task),
	"checklists": readingOf((*store.Tx).Checklists, (*store.Tx).AllChecklists, func(l approval.Checklist) string { return l.Project }),
	"approvals":  foundAlone(readingOf((*store.Tx).Approvals, (*store.Tx).AllApprovals, func(r approval.Record) string { return r.Project }), "approval", (*store.Tx).Approval),
}

// actor is a person of a role and a unit, in a tree.
func actor(tree *access.Tree, role access.Role, unit, enterprise string) access.Scope {
	p := access.Person{ID: "x", Unit: unit, Enterprise: enterprise}
	if role != "" {
		p.Roles = []access.Role{role}
	}
	return access.NewActor(storetest.Tenant, p, tree).Scope()
}

// forest draws a tree of units, each under one or two earlier ones.
func forest(t *rapid.T) ([]string, *access.Tree) {
	units := []access.Unit{{ID: "u0", Kind: access.City}}
	ids := []string{"u0"}
	for i := range rapid.IntRange(1, 12).Draw(t, "units") {
		u := access.Unit{ID: fmt.Sprintf("u'%d?", i+1), Kind: rapid.SampledFrom(access.UnitKinds).Draw(t, "kind")}
		a, b := rapid.SampledFrom(ids).Draw(t, "parent"), rapid.SampledFrom(ids).Draw(t, "second")
		u.Parents = []access.Share{{Parent: a, Share: access.WholeShare}}
		if a != b {
			u.Parents = []access.Share{{Parent: a, Share: 6000}, {Parent: b, Share: 4000}}
		}
		units, ids = append(units, u), append(ids, u.ID)
	}
	tree, err := access.NewTree(units)
	if err != nil {
		t.Fatal(err)
	}
	return ids, tree
}

func TestTheScopeInSQLIsTheScope(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, _ *storetest.Clock) {
		firms := []string{"", "firm-1", "firm-2"}
		n := 0
		rapid.Check(t, func(r *rapid.T) {
			n++
			tenant := fmt.Sprintf("city-%d", n)
			if err := db.CreateTenant(ctx, store.Tenant{ID: tenant}); err != nil {
				r.Fatal(err)
			}
			ids, tree := forest(r)
			some := append(slices.Clone(ids), "", "elsewhere")
			var all []*lifecycle.Project
			for i := range rapid.IntRange(0, 15).Draw(r, "projects") {
				all = append(all, &lifecycle.Project{
					ID: fmt.Sprintf("p%02d", i), Unit: rapid.SampledFrom(some).Draw(r, "unit"),
					Park: rapid.SampledFrom(some).Draw(r, "park"), EnterpriseCode: rapid.SampledFrom(firms).Draw(r, "firm"),
				})
			}
			err := db.Write(ctx, access.SystemScope(tenant, access.SystemTick), tester, func(tx *store.Tx) error {
				for _, p := range all {
					if err := place(tx, p); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				r.Fatal(err)
			}
			who := access.Person{ID: "x", Roles: []access.Role{rapid.SampledFrom(access.Roles).Draw(r, "role")},
				Unit: rapid.SampledFrom(some).Draw(r, "home"), Enterprise: rapid.SampledFrom(firms).Draw(r, "own firm")}
			sameAsSees(r, db, access.NewActor(tenant, who, tree).Scope(), all)
		})
	})
}

// sameAsSees compares every reading of projects with what the scope sees.
func sameAsSees(t interface {
	Errorf(string, ...any)
	Fatal(...any)
}, db *store.DB, scope access.Scope, all []*lifecycle.Project) {
	want := map[string]bool{}
	for _, p := range all {
		if scope.Sees(access.Subject{Unit: p.Unit, Park: p.Park, EnterpriseCode: p.EnterpriseCode}) {
			want[p.ID] = true
		}
	}
	err := db.Read(ctx, scope, func(tx *store.Tx) error {
		for name, got := range seen(t, tx) {
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (-Sees +SQL):\n%s", name, diff)
			}
		}
		for _, p := range all {
			if _, err := tx.Project(p.ID); (err == nil) != want[p.ID] {
				t.Errorf("%s: seen %v, but %v", p.ID, want[p.ID], err)
			}
			for name, r := range readings {
				its, err := r.of(tx, p.ID)
				if (len(its) == 1) != want[p.ID] || err != nil {
					t.Errorf("%s of %s: seen %v, but %d and %v", name, p.ID, want[p.ID], len(its), err)
				}
				if r.alone == nil {
					continue
				}
				if err := r.alone(tx, p.ID); (err == nil) != want[p.ID] || err != nil && fault.KindOf(err) != fault.NotFound {
					t.Errorf("one of the %s of %s: seen %v, but %v", name, p.ID, want[p.ID], err)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// seen is the projects that each way of reading shows.
func seen(t interface{ Fatal(...any) }, tx *store.Tx) map[string]map[string]bool {
	projects, err1 := tx.Projects()
	entries, err2 := tx.EntriesAfter(0, -1)
	known, err3 := tx.Known("project", 1<<40)
	if err := errors.Join(err1, err2, err3); err != nil {
		t.Fatal(err)
	}
	ways := map[string]map[string]bool{"projects": {}, "entries": {}, "known": {}}
	for _, p := range projects {
		ways["projects"][p.ID] = true
	}
	for name, r := range readings {
		its, err := r.all(tx)
		if err != nil {
			t.Fatal(err)
		}
		ways[name] = map[string]bool{}
		for _, project := range its {
			ways[name][project] = true
		}
	}
	for _, e := range entries {
		id, _, _ := strings.Cut(e.Key, "/")
		ways["entries"][id] = true
	}
	for _, e := range known {
		ways["known"][e.Key] = true
	}
	return ways
}

func TestManyUnitsAreSeenAsWellAsFew(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, _ *storetest.Clock) {
		var all []*lifecycle.Project
		act(t, db, func(tx *store.Tx) error {
			for i := range 12 {
				p := &lifecycle.Project{ID: fmt.Sprintf("p%02d", i), Unit: fmt.Sprintf("x%d", i*250), Park: fmt.Sprintf("u%d", i*500)}
				all = append(all, p)
				if err := place(tx, p); err != nil {
					return err
				}
			}
			return nil
		})
		for _, size := range []int{501, 5000} {
			units := []access.Unit{{ID: "root"}, {ID: "county", Parents: []access.Share{{Parent: "root", Share: access.WholeShare}}}}
			for i := range size {
				units = append(units, access.Unit{ID: fmt.Sprintf("u%d", i), Parents: []access.Share{{Parent: "county", Share: access.WholeShare}}})
			}
			tree, err := access.NewTree(units)
			if err != nil {
				t.Fatal(err)
			}
			sameAsSees(t, db, actor(tree, access.RoleOffice, "county", ""), all)
		}
	})
}

// full is a database in which every kind of noun is there.
func full(t *testing.T, db *store.DB) {
	t.Helper()
	act(t, db, func(tx *store.Tx) error {
		unit, person, view := filled[access.Unit](), filled[access.Person](), filled[store.View]()
		return errors.Join(
			place(tx, &lifecycle.Project{ID: "p1", Unit: "u1", Plans: []lifecycle.AnnualPlan{{Year: 2026}}, Stages: []lifecycle.StageFact{{Stage: lifecycle.Signed}}}),
			tx.SaveUnit(nil, unit), tx.SavePerson(nil, person), tx.SaveView(*view),
			tx.SaveCredential(store.Credential{Person: "u1", Hash: "h"}), tx.OpenSession(*filled[store.Session]()),
			tx.SaveRuleset(*filled[store.Ruleset]()), tx.SaveNotice(*filled[store.Notice]()), tx.SaveBoundary(*filled[store.Boundary]()),
			tx.SaveSetting("k", "", "v"), tx.SaveLedgerMapping(*filled[store.LedgerMapping]()),
			tx.SaveLedgerLayout(*filled[store.LedgerLayoutRow]()), tx.SaveBatch(nil, filled[lifecycle.Batch]()), tx.SaveGoal(nil, &target.Goal{ID: "g1", Unit: "u1"}),
			tx.SaveTarget(nil, &target.Target{ID: "t1", Goal: "g1", Unit: "u1"}), tx.SavePledge(&target.Pledge{ID: "p1", Goal: "g1", Unit: "u1"}), tx.SaveImport(nil, filled[store.Import]()))
	})
}

func TestTheZeroScopeSeesNothingThroughEveryReading(t *testing.T) {
	db, _ := storetest.Fresh(t)
	full(t, db)
	saves := []string{"Save", "Remove", "Open", "Revoke", "Undo"}
	asked := 0
	err := db.Peek(ctx, "", access.Scope{}, func(tx *store.Tx) error {
		v := reflect.ValueOf(tx)
		for i := range v.NumMethod() {
			name, method := v.Type().Method(i).Name, v.Method(i)
			changes := slices.ContainsFunc(saves, func(s string) bool { return strings.HasPrefix(name, s) })
			if changes || method.Type().NumOut() != 2 {
				continue
			}
			asked++
			for _, word := range []string{"", "p1", "k", "u1", "文1", "文2", "文3", "project"} {
				out := method.Call(arguments(method.Type(), word))
				err, _ := out[1].Interface().(error)
				if err != nil && fault.KindOf(err) != fault.NotFound {
					t.Errorf("%s(%q): %v", name, word, err)
				}
				if v := out[0]; err == nil && !v.IsZero() && (v.Kind() != reflect.Map || v.Len() > 0) {
					t.Errorf("%s(%q) sees %v", name, word, v)
				}
			}
		}
		return nil
	})
	if err != nil || asked < 20 {
		t.Errorf("%d readings asked, %v", asked, err)
	}
	// Even where a mistake of ours named a tenant, its projects stay unseen.
	err = db.Peek(ctx, storetest.Tenant, access.Scope{}, func(tx *store.Tx) error {
		for name, ids := range seen(t, tx) {
			if len(ids) > 0 {
				t.Errorf("%s sees %v", name, ids)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// arguments are values for a method: a word for text, a number beyond all
// entries for numbers.
func arguments(of reflect.Type, word string) (args []reflect.Value) {
	for i := range of.NumIn() {
		v := reflect.New(of.In(i)).Elem()
		switch v.Kind() {
		case reflect.String:
			v.SetString(word)
		case reflect.Int, reflect.Int64:
			v.SetInt(1 << 30)
		}
		args = append(args, v)
	}
	return args
}

func TestWhatIsOutsideTheScopeCannotBeSaved(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, _ *storetest.Clock) {
		tree, err := access.NewTree([]access.Unit{{ID: "city"},
			{ID: "a", Parents: []access.Share{{Parent: "city", Share: access.WholeShare}}},
			{ID: "b", Parents: []access.Share{{Parent: "city", Share: access.WholeShare}}}})
		if err != nil {
			t.Fatal(err)
		}
		mine, theirs := &lifecycle.Project{ID: "mine", Unit: "a"}, &lifecycle.Project{ID: "theirs", Unit: "b"}
		act(t, db, func(tx *store.Tx) error { return errors.Join(place(tx, mine), place(tx, theirs)) })
		before := head(t, db)
		moved, touched := *mine, *theirs
		moved.Unit, touched.Leader = "b", "x"
		month := workday.InMonth(2026, 5)
		tries := map[string]struct {
			kind fault.Kind
			save func(tx *store.Tx) error
		}{
			"a project of another county is changed": {fault.NotFound, func(tx *store.Tx) error { return tx.SaveProject(theirs, &touched) }},
			"a project of another county is removed": {fault.NotFound, func(tx *store.Tx) error { return tx.SaveProject(theirs, nil) }},
			"a project is moved to another county":   {fault.Forbidden, func(tx *store.Tx) error { return tx.SaveProject(mine, &moved) }},
			"a project is added to another county":   {fault.Forbidden, func(tx *store.Tx) error { return tx.SaveProject(nil, &lifecycle.Project{ID: "new", Unit: "b"}) }},
			"a project with a slash in its key":      {fault.Invalid, func(tx *store.Tx) error { return tx.SaveProject(nil, &lifecycle.Project{ID: "a/b", Unit: "a"}) }},
			"a figure of another county": {fault.NotFound, func(tx *store.Tx) error {
				return tx.SaveFigure(nil, &lifecycle.Figure{Project: "theirs", Month: month})
			}},
			"a figure of no project": {fault.NotFound, func(tx *store.Tx) error {
				return tx.SaveFigure(nil, &lifecycle.Figure{Project: "none", Month: month})
			}},
			"a milestone of another county": {fault.NotFound, func(tx *store.Tx) error {
				return tx.SaveMilestone(nil, &schedule.Milestone{Project: "theirs", Code: "x"})
			}},
			"a claim of another county": {fault.NotFound, func(tx *store.Tx) error {
				return tx.SaveClaim(nil, &lifecycle.Claim{ID: "c", Project: "theirs"})
			}},
			"an answer of no project": {fault.NotFound, func(tx *store.Tx) error {
				return tx.SaveAnswer(nil, &lifecycle.Answer{ID: "a", Project: "none"})
			}},
			"a batch of another county":   {fault.NotFound, func(tx *store.Tx) error { return tx.SaveBatch(nil, &lifecycle.Batch{ID: "b", Unit: "b"}) }},
			"a goal of another county":    {fault.NotFound, func(tx *store.Tx) error { return tx.SaveGoal(nil, &target.Goal{ID: "g", Unit: "b"}) }},
			"a target of another county":  {fault.NotFound, func(tx *store.Tx) error { return tx.SaveTarget(nil, &target.Target{ID: "t", Goal: "g", Unit: "b"}) }},
			"a pledge of another county":  {fault.NotFound, func(tx *store.Tx) error { return tx.SavePledge(&target.Pledge{ID: "p", Goal: "g", Unit: "b"}) }},
			"a mapping of another county": {fault.NotFound, func(tx *store.Tx) error { return tx.SaveLedgerMapping(store.LedgerMapping{Unit: "b"}) }},
			"a layout of another county":  {fault.NotFound, func(tx *store.Tx) error { return tx.SaveLedgerLayout(store.LedgerLayoutRow{Unit: "b"}) }},
			"an import of another county": {fault.NotFound, func(tx *store.Tx) error { return tx.SaveImport(nil, &store.Import{Cause: "c", Unit: "b"}) }},
		}
		for name, try := range tries {
			err := db.Write(ctx, actor(tree, access.RoleReporter, "a", ""), tester, try.save)
			if fault.KindOf(err) != try.kind {
				t.Errorf("%s: %v, want %s", name, err, try.kind)
			}
		}
		if head(t, db) != before {
			t.Error("something was saved")
		}
		err = db.Write(ctx, system, tester, func(tx *store.Tx) error { return tx.SaveProject(mine, nil) })
		if fault.KindOf(err) != fault.Conflict {
			t.Errorf("removing a project that has figures gives %v", err)
		}
	})
}

func TestABatchIsSeenWhereItsUnitIs(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, _ *storetest.Clock) {
		tree, err := access.NewTree([]access.Unit{{ID: "city"}, {ID: "a", Parents: []access.Share{{Parent: "city", Share: access.WholeShare}}}})
		if err != nil {
			t.Fatal(err)
		}
		act(t, db, func(tx *store.Tx) error {
			return errors.Join(tx.SaveBatch(nil, &lifecycle.Batch{ID: "whole", Unit: "city"}), tx.SaveBatch(nil, &lifecycle.Batch{ID: "part", Unit: "a"}))
		})
		err = db.Read(ctx, actor(tree, access.RoleReporter, "a", ""), func(tx *store.Tx) error {
			list, err := tx.Batches()
			if len(list) != 1 || list[0].ID != "part" {
				t.Errorf("a county sees %v", list)
			}
			_, beyond := tx.Batch("whole")
			_, own := tx.Batch("part")
			if fault.KindOf(beyond) != fault.NotFound || own != nil {
				t.Errorf("a county finds the city's batch %v, its own %v", beyond, own)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	})
}

func TestAProjectWithALifeIsNotRemoved(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, _ *storetest.Clock) {
		for noun, save := range map[string]func(*store.Tx) error{
			"claim": func(tx *store.Tx) error { return tx.SaveClaim(nil, &lifecycle.Claim{ID: "x", Project: "claim"}) },
			"evidence": func(tx *store.Tx) error {
				return tx.SaveEvidence(nil, &lifecycle.Evidence{ID: "x", Project: "evidence"})
			},
			"answer": func(tx *store.Tx) error { return tx.SaveAnswer(nil, &lifecycle.Answer{ID: "x", Project: "answer"}) },
			"pause":  func(tx *store.Tx) error { return tx.SavePause(nil, &lifecycle.Pause{ID: "x", Project: "pause"}) },
			"visit":  func(tx *store.Tx) error { return tx.SaveVisit(nil, &lifecycle.Visit{ID: "x", Project: "visit"}) },
			"change": func(tx *store.Tx) error { return tx.SaveChange(nil, &schedule.Change{ID: "x", Project: "change"}) },
			"task":   func(tx *store.Tx) error { return tx.SaveTask(nil, &schedule.Task{ID: "x", Project: "task"}) },
			"checklist": func(tx *store.Tx) error {
				return tx.SaveChecklist(nil, &approval.Checklist{ID: "x", Project: "checklist"})
			},
			"approval": func(tx *store.Tx) error { return tx.SaveApproval(nil, &approval.Record{ID: "x", Project: "approval"}) },
		} {
			p := &lifecycle.Project{ID: noun}
			act(t, db, func(tx *store.Tx) error { return errors.Join(tx.SaveProject(nil, p), save(tx)) })
			err := db.Write(ctx, system, tester, func(tx *store.Tx) error { return tx.SaveProject(p, nil) })
			if fault.KindOf(err) != fault.Conflict {
				t.Errorf("removing a project with a part called %s gives %v", noun, err)
			}
		}
	})
}
