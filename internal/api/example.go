// An example of each body, for the document and for whoever tries it out. A test
// holds each to its schema.

package api

import (
	"encoding/json"

	"github.com/danielgtaylor/huma/v2"
)

// examples are bodies by operation.
var examples = map[string]string{
	"project_add": `{"name": "示例年产10万吨高分子弹性体项目", "enterprise": "示例新材料有限公司", "unit": "单位编号", "place": "示例县经济开发区",
		"kind": "new", "total": {"yuan": 1060000000}, "fixed_asset": 800000000, "plans": [{"year": 2026, "plan": 300000000}]}`,
	"project_save": `{"version": 3, "name": "示例年产12万吨高分子弹性体项目", "unit": "单位编号", "total": {"yuan": 1200000000},
		"because": "扩大建设规模，县发改委调整备案"}`,
	"projects_tag":  `{"projects": ["项目编号", "项目编号"], "levels": ["city"], "batches": ["一季度开工"], "because": "攻坚办〔2026〕3号名单"}`,
	"figure_report": `{"month": "2026-02", "sense": "dispatch", "year_done": 52000000, "done": 260000000, "image": "主体厂房封顶，设备基础施工"}`,
	"figures_report": `{"items": [{"project": "项目编号", "month": "2026-02", "sense": "dispatch", "year_done": 52000000},
		{"project": "项目编号", "month": "2026-02", "sense": "statistics", "year_done": 41000000}], "because": "2月月报"}`,
	"stage_declare": `{"stage": "started", "planned": "2026-Q1", "declared": true, "on": "2026-03-06"}`,
	"claim_declare": `{"stage": "started", "on": "2026-03-06", "note": "3月6日正式打桩"}`,
	"claims_declare": `{"items": [{"project": "项目编号", "stage": "signed", "on": "2026-02-18"}, {"project": "项目编号", "stage": "started", "on": "2026-03-06"}],
		"note": "一季度三个一批"}`,
	"claim_check":         `{"version": 1, "agree": false, "reasons": ["not_reached"], "note": "现场仍在平场"}`,
	"claim_recognise":     `{"version": 3, "on": "2026-03-09", "note": "以打桩照片拍摄日期为准"}`,
	"claims_recognise":    `{"claims": ["认定申报编号", "认定申报编号"], "note": "攻坚办〔2026〕5号"}`,
	"claim_send_back":     `{"version": 2, "reasons": ["incomplete"], "note": "施工合同缺附件"}`,
	"claim_take_back":     `{"version": 1, "note": "日期填错"}`,
	"claim_dispute":       `{"version": 3, "note": "附件已在材料第3页"}`,
	"claim_uphold":        `{"version": 4, "note": "附件未加盖公章"}`,
	"claim_revoke":        `{"version": 3, "reasons": ["not_so"], "note": "复核未见打桩"}`,
	"stock_recognise":     `{"projects": ["项目编号", "项目编号"], "stages": ["started"], "note": "2025年底台账核对"}`,
	"milestone_plan":      `{"name": "主体封顶", "planned": "2026-06-30", "forecast": "2026-07", "days": 140, "needs": [{"node": "start"}]}`,
	"milestones_backplan": `{"node": "produce", "finish_by": "2028-12-31", "because": "签约承诺"}`,
	"visit_note":          `{"id": "8d1f7c1e-6f0a-4f3f-9a53-1d5b0a2c9e11", "version": 0, "day": "2026-03-18", "with": "示例工程师", "image": "桩基施工", "opinion": "与申报一致"}`,
	"task_add":            `{"project": "项目编号", "node": "permit", "name": "施工图设计文件审查", "due": "2026-04-10"}`,
	"task_save":           `{"project": "项目编号", "node": "permit", "version": 1, "name": "施工图设计文件审查", "due": "2026-04-15", "note": "审图机构要求补充"}`,
	"task_done":           `{"version": 2, "on": "2026-04-09"}`,
	"task_drop":           `{"because": "并入施工许可"}`,
	"evidence_add":        `{"kind": "construction_permit", "number": "320899202603190101", "issuer": "示例县住建局", "issued": "2026-03-12", "holder": "示例新材料有限公司"}`,
	"evidence_keep":       `{"version": 1, "kind": "construction_permit", "number": "320899202603190101", "issuer": "示例县住建局", "issued": "2026-03-12", "holder": "示例新材料有限公司", "until": "2028-03-11"}`,
	"evidence_drop":       `{"version": 2, "because": "发证机关已撤回，重新办理"}`,
	"upload_begin":        `{"name": "施工许可证.pdf", "size": 1482911, "client": "8d1f7c1e-6f0a-4f3f-9a53-1d5b0a2c9e11"}`,
	"upload_finish":       `{"evidence": "材料编号", "kind": "construction_permit"}`,
	"doubt_answer":        `{"check": "order.unpermitted", "facts": "a31f0c5d9e7b2846", "text": "3月6日为试桩，正式打桩在取得施工许可之后，附监理记录"}`,
	"readings_save":       `{"source": "市统计局统计月报2026年第2期", "items": [{"unit": "单位编号", "indicator": "规上工业增加值增速", "period": "2026-02", "value": "6.8"}]}`,
	"remedies_save":       `{"unit": "单位编号", "round": "2026-03-16", "items": [{"target": "目标编号", "indicator": "signed.declared.yi", "version": 0, "cause": "在谈项目多为意向", "measure": "县领导带队上门，逐个项目明确签约时间", "owner": "示例·分管县长", "due": "2026-04-15"}]}`,
	"readings_import":     `{"period": "2026-02", "source": "市统计局统计月报2026年第2期", "cells": [["单位", "税收收入（亿元）", "工业投资增速（%）"], ["示例县", "12.57", "8.3"]]}`,
	"view_save":           `{"name": "我县红灯项目", "page": "projects", "query": "light=behind&sort=-plan"}`,
	"scheme_add": `{"unit": "单位编号", "title": "2026年重大项目季度考核办法", "period": "quarter", "edition": {"from": "2026-01-01", "pack": "name: 季度考核\nsource: 攻坚办〔2026〕2号\n…",
		"members": [{"unit": "单位编号", "group": "县区"}], "bindings": [{"name": "完成投资", "indicator": "year_done.dispatch", "window": "year"}]}, "because": "攻坚办〔2026〕2号"}`,
	"scheme_save":         `{"version": 1, "edition": {"from": "2026-07-01", "pack": "name: 季度考核\nsource: 攻坚办〔2026〕9号\n…", "members": [{"unit": "单位编号", "group": "县区"}]}, "because": "年中调整"}`,
	"scheme_try":          `{"period": "2026-Q3", "edition": {"from": "2026-07-01", "pack": "name: 季度考核\nsource: …", "members": [{"unit": "单位编号"}]}}`,
	"entries_save":        `{"period": "2026-Q3", "source": "督查室通报2026年第9期", "items": [{"unit": "单位编号", "name": "任务结果", "value": "exceeded"}]}`,
	"publication_draft":   `{"unit": "单位编号", "kind": "list", "title": "2026年三季度红黑榜", "pack": "name: 季度考核\nsource: …", "facts": {"as_of": "2026-09-30", "period": "2026Q3", "units": []}}`,
	"publication_redraft": `{"version": 3, "pack": "name: 季度考核\nsource: …", "facts": {"as_of": "2026-09-30", "period": "2026Q3", "units": []}, "note": "按异议更正"}`,
	"publication_move":    `{"version": 2, "act": "open", "until": "2026-10-16"}`,
	"publication_object":  `{"about": "投资完成", "note": "九月投资漏计一个项目"}`,
	"publication_answer":  `{"objection": 3, "accepted": false, "note": "已核对，无漏计"}`,
	"publication_approve": `{"note": "同意"}`,
	"publication_publish": `{"cause": "补齐三季度欠进度"}`,
	"warning_issue":       `{"unit": "单位编号", "cause": "开工逾期"}`,
	"warning_answer":      `{"by": "2026-11-30", "note": "增加班组，月底补齐"}`,
	"warning_decide":      `{"act": "accept"}`,
	"batch_add":           `{"name": "一季度开工26个", "unit": "单位编号", "stage": "started", "due": "2026-03-31", "count": 26, "source": "开年大会"}`,
	"batch_save":          `{"version": 1, "name": "一季度开工26个", "unit": "单位编号", "stage": "started", "due": "2026-04-10", "count": 26, "because": "春节较晚"}`,
	"checklist_try":       `{"answers": {"land": "new", "output": "form"}}`,
	"checklist_screen":    `{"answers": {"land": "new", "building": "yes", "mock": "no", "output": "form", "energy": "small", "hazard": "no"}}`,
	"checklists_screen":   `{"projects": ["项目编号", "项目编号"], "answers": {"land": "new"}, "because": "启用时批量筛查，随后逐个核对"}`,
	"checklist_amend":     `{"version": 1, "change": {"item": "eia", "pledged": 5, "reason": "园区规划环评以内，县生态环境局承诺5日"}}`,
	"approval_note":       `{"items": ["eia"], "kind": "stopped", "on": "2026-03-12", "reason": "expert_review", "until": "2026-03-20", "notice": "环评技评〔2026〕3号", "approver": "分管局长"}`,
	"approval_strike":     `{"version": 1, "because": "日期写错，应为3月11日"}`,
	"approval_try":        `{"changes": [{"kind": "takes", "item": "eia", "days": 5}]}`,
	"feed_issue":          `{"label": "手机日历"}`,
	"area_add":            `{"unit": "单位编号", "name": "示例园区区域评估（水保、地灾、压矿、文物）", "replaces": ["assessments"], "number": "示政发〔2026〕8号", "approved": "2026-02-10"}`,
	"area_save":           `{"version": 1, "unit": "单位编号", "name": "示例园区规划环评", "blocks": ["eia"], "planned": "2026-06-30"}`,
	"discredit_add":       `{"enterprise": "91320899MA0010010J", "name": "示例新材料有限公司", "document": "信用中国 失信被执行人", "since": "2026-02-01"}`,
	"discredit_save":      `{"version": 1, "enterprise": "91320899MA0010010J", "name": "示例新材料有限公司", "document": "信用中国 失信被执行人", "since": "2026-02-01", "repaired": "2026-03-10"}`,
	"batch_close":         `{"version": 2, "closed": true}`,
	"goal_add":            `{"kind": "coded", "code": "12", "name": "“12”工程", "digits": [{"digit": "1", "text": "超100亿元项目1个"}, {"digit": "2", "text": "超50亿元项目2个"}], "unit": "单位编号", "from": "2026-01-01", "to": "2026-12-31", "source": "开年大会"}`,
	"goal_save":           `{"version": 1, "kind": "plain", "name": "三个新突破", "unit": "单位编号", "from": "2026-01-01", "to": "2026-12-31"}`,
	"target_add":          `{"goal": "目标编号", "unit": "单位编号", "span": "2026", "from": "2026-01-01", "clauses": [{"indicator": "signed.recognised.yi", "op": "at_least", "low": 56}], "because": "2026年目标任务分解"}`,
	"target_set":          `{"version": 1, "from": "2026-07-01", "clauses": [{"indicator": "signed.recognised.yi", "op": "at_least", "low": 60}], "because": "年中调整"}`,
	"target_try":          `{"grain": "quarter", "rows": [{"unit": "单位编号", "value": 30}, {"unit": "单位编号"}]}`,
	"target_split":        `{"version": 1, "grain": "quarter", "rows": [{"unit": "单位编号", "value": 30, "cells": [{"period": "2026-Q1", "value": 10}]}, {"unit": "单位编号"}], "because": "2026年目标任务分解"}`,
	"pledge_sign":         `{"goal": "目标编号", "unit": "单位编号", "signer": "张示例", "post": "县长", "to": "市委、市政府", "signed": "2026-02-10", "targets": ["指标编号"]}`,
	"unit_add":            `{"name": "示例县经济开发区", "short": "示例经开区", "kind": "park", "parents": [{"parent": "上级单位编号", "share": 10000}], "order": 20}`,
	"unit_save":           `{"version": 1, "name": "示例县高新技术产业开发区", "kind": "park", "parents": [{"parent": "上级单位编号", "share": 10000}], "order": 20}`,
	"person_add":          `{"login": "shili.zhang", "name": "张示例", "unit": "单位编号", "roles": ["reporter"], "password": "Shili-2026-Kaigong"}`,
	"person_save":         `{"version": 1, "login": "shili.zhang", "name": "张示例", "unit": "单位编号", "roles": ["office"]}`,
	"ruleset_try":         `{"body": "name: 示例市规则\nfrom: 2026-01-01\n…"}`,
	"ruleset_publish":     `{"body": "name: 示例市规则\nfrom: 2026-01-01\n…", "because": "攻坚办〔2026〕1号"}`,
	"calendar_notice":     `{"body": "{\"year\": 2027, \"papers\": [\"https://www.gov.cn/…\"], \"days\": [{\"name\": \"元旦\", \"date\": \"2027-01-01\", \"isOffDay\": true}]}"}`,
	"calendar_local":      `{"days": [{"date": "2026-03-20", "works": false, "name": "示例自治县县庆"}], "because": "县政府办通知"}`,
	"setting_change":      `{"value": "苏S（2026）001号"}`,
	"boundary_import":     `{"name": "示例市区划", "body": "{\"type\": \"FeatureCollection\", \"features\": […]}"}`,
	"password_change":     `{"old": "原口令", "new": "Xin-Kouling-2026"}`,
	"token_issue":         `{"label": "市大数据平台对接", "days": 180}`,
	"ledger_map":          `{"unit": "单位编号", "layout": "版式编号", "columns": {"7": "total", "9": "year_done"}}`,
}

// exemplify puts an operation's example beside the schema of its body.
func exemplify(op *huma.Operation) {
	text, ok := examples[op.OperationID]
	if !ok {
		return // a test demands one of every operation with a body
	}
	op.RequestBody = &huma.RequestBody{Content: map[string]*huma.MediaType{"application/json": {Example: json.RawMessage(text)}}}
}
