// From a pack as written to one that runs: names, order, programs.

package score

import (
	"strings"

	"guatu/internal/formula"
)

// The names every formula may use, with their place in a unit's values.
const (
	slotUnit = iota
	slotName
	slotGroup
	slotAsOf
	slotPeriod
	slotListed
	slotTotal
	slotRank
	slotRankBelow
	slotRanked
	firstSlot
)

var builtins = []formula.Name{
	{Name: "单位", Type: formula.Text, Slot: slotUnit},
	{Name: "名称", Type: formula.Text, Slot: slotName},
	{Name: "分组", Type: formula.Text, Slot: slotGroup},
	{Name: "截止日", Type: formula.Date, Slot: slotAsOf},
	{Name: "期间", Type: formula.Text, Slot: slotPeriod},
	{Name: "在册数", Type: formula.Number, Slot: slotListed},
	{Name: "总分", Type: formula.Number, Slot: slotTotal},
	{Name: "名次", Type: formula.Number, Slot: slotRank},
	{Name: "倒数名次", Type: formula.Number, Slot: slotRankBelow},
	{Name: "参评数", Type: formula.Number, Slot: slotRanked},
}

// An engine is the compiled half of a pack: what is done, one column after the
// other.
type engine struct {
	width int // values of a unit
	steps []func(*run)
}

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
}

// slot takes the next place in a unit's values.
func (p *Pack) slot() int {
	p.width++
	return p.width - 1
}

// declare adds what is given: the engine's names, parameters and data.
func (b *builder) declare() {
	p := b.pack
	for _, n := range builtins {
		if n.Slot == slotGroup {
			n.Choices = p.groups
		}
		b.scope.Add(n)
	}
	p.parameters = map[string]formula.Value{}
	for i := range p.Parameters {
		x := &p.Parameters[i]
		slot := p.slot()
		if !b.scope.Add(formula.Name{Name: x.Name, Type: x.typ, Slot: slot, Choices: textChoices(x)}) {
			b.mistake(0, "parameters."+x.Name, "pack.name_taken", "name", x.Name)
		}
		value := x.value
		p.steps = append(p.steps, func(r *run) { r.fill(slot, value) })
	}
	tables := 0
	for i := range p.data {
		d := &p.data[i]
		n := formula.Name{Name: d.name, Type: d.typ, Choices: d.choices}
		if d.typ == formula.Records {
			d.slot, tables = tables, tables+1
			for _, f := range d.fields {
				n.Fields = append(n.Fields, formula.Name{Name: f.name, Type: f.typ, Slot: f.slot, Choices: f.choices})
			}
		} else {
			d.slot = p.slot()
		}
		n.Slot = d.slot
		if !b.scope.Add(n) {
			b.mistake(0, "data."+d.name, "pack.name_taken", "name", d.name)
		}
	}
}

func textChoices(p *Parameter) []string {
	if p.typ == formula.Text {
		return p.Choices
	}
	return nil
}

// allTasks lists everything there is to compute.
func (b *builder) allTasks() {
	p := b.pack
	var exempts, vetoes []string
	for _, c := range p.exempt {
		exempts = append(exempts, b.add(&task{name: hidden + "exempt." + c.name, texts: []*text{c.text}, early: true, finish: b.column(c.text, formula.Bool)}))
	}
	b.add(&task{name: theExempt, waits: exempts, early: true, finish: func() { p.steps = append(p.steps, (*run).exempt) }})
	for _, c := range p.figures {
		b.add(&task{name: c.name, line: c.text.line, texts: []*text{c.text}, finish: b.figure(c)})
	}
	for _, it := range p.root.parts {
		b.item(it)
	}
	for _, c := range p.vetoes {
		vetoes = append(vetoes, b.add(&task{name: hidden + "vetoes." + c.name, texts: []*text{c.text}, finish: b.column(c.text, formula.Bool)}))
	}
	b.add(&task{name: theVetoes, waits: append(vetoes, theExempt), finish: func() { p.steps = append(p.steps, (*run).veto) }})
	b.total()
	b.ranks()
	for _, l := range p.lists {
		b.list(l)
	}
	for _, g := range p.grades {
		b.grade(g)
	}
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

// inOrder compiles the tasks, each after those it uses.
func (b *builder) inOrder() {
	order, ring := formula.Order(len(b.tasks), b.uses)
	for ring != nil {
		b.cut(ring)
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
	b.pack.steps = append(b.pack.steps, func(r *run) { r.group(c, slot) })
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
	b.pack.steps = append(b.pack.steps, func(r *run) {
		for i := range r.frames {
			r.frames[i].Values[t.slot] = t.prog.Eval(&r.frames[i])
		}
	})
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
		b.pack.steps = append(b.pack.steps, func(r *run) { r.grade(g) })
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
		b.pack.steps = append(b.pack.steps, func(r *run) { r.list(l) })
	}
	b.add(t)
}
