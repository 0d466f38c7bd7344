// The facts of units: what a pack is run on.

package score

import (
	"guatu/internal/formula"
	"guatu/internal/workday"
)

// Facts are the units of one period.
type Facts struct {
	AsOf   workday.Date // zero where none is said
	Period string
	Units  []Unit
}

// A Unit is what is known of one unit. Values and Tables stand in the order in
// which Pack.Data lists the names: those that are no records, and the records.
type Unit struct {
	ID, Name, Group string
	Values          []formula.Value
	Tables          []formula.Table
}

// A Datum is one name a pack reads from the facts.
type Datum struct {
	Name    string
	Type    formula.Type
	Choices []string
	Fields  []Datum // of records
}

// Data lists what a pack reads, in the order it says it.
func (p *Pack) Data() []Datum { return dataOf(p.data) }

func dataOf(data []datum) []Datum {
	var all []Datum
	for _, d := range data {
		all = append(all, Datum{d.name, d.typ, d.choices, dataOf(d.fields)})
	}
	return all
}
