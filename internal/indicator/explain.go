// How a value came to be: the rule, the formula with its values, the parts.

package indicator

import "guatu/internal/formula"

// An Explanation is how one value came to be.
type Explanation struct {
	Definition *Definition
	Value      Value
	Span       Span
	From       Span   // the days the value is about: all since ever (From 0) of a stock
	Text       string // the formula in plain signs
	Put        string // the formula with its values put in
	Parts      []Part // what the formula uses
	Missing    []string
}

// A Part is an indicator in a formula.
type Part struct {
	Definition int
	When       When
	Span       Span
	Value      Value
}

// Explain tells how an indicator's value for a unit over a span came to be.
func (k *Reckoning) Explain(definition, unit int, s Span) Explanation {
	d := &k.rules.list[definition]
	e := Explanation{Definition: d, Value: k.Value(definition, unit, s), Span: s, From: d.Days(s)}
	if d.Formula == "" {
		return e
	}
	of := k.rules.derived[definition]
	for _, u := range of.uses {
		span := k.span(s, u.when)
		e.Parts = append(e.Parts, Part{u.definition, u.when, span, k.Value(u.definition, unit, span)})
	}
	frame := k.frame(definition, unit, s)
	e.Text, e.Put, e.Missing = of.program.Text(), of.program.Put(frame), of.program.Unreported(frame)
	return e
}

// Days are the days a base indicator's value over a span is about; From is 0 of a
// stock, which is about all days up to the end.
func (d *Definition) Days(s Span) Span {
	switch d.Read {
	case Stock:
		return Span{0, s.To}
	case Year:
		return s.YearTo()
	}
	return s
}

// Ranks gives each value its place among all (名次): equal values share one and the
// next is skipped (并列), those that are missing have none (0). lower says that the
// smallest is first.
func Ranks(values []formula.Value, lower bool) []int {
	ranks := make([]int, len(values))
	for i, v := range values {
		if v.IsMissing() {
			continue
		}
		ranks[i] = 1
		for _, w := range values {
			before := w.Compare(v) > 0
			if lower {
				before = w.Compare(v) < 0
			}
			if !w.IsMissing() && before {
				ranks[i]++
			}
		}
	}
	return ranks
}
