// Facts of one item → its track. The order in which facts are given is of no
// matter: they are read day by day, and within a day in the order in which they
// can have happened.

package approval

import (
	"cmp"
	"slices"

	"guatu/internal/workday"
)

// A reading is one item's facts being read.
type reading struct {
	*mistakes
	item  *Item
	cal   *workday.Calendar // of the five days of art. 32
	facts []Fact            // of the whole case
	t     track
	story
}

// turn is the order in which facts of one day are tried; the first that can have
// happened is taken, then all are tried anew.
var turn = map[Kind]int{Returned: 1, Accepted: 2, Stopped: 3, Resumed: 4, Supplied: 5, Granted: 6, Refused: 7, Withdrawn: 8, Submitted: 0}

// Compare orders the kinds of one day as they are tried: what is written down on one
// day for one day is shown in the order it can have happened in.
func (k Kind) Compare(other Kind) int { return cmp.Compare(turn[k], turn[other]) }

// read takes the facts with these numbers; all are of the item and of real days.
func (r *reading) read(numbers []int32) {
	order := func(a, b int32) int {
		x, y := &r.facts[a], &r.facts[b]
		return cmp.Or(cmp.Compare(x.On, y.On), cmp.Compare(turn[x.Kind], turn[y.Kind]))
	}
	slices.SortStableFunc(numbers, order)
	for len(numbers) > 0 {
		n := 1
		for n < len(numbers) && r.facts[numbers[n]].On == r.facts[numbers[0]].On {
			n++
		}
		r.day(numbers[:n])
		numbers = numbers[n:]
	}
}

// day takes the facts of one day. What could not have happened on it is a mistake.
func (r *reading) day(numbers []int32) {
	r.answer(r.facts[numbers[0]].On)
	var few [16]bool // nearly always enough
	taken, rest := few[:], len(numbers)
	if rest > len(few) {
		taken = make([]bool, rest)
	}
	for again := true; again && rest > 0; {
		again = false
		for i, n := range numbers {
			if taken[i] || !r.take(int(n)) {
				continue
			}
			taken[i], again = true, true
			rest--
			break
		}
	}
	for i, n := range numbers {
		if !taken[i] {
			r.outOfOrder(int(n))
		}
	}
}

// answer accepts a submission that nobody answered in time, as of its own day.
func (r *reading) answer(on workday.Date) {
	if r.t.phase == submitted && silent(r.submitted, on, r.cal) {
		r.accept(r.submitted)
		r.silent = true
	}
}

// take lets a fact happen, if it can.
func (r *reading) take(n int) bool {
	f := &r.facts[n]
	switch f.Kind {
	case Submitted:
		return r.submit(f)
	case Accepted:
		return r.receive(f, n)
	case Returned:
		return r.sendBack(f)
	case Stopped, Resumed, Supplied:
		return r.t.phase == running && r.during(f, n)
	}
	return r.decide(f, n)
}

// submit begins a round: after a refusal or a withdrawal there may be another.
func (r *reading) submit(f *Fact) bool {
	if r.t.phase != idle && r.t.phase != refused && r.t.phase != withdrawn {
		return false
	}
	r.renew()
	r.submitted, r.t.accepted, r.t.phase = f.On, f.On, submitted
	return true
}

// receive is acceptance on the office's word. One that comes when silence has
// accepted already changes no date.
func (r *reading) receive(f *Fact, n int) bool {
	switch {
	case r.t.phase == running && r.silent && r.missing == nil:
	case r.t.phase == submitted:
		r.accept(f.On)
	case r.t.phase == idle || r.t.phase == refused || r.t.phase == withdrawn:
		r.renew()
		r.accept(f.On)
	default:
		return false
	}
	r.missing = []document{}
	for _, doc := range f.Missing {
		r.missing = append(r.missing, document{name: doc, by: f.SupplyBy, at: n})
	}
	return true
}

// accept starts the clock.
func (r *reading) accept(on workday.Date) {
	r.t.accepted, r.t.phase, r.returned = on, running, nil
}

// sendBack asks for what is missing; too late it has no force.
func (r *reading) sendBack(f *Fact) bool {
	switch {
	case r.t.phase == submitted:
		r.t.phase, r.t.accepted, r.returned = idle, 0, f
	case r.t.phase == running && r.silent:
		r.void = f.On
	default:
		return false
	}
	return true
}

// during is what happens while the clock runs or stands still.
func (r *reading) during(f *Fact, n int) bool {
	switch f.Kind {
	case Stopped:
		r.stops = append(r.stops, halt{fact: f, end: max(f.Until, f.On)})
		return true
	case Resumed:
		return r.resume(f.On)
	}
	for i := range r.missing {
		if d := &r.missing[i]; d.name == f.Doc && d.supplied == 0 {
			d.supplied = f.On
			return true
		}
	}
	if f.Doc != "" {
		r.mistaken(factField(n, "doc"), "approval.doc_not_missing", "doc", short(f.Doc))
	}
	return true
}

// resume ends every stop that covers the day. A stop of the same day begins where
// the one before it ends, and goes on.
func (r *reading) resume(on workday.Date) bool {
	any := false
	for i := range r.stops {
		h := &r.stops[i]
		any = any || h.fact.On < on
		if h.fact.On < on && on <= h.end {
			h.end, h.resumed = on, true
		}
	}
	return any
}

// decide ends the round.
func (r *reading) decide(f *Fact, n int) bool {
	if r.t.phase != running && (f.Kind == Granted || r.t.phase != submitted) {
		return false
	}
	if r.t.phase == submitted {
		r.t.accepted = 0
	}
	r.t.decided = f.On
	switch f.Kind {
	case Granted:
		r.t.phase = granted
		r.supplied(n)
	case Refused:
		r.t.phase = refused
	default:
		r.t.phase = withdrawn
	}
	return true
}

// supplied notes a grant while documents are missing (domain.md 3.3: the result is
// issued only after all is made up).
func (r *reading) supplied(n int) {
	for _, d := range r.missing {
		if d.supplied == 0 {
			r.note(factField(n, "")+d.name, wrongAt(factField(n, ""), "approval.granted_before_supply", "doc", short(d.name), "item", r.item.ID))
		}
	}
}

// renew puts a round that is over behind, keeping the days it counted.
func (r *reading) renew() {
	if r.t.phase == refused || r.t.phase == withdrawn {
		if r.t.accepted != 0 {
			if r.past.began == 0 {
				r.past.began = r.t.accepted
			}
			r.past.days = without(r.past.days, span{r.t.accepted, r.t.decided}, unionOf(r.stops))
		}
		r.t.accepted, r.t.decided = 0, 0
		r.stops, r.missing, r.silent, r.void = nil, nil, false, 0
	}
	r.submitted, r.returned = 0, nil
}

// outOfOrder notes a fact that cannot have happened after those before it.
func (r *reading) outOfOrder(n int) {
	switch f := &r.facts[n]; {
	case f.Kind == Resumed && r.t.phase == running:
		r.disordered(n, "approval.nothing_stopped")
	case r.t.phase == granted:
		r.disordered(n, "approval.after_grant")
	case f.Kind == Granted && r.t.phase == submitted:
		r.disordered(n, "approval.not_accepted")
	case r.t.phase == idle || r.t.phase.decided():
		r.disordered(n, "approval.not_under_way")
	default:
		r.disordered(n, "approval.out_of_order")
	}
}

func (r *reading) disordered(n int, code string) {
	f := &r.facts[n]
	r.mistaken(factField(n, "kind"), code, "item", short(r.item.ID), "kind", string(f.Kind), "on", f.On.String())
}

// factField is where a value of a fact stands in the input.
func factField(n int, name string) string {
	at := "facts[" + itoa(n) + "]"
	if name == "" {
		return at
	}
	return at + "." + name
}
