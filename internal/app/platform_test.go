package app

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"guatu/internal/access"
	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/platform"
	"guatu/internal/platform/platformtest"
	"guatu/internal/ruleset"
	"guatu/internal/workday"
)

const codeA, codeB, codeC, codeD = "2503-320899-04-01-100001", "2504-320899-04-02-100002", "2505-320899-07-05-100003", "2506-320899-04-01-100004"

// coded is a project in a unit with a code of the platform, screened unless said.
func (o *office) coded(code, unit string, screen bool) string {
	o.t.Helper()
	id := o.save(lifecycle.Project{Name: o.fresh("平台项目"), Unit: o.units[unit], Kind: "new", Code: code, Enterprise: "示例甲有限公司", EnterpriseCode: firmA})
	if screen {
		o.must(o.ChecklistScreen(o.ctx(), o.chief(), ChecklistScreen{Project: id, Answers: map[string]string{"land": "owned"}}))
	}
	return id
}

// sent is a text as the platform's file.
func (o *office) fromPlatform(text string) PlatformTake {
	o.t.Helper()
	f, err := platform.Read(strings.NewReader(text))
	o.must(err)
	return PlatformTake{Name: "平台.csv", File: f}
}

// rowsOf are rows of a .csv: 项目代码 事项 环节 日期 and what else, by blanks.
func rowsOf(rows ...string) string {
	head := "项目代码,事项,环节,日期,停表情形,停表截止日,文书编号,缺少材料,补齐期限,补齐材料,证书编号,办理部门\n"
	for _, r := range rows {
		head += strings.ReplaceAll(r, " ", ",") + "\n"
	}
	return head
}

func shownOf(d *PlatformDiff) (lines []string) {
	for _, l := range d.Lines {
		line := fmt.Sprintf("%d %s %s", l.At, l.State, l.Code)
		lines = append(lines, strings.TrimSpace(line))
	}
	return lines
}

// The fake platform's file, seen, taken, sent again, and sent back.
func TestAFileOfThePlatformComesInAndGoesOut(t *testing.T) {
	for seed := range uint64(6) {
		for _, form := range []platform.Form{platform.CSV, platform.JSON} {
			t.Run(fmt.Sprint(seed, form), func(t *testing.T) { thereAndBack(t, seed, form) })
		}
	}
}

func thereAndBack(t *testing.T, seed uint64, form platform.Form) {
	o := newOffice(t)
	ids := map[string]string{codeA: o.coded(codeA, "east", true), codeB: o.coded(codeB, "west", true), codeC: o.coded(codeC, "city", true)}
	story := platformtest.Platform{Seed: seed, Today: o.Today(), Projects: []string{codeA, codeB, codeC}, Unknown: 6,
		Items: []platformtest.Item{{Name: "项目备案", Days: 1}, {Name: "eia", Minor: []string{"现状监测报告"}, Days: 7}, {Name: "施工图审查", Minor: []string{"勘察报告"}, Days: 5}, {Name: "施工许可", Days: 5}}}
	story.Items[0].Name, story.Items[2].Name = "企业投资项目备案", "图审"
	told := story.Tell()
	text, err := told.File(form)
	o.must(err)
	in := o.fromPlatform(text)
	d, err := o.PlatformPreview(o.ctx(), o.chief(), in)
	o.must(err)
	want := 0
	for _, events := range told.True {
		want += len(events)
	}
	if d.New != want || d.Known != told.Twice || d.Refused != told.UnknownProjects+told.UnknownItems || len(d.Lines) != len(told.Sent) {
		for _, l := range d.Lines {
			if l.State == PlatformRefused {
				t.Log(l.At, l.Project, l.Item, l.Kind, l.On, l.Code, l.Why)
			}
		}
		t.Fatalf("new %d of %d, known %d of %d, refused %d of %d+%d", d.New, want, d.Known, told.Twice, d.Refused, told.UnknownProjects, told.UnknownItems)
	}
	in.Expect = d.Digest
	cause, taken, err := o.PlatformTake(o.ctx(), o.chief(), in)
	o.must(err)
	if cause == "" || taken.Digest != d.Digest {
		t.Errorf("what was taken is not what was shown")
	}
	for code, id := range ids {
		if p := o.approvals(id); p.Bad != nil || len(o.noted(id)) != len(told.True[code]) {
			t.Errorf("%s: %v, %d records of %d", code, p.Bad, len(o.noted(id)), len(told.True[code]))
		}
	}
	before := o.head()
	in.Expect = ""
	cause, taken, err = o.PlatformTake(o.ctx(), o.chief(), in)
	o.must(err)
	if cause != "" || taken.New != 0 || taken.Known != want+told.Twice || o.head() != before {
		t.Errorf("the same file again: %q, %d new, %d entries", cause, taken.New, o.head()-before)
	}
	back, err := o.PlatformFile(o.ctx(), o.chief(), ProjectFilter{})
	o.must(err)
	var b strings.Builder
	o.must(platform.Write(&b, form, back))
	again := o.fromPlatform(b.String())
	same2(t, "export", eventsOf(told.True[codeA], told.True[codeB], told.True[codeC]), eventsOf(again.File.Records))
	if d, err = o.PlatformPreview(o.ctx(), o.chief(), again); err != nil || d.New+d.Refused > 0 || d.Known != want {
		t.Errorf("what went out comes in as known: %v %+v", err, d)
	}
}

// eventsOf are records as lines in an order of their own, items and documents by our
// codes.
func eventsOf(lists ...[]platform.Record) (lines []string) {
	c := ruleset.Default().Approvals
	for _, r := range slices.Concat(lists...) {
		e, ok := c.Named(r.Item)
		if !ok {
			e, _ = c.AtPlatform(r.Item)
		}
		named := func(doc string) string {
			for _, m := range e.Materials {
				if m.Name == doc {
					return m.Code
				}
			}
			return doc
		}
		var missing []string
		for _, doc := range r.Missing {
			missing = append(missing, named(doc))
		}
		lines = append(lines, fmt.Sprint(r.Project, e.Code, r.Kind, r.On, r.Reason, r.Until, r.Notice, missing, r.SupplyBy, named(r.Doc), r.Number, r.Office))
	}
	slices.Sort(lines)
	return lines
}

// What is refused, and that the rest goes in all the same: a project whole or not.
func TestWhatAFileOfThePlatformIsRefusedFor(t *testing.T) {
	o := newOffice(t)
	good, bad, bare, spoilt := o.coded(codeA, "east", true), o.coded(codeB, "east", true), o.coded(codeC, "east", false), o.coded(codeD, "east", true)
	text := rowsOf(
		codeA+" 环评 受理 2026-01-05", codeA+" 环评 办结 2026-01-12 淮 x", // the second has a reason: not of its kind
		codeB+" 环评 停表 2026-01-05 公示 2026-01-09 停1", codeB+" 环评 受理 2026-01-07",
		codeC+" 环评 受理 2026-01-05",
		codeD+" 环评 受理 2026-01-05", codeD+" 环评 受理 昨天",
		"2401-110101-04-01-000001 环评 受理 2026-01-05")
	d, err := o.PlatformPreview(o.ctx(), o.chief(), o.fromPlatform(text))
	o.must(err)
	same2(t, "lines", []string{"2 refused platform.project_incomplete", "3 refused platform.reason", "3 refused platform.date",
		"4 refused platform.left_out", "5 refused platform.left_out", "6 refused platform.unscreened", "7 refused platform.project_incomplete", "8 refused platform.date", "9 refused platform.project_unknown"},
		slices.DeleteFunc(shownOf(d), func(s string) bool { return s == "3 refused platform.not_of_kind" }))
	text = rowsOf(codeA+" 环评 受理 2026-01-05", codeA+" 环评 受理 2026-01-05", codeA+" 环评 办结 2026-01-12       淮审1号 生态环境局", codeA+" 安评 受理 2026-01-05", codeA+" 海域使用 受理 2026-01-05",
		codeB+" 环评 办结 2026-01-05", codeD+" 环评 受理 2030-01-05")
	in := o.fromPlatform(text)
	cause, d, err := o.PlatformTake(o.ctx(), o.chief(), in)
	o.must(err)
	same2(t, "lines", []string{"2 new", "3 known", "4 new", "5 refused platform.item_outside", "6 refused platform.item_unknown", "7 refused platform.left_out", "8 refused platform.left_out"}, shownOf(d))
	same2(t, "records", []string{"2026-01-05 eia accepted", "2026-01-12 eia granted reply=淮审1号"}, o.recordsOf(good))
	if len(o.recordsOf(bad))+len(o.recordsOf(bare))+len(o.recordsOf(spoilt)) != 0 || d.Projects != 1 {
		t.Errorf("something of a project that was left out went in: %d projects", d.Projects)
	}
	o.must(o.LedgerUndo(o.ctx(), o.chief(), cause))
	same2(t, "undone", nil, o.recordsOf(good))
	wants(t, o.LedgerUndo(o.ctx(), o.chief(), cause), fault.Conflict, "ledger.undone")
}

// An event that is there with another end is a contradiction; a ledger's word gives
// way to the platform's.
func TestThePlatformAndWhatIsKnown(t *testing.T) {
	o := newOffice(t)
	a, b := o.coded(codeA, "east", true), o.coded(codeB, "east", true)
	day := func(d int) workday.Date { return workday.NewDate(2026, 1, d) }
	o.note(a, "eia", approval.Accepted, day(5))
	o.note(a, "eia", approval.Stopped, day(6), halted(approval.PublicNotice, day(12)))
	o.take(o.dated(b, "eia.granted=2026-01-20"))
	in := o.fromPlatform(rowsOf(codeA+" 环评 停表 2026-01-06 公示 2026-01-16 告〔2026〕3号", codeB+" 环评 受理 2026-01-07", codeB+" 环评 办结 2026-01-19"))
	_, d, err := o.PlatformTake(o.ctx(), o.chief(), in)
	o.must(err)
	same2(t, "lines", []string{"2 refused platform.left_out", "3 new", "4 new"}, shownOf(d))
	if e, _ := fault.As(d.Lines[0].Why); e == nil || e.Parts[0].Code != "platform.differs" || e.Parts[0].Args["item"] != "环境影响报告表" {
		t.Errorf("why: %v", d.Lines[0].Why)
	}
	same2(t, "records", []string{"2026-01-07 eia accepted", "2026-01-19 eia granted", "(2026-01-20 eia accepted assumed)", "(2026-01-20 eia granted)"}, sortedDays(o.recordsOf(b)))
	same2(t, "a ledger after that", []string{"C9 approval_kept approval.eia.granted 2026-01-19"}, notesOfDiff(&LedgerDiff{Notes: o.preview(LedgerImport{File: ledgerOf("x.xlsx", o.dated(b, "eia.granted=2026-01-21"))}).Notes}))
}

func sortedDays(lines []string) []string {
	slices.SortFunc(lines, func(a, b string) int { return cmp.Compare(strings.TrimLeft(a, "("), strings.TrimLeft(b, "(")) })
	return lines
}

// A county sees and takes its own projects only; an enterprise takes nothing.
func TestTheScopeOfAFile(t *testing.T) {
	o := newOffice(t)
	o.coded(codeA, "east", true)
	o.coded(codeB, "west", true)
	in := o.fromPlatform(rowsOf(codeA+" 环评 受理 2026-01-05", codeB+" 环评 受理 2026-01-05"))
	east := o.as(access.RoleReporter, "east")
	_, d, err := o.PlatformTake(o.ctx(), east, in)
	o.must(err)
	same2(t, "lines", []string{"2 new", "3 refused platform.project_unknown"}, shownOf(d))
	list, err := o.PlatformFile(o.ctx(), east, ProjectFilter{})
	o.must(err)
	if len(list) != 1 || list[0].Project != codeA {
		t.Errorf("the county's file: %v", list)
	}
	_, err = o.PlatformPreview(o.ctx(), o.as(access.RoleEnterprise, "east"), in)
	wants(t, err, fault.Forbidden, "access.forbidden")
	_, _, err = o.PlatformTake(o.ctx(), o.as(access.RoleEnterprise, "east"), in)
	wants(t, err, fault.Forbidden, "access.forbidden")
	in.Expect = "then"
	_, _, err = o.PlatformTake(o.ctx(), east, in)
	wants(t, err, fault.Conflict, "ledger.moved")
	if d := gocmp.Diff(1, len(o.noted(o.idOf(codeA)))); d != "" {
		t.Error(d)
	}
}

func (o *office) idOf(code string) string {
	f, err := o.facts(o.ctx(), o.chief().Tenant())
	o.must(err)
	for _, d := range f.dossiers {
		if d.project.Code == code {
			return d.project.ID
		}
	}
	return ""
}
