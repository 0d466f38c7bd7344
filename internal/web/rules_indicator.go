package web

import (
	"context"
	"strings"

	"guatu/internal/indicator"
	"guatu/internal/ruleset"
	"guatu/internal/web/ui"
)

// The rules of indicators: what each counts or works out, with its source.

// indicatorRulesTable is every indicator in the order of the ruleset, by kind.
func indicatorRulesTable(ctx context.Context, set *ruleset.Set) ui.TableData {
	t := table(ui.T(ctx, "指标"), ui.T(ctx, "单位"), ui.T(ctx, "读法"), ui.T(ctx, "口径"), ui.T(ctx, "怎么算"), ui.T(ctx, "方向"), ui.T(ctx, "来源"))
	g := ui.Group{}
	for i, d := range set.Indicators.Definitions() {
		g.Rows = append(g.Rows, ui.Row{Cells: []ui.Cell{long(d.Name), ui.Words(d.Measure), ui.Words(termOf(ctx, "indicator_read", string(d.Read))),
			ui.Words(strings.Join(sensesText(ctx, set.Indicators.Senses(i)), ui.T(ctx, "、"))), long(howText(ctx, set, &d)), ui.Words(termOf(ctx, "indicator_better", string(d.Better))), long(d.Source)}})
	}
	t.Groups = []ui.Group{g}
	return t
}

// howText is how an indicator comes about, in words.
func howText(ctx context.Context, set *ruleset.Set, d *indicator.Definition) string {
	switch {
	case d.Formula != "":
		return d.Formula
	case d.Outside != nil:
		return ui.T(ctx, "{office}按{period}报送", "office", d.Outside.Office, "period", termOf(ctx, "period", string(d.Outside.Every)))
	case d.ProRata:
		return ui.T(ctx, "序时曲线到上一个整月的应完成份额")
	}
	return baseText(ctx, set, d.Base)
}

// baseText is a base indicator in words: what is added up, of which projects, from
// when.
func baseText(ctx context.Context, set *ruleset.Set, b *indicator.Base) string {
	parts := []string{termOf(ctx, "quantity", string(b.Of))}
	if b.Event != "" {
		event := termOf(ctx, "event", string(b.Event))
		if b.Stage != "" {
			event += stageText(ctx, b.Stage)
		}
		parts = append(parts, event)
	}
	if b.Kept != "" {
		parts = append(parts, ui.T(ctx, "登记过{stage}的", "stage", stageText(ctx, b.Kept)))
	}
	if b.Meet != nil {
		word := ui.T(ctx, "且当年已{stage}", "stage", stageText(ctx, b.Meet.Stage))
		if b.Meet.Within == indicator.ByThen {
			word = ui.T(ctx, "且按时已{stage}", "stage", stageText(ctx, b.Meet.Stage))
		}
		parts = append(parts, word)
	}
	if len(b.Until) > 0 {
		parts = append(parts, ui.T(ctx, "到{stage}为止", "stage", stagesText(ctx, codesOfStages(b.Until))))
	}
	if len(b.Where.Tiers) > 0 {
		var names []string
		for _, code := range b.Where.Tiers {
			names = append(names, set.TierName(code))
		}
		parts = append(parts, strings.Join(names, ui.T(ctx, "、")))
	}
	for _, words := range []struct {
		codes []string
		list  []ruleset.Word
	}{{b.Where.Kinds, set.Kinds}, {b.Where.Levels, set.Levels}, {b.Where.Tags, set.Tags}} {
		if len(words.codes) > 0 {
			parts = append(parts, strings.Join(wordNames(words.list, words.codes), ui.T(ctx, "、")))
		}
	}
	if b.Where.Store != "" {
		parts = append(parts, termOf(ctx, "store", string(b.Where.Store)))
	}
	return strings.Join(parts, ui.T(ctx, "，"))
}

// wordNames are the names of codes.
func wordNames(list []ruleset.Word, codes []string) []string {
	names := make([]string, len(codes))
	for i, code := range codes {
		names[i] = ruleset.NameOf(list, code)
	}
	return names
}
