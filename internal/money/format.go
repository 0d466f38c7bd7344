// Amounts as offices write them: 1.06 (亿元), 3,280 (万元), 10,600,000 (元).

package money

import (
	"strconv"
	"strings"
)

// Yi writes the amount in 亿元 with the given decimals (0 to 8), rounded half
// away from zero, thousands separated: "1.06". Zero has no sign.
func (y Yuan) Yi(decimals int) string { return y.in(Yi, 8, decimals) }

// Wan writes the amount in 万元 with the given decimals (0 to 4): "10,600".
func (y Yuan) Wan(decimals int) string { return y.in(Wan, 4, decimals) }

// Plain writes the amount in whole yuan, thousands separated: "10,600,000".
func (y Yuan) Plain() string { return y.in(1, 0, 0) }

// Exact writes the amount without rounding, in the greatest unit in which it
// has at most two decimals, and with that unit: "1.06亿元", "3,280万元",
// "12,345元". It is for people; ParseDecimal reads the figure back.
func (y Yuan) Exact() string {
	switch {
	case y != 0 && y%(Yi/100) == 0 && (y >= Yi || y <= -Yi):
		return trim(y.Yi(2)) + "亿元"
	case y != 0 && y%(Wan/100) == 0 && (y >= Wan || y <= -Wan):
		return trim(y.Wan(2)) + "万元"
	}
	return y.Plain() + "元"
}

// in writes y in a unit of 10^zeros yuan.
func (y Yuan) in(unit Yuan, zeros, decimals int) string {
	decimals = min(max(decimals, 0), zeros)
	step := unit
	for range decimals {
		step /= 10
	}
	return fixed(rounded(magnitude(y), uint64(step)), y < 0, decimals)
}

// magnitude is |y|, right also for the smallest of all.
func magnitude(y Yuan) uint64 {
	if y < 0 {
		return -uint64(y)
	}
	return uint64(y)
}

// rounded is n/step, half up.
func rounded(n, step uint64) uint64 {
	q, r := n/step, n%step
	if r >= step-r {
		q++
	}
	return q
}

// fixed writes n with its last digits behind the point and thousands separated.
func fixed(n uint64, negative bool, decimals int) string {
	digits := strconv.FormatUint(n, 10)
	if len(digits) <= decimals {
		digits = strings.Repeat("0", decimals+1-len(digits)) + digits
	}
	cut := len(digits) - decimals
	var b strings.Builder
	if negative && n != 0 {
		b.WriteByte('-')
	}
	for i, c := range digits[:cut] {
		if i > 0 && (cut-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	if decimals > 0 {
		b.WriteString("." + digits[cut:])
	}
	return b.String()
}

// trim takes off zeros behind the point.
func trim(s string) string {
	if !strings.Contains(s, ".") {
		return s
	}
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}
