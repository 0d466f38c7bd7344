package web

import (
	"context"
	"strings"

	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/signal"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// The figures, dates and reasons of every page in the words of the office. Not
// reported is a dash, never a nought.

// blank stands where nothing was reported.
const blank = "—"

// yi is an amount in 亿元 with two decimals.
func yi(o money.Opt) string {
	if !o.OK {
		return blank
	}
	return o.Yuan.Yi(2)
}

// wan is the exact amount behind a rounded one.
func wan(ctx context.Context, y money.Yuan) string {
	decimals := 4
	if y%money.Wan == 0 {
		decimals = 0
	}
	return ui.T(ctx, "{amount}万元", "amount", y.Wan(decimals))
}

// amountCell is an amount in a table: 亿元 to read, 万元 in the tip.
func amountCell(ctx context.Context, o money.Opt) ui.Cell {
	if !o.OK {
		return ui.Missing()
	}
	return ui.Amount(o.Yuan.Yi(2), wan(ctx, o.Yuan))
}

// totalCell is a total as it was stated: a range and a foreign sum as written.
func totalCell(ctx context.Context, a money.Amount) ui.Cell {
	switch {
	case a.OK:
		c := amountCell(ctx, a.Opt)
		if a.Text != "" {
			c.Title += " · " + a.Text
		}
		return c
	case a.Low.OK && a.High.OK:
		return ui.Cell{Text: a.Low.Yuan.Yi(2) + "–" + a.High.Yuan.Yi(2), Title: a.Text}
	case a.Foreign != nil:
		return ui.Cell{Text: a.Foreign.Amount + " " + a.Foreign.Currency, Title: a.Text}
	}
	return ui.Missing()
}

// pointsText is a lead in points with its sign, minus as offices print it.
func pointsText(p money.Points) string {
	switch {
	case p > 0:
		return "+" + p.String()
	case p < 0:
		return "−" + strings.TrimPrefix(p.String(), "-")
	}
	return p.String()
}

// size is a number of points without its sign: 落后 3.20 点.
func size(p money.Points) string { return strings.TrimPrefix(p.String(), "-") }

// stageText is a stage in words; none is not reported.
func stageText(ctx context.Context, s lifecycle.Stage) string { return termOf(ctx, "stage", string(s)) }

// whenText is a date as exactly as it is known: 2026-03-19, 2026年3月, 2026年一季度.
func whenText(ctx context.Context, w workday.When) string {
	year, month, _ := w.First.Civil()
	switch w.Precision {
	case workday.ToDay:
		return w.First.String()
	case workday.ToMonth:
		return ui.T(ctx, "{year}年{month}月", "year", year, "month", int(month))
	case workday.ToQuarter:
		return ui.T(ctx, "{year}年第{quarter}季度", "year", year, "quarter", (int(month)+2)/3)
	case workday.ToHalf:
		if month < 7 {
			return ui.T(ctx, "{year}年上半年", "year", year)
		}
		return ui.T(ctx, "{year}年下半年", "year", year)
	case workday.ToYear:
		return ui.T(ctx, "{year}年", "year", year)
	}
	return blank
}

// reasonsText is why a project is lit as it is, one sentence a reason.
func reasonsText(ctx context.Context, list []signal.Reason) []string {
	out := make([]string, len(list))
	for i, why := range list {
		out[i] = reasonText(ctx, why)
	}
	return out
}

// reasonText is one reason in words with its figures.
func reasonText(ctx context.Context, why signal.Reason) string {
	switch why.Measure {
	case signal.LeadPoints:
		return ui.T(ctx, "落后序时 {points} 点（完成 {rate}%，序时 {due}%）", "points", size(money.Points(why.Value)), "rate", why.Rate.String(), "due", why.Due.String())
	case signal.RatioToDue:
		return ui.T(ctx, "完成率只有序时的 {share}%（完成 {rate}%，序时 {due}%）", "share", money.Points(why.Value).String(), "rate", why.Rate.String(), "due", why.Due.String())
	case signal.StartLate, signal.FinishLate:
		return lateText(ctx, why)
	case signal.StoreLate:
		return ui.T(ctx, "开工满 {n} 个月未入库纳统", "n", why.Value)
	case signal.ReportLate:
		return ui.T(ctx, "月报漏报 {n} 个月", "n", why.Value)
	case signal.PlanLate:
		return ui.T(ctx, "在建项目没有填报年度计划投资")
	}
	return termOf(ctx, "measure", string(why.Measure))
}

// lateText is a stage that is late: in the month it was planned for there is no
// month of delay yet.
func lateText(ctx context.Context, why signal.Reason) string {
	planned := whenText(ctx, why.Planned)
	switch {
	case why.Measure == signal.StartLate && why.Value == 0:
		return ui.T(ctx, "计划 {planned} 开工，已到期未开工", "planned", planned)
	case why.Measure == signal.StartLate:
		return ui.T(ctx, "计划 {planned} 开工，逾期 {n} 个月", "planned", planned, "n", why.Value)
	case why.Value == 0:
		return ui.T(ctx, "计划 {planned} 竣工，已到期未竣工", "planned", planned)
	}
	return ui.T(ctx, "计划 {planned} 竣工，逾期 {n} 个月", "planned", planned, "n", why.Value)
}
