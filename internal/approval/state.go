// What a case comes to: the state of every item, the budget, the forecast.

package approval

import "guatu/internal/workday"

// A State is how far an item is on a day.
type State string

// The states.
const (
	StateBlocked   State = "blocked"   // 待前置: something it needs is not granted
	StateReady     State = "ready"     // 可申报
	StateSubmitted State = "submitted" // 已申报待受理
	StateRunning   State = "running"   // 办理中
	StateStopped   State = "stopped"   // 停表中
	StateGranted   State = "granted"   // 办结
	StateRefused   State = "refused"   // 不予许可
	StateWithdrawn State = "withdrawn" // 已撤回
)

// UnderWay tells that the item is accepted and not decided.
func (s State) UnderWay() bool { return s == StateRunning || s == StateStopped }

// Decided tells that the item is granted, refused or withdrawn.
func (s State) Decided() bool {
	return s == StateGranted || s == StateRefused || s == StateWithdrawn
}

// A Result is a reckoned case.
type Result struct {
	Items        []Standing    `json:"items"` // in the order of the input
	Budget       *Spending     `json:"budget"`
	CriticalPath []string      `json:"critical_path"` // the chain of undecided items that sets the forecast
	Forecast     *workday.Date `json:"forecast"`      // the day the budget's last item is granted
	// From and Through are the first and the last day reckoned with.
	From workday.Date `json:"-"`
	// Open is the item the budget ends with where it is not among the items.
	Open    string       `json:"-"`
	Through workday.Date `json:"-"`
}

// A Standing is one item's figures. What does not exist yet is nil.
type Standing struct {
	ID           string        `json:"id"`
	State        State         `json:"state"`
	WaitingOn    []string      `json:"waiting_on"` // items that must be granted first
	Used         int           `json:"used"`       // days counted
	Left         *int          `json:"left"`       // of the pledged limit; negative when overdue
	Due          *workday.Date `json:"due"`
	StatutoryDue *workday.Date `json:"statutory_due"`
	Overdue      bool          `json:"overdue"`
	// Early dates are what happened or is forecast, late ones the last that keep
	// the forecast of the budget's last item: acceptance and grant.
	EarlyStart  *workday.Date `json:"early_start"`
	EarlyFinish *workday.Date `json:"early_finish"`
	LateStart   *workday.Date `json:"late_start"`
	LateFinish  *workday.Date `json:"late_finish"`
	Float       *int          `json:"float"` // working days between early and late finish
	Critical    bool          `json:"critical"`
	Reasons     []Reason      `json:"reasons"`
}

// Spending is the budget: working days on which at least one clock ran.
type Spending struct {
	Used          int  `json:"used"`
	Left          int  `json:"left"`
	Limit         int  `json:"limit"`
	ApplicantDays int  `json:"applicant_days"` // working days between on which none ran
	Overdue       bool `json:"overdue"`
	// ChainDays is the second figure of domain.md 3.2: the pledged or counted days
	// along the longest chain of the budget's items.
	ChainDays int `json:"chain_days"`
}

// State reckons the case. All that is wrong is reported at once: unknown items and
// kinds, cycles, facts in the future or out of order, stops without reason, notice
// or end, a grant while documents are missing, a day for them later than due.
func (c Case) State() (*Result, error) {
	return c.state(&mistakes{})
}

// state is State with the mistakes so far.
func (c *Case) state(m *mistakes) (*Result, error) {
	r := newRun(lay(c.Items, c.Budget, m), c, m)
	if len(m.at) == 0 {
		for i := range r.c.tracks {
			r.agreeSupply(int32(i), m)
		}
	}
	if err := m.err(); err != nil {
		return nil, err
	}
	return r.Result(), nil
}

// Result puts the figures of a run together.
func (r *Run) Result() *Result {
	n := r.c.net
	out := &Result{Items: make([]Standing, len(n.items)), CriticalPath: []string{}, From: r.c.today, Through: r.c.today}
	for i := range n.items {
		out.Items[i] = r.standing(int32(i))
		out.reckon(&r.c.times[i])
	}
	if n.budget.Until != "" {
		b := r.Spending()
		out.Budget = &b
	}
	if n.until < 0 {
		out.Open = n.budget.Until
	}
	for _, i := range r.c.chain() {
		out.CriticalPath = append(out.CriticalPath, n.items[i].ID)
	}
	if n.until >= 0 {
		out.Forecast = dated(r.c.times[n.until].finish)
	}
	return out
}

// reckon widens the days reckoned with by those of an item.
func (out *Result) reckon(x *times) {
	for _, d := range []workday.Date{x.start, x.finish, x.due, x.statutory} {
		if d != 0 && d != never {
			out.From, out.Through = min(out.From, d), max(out.Through, d)
		}
	}
}

// Spending is the budget so far; of no meaning without one.
func (r *Run) Spending() Spending {
	limit, used := r.c.net.budget.Limit, int(r.spent.used)
	return Spending{Used: used, Left: limit - used, Limit: limit, ApplicantDays: int(r.spent.applicant), Overdue: used > limit, ChainDays: r.c.chainDays()}
}

// Forecast is the day on which the budget's last item is granted; no date where it
// will not be, or there is no budget.
func (r *Run) Forecast() workday.Date {
	if n := r.c.net; n.until >= 0 && r.c.times[n.until].finish != never {
		return r.c.times[n.until].finish
	}
	return 0
}

// standing is one item's figures.
func (r *Run) standing(i int32) Standing {
	n, t, x := r.c.net, &r.c.tracks[i], &r.c.times[i]
	story := r.story(i)
	s := Standing{ID: n.items[i].ID, State: r.state(i, story), WaitingOn: r.waitingOn(i), Used: int(x.used),
		Due: dated(x.due), StatutoryDue: dated(x.statutory), Overdue: r.overdue(i),
		EarlyStart: dated(x.start), EarlyFinish: dated(x.finish), Reasons: r.reasons(i, story)}
	if x.accepted != 0 {
		left := int(n.limits[i].pledged - x.used)
		s.Left = &left
	}
	if t.decided != 0 {
		s.EarlyFinish = dated(t.decided)
	}
	if n.until >= 0 && n.cone[i] {
		s.LateStart, s.LateFinish = dated(x.lateStart), dated(x.late)
		if float, has := r.c.float(i); has {
			s.Float, s.Critical = &float, float == 0
		}
	}
	return s
}

// float is by how many working days an undecided item's grant may slip without
// moving the forecast.
func (c *course) float(i int32) (int, bool) {
	x := &c.times[i]
	if !c.net.cone[i] || c.tracks[i].phase.decided() || x.late == 0 {
		return 0, false
	}
	return c.cal.Between(x.finish, x.late), true
}

// overdue tells a decision after the due day, or none by then.
func (r *Run) overdue(i int32) bool {
	t, x := &r.c.tracks[i], &r.c.times[i]
	return x.due != 0 && r.c.counting(i).to > x.due && (t.decided != 0 || r.c.today > x.due)
}

// state is how far an item is.
func (r *Run) state(i int32, s *story) State {
	switch t, x := &r.c.tracks[i], &r.c.times[i]; {
	case t.phase == granted:
		return StateGranted
	case t.phase == refused:
		return StateRefused
	case t.phase == withdrawn:
		return StateWithdrawn
	case x.accepted != 0 && s.haltedOn(r.c.today):
		return StateStopped
	case x.accepted != 0:
		return StateRunning
	case t.phase == submitted:
		return StateSubmitted
	case x.waits:
		return StateBlocked
	}
	return StateReady
}

// haltedOn tells that a clock stands still on a day.
func (s *story) haltedOn(d workday.Date) bool {
	for _, h := range s.stops {
		if !h.resumed && d <= h.end {
			return true
		}
	}
	return false
}

// waitingOn names what an undecided item needs and has not: to be accepted, or to
// be granted once its clock runs.
func (r *Run) waitingOn(i int32) []string {
	ids := []string{}
	if r.c.tracks[i].phase.decided() {
		return ids
	}
	for _, e := range r.c.net.needsOf(i) {
		if r.c.tracks[e.item].phase != granted && (e.grant || r.c.times[i].accepted == 0) {
			ids = append(ids, r.c.net.items[e.item].ID)
		}
	}
	return ids
}

// dated is nil for no date, and for one that will not be.
func dated(d workday.Date) *workday.Date {
	if d == 0 || d == never {
		return nil
	}
	return &d
}

// States lists how far an item can be.
func States() []State {
	return []State{StateBlocked, StateReady, StateSubmitted, StateRunning, StateStopped, StateGranted, StateRefused, StateWithdrawn}
}
