// A pack's YAML as a tree that knows its lines. The library stops at the first
// mistake of form; what a pack means is read from this tree, so that all other
// mistakes are found at once.

package score

import (
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"guatu/internal/fault"
	"guatu/internal/nesting"
)

// Bounds of a pack.
const (
	MaxPack   = 256 << 10 // bytes
	maxLevels = 24        // of keys in keys
)

type shape uint8

const (
	nothing shape = iota
	scalar
	list
	table
)

// A branch is one value of the tree.
type branch struct {
	shape        shape
	line, column int
	text         string // a scalar as written, without its quotes
	plain        bool   // a scalar without quotes: it may be a number
	items        []branch
	entries      []entry
}

type entry struct {
	key          string
	line, column int
	value        branch
}

// grow reads YAML into a tree. Anchors and merges are refused: a pack needs none,
// and they are how a small file becomes a large one.
func grow(body string) (branch, error) {
	if len(body) > MaxPack {
		return branch{}, fault.New(fault.TooLarge, "pack.too_large", "kilobytes", MaxPack>>10)
	}
	body, err := clean(body)
	if err != nil {
		return branch{}, err
	}
	if line := nesting.TooDeep(body); line > 0 {
		return branch{}, fault.New(fault.Invalid, "pack.too_deep", "line", line)
	}
	tree, err := parser.ParseBytes([]byte(keepCalls(body)), 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return branch{}, badForm(body, err)
	}
	if len(tree.Docs) != 1 || tree.Docs[0].Body == nil {
		return branch{}, fault.New(fault.Invalid, "pack.documents", "count", len(tree.Docs))
	}
	g := grower{}
	root := g.branch(tree.Docs[0].Body, 0)
	if g.wrong != nil {
		return branch{}, g.wrong
	}
	return root, nil
}

// A grower turns the library's nodes into branches and remembers the first thing
// a pack may not hold.
type grower struct{ wrong *fault.Error }

func (g *grower) refuse(n ast.Node) branch {
	if g.wrong == nil {
		line := 1
		if t := n.GetToken(); t != nil {
			line = t.Position.Line
		}
		g.wrong = fault.New(fault.Invalid, "pack.anchor", "line", line)
	}
	return branch{}
}

func (g *grower) branch(n ast.Node, level int) branch {
	if n == nil || level > maxLevels {
		return branch{}
	}
	switch n := n.(type) {
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode:
		return g.refuse(n)
	case *ast.MappingNode:
		b := at(n.Start, table)
		for _, v := range n.Values {
			b.entries = append(b.entries, g.entry(v, level))
		}
		if len(b.entries) > 0 {
			b.line, b.column = b.entries[0].line, b.entries[0].column
		}
		return b
	case *ast.MappingValueNode:
		e := g.entry(n, level)
		return branch{shape: table, line: e.line, column: e.column, entries: []entry{e}}
	case *ast.SequenceNode:
		b := at(n.Start, list)
		for _, v := range n.Values {
			b.items = append(b.items, g.branch(v, level+1))
		}
		return b
	case *ast.LiteralNode:
		b := at(n.Start, scalar)
		b.text, b.line, b.column = n.Value.Value, b.line+1, 0
		return b
	case *ast.NullNode:
		return at(n.Token, nothing)
	case *ast.StringNode:
		return written(n.Token, n.Value)
	case ast.ScalarNode:
		if n.GetToken() == nil {
			return g.refuse(n)
		}
		return written(n.GetToken(), n.GetToken().Value)
	}
	return g.refuse(n)
}

func (g *grower) entry(v *ast.MappingValueNode, level int) entry {
	key, ok := v.Key.(ast.ScalarNode)
	if !ok || v.Key.IsMergeKey() || key.GetToken() == nil {
		g.refuse(v)
		return entry{}
	}
	t := key.GetToken()
	return entry{t.Value, t.Position.Line, t.Position.Column, g.branch(v.Value, level+1)}
}

// at is an empty branch where a token stands.
func at(t *token.Token, s shape) branch {
	if t == nil {
		return branch{shape: s}
	}
	return branch{shape: s, line: t.Position.Line, column: t.Position.Column}
}

// written is a scalar.
func written(t *token.Token, text string) branch {
	b := at(t, scalar)
	b.text, b.plain = text, t.Type != token.SingleQuoteType && t.Type != token.DoubleQuoteType
	if !b.plain {
		b.column++
	}
	return b
}
