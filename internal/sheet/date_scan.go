package sheet

// Finding the dates in a text, with what belongs to each: 年底, 上旬, 前.

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"guatu/internal/workday"
)

// A dateToken is one date found in a text.
type dateToken struct{ reading dateReading }

// A dateScan walks folded text once.
type dateScan struct {
	dateReader
	rest  string
	found []dateToken
	left  strings.Builder // text that is no date and no harmless word
	year  int             // the year last read, for 2024年5月-8月
	prior rune            // what stood before
}

// harmless words around a date change nothing about it.
var harmless = []string{"预计", "计划", "力争", "确保", "争取", "拟", "于", "约", "在", "之", "底前", "以前", "前", "(", ")", ",", ";", "、", ".", "-", "~", "至", "到", "和", "及"}

// scan finds all dates of a text and gives the other words that stood there.
func (d dateReader) scan(s string) (found []dateToken, left string) {
	p := dateScan{dateReader: d, rest: s}
	for p.rest != "" {
		p.step()
	}
	return p.found, p.left.String()
}

// elsewhere are words that move a date to where we cannot follow: 次年5月 counts
// from a date of somebody else, and seasons and feasts begin when they like.
var elsewhere = []string{"次年", "翌年", "明年", "来年", "后年", "去年", "上年", "前年", "同年", "次月", "下月", "上月", "春", "夏", "秋", "冬", "节", "国庆", "中秋", "元旦", "五一", "端午", "清明", "重阳", "个月", "周年"}

// misleads tells that the words around a date, or figures among them, change it.
func misleads(left string) bool {
	if strings.ContainsAny(left, "0123456789") {
		return true
	}
	for _, w := range elsewhere {
		if strings.Contains(left, w) {
			return true
		}
	}
	return false
}

func (p *dateScan) step() {
	if r, n := p.token(); n > 0 {
		p.found = append(p.found, dateToken{r})
		p.prior, _ = utf8.DecodeLastRuneInString(p.rest[:n])
		p.rest = p.rest[n:]
		return
	}
	for _, w := range harmless {
		if rest, ok := strings.CutPrefix(p.rest, w); ok {
			p.rest, p.prior = rest, 0
			return
		}
	}
	p.prior = firstRune(p.rest)
	p.rest = p.rest[width(p.rest):]
	p.left.WriteRune(p.prior)
}

// token reads the date that stands here and gives its length.
func (p *dateScan) token() (dateReading, int) {
	if isDigit(byte(min(p.prior, 127))) {
		return dateReading{}, 0 // the tail of a longer number
	}
	if r, n := p.dotted(); n > 0 {
		return p.bounded(r, n)
	}
	year, n := p.yearAt(p.rest)
	if n == 0 {
		year, n = p.ownYear()
	}
	if r, m := p.within(year, p.rest[n:]); m > 0 {
		if n == 0 || year == 0 {
			r = p.inferred(r)
		}
		p.dateScanYear(year, n)
		return p.bounded(r, n+m)
	}
	if n > 0 && year > 0 { // the year alone: 2024年, 2024年初
		p.dateScanYear(year, n)
		m := lengthOf(p.rest[n:], "年初", "年中", "初", "年度", "度", "内", "间")
		return p.bounded(imprecise(workday.InYear(year)), n+m)
	}
	if n > 0 && p.rest[n:] == "" { // 今年
		return p.inferred(orUnread(p.dateReader.year, imprecise(workday.InYear(max(p.dateReader.year, 1))))), n
	}
	return dateReading{}, 0
}

// dateScanYear remembers a year for dates that follow without one.
func (p *dateScan) dateScanYear(year, n int) {
	if n > 0 && year > 0 {
		p.year = year
	}
}

// inferred puts the ledger's own year on a date that has none; the year of an
// earlier date in the same cell is stated there, so it needs no flag.
func (p *dateScan) inferred(r dateReading) dateReading {
	if r.when.IsZero() {
		return unread()
	}
	if p.year == 0 {
		r.codes = append(codes{}, r.codes...)
		r.codes.add(codeYearInferred)
	}
	return r
}

// ownYear reads 今年 and 本年 as the ledger's own year.
func (p *dateScan) ownYear() (year, n int) {
	for _, w := range [...]string{"今年", "本年度", "本年", "当年"} {
		if strings.HasPrefix(p.rest, w) {
			return 0, len(w)
		}
	}
	return 0, 0
}

// yearAt reads a year with what ends it: 2024年, 24年, 二〇二四年, 2024q1, 2024-.
func (p *dateScan) yearAt(s string) (year, n int) {
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	if n == 0 {
		digits, m := numeralDigits(s)
		if len(digits) != 4 || !strings.HasPrefix(s[m:], "年") {
			return 0, 0
		}
		year, err := strconv.Atoi(digits)
		return inYears(year, m+len("年"), err)
	}
	year, err := strconv.Atoi(s[:n])
	rest := s[n:]
	switch {
	case n == 2 && strings.HasPrefix(rest, "年"):
		return inYears(2000+year, n+len("年"), err)
	case n != 4:
		return 0, 0
	case strings.HasPrefix(rest, "年"):
		n += len("年")
	case lengthOf(rest, "-q", "-h", "/q", ".q") > 0:
		n++
	}
	return inYears(year, n, err)
}

func inYears(year, n int, err error) (int, int) {
	if err != nil || year < firstYear || year > lastYear {
		return 0, 0
	}
	return year, n
}

// within reads what may follow a year, or stand alone: a month with or without a
// day, a quarter, a half, 年底. year 0 is the ledger's own, or the one just read.
func (p *dateScan) within(year int, s string) (dateReading, int) {
	if year == 0 {
		year = p.year
	}
	if year == 0 {
		year = p.dateReader.year
	}
	if m, n := monthAt(s); n > 0 {
		return p.inMonth(year, m, s[n:], n)
	}
	if q, n := quarterAt(s); n > 0 {
		n += lengthOf(s[n:], "末", "底", "初", "内")
		return orUnread(year, imprecise(workday.InQuarter(max(year, 1), q))), n
	}
	if h, n := halfAt(s); n > 0 {
		n += lengthOf(s[n:], "末", "底", "内")
		return orUnread(year, imprecise(workday.InHalf(max(year, 1), h))), n
	}
	if n := lengthOf(s, "年内", "年初", "年中"); n > 0 {
		return orUnread(year, imprecise(workday.InYear(max(year, 1)))), n
	}
	if n := lengthOf(s, "年底前", "年底", "年末前", "年末", "年终", "底前", "底", "末前", "末"); n > 0 && p.endOfYear(s) {
		return orUnread(year, imprecise(workday.InMonth(max(year, 1), time.December))), n
	}
	return dateReading{}, 0
}

// endOfYear tells 年底 from 月底 that lost its month.
func (p *dateScan) endOfYear(s string) bool {
	return strings.HasPrefix(s, "年") || len(s) < len(p.rest)
}

// orUnread keeps a date only where its year is known.
func orUnread(year int, r dateReading) dateReading {
	if year == 0 {
		return unread()
	}
	return r
}

// inMonth reads the day or the part of a month behind it.
func (p *dateScan) inMonth(year, month int, s string, n int) (dateReading, int) {
	if m := lengthOf(s, "上旬", "中旬", "下旬", "月底前", "底前", "初", "底", "末", "中", "份"); m > 0 {
		return orUnread(year, monthOf(max(year, 1), month)), n + m
	}
	day, m := wholeAt(s)
	if m == 0 || day > 31 {
		return orUnread(year, monthOf(max(year, 1), month)), n
	}
	if k := lengthOf(s[m:], "日", "号"); k > 0 || s[m:] == "" {
		return orUnread(year, dayOf(max(year, 1), month, day)), n + m + k
	}
	return orUnread(year, monthOf(max(year, 1), month)), n
}

// bounded gives up a date that only bounds the real one: 2024年前, 5月前, 年后.
// 年底前 and 6月30日前 name their last day and stay.
func (p *dateScan) bounded(r dateReading, n int) (dateReading, int) {
	m := lengthOf(p.rest[n:], "以前", "之前", "前", "以后", "之后", "后")
	if m == 0 {
		return r, n
	}
	if strings.HasSuffix(p.rest[n:n+m], "前") && (r.when.Precision == workday.ToDay || endsPeriod(p.rest[:n])) {
		return r, n + m
	}
	return unread(), n + m
}

func endsPeriod(s string) bool {
	return strings.HasSuffix(s, "底") || strings.HasSuffix(s, "末") || strings.HasSuffix(s, "旬")
}

// lengthOf gives the length of the first of the words that s begins with.
func lengthOf(s string, words ...string) int {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return len(w)
		}
	}
	return 0
}
