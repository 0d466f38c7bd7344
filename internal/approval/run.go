// Runs: a project's approvals as they stand, moved on by facts and by the day.

package approval

import (
	"slices"

	"guatu/internal/workday"
)

// A Run is the reckoning of one case, kept so that a fact that comes moves only
// what it can reach. It is not safe for use by several goroutines at once.
type Run struct {
	c     course
	facts []Fact
	of    [][]int32 // by item, the numbers of its facts
	past  []rounds  // by item; nil = no item has any
	spent spent
	bad   bool
	dirty []bool
}

// Run checks the case and reckons it. Faults are those of State, documents to be
// supplied later than due excepted.
func (c Case) Run() (*Run, error) {
	var m mistakes
	return lay(c.Items, c.Budget, &m).start(&c, &m)
}

// Start reckons a project's facts over a network that is compiled; Items and Budget
// of the case are those of the network. Faults are those of Run.
func (n *Network) Start(c Case) (*Run, error) {
	return n.start(&c, &mistakes{})
}

// start is Start with the mistakes so far.
func (n *Network) start(c *Case, m *mistakes) (*Run, error) {
	r := newRun(n, c, m)
	if err := m.err(); err != nil {
		return nil, err
	}
	return r, nil
}

// newRun is Run with the mistakes gathered.
func newRun(net *Network, c *Case, m *mistakes) *Run {
	c.checkToday(m)
	r := &Run{facts: slices.Clone(c.Facts), bad: c.BadCredit, of: make([][]int32, len(net.items)), dirty: make([]bool, len(net.items))}
	r.c = course{net: net, cal: c.calendar(), tracks: make([]track, len(net.items)), times: make([]times, len(net.items))}
	if len(c.Facts) > MaxFacts {
		return r
	}
	for i := range r.facts {
		if item, sound := checkFact(&r.facts[i], i, net, c.Today, m); sound {
			r.of[item] = append(r.of[item], int32(i))
		}
	}
	r.keep(c)
	if c.Today < firstDay || c.Today > lastDay || len(net.limits) < len(net.items) {
		return r
	}
	r.c.setToday(c.Today)
	for i := range net.items {
		r.read(int32(i), m)
	}
	if len(m.at) == 0 {
		r.reckon()
		for i := range net.items {
			r.agree(int32(i), m)
		}
	}
	return r
}

// keep notes the calendars that decided items were counted by.
func (r *Run) keep(c *Case) {
	for id, cal := range c.Kept {
		if i, known := r.c.net.number[id]; known && cal != nil {
			if r.c.kept == nil {
				r.c.kept = make([]*workday.Calendar, len(r.c.net.items))
			}
			r.c.kept[i] = cal
		}
	}
}

// read makes an item's track from its facts.
func (r *Run) read(i int32, m *mistakes) {
	t, s := r.reading(i, m)
	r.put(i, t, &s)
}

// reading reads an item's facts. A clock that is closed stays as it was: by the
// calendar it was closed with.
func (r *Run) reading(i int32, m *mistakes) (track, story) {
	cal := r.c.cal
	if r.c.kept != nil && r.c.kept[i] != nil {
		tried := reading{mistakes: &mistakes{}, item: &r.c.net.items[i], cal: r.c.kept[i], facts: r.facts}
		if tried.read(r.of[i]); tried.t.phase.decided() {
			cal = r.c.kept[i]
		}
	}
	in := reading{mistakes: m, item: &r.c.net.items[i], cal: cal, facts: r.facts}
	in.read(r.of[i])
	return in.t, in.story
}

// put replaces an item's track.
func (r *Run) put(i int32, t track, s *story) {
	halts := unionOf(s.stops)
	if old := &r.c.tracks[i]; int(old.last-old.first) >= len(halts) {
		t.first = old.first
		copy(r.c.halts[t.first:], halts)
	} else {
		t.first = int32(len(r.c.halts))
		r.c.halts = append(r.c.halts, halts...)
	}
	t.last = t.first + int32(len(halts))
	r.c.tracks[i] = t
	if r.past == nil && s.past.began != 0 {
		r.past = make([]rounds, len(r.c.tracks))
	}
	if r.past != nil {
		r.past[i] = s.past
	}
}

// reckon sweeps all.
func (r *Run) reckon() {
	r.c.sweep()
	r.spend()
}

// spend counts the budget, where there is one.
func (r *Run) spend() {
	if r.c.net.budget.Until != "" {
		r.spent = r.c.spend(r.past)
	}
}

// Today is the day of the run.
func (r *Run) Today() workday.Date { return r.c.today }

// Network is what the run runs over.
func (r *Run) Network() *Network { return r.c.net }

// Items are the network's, in the order of the input.
func (n *Network) Items() []Item { return slices.Clone(n.items) }

// Budget is the bound the network was compiled with.
func (n *Network) Budget() Budget { return n.budget }
