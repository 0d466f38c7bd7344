// Ranks, with ties and what breaks them.

package score

import (
	"slices"

	"guatu/internal/formula"
)

// unranked tells that a pack ranks nobody: it only lights lights, or shows figures.
func (p *Pack) unranked() bool { return len(p.root.parts) == 0 && !p.rank.by.given() }

// by is what a unit is ranked by.
func (r *run) by(i int) formula.Value {
	if k := &r.pack.rank; k.by.given() {
		return r.frames[i].Values[k.by.slot]
	}
	return r.frames[i].Values[slotTotal]
}

// compare orders two ranked units: negative where a is better. A tie-breaker that
// is missing is worse than any.
func (r *run) compare(a, b int) int {
	if c := r.by(b).Compare(r.by(a)); c != 0 {
		return c
	}
	for _, t := range r.pack.rank.then {
		if c := r.frames[b].Values[t.slot].Compare(r.frames[a].Values[t.slot]); c != 0 {
			return c
		}
	}
	return 0
}

// rank gives every one of some units that takes part its rank, and says who does
// not.
func (r *run) rank(all []int) {
	if r.pack.unranked() {
		return
	}
	units := make([]int, 0, len(all))
	for _, i := range all {
		v := r.frames[i].Values
		v[slotRank], v[slotRankBelow] = formula.Value{}, formula.Value{}
		if r.states[i] == notReported {
			r.states[i] = ranked
		}
		if r.states[i] == ranked && r.by(i).IsMissing() {
			r.states[i] = notReported
		}
		if r.states[i] == ranked {
			units = append(units, i)
		}
	}
	slices.SortStableFunc(units, r.compare)
	r.number(units)
	for _, i := range all {
		r.frames[i].Values[slotRanked] = formula.Int(len(units))
	}
}

// number numbers units that stand in order, from above and from below.
func (r *run) number(units []int) {
	dense := r.pack.settings.tieRank == "dense"
	runs := runsOf(units, r.compare)
	for k, u := range runs {
		above, below := u.from+1, len(units)-u.to+1
		if dense {
			above, below = k+1, len(runs)-k
		}
		for _, i := range units[u.from:u.to] {
			r.frames[i].Values[slotRank], r.frames[i].Values[slotRankBelow] = formula.Int(above), formula.Int(below)
		}
	}
}

// A span is units[from:to] that share their place.
type span struct{ from, to int }

// runsOf cuts units that stand in order into those that share a place.
func runsOf(units []int, compare func(a, b int) int) []span {
	var all []span
	for from := 0; from < len(units); {
		to := from + 1
		for to < len(units) && compare(units[from], units[to]) == 0 {
			to++
		}
		all = append(all, span{from, to})
		from = to
	}
	return all
}
