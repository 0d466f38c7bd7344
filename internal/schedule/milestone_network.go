// The nodes of a project as a network: what they wait for, how long they take,
// and what that says about their dates (关键线路, 倒排计划).

package schedule

import (
	"slices"

	"guatu/internal/workday"
)

// An Aim is what a project's nodes are planned towards: one of them and the day
// on which it has to be reached; no day = nobody asked for one.
type Aim struct {
	Node string       `json:"node"`
	By   workday.Date `json:"finish_by,omitzero"`
}

// A NodePlan says what the nodes' own work makes possible, and what an aim asks
// of them.
type NodePlan struct {
	Aim
	// Stated tells that a node still to be reached says how many days it takes.
	// Without, the plan only repeats the dates people gave.
	Stated bool         `json:"stated"`
	Finish workday.Date `json:"finish,omitzero"` // when the aim, and all that leads to it, is reached at the earliest
	// Short and ShortWorked are by how many days, and working days, that is after
	// the day asked for; Spare are the working days left where it is not.
	Short       int          `json:"short"`
	ShortWorked int          `json:"short_worked"`
	Spare       int          `json:"spare"`
	Path        []string     `json:"path"` // the critical chain to the aim, without what is reached
	Nodes       []NodeTiming `json:"nodes"`
}

// A NodeTiming is what a plan says of one node.
type NodeTiming struct {
	Code string `json:"code"`
	// Reached ones keep their day in Early, Late and Latest.
	Reached bool `json:"reached,omitempty"`
	// Leads tells that the aim waits for it, or that it is the aim. Others have
	// early dates only.
	Leads bool     `json:"leads,omitempty"`
	Waits []string `json:"waits,omitempty"` // what it waits for: the needs it states, else the node before it
	// Start is the first day of its work. Early is the first day on which it can
	// be reached, Late the last that keeps Finish, Latest the last that keeps the
	// day asked for, and LatestStart when its work must begin for that.
	Start       workday.Date `json:"start,omitzero"`
	Early       workday.Date `json:"early,omitzero"`
	Late        workday.Date `json:"late,omitzero"`
	Latest      workday.Date `json:"latest,omitzero"`
	LatestStart workday.Date `json:"latest_start,omitzero"`
	Left        int          `json:"left"`     // working days still to do
	Float       int          `json:"float"`    // working days it may slip without moving Finish (时差)
	Critical    bool         `json:"critical"` // it leads, is not reached and has no float
}

// PlanNodes plans a project's nodes, in their order, as known on a day.
//
// A node ends work of so many working days. It waits for the nodes it names, and
// one that names none for the node before it. Once all it waits for is reached its
// work is taken to have begun on the day after: nobody reports that. A forecast is
// a word that it will not be reached before; of a node that does not say how long
// it takes, the planned date is all that is known, and counts like one. Dates to
// the month count with its last day, as everywhere.
//
// The faults are those of Network.Plan; ids in them are the nodes' names.
func PlanNodes(nodes []Milestone, aim Aim, cal *workday.Calendar, today workday.Date) (*NodePlan, error) {
	w := newWeb(nodes, cal, today)
	all := make([]bool, len(nodes))
	for i := range all {
		all[i] = true
	}
	whole, err := w.network(all).Plan()
	if err != nil {
		return nil, err
	}
	leads := w.leading(aim.Node)
	net := w.network(leads)
	net.FinishBy = aim.By
	r, err := net.Plan()
	if err != nil {
		return nil, err
	}
	p := &NodePlan{Aim: aim, Stated: w.stated(), Finish: r.Finish, Path: []string{}, Nodes: make([]NodeTiming, len(nodes))}
	w.tell(p, whole, r, leads)
	if b := r.Backward; b != nil && r.Finish > 0 {
		p.Short, p.ShortWorked, p.Spare = b.Shortfall, b.ShortfallWorked, max(0, w.cal.Between(r.Finish, aim.By))
	}
	return p, nil
}

// LastNode is what a project is planned towards when nobody says: of the nodes not
// reached, the one planned last; "" when all are.
func LastNode(nodes []Milestone, today workday.Date) string {
	last := -1
	for i := range nodes {
		if !nodes[i].reachedOn(today) && (last < 0 || nodes[i].Planned.Last() >= nodes[last].Planned.Last()) {
			last = i
		}
	}
	if last < 0 {
		return ""
	}
	return nodes[last].Code
}

// Longest is the critical node with the most work left, on which the aim depends
// most; not ok where no critical one says how long it takes.
func (p *NodePlan) Longest() (NodeTiming, bool) {
	var best NodeTiming
	for _, t := range p.Nodes {
		if slices.Contains(p.Path, t.Code) && t.Left > best.Left {
			best = t
		}
	}
	return best, best.Left > 0
}

// Hardest is the node on which the aim depends most: the longest, else the first
// of the critical chain; "" without one.
func (p *NodePlan) Hardest() string {
	if t, ok := p.Longest(); ok {
		return t.Code
	}
	return append(slices.Clone(p.Path), "")[0]
}

// Of is a node's timing; not ok when there is no such node.
func (p *NodePlan) Of(code string) (NodeTiming, bool) {
	i := slices.IndexFunc(p.Nodes, func(t NodeTiming) bool { return t.Code == code })
	if i < 0 {
		return NodeTiming{}, false
	}
	return p.Nodes[i], true
}

// reachedOn tells that the node was reached by a day.
func (m *Milestone) reachedOn(day workday.Date) bool {
	return !m.Actual.IsZero() && m.Actual.First <= day
}

// A web is a project's nodes on their way into a network.
type web struct {
	nodes []Milestone
	ids   []string // each node's in the network: its name, by which a cycle is told, or its code where two share one
	cal   *workday.Calendar
	today workday.Date
}

func newWeb(nodes []Milestone, cal *workday.Calendar, today workday.Date) *web {
	w := &web{nodes, make([]string, len(nodes)), cal, today}
	used := map[string]int{"": 2}
	for _, m := range nodes {
		used[m.Name]++
		used[m.Code]++
	}
	for i, m := range nodes {
		w.ids[i] = m.Name
		if used[m.Name] > 1 && m.Name != m.Code {
			w.ids[i] = m.Code
		}
	}
	return w
}

// hold marks the activity that keeps a node from ending before a date.
const hold = "\x00"

// network is made of the chosen nodes. A date before which a node is not reached
// is an activity of its own that runs to it, and the node ends no earlier.
func (w *web) network(chosen []bool) Network {
	net := Network{Calendar: w.cal, Start: w.today, Today: w.today}
	for i := range w.nodes {
		if !chosen[i] {
			continue
		}
		a := w.activity(i)
		if until := w.until(i); until > w.today {
			a.Needs = append(a.Needs, Link{ID: hold + a.ID, Kind: FinishToFinish})
			net.Activities = append(net.Activities, Activity{ID: hold + a.ID, Days: int(min(until-w.today+1, MaxDays)), Unit: CalendarDays})
		}
		net.Activities = append(net.Activities, a)
	}
	return net
}

func (w *web) activity(i int) Activity {
	m := &w.nodes[i]
	a := Activity{ID: w.ids[i], Days: m.Days}
	for _, n := range w.needs(i) {
		a.Needs = append(a.Needs, Link{ID: w.ids[n.at], Kind: n.kind, Lag: n.lag})
	}
	if m.reachedOn(w.today) {
		a.Finished = w.done(i)
		return a
	}
	a.Started = w.begun(i)
	return a
}

// done is the day a reached node was reached.
func (w *web) done(i int) workday.Date { return min(w.nodes[i].Actual.Last(), w.today) }

// A wait is a need with its node's place.
type wait struct {
	at   int
	kind LinkKind
	lag  int
}

// needs are what a node waits for. Nodes that are not there hold nothing.
func (w *web) needs(i int) []wait {
	var list []wait
	for _, n := range w.nodes[i].Needs {
		if at := w.find(n.Node); at >= 0 {
			list = append(list, wait{at, LinkKind(n.Kind), n.Lag})
		}
	}
	if len(list) == 0 && i > 0 {
		list = []wait{{at: i - 1}}
	}
	return list
}

func (w *web) find(code string) int {
	return slices.IndexFunc(w.nodes, func(m Milestone) bool { return m.Code == code })
}

// begun is the first day of work that is under way: everything it waits for is
// reached. No date where it is not, or takes no days.
func (w *web) begun(i int) workday.Date {
	var from workday.Date
	for _, n := range w.needs(i) {
		if n.kind != "" && n.kind != FinishToStart || !w.nodes[n.at].reachedOn(w.today) {
			return 0
		}
		from = max(from, w.cal.Add(w.done(n.at), n.lag+1))
	}
	if w.nodes[i].Days == 0 || from > w.today {
		return 0
	}
	return from
}

// until is the day before which a node is not reached; no date where nobody said.
func (w *web) until(i int) workday.Date {
	m := &w.nodes[i]
	switch {
	case m.reachedOn(w.today):
		return 0
	case m.Forecast.IsZero() && m.Days == 0:
		return m.Planned.Last()
	case m.Days > 0: // work ends on a working day, in the month that was named
		return w.cal.OnOrBefore(m.Forecast.Last())
	}
	return m.Forecast.Last()
}

// leading marks a node and everything it waits for, step by step.
func (w *web) leading(code string) []bool {
	leads := make([]bool, len(w.nodes))
	var mark func(i int)
	mark = func(i int) {
		if leads[i] {
			return
		}
		leads[i] = true
		for _, n := range w.needs(i) {
			mark(n.at)
		}
	}
	if i := w.find(code); i >= 0 {
		mark(i)
	}
	return leads
}

func (w *web) stated() bool {
	return slices.ContainsFunc(w.nodes, func(m Milestone) bool { return m.Days > 0 && !m.reachedOn(w.today) })
}

// tell puts the timings of both plans together: the whole one says how early all
// nodes can be reached, the one of the aim the rest.
func (w *web) tell(p *NodePlan, whole, aimed *Result, leads []bool) {
	early, led := byID(whole), byID(aimed)
	for i := range w.nodes {
		id := w.ids[i]
		t := early[id]
		n := NodeTiming{Code: w.nodes[i].Code, Reached: t.State == Finished, Leads: leads[i], Start: t.Early.Start, Early: t.Early.Finish}
		for _, need := range w.needs(i) {
			n.Waits = append(n.Waits, w.nodes[need.at].Code)
		}
		if !n.Reached {
			n.Left = w.left(i)
		}
		if leads[i] {
			t = led[id]
			n.Late, n.Latest, n.LatestStart, n.Float, n.Critical = t.Late.Finish, t.Latest.Finish, t.Latest.Start, t.TotalFloat, t.Critical
		}
		p.Nodes[i] = n
	}
	for _, id := range aimed.CriticalPath {
		if i := slices.Index(w.ids, id); i >= 0 { // not of what holds a node to a date
			p.Path = append(p.Path, w.nodes[i].Code)
		}
	}
}

// left are the working days of a node that are still to do: one at least of work
// under way that should be over.
func (w *web) left(i int) int {
	days, from := w.nodes[i].Days, w.begun(i)
	if from == 0 {
		return days
	}
	return max(1, days-w.cal.Between(from-1, w.today-1))
}

func byID(r *Result) map[string]Timing {
	m := make(map[string]Timing, len(r.Activities))
	for _, t := range r.Activities {
		m[t.ID] = t
	}
	return m
}
