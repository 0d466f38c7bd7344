package web

import (
	"context"
	"slices"
	"strings"

	"guatu/internal/app"
	"guatu/internal/glossary"
	"guatu/internal/money"
	"guatu/internal/target"
	"guatu/internal/web/svg"
	"guatu/internal/web/ui"
)

// Targets in words: an indicator, a figure of it, a condition, a period.

// sizeText is a figure of an indicator as a table shows it: 56, 0.6, 12.30, 9.50.
func sizeText(ind target.Indicator, v target.Value) string {
	switch ind.Measure {
	case target.Money:
		return yuanOf(v).Yi(2)
	case target.Points:
		return money.Points(v.Round(2)).String()
	case target.Other:
		return padded(v.String(), ind.Decimals)
	}
	return v.String()
}

// yuanOf is the value of an amount.
func yuanOf(v target.Value) money.Yuan { return money.Yuan(v.Round(0)) }

// unitText is what figures of an indicator are counted in; amounts are shown in 亿元
// whatever the ruleset writes them in.
func unitText(ctx context.Context, ind target.Indicator) string {
	switch {
	case ind.Measure == target.Money:
		return ui.T(ctx, "亿元")
	case ind.Measure == target.Count && ind.Unit == "个":
		return termOf(ctx, "target_measure", string(target.Count))
	}
	return ind.Unit
}

// sized is a figure with its unit: 56 个, 12.30 亿元, 9.50%.
func sized(ctx context.Context, ind target.Indicator, v target.Value) string {
	switch {
	case ind.Unit == "%":
		return sizeText(ind, v) + "%"
	case ind.Measure == target.Count && ind.Unit == "个":
		return ui.T(ctx, "{n} 个", "n", v.String())
	}
	return sizeText(ind, v) + " " + unitText(ctx, ind)
}

// sizeCell is a figure in a table, with the exact 万元 as its tip.
func sizeCell(ctx context.Context, ind target.Indicator, v target.Value) ui.Cell {
	c := ui.Cell{Text: sizeText(ind, v)}
	if ind.Measure == target.Money {
		c.Title = wan(ctx, yuanOf(v))
	}
	return c
}

// signedText is a difference with its sign.
func signedText(ind target.Indicator, v target.Value) string {
	switch {
	case v > 0:
		return "+" + sizeText(ind, v)
	case v < 0:
		return "−" + strings.TrimPrefix(sizeText(ind, v), "-")
	}
	return sizeText(ind, v)
}

// askText is what a clause asks, without its indicator: 不少于 56 个.
func askText(ctx context.Context, tree func(string) string, c target.Clause, ind target.Indicator) string {
	low := sized(ctx, ind, c.Low)
	switch c.Op {
	case target.AtMost:
		return ui.T(ctx, "不超过 {low}", "low", low)
	case target.Exactly:
		return ui.T(ctx, "等于 {low}", "low", low)
	case target.Between:
		return ui.T(ctx, "{low} 至 {high}", "low", sizeText(ind, c.Low), "high", sized(ctx, ind, c.High))
	case target.Growth:
		return ui.T(ctx, "增长 {low}", "low", low)
	case target.Above:
		return aboveText(ctx, tree, c, ind)
	case target.Never:
		if c.High > c.Low {
			return ui.T(ctx, "始终不少于 {low}，少于 {high} 时补充", "low", low, "high", sized(ctx, ind, c.High))
		}
		return ui.T(ctx, "始终不少于 {low}", "low", low)
	case target.ByDay:
		if c.Batch != "" {
			return ui.T(ctx, "“{batch}”{due} 前完成 {low}", "batch", c.Batch, "due", c.Due.String(), "low", low)
		}
		return ui.T(ctx, "{due} 前完成 {low}", "due", c.Due.String(), "low", low)
	}
	return ui.T(ctx, "不少于 {low}", "low", low)
}

func aboveText(ctx context.Context, tree func(string) string, c target.Clause, ind target.Indicator) string {
	other := ui.T(ctx, "同级平均")
	if c.Against != target.Peers {
		other = tree(c.Against)
	}
	if c.Low == 0 {
		return ui.T(ctx, "高于{other}", "other", other)
	}
	return ui.T(ctx, "高于{other} {low} 以上", "other", other, "low", sized(ctx, ind, c.Low))
}

// clauseText is a whole condition: 新签约项目（认定）不少于 56 个.
func clauseText(ctx context.Context, tree func(string) string, c target.Clause, ind target.Indicator) string {
	return ind.Name + ui.T(ctx, "，") + askText(ctx, tree, c, ind)
}

// spanText is a period in words with its year, partText without.
func spanText(ctx context.Context, p target.Period) string {
	return glossary.Period(lang(ctx), p.String())
}

func partText(ctx context.Context, p target.Period) string {
	if p.Grain == target.Year {
		return ui.T(ctx, "全年")
	}
	return glossary.PeriodPart(lang(ctx), p.String())
}

// goalName is a goal as lists name it: its code in quotes where it has one.
func goalName(ctx context.Context, g app.GoalName) string {
	if g.Code == "" || strings.Contains(g.Name, g.Code) {
		return g.Name
	}
	return ui.T(ctx, "“{code}” {name}", "code", g.Code, "name", g.Name)
}

// standingBar is the share done with a tick where it should stand, in words too.
func standingBar(ctx context.Context, c app.ClauseRow) string {
	s := c.Standing
	if !s.Known || !s.RateOK {
		return ""
	}
	return svg.ShareBar(s.Rate, s.DueOf, ui.T(ctx, "完成 {rate}%，序时 {due}%", "rate", s.Rate.String(), "due", s.DueOf.String()))
}

// standingWhy says in one line why a standing is what it is.
func standingWhy(ctx context.Context, c app.ClauseRow) string {
	s := c.Standing
	short := strings.TrimLeft(signedText(c.Indicator, s.Gap), "+−")
	switch s.State {
	case target.Lagging:
		if c.Clause.Op == target.AtMost || !c.Sums && s.Value > s.Part {
			return ui.T(ctx, "超出应控制 {n}", "n", short)
		}
		if c.Reason != nil {
			return ui.T(ctx, "欠序时 {n}，{rule}", "n", short, "rule", ruleText(ctx, *c.Reason))
		}
		return ui.T(ctx, "欠 {n}", "n", short)
	case target.Missed:
		if !c.Sums {
			return ui.T(ctx, "低于底线 {n}", "n", short)
		}
		return ui.T(ctx, "到期未完成，差 {n}", "n", sized(ctx, c.Indicator, s.Left))
	case target.Refill:
		return ui.T(ctx, "接近底线，需补充")
	case target.Beyond:
		return ui.T(ctx, "已完成，超出区间上限")
	case target.OnCourse:
		if s.Gap == 0 {
			break
		}
		return ui.T(ctx, "超序时 {n}", "n", short)
	}
	return termOf(ctx, "target_state", string(s.State))
}

// paceText is the day a target is reached at the pace so far.
func paceText(ctx context.Context, c app.ClauseRow) ui.Cell {
	s := c.Standing
	switch {
	case s.State == target.Met || s.State == target.Beyond:
		return ui.Words(ui.T(ctx, "已完成"))
	case !c.Sums || s.State == target.Unknown || s.State == target.Upcoming || s.State == target.Missed || c.Clause.Op == target.AtMost:
		return ui.Missing()
	case s.PaceOn.IsZero():
		return ui.Cell{Text: ui.T(ctx, "看不到"), Tone: "late"}
	case s.PaceOn > s.Period.Last:
		return ui.Cell{Text: s.PaceOn.String(), Tone: "late"}
	}
	return ui.Words(s.PaceOn.String())
}

// indicatorOptions are the indicators people choose from, by their kinds.
func indicatorOptions(ctx context.Context, all []app.TargetChoice, chosen string) []ui.Option {
	return optionsByKind(ctx, len(all), func(i int) (app.IndicatorKind, ui.Option) {
		ind := all[i]
		return ind.Kind, ui.Option{Value: ind.Code, Label: ind.Name + ui.T(ctx, "，") + unitText(ctx, ind.Indicator), Chosen: ind.Code == chosen}
	})
}

// optionsByKind are some indicators under the names of their kinds: a clerk looks
// for one among a hundred and fifty. The order within a kind is that of the ruleset.
func optionsByKind(ctx context.Context, n int, one func(i int) (app.IndicatorKind, ui.Option)) (list []ui.Option) {
	kinds := map[app.IndicatorKind][]ui.Option{}
	for i := range n {
		kind, o := one(i)
		o.Group = termOf(ctx, "indicator_kind", string(kind))
		kinds[kind] = append(kinds[kind], o)
	}
	for _, kind := range app.IndicatorKinds {
		list = append(list, kinds[kind]...)
	}
	return list
}

// indicatorIn finds one of them; none has no measure and is read as a number.
func indicatorIn(all []app.TargetChoice, code string) target.Indicator {
	i := slices.IndexFunc(all, func(ind app.TargetChoice) bool { return ind.Code == code })
	if i < 0 {
		return target.Indicator{}
	}
	return all[i].Indicator
}
