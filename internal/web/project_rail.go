package web

import (
	"context"

	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/web/svg"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// The chain of stages on a project's page: what was declared and recognised, each
// with its dates as exactly as they are known.

// railOf is every stage of the chain; a project that left it ends there.
func railOf(ctx context.Context, page *app.ProjectPage) []ui.RailStep {
	var steps []ui.RailStep
	for _, stage := range lifecycle.Stages {
		fact := page.Project.Fact(stage)
		if stage == lifecycle.Lead && fact.Empty() {
			continue // most registers begin with the contract
		}
		steps = append(steps, railStep(ctx, page, fact))
	}
	if exited := page.Project.Fact(lifecycle.Exited); !exited.Empty() {
		steps = append(steps, railStep(ctx, page, exited))
	}
	return steps
}

// railStep is one stage on the day looked at: what was declared later had not
// happened yet.
func railStep(ctx context.Context, page *app.ProjectPage, f lifecycle.StageFact) ui.RailStep {
	s := ui.RailStep{Step: svg.Step{Name: stageText(ctx, f.Stage), Now: f.Stage == page.Stage}}
	s.Declared = f.Declared && f.DeclaredOn.First <= page.On || f.Stage.Order() < page.Stage.Order() && page.Stage != lifecycle.Exited
	s.Recognised = f.Recognised && f.RecognisedOn.First <= page.On
	switch {
	case s.Recognised && !f.RecognisedOn.IsZero():
		s.Date = ui.T(ctx, "认定 {day}", "day", whenText(ctx, f.RecognisedOn))
	case f.Declared && f.DeclaredOn.First <= page.On && !f.DeclaredOn.IsZero():
		s.Date = ui.T(ctx, "申报 {day}", "day", whenText(ctx, f.DeclaredOn))
	case s.Declared:
		s.Date = ui.T(ctx, "时间未报")
	case !f.Planned.IsZero():
		s.Date = ui.T(ctx, "计划 {planned}", "planned", whenText(ctx, f.Planned))
	}
	if late := int(page.On - f.Planned.Last()); !s.Declared && !f.Planned.IsZero() && late > 0 {
		s.Late, s.LateWords = true, ui.T(ctx, "逾期 {n} 天", "n", late)
	}
	return s
}

// whenTextOr is a date in words; none is "" for tables that set their own dash.
func whenTextOr(ctx context.Context, w workday.When) string {
	if w.IsZero() {
		return ""
	}
	return whenText(ctx, w)
}
