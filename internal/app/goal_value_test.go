package app

import (
	"math/rand/v2"
	"testing"

	"guatu/internal/fault"
	"guatu/internal/indicator"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// One engine for values: whatever the facts, what a target is held against is what
// the indicator says, of every unit and in every period, as far as it reaches.
func TestATargetIsHeldAgainstItsIndicator(t *testing.T) {
	o := newOffice(t)
	r := rand.New(rand.NewPCG(13, 13))
	o.randomFacts(r)
	m, fig, err := o.measured(o.ctx(), o.chief(), Moment{})
	o.must(err)
	read, k := m.held(), m.reckon(indicator.OfMonth)
	known, parts := 0, 0
	for at, d := range m.set.Indicators.Definitions() {
		for _, unit := range o.units {
			for _, grain := range target.Grains {
				period := target.PeriodAt(fig.on-workday.Date(r.IntN(75)), grain)
				a := target.Ask{Indicator: d.Code, Unit: unit, From: period.First, To: min(period.Last, fig.on)}
				got := read(a)
				if !got.Known {
					if v := k.Value(at, m.roll.Place(unit), indicator.Span{From: a.From, To: a.To}); !v.IsMissing() && d.Outside == nil && d.Formula == "" && d.Read == indicator.Flow {
						t.Errorf("%s of %s in %s is not known, the indicator says %s", d.Code, unit, period, v.Text(4))
					}
					continue
				}
				if !got.To.IsZero() {
					a.To = got.To
				}
				known++
				want := o.said(m, k, at, a)
				if got.Value != want {
					t.Errorf("%s of %s in %s is %s, the indicator says %s", d.Code, m.facts.tree.Name(unit), period, got.Value, want)
				}
				if got.Value%target.One != 0 && d.Measure == "个" {
					parts++
				}
			}
		}
	}
	if known < 1000 || parts < 20 {
		t.Errorf("%d values were known, %d were parts of projects: too few to tell", known, parts)
	}
}

// said is what the indicator itself says of the days: of one told as a year to date,
// what it says at their end less what it said on the day before them.
func (o *office) said(m *measured, k *indicator.Reckoning, at int, a target.Ask) target.Value {
	o.t.Helper()
	d := &m.set.Indicators.Definitions()[at]
	of := func(from, to workday.Date) target.Value {
		v, _ := valueIn(d, k.Value(at, m.roll.Place(a.Unit), indicator.Span{From: from, To: to}).Value)
		return v
	}
	v := of(a.From, a.To)
	if before := a.From - 1; m.set.Indicators.Nature(at).Adds && d.Read == indicator.Year && before.Year() == a.To.Year() {
		v -= of(before, before)
	}
	return v
}

// randomFacts are projects of all sizes here and there with their months, some in a
// joint park, and what other offices said.
func (o *office) randomFacts(r *rand.Rand) {
	day := func() workday.When {
		d := workday.NewDate(2025, 11, 1) + workday.Date(r.IntN(138))
		if r.IntN(4) == 0 {
			y, m, _ := d.Civil()
			return workday.InMonth(y, m)
		}
		return workday.On(d)
	}
	places := []string{"east", "west", "hill", "joint"}
	for range 80 {
		p := lifecycle.Project{Name: o.fresh("项目"), Unit: o.units[places[r.IntN(4)]], Total: money.Exactly(money.Yuan(1+r.IntN(150)) * money.Yi), Kind: "new"}
		p.SetPlan(2026, yi(1+r.IntN(20)))
		for _, s := range []lifecycle.Stage{lifecycle.Lead, lifecycle.Signed, lifecycle.Started, lifecycle.Completed, lifecycle.Producing}[:r.IntN(6)] {
			p.SetFact(lifecycle.StageFact{Stage: s, Declared: true, DeclaredOn: day(), Planned: day()})
		}
		id := o.save(p)
		for i, month := range []string{"2025-12", "2026-01", "2026-02"} {
			if r.IntN(2) == 0 {
				continue
			}
			for _, sense := range []lifecycle.Sense{lifecycle.Dispatch, lifecycle.Statistics} {
				err := o.FigureReport(o.ctx(), o.chief(), FigureReport{Project: id, Figure: lifecycle.Figure{Month: when(month), Sense: sense, YearDone: yi((i+1)*r.IntN(3) + 1)}})
				if _, ok := fault.As(err); err != nil && !ok {
					o.must(err)
				}
			}
		}
	}
	for _, code := range []string{"tax", "industry.growth", "above_scale", "trade"} {
		for _, unit := range places {
			for _, month := range []string{"2026-01", "2026-02"}[:r.IntN(3)] {
				_, err := o.ReadingsSave(o.ctx(), o.chief(), o.given(code, month, "月报", unit, []string{"12.5", "3", "40.25"}[r.IntN(3)]))
				o.must(err)
			}
		}
	}
}

// A joint park's project counts for each side by its share, and once for the city:
// of the target as of the indicator.
func TestATargetCountsAJointParkByShares(t *testing.T) {
	o := newOffice(t)
	o.signed("joint", "2026-02-10", 3)
	o.signed("east", "2026-02-11", 3)
	goal := o.goal("city")
	for unit, want := range map[string]string{"east": "1.6", "west": "0.4", "city": "2", "joint": "1"} {
		id := o.set(o.quota(goal, unit, 4))
		s := o.chosen(o.chief(), goal, id, "").Chosen.Clauses[0].Standing
		if s.Value.String() != want || o.value(signedOne, unit, Moment{}, indicator.OfYear) != want {
			t.Errorf("%s has signed %s, want %s", unit, s.Value, want)
		}
	}
}

// A target on a list of projects counts those on it and nothing else.
func TestATargetOnAListCountsTheList(t *testing.T) {
	o := newOffice(t)
	a := o.signed("east", "2026-02-10", 3)
	o.signed("east", "2026-02-11", 3)
	o.must(o.ProjectsTag(o.ctx(), o.chief(), ProjectsTag{Projects: []string{a}, Batches: []string{"一季度签约"}}))
	goal := o.goal("city")
	in := o.quota(goal, "city", 1)
	in.Clauses[0].Op, in.Clauses[0].Batch, in.Clauses[0].Due = target.ByDay, "一季度签约", workday.NewDate(2026, 3, 31)
	id := o.set(in)
	s := o.chosen(o.chief(), goal, id, "").Chosen.Clauses[0].Standing
	if s.Value != target.One || s.State != target.Met {
		t.Errorf("of the list %s is signed: %+v", s.Value, s)
	}
	in.Clauses[0].Indicator = "tax"
	_, err := o.TargetSet(o.ctx(), o.chief(), in)
	wants(t, err, fault.Invalid, "target.batch_whole")
}

// A target on what another office publishes is held against the last month out, by
// what was due at its end; growth and rates are held as they are.
func TestATargetOnAnOutsideIndicator(t *testing.T) {
	o := newOffice(t)
	for _, g := range []struct{ code, month, unit, value string }{{"tax", "2026-01", "city", "20"}, {"tax", "2026-02", "city", "38.5"}, {"industry.growth", "2026-02", "east", "9.6"},
		{"industry.growth", "2026-02", "west", "8.2"}, {"industry.growth", "2026-02", "city", "9.1"}} {
		_, err := o.ReadingsSave(o.ctx(), o.chief(), o.given(g.code, g.month, "月报", g.unit, g.value))
		o.must(err)
	}
	goal := o.goal("city")
	ask := func(unit string, c target.Clause) target.Standing {
		in := o.quota(goal, unit, 1)
		in.Clauses = []target.Clause{c}
		id := o.set(in)
		return o.chosen(o.chief(), goal, id, "").Chosen.Clauses[0].Standing
	}
	tax := ask("city", target.Clause{Indicator: "tax", Op: target.AtLeast, Low: amount(240)})
	if tax.Value != amount(77)/2 || tax.Due != amount(40) || tax.To != workday.NewDate(2026, 2, 28) || tax.State != target.Lagging {
		t.Errorf("tax: %+v", tax)
	}
	if s := ask("east", target.Clause{Indicator: "industry.growth", Op: target.Growth, Low: 95 * target.One / 10}); s.State != target.Met || s.Gap != target.One/10 {
		t.Errorf("growth: %+v", s)
	}
	if s := ask("west", target.Clause{Indicator: "industry.growth", Op: target.Above, Against: target.Peers}); s.State != target.Lagging || s.Part != 96*target.One/10 {
		t.Errorf("above those beside it: %+v", s)
	}
	if s := ask("city", target.Clause{Indicator: "rate.year", Op: target.AtLeast, Low: 100 * target.One}); s.State != target.Unknown {
		t.Errorf("a rate of nothing: %+v", s)
	}
}
