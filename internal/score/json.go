// JSON as a tree that keeps the order of fields and fields that stand twice, both
// of which encoding/json forgets.

package score

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"guatu/internal/fault"
)

// A jvalue is JSON with the order of its fields.
type jvalue struct {
	kind   byte // { [ " 0 t n
	text   string
	yes    bool
	names  []string
	values []jvalue
}

// Bounds of the tree: facts nest six deep, and a value takes some eighty bytes.
const (
	maxJSON   = 16
	maxValues = 5_000_000
)

// A jreader counts what it reads.
type jreader struct {
	*json.Decoder
	left int
}

// decode reads one value and nothing after it. Faults: facts.not_json with the
// line, facts.too_many_values.
func decode(text []byte) (jvalue, error) {
	r := &jreader{json.NewDecoder(bytes.NewReader(text)), maxValues}
	r.UseNumber()
	v, err := r.value(0)
	if err == nil {
		if _, end := r.Token(); end != io.EOF {
			err = errors.New("more after the end")
		}
	}
	if err == nil {
		return v, nil
	}
	if r.left <= 0 {
		return v, fault.New(fault.TooLarge, "facts.too_many_values", "max", maxValues)
	}
	line := 1 + bytes.Count(text[:min(int(r.InputOffset()), len(text))], []byte("\n"))
	return v, fault.New(fault.Invalid, "facts.not_json", "line", line, "why", err.Error())
}

var errDeep, errMany = errors.New("nested too deep"), errors.New("too many values")

func (r *jreader) value(depth int) (jvalue, error) {
	t, err := r.Token()
	if err != nil {
		return jvalue{}, err
	}
	if r.left--; r.left <= 0 {
		return jvalue{}, errMany
	}
	switch t := t.(type) {
	case json.Delim:
		if depth > maxJSON {
			return jvalue{}, errDeep
		}
		return r.children(jvalue{kind: byte(t)}, depth)
	case string:
		return jvalue{kind: '"', text: t}, nil
	case json.Number:
		return jvalue{kind: '0', text: t.String()}, nil
	case bool:
		return jvalue{kind: 't', yes: t}, nil
	}
	return jvalue{kind: 'n'}, nil
}

// children reads what an object or a list holds.
func (r *jreader) children(v jvalue, depth int) (jvalue, error) {
	for r.More() {
		if v.kind == '{' {
			name, err := r.Token()
			if err != nil {
				return v, err
			}
			text, _ := name.(string) // the decoder takes nothing else for a name
			v.names = append(v.names, text)
		}
		child, err := r.value(depth + 1)
		if err != nil {
			return v, err
		}
		v.values = append(v.values, child)
	}
	_, err := r.Token()
	return v, err
}
