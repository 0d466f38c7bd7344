package sheet

import (
	"strings"
	"testing"
)

// What other offices write over a column, by the field it is.
func TestHeadingsOfOtherOffices(t *testing.T) {
	for field, words := range map[string]string{
		"name":               "项目（企业）|企业/项目名称|重点项目|项目名称及建设内容|签约项目|子项目名称",
		"enterprise":         "建设（业主）单位|项目承办单位|投资方（企业）名称|法人单位|企业全称|外方投资者",
		"place":              "落户板块|所属乡镇|属地政府|县（区）|市、县（区）|开发区|项目位置|落户地（园区）",
		"total":              "概算|投资金额|协议引资额|总投资（含土地）|合同投资额|工程造价|估算总投资",
		"plan":               "2025年拟完成投资|2025年预计完成投资|2025年目标|年内计划投资|2025年安排投资|全年投资计划",
		"year_done":          "今年已完成投资|1-9月投资额|前三季度完成投资|前9个月完成投资|上半年完成投资|2025年已完成投资|年初以来完成投资|截至9月底年度完成投资|当年累计完成投资",
		"done":               "至9月底完成投资|截至2025年9月底累计完成投资|开工至今累计完成|已完成投资|累计投资额|总完成投资",
		"prev_done":          "截至2024年底累计完成投资|去年底累计|以前年度累计完成|截至上年末累计完成",
		"start_date":         "开工（或拟开工）时间|实际开工|开工年份|动工时间",
		"planned_start":      "计划开工月份|拟开工时间|开工时间（计划）",
		"completion":         "竣工或投产时间|竣工（投产）时间|建成时间|完工时间",
		"planned_completion": "预计建成投产时间|计划竣工年月|计划完成时间|拟竣工时间",
		"production":         "投产时间|达产时间",
		"planned_production": "预计达产时间|拟投产时间",
		"signed":             "签约（注册）时间|正式签约时间|合同签订时间",
		"stage":              "项目进度阶段|项目现状|推进状态|项目所处阶段",
		"progress":           "占年度计划%|完成年度计划比例|投资进度%|完成计划（%）|年度投资完成率",
		"image":              "9月形象进度|进展情况及存在问题|工作进展",
		"period":             "开竣工时间|建设年限|建设起止年限|实施周期",
		"other":              "预计签约时间|是否开工|投资强度|牵头单位",
	} {
		for w := range strings.SplitSeq(words, "|") {
			if got, _ := isHeadingText(w); got != field {
				t.Errorf("%s is %q, want %s", w, got, field)
			}
		}
	}
}
