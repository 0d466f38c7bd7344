// Words on the document: what each field and parameter is called.

package api

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"

	"guatu/internal/glossary"
)

// asks are what the parameters of addresses ask for.
var asks = map[string]string{
	"by":         "分组：unit、tier、industry、kind、year",
	"year":       "年份；0 为全部",
	"of":         "哪种数字：passage 间隔、same 当年洽谈签约开工、cohort 转化、ratio 比率",
	"ratio":      "比率代码，如 started.signed",
	"within":     "签约后几年内；0 为至今",
	"closed":     "是否含已关闭的",
	"goal":       "目标编号",
	"target":     "要看分解的指标编号，默认第一项",
	"clause":     "第几条要求，从 0 起",
	"department": "部门代码，如 land、ecology，* 为全部；默认本部门",
	"item":       "审批事项代码",
	"approval":   "审批记录编号",
	"grain":      "分解到：quarter、month、ten、week",
	"task":       "任务编号",
	"node":       "节点代码",
	"project":    "项目编号",
	"visit":      "核查记录编号",
	"claim":      "申报编号",
	"unlike":     "所列与申报不一致的",
	"mend":       "要更正的核查记录编号",
	"id":         "编号",
	"key":        "设置项；链条上为分组值或签约年份",
	"page":       "第几页，从 1 起；视图所属页面",
	"on":         "截至哪一天，默认今天",
	"known":      "按日志第几号时所知，默认最新",
	"against":    "与哪一天比较，默认一周前",
	"q":          "名称、企业、代码、地点、内容中的任意文字，两个字起",
	"unit":       "单位编号，含其下级",
	"park":       "所在园区的编号",
	"stage":      "已到阶段；- 为未填报",
	"light":      "灯",
	"tier":       "体量档代码；- 为未填报",
	"level":      "项目层级代码",
	"kind":       "建设性质代码；指标上为类别 count、amount、rate、outside",
	"tag":        "标签代码",
	"batch":      "批次",
	"reason":     "成立的亮灯规则代码",
	"lack":       "下一阶段所缺的内容",
	"lead_max":   "序时差上限，百分点，如 -10",
	"lead_min":   "序时差下限，百分点",
	"check":      "交叉核验代码",
	"severity":   "疑点轻重：high、medium、low",
	"entry":      "去向：store 投资入库、above_scale 升规入统，默认 store",
	"window":     "窗口代码",
	"missing":    "还缺的材料种类；- 为不缺",
	"late":       "只看已经晚了的",
	"gap":        "两口径差额原因",
	"sort":       "排序：unit、name、stage、total、plan、done、rate、lead、light、since、next；前加 - 为降序",
	"group":      "分组：unit、stage、tier、light、level、kind",
	"size":       "每页行数，默认 50",
	"from":       "起；链条上为起点阶段",
	"to":         "止；链条上为终点阶段",
	"days":       "工作日数，可为负",
	"noun":       "对象类别，如 project",
	"who":        "人员编号",
	"cause":      "批量操作编号",
	"before":     "此号之前的记录",
	"since":      "日志号",
	"layout":     "版式：own 为所选单位（或本单位）报送的版式，没有时同 standard",
	"change":     "时间调整申请编号",
	"pause":      "暂停编号",
	"class":      "时间调整类别：delayed、rescheduled、unstated",
	"limit":      "最多几条，默认 100",
	"evidence":   "佐证材料编号",
	"hash":       "文件内容的 SHA-256",
	"download":   "作为下载，不在浏览器中打开",
	"upload":     "上传编号",
	"offset":     "这一段从第几个字节开始",
	"person":     "人员编号；不填为本人，* 为全部",
	"day":        "哪一天终了",
	"stock":      "只看可作存量认定的",
	"revoke":     "试算撤销",
	"overdue":    "只看逾期的",
	"mine":       "只看待本人办理的",
	"state":      "状态",
	"move":       "该谁办：unit 申报单位、department 核查部门、office 认定机关",
	"pending":    "已申报未认定的阶段；- 为没有",
	"finish_by":  "要求完成日期；不填为所选节点的计划时间",
	"round":      "半月里的任一天；不填为本期",
	"all":        "不滞后的也列出",
	"period":     "时段：指标上为 day、ten_days、month、quarter、half、year，取该日所在的一段；外部指标上如 2026-10、2026-Q3",
	"code":       "指标代码或名称",
	"basis":      "口径：declared 申报（默认）、recognised 认定",
}

// kindsOf tells under which kinds of the glossary a schema's fields are labelled,
// the nearest first.
var kindsOf = map[string][]string{
	"Project": {"field"}, "ProjectSave": {"field"}, "Product": {"product"}, "AnnualPlan": {"plan"},
	"StageFact": {"stage_fact"}, "StageDeclare": {"stage_fact", "form"},
	"Figure": {"figure"}, "FigureReport": {"figure"}, "FigureItem": {"figure"},
	"Milestone": {"milestone"}, "ProjectNode": {"milestone"}, "PlanLine": {"milestone"}, "MilestonePlan": {"milestone"}, "MilestonesBackplan": {"form"}, "Need": {"need"}, "ProjectPlan": {"form"}, "Node": {"milestone"},
	"Claim": {"claim"}, "ClaimStep": {"step"}, "Evidence": {"evidence"}, "Exhibit": {"evidence"}, "File": {"file"},
	"Material": {"evidence"}, "CertificateRow": {"evidence"}, "EvidenceKeep": {"evidence", "form"}, "EvidenceDrop": {"evidence"}, "MaterialFile": {"file"}, "Upload": {"file"}, "UploadBegin": {"file"}, "UploadFinish": {"evidence"},
	"Task": {"task"}, "TaskLine": {"task"}, "TaskSave": {"task", "form"}, "TaskDone": {"task", "form"}, "TaskDrop": {"form"},
	"Goal": {"goal"}, "GoalSave": {"goal", "form"}, "Digit": {"goal"}, "Target": {"target"}, "Terms": {"target"}, "Clause": {"target"}, "TargetPart": {"target"}, "TargetSet": {"target", "form"}, "TargetSplit": {"target", "form"}, "SplitRow": {"target"}, "SplitPart": {"target"},
	"Pledge": {"pledge"}, "PledgeSign": {"pledge", "form"}, "TargetLine": {"pledge"},
	"Unit": {"unit"}, "UnitSave": {"unit"}, "Share": {"share"},
	"Person": {"person"}, "PersonSave": {"person"},
	"LedgerRow": {"ledger"}, "LedgerSheet": {"ledger"}, "LedgerSkip": {"ledger"},
	"CalendarLocal": {"form"}, "DayNotice": {"form"}, "DayNoticeDay": {"form"}, "DayOverride": {"form"}, "ChangeAsk": {"form"}, "ChangeGrant": {"form"}, "ChangeRefuse": {"form"}, "ChangeDrop": {"form"}, "ChangesDecide": {"form"}, "PauseAsk": {"form"}, "PauseGrant": {"form"}, "PauseRefuse": {"form"}, "PauseRenew": {"form"}, "PauseResume": {"form"}, "ProjectsTag": {"field", "form"},
	"ViewSave": {"form"}, "TokenIssue": {"token", "form"}, "RulesetPublish": {"form"}, "BoundaryImport": {"form"}, "Set": {"form"}, "Template": {"form"}, "Tier": {"form"},
}

//go:embed label.tsv
var labelText string

// ownLabels are the lines of label.tsv.
var ownLabels = sync.OnceValue(func() map[string]string {
	all := map[string]string{}
	for line := range strings.Lines(labelText) {
		if name, label, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t"); ok {
			all[name] = label
		}
	}
	return all
})

// describe gives the document the words that huma cannot know: every field what
// it is called, every answer what it means.
func describe(doc *huma.OpenAPI) {
	schemas := doc.Components.Schemas.Map()
	delete(schemas, "FormFile") // huma notes it on the way; nothing refers to it
	for name, schema := range schemas {
		for field, s := range schema.Properties {
			if s.Description == "" || ofType(s) {
				s.Description = joined(labelOf(name, field), s.Description)
			}
		}
	}
	for _, op := range inOrder(doc) {
		for status, r := range op.Responses {
			r.Description = "成功"
			if status == "default" {
				r.Description = "出错（application/problem+json）"
			}
		}
		if op.RequestBody != nil {
			op.RequestBody.Required = true
		}
	}
}

// ofType tells that a schema's description is what its type says of itself: a
// field of ours with words of its own needs no more.
func ofType(s *huma.Schema) bool {
	return s.Enum != nil || s.Pattern != "" || s.Format == "int64" && slices.Contains([]string{aboutYuan, aboutOpt, aboutPoints}, s.Description)
}

// labelOf is what a field is called: in this schema, among its kind's words in the
// glossary, anywhere.
func labelOf(schema, field string) string {
	if label, ok := ownLabels()[schema+"."+field]; ok {
		return label
	}
	for _, kind := range kindsOf[schema] {
		if label := glossary.LabelOf(glossary.ZH, kind, field); label != field {
			return label
		}
	}
	return ownLabels()[field]
}

// joined is a label with what the type or the field says of itself.
func joined(label, more string) string {
	switch {
	case label == "":
		return more
	case more == "" || strings.Contains(label, more):
		return label
	}
	return label + "（" + more + "）"
}
