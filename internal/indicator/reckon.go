// Reckoning: the values of all indicators for any unit and span.

package indicator

import (
	"guatu/internal/formula"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// A Source is the facts values are reckoned from.
type Source struct {
	Roll  *Roll
	Curve target.Curve
	View  func(on workday.Date) *View                      // of the book that the rules' plan made
	Last  func(column int, on workday.Date) []workday.Date // of the same book (Book.Last)
	// Given is the reading of an outside indicator for a unit and period, missing
	// where nobody gave one.
	Given func(definition int, unit int, period workday.When) formula.Value
}

// A Value is an indicator's value. It is missing where nothing was reported and
// where it cannot be reckoned (formula.Cause). Facts is how many facts stand behind
// a base indicator, Lacks how many were asked for and lack the figure, both in
// ten-thousandths (One), since joint parks are held by shares.
type Value struct {
	formula.Value
	Facts int64
	Lacks int64
}

// A Reckoning answers for one source and one length of period. It remembers what
// it worked out: one goroutine at a time.
type Reckoning struct {
	rules  *Rules
	source Source
	period Period
	views  map[workday.Date]*View
	sheets map[Span]*sheet
	last   map[lastKey][]workday.Date
}

// A sheet is the values of one span, each worked out when it is first asked for.
type sheet struct {
	rows  []*sheetRow // by unit
	frame formula.Frame
}

// A sheetRow is one unit's values by definition.
type sheetRow struct {
	values []Value
	known  []bool
}

// Reckon opens one. The period is what 上期 counts by.
func (r *Rules) Reckon(s Source, p Period) *Reckoning {
	return &Reckoning{rules: r, source: s, period: p, views: map[workday.Date]*View{}, sheets: map[Span]*sheet{}, last: map[lastKey][]workday.Date{}}
}

// Value is an indicator's value for the unit at a place over a span.
func (k *Reckoning) Value(definition, unit int, s Span) Value {
	h := k.sheets[s]
	if h == nil {
		h = &sheet{rows: make([]*sheetRow, k.source.Roll.Units()), frame: formula.Frame{Values: make([]formula.Value, len(k.rules.list)*int(whens))}}
		k.sheets[s] = h
	}
	row := h.rows[unit]
	if row == nil {
		row = &sheetRow{make([]Value, len(k.rules.list)), make([]bool, len(k.rules.list))}
		h.rows[unit] = row
	}
	if !row.known[definition] {
		row.values[definition], row.known[definition] = k.work(definition, unit, s), true
	}
	return row.values[definition]
}

// work works one value out.
func (k *Reckoning) work(definition, unit int, s Span) Value {
	d := &k.rules.list[definition]
	switch {
	case d.Base != nil:
		return d.of(k.Amount(definition, unit, s))
	case d.Outside != nil:
		return Value{Value: k.outside(definition, unit, s)}
	case d.ProRata:
		return Value{Value: formula.Fixed(int64(dueBy(k.source.Curve, s.To)), 2)}
	}
	return Value{Value: k.rules.derived[definition].program.Eval(k.frame(definition, unit, s))}
}

// frame puts what a formula uses in its place. The frame is the sheet's and holds
// until the next formula of the same sheet.
func (k *Reckoning) frame(definition, unit int, s Span) *formula.Frame {
	uses := k.rules.derived[definition].uses
	values := make([]formula.Value, len(uses))
	for i, u := range uses { // a use may be a formula of this sheet: first all, then the frame
		values[i] = k.Value(u.definition, unit, k.span(s, u.when)).Value
	}
	frame := &k.sheets[s].frame
	for i, u := range uses {
		frame.Values[slot(u.definition, u.when)] = values[i]
	}
	return frame
}

// span is the days a name in a formula means.
func (k *Reckoning) span(s Span, when When) Span {
	switch when {
	case YearBefore:
		return s.YearBefore()
	case Before:
		return s.Before(k.period)
	}
	return s
}

// Amount is what a base indicator adds up to: by its Read as of the span's end, in
// the span, or in the year up to its end.
func (k *Reckoning) Amount(definition, unit int, s Span) Amount {
	column := k.rules.columns[definition]
	upTo := k.view(s.To).At(unit, column)
	switch k.rules.list[definition].Read {
	case Flow:
		return upTo.Less(k.view(s.From-1).At(unit, column))
	case Year:
		return upTo.Less(k.view(s.YearTo().From-1).At(unit, column))
	}
	return upTo
}

func (k *Reckoning) view(on workday.Date) *View {
	v := k.views[on]
	if v == nil {
		v = k.source.View(on)
		k.views[on] = v
	}
	return v
}

// of is an amount in the measure of the definition.
func (d *Definition) of(a Amount) Value {
	v := Value{Facts: a.Facts, Lacks: a.Lacks}
	if a.Facts == 0 && (a.Lacks > 0 || d.Empty == EmptyMissing) {
		return v // missing: the zero formula.Value
	}
	decimals, _ := d.places() // checked
	v.Value = formula.Fixed(a.Sum, decimals)
	return v
}

// outside is a reading: of the last period that was over by the span's end. Where
// readings do not tell of the year to date, those of the span (of the year, by the
// definition) are added up, and one that is missing leaves the sum missing.
func (k *Reckoning) outside(definition, unit int, s Span) formula.Value {
	d := &k.rules.list[definition]
	last := d.Outside.Every.Whole(s.To)
	from := s.From
	if d.Read == Year {
		from = s.YearTo().From
	}
	if d.Read != Stock && last.From < from && (!d.Outside.ToDate || last.From < s.YearTo().From) {
		return formula.Missing(formula.NotReported) // none is over yet
	}
	given := func(p Span) formula.Value { return k.source.Given(definition, unit, d.Outside.Every.Named(p.From)) }
	sum := given(last)
	if d.Outside.ToDate || d.Read == Stock {
		return sum
	}
	for p := d.Outside.Every.Around(last.From - 1); p.From >= from; p = d.Outside.Every.Around(p.From - 1) {
		sum = add(sum, given(p))
	}
	return sum
}

// add adds two numbers; with one missing there is no sum.
func add(a, b formula.Value) formula.Value {
	x, y := a.Rat(), b.Rat()
	if x == nil || y == nil {
		return formula.Missing(formula.NotReported)
	}
	return formula.Rat(x.Add(x, y))
}

// dueBy is the share of the year due by the last month that was over on a day
// (序时进度): reports are of whole months, and a share of a month nobody has
// reported yet would put every unit behind.
func dueBy(curve target.Curve, on workday.Date) int64 {
	last := OfMonth.Whole(on)
	if last.To.Year() != on.Year() {
		return 0
	}
	return int64(curve.Due(last.To.Month()))
}
