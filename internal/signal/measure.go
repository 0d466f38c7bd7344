package signal

import (
	"guatu/internal/lifecycle"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// measure looks one figure up; not ok means that it cannot be known, which is
// neither good nor bad.
func measure(m Measure, p *lifecycle.Project, pr target.Progress, rules Rules, today workday.Date) (Reason, bool) {
	switch m {
	case LeadPoints:
		return Reason{Value: int64(pr.Lead), Month: pr.Month, Rate: pr.Rate, Due: pr.Due}, pr.OK
	case RatioToDue:
		if !pr.OK || pr.Due <= 0 {
			return Reason{}, false
		}
		return Reason{Value: int64(pr.Rate) * 10000 / int64(pr.Due), Month: pr.Month, Rate: pr.Rate, Due: pr.Due}, true
	case StartLate:
		return lateness(p, lifecycle.Started, today)
	case FinishLate:
		return lateness(p, lifecycle.Completed, today)
	case StoreLate:
		return storeLate(p, today)
	case ReportLate:
		return reportLate(p, pr, rules.ReportDay, today)
	case PlanLate:
		return planLate(p, pr, today)
	}
	return Reason{}, false
}

// lateness counts the months a planned stage is late: 0 for the rest of the
// month it was planned in (银川: "planned this month and not started"), 1 in the
// next. Until the last day it was planned for is over, or once the stage is
// reached, there is nothing to measure.
func lateness(p *lifecycle.Project, stage lifecycle.Stage, today workday.Date) (Reason, bool) {
	planned := p.Fact(stage).Planned
	reached, _ := p.Reached(today)
	if planned.IsZero() || today <= planned.Last() || reached.Order() >= stage.Order() {
		return Reason{}, false
	}
	return Reason{Value: int64(monthsBetween(planned.Last(), today)), Planned: planned}, true
}

// storeLate counts whole months since the start without entry into investment
// statistics (入库). A project of which nobody said whether it entered is not
// measured: not reported is not "no".
func storeLate(p *lifecycle.Project, today workday.Date) (Reason, bool) {
	reached, _ := p.Reached(today)
	start := p.Fact(lifecycle.Started).DeclaredOn
	if p.Store != lifecycle.StoreNo || reached.Order() < lifecycle.Started.Order() || start.IsZero() {
		return Reason{}, false
	}
	months := monthsBetween(start.Last(), today)
	if today.Day() < start.Last().Day() {
		months--
	}
	return Reason{Value: int64(months), Planned: start}, months >= 0
}

// reportLate counts the monthly figures due and missing for a project in
// construction with a plan for the year; 0 when all are in. None is due for the
// months before it started.
func reportLate(p *lifecycle.Project, pr target.Progress, day int, today workday.Date) (Reason, bool) {
	reached, _ := p.Reached(today)
	if reached != lifecycle.Started || !pr.Plan.OK {
		return Reason{}, false
	}
	year, month, d := today.Civil()
	due := int(month) - 1
	if d <= day {
		due--
	}
	have := 0
	if !pr.Month.IsZero() {
		have = int(pr.Month.First.Month())
	}
	if start := p.Fact(lifecycle.Started).DeclaredOn; start.First.Year() == year {
		have = max(have, int(start.Last().Month())-1)
	}
	if due < 1 {
		return Reason{}, false
	}
	return Reason{Value: int64(max(0, due-have)), Month: workday.InMonth(year, month-1)}, true
}

// planLate counts the months of the year that are over while a project in
// construction has no plan for it: without one nothing can be measured, and what
// cannot be measured is not "normal".
func planLate(p *lifecycle.Project, pr target.Progress, today workday.Date) (Reason, bool) {
	reached, _ := p.Reached(today)
	if reached != lifecycle.Started || pr.Plan.OK {
		return Reason{}, false
	}
	return Reason{Value: int64(today.Month()) - 1}, true
}

// monthsBetween counts month borders from a to b.
func monthsBetween(a, b workday.Date) int {
	ay, am, _ := a.Civil()
	by, bm, _ := b.Civil()
	return (by-ay)*12 + int(bm) - int(am)
}
