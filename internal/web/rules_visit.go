package web

import (
	"context"
	"slices"
	"strings"

	"guatu/internal/money"
	"guatu/internal/ruleset"
	"guatu/internal/web/ui"
)

// The rules of field visits: what is looked at, and which projects are.

// visitRules are the questions in their order.
func visitRules(ctx context.Context, set *ruleset.Set) ui.TableData {
	t := table(ui.T(ctx, "现场核查表"), ui.T(ctx, "核查要点"), ui.T(ctx, "阶段"), ui.T(ctx, "建设性质"), ui.T(ctx, "应有结果"), ui.T(ctx, "来源"))
	g := ui.Group{}
	for _, q := range set.Visit.Questions {
		expect := ui.T(ctx, "不限")
		if q.Expect != "" {
			expect = termOf(ctx, "seen", q.Expect)
		}
		g.Rows = append(g.Rows, ui.Row{Cells: []ui.Cell{long(q.Name), ui.Words(stagesText(ctx, codesOfStages(q.Stages))), long(kindsText(ctx, set, q.Kinds, q.Except)), ui.Words(expect), long(q.Source)}})
	}
	t.Groups = []ui.Group{g}
	return t
}

func codesOfStages[S ~string](list []S) []string {
	var out []string
	for _, s := range list {
		out = append(out, string(s))
	}
	return out
}

// stagesText are stages in words; none are all.
func stagesText(ctx context.Context, list []string) string {
	if len(list) == 0 {
		return ui.T(ctx, "各阶段")
	}
	var names []string
	for _, s := range list {
		names = append(names, termOf(ctx, "stage", s))
	}
	return strings.Join(names, ui.T(ctx, "、"))
}

// kindsText are the kinds of project a line is about.
func kindsText(ctx context.Context, set *ruleset.Set, kinds, except []string) string {
	if len(kinds) == 0 {
		for _, k := range set.Kinds {
			if len(except) > 0 && !slices.Contains(except, k.Code) {
				kinds = append(kinds, k.Code)
			}
		}
	}
	if len(kinds) == 0 {
		return ui.T(ctx, "不限")
	}
	return strings.Join(namesIn(set.Kinds, kinds), ui.T(ctx, "、"))
}

// visitRulesNote says which projects are to be looked at, and how long a record may
// be mended.
func visitRulesNote(ctx context.Context, set *ruleset.Set) string {
	f := set.Visit
	return ui.T(ctx, "{stages}认定前到现场；{least} 亿元以上须现场核查；核查后 {days} 天内本人可以更正", "stages", stagesText(ctx, codesOfStages(f.Stages)),
		"least", yi(money.Some(f.Least)), "days", f.CorrectDays)
}
