package target

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/workday"
)

// done answers with so many from a day on, for the unit "u"; others as told.
func done(v Value, others map[string]Value) Reader {
	return func(a Ask) Reading {
		if a.Unit == "u" {
			return Reading{Value: v, Known: v >= 0}
		}
		o, known := others[a.Unit]
		return Reading{Value: o, Known: known}
	}
}

func TestStandings(t *testing.T) {
	year := InYear(2026)
	look := func(v Value, on string, sums bool) Look {
		return Look{Unit: "u", Peers: []string{"p", "q", "r"}, Span: year, Curve: Linear(), On: date(t, on), Ind: Indicator{Measure: Count, Adds: sums},
			Read: done(v, map[string]Value{"p": 800, "q": 901, "province": 620})}
	}
	for _, c := range []struct {
		name   string
		clause Clause
		look   Look
		want   Standing
	}{
		{"新招引56个以上, 30 by the end of June", Clause{Op: AtLeast, Low: 56}, look(30, "2026-06-30", true),
			Standing{Part: 56, Value: 30, Due: 28, Gap: 2, Left: 26, Days: 184, PaceOn: date(t, "2026-12-04"), State: OnCourse}},
		{"behind what is due", Clause{Op: AtLeast, Low: 56}, look(20, "2026-06-30", true),
			Standing{Part: 56, Value: 20, Due: 28, Gap: -8, Left: 36, Days: 184, PaceOn: date(t, "2027-05-22"), State: Lagging}},
		{"reached before the end", Clause{Op: AtLeast, Low: 56}, look(57, "2026-06-30", true), Standing{Part: 56, Value: 57, Due: 28, Gap: 29, Days: 184, State: Met}},
		{"the year is over and it is not reached", Clause{Op: AtLeast, Low: 56}, look(55, "2027-01-01", true), Standing{Part: 56, Value: 55, Due: 56, Gap: -1, Left: 1, State: Missed}},
		{"nothing reported is not nought", Clause{Op: AtLeast, Low: 56}, look(-1, "2026-06-30", true), Standing{Part: 56, Days: 184, State: Unknown}},
		{"before it began", Clause{Op: AtLeast, Low: 56}, look(0, "2025-12-31", true), Standing{Part: 56, Days: 365, State: Upcoming}},
		{"1-2个: one is enough", Clause{Op: Between, Low: 1, High: 2}, look(1, "2026-06-30", true), Standing{Part: 1, Value: 1, Gap: 1, Days: 184, State: Met}},
		{"1-2个: three are beyond it", Clause{Op: Between, Low: 1, High: 2}, look(3, "2026-06-30", true), Standing{Part: 1, Value: 3, Gap: 3, Days: 184, State: Beyond}},
		{"at most, within what is due", Clause{Op: AtMost, Low: 24}, look(11, "2026-06-30", true), Standing{Part: 24, Value: 11, Due: 12, Gap: 1, Left: 13, Days: 184, State: Met}},
		{"at most, more than is due by now", Clause{Op: AtMost, Low: 24}, look(13, "2026-06-30", true), Standing{Part: 24, Value: 13, Due: 12, Gap: -1, Left: 11, Days: 184, State: Lagging}},
		{"exactly, too many", Clause{Op: Exactly, Low: 3}, look(4, "2026-06-30", true), Standing{Part: 3, Value: 4, Due: 1, Gap: 3, Days: 184, State: Missed}},
		{"增长9.5% with 9.2%", Clause{Op: Growth, Low: 950}, look(920, "2026-06-30", false), Standing{Part: 950, Value: 920, Due: 950, Gap: -30, Left: 30, Days: 184, State: Lagging}},
		{"增长9.5% with 9.6%", Clause{Op: Growth, Low: 950}, look(960, "2026-06-30", false), Standing{Part: 950, Value: 960, Due: 950, Gap: 10, Days: 184, State: Met}},
		{"above the province's", Clause{Op: Above, Against: "province"}, look(640, "2026-06-30", false), Standing{Part: 620, Value: 640, Due: 620, Gap: 20, Days: 184, State: Met}},
		{"above the mean of those beside it, as far as they reported", Clause{Op: Above, Against: Peers, Low: 50}, look(900, "2026-06-30", false),
			Standing{Part: 901, Value: 900, Due: 901, Gap: -1, Left: 1, Days: 184, State: Lagging}},
		{"compared with who did not report", Clause{Op: Above, Against: "nobody"}, look(900, "2026-06-30", false), Standing{Value: 900, Days: 184, State: Unknown}},
		{"never under 20, with 26", Clause{Op: Never, Low: 20, High: 25}, look(26, "2026-06-30", false), Standing{Part: 20, Value: 26, Due: 20, Gap: 6, Days: 184, State: Met}},
		{"never under 20, with 22: refill", Clause{Op: Never, Low: 20, High: 25}, look(22, "2026-06-30", false), Standing{Part: 20, Value: 22, Due: 20, Gap: 2, Days: 184, State: Refill}},
		{"never under 20, with 19", Clause{Op: Never, Low: 20, High: 25}, look(19, "2026-06-30", false), Standing{Part: 20, Value: 19, Due: 20, Gap: -1, Left: 1, Days: 184, State: Missed}},
		{"26个3月31日前全部开工, on 28 February", Clause{Op: ByDay, Low: 26, Due: date(t, "2026-03-31")}, look(20, "2026-02-28", true),
			Standing{Part: 26, Value: 20, Due: 17, Gap: 3, Left: 6, Days: 31, PaceOn: date(t, "2026-03-18"), State: OnCourse}},
		{"26个3月31日前全部开工, on 1 April", Clause{Op: ByDay, Low: 26, Due: date(t, "2026-03-31")}, look(25, "2026-04-01", true), Standing{Part: 26, Value: 25, Due: 26, Gap: -1, Left: 1, State: Missed}},
	} {
		got := c.clause.Standing(c.look)
		c.want.Period = year
		if c.clause.Op == ByDay {
			c.want.Period.Last = c.clause.Due
		}
		c.want.Known = c.want.Known || c.want.Value > 0
		got.Rate, got.DueOf, got.RateOK, got.Tens, got.Months, got.PerTen, got.PerMonth, got.CatchUp, got.To = 0, 0, false, 0, 0, 0, 0, 0, 0
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// TestTenDaysKeepTheMonth: what was missed before a period is asked of it too.
func TestTenDaysKeepTheMonth(t *testing.T) {
	on := date(t, "2026-03-15")
	perDay := func(a Ask) Reading { return Reading{Value: Value(a.To-a.From) + 1, Known: true} } // one a day
	l := Look{Unit: "u", Span: InYear(2026), Curve: Linear(), On: on, Ind: counted, Read: perDay}
	c := Clause{Op: AtLeast, Low: 730} // two a day
	got := map[Grain]Standing{}
	for _, g := range []Grain{TenDays, Month, Quarter} {
		got[g] = c.In(l, PeriodAt(on, g))
	}
	ten := got[TenDays]
	if ten.Value != 5 || ten.Days != 5 || ten.Tens != 1 || ten.Left != ten.Part-5 || ten.State != Lagging {
		t.Errorf("the ten days: %+v", ten)
	}
	plan := c.Plan(l.Span, l.Curve, counted)
	for g, s := range got {
		if want := plan.Due(s.Period.Last) - 74; s.CatchUp != want {
			t.Errorf("%s has to catch up with %d, want %d", g, s.CatchUp, want)
		}
	}
	if m := got[Month]; m.Tens != 2 || m.PerTen != (m.Left+1)/2 || m.Months != 1 {
		t.Errorf("the month: %+v", m)
	}
}

// TestWhatIsDueEndsWhereTheReturnsEnd: an amount reported by the end of October is
// held against what was due by then, not by today.
func TestWhatIsDueEndsWhereTheReturnsEnd(t *testing.T) {
	october := date(t, "2026-10-31")
	l := Look{Unit: "u", Span: InYear(2026), Curve: Linear(), On: date(t, "2026-11-20"), Ind: counted,
		Read: func(Ask) Reading { return Reading{Value: 1000, Known: true, To: october} }}
	s := Clause{Op: AtLeast, Low: 1200}.Standing(l)
	if s.Due != 1000 || s.Gap != 0 || s.To != october || s.State != OnCourse || s.PaceOn != date(t, "2026-12-31") {
		t.Errorf("%+v", s)
	}
}

func TestJoinedClauses(t *testing.T) {
	for _, c := range []struct {
		name   string
		any    bool
		states []State
		want   State
	}{
		{"amount and count together: the worse", false, []State{Met, Lagging}, Lagging},
		{"one tier or the other: the better", true, []State{Lagging, Met}, Met},
		{"one alone", true, []State{OnCourse}, OnCourse},
		{"none", false, nil, Unknown},
	} {
		if got := Join(c.any, c.states); got != c.want {
			t.Errorf("%s: %s", c.name, got)
		}
	}
}

func TestNoTargetOnAnEnterprisesStatistics(t *testing.T) {
	for _, c := range []struct {
		name        string
		kind        access.UnitKind
		statistical bool
		refused     bool
	}{
		{"industrial output of a county", access.County, true, false},
		{"industrial output of a park", access.Park, true, false},
		{"industrial output of a town", access.Town, true, false},
		{"industrial output of an enterprise", access.Company, true, true},
		{"industrial output of who knows what", "", true, true},
		{"projects started by a platform company", access.Company, false, false},
	} {
		err := Lawful(access.Unit{Name: "x", Kind: c.kind}, Indicator{Code: "output", Statistical: c.statistical})
		if f, ok := fault.As(err); ok != c.refused || ok && f.Code != "target.enterprise_statistics" {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestTermsInForce(t *testing.T) {
	first := Terms{From: date(t, "2026-01-01"), Clauses: []Clause{{Low: 56}}, On: date(t, "2026-01-20")}
	target, err := (&Target{}).Amend(first, first.On)
	if err != nil {
		t.Fatal(err)
	}
	for name, wrong := range map[string]Terms{
		"from a day that is over":  {From: date(t, "2026-06-30"), Because: "x"},
		"from no day":              {Because: "x"},
		"without a reason":         {From: date(t, "2026-07-10")},
		"ended without a reason":   {From: date(t, "2026-07-10"), Ended: true},
		"before those they follow": {From: date(t, "2025-12-31"), Because: "x"},
	} {
		if _, err := target.Amend(wrong, date(t, "2026-07-01")); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	second := Terms{From: date(t, "2026-07-10"), Clauses: []Clause{{Low: 60}}, Because: "市委七月全会"}
	if target, err = target.Amend(second, date(t, "2026-07-01")); err != nil {
		t.Fatal(err)
	}
	for on, want := range map[string]Value{"2025-12-31": -1, "2026-01-01": 56, "2026-07-09": 56, "2026-07-10": 60, "2026-12-31": 60} {
		terms, _, ok := target.InForce(date(t, on))
		if ok != (want >= 0) || ok && terms.Clauses[0].Low != want {
			t.Errorf("on %s: %+v", on, terms)
		}
	}
}

// TestWhatWasInForceStays: no later terms change what was in force on a day before
// they were laid down.
func TestWhatWasInForceStays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		today := workday.NewDate(2026, 1, 1)
		target := &Target{}
		seen := map[workday.Date]Value{}
		for range rapid.IntRange(1, 12).Draw(t, "changes") {
			from := today + workday.Date(rapid.IntRange(-20, 40).Draw(t, "from"))
			is, err := target.Amend(Terms{From: from, Because: "x", Clauses: []Clause{{Low: Value(rapid.IntRange(0, 9).Draw(t, "low"))}}}, today)
			if err == nil {
				target = is
			} else if !errors.Is(err, fault.New(fault.Invalid, "input.invalid")) {
				t.Fatal(err)
			}
			if terms, _, ok := target.InForce(today); ok {
				seen[today] = terms.Clauses[0].Low
			}
			today += workday.Date(rapid.IntRange(1, 30).Draw(t, "pass"))
		}
		for on, low := range seen {
			if terms, _, _ := target.InForce(on); terms.Clauses[0].Low != low {
				t.Fatalf("on %s it was %d and is now said to have been %d", on, low, terms.Clauses[0].Low)
			}
		}
	})
}
