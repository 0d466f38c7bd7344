// Reading a pack's keys: which there are, which are wrong, what they hold.

package score

import (
	"strconv"
	"strings"

	"guatu/internal/formula"
)

// Keys of each part of a pack; docs/scoring.schema.json is held to them by a test.
var keys = map[string][]string{
	"pack":      {"name", "source", "from", "unknown", "note", "parameters", "groups", "data", "figures", "exempt", "indicators", "total", "vetoes", "rank", "lists", "grades"},
	"parameter": {"value", "choices", "note"},
	"figure":    {"formula", "note"},
	"indicator": {"formula", "parts", "weight", "cap", "floor", "decimals", "missing", "note"},
	"total":     {"cap", "floor", "decimals", "note"},
	"rank":      {"by", "then", "before", "note"},
	"list":      {"top", "bottom", "from", "by", "when", "any", "unless", "tie_at_cut", "pass_down", "note"},
	"rung":      {"when", "why"},
}

// fields walks a table's entries: known keys only, each once.
func (r *reader) fields(b branch, kind, where string, each func(e entry, at string)) {
	if !r.isTable(b, where) {
		return
	}
	seen := map[string]bool{}
	for _, e := range b.entries {
		at := under(where, e.key)
		switch {
		case e.value.shape == nothing && strings.HasSuffix(e.key, ")"): // what a comma inside { } cut off
			r.mistake(e.line, where, "pack.flow_comma", "text", e.key)
		case e.value.shape == nothing && strings.Contains(e.key, "："):
			r.mistake(e.line, where, "pack.colon", "key", e.key)
		case !contains(keys[kind], e.key):
			r.mistake(e.line, where, "pack.key", "key", e.key, "keys", keys[kind])
		case seen[e.key]:
			r.mistake(e.line, at, "pack.twice", "key", e.key)
		default:
			each(e, at)
		}
		seen[e.key] = true
	}
}

// named walks a table whose keys are names of the rule's own.
func (r *reader) named(b branch, where string, each func(e entry, at string)) {
	if !r.isTable(b, where) {
		return
	}
	seen := map[string]bool{}
	for _, e := range b.entries {
		at := under(where, e.key)
		key := formula.Fold(e.key)
		switch {
		case e.value.shape == nothing && strings.Contains(e.key, "："):
			r.mistake(e.line, where, "pack.colon", "key", e.key)
		case key == "":
			r.mistake(e.line, where, "pack.nameless")
		case seen[key]:
			r.mistake(e.line, at, "pack.twice", "key", e.key)
		default:
			each(e, at)
		}
		seen[key] = true
	}
}

func (r *reader) isTable(b branch, where string) bool {
	if b.shape == table {
		return true
	}
	if key, _, wide := strings.Cut(b.text, "："); wide {
		r.mistake(b.line, where, "pack.colon", "key", key+"：")
	} else {
		r.mistake(b.line, where, "pack.table")
	}
	return false
}

func under(where, key string) string {
	if where == "" {
		return key
	}
	return where + "." + key
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// word is a scalar's text.
func (r *reader) word(b branch, where string) string {
	if b.shape != scalar {
		r.mistake(b.line, where, "pack.text")
	}
	return b.text
}

// wordsOf is a list of texts; one text alone is a list of one.
func (r *reader) wordsOf(b branch, where string) []string {
	if b.shape == scalar {
		return []string{b.text}
	}
	if b.shape != list {
		r.mistake(b.line, where, "pack.list")
		return nil
	}
	var words []string
	for _, item := range b.items {
		words = append(words, r.word(item, where))
	}
	return words
}

// oneOf is a text that must be one of some.
func (r *reader) oneOf(b branch, where string, of []string) string {
	w := r.word(b, where)
	if b.shape == scalar && !contains(of, w) {
		r.mistake(b.line, where, "pack.choice", "text", w, "choices", formula.Some(of))
	}
	return w
}

// formulaOf reads a formula.
func (r *reader) formulaOf(b branch, where string) *text {
	t := &text{source: b.text, line: b.line, column: b.column, where: where, slot: -1}
	if b.shape != scalar {
		r.mistake(b.line, where, "pack.formula")
		return t
	}
	if !b.plain && b.column > 0 { // a whole formula in quotes of YAML
		t.source = b.text
	}
	expr, err := formula.Parse(t.source)
	if err != nil {
		r.inFormula(t, err)
		return t
	}
	t.expr = expr
	r.texts = append(r.texts, t)
	return t
}

// conditions reads name → formula.
func (r *reader) conditions(b branch, where string) []condition {
	var all []condition
	r.named(b, where, func(e entry, at string) {
		all = append(all, condition{name: e.key, text: r.formulaOf(e.value, at)})
	})
	return all
}

// decimalsOf reads a number of decimals, or none.
func (r *reader) decimalsOf(b branch, where string) int {
	w := r.word(b, where)
	if w == "none" {
		return -1
	}
	n, err := strconv.Atoi(w)
	if err != nil || n < 0 || n > maxDecimals {
		r.mistake(b.line, where, "pack.decimals", "text", w, "max", maxDecimals)
	}
	return n
}

// maxDecimals is the finest a rule may round to.
const maxDecimals = 12

// read reads the whole pack.
func (r *reader) read(root branch) {
	p := r.pack
	p.root = &item{name: "总分", decimals: -1, policy: "separate"}
	given := map[string]branch{}
	r.fields(root, "pack", "", func(e entry, _ string) { given[e.key] = e.value })
	if root.shape != table {
		return
	}
	for _, key := range []string{"name", "source"} {
		b, ok := given[key]
		if !ok || b.shape != scalar || strings.TrimSpace(b.text) == "" {
			r.mistake(max(b.line, root.line), "", "pack.needs", "key", key)
		}
	}
	p.Name, p.Source = given["name"].text, given["source"].text
	p.settings = defaults()
	r.engineSettings(given["parameters"])
	for _, key := range keys["pack"] {
		if b, ok := given[key]; ok {
			r.section(key, b)
		}
	}
	r.unknownSettings()
	for _, l := range p.lists {
		if l.ranked && l.by == nil && len(p.root.parts) == 0 && p.rank.by == nil {
			r.mistake(l.line, "lists."+l.name, "pack.list_unranked")
		}
	}
	if len(p.root.parts) == 0 && !p.rank.given && len(p.lists) == 0 && len(p.grades) == 0 && len(p.figures) == 0 {
		r.mistake(root.line, "", "pack.nothing")
	}
}

// section reads one top-level key.
func (r *reader) section(key string, b branch) {
	p := r.pack
	switch key {
	case "from":
		p.From = r.word(b, key)
	case "unknown":
		p.Unknown = r.wordsOf(b, key)
	case "parameters":
		r.readParameters(b)
	case "groups":
		p.groups = r.wordsOf(b, key)
	case "data":
		p.data = r.readData(b, key, true)
	case "figures":
		p.figures = r.readFigures(b)
	case "exempt":
		p.exempt = r.conditions(b, key)
	case "vetoes":
		p.vetoes = r.conditions(b, key)
	case "indicators":
		p.root.parts = r.readItems(b, key, p.settings)
	case "total":
		r.readTotal(b)
	case "rank":
		r.readRank(b)
	case "lists":
		r.readLists(b)
	case "grades":
		r.readGrades(b)
	}
}

// readFigures reads name → formula, or name → {formula, note}.
func (r *reader) readFigures(b branch) []condition {
	var all []condition
	r.named(b, "figures", func(e entry, at string) {
		c := condition{name: e.key}
		if e.value.shape != table {
			c.text = r.formulaOf(e.value, at)
		} else {
			r.fields(e.value, "figure", at, func(f entry, at string) {
				if f.key == "note" {
					c.note = r.word(f.value, at)
					return
				}
				c.text = r.formulaOf(f.value, at)
			})
		}
		if c.text == nil {
			r.mistake(e.line, at, "pack.needs", "key", "formula")
			return
		}
		all = append(all, c)
	})
	return all
}
