package glossary

// The module's source as the tests of this package see it: read as syntax, never
// compiled, so that a word is checked even while its package is being changed.

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
)

const root = "../.."

// A source is one parsed file; dir is its folder from the module's root.
type source struct {
	dir  string
	fset *token.FileSet
	file *ast.File
}

// at is a place for a message.
func (s source) at(n ast.Node) string {
	p := s.fset.Position(n.Pos())
	return filepath.Join(s.dir, filepath.Base(p.Filename)) + ":" + strconv.Itoa(p.Line)
}

// sources parses the module's files below a folder, without tests.
func sources(t *testing.T, below ...string) []source {
	t.Helper()
	var all []source
	for _, dir := range below {
		err := filepath.WalkDir(filepath.Join(root, dir), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			fset := token.NewFileSet()
			file, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			rel, err := filepath.Rel(root, filepath.Dir(path))
			all = append(all, source{rel, fset, file})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// constants are the values of the string constants of one type in a package.
func constants(t *testing.T, dir, kind string) []string {
	t.Helper()
	var values []string
	for _, s := range sources(t, dir) {
		ast.Inspect(s.file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			if id, ok := spec.Type.(*ast.Ident); ok && id.Name == kind {
				for _, v := range spec.Values {
					values = append(values, literal(v)...)
				}
			}
			return true
		})
	}
	if len(values) == 0 {
		t.Errorf("%s has no constants of type %s: the test looks at nothing", dir, kind)
	}
	return values
}

// tags are the JSON names of the fields of a struct in a package.
func tags(t *testing.T, dir, name string) []string {
	t.Helper()
	var names []string
	for _, s := range sources(t, dir) {
		ast.Inspect(s.file, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if !ok || spec.Name.Name != name {
				return true
			}
			fields, ok := spec.Type.(*ast.StructType)
			if !ok {
				return true
			}
			for _, f := range fields.Fields.List {
				names = append(names, tagName(f)...)
			}
			return false
		})
	}
	if len(names) == 0 {
		t.Errorf("%s has no struct %s with JSON names: the test looks at nothing", dir, name)
	}
	return names
}

// tagName is a field's JSON name, if it has one.
func tagName(f *ast.Field) []string {
	if f.Tag == nil {
		return nil
	}
	raw, err := strconv.Unquote(f.Tag.Value)
	if err != nil {
		return nil
	}
	name, _, _ := strings.Cut(reflect.StructTag(raw).Get("json"), ",")
	if name == "" || name == "-" {
		return nil
	}
	return []string{name}
}

// literal is the value of a string literal.
func literal(e ast.Expr) []string {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return nil
	}
	s, err := strconv.Unquote(lit.Value)
	if err != nil {
		return nil
	}
	return []string{s}
}
