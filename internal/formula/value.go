// Values: numbers, texts, yes and no, dates, and what is missing.

package formula

import (
	"math/big"

	"guatu/internal/workday"
)

// A Type is what a name or a formula stands for.
type Type string

// The types. Unknown is the type of 空 alone: it goes with every other.
const (
	Number  Type = "number"
	Text    Type = "text"
	Bool    Type = "bool"
	Date    Type = "date"
	Records Type = "records"
	Unknown Type = "unknown"
)

// A Cause says why a value is missing.
type Cause uint8

// The causes. What was not reported is the office's to answer for, the others the
// formula's.
const (
	NotReported Cause = iota // nobody reported it
	NoDivisor                // divided by zero
	Nothing                  // the mean, the largest or the last of nothing
	TooLarge                 // beyond the bounds of a number or of the records looked at
)

type kind uint8

const (
	missing kind = iota
	number
	text
	boolean
	date
)

// A Value is one value; the zero Value is missing because it was not reported.
type Value struct {
	num  // number; n also holds 0 or 1 for a yes or no, the day of a date, the cause of a missing
	text string
	kind kind
}

// Missing is no value, and why.
func Missing(why Cause) Value { return Value{num: num{n: int64(why)}} }

// Int is a whole number.
func Int(n int) Value { return Value{kind: number, num: whole(int64(n))} }

// Fixed is n/10^decimals, decimals from 0 to 12.
func Fixed(n int64, decimals int) Value {
	return ofNum(ratio(n, tens[min(max(decimals, 0), maxDecimals)]))
}

// ParseNumber reads a plain decimal number, at most 40 digits; missing where it is
// none.
func ParseNumber(s string) (Value, bool) {
	n, ok := parseNum(s)
	if !ok {
		return Missing(NotReported), false
	}
	return ofNum(n), true
}

// ParseAmount reads a number as formulas write it: 30%, 3万, -1.5亿元.
func ParseAmount(s string) (Value, bool) {
	if n, ok := ParseNumber(s); ok {
		return n, true
	}
	root, err := parse(s)
	if err != nil {
		return Value{}, false
	}
	amount := true
	root.walk(func(n *node) {
		amount = amount && (n.kind == literal && n.val.kind == number || n.kind == operation && len(n.kids) == 1)
	})
	if (&checker{scope: &Scope{}}).check(root) != Number || !amount {
		return Value{}, false
	}
	v := compile(root).Eval(&Frame{})
	return v, !v.IsMissing()
}

// Rat is a fraction, bounded as all numbers are.
func Rat(r *big.Rat) Value { return ofNum(fromRat(new(big.Rat).Set(r))) }

// String is a text value.
func String(s string) Value { return Value{kind: text, text: s} }

// Yes is a yes or a no.
func Yes(b bool) Value {
	v := Value{kind: boolean}
	if b {
		v.n = 1
	}
	return v
}

// Day is a date; no date is missing.
func Day(d workday.Date) Value {
	if d.IsZero() {
		return Value{}
	}
	return Value{kind: date, num: num{n: int64(d)}}
}

// ofNum is a number, or missing where it went beyond the bounds.
func ofNum(n num) Value {
	if !n.valid() {
		return Missing(TooLarge)
	}
	return Value{kind: number, num: n}
}

// IsMissing tells that there is no value.
func (v Value) IsMissing() bool { return v.kind == missing }

// Cause is why there is none.
func (v Value) Cause() Cause { return Cause(v.n) }

// IsYes tells a yes; a no and what is missing are none.
func (v Value) IsYes() bool { return v.kind == boolean && v.n == 1 }

// Type is the type of the value, Unknown where it is missing.
func (v Value) Type() Type {
	return [...]Type{missing: Unknown, number: Number, text: Text, boolean: Bool, date: Date}[v.kind]
}

// Fixed is a number in steps of 10^-decimals (0 to 12), rounded half away from
// zero; not ok where it is none or does not fit.
func (v Value) Fixed(decimals int) (int64, bool) {
	if v.kind != number {
		return 0, false
	}
	n := v.scaled(decimals, true)
	return n.n, n.valid() && n.big == nil
}

// Rat is the number as a fraction of its own; nil where it is none.
func (v Value) Rat() *big.Rat {
	if v.kind != number {
		return nil
	}
	return new(big.Rat).Set(v.rat())
}

// Compare orders two values of one type: numbers, dates, and no before yes; texts
// by their bytes. Missing comes before all.
func (v Value) Compare(w Value) int {
	switch {
	case v.kind != w.kind:
		return int(v.kind) - int(w.kind)
	case v.kind == number:
		return v.cmp(w.num)
	case v.kind == text:
		return compareText(v.text, w.text)
	case v.kind == missing, v.n == w.n:
		return 0
	case v.n < w.n:
		return -1
	}
	return 1
}

func compareText(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Text is the value as people read it: numbers with at most the given decimals,
// 是 or 否, 空 for what is missing.
func (v Value) Text(decimals int) string {
	switch v.kind {
	case number:
		return v.num.text(decimals)
	case text:
		return v.text
	case boolean:
		if v.n == 1 {
			return "是"
		}
		return "否"
	case date:
		return workday.Date(v.n).String()
	}
	return "空"
}
