// The critical path: which undecided items set the forecast.

package approval

import (
	"slices"

	"guatu/internal/workday"
)

// chain is one chain of undecided items that sets the forecast, first to last: each
// is the reason for the day of the next. Where several are, the first in the input.
func (c *course) chain() []int32 {
	var path []int32
	for i := c.net.until; i >= 0; i = c.reason(i) {
		if c.tracks[i].phase.decided() || c.times[i].finish == never {
			break
		}
		path = append(path, i)
	}
	slices.Reverse(path)
	return path
}

// reason is the item that sets another's forecast, -1 where only its own clock or
// today does.
func (c *course) reason(i int32) int32 {
	t, x := &c.tracks[i], &c.times[i]
	var own workday.Date
	if x.accepted != 0 {
		own = max(x.due, c.next)
	} else {
		own = c.clock(i).after(x.start, c.net.limits[i].pledged)
	}
	by := int32(-1)
	for _, e := range c.net.needsOf(i) {
		p := &c.times[e.item]
		sets := e.grant && own < x.finish && p.finish == x.finish || !e.grant && own == x.finish && t.phase == idle && p.finish == x.start
		if sets && c.tracks[e.item].phase != granted && (by < 0 || e.item < by) {
			by = e.item
		}
	}
	return by
}

// chainDays is the longest chain of days through the budget's items: of an item
// accepted the days counted while it is decided, else the more of those and the
// pledge; of others the pledge. Days of both units are added, as pledges are.
func (c *course) chainDays() int {
	longest, most := make([]int32, len(c.tracks)), int32(0)
	for _, i := range c.net.inCone {
		before := int32(0)
		for _, e := range c.net.needsOf(i) {
			before = max(before, longest[e.item])
		}
		own := c.net.limits[i].pledged
		switch x := &c.times[i]; {
		case c.tracks[i].phase.decided():
			own = x.used
		case x.accepted != 0:
			own = max(own, x.used)
		}
		longest[i] = before + own
		most = max(most, longest[i])
	}
	return int(most)
}
