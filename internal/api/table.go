// The table: every operation there is, one line each. Whoever adds a use case
// adds its line here; a test finds the commands that have none.

package api

import (
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/app"
)

// A section is the operations about one thing, in the order of the page.
type section struct {
	name string
	rows []operation
}

// table lists the operations of the interface.
func table(a *app.App) []section {
	return []section{
		{"项目", projectRows(a)},
		{"认定", claimRows(a)},
		{"佐证材料", evidenceRows(a)},
		{"节点调整与暂停", governedRows(a)},
		{"挂图与对表", boardRows(a)},
		{"审批", slices.Concat(approvalRows(a), platformRows(a))},
		{"链条与批次", chainRows(a)},
		{"目标", goalRows(a)},
		{"指标", indicatorRows(a)},
		{"指标会商", meetingRows(a)},
		{"台账", ledgerRows(a)},
		{"现场核查", visitRows(a)},
		{"疑点与统计", crossRows(a)},
		{"考核办法", schemeRows(a)},
		{"考核与督办", publicationRows(a)},
		{"单位与人员", peopleRows(a)},
		{"规则与日历", ruleRows(a)},
		{"设置与日志", officeRows(a)},
		{"我的账号", ownRows(a)},
	}
}

func projectRows(a *app.App) []operation {
	return []operation{
		{"GET /projects", "projects", access.ReadProjects, "查询项目：筛选、排序、分组、合计", query(a.Projects)},
		{"GET /projects/{id}", "project", access.ReadProjects, "查看一个项目的全部情况", query(func(ctx context.Context, who access.Actor, in shownAt) (*app.ProjectPage, error) {
			return a.Project(ctx, who, in.ID, in.Moment)
		})},
		{"GET /projects/{id}/history", "project_history", access.ReadProjects, "查看项目的修改记录", query(with(named.id, a.ProjectHistory))},
		{"GET /twins", "project_twins", access.ReadProjects, "查找可能重复的项目", all(a.Twins)},
		{"POST /projects", "project_add", access.AddProject, "新增项目", maker(a.ProjectSave)},
		{"PUT /projects/{id}", "project_save", access.ChangeProject, "修改项目（带上读到的 version）", maker(a.ProjectSave)},
		{"POST /projects/tags", "projects_tag", access.ChangeProject, "给多个项目加上或去掉层级、标签、批次、包联领导，全部成功或全部不变", command(a.ProjectsTag)},
		{"POST /projects/{id}/figures", "figure_report", access.ReportFigure, "填报一个月的投资", command(a.FigureReport)},
		{"POST /figures", "figures_report", access.ReportFigure, "一次填报多个项目的月报，整份成功或整份不变", command(a.FiguresReport)},
		{"POST /projects/{id}/stages", "stage_declare", access.DeclareStage, "申报阶段或排定阶段时间", command(a.StageDeclare)},
		{"POST /projects/{id}/milestones", "milestone_plan", access.PlanMilestone, "排定或更新一个节点", command(a.MilestonePlan)},
		{"POST /projects/{id}/milestones/template", "milestones_lay", access.PlanMilestone, "按模板生成节点", command(a.MilestonesLay)},
		{"GET /projects/{id}/plan", "project_plan", access.ReadProjects, "关键线路与倒排计划：从所选节点的完成日期倒推", query(a.ProjectPlan)},
		{"POST /projects/{id}/milestones/backplan", "milestones_backplan", access.PlanMilestone, "按倒排计划填入没有时间的节点", command(a.MilestonesBackplan)},
		{"GET /projects/{id}/nodes/{node}", "node_tasks", access.ReadProjects, "查看一个节点的任务分解", query(func(ctx context.Context, who access.Actor, in nodeAt) (*app.NodePage, error) {
			return a.NodeTasks(ctx, who, in.ID, in.Node, in.Moment)
		})},
		{"POST /projects/{id}/nodes/{node}/tasks/template", "tasks_lay", access.KeepTask, "按模板分解节点", command(a.TasksLay)},
		{"GET /tasks", "tasks", access.ReadProjects, "查询任务：本人的、某个项目的、逾期的", query(a.Tasks)},
		{"POST /tasks", "task_add", access.KeepTask, "新增任务", maker(a.TaskSave)},
		{"PUT /tasks/{id}", "task_save", access.KeepTask, "修改任务（带上读到的 version）", maker(a.TaskSave)},
		{"POST /tasks/{task}/done", "task_done", access.KeepTask, "任务已完成（不填时间为收回）", command(a.TaskDone)},
		{"POST /tasks/{task}/drop", "task_drop", access.KeepTask, "取消任务，下级任务一并取消", command(a.TaskDrop)},
	}
}

func boardRows(a *app.App) []operation {
	return []operation{
		{"GET /board", "board", access.ReadProjects, "挂图作战：合计、单位、方阵、红灯、变化", query(a.Board)},
		{"GET /timetable", "timetable", access.ReadProjects, "对表推进：项目与节点", query(func(ctx context.Context, who access.Actor, in timetableAsk) (*app.Timetable, error) {
			return a.Timetable(ctx, who, in.ProjectFilter, in.From, in.To)
		})},
		{"GET /today", "today", "", "我的一天：待填报、待处理、变化", all(a.MyDay)},
		{"GET /news", "news", "", "某日志号之后他人有多少新填报", query(newsOf(a))},
		{"GET /views", "views", "", "查看保存的视图", query(with(viewAsk.page, a.Views))},
		{"POST /views", "view_save", access.SaveView, "保存视图", maker(a.ViewSave)},
		{"DELETE /views/{id}", "view_remove", access.SaveView, "删除视图", ending(a.ViewRemove)},
	}
}

func peopleRows(a *app.App) []operation {
	return []operation{
		{"GET /units", "units", "", "列出单位", all(treeOf(a))},
		{"GET /units/figures", "units_figures", access.ReadProjects, "本单位及下级逐个合计", query(a.Units)},
		{"GET /units/{id}", "unit", access.ReadProjects, "查看一个单位的推进情况", query(func(ctx context.Context, who access.Actor, in shownAt) (*app.UnitPage, error) {
			return a.Unit(ctx, who, in.ID, in.Moment)
		})},
		{"POST /units", "unit_add", access.ChangeUnit, "新增单位", maker(a.UnitSave)},
		{"PUT /units/{id}", "unit_save", access.ChangeUnit, "修改单位", maker(a.UnitSave)},
		{"GET /people", "people", access.ChangePerson, "列出人员", all(a.People)},
		{"GET /people/names", "person_names", "", "人员编号与姓名对照", all(a.PersonNames)},
		{"POST /people", "person_add", access.ChangePerson, "新增人员", maker(a.PersonSave)},
		{"PUT /people/{id}", "person_save", access.ChangePerson, "修改人员", maker(a.PersonSave)},
		{"GET /permissions", "permissions", "", "权限表", all(permissions)},
	}
}

func ruleRows(a *app.App) []operation {
	return []operation{
		{"GET /rulesets", "rulesets", "", "列出规则", all(ruleSetsOf(a))},
		{"POST /rulesets/trial", "ruleset_try", access.PublishRuleset, "试算规则，不保存", giving(func(ctx context.Context, who access.Actor, in rulesetTry) (*app.RulesetTrial, error) {
			return a.RulesetTry(ctx, who, in.Body)
		})},
		{"POST /rulesets", "ruleset_publish", access.PublishRuleset, "发布规则", maker(a.RulesetPublish)},
		{"GET /calendar", "calendar", "", "工作日历", all(calendarOf(a))},
		{"POST /calendar/notices", "calendar_notice", access.ChangeCalendar, "导入放假通知", command(a.CalendarNotice)},
		{"PUT /calendar/local", "calendar_local", access.ChangeCalendar, "设定本地调整", command(a.CalendarLocal)},
		{"GET /workdays/add", "workday_add", "", "推算工作日：某日之后第几个工作日", query(workdayAdd(a))},
		{"GET /workdays/between", "workday_between", "", "计算两日之间的工作日数", query(workdayBetween(a))},
	}
}

func officeRows(a *app.App) []operation {
	return []operation{
		{"GET /settings", "settings", "", "查看设置", all(a.Settings)},
		{"PUT /settings/{key}", "setting_change", access.ChangeSetting, "修改一项设置", command(a.SettingChange)},
		{"POST /boundary", "boundary_import", access.ImportBoundary, "导入行政区划图（GeoJSON）", large(command(a.BoundaryImport))},
		{"GET /journal", "journal", access.ReadJournal, "查看日志", query(a.Journal)},
		{"GET /journal/known", "known_on", "", "某日终了时的日志号，用于按当时所知重算", query(func(ctx context.Context, who access.Actor, in knownAsk) (knownAt, error) {
			n, err := a.KnownOn(ctx, who, in.Day)
			return knownAt{n}, err
		})},
		{"GET /glossary", "glossary", "", "词汇表", all(terms)},
	}
}

func ownRows(a *app.App) []operation {
	return []operation{
		{"GET /me", "me", "", "本人、权限与分类用词", all(meOf(a))},
		{"POST /me/password", "password_change", access.ChangePassword, "修改口令", command(a.PasswordChange)},
		{"POST /me/tokens", "token_issue", access.IssueToken, "签发接口令牌", giving(func(ctx context.Context, who access.Actor, in app.TokenIssue) (issued, error) {
			in.Until = callOf(ctx).visit.Session.ExpiresAt
			token, err := a.TokenIssue(ctx, who, in)
			return issued{token}, err
		})},
		{"GET /sessions", "sessions", "", "查看登录与令牌：本人的，或（有权时）他人的", query(with(personAsk.whose, a.Sessions))},
		{"DELETE /sessions/{id}", "session_revoke", access.IssueToken, "注销登录或令牌", ending(a.SessionRevoke)},
	}
}
