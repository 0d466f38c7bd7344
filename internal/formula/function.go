// The table of functions, each with a Chinese and an English name.

package formula

import (
	"strings"
	"time"

	"guatu/internal/workday"
)

// A function is one row of the table. takes has one letter an argument: n number,
// t text, b yes-no, d date, x anything, s the same type as the first s, k a number
// written out (of 归一 alone); + after the last: once or more. gives is its type; Unknown stands
// for the type of s.
type function struct {
	zh, en string
	takes  string
	gives  Type
	open   bool // it sees what is missing; else one missing argument makes it missing
	do     func([]Value) Value
	group  GroupFn
	all    bool // of all groups
	spare  int  // how many of the last arguments may be left out
}

var functions = []function{
	{zh: "如果", en: "IF", takes: "bs+", gives: Unknown},
	{zh: "缺则", en: "IFMISSING", takes: "ss+", gives: Unknown},
	{zh: "缺", en: "MISSING", takes: "x", gives: Bool, open: true, do: func(a []Value) Value { return Yes(a[0].IsMissing()) }},
	{zh: "有", en: "PRESENT", takes: "x", gives: Bool, open: true, do: func(a []Value) Value { return Yes(!a[0].IsMissing()) }},
	{zh: "选", en: "CHOOSE", takes: "ns+", gives: Unknown, open: true, do: choose},
	{zh: "绝对值", en: "ABS", takes: "n", gives: Number, do: abs},
	{zh: "限幅", en: "CLAMP", takes: "nnn", gives: Number, do: clamp},
	{zh: "每", en: "PER", takes: "nnt", gives: Number, do: per, spare: 1},
	{zh: "增幅", en: "GROWTH", takes: "nn", gives: Number, do: growth},
	{zh: "四舍五入", en: "ROUND", takes: "nn", gives: Number, do: round},
	{zh: "截尾", en: "TRUNCATE", takes: "nn", gives: Number, do: truncate},
	{zh: "舍入", en: "PRINTED", takes: "nn", gives: Number},
	{zh: "向下取整", en: "FLOOR", takes: "n", gives: Number, do: func(a []Value) Value { return ofNum(a[0].floor()) }},
	{zh: "向上取整", en: "CEILING", takes: "n", gives: Number, do: func(a []Value) Value { return ofNum(a[0].neg().floor().neg()) }},
	{zh: "年", en: "YEAR", takes: "d", gives: Number, do: func(a []Value) Value { return Int(day(a[0]).Year()) }},
	{zh: "月", en: "MONTH", takes: "d", gives: Number, do: func(a []Value) Value { return Int(int(day(a[0]).Month())) }},
	{zh: "日", en: "DAY", takes: "d", gives: Number, do: func(a []Value) Value { return Int(day(a[0]).Day()) }},
	{zh: "日期", en: "DATE", takes: "t", gives: Date, do: readDate},
	{zh: "天数", en: "DAYS", takes: "dd", gives: Number, do: func(a []Value) Value { return Int(int(a[1].n - a[0].n)) }},
	{zh: "月数", en: "MONTHS", takes: "dd", gives: Number, do: func(a []Value) Value { return Int(months(day(a[0]), day(a[1]))) }},
	{zh: "加月", en: "ADDMONTHS", takes: "dn", gives: Date, do: addMonths},
	{zh: "含", en: "CONTAINS", takes: "tt", gives: Bool, do: func(a []Value) Value { return Yes(strings.Contains(a[0].text, a[1].text)) }},

	{zh: "组求和", en: "GROUPSUM", takes: "n", gives: Number, group: GroupSum},
	{zh: "组平均", en: "GROUPMEAN", takes: "n", gives: Number, group: GroupMean},
	{zh: "组最大", en: "GROUPMAX", takes: "n", gives: Number, group: GroupMax},
	{zh: "组最小", en: "GROUPMIN", takes: "n", gives: Number, group: GroupMin},
	{zh: "组计数", en: "GROUPCOUNT", takes: "x", gives: Number, group: GroupCount},
	{zh: "名次", en: "RANK", takes: "n", gives: Number, group: RankDown},
	{zh: "升序名次", en: "RANKUP", takes: "n", gives: Number, group: RankUp},
	{zh: "并列", en: "TIED", takes: "n", gives: Number, group: Tied},
	{zh: "归一", en: "NORMAL", takes: "nk", gives: Number, group: Normal, spare: 1},
	{zh: "全体求和", en: "ALLSUM", takes: "n", gives: Number, group: GroupSum, all: true},
	{zh: "全体平均", en: "ALLMEAN", takes: "n", gives: Number, group: GroupMean, all: true},
	{zh: "全体最大", en: "ALLMAX", takes: "n", gives: Number, group: GroupMax, all: true},
	{zh: "全体最小", en: "ALLMIN", takes: "n", gives: Number, group: GroupMin, all: true},
	{zh: "全体计数", en: "ALLCOUNT", takes: "x", gives: Number, group: GroupCount, all: true},
	{zh: "全体名次", en: "ALLRANK", takes: "n", gives: Number, group: RankDown, all: true},

	{zh: "求和", en: "SUM", takes: "n+", gives: Number, do: sum},
	{zh: "平均", en: "AVERAGE", takes: "n+", gives: Number, do: mean},
	{zh: "最大", en: "MAX", takes: "n+", gives: Number, do: largest},
	{zh: "最小", en: "MIN", takes: "n+", gives: Number, do: smallest},
	{zh: "计数", en: "COUNT", takes: "b+", gives: Number, do: count},
}

// An aggregation looks at the records of a list, in the functions of these names.
// takes is what follows the list: v a value, k what makes records alike, n how many
// of them, c a condition; what stands in () may be left out. Value is the type of the value, Unknown for any.
type aggregation struct {
	zh, en string
	takes  string
	value  Type
	gives  Type // Unknown: as the value
}

var aggregations = []aggregation{
	{"求和", "SUM", "v(c)", Number, Number},
	{"计数", "COUNT", "(c)", Unknown, Number},
	{"平均", "AVERAGE", "v(c)", Number, Number},
	{"最大", "MAX", "v(c)", Unknown, Unknown},
	{"最小", "MIN", "v(c)", Unknown, Unknown},
	{"首", "FIRST", "v(c)", Unknown, Unknown},
	{"末", "LAST", "v(c)", Unknown, Unknown},
	{"连续", "STREAK", "v", Bool, Number},
	{"存在", "ANY", "v", Bool, Bool},
	{"全部", "ALL", "v", Bool, Bool},
	{"名单", "NAMES", "v(c)", Text, Text},
	{"不同", "DISTINCT", "v(c)", Unknown, Number},
	{"不重复求和", "SUMONCE", "vk(c)", Number, Number},
	{"取高求和", "SUMTOP", "vn(c)", Number, Number},
}

// byName finds functions by either name.
var byName = func() map[string]*function {
	m := map[string]*function{}
	for i := range functions {
		m[functions[i].zh], m[functions[i].en] = &functions[i], &functions[i]
	}
	return m
}()

var aggregationByName = func() map[string]*aggregation {
	m := map[string]*aggregation{}
	for i := range aggregations {
		m[aggregations[i].zh], m[aggregations[i].en] = &aggregations[i], &aggregations[i]
	}
	return m
}()

// Functions lists every function's names, 中文 and English, for the manual.
func Functions() [][2]string {
	var list [][2]string
	for _, f := range functions {
		list = append(list, [2]string{f.zh, f.en})
	}
	for _, a := range aggregations {
		if byName[a.zh] == nil {
			list = append(list, [2]string{a.zh, a.en})
		}
	}
	return list
}

func day(v Value) workday.Date { return workday.Date(v.n) }

// months counts whole months: from the 15th to the 15th is one. The last day of a
// month closes a month that began on a later day.
func months(from, to workday.Date) int {
	if to < from {
		return -months(to, from)
	}
	n := (to.Year()-from.Year())*12 + int(to.Month()) - int(from.Month())
	if to < shift(from, n) {
		n--
	}
	return n
}

// shift goes n months on, to the last day of the month where there is no such day.
func shift(d workday.Date, n int) workday.Date {
	first := workday.NewDate(d.Year(), d.Month()+time.Month(n), 1)
	last := workday.NewDate(first.Year(), first.Month()+1, 1) - 1
	return min(first+workday.Date(d.Day()-1), last)
}
