// What a network must be before it can be planned.

package schedule

import (
	"strconv"

	"guatu/internal/workday"
)

// Check reports everything that is wrong with the network: ids missing, twice or
// unknown, durations, lags, units, kinds and dates that cannot be, and every
// cycle, named by its ids.
func (n *Network) Check() error {
	var m mistakes
	n.lay(&m)
	return m.err()
}

// check notes what is wrong with the values, links aside.
func (n *Network) check(m *mistakes) {
	switch {
	case n.Start.IsZero():
		m.mistaken("start", "schedule.missing")
	case !real(n.Start):
		m.mistaken("start", "schedule.outside_dates")
	}
	if !n.FinishBy.IsZero() && !real(n.FinishBy) {
		m.mistaken("finish_by", "schedule.outside_dates")
	}
	if !n.Today.IsZero() && !real(n.Today) {
		m.mistaken("today", "schedule.outside_dates")
	}
	for i := range n.Activities {
		n.checkActivity(i, m)
	}
}

// real tells that four digits of year can write the date.
func real(d workday.Date) bool { return workday.FirstDate <= d && d <= workday.LastDate }

// checkActivity notes what is wrong with one activity's own values.
func (n *Network) checkActivity(i int, m *mistakes) {
	a := &n.Activities[i]
	if a.ID == "" {
		m.mistaken(field(i, "id"), "schedule.missing")
	}
	if a.Days < 0 || a.Days > MaxDays {
		m.mistaken(field(i, "days"), "schedule.days", "days", a.Days, "max", MaxDays)
	}
	if u := a.unit(); u != WorkingDays && u != CalendarDays {
		m.mistaken(field(i, "unit"), "schedule.unit", "unit", string(u))
	}
	n.checkProgress(i, m)
	for k := range a.Needs {
		checkLink(&a.Needs[k], i, k, m)
	}
}

// checkProgress notes facts that contradict each other, or lie in the future.
func (n *Network) checkProgress(i int, m *mistakes) {
	a := &n.Activities[i]
	if a.Started.IsZero() && a.Finished.IsZero() && a.Remaining == nil || m.at[field(i, "days")] {
		return
	}
	future := func(d workday.Date) bool { return !d.IsZero() && !n.Today.IsZero() && d > n.Today }
	switch {
	case !a.Started.IsZero() && !real(a.Started):
		m.mistaken(field(i, "started"), "schedule.outside_dates")
	case future(a.Started):
		m.mistaken(field(i, "started"), "schedule.future", "date", a.Started.String(), "today", n.Today.String())
	}
	switch {
	case !a.Finished.IsZero() && !real(a.Finished):
		m.mistaken(field(i, "finished"), "schedule.outside_dates")
	case !a.Finished.IsZero() && a.Finished < a.Started:
		m.mistaken(field(i, "finished"), "schedule.finished_first", "finished", a.Finished.String(), "started", a.Started.String())
	case future(a.Finished):
		m.mistaken(field(i, "finished"), "schedule.future", "date", a.Finished.String(), "today", n.Today.String())
	}
	if a.Remaining != nil {
		checkRemaining(a, field(i, "remaining"), m)
	}
}

// checkRemaining notes a rest that cannot be. Before the start the whole duration
// remains: saying just that is no contradiction.
func checkRemaining(a *Activity, at string, m *mistakes) {
	left := *a.Remaining
	switch {
	case left < 0 || left > MaxDays:
		m.mistaken(at, "schedule.days", "days", left, "max", MaxDays)
	case a.State() == Finished && left > 0:
		m.mistaken(at, "schedule.remaining_done", "days", left)
	case a.State() == Planned && left != a.Days:
		m.mistaken(at, "schedule.remaining_early", "days", left)
	}
}

// checkLink notes what is wrong with one link's own values.
func checkLink(l *Link, i, k int, m *mistakes) {
	if l.ID == "" {
		m.mistaken(linkField(i, k, "id"), "schedule.missing")
	}
	switch l.Kind {
	case "", FinishToStart, StartToStart, FinishToFinish, StartToFinish:
	default:
		m.mistaken(linkField(i, k, "kind"), "schedule.kind", "kind", string(l.Kind))
	}
	if l.Lag < -MaxDays || l.Lag > MaxDays {
		m.mistaken(linkField(i, k, "lag"), "schedule.lag", "days", l.Lag, "max", MaxDays)
	}
	if l.Unit != "" && l.Unit != WorkingDays && l.Unit != CalendarDays {
		m.mistaken(linkField(i, k, "unit"), "schedule.unit", "unit", string(l.Unit))
	}
}

// field is where a value of an activity stands in the input.
func field(i int, name string) string { return "activities[" + strconv.Itoa(i) + "]." + name }

// linkField is where a value of a link stands in the input.
func linkField(i, k int, name string) string {
	return field(i, "needs["+strconv.Itoa(k)+"]."+name)
}
