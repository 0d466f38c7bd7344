package app

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// TestPublishedCasesComeOutOfTheTable holds the whole way from reported figures to
// the table's totals to the published reports of domain.md 2.1, where the rate and
// the lead are both stated.
func TestPublishedCasesComeOutOfTheTable(t *testing.T) {
	for _, c := range []struct {
		report     string
		month      string
		plan, done money.Yuan // in 万元, so that the published rate comes out
		rate, lead string
	}{
		{"淮安 365 市重大产业项目 2024 上半年", "2024-06", 1_000_000, 621_400, "62.14", "12.14"},
		{"淮安 20 省重大 2024 上半年", "2024-06", 1_000_000, 738_700, "73.87", "23.87"},
		{"江门 2021 一季度", "2021-03", 1_000_000, 309_000, "30.90", "5.90"},
		{"四川 700 省重点 2022 一季度", "2022-03", 1_000_000, 316_000, "31.60", "6.60"},
		{"江苏省重大 九月", "2022-09", 1_000_000, 824_000, "82.40", "7.40"},
	} {
		t.Run(c.report, func(t *testing.T) {
			o := newOffice(t)
			month := when(c.month)
			// Two projects share it, so that it is the sum that is measured.
			for _, part := range []money.Yuan{30, 70} {
				p := lifecycle.Project{Name: o.fresh("项目"), Unit: o.units["east"]}
				p.SetPlan(month.First.Year(), money.Some(c.plan*part/100*money.Wan))
				id := o.save(p)
				o.must(o.FigureReport(t.Context(), o.chief(), FigureReport{Project: id,
					Figure: lifecycle.Figure{Month: month, Sense: lifecycle.Dispatch, YearDone: money.Some(c.done * part / 100 * money.Wan)}}))
			}
			table, err := o.Projects(t.Context(), o.chief(), ProjectFilter{Moment: Moment{On: month.Last()}})
			o.must(err)
			if tt := table.Totals; tt.Rate.String() != c.rate || tt.Lead.String() != c.lead || tt.Measured != 2 {
				t.Errorf("rate %s lead %s of %d, want %s and %s", tt.Rate, tt.Lead, tt.Measured, c.rate, c.lead)
			}
		})
	}
}

// year reports three projects through the first half of 2026, the clock moving.
func year(o *office) []string {
	o.clock.Set(at(2026, 1, 6))
	ids := []string{o.project("甲", "east"), o.project("乙", "west"), o.project("丙", "hill")}
	for m := 1; m <= 6; m++ {
		o.clock.Set(at(2026, 2, 3).AddDate(0, m-1, 0))
		for i, id := range ids {
			o.report(id, workday.InMonth(2026, workday.NewDate(2026, 1, 1).Month()).First.Time().AddDate(0, m-1, 0).Format("2006-01"), m*(1+i)/2)
		}
	}
	return ids
}

func TestAnOldDayShowsWhatHadHappenedByThen(t *testing.T) {
	o := newOffice(t)
	ids := year(o)
	o.must(o.StageDeclare(t.Context(), o.chief(), StageDeclare{Project: ids[0], Stage: lifecycle.Completed, Declared: true, On: when("2026-06-20")}))
	for _, c := range []struct {
		on    string
		stage lifecycle.Stage
		done  money.Opt
		basis target.Basis
	}{
		{"2025-12-31", "", money.Opt{}, target.BasisNoFigure},
		{"2026-04-30", lifecycle.Started, yi(2), target.BasisYear},
		{"2026-06-19", lifecycle.Started, yi(3), target.BasisYear},
		{"2026-06-20", lifecycle.Completed, yi(3), target.BasisYear},
	} {
		on, err := workday.ParseDate(c.on)
		o.must(err)
		page, err := o.Project(t.Context(), o.chief(), ids[0], Moment{On: on})
		o.must(err)
		if page.Stage != c.stage || page.Progress.Done != c.done || page.Progress.Basis != c.basis {
			t.Errorf("on %s: %s, done %v by %s", c.on, page.Stage, page.Progress.Done, page.Progress.Basis)
		}
	}
}

// TestLastMonthRecomputesToTheDigit: what was shown at a journal number is shown
// again, whatever was corrected, added, renamed or undone since.
func TestLastMonthRecomputesToTheDigit(t *testing.T) {
	o := newOffice(t)
	ids := year(o)
	day := workday.NewDate(2026, 5, 31)
	before, err := o.Projects(t.Context(), o.chief(), ProjectFilter{Moment: Moment{On: day}})
	o.must(err)
	known := before.Known

	o.clock.Set(at(2026, 7, 20))
	o.must(o.FigureReport(t.Context(), o.chief(), FigureReport{Project: ids[0], Because: "核对后更正",
		Figure: lifecycle.Figure{Month: when("2026-05"), Sense: lifecycle.Dispatch, YearDone: yi(9)}}))
	o.paused(ids[1])
	late := o.project("后来的", "east")
	o.report(late, "2026-05", 7)
	o.must(o.MilestonesLay(t.Context(), o.chief(), MilestonesLay{Project: ids[2]}))

	now, err := o.Projects(t.Context(), o.chief(), ProjectFilter{Moment: Moment{On: day}})
	o.must(err)
	if now.Totals.Count != 4 || now.Totals.Rate == before.Totals.Rate {
		t.Errorf("what is known now does not count: %+v", now.Totals)
	}
	again, err := o.Projects(t.Context(), o.chief(), ProjectFilter{Moment: Moment{On: day, Known: known}})
	o.must(err)
	if diff := cmp.Diff(before, again, cmpopts.IgnoreUnexported(Totals{}, ProjectRow{}), cmpopts.IgnoreFields(ProjectTable{}, "Filter")); diff != "" {
		t.Errorf("as known then (-then +again):\n%s", diff)
	}
	n, err := o.KnownOn(t.Context(), o.chief(), workday.NewDate(2026, 7, 19))
	o.must(err)
	if n != known {
		t.Errorf("known by the evening before is %d, want %d", n, known)
	}
}
