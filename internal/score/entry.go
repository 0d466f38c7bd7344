package score

import (
	"slices"
	"strings"

	"guatu/internal/fault"
	"guatu/internal/formula"
	"guatu/internal/workday"
)

// An Entry is what was typed in for one unit and period of a scheme (考核填报): every
// name of the pack that no indicator gives. Who said what, on which paper, stands
// with each; what was there before is in the journal. A name that is not here was
// not reported, which is no nought.
type Entry struct {
	ID      string       `json:"id"`
	Version int          `json:"version"`
	Scheme  string       `json:"scheme"`
	Period  workday.When `json:"period"`
	Unit    string       `json:"unit"`
	Values  []EntryValue `json:"values,omitempty"` // by name
	Tables  []EntryTable `json:"tables,omitempty"` // by name
}

// An EntryValue is one value as text: a plain number, a day (2026-09-30), 是 or 否,
// one of the pack's words.
type EntryValue struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	EntryWord
}

// An EntryTable is the records of one name, oldest first; no row says that there
// are none. An empty cell was not reported.
type EntryTable struct {
	Name   string     `json:"name"`
	Fields []string   `json:"fields"`
	Rows   [][]string `json:"rows"`
	EntryWord
}

// An EntryWord is on whose word something stands.
type EntryWord struct {
	Source string       `json:"source,omitempty"` // the paper it is taken from
	Who    string       `json:"who"`
	By     string       `json:"by"` // their name
	Day    workday.Date `json:"day"`
}

// Value finds a value by its name.
func (e *Entry) Value(name string) *EntryValue {
	if e == nil {
		return nil
	}
	i := slices.IndexFunc(e.Values, func(v EntryValue) bool { return formula.Fold(v.Name) == formula.Fold(name) })
	if i < 0 {
		return nil
	}
	return &e.Values[i]
}

// Table finds records by their name.
func (e *Entry) Table(name string) *EntryTable {
	if e == nil {
		return nil
	}
	i := slices.IndexFunc(e.Tables, func(t EntryTable) bool { return formula.Fold(t.Name) == formula.Fold(name) })
	if i < 0 {
		return nil
	}
	return &e.Tables[i]
}

// Saying is the entry with one value said, or taken back where it is empty. The one
// there was is left as it is; the same value on the same paper is no change.
func (e Entry) Saying(v EntryValue) (is Entry, changed bool) {
	was := e.Value(v.Name)
	if was == nil && v.Value == "" || was != nil && was.Value == v.Value && was.Source == v.Source {
		return e, false
	}
	e.Values = slices.DeleteFunc(slices.Clone(e.Values), func(o EntryValue) bool { return formula.Fold(o.Name) == formula.Fold(v.Name) })
	if v.Value != "" {
		e.Values = append(e.Values, v)
		slices.SortFunc(e.Values, func(a, b EntryValue) int { return strings.Compare(a.Name, b.Name) })
	}
	return e, true
}

// Listing is the entry with records said; nil takes them back.
func (e Entry) Listing(name string, t *EntryTable) (is Entry, changed bool) {
	was := e.Table(name)
	if was == nil && t == nil || was != nil && t != nil && was.same(t) {
		return e, false
	}
	e.Tables = slices.DeleteFunc(slices.Clone(e.Tables), func(o EntryTable) bool { return formula.Fold(o.Name) == formula.Fold(name) })
	if t != nil {
		e.Tables = append(e.Tables, *t)
		slices.SortFunc(e.Tables, func(a, b EntryTable) int { return strings.Compare(a.Name, b.Name) })
	}
	return e, true
}

func (t *EntryTable) same(o *EntryTable) bool {
	return t.Source == o.Source && slices.Equal(t.Fields, o.Fields) && slices.EqualFunc(t.Rows, o.Rows, slices.Equal)
}

// maxEntryText is the longest text somebody types in for one value.
const maxEntryText = 2000

// Read reads a text as a value of the datum; an empty one was not reported. Faults:
// facts.number, facts.date, facts.choice, entry.yes_no, entry.long.
func (d Datum) Read(written string) (formula.Value, error) {
	written = strings.TrimSpace(written)
	switch {
	case written == "":
		return formula.Value{}, nil
	case len([]rune(written)) > maxEntryText:
		return formula.Value{}, fault.New(fault.Invalid, "entry.long", "name", d.Name, "max", maxEntryText)
	}
	switch d.Type {
	case formula.Number:
		return d.readNumber(written)
	case formula.Date:
		day, err := workday.ParseDate(written)
		if err != nil {
			return formula.Value{}, fault.New(fault.Invalid, "facts.date", "text", written)
		}
		return formula.Day(day), nil
	case formula.Bool:
		yes := slices.Contains([]string{"是", "true"}, written)
		if !yes && !slices.Contains([]string{"否", "false"}, written) {
			return formula.Value{}, fault.New(fault.Invalid, "entry.yes_no", "name", d.Name, "text", written)
		}
		return formula.Yes(yes), nil
	}
	if d.Choices != nil && !slices.Contains(d.Choices, written) {
		return formula.Value{}, fault.New(fault.Invalid, "facts.choice", "text", written, "choices", d.Choices)
	}
	return formula.String(written), nil
}

func (d Datum) readNumber(written string) (formula.Value, error) {
	n, ok := formula.ParseNumber(written)
	if !ok {
		return formula.Value{}, fault.New(fault.Invalid, "facts.number", "text", written)
	}
	return n, nil
}

// Read reads the records of a name. Faults: all mistakes, each with its row and
// field.
func (t *EntryTable) Read(d Datum) (formula.Table, error) {
	table := formula.Table{Width: len(d.Fields)}
	var wrong fault.List
	places := make([]int, len(t.Fields)) // of each column among the fields, -1 of none
	for i, name := range t.Fields {
		places[i] = slices.IndexFunc(d.Fields, func(f Datum) bool { return formula.Fold(f.Name) == formula.Fold(name) })
		wrong.Check(places[i] >= 0, "fields", "entry.field", "name", d.Name, "field", name)
	}
	for n, row := range t.Rows {
		cells := make([]formula.Value, len(d.Fields))
		for i, cell := range row {
			if i >= len(places) || places[i] < 0 {
				continue
			}
			v, err := d.Fields[places[i]].Read(cell)
			if f, ok := fault.As(err); ok {
				wrong.Add(fault.New(fault.Invalid, "entry.row", "name", d.Name, "row", n+1, "field", t.Fields[i], "text", cell).Because(f))
			}
			cells[places[i]] = v
		}
		table.Rows++
		table.Cells = append(table.Cells, cells...)
	}
	return table, wrong.Err()
}
