package archtest

// Every package says what it is in exactly one place, every exported name what it
// promises.

import (
	"fmt"
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// packageComments lists what is wrong with a package's comment: none, one that
// does not begin with the package's name, or several.
func packageComments(rel, name string, files []*file) []string {
	lead := "Package " + name + " "
	if name == "main" {
		lead = "Command " + filepath.Base(rel) + " "
	}
	var wrong, places []string
	for _, f := range files {
		if f.ast.Doc == nil || f.generated() {
			continue
		}
		places = append(places, f.name)
		if !strings.HasPrefix(f.ast.Doc.Text(), lead) {
			wrong = append(wrong, fmt.Sprintf("%s: the package comment does not begin %q", f.at(f.ast), lead))
		}
	}
	if len(places) != 1 {
		wrong = append(wrong, fmt.Sprintf("%s: %d package comments, want one %v", rel, len(places), places))
	}
	return wrong
}

// undocumented lists the exported names of a file that have no comment. In a
// group of constants or variables a comment on the line or on the group will do,
// and the constants of a type are covered by what the type says of itself.
func undocumented(f *file) []string {
	var wrong []string
	missing := func(n ast.Node, name string) {
		wrong = append(wrong, fmt.Sprintf("%s: %s has no comment", f.at(n), name))
	}
	for _, decl := range f.ast.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			if d.Name.IsExported() && exportedReceiver(d) && d.Doc == nil {
				missing(d, d.Name.Name)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if name, bare := bareSpec(spec); bare && d.Doc == nil && !ofType(d, spec) {
					missing(spec, name)
				}
			}
		}
	}
	return wrong
}

// exportedReceiver tells that a method can be seen from outside at all.
func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	kind := d.Recv.List[0].Type
	for {
		switch k := kind.(type) {
		case *ast.StarExpr:
			kind = k.X
		case *ast.IndexExpr:
			kind = k.X
		case *ast.IndexListExpr:
			kind = k.X
		case *ast.Ident:
			return k.IsExported()
		default:
			return true
		}
	}
}

// ofType tells that a spec is one of a group of constants of a named type.
func ofType(d *ast.GenDecl, spec ast.Spec) bool {
	value, ok := spec.(*ast.ValueSpec)
	return ok && d.Tok == token.CONST && d.Lparen.IsValid() && value.Type != nil
}

// bareSpec is the first exported name of a type, constant or variable that has no
// comment of its own.
func bareSpec(spec ast.Spec) (string, bool) {
	switch s := spec.(type) {
	case *ast.TypeSpec:
		return s.Name.Name, s.Name.IsExported() && s.Doc == nil && s.Comment == nil
	case *ast.ValueSpec:
		for _, name := range s.Names {
			if name.IsExported() && s.Doc == nil && s.Comment == nil {
				return name.Name, true
			}
		}
	}
	return "", false
}

func TestEveryPackageSaysWhatItIs(t *testing.T) {
	var wrong []string
	for _, p := range packages(t) {
		if len(p.files) == 0 {
			wrong = append(wrong, p.rel()+": only tests and no doc.go to say what they hold")
			continue
		}
		wrong = append(wrong, packageComments(p.rel(), p.Name, p.files)...)
	}
	report(t, wrong)
}

func TestEveryExportedNameSaysWhatItPromises(t *testing.T) {
	var wrong []string
	for _, p := range packages(t) {
		for _, f := range p.files {
			if !f.generated() {
				wrong = append(wrong, undocumented(f)...)
			}
		}
	}
	report(t, wrong)
}

// Decision records and pages of docs/ begin with a title: they are read in lists.
func TestEveryDocumentHasATitle(t *testing.T) {
	pages, err := filepath.Glob(root + "/docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	records, err := filepath.Glob(root + "/docs/adr/*.md")
	if err != nil {
		t.Fatal(err)
	}
	var wrong []string
	for _, name := range append(pages, records...) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(string(text), "# ") {
			wrong = append(wrong, name+":1: does not begin with a title")
		}
	}
	report(t, wrong)
}

func TestCommentsCatch(t *testing.T) {
	doc := example(t, "// Package x is one.\npackage x\n")
	none := example(t, "package x\n")
	odd := example(t, "// This is x.\npackage x\n")
	catches(t, 0, packageComments("internal/x", "x", []*file{doc, none}))
	catches(t, 1, packageComments("internal/x", "x", []*file{none}))
	catches(t, 1, packageComments("internal/x", "x", []*file{doc, doc}))
	catches(t, 1, packageComments("internal/x", "x", []*file{odd}))
	catches(t, 4, undocumented(example(t, `package x
type T struct{}
func (T) M() {}
func (hidden) M() {}
func F() {}
// Said.
func G() {}
const (
	A = 1 // said
	b = 2
	C = 3
)
const (
	D T = 1
)
`)))
}
