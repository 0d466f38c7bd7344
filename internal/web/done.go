package web

import (
	"context"

	"guatu/internal/web/ui"
)

// What the next page says after something was done (?done=code). The list is
// closed, so that an address cannot put words into our mouth.

var doneWords = map[string]string{
	"changes.decided":      ui.N("已批复，批准的时间即时生效。"),
	"view.saved":           ui.N("视图已保存。"),
	"view.removed":         ui.N("视图已删除。"),
	"project.added":        ui.N("项目已登记。"),
	"project.changed":      ui.N("修改已保存。"),
	"projects.tagged":      ui.N("已按勾选逐个修改，各项目的历史里都有记录。"),
	"import.undone":        ui.N("已整批撤销这次导入。"),
	"import.dropped":       ui.N("已放弃这份台账，没有写入任何内容。"),
	"exchange.same":        ui.N("这个文件里的记录都已有，没有写入任何内容。"),
	"exchange.dropped":     ui.N("已放弃这个文件，没有写入任何内容。"),
	"import.mapped":        ui.N("列对应已记住，台账已按新的对应重新识别。"),
	"unit.saved":           ui.N("单位已保存。"),
	"person.saved":         ui.N("人员已保存。"),
	"session.revoked":      ui.N("已强制下线。"),
	"token.revoked":        ui.N("令牌已作废。"),
	"ruleset.published":    ui.N("规则已发布。"),
	"calendar.notice":      ui.N("放假通知已采用。"),
	"calendar.local":       ui.N("本地调整已保存。"),
	"claim.declared":       ui.N("已申报，等待核查和认定。"),
	"claim.checked":        ui.N("核查意见已提交。"),
	"claim.recognised":     ui.N("已认定，自认定日期起计入。"),
	"claim.sent_back":      ui.N("已退回申报单位。"),
	"claim.taken_back":     ui.N("申报已撤回。"),
	"claim.disputed":       ui.N("异议已提交，等待答复。"),
	"claim.upheld":         ui.N("已维持原决定。"),
	"claim.revoked":        ui.N("认定已撤销。"),
	"claims.declared":      ui.N("已一次申报，下面是这一批。"),
	"claims.recognised":    ui.N("选中的已全部认定。"),
	"checklists.screened":  ui.N("所选项目已筛查，请逐个核对清单，不对的可以调整。"),
	"goal.saved":           ui.N("目标已保存。"),
	"target.set":           ui.N("指标已下达，从执行日期起按此执行。"),
	"target.split":         ui.N("分解已保存，各级合计一致。"),
	"pledge.signed":        ui.N("军令状已签订，可以打印。"),
	"publication.draft":    ui.N("已计算并起草，等待复核。"),
	"publication.check":    ui.N("已复核，可以公示。"),
	"publication.return":   ui.N("已退回，更正后重新起草。"),
	"publication.open":     ui.N("已公示，被考核单位可以提出异议。"),
	"publication.object":   ui.N("异议已提交，等待答复。"),
	"publication.answer":   ui.N("已答复。"),
	"publication.approve":  ui.N("已审定，可以发布。"),
	"publication.publish":  ui.N("已发布。"),
	"publication.archive":  ui.N("已归档。"),
	"publication.withdraw": ui.N("已撤回。"),
	"remedies.saved":       ui.N("原因和措施已保存。"),
	"warning.issue":        ui.N("督办单已发出。"),
	"warning.respond":      ui.N("整改方案已报送，等待审定。"),
	"warning.accept":       ui.N("方案已同意，按方案整改。"),
	"warning.reject":       ui.N("方案已退回，重新报送。"),
	"warning.lift":         ui.N("已销号。"),
	"area.saved":           ui.N("已保存，园区项目的审批网络随之更新。"),
	"discredit.saved":      ui.N("失信记录已保存。"),
	"approval.noted":       ui.N("已记录，计时和预计随之更新。"),
	"approval.struck":      ui.N("已划去，这条记录不再计算。"),
	"checklist.saved":      ui.N("审批事项清单已保存。"),
	"checklist.amended":    ui.N("已调整，预计随之更新。"),
	"checklist.back":       ui.N("已撤回这处调整。"),
	"batch.saved":          ui.N("批次已保存。"),
	"batch.closed":         ui.N("批次已关闭。"),
	"batch.opened":         ui.N("批次已重新打开。"),
	"setting.saved":        ui.N("设置已保存。"),
	"boundary.saved":       ui.N("地图已更换。"),
	"scheme.saved":         ui.N("考核办法已保存，从执行日期起按此考核。"),
	"entries.saved":        ui.N("填报已保存，改动留痕。"),
	"readings.saved":       ui.N("外部指标已录入，改动留痕。"),
	"readings.same":        ui.N("与已录入的相同，没有改动。"),
	"visit.noted":          ui.N("核查记录已送达。"),
	"task.saved":           ui.N("任务已保存。"),
	"task.dropped":         ui.N("任务已取消。"),
	"tasks.laid":           ui.N("已按模板分解，可逐项修改时间和责任人。"),
}

// doneText is the sentence of a code, "" for none.
func doneText(ctx context.Context, code string) string {
	sentence, ok := doneWords[code]
	if !ok {
		return ""
	}
	return ui.T(ctx, sentence)
}
