// Steps: what a run does, one column after the other, and what each depends on.

package score

import (
	"slices"

	"guatu/internal/formula"
)

// An engine is the compiled half of a pack.
type engine struct {
	width int // values of a unit
	steps []step
}

// A reach says which units a step has to look at together.
type reach uint8

const (
	alone    reach = iota // each by itself
	grouped               // the units of a group
	together              // the units that are ranked together
	everyone
)

// A step settles some places of a unit's values from others. reads and writes are
// places; a list of records is the place below zero that tablePlace gives.
type step struct {
	reads  []int
	writes []int
	over   reach
	unit   func(r *run, i int)               // alone
	units  func(r *run, part int, all []int) // otherwise: one part of the units
}

func (p *Pack) add(s step) { p.steps = append(p.steps, s) }

// tablePlace stands for a list of records among the places.
func tablePlace(table int) int { return -1 - table }

// settle turns the places of records into numbers beyond the values, once their
// count is known.
func (p *Pack) settle() {
	for i := range p.steps {
		for k, place := range p.steps[i].reads {
			if place < 0 {
				p.steps[i].reads[k] = p.width - 1 - place
			}
		}
		slices.Sort(p.steps[i].reads)
		p.steps[i].reads = slices.Compact(p.steps[i].reads)
	}
}

// placesOf lists the places some formulas look at.
func placesOf(texts ...*text) []int {
	var all []int
	for _, t := range texts {
		if t == nil || t.prog == nil {
			continue
		}
		values, tables := t.prog.Reads()
		all = append(all, values...)
		for _, k := range tables {
			all = append(all, tablePlace(k))
		}
	}
	return all
}

// evaluating keeps a formula's value.
func evaluating(t *text) step {
	return step{reads: placesOf(t), writes: []int{t.slot}, unit: func(r *run, i int) {
		r.frames[i].Values[t.slot] = t.prog.Eval(&r.frames[i])
	}}
}

// asking answers a question about a group.
func asking(c formula.GroupCall, slot int) step {
	reads := append(placesOf(&text{prog: c.Of}), slotState)
	over := grouped
	if c.All {
		over = everyone
	}
	return step{reads: reads, writes: []int{slot}, over: over, units: func(r *run, _ int, all []int) { r.group(c, slot, all) }}
}

// rated and vetoing settle the state of a unit.
func rated(p *Pack) step {
	return step{reads: slotsOf(p.exempt), writes: []int{slotState}, unit: (*run).rate}
}

func vetoing(p *Pack) step {
	return step{reads: append(slotsOf(p.vetoes), slotState), writes: []int{slotState}, unit: (*run).veto}
}

func slotsOf(conditions []condition) []int {
	var all []int
	for _, c := range conditions {
		all = append(all, c.text.slot)
	}
	return all
}

// needs are the places an indicator's points come from.
func (it *item) needs() []int {
	all := append(placesOf(it.texts()...), slotState)
	for _, part := range it.parts {
		all = append(append(all, part.slot), placesOf(part.weight)...)
	}
	return all
}

func pointing(it *item) step {
	return step{reads: it.needs(), writes: []int{it.slot}, unit: func(r *run, i int) { r.points(it, i) }}
}

func totalling(root *item) step {
	return step{reads: root.needs(), writes: []int{slotTotal}, unit: (*run).total}
}

// order are the places by which units are compared.
func (p *Pack) order() []int {
	all := []int{slotTotal, slotState}
	for _, t := range append([]*text{p.rank.by}, p.rank.then...) {
		if t.given() {
			all = append(all, t.slot)
		}
	}
	return all
}

func numbering(p *Pack) step {
	return step{reads: p.order(), writes: []int{slotState, slotRank, slotRankBelow, slotRanked}, over: together,
		units: func(r *run, _ int, all []int) { r.rank(all) }}
}

func grading(g *grade) step {
	var texts []*text
	for _, x := range g.rungs {
		texts = append(texts, x.when)
	}
	return step{reads: placesOf(texts...), writes: []int{g.slot}, unit: func(r *run, i int) { r.grade(g, i) }}
}

func listing(p *Pack, l *board, texts []*text) step {
	return step{reads: append(append(placesOf(texts...), p.order()...), slotRank), writes: []int{l.slot}, over: together,
		units: func(r *run, part int, all []int) { r.list(l, part, all) }}
}
