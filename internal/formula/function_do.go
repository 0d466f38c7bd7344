// What the plain functions do. None of their arguments is missing, unless the
// function is open to that.

package formula

import (
	"strings"

	"guatu/internal/workday"
)

func abs(a []Value) Value {
	if a[0].sign() < 0 {
		return ofNum(a[0].neg())
	}
	return a[0]
}

func round(a []Value) Value    { return toDecimals(a, true) }
func truncate(a []Value) Value { return toDecimals(a, false) }

// toDecimals rounds a number to a whole number of decimals from 0 to 12.
func toDecimals(a []Value, half bool) Value {
	k := a[1].num
	if k.big != nil || k.d != 1 || k.n < 0 || k.n > maxDecimals {
		return Missing(TooLarge)
	}
	return ofNum(a[0].round(int(k.n), half))
}

// clamp keeps x between a floor and a ceiling; the ceiling wins.
func clamp(a []Value) Value { return smallest([]Value{largest(a[:2]), a[2]}) }

// per is how many steps a number has: "每1个百分点". A part of a step does not
// count, counts in proportion, or counts as a whole one, as the third argument
// says: whole, proportional or round_up, each of which may go on (whole_points).
func per(a []Value) Value {
	n := divide(a[0], a[1])
	if n.IsMissing() {
		return n
	}
	way := "whole"
	if len(a) == 3 {
		way = a[2].text
	}
	cut := n.scaled(0, false)
	switch {
	case strings.HasPrefix(way, "proportional"):
		return n
	case strings.HasPrefix(way, "whole"):
		return ofNum(cut)
	case !strings.HasPrefix(way, "round_up"):
		return Missing(Nothing)
	case cut.cmp(n.num) != 0:
		cut = cut.add(whole(int64(n.sign())))
	}
	return ofNum(cut)
}

// growth is (now − before) ÷ before.
func growth(a []Value) Value {
	if a[1].sign() == 0 {
		return Missing(NoDivisor)
	}
	return ofNum(a[0].sub(a[1].num).quo(a[1].num))
}

// choose gives the n-th of what follows n.
func choose(a []Value) Value {
	if a[0].IsMissing() {
		return a[0]
	}
	n := a[0].num
	if n.big != nil || n.d != 1 || n.n < 1 || n.n >= int64(len(a)) {
		return Missing(Nothing)
	}
	return a[n.n]
}

func readDate(a []Value) Value {
	d, err := workday.ParseDate(a[0].text)
	if err != nil {
		return Missing(Nothing)
	}
	return Day(d)
}

// maxMonths bounds what 加月 may add.
const maxMonths = 12_000

func addMonths(a []Value) Value {
	n := a[1].floor()
	if n.big != nil || !n.valid() || n.n < -maxMonths || n.n > maxMonths {
		return Missing(TooLarge)
	}
	return Day(shift(day(a[0]), int(n.n)))
}

func sum(a []Value) Value {
	total := whole(0)
	for _, v := range a {
		total = total.add(v.num)
	}
	return ofNum(total)
}

func mean(a []Value) Value {
	return divide(sum(a), Int(len(a)))
}

func largest(a []Value) Value {
	best := a[0]
	for _, v := range a[1:] {
		if v.Compare(best) > 0 {
			best = v
		}
	}
	return best
}

func smallest(a []Value) Value {
	best := a[0]
	for _, v := range a[1:] {
		if v.Compare(best) < 0 {
			best = v
		}
	}
	return best
}

// count tells how many are yes.
func count(a []Value) Value {
	n := 0
	for _, v := range a {
		n += int(v.n)
	}
	return Int(n)
}

func divide(a, b Value) Value {
	switch {
	case a.IsMissing():
		return a
	case b.IsMissing():
		return b
	case b.sign() == 0:
		return Missing(NoDivisor)
	}
	return ofNum(a.quo(b.num))
}
