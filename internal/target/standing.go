// Where a unit stands against a clause on a day.

package target

import (
	"guatu/internal/money"
	"guatu/internal/workday"
)

// A State is where a value stands.
type State string

const (
	Met      State = "met"      // reached
	Beyond   State = "beyond"   // reached, and beyond the upper end of a range
	OnCourse State = "course"   // not yet due, or as far as is due
	Lagging  State = "lagging"  // less than is due
	Refill   State = "refill"   // above the floor, below where refilling is called for
	Missed   State = "missed"   // the period is over, or the floor is broken
	Unknown  State = "unknown"  // no value: not nought
	Upcoming State = "upcoming" // the period has not begun
)

// States are all, the worst first; the order in which clauses are joined.
var States = []State{Missed, Lagging, Refill, Unknown, Upcoming, OnCourse, Beyond, Met}

// A Standing is a clause's value against its part in one period on a day.
type Standing struct {
	Period Period       `json:"period"`
	Part   Value        `json:"part"`  // what the period has to bring; the level, of a clause that does not sum
	Value  Value        `json:"value"` // in the period, up to the day
	Known  bool         `json:"known"`
	To     workday.Date `json:"to"`                // the day value and due run to
	Due    Value        `json:"due"`               // by the day
	Gap    Value        `json:"gap"`               // value less due, so turned that below nought is behind
	Rate   money.Points `json:"rate,omitempty"`    // value of part
	DueOf  money.Points `json:"due_of,omitempty"`  // due of part
	RateOK bool         `json:"rate_ok,omitempty"` // both are known
	Left   Value        `json:"left"`              // still to bring
	// What the rest of the period has to bring: its days, ten days and months after
	// the day, and the least whole figure for each of them.
	Days     int   `json:"days"`
	Tens     int   `json:"tens"`
	Months   int   `json:"months"`
	PerTen   Value `json:"per_ten"`
	PerMonth Value `json:"per_month"`
	// CatchUp is what the period has still to bring for its end to see the whole
	// target on its course: what was missed before it counts too (以旬保月).
	CatchUp Value        `json:"catch_up"`
	PaceOn  workday.Date `json:"pace_on,omitzero"` // the day the part is reached at the pace so far; zero: never, or not asked
	State   State        `json:"state"`
}

// A Look is everything a clause is looked at with.
type Look struct {
	Unit  string
	Peers []string // the units beside it, for Above
	Span  Period
	Curve Curve
	On    workday.Date
	Ind   Indicator
	Read  Reader
	Plan  *Plan // of the clause; nil makes it
}

// Standing is the clause's in the whole of the target's period.
func (c Clause) Standing(l Look) Standing { return c.In(l, l.Span) }

// In is the clause's standing in a period within the target's.
func (c Clause) In(l Look, period Period) Standing {
	plan := l.Plan
	if plan == nil {
		plan = c.Plan(l.Span, l.Curve, l.Ind)
	}
	s := Standing{Period: period, Part: plan.Of(period)}
	if period != l.Span {
		c.High = 0 // a range is for the whole
	} else {
		s.Part = plan.whole
		s.Period.Last = plan.span.Last // a list is due before the period's end
	}
	s.To = min(l.On, s.Period.Last)
	s.rest(l.On)
	var r Reading
	if l.Ind.tells(period) {
		r = l.read(c, s.Period, s.To)
	}
	if !r.Known || l.On < s.Period.First {
		s.State = unbegun(l.On < s.Period.First)
		return s
	}
	s.Value, s.Known = r.Value, true
	if !r.To.IsZero() {
		s.To = min(s.To, r.To)
	}
	if !plan.sums {
		s.level(c, l)
		return s
	}
	s.Due = plan.Due(s.To) - plan.Due(s.Period.First-1)
	s.sum(c, l, plan)
	return s
}

// unbegun is the state of what has no value, or has not begun.
func unbegun(before bool) State {
	if before {
		return Upcoming
	}
	return Unknown
}

// rest counts what is left of the period after a day.
func (s *Standing) rest(on workday.Date) {
	from := max(on+1, s.Period.First)
	if from > s.Period.Last {
		return
	}
	rest := Period{from, s.Period.Last, ""}
	s.Days, s.Months = rest.Days(), len(rest.months())
	for day := from; day <= s.Period.Last; s.Tens++ {
		day = PeriodAt(day, TenDays).Last + 1
	}
}

func (l Look) read(c Clause, period Period, by workday.Date) Reading {
	return l.Read(Ask{Indicator: c.Indicator, Unit: l.Unit, Batch: c.Batch, From: period.First, To: by})
}

// sum is the standing of a clause whose parts add up.
func (s *Standing) sum(c Clause, l Look, plan *Plan) {
	s.Gap = s.Value - s.Due
	if c.Op == AtMost {
		s.Gap = s.Due - s.Value
	}
	s.Left = max(0, s.Part-s.Value)
	if s.Rate, s.RateOK = money.Ratio(money.Yuan(s.Value), money.Yuan(s.Part)); s.RateOK {
		s.DueOf, _ = money.Ratio(money.Yuan(s.Due), money.Yuan(s.Part))
	}
	s.PerTen, s.PerMonth = each(s.Left, s.Tens, l.Ind.Piece), each(s.Left, s.Months, l.Ind.Piece)
	s.catchUp(c, l, plan)
	s.pace(c)
	s.State = s.stateOf(c, l.On > s.Period.Last)
}

// catchUp asks what the target has brought from its first day.
func (s *Standing) catchUp(c Clause, l Look, plan *Plan) {
	if c.Op == AtMost {
		return
	}
	so := l.read(c, l.Span, min(l.On, l.Span.Last))
	if so.Known && l.On <= s.Period.Last {
		s.CatchUp = max(0, plan.Due(s.Period.Last)-so.Value)
	}
}

// each is the least whole piece that n of them make at least a sum.
func each(sum Value, n int, piece Value) Value {
	if n == 0 {
		return sum
	}
	of := Value(n) * max(1, piece)
	return (sum + of - 1) / of * max(1, piece)
}

// farOff is how many periods of its own length a pace is followed: beyond, the day
// says nothing.
const farOff = 10

// pace finds the day on which the part is reached if what remains comes as fast as
// what came.
func (s *Standing) pace(c Clause) {
	if c.Op == AtMost || s.Left == 0 || s.Value <= 0 || s.Days == 0 || s.To < s.Period.First {
		return
	}
	elapsed := int64(s.To-s.Period.First) + 1
	if s.Part/s.Value > farOff*Value(s.Period.Days())/Value(elapsed) {
		return
	}
	days, rest := exactly(s.Part, elapsed, int64(s.Value))
	if rest > 0 {
		days++
	}
	s.PaceOn = s.Period.First + workday.Date(days) - 1
}

// stateOf holds the value against the part and what is due of it.
func (s *Standing) stateOf(c Clause, over bool) State {
	switch c.Op {
	case AtMost:
		return stateOf(s.Value <= s.Part, over, s.Gap)
	case Exactly:
		if s.Value > s.Part {
			return Missed
		}
		return stateOf(s.Value == s.Part, over, s.Gap)
	case Between:
		if c.High > 0 && s.Value > c.High {
			return Beyond
		}
	}
	if s.Value >= s.Part && s.Part >= 0 {
		return Met
	}
	return stateOf(false, over, s.Gap)
}

func stateOf(met, over bool, gap Value) State {
	switch {
	case over && met:
		return Met
	case over:
		return Missed
	case gap < 0:
		return Lagging
	case met:
		return Met
	}
	return OnCourse
}

// level is the standing of a clause that holds in every period by itself.
func (s *Standing) level(c Clause, l Look) {
	if c.Op == Above {
		base, known := l.base(c, s.Period, s.To)
		if !known {
			s.State = Unknown
			return
		}
		s.Part += base
	}
	s.Due, s.Gap = s.Part, s.Value-s.Part
	if c.Op == AtMost {
		s.Gap = -s.Gap
	}
	s.Left = max(0, -s.Gap)
	over := l.On > s.Period.Last
	switch {
	case c.Op == Never && s.Gap < 0:
		s.State = Missed
	case c.Op == Never && s.Value < c.High:
		s.State = Refill
	case c.Op == Exactly && s.Gap > 0:
		s.State = Lagging
	case c.Op == Between && s.Value > c.High:
		s.State = Beyond
	default:
		s.State = stateOf(s.Gap >= 0, over, s.Gap)
	}
}

// base is the value a comparison is made with: another unit's, or the mean of the
// units beside it as far as theirs are known, rounded half away from nought.
func (l Look) base(c Clause, period Period, by workday.Date) (Value, bool) {
	if c.Against != Peers {
		other := l
		other.Unit = c.Against
		r := other.read(c, period, by)
		return r.Value, r.Known
	}
	var sum, n Value
	for _, u := range l.Peers {
		other := l
		other.Unit = u
		if r := other.read(c, period, by); r.Known {
			sum, n = sum+r.Value, n+1
		}
	}
	if n == 0 {
		return 0, false
	}
	half := n / 2
	if sum < 0 {
		half = -half
	}
	return (sum + half) / n, true
}

// Join is the state of several together: with any the best, else the worst; of
// none Unknown.
func Join(any bool, states []State) State {
	best := Unknown
	for k, s := range states {
		if k == 0 || any == (rank(s) > rank(best)) && rank(s) != rank(best) {
			best = s
		}
	}
	return best
}

// rank is a state's place among States.
func rank(s State) int {
	for i, t := range States {
		if t == s {
			return i
		}
	}
	return -1
}
