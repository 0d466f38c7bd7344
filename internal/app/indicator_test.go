package app

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/indicator"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/workday"
)

// given is one reading to give.
func (o *office) given(code, period, source, unit, value string) ReadingsSave {
	return ReadingsSave{Source: source, Items: []ReadingItem{{Unit: o.units[unit], Indicator: code, Period: when(period), Value: value}}}
}

// value is one value as the chief sees it, "–" for none.
func (o *office) value(code, unit string, m Moment, p indicator.Period) string {
	o.t.Helper()
	t, err := o.Indicators(o.ctx(), o.chief(), IndicatorFilter{Moment: m, Unit: o.units[unit], Period: p, Codes: []string{code}})
	o.must(err)
	if v := t.Rows[0].Values[0]; v.Value != nil {
		return *v.Value
	}
	return "–" + t.Rows[0].Values[0].Missing
}

func (o *office) done(project, month string, n int) {
	o.t.Helper()
	o.must(o.FigureReport(o.ctx(), o.chief(), FigureReport{Project: project, Figure: lifecycle.Figure{Month: when(month), Sense: lifecycle.Dispatch, YearDone: yi(n)}}))
}

// A joint park's project counts in both counties by their shares, and once in the
// city: the parts add up to the whole.
func TestIndicatorsOfAJointPark(t *testing.T) {
	o := newOffice(t)
	o.done(o.project("甲", "joint"), "2026-02", 3)
	o.done(o.project("乙", "east"), "2026-02", 2)
	at := Moment{On: workday.NewDate(2026, 2, 28)}
	for unit, want := range map[string]string{"joint": "3", "east": "3.8", "west": "1.2", "city": "5"} {
		if got := o.value("year_done.dispatch", unit, at, indicator.OfMonth); got != want {
			t.Errorf("%s has done %s, want %s", unit, got, want)
		}
	}
	for unit, want := range map[string]string{"east": "23.75", "city": "25", "hill": "–not_reported"} {
		if got := o.value("rate.year", unit, at, indicator.OfMonth); got != want {
			t.Errorf("the rate of %s is %s, want %s", unit, got, want)
		}
	}
	if got := o.value("lead_points", "city", at, indicator.OfMonth); got != "8.33" {
		t.Errorf("the lead is %s, want 25 − 16.67", got)
	}
}

// A value opens to the records that make it, with the formula's values.
func TestAValueOpensToItsRecords(t *testing.T) {
	o := newOffice(t)
	joint, east := o.project("甲", "joint"), o.project("乙", "east")
	o.done(joint, "2026-01", 1)
	o.done(joint, "2026-02", 3)
	o.done(east, "2026-02", 2)
	f := IndicatorRecordsFilter{Moment: Moment{On: workday.NewDate(2026, 2, 28)}, Code: "year_done.dispatch", Unit: o.units["east"]}
	r, err := o.IndicatorRecords(o.ctx(), o.chief(), f)
	o.must(err)
	var got []string
	for _, rec := range r.Records {
		got = append(got, rec.Row.Project.Name+" "+*rec.Value+" "+rec.SharePoints().String())
	}
	if want := "甲 3 60.00,乙 2 100.00"; strings.Join(got, ",") != want || *r.Value.Value != "3.8" {
		t.Errorf("%s of %v, want 3.8 of %s", *r.Value.Value, got, want)
	}
	f.Code = "年度投资完成率"
	r, err = o.IndicatorRecords(o.ctx(), o.chief(), f)
	o.must(err)
	if r.Put != "3.8 ÷ 16 × 100" || len(r.Parts) != 2 || len(r.Records) != 0 {
		t.Errorf("the rate opens to %q with %d parts and %d records", r.Put, len(r.Parts), len(r.Records))
	}
	f.Code = "nothing"
	_, err = o.IndicatorRecords(o.ctx(), o.chief(), f)
	wants(t, err, fault.Invalid, "")
}

// What the page of ratios counts from the chains of projects, indicators add up from
// changes: the year to date says the same.
func TestIndicatorsSayWhatRatiosSay(t *testing.T) {
	o := newOffice(t)
	r := rand.New(rand.NewPCG(7, 7))
	day := func() workday.When { return workday.On(workday.NewDate(2025, 10, 1) + workday.Date(r.IntN(160))) }
	for range 60 {
		p := lifecycle.Project{Name: o.fresh("项目"), Unit: o.units[[]string{"east", "west", "joint"}[r.IntN(3)]], Total: money.Exactly(5 * money.Yi), Kind: "new", Store: []lifecycle.Store{lifecycle.StoreYes, lifecycle.StoreNo}[r.IntN(2)]}
		from := day()
		for _, s := range lifecycle.Stages[r.IntN(2) : 1+r.IntN(len(lifecycle.Stages))] {
			p.SetFact(lifecycle.StageFact{Stage: s, Planned: day(), Declared: true, DeclaredOn: from})
			from = workday.On(min(from.First+workday.Date(r.IntN(30)), o.Today()))
		}
		if r.IntN(6) == 0 { // who left stays below the line
			p.SetFact(lifecycle.StageFact{Stage: lifecycle.Exited, Declared: true, DeclaredOn: from})
		}
		o.save(p)
	}
	page, err := o.Ratios(o.ctx(), o.chief(), ChainCut{Year: 2026, Basis: lifecycle.DeclaredBasis})
	o.must(err)
	codes := map[lifecycle.RatioCode]string{lifecycle.RatioLeads: "rate.conversion", lifecycle.RatioStart: "rate.start.signed", lifecycle.RatioStartPlan: "rate.start.due",
		lifecycle.RatioOnTime: "rate.on_time", lifecycle.RatioStore: "rate.store", lifecycle.RatioDone: "rate.completion.started", lifecycle.RatioDonePlan: "rate.completion.due",
		lifecycle.RatioMade: "rate.production", lifecycle.RatioFull: "rate.capacity", lifecycle.RatioSigning: "rate.signing"}
	compared := 0
	for _, line := range page.Whole {
		code := codes[line.Code]
		if code == "" {
			continue
		}
		want := "–not_computable"
		if share, ok := money.Share(line.Ratio.Done, line.Of); ok {
			want = strings.TrimSuffix(strings.TrimRight(share.String(), "0"), ".")
			compared++
		}
		if got := o.value(code, "city", Moment{}, indicator.OfMonth); got != want {
			t.Errorf("%s: %s is %s, the page of ratios says %s (%+v)", line.Code, code, got, want, line.Ratio)
		}
	}
	if compared < 8 {
		t.Errorf("only %d ratios had something to compare", compared)
	}
}

// Whatever people do, the figures that follow the facts are those worked out anew.
func TestIndicatorsFollowTheFacts(t *testing.T) {
	o := newOffice(t)
	var ids, causes []string
	r := rand.New(rand.NewPCG(9, 4))
	for range 120 {
		err := o.randomAct(r, &ids, &causes)
		if _, known := fault.As(err); err != nil && !known {
			t.Fatal(err)
		}
		held, fig, err := o.measured(t.Context(), o.chief(), Moment{})
		o.must(err)
		fresh := &measured{facts: fig.facts, set: fig.set}
		fresh.build()
		day := fig.on - workday.Date(r.IntN(60))
		held.view(fig.on)
		for c := range fig.set.Indicators.Plan().Columns() {
			for u := range held.roll.Units() {
				if got, want := held.view(day).At(u, c), fresh.view(day).At(fresh.roll.Place(held.roll.ID(u)), c); got != want {
					t.Fatalf("column %d of %s on %s is %v, want %v", c, held.roll.ID(u), day, got, want)
				}
			}
		}
	}
}

// A revision is a step more: the value is the last one, what was known before it
// stays to be asked for, and saying the same again is none.
func TestAReadingIsRevised(t *testing.T) {
	o := newOffice(t)
	give := func(source, value string, want int) {
		t.Helper()
		in := o.given("税收收入", "2026-01", source, "east", value)
		in.Note = "按说明"
		n, err := o.ReadingsSave(o.ctx(), o.as(access.RoleDepartment, "bureau"), in)
		o.must(err)
		if n != want {
			t.Errorf("%s %s changed %d, want %d", source, value, n, want)
		}
	}
	give("一月月报", "12.50", 1)
	before, err := o.KnownOn(o.ctx(), o.chief(), o.Today())
	o.must(err)
	give("一月月报", "12.50", 0)
	give("一月修订", "12.7", 1)
	at := Moment{On: workday.NewDate(2026, 1, 31)}
	if got := o.value("tax", "east", at, indicator.OfMonth); got != "12.7" {
		t.Errorf("the value is %s", got)
	}
	at.Known = before
	if got := o.value("tax", "east", at, indicator.OfMonth); got != "12.5" {
		t.Errorf("as known before the revision it is %s", got)
	}
	give("一月修订", "", 1)
	if got := o.value("tax", "east", Moment{On: at.On}, indicator.OfMonth); got != "–not_reported" {
		t.Errorf("taken back, it is %s", got)
	}
	r, err := o.IndicatorRecords(o.ctx(), o.chief(), IndicatorRecordsFilter{Moment: Moment{On: at.On}, Code: "tax", Unit: o.units["east"]})
	o.must(err)
	if len(r.Given) != 1 || len(r.Given[0].Steps) != 3 {
		t.Errorf("it opens to %+v", r.Given)
	}
}

// All mistakes of a table are told at once, each at its cell, and nothing of it is
// written.
func TestATableOfReadingsIsAllOrNothing(t *testing.T) {
	o := newOffice(t)
	cells := [][]string{{"2026年1月主要指标"}, {"单位", "税收收入（亿元）", "规上工业增加值增速(%)", ""}, {"east地区", "1,234.5", "5.6%"}, {"nowhere", "1"}, {"west地区", "about ten", "－1.2"}}
	in := ReadingsImport{Period: when("2026-01"), Source: "月报", Cells: cells}
	_, err := o.ReadingsImport(o.ctx(), o.chief(), in)
	wants(t, err, fault.Invalid, "")
	in.Cells[3][0] = "hill地区"
	_, err = o.ReadingsImport(o.ctx(), o.chief(), in)
	wants(t, err, fault.Invalid, "")
	var e *fault.Error
	if !errors.As(err, &e) || len(e.Parts) != 1 || e.Parts[0].Field != "cells[5].2" || e.Parts[0].Code != "reading.value" {
		t.Fatalf("got %v", err)
	}
	if got := o.value("tax", "east", Moment{On: workday.NewDate(2026, 1, 31)}, indicator.OfMonth); got != "–not_reported" {
		t.Fatalf("%s was written with a mistake beside it", got)
	}
	in.Cells[4][1] = ""
	n, err := o.ReadingsImport(o.ctx(), o.chief(), in)
	o.must(err)
	sheet, err := o.Readings(o.ctx(), o.chief(), ReadingsFilter{Period: when("2026-01")})
	o.must(err)
	var got []string
	for _, row := range sheet.Rows {
		for i, reading := range row.Readings {
			if reading != nil {
				got = append(got, row.Name+" "+sheet.Columns[i].Code+" "+reading.Steps[0].Value)
			}
		}
	}
	want := []string{"east地区 industry.growth 5.6", "east地区 tax 1234.5", "west地区 industry.growth -1.2"}
	if diff := cmp.Diff(want, got); diff != "" || n != 4 {
		t.Errorf("%d were written:\n%s", n, diff)
	}
}

// A county's office gives none for its neighbour, and looks at none.
func TestIndicatorsStayInTheirScope(t *testing.T) {
	o := newOffice(t)
	east := o.as(access.RoleOffice, "east")
	_, err := o.ReadingsSave(o.ctx(), east, o.given("tax", "2026-01", "月报", "west", "1"))
	wants(t, err, fault.Invalid, "")
	_, err = o.Indicators(o.ctx(), east, IndicatorFilter{Unit: o.units["west"]})
	wants(t, err, fault.NotFound, "")
	_, err = o.IndicatorRecords(o.ctx(), east, IndicatorRecordsFilter{Code: "held", Unit: o.units["city"]})
	wants(t, err, fault.NotFound, "")
	table, err := o.Indicators(o.ctx(), east, IndicatorFilter{})
	o.must(err)
	var got []string
	for _, row := range table.Rows {
		got = append(got, row.Name)
	}
	if strings.Join(got, " ") != "east地区 hill地区 joint地区" {
		t.Errorf("the county's office sees %v", got)
	}
	_, err = o.Indicators(o.ctx(), o.as(access.RoleEnterprise, "east"), IndicatorFilter{})
	wants(t, err, fault.NotFound, "")
}
