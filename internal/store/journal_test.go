package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/journal"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/schedule"
	"guatu/internal/store"
	"guatu/internal/store/storetest"
	"guatu/internal/workday"
)

func TestWhoeverChangesHistoryIsFound(t *testing.T) {
	cases := []struct{ name, statement, code string }{
		{"a changed value", "UPDATE journal SET after = REPLACE(after, '示例', '样例') WHERE n = 3", "journal.content"},
		{"a changed name", "UPDATE journal SET name = 'x' WHERE n = 4", "journal.content"},
		{"an entry taken out", "DELETE FROM journal WHERE n = 2", "journal.gap"},
		{"the end cut off", "DELETE FROM journal WHERE n > 5", "journal.tail"},
		{"everything cut off", "DELETE FROM journal", "journal.tail"},
		{"an entry hidden from its project", "UPDATE journal SET about = 'elsewhere' WHERE n = 2", "journal.about"},
		{"two entries swapped", "UPDATE journal SET n = CASE n WHEN 2 THEN -3 ELSE -2 END WHERE n IN (2, 3)", "journal.gap"},
		{"a hash put right again", "UPDATE journal SET hash = prev WHERE n = 4", "journal.content"},
		{"another beginning", "UPDATE journal SET prev = 'x' WHERE n = 1", "journal.link"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			db, _ := storetest.Fresh(t)
			register(t, db, 4)
			holds(t, db)
			if err := db.Exec(ctx, c.statement); err != nil {
				t.Fatal(err)
			}
			reports, err := db.Verify(ctx, nil)
			if err != nil {
				t.Fatal(err)
			}
			if e, ok := fault.As(reports[0].Fault); !ok || e.Code != c.code {
				t.Errorf("found %v, want %s", reports[0].Fault, c.code)
			}
		})
	}
}

func TestVerifySaysHowFarItIs(t *testing.T) {
	db, _ := storetest.Fresh(t)
	register(t, db, 10_500)
	var said []int64
	if _, err := db.Verify(ctx, func(_ string, n int64) { said = append(said, n) }); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int64{10_000, 20_000}, said); diff != "" {
		t.Error(diff)
	}
}

func TestVerifyReportsEveryChain(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, _ *storetest.Clock) {
		if err := db.CreateTenant(ctx, store.Tenant{ID: "t2", Name: "另市", Division: "3208"}); err != nil {
			t.Fatal(err)
		}
		if err := db.CreateTenant(ctx, store.Tenant{ID: "t2"}); fault.KindOf(err) != fault.Conflict {
			t.Errorf("a tenant made twice gives %v", err)
		}
		if err := db.CreateTenant(ctx, store.Tenant{}); fault.KindOf(err) != fault.Invalid {
			t.Errorf("a tenant without a name gives %v", err)
		}
		register(t, db, 20)
		reports, err := db.Verify(ctx, nil)
		n, hash, _ := db.Head(ctx, storetest.Tenant)
		want := []store.ChainReport{{Tenant: storetest.Tenant, Entries: n, Head: hash}, {Tenant: "t2"}}
		if diff := cmp.Diff(want, reports); diff != "" || err != nil {
			t.Error(err, diff)
		}
		tenants, err := db.Tenants(ctx)
		if diff := cmp.Diff([]store.Tenant{{ID: "t1", Name: "示例市"}, {ID: "t2", Name: "另市", Division: "3208"}}, tenants); diff != "" || err != nil {
			t.Error(err, diff)
		}
		if _, _, err := db.Head(ctx, "nowhere"); fault.KindOf(err) != fault.NotFound {
			t.Errorf("the head of no tenant gives %v", err)
		}
	})
}

func TestNoStatementChangesTheJournal(t *testing.T) {
	forbidden := regexp.MustCompile(`(?i)(update|delete\s+from|replace\s+into|truncate|drop\s+table|alter\s+table)\s+journal\b`)
	inspect(t, func(name, text string) {
		if found := forbidden.FindString(text); found != "" {
			t.Errorf("%s: %s", name, found)
		}
	})
	for _, made := range []string{store.JournalAlter, store.JournalRemove} {
		if made != "" {
			t.Errorf("a statement is made that changes the journal: %s", made)
		}
	}
}

func TestOnlyTheCommonSubsetOfSQLIsUsed(t *testing.T) {
	forbidden := regexp.MustCompile(`\b(RETURNING|ON CONFLICT|ON DUPLICATE|ILIKE|SERIAL|IDENTITY|AUTOINCREMENT|JSONB?|TIMESTAMP|BOOLEAN|INSERT OR|DATETIME|strftime|NOW\(\)|CURRENT_|LIKE|SUM\()\b|->>|::`)
	inspect(t, func(name, text string) {
		for line := range strings.Lines(text) {
			if code, _, _ := strings.Cut(line, "//"); !strings.HasPrefix(line, "--") && forbidden.MatchString(code) && strings.Contains(code, `"`) {
				t.Errorf("%s: %s", name, strings.TrimSpace(line))
			}
		}
	})
}

// inspect hands over every source file of the package that is no test.
func inspect(t *testing.T, look func(name, text string)) {
	t.Helper()
	var names []string
	for _, pattern := range []string{"*.go", "migrations/*.sql"} {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) == 0 {
			t.Fatal(pattern, found, err)
		}
		names = append(names, found...)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		look(name, string(text))
	}
}

func TestEntriesAreFoundByWhatTheyAreAbout(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, clock *storetest.Clock) {
		register(t, db, 2) // 1, 2: p000000 and its figure; 3, 4: p000001
		clock.Advance(time.Hour)
		by := journal.By{Who: "other", Name: "别人", Action: access.ReportFigure, Cause: "c1", Note: "改"}
		err := db.Write(ctx, system, by, func(tx *store.Tx) error {
			f, err := tx.Figures("p000001")
			if err != nil {
				return err
			}
			is := f[0]
			is.Note = "补报"
			return errors.Join(tx.SaveFigure(&f[0], &is), tx.SaveSetting("k", "", "v"))
		})
		if err != nil {
			t.Fatal(err)
		}
		cases := []struct {
			name   string
			filter store.EntryFilter
			want   []int64
		}{
			{"everything", store.EntryFilter{}, []int64{1, 2, 3, 4, 5, 6}},
			{"the newest first", store.EntryFilter{Desc: true, Limit: 2}, []int64{6, 5}},
			{"a project with its figures", store.EntryFilter{Project: "p000001"}, []int64{3, 4, 5}},
			{"one noun", store.EntryFilter{Noun: "figure"}, []int64{2, 4, 5}},
			{"one key", store.EntryFilter{Noun: "figure", Key: "p000001/2026-02/dispatch"}, []int64{4, 5}},
			{"one person", store.EntryFilter{Who: "other"}, []int64{5, 6}},
			{"one cause", store.EntryFilter{Cause: "c1"}, []int64{5, 6}},
			{"one right", store.EntryFilter{Action: access.ReportFigure, Noun: "setting"}, []int64{6}},
			{"between numbers", store.EntryFilter{After: 2, Before: 5}, []int64{3, 4}},
			{"nobody", store.EntryFilter{Who: "nobody"}, nil},
		}
		look(t, db, func(tx *store.Tx) error {
			for _, c := range cases {
				found, err := tx.Entries(c.filter)
				if err != nil {
					return err
				}
				if diff := cmp.Diff(c.want, numbers(found)); diff != "" {
					t.Errorf("%s: %s", c.name, diff)
				}
			}
			after, err := tx.EntriesAfter(4, 1)
			if diff := cmp.Diff([]int64{5}, numbers(after)); diff != "" {
				t.Error(diff)
			}
			early, err1 := tx.LastEntryAt(storetest.Begin.Add(-time.Second))
			first, err2 := tx.LastEntryAt(storetest.Begin)
			last, err3 := tx.LastEntryAt(storetest.Begin.Add(2 * time.Hour))
			if early != 0 || first != 4 || last != 6 {
				t.Errorf("last entries at three moments: %d, %d, %d", early, first, last)
			}
			known, err4 := tx.Known("figure", 4)
			now, err5 := tx.Known("figure", 6)
			if diff := cmp.Diff([][]int64{{2, 4}, {2, 5}}, [][]int64{numbers(known), numbers(now)}); diff != "" {
				t.Error(diff)
			}
			return errors.Join(err, err1, err2, err3, err4, err5)
		})
	})
}

func numbers(entries []journal.Entry) (all []int64) {
	for _, e := range entries {
		all = append(all, e.N)
	}
	return all
}

func TestAnEntrySaysWhoWhenWhatAndWhy(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, _ *storetest.Clock) {
		by := journal.By{Who: "u7", Name: "王", Action: access.ChangeSetting, Note: "按通知", Cause: "c9"}
		for _, v := range [][2]string{{"", "一"}, {"一", "二"}, {"二", ""}} {
			if err := db.Write(ctx, system, by, func(tx *store.Tx) error { return tx.SaveSetting("名", v[0], v[1]) }); err != nil {
				t.Fatal(err)
			}
		}
		look(t, db, func(tx *store.Tx) error {
			got, err := tx.Entries(store.EntryFilter{})
			if err != nil {
				return err
			}
			values := [][2]string{}
			for _, e := range got {
				values = append(values, [2]string{string(e.Before), string(e.After)})
			}
			one, two := `{"key":"名","value":"一"}`, `{"key":"名","value":"二"}`
			if diff := cmp.Diff([][2]string{{"", one}, {one, two}, {two, ""}}, values); diff != "" {
				t.Error(diff)
			}
			want := journal.Entry{Tenant: "t1", At: "2026-03-19T01:00:00.000Z", Who: "u7", Name: "王", Action: access.ChangeSetting,
				Noun: "setting", Key: "名", Note: "按通知", Cause: "c9", Before: got[1].Before, After: got[1].After}
			if diff := cmp.Diff(want.Seal(2, got[0].Hash), got[1]); diff != "" {
				t.Error(diff)
			}
			return nil
		})
	})
}

// imported saves sample projects and a change to one that was there, under a cause.
func imported(t *testing.T, db *store.DB, cause string) {
	t.Helper()
	by := journal.By{Who: "importer", Action: access.ImportLedger, Cause: cause}
	err := db.Write(ctx, system, by, func(tx *store.Tx) error {
		for i := 10; i < 40; i++ {
			p, f := sample(i)
			m := schedule.Milestone{Project: p.ID, Code: "start"}
			if err := errors.Join(tx.SaveProject(nil, p), tx.SaveFigure(nil, f), tx.SaveMilestone(nil, &m)); err != nil {
				return err
			}
			was := *p
			p.Leader = "二次" // a second change of the same cause
			if err := tx.SaveProject(&was, p); err != nil {
				return err
			}
		}
		was, err := tx.Project("p000001")
		if err != nil {
			return err
		}
		is := *was
		is.Leader, is.Plans, is.Stages = "新", nil, is.Stages[:1]
		f, err := tx.Figures("p000002")
		if err != nil {
			return err
		}
		gone, err := tx.Project("p000002")
		if err != nil {
			return err
		}
		return errors.Join(tx.SaveProject(was, &is), tx.SaveFigure(&f[0], nil), tx.SaveProject(gone, nil),
			tx.SaveImport(nil, &store.Import{Cause: cause, Added: 30, Changed: 1}))
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestAnImportIsUndoneAsOne(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, _ *storetest.Clock) {
		register(t, db, 3)
		facts := func() (all []any) {
			look(t, db, func(tx *store.Tx) error {
				projects, err1 := tx.Projects()
				figures, err2 := tx.AllFigures()
				milestones, err3 := tx.AllMilestones()
				for _, p := range projects {
					p.Version = 0
				}
				all = []any{projects, figures, milestones}
				return errors.Join(err1, err2, err3)
			})
			return all
		}
		before := facts()
		imported(t, db, "import-1")
		by := journal.By{Who: "importer", Action: access.UndoImport, Note: "import-1", Cause: "undo-1"}
		err := db.Write(ctx, system, by, func(tx *store.Tx) error {
			was, err := tx.Import("import-1")
			if err != nil {
				return err
			}
			is := *was
			is.Undone = true
			return errors.Join(tx.UndoCause("import-1"), tx.SaveImport(was, &is))
		})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(before, facts()); diff != "" {
			t.Errorf("undone is not as before:\n%s", diff)
		}
		holds(t, db)
		undo := func(tx *store.Tx) error { return tx.UndoCause("import-1") }
		if err := db.Write(ctx, system, tester, undo); fault.KindOf(err) != fault.Conflict {
			t.Errorf("undone twice gives %v", err)
		}
		never := func(tx *store.Tx) error { return tx.UndoCause("never") }
		if err := db.Write(ctx, system, by, never); fault.KindOf(err) != fault.NotFound {
			t.Errorf("undoing what never was gives %v", err)
		}
	})
}

func TestAnImportThatOthersBuiltUponStays(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, _ *storetest.Clock) {
		register(t, db, 3)
		imported(t, db, "import-1")
		act(t, db, func(tx *store.Tx) error {
			for i := 10; i < 33; i++ { // a new figure on projects the import brought
				p, f := sample(i)
				f.Month, f.Done = workday.InMonth(2026, 3), money.Some(1)
				if err := tx.SaveFigure(nil, f); err != nil {
					return errors.Join(err, errors.New(p.ID))
				}
			}
			was, err := tx.Project("p000001") // and a change to one it changed
			if err != nil {
				return err
			}
			is := *was
			is.Leader = "再"
			return tx.SaveProject(was, &is)
		})
		before := head(t, db)
		err := db.Write(ctx, system, tester, func(tx *store.Tx) error { return tx.UndoCause("import-1") })
		e, ok := fault.As(err)
		if !ok || e.Kind != fault.Conflict || e.Code != "undo.changed_since" || e.Args["count"] != 24 {
			t.Fatalf("got %v", err)
		}
		if first, ok := e.Args["first"].([]string); !ok || len(first) != 20 || first[0] != "figure p000010/2026-03/dispatch" {
			t.Errorf("names %v", e.Args["first"])
		}
		if head(t, db) != before {
			t.Error("a refused undo left entries")
		}
	})
}

func TestAnImportIsNotUndoneUnderALife(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, _ *storetest.Clock) {
		for i, save := range []func(*store.Tx, string) error{
			func(tx *store.Tx, id string) error { return tx.SaveClaim(nil, &lifecycle.Claim{ID: "x", Project: id}) },
			func(tx *store.Tx, id string) error {
				return tx.SaveEvidence(nil, &lifecycle.Evidence{ID: "x", Project: id})
			},
			func(tx *store.Tx, id string) error {
				return tx.SaveAnswer(nil, &lifecycle.Answer{ID: "x", Project: id})
			},
			func(tx *store.Tx, id string) error { return tx.SavePause(nil, &lifecycle.Pause{ID: "x", Project: id}) },
			func(tx *store.Tx, id string) error { return tx.SaveVisit(nil, &lifecycle.Visit{ID: "x", Project: id}) },
			func(tx *store.Tx, id string) error { return tx.SaveChange(nil, &schedule.Change{ID: "x", Project: id}) },
			func(tx *store.Tx, id string) error { return tx.SaveTask(nil, &schedule.Task{ID: "x", Project: id}) },
		} {
			p, _ := sample(i)
			cause := "import-" + p.ID
			by := journal.By{Who: "importer", Action: access.ImportLedger, Cause: cause}
			if err := db.Write(ctx, system, by, func(tx *store.Tx) error { return tx.SaveProject(nil, p) }); err != nil {
				t.Fatal(err)
			}
			act(t, db, func(tx *store.Tx) error { return save(tx, p.ID) })
			err := db.Write(ctx, system, tester, func(tx *store.Tx) error { return tx.UndoCause(cause) })
			if e, ok := fault.As(err); !ok || e.Code != "undo.changed_since" || e.Args["count"] != 1 {
				t.Errorf("part %d: %v", i, err)
			}
		}
	})
}

func TestWhatAnImportDeclaredIsUndoneWithIt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, _ *storetest.Clock) {
		p, _ := sample(1)
		act(t, db, func(tx *store.Tx) error {
			return errors.Join(tx.SaveProject(nil, p), tx.SaveEvidence(nil, &lifecycle.Evidence{ID: "e", Project: p.ID, Number: "1"}))
		})
		by := journal.By{Who: "importer", Action: access.ImportLedger, Cause: "import-1"}
		err := db.Write(ctx, system, by, func(tx *store.Tx) error {
			was, err := tx.Evidence("e")
			if err != nil {
				return err
			}
			is := *was
			is.Number = "2"
			return errors.Join(tx.SaveEvidence(was, &is), tx.SaveClaim(nil, &lifecycle.Claim{ID: "c", Project: p.ID}), tx.SaveChange(nil, &schedule.Change{ID: "d", Project: p.ID}))
		})
		if err != nil {
			t.Fatal(err)
		}
		act(t, db, func(tx *store.Tx) error { return tx.UndoCause("import-1") })
		look(t, db, func(tx *store.Tx) error {
			evidence, err := tx.Evidence("e")
			if err != nil || evidence.Number != "1" {
				t.Errorf("the evidence is %v, %v", evidence, err)
			}
			claims, err1 := tx.Claims(p.ID)
			changes, err2 := tx.Changes(p.ID)
			if len(claims)+len(changes) > 0 {
				t.Errorf("left are %v and %v", claims, changes)
			}
			return errors.Join(err1, err2)
		})
	})
}

// TestWhatWasWrittenBeforeBaselinesIsUndone undoes an import whose entries know no
// baselines, while the database does.
func TestWhatWasWrittenBeforeBaselinesIsUndone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, _ *storetest.Clock) {
		may, june := workday.InMonth(2026, 5), workday.InMonth(2026, 6)
		plan := func(on workday.When) []lifecycle.StageFact {
			return []lifecycle.StageFact{{Stage: lifecycle.Started, Planned: on}}
		}
		p := &lifecycle.Project{ID: "p1", Stages: plan(may)}
		act(t, db, func(tx *store.Tx) error { return tx.SaveProject(nil, p) })
		by := journal.By{Who: "importer", Action: access.ImportLedger, Cause: "import-1"}
		is := *p
		is.Stages = plan(june)
		if err := db.Write(ctx, system, by, func(tx *store.Tx) error { return tx.SaveProject(p, &is) }); err != nil {
			t.Fatal(err)
		}
		if err := db.Exec(ctx, "UPDATE stage SET baseline = planned"); err != nil { // as the migration does
			t.Fatal(err)
		}
		act(t, db, func(tx *store.Tx) error { return tx.UndoCause("import-1") })
		look(t, db, func(tx *store.Tx) error {
			got, err := tx.Project("p1")
			if err != nil {
				return err
			}
			if diff := cmp.Diff([]lifecycle.StageFact{{Stage: lifecycle.Started, Baseline: may, Planned: may}}, got.Stages); diff != "" {
				t.Error(diff)
			}
			return nil
		})
	})
}

func TestUndoingReachesNothingOutsideTheScope(t *testing.T) {
	db, _ := storetest.Fresh(t)
	register(t, db, 3)
	imported(t, db, "import-1")
	tree, err := access.NewTree([]access.Unit{{ID: "root"}, {ID: "u11", Parents: []access.Share{{Parent: "root", Share: access.WholeShare}}}})
	if err != nil {
		t.Fatal(err)
	}
	county := access.NewActor(storetest.Tenant, access.Person{ID: "c", Unit: "u11", Roles: []access.Role{access.RoleReporter}}, tree)
	err = db.Write(ctx, county.Scope(), tester, func(tx *store.Tx) error { return tx.UndoCause("import-1") })
	if fault.KindOf(err) != fault.NotFound {
		t.Errorf("got %v", err)
	}
}

func TestASecretIsNotInTheJournal(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, clock *storetest.Clock) {
		c := store.Credential{Person: "u1", Hash: "hash-1", ChangedAt: clock.Now().UTC()}
		s := store.Session{ID: "s1", TokenHash: "token-1", Person: "u1", Kind: "page", Form: "form-1", OpenedAt: clock.Now().UTC(), ExpiresAt: clock.Now().UTC().Add(time.Hour)}
		act(t, db, func(tx *store.Tx) error { return errors.Join(tx.SaveCredential(c), tx.OpenSession(s)) })
		c.Failures, c.LockedUntil = 5, clock.Now().UTC().Add(time.Minute)
		act(t, db, func(tx *store.Tx) error { return tx.SaveCredential(c) })
		look(t, db, func(tx *store.Tx) error {
			got, err := tx.Credential("u1")
			if diff := cmp.Diff(c, got); diff != "" {
				t.Error(diff)
			}
			return err
		})
		if n := head(t, db); n != 2 {
			t.Errorf("%d entries, want 2: failures are not journalled", n)
		}
		c.Hash = "hash-2"
		act(t, db, func(tx *store.Tx) error { return errors.Join(tx.SaveCredential(c), tx.RevokeSession("s1")) })
		look(t, db, func(tx *store.Tx) error {
			entries, err := tx.Entries(store.EntryFilter{})
			for _, e := range entries {
				if text := string(e.Before) + string(e.After); regexp.MustCompile(`hash-|token-|form-`).MatchString(text) {
					t.Errorf("entry %d holds a secret: %s", e.N, text)
				}
			}
			if len(entries) != 4 {
				t.Errorf("%d entries, want 4", len(entries))
			}
			return err
		})
	})
}

func TestSessionsAreOpenedTouchedSweptAndRevoked(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, clock *storetest.Clock) {
		old, s := filled[store.Session](), filled[store.Session]()
		old.ID, old.TokenHash, old.ExpiresAt = "old", "old-hash", clock.Now().UTC().Add(-time.Second)
		s.ExpiresAt = clock.Now().UTC().Add(time.Hour)
		act(t, db, func(tx *store.Tx) error { return tx.OpenSession(*old) })
		act(t, db, func(tx *store.Tx) error { return tx.OpenSession(*s) })
		tenant, got, err := db.SessionByHash(ctx, s.TokenHash)
		if diff := cmp.Diff(*s, got); diff != "" || tenant != storetest.Tenant || err != nil {
			t.Error(tenant, err, diff)
		}
		s.SeenAt = clock.Now().UTC().Add(time.Minute)
		if err := db.TouchSession(ctx, s.ID, s.SeenAt); err != nil {
			t.Fatal(err)
		}
		look(t, db, func(tx *store.Tx) error {
			for _, person := range []string{"", s.Person} {
				all, err := tx.Sessions(person)
				if diff := cmp.Diff([]store.Session{*s}, all); diff != "" || err != nil {
					t.Error(err, diff)
				}
			}
			return nil
		})
		act(t, db, func(tx *store.Tx) error { return tx.RevokeSession(s.ID) })
		_, _, err1 := db.SessionByHash(ctx, s.TokenHash)
		err2 := db.TouchSession(ctx, s.ID, s.SeenAt)
		err3 := db.Write(ctx, system, tester, func(tx *store.Tx) error { return tx.RevokeSession(s.ID) })
		for _, err := range []error{err1, err2, err3} {
			if fault.KindOf(err) != fault.NotFound {
				t.Errorf("a session that is gone gives %v", err)
			}
		}
	})
}

func TestTheSetUpLinkIsKeptUntilItIsUsed(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, _ *storetest.Clock) {
		is := func(want string) {
			t.Helper()
			if got, err := db.SetupHash(ctx); got != want || err != nil {
				t.Errorf("%q, %v; want %q", got, err, want)
			}
		}
		is("")
		for _, hash := range []string{"one", "two"} {
			if err := db.SaveSetup(ctx, hash); err != nil {
				t.Fatal(err)
			}
			is(hash)
		}
		if _, err := db.TakeSetup(ctx, "two"); err != nil {
			t.Fatal(err)
		}
		is("")
	})
}

func TestALoginBelongsToOnePerson(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, _ *storetest.Clock) {
		act(t, db, func(tx *store.Tx) error { return tx.SavePerson(nil, &access.Person{ID: "a", Login: "wang"}) })
		err := db.Write(ctx, system, tester, func(tx *store.Tx) error {
			return tx.SavePerson(nil, &access.Person{ID: "b", Login: "wang"})
		})
		if e, ok := fault.As(err); !ok || e.Code != "store.taken" {
			t.Errorf("got %v", err)
		}
		look(t, db, func(tx *store.Tx) error {
			p, err := tx.PersonByLogin("wang")
			if err != nil || p.ID != "a" {
				t.Errorf("%v, %v", p, err)
			}
			_, err = tx.Person("b")
			if fault.KindOf(err) != fault.NotFound {
				t.Errorf("got %v", err)
			}
			return nil
		})
		act(t, db, func(tx *store.Tx) error { return tx.SaveView(store.View{ID: "v", Person: "a"}) })
		for _, try := range []func(*store.Tx) error{
			func(tx *store.Tx) error { return tx.SaveView(store.View{ID: "v", Person: "b"}) },
			func(tx *store.Tx) error { return tx.RemoveView(store.View{ID: "v", Person: "b"}) },
		} {
			if err := db.Write(ctx, system, tester, try); fault.KindOf(err) != fault.NotFound {
				t.Errorf("touching another's view gives %v", err)
			}
		}
	})
}
