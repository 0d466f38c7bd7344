package web

import (
	"context"
	"strings"

	"guatu/internal/lifecycle"
	"guatu/internal/web/ui"
)

// The rules of stages on the page 规则: what each stage is, what it asks for, who
// checks, who recognises, by when, and where every line comes from.

// A stageRulePanel is one stage.
type stageRulePanel struct {
	Title, Sign, Source string
	Facts               []ui.Fact
	Evidence            ui.TableData
}

// stageRulePanels are the stages in the rules' order.
func stageRulePanels(ctx context.Context, rules *lifecycle.Rules, kinds, tiers func(string) string) []stageRulePanel {
	var list []stageRulePanel
	for i := range rules.Stages {
		r := &rules.Stages[i]
		p := stageRulePanel{Title: stageText(ctx, r.Stage), Sign: r.Sign, Source: r.Source}
		for _, s := range r.Signs {
			p.Sign += ui.T(ctx, "；{kinds}：{sign}", "kinds", namesBy(ctx, s.Kinds, kinds), "sign", s.Sign)
		}
		p.Facts = stageFacts(ctx, rules, r, kinds, tiers)
		p.Evidence = needTable(ctx, rules, r, kinds, tiers)
		list = append(list, p)
	}
	return list
}

func stageFacts(ctx context.Context, rules *lifecycle.Rules, r *lifecycle.StageRule, kinds, tiers func(string) string) []ui.Fact {
	var fields, before, sure, checks, by []string
	for _, f := range r.Fields {
		fields = append(fields, lackText(ctx, f, ""))
	}
	for _, s := range r.Declared {
		before = append(before, stageText(ctx, s))
	}
	for _, s := range r.Recognised {
		sure = append(sure, stageText(ctx, s))
	}
	for _, c := range r.Checks {
		checks = append(checks, rules.DepartmentName(c.Department)+forText(ctx, c.For, kinds, tiers))
	}
	for _, b := range r.By {
		by = append(by, termOf(ctx, "level", string(b.Who))+forText(ctx, b.For, kinds, tiers))
	}
	fact := func(label string, words []string) ui.Fact {
		return ui.Fact{Label: label, Value: said(strings.Join(words, ui.T(ctx, "、")))}
	}
	return []ui.Fact{fact(ui.T(ctx, "项目须填"), fields), fact(ui.T(ctx, "须先申报"), before), fact(ui.T(ctx, "须先认定"), sure), fact(term(ctx, "form.checks"), checks), fact(ui.T(ctx, "由谁认定"), by),
		{Label: ui.T(ctx, "期限"), Value: ui.Words(ui.T(ctx, "核查 {checks} 个、认定 {days} 个工作日", "checks", r.CheckDays, "days", r.Days))}}
}

// needTable is the evidence of a stage, each line with its source.
func needTable(ctx context.Context, rules *lifecycle.Rules, r *lifecycle.StageRule, kinds, tiers func(string) string) ui.TableData {
	t := table(ui.T(ctx, "佐证材料"), ui.T(ctx, "材料"), ui.T(ctx, "要求"), ui.T(ctx, "适用"), ui.T(ctx, "来源"))
	g := ui.Group{}
	for _, n := range r.Evidence {
		want := ui.T(ctx, "必须")
		switch {
		case n.Usual:
			want = ui.T(ctx, "建议")
		case n.AnyOf != "":
			want = ui.T(ctx, "同组有其一")
		}
		g.Rows = append(g.Rows, ui.Row{Cells: []ui.Cell{ui.Words(rules.KindName(n.Kind)), ui.Words(want), said(strings.Trim(forText(ctx, n.For, kinds, tiers), "（）")), long(n.Source)}})
	}
	t.Groups = []ui.Group{g}
	return t
}

// forText says which projects a line is about; "" is all.
func forText(ctx context.Context, f lifecycle.For, kinds, tiers func(string) string) string {
	var words []string
	if len(f.Kinds) > 0 {
		words = append(words, namesBy(ctx, f.Kinds, kinds))
	}
	if len(f.Except) > 0 {
		words = append(words, ui.T(ctx, "{kinds}除外", "kinds", namesBy(ctx, f.Except, kinds)))
	}
	if len(f.Tiers) > 0 {
		words = append(words, namesBy(ctx, f.Tiers, tiers))
	}
	if len(words) == 0 {
		return ""
	}
	return ui.T(ctx, "（{words}）", "words", strings.Join(words, ui.T(ctx, "，")))
}

func namesBy(ctx context.Context, codes []string, name func(string) string) string {
	list := make([]string, len(codes))
	for i, c := range codes {
		list[i] = name(c)
	}
	return strings.Join(list, ui.T(ctx, "、"))
}

// exclusionTable is what is not recognised, and what a claim is sent back or revoked
// for, with sources.
func exclusionTable(ctx context.Context, rules *lifecycle.Rules) ui.TableData {
	t := table(ui.T(ctx, "不予认定、退回与撤销"), ui.T(ctx, "情形"), ui.T(ctx, "用于"), ui.T(ctx, "来源"))
	g := ui.Group{}
	line := func(name, use, source string) {
		g.Rows = append(g.Rows, ui.Row{Cells: []ui.Cell{ui.Words(name), ui.Words(use), long(source)}})
	}
	for _, e := range rules.Exclusions {
		use := ui.T(ctx, "不予认定，由认定机关判断")
		if len(e.Industries)+len(e.Kinds)+len(e.Tags) > 0 || e.Below > 0 {
			use = ui.T(ctx, "不予认定，自动识别")
		}
		line(e.Name, use, e.Source)
	}
	for _, w := range rules.SendBack {
		line(w.Name, ui.T(ctx, "退回"), w.Source)
	}
	for _, w := range rules.Revoke {
		line(w.Name, ui.T(ctx, "撤销认定"), w.Source)
	}
	for _, s := range rules.Sides {
		for _, w := range s.Reasons {
			line(w.Name, s.Name, s.Source)
		}
	}
	t.Groups = []ui.Group{g}
	return t
}
