// Odds: on which day the budget's last item will be granted, by what was learnt.

package approval

import (
	"math/rand/v2"
	"slices"

	"guatu/internal/fault"
	"guatu/internal/workday"
)

// A Trial is how the odds are drawn. The same trial on the same run gives the same
// odds.
type Trial struct {
	Runs   int // 10,000 where 0
	Seed   uint64
	Learnt *Learnt
	County string
}

// MaxTrialRuns bounds the runs of a trial.
const MaxTrialRuns = 1_000_000

// Odds are the days on which the budget's last item was granted in the runs of a
// trial.
type Odds struct {
	days []workday.Date // sorted
	// Unlearnt are the items for which too few cases have ended: they are taken to
	// wait for nothing and to end when their pledge says.
	Unlearnt []string
}

// Odds draws the rest of the case many times over: what is open goes on from where it
// stands, what waits waits, each by the distributions learnt, on the days of the
// calendar. Faults: no budget to count to, or its last item will not be granted.
func (r *Run) Odds(t Trial) (*Odds, error) {
	switch {
	case r.c.net.until < 0:
		return nil, fault.New(fault.Invalid, "approval.no_end_item")
	case r.end() == never:
		return nil, fault.New(fault.Invalid, "approval.will_not_be")
	case t.Runs < 0 || t.Runs > MaxTrialRuns:
		return nil, fault.New(fault.Invalid, "approval.runs", "max", MaxTrialRuns)
	case t.Runs == 0:
		t.Runs = 10_000
	}
	o := &Odds{days: make([]workday.Date, t.Runs)}
	g := r.gamble(t, o)
	for k := range o.days {
		o.days[k] = g.run()
	}
	slices.Sort(o.days)
	return o, nil
}

// Within is the day by which the budget's last item is granted in a share of the
// runs: Within(0.8) is P80.
func (o *Odds) Within(share float64) workday.Date {
	n := int(share*float64(len(o.days))+0.999999) - 1
	return o.days[min(max(n, 0), len(o.days)-1)]
}

// By is the share of the runs in which it is granted by a day.
func (o *Odds) By(day workday.Date) float64 {
	n, _ := slices.BinarySearch(o.days, day+1)
	return float64(n) / float64(len(o.days))
}

// A gamble is a case laid out for drawing: the undecided items of the budget in
// order.
type gamble struct {
	dice  *rand.Rand
	cal   *workday.Calendar
	today workday.Date
	next  workday.Date
	bets  []bet
	ends  []workday.Date // by item
	until int32
}

// A bet is one undecided item.
type bet struct {
	item     int32
	days     bool
	open     bool         // accepted
	from     workday.Date // acceptance, or the day it could be accepted, what is open aside
	floor    workday.Date // it is not granted before
	wait     draw
	desk     draw
	waits    bool // wait was learnt
	pledged  int32
	learnt   bool // desk was learnt
	due      workday.Date
	needs    []edge
	unbegun  bool // it waits for undecided items
	answered bool // submitted: it is accepted today
}

// gamble lays the case out.
func (r *Run) gamble(t Trial, o *Odds) *gamble {
	g := &gamble{dice: rand.New(rand.NewPCG(t.Seed, 0x67756174)), cal: r.c.cal, today: r.c.today, next: r.c.next, ends: make([]workday.Date, len(r.c.tracks)), until: r.c.net.until}
	for _, i := range r.c.net.inCone {
		if r.c.tracks[i].phase.decided() {
			g.ends[i] = r.c.tracks[i].decided
			continue
		}
		b := r.bet(i, t)
		if !b.learnt {
			o.Unlearnt = append(o.Unlearnt, r.c.net.items[i].ID)
		}
		g.bets = append(g.bets, b)
	}
	return g
}

// bet lays one undecided item out.
func (r *Run) bet(i int32, t Trial) bet {
	n, x := r.c.net, &r.c.times[i]
	id := n.items[i].ID
	b := bet{item: i, days: n.limits[i].days, pledged: n.limits[i].pledged, due: x.finish, needs: n.needsOf(i), floor: r.c.next,
		open: x.accepted != 0, answered: r.c.tracks[i].phase == submitted}
	takes, waits := t.Learnt.Desk(id, t.County), t.Learnt.Wait(id, t.County)
	b.learnt, b.waits = takes.Known(), waits.Known()
	clk := r.c.clock(i)
	if b.open {
		b.from = x.accepted
		b.desk = takes.after(int(clk.counted(span{x.accepted, r.c.today}, nil)))
		if until, halted := r.haltedUntil(i); halted {
			b.floor = max(b.floor, r.c.cal.At(r.c.cal.Index(until)+1))
		}
		return b
	}
	b.desk = takes.after(-1)
	from, could := r.could(i)
	b.unbegun = x.waits
	if b.unbegun || !could {
		b.from, b.wait = r.c.today, waits.after(-1)
		return b
	}
	b.from, b.wait = from, waits.after(int(clk.counted(span{from, r.c.today}, nil)))
	return b
}

// haltedUntil is the day on which the last running stop ends by itself.
func (r *Run) haltedUntil(i int32) (until workday.Date, halted bool) {
	for _, h := range r.story(i).stops {
		if !h.resumed && r.c.today <= h.end {
			until, halted = max(until, h.end), true
		}
	}
	return until, halted
}

// run draws the case once.
func (g *gamble) run() workday.Date {
	for k := range g.bets {
		b := &g.bets[k]
		g.ends[b.item] = g.end(b)
	}
	return g.ends[g.until]
}

// end draws the day of one item's grant.
func (g *gamble) end(b *bet) workday.Date {
	accepted := b.from
	if !b.open {
		accepted = g.accepted(b)
	}
	end := b.due
	switch {
	case b.learnt:
		end = g.add(b, accepted, b.desk.at(1-g.dice.Float64()))
	case !b.open:
		end = g.add(b, accepted, b.pledged)
		if b.days {
			end = g.cal.OnOrAfter(end)
		}
	}
	if b.open {
		end = max(end, b.floor)
	}
	for _, e := range b.needs {
		if e.grant {
			end = max(end, g.ends[e.item])
		}
	}
	return end
}

// accepted draws the day of one item's acceptance.
func (g *gamble) accepted(b *bet) workday.Date {
	if b.answered {
		return g.today
	}
	from := b.from
	for _, e := range b.needs {
		if !e.grant {
			from = max(from, g.ends[e.item])
		}
	}
	if !b.waits {
		return max(from, g.today)
	}
	return max(g.add(b, from, b.wait.at(1-g.dice.Float64())), g.today)
}

// add goes on by days of the item's unit.
func (g *gamble) add(b *bet, d workday.Date, n int32) workday.Date {
	switch {
	case n == 0:
		return d
	case b.days:
		return min(d+workday.Date(n), lastOutlook)
	}
	return min(g.cal.At(g.cal.Index(d)+int(n)), lastOutlook)
}

// lastOutlook keeps sums of very long draws within the tables.
var lastOutlook = workday.NewDate(2200, 12, 31)
