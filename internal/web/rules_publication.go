package web

import (
	"context"

	"guatu/internal/ruleset"
	"guatu/internal/web/ui"
)

// The rules of publishing: days of objection and answer, the ladder of warnings,
// each with its source.

// publishingFacts are the days.
func publishingFacts(ctx context.Context, set *ruleset.Set) []ui.Fact {
	p := set.Publications
	return []ui.Fact{{Label: ui.T(ctx, "公示"), Value: ui.Words(ui.T(ctx, "至少 {n} 个工作日", "n", p.ObjectionDays))}, {Label: ui.T(ctx, "答复异议"), Value: ui.Words(ui.T(ctx, "{n} 个工作日内", "n", p.AnswerDays))},
		{Label: ui.T(ctx, "来源"), Value: long(p.Source), Wide: true}}
}

// ladderTable is the levels a warning climbs.
func ladderTable(ctx context.Context, set *ruleset.Set) ui.TableData {
	t := table(ui.T(ctx, "督办等级"), ui.T(ctx, "等级"), ui.T(ctx, "期限"), ui.T(ctx, "约谈"), ui.T(ctx, "来源"))
	g := ui.Group{}
	for _, rung := range set.Publications.Ladder {
		interview := ui.Missing()
		if rung.Interview {
			interview = ui.Words(ui.T(ctx, "约谈主要负责同志"))
		}
		g.Rows = append(g.Rows, ui.Row{Cells: []ui.Cell{long(rung.Name), ui.Words(ui.T(ctx, "{n} 个工作日", "n", rung.Days)), interview, long(rung.Source)}})
	}
	t.Groups = []ui.Group{g}
	return t
}
