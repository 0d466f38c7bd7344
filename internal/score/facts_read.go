// Facts from JSON, every mistake with its path.

package score

import (
	"bytes"
	"fmt"
	"strings"

	"guatu/internal/fault"
	"guatu/internal/formula"
	"guatu/internal/workday"
)

// Bounds of the facts of one run.
const (
	MaxFacts = 64 << 20 // bytes of JSON
	MaxUnits = 20_000
	maxCells = 10_000_000 // values of all units together: half a gigabyte
)

// A factReader gathers the mistakes of a text of facts.
type factReader struct {
	wrong fault.List
	pack  *Pack
	data  map[string]*datum // by folded name
	folds map[string]string // names as they were folded: few, and each met for every unit
	also  map[string]bool   // names that other packs read: known, and passed by

	mistakes, guessed int // so far, and unknown names among them
}

// ReadFacts reads the form of docs/scoring.md. A name that the pack does not know
// is a mistake, unless one of the others knows it: two packs are tried on the same
// facts. Faults: all mistakes at once, each with its path.
func ReadFacts(text []byte, p *Pack, others ...*Pack) (*Facts, error) {
	if len(text) > MaxFacts {
		return nil, fault.New(fault.TooLarge, "facts.too_large", "megabytes", MaxFacts>>20)
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	if line := notUTF8(string(text)); line > 0 {
		return nil, fault.New(fault.Invalid, "facts.encoding", "line", line)
	}
	root, err := decode(text)
	if err != nil {
		return nil, err
	}
	r := &factReader{pack: p, also: map[string]bool{}, data: map[string]*datum{}, folds: map[string]string{}}
	for i := range p.data {
		r.data[r.fold(p.data[i].name)] = &p.data[i]
	}
	for _, o := range others {
		for _, d := range o.data {
			r.also[formula.Fold(d.name)] = true
		}
	}
	f := r.facts(root)
	if more := r.mistakes - maxMistakes; more > 0 {
		r.wrong.Add(fault.New(fault.Invalid, "facts.more", "count", more))
	}
	return f, r.wrong.Err()
}

// maxMistakes is how many mistakes of facts are told; the rest is counted. Hostile
// facts have five million.
const maxMistakes = 10_000

// misgiven keeps a fault with its path.
func (r *factReader) misgiven(at, code string, args ...any) {
	if r.mistakes++; r.mistakes > maxMistakes {
		return
	}
	r.wrong.Add(fault.New(fault.Invalid, code, args...).At(at))
}

// object walks the fields of an object, each once, known ones only.
func (r *factReader) object(v jvalue, at string, known []string, each func(name string, v jvalue)) {
	if v.kind != '{' {
		r.misgiven(at, "facts.object")
		return
	}
	seen := map[string]bool{}
	for i, name := range v.names {
		switch {
		case known != nil && !contains(known, name):
			r.misgiven(under(at, name), "facts.unknown_field", "name", name, "fields", known)
		case seen[name]:
			r.misgiven(under(at, name), "facts.twice", "name", name)
		default:
			each(name, v.values[i])
		}
		seen[name] = true
	}
}

func (r *factReader) word(v jvalue, at string) string {
	if v.kind != '"' && v.kind != 'n' {
		r.misgiven(at, "facts.text")
	}
	return v.text
}

func (r *factReader) facts(root jvalue) *Facts {
	f := &Facts{}
	r.object(root, "", []string{"as_of", "period", "units"}, func(name string, v jvalue) {
		switch name {
		case "as_of":
			if v.kind != 'n' {
				day, err := workday.ParseDate(r.word(v, name))
				if err != nil {
					r.misgiven(name, "facts.date", "text", v.text)
				}
				f.AsOf = day
			}
		case "period":
			f.Period = r.word(v, name)
		case "units":
			r.units(f, v)
		}
	})
	return f
}

func (r *factReader) units(f *Facts, v jvalue) {
	if v.kind != '[' {
		r.misgiven("units", "facts.list")
		return
	}
	if most := min(MaxUnits, maxCells/max(r.pack.width, 1)); len(v.values) > most {
		r.misgiven("units", "facts.too_many", "max", most)
		return
	}
	seen := map[string]bool{}
	for i, item := range v.values {
		at := fmt.Sprintf("units[%d]", i)
		u := r.unit(item, at)
		switch {
		case u.ID == "":
			r.misgiven(at, "facts.no_id")
		case seen[u.ID]:
			r.misgiven(at+".id", "facts.id_twice", "id", u.ID)
		}
		seen[u.ID] = true
		f.Units = append(f.Units, u)
	}
}

// unit reads one unit; its name is its id where it has none.
func (r *factReader) unit(v jvalue, at string) Unit {
	u := Unit{}
	given, records := map[string]jvalue{}, map[string]jvalue{}
	r.object(v, at, []string{"id", "name", "group", "values", "records"}, func(name string, v jvalue) {
		switch at := at + "." + name; name {
		case "id":
			u.ID = r.word(v, at)
		case "name":
			u.Name = r.word(v, at)
		case "group":
			u.Group = r.word(v, at)
			if len(r.pack.groups) > 0 && !contains(r.pack.groups, u.Group) {
				r.misgiven(at, "facts.group", "name", u.Group, "groups", formula.Some(r.pack.groups))
			}
		case "values":
			r.object(v, at, nil, func(name string, v jvalue) { r.known(name, v, at, false, given) })
		case "records":
			r.object(v, at, nil, func(name string, v jvalue) { r.known(name, v, at, true, records) })
		}
	})
	if u.Name == "" {
		u.Name = u.ID
	}
	for i := range r.pack.data {
		d := &r.pack.data[i]
		if d.typ == formula.Records {
			u.Tables = append(u.Tables, r.table(d, records, at+".records."+d.name))
			continue
		}
		u.Values = append(u.Values, r.value(d, given[r.fold(d.name)], func() string { return at + ".values." + d.name }))
	}
	return u
}

// maxFolds bounds how many names are remembered: hostile facts have many.
const maxFolds = 10_000

func (r *factReader) fold(name string) string {
	key, known := r.folds[name]
	if !known {
		key = formula.Fold(name)
		if len(r.folds) < maxFolds {
			r.folds[name] = key
		}
	}
	return key
}

// known keeps a value under its folded name, if the pack has the name.
func (r *factReader) known(name string, v jvalue, at string, records bool, into map[string]jvalue) {
	key := r.fold(name)
	if d := r.data[key]; d != nil && (d.typ == formula.Records) == records {
		if _, twice := into[key]; twice {
			r.misgiven(under(at, name), "facts.twice", "name", name)
		}
		into[key] = v
		return
	}
	if r.also[key] {
		return
	}
	r.unknown(under(at, name), name, r.pack.data)
}

// maxGuessed bounds for how many unknown names a known one is looked for: hostile
// facts have a million.
const maxGuessed = 1000

// unknown says that a name is none of the pack's, and which may be meant.
func (r *factReader) unknown(at, name string, data []datum) {
	var names []string
	if r.guessed++; r.guessed <= maxGuessed {
		for _, d := range data {
			names = append(names, d.name)
		}
	}
	if near := formula.Nearest(name, names); near != "" {
		r.misgiven(at, "facts.unknown_name_near", "name", name, "near", near)
		return
	}
	r.misgiven(at, "facts.unknown_name", "name", name)
}

// table reads a list of records; one that is not there was not reported.
func (r *factReader) table(d *datum, given map[string]jvalue, at string) formula.Table {
	v, ok := given[r.fold(d.name)]
	t := formula.Table{Width: len(d.fields), Missing: !ok || v.kind == 'n'}
	if t.Missing {
		return t
	}
	if v.kind != '[' {
		r.misgiven(at, "facts.list")
		return t
	}
	for i, item := range v.values {
		t.Rows++
		t.Cells = append(t.Cells, r.record(d, item, fmt.Sprintf("%s[%d]", at, i))...)
	}
	return t
}

func (r *factReader) record(d *datum, v jvalue, at string) []formula.Value {
	row := make([]formula.Value, len(d.fields))
	r.object(v, at, nil, func(name string, v jvalue) {
		for i := range d.fields {
			if r.fold(d.fields[i].name) == r.fold(name) {
				row[i] = r.value(&d.fields[i], v, func() string { return at + "." + name })
				return
			}
		}
		r.unknown(under(at, name), name, d.fields)
	})
	return row
}

// kinds are how JSON writes a type.
var kinds = map[formula.Type]byte{formula.Number: '0', formula.Text: '"', formula.Date: '"', formula.Bool: 't'}

// value reads one value of the type the pack says; null was not reported.
func (r *factReader) value(d *datum, v jvalue, at func() string) formula.Value {
	switch {
	case v.kind == 'n' || v.kind == 0:
		return formula.Value{}
	case v.kind != kinds[d.typ]:
		r.misgiven(at(), "facts.type", "want", string(d.typ))
		return formula.Value{}
	}
	switch d.typ {
	case formula.Number:
		n, ok := formula.ParseNumber(v.text)
		if !ok {
			r.misgiven(at(), "facts.number", "text", v.text)
		}
		return n
	case formula.Bool:
		return formula.Yes(v.yes)
	case formula.Date:
		day, err := workday.ParseDate(strings.TrimSpace(v.text))
		if err != nil {
			r.misgiven(at(), "facts.date", "text", v.text)
		}
		return formula.Day(day)
	}
	if d.choices != nil && !contains(d.choices, v.text) {
		r.misgiven(at(), "facts.choice", "text", v.text, "choices", formula.Some(d.choices))
	}
	return formula.String(v.text)
}
