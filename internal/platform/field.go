// The fields of a record: what they are called in either form, and how a value is
// read and written.

package platform

import (
	"strings"

	"guatu/internal/approval"
	"guatu/internal/ident"
	"guatu/internal/workday"
)

// A field is one column of a .csv and one name in JSON.
type field struct {
	code string // in JSON; a .csv may have it for a heading too
	name string // heading of a .csv
	also []string
	get  func(r *Record) string
	set  func(t *take, r *Record, value string)
}

// fields are in the order in which they are written.
var fields = []field{
	{"project_code", "项目代码", []string{"赋码", "投资项目代码"},
		func(r *Record) string { return r.Project }, (*take).project},
	{"item", "事项", []string{"事项编码", "事项名称", "审批事项"},
		func(r *Record) string { return r.Item }, func(_ *take, r *Record, v string) { r.Item = v }},
	{"kind", "环节", []string{"办理环节", "状态"},
		func(r *Record) string { return nameOf(kindWords, string(r.Kind)) }, (*take).kind},
	{"on", "日期", []string{"办理日期", "时间"},
		func(r *Record) string { return shown(r.On) }, func(t *take, r *Record, v string) { r.On = t.day("on", v) }},
	{"reason", "停表情形", []string{"停表原因"},
		func(r *Record) string { return nameOf(reasonWords, string(r.Reason)) }, (*take).reason},
	{"until", "停表截止日", []string{"停表至"},
		func(r *Record) string { return shown(r.Until) }, func(t *take, r *Record, v string) { r.Until = t.day("until", v) }},
	{"notice", "文书编号", []string{"通知书编号"},
		func(r *Record) string { return r.Notice }, func(_ *take, r *Record, v string) { r.Notice = v }},
	{missingField, "缺少材料", []string{"缺件"},
		func(r *Record) string { return strings.Join(r.Missing, parting) }, (*take).missing},
	{"supply_by", "补齐期限", []string{"补正期限"},
		func(r *Record) string { return shown(r.SupplyBy) }, func(t *take, r *Record, v string) { r.SupplyBy = t.day("supply_by", v) }},
	{"doc", "补齐材料", []string{"材料"},
		func(r *Record) string { return r.Doc }, func(_ *take, r *Record, v string) { r.Doc = v }},
	{"number", "证书编号", []string{"证照编号", "批复文号"},
		func(r *Record) string { return r.Number }, func(_ *take, r *Record, v string) { r.Number = v }},
	{"department", "办理部门", []string{"部门"},
		func(r *Record) string { return r.Office }, func(_ *take, r *Record, v string) { r.Office = v }},
}

// missingField is the one field that is a list.
const missingField = "missing"

// parting stands between the documents of one cell; a document's name has none.
const parting = "；"

// fieldNamed finds a field by its code or a heading; -1 where there is none.
func fieldNamed(name string) int {
	for i := range fields {
		f := &fields[i]
		if name == f.code || name == f.name {
			return i
		}
		for _, a := range f.also {
			if name == a {
				return i
			}
		}
	}
	return -1
}

// ignored tells a field that a sender keeps for itself: x_….
func ignored(name string) bool { return strings.HasPrefix(name, "x_") }

// shown is a day that may be left out.
func shown(d workday.Date) string {
	if d == 0 {
		return ""
	}
	return d.String()
}

func (t *take) project(r *Record, v string) {
	r.Project = ident.Fold(v)
	if err := ident.ProjectCode(r.Project); err != nil {
		t.add("project_code", err)
		return
	}
	t.code = r.Project
}

func (t *take) kind(r *Record, v string) {
	code, ok := codeOf(kindWords, v)
	t.check(ok, "kind", "platform.kind", "found", short(v), "known", namesOf(kindWords))
	r.Kind = approval.Kind(code)
}

func (t *take) reason(r *Record, v string) {
	code, ok := codeOf(reasonWords, v)
	t.check(ok, "reason", "platform.reason", "found", short(v), "known", namesOf(reasonWords))
	r.Reason = approval.StopReason(code)
}

// missing reads the documents of a cell.
func (t *take) missing(r *Record, v string) {
	for doc := range strings.FieldsFuncSeq(v, func(c rune) bool { return c == '；' || c == ';' }) {
		if doc = strings.TrimSpace(doc); doc != "" {
			r.Missing = append(r.Missing, doc)
		}
	}
}

// day reads a date, with or without a time of day.
func (t *take) day(field, v string) workday.Date {
	d, ok := dayOf(v)
	t.check(ok, field, "platform.date", "found", short(v))
	return d
}
