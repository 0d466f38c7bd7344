// Sweeps: one forward for forecasts, one backward for late dates.

package approval

import "guatu/internal/workday"

// A course is what a sweep runs over: a network, the tracks of one project, and the
// day. It is used again for the next project without allocating.
type course struct {
	net    *Network
	cal    *workday.Calendar
	kept   []*workday.Calendar // by item, of those decided under another calendar; nil = none
	today  workday.Date
	next   workday.Date // the next working day after today
	tracks []track
	halts  []span // of all tracks
	times  []times
	days   []span // of the budget, while it is counted
}

// times are one item's dates as a sweep finds them; no date where there is none.
type times struct {
	accepted        workday.Date // by word or by silence
	due, statutory  workday.Date
	used            int32
	start, finish   workday.Date // forecast, or what has happened; never = will not be granted
	lateStart, late workday.Date // the last days that keep the budget's end
	waits           bool         // a need of its acceptance is not granted
}

// setToday moves the course to a day.
func (c *course) setToday(d workday.Date) {
	c.today, c.next = d, c.cal.At(c.cal.Index(d)+1)
}

// sweep reckons all items.
func (c *course) sweep() {
	for _, i := range c.net.order {
		c.forward(i)
	}
	c.backwardAll()
}

// clock is an item's.
func (c *course) clock(i int32) clock {
	if c.kept != nil && c.kept[i] != nil && c.tracks[i].decided != 0 {
		return clock{c.kept[i], c.net.limits[i].days}
	}
	return clock{c.cal, c.net.limits[i].days}
}

// stops are the union of an item's stops.
func (c *course) stops(t *track) []span { return c.halts[t.first:t.last] }

// forward reckons one item whose needs are reckoned.
func (c *course) forward(i int32) {
	t, x, l := &c.tracks[i], &c.times[i], &c.net.limits[i]
	clk := c.clock(i)
	x.waits, x.accepted = false, t.accepted
	if t.phase == submitted && !silent(t.accepted, c.today, c.cal) {
		x.accepted = 0
	}
	x.start = x.accepted
	c.count(i, clk)
	switch {
	case t.phase == granted:
		x.finish = t.decided
		return
	case t.phase.decided():
		x.finish = never
		return
	case x.accepted != 0:
		x.finish = max(x.due, c.next)
	default:
		x.start = c.ready(i)
		x.finish = clk.after(x.start, l.pledged)
	}
	if !l.grants {
		return
	}
	for _, e := range c.net.needsOf(i) {
		if e.grant {
			x.finish = max(x.finish, c.times[e.item].finish)
		}
	}
}

// silent tells that a submission has gone unanswered for more than the working days
// there are for an answer.
func silent(submitted, today workday.Date, cal *workday.Calendar) bool {
	return today > cal.Add(submitted, Reply)
}

// count puts in what the clock says; nothing before acceptance.
func (c *course) count(i int32, clk clock) {
	t, x, l := &c.tracks[i], &c.times[i], &c.net.limits[i]
	x.due, x.statutory, x.used = 0, 0, 0
	if x.accepted == 0 {
		return
	}
	stops := c.stops(t)
	x.used = clk.counted(c.counting(i), stops)
	x.due = clk.due(x.accepted, l.pledged, stops)
	if l.statutory >= 0 {
		x.statutory = clk.due(x.accepted, l.statutory, stops)
	}
}

// counting is the span in which an accepted item's clock counts, stops aside.
func (c *course) counting(i int32) span {
	if d := c.tracks[i].decided; d != 0 {
		return span{c.times[i].accepted, d}
	}
	return span{c.times[i].accepted, c.today}
}

// ready is the day on which an item can be accepted: today, or the day its last
// need is granted. What is submitted already waits for nothing.
func (c *course) ready(i int32) workday.Date {
	start, x := c.today, &c.times[i]
	for _, e := range c.net.needsOf(i) {
		if !e.grant && c.tracks[e.item].phase != granted {
			x.waits = true
			start = max(start, c.times[e.item].finish)
		}
	}
	if c.tracks[i].phase == submitted {
		return c.today
	}
	return start
}

// backwardAll reckons the late dates of all items of the budget, where there is an
// item to count back from.
func (c *course) backwardAll() {
	if c.net.until < 0 {
		return
	}
	for k := len(c.net.inCone) - 1; k >= 0; k-- {
		c.backward(c.net.inCone[k])
	}
}

// backward reckons the late dates of an item when those of what waits for it are
// reckoned. It may be granted no later than they can wait, and no later than the
// end of the budget. What ends after that, because what should have waited for it has
// gone ahead, holds nothing up and has no late dates.
func (c *course) backward(i int32) {
	t, x := &c.tracks[i], &c.times[i]
	if t.phase.decided() {
		x.lateStart, x.late = x.start, t.decided
		return
	}
	x.late = c.times[c.net.until].finish
	for _, e := range c.net.waitsOf(i) {
		if c.net.cone[e.item] {
			x.late = min(x.late, c.bound(e))
		}
	}
	x.lateStart = x.start
	if x.finish > x.late || c.times[c.net.until].finish == never {
		x.lateStart, x.late = 0, 0
		return
	}
	if x.accepted == 0 {
		x.lateStart = max(x.start, c.clock(i).before(x.late, c.net.limits[i].pledged))
	}
}

// bound is the last day that what waits leaves to what it waits for.
func (c *course) bound(e edge) workday.Date {
	switch p := c.tracks[e.item].phase; {
	case p.decided() || c.times[e.item].late == 0:
		return never
	case e.grant:
		return c.times[e.item].late
	case p == idle:
		return c.times[e.item].lateStart
	}
	return never
}
