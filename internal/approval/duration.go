// Durations: how long things take, learnt from cases that ended and from cases that
// have not.

package approval

import (
	"math"
	"slices"
)

// An Observation is one case seen: how many days it has taken, and whether it ended
// with them. One that is still open is known to take longer, no more (censored); to
// leave it out would make every forecast too bright.
type Observation struct {
	Days  int
	Ended bool
}

// Durations is a learnt distribution of whole days (Kaplan and Meier, 1958). The zero
// value has learnt nothing.
type Durations struct {
	Cases int // seen
	Ended int // of them
	days  []int32
	alive []float64 // by days: the share that takes longer
	tail  float64   // the share of those left that ends on each day after the last known
}

// Learn makes a distribution of observations, in any order.
func Learn(seen []Observation) Durations {
	d := Durations{Cases: len(seen)}
	all := slices.Clone(seen)
	slices.SortFunc(all, func(a, b Observation) int { return a.Days - b.Days })
	alive, risk := 1.0, len(all)
	for len(all) > 0 {
		n, ended := 0, 0
		for n < len(all) && all[n].Days == all[0].Days {
			if all[n].Ended {
				ended++
			}
			n++
		}
		if ended > 0 {
			alive *= 1 - float64(ended)/float64(risk)
			d.days, d.alive = append(d.days, int32(all[0].Days)), append(d.alive, alive)
		}
		d.Ended += ended
		risk -= n
		all = all[n:]
	}
	d.tail = tailOf(seen)
	return d
}

// tailOf is the share that ends a day among the slowest quarter: beyond the last day
// known nothing else is known, and the slowest are the nearest to it.
func tailOf(seen []Observation) float64 {
	if len(seen) == 0 {
		return 1
	}
	days := make([]int, len(seen))
	for i, o := range seen {
		days[i] = o.Days
	}
	slices.Sort(days)
	from, ended, exposed := days[len(days)*3/4], 1, 1
	for _, o := range seen {
		if o.Days >= from {
			exposed += o.Days - from
			if o.Ended {
				ended++
			}
		}
	}
	return min(float64(ended)/float64(exposed+ended), 1)
}

// Known tells that something was learnt: that enough cases ended to speak of a
// distribution.
func (d *Durations) Known() bool { return d.Ended >= enough }

// enough is how many cases must have ended: with fewer, quartiles are single cases.
const enough = 8

// Quantile is the least number of days within which a share of the cases ends; false
// where so many have not ended yet.
func (d *Durations) Quantile(share float64) (int, bool) {
	left := 1 - share
	for i, alive := range d.alive {
		if alive <= left+1e-12 {
			return int(d.days[i]), true
		}
	}
	return 0, false
}

// longer is the share that takes more than some days.
func (d *Durations) longer(days int) float64 {
	i, found := slices.BinarySearch(d.days, int32(days))
	switch {
	case found:
		return d.alive[i]
	case i == 0:
		return 1
	}
	return d.alive[i-1]
}

// after is the distribution of those that take more than some days, ready to be
// drawn from.
func (d *Durations) after(days int) draw {
	r := draw{last: max(d.lastDay(), int32(days)), tail: math.Log1p(-min(d.tail, 1-1e-9))}
	left := d.longer(days)
	if left <= 0 { // longer than any case seen: only the tail is known
		return r
	}
	for i, day := range d.days {
		if int(day) > days {
			r.days, r.alive = append(r.days, day), append(r.alive, d.alive[i]/left)
		}
	}
	return r
}

func (d *Durations) lastDay() int32 {
	if len(d.days) == 0 {
		return 0
	}
	return d.days[len(d.days)-1]
}

// A draw is a distribution laid out for drawing.
type draw struct {
	days  []int32
	alive []float64
	last  int32
	tail  float64 // the logarithm of the share that outlasts a day of the tail
}

// at is the number of days a share u of the cases outlasts, 0 < u ≤ 1.
func (r *draw) at(u float64) int32 {
	low, high := 0, len(r.alive)
	for low < high {
		if mid := (low + high) / 2; r.alive[mid] < u {
			high = mid
		} else {
			low = mid + 1
		}
	}
	if low < len(r.days) {
		return r.days[low]
	}
	rest := u
	if n := len(r.alive); n > 0 {
		rest = u / r.alive[n-1]
	}
	return r.last + 1 + int32(min(math.Log(rest)/r.tail, MaxDays))
}
