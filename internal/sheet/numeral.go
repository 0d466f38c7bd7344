package sheet

// Chinese numerals: 三, 十二, 二十, 一百二十, 十二点五, 二〇二四.

import (
	"strconv"
	"strings"
)

var numerals = map[rune]int{
	'〇': 0, '零': 0, '○': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9,
	'壹': 1, '贰': 2, '叁': 3, '肆': 4, '伍': 5, '陆': 6, '柒': 7, '捌': 8, '玖': 9,
}

var numeralTens = map[rune]int{'十': 10, '拾': 10, '百': 100, '佰': 100, '千': 1000, '仟': 1000}

// numeralAt reads numerals that 亿 or 万 follows, as decimal text: 三亿, 十二点五亿,
// 百亿. Without such a unit they are no amount: 一期, 三诺.
func numeralAt(s string) (digits string, n int) {
	whole, n := numeralValue(s)
	if n == 0 {
		return "", 0
	}
	digits = strconv.Itoa(whole)
	if rest, ok := strings.CutPrefix(s[n:], "点"); ok {
		frac, m := numeralDigits(rest)
		if m == 0 {
			return "", 0
		}
		digits, n = digits+"."+frac, n+len("点")+m
	}
	if r := firstRune(s[n:]); r != '亿' && r != '万' {
		return "", 0
	}
	return digits, n
}

// numeralValue reads a whole number below ten thousand and its length in bytes:
// 二十三, 一百零五, 两千. A run of bare digits (二〇二四) is read digit by digit.
func numeralValue(s string) (value, n int) {
	if text, m := numeralDigits(s); m > len("一") && m < len("一")*9 {
		if _, tens := numeralTens[firstRune(s[m:])]; !tens {
			value, err := strconv.Atoi(text)
			if err == nil {
				return value, m
			}
		}
	}
	part, seen := 0, false
	for _, r := range s {
		d, isDigit := numerals[r]
		times, isTens := numeralTens[r]
		switch {
		case isDigit:
			part, seen = d, true
		case isTens && !seen:
			value += times
		case isTens:
			value, part, seen = value+part*times, 0, false
		default:
			return value + part, n
		}
		n += len(string(r))
		if value > 99999 {
			return 0, 0
		}
	}
	return value + part, n
}

// numeralDigits reads numerals as a row of digits.
func numeralDigits(s string) (digits string, n int) {
	var b strings.Builder
	for _, r := range s {
		d, ok := numerals[r]
		if !ok {
			break
		}
		b.WriteByte(byte('0' + d))
		n += len(string(r))
	}
	return b.String(), n
}
