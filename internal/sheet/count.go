package sheet

// Counts that sections and totals state: （15个）, 共10项, 十个项目.

import (
	"strconv"
	"strings"
)

// counters are the measure words of projects.
var counters = []string{"个", "项", "家", "户", "件", "只", "宗"}

// readCount finds the count that text states and the text without it:
// "（一）徐州（15个）" is 15 and "（一）徐州". ok is false where none stands.
func readCount(text string) (rest string, n int, ok bool) {
	if open, length := lastBracket(text); open > 0 {
		inside := fold(text[open : open+length])
		if n, ok := countIn(strings.Trim(inside, "()")); ok {
			return clean(text[:open] + text[open+length:]), n, true
		}
	}
	for i, r := range text { // 一、经开区：3个项目，总投资35亿元
		if i > 0 && strings.ContainsRune("：:，,", r) {
			rest := fold(text[i+len(string(r)):])
			if n, ok := countIn(rest); ok && isDigit(strings.TrimPrefix(rest, "共")[0]) {
				return clean(text[:i]), n, true
			}
		}
	}
	return trailingCount(text)
}

// lastBracket finds the last bracket group of a text, with its brackets.
func lastBracket(text string) (open, length int) {
	open = max(strings.LastIndex(text, "（"), strings.LastIndex(text, "("))
	if open < 0 {
		return -1, 0
	}
	shut := strings.IndexAny(text[open:], "）)")
	if shut < 0 {
		return -1, 0
	}
	return open, shut + len(string(firstRune(text[open+shut:])))
}

// countIn reads 15个, 共10个项目, 3 and 12个,总投资50亿元 inside a bracket; a bare
// numeral is an ordinal, （二）.
func countIn(folded string) (int, bool) {
	s := strings.TrimPrefix(strings.TrimPrefix(folded, "共计"), "共")
	s = strings.TrimPrefix(s, "计")
	n, length := wholeAt(s)
	if length == 0 {
		return 0, false
	}
	return n, s[length:] == "" && isDigit(s[0]) || counterAt(s[length:]) > 0
}

func counterAt(s string) int {
	for _, w := range counters {
		if strings.HasPrefix(s, w) {
			return len(w)
		}
	}
	return 0
}

// wholeAt reads a whole number in digits or numerals.
func wholeAt(s string) (n, length int) {
	for length < len(s) && isDigit(s[length]) {
		length++
	}
	if length == 0 {
		return numeralValue(s)
	}
	n, err := strconv.Atoi(s[:length])
	if err != nil {
		return 0, 0
	}
	return n, length
}

// trailingCount reads 续建项目10个 and 续建项目：共10个; numerals are left alone, for
// 二、三个 is no count.
func trailingCount(text string) (rest string, n int, ok bool) {
	s := text
	for _, w := range [...]string{"项目", "，", ","} {
		s = strings.TrimSuffix(s, w)
	}
	for _, w := range counters {
		body, found := strings.CutSuffix(s, w)
		digits := trailingFigure(fold(body))
		if !found || digits == "" || strings.Contains(digits, ".") || !strings.HasSuffix(body, digits) {
			continue
		}
		n, err := strconv.Atoi(digits)
		if err != nil {
			continue
		}
		rest := strings.TrimSuffix(body, digits)
		rest = strings.TrimRightFunc(strings.TrimSuffix(rest, "共"), opensCredit)
		return rest, n, rest != ""
	}
	return text, 0, false
}
