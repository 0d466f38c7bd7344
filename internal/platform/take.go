// One record being taken out of a file, with everything that is wrong with it.

package platform

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"guatu/internal/approval"
	"guatu/internal/fault"
)

// A take is one record on its way from a line.
type take struct {
	line  int
	code  string // the project's code, where it is one
	wrong []Mistake
}

// add notes a fault at a field; one mistake a field is enough.
func (t *take) add(field string, err error) {
	e, ok := fault.As(err)
	if !ok || slices.ContainsFunc(t.wrong, func(m Mistake) bool { return m.Field == field }) {
		return
	}
	t.wrong = append(t.wrong, Mistake{Line: t.line, Field: field, Fault: e.At(field)})
}

// check notes a mistake unless ok.
func (t *take) check(ok bool, field, code string, args ...any) {
	if !ok {
		t.add(field, fault.New(fault.Invalid, code, args...))
	}
}

// set takes a text for a field. What is empty is not stated.
func (t *take) set(r *Record, f *field, value string) {
	if value = strings.TrimSpace(value); value == "" {
		return
	}
	most := MaxText
	if f.code == missingField {
		most = MaxMissing * (MaxText + 1)
	}
	if t.sound(f.code, value, most) {
		f.set(t, r, value)
	}
}

// sound notes what no value may hold.
func (t *take) sound(field, value string, most int) bool {
	switch {
	case utf8.RuneCountInString(value) > most:
		t.check(false, field, "platform.too_long", "max", MaxText)
	case strings.ContainsFunc(value, func(r rune) bool { return unicode.IsControl(r) || r == utf8.RuneError }):
		t.check(false, field, "platform.control", "found", short(value))
	default:
		return true
	}
	return false
}

// finish notes what a record as a whole lacks, or has too much of.
func (t *take) finish(r *Record) {
	r.Line = t.line
	t.require(r)
	t.belongs(r)
	t.documents(r)
	t.check(r.Until == 0 || r.On == 0 || r.Until >= r.On, "until", "platform.ends_first", "on", r.On.String(), "found", r.Until.String())
	t.check(r.SupplyBy == 0 || r.On == 0 || r.SupplyBy >= r.On, "supply_by", "platform.ends_first", "on", r.On.String(), "found", r.SupplyBy.String())
	for i := range t.wrong {
		t.wrong[i].Project = t.code
	}
}

// require notes what every record has, and what one of its kind has: a stop without
// reason, notice and end is none (行政许可法 art. 45).
func (t *take) require(r *Record) {
	for _, need := range []struct {
		field string
		there bool
	}{
		{"project_code", r.Project != ""}, {"item", r.Item != ""}, {"kind", r.Kind != ""}, {"on", r.On != 0},
		{"reason", r.Kind != approval.Stopped || r.Reason != ""},
		{"until", r.Kind != approval.Stopped || r.Until != 0},
		{"notice", r.Kind != approval.Stopped || r.Notice != ""},
		{"doc", r.Kind != approval.Supplied || r.Doc != ""},
		{"supply_by", r.Kind != approval.Accepted || len(r.Missing) == 0 || r.SupplyBy != 0},
	} {
		t.check(need.there, need.field, "platform.missing", "field", headingOf(need.field))
	}
}

// belongs notes values that mean nothing for the kind: they would be lost without a
// word.
func (t *take) belongs(r *Record) {
	for _, v := range []struct {
		field string
		given bool
		kinds []approval.Kind
	}{
		{"reason", r.Reason != "", []approval.Kind{approval.Stopped}},
		{"until", r.Until != 0, []approval.Kind{approval.Stopped}},
		{missingField, len(r.Missing) > 0, []approval.Kind{approval.Accepted, approval.Returned}},
		{"supply_by", r.SupplyBy != 0, []approval.Kind{approval.Accepted, approval.Returned}},
		{"doc", r.Doc != "", []approval.Kind{approval.Supplied}},
		{"number", r.Number != "", []approval.Kind{approval.Granted}},
	} {
		if v.given && r.Kind != "" {
			t.check(slices.Contains(v.kinds, r.Kind), v.field, "platform.not_of_kind", "field", headingOf(v.field), "kind", nameOf(kindWords, string(r.Kind)))
		}
	}
}

// documents notes lists of documents that cannot be.
func (t *take) documents(r *Record) {
	t.check(len(r.Missing) <= MaxMissing, missingField, "platform.too_many_documents", "max", MaxMissing)
	for i, doc := range r.Missing {
		t.check(!slices.Contains(r.Missing[:i], doc), missingField, "platform.document_twice", "found", short(doc))
		t.check(utf8.RuneCountInString(doc) <= MaxText, missingField, "platform.too_long", "max", MaxText)
		t.check(!strings.ContainsAny(doc, "；;"), missingField, "platform.semicolon", "found", short(doc))
	}
}

// headingOf is a field as a .csv calls it.
func headingOf(code string) string { return fields[fieldNamed(code)].name }

// short cuts a value down to what fits into a line.
func short(s string) string {
	const most = 40
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}
