package web

import (
	"context"
	"strings"

	"guatu/internal/money"
	"guatu/internal/signal"
	"guatu/internal/web/ui"
)

// Why a light is what it is: the figures in a sentence, the rule that held, and
// the paper the rule comes from.

// A because is one reason: Text says the figures, Rule the bound they crossed,
// Source the document that set it.
type because struct{ Text, Rule, Source string }

// becauseOf is every reason of a light, the most urgent first.
func becauseOf(ctx context.Context, list []signal.Reason) []because {
	out := make([]because, len(list))
	for i, why := range list {
		out[i] = because{reasonText(ctx, why), ruleText(ctx, why), ui.T(ctx, "规则来源：{source}", "source", why.Source)}
	}
	return out
}

// ruleText is the rule that held, in the unit of its measure.
func ruleText(ctx context.Context, why signal.Reason) string {
	colour := colourText(ctx, why.Light)
	switch why.Measure {
	case signal.LeadPoints:
		return leadRule(ctx, why, colour)
	case signal.RatioToDue:
		return ratioRule(ctx, why, colour)
	}
	return monthsRule(ctx, why, colour)
}

// colourText is a light as rules call it.
func colourText(ctx context.Context, l signal.Light) string {
	switch l {
	case signal.Behind:
		return ui.T(ctx, "红")
	case signal.Watch:
		return ui.T(ctx, "黄")
	}
	return termOf(ctx, "light", string(l))
}

// leadRule: a bound of −30.01 is "more than 30 points", as points have two
// decimals and no third.
func leadRule(ctx context.Context, why signal.Reason, colour string) string {
	switch {
	case why.From != nil && why.To != nil:
		return ui.T(ctx, "低于序时 {low}–{high} 个百分点为{colour}", "low", plain(-*why.To), "high", plain(-*why.From), "colour", colour)
	case why.To != nil && *why.To%100 == -1:
		return ui.T(ctx, "低于序时 {low} 个百分点以上为{colour}", "low", plain(-*why.To-1), "colour", colour)
	case why.To != nil:
		return ui.T(ctx, "低于序时 {low} 个百分点及以上为{colour}", "low", plain(-*why.To), "colour", colour)
	}
	return ui.T(ctx, "超序时 {low} 个百分点及以上为{colour}", "low", plain(*why.From), "colour", colour)
}

// plain is points without needless zeros: 30, 7.5.
func plain(n int64) string {
	return strings.TrimSuffix(strings.TrimRight(money.Points(n).String(), "0"), ".")
}

func ratioRule(ctx context.Context, why signal.Reason, colour string) string {
	switch {
	case why.From != nil && why.To != nil:
		return ui.T(ctx, "完成序时的 {low}%–{high}% 为{colour}", "low", plain(*why.From), "high", plain(*why.To), "colour", colour)
	case why.To != nil:
		return ui.T(ctx, "完成序时的 {high}% 及以下为{colour}", "high", plain(*why.To), "colour", colour)
	}
	return ui.T(ctx, "完成序时的 {low}% 及以上为{colour}", "low", plain(*why.From), "colour", colour)
}

// monthsRule is a rule over months late or figures missing.
func monthsRule(ctx context.Context, why signal.Reason, colour string) string {
	switch {
	case why.From == nil && why.To == nil:
		return ""
	case why.Measure == signal.PlanLate:
		return ui.T(ctx, "在建无年度计划为{colour}", "colour", colour)
	case why.To == nil && why.Measure == signal.ReportLate:
		return ui.T(ctx, "漏报 {n} 个月及以上为{colour}", "n", *why.From, "colour", colour)
	case why.To == nil:
		return ui.T(ctx, "{n} 个月及以上为{colour}", "n", *why.From, "colour", colour)
	case why.From == nil || *why.From == 0:
		return ui.T(ctx, "到期起 {n} 个月以内为{colour}", "n", *why.To, "colour", colour)
	case *why.From == *why.To:
		return ui.T(ctx, "{n} 个月为{colour}", "n", *why.From, "colour", colour)
	}
	return ui.T(ctx, "{low}–{high} 个月为{colour}", "low", *why.From, "high", *why.To, "colour", colour)
}
