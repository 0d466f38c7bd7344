// Sharing a whole number out so that the parts always add up to it.

package target

import (
	"cmp"
	"math/bits"
	"slices"
)

// Share gives units their parts of a whole by weight, by the rule of largest
// remainders (最大余数法): everybody first gets the whole pieces of the exact share,
// and the pieces left go one each to those with the largest fractions, the earlier
// of equals first. The parts add up to the whole. Where all weights are nought they
// are taken as equal. The whole and the weights are not negative.
func Share(whole Value, weights []int64) []Value {
	parts, rests := make([]Value, len(weights)), make([]uint64, len(weights))
	weights, sum := weighed(weights)
	left := whole
	for i, w := range weights {
		parts[i], rests[i] = exactly(whole, w, sum)
		left -= parts[i]
	}
	order := make([]int, len(weights))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(rests[b], rests[a]) })
	for i := 0; left > 0 && i < len(order); i++ {
		parts[order[i]]++
		left--
	}
	return parts
}

// Run gives periods their parts of a whole by weight, so that at the end of each
// the sum so far is as near to the exact share so far as whole pieces allow
// (累计四舍五入): 10 over twelve months is not 1 for ten months and nought for two.
// What is due by a day is such a sum, which is why periods are not shared by
// remainders. Halves go down: nothing falls due before its time.
func Run(whole Value, weights []int64) []Value {
	parts := make([]Value, len(weights))
	weights, sum := weighed(weights)
	var before Value
	var so int64
	for i, w := range weights {
		so += w
		upTo, rest := exactly(whole, so, sum)
		if rest > uint64(sum)/2 {
			upTo++
		}
		parts[i], before = upTo-before, upTo
	}
	return parts
}

// weighed are the weights and their sum; all nought are all one.
func weighed(weights []int64) ([]int64, int64) {
	var sum int64
	for _, w := range weights {
		sum += w
	}
	if sum > 0 || len(weights) == 0 {
		return weights, sum
	}
	equal := make([]int64, len(weights))
	for i := range equal {
		equal[i] = 1
	}
	return equal, int64(len(weights))
}

// exactly is whole × part ÷ of, down to a piece, with the remainder.
func exactly(whole Value, part, of int64) (Value, uint64) {
	if whole <= 0 || part <= 0 || of <= 0 {
		return 0, 0
	}
	hi, lo := bits.Mul64(uint64(whole), uint64(part))
	q, r := bits.Div64(hi, lo, uint64(of)) // part ≤ of, so q ≤ whole and hi < of
	return Value(q), r
}
