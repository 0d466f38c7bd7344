// Events: a fact that comes moves the items it can reach, and no others.

package approval

import (
	"slices"

	"guatu/internal/workday"
)

// Record takes a fact that has happened up to the day of the run, late entries
// included, and reckons what it moves. On a fault, which is one of those of State,
// nothing has changed; its place is that of the fact after the last.
func (r *Run) Record(f Fact) error {
	var m mistakes
	n := len(r.facts)
	i, sound := checkFact(&f, n, r.c.net, r.c.today, &m)
	if len(r.facts) >= MaxFacts {
		m.mistaken("facts", "approval.too_many_facts", "max", MaxFacts)
	}
	if err := m.err(); err != nil || !sound {
		return err
	}
	r.facts = append(r.facts, f)
	r.of[i] = append(r.of[i], int32(n))
	was := r.c.tracks[i]
	if r.move(i, &m); len(m.at) == 0 {
		r.agreeAround(i, &m)
	}
	if f.Kind == Accepted && len(m.at) == 0 {
		r.agreeSupply(i, &m)
	}
	if err := m.err(); err != nil {
		r.strike(i, n, was)
		return err
	}
	return nil
}

// move reads an item anew and reckons what that changes.
func (r *Run) move(i int32, m *mistakes) {
	r.read(i, m)
	if len(m.at) == 0 {
		r.ripple(i)
		r.spend()
	}
}

// strike takes the last fact back.
func (r *Run) strike(i int32, n int, was track) {
	r.facts = r.facts[:n]
	r.of[i] = slices.DeleteFunc(r.of[i], func(k int32) bool { return int(k) == n })
	r.c.tracks[i] = was
	r.move(i, &mistakes{})
}

// agreeAround checks an item, and those whose grant waits for it.
func (r *Run) agreeAround(i int32, m *mistakes) {
	r.agree(i, m)
	for _, e := range r.c.net.waitsOf(i) {
		r.agree(e.item, m)
	}
}

// ripple reckons an item, and on from it every item whose forecast it moves.
func (r *Run) ripple(i int32) {
	n, end := r.c.net, r.end()
	r.dirty[i] = true
	for _, k := range n.order[n.place[i]:] {
		if !r.dirty[k] {
			continue
		}
		was := r.c.times[k].finish
		r.c.forward(k)
		if k == i || r.c.times[k].finish != was {
			r.mark(n.waitsOf(k))
		}
	}
	r.ebb(end)
}

// ebb reckons the late dates a ripple can have moved: all, where it moved the end of
// the budget; else those of what it moved, and back from there.
func (r *Run) ebb(end workday.Date) {
	n := r.c.net
	defer clear(r.dirty)
	if n.until < 0 {
		return
	}
	if r.end() != end {
		r.c.backwardAll()
		return
	}
	for i, moved := range r.dirty {
		if moved {
			r.mark(n.needsOf(int32(i)))
		}
	}
	for _, i := range slices.Backward(n.inCone) {
		if !r.dirty[i] {
			continue
		}
		was := r.c.times[i]
		if r.c.backward(i); r.c.times[i] != was {
			r.mark(n.needsOf(i))
		}
	}
}

// end is the forecast late dates run back from.
func (r *Run) end() workday.Date {
	if r.c.net.until < 0 {
		return 0
	}
	return r.c.times[r.c.net.until].finish
}

func (r *Run) mark(edges []edge) {
	for _, e := range edges {
		r.dirty[e.item] = true
	}
}

// Advance moves the run to a later day: clocks run on, stops end, silence accepts.
// Days before the last fact are refused; a run of an earlier day is made from the
// facts of that day.
func (r *Run) Advance(today workday.Date) error {
	var m mistakes
	c := Case{Today: today}
	c.checkToday(&m)
	for n := range r.facts {
		if f := &r.facts[n]; f.On > today {
			m.mistaken(factField(n, "on"), "approval.future", "date", f.On.String(), "today", today.String())
		}
	}
	if err := m.err(); err != nil {
		return err
	}
	r.c.setToday(today)
	r.reckon()
	return nil
}
