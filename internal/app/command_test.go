package app

import (
	"context"
	"reflect"
	"slices"
	"testing"

	"guatu/internal/access"
	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/indicator"
	"guatu/internal/lifecycle"
	"guatu/internal/ruleset"
	"guatu/internal/score"
	"guatu/internal/store/storetest"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// A deed is one command with an input that can be carried out: the right it
// needs, and a call that prepares its ground as the chief.
type deed struct {
	action access.Action
	do     func(o *office, who access.Actor) error
}

// deeds are all commands an actor gives. A command that is missing here fails
// TestEveryUseCaseIsListed.
var deeds = map[string]deed{
	"ChecklistScreen": {access.KeepChecklist, func(o *office, who access.Actor) error {
		return o.ChecklistScreen(o.ctx(), who, ChecklistScreen{Project: o.owned("甲"), Answers: map[string]string{"land": "owned"}})
	}},
	"ChecklistsScreen": {access.KeepChecklist, func(o *office, who access.Actor) error {
		_, err := o.ChecklistsScreen(o.ctx(), who, ChecklistsScreen{Projects: []string{o.owned("甲"), o.owned("乙")}, Answers: map[string]string{"land": "owned"}})
		return err
	}},
	"ChecklistAmend": {access.KeepChecklist, func(o *office, who access.Actor) error {
		days := 2
		return o.ChecklistAmend(o.ctx(), who, ChecklistAmend{Project: o.screened("甲"), Version: 1, Change: approval.Amendment{Item: "eia", Pledged: &days, Reason: "县里承诺两日"}})
	}},
	"ApprovalNote": {access.NoteApproval, func(o *office, who access.Actor) error {
		_, err := o.ApprovalNote(o.ctx(), o.seated(who), ApprovalNote{Project: o.screened("甲"), Items: []string{"filing"}, Kind: approval.Submitted, On: o.Today()})
		return err
	}},
	"ApprovalStrike": {access.NoteApproval, func(o *office, who access.Actor) error {
		project := o.screened("甲")
		o.note(project, "filing", approval.Submitted, o.Today())
		return o.ApprovalStrike(o.ctx(), o.seated(who), ApprovalStrike{ID: o.noted(project)[0].ID, Version: 1, Because: "日期写错"})
	}},
	"AreaSave": {access.KeepArea, func(o *office, who access.Actor) error {
		_, err := o.AreaSave(o.ctx(), who, AreaSave{Area: o.area("east")})
		return err
	}},
	"DiscreditSave": {access.KeepDiscredit, func(o *office, who access.Actor) error {
		_, err := o.DiscreditSave(o.ctx(), who, DiscreditSave{Discredit: approval.Discredit{Enterprise: firmA, Name: "示例甲有限公司", Document: "信用中国 第1号", Since: o.Today()}})
		return err
	}},
	"SchemeSave": {access.KeepScheme, func(o *office, who access.Actor) error {
		_, err := o.SchemeSave(o.ctx(), who, SchemeSave{Unit: o.units["city"], Title: o.fresh("办法"), Period: indicator.OfMonth, Edition: o.edition("2026-01-01", "60")})
		return err
	}},
	"EntriesSave": {access.GiveEntry, func(o *office, who access.Actor) error {
		_, err := o.EntriesSave(o.ctx(), who, o.typed(o.monthly(), EntryItem{Unit: o.units["east"], Name: "任务结果", Value: "超额"}))
		return err
	}},
	"PublicationDraft": {access.KeepPublication, func(o *office, who access.Actor) error {
		_, err := o.PublicationDraft(o.ctx(), who, PublicationDraft{Unit: o.units["city"], Kind: score.ListKind, Title: "榜", Pack: scheme, Facts: o.quarter("11", "8")})
		return err
	}},
	"PublicationRedraft": {access.KeepPublication, func(o *office, who access.Actor) error {
		id := o.drafted(o.quarter("11", "8"), "")
		o.must(o.PublicationMove(o.ctx(), o.hand("乙", access.RoleOffice), PublicationMove{ID: id, Act: score.ReturnDraft, Note: "漏计"}))
		return o.PublicationRedraft(o.ctx(), who, PublicationRedraft{ID: id, Pack: scheme, Facts: o.quarter("11", "9")})
	}},
	"PublicationMove": {access.KeepPublication, func(o *office, who access.Actor) error {
		return o.PublicationMove(o.ctx(), who, PublicationMove{ID: o.drafted(o.quarter("11", "8"), ""), Act: score.CheckDraft})
	}},
	"PublicationObject": {access.ObjectPublication, func(o *office, who access.Actor) error {
		id := o.drafted(o.quarter("11", "8"), "")
		o.upTo(id)
		return o.PublicationObject(o.ctx(), who, PublicationObject{ID: id, For: o.units["east"], Note: "漏计"})
	}},
	"PublicationAnswer": {access.KeepPublication, func(o *office, who access.Actor) error {
		id := o.drafted(o.quarter("11", "8"), "")
		o.upTo(id)
		o.must(o.PublicationObject(o.ctx(), o.as(access.RoleReporter, "west"), PublicationObject{ID: id, Note: "漏计"}))
		return o.PublicationAnswer(o.ctx(), who, PublicationAnswer{ID: id, Objection: 3, Note: "属实", Accepted: true})
	}},
	"PublicationApprove": {access.ApprovePublication, func(o *office, who access.Actor) error {
		id := o.heard()
		return o.PublicationApprove(o.ctx(), who, PublicationApprove{ID: id})
	}},
	"PublicationPublish": {access.KeepPublication, func(o *office, who access.Actor) error {
		return o.PublicationPublish(o.ctx(), who, PublicationPublish{ID: o.approved()})
	}},
	"WarningIssue": {access.KeepWarning, func(o *office, who access.Actor) error {
		_, err := o.WarningIssue(o.ctx(), who, WarningIssue{Unit: o.units["east"], Cause: "红灯"})
		return err
	}},
	"WarningAnswer": {access.AnswerWarning, func(o *office, who access.Actor) error {
		return o.WarningAnswer(o.ctx(), who, WarningAnswer{ID: o.warned(), By: o.Today() + 20, Note: "增加班组"})
	}},
	"WarningDecide": {access.KeepWarning, func(o *office, who access.Actor) error {
		return o.WarningDecide(o.ctx(), who, WarningDecide{ID: o.warned(), Act: score.LiftWarning, Note: "已补齐"})
	}},
	"BatchSave": {access.KeepBatch, func(o *office, who access.Actor) error {
		_, err := o.BatchSave(o.ctx(), who, BatchSave{Batch: o.promise("east")})
		return err
	}},
	"BatchClose": {access.KeepBatch, func(o *office, who access.Actor) error {
		id, err := o.BatchSave(o.ctx(), o.chief(), BatchSave{Batch: o.promise("east")})
		o.must(err)
		return o.BatchClose(o.ctx(), who, BatchClose{ID: id, Version: 1, Closed: true})
	}},
	"GoalSave": {access.KeepGoal, func(o *office, who access.Actor) error {
		_, err := o.GoalSave(o.ctx(), who, GoalSave{Goal: o.aim("east")})
		return err
	}},
	"TargetSet": {access.SetTarget, func(o *office, who access.Actor) error {
		_, err := o.TargetSet(o.ctx(), who, o.quota(o.goal("east"), "east", 8))
		return err
	}},
	"TargetSplit": {access.SetTarget, func(o *office, who access.Actor) error {
		id := o.set(o.quota(o.goal("east"), "east", 8))
		return o.TargetSplit(o.ctx(), who, TargetSplit{ID: id, Version: 1, Grain: target.Quarter, Rows: []SplitRow{{Unit: o.units["hill"]}}})
	}},
	"PledgeSign": {access.SignPledge, func(o *office, who access.Actor) error {
		goal := o.goal("east")
		_, err := o.PledgeSign(o.ctx(), who, o.oath(goal, "east", o.set(o.quota(goal, "east", 8))))
		return err
	}},
	"RemediesSave": {access.GiveRemedy, func(o *office, who access.Actor) error {
		ask := o.quota(o.goal("city"), "city", 8)
		ask.Unit = who.Unit
		_, err := o.RemediesSave(o.ctx(), who, o.excuse(o.set(ask), who.Unit))
		return err
	}},
	"CalendarNotice": {access.ChangeCalendar, func(o *office, who access.Actor) error {
		return o.CalendarNotice(o.ctx(), who, CalendarNotice{Body: notice2027})
	}},
	"CalendarLocal": {access.ChangeCalendar, func(o *office, who access.Actor) error {
		day := workday.NewDate(2026, 4, 1) + workday.Date(o.head()%200)
		return o.CalendarLocal(o.ctx(), who, CalendarLocal{Days: []workday.Override{{Date: day, Name: "防汛应急"}}})
	}},
	"FigureReport": {access.ReportFigure, func(o *office, who access.Actor) error {
		id := o.owned("甲")
		return o.FigureReport(o.ctx(), who, FigureReport{Project: id, Figure: lifecycle.Figure{Month: when("2026-02"), Sense: lifecycle.Dispatch, YearDone: yi(1)}})
	}},
	"FiguresReport": {access.ReportFigure, func(o *office, who access.Actor) error {
		id := o.owned("甲")
		return o.FiguresReport(o.ctx(), who, FiguresReport{Items: []FigureItem{{Figure: lifecycle.Figure{Project: id, Month: when("2026-02"), Sense: lifecycle.Statistics, Done: yi(1)}}}})
	}},
	"DoubtAnswer": {access.AnswerDoubt, func(o *office, who access.Actor) error {
		id, facts := o.doubted("east")
		return o.DoubtAnswer(o.ctx(), who, DoubtAnswer{Project: id, Check: capacityCheck, Facts: facts, Text: "产品目录下周补报"})
	}},
	"ReadingsSave": {access.GiveReading, func(o *office, who access.Actor) error {
		_, err := o.ReadingsSave(o.ctx(), who, o.given("tax", "2026-01", o.fresh("月报"), "east", "12.5"))
		return err
	}},
	"ReadingsImport": {access.GiveReading, func(o *office, who access.Actor) error {
		_, err := o.ReadingsImport(o.ctx(), who, ReadingsImport{Period: when("2026-01"), Source: o.fresh("月报"), Cells: [][]string{{"单位", "税收收入"}, {"east地区", "12.6"}}})
		return err
	}},
	"LedgerImport": {access.ImportLedger, func(o *office, who access.Actor) error {
		_, _, err := o.LedgerImport(o.ctx(), who, LedgerImport{Unit: o.units["city"], File: ledgerOf("a.xlsx", row(o.fresh("台账"), 3))})
		return err
	}},
	"PlatformTake": {access.ImportLedger, func(o *office, who access.Actor) error {
		o.coded(codeA, "east", true)
		_, _, err := o.PlatformTake(o.ctx(), who, o.fromPlatform(rowsOf(codeA+" 环评 受理 2026-01-05")))
		return err
	}},
	"LedgerUndo": {access.UndoImport, func(o *office, who access.Actor) error {
		cause, _, err := o.LedgerImport(o.ctx(), o.chief(), LedgerImport{Unit: o.units["city"], File: ledgerOf("b.xlsx", row(o.fresh("台账"), 3))})
		o.must(err)
		return o.LedgerUndo(o.ctx(), who, cause)
	}},
	"LedgerMap": {access.ImportLedger, func(o *office, who access.Actor) error {
		return o.LedgerMap(o.ctx(), who, LedgerMapping{Unit: o.units["city"], Layout: o.fresh("l"), Columns: map[int]string{1: "name"}})
	}},
	"MilestonePlan": {access.PlanMilestone, func(o *office, who access.Actor) error {
		return o.MilestonePlan(o.ctx(), who, MilestonePlan{Project: o.owned("甲"), Name: "封顶", Planned: when("2026-08")})
	}},
	"MilestonesBackplan": {access.PlanMilestone, func(o *office, who access.Actor) error {
		return o.MilestonesBackplan(o.ctx(), who, MilestonesBackplan{Project: o.networked(), Node: "produce", By: when("2030-12-31").First})
	}},
	"MilestonesLay": {access.PlanMilestone, func(o *office, who access.Actor) error {
		return o.MilestonesLay(o.ctx(), who, MilestonesLay{Project: o.owned("甲")})
	}},
	"PersonSave": {access.ChangePerson, func(o *office, who access.Actor) error {
		_, err := o.PersonSave(o.ctx(), who, PersonSave{Person: access.Person{Login: o.fresh("person"), Name: "演示", Unit: o.units["east"], Roles: []access.Role{access.RoleReporter}}, Password: goodPassword})
		return err
	}},
	"PasswordChange": {access.ChangePassword, func(o *office, who access.Actor) error {
		return o.PasswordChange(o.ctx(), o.withPassword(who), PasswordChange{Old: goodPassword, New: goodPassword + "1"})
	}},
	"ProjectSave": {access.AddProject, func(o *office, who access.Actor) error {
		_, err := o.ProjectSave(o.ctx(), who, ProjectSave{Project: lifecycle.Project{Name: o.fresh("新"), Unit: o.units["city"]}})
		return err
	}},
	"RulesetPublish": {access.PublishRuleset, func(o *office, who access.Actor) error {
		_, err := o.RulesetPublish(o.ctx(), who, RulesetPublish{Body: ruleset.Default().Body + "\n# " + o.fresh("v") + "\n"})
		return err
	}},
	"SettingChange": {access.ChangeSetting, func(o *office, who access.Actor) error {
		return o.SettingChange(o.ctx(), who, SettingChange{Key: "map.approval", Value: o.fresh("审图号")})
	}},
	"BoundaryImport": {access.ImportBoundary, func(o *office, who access.Actor) error {
		return o.BoundaryImport(o.ctx(), who, BoundaryImport{Name: o.fresh("map"), Body: square})
	}},
	"StageDeclare": {access.DeclareStage, func(o *office, who access.Actor) error {
		return o.StageDeclare(o.ctx(), who, StageDeclare{Project: o.owned("甲"), Stage: lifecycle.Completed, Declared: true, On: when("2026-03-01")})
	}},
	"ChangeAsk": {access.AskChange, func(o *office, who access.Actor) error {
		_, err := o.ChangeAsk(o.ctx(), who, ChangeAsk{Project: o.owned("甲"), Node: "stage:started", To: when("2026-06"), Reason: "land"})
		return err
	}},
	"ChangeGrant": {access.GrantChange, func(o *office, who access.Actor) error {
		return o.ChangeGrant(o.ctx(), who, ChangeGrant{Change: o.askedChange(o.owned("甲"), "2026-06")})
	}},
	"ChangeRefuse": {access.GrantChange, func(o *office, who access.Actor) error {
		return o.ChangeRefuse(o.ctx(), who, ChangeRefuse{Change: o.askedChange(o.owned("甲"), "2026-06"), Note: "条件具备"})
	}},
	"ChangesDecide": {access.GrantChange, func(o *office, who access.Actor) error {
		return o.ChangesDecide(o.ctx(), who, ChangesDecide{Changes: []string{o.askedChange(o.owned("甲"), "2026-06"), o.askedChange(o.owned("乙"), "2026-07")}, Verdict: "grant"})
	}},
	"ChangeDrop": {access.AskChange, func(o *office, who access.Actor) error {
		asker := o.may(who, access.AskChange)
		id, err := o.ChangeAsk(o.ctx(), asker, ChangeAsk{Project: o.owned("甲"), Node: "stage:started", To: when("2026-06"), Reason: "land"})
		o.must(err)
		return o.ChangeDrop(o.ctx(), who, ChangeDrop{Change: id})
	}},
	"PauseAsk": {access.AskPause, func(o *office, who access.Actor) error {
		_, err := o.PauseAsk(o.ctx(), who, o.pauseOf(o.owned("甲")))
		return err
	}},
	"PauseGrant": {access.GrantPause, func(o *office, who access.Actor) error {
		return o.PauseGrant(o.ctx(), who, PauseGrant{Pause: o.askedPause(o.owned("甲"))})
	}},
	"PauseRefuse": {access.GrantPause, func(o *office, who access.Actor) error {
		return o.PauseRefuse(o.ctx(), who, PauseRefuse{Pause: o.askedPause(o.owned("甲")), Note: "可以开工"})
	}},
	"PauseRenew": {access.AskPause, func(o *office, who access.Actor) error {
		return o.PauseRenew(o.ctx(), who, PauseRenew{Pause: o.paused(o.owned("甲")), Until: o.Today() + 100, Note: "批复未下"})
	}},
	"PauseResume": {access.AskPause, func(o *office, who access.Actor) error {
		return o.PauseResume(o.ctx(), who, PauseResume{Pause: o.paused(o.owned("甲"))})
	}},
	"ProjectsTag": {access.ChangeProject, func(o *office, who access.Actor) error {
		return o.ProjectsTag(o.ctx(), who, ProjectsTag{Projects: []string{o.owned("甲")}, Batches: []string{"一季度开工"}})
	}},
	"TokenIssue": {access.IssueToken, func(o *office, who access.Actor) error {
		_, err := o.TokenIssue(o.ctx(), o.withPassword(who), TokenIssue{Label: "报表", Days: 30})
		return err
	}},
	"FeedIssue": {access.IssueToken, func(o *office, who access.Actor) error {
		_, err := o.FeedIssue(o.ctx(), o.withPassword(who), FeedIssue{Label: "手机日历"})
		return err
	}},
	"SessionRevoke": {access.RevokeSession, func(o *office, who access.Actor) error {
		other := o.withPassword(o.as(access.RoleReporter, "east"))
		_, err := o.TokenIssue(o.ctx(), other, TokenIssue{Label: "别人的", Days: 30})
		o.must(err)
		list, err := o.Sessions(o.ctx(), other, other.ID)
		o.must(err)
		return o.SessionRevoke(o.ctx(), who, list[0].ID)
	}},
	"TaskSave": {access.KeepTask, func(o *office, who access.Actor) error {
		_, err := o.TaskSave(o.ctx(), who, TaskSave{Task: o.aTask()})
		return err
	}},
	"TaskDone": {access.KeepTask, func(o *office, who access.Actor) error {
		return o.TaskDone(o.ctx(), who, TaskDone{ID: o.task(o.chief(), o.aTask()), Version: 1, On: when("2026-01-02")})
	}},
	"TaskDrop": {access.KeepTask, func(o *office, who access.Actor) error {
		return o.TaskDrop(o.ctx(), who, TaskDrop{ID: o.task(o.chief(), o.aTask())})
	}},
	"TasksLay": {access.KeepTask, func(o *office, who access.Actor) error {
		project, _ := o.planned("2026-12")
		return o.TasksLay(o.ctx(), who, TasksLay{Project: project, Node: "start"})
	}},
	"UnitSave": {access.ChangeUnit, func(o *office, who access.Actor) error {
		_, err := o.UnitSave(o.ctx(), who, UnitSave{Unit: access.Unit{Name: o.fresh("镇"), Kind: access.Town, Parents: []access.Share{{Parent: o.units["east"], Share: access.WholeShare}}}})
		return err
	}},
	"ViewSave": {access.SaveView, func(o *office, who access.Actor) error {
		_, err := o.ViewSave(o.ctx(), who, ViewSave{Name: o.fresh("视图"), Page: "projects", Query: "light=behind"})
		return err
	}},
	"ViewRemove": {access.SaveView, func(o *office, who access.Actor) error {
		id, err := o.ViewSave(o.ctx(), o.may(who, access.SaveView), ViewSave{Name: o.fresh("视图"), Page: "projects"})
		o.must(err)
		return o.ViewRemove(o.ctx(), who, id)
	}},
}

// questions are all queries an actor asks, with the right each needs; "" is for
// everybody who is somebody.
var questions = map[string]struct {
	action access.Action
	ask    func(o *office, who access.Actor) error
}{
	"Approvals": {access.ReadProjects, func(o *office, who access.Actor) error {
		_, err := o.Approvals(o.ctx(), who, o.screened("甲"), Moment{})
		return err
	}},
	"ApprovalCase": {access.ReadProjects, func(o *office, who access.Actor) error {
		_, err := o.ApprovalCase(o.ctx(), who, o.screened("甲"), Moment{})
		return err
	}},
	"ApprovalDesk": {access.ReadProjects, func(o *office, who access.Actor) error {
		_, err := o.ApprovalDesk(o.ctx(), who, ApprovalDeskFilter{})
		return err
	}},
	"ApprovalBudgets": {access.ReadProjects, func(o *office, who access.Actor) error {
		_, err := o.ApprovalBudgets(o.ctx(), who, BudgetFilter{})
		return err
	}},
	"ApprovalFigures": {access.ReadProjects, func(o *office, who access.Actor) error {
		_, err := o.ApprovalFigures(o.ctx(), who, WhoseFilter{})
		return err
	}},
	"ApprovalTry": {access.ReadProjects, func(o *office, who access.Actor) error {
		_, err := o.ApprovalTry(o.ctx(), who, ApprovalTry{Project: o.screened("甲")})
		return err
	}},
	"ApprovalCatalogue": {access.ReadProjects, func(o *office, who access.Actor) error {
		_, err := o.ApprovalCatalogue(o.ctx(), who, Moment{})
		return err
	}},
	"ChecklistTry": {access.KeepChecklist, func(o *office, who access.Actor) error {
		_, err := o.ChecklistTry(o.ctx(), who, ChecklistTry{Project: o.owned("甲")})
		return err
	}},
	"Deadlines": {"", func(o *office, who access.Actor) error { _, err := o.Deadlines(o.ctx(), who); return err }},
	"Areas":     {access.ReadGoals, func(o *office, who access.Actor) error { _, err := o.Areas(o.ctx(), who); return err }},
	"Batch": {access.ReadProjects, func(o *office, who access.Actor) error {
		b := o.promise("east")
		id, err := o.BatchSave(o.ctx(), o.chief(), BatchSave{Batch: b})
		o.must(err)
		o.must(o.ProjectsTag(o.ctx(), o.chief(), ProjectsTag{Projects: []string{o.owned("甲")}, Batches: []string{b.Name}}))
		_, err = o.Batch(o.ctx(), who, id, Moment{})
		return err
	}},
	"Schemes": {access.ReadScheme, func(o *office, who access.Actor) error { _, err := o.Schemes(o.ctx(), who, Moment{}); return err }},
	"Scheme": {access.ReadScheme, func(o *office, who access.Actor) error {
		_, err := o.Scheme(o.ctx(), who, SchemeFilter{ID: o.monthly()})
		return err
	}},
	"SchemeTry": {access.KeepScheme, func(o *office, who access.Actor) error {
		_, err := o.SchemeTry(o.ctx(), who, SchemeTry{Scheme: o.monthly(), Edition: *o.edition("2026-01-01", "50")})
		return err
	}},
	"Entries": {access.ReadScheme, func(o *office, who access.Actor) error {
		_, err := o.Entries(o.ctx(), who, EntriesFilter{Scheme: o.monthly()})
		return err
	}},
	"Assessment": {access.ReadScheme, func(o *office, who access.Actor) error {
		_, err := o.Assessment(o.ctx(), who, AssessmentFilter{Scheme: o.monthly()})
		return err
	}},
	"Assessments": {access.ReadScheme, func(o *office, who access.Actor) error {
		_, err := o.Assessments(o.ctx(), who, Moment{})
		return err
	}},
	"AssessmentLever": {access.ReadScheme, func(o *office, who access.Actor) error {
		_, err := o.AssessmentLever(o.ctx(), who, AssessmentSheetFilter{AssessmentFilter{Scheme: o.monthly()}, o.units["east"]})
		return err
	}},
	"AssessmentSheet": {access.ReadScheme, func(o *office, who access.Actor) error {
		_, err := o.AssessmentSheet(o.ctx(), who, AssessmentSheetFilter{AssessmentFilter{Scheme: o.monthly()}, o.units["east"]})
		return err
	}},
	"Publication": {access.ReadPublication, func(o *office, who access.Actor) error {
		id := o.drafted(o.quarter("11", "8"), "")
		o.upTo(id)
		_, err := o.Publication(o.ctx(), who, id, Moment{})
		return err
	}},
	"Publications": {access.ReadPublication, func(o *office, who access.Actor) error {
		_, err := o.Publications(o.ctx(), who, PublicationFilter{})
		return err
	}},
	"PublicationResult": {access.ReadPublication, func(o *office, who access.Actor) error {
		id := o.drafted(o.quarter("11", "8"), "")
		o.upTo(id)
		_, err := o.PublicationResult(o.ctx(), who, id, Moment{})
		return err
	}},
	"PublicationSheet": {access.ReadPublication, func(o *office, who access.Actor) error {
		id := o.drafted(o.quarter("11", "8"), "")
		o.upTo(id)
		_, err := o.PublicationSheet(o.ctx(), who, id, o.units["east"], Moment{})
		return err
	}},
	"Warning": {access.ReadPublication, func(o *office, who access.Actor) error {
		_, err := o.Warning(o.ctx(), who, o.warned(), Moment{})
		return err
	}},
	"Warnings": {access.ReadPublication, func(o *office, who access.Actor) error {
		_, err := o.Warnings(o.ctx(), who, Moment{})
		return err
	}},
	"Goals": {access.ReadGoals, func(o *office, who access.Actor) error { _, err := o.Goals(o.ctx(), who, GoalFilter{}); return err }},
	"GoalStanding": {access.ReadGoals, func(o *office, who access.Actor) error {
		_, err := o.GoalStanding(o.ctx(), who, GoalAsk{ID: o.goal("east")})
		return err
	}},
	"Paces": {access.ReadGoals, func(o *office, who access.Actor) error {
		_, err := o.Paces(o.ctx(), who, PaceFilter{Unit: o.units["east"]})
		return err
	}},
	"Pledges": {access.ReadGoals, func(o *office, who access.Actor) error { _, err := o.Pledges(o.ctx(), who, PledgeFilter{}); return err }},
	"Pledge": {access.ReadGoals, func(o *office, who access.Actor) error {
		goal := o.goal("east")
		id, err := o.PledgeSign(o.ctx(), o.chief(), o.oath(goal, "east", o.set(o.quota(goal, "east", 8))))
		o.must(err)
		_, err = o.Pledge(o.ctx(), who, id, Moment{})
		return err
	}},
	"Meeting": {access.ReadGoals, func(o *office, who access.Actor) error {
		_, err := o.Meeting(o.ctx(), who, MeetingFilter{})
		return err
	}},
	"TargetTry": {access.SetTarget, func(o *office, who access.Actor) error {
		id := o.set(o.quota(o.goal("east"), "east", 8))
		_, err := o.TargetTry(o.ctx(), who, TargetSplit{ID: id, Rows: []SplitRow{{Unit: o.units["hill"]}}})
		return err
	}},
	"Batches":    {access.ReadProjects, func(o *office, who access.Actor) error { _, err := o.Batches(o.ctx(), who, BatchFilter{}); return err }},
	"Board":      {access.ReadProjects, func(o *office, who access.Actor) error { _, err := o.Board(o.ctx(), who, BoardFilter{}); return err }},
	"Boundaries": {"", func(o *office, who access.Actor) error { _, err := o.Boundaries(o.ctx(), who); return err }},
	"Calendar":   {"", func(o *office, who access.Actor) error { _, err := o.Calendar(o.ctx(), who); return err }},
	"Chain":      {access.ReadProjects, func(o *office, who access.Actor) error { _, err := o.Chain(o.ctx(), who, ChainFilter{}); return err }},
	"Cohorts": {access.ReadProjects, func(o *office, who access.Actor) error {
		_, err := o.Cohorts(o.ctx(), who, ProjectFilter{})
		return err
	}},
	"Ratios": {access.ReadProjects, func(o *office, who access.Actor) error { _, err := o.Ratios(o.ctx(), who, ChainCut{}); return err }},
	"ChainRecords": {access.ReadProjects, func(o *office, who access.Actor) error {
		_, err := o.ChainRecords(o.ctx(), who, ChainRecordsFilter{})
		return err
	}},
	"Chances": {access.ReadProjects, func(o *office, who access.Actor) error {
		_, err := o.Chances(o.ctx(), who, ChanceFilter{})
		return err
	}},
	"Indicators": {access.ReadProjects, func(o *office, who access.Actor) error {
		_, err := o.Indicators(o.ctx(), o.placed(who), IndicatorFilter{})
		return err
	}},
	"IndicatorRecords": {access.ReadProjects, func(o *office, who access.Actor) error {
		_, err := o.IndicatorRecords(o.ctx(), o.placed(who), IndicatorRecordsFilter{Code: "rate.year"})
		return err
	}},
	"Readings": {access.ReadProjects, func(o *office, who access.Actor) error {
		_, err := o.Readings(o.ctx(), o.placed(who), ReadingsFilter{})
		return err
	}},
	"Doubts": {access.ReadProjects, func(o *office, who access.Actor) error { _, err := o.Doubts(o.ctx(), who, DoubtFilter{}); return err }},
	"ProjectChances": {access.ReadProjects, func(o *office, who access.Actor) error {
		_, err := o.ProjectChances(o.ctx(), who, o.owned("甲"), Moment{})
		return err
	}},
	"ProjectDoubts": {access.ReadProjects, func(o *office, who access.Actor) error {
		_, err := o.ProjectDoubts(o.ctx(), who, o.owned("甲"), Moment{})
		return err
	}},
	"Senses": {access.ReadProjects, func(o *office, who access.Actor) error { _, err := o.Senses(o.ctx(), who, SensesFilter{}); return err }},
	"EachProject": {access.ExportLedger, func(o *office, who access.Actor) error {
		_, err := o.EachProject(o.ctx(), who, ProjectFilter{})
		return err
	}},
	"Changes": {access.ReadProjects, func(o *office, who access.Actor) error {
		_, err := o.Changes(o.ctx(), who, ChangesFilter{})
		return err
	}},
	"Pauses": {access.ReadProjects, func(o *office, who access.Actor) error {
		_, err := o.Pauses(o.ctx(), who, PausesFilter{})
		return err
	}},
	"Frame":   {"", func(o *office, who access.Actor) error { _, err := o.Frame(o.ctx(), who); return err }},
	"Imports": {access.ImportLedger, func(o *office, who access.Actor) error { _, err := o.Imports(o.ctx(), who); return err }},
	"Journal": {access.ReadJournal, func(o *office, who access.Actor) error {
		_, err := o.Journal(o.ctx(), who, JournalFilter{})
		return err
	}},
	"JournalVerify": {access.ReadJournal, func(o *office, who access.Actor) error {
		_, err := o.JournalVerify(o.ctx(), who)
		return err
	}},
	"KnownOn": {"", func(o *office, who access.Actor) error { _, err := o.KnownOn(o.ctx(), who, o.Today()); return err }},
	"LedgerGive": {access.ExportLedger, func(o *office, who access.Actor) error {
		_, err := o.LedgerGive(o.ctx(), who, ProjectFilter{}, true)
		return err
	}},
	"LedgerLayout": {"", func(o *office, who access.Actor) error {
		_, err := o.LedgerLayout(o.ctx(), o.chief(), o.units["east"])
		return err
	}},
	"LedgerMappings": {"", func(o *office, who access.Actor) error {
		_, err := o.LedgerMappings(o.ctx(), who, o.units["east"])
		return err
	}},
	"LedgerPreview": {access.ImportLedger, func(o *office, who access.Actor) error {
		_, err := o.LedgerPreview(o.ctx(), who, LedgerImport{Unit: o.units["city"], File: ledgerOf("c.xlsx", row("预览", 3))})
		return err
	}},
	"LedgerWords": {"", func(o *office, who access.Actor) error { _, err := o.LedgerWords(o.ctx(), who); return err }},
	"PlatformPreview": {access.ImportLedger, func(o *office, who access.Actor) error {
		_, err := o.PlatformPreview(o.ctx(), who, o.fromPlatform(rowsOf(codeA+" 环评 受理 2026-01-05")))
		return err
	}},
	"PlatformFile": {access.ExportLedger, func(o *office, who access.Actor) error {
		_, err := o.PlatformFile(o.ctx(), who, ProjectFilter{})
		return err
	}},
	"MyDay":       {"", func(o *office, who access.Actor) error { _, err := o.MyDay(o.ctx(), who); return err }},
	"News":        {"", func(o *office, who access.Actor) error { _, err := o.News(o.ctx(), who, 0); return err }},
	"People":      {access.ChangePerson, func(o *office, who access.Actor) error { _, err := o.People(o.ctx(), who); return err }},
	"PersonNames": {"", func(o *office, who access.Actor) error { _, err := o.PersonNames(o.ctx(), who); return err }},
	"Project": {access.ReadProjects, func(o *office, who access.Actor) error {
		_, err := o.Project(o.ctx(), who, o.owned("甲"), Moment{})
		return err
	}},
	"ProjectHistory": {access.ReadProjects, func(o *office, who access.Actor) error {
		_, err := o.ProjectHistory(o.ctx(), who, o.owned("甲"))
		return err
	}},
	"ProjectNames": {"", func(o *office, who access.Actor) error {
		_, err := o.ProjectNames(o.ctx(), who, []string{"x"})
		return err
	}},
	"Projects": {access.ReadProjects, func(o *office, who access.Actor) error {
		_, err := o.Projects(o.ctx(), who, ProjectFilter{})
		return err
	}},
	"RuleOf": {"", func(o *office, who access.Actor) error {
		o.RuleOf(o.ctx(), who, "progress.behind", o.Today())
		return nil
	}},
	"Rulesets": {"", func(o *office, who access.Actor) error { _, _, err := o.Rulesets(o.ctx(), who); return err }},
	"RulesetTry": {access.PublishRuleset, func(o *office, who access.Actor) error {
		_, err := o.RulesetTry(o.ctx(), who, ruleset.Default().Body)
		return err
	}},
	"Sessions": {access.RevokeSession, func(o *office, who access.Actor) error { _, err := o.Sessions(o.ctx(), who, "somebody"); return err }},
	"Settings": {"", func(o *office, who access.Actor) error { _, err := o.Settings(o.ctx(), who); return err }},
	"NodeTasks": {access.ReadProjects, func(o *office, who access.Actor) error {
		project, node := o.planned("2026-12")
		_, err := o.NodeTasks(o.ctx(), who, project, node, Moment{})
		return err
	}},
	"ProjectPlan": {access.ReadProjects, func(o *office, who access.Actor) error {
		_, err := o.ProjectPlan(o.ctx(), who, PlanFilter{Project: o.networked()})
		return err
	}},
	"Tasks": {access.ReadProjects, func(o *office, who access.Actor) error {
		_, err := o.Tasks(o.ctx(), who, TaskFilter{})
		return err
	}},
	"Timetable": {access.ReadProjects, func(o *office, who access.Actor) error {
		_, err := o.Timetable(o.ctx(), who, ProjectFilter{}, 0, 0)
		return err
	}},
	"Twins": {access.ReadProjects, func(o *office, who access.Actor) error { _, err := o.Twins(o.ctx(), who); return err }},
	"Unit": {"", func(o *office, who access.Actor) error {
		_, err := o.Unit(o.ctx(), o.whole(who), o.units["east"], Moment{})
		return err
	}},
	"UnitNamed": {"", func(o *office, who access.Actor) error {
		_, err := o.UnitNamed(o.ctx(), o.chief(), o.units["east"])
		return err
	}},
	"Units": {access.ReadProjects, func(o *office, who access.Actor) error { _, err := o.Units(o.ctx(), who, Moment{}); return err }},
	"Views": {"", func(o *office, who access.Actor) error { _, err := o.Views(o.ctx(), who, "projects"); return err }},
}

// doors are what is done without an actor; TestTheDoorsJournal and the tests of
// signing in walk through them.
var doors = []string{"ActorNamed", "Found", "Glance", "Ping", "Prepare", "SetupFinish", "SetupToken", "SignIn", "SignOut", "Tenants", "Today", "Visit"}

const goodPassword = "Guatu-2026-x"

const square = `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"adcode":"320826","name":"涟水县"},
"geometry":{"type":"Polygon","coordinates":[[[119,33],[120,33],[120,34],[119,34],[119,33]]]}}]}`

const notice2027 = `{"year":2027,"papers":["https://example.invalid/2027"],"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true}]}`

var serial int

// fresh is a word not used before.
func (o *office) fresh(word string) string {
	serial++
	return word + itoa(serial)
}

// owned is a fresh project in the east of firmA, whom every role can see.
func (o *office) owned(name string) string {
	p := lifecycle.Project{Name: o.fresh(name), Unit: o.units["east"], Kind: "new", Enterprise: "示例甲有限公司", EnterpriseCode: firmA}
	p.SetFact(lifecycle.StageFact{Stage: lifecycle.Started, Planned: when("2026-05")})
	return o.save(p)
}

// may is the actor where they have the right, else the chief.
func (o *office) may(who access.Actor, action access.Action) access.Actor {
	if who.Can(action) {
		return who
	}
	return o.chief()
}

// whole is the actor for a question about a unit; for those who see none it is
// not found, which the tests of the scope hold, so the chief asks in their place.
func (o *office) whole(who access.Actor) access.Actor {
	if !who.Scope().SeesUnit(o.units["east"]) {
		return o.chief()
	}
	return who
}

// placed is the actor, or the chief in place of an enterprise, which sees projects
// and no unit's figures.
func (o *office) placed(who access.Actor) access.Actor {
	if who.Scope().Enterprise() != "" {
		return o.chief()
	}
	return who
}

// withPassword gives an actor a person of their own in the database.
func (o *office) withPassword(who access.Actor) access.Actor {
	p := who.Person
	p.ID, p.Login, p.Roles = "", o.fresh("login"), []access.Role{access.RoleReporter}
	p.Enterprise = ""
	id, err := o.PersonSave(o.ctx(), o.chief(), PersonSave{Person: p, Password: goodPassword})
	o.must(err)
	p.ID, p.Roles, p.Enterprise = id, who.Roles, who.Enterprise
	return access.NewActor(storetest.Tenant, p, o.tree)
}

func TestEveryUseCaseIsListed(t *testing.T) {
	actor := reflect.TypeFor[access.Actor]()
	kind := reflect.TypeFor[*App]()
	for i := range kind.NumMethod() {
		m := kind.Method(i)
		_, isDeed := deeds[m.Name]
		_, isQuestion := questions[m.Name]
		isDoor := slices.Contains(doors, m.Name)
		acts := m.Type.NumIn() > 2 && m.Type.In(2) == actor
		switch {
		case acts == isDoor || acts != (isDeed != isQuestion):
			t.Errorf("%s: list it among deeds, questions or doors", m.Name)
		case acts && m.Type.In(1) != reflect.TypeFor[context.Context]():
			t.Errorf("%s does not begin with a context", m.Name)
		}
	}
}

func TestEveryCommandJournals(t *testing.T) {
	o := newOffice(t)
	for name, d := range deeds {
		t.Run(name, func(t *testing.T) {
			o.t = t
			before := o.head()
			if err := d.do(o, o.chief()); err != nil {
				t.Fatal(err)
			}
			lines := o.entries(before)
			if !slices.ContainsFunc(lines, func(l Line) bool { return l.Action == d.action }) {
				t.Errorf("no entry says %s: %+v", d.action, lines)
			}
		})
	}
}

func TestTheDoorsJournal(t *testing.T) {
	o := newOffice(t)
	who := o.withPassword(o.as(access.RoleReporter, "east"))
	before := o.head()
	token, err := o.SignIn(t.Context(), SignIn{Login: who.Login, Password: goodPassword})
	o.must(err)
	visit, err := o.Visit(t.Context(), token, PageSession)
	o.must(err)
	o.must(o.SignOut(t.Context(), visit))
	lines := o.entries(before)
	if len(lines) != 2 || lines[0].Action != access.SignIn || lines[0].Who != who.ID || lines[1].Noun != "session" {
		t.Errorf("lines %+v", lines)
	}
}

// TestTheMatrixBinds lets every role try everything: what the matrix forbids is
// forbidden and leaves no trace, what it allows is not.
func TestTheMatrixBinds(t *testing.T) {
	o := newOffice(t)
	for _, role := range access.Roles {
		who := o.as(role, "city")
		for name, d := range deeds {
			t.Run(string(role)+" "+name, func(t *testing.T) {
				o.t = t
				err := d.do(o, who)
				if got, want := fault.KindOf(err) == fault.Forbidden, !who.Can(d.action); got != want {
					t.Errorf("forbidden %v, want %v: %v", got, want, err)
				}
			})
		}
		for name, q := range questions {
			t.Run(string(role)+" asks "+name, func(t *testing.T) {
				o.t = t
				err := q.ask(o, who)
				want := q.action != "" && !who.Can(q.action)
				if got := fault.KindOf(err) == fault.Forbidden; got != want || !want && err != nil {
					t.Errorf("forbidden %v, want %v: %v", got, want, err)
				}
			})
		}
	}
}

func TestWhatIsForbiddenLeavesNoTrace(t *testing.T) {
	o := newOffice(t)
	nobody := access.NewActor(storetest.Tenant, access.Person{ID: "nobody", Name: "nobody", Unit: o.units["city"]}, o.tree)
	for name, d := range deeds {
		t.Run(name, func(t *testing.T) {
			o.t = t
			before := o.head()
			wants(t, d.do(o, nobody), fault.Forbidden, "")
			for _, l := range o.entries(before) {
				if l.Who == nobody.ID {
					t.Errorf("journalled %+v", l)
				}
			}
		})
	}
}
