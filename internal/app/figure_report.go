package app

import (
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// FigureReport is a unit's monthly report of one project's investment, in one
// sense. An amount left out is not reported; taking a figure back is a report
// with neither amount.
type FigureReport struct {
	Project string `json:"-" path:"id"`
	lifecycle.Figure
	Image   *string `json:"image,omitempty"`   // 形象进度, when it is said with it
	Because string  `json:"because,omitempty"` // why a figure is corrected
}

// FigureReport writes the figure and, where it was said, the image progress.
func (a *App) FigureReport(ctx context.Context, who access.Actor, in FigureReport) error {
	in.Figure.Project = in.Project
	return a.act(ctx, who, access.ReportFigure, in.Because, func(tx *store.Tx) error {
		return reportLine(tx, FigureItem{Figure: in.Figure, Image: in.Image})
	})
}

// reportFigure puts a figure in the place of the month's old one.
func reportFigure(tx *store.Tx, is lifecycle.Figure) error {
	figures, err := tx.Figures(is.Project)
	if err != nil {
		return err
	}
	var was *lifecycle.Figure
	if i := slices.IndexFunc(figures, func(f lifecycle.Figure) bool { return f.Month == is.Month && f.Sense == is.Sense }); i >= 0 {
		was = &figures[i]
	}
	if is.YearDone.OK || is.Done.OK || is.Progress != 0 {
		return tx.SaveFigure(was, &is)
	}
	if was == nil {
		return fault.New(fault.Invalid, "figure.empty").At("year_done")
	}
	return tx.SaveFigure(was, nil)
}

// checkFigure reports what cannot be: a month that is none or has not begun,
// amounts out of bounds, more done this year than since the start.
func checkFigure(f lifecycle.Figure, p *lifecycle.Project, today workday.Date) error {
	var wrong fault.List
	wrong.Check(f.Month.Precision == workday.ToMonth, "month", "figure.month")
	wrong.Check(f.Month.First <= today, "month", "figure.future", "month", f.Month.String())
	wrong.Check(f.Sense == lifecycle.Dispatch || f.Sense == lifecycle.Statistics, "sense", "figure.sense", "sense", string(f.Sense))
	for _, one := range []struct {
		field  string
		amount money.Opt
	}{{"year_done", f.YearDone}, {"done", f.Done}} {
		wrong.Check(!one.amount.OK || one.amount.Yuan >= 0 && one.amount.Yuan <= money.Max, one.field, "project.amount_bounds")
	}
	wrong.Check(!f.YearDone.OK || !f.Done.OK || f.YearDone.Yuan <= f.Done.Yuan, "year_done", "figure.year_over_all")
	wrong.Check(f.Progress >= 0 && f.Progress <= money.Whole, "progress", "figure.progress")
	return wrong.Err()
}
