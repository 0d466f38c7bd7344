// Targets: what a unit has to reach, in versions with dates of force.

package target

import (
	"slices"
	"unicode/utf8"

	"guatu/internal/fault"
	"guatu/internal/workday"
)

// A Target is what one unit has to reach in one period for a goal. What it is
// stands in its Terms, which are added to and never taken from: what was in force
// on a day stays what it was.
type Target struct {
	ID      string  `json:"id"`
	Version int     `json:"version"`
	Goal    string  `json:"goal"`
	Digit   int     `json:"digit,omitempty"`  // of the goal's code, from 1; 0 the goal itself
	Parent  string  `json:"parent,omitempty"` // the target it is a part of, of the unit above
	Unit    string  `json:"unit"`
	Span    Period  `json:"span"`
	Terms   []Terms `json:"terms"`
}

// Terms are what a target is from a day on. With Any one of the clauses is enough
// (超50亿元或超100亿元); else all are to hold (数量和金额一起考核).
type Terms struct {
	From    workday.Date `json:"from"`
	Clauses []Clause     `json:"clauses,omitempty"`
	Any     bool         `json:"any,omitempty"`
	Stretch bool         `json:"stretch,omitempty"` // 自加压: more is laid down than was asked
	Ended   bool         `json:"ended,omitempty"`   // from the day on there is no such target
	Because string       `json:"because,omitempty"`
	By      string       `json:"by"`
	Name    string       `json:"name"`
	On      workday.Date `json:"on"` // the day they were laid down
}

// maxClauses bounds one target: an amount, a count and what goes with them.
const maxClauses = 4

// InForce are the terms in force on a day and their number from 0; of terms from
// the same day the later laid down. Not ok before the first and once ended.
func (t *Target) InForce(on workday.Date) (terms *Terms, n int, ok bool) {
	for i := len(t.Terms) - 1; i >= 0; i-- {
		if t.Terms[i].From <= on {
			return &t.Terms[i], i, !t.Terms[i].Ended
		}
	}
	return nil, -1, false
}

// Latest are the terms laid down last, in force or not yet.
func (t *Target) Latest() *Terms { return &t.Terms[len(t.Terms)-1] }

// Amend lays down new terms. The first may be in force from any day; later ones
// not before the day they are laid down, nor before those they follow: a day that
// is over keeps the target it had.
func (t *Target) Amend(terms Terms, today workday.Date) (*Target, error) {
	var wrong fault.List
	wrong.Check(!terms.From.IsZero(), "from", "target.from_empty")
	if n := len(t.Terms); n > 0 {
		least := max(today, t.Terms[n-1].From)
		wrong.Check(terms.From.IsZero() || terms.From >= least, "from", "target.from_past", "day", least.String())
		wrong.Check(terms.Because != "", "because", "target.because_empty")
	}
	wrong.Check(utf8.RuneCountInString(terms.Because) <= maxText, "because", "goal.text_long", "max", maxText)
	is := *t
	is.Terms = append(slices.Clone(t.Terms), terms)
	return &is, wrong.Err()
}

// Check reports everything wrong with the target's place and with the terms laid
// down last, but for the law (Lawful) and the tree around it.
func (t *Target) Check(goal *Goal, curve Curve, catalogue Catalogue) error {
	var wrong fault.List
	wrong.Check(t.Digit >= 0 && t.Digit <= len(goal.Digits), "digit", "target.digit")
	wrong.Check(t.Unit != "", "unit", "goal.unit_empty")
	spans := []Grain{Year, Half, Quarter, Month}
	wrong.Check(slices.Contains(spans, t.Span.Grain), "span", "target.span")
	wrong.Check(t.Span.First <= goal.To && t.Span.Last >= goal.From, "span", "target.span_goal")
	terms := t.Latest()
	if terms.Ended {
		return wrong.Err()
	}
	wrong.Check(len(terms.Clauses) > 0 && len(terms.Clauses) <= maxClauses, "clauses", "target.clauses", "max", maxClauses)
	for i, c := range terms.Clauses {
		c.check(i, t.Span, catalogue, &wrong)
		// A part given to a unit may be nought: then it is said that it has none.
		wrong.Check(t.Parent != "" || !needsSome(c.Op) || c.Low > 0, clauseField(i)+"low", "target.low_nought")
		if ind, known := catalogue(c.Indicator); known {
			c.Plan(t.Span, curve, ind).Check(terms.Stretch, clauseField(i)+"parts", &wrong)
		}
	}
	return wrong.Err()
}

// Clause finds the clause on an indicator; -1 when there is none.
func (t *Terms) Clause(indicator string) int {
	return slices.IndexFunc(t.Clauses, func(c Clause) bool { return c.Indicator == indicator })
}
