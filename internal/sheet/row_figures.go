package sheet

// The amounts, percentages and dates of one row.

import (
	"math"
	"slices"
	"strconv"
	"time"

	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/sheet/xlsx"
	"guatu/internal/workday"
)

// amounts reads the columns of money and of progress.
func (w *rowWork) amounts() {
	if c, ok := w.fields["total"]; ok {
		w.total(c)
	}
	best := 0
	for _, c := range w.cols {
		switch c.Field {
		case "fixed_asset":
			w.FixedAsset = w.amount(c).Opt
		case "done":
			w.Done = w.amount(c).Opt
		case "plan":
			w.plan(c)
		case "year_done":
			best = w.yearDone(c, best)
		}
	}
	w.sumMonths()
	w.onePlan()
	if c, ok := w.fields["progress"]; ok {
		p := readPercent(w.cell(c))
		w.Progress = w.overfulfilled(p).text
		w.findAll(p.codes, c, stated(w.cell(c)), w.Progress)
	}
}

// overfulfilled reads 1.05 as 105 where the year's figures beside it say so.
func (w *rowWork) overfulfilled(p percentReading) percentReading {
	n, err := strconv.ParseFloat(p.text, 64)
	if err != nil || n <= 1 || n > 5 || !slices.Contains(p.codes, codePercentScale) || !w.Plan.OK || !w.YearDone.OK || w.Plan.Yuan == 0 {
		return p
	}
	if share := float64(w.YearDone.Yuan) / float64(w.Plan.Yuan); math.Abs(share-n) < 0.01 {
		p.text = shortDecimal(n * 100)
	}
	return p
}

// total reads the total; its unit is the row's.
func (w *rowWork) total(c column) {
	r := w.read(c)
	w.Total, w.Unit = r.amount, r.unit.name
}

// read reads one amount and notes what was found.
func (w *rowWork) read(c column) amountReading {
	cell := w.cell(c)
	r := readAmount(cell, c.unit)
	if len(r.codes) > 0 {
		w.findAll(r.codes, c, stated(cell), r.understood())
	}
	return r
}

func (w *rowWork) amount(c column) money.Amount { return w.read(c).amount }

// plan gathers the plans of all years the headings name.
func (w *rowWork) plan(c column) {
	year := c.Year
	if year == 0 {
		year = w.year
	}
	w.Plans = append(w.Plans, lifecycle.AnnualPlan{Year: year, Plan: w.amount(c).Opt})
}

// onePlan makes the plan of the ledger's own year the row's plan; where the year
// is unknown or not among them, that of the last year named. PlanYear says which.
func (w *rowWork) onePlan() {
	if len(w.Plans) == 0 {
		return
	}
	pick := w.Plans[0]
	for _, p := range w.Plans {
		if p.Year == w.year || pick.Year != w.year && p.Year > pick.Year {
			pick = p
		}
	}
	w.Plan, w.PlanYear = pick.Plan, pick.Year
	if len(w.Plans) == 1 {
		w.Plans = nil
	}
}

// yearDone keeps, of several cumulative columns (1-3月, 1-6月), the latest filled
// in one of the ledger's own year; best is the rank of the one kept.
func (w *rowWork) yearDone(c column, best int) int {
	rank := 100 + c.Month
	if c.Year != 0 && w.year != 0 && c.Year != w.year { // what another year did
		return best
	}
	a := w.amount(c)
	if !a.OK || rank <= best {
		return best
	}
	w.YearDone = a.Opt
	if year := max(c.Year, w.year); c.Year == 0 && w.year != 0 || c.Year == w.year {
		w.endOfMonth(year, c.Month)
	}
	return rank
}

// endOfMonth says to which month the figures run.
func (w *rowWork) endOfMonth(year, month int) {
	if year > 0 && month > 0 {
		w.Month = monthOf(year, month).when
	}
}

// readDates reads the columns of dates. Where a heading says only 竣工时间, the stage
// tells whether the date is a fact or a plan.
func (w *rowWork) readDates() {
	for _, c := range w.cols {
		if c.kind != kindDate && c.kind != kindPeriod {
			continue
		}
		r := w.date(c)
		switch c.Field {
		case "period":
			w.period(r)
		case "completion":
			w.completion(c, r.when)
		case "production":
			w.production(r.when)
		default:
			if target := w.dateField(c.Field); target != nil {
				*target = r.when
			}
		}
	}
}

// dateField gives the date of the row that a field code means.
func (w *rowWork) dateField(code string) *workday.When {
	switch code {
	case "signed":
		return &w.Signed
	case "filed":
		return &w.FiledOn
	case "start_date":
		return &w.Start
	case "planned_start":
		return &w.PlannedStart
	case "planned_completion":
		return &w.PlannedDone
	case "completed_date":
		return &w.Completed
	case "planned_production":
		return &w.PlannedProduce
	case "produced_date":
		return &w.Produced
	}
	return nil
}

// date reads one date and notes what was found.
func (w *rowWork) date(c column) dateReading {
	cell := w.cell(c)
	if cell.Kind == xlsx.Empty || c.Field == "" {
		return dateReading{}
	}
	d := w.dates
	d.period = c.Field == "period"
	r := d.read(cell)
	if len(r.codes) > 0 {
		w.findAll(r.codes, c, stated(cell), r.when.String())
	}
	return r
}

// period takes the start and the end of 建设年限; columns of their own win.
func (w *rowWork) period(r dateReading) {
	if w.Start.IsZero() && w.col("start_date") == 0 && w.col("planned_start") == 0 {
		w.Start = r.when
	}
	if w.PlannedDone.IsZero() && w.col("planned_completion") == 0 && w.col("completion") == 0 {
		w.PlannedDone = r.last
	}
}

// completion puts the date of 竣工时间 where it belongs: a fact where the project is
// completed, or only partly so and the day is past; else a plan.
func (w *rowWork) completion(c column, when workday.When) {
	if when.IsZero() {
		return
	}
	if w.isDone(lifecycle.Completed, when, c) {
		w.Completed = when
		return
	}
	if w.PlannedDone.IsZero() {
		w.PlannedDone = when
	}
}

func (w *rowWork) production(when workday.When) {
	if when.IsZero() {
		return
	}
	c := w.fields["production"]
	if w.isDone(lifecycle.Producing, when, c) {
		w.Produced = when
		return
	}
	w.PlannedProduce = when
}

// isDone tells a fact from a plan under a heading that does not.
func (w *rowWork) isDone(stage lifecycle.Stage, when workday.When, c column) bool {
	now := w.opt.Today
	if !w.asOf.IsZero() {
		now = w.asOf.Last()
	}
	past := now != 0 && when.First <= now
	switch {
	case w.Stage.Order() >= stage.Order() && w.Stage != lifecycle.Exited:
		return true
	case w.Stage == "" && c.heading.leaf != "竣工(预计)":
		return when.First <= w.ownDay() && w.sheetIsDone(stage)
	}
	return past && w.hasFinding(codeStagePartial) && w.sheetIsDone(stage)
}

// ownDay is the day the ledger speaks from: the one it states, else the last day
// before its own year. What day it is read on must not make a plan a fact.
func (w *rowWork) ownDay() workday.Date {
	switch {
	case !w.asOf.IsZero():
		return w.asOf.Last()
	case w.year != 0:
		return workday.NewDate(w.year-1, time.December, 31)
	}
	return 0
}

// sheetIsDone tells that the sheet or section lists finished projects.
func (w *rowWork) sheetIsDone(stage lifecycle.Stage) bool {
	for _, set := range []stageSet{w.section.stages, w.stages, w.titled} {
		for _, s := range set.stages {
			if s.Order() >= lifecycle.Completed.Order() {
				return true
			}
		}
	}
	return stage == lifecycle.Completed && w.Stage == "" && len(w.stages.stages) == 0 && len(w.section.stages.stages) == 0
}

func (w *rowWork) hasFinding(code string) bool {
	for _, f := range w.Findings {
		if f.Code == code {
			return true
		}
	}
	return false
}
