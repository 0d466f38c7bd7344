package web

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"guatu/internal/app"
	"guatu/internal/formula"
	"guatu/internal/indicator"
	"guatu/internal/score"
	"guatu/internal/web/ui"
)

// The fields of the form of an edition: names with their sources, units with their
// groups.

// schemeFields are the fields above and below the text.
func schemeFields(ctx context.Context, v *visit, wr *writing, typed typedForm) (head, foot []ui.FieldData) {
	head = []ui.FieldData{{Name: "title", Label: ui.T(ctx, "名称"), Value: wr.in.Title, Must: true, Wide: true, Hint: ui.T(ctx, "如：2026年重大项目季度考核办法")}}
	if wr.scheme == nil {
		var periods []ui.Option
		for _, p := range score.SchemePeriods {
			periods = append(periods, ui.Option{Value: string(p), Label: ui.T(ctx, "按{period}考核", "period", termOf(ctx, "period", string(p))), Chosen: p == wr.in.Period})
		}
		head = append(head, ui.FieldData{Name: "unit", Label: ui.T(ctx, "主办单位"), Value: wr.in.Unit, Must: true, Options: unitOptions(v, wr.in.Unit)},
			ui.FieldData{Name: "period", Label: ui.T(ctx, "周期"), Value: string(wr.in.Period), Options: periods, Hint: ui.T(ctx, "定后不变")})
	}
	head = append(head, ui.FieldData{Name: "from", Label: ui.T(ctx, "执行日期"), Value: wr.edit.From.String(), Type: "date", Must: true, Hint: ui.T(ctx, "这一天以后期满的考核期按它考核；期满的不再变动")},
		ui.FieldData{Name: "note", Label: ui.T(ctx, "备注"), Value: wr.edit.Note})
	foot = []ui.FieldData{{Name: "try_period", Label: ui.T(ctx, "试算哪一期"), Hint: ui.T(ctx, "如 2026-Q3；空着为上一期")}, {Name: "because", Label: ui.T(ctx, "依据"), Hint: ui.T(ctx, "文件、会议。记入日志")}}
	return withTyped(head, typed), withTyped(foot, typed)
}

// bindingRows are the names of the pack, each with where it can come from.
func bindingRows(ctx context.Context, pack *score.Pack, wr *writing, rules *indicator.Rules, typed typedForm) []bindingRow {
	var rows []bindingRow
	for _, alone := range (&score.Edition{}).Bind(pack, rules) {
		d := alone.Datum
		at := slices.IndexFunc(wr.edit.Bindings, func(b score.Binding) bool { return formula.Fold(b.Name) == formula.Fold(d.Name) })
		said, from := score.Binding{}, ""
		if at >= 0 {
			said = wr.edit.Bindings[at]
			if from = said.Indicator; from == "" {
				from = byHand
			}
		}
		row := bindingRow{Name: d.Name, Kind: datumKind(ctx, d)}
		if at >= 0 {
			row.Mistake = typed.Mistakes["bindings["+strconv.Itoa(at)+"]"]
		}
		row.From = ui.FieldData{Name: "bind." + d.Name, Label: ui.T(ctx, "{name}的来源", "name", d.Name), Value: from, Options: sourceOptions(ctx, alone, rules.Definitions())}
		if d.Type == formula.Number {
			row.Window = ui.FieldData{Name: "window." + d.Name, Label: ui.T(ctx, "{name}的取数时段", "name", d.Name), Value: string(said.Window)}
			for _, w := range score.Windows {
				row.Window.Options = append(row.Window.Options, ui.Option{Value: string(w), Label: termOf(ctx, "scheme_window", string(w)), Chosen: w == said.Window})
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// sourceOptions are where a name can come from; what it means by itself stands first.
func sourceOptions(ctx context.Context, alone score.Bound, measures []indicator.Definition) []ui.Option {
	means := termOf(ctx, "scheme_means", string(alone.Means))
	if alone.Means == score.ByIndicator {
		means = ui.T(ctx, "指标：{name}（{measure}）", "name", alone.Title, "measure", alone.Measure)
	}
	list := []ui.Option{{Value: "", Label: ui.T(ctx, "（默认）{from}", "from", means)}, {Value: byHand, Label: ui.T(ctx, "人工填报")}}
	switch alone.Datum.Type {
	case formula.Records:
		list = append(list, ui.Option{Value: score.ProjectTable, Label: ui.T(ctx, "项目标准表")})
	case formula.Number:
		list = append(list, optionsByKind(ctx, len(measures), func(i int) (app.IndicatorKind, ui.Option) {
			d := &measures[i]
			return app.KindOf(d), ui.Option{Value: d.Code, Label: ui.T(ctx, "指标：{name}（{measure}）", "name", d.Name, "measure", d.Measure)}
		})...)
	}
	return list
}

// memberRows are the units below the office, each with the group it is judged in.
func memberRows(ctx context.Context, v *visit, wr *writing, pack *score.Pack) []memberRow {
	var groups []string
	if pack != nil {
		groups = pack.Groups()
	}
	var rows []memberRow
	for _, u := range judgeable(v, wr.in.Unit) {
		at := slices.IndexFunc(wr.edit.Members, func(m score.Member) bool { return m.Unit == u.ID })
		chosen := ""
		if at >= 0 {
			if chosen = wr.edit.Members[at].Group; chosen == "" {
				chosen = noGroup
			}
		}
		f := ui.FieldData{Name: "member." + u.ID, Label: u.Label(), Value: chosen, Options: []ui.Option{{Value: "", Label: ui.T(ctx, "不考核")}}}
		if len(groups) == 0 {
			f.Options = append(f.Options, ui.Option{Value: noGroup, Label: ui.T(ctx, "考核")})
		}
		for _, g := range groups {
			f.Options = append(f.Options, ui.Option{Value: g, Label: g})
		}
		if !slices.ContainsFunc(f.Options, func(o ui.Option) bool { return o.Value == chosen }) {
			f.Options = append(f.Options, ui.Option{Value: chosen, Label: strings.TrimPrefix(chosen, noGroup)})
		}
		rows = append(rows, memberRow{Name: u.Label(), Kind: termOf(ctx, "unit_kind", string(u.Kind)), Group: f})
	}
	return rows
}
