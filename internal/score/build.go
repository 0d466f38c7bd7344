// From a pack as written to one that runs: names, order, programs.

package score

import (
	"strings"

	"guatu/internal/formula"
)

// A task is one thing to be computed: it needs the texts and the tasks it waits
// for, and gives a name to those after it.
type task struct {
	name   string
	line   int
	texts  []*text
	waits  []string // names of tasks beside those in its texts
	finish func()   // makes the step, once the texts are compiled
	early  bool     // settled before any question about the group
}

// hidden begins the names of the engine's own tasks: no formula can write it.
const (
	hidden    = "\x00"
	theExempt = hidden + "exempt"
	theVetoes = hidden + "vetoes"
	theTotal  = hidden + "总分"
	theRanks  = hidden + "名次"
)

// A builder orders the tasks and compiles them.
type builder struct {
	*reader
	scope formula.Scope
	tasks []*task
	named map[string]int // folded name → task
	early map[int]bool
}

// build makes the pack ready; mistakes go to the reader.
func (r *reader) build() {
	b := &builder{reader: r, named: map[string]int{}}
	b.scope.Truncate = r.pack.settings.rounding == "truncate"
	r.pack.width = firstSlot
	b.declare()
	b.allTasks()
	b.inOrder()
	r.pack.settle()
}

// slot takes the next place in a unit's values.
func (p *Pack) slot() int {
	p.width++
	return p.width - 1
}

// allTasks lists everything there is to compute.
func (b *builder) allTasks() {
	p := b.pack
	var exempts, vetoes []string
	for _, c := range p.exempt {
		exempts = append(exempts, b.add(&task{name: hidden + "exempt." + c.name, texts: []*text{c.text}, early: true, finish: b.column(c.text, formula.Bool)}))
	}
	b.add(&task{name: theExempt, waits: exempts, early: true, finish: func() { p.add(rated(p)) }})
	for _, c := range p.figures {
		b.add(&task{name: c.name, line: c.text.line, texts: []*text{c.text}, finish: b.figure(c)})
	}
	for _, it := range p.root.parts {
		b.item(it)
	}
	for _, c := range p.vetoes {
		vetoes = append(vetoes, b.add(&task{name: hidden + "vetoes." + c.name, texts: []*text{c.text}, finish: b.column(c.text, formula.Bool)}))
	}
	b.add(&task{name: theVetoes, waits: append(vetoes, theExempt), finish: func() { p.add(vetoing(p)) }})
	b.total()
	b.ranks()
	for _, g := range p.grades {
		b.grade(g)
	}
	for _, l := range p.lists {
		b.list(l)
	}
}

// taken tells that something has a name already.
func (b *builder) taken(name string) bool {
	_, task := b.named[formula.Fold(name)]
	_, given := b.scope.Lookup(name)
	return task || given
}

// add keeps a task under its name and gives the name.
func (b *builder) add(t *task) string {
	key := formula.Fold(t.name)
	if _, taken := b.named[key]; taken {
		b.mistake(t.line, t.name, "pack.name_taken", "name", t.name)
		return t.name
	}
	if _, taken := b.scope.Lookup(t.name); taken && t.line > 0 {
		b.mistake(t.line, t.name, "pack.name_taken", "name", t.name)
	}
	b.named[key] = len(b.tasks)
	b.tasks = append(b.tasks, t)
	return t.name
}

// uses are the tasks a task comes after.
func (b *builder) uses(i int) []int {
	t := b.tasks[i]
	var on []int
	need := func(name string) {
		if j, ok := b.named[formula.Fold(name)]; ok && name != "" {
			on = append(on, j)
		}
	}
	for _, name := range t.waits {
		need(name)
	}
	for _, x := range t.texts {
		if !x.given() {
			continue
		}
		for _, name := range x.expr.Uses(&b.scope) {
			need(rankNames[name])
			need(name)
		}
	}
	return on
}

// rankNames are the engine's names that come with the ranks.
var rankNames = map[string]string{"名次": theRanks, "倒数名次": theRanks, "参评数": theRanks, "总分": theTotal}

// maxRings is after how many rings of names nothing more is looked for.
const maxRings = 20

// inOrder compiles the tasks, each after those it uses.
func (b *builder) inOrder() {
	order, ring := formula.Order(len(b.tasks), b.uses)
	for n := 0; ring != nil; n++ {
		b.cut(ring)
		if n == maxRings {
			return
		}
		order, ring = formula.Order(len(b.tasks), b.uses)
	}
	b.markEarly()
	for _, i := range order {
		if b.early[i] {
			b.compile(i)
		}
	}
	for _, i := range order {
		if !b.early[i] {
			b.compile(i)
		}
	}
}

// cut says that tasks use each other, and takes their formulas out, so that what is
// wrong elsewhere is found as well.
func (b *builder) cut(ring []int) {
	var names []string
	for _, i := range ring {
		names = append(names, strings.TrimPrefix(b.tasks[i].name, hidden))
	}
	first := b.tasks[ring[0]]
	b.mistake(first.line, strings.TrimPrefix(first.name, hidden), "formula.cycle", "names", names)
	for _, i := range ring {
		b.tasks[i].texts, b.tasks[i].waits = nil, nil
	}
}

// markEarly finds what decides who is rated at all: it may not ask the group.
func (b *builder) markEarly() {
	b.early = map[int]bool{}
	var mark func(int)
	mark = func(i int) {
		if !b.early[i] {
			b.early[i] = true
			for _, j := range b.uses(i) {
				mark(j)
			}
		}
	}
	for i, t := range b.tasks {
		if t.early {
			mark(i)
		}
	}
}

// compile compiles a task's texts and makes its step.
func (b *builder) compile(i int) {
	b.scope.Group = b.group
	if b.early[i] {
		b.scope.Group = nil
	}
	for _, t := range b.tasks[i].texts {
		if !t.given() {
			continue
		}
		prog, err := t.expr.Compile(&b.scope)
		if err != nil {
			b.inFormula(t, err)
			continue
		}
		t.prog = prog
	}
	b.tasks[i].finish()
}

// group lends a figure about the group: a step of its own, before the step of the
// formula that asks.
func (b *builder) group(c formula.GroupCall) int {
	slot := b.pack.slot()
	b.pack.add(asking(c, slot))
	return slot
}

// typed demands the type of a formula.
func (b *builder) typed(t *text, want formula.Type) {
	if t.given() && t.prog != nil && t.prog.Type() != want && t.prog.Type() != formula.Unknown {
		b.inFormula(t, wrongType(want, t.prog.Type()))
	}
}

// column evaluates a formula for every unit and keeps the values.
func (b *builder) column(t *text, want formula.Type) func() {
	return func() {
		b.typed(t, want)
		b.keep(t)
	}
}

// keep gives a compiled text a column of its own.
func (b *builder) keep(t *text) {
	if t.prog == nil {
		return
	}
	t.slot = b.pack.slot()
	b.pack.add(evaluating(t))
}

// figure keeps a figure's column and makes its name known.
func (b *builder) figure(c condition) func() {
	return func() {
		b.keep(c.text)
		typ := formula.Unknown // a broken formula goes with everything: its own mistake is enough
		if c.text.prog != nil {
			typ = c.text.prog.Type()
		}
		b.scope.Add(formula.Name{Name: c.name, Type: typ, Slot: max(c.text.slot, 0)})
	}
}
