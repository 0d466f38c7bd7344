// What if: one item faster, in parallel, or decided on a promise.

package approval

import (
	"cmp"
	"slices"

	"guatu/internal/workday"
)

// A ChangeKind is what is tried.
type ChangeKind string

// The kinds of change.
const (
	ChangeTakes    ChangeKind = "takes"    // 压缩时限: the item takes Days
	ChangeParallel ChangeKind = "parallel" // 并联: it no longer waits for Need to be accepted
	ChangePromise  ChangeKind = "promise"  // 告知承诺: decided on the applicant's promise, on the day it is accepted
)

// A Change is one thing tried on a case. It changes undecided items only: what has
// happened stays.
type Change struct {
	Kind ChangeKind `json:"kind"`
	Item string     `json:"item"`
	Days int        `json:"days,omitempty"`
	Need string     `json:"need,omitempty"`
	// Formal keeps the need for the grant: the item runs alongside, and is granted
	// no earlier than what it waited for (模拟审批).
	Formal bool `json:"formal,omitempty"`
}

// An Effect is what changes would come to.
type Effect struct {
	Changes []Change     `json:"changes"`
	Was     workday.Date `json:"was"`  // the forecast as it stands
	Is      workday.Date `json:"is"`   // with the changes
	Gain    int          `json:"gain"` // working days between, negative for a loss
}

// WhatIf tries changes together. Faults are those of Changed.
func (r *Run) WhatIf(changes ...Change) (Effect, error) {
	other, err := r.Changed(changes...)
	if err != nil {
		return Effect{}, err
	}
	e := Effect{Changes: changes, Was: r.Forecast(), Is: other.Forecast()}
	if e.Was != 0 && e.Is != 0 {
		e.Gain = r.c.cal.Between(e.Is, e.Was)
	}
	return e, nil
}

// Changed is the run with changes, to be asked and not to be moved on. Faults: items,
// needs and kinds that do not exist, an item that is decided, days that cannot be.
func (r *Run) Changed(changes ...Change) (*Run, error) {
	var m mistakes
	items := slices.Clone(r.c.net.items)
	for n, c := range changes {
		r.try(items, &c, "changes["+itoa(n)+"].", &m)
	}
	if err := m.err(); err != nil {
		return nil, err
	}
	return r.over(items)
}

// try puts one change into the items.
func (r *Run) try(items []Item, c *Change, at string, m *mistakes) {
	i, known := r.c.net.number[c.Item]
	switch {
	case !known:
		m.mistaken(at+"item", "approval.no_item", "id", short(c.Item))
		return
	case r.c.tracks[i].phase.decided():
		m.mistaken(at+"item", "approval.decided", "item", short(c.Item))
		return
	}
	it := &items[i]
	switch c.Kind {
	case ChangeTakes:
		checkDays(at+"days", c.Days, m)
		it.Pledged = c.Days
	case ChangePromise:
		it.Pledged = 0
	case ChangeParallel:
		k := slices.Index(it.Needs, c.Need)
		if k < 0 {
			m.mistaken(at+"need", "approval.no_need", "item", short(c.Item), "id", short(c.Need))
			return
		}
		it.Needs = slices.Delete(slices.Clone(it.Needs), k, k+1)
		if c.Formal && !slices.Contains(it.GrantNeeds, c.Need) {
			it.GrantNeeds = append(slices.Clip(it.GrantNeeds), c.Need)
		}
	default:
		m.mistaken(at+"kind", "approval.change", "kind", short(string(c.Kind)))
	}
}

// over runs the same tracks over other items, in the same order.
func (r *Run) over(items []Item) (*Run, error) {
	net, err := Compile(items, r.c.net.budget)
	if err != nil {
		return nil, err
	}
	other := *r
	other.c.net, other.c.times, other.c.days, other.dirty = net, make([]times, len(items)), nil, make([]bool, len(items))
	other.reckon()
	return &other, nil
}

// Shortcuts are the single changes that bring the forecast forward, the one that
// gains most first. Offered are the changes the place allows: a commitment where the
// catalogue knows one, a link that may be dropped; those that gain nothing or cannot
// be tried any more are left out.
func (r *Run) Shortcuts(offered []Change) []Effect {
	var gains []Effect
	for _, c := range offered {
		if e, err := r.WhatIf(c); err == nil && e.Gain > 0 {
			gains = append(gains, e)
		}
	}
	slices.SortStableFunc(gains, func(a, b Effect) int { return cmp.Compare(b.Gain, a.Gain) })
	return gains
}

// Halved offers every undecided item of the budget that sets the forecast at half of
// its pledge, and every link on the way dropped for acceptance but not for the grant.
func (r *Run) Halved() []Change {
	var list []Change
	for _, i := range r.c.chain() {
		it := &r.c.net.items[i]
		if it.Pledged > 1 {
			list = append(list, Change{Kind: ChangeTakes, Item: it.ID, Days: it.Pledged / 2})
		}
		for _, need := range it.Needs {
			if r.c.times[i].accepted == 0 && r.c.tracks[r.c.net.number[need]].phase != granted {
				list = append(list, Change{Kind: ChangeParallel, Item: it.ID, Need: need, Formal: true})
			}
		}
	}
	return list
}

// ChangeKinds lists what can be tried.
func ChangeKinds() []ChangeKind { return []ChangeKind{ChangeTakes, ChangeParallel, ChangePromise} }
