package web

import (
	"context"
	"strings"

	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/web/ui"
)

// A doubt in words: by how much, and each record with what it said.

// recordTexts are the records a doubt compared, one a line, the measure first
// where there is one.
func recordTexts(ctx context.Context, d app.DoubtRow) []string {
	var list []string
	if text := doubtValue(ctx, d); text != "" {
		list = append(list, text)
	}
	for _, r := range d.Records {
		list = append(list, recordText(ctx, r))
	}
	return list
}

// doubtValue is by how much, in the words of the comparison; "" where the records
// say it all.
func doubtValue(ctx context.Context, d app.DoubtRow) string {
	share := money.Points(d.Value).String()
	switch d.Compare {
	case lifecycle.InOrder:
		return ui.T(ctx, "早了 {n} 天", "n", d.Value)
	case lifecycle.SameAmount:
		return ui.T(ctx, "相差 {share}%", "share", share)
	case lifecycle.NotStored:
		return ui.T(ctx, "开工已满 {n} 个月", "n", d.Value)
	case lifecycle.EarlyMoney:
		return ui.T(ctx, "已投入总投资的 {share}%", "share", share)
	case lifecycle.Jump:
		return ui.T(ctx, "是上月的 {times} 倍", "times", money.Points(d.Value).Text(1))
	case lifecycle.Stalled:
		return ui.T(ctx, "连续 {n} 个月没有增加", "n", d.Value)
	case lifecycle.SensesCrossed, lifecycle.OverTotal, lifecycle.OverPlan:
		return ui.T(ctx, "高出 {share}%", "share", share)
	case lifecycle.FinishedShort:
		return ui.T(ctx, "只完成总投资的 {share}%", "share", share)
	case lifecycle.PhotoFar:
		return ui.T(ctx, "最远相距 {km} 公里", "km", money.Points(d.Value/10).Text(1))
	case lifecycle.PhotoTime:
		return ui.T(ctx, "最多相差 {n} 天", "n", d.Value)
	}
	return ""
}

// recordText is one record: what it is, whose, what it said.
func recordText(ctx context.Context, r app.DoubtRecord) string {
	label := recordLabel(ctx, r)
	if r.Hidden {
		return label + ui.T(ctx, "：在您权限以外的另一个项目中")
	}
	var said []string
	if r.ProjectName != "" {
		said = append(said, ui.T(ctx, "“{name}”项目", "name", r.ProjectName))
	}
	if !r.On.IsZero() {
		said = append(said, whenText(ctx, r.On))
	}
	if r.Amount.OK {
		said = append(said, ui.T(ctx, "{amount} 亿元", "amount", yi(r.Amount)))
	}
	if r.Text != "" && r.What != "store" {
		said = append(said, r.Text)
	}
	if r.What == "store" {
		said = append(said, termOf(ctx, "store", r.Text))
	}
	if len(said) == 0 {
		said = append(said, ui.T(ctx, "未填报"))
	}
	return label + ui.T(ctx, "：") + strings.Join(said, " ")
}

// recordLabel is what a record is called: a kind of evidence, a field, a stage
// with which of its two facts, a figure of one sense.
func recordLabel(ctx context.Context, r app.DoubtRecord) string {
	if r.KindName != "" {
		return r.KindName
	}
	kind, value, _ := strings.Cut(r.What, ".")
	switch kind {
	case "stage":
		label := stageText(ctx, lifecycle.Stage(value))
		switch r.Basis {
		case "declared":
			return label + ui.T(ctx, "（申报）")
		case "recognised":
			return label + ui.T(ctx, "（认定）")
		}
		return label
	case "figure":
		return ui.T(ctx, "{sense}累计", "sense", termOf(ctx, "sense", value))
	case "move":
		return ui.T(ctx, "{sense}当月", "sense", termOf(ctx, "sense", value))
	case "plan":
		return termOf(ctx, "plan", "plan")
	}
	return termOf(ctx, "field", r.What)
}
