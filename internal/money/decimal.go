// Plain decimal text times a unit, to whole yuan, without floats.

package money

import (
	"strings"

	"guatu/internal/fault"
)

// maxDigits bounds the digits read of one figure: beyond it nothing is meant.
const maxDigits = 30

// ParseDecimal reads a plain figure such as "1,500,000", "26.2" or "-0.5" and
// multiplies it by the unit (Yi, Wan, or 1 for 元; always positive). Where the product is not a
// whole yuan it is rounded, half away from zero, and exact is false. Commas must
// group by three (or by four, as 1,0000 for 万); spaces around are ignored.
//
// Faults: money.not_a_figure for any other text, money.too_large beyond ±Max.
func ParseDecimal(s string, unit Yuan) (amount Yuan, exact bool, err error) {
	text := strings.TrimSpace(s)
	body, negative := strings.CutPrefix(text, "-")
	if !negative {
		body = strings.TrimPrefix(body, "+")
	}
	whole, frac, point := strings.Cut(body, ".")
	digits, ok := ungroup(whole)
	if !ok || unit <= 0 || point && frac == "" || !allDigits(frac) || len(digits)+len(frac) > maxDigits {
		return 0, false, fault.New(fault.Invalid, "money.not_a_figure", "text", s)
	}
	amount, exact, ok = scale(digits, frac, unit)
	if !ok || unit > Max {
		return 0, false, fault.New(fault.Invalid, "money.too_large", "text", s, "max", int64(Max))
	}
	if negative {
		amount = -amount
	}
	return amount, exact, nil
}

// ungroup takes the commas out of a whole number; they must stand where
// thousands or ten-thousands end, else "1,5" would silently become fifteen.
func ungroup(s string) (string, bool) {
	groups := strings.Split(s, ",")
	if len(groups) == 1 {
		return s, s != "" && allDigits(s)
	}
	width := len(groups[1])
	if width != 3 && width != 4 || groups[0] == "" || len(groups[0]) > width {
		return "", false
	}
	for _, g := range groups[1:] {
		if len(g) != width {
			return "", false
		}
	}
	joined := strings.Join(groups, "")
	return joined, allDigits(joined)
}

func allDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// scale multiplies the digits by the unit. The fraction is worked off from its
// last digit: each step keeps the remainder of a tenth, so nothing is lost.
func scale(whole, frac string, unit Yuan) (amount Yuan, exact, ok bool) {
	for _, c := range whole {
		amount = amount*10 + Yuan(c-'0')
		if amount > Max/max(unit, 1) {
			return 0, false, false
		}
	}
	amount *= unit
	part, rest, lower := tenths(frac, unit)
	amount += part
	if rest >= 5 {
		amount++
	}
	return amount, rest == 0 && !lower, amount <= Max
}

// tenths gives unit × 0.frac as whole yuan, its first decimal, and whether
// anything is left below that.
func tenths(frac string, unit Yuan) (whole, rest Yuan, lower bool) {
	// Invariant: unit×0.(digits seen) = whole + rest/10 + something below a tenth.
	for i := len(frac) - 1; i >= 0; i-- {
		sum := unit*Yuan(frac[i]-'0') + whole
		lower = lower || rest != 0
		whole, rest = sum/10, sum%10
	}
	return whole, rest, lower
}
