package web

import (
	"cmp"
	"context"
	"encoding/json"
	"strings"

	"guatu/internal/app"
	"guatu/internal/geo"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/ruleset"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// History in words: what the journal keeps as codes and whole yuan is said as the
// office says it. A value that cannot be read is shown as it is kept, for history
// hides nothing.

// changesShown bounds the fields of one line; the first entry of a project has
// them all.
const changesShown = 12

// momentsOf are the lines of a project's history.
func momentsOf(ctx context.Context, f *app.Frame, page *app.ProjectPage, lines []app.Line) []ui.Moment {
	names := map[string]string{}
	for _, n := range page.Nodes {
		names[n.Code] = n.Name
	}
	list := make([]ui.Moment, 0, len(lines))
	for _, l := range lines {
		m := ui.Moment{Day: l.At.Format("2006-01-02"), Time: l.At.Format("15:04"), Who: l.Name, Why: l.Note, What: lineText(ctx, f, l, names)}
		m.Changes = changesOf(ctx, f, l)
		if extra := len(m.Changes) - changesShown; extra > 0 {
			m.Changes = append(m.Changes[:changesShown], ui.Change{Field: ui.T(ctx, "另有 {n} 个字段", "n", extra)})
		}
		list = append(list, m)
	}
	return list
}

// lineText is what a line did: the act, and of which month, node or other part.
func lineText(ctx context.Context, f *app.Frame, l app.Line, nodes map[string]string) string {
	text := term(ctx, "action."+string(l.Action))
	parts := strings.Split(l.Key, "/")
	switch {
	case l.Noun == "figure" && len(parts) == 3:
		month, err := workday.ParseWhen(parts[1])
		if err != nil {
			return text
		}
		return text + " · " + whenText(ctx, month) + " · " + termOf(ctx, "sense", parts[2])
	case l.Noun == "milestone" && len(parts) == 2:
		return text + " · " + cmp.Or(nodes[parts[1]], parts[1])
	case l.Subject != "":
		return text + " · " + subjectText(ctx, f, l, nodes)
	}
	return text
}

// implied are fields of a line that its title says already, and those that say
// nothing to a reader.
var implied = map[string]bool{"figure.month": true, "figure.sense": true, "figure.project": true, "milestone.code": true,
	"claim.batch": true, "evidence.by": true, "evidence.day": true, "evidence.visit": true, "answer.facts": true, "answer.who": true, "answer.name": true, "answer.day": true,
	"visit.who": true, "visit.claim": true, "task.parent": true}

// changesOf are the fields of a line, old and new, in words. Stages and plans are
// lists and are taken apart, so that one date reads as one change.
func changesOf(ctx context.Context, f *app.Frame, l app.Line) []ui.Change {
	var list []ui.Change
	for _, c := range l.Changes {
		switch {
		case implied[l.Noun+"."+c.Field]:
		case c.Field == "steps":
			list = append(list, stepChanges(ctx, f, l.Noun, c)...)
		case l.Noun == "project" && c.Field == "stages":
			list = append(list, stageChanges(ctx, c)...)
		case l.Noun == "project" && c.Field == "plans":
			list = append(list, planChanges(ctx, c)...)
		default:
			say := sayer(f, l.Noun, c.Field)
			list = append(list, ui.Change{Field: fieldText(ctx, l.Noun, c.Field), Old: say(ctx, c.Old), New: say(ctx, c.New)})
		}
	}
	return list
}

// fieldText is a field's name; a project's fields stand under "field".
func fieldText(ctx context.Context, noun, field string) string {
	if noun == "project" {
		noun = "field"
	}
	return termOf(ctx, noun, field)
}

// valueText is one value in words.
func valueText(ctx context.Context, f *app.Frame, field string, raw json.RawMessage) string {
	if len(raw) == 0 || string(raw) == "null" {
		return ""
	}
	text, ok := "", false
	switch field {
	case "fixed_asset", "year_done", "done", "plan":
		text, ok = read(raw, func(o money.Opt) string { return yi(o) + " " + ui.T(ctx, "亿元") })
	case "total":
		text, ok = read(raw, func(a money.Amount) string { return totalText(ctx, a) })
	case "progress":
		text, ok = read(raw, func(p money.Points) string { return p.String() + "%" })
	case "baseline", "planned", "forecast", "actual", "month":
		text, ok = read(raw, func(w workday.When) string { return whenTextOr(ctx, w) })
	case "at":
		text, ok = read(raw, func(p geo.Point) string { return pointText(&p) })
	case "products":
		text, ok = read(raw, func(list []lifecycle.Product) string { return productsText(ctx, list) })
	case "paused", "closed":
		text, ok = read(raw, func(b bool) string { return yesText(ctx, b) })
	default:
		text, ok = codeText(ctx, f, field, raw)
	}
	if !ok {
		return string(raw)
	}
	return text
}

// read turns a kept value into words; not ok when it is none of its kind.
func read[T any](raw json.RawMessage, say func(T) string) (string, bool) {
	var v T
	if err := json.Unmarshal(raw, &v); err != nil {
		return "", false
	}
	return say(v), true
}

// codeText are fields that hold codes of the ruleset, units, lists, and plain text.
func codeText(ctx context.Context, f *app.Frame, field string, raw json.RawMessage) (string, bool) {
	lists := map[string][]ruleset.Word{"tags": f.Words.Tags, "levels": f.Words.Levels, "batches": nil, "former_names": nil}
	if words, ok := lists[field]; ok {
		return read(raw, func(codes []string) string { return namesText(ctx, words, codes) })
	}
	return read(raw, func(s string) string {
		switch field {
		case "unit", "park":
			return f.Tree.Name(s)
		case "kind":
			return ruleset.NameOf(f.Words.Kinds, s)
		case "store":
			return termOf(ctx, "store", s)
		}
		return s
	})
}

// totalText is a total as it was stated.
func totalText(ctx context.Context, a money.Amount) string {
	c := totalCell(ctx, a)
	switch {
	case a.OK || a.Low.OK:
		return c.Text + " " + ui.T(ctx, "亿元")
	case c.Text == blank:
		return a.Text
	}
	return c.Text
}

func productsText(ctx context.Context, list []lifecycle.Product) string {
	names := make([]string, len(list))
	for i, p := range list {
		names[i] = strings.TrimSpace(p.Name + " " + p.Capacity + p.Unit)
	}
	return strings.Join(names, ui.T(ctx, "、"))
}

func yesText(ctx context.Context, b bool) string {
	if b {
		return ui.T(ctx, "是")
	}
	return ui.T(ctx, "否")
}

// stageChanges are the facts of stages that differ, one a line.
func stageChanges(ctx context.Context, c app.Change) []ui.Change {
	was, okWas := listOf[lifecycle.StageFact](c.Old)
	is, okIs := listOf[lifecycle.StageFact](c.New)
	if !okWas || !okIs {
		return []ui.Change{{Field: term(ctx, "field.stages"), Old: string(c.Old), New: string(c.New)}}
	}
	var list []ui.Change
	for _, stage := range append(lifecycle.Stages[:len(lifecycle.Stages):len(lifecycle.Stages)], lifecycle.Exited) {
		old, now := factOf(was, stage), factOf(is, stage)
		add := func(field, before, after string) {
			if before != after {
				list = append(list, ui.Change{Field: stageText(ctx, stage) + " " + term(ctx, "stage_fact."+field), Old: before, New: after})
			}
		}
		add("baseline", whenTextOr(ctx, old.Baseline), whenTextOr(ctx, now.Baseline))
		add("planned", whenTextOr(ctx, old.Planned), whenTextOr(ctx, now.Planned))
		add("forecast", whenTextOr(ctx, old.Forecast), whenTextOr(ctx, now.Forecast))
		add("declared", markText(ctx, old.Declared), markText(ctx, now.Declared))
		add("declared_on", whenTextOr(ctx, old.DeclaredOn), whenTextOr(ctx, now.DeclaredOn))
		add("recognised", markText(ctx, old.Recognised), markText(ctx, now.Recognised))
		add("recognised_on", whenTextOr(ctx, old.RecognisedOn), whenTextOr(ctx, now.RecognisedOn))
	}
	return list
}

// markText is a tick: no tick is nothing rather than a no.
func markText(ctx context.Context, b bool) string {
	if b {
		return ui.T(ctx, "是")
	}
	return ""
}

func factOf(list []lifecycle.StageFact, stage lifecycle.Stage) lifecycle.StageFact {
	for _, f := range list {
		if f.Stage == stage {
			return f
		}
	}
	return lifecycle.StageFact{Stage: stage}
}

// planChanges are the years whose plan differs.
func planChanges(ctx context.Context, c app.Change) []ui.Change {
	was, okWas := listOf[lifecycle.AnnualPlan](c.Old)
	is, okIs := listOf[lifecycle.AnnualPlan](c.New)
	if !okWas || !okIs {
		return []ui.Change{{Field: term(ctx, "field.plans"), Old: string(c.Old), New: string(c.New)}}
	}
	old, now := &lifecycle.Project{Plans: was}, &lifecycle.Project{Plans: is}
	var list []ui.Change
	seen := map[int]bool{}
	for _, a := range append(was, is...) {
		before, after := old.PlanOf(a.Year), now.PlanOf(a.Year)
		if !seen[a.Year] && before != after {
			list = append(list, ui.Change{Field: ui.T(ctx, "{year}年度计划投资", "year", a.Year), Old: yiText(ctx, before), New: yiText(ctx, after)})
		}
		seen[a.Year] = true
	}
	return list
}

// yiText is an amount with its unit; none is nothing.
func yiText(ctx context.Context, o money.Opt) string {
	if !o.OK {
		return ""
	}
	return yi(o) + " " + ui.T(ctx, "亿元")
}

// listOf reads a list; nothing is an empty one.
func listOf[T any](raw json.RawMessage) (list []T, ok bool) {
	if len(raw) == 0 {
		return nil, true
	}
	err := json.Unmarshal(raw, &list)
	return list, err == nil
}
