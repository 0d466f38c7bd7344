package web

import (
	"context"
	"strings"

	"guatu/internal/lifecycle"
	"guatu/internal/ruleset"
	"guatu/internal/web/ui"
)

// The rules of cross-checks and of the windows into statistics, with the source of
// each.

// checkRules are the cross-checks in their order.
func checkRules(ctx context.Context, set *ruleset.Set) ui.TableData {
	t := table(ui.T(ctx, "交叉核验"), ui.T(ctx, "疑点"), ui.T(ctx, "轻重"), ui.T(ctx, "怎么比"), ui.T(ctx, "来源"))
	g := ui.Group{}
	for _, c := range set.Checks {
		g.Rows = append(g.Rows, ui.Row{Cells: []ui.Cell{long(c.Name), {Text: termOf(ctx, "severity", string(c.Severity)), Tone: severityWords[c.Severity]}, long(checkRule(ctx, set, c)), long(c.Source)}})
	}
	t.Groups = []ui.Group{g}
	return t
}

// checkRule is a check's comparison, what it compares and its bounds.
func checkRule(ctx context.Context, set *ruleset.Set, c lifecycle.CrossCheck) string {
	parts := []string{termOf(ctx, "comparison", string(c.Compare))}
	var refs []string
	for _, ref := range c.Of {
		refs = append(refs, refName(ctx, set, ref))
	}
	if c.First != "" {
		refs = append([]string{ui.T(ctx, "{first} 在 {then} 之前", "first", refName(ctx, set, c.First), "then", refName(ctx, set, c.Then))}, refs...)
	} else if c.Then != "" {
		refs = append(refs, refName(ctx, set, c.Then))
	}
	if len(refs) > 0 {
		parts = append(parts, strings.Join(refs, ui.T(ctx, "、")))
	}
	return strings.Join(append(parts, checkBounds(ctx, set, c)...), ui.T(ctx, "；"))
}

// checkBounds are the parameters that are set.
func checkBounds(ctx context.Context, set *ruleset.Set, c lifecycle.CrossCheck) []string {
	var parts []string
	add := func(is bool, text string) {
		if is {
			parts = append(parts, text)
		}
	}
	add(c.Percent > 0, plain(int64(c.Percent))+"%")
	add(c.Days > 0, ui.T(ctx, "{n} 天", "n", c.Days))
	add(c.Months > 0, ui.T(ctx, "{n} 个月", "n", c.Months))
	add(c.Times > 0, ui.T(ctx, "{n} 倍", "n", c.Times))
	add(c.Metres > 0, ui.T(ctx, "{n} 米", "n", c.Metres))
	add(c.Distance > 0, ui.T(ctx, "相差 {n} 位以内", "n", c.Distance))
	add(len(c.Kinds) > 0, strings.Join(namesIn(set.Kinds, c.Kinds), ui.T(ctx, "、")))
	return parts
}

func namesIn(words []ruleset.Word, codes []string) []string {
	list := make([]string, len(codes))
	for i, code := range codes {
		list[i] = ruleset.NameOf(words, code)
	}
	return list
}

// refName is what a rule refers to: a stage, a field or a kind of evidence.
func refName(ctx context.Context, set *ruleset.Set, ref string) string {
	if stage, is := strings.CutPrefix(ref, "stage."); is {
		return stageText(ctx, lifecycle.Stage(stage))
	}
	for _, k := range set.Recognition.Kinds {
		if k.Code == ref {
			return k.Name
		}
	}
	return termOf(ctx, "field", ref)
}

// windowRules are the windows into statistics.
func windowRules(ctx context.Context, set *ruleset.Set) ui.TableData {
	t := table(ui.T(ctx, "入库升规窗口"), ui.T(ctx, "窗口"), ui.T(ctx, "前提"), ui.T(ctx, "时间"), ui.T(ctx, "材料"), ui.T(ctx, "来源"))
	g := ui.Group{}
	for _, w := range set.Windows {
		var papers []string
		for _, p := range w.Papers {
			var names []string
			for _, kind := range p.Of {
				names = append(names, refName(ctx, set, kind))
			}
			text := strings.Join(names, "／")
			if only := namesIn(set.Kinds, p.Kinds); len(only) > 0 {
				text += ui.T(ctx, "（{kinds}）", "kinds", strings.Join(only, ui.T(ctx, "、")))
			}
			papers = append(papers, text)
		}
		g.Rows = append(g.Rows, ui.Row{Cells: []ui.Cell{long(w.Name), long(stageText(ctx, w.After)), long(windowDays(ctx, w)), long(strings.Join(papers, ui.T(ctx, "、"))), long(w.Source)}})
	}
	t.Groups = []ui.Group{g}
	return t
}

// windowDays is when a window is open.
func windowDays(ctx context.Context, w lifecycle.Window) string {
	months := ui.T(ctx, "每月")
	if len(w.Months) > 0 {
		list := make([]string, len(w.Months))
		for i, m := range w.Months {
			list[i] = itoa(m)
		}
		months = ui.T(ctx, "{months} 月", "months", strings.Join(list, ui.T(ctx, "、")))
	}
	until := ui.T(ctx, "{n} 日", "n", w.Closes)
	if w.Next {
		until = ui.T(ctx, "次月 {day} 日", "day", w.Closes)
	}
	return months + " " + ui.T(ctx, "{n} 日", "n", w.Opens) + "–" + until
}
