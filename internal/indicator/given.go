// Readings: what other offices say, with every revision kept.

package indicator

import (
	"strings"

	"guatu/internal/fault"
	"guatu/internal/formula"
	"guatu/internal/workday"
)

// A Reading is one outside indicator's value for one unit and period (外部指标数据),
// with every value it ever had: a later revision is a step more and rewrites
// nothing, so that a list published before it can still be reproduced from the
// journal number it saw.
type Reading struct {
	ID        string       `json:"id"`
	Version   int          `json:"version"`
	Unit      string       `json:"unit"`
	Indicator string       `json:"indicator"` // its code
	Period    workday.When `json:"period"`    // a month, quarter, half or year
	Steps     []GivenStep  `json:"steps"`     // in the order they were taken
}

// A GivenStep is one value given, by whom and on what ground.
type GivenStep struct {
	Value  string       `json:"value,omitempty"` // plain decimal; empty: taken back, nothing is known
	Source string       `json:"source"`          // the document it stands in: 统计月报第10期
	Note   string       `json:"note,omitempty"`  // why it was revised
	Who    string       `json:"who"`
	Name   string       `json:"name"`
	Day    workday.Date `json:"day"`
}

// Bounds of one reading: a file with a thousand revisions of a month is no
// statistics.
const (
	maxSteps  = 100
	maxSource = 200
)

// Value is the last value given; missing where it was taken back.
func (r *Reading) Value() formula.Value {
	if len(r.Steps) == 0 {
		return formula.Missing(formula.NotReported)
	}
	v, _ := formula.ParseNumber(r.Steps[len(r.Steps)-1].Value)
	return v
}

// Revised is the reading with a step more. The same figure again is no revision,
// though a later document repeats it; with a note it is one: its source is mended.
func (r Reading) Revised(s GivenStep) Reading {
	if n := len(r.Steps); n > 0 && r.Steps[n-1].Value == s.Value && (s.Note == "" || r.Steps[n-1].Source == s.Source) {
		return r
	}
	r.Steps = append(r.Steps[:len(r.Steps):len(r.Steps)], s)
	return r
}

// CheckReading reports everything in a reading's last step and period that cannot
// be, for the definition it is of.
func (d *Definition) CheckReading(r *Reading) error {
	var wrong fault.List
	if d.Outside == nil {
		return fault.New(fault.Invalid, "reading.not_outside", "name", d.Name).At("indicator")
	}
	wrong.Check(r.Period.Precision == d.Outside.Every.precision(), "period", "reading.period", "name", d.Name, "period", r.Period.String())
	wrong.Check(len(r.Steps) <= maxSteps, "value", "reading.steps", "max", maxSteps)
	if len(r.Steps) == 0 {
		return wrong.Err()
	}
	s := r.Steps[len(r.Steps)-1]
	if s.Value != "" {
		wrong.Check(plainDecimal(s.Value), "value", "reading.value", "name", d.Name, "text", s.Value)
	}
	wrong.Check(strings.TrimSpace(s.Source) != "" && len([]rune(s.Source)) <= maxSource, "source", "reading.source", "name", d.Name)
	wrong.Check(s.Value != "" || s.Note != "", "note", "reading.taken_back", "name", d.Name)
	return wrong.Err()
}

// plainDecimal tells a figure as an office writes it: at most fourteen digits before
// the point (a hundred trillion of whatever it counts) and four behind it.
func plainDecimal(text string) bool {
	before, after, point := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	digits := func(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
	return digits(before) && len(before) <= 14 && (!point || digits(after) && len(after) <= 4)
}
