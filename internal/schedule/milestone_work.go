// What a node may say about its work.

package schedule

import (
	"slices"

	"guatu/internal/fault"
	"guatu/internal/workday"
)

// Bounds of what a person states about a node: twenty years of working days.
const (
	MaxNodeDays  = 5000
	maxNodeNeeds = 50
)

// CheckWork reports what cannot be in a node's days and needs; nodes are all of
// its project, or of its template. Whether they go round in a circle is a question
// to all of them: CheckOrder.
func (m Milestone) CheckWork(nodes []Milestone) error {
	var wrong fault.List
	wrong.Check(m.Days >= 0 && m.Days <= MaxNodeDays, "days", "milestone.days", "name", m.Name, "days", m.Days, "max", MaxNodeDays)
	wrong.Check(len(m.Needs) <= maxNodeNeeds, "needs", "milestone.needs_many", "name", m.Name, "max", maxNodeNeeds)
	for i, n := range m.Needs[:min(len(m.Needs), maxNodeNeeds)] {
		there := slices.ContainsFunc(nodes, func(o Milestone) bool { return o.Code == n.Node })
		twice := slices.ContainsFunc(m.Needs[:i], func(o Need) bool { return o.Node == n.Node && o.Kind == n.Kind })
		wrong.Check(there, "needs", "milestone.need_unknown", "name", m.Name, "node", n.Node)
		wrong.Check(!twice, "needs", "milestone.need_twice", "name", m.Name, "node", n.Node)
		wrong.Check(slices.Contains(Kinds, LinkKind(n.Kind)) || n.Kind == "", "needs", "schedule.kind", "kind", n.Kind)
		wrong.Check(n.Lag >= -MaxNodeDays && n.Lag <= MaxNodeDays, "needs", "schedule.lag", "days", n.Lag, "max", MaxNodeDays)
	}
	return wrong.Err()
}

// Kinds are the kinds of link.
var Kinds = []LinkKind{FinishToStart, StartToStart, FinishToFinish, StartToFinish}

// CheckOrder reports nodes that wait for each other in a circle, by their names.
func CheckOrder(nodes []Milestone) error {
	w := newWeb(nodes, nil, 0)
	net := Network{Start: workday.FirstDate}
	for i := range nodes {
		a := Activity{ID: w.ids[i]}
		for _, n := range w.needs(i) {
			a.Needs = append(a.Needs, Link{ID: w.ids[n.at]})
		}
		net.Activities = append(net.Activities, a)
	}
	f, wrong := fault.As(net.Check())
	if !wrong {
		return nil
	}
	for _, part := range f.Parts {
		part.At("needs")
	}
	return f
}
