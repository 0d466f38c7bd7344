package web

import (
	"context"
	"strconv"
	"strings"

	"guatu/internal/app"
	"guatu/internal/glossary"
	"guatu/internal/money"
	"guatu/internal/target"
	"guatu/internal/web/svg"
	"guatu/internal/web/ui"
)

// Targets in words: an indicator, a figure of it, a condition, a period.

// indicatorText is an indicator by its code: 新签约 10 亿元以上项目（认定）.
func indicatorText(ctx context.Context, code string) string {
	g, ok := app.GaugeOf(code)
	if !ok {
		return code
	}
	if g.Sense != "" {
		return ui.T(ctx, "完成投资（{sense}）", "sense", termOf(ctx, "sense", string(g.Sense)))
	}
	basis, stage := termOf(ctx, "lifecycle", string(g.Basis)), stageText(ctx, g.Stage)
	switch {
	case g.Measure == target.Money:
		return ui.T(ctx, "新{stage}项目总投资（{basis}）", "stage", stage, "basis", basis)
	case g.Min > 0:
		return ui.T(ctx, "新{stage} {size} 亿元以上项目（{basis}）", "stage", stage, "size", int64(g.Min/money.Yi), "basis", basis)
	}
	return ui.T(ctx, "新{stage}项目（{basis}）", "stage", stage, "basis", basis)
}

// sizeText is a figure of a measure as a table shows it: 56, 12.30, 9.50.
func sizeText(m target.Measure, v target.Value) string {
	switch m {
	case target.Money:
		return money.Yuan(v).Yi(2)
	case target.Points:
		return money.Points(v).String()
	}
	return strconv.FormatInt(int64(v), 10)
}

// unitText is what a figure of a measure is counted in.
func unitText(ctx context.Context, m target.Measure) string {
	switch m {
	case target.Money:
		return ui.T(ctx, "亿元")
	case target.Points:
		return "%"
	}
	return termOf(ctx, "target_measure", string(target.Count))
}

// sized is a figure with its unit: 56 个, 12.30 亿元, 9.50%.
func sized(ctx context.Context, m target.Measure, v target.Value) string {
	switch m {
	case target.Points:
		return sizeText(m, v) + "%"
	case target.Money:
		return sizeText(m, v) + " " + unitText(ctx, m)
	}
	return ui.T(ctx, "{n} 个", "n", int64(v))
}

// sizeCell is a figure in a table, with the exact 万元 as its tip.
func sizeCell(ctx context.Context, m target.Measure, v target.Value) ui.Cell {
	c := ui.Cell{Text: sizeText(m, v)}
	if m == target.Money {
		c.Title = wan(ctx, money.Yuan(v))
	}
	return c
}

// signedText is a difference with its sign.
func signedText(m target.Measure, v target.Value) string {
	switch {
	case v > 0:
		return "+" + sizeText(m, v)
	case v < 0:
		return "−" + strings.TrimPrefix(sizeText(m, v), "-")
	}
	return sizeText(m, v)
}

// askText is what a clause asks, without its indicator: 不少于 56 个.
func askText(ctx context.Context, tree func(string) string, c target.Clause, m target.Measure) string {
	low := sized(ctx, m, c.Low)
	switch c.Op {
	case target.AtMost:
		return ui.T(ctx, "不超过 {low}", "low", low)
	case target.Exactly:
		return ui.T(ctx, "等于 {low}", "low", low)
	case target.Between:
		return ui.T(ctx, "{low} 至 {high}", "low", sizeText(m, c.Low), "high", sized(ctx, m, c.High))
	case target.Growth:
		return ui.T(ctx, "增长 {low}", "low", low)
	case target.Above:
		return aboveText(ctx, tree, c, m)
	case target.Never:
		if c.High > c.Low {
			return ui.T(ctx, "始终不少于 {low}，少于 {high} 时补充", "low", low, "high", sized(ctx, m, c.High))
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

func aboveText(ctx context.Context, tree func(string) string, c target.Clause, m target.Measure) string {
	other := ui.T(ctx, "同级平均")
	if c.Against != target.Peers {
		other = tree(c.Against)
	}
	if c.Low == 0 {
		return ui.T(ctx, "高于{other}", "other", other)
	}
	return ui.T(ctx, "高于{other} {low} 以上", "other", other, "low", sized(ctx, m, c.Low))
}

// clauseText is a whole condition: 新签约项目（认定）不少于 56 个.
func clauseText(ctx context.Context, tree func(string) string, c target.Clause, m target.Measure) string {
	return indicatorText(ctx, c.Indicator) + ui.T(ctx, "，") + askText(ctx, tree, c, m)
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
	short := strings.TrimPrefix(signedText(c.Measure, s.Gap), "−")
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
		return ui.T(ctx, "到期未完成，差 {n}", "n", sized(ctx, c.Measure, s.Left))
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

// gaugeOptions are the indicators people choose from, those that count first.
func gaugeOptions(ctx context.Context, chosen string) []ui.Option {
	var list []ui.Option
	for _, g := range app.Gauges {
		list = append(list, ui.Option{Value: g.Code, Label: indicatorText(ctx, g.Code) + ui.T(ctx, "，") + unitText(ctx, g.Measure), Chosen: g.Code == chosen})
	}
	return list
}
