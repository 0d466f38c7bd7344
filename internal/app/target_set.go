package app

import (
	"context"
	"strings"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/ruleset"
	"guatu/internal/store"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// TargetSet sets a target (no ID) or lays down new terms of one, in force from a
// day. Goal, digit, unit and period of a target stay what they are.
type TargetSet struct {
	ID      string          `json:"id,omitempty"`
	Version int             `json:"version,omitempty"`
	Goal    string          `json:"goal,omitempty"`
	Digit   int             `json:"digit,omitempty"`
	Unit    string          `json:"unit,omitempty"`
	Span    target.Period   `json:"span,omitzero"`
	From    workday.Date    `json:"from,omitzero"` // in force from; none is today
	Clauses []target.Clause `json:"clauses,omitempty"`
	Any     bool            `json:"any,omitempty"`
	Stretch bool            `json:"stretch,omitempty"`
	Ended   bool            `json:"ended,omitempty"`
	Because string          `json:"because,omitempty"`
}

// TargetSet writes it and gives its ID. Parts of it that other units carry change
// with it in the same act, each by its share of what they had, so that the sums
// still reconcile; a part by itself is changed where it was given (TargetSplit).
func (a *App) TargetSet(ctx context.Context, who access.Actor, in TargetSet) (string, error) {
	id := in.ID
	err := a.act(ctx, who, access.SetTarget, strings.TrimSpace(in.Because), func(tx *store.Tx) error {
		d, err := a.deskOf(tx, who)
		if err != nil {
			return err
		}
		t, was, err := d.placed(in)
		if err != nil {
			return err
		}
		id = t.ID
		is, err := d.amend(t, d.terms(in))
		if err != nil {
			return err
		}
		if was != nil {
			is.Version = in.Version
		}
		if err := tx.SaveTarget(was, is); err != nil {
			return err
		}
		return d.carryDown(is)
	})
	return id, err
}

// A desk is what targets are set on, inside an act.
type desk struct {
	app     *App
	tx      *store.Tx
	who     access.Actor
	set     *ruleset.Set
	tree    *access.Tree
	targets []target.Target
	find    target.Catalogue
}

func (a *App) deskOf(tx *store.Tx, who access.Actor) (*desk, error) {
	d := &desk{app: a, tx: tx, who: who}
	var err error
	if d.set, err = setInForce(tx); err != nil {
		return nil, err
	}
	d.find = catalogueOf(d.set.Indicators)
	if d.tree, err = treeOf(tx); err != nil {
		return nil, err
	}
	d.targets, err = tx.Targets()
	return d, err
}

// terms are the new terms of an input.
func (d *desk) terms(in TargetSet) target.Terms {
	t := target.Terms{From: in.From, Clauses: in.Clauses, Any: in.Any, Stretch: in.Stretch, Ended: in.Ended, Because: strings.TrimSpace(in.Because)}
	if t.From.IsZero() {
		t.From = d.tx.Today
	}
	if t.Ended {
		t.Clauses, t.Any, t.Stretch = nil, false, false
	}
	return d.signed(t)
}

// signed puts who and when on terms.
func (d *desk) signed(t target.Terms) target.Terms {
	t.By, t.Name, t.On = d.who.ID, d.who.Name, d.tx.Today
	return t
}

// placed finds the target that is meant, or makes the place for a new one.
func (d *desk) placed(in TargetSet) (t, was *target.Target, err error) {
	if in.ID == "" {
		t = &target.Target{ID: d.app.newID(), Goal: in.Goal, Digit: in.Digit, Unit: in.Unit, Span: in.Span}
		if in.Unit != "" && !d.tx.Scope().SeesUnit(in.Unit) {
			err = fault.New(fault.Invalid, "project.unit_outside").At("unit")
		}
		return t, nil, err
	}
	if was, err = d.tx.Target(in.ID); err != nil {
		return nil, nil, err
	}
	if was.Parent != "" {
		return nil, nil, fault.New(fault.Invalid, "target.given").At("id")
	}
	return was, was, nil
}

// amend lays terms down and holds the target to every rule there is.
func (d *desk) amend(t *target.Target, terms target.Terms) (*target.Target, error) {
	goal, err := d.goalOf(t)
	if err != nil {
		return nil, err
	}
	is, err := t.Amend(terms, d.tx.Today)
	var wrong fault.List
	wrong.Add(err)
	wrong.Add(is.Check(goal, d.set.Curve, d.find))
	wrong.Add(d.lawful(is))
	return is, wrong.Err()
}

// goalOf is the goal a target hangs on. A part given from above hangs on a goal
// of those above, which is not for everybody to see: what matters of it was
// checked when the whole was set.
func (d *desk) goalOf(t *target.Target) (*target.Goal, error) {
	if t.Parent != "" {
		return &target.Goal{From: t.Span.First, To: t.Span.Last, Digits: make([]target.Digit, t.Digit)}, nil
	}
	goal, err := d.tx.Goal(t.Goal)
	if fault.KindOf(err) == fault.NotFound {
		return nil, fault.New(fault.Invalid, "goal.not_found", "id", t.Goal).At("goal")
	}
	return goal, err
}

// lawful holds every clause to the line no target may cross.
func (d *desk) lawful(t *target.Target) error {
	unit, ok := d.tree.Unit(t.Unit)
	var wrong fault.List
	wrong.Check(ok || t.Unit == "", "unit", "unit.not_found", "id", t.Unit)
	for _, c := range t.Latest().Clauses {
		if ind, known := d.find(c.Indicator); known && ok {
			wrong.Add(target.Lawful(unit, ind))
		}
	}
	return wrong.Err()
}

// parts are the targets other units carry of one.
func (d *desk) parts(t *target.Target) (list []target.Target) {
	for _, c := range d.targets {
		if c.Parent == t.ID {
			list = append(list, c)
		}
	}
	return list
}

// carryDown lets the parts of a target follow it.
func (d *desk) carryDown(t *target.Target) error {
	parts := d.parts(t)
	if len(parts) == 0 {
		return nil
	}
	terms := t.Latest()
	next := make([]target.Terms, len(parts))
	for i, p := range parts {
		next[i] = d.signed(target.Terms{From: terms.From, Any: terms.Any, Stretch: p.Latest().Stretch, Ended: terms.Ended, Because: terms.Because})
	}
	for _, c := range terms.Clauses {
		if err := d.share(t, c, parts, next); err != nil {
			return err
		}
	}
	for i := range parts {
		was := parts[i]
		is, err := d.amend(&was, next[i])
		if err != nil {
			return err
		}
		if err := d.tx.SaveTarget(&was, is); err != nil {
			return err
		}
		if err := d.carryDown(is); err != nil {
			return err
		}
	}
	return nil
}

// share gives each part its piece of a clause: by what it had, the periods by what
// the whole now asks of them. A clause that does not sum holds for each as it is.
func (d *desk) share(t *target.Target, c target.Clause, parts []target.Target, next []target.Terms) error {
	ind, _ := d.find(c.Indicator)
	if !c.Sums(ind) {
		for i := range next {
			next[i].Clauses = append(next[i].Clauses, c)
		}
		return nil
	}
	m := &target.Matrix{Whole: c.Low, Measure: ind.Measure, Least: ind.Piece}
	grain := grainOf(parts, c.Indicator)
	plan := c.Plan(t.Span, d.set.Curve, ind)
	for _, p := range t.Span.Into(grain) {
		m.Columns = append(m.Columns, target.Column{Period: p, Value: plan.Of(p)})
	}
	for _, p := range parts {
		row := target.Row{Unit: p.Unit, Cells: make([]target.Cell, len(m.Columns))}
		if old := p.Latest(); old.Clause(c.Indicator) >= 0 {
			row.Weight = int64(old.Clauses[old.Clause(c.Indicator)].Low)
		}
		m.Rows = append(m.Rows, row)
	}
	if err := m.Balance(false); err != nil {
		return err
	}
	for i := range next {
		next[i].Clauses = append(next[i].Clauses, m.Piece(i, c))
	}
	return nil
}

// grainOf is the grain in which parts of a clause were laid down; "" for none.
func grainOf(parts []target.Target, indicator string) target.Grain {
	for _, p := range parts {
		terms := p.Latest()
		if i := terms.Clause(indicator); i >= 0 && len(terms.Clauses[i].Parts) > 0 {
			return terms.Clauses[i].Parts[0].Period.Grain
		}
	}
	return ""
}
