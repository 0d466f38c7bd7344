// Histories: what many cases teach about each item, by place.

package approval

import (
	"maps"

	"guatu/internal/workday"
)

// A History gathers the cases to learn from.
type History struct{ seen map[lesson][]Observation }

// A lesson is what is learnt apart: one item's part, in one county or everywhere
// (county "").
type lesson struct {
	item, county string
	part         part
}

// part is what of an item takes the days.
type part uint8

const (
	wait part = iota // from the day it could be accepted to its acceptance
	desk             // from acceptance to the grant, stops included
)

// Add takes a case in, as it stands on the day of the run: what has ended with its
// days, what has not as open. Days are those of the item's unit.
func (h *History) Add(r *Run, county string) { h.AddKnown(r, county, nil) }

// AddKnown is Add without the items whose dates are not known well enough to learn
// from.
func (h *History) AddKnown(r *Run, county string, unknown map[string]bool) {
	if h.seen == nil {
		h.seen = map[lesson][]Observation{}
	}
	for i := range r.c.tracks {
		if unknown[r.c.net.items[i].ID] {
			continue
		}
		if w, seen := r.waited(int32(i)); seen {
			h.note(r.c.net.items[i].ID, county, wait, w)
		}
		if d, seen := r.took(int32(i)); seen {
			h.note(r.c.net.items[i].ID, county, desk, d)
		}
	}
}

// note keeps an observation for the county and for everywhere.
func (h *History) note(item, county string, p part, o Observation) {
	all := lesson{item, "", p}
	h.seen[all] = append(h.seen[all], o)
	if county != "" {
		here := lesson{item, county, p}
		h.seen[here] = append(h.seen[here], o)
	}
}

// took is how long an accepted item has been on the desk. A refusal or a withdrawal
// says only that the grant would have taken longer.
func (r *Run) took(i int32) (Observation, bool) {
	x := &r.c.times[i]
	if x.accepted == 0 {
		return Observation{}, false
	}
	s := r.c.counting(i)
	return Observation{int(r.c.clock(i).counted(s, nil)), r.c.tracks[i].phase == granted}, true
}

// waited is how long an item waited after it could have been accepted.
func (r *Run) waited(i int32) (Observation, bool) {
	from, could := r.could(i)
	if !could {
		return Observation{}, false
	}
	x := &r.c.times[i]
	if x.accepted == 0 {
		return Observation{int(r.c.clock(i).counted(span{from, r.c.today}, nil)), false}, r.c.tracks[i].decided == 0
	}
	return Observation{int(r.c.clock(i).counted(span{from, x.accepted}, nil)), true}, true
}

// could is the day from which an item could be accepted: that of the last grant it
// needs, and not before anything of the case was under way.
func (r *Run) could(i int32) (workday.Date, bool) {
	from := r.began()
	if from == 0 {
		return 0, false
	}
	for _, e := range r.c.net.needsOf(i) {
		if e.grant {
			continue
		}
		t := &r.c.tracks[e.item]
		if t.phase != granted {
			return 0, false
		}
		from = max(from, t.decided)
	}
	return from, true
}

// began is the first day on which anything was submitted or accepted.
func (r *Run) began() workday.Date {
	first := workday.Date(0)
	for i := range r.facts {
		if f := &r.facts[i]; (f.Kind == Submitted || f.Kind == Accepted) && (first == 0 || f.On < first) {
			first = f.On
		}
	}
	return first
}

// Learnt is what a history teaches. It never changes and may be shared.
type Learnt struct{ of map[lesson]Durations }

// Learn makes the distributions of all that was added so far.
func (h *History) Learn() *Learnt {
	l := &Learnt{of: make(map[lesson]Durations, len(h.seen))}
	for what, seen := range h.seen {
		l.of[what] = Learn(seen)
	}
	return l
}

// Without forgets how long items take whose days a change states: they are drawn at
// what the change says.
func (l *Learnt) Without(changes []Change) *Learnt {
	if l == nil {
		return nil
	}
	less := &Learnt{of: maps.Clone(l.of)}
	for _, c := range changes {
		if c.Kind == ChangeParallel {
			continue
		}
		for what := range less.of {
			if what.item == c.Item && what.part == desk {
				delete(less.of, what)
			}
		}
	}
	return less
}

// Desk is how long an item takes from acceptance to grant, stops included, in days
// of its unit: in the county where enough cases ended there, else everywhere.
func (l *Learnt) Desk(item, county string) Durations { return l.pick(item, county, desk) }

// Wait is how long an item waits after it could be accepted.
func (l *Learnt) Wait(item, county string) Durations { return l.pick(item, county, wait) }

func (l *Learnt) pick(item, county string, p part) Durations {
	if l == nil {
		return Durations{}
	}
	if here := l.of[lesson{item, county, p}]; here.Known() {
		return here
	}
	return l.of[lesson{item, "", p}]
}
