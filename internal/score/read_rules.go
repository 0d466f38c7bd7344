// The sections indicators, total, rank, lists and grades.

package score

import "guatu/internal/formula"

// readItems reads name → formula, or name → an indicator's keys.
func (r *reader) readItems(b branch, where string, s settings) []*item {
	var all []*item
	r.named(b, where, func(e entry, at string) {
		it := &item{name: e.key, policy: s.missing, decimals: s.decimals, line: e.line}
		if e.value.shape == table {
			r.fields(e.value, "indicator", at, func(f entry, at string) { r.itemKey(it, f, at, s) })
		} else {
			it.formula = r.formulaOf(e.value, at)
		}
		r.rescaled(it, e, at)
		switch {
		case it.formula == nil && len(it.parts) == 0:
			r.mistake(e.line, at, "pack.needs", "key", "formula")
		case it.formula != nil && len(it.parts) > 0:
			r.mistake(e.line, at, "pack.either", "one", "formula", "other", "parts")
		}
		all = append(all, it)
	})
	return all
}

// rescaled demands a weight of an indicator that is to be shared out. Where the
// whole pack says so, one without a weight, a bonus, stands as it is.
func (r *reader) rescaled(it *item, e entry, at string) {
	if it.policy != "rescale" || it.weight != nil {
		return
	}
	it.policy = engineChoices("missing")[0]
	for _, f := range e.value.entries {
		if f.key == "missing" {
			r.mistake(f.line, at, "pack.rescale")
		}
	}
}

func (r *reader) itemKey(it *item, e entry, at string, s settings) {
	switch e.key {
	case "formula":
		it.formula = r.formulaOf(e.value, at)
	case "weight":
		it.weight = r.formulaOf(e.value, at)
	case "cap":
		it.cap = r.formulaOf(e.value, at)
	case "floor":
		it.floor = r.formulaOf(e.value, at)
	case "decimals":
		it.decimals = r.decimalsOf(e.value, at)
	case "note":
		it.note = r.word(e.value, at)
	case "parts":
		it.parts = r.readItems(e.value, at, s)
	case "missing":
		if contains(engineChoices("missing"), e.value.text) {
			it.policy = e.value.text
		} else {
			it.missing = r.formulaOf(e.value, at)
		}
	}
}

func (r *reader) readTotal(b branch) {
	root := r.pack.root
	r.fields(b, "total", "total", func(e entry, at string) { r.itemKey(root, e, at, r.pack.settings) })
}

// readRank reads a formula, or the keys of a ranking.
func (r *reader) readRank(b branch) {
	rank := &r.pack.rank
	rank.given = true
	if b.shape != table {
		rank.by = r.formulaOf(b, "rank")
		return
	}
	r.fields(b, "rank", "rank", func(e entry, at string) {
		switch e.key {
		case "by":
			rank.by = r.formulaOf(e.value, at)
		case "before":
			rank.before = r.formulaOf(e.value, at)
		case "then":
			items := e.value.items
			if e.value.shape == scalar {
				items = []branch{e.value}
			}
			for _, b := range items {
				rank.then = append(rank.then, r.formulaOf(b, at))
			}
		}
	})
}

func (r *reader) readLists(b branch) {
	r.named(b, "lists", func(e entry, at string) {
		l := &board{name: e.key, at: len(r.pack.lists), line: e.line, tieAtCut: r.pack.settings.tieAtCut, passDown: r.pack.settings.passDown}
		if e.value.shape == table {
			r.fields(e.value, "list", at, func(f entry, at string) { r.listKey(l, f, at) })
		} else {
			l.when = r.formulaOf(e.value, at)
		}
		if !l.ranked && l.when == nil && l.any == nil {
			r.mistake(e.line, at, "pack.list_open")
		}
		r.pack.lists = append(r.pack.lists, l)
	})
}

func (r *reader) listKey(l *board, e entry, at string) {
	switch e.key {
	case "top", "bottom":
		if l.ranked {
			r.mistake(e.line, at, "pack.either", "one", "top", "other", "bottom")
		}
		l.ranked, l.bottom = true, e.key == "bottom"
		r.sizes(l, e.value, at)
	case "from":
		l.from = r.formulaOf(e.value, at)
	case "by":
		l.by = r.formulaOf(e.value, at)
	case "when":
		l.when = r.formulaOf(e.value, at)
	case "unless":
		l.unless = r.formulaOf(e.value, at)
	case "any":
		l.any = r.conditions(e.value, at)
	case "tie_at_cut", "pass_down":
		w := r.oneOf(e.value, at, engineChoices(e.key))
		if e.key == "tie_at_cut" {
			l.tieAtCut = w
		} else {
			l.passDown = w
		}
	case "note":
		l.note = r.word(e.value, at)
	}
}

// sizes reads one size, or one for each group.
func (r *reader) sizes(l *board, b branch, where string) {
	if b.shape != table {
		l.size = r.formulaOf(b, where)
		return
	}
	l.sizes = map[string]*text{}
	r.named(b, where, func(e entry, at string) {
		if len(r.pack.groups) > 0 && !contains(r.pack.groups, e.key) {
			r.mistake(e.line, at, "pack.group", "name", e.key, "groups", formula.Some(r.pack.groups))
		}
		l.order = append(l.order, e.key)
		l.sizes[e.key] = r.formulaOf(e.value, at)
	})
}

// readGrades reads name → a list of {label: formula}, or a table of them.
func (r *reader) readGrades(b branch) {
	r.named(b, "grades", func(e entry, at string) {
		g := &grade{name: e.key, line: e.line, at: len(r.pack.grades)}
		switch e.value.shape {
		case table:
			r.named(e.value, at, func(f entry, at string) { g.rungs = append(g.rungs, r.rung(f, at)) })
		case list:
			for _, b := range e.value.items {
				r.named(b, at, func(f entry, at string) { g.rungs = append(g.rungs, r.rung(f, at)) })
			}
		default:
			r.mistake(e.line, at, "pack.grade")
		}
		r.pack.grades = append(r.pack.grades, g)
	})
}

// rung reads label: formula, or label: {when, why}.
func (r *reader) rung(e entry, where string) rung {
	g := rung{is: e.key}
	if e.value.shape != table {
		g.when = r.formulaOf(e.value, where)
		return g
	}
	r.fields(e.value, "rung", where, func(f entry, at string) {
		if f.key == "why" {
			g.why = r.word(f.value, at)
			return
		}
		g.when = r.formulaOf(f.value, at)
	})
	if g.when == nil {
		r.mistake(e.line, where, "pack.needs", "key", "when")
	}
	return g
}

// labels are the texts a grade can give.
func (g *grade) labels() []string {
	var all []string
	for _, x := range g.rungs {
		if !contains(all, x.is) {
			all = append(all, x.is)
		}
	}
	return all
}
