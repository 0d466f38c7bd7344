package api

// What stands in an address reaches the field that is meant, in every operation.

import (
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
)

// misbound are the mistakes of an input type at an address: a parameter that fills
// no field or two, and a field that only an address could fill and this one does not.
func misbound(f *form, path string) []string {
	var wrong []string
	slots := slotsOf(path)
	bound := map[string]int{}
	for _, field := range f.fields {
		if field.in == "path" {
			bound[field.name]++
		}
	}
	for _, name := range slots.names {
		if bound[name] != 1 {
			wrong = append(wrong, fmt.Sprintf("{%s} fills %d fields", name, bound[name]))
		}
	}
	tagged(f.input, func(field reflect.StructField, deep bool) {
		tag, unsent := field.Tag.Get("path"), field.Tag.Get("json") == "-"
		switch {
		case deep:
			wrong = append(wrong, field.Name+" lies in a struct that the address does not reach")
		case unsent && !slices.Contains(slots.names, tag):
			wrong = append(wrong, fmt.Sprintf("%s waits for {%s}", field.Name, tag))
		}
	})
	return wrong
}

// tagged walks the fields with a path tag. deep are those of a struct that is not
// embedded by value under a name that is exported: gather does not look there.
func tagged(t reflect.Type, see func(field reflect.StructField, deep bool)) {
	seen := map[reflect.Type]bool{}
	var walk func(t reflect.Type, deep bool)
	walk = func(t reflect.Type, deep bool) {
		for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map {
			t, deep = t.Elem(), true
		}
		if t.Kind() != reflect.Struct || seen[t] || readsItself(t) {
			return
		}
		seen[t] = true
		for i := range t.NumField() {
			field := t.Field(i)
			if field.Tag.Get("path") != "" {
				see(field, deep)
			}
			if field.IsExported() || field.Anonymous {
				walk(field.Type, deep || !field.Anonymous || !field.IsExported())
			}
		}
	}
	walk(t, false)
}

// readsItself tells a value that is one text or number in JSON.
func readsItself(t reflect.Type) bool {
	p := reflect.PointerTo(t)
	return p.Implements(reflect.TypeFor[encoding.TextUnmarshaler]()) || p.Implements(reflect.TypeFor[json.Unmarshaler]())
}

func TestWhatStandsInAnAddressFillsTheFieldThatIsMeant(t *testing.T) {
	count := 0
	for path, item := range New(nil, Options{}).huma.OpenAPI().Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Put, item.Delete} {
			if op == nil {
				continue
			}
			f, ok := op.Metadata[formKey].(*form)
			if !ok {
				if strings.Contains(path, "{") {
					t.Errorf("%s has no form for its address", op.OperationID)
				}
				continue
			}
			count++
			for _, wrong := range misbound(f, path) {
				t.Errorf("%s %s: %s (%s)", op.Method, path, wrong, f.input)
			}
		}
	}
	if count < 100 {
		t.Errorf("%d operations looked at", count)
	}
}

type (
	VisitOf struct { // its own id, and whose it is
		ID      string `json:"id"`
		Project string `json:"-" path:"id"`
	}
	VisitLost struct { // whose it is has no tag
		ID   string `json:"id"`
		Note string `json:"note"`
	}
	visitNested struct{ In VisitOf }
	visitBoth   struct {
		VisitOf
		Of string `json:"-" path:"id"`
	}
	taskOf struct {
		VisitLost
		Version int `json:"version"`
	}
)

func TestTypesThatAnAddressWouldFillWrongly(t *testing.T) {
	for _, c := range []struct {
		name, path string
		in         reflect.Type
		want       string
	}{
		{"a thing of a project keeps its own id", "/projects/{id}/visits", reflect.TypeFor[VisitOf](), ""},
		{"an id that is not the address's", "/projects/{id}/visits", reflect.TypeFor[VisitLost](), "{id} fills 0 fields"},
		{"the address names the thing itself", "/tasks/{id}", reflect.TypeFor[taskOf](), ""},
		{"a struct that is not embedded", "/projects/{id}/visits", reflect.TypeFor[visitNested](), "{id} fills 0 fields; Project lies in a struct that the address does not reach"},
		{"two fields for one parameter", "/projects/{id}/visits", reflect.TypeFor[visitBoth](), "{id} fills 2 fields"},
		{"a parameter that the address has not", "/visits", reflect.TypeFor[VisitOf](), "Project waits for {id}"},
	} {
		op := huma.Operation{Path: c.path, Metadata: map[string]any{}}
		f := formOf(c.in, &op, huma.NewMapRegistry("#/", huma.DefaultSchemaNamer))
		if got := strings.Join(misbound(f, c.path), "; "); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
