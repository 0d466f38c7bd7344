// The network as compact arrays: what the passes run over.

package schedule

import "guatu/internal/workday"

// A grid is a checked network with ids resolved to numbers. Its links lie by
// successor in one array (CSR).
type grid struct {
	clock
	acts  []Activity
	state []State
	form  []form
	left  []int32        // days still to do
	floor []workday.Date // the first morning on which they can begin
	fact  []span         // where what has happened lies; of a started one, the start
	first []int32        // by activity, its first link; one longer than acts
	links []edge
	order []int32 // every activity after those it waits for
	base  workday.Date
}

// An edge is a link with its predecessor's number.
type edge struct {
	pred int32
	lag  int32
	how  how
}

// how says which ends a link ties and how its lag counts.
type how uint8

const (
	fromFinish  how = 1 << iota // it waits for the predecessor's finish, else its start
	toFinish                    // it holds the successor's finish, else its start
	lagWorked                   // the lag counts working days
	fromMorning                 // what it waits for happens in the morning of its day
)

// form says where an activity may lie.
type form uint8

const (
	inWorked  form = 1 << iota // its unit is working days
	snaps                      // it lies from a working morning to a working evening
	milestone                  // it takes no days
	closing                    // a milestone that ends its day
)

// lay checks the network and lays it out. Mistakes are noted; only without any is
// the grid of use.
func (n *Network) lay(m *mistakes) *grid {
	if !n.bounded(m) {
		return nil
	}
	n.check(m)
	g := &grid{clock: clock{n.calendar()}, acts: n.Activities, base: max(n.Start, n.Today)}
	g.tie(n.number(m), m)
	g.sort(m)
	if len(m.at) == 0 {
		g.settle(n.Today)
	}
	return g
}

// bounded notes a network that is too large to be looked at.
func (n *Network) bounded(m *mistakes) bool {
	links := 0
	for i := range n.Activities {
		links += len(n.Activities[i].Needs)
	}
	if len(n.Activities) > MaxActivities {
		m.mistaken("activities", "schedule.too_many_activities", "max", MaxActivities)
	}
	if links > MaxLinks {
		m.mistaken("activities[].needs", "schedule.too_many_links", "max", MaxLinks)
	}
	return len(n.Activities) <= MaxActivities && links <= MaxLinks
}

// number gives each id its activity's number and notes ids that stand twice.
func (n *Network) number(m *mistakes) map[string]int32 {
	ids := make(map[string]int32, len(n.Activities))
	for i := range n.Activities {
		id := n.Activities[i].ID
		if at, twice := ids[id]; twice && id != "" {
			m.mistaken(field(i, "id"), "schedule.id_twice", "id", id, "first", int(at))
			continue
		}
		ids[id] = int32(i)
	}
	return ids
}

// tie makes the links and notes those to nowhere.
func (g *grid) tie(ids map[string]int32, m *mistakes) {
	g.first = make([]int32, len(g.acts)+1)
	total := 0
	for i := range g.acts {
		total += len(g.acts[i].Needs)
	}
	g.links = make([]edge, 0, total)
	for i := range g.acts {
		a := &g.acts[i]
		for k := range a.Needs {
			l := &a.Needs[k]
			pred, known := ids[l.ID]
			if !known {
				m.mistaken(linkField(i, k, "id"), "schedule.no_activity", "id", l.ID)
				continue
			}
			g.links = append(g.links, edge{pred, int32(l.Lag), howOf(l, a.unit())})
		}
		g.first[i+1] = int32(len(g.links))
	}
}

// howOf reads a link's kind and the unit of its lag.
func howOf(l *Link, successor Unit) how {
	var h how
	switch l.Kind {
	case "", FinishToStart:
		h = fromFinish
	case FinishToFinish:
		h = fromFinish | toFinish
	case StartToFinish:
		h = toFinish
	}
	if l.Unit == WorkingDays || l.Unit == "" && successor == WorkingDays {
		h |= lagWorked
	}
	return h
}

// into are the links that hold an activity.
func (g *grid) into(j int32) []edge { return g.links[g.first[j]:g.first[j+1]] }

// holds tells that a link binds its successor: nothing holds what is done, nor the
// start of what has started.
func (g *grid) holds(j int32, l *edge) bool {
	return g.state[j] == Planned || g.state[j] == Started && l.how&toFinish != 0
}

// settle works out, in order, what each activity is and what is left of it.
func (g *grid) settle(today workday.Date) {
	n := len(g.acts)
	g.state, g.form, g.left = make([]State, n), make([]form, n), make([]int32, n)
	g.floor, g.fact = make([]workday.Date, n), make([]span, n)
	for _, j := range g.order {
		g.turn(j)
		a := &g.acts[j]
		g.state[j], g.form[j], g.left[j], g.floor[j] = a.State(), g.formOf(j), int32(a.Days), g.base
		switch {
		case g.state[j] == Finished:
			g.fact[j] = g.factOf(j)
		case g.state[j] == Started:
			g.resume(j, today)
		}
	}
}

// formOf says where an activity may lie. A milestone ends its day when it waits
// for the finish of work, itself or through others.
func (g *grid) formOf(j int32) form {
	a := &g.acts[j]
	var f form
	if a.unit() == WorkingDays {
		f = inWorked | snaps
	}
	if a.Days > 0 {
		return f
	}
	f |= milestone
	for _, l := range g.into(j) {
		if l.how&fromMorning == 0 {
			return (f | closing) &^ snaps
		}
	}
	return f
}

// turn marks the links that wait for a morning: for the start of work, or for a
// milestone that opens its day.
func (g *grid) turn(j int32) {
	links := g.into(j)
	for k := range links {
		l, p := &links[k], g.form[links[k].pred]
		if p&closing == 0 && (p&milestone != 0 || l.how&fromFinish == 0) {
			l.how |= fromMorning
		}
	}
}

// factOf is where a finished activity lay. A start nobody noted is taken to lie
// its duration before the finish.
func (g *grid) factOf(j int32) span {
	a := &g.acts[j]
	end := a.done() + 1
	switch {
	case a.Days == 0 && g.form[j]&closing == 0:
		return span{a.done(), a.done()}
	case a.Days == 0:
		return span{end, end}
	case !a.Started.IsZero():
		return span{a.Started, end}
	case a.unit() == WorkingDays:
		return span{g.morning(g.worked(end) - int32(a.Days)), end}
	}
	return span{kept(end - workday.Date(a.Days)), end}
}

// resume lays what remains of a started activity: from today on, or from its start
// when no today is known.
func (g *grid) resume(j int32, today workday.Date) {
	a := &g.acts[j]
	from := max(a.Started, today)
	g.fact[j].start, g.floor[j] = a.Started, from
	if a.Remaining != nil {
		g.left[j] = int32(*a.Remaining)
	} else {
		gone := int32(from - a.Started)
		if a.unit() == WorkingDays {
			gone = g.worked(from) - g.worked(a.Started)
		}
		g.left[j] = max(g.left[j]-gone, 1)
	}
	if g.left[j] == 0 { // nothing left but to say so: it took its first day at least
		g.floor[j], g.form[j] = max(from, a.Started+1), g.form[j]&^snaps
	}
}
