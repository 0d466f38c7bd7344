// Exact fractions: two int64 as long as they do, math/big beyond.

package formula

import (
	"math"
	"math/big"
	"math/bits"
)

// Bounds of a number, so that squaring a name of a name cannot fill the memory.
const (
	maxDenominator = 256 // bits; beyond it a fraction is rounded to keptDecimals
	maxNumerator   = 512 // bits; beyond it there is no number
	keptDecimals   = 60
)

// A num is n/d in lowest terms with d > 0, or big where 64 bits do not hold it.
// d = 0 without big is no number: beyond the bounds.
type num struct {
	n, d int64
	big  *big.Rat
}

var noNumber = num{}

func whole(n int64) num { return num{n: n, d: 1} }

// valid tells that there is a number.
func (a num) valid() bool { return a.d > 0 || a.big != nil }

// rat is the number as math/big has it, a copy or its own, not to be changed.
func (a num) rat() *big.Rat {
	if a.big != nil {
		return a.big
	}
	return big.NewRat(a.n, a.d)
}

// fromRat keeps r, small where it fits, bounded where it does not.
func fromRat(r *big.Rat) num {
	if r.Denom().BitLen() > maxDenominator {
		r = roundRat(r, keptDecimals, true)
	}
	if r.Num().BitLen() > maxNumerator {
		return noNumber
	}
	if r.Num().IsInt64() && r.Denom().IsInt64() && r.Num().Int64() != math.MinInt64 {
		return num{n: r.Num().Int64(), d: r.Denom().Int64()}
	}
	return num{big: r}
}

// gcd of two positive numbers, by halving (Stein): divisions are slow.
func gcd(a, b uint64) uint64 {
	if a == 0 || b == 0 {
		return a | b
	}
	shift := bits.TrailingZeros64(a | b)
	a >>= bits.TrailingZeros64(a)
	for b != 0 {
		b >>= bits.TrailingZeros64(b)
		if a > b {
			a, b = b, a
		}
		b -= a
	}
	return a << shift
}

// size is the magnitude of n, which is never the smallest int64.
func size(n int64) uint64 {
	if n < 0 {
		return uint64(-n)
	}
	return uint64(n)
}

// times multiplies, if the product fits.
func times(a, b int64) (int64, bool) {
	hi, lo := bits.Mul64(size(a), size(b))
	if hi != 0 || lo > math.MaxInt64 {
		return 0, false
	}
	if (a < 0) != (b < 0) {
		return -int64(lo), true
	}
	return int64(lo), true
}

// plus adds, if the sum fits.
func plus(a, b int64) (int64, bool) {
	s := a + b
	if (a > 0) == (b > 0) && (s > 0) != (a > 0) && a != 0 && b != 0 || s == math.MinInt64 {
		return 0, false
	}
	return s, true
}

// ratio is n/d in lowest terms, d > 0.
func ratio(n, d int64) num {
	if d == 1 {
		return num{n: n, d: 1}
	}
	g := int64(gcd(size(n), uint64(d)))
	return num{n: n / g, d: d / g}
}

func (a num) add(b num) num {
	if !a.valid() || !b.valid() {
		return noNumber
	}
	if a.big == nil && b.big == nil {
		if sum, ok := a.addSmall(b); ok {
			return sum
		}
	}
	return fromRat(new(big.Rat).Add(a.rat(), b.rat()))
}

func (a num) addSmall(b num) (num, bool) {
	if a.d == b.d {
		s, ok := plus(a.n, b.n)
		return ratio(s, a.d), ok
	}
	g := int64(gcd(uint64(a.d), uint64(b.d)))
	x, ok1 := times(a.n, b.d/g)
	y, ok2 := times(b.n, a.d/g)
	d, ok3 := times(a.d/g, b.d)
	s, ok4 := plus(x, y)
	if !ok1 || !ok2 || !ok3 || !ok4 {
		return noNumber, false
	}
	return ratio(s, d), true
}

func (a num) neg() num {
	if a.big != nil {
		return fromRat(new(big.Rat).Neg(a.big))
	}
	return num{n: -a.n, d: a.d}
}

func (a num) sub(b num) num { return a.add(b.neg()) }

func (a num) mul(b num) num {
	if !a.valid() || !b.valid() {
		return noNumber
	}
	if a.big == nil && b.big == nil {
		x, y := ratio(a.n, b.d), ratio(b.n, a.d) // crosswise first: smaller products
		n, ok1 := times(x.n, y.n)
		d, ok2 := times(x.d, y.d)
		if ok1 && ok2 {
			return num{n: n, d: d}
		}
	}
	return fromRat(new(big.Rat).Mul(a.rat(), b.rat()))
}

// quo divides; b is not zero.
func (a num) quo(b num) num {
	if !a.valid() || !b.valid() {
		return noNumber
	}
	if b.big != nil {
		return a.mul(fromRat(new(big.Rat).Inv(b.big)))
	}
	if b.n < 0 {
		return a.mul(num{n: -b.d, d: -b.n})
	}
	return a.mul(num{n: b.d, d: b.n})
}

// sign is -1, 0 or 1.
func (a num) sign() int {
	switch {
	case a.big != nil:
		return a.big.Sign()
	case a.n < 0:
		return -1
	case a.n > 0:
		return 1
	}
	return 0
}

// cmp compares without losing anything.
func (a num) cmp(b num) int {
	if a.big != nil || b.big != nil {
		return a.rat().Cmp(b.rat())
	}
	if sa, sb := a.sign(), b.sign(); sa != sb {
		return sa - sb
	}
	hi1, lo1 := bits.Mul64(size(a.n), uint64(b.d))
	hi2, lo2 := bits.Mul64(size(b.n), uint64(a.d))
	c := 0
	switch {
	case hi1 != hi2:
		c = 1
		if hi1 < hi2 {
			c = -1
		}
	case lo1 != lo2:
		c = 1
		if lo1 < lo2 {
			c = -1
		}
	}
	return c * a.sign()
}
