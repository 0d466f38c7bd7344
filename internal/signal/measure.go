package signal

import (
	"time"

	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// measure looks one figure up; not ok means that it cannot be known, which is
// neither good nor bad.
func (f Facts) measure(m Measure, reportDay int, today workday.Date) (Reason, bool) {
	pr := f.Progress
	switch m {
	case LeadPoints:
		return Reason{Value: int64(pr.Lead), Month: pr.Month, Rate: pr.Rate, Due: pr.Due}, pr.OK
	case RatioToDue:
		if !pr.OK || pr.Due <= 0 {
			return Reason{}, false
		}
		return Reason{Value: int64(pr.Rate) * 10000 / int64(pr.Due), Month: pr.Month, Rate: pr.Rate, Due: pr.Due}, true
	case StartLate:
		return f.lateness(lifecycle.Started, today)
	case FinishLate:
		return f.lateness(lifecycle.Completed, today)
	case StoreLate:
		return f.storeLate(today)
	case ReportLate:
		return f.reportLate(reportDay, today)
	case PlanLate:
		return f.planLate(today)
	}
	return Reason{}, false
}

// lateness counts the months a planned stage is late: 0 for the rest of the
// month it was planned in (银川: "planned this month and not started"), 1 in the
// next. Until the last day it was planned for is over, or once the stage is
// reached, there is nothing to measure. Days that stood still are not late.
func (f Facts) lateness(stage lifecycle.Stage, today workday.Date) (Reason, bool) {
	planned := f.Project.Fact(stage).Planned
	reached, _ := f.Project.Reached(today)
	if planned.IsZero() || today <= planned.Last() || reached.Order() >= stage.Order() {
		return Reason{}, false
	}
	running := f.Still.Running(planned.Last(), today)
	return Reason{Value: int64(monthsBetween(planned.Last(), running)), Planned: planned}, running > planned.Last()
}

// storeLate counts whole months since the start without entry into investment
// statistics (入库). A project of which nobody said whether it entered is not
// measured: not reported is not "no".
func (f Facts) storeLate(today workday.Date) (Reason, bool) {
	reached, _ := f.Project.Reached(today)
	start := f.Project.Fact(lifecycle.Started).DeclaredOn
	if f.Project.Store != lifecycle.StoreNo || reached.Order() < lifecycle.Started.Order() || start.IsZero() {
		return Reason{}, false
	}
	running := f.Still.Running(start.Last(), today)
	months := monthsBetween(start.Last(), running)
	if running.Day() < start.Last().Day() {
		months--
	}
	return Reason{Value: int64(months), Planned: start}, months >= 0
}

// reportLate counts the monthly figures due and missing for a project in
// construction with a plan for the year; 0 when all are in. None is due for the
// months before it started, nor for one that stood still from end to end.
func (f Facts) reportLate(day int, today workday.Date) (Reason, bool) {
	reached, _ := f.Project.Reached(today)
	if reached != lifecycle.Started || !f.Progress.Plan.OK {
		return Reason{}, false
	}
	year, month, d := today.Civil()
	due := int(month) - 1
	if d <= day {
		due--
	}
	have := 0
	if !f.Progress.Month.IsZero() {
		have = int(f.Progress.Month.First.Month())
	}
	if start := f.Project.Fact(lifecycle.Started).DeclaredOn; start.First.Year() == year {
		have = max(have, int(start.Last().Month())-1)
	}
	if due < 1 {
		return Reason{}, false
	}
	return Reason{Value: f.months(year, have, due), Month: workday.InMonth(year, month-1)}, true
}

// planLate counts the months of the year that are over while a project in
// construction has no plan for it: without one nothing can be measured, and what
// cannot be measured is not "normal".
func (f Facts) planLate(today workday.Date) (Reason, bool) {
	reached, _ := f.Project.Reached(today)
	if reached != lifecycle.Started || f.Progress.Plan.OK {
		return Reason{}, false
	}
	return Reason{Value: f.months(today.Year(), 0, int(today.Month())-1)}, true
}

// months counts the months of a year after one and up to another, without those
// that stood still from end to end.
func (f Facts) months(year, after, to int) int64 {
	n := max(0, to-after)
	if len(f.Still) == 0 {
		return int64(n)
	}
	for m := after + 1; m <= to; m++ {
		if month := workday.InMonth(year, time.Month(m)); f.Still.Whole(month.First, month.Last()) {
			n--
		}
	}
	return int64(n)
}

// monthsBetween counts month borders from a to b.
func monthsBetween(a, b workday.Date) int {
	ay, am, _ := a.Civil()
	by, bm, _ := b.Civil()
	return (by-ay)*12 + int(bm) - int(am)
}
