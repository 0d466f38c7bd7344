// Remedies: what a unit says at an indicator meeting about a target that lags.

package target

import (
	"strings"
	"unicode/utf8"

	"guatu/internal/fault"
	"guatu/internal/workday"
)

// A Remedy is a lagging target's cause and what is done about it (症结、措施), as the
// unit that lags said it at one indicator meeting (每半月经济指标专题调度, 广安
// “摸清症结、找出差距、增添措施”). Whether it helped is read from the target's own
// figures at the next.
type Remedy struct {
	ID        string       `json:"id"`
	Version   int          `json:"version"`
	Unit      string       `json:"unit"`
	Round     workday.Date `json:"round"` // the first day of the half month
	Target    string       `json:"target"`
	Indicator string       `json:"indicator"` // of the target's clause
	Cause     string       `json:"cause"`
	Measure   string       `json:"measure"`
	Owner     string       `json:"owner"` // who answers for it
	Due       workday.Date `json:"due"`
	By        string       `json:"by"`
	Name      string       `json:"name"`
	On        workday.Date `json:"on"` // the day it was written last
}

// maxOwner and maxSaid bound what is said, in characters: the list is read aloud.
const (
	maxOwner = 40
	maxSaid  = 500
)

// Check reports everything wrong with a remedy in field order.
func (r *Remedy) Check() error {
	var wrong fault.List
	for _, f := range []struct {
		name, text string
		max        int
	}{{"cause", r.Cause, maxSaid}, {"measure", r.Measure, maxSaid}, {"owner", r.Owner, maxOwner}} {
		wrong.Check(strings.TrimSpace(f.text) != "", f.name, "remedy.empty")
		wrong.Check(utf8.RuneCountInString(f.text) <= f.max, f.name, "remedy.long", "max", f.max)
	}
	wrong.Check(r.Due >= r.Round && r.Due <= r.Round+366, "due", "remedy.due")
	return wrong.Err()
}

// Says tells that two remedies say the same.
func (r *Remedy) Says(o *Remedy) bool {
	return r.Cause == o.Cause && r.Measure == o.Measure && r.Owner == o.Owner && r.Due == o.Due
}

// Silent tells that nothing is said at all.
func (r *Remedy) Silent() bool {
	return r.Cause == "" && r.Measure == "" && r.Owner == "" && r.Due.IsZero()
}

// RoundOf is the half month a day lies in: from the 1st to the 15th, or from the
// 16th to the month's end.
func RoundOf(day workday.Date) (first, last workday.Date) {
	year, month, n := day.Civil()
	if n <= 15 {
		return workday.NewDate(year, month, 1), workday.NewDate(year, month, 15)
	}
	return workday.NewDate(year, month, 16), workday.InMonth(year, month).Last()
}
