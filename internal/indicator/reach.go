// What came within a period, and up to which day anything is known of it.

package indicator

import (
	"math"

	"guatu/internal/formula"
	"guatu/internal/workday"
)

// Last is, by unit, the last day up to a given one on which a column took a step at
// the unit or below it: up to the month of that day reports reach. 0 is none.
func (b *Book) Last(column int, on workday.Date, roll *Roll) []workday.Date {
	last := make([]workday.Date, roll.Units())
	for u := range min(len(b.pages), len(last)) {
		if b.pages[u] == nil {
			continue
		}
		s := &b.pages[u].series[column]
		if i := s.by(on) - 1; i >= 0 {
			last[u] = s.days[i]
		}
	}
	for _, u := range roll.order {
		for _, h := range roll.above[u] {
			last[h.parent] = max(last[h.parent], last[u])
		}
	}
	return last
}

// Held is what a target is held against: what came within a span, as far as reports
// reach in it. to is the day they reach, the span's end where nothing is reported in
// periods. The value is that of Within from the span's first day to that day;
// missing where nothing reaches into the span.
func (k *Reckoning) Held(definition, unit int, s Span) (v Value, to workday.Date) {
	to = k.reach(definition, unit, s)
	if to < s.From {
		return Value{Value: formula.Missing(formula.NotReported)}, to
	}
	return k.Within(definition, unit, Span{s.From, to}), to
}

// Within is what an indicator that adds up (Nature) brings within a span: of a
// flow its value, of one told as a year to date what the span adds to it. Of others
// it is the value as of the span.
func (k *Reckoning) Within(definition, unit int, s Span) Value {
	d := &k.rules.list[definition]
	if !k.rules.natures[definition].Adds || d.Read != Year {
		return k.Value(definition, unit, s)
	}
	if d.Base != nil {
		column := k.rules.columns[definition]
		return d.of(k.view(s.To).At(unit, column).Less(k.view(s.From-1).At(unit, column)))
	}
	is := k.Value(definition, unit, s.YearTo())
	before := Span{s.From - 1, s.From - 1}.YearTo()
	if before.From != s.YearTo().From {
		return is // the span begins the year
	}
	return Value{Value: is.Minus(k.Value(definition, unit, before).Value)}
}

// reach is the day up to which an indicator tells of a unit within a span; before
// the span where it tells of nothing in it.
func (k *Reckoning) reach(definition, unit int, s Span) workday.Date {
	d := &k.rules.list[definition]
	switch {
	case d.Base != nil && (d.Base.Of == YearDone || d.Base.Of == TotalDone):
		return k.reported(definition, unit, s)
	case d.Outside != nil:
		return k.published(definition, unit, s)
	case d.Formula == "":
		return s.To
	}
	to := workday.Date(math.MaxInt32)
	for _, u := range k.rules.derived[definition].uses {
		if u.when == Now {
			if day := k.reach(u.definition, unit, s); day >= s.From {
				to = min(to, day)
			}
		}
	}
	return min(to, s.To)
}

// A lastKey names one answer of Book.Last.
type lastKey struct {
	column int
	on     workday.Date
}

// reported is the end of the last month of which a report counts, or the span's.
func (k *Reckoning) reported(definition, unit int, s Span) workday.Date {
	key := lastKey{k.rules.columns[definition], s.To}
	last, ok := k.last[key]
	if !ok {
		last = k.source.Last(key.column, key.on)
		k.last[key] = last
	}
	switch day := last[unit]; {
	case day >= s.From:
		return min(OfMonth.Around(day).To, s.To)
	case day > 0 && k.rules.list[definition].Read == Stock:
		return s.To // what stood before stands
	}
	return s.From - 1
}

// published is the end of the last period of which another office said anything.
func (k *Reckoning) published(definition, unit int, s Span) workday.Date {
	every := k.rules.list[definition].Outside.Every
	for p := every.Whole(s.To); p.To >= s.From; p = every.Around(p.From - 1) {
		if !k.source.Given(definition, unit, every.Named(p.From)).IsMissing() {
			return p.To
		}
	}
	return s.From - 1
}
