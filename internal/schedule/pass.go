// The passes: one sweep forward for early dates, one backward for late ones.

package schedule

import "guatu/internal/workday"

// A place is where an activity lies as one number, so that bounds on its start and
// on its finish compare: the working days before its start where it snaps to
// them, else the morning of its start.
type place = int32

// afterStart is the first place that starts on the morning m or later.
func (g *grid) afterStart(j int32, m workday.Date) place {
	if g.form[j]&snaps != 0 {
		return g.worked(m)
	}
	return place(m)
}

// afterEvening is the first place that ends on the evening before m or later.
func (g *grid) afterEvening(j int32, m workday.Date) place {
	if g.form[j]&snaps != 0 {
		return g.worked(m-1) + 1 - g.left[j]
	}
	return place(m) - g.left[j]
}

// afterMorning is the first place that ends no earlier than what happens on the
// morning m. Work need not be done on that day: it ends on the last day before
// that counts. A milestone that ends its day falls on that day or later.
func (g *grid) afterMorning(j int32, m workday.Date) place {
	switch f := g.form[j]; {
	case f&(closing|inWorked) == closing|inWorked:
		return place(g.evening(g.worked(m) + 1))
	case f&closing != 0:
		return place(m + 1)
	}
	return g.afterStart(j, m) - g.left[j]
}

// lastMorning is the inverse of afterMorning: the last morning on which something
// can happen that an activity ends no earlier than, when it ends at end.
func (g *grid) lastMorning(j int32, end workday.Date) workday.Date {
	switch f := g.form[j]; {
	case f&(closing|inWorked) == closing|inWorked:
		return g.morning(g.worked(end) - 1)
	case f&closing != 0:
		return end - 1
	case f&snaps != 0:
		return g.morning(g.worked(end))
	}
	return end
}

// beforeBounds is the last place within a bound on the start and one on the end. A
// start that has happened is not bounded.
func (g *grid) beforeBounds(j int32, b span) place {
	if g.state[j] == Started {
		b.start = never
	}
	switch {
	case g.form[j]&snaps == 0:
		return min(place(b.start), place(b.end)-g.left[j])
	case g.left[j] == 0:
		return int32(g.cal.Index(min(b.start, b.end))) - 1
	}
	return min(int32(g.cal.Index(b.start))-1, g.worked(b.end)-g.left[j])
}

// at is the span of an activity at a place.
func (g *grid) at(j int32, p place) span {
	var s span
	switch {
	case g.form[j]&snaps == 0:
		s = span{workday.Date(p), min(workday.Date(p+g.left[j]), never)}
	case g.left[j] == 0:
		s.start = g.morning(p)
		s.end = s.start
	default:
		s = span{g.morning(p), g.evening(p + g.left[j])}
	}
	if g.state[j] == Started {
		s.start = g.fact[j].start
	}
	return s
}

// forward gives every activity its early span, and the link that sets it: the
// number in links, or -1 where nothing but the calendar holds it.
func (g *grid) forward() (early []span, reason []int32) {
	early, reason = make([]span, len(g.acts)), make([]int32, len(g.acts))
	for _, j := range g.order {
		early[j], reason[j] = g.earliest(j, early)
	}
	return early, reason
}

// earliest is an activity's early span when those before it lie where they lie.
func (g *grid) earliest(j int32, early []span) (span, int32) {
	if g.state[j] == Finished {
		return g.fact[j], -1
	}
	first, by := g.afterStart(j, g.floor[j]), int32(-1)
	if g.form[j]&closing != 0 { // the first evening that is left is that of the first day
		first = g.afterMorning(j, g.floor[j])
	}
	for k := g.first[j]; k < g.first[j+1]; k++ {
		l := &g.links[k]
		if !g.holds(j, l) {
			continue
		}
		if p := g.held(j, l, early[l.pred]); p > first || p == first && by < 0 {
			first, by = p, k
		}
	}
	return g.at(j, first), by
}

// held is the first place a link leaves to its successor.
func (g *grid) held(j int32, l *edge, pred span) place {
	from := pred.start
	if l.how&fromFinish != 0 {
		from = pred.end
	}
	from = g.shift(from, l)
	switch {
	case l.how&toFinish == 0 && g.form[j]&closing == 0:
		return g.afterStart(j, from)
	case l.how&fromMorning != 0:
		return g.afterMorning(j, from)
	}
	return g.afterEvening(j, from)
}

// bound is how late each activity may lie when all is over on the evening of last.
func (g *grid) bound(last workday.Date) []span {
	bounds := make([]span, len(g.acts))
	for j := range bounds {
		bounds[j] = span{never, last + 1}
		if g.form[j]&(milestone|closing) == milestone { // it falls on the morning of its day
			bounds[j].end = last
		}
	}
	return bounds
}

// backward gives every activity the latest span with which all is over on the
// evening of last.
func (g *grid) backward(last workday.Date) []span {
	spans := g.bound(last) // the bounds of those not yet reached
	for i := len(g.order) - 1; i >= 0; i-- {
		j := g.order[i]
		spans[j] = g.latest(j, spans[j])
		g.push(j, spans[j], spans)
	}
	return spans
}

// free gives every activity the latest span that moves no early date.
func (g *grid) free(last workday.Date, early []span) []span {
	spans := g.bound(last)
	for j := range early {
		g.push(int32(j), early[j], spans)
	}
	for j := range spans {
		spans[j] = g.latest(int32(j), spans[j])
	}
	return spans
}

// latest is an activity's last span within its bounds; facts stay facts.
func (g *grid) latest(j int32, b span) span {
	if g.state[j] == Finished {
		return g.fact[j]
	}
	return g.at(j, g.beforeBounds(j, b))
}

// push bounds those an activity waits for, so that it can lie where it lies.
func (g *grid) push(j int32, s span, bounds []span) {
	if g.state[j] == Finished {
		return
	}
	for k := g.first[j]; k < g.first[j+1]; k++ {
		l := &g.links[k]
		if !g.holds(j, l) {
			continue
		}
		to := g.unshift(g.meets(j, s, l), l)
		if b := &bounds[l.pred]; l.how&fromFinish != 0 {
			b.end = min(b.end, to)
		} else {
			b.start = min(b.start, to)
		}
	}
}

// meets is the last morning to which a link may lead when its successor lies in s.
func (g *grid) meets(j int32, s span, l *edge) workday.Date {
	switch {
	case l.how&toFinish == 0 && g.form[j]&closing == 0:
		return s.start
	case l.how&fromMorning != 0:
		return g.lastMorning(j, s.end)
	}
	return s.end
}

// float is by how many days of its unit an activity lies later in b than in a.
func (g *grid) float(j int32, a, b span) int {
	if g.form[j]&inWorked != 0 {
		return int(g.worked(b.end) - g.worked(a.end))
	}
	return int(b.end - a.end)
}
