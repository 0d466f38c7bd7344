// Walking through JSON.
//
// encoding/json stops at the first mistake, does not say where a field stands and
// takes "Days" for "days". The office that sends 3,000 activities wants every
// mistake at once, with its place. So the text is proved to be JSON by
// encoding/json, and then walked through here, where nothing can be malformed any
// more.

package schedule

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"unicode/utf8"
)

// A walk is a position in a text that is valid JSON.
type walk struct {
	text string
	at   int
}

// proven tells where a text stops being JSON: line and column, both from 1, and 0
// where it is all JSON.
func proven(text []byte) (line, column int) {
	if json.Valid(text) {
		return 0, 0
	}
	at := len(text)
	var broken *json.SyntaxError
	if err := json.Unmarshal(text, &json.RawMessage{}); errors.As(err, &broken) {
		at = min(at, max(int(broken.Offset)-1, 0))
	}
	before := text[:at]
	return bytes.Count(before, []byte("\n")) + 1, utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1
}

// next skips white space and gives the byte a value begins with.
func (w *walk) next() byte {
	for {
		switch c := w.text[w.at]; c {
		case ' ', '\t', '\r', '\n':
			w.at++
		default:
			return c
		}
	}
}

// object calls each for every field, with the position on the value, which each
// must pass by. It passes by a value that is no object and says so.
func (w *walk) object(each func(name string)) bool {
	if w.next() != '{' {
		w.raw()
		return false
	}
	for w.at++; w.next() != '}'; w.pass(',') {
		name := w.quoted()
		w.pass(':')
		w.next()
		each(name)
	}
	w.at++
	return true
}

// list is object for lists.
func (w *walk) list(each func(i int)) bool {
	if w.next() != '[' {
		w.raw()
		return false
	}
	w.at++
	for i := 0; w.next() != ']'; i++ {
		each(i)
		w.pass(',')
	}
	w.at++
	return true
}

// pass passes by a separator, if it stands here.
func (w *walk) pass(mark byte) {
	if w.next() == mark {
		w.at++
	}
}

// quoted passes by a string and gives it decoded. Strings are parts of the text
// where they can be: a network names every activity four times.
func (w *walk) quoted() string {
	raw := w.string()
	if strings.IndexByte(raw, '\\') < 0 && utf8.ValidString(raw) {
		return raw[1 : len(raw)-1]
	}
	var s string
	if err := json.Unmarshal([]byte(raw), &s); err != nil { // the text is proven JSON
		panic(err)
	}
	return s
}

// string passes by a string and gives it with its quotes.
func (w *walk) string() string {
	from := w.at
	for w.at++; w.text[w.at] != '"'; w.at++ {
		if w.text[w.at] == '\\' {
			w.at++
		}
	}
	w.at++
	return w.text[from:w.at]
}

// raw passes by any value and gives it as it stands.
func (w *walk) raw() string {
	w.next()
	from, depth := w.at, 0
	for {
		switch w.text[w.at] {
		case '{', '[':
			depth++
			w.at++
		case '}', ']':
			depth--
			w.at++
		case '"':
			w.string()
		default:
			w.at++
		}
		if depth == 0 && w.ended(from) {
			return w.text[from:w.at]
		}
	}
}

// ended tells that the value that began at from is over: strings, lists and objects
// end with their mark, numbers and words before the next separator.
func (w *walk) ended(from int) bool {
	if strings.IndexByte(`"{[`, w.text[from]) >= 0 || w.at == len(w.text) {
		return true
	}
	return strings.IndexByte(",]} \t\r\n", w.text[w.at]) >= 0
}
