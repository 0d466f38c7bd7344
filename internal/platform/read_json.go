// The JSON: {"format": "guatu-approvals", "version": 1, "records": [{…}, …]}, or the
// list alone.

package platform

import (
	"bytes"
	"encoding/json"
	"errors"
	"unicode/utf8"

	"guatu/internal/fault"
)

// Format and Version are what a JSON file says of itself. A version adds fields and
// words and takes none away, so a reader of a later one reads the earlier.
const (
	Format  = "guatu-approvals"
	Version = 1
)

// json reads the records of a text.
func (r *reader) json() error {
	if !json.Valid(r.text) {
		line, column := brokenAt(r.text)
		return fault.New(fault.Invalid, "platform.not_json", "line", line, "column", column)
	}
	w := &walker{Decoder: json.NewDecoder(bytes.NewReader(r.text)), text: r.text, line: 1}
	w.UseNumber()
	if w.next() == json.Delim('[') {
		r.list(w)
		return nil
	}
	return r.root(w)
}

// brokenAt is where a text stops being JSON, both from 1.
func brokenAt(text []byte) (line, column int) {
	at := len(text)
	var broken *json.SyntaxError
	if err := json.Unmarshal(text, &json.RawMessage{}); errors.As(err, &broken) {
		at = min(at, max(int(broken.Offset)-1, 0))
	}
	before := text[:at]
	return bytes.Count(before, []byte("\n")) + 1, utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1
}

// root reads the object around the records.
func (r *reader) root(w *walker) error {
	format, version, records := "", "", false
	for w.More() {
		name, _ := w.next().(string)
		value := w.next()
		switch {
		case name == "format":
			format, _ = value.(string)
		case name == "version":
			number, _ := value.(json.Number)
			version = number.String()
		case name == "records" && value == json.Delim('[') && !records:
			records = true
			r.list(w)
			continue
		case !ignored(name):
			r.wrong(w.line, fault.New(fault.Invalid, "platform.column", "column", short(name)))
		}
		w.pass(value)
	}
	switch {
	case format != Format || !records:
		return fault.New(fault.Invalid, "platform.format", "format", Format)
	case version != "1":
		return fault.New(fault.Invalid, "platform.version", "found", short(version), "known", Version)
	}
	return nil
}

// list reads records up to the end of their list.
func (r *reader) list(w *walker) {
	for w.More() {
		value := w.next()
		switch {
		case r.full(w.line):
			w.pass(value)
			for w.More() {
				w.pass(w.next())
			}
		case value == json.Delim('{'):
			r.record(w)
		default:
			r.wrong(w.line, fault.New(fault.Invalid, "platform.not_a_record"))
			w.pass(value)
		}
	}
	w.next()
}

// record reads one.
func (r *reader) record(w *walker) {
	t, rec := &take{line: w.line}, Record{}
	var have [64]bool
	for w.More() {
		name, _ := w.next().(string)
		i := fieldNamed(name)
		value := w.next()
		switch text, is := value.(string); {
		case ignored(name):
			w.pass(value)
		case i < 0:
			t.check(false, short(name), "platform.column", "column", short(name))
			w.pass(value)
		case have[i]:
			t.check(false, fields[i].code, "platform.column_twice", "column", short(name))
			w.pass(value)
		case fields[i].code == missingField && value == json.Delim('['):
			t.list(&rec, w)
		case is && fields[i].code != missingField:
			t.set(&rec, &fields[i], text)
		case value != nil && fields[i].code == missingField:
			t.check(false, missingField, "platform.not_a_list", "field", headingOf(missingField))
			w.pass(value)
		case value != nil:
			t.check(false, fields[i].code, "platform.not_text", "field", headingOf(fields[i].code))
			w.pass(value)
		}
		if i >= 0 {
			have[i] = true
		}
	}
	w.next()
	r.take(t, &rec)
}

// list reads the names of documents.
func (t *take) list(rec *Record, w *walker) {
	for w.More() {
		value := w.next()
		text, is := value.(string)
		t.check(is, missingField, "platform.not_a_list", "field", headingOf(missingField))
		if is && len(rec.Missing) <= MaxMissing {
			t.documentsOf(rec, []string{text})
		}
		w.pass(value)
	}
	w.next()
}

// A walker goes through a text that is proven to be JSON and knows its line.
type walker struct {
	*json.Decoder
	text []byte
	at   int64
	line int
}

// next is the next token; line is where it ends.
func (w *walker) next() json.Token {
	t, err := w.Token()
	if err != nil { // the text is proven JSON
		panic(err)
	}
	at := w.InputOffset()
	w.line += bytes.Count(w.text[w.at:at], []byte("\n"))
	w.at = at
	return t
}

// pass goes over the rest of a value whose first token was read.
func (w *walker) pass(first json.Token) {
	if d, opens := first.(json.Delim); !opens || d == '}' || d == ']' {
		return
	}
	for depth := 1; depth > 0; {
		switch w.next() {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
	}
}
