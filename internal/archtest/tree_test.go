package archtest

// The tree as Go sees it: packages from go list, files as syntax trees.

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

const (
	root   = "../.."
	module = "guatu"
)

// A pkg is one package of the module.
type pkg struct {
	ImportPath   string
	Dir          string
	Name         string
	GoFiles      []string
	TestGoFiles  []string
	XTestGoFiles []string
	Imports      []string

	files []*file // GoFiles, parsed
}

// A file is one parsed source file; name is its path from the module's root.
type file struct {
	name string
	fset *token.FileSet
	ast  *ast.File
}

// rel is the package's path inside the module: "internal/web/ui".
func (p *pkg) rel() string { return strings.TrimPrefix(p.ImportPath, module+"/") }

// at is the place of a node in the form editors jump to.
func (f *file) at(n ast.Node) string {
	return fmt.Sprintf("%s:%d", f.name, f.fset.Position(n.Pos()).Line)
}

// generated tells that a program wrote the file: its walls are the program's.
func (f *file) generated() bool { return ast.IsGenerated(f.ast) }

// tree lists and parses the module once for all tests.
var tree = sync.OnceValues(func() ([]*pkg, error) {
	out, err := run("go", "list", "-e", "-json=ImportPath,Dir,Name,GoFiles,TestGoFiles,XTestGoFiles,Imports", "./...")
	if err != nil {
		return nil, err
	}
	var all []*pkg
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		p := new(pkg)
		switch err := dec.Decode(p); {
		case errors.Is(err, io.EOF):
			return all, nil
		case err != nil:
			return nil, err
		}
		if err := p.parse(); err != nil {
			return nil, err
		}
		all = append(all, p)
	}
})

// parse reads the package's files that are not tests.
func (p *pkg) parse() error {
	for _, name := range p.GoFiles {
		f, err := parseFile(filepath.Join(p.rel(), name), filepath.Join(p.Dir, name), nil)
		if err != nil {
			return err
		}
		p.files = append(p.files, f)
	}
	return nil
}

// parseFile parses a file, or the source given in its place.
func parseFile(name, path string, src any) (*file, error) {
	fset := token.NewFileSet()
	parsed, err := parser.ParseFile(fset, path, src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	return &file{name: name, fset: fset, ast: parsed}, nil
}

// packages is the tree, or the end of the test.
func packages(t *testing.T) []*pkg {
	t.Helper()
	all, err := tree()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 2 {
		t.Fatalf("go list found %d packages: the tests would hold nothing", len(all))
	}
	return all
}

// example is a made-up file to try a check on.
func example(t *testing.T, src string) *file {
	t.Helper()
	f, err := parseFile("example.go", "example.go", src)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// report fails with all violations, in order of place.
func report(t *testing.T, wrong []string) {
	t.Helper()
	slices.Sort(wrong)
	if len(wrong) > 0 {
		t.Errorf("%d to mend:\n%s", len(wrong), strings.Join(wrong, "\n"))
	}
}

// catches fails unless a check finds exactly these many violations in an example.
func catches(t *testing.T, want int, found []string) {
	t.Helper()
	if len(found) != want {
		t.Errorf("the check found %d violations in the example, want %d: %q", len(found), want, found)
	}
}

// run is a command's output in the module's root, its error with what it said.
func run(name string, args ...string) ([]byte, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = root
	out, err := cmd.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return nil, fmt.Errorf("%s: %w: %s", name, err, exit.Stderr)
	}
	return out, err
}
