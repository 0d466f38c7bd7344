// Indicators, the total and the ranks among the things to be computed.

package score

import (
	"guatu/internal/fault"
	"guatu/internal/formula"
)

// wrongType is a formula of another type than its place asks for.
func wrongType(want, got formula.Type) error {
	return fault.New(fault.Invalid, "formula.type", "at", 0, "want", string(want), "got", string(got))
}

// texts of an indicator, those that are not given among them.
func (it *item) texts() []*text { return []*text{it.formula, it.weight, it.cap, it.floor, it.missing} }

// item adds an indicator and its parts.
func (b *builder) item(it *item) {
	t := &task{name: it.name, line: it.line, texts: it.texts(), waits: []string{theExempt}}
	for _, part := range it.parts {
		b.item(part)
		t.waits = append(t.waits, part.name)
	}
	t.finish = func() {
		for _, x := range t.texts {
			b.typed(x, formula.Number)
		}
		it.slot = b.pack.slot()
		b.scope.Add(formula.Name{Name: it.name, Type: formula.Number, Slot: it.slot})
		b.pack.add(pointing(it))
	}
	b.add(t)
}

// total adds up the indicators. A veto comes before it, since it takes all points.
func (b *builder) total() {
	root := b.pack.root
	t := &task{name: theTotal, texts: root.texts(), waits: []string{theVetoes}}
	for _, it := range root.parts {
		t.waits = append(t.waits, it.name)
	}
	t.finish = func() {
		for _, x := range t.texts {
			b.typed(x, formula.Number)
		}
		root.slot = slotTotal
		b.pack.add(totalling(root))
	}
	b.add(t)
}

// ranks orders the units, by the total unless the pack says by what.
func (b *builder) ranks() {
	k := &b.pack.rank
	t := &task{name: theRanks, texts: append([]*text{k.by, k.before}, k.then...), waits: []string{theVetoes}}
	if k.by == nil {
		t.waits = append(t.waits, theTotal)
	}
	t.finish = func() {
		for _, x := range t.texts {
			b.typed(x, formula.Number)
			if x.given() {
				b.keep(x)
			}
		}
		b.pack.add(numbering(b.pack))
	}
	b.add(t)
}
