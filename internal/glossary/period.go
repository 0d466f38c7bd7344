// Periods: stretches of the calendar in words.

package glossary

import (
	"regexp"
	"strconv"
)

var periodText = regexp.MustCompile(`^([0-9]{4})(?:-(?:Q([1-4])|H([12])|([0-9]{2})(?:-X([1-3])|-W([1-6]))?))?$`)

// periodWords are the words of a part of the year or of a month.
var periodWords = map[Lang]struct {
	quarter, half, ten, month []string
	week                      string
}{
	ZH: {quarter: []string{"一季度", "二季度", "三季度", "四季度"}, half: []string{"上半年", "下半年"}, ten: []string{"上旬", "中旬", "下旬"}, week: "第%周"},
	EN: {quarter: []string{"Q1", "Q2", "Q3", "Q4"}, half: []string{"first half of", "second half of"}, ten: []string{"1st–10th", "11th–20th", "21st–end of"}, week: "week % of",
		month: []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}},
}

// Period is a stretch of the calendar, written as "2026", "2026-Q1", "2026-H1",
// "2026-03", "2026-03-X2" (ten days) or "2026-03-W2" (week), in words with its year.
func Period(lang Lang, text string) string {
	m := periodText.FindStringSubmatch(text)
	if m == nil {
		return text
	}
	part := PeriodPart(lang, text)
	switch {
	case part == "" && lang == EN:
		return m[1]
	case lang == EN:
		return part + " " + m[1]
	}
	return m[1] + "年" + part
}

// PeriodPart is Period without the year; of a whole year it is nothing.
func PeriodPart(lang Lang, text string) string {
	m := periodText.FindStringSubmatch(text)
	if m == nil {
		return text
	}
	w := periodWords[lang]
	switch {
	case m[2] != "":
		return w.quarter[number(m[2])-1]
	case m[3] != "":
		return w.half[number(m[3])-1]
	case m[4] == "":
		return ""
	}
	month := strconv.Itoa(number(m[4])) + "月"
	if lang == EN {
		month = w.month[max(0, min(11, number(m[4])-1))]
	}
	within := ""
	if m[5] != "" {
		within = w.ten[number(m[5])-1]
	} else if m[6] != "" {
		within = weekHole.ReplaceAllString(w.week, m[6])
	}
	switch {
	case within == "":
		return month
	case lang == EN:
		return within + " " + month
	}
	return month + within
}

var weekHole = regexp.MustCompile("%")

func number(s string) int {
	n, _ := strconv.Atoi(s) // digits, by the pattern
	return n
}
