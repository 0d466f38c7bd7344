// JSON as a tree that keeps the order of fields and fields that stand twice, both
// of which encoding/json forgets.

package score

import (
	"bytes"
	"encoding/json"
	"fmt"
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

func decode(text []byte) (jvalue, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	v, err := jvalueOf(d, 0)
	if err == nil {
		if _, end := d.Token(); end != io.EOF {
			err = fmt.Errorf("more after the end")
		}
	}
	if err != nil {
		line := 1 + bytes.Count(text[:min(int(d.InputOffset()), len(text))], []byte("\n"))
		return v, fault.New(fault.Invalid, "facts.not_json", "line", line, "why", err.Error())
	}
	return v, nil
}

// maxJSON is how deep facts can nest, which is six.
const maxJSON = 16

func jvalueOf(d *json.Decoder, depth int) (jvalue, error) {
	t, err := d.Token()
	if err != nil {
		return jvalue{}, err
	}
	switch t := t.(type) {
	case json.Delim:
		if depth > maxJSON {
			return jvalue{}, fmt.Errorf("nested too deep")
		}
		return children(d, jvalue{kind: byte(t)}, depth)
	case string:
		return jvalue{kind: '"', text: t}, nil
	case json.Number:
		return jvalue{kind: '0', text: t.String()}, nil
	case bool:
		return jvalue{kind: 't', yes: t}, nil
	}
	return jvalue{kind: 'n'}, nil
}

func children(d *json.Decoder, v jvalue, depth int) (jvalue, error) {
	for d.More() {
		if v.kind == '{' {
			name, err := d.Token()
			if err != nil {
				return v, err
			}
			v.names = append(v.names, fmt.Sprint(name))
		}
		child, err := jvalueOf(d, depth+1)
		if err != nil {
			return v, err
		}
		v.values = append(v.values, child)
	}
	_, err := d.Token()
	return v, err
}
