// From a checked tree to a flat program.

package formula

import "slices"

type opcode uint8

const (
	opConst  opcode = iota // push consts[a]
	opName                 // push Values[a]
	opField                // push the record's field a
	opBinary               // replace two by one; a is the operator
	opUnary                // replace one by one
	opCall                 // replace b arguments by functions[a] of them
	opAgg                  // push the result of aggs[a]
	opIf                   // pop a condition: yes goes on, no jumps to a, missing pushes it and jumps to b
	opJump                 // jump to a
	opElse                 // jump to a where the top is there, pop it where it is missing
	opShort                // 且 或: jump to a where the top settles it; b is the operator
)

type instr struct {
	op   opcode
	a, b int32
}

// operators by number, in the order of their cases in apply.
var operators = []string{"+", "-", "*", "/", "=", "≠", "<", "≤", ">", "≥", "且", "或", "非", "%"}

// An aggregate is one function over records.
type aggregate struct {
	fn                 string
	table              *Name
	value, key, filter *node // nil where there is none

	values, keys, filters []instr
}

// A Program is a compiled formula; any number of goroutines may run it, each with
// a Frame of its own.
type Program struct {
	tree   *node
	code   []instr
	consts []Value
	aggs   []*aggregate
	need   int // values its stack can hold at once
}

// Compile checks the names and types of a formula and makes it ready to run.
// Faults: all mistakes, each with "at".
func (e *Expr) Compile(s *Scope) (*Program, error) {
	root, err := parse(e.source) // a tree of its own: scopes differ
	if err != nil {
		return nil, err
	}
	c := &checker{scope: s}
	c.check(root)
	if err := c.list.Err(); err != nil {
		return nil, err
	}
	return compile(root), nil
}

// Type is what the formula gives; Unknown where it is always missing.
func (p *Program) Type() Type { return p.tree.typ }

func compile(root *node) *Program {
	p := &Program{tree: root}
	p.code = p.emit(nil, root)
	p.need = len(p.code)
	for _, a := range p.aggs {
		p.need += len(a.values) + len(a.keys) + len(a.filters)
	}
	return p
}

// emit appends the code of a node, which leaves one value on the stack.
func (p *Program) emit(code []instr, n *node) []instr {
	switch n.kind {
	case literal:
		return append(code, p.constant(n.val))
	case named:
		op := opName
		if n.field {
			op = opField
		}
		return append(code, instr{op: op, a: int32(n.slot)})
	case bracket:
		return p.emit(code, n.kids[0])
	case operation:
		return p.emitOperation(code, n)
	}
	return p.emitCall(code, n)
}

func (p *Program) constant(v Value) instr {
	p.consts = append(p.consts, v)
	return instr{op: opConst, a: int32(len(p.consts) - 1)}
}

func (p *Program) emitOperation(code []instr, n *node) []instr {
	op := int32(slices.Index(operators, n.word))
	code = p.emit(code, n.kids[0])
	if len(n.kids) == 1 {
		return append(code, instr{op: opUnary, a: op})
	}
	short := len(code)
	if n.word == "且" || n.word == "或" {
		code = append(code, instr{op: opShort, b: op})
	}
	code = append(p.emit(code, n.kids[1]), instr{op: opBinary, a: op})
	if code[short].op == opShort && code[short].a == 0 {
		code[short].a = int32(len(code))
	}
	return code
}

func (p *Program) emitCall(code []instr, n *node) []instr {
	switch {
	case n.agg != nil:
		n.agg.values, n.agg.keys, n.agg.filters = p.sub(n.agg.value), p.sub(n.agg.key), p.sub(n.agg.filter)
		p.aggs = append(p.aggs, n.agg)
		return append(code, instr{op: opAgg, a: int32(len(p.aggs) - 1)})
	case n.group:
		return append(code, instr{op: opName, a: int32(n.slot)})
	case n.fn.zh == "如果":
		return p.emitIf(code, n.kids)
	case n.fn.zh == "缺则":
		return p.emitElse(code, n.kids)
	}
	for _, k := range n.kids {
		code = p.emit(code, k)
	}
	at := slices.IndexFunc(functions, func(f function) bool { return f.zh == n.fn.zh })
	return append(code, instr{op: opCall, a: int32(at), b: int32(len(n.kids))})
}

// sub is the code of a part that is run for each record.
func (p *Program) sub(n *node) []instr {
	if n == nil {
		return nil
	}
	return p.emit(nil, n)
}

// emitIf lays out condition, value, condition, value, …, else; without an else
// it is missing.
func (p *Program) emitIf(code []instr, kids []*node) []instr {
	var ends []int
	for len(kids) >= 2 {
		code = p.emit(code, kids[0])
		test := len(code)
		code = append(p.emit(append(code, instr{op: opIf}), kids[1]), instr{op: opJump})
		ends = append(ends, test, len(code)-1)
		code[test].a = int32(len(code))
		kids = kids[2:]
	}
	if len(kids) == 1 {
		code = p.emit(code, kids[0])
	} else {
		code = append(code, p.constant(Missing(Nothing)))
	}
	for _, at := range ends {
		if code[at].op == opIf {
			code[at].b = int32(len(code))
		} else {
			code[at].a = int32(len(code))
		}
	}
	return code
}

func (p *Program) emitElse(code []instr, kids []*node) []instr {
	var tests []int
	for i, k := range kids {
		code = p.emit(code, k)
		if i < len(kids)-1 {
			tests = append(tests, len(code))
			code = append(code, instr{op: opElse})
		}
	}
	for _, at := range tests {
		code[at].a = int32(len(code))
	}
	return code
}
