package sheet

// Units of account as headings, unit lines and cells write them.

import (
	"strings"

	"guatu/internal/money"
)

// A unit is a multiple of a currency: 万元 is 10,000 yuan, 亿美元 is 10^8 US
// dollars. The zero unit is none.
type unit struct {
	name     string     // "万元", "亿美元": as the ledger format prints it
	times    money.Yuan // the multiple
	currency string     // ISO 4217; "" is yuan
}

func (u unit) known() bool { return u.times > 0 }

// multiples, longest first so that 千万 is not read as 千.
var multiples = []struct {
	word  string
	times money.Yuan
}{
	{"万亿", 1e12}, {"千亿", 1e11}, {"百亿", 1e10}, {"十亿", 1e9}, {"亿", 1e8},
	{"千万", 1e7}, {"百万", 1e6}, {"十万", 1e5}, {"万", 1e4}, {"千", 1e3}, {"百", 100},
}

// currencies as offices write them, folded; longest first where one begins
// another. An empty code is yuan.
var currencies = []struct{ word, code, name string }{
	{"元人民币", "", "元"}, {"人民币元", "", "元"}, {"人民币", "", "元"}, {"rmb", "", "元"}, {"cny", "", "元"}, {"圆", "", "元"},
	{"美元", "USD", "美元"}, {"美金", "USD", "美元"}, {"usd", "USD", "美元"},
	{"欧元", "EUR", "欧元"}, {"eur", "EUR", "欧元"}, {"英镑", "GBP", "英镑"}, {"gbp", "GBP", "英镑"},
	{"港元", "HKD", "港元"}, {"港币", "HKD", "港元"}, {"hkd", "HKD", "港元"},
	{"日元", "JPY", "日元"}, {"日圆", "JPY", "日元"}, {"jpy", "JPY", "日元"}, {"韩元", "KRW", "韩元"}, {"韩币", "KRW", "韩元"},
	{"新台币", "TWD", "新台币"}, {"台币", "TWD", "新台币"}, {"澳门元", "MOP", "澳门元"}, {"澳元", "AUD", "澳元"},
	{"加元", "CAD", "加元"}, {"新加坡元", "SGD", "新加坡元"}, {"新元", "SGD", "新加坡元"}, {"新币", "SGD", "新加坡元"},
	{"瑞士法郎", "CHF", "瑞士法郎"}, {"瑞郎", "CHF", "瑞士法郎"}, {"卢布", "RUB", "卢布"}, {"泰铢", "THB", "泰铢"},
	{"林吉特", "MYR", "林吉特"}, {"元", "", "元"},
}

// leadingCurrencies stand in front of a figure.
var leadingCurrencies = []struct{ word, code, name string }{
	{"us$", "USD", "美元"}, {"usd", "USD", "美元"}, {"hk$", "HKD", "港元"}, {"nt$", "TWD", "新台币"}, {"$", "USD", "美元"},
	{"€", "EUR", "欧元"}, {"£", "GBP", "英镑"}, {"美元", "USD", "美元"}, {"美金", "USD", "美元"}, {"欧元", "EUR", "欧元"},
	{"港币", "HKD", "港元"}, {"人民币", "", "元"}, {"rmb", "", "元"}, {"cny", "", "元"}, {"¥", "", "元"},
}

// unitAt reads a unit at the beginning of folded text and gives its length in
// bytes. 万 alone is 万元: nobody counts yuan in bare ten thousands of anything else.
func unitAt(s string) (u unit, length int) {
	u.times = 1
	word := ""
	for _, m := range multiples {
		if strings.HasPrefix(s, m.word) {
			u.times, word, length = m.times, m.word, len(m.word)
			break
		}
	}
	for _, more := range [...]string{"多", "余"} { // 5亿多元
		if length > 0 && strings.HasPrefix(s[length:], more+"元") {
			length += len(more)
		}
	}
	for _, c := range currencies {
		if strings.HasPrefix(s[length:], c.word) {
			return unit{word + c.name, u.times, c.code}, length + len(c.word)
		}
	}
	if length == 0 {
		return unit{}, 0
	}
	return unit{word + "元", u.times, ""}, length
}

// unitNamed reads a whole text as a unit: 万元, 亿元人民币, 人民币万元, 万美元.
func unitNamed(folded string) (unit, bool) {
	if rest, ok := strings.CutPrefix(folded, "人民币"); ok && rest != "" {
		folded = rest
	}
	u, n := unitAt(folded)
	return u, n > 0 && n == len(folded)
}

// unitIn finds the unit that a heading or a unit line states: behind 单位:, in
// brackets, behind a slash, or at the end of the text. 单位:万元、亩 is 万元.
func unitIn(folded string) (unit, bool) {
	if u, ok := unitStated(folded); ok {
		return u, true
	}
	return trailingUnit(folded)
}

// unitStated finds a unit that stands apart: what a title or a unit line needs,
// whose text may well end in 完成投资100亿元.
func unitStated(folded string) (unit, bool) {
	for _, mark := range [...]string{"单位:", "单位为", "单位是", "单位(", "金额:", "unit:", "单位"} {
		_, after, ok := strings.Cut(folded, mark)
		if !ok {
			continue
		}
		if u, n := unitAt(strings.TrimPrefix(after, "人民币")); n > 0 {
			return u, true
		}
	}
	for _, part := range strings.FieldsFunc(folded, isUnitBreak) {
		if u, ok := unitNamed(part); ok {
			return u, true
		}
	}
	return unit{}, false
}

func isUnitBreak(r rune) bool { return strings.ContainsRune("()/,;:、|", r) }

// trailingUnit reads 总投资万元 and 总投资额亿元. The multiple must be there:
// 港元 and 元 end too many words.
func trailingUnit(folded string) (unit, bool) {
	for _, m := range [...]string{"千万元", "百万元", "亿美元", "万美元", "亿元", "万元", "千元"} {
		if strings.HasSuffix(folded, m) && len(folded) > len(m) {
			return unitNamed(m)
		}
	}
	return unit{}, false
}

// formatUnit reads the unit that a number format writes behind the figure:
// 0.00"亿元". Formats that also scale the figure are left alone, for then the
// stored number is in another unit than the one shown.
func formatUnit(code string) (unit, bool) {
	if code == "" || !strings.ContainsAny(code, "亿万元") || strings.Contains(code, "!.") || strings.Contains(code, ",\"") {
		return unit{}, false
	}
	first, _, _ := strings.Cut(code, ";")
	_, lit, _ := strings.Cut(first, "\"")
	lit, _, _ = strings.Cut(lit, "\"")
	return unitNamed(fold(lit))
}
