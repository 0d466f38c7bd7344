package target

import (
	"testing"
	"time"

	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/workday"
)

// TestPublishedLeads holds the linear curve against every published report of
// domain.md 2.1: rate in per cent × 100, the month, the stated lead.
func TestPublishedLeads(t *testing.T) {
	for _, c := range []struct {
		report string
		rate   money.Points
		month  time.Month
		lead   money.Points
		digits money.Points // the rounding of the report: 1 = hundredths, 10 = tenths
	}{
		{"淮安 365 市重大产业项目 2024 上半年", 6214, time.June, 1214, 1},
		{"淮安 20 省重大 2024 上半年", 7387, time.June, 2387, 1},
		{"四川 700 省重点 2022 一季度", 3160, time.March, 660, 10},
		{"江门 2021 一季度", 3090, time.March, 590, 1},
		{"江苏省重大 九月", 8240, time.September, 740, 10},
		{"资阳 1–5月", 4400, time.May, 230, 10},
		{"江门 1–10月", 9720, time.October, 1380, 20}, // the report itself rounds 83.33 up to 83.4
		{"邻水 七月", 6500, time.July, 670, 10},
	} {
		lead := c.rate - Linear().Due(c.month)
		if d := lead - c.lead; d > c.digits || d < -c.digits {
			t.Errorf("%s: lead %s, published %s", c.report, lead, c.lead)
		}
	}
}

func TestProgress(t *testing.T) {
	month := func(s string) workday.When {
		w, err := workday.ParseWhen(s)
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	yi := func(n money.Yuan) money.Opt { return money.Some(n * money.Yi) }
	p := &lifecycle.Project{Plans: []lifecycle.AnnualPlan{{Year: 2024, Plan: yi(10)}}}
	fig := func(m string, year, done money.Opt) lifecycle.Figure {
		return lifecycle.Figure{Month: month(m), Sense: lifecycle.Dispatch, YearDone: year, Done: done}
	}
	started := p.Clone()
	started.SetFact(lifecycle.StageFact{Stage: lifecycle.Started, Declared: true, DeclaredOn: month("2024-03")})
	none := money.Opt{}
	for _, c := range []struct {
		name    string
		project *lifecycle.Project
		figures []lifecycle.Figure
		by      string
		want    Progress
	}{
		{"nothing reported is not zero", p, nil, "2024-06-30", Progress{Basis: BasisNoFigure}},
		{"the year's own figure counts", p, []lifecycle.Figure{fig("2024-06", yi(6), none)}, "2024-07-15",
			Progress{Basis: BasisYear, Done: yi(6), Rate: 6000, Due: 5000, Lead: 1000, OK: true}},
		{"since the start less last year's end", p, []lifecycle.Figure{fig("2023-12", none, yi(4)), fig("2024-06", none, yi(9))}, "2024-06-30",
			Progress{Basis: BasisBalance, Done: yi(5), Rate: 5000, Due: 5000, OK: true}},
		{"since the start of a project started this year", started, []lifecycle.Figure{fig("2024-06", none, yi(3))}, "2024-06-30",
			Progress{Basis: BasisFirst, Done: yi(3), Rate: 3000, Due: 5000, Lead: -2000, OK: true}},
		{"since the start says nothing of the year when last year's end is unknown", p, []lifecycle.Figure{fig("2024-06", none, yi(3))}, "2024-06-30",
			Progress{Basis: BasisNoFigure}},
		{"a figure after the day is not seen", p, []lifecycle.Figure{fig("2024-05", yi(2), none), fig("2024-06", yi(6), none)}, "2024-05-31",
			Progress{Basis: BasisYear, Done: yi(2), Rate: 2000, Due: 4167, Lead: -2167, OK: true}},
		{"a month without an amount leaves the last figure standing", p, []lifecycle.Figure{fig("2024-05", yi(5), none), fig("2024-06", none, none)}, "2024-06-30",
			Progress{Basis: BasisYear, Done: yi(5), Rate: 5000, Due: 4167, Lead: 833, OK: true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			by, _ := workday.ParseDate(c.by)
			got := Of(c.project, c.figures, lifecycle.Dispatch, by, Linear())
			if got.Basis != c.want.Basis || got.Done != c.want.Done || got.Rate != c.want.Rate || got.Due != c.want.Due || got.Lead != c.want.Lead || got.OK != c.want.OK {
				t.Errorf("got %+v\nwant %+v", got, c.want)
			}
		})
	}
}

func TestCurveCheck(t *testing.T) {
	if err := Linear().Check(); err != nil {
		t.Error(err)
	}
	falling := Linear()
	falling[3] = 100
	if falling.Check() == nil {
		t.Error("a falling curve passed")
	}
}
