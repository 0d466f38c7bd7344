package app

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/signal"
	"guatu/internal/target"
	"guatu/internal/workday"
)

const signedOne = "signed.declared.yi"

// aim is a fresh coded goal for 2026.
func (o *office) aim(unit string) target.Goal {
	return target.Goal{Kind: target.Coded, Code: "12", Name: o.fresh("“12”工程"), Unit: o.units[unit], From: workday.NewDate(2026, 1, 1), To: workday.NewDate(2026, 12, 31),
		Digits: []target.Digit{{Digit: "1", Text: "超100亿元项目1个"}, {Digit: "2", Text: "超50亿元项目2个", Any: true}}}
}

func (o *office) goal(unit string) string {
	o.t.Helper()
	id, err := o.GoalSave(o.ctx(), o.chief(), GoalSave{Goal: o.aim(unit)})
	o.must(err)
	return id
}

// pieces and amount are so many projects and so many 亿元.
func pieces(n int) target.Value         { return target.Value(n) * target.One }
func amount(yi money.Yuan) target.Value { return target.Value(yi*money.Yi) * target.One }

// quota asks so many signed projects of 亿元 of a unit in 2026.
func (o *office) quota(goal, unit string, low int) TargetSet {
	return TargetSet{Goal: goal, Unit: o.units[unit], Span: target.InYear(2026), From: workday.NewDate(2026, 1, 1),
		Clauses: []target.Clause{{Indicator: signedOne, Op: target.AtLeast, Low: pieces(low)}}}
}

func (o *office) set(in TargetSet) string {
	o.t.Helper()
	id, err := o.TargetSet(o.ctx(), o.chief(), in)
	o.must(err)
	return id
}

func (o *office) oath(goal, unit, id string) PledgeSign {
	return PledgeSign{Goal: goal, Unit: o.units[unit], Signer: "张示例", Post: "县长", To: "市委、市政府", Targets: []string{id}}
}

// signed is a project of so many 亿元 that was signed on a day.
func (o *office) signed(unit, on string, yi money.Yuan) string {
	p := lifecycle.Project{Name: o.fresh("签约"), Unit: o.units[unit], Total: money.Exactly(yi * money.Yi), Kind: "new"}
	p.SetFact(lifecycle.StageFact{Stage: lifecycle.Signed, Declared: true, DeclaredOn: when(on)})
	return o.save(p)
}

func (o *office) goals(who access.Actor, m Moment) []GoalRow {
	o.t.Helper()
	tree, err := o.Goals(o.ctx(), who, GoalFilter{Moment: m})
	o.must(err)
	return tree.Rows
}

func (o *office) chosen(who access.Actor, goal, id string, grain target.Grain) *GoalPage {
	o.t.Helper()
	p, err := o.GoalStanding(o.ctx(), who, GoalAsk{ID: goal, Target: id, Grain: grain})
	o.must(err)
	return p
}

func value(v target.Value) *target.Value { return &v }

func TestATargetIsHeldAgainstTheRegister(t *testing.T) {
	o := newOffice(t)
	o.signed("east", "2026-01-10", 3)
	o.signed("hill", "2026-02", 2) // known to the month: by its last day
	o.signed("west", "2026-03-01", 12)
	o.signed("east", "2026-03-02", 0) // too small
	o.signed("east", "2025-12-31", 3) // last year's
	goal := o.goal("city")
	in := o.quota(goal, "city", 12)
	in.Clauses = append(in.Clauses, target.Clause{Indicator: "signed.declared.total", Op: target.AtLeast, Low: amount(200)})
	o.set(in)
	row := o.goals(o.chief(), Moment{})[0].Targets[0]
	count, total := row.Clauses[0].Standing, row.Clauses[1].Standing
	// 19 March: 12 × (2 + 19/31) ÷ 12 = 2.61 are due.
	if count.Value != pieces(3) || count.Due != pieces(3) || count.State != target.OnCourse || row.Clauses[0].Light != signal.Normal {
		t.Errorf("the count: %+v", count)
	}
	if total.Value != amount(17) || total.State != target.Lagging || row.Clauses[1].Light != signal.Watch {
		t.Errorf("the amount: %+v %+v", total, row.Clauses[1])
	}
	if row.State != target.Lagging || row.Light != signal.Watch {
		t.Errorf("both together: %s %s", row.State, row.Light)
	}
}

func TestInvestmentIsHeldAgainstTheMonthItRunsTo(t *testing.T) {
	o := newOffice(t)
	id := o.project("甲", "east")
	o.report(id, "2026-01", 1)
	o.report(id, "2026-02", 3)
	goal := o.goal("city")
	in := o.quota(goal, "city", 1)
	in.Clauses = []target.Clause{{Indicator: "done.dispatch", Op: target.AtLeast, Low: amount(12)}}
	o.set(in)
	s := o.goals(o.chief(), Moment{})[0].Targets[0].Clauses[0].Standing
	if s.Value != amount(3) || s.To != workday.NewDate(2026, 2, 28) || s.Due != amount(2) {
		t.Errorf("%+v", s)
	}
	paces, err := o.Paces(t.Context(), o.chief(), PaceFilter{})
	o.must(err)
	if cells := paces.Rows[0].Cells; cells[1].Standing.Known || !cells[2].Standing.Known || cells[0].Standing.State != target.Unknown {
		t.Errorf("no return of March is there: %+v", cells)
	}
}

func TestATargetBrokenDownReconciles(t *testing.T) {
	o := newOffice(t)
	goal := o.goal("city")
	id := o.set(o.quota(goal, "city", 20))
	east, west := SplitRow{Unit: o.units["east"], Value: value(pieces(12))}, SplitRow{Unit: o.units["west"]}
	o.must(o.TargetSplit(t.Context(), o.chief(), TargetSplit{ID: id, Version: 1, Grain: target.Quarter, Rows: []SplitRow{east, west}}))
	p := o.chosen(o.chief(), goal, id, target.Quarter)
	want := map[string]target.Value{"east地区": pieces(12), "west地区": pieces(8)}
	got := map[string]target.Value{}
	for _, r := range p.Breakdown.Rows {
		if r.Target != "" {
			got[r.Name] = r.Value
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for j, c := range p.Breakdown.Columns {
		var sum target.Value
		for _, r := range p.Breakdown.Rows {
			if r.Target != "" {
				sum += r.Cells[j].Value
			}
		}
		if sum != c.Value {
			t.Errorf("%s: the units have %d of %d", c.Period, sum, c.Value)
		}
	}
	for name, c := range map[string]struct {
		in   TargetSplit
		code string
	}{
		"the second too late":               {TargetSplit{ID: id, Version: 7, Rows: []SplitRow{east}, Because: "x"}, ""},
		"one unit more, nobody less":        {TargetSplit{ID: id, Version: 2, Rows: []SplitRow{{Unit: o.units["east"], Value: value(pieces(14))}}, Because: "x"}, "target.units_over"},
		"a unit that is not directly below": {TargetSplit{ID: id, Version: 2, Rows: []SplitRow{{Unit: o.units["hill"]}}, Because: "x"}, "target.not_below"},
		"without a reason":                  {TargetSplit{ID: id, Version: 1, Grain: target.Quarter, Rows: []SplitRow{{Unit: o.units["east"], Value: value(pieces(13))}, west}}, "target.because_empty"},
	} {
		err := o.TargetSplit(t.Context(), o.chief(), c.in)
		if c.code == "" {
			wants(t, err, fault.Conflict, "")
		} else if f, ok := fault.As(err); !ok || f.Code != c.code && (len(f.Parts) == 0 || f.Parts[0].Code != c.code) {
			t.Errorf("%s: %v", name, err)
		}
	}
	try, err := o.TargetTry(t.Context(), o.chief(), TargetSplit{ID: id, Grain: target.Quarter, Rows: []SplitRow{{Unit: o.units["east"], Value: value(pieces(14))}, west}})
	o.must(err)
	carries := map[string]target.Value{}
	for _, c := range try.Carried {
		if c.Period.IsZero() {
			carries[c.Name] = c.Is - c.Was
		}
	}
	if diff := cmp.Diff(map[string]target.Value{"west地区": pieces(-2)}, carries); diff != "" {
		t.Errorf("who carries it: %s", diff)
	}
}

// TestThePartsFollowTheWhole: raising a target raises what the units carry, by
// what they had, and keeps the days that are over.
func TestThePartsFollowTheWhole(t *testing.T) {
	o := newOffice(t)
	goal := o.goal("city")
	id := o.set(o.quota(goal, "city", 20))
	o.must(o.TargetSplit(t.Context(), o.chief(), TargetSplit{ID: id, Version: 1, Grain: target.Quarter, From: workday.NewDate(2026, 1, 1),
		Rows: []SplitRow{{Unit: o.units["east"], Value: value(pieces(15))}, {Unit: o.units["west"]}}}))
	in := TargetSet{ID: id, Version: 1, Clauses: []target.Clause{{Indicator: signedOne, Op: target.AtLeast, Low: pieces(24)}}, Because: "加压"}
	_, err := o.TargetSet(t.Context(), o.chief(), in)
	o.must(err)
	for on, want := range map[workday.Date][]target.Value{workday.NewDate(2026, 3, 18): {pieces(20), pieces(15), pieces(5)}, workday.NewDate(2026, 3, 19): {pieces(24), pieces(18), pieces(6)}} {
		p, err := o.GoalStanding(t.Context(), o.chief(), GoalAsk{ID: goal, Moment: Moment{On: on}})
		o.must(err)
		got := []target.Value{p.Targets[0].Terms.Clauses[0].Low}
		for _, r := range p.Parts {
			got = append(got, r.Terms.Clauses[0].Low)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("on %s: %s", on, diff)
		}
	}
	in.Version, in.Ended = 2, true
	_, err = o.TargetSet(t.Context(), o.chief(), in)
	o.must(err)
	if p := o.chosen(o.chief(), goal, id, ""); len(p.Targets) != 0 || len(p.Parts) != 0 {
		t.Errorf("an ended target leaves %d and %d", len(p.Targets), len(p.Parts))
	}
}

func TestGoalsObeyTheScope(t *testing.T) {
	o := newOffice(t)
	goal, own := o.goal("city"), o.goal("west")
	id := o.set(o.quota(goal, "city", 20))
	o.set(o.quota(own, "west", 3))
	o.must(o.TargetSplit(t.Context(), o.chief(), TargetSplit{ID: id, Version: 1, Rows: []SplitRow{{Unit: o.units["east"]}, {Unit: o.units["west"]}}}))
	east := o.as(access.RoleOffice, "east")
	rows := o.goals(east, Moment{})
	if len(rows) != 1 || rows[0].Mine || len(rows[0].Targets) != 1 || rows[0].Targets[0].Name != "east地区" {
		t.Fatalf("the east sees %+v", rows)
	}
	given := rows[0].Targets[0]
	_, err := o.GoalStanding(t.Context(), east, GoalAsk{ID: own})
	wants(t, err, fault.NotFound, "goal.not_found")
	_, err = o.TargetSet(t.Context(), east, TargetSet{ID: given.ID, Version: 1, Clauses: given.Terms.Clauses, Because: "少一点"})
	wants(t, err, fault.Invalid, "target.given")
	o.must(o.TargetSplit(t.Context(), east, TargetSplit{ID: given.ID, Version: 1, Grain: target.Month, Rows: []SplitRow{{Unit: o.units["hill"]}, {Unit: o.units["joint"]}}, Because: "分解到乡镇"}))
	wants(t, o.TargetSplit(t.Context(), east, TargetSplit{ID: id, Version: 1, Rows: []SplitRow{{Unit: o.units["west"]}}, Because: "x"}), fault.NotFound, "")
	aim := o.aim("east")
	aim.Serves = []string{goal}
	_, err = o.GoalSave(t.Context(), east, GoalSave{Goal: aim})
	o.must(err)
	aim.Serves = []string{own}
	_, err = o.GoalSave(t.Context(), east, GoalSave{Goal: aim})
	wants(t, err, fault.Invalid, "goal.no_served")
}

func TestNoStatisticalTargetForACompany(t *testing.T) {
	o := newOffice(t)
	goal := o.goal("city")
	firm, err := o.UnitSave(t.Context(), o.chief(), UnitSave{Unit: access.Unit{Name: "平台公司", Kind: access.Company, Order: 9, Parents: []access.Share{{Parent: o.units["city"], Share: access.WholeShare}}}})
	o.must(err)
	// What is statistical follows from what an indicator is made of, formulas too.
	for code, statistical := range map[string]bool{"in_statistics.recognised": true, "done.statistics": true, "rate.year.statistics": true, "rate.two_senses": true, "tax": true,
		"industry.growth": true, "rate.funds": true, "rate.store": true, "started.declared": false, "done.dispatch": false, "rate.year": false} {
		in := o.quota(goal, "city", 20)
		in.Clauses[0].Indicator, in.Unit = code, firm
		_, err := o.TargetSet(t.Context(), o.chief(), in)
		if !statistical {
			o.must(err)
			continue
		}
		wants(t, err, fault.Invalid, "target.enterprise_statistics")
		in.Unit = o.units["city"]
		id := o.set(in)
		if o.chosen(o.chief(), goal, id, "").Chosen.Clauses[0].Sums {
			wants(t, o.TargetSplit(t.Context(), o.chief(), TargetSplit{ID: id, Version: 1, Rows: []SplitRow{{Unit: firm}}}), fault.Invalid, "target.enterprise_statistics")
		}
	}
}

func TestAPledgeStaysWhatWasSigned(t *testing.T) {
	o := newOffice(t)
	goal := o.goal("east")
	id := o.set(o.quota(goal, "east", 8))
	pledge, err := o.PledgeSign(t.Context(), o.as(access.RoleLeader, "east"), o.oath(goal, "east", id))
	o.must(err)
	_, err = o.TargetSet(t.Context(), o.chief(), TargetSet{ID: id, Version: 1, Clauses: []target.Clause{{Indicator: signedOne, Op: target.AtLeast, Low: pieces(9)}}, Because: "加压"})
	o.must(err)
	p, err := o.Pledge(t.Context(), o.chief(), pledge, Moment{})
	o.must(err)
	if l := p.Lines[0]; l.Clauses[0].Clause.Low != pieces(8) || !l.Changed {
		t.Errorf("what was signed for is now %+v", l)
	}
	_, err = o.Pledge(t.Context(), o.as(access.RoleReporter, "west"), pledge, Moment{})
	wants(t, err, fault.NotFound, "pledge.not_found")
	later := o.oath(goal, "east", "nothing")
	later.Signed = o.Today() + 1
	_, err = o.PledgeSign(t.Context(), o.chief(), later)
	if f, ok := fault.As(err); !ok || len(f.Parts) != 3 {
		t.Errorf("%v", err)
	}
}
