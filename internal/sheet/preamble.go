package sheet

// What stands above a table: title, unit line, year, day of the report.

import (
	"strconv"
	"strings"

	"guatu/internal/sheet/xlsx"
	"guatu/internal/workday"
)

// A preamble is what the rows above a heading say.
type preamble struct {
	title string
	about string // all that stands above, title and all
	unit  unit
	year  int // the ledger's own year, 0 where none or several are named
	asOf  workday.When
}

// readPreamble reads the rows above a heading.
func readPreamble(rows []xlsx.Row) preamble {
	var p preamble
	dated := 0
	for _, row := range rows {
		for _, c := range filled(row) {
			if c.Kind != xlsx.Text {
				continue
			}
			p.take(clean(c.Text))
			if y, ok := onlyYear(afterDateMark(c.Text)); ok {
				dated = y
			}
		}
	}
	p.year, _ = onlyYear(p.title)
	if p.year == 0 {
		p.year = dated
	}
	if p.year == 0 {
		p.year = yearAbove(rows)
	}
	p.readAsOf(rows)
	return p
}

// yearAbove looks for the year in every line of a title of several.
func yearAbove(rows []xlsx.Row) int {
	for _, row := range rows {
		for _, c := range filled(row) {
			if y, ok := onlyYear(c.Text); ok && c.Kind == xlsx.Text && runes(c.Text) < 60 {
				return y
			}
		}
	}
	return 0
}

// take reads one text of the preamble.
func (p *preamble) take(text string) {
	if u, ok := unitStated(fold(text)); ok && !p.unit.known() {
		p.unit = u
	}
	text = titleOf(text)
	p.about += text + "\n"
	if runes(text) > runes(p.title) && !strings.ContainsAny(text, "：:。") && runes(text) < 60 {
		p.title = text
	}
}

// titleOf takes off a title what only stands beside it: 附件1： in front, （单位：万元）
// behind.
func titleOf(text string) string {
	if head, rest, ok := strings.Cut(strings.Replace(text, ":", "：", 1), "："); ok && runes(head) <= 5 && (strings.HasPrefix(head, "附") || strings.HasPrefix(head, "表")) {
		text = rest
	}
	for _, mark := range [...]string{"（单位", "(单位", "（金额单位", "(金额单位", "单位：", "单位:"} {
		if i := strings.Index(text, mark); i > 0 {
			text = text[:i]
		}
	}
	return clean(text)
}

// dateMarks stand in front of the day a ledger was filled in or runs to.
var dateMarks = []string{"填报日期", "填报时间", "填表日期", "填表时间", "报送时间", "报送日期", "统计时间", "更新时间", "制表日期", "制表时间", "数据截至", "数据截止", "截至", "截止", "日期", "时间"}

// afterDateMark gives what follows such a mark, "" where there is none.
func afterDateMark(text string) string {
	for _, mark := range dateMarks {
		if _, after, ok := strings.Cut(text, mark); ok {
			return strings.TrimLeft(after, "：:至到为 　")
		}
	}
	return ""
}

// readAsOf finds the day or month the figures run to.
func (p *preamble) readAsOf(rows []xlsx.Row) {
	d := dateReader{year: p.year, typed: true}
	for _, row := range rows {
		for _, c := range filled(row) {
			after := afterDateMark(c.Text)
			if after == "" || c.Kind != xlsx.Text {
				continue
			}
			after = strings.TrimRight(after, "）)")
			if r := d.text(after); !r.when.IsZero() && p.asOf.IsZero() {
				p.asOf = r.when
			}
		}
	}
}

// onlyYear finds the one year a text names. Two (2024—2026年) are no year of the
// ledger's own.
func onlyYear(text string) (int, bool) {
	s, found := withDigits(fold(text)), 0
	for i := 0; i < len(s); {
		n := 0
		for i+n < len(s) && isDigit(s[i+n]) {
			n++
		}
		if n == 0 {
			i++
			continue
		}
		year, err := strconv.Atoi(s[i:min(i+n, i+4)])
		looks := n == 4 || n == 8 && strings.HasPrefix(s[i:], "20")
		if err == nil && looks && year >= 2000 && year <= 2049 && !countsThings(s[i+n:]) {
			if found != 0 && found != year {
				return 0, false
			}
			found = year
		}
		i += n
	}
	return found, found != 0
}

// withDigits writes 二〇二五年 as 2025年.
func withDigits(s string) string {
	for i := range s {
		digits, n := numeralDigits(s[i:])
		if len(digits) == 4 && strings.HasPrefix(s[i+n:], "年") {
			return s[:i] + digits + s[i+n:]
		}
	}
	return s
}

// countsThings tells 2000万元 and 3000项 from a year.
func countsThings(rest string) bool {
	return lengthOf(rest, "万", "亿", "元", "项", "个", "亩", "家", "吨", "件", ".0", "号") > 0
}
