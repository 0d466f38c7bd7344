// What only the dates of a case can tell to be wrong.

package approval

import "guatu/internal/workday"

// agree notes what contradicts other items or the item's own dates.
func (r *Run) agree(i int32, m *mistakes) {
	r.agreeGrant(i, m)
	if r.bad {
		for _, d := range r.missing(i) {
			m.mistaken(factField(d.at, "missing"), "approval.bad_credit")
		}
	}
	if r.c.times[i].finish == workday.LastDate {
		m.mistaken(wholeList, "approval.beyond", "id", short(r.c.net.items[i].ID))
	}
}

// agreeSupply notes documents to be supplied later than the item is due (domain.md
// 3.3: no later than its pledged limit). A case as a whole must keep that; in a run
// only an acceptance must, because a due day can move forward afterwards, when a
// stop ends early.
func (r *Run) agreeSupply(i int32, m *mistakes) {
	due := r.c.times[i].due
	for _, d := range r.missing(i) {
		if due != 0 && d.by > due {
			m.mistaken(factField(d.at, "supply_by"), "approval.supply_late", "date", d.by.String(), "due", due.String())
		}
	}
}

// missing are the documents an item was accepted without.
func (r *Run) missing(i int32) []document {
	if len(r.c.net.items[i].Tolerable) == 0 {
		return nil
	}
	return r.story(i).missing
}

// story reads an item's facts once more, for what its track leaves out. Mistakes
// were noted when the track was made.
func (r *Run) story(i int32) *story {
	t, s := r.reading(i, &mistakes{})
	if t.phase == submitted && silent(t.accepted, r.c.today, r.c.cal) {
		s.silent = true
	}
	return &s
}

// agreeGrant notes a grant before one it waits for.
func (r *Run) agreeGrant(i int32, m *mistakes) {
	t := &r.c.tracks[i]
	if t.phase != granted {
		return
	}
	for _, e := range r.c.net.needsOf(i) {
		if p := &r.c.tracks[e.item]; e.grant && (p.phase != granted || p.decided > t.decided) {
			at := factField(r.lastOf(i, Granted), "kind")
			m.mistaken(at, "approval.granted_before_need", "item", short(r.c.net.items[i].ID), "need", short(r.c.net.items[e.item].ID))
		}
	}
}

// lastOf is the number of the last fact of a kind.
func (r *Run) lastOf(i int32, k Kind) int {
	for n := len(r.of[i]) - 1; n >= 0; n-- {
		if r.facts[r.of[i][n]].Kind == k {
			return int(r.of[i][n])
		}
	}
	return 0
}
