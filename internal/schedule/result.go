// What a plan says.

package schedule

import (
	"guatu/internal/fault"
	"guatu/internal/workday"
)

// A Result is a reckoned plan.
type Result struct {
	Calendar *workday.Calendar // the one the working days were counted by
	Start    workday.Date
	Finish   workday.Date // the last day of the last activity; no date without activities
	// CriticalPath is the chain that sets the finish, first to last, without what
	// is finished.
	CriticalPath []string
	Backward     *Backward // the plan counted backward; nil without a deadline
	Activities   []Timing  // in the order of the input
}

// Backward is what the deadline asks (倒排).
type Backward struct {
	FinishBy workday.Date
	// Shortfall is by how many days, all days counted, the plan misses the
	// deadline; 0 when it is met. ShortfallWorked counts working days only.
	Shortfall, ShortfallWorked int
	// StartBy is the day on which the first of what has not started must start at
	// the latest; no date when everything has.
	StartBy workday.Date
}

// A Timing is one activity's dates. Every finish is the last day worked.
type Timing struct {
	ID    string
	State State
	Unit  Unit // of the floats
	// Early dates are the first possible, late ones the last that keep the
	// plan's finish. Latest ones are the last that keep the deadline, before
	// the early ones where it cannot be kept; no dates without a deadline. What
	// has happened stands in all three. A start nobody noted is no date.
	Early, Late, Latest Extent
	// TotalFloat and FreeFloat count in days of Unit; 0 and of no meaning when
	// finished.
	TotalFloat, FreeFloat int
	Critical              bool // no total float, and not finished
}

// An Extent is the first and the last day of an activity; of a milestone both are its
// day.
type Extent struct{ Start, Finish workday.Date }

// Plan reckons the network: early dates forward from the start, late ones backward
// from the finish and from the deadline. Faults are those of Check, and a plan
// that runs out of the years 1 to 9999.
func (n Network) Plan() (*Result, error) {
	var m mistakes
	g := n.lay(&m)
	if err := m.err(); err != nil {
		return nil, err
	}
	return n.reckon(g)
}

// reckon runs the passes and puts the answer together.
func (n *Network) reckon(g *grid) (*Result, error) {
	early, reason := g.forward()
	for j := range early {
		if early[j].end >= workday.LastDate {
			return nil, fault.New(fault.Invalid, "schedule.beyond", "id", g.acts[j].ID).At(field(j, "days"))
		}
	}
	r := &Result{Calendar: g.cal, Start: n.Start, CriticalPath: []string{}, Activities: make([]Timing, len(early))}
	for j := range early {
		t := &r.Activities[j]
		t.ID, t.State, t.Unit = g.acts[j].ID, g.state[j], g.acts[j].unit()
		t.Early = g.dates(int32(j), early[j], early[j])
		r.Finish = max(r.Finish, t.Early.Finish)
	}
	for _, j := range g.path(r.Finish, early, reason) {
		r.CriticalPath = append(r.CriticalPath, g.acts[j].ID)
	}
	r.relax(g, early)
	if !n.FinishBy.IsZero() {
		return r.countBack(g, early, n.FinishBy)
	}
	return r, nil
}

// relax puts in the late dates and the floats.
func (r *Result) relax(g *grid, early []span) {
	late, free := g.backward(r.Finish), g.free(r.Finish, early)
	for i := range r.Activities {
		t, j := &r.Activities[i], int32(i)
		t.Late = g.dates(j, late[i], early[i])
		if t.State != Finished {
			t.TotalFloat, t.FreeFloat = g.float(j, early[i], late[i]), g.float(j, early[i], free[i])
			t.Critical = t.TotalFloat == 0
		}
	}
}

// countBack puts in the latest dates.
func (r *Result) countBack(g *grid, early []span, finishBy workday.Date) (*Result, error) {
	r.Backward = &Backward{FinishBy: finishBy}
	if r.Finish > finishBy {
		r.Backward.Shortfall = int(r.Finish - finishBy)
		r.Backward.ShortfallWorked = g.cal.Between(finishBy, r.Finish)
	}
	latest := g.backward(finishBy)
	for i := range r.Activities {
		t := &r.Activities[i]
		if t.State != Finished && min(latest[i].start, latest[i].end) <= workday.FirstDate {
			return nil, fault.New(fault.Invalid, "schedule.before", "id", t.ID).At(deadline)
		}
		t.Latest = g.dates(int32(i), latest[i], early[i])
		if by := r.Backward.StartBy; t.State == Planned && (by.IsZero() || t.Latest.Start < by) {
			r.Backward.StartBy = t.Latest.Start
		}
	}
	return r, nil
}

// deadline is the field the plan counts back from.
const deadline = "finish_by"

// dates are the days of a span; no date for a start that nobody noted.
func (g *grid) dates(j int32, s, early span) Extent {
	start, finish := g.days(j, s, early)
	if g.state[j] == Finished && g.acts[j].Days > 0 {
		start = g.acts[j].Started
	}
	return Extent{start, finish}
}

// days are the first and last day of a span. The evening of a milestone in working
// days is that of a working day, unless it is the one on which it first can be.
func (g *grid) days(j int32, s, early span) (workday.Date, workday.Date) {
	f := g.form[j]
	if f&(milestone|closing) == milestone {
		return s.start, s.end
	}
	last := s.end - 1
	if g.state[j] != Finished && f&(inWorked|snaps) == inWorked {
		last = g.workedEvening(s.end, early.end)
	}
	if f&milestone != 0 {
		return last, last
	}
	return s.start, last
}

// workedEvening is the day whose evening is meant by a morning that need not follow
// a working day: as many working days on as lie between.
func (g *grid) workedEvening(m, early workday.Date) workday.Date {
	n := g.worked(m)
	if n == g.worked(early) {
		return early - 1
	}
	return g.evening(n) - 1
}
