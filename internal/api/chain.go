// The speed of the chain, and batches.

package api

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/app"
)

// chainRows are the operations about stages taken together: how long they take, what
// became of what was signed, what was promised by a day.
func chainRows(a *app.App) []operation {
	return []operation{
		{"GET /chain", "chain", access.ReadProjects, "各环节间隔天数：中位数、四分位、未到达与说不清的个数", query(a.Chain)},
		{"GET /chain/records", "chain_records", access.ReadProjects, "链条上任一数字背后的项目", query(a.ChainRecords)},
		{"GET /chain/cohorts", "cohorts", access.ReadProjects, "历年签约项目的转化，两种口径分列", query(a.Cohorts)},
		{"GET /chain/ratios", "ratios", access.ReadProjects, "签约率、开工率、竣工率、投产率、达产率等标准比率", query(a.Ratios)},
		{"GET /batches", "batches", access.ReadProjects, "列出批次及其完成情况", query(a.Batches)},
		{"GET /batches/{id}", "batch", access.ReadProjects, "查看一个批次和它的名单", query(func(ctx context.Context, who access.Actor, in shownAt) (*app.BatchPage, error) {
			return a.Batch(ctx, who, in.ID, in.Moment)
		})},
		{"POST /batches", "batch_add", access.KeepBatch, "新增批次", maker(a.BatchSave)},
		{"PUT /batches/{id}", "batch_save", access.KeepBatch, "修改批次（带上读到的 version）", maker(a.BatchSave)},
		{"POST /batches/{id}/close", "batch_close", access.KeepBatch, "关闭或重新打开批次", command(a.BatchClose)},
	}
}
