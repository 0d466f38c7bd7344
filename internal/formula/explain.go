// A formula with its values put in, and the records that gave them.

package formula

import "strings"

// Text is the formula as it was written, in plain signs: 完成 ÷ 目标 × 10.
func (p *Program) Text() string { return (&printer{}).print(p.tree) }

// Put is the formula with its values put in: 8 ÷ 10 × 10. What looks over records
// or over the group stands as its result. Numbers have at most 4 decimals.
func (p *Program) Put(f *Frame) string {
	p.Eval(f) // grows the scratch
	return (&printer{p: p, f: f}).print(p.tree)
}

// A Touch is one record that counted, by its place in a table, and what it gave.
type Touch struct {
	Table string
	Row   int
	Gave  Value
}

// Touched lists the records that the formula's value comes from, in their order,
// function by function.
func (p *Program) Touched(f *Frame) []Touch {
	p.Eval(f)
	var list []Touch
	for _, a := range p.aggs {
		f.left = MaxVisited
		p.over(a, f, f.stack[:cap(f.stack)], func(row int, gave Value) {
			list = append(list, Touch{a.table.Name, row, gave})
		})
	}
	return list
}

// Unreported lists the names in the formula that nobody reported, each once; a list
// of records counts where a record of it lacks what the formula asks.
func (p *Program) Unreported(f *Frame) []string {
	p.Eval(f) // grows the scratch
	var list []string
	p.tree.walk(func(n *node) {
		if n.agg != nil && indexOf(list, n.agg.table.Name) < 0 {
			f.left = MaxVisited
			if v := p.over(n.agg, f, f.stack[:cap(f.stack)], nil); v.IsMissing() && v.Cause() == NotReported {
				list = append(list, n.agg.table.Name)
			}
		}
		if n.kind != named || n.field || n.name == nil || indexOf(list, n.name.Name) >= 0 {
			return
		}
		if n.name.Type == Records && f.Tables[n.name.Slot].Missing ||
			n.name.Type != Records && f.Values[n.name.Slot].IsMissing() && f.Values[n.name.Slot].Cause() == NotReported {
			list = append(list, n.name.Name)
		}
	})
	return list
}

// Reads lists the places a formula looks at: of Frame.Values, and of Frame.Tables.
func (p *Program) Reads() (values, tables []int) {
	p.tree.walk(func(n *node) {
		switch {
		case n.agg != nil:
			tables = append(tables, n.agg.table.Slot)
		case n.group, n.kind == named && !n.field && n.name != nil && n.name.Type != Records:
			values = append(values, n.slot)
		}
	})
	return values, tables
}

// signs as they are printed.
var signs = map[string]string{"*": "×", "/": "÷", "-": "−"}

// A printer writes a tree, with values where it has a frame.
type printer struct {
	p *Program
	f *Frame
}

const shownDecimals = 4

func (pr *printer) print(n *node) string {
	switch n.kind {
	case literal:
		if n.val.kind == text {
			return "“" + n.val.text + "”"
		}
		return n.word
	case named:
		return pr.name(n)
	case bracket:
		return "(" + pr.print(n.kids[0]) + ")"
	case operation:
		return pr.operation(n)
	}
	if pr.f != nil && n.agg != nil {
		return pr.value(pr.p.over(n.agg, pr.f, pr.f.stack[:cap(pr.f.stack)], nil))
	}
	if pr.f != nil && n.group {
		return pr.value(pr.f.Values[n.slot])
	}
	args := make([]string, len(n.kids))
	for i, k := range n.kids {
		args[i] = pr.print(k)
	}
	return n.word + "(" + strings.Join(args, ", ") + ")"
}

func (pr *printer) name(n *node) string {
	switch {
	case pr.f != nil && !n.field && n.name != nil && n.name.Type != Records:
		return pr.value(pr.f.Values[n.slot])
	case plainName(n.word):
		return n.word
	}
	return "【" + n.word + "】"
}

// plainName tells that a name needs no brackets.
func plainName(s string) bool {
	for i, r := range s {
		if !nameRune(r) || i == 0 && r >= '0' && r <= '9' {
			return false
		}
	}
	return s != "且" && s != "或" && s != "非"
}

func (pr *printer) operation(n *node) string {
	op := n.word
	if s := signs[op]; s != "" {
		op = s
	}
	first := pr.print(n.kids[0])
	switch {
	case len(n.kids) == 2:
		return first + " " + op + " " + pr.print(n.kids[1])
	case op == "%":
		return first + "%"
	case op == "非":
		return "非 " + first
	}
	return op + first
}

// value writes a value into a formula; a negative number is bracketed.
func (pr *printer) value(v Value) string {
	s := v.Text(shownDecimals)
	switch {
	case v.kind == text:
		return "“" + s + "”"
	case strings.HasPrefix(s, "-"):
		return "(−" + s[1:] + ")"
	}
	return s
}
