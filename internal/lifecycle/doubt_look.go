// A project as cross-checks see it: what was known of it on a day.

package lifecycle

import (
	"slices"
	"strings"

	"guatu/internal/money"
	"guatu/internal/workday"
)

// A look is one project on one day, with what several checks need worked out once.
type look struct {
	*Told
	on      workday.Date
	reached Stage
	figures map[Sense][]Figure // up to the day
	moves   map[Sense][]move
}

// A move is what one month brought, where two months in a row are known.
type move struct {
	month   workday.When
	by      money.Yuan
	from    workday.When // the month before
	was, is money.Opt    // the cumulative figures it lies between
}

// senses in the order they are looked at: what the unit says comes first.
var senses = []Sense{Dispatch, Statistics}

func lookAt(t *Told, on workday.Date) *look {
	l := &look{Told: t, on: on, figures: map[Sense][]Figure{}, moves: map[Sense][]move{}}
	l.reached, _ = t.Project.Reached(on)
	for _, f := range t.Figures {
		if f.Month.First <= on {
			l.figures[f.Sense] = append(l.figures[f.Sense], f)
		}
	}
	for sense, list := range l.figures {
		l.moves[sense] = movesOf(list)
	}
	return l
}

// movesOf finds what each month brought, from figures since the start or, within a
// year, from the year's. Months that do not follow each other tell nothing.
func movesOf(list []Figure) []move {
	var out []move
	for i := 1; i < len(list); i++ {
		was, is := list[i-1], list[i]
		if monthNumber(is.Month) != monthNumber(was.Month)+1 {
			continue
		}
		m := move{month: is.Month, from: was.Month}
		january := is.Month.First.Month() == 1
		switch {
		case was.Done.OK && is.Done.OK:
			m.was, m.is = was.Done, is.Done
		case january && is.YearDone.OK:
			m.was, m.is = money.Some(0), is.YearDone // the year begins anew
		case !january && was.YearDone.OK && is.YearDone.OK:
			m.was, m.is = was.YearDone, is.YearDone
		default:
			continue
		}
		m.by = m.is.Yuan - m.was.Yuan
		out = append(out, m)
	}
	return out
}

// monthNumber numbers months so that neighbours differ by one.
func monthNumber(w workday.When) int {
	year, month, _ := w.First.Civil()
	return year*12 + int(month)
}

// wholeMonths counts the months over between two days; negative when none is.
func wholeMonths(from, to workday.Date) int {
	months := monthNumber(workday.On(to)) - monthNumber(workday.On(from))
	if to.Day() < from.Day() && to+1 != workday.NewDate(to.Year(), to.Month()+1, 1) {
		months--
	}
	return months
}

// papers are the pieces of evidence of a kind that were there on the day.
func (l *look) papers(kind string) []Evidence {
	var list []Evidence
	for _, e := range l.Evidence {
		if e.Kind == kind && !e.Dropped && e.Day <= l.on {
			list = append(list, e)
		}
	}
	return list
}

// has tells whether evidence of one of some kinds was there.
func (l *look) has(kinds []string) bool {
	return slices.ContainsFunc(l.Evidence, func(e Evidence) bool {
		return !e.Dropped && e.Day <= l.on && slices.Contains(kinds, e.Kind)
	})
}

// stageRef reads "stage.started"; "" is no stage.
func stageRef(ref string) Stage {
	name, _ := strings.CutPrefix(ref, "stage.")
	if s := Stage(name); name != ref && s.Known() {
		return s
	}
	return ""
}

// when finds the day of a stage or of the first paper of a kind. The day of a
// stage that was recognised is the recognised one.
func (l *look) when(ref string) (Compared, bool) {
	if s := stageRef(ref); s != "" {
		return l.stageDay(s)
	}
	var best Compared
	for _, e := range l.papers(ref) {
		if !e.Issued.IsZero() && e.Issued.First <= l.on && (best.On.IsZero() || e.Issued.Last() < best.On.Last()) {
			best = Compared{What: ref, ID: e.ID, Text: e.Number, On: e.Issued}
		}
	}
	return best, !best.On.IsZero()
}

func (l *look) stageDay(s Stage) (Compared, bool) {
	f := l.Project.Fact(s)
	switch {
	case f.Recognised && !f.RecognisedOn.IsZero() && f.RecognisedOn.First <= l.on:
		return Compared{What: "stage." + string(s), On: f.RecognisedOn, Basis: "recognised"}, true
	case f.Declared && !f.DeclaredOn.IsZero() && f.DeclaredOn.First <= l.on:
		return Compared{What: "stage." + string(s), On: f.DeclaredOn, Basis: "declared"}, true
	}
	return Compared{}, false
}

// declared tells whether a stage was declared by the day, dated or not.
func (l *look) declared(s Stage) bool {
	f := l.Project.Fact(s)
	return f.Declared && f.DeclaredOn.First <= l.on
}

// latest is the last figure of a sense that states an amount.
func (l *look) latest(sense Sense, amount func(Figure) money.Opt) (Figure, bool) {
	for _, f := range slices.Backward(l.figures[sense]) {
		if amount(f).OK {
			return f, true
		}
	}
	return Figure{}, false
}

func sinceStart(f Figure) money.Opt { return f.Done }
func ofYear(f Figure) money.Opt     { return f.YearDone }

// figured is a figure as a compared record.
func figured(f Figure, amount money.Opt) Compared {
	return Compared{What: "figure." + string(f.Sense), On: f.Month, Amount: amount}
}

// most is the total investment at its highest.
func (l *look) most() money.Opt {
	if l.Project.Total.OK {
		return l.Project.Total.Opt
	}
	return l.Project.Total.High
}

// least is the total investment at its lowest.
func (l *look) least() money.Opt {
	if l.Project.Total.OK {
		return l.Project.Total.Opt
	}
	return l.Project.Total.Low
}

// part is a share of an amount, to the yuan.
func part(y money.Yuan, p money.Points) money.Yuan {
	return y/money.Yuan(money.Whole)*money.Yuan(p) + y%money.Yuan(money.Whole)*money.Yuan(p)/money.Yuan(money.Whole)
}

// totals is the project's total as a compared record.
func (l *look) totals() Compared {
	t := l.Project.Total
	return Compared{What: "total", Amount: t.Opt, Text: t.Text}
}
