// Networks: what is to be done, and what waits for what.

package schedule

import "guatu/internal/workday"

// A Unit is the kind of days in which a duration or a lag is counted.
type Unit string

// The units. An empty Unit is WorkingDays for an activity, and the successor's
// unit for a link.
const (
	WorkingDays  Unit = "working_days"
	CalendarDays Unit = "days"
)

// A LinkKind says which end of the predecessor holds which end of the successor.
type LinkKind string

// The kinds of link. An empty kind is FinishToStart.
const (
	FinishToStart  LinkKind = "FS"
	StartToStart   LinkKind = "SS"
	FinishToFinish LinkKind = "FF"
	StartToFinish  LinkKind = "SF"
)

// A Link is one thing an activity waits for (紧前关系).
type Link struct {
	ID   string   // the predecessor
	Kind LinkKind // FS, SS, FF or SF
	Lag  int      // days between, negative for an overlap
	Unit Unit     // in which Lag counts; empty = the successor's unit
}

// An Activity is one piece of work, or a milestone when Days is 0 (工作).
type Activity struct {
	ID       string
	Days     int // its duration
	Unit     Unit
	Needs    []Link
	Started  workday.Date // what happened; no date = not yet
	Finished workday.Date
	// Remaining is what is left to do of an activity that has started; nil =
	// not known.
	Remaining *int
}

// A Network is everything a plan is made of. It is never changed by planning.
type Network struct {
	Calendar   *workday.Calendar // counts the working days; nil = workday.Default()
	Start      workday.Date      // the first day on which anything can start
	FinishBy   workday.Date      // the deadline to count backward from; no date = none
	Today      workday.Date      // the day up to which progress is known; no date = not said
	Activities []Activity
}

// Bounds that protect everybody: a network beyond them is refused.
const (
	MaxActivities = 200_000
	MaxLinks      = 1_000_000
	MaxDays       = 100_000  // of a duration or a lag: some 270 years
	MaxText       = 64 << 20 // bytes of JSON
)

// calendar is the one in force.
func (n *Network) calendar() *workday.Calendar {
	if n.Calendar == nil {
		return workday.Default()
	}
	return n.Calendar
}

// unit is the activity's, with its default.
func (a *Activity) unit() Unit {
	if a.Unit == "" {
		return WorkingDays
	}
	return a.Unit
}

// State tells how far the activity is. A milestone that has started is done.
func (a *Activity) State() State {
	switch {
	case !a.Finished.IsZero() || a.Days == 0 && !a.Started.IsZero():
		return Finished
	case !a.Started.IsZero():
		return Started
	}
	return Planned
}

// A State is how far an activity is.
type State string

// The states of an activity.
const (
	Planned  State = "planned"
	Started  State = "started"
	Finished State = "finished"
)

// done is the day of the finish of a finished activity.
func (a *Activity) done() workday.Date {
	if a.Finished.IsZero() {
		return a.Started
	}
	return a.Finished
}
