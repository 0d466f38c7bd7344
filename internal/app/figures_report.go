package app

import (
	"context"
	"strconv"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/store"
)

// FiguresReport is a unit's monthly return (月报): the figures of many projects
// sent at once, as clerks do it. It is one act: all of them or none.
type FiguresReport struct {
	Items   []FigureItem `json:"items"`
	Because string       `json:"because,omitempty"`
}

// FigureItem is one line of a monthly return; the figure names its project.
type FigureItem struct {
	lifecycle.Figure
	Image *string `json:"image,omitempty"` // 形象进度, when it is said with it
}

// maxFigures bounds one return: a city's projects in both senses.
const maxFigures = 5000

// FiguresReport writes every line. All mistakes of all lines are reported, each
// with the line it stands in ("items[3].month"); a project that is not
// found refuses the whole return.
func (a *App) FiguresReport(ctx context.Context, who access.Actor, in FiguresReport) error {
	var wrong fault.List
	wrong.Check(len(in.Items) > 0 && len(in.Items) <= maxFigures, "items", "figure.items", "max", maxFigures)
	if err := wrong.Err(); err != nil {
		return err
	}
	return a.act(ctx, who, access.ReportFigure, in.Because, func(tx *store.Tx) error {
		var wrong fault.List
		for i, item := range in.Items {
			err := reportLine(tx, item)
			if fault.KindOf(err) != fault.Invalid && err != nil {
				return err
			}
			inLine(&wrong, i, err)
		}
		return wrong.Err()
	})
}

// reportLine writes one figure and, where it was said, the image progress.
func reportLine(tx *store.Tx, in FigureItem) error {
	was, is, err := project(tx, in.Project)
	if err != nil {
		return err
	}
	if err := checkFigure(in.Figure, is, tx.Today); err != nil {
		return err
	}
	if err := reportFigure(tx, in.Figure); err != nil {
		return err
	}
	if in.Image == nil || *in.Image == was.Image {
		return nil
	}
	is.Image = *in.Image
	if err := is.Check(); err != nil {
		return err
	}
	return tx.SaveProject(was, is)
}

// inLine keeps a line's mistakes under the line's own name.
func inLine(wrong *fault.List, line int, err error) {
	e, ok := fault.As(err)
	if !ok {
		return
	}
	parts := e.Parts
	if len(parts) == 0 {
		parts = []*fault.Error{e}
	}
	for _, p := range parts {
		wrong.Add(p.At("items[" + strconv.Itoa(line) + "]." + p.Field))
	}
}
