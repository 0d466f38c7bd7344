package app

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/access"
	"guatu/internal/approval"
	"guatu/internal/workday"
)

// dated is a row of a project, or of one nobody knows, with approval dates: "eia.accepted=2026-02-02".
func (o *office) dated(id string, dates ...string) LedgerRow {
	r := LedgerRow{Name: "新来的项目"}
	if id != "" {
		p := o.approvals(id).Project.Project
		r.Name, r.Enterprise, r.EnterpriseCode = p.Name, p.Enterprise, p.EnterpriseCode
	}
	for i, d := range dates {
		where, on, _ := strings.Cut(d, "=")
		item, kind, _ := strings.Cut(where, ".")
		on, number, _ := strings.Cut(on, "#")
		r.Approvals = append(r.Approvals, LedgerApproval{Item: item, Kind: approval.Kind(kind), When: when(on), Number: number, Cell: fmt.Sprintf("%c9", 'C'+i)})
	}
	return r
}

// recordsOf are a project's records as lines, those struck in brackets.
func (o *office) recordsOf(project string) (lines []string) {
	o.t.Helper()
	records := slices.Clone(o.noted(project))
	slices.SortStableFunc(records, func(a, b approval.Record) int { return int(a.On - b.On) })
	for _, r := range records {
		line := fmt.Sprintf("%s %s %s", r.On, r.Item, r.Kind)
		for _, c := range r.Certificate {
			line += " " + c.Code + "=" + c.Name
		}
		if strings.HasPrefix(r.Source, AssumedSource) {
			line += " assumed"
		}
		if r.Struck != "" {
			line = "(" + line + ")"
		}
		lines = append(lines, line)
	}
	return lines
}

func notesOfDiff(d *LedgerDiff) (lines []string) {
	for _, n := range d.Notes {
		lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s %s %s %s", n.Cell, n.Code, n.Field, n.Understood)))
	}
	return lines
}

func fieldsOfDiff(d *LedgerDiff) (lines []string) {
	for _, c := range d.Changed {
		for _, f := range c.Fields {
			lines = append(lines, fmt.Sprintf("%s %s→%s", f.Field, f.Old, f.New))
		}
	}
	return lines
}

func same2(t *testing.T, what string, want, got []string) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s: %s", what, d)
	}
}

// A ledger's dates become records; the same file again changes nothing; another day
// corrects what the ledger said; all of it is undone as one.
func TestALedgerBringsApprovalDates(t *testing.T) {
	o := newOffice(t)
	id := o.screened("甲")
	first := []LedgerRow{o.dated(id, "filing.granted=2026-01-08", "eia.submitted=2026-01-12", "eia.accepted=2026-01-14", "eia.granted=2026-01-26#淮环审〔2026〕1号")}
	d := o.preview(LedgerImport{File: ledgerOf("手续.xlsx", first...)})
	same2(t, "fields", []string{`approval.eia.accepted →"2026-01-14"`, `approval.eia.granted →"2026-01-26"`, `approval.eia.submitted →"2026-01-12"`,
		`approval.filing.accepted →"2026-01-08"`, `approval.filing.granted →"2026-01-08"`}, fieldsOfDiff(d))
	same2(t, "notes", []string{"C9 approval_assumed approval.filing.granted"}, notesOfDiff(d))
	cause, _ := o.take(first...)
	if p := o.approvals(id); p.Bad != nil || p.item("eia").Standing.State != approval.StateGranted {
		t.Fatalf("the records do not agree: %v", p.Bad)
	}
	figures, err := o.ApprovalFigures(o.ctx(), o.chief(), WhoseFilter{})
	o.must(err)
	for _, g := range figures.Items {
		if g.Key == "filing" {
			t.Error("an item whose acceptance nobody reported has no days to count")
		}
	}
	kept := []string{"2026-01-08 filing accepted assumed", "2026-01-08 filing granted", "2026-01-12 eia submitted", "2026-01-14 eia accepted", "2026-01-26 eia granted reply=淮环审〔2026〕1号"}
	got := o.recordsOf(id)
	slices.Sort(got)
	same2(t, "records", kept, got)
	before := o.head()
	again := []LedgerRow{o.dated(id, "filing.granted=2026-01-08", "eia.submitted=2026-01-12", "eia.accepted=2026-01-14", "eia.granted=2026-01-26")}
	if c, d := o.take(again...); c != "" || counts(d) != [5]int{0, 0, 1, 0, 0} || o.head() != before {
		t.Errorf("the same dates again: %q %v, %d entries", c, counts(d), o.head()-before)
	}
	o.clock.Advance(time.Hour)
	other, diff := o.take(o.dated(id, "filing.granted=2026-01-09", "eia.granted=2026-01-28"))
	same2(t, "corrections", []string{`approval.eia.granted "2026-01-26"→"2026-01-28"`, `approval.filing.accepted "2026-01-08"→"2026-01-09"`, `approval.filing.granted "2026-01-08"→"2026-01-09"`}, fieldsOfDiff(diff))
	got = o.recordsOf(id)
	slices.Sort(got)
	same2(t, "corrected", []string{"(2026-01-08 filing accepted assumed)", "(2026-01-08 filing granted)", "(2026-01-26 eia granted reply=淮环审〔2026〕1号)",
		"2026-01-09 filing accepted assumed", "2026-01-09 filing granted", "2026-01-12 eia submitted", "2026-01-14 eia accepted", "2026-01-28 eia granted reply=淮环审〔2026〕1号"}, got)
	o.must(o.LedgerUndo(o.ctx(), o.chief(), other))
	got = o.recordsOf(id)
	slices.Sort(got)
	same2(t, "undone", kept, got)
	o.must(o.LedgerUndo(o.ctx(), o.chief(), cause))
	same2(t, "all undone", nil, o.recordsOf(id))
}

// What cannot be is said beside its cell, and the rest of the ledger goes in.
func TestApprovalDatesThatCannotBe(t *testing.T) {
	o := newOffice(t)
	id := o.screened("甲")
	o.note(id, "filing", approval.Accepted, workday.NewDate(2026, 1, 5))
	o.note(id, "filing", approval.Granted, workday.NewDate(2026, 1, 6))
	bare := o.owned("乙")
	rows := []LedgerRow{
		o.dated(id, "filing.granted=2026-01-08", "eia.accepted=2026-01-26", "eia.granted=2026-01-14", "scheme.granted=2026-02", "drawings.accepted=2030-01-01", "land_sale.granted=2026-01-05", "safety.accepted=2026-01-05"),
		o.dated(bare, "eia.granted=2026-01-14", "scheme.granted=2026-01-15"),
		o.dated("", "eia.granted=2026-01-14"),
	}
	rows[0].Approvals = append(rows[0].Approvals, LedgerApproval{Item: "utilities", Kind: approval.Accepted, When: when("2026-02-03"), Cell: "J9"})
	_, d := o.take(rows...)
	same2(t, "notes", []string{
		"C9 approval_kept approval.filing.granted 2026-01-06",
		"D9 approval_disorder approval.eia.accepted", "E9 approval_disorder approval.eia.granted",
		"F9 approval_no_day approval.scheme.granted", "G9 approval_future approval.drawings.accepted",
		"H9 approval_outside approval.land_sale.granted", "I9 approval_outside approval.safety.accepted",
		"C9 approval_unscreened approval.eia.granted", "C9 approval_unscreened approval.eia.granted",
	}, notesOfDiff(d))
	if d.Notes[0].Project != id || d.Notes[7].Project != bare || d.Notes[8].Project != "" {
		t.Errorf("whose notes: %+v", d.Notes)
	}
	if d.Findings["approval_outside"] != 1 || d.Findings["approval_unscreened"] != 2 {
		t.Errorf("findings are counted by row: %v", d.Findings)
	}
	same2(t, "records", []string{"2026-01-05 filing accepted", "2026-01-06 filing granted", "2026-02-03 utilities accepted"}, o.recordsOf(id))
	if len(o.recordsOf(bare)) != 0 || o.approvals(id).Bad != nil {
		t.Error("nothing is kept that cannot be reckoned with")
	}
}

// After a refusal the ledger speaks of the next round.
func TestALedgerSpeaksOfTheRoundUnderWay(t *testing.T) {
	o := newOffice(t)
	id := o.screened("甲")
	day := func(d int) workday.Date { return workday.NewDate(2026, 1, d) }
	o.note(id, "eia", approval.Accepted, day(5))
	o.note(id, "eia", approval.Refused, day(9))
	_, d := o.take(o.dated(id, "eia.accepted=2026-01-12", "eia.granted=2026-01-20"))
	if len(d.Notes) > 0 {
		t.Errorf("notes: %v", notesOfDiff(d))
	}
	same2(t, "records", []string{"2026-01-05 eia accepted", "2026-01-09 eia refused", "2026-01-12 eia accepted", "2026-01-20 eia granted"}, o.recordsOf(id))
}

// What a preview shows of approvals is what the import does.
func TestAPreviewOfApprovalsIsKept(t *testing.T) {
	o := newOffice(t)
	id := o.screened("甲")
	rows := []LedgerRow{o.dated(id, "eia.accepted=2026-01-12")}
	d := o.preview(LedgerImport{File: ledgerOf("a.xlsx", rows...)})
	o.note(id, "eia", approval.Accepted, workday.NewDate(2026, 1, 13))
	_, _, err := o.LedgerImport(o.ctx(), o.chief(), LedgerImport{Unit: o.units["city"], Expect: d.Digest, File: ledgerOf("a.xlsx", rows...)})
	if err == nil || !strings.Contains(err.Error(), "ledger.moved") {
		t.Errorf("somebody was faster: %v", err)
	}
	words, err := o.LedgerWords(o.ctx(), o.as(access.RoleReporter, "east"))
	o.must(err)
	if words["环评"] != "eia" {
		t.Errorf("words: %v", words)
	}
}

// What goes out in a unit's own layout is what came in: taken in again it changes
// nothing.
func TestApprovalDatesGoOutAsTheyCameIn(t *testing.T) {
	o := newOffice(t)
	id := o.screened("甲")
	o.take(o.dated(id, "filing.granted=2026-01-08#证1", "eia.submitted=2026-01-12", "eia.accepted=2026-01-14", "eia.granted=2026-01-26#淮环审〔2026〕1号"))
	given, err := o.LedgerGive(o.ctx(), o.chief(), ProjectFilter{}, false)
	o.must(err)
	var lines []string
	var again LedgerRow
	given.Each(func(r *LedgerRow, err error) bool {
		o.must(err)
		for _, a := range r.Approvals {
			lines, again = append(lines, fmt.Sprintf("%s.%s=%s#%s", a.Item, a.Kind, a.When, a.Number)), *r
		}
		return true
	})
	slices.Sort(lines)
	same2(t, "given", []string{"eia.accepted=2026-01-14#", "eia.granted=2026-01-26#淮环审〔2026〕1号", "eia.submitted=2026-01-12#", "filing.granted=2026-01-08#证1"}, lines)
	if d := o.preview(LedgerImport{File: ledgerOf("again.xlsx", again)}); d.Unchanged != 1 || len(d.Notes) > 0 {
		t.Errorf("again: %v %v %v", counts(d), fieldsOfDiff(d), notesOfDiff(d))
	}
}
