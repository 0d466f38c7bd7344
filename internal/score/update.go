// One changed unit: only what depends on it is computed again.

package score

import (
	"slices"

	"guatu/internal/formula"
)

// A changes remembers which places of which units are not what they were.
type changes struct {
	marks map[int][]uint64 // by unit, a bit a place
	units []int            // those with marks
}

// mark notes a place of a unit.
func (c *changes) mark(unit, place, places int) {
	if c.marks == nil {
		c.marks = map[int][]uint64{}
	}
	m := c.marks[unit]
	if m == nil {
		m = make([]uint64, (places+63)/64)
		c.marks[unit] = m
		c.units = append(c.units, unit)
	}
	m[place/64] |= 1 << (place % 64)
}

// any tells that one of some places of a unit is marked.
func (c *changes) any(unit int, places []int) bool {
	m := c.marks[unit]
	for _, p := range places {
		if m[p/64]&(1<<(p%64)) != 0 {
			return true
		}
	}
	return false
}

// Update puts other facts in the place of a unit's and computes again what depends
// on them: the result is then that of a new run, to the digit. It gives the units of
// which anything changed. The unit keeps its group; one that moves to another needs
// a new run, and Update says so with false.
func (r *Result) Update(i int, u Unit) (touched []int, ok bool) {
	run := r.run
	if run.facts.Units[i].Group != u.Group {
		return nil, false
	}
	run.busy = changes{}
	run.mark(i, u)
	for k := range run.pack.steps {
		run.again(&run.pack.steps[k])
	}
	return run.busy.units, true
}

// places is how many there are to be marked: values and lists of records.
func (r *run) places() int { return r.pack.width + len(r.pack.data) }

// mark loads a unit's new facts and marks what differs.
func (r *run) mark(i int, u Unit) {
	f := &r.frames[i]
	was, tables := slices.Clone(f.Values), f.Tables
	r.facts.Units[i] = u
	r.load(i)
	for place := range was {
		if !same(was[place], f.Values[place]) {
			r.busy.mark(i, place, r.places())
		}
	}
	for k := range tables {
		if !sameTable(&tables[k], &f.Tables[k]) {
			r.busy.mark(i, r.pack.width+k, r.places())
		}
	}
}

// same tells that two values are one: what is missing has a cause as well.
func same(a, b formula.Value) bool {
	return a.Compare(b) == 0 && (!a.IsMissing() || a.Cause() == b.Cause())
}

func sameTable(a, b *formula.Table) bool {
	return a.Missing == b.Missing && a.Rows == b.Rows && slices.EqualFunc(a.Cells, b.Cells, same)
}

// again takes a step for those it concerns.
func (r *run) again(s *step) {
	if s.over == alone {
		for n := 0; n < len(r.busy.units); n++ {
			if i := r.busy.units[n]; r.busy.any(i, s.reads) {
				r.watch(s, []int{i}, func() { s.unit(r, i) })
			}
		}
		return
	}
	parts := r.parts(s.over)
	for _, part := range r.concerned(s) {
		r.watch(s, parts[part], func() { s.units(r, part, parts[part]) })
	}
}

// concerned are the parts with a unit that a step depends on and that changed.
func (r *run) concerned(s *step) []int {
	var parts []int
	for _, i := range r.busy.units {
		part := 0
		switch s.over {
		case grouped:
			part = r.partOf[0][i]
		case together:
			part = r.partOf[1][i]
		}
		if !slices.Contains(parts, part) && r.busy.any(i, s.reads) {
			parts = append(parts, part)
		}
	}
	return parts
}

// watch takes a step and marks what it changed.
func (r *run) watch(s *step, units []int, do func()) {
	width := len(s.writes)
	was, states := make([]formula.Value, 0, width*len(units)), make([]state, len(units))
	for n, i := range units {
		states[n] = r.states[i]
		for _, place := range s.writes {
			was = append(was, r.frames[i].Values[place])
		}
	}
	do()
	for n, i := range units {
		for k, place := range s.writes {
			if !same(was[n*width+k], r.frames[i].Values[place]) {
				r.busy.mark(i, place, r.places())
			}
		}
		if states[n] != r.states[i] {
			r.busy.mark(i, slotState, r.places())
		}
	}
}
