package score

import (
	"cmp"
	"slices"

	"guatu/internal/indicator"
	"guatu/internal/workday"
)

// A Scheme is an office's rule of assessment (考核办法): what is scored by which
// pack, of which units, where each name of the pack comes from, and how often. It
// has editions; an assessment is a scheme over a period and is worked out, not
// stored.
type Scheme struct {
	ID      string `json:"id"`
	Version int    `json:"version"`
	Unit    string `json:"unit"` // whose office keeps it: it judges units below
	Title   string `json:"title"`
	// Period is how often it judges: month, quarter, half or year. It never changes.
	Period   indicator.Period `json:"period"`
	Editions []Edition        `json:"editions"` // by the day they are in force from
}

// SchemePeriods are how often a scheme can judge, short to long.
var SchemePeriods = []indicator.Period{indicator.OfMonth, indicator.OfQuarter, indicator.OfHalf, indicator.OfYear}

// An Edition is the scheme as it is in force from a day on, until the next one.
type Edition struct {
	From     workday.Date `json:"from"`
	Pack     string       `json:"pack"` // YAML, as docs/scoring.md has it
	Members  []Member     `json:"members"`
	Bindings []Binding    `json:"bindings,omitempty"`
	Note     string       `json:"note,omitempty"`
	Written  workday.Date `json:"written"` // the day it was put down
	By       string       `json:"by"`      // the name of who did
}

// A Member is a unit that is judged, in its group of comparable units.
type Member struct {
	Unit  string `json:"unit"`
	Group string `json:"group,omitempty"`
}

// A Binding says where a name of the pack comes from: an indicator over a window,
// the standard table of projects, or what is typed in.
type Binding struct {
	Name      string `json:"name"`                // of the pack's data
	Indicator string `json:"indicator,omitempty"` // code; ProjectTable; "" for what is typed in
	Window    Window `json:"window,omitempty"`    // "" is the period
}

// A Window is which days a bound indicator is asked for.
type Window string

const (
	ThisPeriod       Window = "period"      // 本期
	ThisYear         Window = "year"        // 本年累计
	PeriodBefore     Window = "before"      // 上期
	PeriodYearBefore Window = "year_before" // 上年同期
)

// Windows are all.
var Windows = []Window{ThisPeriod, ThisYear, PeriodBefore, PeriodYearBefore}

// Span is the days a window means, seen from a span of a period.
func (w Window) Span(s indicator.Span, p indicator.Period) indicator.Span {
	switch w {
	case ThisYear:
		return s.YearTo()
	case PeriodBefore:
		return s.Before(p)
	case PeriodYearBefore:
		return s.YearBefore()
	}
	return s
}

// InForce is the edition that judges a period which ends on a day; nil before the
// first.
func (s *Scheme) InForce(last workday.Date) *Edition {
	var in *Edition
	for i := range s.Editions {
		if s.Editions[i].From <= last {
			in = &s.Editions[i]
		}
	}
	return in
}

// PeriodOf is the last whole period on a day, by name.
func (s *Scheme) PeriodOf(on workday.Date) workday.When {
	return s.Period.Named(s.Period.Whole(on).From)
}

// Before is the period before one of the scheme's.
func (s *Scheme) Before(p workday.When) workday.When {
	return s.Period.Named(s.Period.Around(p.First - 1).From)
}

// Clone is a copy whose editions can change.
func (s *Scheme) Clone() *Scheme {
	c := *s
	c.Editions = slices.Clone(s.Editions)
	return &c
}

func byFrom(a, b Edition) int { return cmp.Compare(a.From, b.From) }
