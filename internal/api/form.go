// What an operation reads from its address: the fields of the app's own input
// that have a path or a query tag, those of embedded structs as well.

package api

import (
	"encoding"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// A form is the parameters of one operation. Huma would read those of the input
// struct by itself, but takes a workday.Date for the number it is inside, and
// does not look into a body for the path.
type form struct {
	input    reflect.Type
	registry huma.Registry
	fields   []formField
	rest     bool // fields are left that only a body can fill
}

type formField struct {
	name, in string // in: "path" or "query"
	index    []int
	schema   *huma.Schema
}

// Keys of an operation's metadata: its form, and its place in the table.
const (
	formKey  = "form"
	placeKey = "place"
)

var wildcard = regexp.MustCompile(`\{([a-z_]+)\}`)

// formOf finds the parameters of an input type for a path, and documents them on
// the operation.
func formOf(t reflect.Type, op *huma.Operation, registry huma.Registry) *form {
	f := &form{input: t, registry: registry}
	f.gather(t, nil, slotsOf(op.Path))
	for _, field := range f.fields {
		p := &huma.Param{Name: field.name, In: field.in, Required: field.in == "path", Schema: field.schema, Description: asks[field.name]}
		if field.schema.Type == huma.TypeArray {
			p.Explode = new(true)
		}
		op.Parameters = append(op.Parameters, p)
	}
	op.Metadata[formKey] = f
	return f
}

// slots are the parameters in a path. last is the one it ends with, which names the
// very thing that is sent, where the others name what it belongs to.
type slots struct {
	names []string
	last  string
}

func slotsOf(path string) (s slots) {
	for _, m := range wildcard.FindAllStringSubmatch(path, -1) {
		s.names = append(s.names, m[1])
		if strings.HasSuffix(path, m[0]) {
			s.last = m[1]
		}
	}
	return s
}

// gather walks the fields of a struct. A path parameter is the field tagged with
// it; the one a path ends with may also be the field that has its name in JSON. So
// PUT /tasks/{id} fills the task's own id, and POST /projects/{id}/visits leaves
// that of the visit alone.
func (f *form) gather(t reflect.Type, at []int, inPath slots) {
	for i := range t.NumField() {
		field := t.Field(i)
		index := append(slices.Clone(at), i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch tag := field.Tag.Get("path"); {
		case !field.IsExported():
		case field.Anonymous && field.Type.Kind() == reflect.Struct:
			f.gather(field.Type, index, inPath)
		case slices.Contains(inPath.names, tag):
			f.add(field, tag, "path", index)
		case name != "" && name == inPath.last && !f.has(name):
			f.add(field, name, "path", index)
		case field.Tag.Get("query") != "":
			f.add(field, field.Tag.Get("query"), "query", index)
		case name != "-":
			f.rest = true
		}
	}
}

func (f *form) add(field reflect.StructField, name, in string, index []int) {
	schema := huma.SchemaFromField(f.registry, reflect.StructField{Name: field.Name, Type: field.Type, Tag: bounds(field.Tag)}, "")
	schema.Nullable = false // an address cannot say null
	f.fields = append(f.fields, formField{name, in, index, schema})
}

// bounds are the tags of a field but its English doc: descriptions here are Chinese.
func bounds(tag reflect.StructTag) reflect.StructTag {
	var kept []string
	for _, key := range []string{"minimum", "maximum", "maxLength", "minLength", "enum"} {
		if v, ok := tag.Lookup(key); ok {
			kept = append(kept, key+":"+strconv.Quote(v))
		}
	}
	return reflect.StructTag(strings.Join(kept, " "))
}

func (f *form) has(name string) bool {
	return slices.ContainsFunc(f.fields, func(g formField) bool { return g.name == name })
}

// bind fills an input from the address of a request and reports every mistake,
// parameters nobody asked for among them: a misspelt filter must not show
// everything.
func bind(ctx huma.Context, in reflect.Value) []error {
	f := ctx.Operation().Metadata[formKey].(*form)
	address := ctx.URL()
	query := address.Query()
	res := &huma.ValidateResult{}
	for _, field := range f.fields {
		texts := query[field.name]
		if field.in == "path" {
			texts = []string{ctx.Param(field.name)}
		}
		field.fill(in.FieldByIndex(field.index), texts, f.registry, res)
	}
	f.unasked(query, res)
	return res.Errors
}

// unasked reports the query's names that are no parameter, in their order.
func (f *form) unasked(query url.Values, res *huma.ValidateResult) {
	var names []string
	for name := range query {
		if !f.has(name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		res.Errors = append(res.Errors, &huma.ErrorDetail{Message: "schema.unknown", Location: "query." + name})
	}
}

// fill reads one parameter. An empty one is none, as forms send what was left
// empty.
func (p formField) fill(v reflect.Value, texts []string, registry huma.Registry, res *huma.ValidateResult) {
	texts = slices.DeleteFunc(slices.Clone(texts), func(s string) bool { return s == "" })
	if len(texts) == 0 {
		return
	}
	place := p.in + "." + p.name
	at := huma.NewPathBuffer([]byte(place), len(place))
	before := len(res.Errors)
	value, ok := p.value(v, texts)
	huma.Validate(registry, p.schema, at, huma.ModeWriteToServer, value, res)
	if !ok && len(res.Errors) == before {
		res.Add(at, nil, "schema.format")
	}
}

// value sets v and gives what the schema is to judge: the number, the list, or
// the text where it could not be read as what it should be.
func (p formField) value(v reflect.Value, texts []string) (any, bool) {
	text := texts[len(texts)-1]
	if u, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		return text, u.UnmarshalText([]byte(text)) == nil
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
		return text, true
	case reflect.Slice:
		v.Set(reflect.ValueOf(texts).Convert(v.Type()))
		return texts, true
	case reflect.Int, reflect.Int64:
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return text, false
		}
		v.SetInt(n)
		return n, true
	case reflect.Bool:
		b, err := strconv.ParseBool(text)
		if err != nil {
			return text, false
		}
		v.SetBool(b)
		return b, true
	}
	panic("api: a parameter of type " + v.Type().String()) // found by the first test of the operation
}
