// Percentages as fixed point, so that 62.14 − 50 is 12.14 and nothing else.

package money

import "math/bits"

// Points is a share or a difference of shares in hundredths of a percentage
// point (百分点): 1214 is 12.14 points, 10000 is one hundred per cent.
type Points int64

// Whole is one hundred per cent.
const Whole Points = 100_00

// maxPoints is where Ratio stops counting: ten million per cent is no rate.
const maxPoints Points = 1_000_000_000

// Ratio is how much of plan is done (完成率), rounded half away from zero to a
// hundredth of a point. Without a plan (plan ≤ 0) there is no ratio. A figure
// beyond ±ten million per cent is cut down to it.
func Ratio(done, plan Yuan) (Points, bool) {
	if plan <= 0 {
		return 0, false
	}
	hi, lo := bits.Mul64(magnitude(done), uint64(Whole))
	limit := maxPoints
	if hi < uint64(plan) {
		q, r := bits.Div64(hi, lo, uint64(plan))
		if r >= uint64(plan)-r {
			q++
		}
		limit = Points(min(q, uint64(maxPoints)))
	}
	if done < 0 {
		return -limit, true
	}
	return limit, true
}

// Share is n of total in points, as Ratio, for counts (开工率, 签约率).
func Share(n, total int) (Points, bool) { return Ratio(Yuan(n), Yuan(total)) }

// String writes the points with two decimals: "12.14", "-3.00".
func (p Points) String() string { return fixed(magnitude(Yuan(p)), p < 0, 2) }

// Text writes the points with the given decimals (0 to 2), rounded half away
// from zero: reports that say 12.1 mean 12.14.
func (p Points) Text(decimals int) string {
	decimals = min(max(decimals, 0), 2)
	step := [...]uint64{100, 10, 1}[decimals]
	return fixed(rounded(magnitude(Yuan(p)), step), p < 0, decimals)
}
