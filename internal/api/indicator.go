// Indicators, and what other offices say.

package api

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/app"
)

// indicatorRows are the operations about figures of units: their values, what is
// behind them, and those that come from outside.
func indicatorRows(a *app.App) []operation {
	return []operation{
		{"GET /indicators", "indicators", access.ReadProjects, "各单位的指标值：任一时段、任一日期，未填报的为 null", query(a.Indicators)},
		{"GET /indicators/records", "indicator_records", access.ReadProjects, "一个指标值的由来：规则、代入数值的公式、背后的项目或外部数据", query(a.IndicatorRecords)},
		{"GET /readings", "readings", access.ReadProjects, "一个时段的外部指标数及其修订", query(a.Readings)},
		{"POST /readings", "readings_save", access.GiveReading, "录入或修订外部指标，整份成功或整份不变", giving(revising(a.ReadingsSave))},
		{"POST /readings/table", "readings_import", access.GiveReading, "按表格录入外部指标：首列为单位，表头为指标", giving(revising(a.ReadingsImport))},
	}
}

// revised is how many readings an act made new or revised.
type revised struct {
	Changed int `json:"changed"`
}

// revising gives the number a name.
func revising[F any](do func(context.Context, access.Actor, F) (int, error)) func(context.Context, access.Actor, F) (revised, error) {
	return func(ctx context.Context, who access.Actor, in F) (revised, error) {
		n, err := do(ctx, who, in)
		return revised{n}, err
	}
}
