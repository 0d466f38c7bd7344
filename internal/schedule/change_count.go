// What changes and missed dates come to, for a project and for a unit.

package schedule

import (
	"cmp"
	"slices"

	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// Missed are the dates of one node that were over while it was not reached,
// whatever was changed afterwards: a date missed stays missed. changes are those
// of the node. One asked for before its date was over, and granted, did not miss
// it, however long the answer took; days that stood still are not over.
func Missed(d Date, changes []Change, still lifecycle.Still, today workday.Date) []workday.When {
	var missed []workday.When
	over := func(on workday.When, end workday.Date) {
		by, reached := d.reachedBy(today)
		if reached {
			end = min(end, by)
		}
		if !on.IsZero() && on.Last() < end && still.Running(on.Last(), end) > on.Last() {
			missed = append(missed, on)
		}
	}
	now := d.Planned
	for _, c := range granted(changes) {
		if c.Since() > today {
			now = c.From
			break
		}
		over(c.From, c.Asked().Day)
	}
	over(now, today)
	return missed
}

// granted are the changes that moved the date, in the order they did.
func granted(changes []Change) []Change {
	list := slices.DeleteFunc(slices.Clone(changes), func(c Change) bool { return c.State() != ChangeGranted })
	slices.SortStableFunc(list, func(a, b Change) int { return cmp.Compare(a.Since(), b.Since()) })
	return list
}

// A Tally is what became of the dates of a project, or of a unit's projects.
type Tally struct {
	Dates       int `json:"dates"`  // governed dates there are
	Missed      int `json:"missed"` // dates over and not reached, those moved since among them
	Asked       int `json:"asked"`
	Waiting     int `json:"waiting"`
	Granted     int `json:"granted"`
	Refused     int `json:"refused"`
	Dropped     int `json:"dropped"`
	Delayed     int `json:"delayed"`     // days granted for outside causes
	Rescheduled int `json:"rescheduled"` // days granted by the owner's choice
	Unstated    int `json:"unstated"`    // days nobody gave a cause for
	Forward     int `json:"forward"`     // days dates were brought forward by request; no slip makes up for them
}

// Tally counts a project's dates and changes on a day. A milestone that is a
// stage's date under another name is counted once.
func (r ChangeRules) Tally(dates []Date, changes []Change, still lifecycle.Still, today workday.Date) Tally {
	var t Tally
	for _, d := range dates {
		if d.Twin || d.Planned.IsZero() {
			continue
		}
		t.Dates++
		of := changes
		if len(changes) > 0 {
			of = slices.DeleteFunc(slices.Clone(changes), func(c Change) bool { return c.Node != d.Node })
		}
		t.Missed += len(Missed(d, of, still, today))
	}
	for i := range changes {
		t.take(&changes[i], r, today)
	}
	return t
}

func (t *Tally) take(c *Change, r ChangeRules, today workday.Date) {
	if c.Asked().Day > today {
		return
	}
	t.Asked++
	state := c.State()
	if c.Since() > today {
		state = ChangeWaits
	}
	switch state {
	case ChangeWaits:
		t.Waiting++
	case ChangeRefused:
		t.Refused++
	case ChangeDropped:
		t.Dropped++
	case ChangeGranted:
		t.Granted++
		t.slip(r, c)
	}
}

func (t *Tally) slip(r ChangeRules, c *Change) {
	switch r.ClassOf(c) {
	case Forward:
		t.Forward -= c.Slip()
	case Delayed:
		t.Delayed += c.Slip()
	case Rescheduled:
		t.Rescheduled += c.Slip()
	default:
		t.Unstated += c.Slip()
	}
}

// Add counts another project in.
func (t *Tally) Add(o Tally) {
	t.Dates += o.Dates
	t.Missed += o.Missed
	t.Asked += o.Asked
	t.Waiting += o.Waiting
	t.Granted += o.Granted
	t.Refused += o.Refused
	t.Dropped += o.Dropped
	t.Delayed += o.Delayed
	t.Rescheduled += o.Rescheduled
	t.Unstated += o.Unstated
	t.Forward += o.Forward
}

// Slips are the days by which granted changes moved one node, by class;
// those of Forward are negative.
func (r ChangeRules) Slips(changes []Change) map[Class]int {
	slips := map[Class]int{}
	for i := range changes {
		if c := &changes[i]; c.State() == ChangeGranted {
			slips[r.ClassOf(c)] += c.Slip()
		}
	}
	return slips
}
