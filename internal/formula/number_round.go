// Rounding, and numbers from and to text.

package formula

import (
	"math/big"
	"math/bits"
	"strings"
)

// maxDecimals is the finest rounding a formula may ask for.
const maxDecimals = 12

var tens = func() (t [maxDecimals + 1]int64) {
	t[0] = 1
	for i := 1; i < len(t); i++ {
		t[i] = t[i-1] * 10
	}
	return t
}()

// scaled is the number times ten to the decimals as a whole number: rounded half
// away from zero, or cut off.
func (a num) scaled(decimals int, half bool) num {
	if a.big == nil && a.d > 0 {
		hi, lo := bits.Mul64(size(a.n), uint64(tens[decimals]))
		if hi < uint64(a.d) {
			q, r := bits.Div64(hi, lo, uint64(a.d))
			if half && r >= uint64(a.d)-r && r > 0 {
				q++
			}
			if q < 1<<63 && a.n < 0 {
				return whole(-int64(q))
			}
			if q < 1<<63 {
				return whole(int64(q))
			}
		}
	}
	if !a.valid() {
		return noNumber
	}
	r := roundRat(a.rat(), decimals, half)
	return fromRat(r.Mul(r, new(big.Rat).SetInt64(tens[decimals])))
}

// round keeps the decimals.
func (a num) round(decimals int, half bool) num {
	if a.big == nil && a.d == 1 {
		return a
	}
	return a.scaled(decimals, half).quo(whole(tens[decimals]))
}

// floor is the largest whole number that is not larger.
func (a num) floor() num {
	t := a.scaled(0, false)
	if t.valid() && t.cmp(a) > 0 {
		return t.add(whole(-1))
	}
	return t
}

// roundRat is a new fraction of the given decimals.
func roundRat(r *big.Rat, decimals int, half bool) *big.Rat {
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)
	n := new(big.Int).Mul(new(big.Int).Abs(r.Num()), scale)
	q, rest := n.QuoRem(n, r.Denom(), new(big.Int))
	if half && rest.Lsh(rest, 1).Cmp(r.Denom()) >= 0 {
		q.Add(q, big.NewInt(1))
	}
	if r.Sign() < 0 {
		q.Neg(q)
	}
	return new(big.Rat).SetFrac(q, scale)
}

// maxDigits bounds the digits of a written number.
const maxDigits = 40

// parseNum reads plain decimals: 12, 0.05, 1,234.5 is not one. An exponent as JSON
// has it (1e3) is read where its size is bounded.
func parseNum(s string) (num, bool) {
	body := strings.TrimPrefix(s, "-")
	mantissa, exponent, scientific := strings.Cut(strings.ToLower(body), "e")
	intPart, frac, point := strings.Cut(mantissa, ".")
	digits := intPart + frac
	if intPart == "" || point && frac == "" || len(digits) > maxDigits || strings.Trim(digits, "0123456789") != "" {
		return noNumber, false
	}
	if scientific && (len(strings.TrimLeft(exponent, "+-0")) > 2 || strings.Trim(strings.TrimLeft(exponent, "+-"), "0123456789") != "") {
		return noNumber, false
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return noNumber, false
	}
	n := fromRat(r)
	return n, n.valid()
}

// text writes the number with at most the given decimals, no zeros at the end.
func (a num) text(decimals int) string {
	if a.big == nil && a.d == 1 {
		return big.NewInt(a.n).String()
	}
	s := a.rat().FloatString(decimals)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if s == "-0" {
		return "0"
	}
	return s
}
