package app

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/store"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// TargetSplit breaks one clause of a target down: by period, by unit, or both at
// once. What is left out is filled so that everything adds up (target.Matrix).
type TargetSplit struct {
	ID      string       `json:"-" path:"id"`
	Version int          `json:"version"`
	Clause  int          `json:"clause,omitempty"` // its number, from 0
	Grain   target.Grain `json:"grain,omitempty"`  // of the columns: quarter, month, ten, week; "" by unit alone
	From    workday.Date `json:"from,omitzero"`    // in force from; none is today
	Stretch bool         `json:"stretch,omitempty"`
	Columns []SplitPart  `json:"columns,omitempty"` // what is laid down for periods of the whole
	Rows    []SplitRow   `json:"rows,omitempty"`
	Because string       `json:"because,omitempty"`
}

// SplitPart is a figure laid down for a period.
type SplitPart struct {
	Period target.Period `json:"period"`
	Value  target.Value  `json:"value"`
}

// SplitRow is one unit directly below the target's: its part (none: a share by
// weight, all nought being equal) and what is laid down for periods of it.
type SplitRow struct {
	Unit   string        `json:"unit"`
	Value  *target.Value `json:"value,omitempty"`
	Weight int64         `json:"weight,omitempty"`
	Cells  []SplitPart   `json:"cells,omitempty"`
}

// maxSplit bounds the units of one breakdown.
const maxSplit = 500

// TargetSplit writes the parts: targets of the units, and the target's own periods
// where any was laid down or the units' parts move them.
func (a *App) TargetSplit(ctx context.Context, who access.Actor, in TargetSplit) error {
	return a.act(ctx, who, access.SetTarget, strings.TrimSpace(in.Because), func(tx *store.Tx) error {
		s, err := a.splittingOf(tx, who, in)
		if err != nil {
			return err
		}
		if err := s.saveWhole(); err != nil {
			return err
		}
		for i := range in.Rows {
			if err := s.saveRow(i); err != nil {
				return err
			}
		}
		return nil
	})
}

// TargetTry tells what TargetSplit would make of an input, without doing it: the
// figures filled in and who carries what.
func (a *App) TargetTry(ctx context.Context, who access.Actor, in TargetSplit) (*Breakdown, error) {
	if err := may(who, access.SetTarget); err != nil {
		return nil, err
	}
	var b *Breakdown
	err := a.db.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		s, err := a.splittingOf(tx, who, in)
		if s != nil {
			b = s.breakdown()
		}
		return err
	})
	return b, err
}

// A splitting is one breakdown at work.
type splitting struct {
	desk   *desk
	in     TargetSplit
	whole  *target.Target
	terms  *target.Terms
	clause target.Clause
	ind    target.Indicator
	plan   *target.Plan
	parts  []target.Target
	matrix *target.Matrix
}

// splittingOf lays out what an input asks for. A fault that comes with a splitting
// is about what does not reconcile.
func (a *App) splittingOf(tx *store.Tx, who access.Actor, in TargetSplit) (*splitting, error) {
	d, err := a.deskOf(tx, who)
	if err != nil {
		return nil, err
	}
	t, err := tx.Target(in.ID)
	if err != nil {
		return nil, err
	}
	return d.split(t, in)
}

// split lays the matrix out and balances it.
func (d *desk) split(t *target.Target, in TargetSplit) (*splitting, error) {
	terms := t.Latest()
	if terms.Ended || in.Clause < 0 || in.Clause >= len(terms.Clauses) {
		return nil, fault.New(fault.Invalid, "target.no_clause").At("clause")
	}
	s := &splitting{desk: d, in: in, whole: t, terms: terms, clause: terms.Clauses[in.Clause], parts: d.parts(t)}
	s.ind, _ = d.find(s.clause.Indicator)
	if !s.clause.Sums(s.ind) {
		return nil, fault.New(fault.Invalid, "target.no_sum").At("clause")
	}
	s.plan = s.clause.Plan(t.Span, d.set.Curve, s.ind)
	var wrong fault.List
	s.layOut(&wrong)
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	if len(s.matrix.Rows) == 0 {
		return s, nil
	}
	return s, s.matrix.Balance(in.Stretch)
}

// layOut makes the matrix of the input.
func (s *splitting) layOut(wrong *fault.List) {
	m := &target.Matrix{Whole: s.clause.Low, Measure: s.ind.Measure, Least: s.ind.Piece}
	s.matrix = m
	periods := s.whole.Span.Into(s.in.Grain)
	wrong.Check(s.in.Grain == "" || len(periods) > 0 && s.in.Grain != s.whole.Span.Grain && s.clause.Op != target.ByDay, "grain", "target.grain")
	if s.in.Grain == "" || s.in.Grain == s.whole.Span.Grain {
		periods = nil
	}
	plan := s.laid(periods, wrong)
	for _, p := range periods {
		m.Columns = append(m.Columns, target.Column{Period: p, Value: plan.Of(p), Fixed: plan.Laid(p)})
	}
	wrong.Check(len(s.in.Rows) <= maxSplit, "rows", "target.rows", "max", maxSplit)
	below := s.desk.tree.Children(s.whole.Unit)
	seen := map[string]bool{}
	for i, r := range s.in.Rows {
		field := "rows[" + strconv.Itoa(i) + "]."
		wrong.Check(slices.Contains(below, r.Unit) && !seen[r.Unit], field+"unit", "target.not_below", "unit", s.desk.tree.Name(r.Unit))
		seen[r.Unit] = true
		m.Rows = append(m.Rows, s.row(r, field, wrong))
	}
	if len(s.in.Rows) > 0 {
		s.keepOthers(seen)
	}
}

// keepOthers holds the parts that the input says nothing of: what others carry
// counts in the sums.
func (s *splitting) keepOthers(said map[string]bool) {
	for i := range s.parts {
		t := &s.parts[i]
		plan := planOf(t, s.ind, s.desk.set.Curve)
		if said[t.Unit] || plan == nil || t.Latest().Ended {
			continue
		}
		row := target.Row{Unit: t.Unit, Value: plan.Whole(), Fixed: true}
		for _, c := range s.matrix.Columns {
			row.Cells = append(row.Cells, target.Cell{Value: plan.Of(c.Period), Fixed: true})
		}
		s.matrix.Rows = append(s.matrix.Rows, row)
	}
}

// laid is the plan of the whole with the periods laid down by the input in place
// of those of the same grain.
func (s *splitting) laid(periods []target.Period, wrong *fault.List) *target.Plan {
	c := s.clause
	if s.in.Columns != nil {
		c.Parts = slices.DeleteFunc(slices.Clone(c.Parts), func(p target.Part) bool { return p.Period.Grain == s.in.Grain })
		for _, p := range s.in.Columns {
			wrong.Check(slices.Contains(periods, p.Period), "columns."+p.Period.String(), "target.part_outside", "period", p.Period.String())
			c.Parts = append(c.Parts, target.Part(p))
		}
		s.keepsGiven(c.Parts, wrong)
	}
	plan := c.Plan(s.whole.Span, s.desk.set.Curve, s.ind)
	plan.Check(s.in.Stretch, "columns", wrong)
	return plan
}

// keepsGiven holds who carries a part of somebody else's target to the periods it
// came with.
func (s *splitting) keepsGiven(parts []target.Part, wrong *fault.List) {
	if s.whole.Parent == "" {
		return
	}
	for _, p := range s.clause.Parts {
		wrong.Check(slices.Contains(parts, p), "columns."+p.Period.String(), "target.given")
	}
}

func (s *splitting) row(r SplitRow, field string, wrong *fault.List) target.Row {
	row := target.Row{Unit: r.Unit, Weight: max(0, r.Weight), Cells: make([]target.Cell, len(s.matrix.Columns))}
	if r.Value != nil {
		row.Value, row.Fixed = *r.Value, true
	}
	for _, c := range r.Cells {
		j := slices.IndexFunc(s.matrix.Columns, func(col target.Column) bool { return col.Period == c.Period })
		wrong.Check(j >= 0, field+"cells."+c.Period.String(), "target.part_outside", "period", c.Period.String())
		if j >= 0 {
			row.Cells[j] = target.Cell{Value: c.Value, Fixed: true}
		}
	}
	return row
}

// saveWhole lays the periods of the whole down anew where that is needed: some
// were laid down in the input, or the units' parts moved them.
func (s *splitting) saveWhole() error {
	is := *s.whole
	is.Version = s.in.Version
	if parts := s.wholeParts(); !slices.Equal(parts, s.clause.Parts) {
		c := s.clause
		c.Parts = parts
		next := s.next(s.terms)
		next.Clauses[s.in.Clause] = c
		amended, err := s.desk.amend(s.whole, next)
		if err != nil {
			return err
		}
		is.Terms = amended.Terms
	}
	return s.desk.tx.SaveTarget(s.whole, &is) // demands the version, also where nothing moved
}

// wholeParts are the parts that make the whole's plan what the matrix says: those
// laid down, and all where the rest does not follow from them.
func (s *splitting) wholeParts() []target.Part {
	lay := func(every bool) []target.Part {
		parts := slices.DeleteFunc(slices.Clone(s.clause.Parts), func(p target.Part) bool { return p.Period.Grain == s.in.Grain })
		for _, col := range s.matrix.Columns {
			if col.Fixed || every {
				parts = append(parts, target.Part{Period: col.Period, Value: col.Value})
			}
		}
		slices.SortFunc(parts, func(a, b target.Part) int {
			return cmp.Or(cmp.Compare(a.Period.First, b.Period.First), cmp.Compare(b.Period.Last, a.Period.Last))
		})
		return parts
	}
	c := s.clause
	c.Parts = lay(false)
	plan := c.Plan(s.whole.Span, s.desk.set.Curve, s.ind)
	for _, col := range s.matrix.Columns {
		if plan.Of(col.Period) != col.Value {
			return lay(true)
		}
	}
	return c.Parts
}

// next are terms that follow others.
func (s *splitting) next(was *target.Terms) target.Terms {
	t := target.Terms{From: s.in.From, Clauses: slices.Clone(was.Clauses), Any: was.Any, Stretch: s.in.Stretch, Because: strings.TrimSpace(s.in.Because)}
	if t.From.IsZero() {
		t.From = s.desk.tx.Today
	}
	return s.desk.signed(t)
}

// saveRow gives a unit its part, or new terms of it where it changed.
func (s *splitting) saveRow(i int) error {
	piece := s.matrix.Piece(i, s.clause)
	at := slices.IndexFunc(s.parts, func(t target.Target) bool { return t.Unit == s.matrix.Rows[i].Unit })
	if at < 0 {
		t := &target.Target{ID: s.desk.app.newID(), Goal: s.whole.Goal, Digit: s.whole.Digit, Parent: s.whole.ID, Unit: s.matrix.Rows[i].Unit, Span: s.whole.Span}
		next := s.next(&target.Terms{Any: s.terms.Any})
		next.Clauses = []target.Clause{piece}
		is, err := s.desk.amend(t, next)
		if err != nil {
			return err
		}
		return s.desk.tx.SaveTarget(nil, is)
	}
	was := s.parts[at]
	next := s.next(was.Latest())
	if k := next.Clause(piece.Indicator); k < 0 {
		next.Clauses = append(next.Clauses, piece)
	} else if s.holds(&was, i, next.Clauses[k], piece) {
		return nil
	} else {
		next.Clauses[k] = piece
	}
	is, err := s.desk.amend(&was, next)
	if err != nil {
		return err
	}
	if err := s.desk.tx.SaveTarget(&was, is); err != nil {
		return err
	}
	return s.desk.carryDown(is)
}

// holds tells that a unit's part is already what the matrix says: laid down so, or
// laid down finer and coming to the same, which is not to be coarsened.
func (s *splitting) holds(t *target.Target, row int, old, piece target.Clause) bool {
	if old.Low != piece.Low || slices.Equal(old.Parts, piece.Parts) {
		return old.Low == piece.Low
	}
	if len(old.Parts) == 0 || old.Parts[0].Period.Grain == s.in.Grain {
		return false
	}
	plan := old.Plan(t.Span, s.desk.set.Curve, s.ind)
	for j, c := range s.matrix.Rows[row].Cells {
		if plan.Of(s.matrix.Columns[j].Period) != c.Value {
			return false
		}
	}
	return true
}
