package score

import (
	"slices"

	"guatu/internal/formula"
)

// ProjectFields are the fields of the standard table of projects: a pack's records
// bound to it name those they want. Money is in 亿元, dates known to a month are its
// last day. What is 申报 is the unit's own word, what is 认定 the level's above; the
// two are fields of their own and never mix (domain.md 1.1).
var ProjectFields = slices.Concat(
	fieldsOf(formula.Text, "名称", "编码", "企业", "单位", "园区", "地点", "方阵", "性质", "行业", "产业链", "标签", "层级", "批次", "包联领导"),
	fieldsOf(formula.Number, "总投资", "固定资产投资", "年度计划", "本年完成", "本年完成统计", "累计完成", "完成率", "超序时进度", "份额"),
	fieldsOf(formula.Text, "阶段", "认定阶段", "灯"),
	fieldsOf(formula.Bool, "入库", "暂停"),
	fieldsOf(formula.Date, "签约申报", "立项申报", "开工申报", "竣工申报", "投产申报", "列统申报", "退出申报",
		"签约认定", "立项认定", "开工认定", "竣工认定", "投产认定", "列统认定", "计划开工", "计划竣工", "计划投产"),
)

func fieldsOf(typ formula.Type, names ...string) (all []Datum) {
	for _, name := range names {
		all = append(all, Datum{Name: name, Type: typ})
	}
	return all
}

// ProjectField finds one by its name.
func ProjectField(name string) (Datum, bool) {
	i := slices.IndexFunc(ProjectFields, func(f Datum) bool { return formula.Fold(f.Name) == formula.Fold(name) })
	if i < 0 {
		return Datum{}, false
	}
	return ProjectFields[i], true
}

// strangeFields are the fields of records that the standard table does not have, or
// has of another type.
func strangeFields(d Datum) (names []string) {
	for _, f := range d.Fields {
		if known, ok := ProjectField(f.Name); !ok || known.Type != f.Type {
			names = append(names, f.Name)
		}
	}
	return names
}
