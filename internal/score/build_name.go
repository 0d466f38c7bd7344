// The names a pack's formulas may use before anything is computed.

package score

import "guatu/internal/formula"

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
	slotState // no name: it marks a change of the unit's state
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
		p.add(step{writes: []int{slot}, unit: func(r *run, i int) { r.frames[i].Values[slot] = value }})
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
