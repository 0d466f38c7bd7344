package access

import "slices"

// A Role is what a person is in the campaign.
type Role string

const (
	RoleAdmin      Role = "admin"      // 系统管理员: units, people, calendar, settings
	RoleAuditor    Role = "auditor"    // 审计管理员: reads the journal and everything it is about
	RoleOffice     Role = "office"     // 攻坚办: keeps the ledger, recognises, publishes
	RoleReporter   Role = "reporter"   // 县区、园区填报员: reports its own unit's projects
	RoleDepartment Role = "department" // 部门: sees the campaign it serves
	RoleLeader     Role = "leader"     // 领导: looks, asks why, decides
	RoleEnterprise Role = "enterprise" // 企业: its own projects
)

// Roles are all roles in the order of the matrix's columns.
var Roles = []Role{RoleAdmin, RoleAuditor, RoleOffice, RoleReporter, RoleDepartment, RoleLeader, RoleEnterprise}

// An Action is one thing a person can do; every command names one.
type Action string

const (
	ReadProjects   Action = "project.read"
	AddProject     Action = "project.add"
	ChangeProject  Action = "project.change"
	ReportFigure   Action = "figure.report"
	DeclareStage   Action = "stage.declare"
	CheckClaim     Action = "claim.check"
	RecogniseStage Action = "stage.recognise"
	AnswerDoubt    Action = "doubt.answer"
	KeepEvidence   Action = "evidence.keep"
	NoteVisit      Action = "visit.note"
	PlanMilestone  Action = "milestone.plan"
	AskChange      Action = "change.ask"
	GrantChange    Action = "change.grant"
	AskPause       Action = "pause.ask"
	GrantPause     Action = "pause.grant"
	KeepTask       Action = "task.keep"
	KeepBatch      Action = "batch.keep"
	KeepChecklist  Action = "checklist.keep"
	NoteApproval   Action = "approval.note"
	KeepArea       Action = "area.keep"
	KeepDiscredit  Action = "discredit.keep"

	ReadPublication    Action = "publication.read"
	KeepPublication    Action = "publication.keep"
	ObjectPublication  Action = "publication.object"
	ApprovePublication Action = "publication.approve"
	ReadScheme         Action = "scheme.read"
	KeepScheme         Action = "scheme.keep"
	GiveEntry          Action = "entry.give"
	KeepWarning        Action = "warning.keep"
	AnswerWarning      Action = "warning.answer"

	ReadGoals      Action = "goal.read"
	KeepGoal       Action = "goal.keep"
	SetTarget      Action = "target.set"
	SignPledge     Action = "pledge.sign"
	GiveReading    Action = "reading.give"
	GiveRemedy     Action = "remedy.give"
	ImportLedger   Action = "ledger.import"
	UndoImport     Action = "ledger.undo"
	ExportLedger   Action = "ledger.export"
	SaveView       Action = "view.save"
	IssueToken     Action = "token.issue"
	ChangePassword Action = "password.change"
	ReadJournal    Action = "journal.read"
	PublishRuleset Action = "ruleset.publish"
	ChangeCalendar Action = "calendar.change"
	ChangeSetting  Action = "setting.change"
	ImportBoundary Action = "boundary.import"
	ChangeUnit     Action = "unit.change"
	ChangePerson   Action = "person.change"
	RevokeSession  Action = "session.revoke"
	SignIn         Action = "session.open"
	SetUp          Action = "setup.finish"
)

// A Right is one row of the matrix: an action and the roles that may do it.
type Right struct {
	Action Action
	Roles  []Role
}

var (
	everybody  = Roles
	whoReads   = []Role{RoleAuditor, RoleOffice, RoleReporter, RoleDepartment, RoleLeader, RoleEnterprise}
	whoReports = []Role{RoleOffice, RoleReporter}
	whoKeeps   = []Role{RoleOffice}
	whoManages = []Role{RoleAdmin}
)

// Matrix is the one list of rights. SignIn and SetUp are done before there is a
// person to ask about and are here so that the journal can name them.
var Matrix = []Right{
	{ReadProjects, whoReads},
	{AddProject, whoReports},
	{ChangeProject, whoReports},
	{ReportFigure, whoReports},
	{DeclareStage, whoReports},
	{CheckClaim, []Role{RoleOffice, RoleDepartment}},
	{RecogniseStage, whoKeeps},
	{AnswerDoubt, whoReports},
	{KeepEvidence, []Role{RoleOffice, RoleReporter, RoleDepartment, RoleEnterprise}},
	{NoteVisit, []Role{RoleOffice, RoleReporter, RoleDepartment, RoleLeader}},
	{PlanMilestone, whoReports},
	{AskChange, whoReports},
	{GrantChange, []Role{RoleOffice, RoleLeader}},
	{AskPause, whoReports},
	{GrantPause, []Role{RoleOffice, RoleLeader}},
	{KeepTask, whoReports},
	{KeepBatch, whoKeeps},
	{KeepChecklist, []Role{RoleOffice, RoleReporter, RoleDepartment}},
	{NoteApproval, []Role{RoleOffice, RoleReporter, RoleDepartment, RoleEnterprise}},
	{KeepArea, []Role{RoleOffice, RoleReporter, RoleDepartment}},
	{KeepDiscredit, []Role{RoleOffice, RoleDepartment}},
	{ReadScheme, []Role{RoleAuditor, RoleOffice, RoleReporter, RoleDepartment, RoleLeader}},
	{KeepScheme, whoKeeps},
	{GiveEntry, []Role{RoleOffice, RoleDepartment}},
	{ReadPublication, []Role{RoleAuditor, RoleOffice, RoleReporter, RoleDepartment, RoleLeader}},
	{KeepPublication, whoKeeps},
	{ObjectPublication, []Role{RoleOffice, RoleReporter, RoleDepartment}},
	{ApprovePublication, []Role{RoleOffice, RoleLeader}},
	{KeepWarning, whoKeeps},
	{AnswerWarning, []Role{RoleOffice, RoleReporter, RoleDepartment}},
	{ReadGoals, []Role{RoleAuditor, RoleOffice, RoleReporter, RoleDepartment, RoleLeader}},
	{KeepGoal, whoKeeps},
	{SetTarget, whoKeeps},
	{SignPledge, []Role{RoleOffice, RoleLeader}},
	{GiveReading, []Role{RoleOffice, RoleDepartment}},
	{GiveRemedy, []Role{RoleOffice, RoleReporter, RoleDepartment}},
	{ImportLedger, whoReports},
	{UndoImport, whoReports},
	{ExportLedger, whoReads},
	{SaveView, whoReads},
	{IssueToken, everybody},
	{ChangePassword, everybody},
	{ReadJournal, []Role{RoleAuditor, RoleOffice, RoleAdmin}},
	{PublishRuleset, whoKeeps},
	{ChangeCalendar, []Role{RoleAdmin, RoleOffice}},
	{ChangeSetting, whoManages},
	{ImportBoundary, []Role{RoleAdmin, RoleOffice}},
	{ChangeUnit, whoManages},
	{ChangePerson, whoManages},
	{RevokeSession, whoManages},
	{SignIn, nil},
	{SetUp, nil},
}

// allowed answers the matrix for a set of roles.
func allowed(roles []Role, action Action) bool {
	for _, right := range Matrix {
		if right.Action == action {
			return slices.ContainsFunc(roles, func(r Role) bool { return slices.Contains(right.Roles, r) })
		}
	}
	return false
}
