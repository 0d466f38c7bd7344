package api

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/app"
)

// crossRows are what is made by comparing: doubts, the two senses of investment,
// the windows into statistics.
func crossRows(a *app.App) []operation {
	return []operation{
		{"GET /doubts", "doubts", access.ReadProjects, "查询疑点：交叉比对中对不上的内容", query(a.Doubts)},
		{"GET /projects/{id}/doubts", "project_doubts", access.ReadProjects, "查看一个项目的疑点和历次说明", query(func(ctx context.Context, who access.Actor, in shownAt) (*app.ProjectDoubts, error) {
			return a.ProjectDoubts(ctx, who, in.ID, in.Moment)
		})},
		{"POST /projects/{id}/doubts", "doubt_answer", access.AnswerDoubt, "说明一条疑点（带上读到的 facts），说明留存不改", command(a.DoubtAnswer)},
		{"GET /statistics", "senses", access.ReadProjects, "投资两口径对照：合计、单位、原因、逐月、逐个项目", query(a.Senses)},
		{"GET /windows", "chances", access.ReadProjects, "入库升规：窗口月历、可以进入的项目、还缺的材料", query(a.Chances)},
		{"GET /projects/{id}/windows", "project_chances", access.ReadProjects, "查看一个项目进入统计的窗口和还缺的材料", query(func(ctx context.Context, who access.Actor, in shownAt) ([]app.ChanceRow, error) {
			return a.ProjectChances(ctx, who, in.ID, in.Moment)
		})},
	}
}
