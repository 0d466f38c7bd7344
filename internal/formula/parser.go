// From words to a tree, by precedence; the first mistake of form ends it.

package formula

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Bounds of a formula.
const (
	MaxSource = 4 << 10 // bytes
	MaxDepth  = 64      // levels of nesting
)

type nodeKind uint8

const (
	literal   nodeKind = iota
	named              // a name
	operation          // an operator and its operands
	call               // a function and its arguments
	bracket            // kept so that a formula prints as it was written
)

// A node is one part of a formula; the checker fills in what follows typ.
type node struct {
	kind    nodeKind
	word    string // the name, operator or function
	at, end int
	kids    []*node
	val     Value

	typ   Type
	name  *Name     // what a name stands for
	field bool      // it is a field of the record looked at
	slot  int       // where a name's or a group's value is
	fn    *function // what is called
	agg   *aggregate
	group bool // a figure of the group, lent from outside
}

// An Expr is a formula of good form whose names nobody has looked at yet.
type Expr struct {
	source string
	root   *node // as written; Compile parses again, since it fills its tree in
}

// Parse reads a formula. Faults: formula.… with "at", the offset in runes.
func Parse(source string) (*Expr, error) {
	root, err := parse(source)
	if err != nil {
		return nil, err
	}
	return &Expr{source: source, root: root}, nil
}

// Uses are the names a formula uses, folded (Fold), in their order. The scope
// need hold no more than the lists of records: their fields are not among them.
func (e *Expr) Uses(s *Scope) []string { return e.root.uses(s, nil, nil) }

// uses gathers names below a node, without the fields of the records looked at.
func (n *node) uses(s *Scope, fields []Name, list []string) []string {
	if n.kind == named && !slices.ContainsFunc(fields, func(f Name) bool { return Fold(f.Name) == n.word }) {
		list = append(list, n.word)
	}
	for i, k := range n.kids {
		inner := fields
		if first := n.kids[0]; n.kind == call && i > 0 && first.kind == named {
			if name := s.names[first.word]; name != nil && name.Type == Records {
				inner = name.Fields
			}
		}
		list = k.uses(s, inner, list)
	}
	return list
}

func (n *node) walk(visit func(*node)) {
	visit(n)
	for _, k := range n.kids {
		k.walk(visit)
	}
}

type parser struct {
	lexer
	word  word
	depth int
}

func parse(source string) (*node, error) {
	if len(source) > MaxSource {
		return nil, wrong(0, "formula.too_long", "max", MaxSource)
	}
	if strings.TrimSpace(source) == "" || !utf8.ValidString(source) {
		return nil, wrong(0, "formula.empty")
	}
	raw := []rune(source)
	src := make([]rune, len(raw))
	for i, r := range raw {
		src[i] = fold(r)
	}
	p := &parser{lexer: lexer{raw: raw, src: src}}
	if err := p.advance(); err != nil {
		return nil, err
	}
	root, err := p.binary(0)
	if err != nil {
		return nil, err
	}
	if p.word.lexeme == aSign && p.word.text == "," {
		return nil, wrong(p.word.at, "formula.comma")
	}
	if p.word.lexeme != endOf {
		return nil, p.unexpected()
	}
	return root, nil
}

func (p *parser) advance() (err error) {
	p.word, err = p.next()
	return err
}

// unexpected is the mistake of the word the parser stands at.
func (p *parser) unexpected() error {
	if p.word.lexeme == endOf {
		return wrong(p.word.at, "formula.ends")
	}
	return wrong(p.word.at, "formula.unexpected", "text", string(p.raw[p.word.at:p.word.end]))
}

// levels are the binary operators from loose to tight.
var levels = [...][]string{{"或", "or"}, {"且", "and"}, nil, {"=", "≠", "<", "≤", ">", "≥"}, {"+", "-"}, {"*", "/"}}

const (
	notLevel     = 2
	compareLevel = 3
)

// operator is the operator of a level the parser stands at, "" if none.
func (p *parser) operator(level int) string {
	if p.word.quoted || p.word.lexeme != aSign && p.word.lexeme != aName {
		return ""
	}
	for _, op := range levels[level] {
		if strings.ToLower(p.word.text) == op {
			return op
		}
	}
	return ""
}

func indexOf(list []string, s string) int {
	for i, x := range list {
		if x == s {
			return i
		}
	}
	return -1
}

// deeper counts a level of nesting.
func (p *parser) deeper() error {
	if p.depth++; p.depth > MaxDepth {
		return wrong(p.word.at, "formula.too_deep", "max", MaxDepth)
	}
	return nil
}

// binary reads operators of a level and all tighter ones.
func (p *parser) binary(level int) (*node, error) {
	switch {
	case level == notLevel:
		return p.not()
	case level == len(levels):
		return p.unary()
	}
	left, err := p.binary(level + 1)
	for n := 0; err == nil; n++ {
		op := p.operator(level)
		if op == "" {
			return left, nil
		}
		if n > 0 && level == compareLevel {
			return nil, wrong(p.word.at, "formula.chain")
		}
		left, err = p.operands(left, op, level)
	}
	return nil, err
}

// operands reads the right side of an operator.
func (p *parser) operands(left *node, op string, level int) (*node, error) {
	if err := p.advance(); err != nil {
		return nil, err
	}
	right, err := p.binary(level + 1)
	if err != nil {
		return nil, err
	}
	switch op {
	case "or":
		op = "或"
	case "and":
		op = "且"
	}
	return &node{kind: operation, word: op, at: left.at, end: right.end, kids: []*node{left, right}}, nil
}

// not reads 非, which binds looser than a comparison.
func (p *parser) not() (*node, error) {
	if !p.isWord("非", "not") {
		return p.binary(notLevel + 1)
	}
	return p.prefixed("非", p.not)
}

// unary reads a sign before, and % after.
func (p *parser) unary() (*node, error) {
	if p.word.lexeme == aSign && p.word.text == "-" {
		return p.prefixed("-", p.unary)
	}
	n, err := p.primary()
	for err == nil && p.word.lexeme == aSign && p.word.text == "%" {
		n = &node{kind: operation, word: "%", at: n.at, end: p.word.end, kids: []*node{n}}
		err = p.advance()
	}
	return n, err
}

// prefixed reads what an operator stands before.
func (p *parser) prefixed(op string, operand func() (*node, error)) (*node, error) {
	at := p.word.at
	if err := p.deeper(); err != nil {
		return nil, err
	}
	if err := p.advance(); err != nil {
		return nil, err
	}
	n, err := operand()
	if err != nil {
		return nil, err
	}
	p.depth--
	return &node{kind: operation, word: op, at: at, end: n.end, kids: []*node{n}}, nil
}

func (p *parser) isWord(names ...string) bool {
	return p.word.lexeme == aName && !p.word.quoted && indexOf(names, strings.ToLower(p.word.text)) >= 0
}
