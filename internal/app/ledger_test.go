package app

import (
	"strings"
	"testing"
	"time"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/workday"
)

// take imports rows as the city's office.
func (o *office) take(rows ...LedgerRow) (string, *LedgerDiff) {
	o.t.Helper()
	cause, diff, err := o.LedgerImport(o.ctx(), o.chief(), LedgerImport{Unit: o.units["city"], File: ledgerOf("台账.xlsx", rows...)})
	o.must(err)
	return cause, diff
}

func (o *office) preview(in LedgerImport) *LedgerDiff {
	o.t.Helper()
	in.Unit = o.units["city"]
	diff, err := o.LedgerPreview(o.ctx(), o.chief(), in)
	o.must(err)
	return diff
}

// counts are added, changed, unchanged, skipped, missing.
func counts(d *LedgerDiff) [5]int {
	return [5]int{len(d.Added), len(d.Changed), d.Unchanged, len(d.Skipped), len(d.Missing)}
}

func TestThePreviewSaysWhatTheImportDoes(t *testing.T) {
	o := newOffice(t)
	o.take(row("甲", 1), row("乙", 2), row("丙", 3))
	changed, twice := row("乙", 5), row("丁", 4)
	again := row("丁", 4)
	again.DuplicateOf = "Sheet1!6"
	changed.YearDone = yi(1)
	file := []LedgerRow{row("甲", 1), changed, twice, again}
	before := o.head()
	d := o.preview(LedgerImport{File: ledgerOf("二.xlsx", file...)})
	if want := [5]int{1, 1, 1, 1, 1}; counts(d) != want {
		t.Errorf("preview %v, want %v", counts(d), want)
	}
	if o.head() != before {
		t.Error("a preview wrote something")
	}
	var fields []string
	for _, f := range d.Changed[0].Fields {
		fields = append(fields, f.Field)
	}
	if got := strings.Join(fields, " "); got != "total figure.2026-02.year_done" {
		t.Errorf("changed fields %q", got)
	}
	if d.Missing[0].Project.Name != "丙" {
		t.Errorf("missing %s", d.Missing[0].Project.Name)
	}
	_, done, err := o.LedgerImport(t.Context(), o.chief(), LedgerImport{Unit: o.units["city"], Expect: d.Digest, File: ledgerOf("二.xlsx", file...)})
	o.must(err)
	if counts(done) != counts(d) {
		t.Errorf("imported %v, previewed %v", counts(done), counts(d))
	}
}

func TestTheSameFileTwiceChangesNothing(t *testing.T) {
	o := newOffice(t)
	rows := func() []LedgerRow {
		full := row("甲", 1)
		full.Code, full.EnterpriseCode, full.Place = "2601-320899-89-01-100001", firmA, "east地区"
		full.Plan, full.YearDone, full.Done, full.PlanYear = yi(3), yi(1), yi(2), 2026
		full.Start, full.PlannedDone, full.Levels, full.Kind = when("2025-Q3"), when("2026-12"), []string{"市重大"}, "技改"
		return []LedgerRow{full, row("乙", 2)}
	}
	o.take(rows()...)
	before := o.head()
	cause, d := o.take(rows()...)
	if cause != "" || counts(d) != [5]int{0, 0, 2, 0, 0} || o.head() != before {
		t.Errorf("cause %q, %v, %d entries", cause, counts(d), o.head()-before)
	}
	if got := o.names(o.as(access.RoleReporter, "east"), ProjectFilter{}); got != "甲" {
		t.Errorf("the place did not say the unit: east sees %q", got)
	}
}

func TestAnImportIsOneActUndoneAsOne(t *testing.T) {
	o := newOffice(t)
	o.take(row("甲", 1))
	o.clock.Advance(time.Hour)
	before := o.head()
	changed := row("甲", 2)
	changed.YearDone = yi(1)
	cause, _ := o.take(changed, row("乙", 2), row("丙", 3))
	lines, err := o.Journal(t.Context(), o.chief(), JournalFilter{})
	o.must(err)
	if lines[0].Cause != cause || int64(lines[0].Folded) != o.head()-before-1 {
		t.Errorf("newest line %+v, want all %d entries in it", lines[0], o.head()-before)
	}
	o.must(o.LedgerUndo(t.Context(), o.chief(), cause))
	if got := o.names(o.chief(), ProjectFilter{}); got != "甲" {
		t.Errorf("after the undo: %q", got)
	}
	table, err := o.Projects(t.Context(), o.chief(), ProjectFilter{})
	o.must(err)
	if p := table.Rows[0]; p.Project.Total.Opt != yi(1) || p.Progress.Done.OK {
		t.Errorf("after the undo: %v, %v", p.Project.Total, p.Progress.Done)
	}
	wants(t, o.LedgerUndo(t.Context(), o.chief(), cause), fault.Conflict, "ledger.undone")
	imports, err := o.Imports(t.Context(), o.chief())
	o.must(err)
	if len(imports) != 2 || imports[0].Cause != cause || !imports[0].Undone || imports[1].Undone {
		t.Errorf("imports %+v", imports)
	}
}

func TestWhatOthersChangedSinceIsNotUndone(t *testing.T) {
	o := newOffice(t)
	cause, _ := o.take(row("甲", 1), row("乙", 2))
	table, err := o.Projects(t.Context(), o.chief(), ProjectFilter{Query: "甲"})
	o.must(err)
	o.report(table.Rows[0].Project.ID, "2026-02", 1)
	before := o.head()
	wants(t, o.LedgerUndo(t.Context(), o.chief(), cause), fault.Conflict, "undo.changed_since")
	if o.head() != before || sorted(o.names(o.chief(), ProjectFilter{})) != sorted("甲 乙") {
		t.Error("half an undo")
	}
}

func TestImportsAreUndoneTheLastOneFirst(t *testing.T) {
	o := newOffice(t)
	first, _ := o.take(row("甲", 1), row("乙", 1))
	changed := row("甲", 2)
	changed.YearDone = yi(1)
	second, _ := o.take(changed, row("丙", 3))
	wants(t, o.LedgerUndo(t.Context(), o.chief(), first), fault.Conflict, "undo.changed_since")
	o.must(o.LedgerUndo(t.Context(), o.chief(), second))
	o.must(o.LedgerUndo(t.Context(), o.chief(), first))
	if got := o.names(o.chief(), ProjectFilter{}); got != "" {
		t.Errorf("after both: %q", got)
	}
}

func TestAnotherUnitsImportIsNotFound(t *testing.T) {
	o := newOffice(t)
	cause, _, err := o.LedgerImport(t.Context(), o.as(access.RoleReporter, "west"), LedgerImport{Unit: o.units["west"], File: ledgerOf("w.xlsx", row("西", 1))})
	o.must(err)
	wants(t, o.LedgerUndo(t.Context(), o.as(access.RoleReporter, "east"), cause), fault.NotFound, "")
	imports, err := o.Imports(t.Context(), o.as(access.RoleReporter, "east"))
	o.must(err)
	if len(imports) != 0 {
		t.Errorf("east sees %+v", imports)
	}
	_, _, err = o.LedgerImport(t.Context(), o.as(access.RoleReporter, "east"), LedgerImport{Unit: o.units["west"], File: ledgerOf("w.xlsx", row("侵", 1))})
	wants(t, err, fault.Invalid, "unit.not_found")
}

func TestRowsFindTheirProjects(t *testing.T) {
	named := func(name, firm string) LedgerRow { r := row(name, 9); r.Enterprise = firm; return r }
	coded := named("别的名字", "别的公司")
	coded.Code = "2601-320899-89-01-100001"
	credit := named("高性能纤维项目", "新名称公司")
	credit.EnterpriseCode, credit.Place = firmA, "west地区"
	wrong := named("高性能纤维项目", "新名称公司")
	wrong.EnterpriseCode, wrong.Place = "91320899MA0010002", "west地区"
	for _, c := range []struct {
		name  string
		row   LedgerRow
		match Match
	}{
		{"by the project code, whatever the name", coded, MatchCode},
		{"by credit code and name, in another unit too", credit, MatchCredit},
		{"by the name as offices write it", named("示例 新建高性能纤维项目", "示例"), MatchName},
		{"a wrong credit code is no key", wrong, MatchSimilar},
		{"a name that only looks alike is proposed", named("示例高性能纤维扩产项目", "示例"), MatchSimilar},
		{"another name is another project", named("完全不同的冷链物流园", "示例"), MatchNone},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t)
			o.save(lifecycle.Project{Name: "高性能纤维项目", Enterprise: "示例", EnterpriseCode: firmA, Code: "2601-320899-89-01-100001", Unit: o.units["city"]})
			d := o.preview(LedgerImport{File: ledgerOf("m.xlsx", c.row)})
			found := append(d.Added, d.Changed...)
			if len(found) != 1 || found[0].Match != c.match {
				t.Fatalf("%+v, want %s", found, c.match)
			}
			if merged := found[0].Project != nil; merged != (c.match != MatchNone && c.match != MatchSimilar) {
				t.Errorf("merged %v by %s", merged, c.match)
			}
			if c.match == MatchSimilar && len(found[0].Similar) == 0 {
				t.Error("nothing is proposed")
			}
		})
	}
}

func TestThePersonChooses(t *testing.T) {
	o := newOffice(t)
	id := o.save(lifecycle.Project{Name: "高性能纤维项目", Unit: o.units["city"]})
	other := o.save(lifecycle.Project{Name: "别处的", Unit: o.units["west"]})
	file := func() *LedgerFile { return ledgerOf("c.xlsx", row("高性能纤维扩产项目", 9)) }
	for _, c := range []struct {
		choice string
		want   [5]int
	}{
		{ChoiceNew, [5]int{1, 0, 0, 0, 2}},
		{ChoiceSkip, [5]int{0, 0, 0, 1, 2}},
		{id, [5]int{0, 1, 0, 0, 1}},
		{other, [5]int{0, 1, 0, 0, 1}},
	} {
		d := o.preview(LedgerImport{File: file(), Choices: map[string]string{"Sheet1!4": c.choice}})
		if counts(d) != c.want {
			t.Errorf("%s: %v, want %v", c.choice, counts(d), c.want)
		}
	}
	_, err := o.LedgerPreview(t.Context(), o.chief(), LedgerImport{Unit: o.units["city"], File: file(), Choices: map[string]string{"Sheet1!4": "no-such"}})
	wants(t, err, fault.Invalid, "ledger.choice")
	_, err = o.LedgerPreview(t.Context(), o.chief(), LedgerImport{Unit: o.units["city"], File: ledgerOf("c.xlsx", row("一", 1), row("二", 2)),
		Choices: map[string]string{"Sheet1!4": id, "Sheet1!5": id}})
	wants(t, err, fault.Invalid, "ledger.choice")
	// What lies outside the clerk's scope cannot be chosen into it.
	_, err = o.LedgerPreview(t.Context(), o.as(access.RoleReporter, "east"),
		LedgerImport{Unit: o.units["east"], File: file(), Choices: map[string]string{"Sheet1!4": other}})
	wants(t, err, fault.Invalid, "ledger.choice")
	_, _, err = o.LedgerImport(t.Context(), o.chief(), LedgerImport{Unit: o.units["city"], File: file(), Choices: map[string]string{"Sheet1!4": id}})
	o.must(err)
	page, err := o.Project(t.Context(), o.chief(), id, Moment{})
	o.must(err)
	if p := page.Project; p.Name != "高性能纤维扩产项目" || len(p.FormerNames) != 1 {
		t.Errorf("chosen: %s, formerly %v", p.Name, p.FormerNames)
	}
}

func TestWhatMovedSinceThePreviewIsAConflict(t *testing.T) {
	o := newOffice(t)
	o.take(row("甲", 1))
	d := o.preview(LedgerImport{File: ledgerOf("x.xlsx", row("甲", 2))})
	o.take(row("甲", 7))
	before := o.head()
	_, _, err := o.LedgerImport(t.Context(), o.chief(), LedgerImport{Unit: o.units["city"], Expect: d.Digest, File: ledgerOf("x.xlsx", row("甲", 2))})
	wants(t, err, fault.Conflict, "ledger.moved")
	if o.head() != before {
		t.Error("something was written")
	}
}

func TestALastRowThatFailsStoresNothing(t *testing.T) {
	o := newOffice(t)
	var rows []LedgerRow
	for i := range 400 {
		rows = append(rows, row("项目"+itoa(i), 1))
	}
	bad := row("坏", 1)
	bad.Name = strings.Repeat("长", 500)
	before := o.head()
	_, _, err := o.LedgerImport(t.Context(), o.chief(), LedgerImport{Unit: o.units["city"], File: ledgerOf("x.xlsx", append(rows, bad)...)})
	wants(t, err, fault.Invalid, "project.text_long")
	if e, ok := fault.As(err); !ok || e.Args["row"] != "Sheet1!404" {
		t.Errorf("the fault does not say the row: %v", err)
	}
	if o.head() != before || o.names(o.chief(), ProjectFilter{}) != "" {
		t.Error("something was stored")
	}
}

func TestNotReportedLeavesWhatIsThere(t *testing.T) {
	o := newOffice(t)
	full := row("甲", 1)
	full.Plan, full.PlanYear, full.YearDone, full.Leader, full.Place = yi(3), 2026, yi(1), "某", "某处"
	o.take(full)
	bare := LedgerRow{Name: "甲", Enterprise: "甲有限公司"}
	cause, d := o.take(bare)
	if cause != "" || d.Unchanged != 1 {
		t.Errorf("an empty cell changed something: %+v", d.Changed)
	}
}

func TestTheOfficeFindsOneProjectInTwoCounties(t *testing.T) {
	o := newOffice(t)
	add := func(name, firm, unit, parent string) string {
		return o.save(lifecycle.Project{Name: name, Enterprise: firm, Unit: o.units[unit], Parent: parent})
	}
	first := add("高速齿轮制造项目", "江苏示例传动有限公司", "east", "")
	second := add("新建高速齿轮制造", "示例传动", "west", "")
	add("标准厂房项目", "甲公司", "east", "")
	add("标准厂房项目", "乙公司", "west", "")
	parent := add("产业园项目", "丙公司", "east", "")
	add("产业园项目", "丙公司", "east", parent)
	twins, err := o.Twins(t.Context(), o.chief())
	o.must(err)
	if len(twins) != 1 || !(twins[0].A.Project.ID == first && twins[0].B.Project.ID == second || twins[0].A.Project.ID == second && twins[0].B.Project.ID == first) {
		t.Errorf("%d twins: %+v", len(twins), twins)
	}
	for _, unit := range []string{"east", "west"} {
		if twins, err := o.Twins(t.Context(), o.as(access.RoleReporter, unit)); err != nil || len(twins) != 0 {
			t.Errorf("%s sees a twin of another county: %v", unit, err)
		}
	}
}

func TestTheLayoutAndTheMappingAreRemembered(t *testing.T) {
	o := newOffice(t)
	if layout, err := o.LedgerLayout(t.Context(), o.chief(), o.units["city"]); err != nil || layout != nil {
		t.Errorf("a layout before any import: %v %v", layout, err)
	}
	o.take(row("甲", 1))
	layout, err := o.LedgerLayout(t.Context(), o.chief(), o.units["city"])
	o.must(err)
	if len(layout.Columns) != 2 || layout.Columns[1].Heading != "总投资" {
		t.Errorf("layout %+v", layout)
	}
	o.must(o.LedgerMap(t.Context(), o.chief(), LedgerMapping{Unit: o.units["city"], Layout: "l1", Columns: map[int]string{3: "leader"}}))
	kept, err := o.LedgerMappings(t.Context(), o.chief(), o.units["city"])
	o.must(err)
	if kept["l1"][3] != "leader" {
		t.Errorf("mapping %v", kept)
	}
	wants(t, o.LedgerMap(t.Context(), o.as(access.RoleReporter, "east"), LedgerMapping{Unit: o.units["west"], Layout: "l1"}), fault.NotFound, "")
	if _, err := o.LedgerLayout(t.Context(), o.as(access.RoleReporter, "east"), o.units["west"]); fault.KindOf(err) != fault.NotFound {
		t.Errorf("another county's layout: %v", err)
	}
	if kept, err := o.LedgerMappings(t.Context(), o.as(access.RoleReporter, "east"), o.units["city"]); err != nil || len(kept) != 0 {
		t.Errorf("another unit's mapping: %v %v", kept, err)
	}
}

// A figure belongs to the month the file states, or else the month the import is
// for, and December where the file is of an earlier year.
func TestFiguresBelongToTheirMonth(t *testing.T) {
	for _, c := range []struct {
		name  string
		row   func(r *LedgerRow)
		month workday.When
		want  string
	}{
		{"the last month that is over", func(*LedgerRow) {}, workday.When{}, "2026-02"},
		{"the month the import is for", func(*LedgerRow) {}, when("2026-01"), "2026-01"},
		{"the month the row states", func(r *LedgerRow) { r.Month = when("2025-06") }, workday.When{}, "2025-06"},
		{"the end of the file's own year", func(r *LedgerRow) { r.PlanYear = 2024 }, workday.When{}, "2024-12"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t)
			r := row("甲", 9)
			r.YearDone = money.Some(3 * money.Yi)
			c.row(&r)
			_, _, err := o.LedgerImport(t.Context(), o.chief(), LedgerImport{Unit: o.units["city"], Month: c.month, File: ledgerOf("f.xlsx", r)})
			o.must(err)
			table, err := o.Projects(t.Context(), o.chief(), ProjectFilter{})
			o.must(err)
			page, err := o.Project(t.Context(), o.chief(), table.Rows[0].Project.ID, Moment{})
			o.must(err)
			if len(page.Figures) != 1 || page.Figures[0].Month != when(c.want) {
				t.Errorf("figures %+v, want one of %s", page.Figures, c.want)
			}
		})
	}
	o := newOffice(t)
	_, _, err := o.LedgerImport(t.Context(), o.chief(), LedgerImport{Unit: o.units["city"], Month: when("2026-07"), File: ledgerOf("f.xlsx", row("甲", 1))})
	wants(t, err, fault.Invalid, "figure.month")
}
