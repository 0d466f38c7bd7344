// The arguments of functions, by the letters of the table.

package formula

import "strings"

// arguments checks a function's arguments and gives the type they share, where
// the table says that they share one.
func (c *checker) arguments(n *node) Type {
	switch takes := n.fn.takes; {
	case n.fn.zh == "如果":
		return c.branches(n)
	case takes[len(takes)-1] == '+':
		if !c.counted(n, len(takes)-1, -1) {
			return Unknown
		}
	default:
		if !c.counted(n, len(takes)-n.fn.spare, len(takes)) {
			return Unknown
		}
	}
	return c.letters(n)
}

var letterTypes = map[byte]Type{'n': Number, 't': Text, 'b': Bool, 'd': Date, 'x': Unknown, 'k': Number}

// letters checks each argument by its letter; the last letter before + goes on.
func (c *checker) letters(n *node) Type {
	var alike []*node
	for i, k := range n.kids {
		letter := n.fn.takes[min(i, len(n.fn.takes)-1)]
		if letter == '+' {
			letter = n.fn.takes[len(n.fn.takes)-2]
		}
		if letter == 's' {
			alike = append(alike, k)
			continue
		}
		c.want(k, letterTypes[letter])
		if letter == 'k' {
			c.written(n, k)
		}
	}
	return c.same(alike)
}

// written demands a number that stands in the formula: what 归一 gives where all
// are equal.
func (c *checker) written(n, k *node) {
	if k.kind != literal || k.val.kind != number {
		c.list.Add(wrong(k.at, "formula.written", "name", n.word))
	}
}

// branches checks 如果(condition, value, condition, value, …, else).
func (c *checker) branches(n *node) Type {
	if !c.counted(n, 2, -1) {
		return Unknown
	}
	var values []*node
	for i, k := range n.kids {
		if i%2 == 0 && i+1 < len(n.kids) {
			c.want(k, Bool)
			continue
		}
		values = append(values, k)
	}
	return c.same(values)
}

// group settles where the answer about the group will stand.
func (c *checker) group(n *node) {
	switch {
	case c.inside:
		c.list.Add(wrong(n.at, "formula.group_in_records", "name", n.word))
		return
	case c.scope.Group == nil:
		c.list.Add(wrong(n.at, "formula.no_group", "name", n.word))
		return
	case c.list.Err() != nil || len(n.kids) == 0:
		return
	}
	ask := GroupCall{Fn: n.fn.group, All: n.fn.all, Of: compile(n.kids[0])}
	if len(n.kids) == 2 {
		ask.Equal = n.kids[1].val
	}
	n.group, n.slot = true, c.scope.Group(ask)
}

// aggregate checks a function over records.
func (c *checker) aggregate(n *node, agg *aggregation) Type {
	needed, spare, _ := strings.Cut(agg.takes, "(")
	if !c.counted(n, 1+len(needed), 1+len(needed)+len(strings.TrimSuffix(spare, ")"))) {
		return Unknown
	}
	table := c.table(n)
	if table == nil {
		return Unknown
	}
	c.inside, c.fields = true, table.Fields
	defer func() { c.inside, c.fields = false, nil }()
	a := &aggregate{fn: agg.zh, table: table}
	rest := n.kids[1:]
	t := agg.value
	if agg.takes[0] == 'v' {
		a.value, rest = rest[0], rest[1:]
		c.want(a.value, agg.value)
		t = a.value.typ
	}
	if len(needed) == 2 { // vk, vn
		a.key, rest = rest[0], rest[1:]
		c.want(a.key, letterTypes[map[byte]byte{'k': 'x', 'n': 'n'}[needed[1]]])
	}
	if len(rest) == 1 {
		a.filter = rest[0]
		c.want(a.filter, Bool)
	}
	n.agg = a
	if agg.gives != Unknown {
		return agg.gives
	}
	return t
}

// table is the list of records a function looks at.
func (c *checker) table(n *node) *Name {
	first := n.kids[0]
	if first.kind == named {
		if name := c.scope.names[first.word]; name != nil && name.Type == Records && !c.inside {
			first.name = name
			return name
		}
	}
	switch {
	case c.inside:
		c.list.Add(wrong(n.at, "formula.nested_records", "name", n.word))
	case first.kind == named && c.scope.names[first.word] == nil:
		c.unknown(first)
	default:
		c.list.Add(wrong(first.at, "formula.not_records", "name", n.word))
	}
	return nil
}
