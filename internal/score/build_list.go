// Lists and grades among the things to be computed.

package score

import (
	"slices"

	"guatu/internal/formula"
)

// grade lets a grade's name be used as a text.
func (b *builder) grade(g *grade) {
	t := &task{name: g.name, line: g.line, waits: []string{theExempt}}
	for _, x := range g.rungs {
		t.texts = append(t.texts, x.when)
	}
	t.finish = func() {
		for _, x := range g.rungs {
			b.typed(x.when, formula.Bool)
		}
		g.slot = b.pack.slot()
		b.scope.Add(formula.Name{Name: g.name, Type: formula.Text, Slot: g.slot, Choices: g.labels()})
		b.pack.add(grading(g))
	}
	b.add(t)
}

// list compiles what a list asks, and lets its name be used: is the unit on it. A
// name that something else has stays with that.
func (b *builder) list(l *board) {
	sizes, conditions := []*text{l.size, l.from, l.by}, []*text{l.when, l.unless}
	for _, g := range l.order {
		sizes = append(sizes, l.sizes[g])
	}
	for _, c := range l.any {
		conditions = append(conditions, c.text)
	}
	t := &task{name: l.name, line: l.line, waits: []string{theRanks}, texts: slices.Concat(sizes, conditions)}
	if b.taken(l.name) {
		t.name = hidden + "lists." + l.name
	}
	t.finish = func() {
		for _, x := range sizes {
			b.typed(x, formula.Number)
		}
		for _, x := range conditions {
			b.typed(x, formula.Bool)
		}
		l.slot = b.pack.slot()
		if t.name == l.name {
			b.scope.Add(formula.Name{Name: l.name, Type: formula.Bool, Slot: l.slot})
		}
		b.pack.add(listing(b.pack, l, t.texts))
	}
	b.add(t)
}
