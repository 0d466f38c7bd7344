// Cases from JSON.

package approval

import (
	"strconv"

	"guatu/internal/fault"
	"guatu/internal/workday"
)

// Read reads the case that guatu approval state takes, to be counted by a calendar.
// A field left out or null is one not stated. What is wrong with its form is
// reported at once, each with its path: text that is no JSON, fields unknown, twice,
// missing or of another form.
func Read(text []byte, cal *workday.Calendar) (Case, error) {
	var m mistakes
	c, err := read(text, cal, &m)
	if err == nil {
		err = m.err()
	}
	return c, err
}

// StateText reads a case and reckons it: mistakes of form and of meaning come
// together.
func StateText(text []byte, cal *workday.Calendar) (*Result, error) {
	var m mistakes
	c, err := read(text, cal, &m)
	if err != nil {
		return nil, err
	}
	return c.state(&m)
}

// A reader takes values out of the tree and notes what is wrong with them.
type reader struct{ *mistakes }

// read gives what can be read; its error is that nothing can.
func read(text []byte, cal *workday.Calendar, m *mistakes) (Case, error) {
	c := Case{Calendar: cal}
	root, err := parse(text)
	if err != nil {
		return c, err
	}
	if root.kind != '{' {
		return c, fault.New(fault.Invalid, "approval.not_an_object")
	}
	r := reader{m}
	seen := r.object("", &root, func(name string, v *node) bool {
		switch name {
		case "today":
			c.Today = r.date(name, v)
		case "bad_credit":
			c.BadCredit = r.truth(name, v)
		case "budget":
			r.budget(v, &c.Budget)
		case "items":
			r.list(name, v, func(at string, v *node) { c.Items = append(c.Items, r.item(at, v)) })
		case "facts":
			r.list(name, v, func(at string, v *node) { c.Facts = append(c.Facts, r.fact(at, v)) })
		default:
			return false
		}
		return true
	})
	r.require(seen, "", "today", "budget", "items")
	return c, nil
}

// budget reads the bound.
func (r reader) budget(v *node, b *Budget) {
	if v.null() {
		return
	}
	seen := r.object("budget", v, func(name string, v *node) bool {
		switch at := dotted("budget", name); name {
		case "limit":
			b.Limit = r.whole(at, v)
		case "until":
			if b.Until = r.word(at, v); b.Until == "" {
				r.mistaken(at, "approval.missing")
			}
		default:
			return false
		}
		return true
	})
	r.require(seen, "budget", "limit", "until")
}

// item reads one item.
func (r reader) item(at string, v *node) (it Item) {
	seen := r.object(at, v, func(name string, v *node) bool {
		switch at := dotted(at, name); name {
		case "id":
			it.ID = r.word(at, v)
		case "name":
			it.Name = r.word(at, v)
		case "needs":
			it.Needs = r.words(at, v)
		case "grant_needs":
			it.GrantNeeds = r.words(at, v)
		case "statutory":
			if !v.null() {
				days := r.whole(at, v)
				it.Statutory = &days
			}
		case "pledged":
			it.Pledged = r.whole(at, v)
		case "unit":
			it.Unit = Unit(r.word(at, v))
		case "passed_on":
			it.PassedOn = r.truth(at, v)
		case "tolerable":
			it.Tolerable = r.words(at, v)
		default:
			return false
		}
		return true
	})
	r.require(seen, at, "id", "pledged")
	return it
}

// fact reads one fact.
func (r reader) fact(at string, v *node) (f Fact) {
	seen := r.object(at, v, func(name string, v *node) bool {
		switch at := dotted(at, name); name {
		case "item":
			f.Item = r.word(at, v)
		case "kind":
			f.Kind = Kind(r.word(at, v))
		case "on":
			f.On = r.date(at, v)
		case "reason":
			f.Reason = StopReason(r.word(at, v))
		case "until":
			f.Until = r.date(at, v)
		case "notice":
			f.Notice = r.word(at, v)
		case "missing":
			f.Missing = r.words(at, v)
		case "supply_by":
			f.SupplyBy = r.date(at, v)
		case "doc":
			f.Doc = r.word(at, v)
		default:
			return false
		}
		return true
	})
	r.require(seen, at, "item", "kind", "on")
	return f
}

// object gives every field of an object to take, once; one that take does not know
// or that stands twice is a mistake. What is no object is one, and all its fields
// are then excused.
func (r reader) object(at string, v *node, take func(name string, v *node) bool) map[string]bool {
	if v.kind != '{' {
		if !v.null() {
			r.mistaken(at, "approval.not_an_object")
			r.excuseAll(at)
		}
		return nil
	}
	seen := make(map[string]bool, len(v.names))
	for i, name := range v.names {
		switch {
		case seen[name]:
			r.mistaken(dotted(at, name), "approval.field_twice")
		case !take(name, &v.kids[i]):
			r.mistaken(dotted(at, short(name)), "approval.unknown_field")
		default:
			seen[name] = !v.kids[i].null()
		}
	}
	return seen
}

// excuseAll keeps the fields of what is no object from being missed.
func (r reader) excuseAll(at string) {
	for _, name := range []string{"id", "pledged", "limit", "until", "item", "kind", "on"} {
		r.excuse(dotted(at, name))
	}
}

// require notes fields that are not stated.
func (r reader) require(seen map[string]bool, at string, names ...string) {
	for _, name := range names {
		if !seen[name] {
			r.mistaken(dotted(at, name), "approval.missing")
		}
	}
}

// list gives every value of a list to take.
func (r reader) list(at string, v *node, take func(at string, v *node)) {
	switch {
	case v.null():
	case v.kind != '[':
		r.mistaken(at, "approval.not_a_list")
	}
	if v.kind == '[' {
		for i := range v.kids {
			take(at+"["+strconv.Itoa(i)+"]", &v.kids[i])
		}
	}
}

// words reads a list of texts.
func (r reader) words(at string, v *node) (list []string) {
	r.list(at, v, func(at string, v *node) { list = append(list, r.word(at, v)) })
	return list
}

// word reads a text, "" for null.
func (r reader) word(at string, v *node) string {
	if v.kind != '"' && !v.null() {
		r.mistaken(at, "approval.not_text", "found", v.shown())
	}
	if v.kind != '"' {
		return ""
	}
	return v.text
}

// whole reads a whole number; what is none is noted and taken for 0.
func (r reader) whole(at string, v *node) int {
	n, err := strconv.Atoi(v.text)
	if (v.kind != '0' || err != nil) && !v.null() {
		r.mistaken(at, "approval.not_whole", "found", v.shown())
		return 0
	}
	return n
}

// truth reads true or false.
func (r reader) truth(at string, v *node) bool {
	if v.kind != '0' || v.text != "true" && v.text != "false" && !v.null() {
		r.mistaken(at, "approval.not_truth", "found", v.shown())
	}
	return v.kind == '0' && v.text == "true"
}

// date reads a date, no date for null.
func (r reader) date(at string, v *node) workday.Date {
	if v.null() {
		return 0
	}
	d, err := workday.ParseDate(v.text)
	if err != nil || v.kind != '"' {
		r.mistaken(at, "approval.not_a_date", "found", v.shown())
		return 0
	}
	return d
}

// dotted is the path of a field.
func dotted(at, name string) string {
	if at == "" {
		return name
	}
	return at + "." + name
}
