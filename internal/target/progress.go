// Package target measures what was done against what was to be done: progress
// against a plan, and the part of the plan that was due by then (序时进度).
//
// Goals and their targets (目标) are held against indicators, whose values come from
// outside (Reader): a target is broken down to units and periods so that the parts
// always come to the whole (Matrix, Plan), and where it stands on a day, what it has
// still to bring and when it will be reached follow from it (Standing).
package target

import (
	"slices"
	"time"

	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/workday"
)

// A Curve is the share of a year's plan due by the end of each month, in
// hundredths of a point. Every published figure found is linear by month
// (domain.md 2.1); places may set another.
type Curve [12]money.Points

// Linear is n/12 by month, rounded half away from zero to hundredths: 41.67 for May.
func Linear() Curve {
	var c Curve
	for i := range c {
		c[i] = money.Points((2*10000*(i+1) + 12) / 24)
	}
	return c
}

// Due is the share due by the end of a month.
func (c Curve) Due(m time.Month) money.Points { return c[m-1] }

// Check reports a curve that falls or does not end at 100.00.
func (c Curve) Check() error {
	var wrong fault.List
	wrong.Check(c[11] == 10000, "pro_rata", "target.curve_end")
	wrong.Check(slices.IsSorted(c[:]), "pro_rata", "target.curve_falls")
	return wrong.Err()
}

// A Basis says how the year's investment was found.
type Basis string

const (
	BasisYear     Basis = "year"    // reported as this year's
	BasisBalance  Basis = "balance" // since the start, less what stood at the end of last year
	BasisFirst    Basis = "first"   // since the start, of a project started this year
	BasisNoFigure Basis = "none"    // nothing reported: not zero
)

// A Progress is one project's year so far, in one sense of investment. Lead is
// the rate less the share due: 62.14 against 50.00 is +12.14 points.
type Progress struct {
	Year  int             `json:"year"`
	Sense lifecycle.Sense `json:"sense"`
	Month workday.When    `json:"month,omitzero"` // the month the latest figure runs to
	Basis Basis           `json:"basis"`
	Done  money.Opt       `json:"done,omitzero"`
	Total money.Opt       `json:"total_done,omitzero"` // since the start
	Plan  money.Opt       `json:"plan,omitzero"`
	Rate  money.Points    `json:"rate"`
	Due   money.Points    `json:"due"`
	Lead  money.Points    `json:"lead"`
	OK    bool            `json:"ok"` // rate, due and lead are known
}

// Of measures a project that was never paused; see Course.Progress.
func Of(p *lifecycle.Project, figures []lifecycle.Figure, sense lifecycle.Sense, by workday.Date, curve Curve) Progress {
	return Course{Curve: curve}.Progress(p, figures, sense, by)
}

// Progress measures a project's year up to a day, from its figures in order of
// month.
func (c Course) Progress(p *lifecycle.Project, figures []lifecycle.Figure, sense lifecycle.Sense, by workday.Date) Progress {
	pr := Progress{Year: by.Year(), Sense: sense, Basis: BasisNoFigure, Plan: p.PlanOf(by.Year())}
	var before money.Opt // since the start, at the end of last year
	for _, f := range figures {
		switch {
		case f.Sense != sense || f.Month.First > by:
		case f.Month.First.Year() < pr.Year:
			before = f.Done
			pr.Total = f.Done
		default:
			pr.take(f, before, p)
		}
	}
	if !pr.Done.OK || !pr.Plan.OK {
		return pr
	}
	if pr.Rate, pr.OK = money.Ratio(pr.Done.Yuan, pr.Plan.Yuan); pr.OK {
		pr.Due = c.Due(pr.Month)
		pr.Lead = pr.Rate - pr.Due
	}
	return pr
}

// take reads one figure of the year; later ones replace earlier ones, and a
// figure without an amount leaves the last one standing.
func (pr *Progress) take(f lifecycle.Figure, before money.Opt, p *lifecycle.Project) {
	if f.Done.OK {
		pr.Total = f.Done
	}
	done, basis := f.YearDone, BasisYear
	if !done.OK && f.Done.OK {
		done, basis = sinceJanuary(f, before, p)
	}
	if done.OK {
		pr.Done, pr.Basis, pr.Month = done, basis, f.Month
	}
}

// sinceJanuary finds the year's part of a figure that runs since the start.
func sinceJanuary(f lifecycle.Figure, before money.Opt, p *lifecycle.Project) (money.Opt, Basis) {
	start := p.Fact(lifecycle.Started).DeclaredOn
	switch {
	case before.OK:
		return money.Some(f.Done.Yuan - before.Yuan), BasisBalance
	case !start.IsZero() && start.First.Year() == f.Month.First.Year():
		return f.Done, BasisFirst
	}
	return money.Opt{}, BasisNoFigure
}
