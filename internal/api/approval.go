// Approvals: what a project needs approved, what happened, whose time it is.

package api

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/app"
)

// approvalRows are the operations about approvals.
func approvalRows(a *app.App) []operation {
	return []operation{
		{"GET /projects/{id}/approvals", "approvals", access.ReadProjects, "查看一个项目的审批：各事项计时、总时限、预计开工、该准备什么", query(func(ctx context.Context, who access.Actor, in shownAt) (*app.ApprovalPage, error) {
			return a.Approvals(ctx, who, in.ID, in.Moment)
		})},
		{"GET /projects/{id}/approvals/case", "approval_case", access.ReadProjects, "下载一个项目的审批案卷，可以用 guatu approval state 另行复算", query(func(ctx context.Context, who access.Actor, in shownAt) (*app.ApprovalCase, error) {
			return a.ApprovalCase(ctx, who, in.ID, in.Moment)
		})},
		{"POST /projects/{id}/checklist/trial", "checklist_try", access.KeepChecklist, "试做审批筛查，不保存", giving(a.ChecklistTry)},
		{"PUT /projects/{id}/checklist", "checklist_screen", access.KeepChecklist, "审批筛查：按问卷得出这个项目的审批事项清单", command(a.ChecklistScreen)},
		{"POST /checklists", "checklists_screen", access.KeepChecklist, "批量筛查：已知的按已知，其余按所给的或常用的回答，全部成功或全部不变", giving(func(ctx context.Context, who access.Actor, in app.ChecklistsScreen) (counted, error) {
			n, err := a.ChecklistsScreen(ctx, who, in)
			return counted{n}, err
		})},
		{"POST /projects/{id}/checklist/changes", "checklist_amend", access.KeepChecklist, "调整审批事项清单，须有理由", command(a.ChecklistAmend)},
		{"POST /projects/{id}/approvals", "approval_note", access.NoteApproval, "记录审批进展：申报、受理、补正、停表、恢复、补齐、办结", maker(a.ApprovalNote)},
		{"POST /approvals/{approval}/strike", "approval_strike", access.NoteApproval, "更正：划去一条记错的审批记录", command(a.ApprovalStrike)},
		{"POST /projects/{id}/approvals/trial", "approval_try", access.ReadProjects, "推演：某事项快几天、并联、告知承诺以后何时可以开工", giving(a.ApprovalTry)},
		{"GET /approvals/desk", "approval_desk", access.ReadProjects, "部门审批台：今日到期、本周到期、已超期、待受理、等待前置", query(a.ApprovalDesk)},
		{"GET /approvals/budgets", "approval_budgets", access.ReadProjects, "开工前审批时限一览", query(a.ApprovalBudgets)},
		{"GET /approvals/figures", "approval_figures", access.ReadProjects, "谁的时间：按部门、事项、单位、项目、月份", query(a.ApprovalFigures)},
		{"GET /approvals/catalogue", "approval_catalogue", access.ReadProjects, "审批事项目录", query(a.ApprovalCatalogue)},
		{"GET /deadlines", "deadlines", "", "本人的期限：应办结、应答复、应补齐、该准备、任务", all(a.Deadlines)},
		{"POST /me/feed", "feed_issue", access.IssueToken, "生成日历订阅的密钥，只给一次；地址为 /feeds/密钥.ics", giving(func(ctx context.Context, who access.Actor, in app.FeedIssue) (issued, error) {
			secret, err := a.FeedIssue(ctx, who, in)
			return issued{secret}, err
		})},
		{"GET /areas", "areas", access.ReadGoals, "区域评估与失信记录", all(a.Areas)},
		{"POST /areas", "area_add", access.KeepArea, "新增区域评估、规划环评等园区级批复", maker(a.AreaSave)},
		{"PUT /areas/{id}", "area_save", access.KeepArea, "修改区域评估（带上读到的 version）", maker(a.AreaSave)},
		{"POST /discredits", "discredit_add", access.KeepDiscredit, "记录失信企业", maker(a.DiscreditSave)},
		{"PUT /discredits/{id}", "discredit_save", access.KeepDiscredit, "修改失信记录或登记信用修复（带上读到的 version）", maker(a.DiscreditSave)},
	}
}
