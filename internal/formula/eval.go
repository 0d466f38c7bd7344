// Running a program.

package formula

// MaxVisited is the most records one evaluation looks at; one that needs more is
// missing (TooLarge).
const MaxVisited = 5_000_000

// A Table is a list of records, row after row; oldest first.
type Table struct {
	Missing bool // nobody reported it; else it is as long as it is
	Rows    int
	Width   int
	Cells   []Value // Rows × Width
}

// Row is one record.
func (t *Table) Row(i int) []Value { return t.Cells[i*t.Width : (i+1)*t.Width] }

// A Frame holds what the names of a scope stand for, by slot, and the scratch of
// an evaluation: reuse it, one goroutine at a time.
type Frame struct {
	Values []Value
	Tables []Table

	stack []Value
	left  int
}

// Eval gives the formula's value; it allocates nothing once the frame has been
// used, unless a number outgrows 64 bits or names are listed.
func (p *Program) Eval(f *Frame) Value {
	if cap(f.stack) < p.need {
		f.stack = make([]Value, p.need+16)
	}
	f.left = MaxVisited
	return p.run(p.code, f, nil, f.stack[:cap(f.stack)])
}

// run executes code on an empty stack and gives the one value it leaves.
func (p *Program) run(code []instr, f *Frame, row, stack []Value) Value {
	top := -1
	for at := 0; at < len(code); at++ {
		switch in := code[at]; in.op {
		case opConst:
			top++
			stack[top] = p.consts[in.a]
		case opName:
			top++
			stack[top] = f.Values[in.a]
		case opField:
			top++
			stack[top] = row[in.a]
		case opBinary:
			top--
			stack[top] = apply(in.a, &stack[top], &stack[top+1])
		case opUnary:
			stack[top] = applyOne(in.a, stack[top])
		case opCall:
			top -= int(in.b) - 1
			stack[top] = functions[in.a].run(stack[top : top+int(in.b)])
		case opAgg:
			top++
			stack[top] = p.over(p.aggs[in.a], f, stack[top:], nil)
		case opJump:
			at = int(in.a) - 1
		default:
			at, top = jump(in, at, top, stack)
		}
	}
	return stack[0]
}

// jump does the instructions that look at the top of the stack and go on from at,
// or elsewhere.
func jump(in instr, at, top int, stack []Value) (int, int) {
	v := &stack[top]
	switch in.op {
	case opIf:
		switch {
		case v.IsMissing():
			return int(in.b) - 1, top
		case !v.IsYes():
			return int(in.a) - 1, top - 1
		}
		return at, top - 1
	case opElse:
		if v.IsMissing() {
			return at, top - 1
		}
		return int(in.a) - 1, top
	case opShort:
		if !v.IsMissing() && v.IsYes() == (operators[in.b] == "或") {
			return int(in.a) - 1, top
		}
	}
	return at, top
}

// run calls a plain function.
func (fn *function) run(args []Value) Value {
	if !fn.open {
		for i := range args {
			if args[i].IsMissing() {
				return args[i]
			}
		}
	}
	return fn.do(args)
}

const (
	and = 10
	or  = 11
	not = 12
)

// apply does a binary operator; missing spreads, except where one side of 且 or 或
// settles it.
func apply(op int32, a, b *Value) Value {
	switch {
	case op == and || op == or:
		return join(op == or, a, b)
	case a.IsMissing():
		return *a
	case b.IsMissing():
		return *b
	}
	switch op {
	case 0:
		return ofNum(a.add(b.num))
	case 1:
		return ofNum(a.sub(b.num))
	case 2:
		return ofNum(a.mul(b.num))
	case 3:
		return divide(*a, *b)
	case 4:
		return Yes(a.Compare(*b) == 0)
	case 5:
		return Yes(a.Compare(*b) != 0)
	case 6:
		return Yes(a.Compare(*b) < 0)
	case 7:
		return Yes(a.Compare(*b) <= 0)
	case 8:
		return Yes(a.Compare(*b) > 0)
	}
	return Yes(a.Compare(*b) >= 0)
}

// join is 且 or 或; settling is the side that settles it alone.
func join(settling bool, a, b *Value) Value {
	for _, v := range [...]*Value{a, b} {
		if !v.IsMissing() && v.IsYes() == settling {
			return *v
		}
	}
	if a.IsMissing() {
		return *a
	}
	return *b
}

func applyOne(op int32, a Value) Value {
	switch {
	case a.IsMissing():
		return a
	case op == not:
		return Yes(!a.IsYes())
	case operators[op] == "%":
		return ofNum(a.quo(whole(100)))
	}
	return ofNum(a.neg())
}
