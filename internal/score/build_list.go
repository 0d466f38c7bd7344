// Lists and grades among the things to be computed.

package score

import "guatu/internal/formula"

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

// list compiles what a list asks.
func (b *builder) list(l *board) {
	t := &task{name: hidden + "lists." + l.name, waits: []string{theRanks}, texts: []*text{l.size, l.from, l.by, l.when, l.unless}}
	for _, c := range l.any {
		t.texts = append(t.texts, c.text)
	}
	for _, g := range l.order {
		t.texts = append(t.texts, l.sizes[g])
	}
	t.finish = func() {
		for _, x := range append([]*text{l.size, l.from, l.by}, t.texts[5+len(l.any):]...) {
			b.typed(x, formula.Number)
		}
		for _, x := range append([]*text{l.when, l.unless}, t.texts[5:5+len(l.any)]...) {
			b.typed(x, formula.Bool)
		}
		b.pack.add(listing(b.pack, l, t.texts))
	}
	b.add(t)
}
