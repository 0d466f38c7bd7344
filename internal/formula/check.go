// Names and types: every mistake of a formula, and each node made ready to be
// compiled.

package formula

import (
	"strings"

	"guatu/internal/fault"
)

type checker struct {
	scope  *Scope
	fields []Name // of the records being looked at, nil outside
	inside bool   // the records of an aggregation
	list   fault.List
}

// check settles a node's type and gives it.
func (c *checker) check(n *node) Type {
	switch n.kind {
	case literal:
		n.typ = n.val.Type()
	case named:
		n.typ = c.name(n)
	case bracket:
		n.typ = c.check(n.kids[0])
	case operation:
		n.typ = c.operation(n)
	case call:
		n.typ = c.call(n)
	}
	return n.typ
}

// name finds what a name stands for.
func (c *checker) name(n *node) Type {
	for i := range c.fields {
		if Fold(c.fields[i].Name) == n.word {
			n.name, n.field, n.slot = &c.fields[i], true, c.fields[i].Slot
			return n.name.Type
		}
	}
	n.name = c.scope.names[n.word]
	switch {
	case n.name == nil:
		c.unknown(n)
		return Unknown
	case n.name.Type == Records:
		c.list.Add(wrong(n.at, "formula.records_alone", "name", n.name.Name))
		return Unknown
	}
	n.slot = n.name.Slot
	return n.name.Type
}

// unknown says that a name is none, and what may have been meant.
func (c *checker) unknown(n *node) {
	for _, op := range []string{"且", "或", "非"} {
		if strings.Contains(n.word, op) {
			c.list.Add(wrong(n.at, "formula.spaces", "name", n.word, "word", op))
			return
		}
	}
	var known []string
	if len(c.scope.names) <= maxSuggested {
		known = c.scope.known()
	}
	for _, f := range c.fields {
		known = append(known, f.Name)
	}
	if near := Nearest(n.word, known); near != "" {
		c.list.Add(wrong(n.at, "formula.unknown_near", "name", n.word, "near", near))
		return
	}
	c.list.Add(wrong(n.at, "formula.unknown", "name", n.word))
}

// want demands a type; what is unknown has been complained of, or is 空.
func (c *checker) want(n *node, t Type) {
	if got := c.check(n); got != t && got != Unknown && t != Unknown {
		c.list.Add(wrong(n.at, "formula.type", "want", string(t), "got", string(got)))
	}
}

// same demands one type of several nodes and gives it.
func (c *checker) same(nodes []*node) Type {
	t := Unknown
	for _, n := range nodes {
		got := c.check(n)
		switch {
		case t == Unknown:
			t = got
		case got != t && got != Unknown:
			c.list.Add(wrong(n.at, "formula.type", "want", string(t), "got", string(got)))
		}
	}
	return t
}

func (c *checker) operation(n *node) Type {
	switch n.word {
	case "且", "或", "非":
		for _, k := range n.kids {
			c.want(k, Bool)
		}
		return Bool
	case "=", "≠":
		c.same(n.kids)
		c.choice(n.kids[0], n.kids[1])
		c.choice(n.kids[1], n.kids[0])
		return Bool
	case "<", "≤", ">", "≥":
		if t := c.same(n.kids); t != Number && t != Date && t != Unknown {
			c.list.Add(wrong(n.at, "formula.type", "want", string(Number), "got", string(t)))
		}
		return Bool
	}
	for _, k := range n.kids {
		c.want(k, Number)
	}
	return Number
}

// choice demands that a text compared with a name is one the name can be.
func (c *checker) choice(a, b *node) {
	if a.kind != named || a.name == nil || a.name.Choices == nil || b.kind != literal || b.typ != Text {
		return
	}
	if indexOf(a.name.Choices, b.val.text) < 0 {
		c.list.Add(wrong(b.at, "formula.choice", "name", a.name.Name, "text", b.val.text, "choices", Some(a.name.Choices)))
	}
}

// call checks a function: over records where its first argument names some.
func (c *checker) call(n *node) Type {
	key := strings.ToUpper(n.word)
	if agg := aggregationByName[key]; agg != nil && c.overRecords(n, key) {
		return c.aggregate(n, agg)
	}
	n.fn = byName[key]
	if n.fn == nil {
		c.noFunction(n)
		return Unknown
	}
	if n.fn.zh == "舍入" {
		n.fn = byName[map[bool]string{true: "截尾", false: "四舍五入"}[c.scope.Truncate]]
	}
	t := c.arguments(n)
	if n.fn.group != "" {
		c.group(n)
	}
	if n.fn.gives != Unknown {
		return n.fn.gives
	}
	return t
}

// overRecords tells that a call's first argument names records, or that the
// function has no other form.
func (c *checker) overRecords(n *node, key string) bool {
	if byName[key] == nil {
		return true
	}
	if len(n.kids) == 0 || n.kids[0].kind != named {
		return false
	}
	name := c.scope.names[n.kids[0].word]
	return name != nil && name.Type == Records
}

func (c *checker) noFunction(n *node) {
	var known []string
	for _, f := range Functions() {
		known = append(known, f[0], f[1])
	}
	if near := Nearest(n.word, known); near != "" {
		c.list.Add(wrong(n.at, "formula.no_function_near", "name", n.word, "near", near))
	} else {
		c.list.Add(wrong(n.at, "formula.no_function", "name", n.word))
	}
	for _, k := range n.kids {
		c.check(k)
	}
}

// counted demands a number of arguments, most < 0 for any.
func (c *checker) counted(n *node, least, most int) bool {
	if len(n.kids) >= least && (most < 0 || len(n.kids) <= most) {
		return true
	}
	c.list.Add(wrong(n.at, "formula.arguments", "name", n.word, "count", len(n.kids), "least", least))
	return false
}
