package xlsx

// Number formats: whether a number is a date, a percentage or a duration stands
// nowhere but in the format of its cell.

import "strings"

// A NumberFormat is how a cell shows its number. The zero NumberFormat is
// General. IsDate and Elapsed exclude each other: [h]:mm is a duration, not a
// moment.
type NumberFormat struct {
	Code      string // as Excel writes it, "yyyy/m/d"; "" is General
	IsDate    bool   // the number is a serial date or time of day; see DateOf
	IsPercent bool   // the number 0.62 is shown as 62 %
	Elapsed   bool   // the number is days, shown as hours, minutes or seconds
}

// ParseFormat reads a format code (ECMA-376 part 1, 18.8.31). Any code is a
// format; what it does not understand it takes for literal text.
func ParseFormat(code string) NumberFormat {
	f := NumberFormat{Code: code}
	if isGeneral(code) {
		f.Code = ""
		return f
	}
	for i := 0; i < len(code); {
		i += f.take(code[i:])
	}
	if f.Elapsed {
		f.IsDate = false
	}
	return f
}

func isGeneral(code string) bool {
	return code == "" || strings.EqualFold(code, "General") || code == "@" || code == "G/通用格式"
}

// take looks at the element a code begins with and gives its length.
func (f *NumberFormat) take(code string) int {
	switch c := code[0]; c {
	case '"':
		return 2 + until(code[1:], '"')
	case '\\', '_', '*': // the next character stands for itself, as space or filling
		return 1 + firstRune(code[1:])
	case '[':
		n := until(code[1:], ']')
		f.Elapsed = f.Elapsed || isElapsed(code[1:1+n])
		return 2 + n
	case '%':
		f.IsPercent = true
	case 'y', 'Y', 'm', 'M', 'd', 'D', 'h', 'H', 's', 'S', 'b', 'B':
		f.IsDate = true
	case 'e', 'E': // 1.0E+00 is a number, e年 is the year of an era
		f.IsDate = f.IsDate || len(code) < 2 || code[1] != '+' && code[1] != '-'
	case 'a', 'A': // aaa is the day of the week, AM/PM the half of the day
		f.IsDate = f.IsDate || len(code) > 2 && strings.EqualFold(code[:3], "aaa")
	case 'g', 'G':
		if len(code) >= 7 && strings.EqualFold(code[:7], "General") {
			return 7
		}
		f.IsDate = f.IsDate || c == 'g'
	}
	return 1
}

// isElapsed tells [h], [mm], [ss] from colours, conditions and locales.
func isElapsed(in string) bool {
	lower := strings.ToLower(in)
	return lower != "" && (strings.Trim(lower, "h") == "" || strings.Trim(lower, "m") == "" || strings.Trim(lower, "s") == "")
}

// until gives the length of text before c, all of it if there is no c.
func until(text string, c byte) int {
	if i := strings.IndexByte(text, c); i >= 0 {
		return i
	}
	return len(text)
}

// firstRune gives the length of the first character.
func firstRune(text string) int {
	for i := range text {
		if i > 0 {
			return i
		}
	}
	return len(text)
}

// builtin gives the code of a format id that a workbook need not define (part
// 1, 18.8.30; 27 to 36 and 50 to 58 as Excel shows them under zh-CN, where
// Japanese and Korean ones are dates as well; 71 to 81 are the Thai dates).
var builtin = map[int]string{
	1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
	5: `"¥"#,##0;\-"¥"#,##0`, 6: `"¥"#,##0;[Red]\-"¥"#,##0`,
	7: `"¥"#,##0.00;\-"¥"#,##0.00`, 8: `"¥"#,##0.00;[Red]\-"¥"#,##0.00`,
	9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
	14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
	18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
	27: `yyyy"年"m"月"`, 28: `m"月"d"日"`, 29: `m"月"d"日"`, 30: "m-d-yy",
	31: `yyyy"年"m"月"d"日"`, 32: `h"时"mm"分"`, 33: `h"时"mm"分"ss"秒"`,
	34: `上午/下午h"时"mm"分"`, 35: `上午/下午h"时"mm"分"ss"秒"`, 36: `yyyy"年"m"月"`,
	37: `#,##0 ;(#,##0)`, 38: `#,##0 ;[Red](#,##0)`, 39: `#,##0.00;(#,##0.00)`, 40: `#,##0.00;[Red](#,##0.00)`,
	41: `_ * #,##0_ ;_ * \-#,##0_ ;_ * "-"_ ;_ @_ `, 42: `_ "¥"* #,##0_ ;_ "¥"* \-#,##0_ ;_ "¥"* "-"_ ;_ @_ `,
	43: `_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * "-"??_ ;_ @_ `, 44: `_ "¥"* #,##0.00_ ;_ "¥"* \-#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ `,
	45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
	50: `yyyy"年"m"月"`, 51: `m"月"d"日"`, 52: `yyyy"年"m"月"`, 53: `m"月"d"日"`, 54: `m"月"d"日"`,
	55: `上午/下午h"时"mm"分"`, 56: `上午/下午h"时"mm"分"ss"秒"`, 57: `yyyy"年"m"月"`, 58: `m"月"d"日"`,
	71: "d/m/yyyy", 72: "d-mmm-yy", 73: "d-mmm", 74: "mmm-yy", 75: "h:mm", 76: "h:mm:ss",
	77: "d/m/yyyy h:mm", 78: "mm:ss", 79: "[h]:mm:ss", 80: "mm:ss.0", 81: "d/m/yyyy",
}
