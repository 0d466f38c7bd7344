// Goals, targets broken down, pledges.

package api

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/app"
)

// goalRows are the operations of the goal tree.
func goalRows(a *app.App) []operation {
	return []operation{
		{"GET /goals", "goals", access.ReadGoals, "目标树：行动、编码目标、各项目标与完成情况", query(a.Goals)},
		{"GET /goals/{id}", "goal", access.ReadGoals, "查看一个目标：分解、历次版本、军令状", query(a.GoalStanding)},
		{"POST /goals", "goal_add", access.KeepGoal, "新增目标", maker(a.GoalSave)},
		{"PUT /goals/{id}", "goal_save", access.KeepGoal, "修改目标（带上读到的 version）", maker(a.GoalSave)},
		{"GET /paces", "paces", access.ReadGoals, "以旬保月、以月保季、以季保年：各单位各时段完成情况", query(a.Paces)},
		{"POST /targets", "target_add", access.SetTarget, "下达指标", maker(a.TargetSet)},
		{"PUT /targets/{id}", "target_set", access.SetTarget, "调整指标：从某日起执行新的内容，原内容不变", maker(a.TargetSet)},
		{"POST /targets/{id}/split/trial", "target_try", access.SetTarget, "试算分解，不保存", giving(func(ctx context.Context, who access.Actor, in app.TargetSplit) (*app.Breakdown, error) {
			return a.TargetTry(ctx, who, in)
		})},
		{"POST /targets/{id}/split", "target_split", access.SetTarget, "按时段、按单位分解指标", command(a.TargetSplit)},
		{"GET /pledges", "pledges", access.ReadGoals, "列出军令状", query(a.Pledges)},
		{"GET /pledges/{id}", "pledge", access.ReadGoals, "查看一份军令状", query(func(ctx context.Context, who access.Actor, in shownAt) (*app.PledgeRow, error) {
			return a.Pledge(ctx, who, in.ID, in.Moment)
		})},
		{"POST /pledges", "pledge_sign", access.SignPledge, "签订军令状", maker(a.PledgeSign)},
	}
}
