// The pack as it is written, before it is made to run.

package score

import (
	"slices"

	"guatu/internal/fault"
	"guatu/internal/formula"
)

// A Pack is a scoring scheme, checked and compiled: it can do nothing but run. It
// is safe for any number of goroutines.
type Pack struct {
	Name, Source string
	From         string   // the day it is in force from, as written; may be empty
	Unknown      []string // what of the rule is not known
	Parameters   []Parameter

	groups     []string
	data       []datum
	figures    []condition // name and formula
	exempt     []condition
	vetoes     []condition
	root       *item // the total; its parts are the indicators
	rank       ranking
	lists      []*board
	grades     []*grade
	settings   settings
	parameters map[string]formula.Value
	texts      []*text
	behind     map[string]*text // the formulas of figures and indicators, by folded name
	engine
}

// A text is a formula where it stands in the file.
type text struct {
	source       string
	line, column int
	where        string // the path of keys
	expr         *formula.Expr
	prog         *formula.Program
	slot         int // where its value stands in a unit's values
}

func (t *text) given() bool { return t != nil && t.expr != nil }

// A condition is a named formula.
type condition struct {
	name string
	text *text
	note string
}

// A datum is one name of the facts.
type datum struct {
	name    string
	typ     formula.Type
	choices []string
	fields  []datum // of records
	slot    int
}

// An item is an indicator, or several under one ceiling.
type item struct {
	name               string
	formula            *text
	weight, cap, floor *text
	missing            *text  // points where the formula is missing
	policy             string // else: separate, zero or rescale
	decimals           int    // -1: not rounded by the rule
	note               string
	parts              []*item
	slot               int // its points
	line               int
}

// A ranking says by what units are ranked.
type ranking struct {
	by, before *text
	then       []*text
	given      bool
}

// A board is one list: red, black, a prize.
type board struct {
	name               string
	size               *text            // for every group
	sizes              map[string]*text // by group
	bottom             bool
	ranked             bool // it has a size
	from               *text
	by, when, unless   *text
	any                []condition
	tieAtCut, passDown string
	note               string
	line               int
	order              []string // of the groups in sizes
	at                 int      // its place among the lists
	slot               int      // whether a unit is on it
}

// A grade is a ladder of conditions: a light, a class, a notice.
type grade struct {
	name  string
	rungs []rung
	slot  int
	line  int
	at    int // its place among the grades
}

type rung struct {
	is, why string
	when    *text
}

// A settings is what the engine itself can be told; the names are those of the
// parameters.
type settings struct {
	rounding, missing, tieRank, tieAtCut, passDown, rankWithin, veto, allEqual string
	decimals                                                                   int
}

// Parse reads a pack and makes it ready. set overrides parameters by name, to try
// another reading of the rule; nil for none.
//
// Faults: all mistakes at once, each with "line" and the keys it stands under;
// mistakes of YAML's form come alone, since nothing can be read after them.
func Parse(body string, set map[string]string) (*Pack, error) {
	root, err := grow(body)
	if err != nil {
		return nil, err
	}
	r := &reader{pack: &Pack{}, set: set}
	r.read(root)
	r.build() // whatever could be read, so that its mistakes come with the others
	if err := r.wrong.Err(); err != nil {
		return nil, byLine(err)
	}
	r.pack.texts = r.texts
	r.pack.index()
	return r.pack, nil
}

// byLine puts the mistakes in the order of the file.
func byLine(err error) error {
	f, ok := fault.As(err)
	if !ok {
		return err
	}
	line := func(e *fault.Error) int { n, _ := e.Args["line"].(int); return n }
	slices.SortStableFunc(f.Parts, func(a, b *fault.Error) int { return line(a) - line(b) })
	return f
}

// index finds the formula behind each name, for saying what was not reported.
func (p *Pack) index() {
	p.behind = map[string]*text{}
	for _, c := range p.figures {
		p.behind[formula.Fold(c.name)] = c.text
	}
	p.root.each(func(it *item) {
		if it.formula.given() {
			p.behind[formula.Fold(it.name)] = it.formula
		}
	})
}

// A reader gathers the mistakes of a pack while it is read and built.
type reader struct {
	pack  *Pack
	set   map[string]string
	wrong fault.List
	texts []*text
}

// mistake keeps a fault with its line and place.
func (r *reader) mistake(line int, where, code string, args ...any) {
	e := fault.New(fault.Invalid, code, args...)
	if e.Args == nil {
		e.Args = map[string]any{}
	}
	e.Args["line"] = line
	r.wrong.Add(e.At(where))
}

// inFormula keeps the mistakes of a formula with the line and column they stand in.
func (r *reader) inFormula(t *text, err error) {
	f, ok := fault.As(err)
	if !ok {
		return
	}
	parts := f.Parts
	if len(parts) == 0 {
		parts = []*fault.Error{f}
	}
	for _, p := range parts {
		offset, _ := p.Args["at"].(int)
		line, column := t.place(offset)
		p.Args["line"], p.Args["column"] = line, column
		r.wrong.Add(p.At(t.where))
	}
}

// place is the line and column of an offset in a formula.
func (t *text) place(offset int) (line, column int) {
	line, column = t.line, t.column
	for i, c := range []rune(t.source) {
		if i >= offset {
			break
		}
		column++
		if c == '\n' {
			line, column = line+1, 1
		}
	}
	return line, max(column, 1)
}
