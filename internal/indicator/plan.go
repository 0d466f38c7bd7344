// The plan: definitions made ready to be asked of a million projects.

package indicator

import (
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// A Fact is one project with everything reported of it, as base indicators look at
// it. Figures are in order of month.
type Fact struct {
	Project    *lifecycle.Project
	Figures    []lifecycle.Figure
	Tier       string       // its size tier by the ruleset
	Registered workday.Date // 0 where it is not known
}

// A Plan is base indicators ready to be asked. Column i answers the i-th.
type Plan struct {
	bases     []*Base
	questions []question // of the same places
	wheres    []Where    // different selections; at most 64
}

// maxWheres is how many different selections the indicators of a ruleset may have.
const maxWheres = 64

// NewPlan makes base indicators ready, in the order of definitions. Read tells
// whether events are proved by later ones (a stock) or count by their own date.
// They have been checked (Definitions.Check).
func NewPlan(list []Definition) *Plan {
	p := &Plan{}
	at := map[string]int{}
	for i := range list {
		d := &list[i]
		if d.Base == nil {
			continue
		}
		key := d.Base.Where.key()
		if _, ok := at[key]; !ok {
			at[key] = len(p.wheres)
			p.wheres = append(p.wheres, d.Base.Where)
		}
		base := *d.Base
		p.bases = append(p.bases, &base)
		p.questions = append(p.questions, questionOf(d, at[key]))
	}
	return p
}

// Columns is how many base indicators there are.
func (p *Plan) Columns() int { return len(p.bases) }

// Base is a column's base indicator.
func (p *Plan) Base(column int) *Base { return p.bases[column] }

// A Reader asks facts, one after another, with the same memory: one for every
// goroutine.
type Reader struct {
	plan *Plan
	Fact
	days
	held uint64 // the selections that hold
	done [2]flow
}

// A flow is what the figures of one sense add, parallel to them; none where a
// figure adds nothing.
type flow struct {
	read        bool
	year, total []money.Opt
}

// Reader makes one.
func (p *Plan) Reader() *Reader { return &Reader{plan: p} }

// Changes adds what one fact does to a list: to all base indicators, for the unit
// at a place.
func (r *Reader) Changes(f Fact, unit int, to []Change) []Change {
	r.open(f)
	for i := range r.plan.questions {
		q := &r.plan.questions[i]
		if r.held&q.where != 0 {
			to = r.ask(q, Change{Unit: int32(unit), Column: int32(i)}, to)
		}
	}
	return to
}

// Of adds what one fact does to one column, for opening a value to its records.
func (r *Reader) Of(f Fact, column int, to []Change) []Change {
	r.open(f)
	q := &r.plan.questions[column]
	if r.held&q.where == 0 {
		return to
	}
	return r.ask(q, Change{Column: int32(column)}, to)
}

func (r *Reader) open(f Fact) {
	r.Fact, r.held = f, 0
	r.done[0].read, r.done[1].read = false, false
	r.days.read(f.Project, f.Registered)
	for i := range r.plan.wheres {
		if r.plan.wheres[i].holds(f.Project, f.Tier) {
			r.held |= 1 << i
		}
	}
}

// ask adds what the fact does to one column; c carries its cell.
func (r *Reader) ask(q *question, c Change, to []Change) []Change {
	switch q.of {
	case asksYearPlan:
		return r.plans(c, to)
	case asksYearDone, asksTotalDone:
		return r.reports(q, c, to)
	}
	from := r.event(q)
	if from == never {
		return to
	}
	until := never
	for _, stage := range q.until {
		until = min(until, r.reached[q.basis][stage])
	}
	if until <= from {
		return to
	}
	r.quantity(q.of, &c)
	c.Day = from
	to = append(to, c)
	if until != never {
		c.Day, c.Amount, c.Facts, c.Lacks = until, -c.Amount, -c.Facts, -c.Lacks
		to = append(to, c)
	}
	return to
}

// quantity is what the project adds once.
func (r *Reader) quantity(of uint8, c *Change) {
	if of == asksCount {
		c.Facts, c.Amount = 1, One
		return
	}
	amount := r.Project.Total.Opt
	if of == asksFixedAsset {
		amount = r.Project.FixedAsset
	}
	if !amount.OK {
		c.Lacks = 1
		return
	}
	c.Facts, c.Amount = 1, int64(amount.Yuan)
}

// event is the day from which the project counts.
func (r *Reader) event(q *question) workday.Date {
	day := never
	if q.kept >= 0 && r.own[q.basis][q.kept] == never {
		return never
	}
	switch q.event {
	case whenReached:
		day = r.reached[q.basis][q.stage]
	case whenSaid:
		day = r.own[q.basis][q.stage]
	case whenPlanned:
		day = r.planned[q.stage]
	case whenFirstPlanned:
		day = r.first[q.stage]
	case whenRegistered:
		day = r.registered
	}
	if q.meet < 0 || day == never {
		return day
	}
	return r.met(day, q)
}

// met is the day on which the second event of a Meet holds too.
func (r *Reader) met(day workday.Date, q *question) workday.Date {
	second := r.reached[q.basis][q.meet]
	switch {
	case second == never, q.byThen && second > day:
		return never
	case second <= day:
		return day
	case day == ever || second.Year() != day.Year():
		return never
	}
	return second
}

// plans are the planned years, each on its 1 January.
func (r *Reader) plans(c Change, to []Change) []Change {
	for _, a := range r.Project.Plans {
		if a.Plan.OK {
			c.Day, c.Amount, c.Facts = workday.NewDate(a.Year, 1, 1), int64(a.Plan.Yuan), 1
			to = append(to, c)
		}
	}
	return to
}

// reports are what each month's figure adds. Of the investment since the start a
// project is one fact, however often it reports; of a year's, every report is one.
func (r *Reader) reports(q *question, c Change, to []Change) []Change {
	flow := r.flow(q.sense)
	steps := flow.year
	if q.of == asksTotalDone {
		steps = flow.total
	}
	c.Facts = 1
	for i, step := range steps {
		if !step.OK {
			continue
		}
		c.Day, c.Amount = r.Figures[i].Month.First, int64(step.Yuan)
		to = append(to, c)
		if q.of == asksTotalDone {
			c.Facts = 0
		}
	}
	return to
}

// flow reads the figures of a sense once.
func (r *Reader) flow(at uint8) *flow {
	f, sense := &r.done[at], senses[at]
	if f.read {
		return f
	}
	f.read, f.year, f.total = true, f.year[:0], f.total[:0]
	follow := target.Flow{Project: r.Project}
	for i := range r.Figures {
		var year, total money.Opt
		if r.Figures[i].Sense == sense {
			year, total = follow.Take(&r.Figures[i])
		}
		f.year, f.total = append(f.year, year), append(f.total, total)
	}
	return f
}
