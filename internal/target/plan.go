// The trajectory of a clause: what each period has to bring.

package target

import (
	"slices"

	"guatu/internal/fault"
	"guatu/internal/workday"
)

// A Plan is a clause spread over a period. What was laid down stands; the rest of
// the whole is carried by the periods for which nothing was (Run, by the shape), so
// that at every level the parts add up to the whole above them. It remembers what it
// worked out: one goroutine at a time.
type Plan struct {
	span    Period
	whole   Value
	laid    map[Period]Value
	months  [12]int64 // weights
	measure Measure
	piece   Value
	sums    bool
	byDay   bool // evenly by days to the last one, with no parts
	fine    bool // something is laid down inside a month
	parted  map[Period]partition
}

// A partition is a period with the periods it is made of and what each has to bring.
type partition struct {
	parts []Period
	got   []Value
}

// Plan lays a clause out over a period. Curve is the office's shape, which the
// clause's own replaces. A plan that does not reconcile is still laid out as far
// as it goes; Check says what is wrong with it.
func (c Clause) Plan(span Period, curve Curve, ind Indicator) *Plan {
	p := &Plan{span: span, whole: c.Low, laid: map[Period]Value{}, parted: map[Period]partition{}, measure: ind.Measure, piece: max(1, ind.Piece), sums: c.Sums(ind), byDay: c.Op == ByDay}
	if p.byDay {
		p.span.Last = c.Due
	}
	for _, part := range c.Parts {
		p.laid[part.Period] = part.Value
		p.fine = p.fine || part.Period.Grain == TenDays || part.Period.Grain == Week
	}
	p.months = curve.steps()
	if len(c.Shape) == len(p.months) {
		copy(p.months[:], c.Shape)
	}
	return p
}

// Whole is what the whole period has to bring.
func (p *Plan) Whole() Value { return p.whole }

// Laid tells whether something was laid down for exactly this period.
func (p *Plan) Laid(q Period) bool { _, laid := p.laid[q]; return laid }

// Of is what a period within the plan's has to bring. Of a clause that does not
// sum it is what was laid down for the narrowest period around it.
func (p *Plan) Of(q Period) Value {
	switch {
	case !p.sums:
		return p.level(q)
	case p.byDay:
		return p.Due(q.Last) - p.Due(q.First-1)
	}
	at, value := p.span, p.whole
	for at != q {
		in := p.partition(at, value, q.Grain)
		i := slices.IndexFunc(in.parts, func(r Period) bool { return r.Holds(q) })
		if i < 0 {
			return p.Due(q.Last) - p.Due(q.First-1)
		}
		at, value = in.parts[i], in.got[i]
	}
	return value
}

func (p *Plan) level(q Period) Value {
	best, value := p.span, p.whole
	for r, v := range p.laid {
		if r.Holds(q) && best.Holds(r) {
			best, value = r, v
		}
	}
	return value
}

// into are the periods one is parted into on the way to a grain; none where it
// cannot be parted further.
func (p *Plan) into(at Period, to Grain) []Period {
	if at.Grain != Month {
		return at.Into(narrower(at.Grain))
	}
	if g := p.laidIn(at); g != "" {
		return at.Into(g)
	}
	if to == Week {
		return at.Into(Week)
	}
	return at.Into(TenDays)
}

// laidIn is the grain in which something is laid down inside a month, if any is;
// clauses do not mix the two in one month.
func (p *Plan) laidIn(month Period) Grain {
	if !p.fine {
		return ""
	}
	for _, g := range []Grain{TenDays, Week} {
		if slices.ContainsFunc(month.Into(g), p.Laid) {
			return g
		}
	}
	return ""
}

// partition parts a period on the way to a grain. What a period has to bring is the
// same whoever asks, so it is worked out once; weeks of a month where nothing is laid
// down are an aside.
func (p *Plan) partition(at Period, value Value, to Grain) partition {
	if at.Grain == Month && to == Week {
		parts := p.into(at, to)
		return partition{parts, p.part(value, parts)}
	}
	in, ok := p.parted[at]
	if !ok {
		in.parts = p.into(at, to)
		in.got = p.part(value, in.parts)
		p.parted[at] = in
	}
	return in
}

// part shares the value of a period among the periods it is made of: those laid
// down have theirs, the rest goes to the others by weight, and none gets less than
// what is laid down inside it.
func (p *Plan) part(value Value, parts []Period) []Value {
	got, free := make([]Value, len(parts)), []int{}
	for i, q := range parts {
		v, fixed := p.fixed(q)
		got[i], value = v, value-v
		if !fixed {
			free = append(free, i)
			value += v
		}
	}
	p.carry(got, free, parts, value)
	return got
}

// carry gives what is left to the free periods, again without those whose own
// parts need more than their share, until nobody does.
func (p *Plan) carry(got []Value, free []int, parts []Period, left Value) {
	for len(free) > 0 {
		weights := make([]int64, len(free))
		for k, i := range free {
			weights[k] = p.weight(parts[i])
		}
		shares := piecewise(max(0, left), p.piece, func(n Value) []Value { return Run(n, weights) })
		rest := free[:0:0]
		for k, i := range free {
			if shares[k] >= got[i] {
				rest = append(rest, i)
				continue
			}
			left -= got[i] // what is laid down inside it
		}
		if len(rest) == len(free) {
			for k, i := range free {
				got[i] = shares[k]
			}
			return
		}
		free = rest
	}
}

// fixed is what is laid down for a period, by itself or through all its parts; not
// fixed, it is the least that its parts need.
func (p *Plan) fixed(q Period) (least Value, fixed bool) {
	if v, laid := p.laid[q]; laid {
		return v, true
	}
	if len(p.laid) == 0 || q.Grain == TenDays || q.Grain == Week {
		return 0, false
	}
	fixed = true
	parts := p.into(q, "")
	for _, r := range parts {
		v, f := p.fixed(r)
		least, fixed = least+v, fixed && f
	}
	return least, fixed
}

// weight of a period: the shape's of its months, each by the days of it inside.
func (p *Plan) weight(q Period) int64 {
	if q.Grain == TenDays || q.Grain == Week {
		return int64(q.Days())
	}
	var sum int64
	for _, m := range q.months() {
		sum += p.months[m.First.Month()-1]
	}
	return sum
}

// upTo is what of a period's value falls due by a day, evenly by days, in whole
// pieces.
func (p *Plan) upTo(at Period, value Value, day workday.Date) Value {
	switch {
	case day < at.First || value < 0:
		return 0
	case day >= at.Last:
		return value
	}
	n, rest := exactly(value/p.piece, int64(day-at.First)+1, int64(at.Days()))
	if rest > uint64(at.Days())/2 {
		n++
	}
	return n * p.piece
}

// Due is what has to be there by a day, counted from the first of the plan's
// period. Of a clause that does not sum it is what holds on the day.
func (p *Plan) Due(day workday.Date) Value {
	switch {
	case !p.sums:
		return p.level(Period{day, day, ""})
	case day < p.span.First:
		return 0
	case day >= p.span.Last:
		return p.Total()
	case p.byDay:
		return p.upTo(p.span, p.whole, day)
	}
	var due Value
	at, value := p.span, p.whole
	for {
		if at.Grain == Month && p.laidIn(at) == "" {
			return due + p.upTo(at, value, day)
		}
		in := p.partition(at, value, "")
		i := slices.IndexFunc(in.parts, func(r Period) bool { return r.Has(day) })
		if i < 0 {
			return due + p.upTo(at, value, day)
		}
		for _, v := range in.got[:i] {
			due += v
		}
		at, value = in.parts[i], in.got[i]
	}
}

// Total is what the parts come to: the whole, or more where more was laid down
// than was asked.
func (p *Plan) Total() Value {
	if !p.sums || p.byDay {
		return p.whole
	}
	var sum Value
	for _, v := range p.partition(p.span, p.whole, "").got {
		sum += v
	}
	return sum
}

// Over is by how much the parts laid down are more than the whole they belong to
// (自加压), at the level where it is most; nought where they reconcile.
func (p *Plan) Over() Value {
	var most Value
	p.walk(func(_ Period, difference Value, _ bool) { most = max(most, difference) })
	return most
}

// Check says where parts and wholes do not reconcile: with nobody left to carry
// the difference, or with more laid down than there is. More is allowed to who
// does more than was asked (stretch, 自加压).
func (p *Plan) Check(stretch bool, field string, wrong *fault.List) {
	if !p.sums || p.byDay {
		return
	}
	for q, v := range p.laid {
		wrong.Check(v >= 0, field+"."+q.String(), "target.low")
	}
	p.walk(func(at Period, difference Value, all bool) {
		switch {
		case difference > 0 && !stretch:
			wrong.Check(false, field+"."+at.String(), "target.parts_over", "period", at.String(), "difference", Figure{difference, p.measure})
		case difference < 0 && all:
			wrong.Check(false, field+"."+at.String(), "target.parts_under", "period", at.String(), "difference", Figure{-difference, p.measure})
		}
	})
}

// walk tells of every period with parts laid down by how much they differ from it,
// and whether all of its parts are.
func (p *Plan) walk(tell func(at Period, difference Value, all bool)) {
	var look func(at Period, value Value)
	look = func(at Period, value Value) {
		parts := p.into(at, "")
		if len(parts) == 0 || len(p.laid) == 0 {
			return
		}
		var sum Value
		all, any := true, false
		for _, q := range parts {
			least, fixed := p.fixed(q)
			sum, all, any = sum+least, all && fixed, any || fixed || least != 0
		}
		if any {
			tell(at, sum-value, all)
		}
		for i, v := range p.part(value, parts) {
			look(parts[i], v)
		}
	}
	look(p.span, p.whole)
}

// A Carried is one period whose part changed without anybody touching it.
type Carried struct {
	Period Period `json:"period"`
	Was    Value  `json:"was"`
	Is     Value  `json:"is"`
}

// Carries tells who carries the difference when p becomes next: the periods of a
// grain for which nothing is laid down and whose part moves.
func (p *Plan) Carries(next *Plan, g Grain) []Carried {
	var list []Carried
	for _, q := range next.span.Into(g) {
		if was, is := p.Of(q), next.Of(q); was != is && !next.Laid(q) {
			list = append(list, Carried{q, was, is})
		}
	}
	return list
}

// steps are a curve's rises month by month. Those of the linear one are equal: its
// shares are rounded to hundredths of a point, what is due is not.
func (c Curve) steps() (rises [12]int64) {
	if c == Linear() {
		return [12]int64{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}
	}
	for m := range c {
		rises[m] = int64(c[m])
		if m > 0 {
			rises[m] -= int64(c[m-1])
		}
	}
	return rises
}
