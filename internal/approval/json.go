// JSON as a tree that keeps what encoding/json forgets: the order of fields, and
// that one stands twice. The office wants every mistake with its place, not the
// first one.

package approval

import (
	"bytes"
	"encoding/json"
	"errors"
	"unicode/utf8"

	"guatu/internal/fault"
)

// A node is one value: an object ('{'), a list ('['), a text ('"'), or a plain word
// of JSON ('0') such as a number, true or null.
type node struct {
	kind  byte
	text  string
	names []string // of an object's fields
	kids  []node
}

// parse reads one value and nothing after it. The fault names line and column.
func parse(text []byte) (node, error) {
	if len(text) > MaxText {
		return node{}, fault.New(fault.TooLarge, "approval.too_large", "megabytes", MaxText>>20)
	}
	if !json.Valid(text) {
		line, column := brokenAt(text)
		return node{}, fault.New(fault.Invalid, "approval.not_json", "line", line, "column", column)
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	return value(d), nil
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

// value reads the next value of a text that is proven to be JSON.
func value(d *json.Decoder) node {
	switch t := token(d).(type) {
	case json.Delim:
		n := node{kind: byte(t)}
		for d.More() {
			if t == '{' {
				name, _ := token(d).(string)
				n.names = append(n.names, name)
			}
			n.kids = append(n.kids, value(d))
		}
		token(d)
		return n
	case string:
		return node{kind: '"', text: t}
	case json.Number:
		return node{kind: '0', text: t.String()}
	case bool:
		return node{kind: '0', text: map[bool]string{true: "true", false: "false"}[t]}
	}
	return node{kind: '0', text: "null"}
}

func token(d *json.Decoder) json.Token {
	t, err := d.Token()
	if err != nil { // the text is proven JSON
		panic(err)
	}
	return t
}

// null tells that nothing is stated.
func (n *node) null() bool { return n.kind == '0' && n.text == "null" }

// shown is a value as a mistake shows it.
func (n *node) shown() string {
	switch n.kind {
	case '{':
		return "{…}"
	case '[':
		return "[…]"
	}
	return short(n.text)
}
