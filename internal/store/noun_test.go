package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/access"
	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/journal"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/schedule"
	"guatu/internal/store"
	"guatu/internal/store/storetest"
	"guatu/internal/target"
	"guatu/internal/workday"
)

var (
	ctx    = context.Background()
	system = access.SystemScope(storetest.Tenant, access.SystemTick)
	tester = journal.By{Who: "tester", Name: "试", Action: access.ChangeProject, Note: "test"}
)

// act runs fn as one act that must succeed.
func act(t testing.TB, db *store.DB, fn func(tx *store.Tx) error) {
	t.Helper()
	if err := db.Write(ctx, system, tester, fn); err != nil {
		t.Fatal(err)
	}
}

// look runs fn in a view that must succeed.
func look(t testing.TB, db *store.DB, fn func(tx *store.Tx) error) {
	t.Helper()
	if err := db.Read(ctx, system, fn); err != nil {
		t.Fatal(err)
	}
}

// filled is a T in which every field says something, each something else, so
// that a column left out or swapped shows.
func filled[T any]() *T {
	v := new(T)
	n := 0
	fill(reflect.ValueOf(v).Elem(), &n)
	return v
}

var special = map[reflect.Type]func(n int) any{
	reflect.TypeFor[time.Time]():       func(n int) any { return time.Date(2026, 3, n, 1, 2, 3, n*1e6, time.UTC) },
	reflect.TypeFor[workday.When]():    func(n int) any { return workday.InQuarter(2000+n, n%4+1) },
	reflect.TypeFor[workday.Date]():    func(n int) any { return workday.NewDate(2026, 3, n) },
	reflect.TypeFor[money.Opt]():       func(n int) any { return money.Some(money.Yuan(n) * money.Wan) },
	reflect.TypeFor[json.RawMessage](): func(n int) any { return json.RawMessage(`{"n":` + strconv.Itoa(n) + `}`) },
}

func fill(v reflect.Value, n *int) {
	*n++
	if make, ok := special[v.Type()]; ok {
		v.Set(reflect.ValueOf(make(*n)))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("文" + strconv.Itoa(*n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(*n))
	case reflect.Float64:
		v.SetFloat(118.0 + 1/float64(*n))
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), n)
		fill(v.Index(1), n)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	default:
		panic("no filling for " + v.Type().String())
	}
}

func TestEveryFieldOfAProjectComesBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, _ *storetest.Clock) {
		is := filled[lifecycle.Project]()
		is.Version = 0
		act(t, db, func(tx *store.Tx) error { return tx.SaveProject(nil, is) })
		if is.Version != 1 {
			t.Errorf("the caller sees version %d, want 1", is.Version)
		}
		look(t, db, func(tx *store.Tx) error {
			got, err := tx.Project(is.ID)
			if diff := cmp.Diff(is, got); diff != "" {
				t.Errorf("saved and read differ (-saved +read):\n%s", diff)
			}
			all, _ := tx.Projects()
			if diff := cmp.Diff([]*lifecycle.Project{is}, all); diff != "" {
				t.Errorf("saved and listed differ:\n%s", diff)
			}
			return err
		})
	})
}

func TestWhatWasNotReportedStaysSo(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, _ *storetest.Clock) {
		p := &lifecycle.Project{ID: "p1", Name: "空", Unit: "u", Plans: []lifecycle.AnnualPlan{{Year: 2026}},
			Stages: []lifecycle.StageFact{{Stage: lifecycle.Signed, Declared: true}}}
		zero := lifecycle.Figure{Project: "p1", Month: workday.InMonth(2026, 1), Sense: lifecycle.Dispatch, Done: money.Some(0)}
		none := lifecycle.Figure{Project: "p1", Month: workday.InMonth(2026, 2), Sense: lifecycle.Dispatch}
		act(t, db, func(tx *store.Tx) error {
			if err := tx.SaveProject(nil, p); err != nil {
				return err
			}
			if err := tx.SaveFigure(nil, &zero); err != nil {
				return err
			}
			return tx.SaveFigure(nil, &none)
		})
		look(t, db, func(tx *store.Tx) error {
			got, err := tx.Project("p1")
			if diff := cmp.Diff(p, got); diff != "" {
				t.Error(diff)
			}
			if err != nil {
				return err
			}
			figures, err := tx.Figures("p1")
			if diff := cmp.Diff([]lifecycle.Figure{zero, none}, figures); diff != "" {
				t.Error(diff)
			}
			return err
		})
	})
}

func TestStagesAndPlansFollowTheirProject(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, _ *storetest.Clock) {
		p := filled[lifecycle.Project]()
		p.Version = 0
		p.Stages = []lifecycle.StageFact{{Stage: lifecycle.Signed, Declared: true}, {Stage: lifecycle.Filed}, {Stage: lifecycle.Started}}
		p.Plans = []lifecycle.AnnualPlan{{Year: 2025, Plan: money.Some(1)}, {Year: 2026}}
		act(t, db, func(tx *store.Tx) error { return tx.SaveProject(nil, p) })
		is := *p
		is.Stages = []lifecycle.StageFact{{Stage: lifecycle.Signed, Declared: true, Recognised: true}, {Stage: lifecycle.Started}, {Stage: lifecycle.Completed}}
		is.Plans = []lifecycle.AnnualPlan{{Year: 2026, Plan: money.Some(2)}, {Year: 2027, Plan: money.Some(3)}}
		act(t, db, func(tx *store.Tx) error { return tx.SaveProject(p, &is) })
		look(t, db, func(tx *store.Tx) error {
			got, err := tx.Project(p.ID)
			if diff := cmp.Diff(&is, got); diff != "" {
				t.Error(diff)
			}
			return err
		})
		act(t, db, func(tx *store.Tx) error { return tx.SaveProject(&is, nil) })
		look(t, db, func(tx *store.Tx) error {
			if _, err := tx.Project(p.ID); fault.KindOf(err) != fault.NotFound {
				t.Errorf("a removed project gives %v", err)
			}
			return nil
		})
	})
}

// roundTrip saves a filled value, changes it, removes it, and compares what is
// read each time. all reads everything of the kind.
func roundTrip[T any](t *testing.T, db *store.DB, save func(*store.Tx, *T, *T) error, all func(*store.Tx) ([]T, error), ready func(*T), change func(*T)) {
	t.Helper()
	expect := func(want ...T) {
		t.Helper()
		look(t, db, func(tx *store.Tx) error {
			got, err := all(tx)
			if diff := cmp.Diff(want, got, cmp.AllowUnexported()); diff != "" {
				t.Errorf("(-saved +read):\n%s", diff)
			}
			return err
		})
	}
	is := filled[T]()
	ready(is)
	act(t, db, func(tx *store.Tx) error { return save(tx, nil, is) })
	expect(*is)
	next := *is
	change(&next)
	act(t, db, func(tx *store.Tx) error { return save(tx, is, &next) })
	expect(next)
	act(t, db, func(tx *store.Tx) error { return save(tx, &next, nil) })
	expect()
}

func TestNounsComeBackAsTheyWere(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, _ *storetest.Clock) {
		roundTrip(t, db, (*store.Tx).SaveUnit, (*store.Tx).Units,
			func(u *access.Unit) { u.Version = 0 }, func(u *access.Unit) { u.Name = "新名" })
		roundTrip(t, db, (*store.Tx).SavePerson, (*store.Tx).People,
			func(p *access.Person) { p.Version = 0 }, func(p *access.Person) { p.Roles = nil })
		act(t, db, func(tx *store.Tx) error { return tx.SaveProject(nil, &lifecycle.Project{ID: "p1"}) })
		roundTrip(t, db, (*store.Tx).SaveFigure, (*store.Tx).AllFigures,
			func(f *lifecycle.Figure) { f.Project = "p1" }, func(f *lifecycle.Figure) { f.Done = money.Opt{} })
		roundTrip(t, db, (*store.Tx).SaveMilestone, (*store.Tx).AllMilestones,
			func(m *schedule.Milestone) { m.Project, m.Version = "p1", 0 }, func(m *schedule.Milestone) { m.Actual = workday.When{} })
		roundTrip(t, db, (*store.Tx).SaveClaim, (*store.Tx).AllClaims,
			func(c *lifecycle.Claim) { c.Project, c.Version = "p1", 0 }, func(c *lifecycle.Claim) { c.Evidence = nil })
		roundTrip(t, db, (*store.Tx).SaveEvidence, (*store.Tx).AllEvidences,
			func(e *lifecycle.Evidence) { e.Project, e.Version = "p1", 0 }, func(e *lifecycle.Evidence) { e.Amount, e.Files = money.Opt{}, nil })
		roundTrip(t, db, (*store.Tx).SavePause, (*store.Tx).AllPauses,
			func(p *lifecycle.Pause) { p.Project, p.Version = "p1", 0 }, func(p *lifecycle.Pause) { p.Steps = p.Steps[:1] })
		roundTrip(t, db, (*store.Tx).SaveVisit, (*store.Tx).AllVisits,
			func(v *lifecycle.Visit) { v.Project, v.Version = "p1", 0 }, func(v *lifecycle.Visit) { v.At, v.Seen = nil, nil })
		roundTrip(t, db, (*store.Tx).SaveChange, (*store.Tx).AllChanges,
			func(c *schedule.Change) { c.Project, c.Version = "p1", 0 }, func(c *schedule.Change) { c.Steps = c.Steps[:1] })
		roundTrip(t, db, (*store.Tx).SaveTask, (*store.Tx).AllTasks,
			func(k *schedule.Task) { k.Project, k.Version = "p1", 0 }, func(k *schedule.Task) { k.Done = workday.When{} })
		roundTrip(t, db, (*store.Tx).SaveChecklist, (*store.Tx).AllChecklists,
			func(l *approval.Checklist) { l.Project, l.Version = "p1", 0 }, func(l *approval.Checklist) { l.Amendments = nil })
		roundTrip(t, db, (*store.Tx).SaveApproval, (*store.Tx).AllApprovals,
			func(r *approval.Record) { r.Project, r.Version = "p1", 0 }, func(r *approval.Record) { r.Struck = "" })
		roundTrip(t, db, (*store.Tx).SaveArea, (*store.Tx).Areas,
			func(a *approval.Area) { a.Version = 0 }, func(a *approval.Area) { a.Approved = 0 })
		roundTrip(t, db, (*store.Tx).SaveDiscredit, (*store.Tx).Discredits,
			func(d *approval.Discredit) { d.Version = 0 }, func(d *approval.Discredit) { d.Repaired = 0 })
		roundTrip(t, db, (*store.Tx).SaveBatch, (*store.Tx).Batches,
			func(b *lifecycle.Batch) { b.Version = 0 }, func(b *lifecycle.Batch) { b.Closed = false })
		roundTrip(t, db, (*store.Tx).SaveGoal, (*store.Tx).Goals,
			func(g *target.Goal) { g.ID, g.Version = "g1", 0 }, func(g *target.Goal) { g.Digits, g.Any = nil, false })
		act(t, db, func(tx *store.Tx) error { return tx.SaveGoal(nil, &target.Goal{ID: "g2"}) })
		roundTrip(t, db, (*store.Tx).SaveTarget, (*store.Tx).Targets,
			func(g *target.Target) {
				g.Goal, g.Span, g.Version = "g2", target.InYear(2026), 0
				for i := range g.Terms {
					for j := range g.Terms[i].Clauses {
						g.Terms[i].Clauses[j].Parts = []target.Part{{Period: target.InYear(2026), Value: 7}}
					}
				}
			}, func(g *target.Target) { g.Digit++ })
		roundTrip(t, db, (*store.Tx).SaveImport, (*store.Tx).Imports,
			func(*store.Import) {}, func(i *store.Import) { i.Undone = false })
		setWhole(t, db)
	})
}

// setWhole does the same for nouns that are set as a whole.
func setWhole(t *testing.T, db *store.DB) {
	t.Helper()
	pick := func(save, remove func(*store.Tx) error) func(*store.Tx, bool) error {
		return func(tx *store.Tx, there bool) error {
			if there {
				return save(tx)
			}
			return remove(tx)
		}
	}
	roundTrip(t, db, func(tx *store.Tx, was, is *store.Notice) error {
		return pick(func(tx *store.Tx) error { return tx.SaveNotice(*is) }, func(tx *store.Tx) error { return tx.RemoveNotice(was.ID) })(tx, is != nil)
	}, (*store.Tx).Notices, func(*store.Notice) {}, func(n *store.Notice) { n.Body = "" })
	roundTrip(t, db, func(tx *store.Tx, was, is *store.Boundary) error {
		return pick(func(tx *store.Tx) error { return tx.SaveBoundary(*is) }, func(tx *store.Tx) error { return tx.RemoveBoundary(was.ID) })(tx, is != nil)
	}, (*store.Tx).Boundaries, func(*store.Boundary) {}, func(b *store.Boundary) { b.Body += " " })
	roundTrip(t, db, func(tx *store.Tx, was, is *store.View) error {
		return pick(func(tx *store.Tx) error { return tx.SaveView(*is) }, func(tx *store.Tx) error { return tx.RemoveView(*was) })(tx, is != nil)
	}, func(tx *store.Tx) ([]store.View, error) { return tx.Views("somebody else") }, func(*store.View) {}, func(v *store.View) { v.Query = "" })
}

func TestRulesetsMappingsAndSettingsComeBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, clock *storetest.Clock) {
		rules, mapping, layout := filled[store.Ruleset](), filled[store.LedgerMapping](), filled[store.LedgerLayoutRow]()
		for range 2 { // the second time replaces with the same
			act(t, db, func(tx *store.Tx) error {
				if err := tx.SaveLedgerMapping(*mapping); err != nil {
					return err
				}
				return tx.SaveLedgerLayout(*layout)
			})
		}
		act(t, db, func(tx *store.Tx) error { return tx.SaveRuleset(*rules) })
		act(t, db, func(tx *store.Tx) error { return tx.SaveSetting("审图号", "", "苏S(2026)1号") })
		rules.By, rules.At = tester.Who, clock.Now().UTC()
		look(t, db, func(tx *store.Tx) error {
			gotRules, err1 := tx.Rulesets()
			gotMapping, err2 := tx.LedgerMappings(mapping.Unit)
			gotLayout, err3 := tx.LedgerLayouts(layout.Unit)
			gotSettings, err4 := tx.Settings()
			if diff := cmp.Diff([]any{[]store.Ruleset{*rules}, []store.LedgerMapping{*mapping}, []store.LedgerLayoutRow{*layout}, map[string]string{"审图号": "苏S(2026)1号"}, nil, nil, nil, nil},
				[]any{gotRules, gotMapping, gotLayout, gotSettings, err1, err2, err3, err4}); diff != "" {
				t.Error(diff)
			}
			return nil
		})
		err := db.Write(ctx, system, tester, func(tx *store.Tx) error { return tx.SaveRuleset(*rules) })
		if fault.KindOf(err) != fault.Conflict {
			t.Errorf("publishing a ruleset twice gives %v", err)
		}
		err = db.Write(ctx, system, tester, func(tx *store.Tx) error { return tx.SaveSetting("审图号", "stale", "x") })
		if fault.KindOf(err) != fault.Conflict {
			t.Errorf("a setting changed on a stale value gives %v", err)
		}
	})
}

func TestAnAnswerIsGivenOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, _ *storetest.Clock) {
		is := filled[lifecycle.Answer]()
		is.Project = "p1"
		act(t, db, func(tx *store.Tx) error {
			return errors.Join(tx.SaveProject(nil, &lifecycle.Project{ID: "p1"}), tx.SaveAnswer(nil, is))
		})
		again, other := *is, *is
		other.Text = "另一说法"
		for name, try := range map[string]func(*store.Tx) error{
			"given twice": func(tx *store.Tx) error { return tx.SaveAnswer(nil, &again) },
			"changed":     func(tx *store.Tx) error { return tx.SaveAnswer(is, &other) },
			"removed":     func(tx *store.Tx) error { return tx.SaveAnswer(is, nil) },
		} {
			if err := db.Write(ctx, system, tester, try); err == nil {
				t.Errorf("an answer %s is taken", name)
			}
		}
		look(t, db, func(tx *store.Tx) error {
			got, err := tx.Answers("p1")
			if diff := cmp.Diff([]lifecycle.Answer{*is}, got); diff != "" {
				t.Error(diff)
			}
			return err
		})
	})
}

func TestAPartIsFoundAloneAndStaysWithItsProject(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, _ *storetest.Clock) {
		for _, id := range []string{"p1", "p2"} {
			act(t, db, func(tx *store.Tx) error { return place(tx, &lifecycle.Project{ID: id}) })
		}
		look(t, db, func(tx *store.Tx) error {
			claim, err1 := tx.Claim("claim-p1")
			evidence, err2 := tx.Evidence("evidence-p1")
			pause, err3 := tx.Pause("pause-p1")
			visit, err4 := tx.Visit("visit-p1")
			change, err5 := tx.Change("change-p1")
			task, err6 := tx.Task("task-p1")
			if err := errors.Join(err1, err2, err3, err4, err5, err6); err != nil {
				return err
			}
			for _, project := range []string{claim.Project, evidence.Project, pause.Project, visit.Project, change.Project, task.Project} {
				if project != "p1" {
					t.Errorf("found one of %s", project)
				}
			}
			return nil
		})
		err := db.Write(ctx, system, tester, func(tx *store.Tx) error {
			was, err := tx.Claim("claim-p1")
			if err != nil {
				return err
			}
			is := *was
			is.Project = "p2"
			return tx.SaveClaim(was, &is)
		})
		if err == nil {
			t.Error("a claim went over to another project")
		}
		for _, id := range []string{"", "a/b", strings.Repeat("x", 65)} {
			err := db.Write(ctx, system, tester, func(tx *store.Tx) error {
				return tx.SaveVisit(nil, &lifecycle.Visit{ID: id, Project: "p1"})
			})
			if fault.KindOf(err) != fault.Invalid {
				t.Errorf("a visit called %q gives %v", id, err)
			}
		}
	})
}

func TestTheSlowerOfTwoIsTold(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, _ *storetest.Clock) {
		act(t, db, func(tx *store.Tx) error { return place(tx, &lifecycle.Project{ID: "p1"}) })
		var was lifecycle.Claim
		look(t, db, func(tx *store.Tx) error {
			found, err := tx.Claim("claim-p1")
			was = *found
			return err
		})
		step := func(act lifecycle.ClaimAct) error {
			is := was
			is.Steps = []lifecycle.ClaimStep{{Act: act}}
			return db.Write(ctx, system, tester, func(tx *store.Tx) error { return tx.SaveClaim(&was, &is) })
		}
		if err := step(lifecycle.Recognise); err != nil {
			t.Fatal(err)
		}
		if err := step(lifecycle.SendBack); fault.KindOf(err) != fault.Conflict {
			t.Errorf("the second decision on one claim gives %v", err)
		}
	})
}
