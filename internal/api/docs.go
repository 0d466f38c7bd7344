// The document as a page that people read: /api/docs. It needs nothing from the
// network, carries no script and no style of its own, and its links are relative,
// so it stands under any path and any content policy.

package api

import (
	"bytes"
	"cmp"
	_ "embed"
	"encoding/json"
	"html/template"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"guatu/internal/glossary"
)

//go:embed docs.html
var docsText string

var docsPage = template.Must(template.New("docs").Parse(docsText))

// docView is what the page shows.
type docView struct {
	Title    string
	About    []string // paragraphs
	Sheets   []string
	Sections []docSection
	Kinds    []docKind
	Schemas  []docSchema
}

type docSection struct {
	Name string
	Ops  []docOp
}

type docOp struct {
	ID, Method, Path, Summary, Right string
	Params                           []docField
	Body, Answer                     docType
	BodyKind                         string // content type of the body, "" for none
	Fields                           []docField
	Example                          string
	Status                           string
}

// docField is a parameter or a field of an object.
type docField struct {
	Name, In, About string
	Type            docType
	Required        bool
}

// docType is a type in words, with the schema it links to.
type docType struct{ Before, Link, After string }

// docKind is one kind of problem.
type docKind struct {
	Status     int
	Kind, Name string
}

type docSchema struct {
	Name   string
	Fields []docField
}

// printed is the page of a document.
func printed(doc *huma.OpenAPI, sheets []string) ([]byte, error) {
	v := docView{Title: doc.Info.Title, About: strings.Split(doc.Info.Description, "\n\n"), Sheets: sheets, Kinds: kindsShown()}
	schemas := doc.Components.Schemas.Map()
	for _, op := range inOrder(doc) {
		if n := len(v.Sections); n == 0 || v.Sections[n-1].Name != op.Tags[0] {
			v.Sections = append(v.Sections, docSection{Name: op.Tags[0]})
		}
		s := &v.Sections[len(v.Sections)-1]
		s.Ops = append(s.Ops, opShown(op, schemas))
	}
	for _, name := range slices.Sorted(maps.Keys(schemas)) {
		v.Schemas = append(v.Schemas, docSchema{name, fieldsShown(schemas[name])})
	}
	var b bytes.Buffer
	err := docsPage.Execute(&b, v)
	return b.Bytes(), err
}

// inOrder are the operations as the table lists them.
func inOrder(doc *huma.OpenAPI) []*huma.Operation {
	var ops []*huma.Operation
	for _, item := range doc.Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Put, item.Delete} {
			if op != nil {
				ops = append(ops, op)
			}
		}
	}
	slices.SortFunc(ops, func(a, b *huma.Operation) int {
		return cmp.Compare(a.Metadata[placeKey].(int), b.Metadata[placeKey].(int))
	})
	return ops
}

func kindsShown() []docKind {
	list := make([]docKind, 0, len(statuses))
	for kind, status := range statuses {
		list = append(list, docKind{status, string(kind), glossary.Label(glossary.ZH, "fault."+string(kind))})
	}
	slices.SortFunc(list, func(a, b docKind) int { return cmp.Compare(a.Status, b.Status) })
	return append(list, docKind{http.StatusInternalServerError, "internal", phrase(glossary.ZH, "request.internal")})
}

// opShown is one operation in words.
func opShown(op *huma.Operation, schemas map[string]*huma.Schema) docOp {
	o := docOp{ID: op.OperationID, Method: op.Method, Path: Prefix + op.Path, Summary: op.Summary, Right: op.Description}
	for _, p := range op.Parameters {
		o.Params = append(o.Params, docField{p.Name, placeName(p.In), p.Description, typeShown(p.Schema), p.Required})
	}
	if op.RequestBody != nil {
		for kind, media := range op.RequestBody.Content {
			o.BodyKind, o.Body = kind, typeShown(media.Schema)
			o.Fields = fieldsShown(behind(media.Schema, schemas))
			o.Example = exampleShown(media.Example)
		}
	}
	for status, r := range op.Responses {
		if status[0] != '2' {
			continue
		}
		o.Status = status
		for _, media := range r.Content {
			o.Answer = typeShown(media.Schema)
		}
	}
	return o
}

func placeName(in string) string {
	if in == "path" {
		return "地址"
	}
	return "参数"
}

func exampleShown(example any) string {
	raw, ok := example.(json.RawMessage)
	if !ok {
		return ""
	}
	var b bytes.Buffer
	if err := json.Indent(&b, raw, "", "  "); err != nil {
		return string(raw) // shown as it stands; a test holds examples valid
	}
	return b.String()
}

// behind is the schema a reference stands for.
func behind(s *huma.Schema, schemas map[string]*huma.Schema) *huma.Schema {
	if s != nil && s.Ref != "" {
		return schemas[refName(s.Ref)]
	}
	return s
}

func refName(ref string) string { return ref[strings.LastIndex(ref, "/")+1:] }

// fieldsShown are the fields of an object by name.
func fieldsShown(s *huma.Schema) []docField {
	if s == nil {
		return nil
	}
	var fields []docField
	for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
		p := s.Properties[name]
		fields = append(fields, docField{Name: name, About: p.Description, Type: typeShown(p), Required: slices.Contains(s.Required, name)})
	}
	return fields
}

// typeWords are the types of JSON in Chinese.
var typeWords = map[string]string{"string": "文字", "integer": "整数", "number": "数字", "boolean": "是否", "object": "对象"}

// typeShown is a type in words.
func typeShown(s *huma.Schema) docType {
	switch {
	case s == nil:
		return docType{}
	case s.Ref != "":
		return docType{Link: refName(s.Ref)}
	case s.Type == huma.TypeArray:
		of := typeShown(s.Items)
		of.Before = "列表：" + of.Before
		return of
	case s.Format == "date":
		return docType{Before: "日期"}
	case s.Format == "date-time":
		return docType{Before: "时间"}
	case s.Format == "binary":
		return docType{Before: "文件"}
	case s.Type == "":
		return docType{Before: "任意"}
	}
	if inner, ok := s.AdditionalProperties.(*huma.Schema); ok && s.Type == huma.TypeObject {
		of := typeShown(inner)
		of.Before = "对照表：" + of.Before
		return of
	}
	return docType{Before: typeWords[s.Type], After: boundsShown(s)}
}

// boundsShown are the bounds of a value.
func boundsShown(s *huma.Schema) string {
	var said []string
	if s.Minimum != nil {
		said = append(said, "≥ "+strconv.FormatFloat(*s.Minimum, 'f', -1, 64))
	}
	if s.Maximum != nil {
		said = append(said, "≤ "+strconv.FormatFloat(*s.Maximum, 'f', -1, 64))
	}
	if s.MaxLength != nil {
		said = append(said, "至多 "+strconv.Itoa(*s.MaxLength)+" 字")
	}
	if s.Nullable {
		said = append(said, "可为 null")
	}
	if len(said) == 0 {
		return ""
	}
	return "（" + strings.Join(said, "，") + "）"
}
