// Rules: definitions compiled, ready to be reckoned.

package indicator

import (
	"slices"
	"strings"

	"guatu/internal/fault"
	"guatu/internal/formula"
	"guatu/internal/lifecycle"
)

// Rules are the definitions of a ruleset, checked and compiled. They are a value
// and may be used by anybody at a time.
type Rules struct {
	list    []Definition
	plan    *Plan
	columns []int          // by definition: its column in the plan, -1 where it is none
	derived []derived      // by definition; empty where it has no formula
	place   map[string]int // code or folded name → definition
	senses  [][]string     // by definition: the senses it stands on, in order
	natures []Nature
}

// derived is a compiled formula with what it uses.
type derived struct {
	program *formula.Program
	uses    []use
}

// A use is an indicator as of one of the three times a formula may ask for.
type use struct {
	definition int
	when       When
}

// A When is which period a name in a formula means.
type When int

// The three: this period, the same a year before (上年同期), the one before (上期).
// A formula writes the latter two in front of the name: 上年同期完成投资.
const (
	Now When = iota
	YearBefore
	Before
	whens
)

// prefixes are how a formula writes a When.
var prefixes = [whens]string{"", "上年同期", "上期"}

// Compile checks definitions and compiles their formulas. Faults: all mistakes; a
// formula's carry the code of the indicator and the offset (formula.…).
func Compile(list []Definition) (*Rules, error) {
	if err := CheckDefinitions(list); err != nil {
		return nil, err
	}
	r := &Rules{list: slices.Clone(list), plan: NewPlan(list), columns: make([]int, len(list)),
		derived: make([]derived, len(list)), place: map[string]int{}, senses: make([][]string, len(list)), natures: make([]Nature, len(list))}
	column := 0
	for i := range list {
		r.columns[i] = -1
		if list[i].Base != nil {
			r.columns[i] = column
			column++
		}
		r.place[list[i].Code], r.place[formula.Fold(list[i].Name)] = i, i
	}
	var wrong fault.List
	scope := r.scope(&wrong)
	for i := range list {
		if list[i].Formula != "" {
			wrong.Add(r.compile(i, scope))
		}
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return r, r.settle()
}

// scope holds every indicator's name, in the three times.
func (r *Rules) scope(wrong *fault.List) *formula.Scope {
	scope := &formula.Scope{}
	for i := range r.list {
		for when, prefix := range prefixes {
			ok := scope.Add(formula.Name{Name: prefix + r.list[i].Name, Type: formula.Number, Slot: slot(i, When(when))})
			wrong.Check(ok, "indicators", "indicator.twice", "code", r.list[i].Code, "name", prefix+r.list[i].Name)
		}
	}
	return scope
}

// slot is the place of an indicator's value in a frame.
func slot(definition int, when When) int { return definition*int(whens) + int(when) }

func (r *Rules) compile(i int, scope *formula.Scope) error {
	expr, err := formula.Parse(r.list[i].Formula)
	if err != nil {
		return about(err, r.list[i].Code)
	}
	program, err := expr.Compile(scope)
	if err != nil {
		return about(err, r.list[i].Code)
	}
	if t := program.Type(); t != formula.Number {
		return fault.New(fault.Invalid, "indicator.no_number", "code", r.list[i].Code).At("indicators")
	}
	r.derived[i].program = program
	for _, name := range expr.Uses(scope) {
		if n, ok := scope.Lookup(name); ok {
			r.derived[i].uses = append(r.derived[i].uses, use{n.Slot / int(whens), When(n.Slot % int(whens))})
		}
	}
	return nil
}

// about says which indicator's formula a fault is in.
func about(err error, code string) error {
	e, ok := fault.As(err)
	if !ok {
		return err
	}
	parts := e.Parts
	if len(parts) == 0 {
		parts = []*fault.Error{e}
	}
	var list fault.List
	for _, p := range parts {
		if p.Args == nil {
			p.Args = map[string]any{}
		}
		p.Args["code"] = code
		list.Add(p.At("indicators"))
	}
	return list.Err()
}

// settle refuses indicators that stand for each other, and formulas that mix what
// never mixes (domain.md 1.1, 1.3).
func (r *Rules) settle() error {
	order, ring := formula.Order(len(r.list), func(i int) []int {
		var list []int
		for _, u := range r.derived[i].uses {
			list = append(list, u.definition)
		}
		return list
	})
	if ring != nil {
		var names []string
		for _, i := range ring {
			names = append(names, r.list[i].Name)
		}
		return fault.New(fault.Invalid, "indicator.ring", "names", strings.Join(names, " → ")).At("indicators")
	}
	var wrong fault.List
	for _, i := range order {
		r.senses[i], r.natures[i] = r.sensesOf(i), r.natureOf(i)
		has := func(a, b string) bool { return slices.Contains(r.senses[i], a) && slices.Contains(r.senses[i], b) }
		mixed := has(string(lifecycle.DeclaredBasis), string(lifecycle.RecognisedBasis)) || has(string(lifecycle.Dispatch), string(lifecycle.Statistics))
		wrong.Check(!mixed || r.list[i].Compares, "indicators", "indicator.mixed", "code", r.list[i].Code, "name", r.list[i].Name)
	}
	return wrong.Err()
}

// sensesOf are the senses of an indicator, its own or those of its parts, which
// have been settled.
func (r *Rules) sensesOf(i int) (list []string) {
	add := func(s string) {
		if s != "" && !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	if b := r.list[i].Base; b != nil {
		if b.Event == Reached || b.Meet != nil {
			add(string(b.Basis))
		}
		add(string(b.Sense))
	}
	for _, u := range r.derived[i].uses {
		for _, s := range r.senses[u.definition] {
			add(s)
		}
	}
	slices.Sort(list)
	return list
}

// Definitions are all, in the order of the ruleset; the list is the rules' own.
func (r *Rules) Definitions() []Definition { return r.list }

// Plan is the base indicators.
func (r *Rules) Plan() *Plan { return r.plan }

// Column is the place of a definition's base indicator in the plan; -1 of one that
// is none.
func (r *Rules) Column(definition int) int { return r.columns[definition] }

// Senses are whose word a definition stands on: declared or recognised, dispatch
// or statistics; none where it says nothing of either.
func (r *Rules) Senses(definition int) []string { return r.senses[definition] }

// Find gives the place of an indicator by its code or name.
func (r *Rules) Find(word string) (int, bool) {
	if i, ok := r.place[word]; ok {
		return i, true
	}
	i, ok := r.place[formula.Fold(word)]
	return i, ok
}

// Prefix is how a formula writes the time in front of a name.
func (w When) Prefix() string { return prefixes[w] }
