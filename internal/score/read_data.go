// The sections data and parameters: what a pack is told.

package score

import (
	"slices"

	"guatu/internal/formula"
)

// types are the words for the type of a datum.
var types = map[string]formula.Type{"number": formula.Number, "text": formula.Text, "bool": formula.Bool, "date": formula.Date}

var typeWords = []string{"number", "text", "bool", "date"}

// readData reads name → type: a word, a list of the only texts it can be, or, for
// records, a table of fields.
func (r *reader) readData(b branch, where string, outside bool) []datum {
	var all []datum
	r.named(b, where, func(e entry, at string) {
		d := datum{name: e.key, typ: formula.Text}
		switch e.value.shape {
		case list:
			d.choices = r.wordsOf(e.value, at)
		case table:
			if !outside {
				r.mistake(e.line, at, "pack.records_in_records")
			}
			d.typ, d.fields = formula.Records, r.readData(e.value, at, false)
		case scalar:
			d.typ = typeOf(r.oneOf(e.value, at, typeWords))
		default:
			r.mistake(e.line, at, "pack.type", "choices", typeWords)
		}
		d.slot = len(all)
		all = append(all, d)
	})
	return all
}

// typeOf is a type by its word; Unknown goes with everything.
func typeOf(word string) formula.Type {
	if t, ok := types[word]; ok {
		return t
	}
	return formula.Unknown
}

// A Parameter is a choice the rule leaves open, or a figure of it that may change.
type Parameter struct {
	Name    string
	Value   string
	Choices []string
	Note    string
	value   formula.Value
	typ     formula.Type
}

// engineParameters are those the engine itself asks for, with their choices; the
// first is the default.
var engineParameters = []struct {
	name    string
	choices []string
	into    func(*settings) *string
}{
	{"rounding", []string{"half_up", "truncate"}, func(s *settings) *string { return &s.rounding }},
	{"missing", []string{"separate", "zero", "rescale"}, func(s *settings) *string { return &s.missing }},
	{"tie_rank", []string{"skip", "dense"}, func(s *settings) *string { return &s.tieRank }},
	{"tie_at_cut", []string{"include_all", "exclude_all"}, func(s *settings) *string { return &s.tieAtCut }},
	{"pass_down", []string{"not_passed", "passed"}, func(s *settings) *string { return &s.passDown }},
	{"rank_within", []string{"group", "all"}, func(s *settings) *string { return &s.rankWithin }},
	{"veto", []string{"zero", "keep"}, func(s *settings) *string { return &s.veto }},
	{"all_equal", []string{"full", "lowest"}, func(s *settings) *string { return &s.allEqual }},
}

func engineChoices(name string) []string {
	for _, p := range engineParameters {
		if p.name == name {
			return p.choices
		}
	}
	return nil
}

// defaults are the settings of a pack that says nothing.
func defaults() settings {
	s := settings{decimals: -1}
	for _, p := range engineParameters {
		*p.into(&s) = p.choices[0]
	}
	return s
}

// readParameters reads name → value, or name → {value, choices, note}.
func (r *reader) readParameters(b branch) {
	r.named(b, "parameters", func(e entry, at string) {
		p := Parameter{Name: e.key}
		value := e.value
		if e.value.shape == table {
			value = branch{line: e.line}
			r.fields(e.value, "parameter", at, func(f entry, at string) {
				switch f.key {
				case "value":
					value = f.value
				case "choices":
					p.Choices = r.wordsOf(f.value, at)
				case "note":
					p.Note = r.word(f.value, at)
				}
			})
		}
		if given, ok := r.set[e.key]; ok {
			value = branch{shape: scalar, line: value.line, text: given, plain: true}
		}
		r.parameter(p, value, at)
	})
}

// parameter settles a parameter's value and type.
func (r *reader) parameter(p Parameter, b branch, where string) {
	if b.shape == nothing && b.column > 0 { // value: null
		b = branch{shape: scalar, line: b.line, text: "none", plain: true}
	}
	p.Value = r.word(b, where)
	if p.Name == "decimals" {
		r.pack.settings.decimals = r.decimalsOf(b, where)
	}
	if own := engineChoices(p.Name); own != nil {
		p.Choices = own
	}
	if len(p.Choices) > 0 && !slices.Contains(p.Choices, p.Value) {
		r.mistake(b.line, where, "pack.choice", "text", p.Value, "choices", formula.Some(p.Choices))
	}
	for _, e := range engineParameters {
		if e.name == p.Name {
			*e.into(&r.pack.settings) = p.Value
		}
	}
	p.value, p.typ = constant(p.Value, b.plain)
	for _, c := range p.Choices {
		_, typ := constant(c, true)
		switch {
		case p.typ == formula.Unknown:
			p.typ = typ
		case typ != formula.Unknown && typ != p.typ:
			r.mistake(b.line, where, "pack.mixed", "choices", formula.Some(p.Choices))
			return
		}
	}
	switch {
	case p.typ == formula.Unknown:
		p.typ = formula.Number
	case p.typ == formula.Text: // among words, none is a word as well
		p.value = formula.String(p.Value)
	}
	r.pack.Parameters = append(r.pack.Parameters, p)
}

// constant is a value as YAML has it: a number (30% and 3万 too), true or false,
// none, else a text.
func constant(s string, plain bool) (formula.Value, formula.Type) {
	if v, ok := formula.ParseAmount(s); ok && plain {
		return v, formula.Number
	}
	switch {
	case !plain:
	case s == "true" || s == "是":
		return formula.Yes(true), formula.Bool
	case s == "false" || s == "否":
		return formula.Yes(false), formula.Bool
	case s == "none" || s == "空":
		return formula.Value{}, formula.Unknown
	}
	return formula.String(s), formula.Text
}

// engineSettings takes overrides of the engine's own parameters that the pack does
// not mention.
func (r *reader) engineSettings(mentioned branch) {
	for _, name := range sortedKeys(r.set) {
		at := slices.IndexFunc(mentioned.entries, func(e entry) bool { return e.key == name })
		if at < 0 && (engineChoices(name) != nil || name == "decimals") {
			r.parameter(Parameter{Name: name}, branch{shape: scalar, text: r.set[name], plain: true}, "parameters."+name)
		}
	}
}

// unknownSettings says which overrides name no parameter.
func (r *reader) unknownSettings() {
	var known []string
	for _, p := range r.pack.Parameters {
		known = append(known, p.Name)
	}
	for _, name := range sortedKeys(r.set) {
		if !slices.Contains(known, name) {
			r.mistake(0, name, "pack.no_parameter", "name", name, "known", formula.Some(known))
		}
	}
}

func sortedKeys[V any](m map[string]V) []string {
	list := make([]string, 0, len(m))
	for k := range m {
		list = append(list, k)
	}
	slices.Sort(list)
	return list
}
