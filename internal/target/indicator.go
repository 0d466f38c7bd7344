// What the tree knows of an indicator, and how it asks for its value.

package target

import (
	"encoding/json"

	"guatu/internal/money"
	"guatu/internal/workday"
)

// A Measure is the unit of an indicator's value.
type Measure string

const (
	Count  Measure = "count"  // pieces: projects, enterprises
	Money  Measure = "money"  // yuan
	Points Measure = "points" // per cent: a rate, a growth
	Other  Measure = "other"  // anything else there is a part of: 万美元, 万千瓦时
)

// Measures are all.
var Measures = []Measure{Count, Money, Points, Other}

// An Indicator is what a target must know of the indicator it is on. How the value
// is made is somebody else's business (Reader).
type Indicator struct {
	Code     string  `json:"code"`
	Name     string  `json:"name"`
	Unit     string  `json:"unit"` // 个, 亿元, %: in words; of Money values are yuan all the same
	Measure  Measure `json:"measure"`
	Decimals int     `json:"decimals"` // shown
	// Adds: the value of a period is the sum of those of its parts, and that of a
	// unit the sum of those below it. Rates, growth and stocks do not add.
	Adds bool `json:"adds"`
	// Statistical: it is made from what enterprises report by the Statistics Law.
	// No such target is given to an enterprise (Lawful).
	Statistical bool `json:"statistical"`
	// Rhythm is the narrowest period it tells of: what is reported by the month says
	// nothing of ten days. "" is the day.
	Rhythm Grain `json:"rhythm,omitempty"`
	// Projects: it is made of projects alone, so a target may be narrowed to a list
	// of them (Clause.Batch).
	Projects bool `json:"projects,omitempty"`
	// Piece is the least that is laid down: nobody is asked for half a project,
	// though a joint park's project may count by halves. 0 is the smallest Value.
	Piece Value `json:"-"`
}

// tells whether the indicator says anything of a period.
func (ind Indicator) tells(p Period) bool {
	return ind.Rhythm == "" || place(p.Grain) <= place(ind.Rhythm)
}

// A Figure is a value with its measure, as faults carry it: its text is that of
// the measure, amounts as offices write them, a part of a project where there is one.
type Figure struct {
	Value   Value
	Measure Measure
}

// String writes a count plainly, an amount in the unit that fits it, a rate with
// two decimals.
func (f Figure) String() string {
	switch f.Measure {
	case Money:
		return money.Yuan(f.Value.Round(0)).Exact()
	case Points:
		return money.Points(f.Value.Round(2)).String()
	}
	return f.Value.String()
}

// MarshalJSON writes the bare value, as everywhere else.
func (f Figure) MarshalJSON() ([]byte, error) { return json.Marshal(f.Value) }

// A Catalogue finds an indicator by its code.
type Catalogue func(code string) (Indicator, bool)

// An Ask is one question for a value: an indicator of a unit over a period, with
// what had happened by the day To, which is never after the period's last.
type Ask struct {
	Indicator, Unit string
	Batch           string // of a list of projects: only those on it
	From, To        workday.Date
}

// A Reading is an answer. Not Known is not nought. To is the day the value runs to
// where that is earlier than was asked: monthly returns end with a month, what
// another office publishes with a period, and what is due is counted up to the same
// day.
type Reading struct {
	Value Value
	Known bool
	To    workday.Date
}

// A Reader answers.
type Reader func(Ask) Reading
