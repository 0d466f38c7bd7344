package archtest

// Walls are not aims: a function is about ten lines, a file about 150. Beyond a
// wall nobody can read it in one look. Tests, generated files and pure data tables
// stand outside.

import (
	"fmt"
	"go/ast"
	"testing"
)

const (
	wallFunc   = 60  // lines from func to the closing brace
	wallFile   = 400 // lines
	wallParams = 5   // parameters; four is the rule, an act has five
	wallDepth  = 4   // levels of nesting; two is the rule
)

// walls lists what in a file has grown beyond a wall.
func walls(f *file) []string {
	var wrong []string
	say := func(n ast.Node, format string, args ...any) {
		wrong = append(wrong, f.at(n)+": "+fmt.Sprintf(format, args...))
	}
	funcs := 0
	for _, decl := range f.ast.Decls {
		d, ok := decl.(*ast.FuncDecl)
		if !ok {
			continue
		}
		funcs++
		if n := f.lines(d); n > wallFunc {
			say(d, "%s has %d lines, the wall is %d", d.Name.Name, n, wallFunc)
		}
		if n := d.Type.Params.NumFields(); n > wallParams {
			say(d, "%s has %d parameters, the wall is %d", d.Name.Name, n, wallParams)
		}
		if n := depth(d.Body); n > wallDepth {
			say(d, "%s nests %d levels, the wall is %d", d.Name.Name, n, wallDepth)
		}
	}
	if n := f.lines(f.ast); n > wallFile && funcs > 0 {
		say(f.ast, "the file has %d lines, the wall is %d", n, wallFile)
	}
	return wrong
}

// lines is how many lines a node takes; a file counts to its end.
func (f *file) lines(n ast.Node) int {
	if n == f.ast {
		return f.fset.File(n.Pos()).LineCount()
	}
	return f.fset.Position(n.End()).Line - f.fset.Position(n.Pos()).Line + 1
}

// depth is the deepest nesting of if, for, switch and select in a body; an else-if
// is no deeper than its if, a function literal begins anew.
func depth(n ast.Node) int {
	if b, ok := n.(*ast.BlockStmt); ok && b == nil {
		return 0
	}
	deepest := 0
	ast.Inspect(n, func(m ast.Node) bool {
		if m == n || m == nil {
			return true
		}
		switch m := m.(type) {
		case *ast.FuncLit:
			deepest = max(deepest, depth(m.Body))
			return false
		case *ast.IfStmt:
			deepest = max(deepest, depthIf(m))
			return false
		case *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
			deepest = max(deepest, 1+depth(m))
			return false
		}
		return true
	})
	return deepest
}

// depthIf is the nesting of an if with all its elses.
func depthIf(s *ast.IfStmt) int {
	deepest := 1 + depth(s.Body)
	switch e := s.Else.(type) {
	case *ast.IfStmt:
		deepest = max(deepest, depthIf(e))
	case *ast.BlockStmt:
		deepest = max(deepest, 1+depth(e))
	}
	return deepest
}

func TestNothingGrowsBeyondItsWall(t *testing.T) {
	var wrong []string
	for _, p := range packages(t) {
		for _, f := range p.files {
			if !f.generated() {
				wrong = append(wrong, walls(f)...)
			}
		}
	}
	report(t, wrong)
}

func TestWallsCatch(t *testing.T) {
	body := func(n int) string {
		s := ""
		for range n {
			s += "\tx()\n"
		}
		return s
	}
	for name, c := range map[string]struct {
		src  string
		want int
	}{
		"a function of sixty lines":      {"func x() {\n" + body(58) + "}", 0},
		"a function of sixty-one":        {"func x() {\n" + body(59) + "}", 1},
		"five parameters":                {"func x(a, b, c, d, e int) {}", 0},
		"six parameters":                 {"func x(a, b, c int, d, e, f int) {}", 1},
		"four levels":                    {"func x() { for { if a { switch { default: if b { } } } } }", 0},
		"five levels":                    {"func x() { for { if a { switch { default: if b { for { } } } } } }", 1},
		"a chain of else is not nesting": {"func x() { if a { } else if b { } else if c { } else if d { } else if e { } else { } }", 0},
		"a long table without functions": {"var x = []int{\n" + longTable() + "}", 0},
	} {
		t.Run(name, func(t *testing.T) { catches(t, c.want, walls(example(t, "package x\n"+c.src))) })
	}
}

func longTable() string {
	s := ""
	for range wallFile {
		s += "\t1,\n"
	}
	return s
}
