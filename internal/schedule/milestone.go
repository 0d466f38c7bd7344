// Milestones: the nodes of a project's timetable.

package schedule

import "guatu/internal/workday"

// A Milestone is one node of a project's timetable (节点). Baseline is the first
// date ever planned and never moves; Planned is the date in force.
type Milestone struct {
	Project  string       `json:"project"`
	Code     string       `json:"code"` // a code of the template, or "x-…" for one of its own
	Name     string       `json:"name"`
	Order    int          `json:"order"`
	Version  int          `json:"version"`
	Baseline workday.When `json:"baseline,omitzero"`
	Planned  workday.When `json:"planned,omitzero"`
	Forecast workday.When `json:"forecast,omitzero"`
	Actual   workday.When `json:"actual,omitzero"`
	Note     string       `json:"note,omitempty"`
	Needs    []Need       `json:"needs,omitempty"`
	Days     int          `json:"days,omitempty"` // working days its own work takes, 0 = not stated
}

// A Need is a link to another node of the same project that this one waits for.
type Need struct {
	Node string `json:"node"`           // the other's code
	Kind string `json:"kind,omitempty"` // FS, SS, FF, SF; "" = FS, from its finish to this one's start
	Lag  int    `json:"lag,omitempty"`  // working days between; negative lets them overlap
}

// Plan puts a date in force; the first one becomes the baseline for ever.
func (m Milestone) Plan(on workday.When) Milestone {
	if m.Baseline.IsZero() {
		m.Baseline = on
	}
	m.Planned = on
	return m
}

// A NodeState is where a milestone stands on a day.
type NodeState string

const (
	Reached  NodeState = "reached"   // done, in time or with nothing to be late against
	LateDone NodeState = "late_done" // done after its baseline
	Overdue  NodeState = "overdue"   // its date is over and it is not done
	Due      NodeState = "due"       // within the next thirty days
	Future   NodeState = "future"
	Undated  NodeState = "undated"
)

// soon is how far ahead a node counts as due.
const soon = 30

// On tells where the milestone stands on a day. An actual date after the day has
// not happened yet on it.
func (m Milestone) On(today workday.Date) NodeState {
	switch {
	case !m.Actual.IsZero() && m.Actual.First <= today:
		if !m.Baseline.IsZero() && m.Actual.First > m.Baseline.Last() {
			return LateDone
		}
		return Reached
	case m.Planned.IsZero():
		return Undated
	case m.Planned.Last() < today:
		return Overdue
	case m.Planned.First <= today+soon:
		return Due
	}
	return Future
}

// Slip is how many days the milestone ends after its baseline: by what happened,
// else by the forecast, else by the plan in force or by today once that is over.
// Negative is early. Not ok when nothing was ever planned.
func (m Milestone) Slip(today workday.Date) (int, bool) {
	if m.Baseline.IsZero() {
		return 0, false
	}
	end := m.Planned
	switch {
	case !m.Actual.IsZero() && m.Actual.First <= today:
		if m.Actual.First >= m.Baseline.First && m.Actual.Last() <= m.Baseline.Last() {
			return 0, true
		}
		return int(m.Actual.Last() - m.Baseline.Last()), true
	case !m.Forecast.IsZero():
		end = m.Forecast
	}
	last := end.Last()
	if last < today {
		last = today
	}
	return int(last - m.Baseline.Last()), true
}
