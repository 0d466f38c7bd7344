package app

import (
	"slices"

	"guatu/internal/formula"
	"guatu/internal/indicator"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/score"
	"guatu/internal/signal"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// What an assessment would be if one project were otherwise: the change goes through
// the indicators and the pack as a real one would, on a result of the question's own.

// A lever tries projects out, one after another, on one assessment. The result is as
// it was after each.
type lever struct {
	giver
	at    int // the unit that is looked at, among the members
	was   score.Standing
	fig   *figured
	bench *lifecycle.Bench
	below []map[string]bool // by member: the units below it
	rows  [][]*ProjectRow   // by member: its projects in the order of its table
	due   workday.When      // the month by whose end the year's investment is due; zero where none is
	read  *indicator.Reader

	fillers map[*score.Datum][]func(projectLook) formula.Value // of the fields that begin there
}

func (s *assessor) lever(j *assessed, at int) *lever {
	l := &lever{giver: s.giver(j), at: at, was: j.result.Standing(at), fig: s.figuredOn(j.on), fillers: map[*score.Datum][]func(projectLook) formula.Value{}}
	l.bench, l.read = l.fig.bench(), j.set.Indicators.Plan().Reader()
	by := projectsByUnit(l.fig)
	for _, m := range j.edition.Members {
		below := s.facts.tree.Below(m.Unit)
		var rows []*ProjectRow
		for unit := range below {
			rows = append(rows, by[unit]...)
		}
		slices.SortFunc(rows, oldestFirst)
		l.below, l.rows = append(l.below, below), append(l.rows, rows)
	}
	if month := indicator.OfMonth.Whole(j.period.Last()); month.To.Year() == j.on.Year() {
		l.due = indicator.OfMonth.Named(month.From)
	}
	return l
}

// standing is where the unit would stand with another dossier in the place of a
// project's; nil is the project taken away.
func (l *lever) standing(row *ProjectRow, then *dossier) score.Standing {
	k := l.measured.reckonOver(l.views(row.dossier, then), l.j.scheme.Period)
	var changed []int
	for i := range l.j.given.Units {
		if !l.below[i][row.Project.Unit] {
			continue
		}
		u, err := l.unit(i, k, row, then)
		if err != nil {
			continue // facts that were read once are read again
		}
		changed = append(changed, i)
		l.j.result.Update(i, u)
	}
	is := l.j.result.Standing(l.at)
	for _, i := range changed {
		l.j.result.Update(i, l.j.given.Units[i])
	}
	return is
}

// views are the indicators' values with the change taken in.
func (l *lever) views(old, then *dossier) func(workday.Date) *indicator.View {
	place := l.measured.roll.Place(old.project.Unit)
	effect := func(d *dossier) []indicator.Change {
		if d == nil || place < 0 {
			return nil
		}
		return l.read.Changes(factOf(d, l.j.set), place, nil)
	}
	net := indicator.Net(effect(old), effect(then))
	return func(on workday.Date) *indicator.View {
		v := l.measured.view(on)
		if len(net) > 0 {
			v, _ = v.With(net)
		}
		return v
	}
}

// unit is a member's facts with the change taken in, to the digit as they would be
// written down and read back.
func (l *lever) unit(i int, k *indicator.Reckoning, row *ProjectRow, then *dossier) (score.Unit, error) {
	was := l.j.given.Units[i]
	u := score.Unit{ID: was.ID, Name: was.Name, Group: was.Group}
	g := l.giver
	g.reckoning = k
	for n := range l.j.bound {
		b := &l.j.bound[n]
		switch {
		case b.Datum.Type != formula.Records:
			u.Values = append(u.Values, g.value(was.ID, b, &FactOrigin{}))
		case b.Means == score.ByProjects && then != nil:
			u.Tables = append(u.Tables, l.line(then, was.ID, b.Datum.Fields))
		default:
			u.Tables = append(u.Tables, formula.Table{Width: len(b.Datum.Fields)})
		}
	}
	text, err := score.WriteFacts(l.j.pack, &score.Facts{AsOf: l.j.given.AsOf, Period: l.j.given.Period, Units: []score.Unit{u}})
	if err != nil {
		return u, err
	}
	read, err := score.ReadFacts(text, l.j.pack)
	if err != nil {
		return u, err
	}
	u = read.Units[0]
	l.tables(&u, &was, slices.Index(l.rows[i], row))
	return u, nil
}

// line is one project as a table of one row.
func (l *lever) line(d *dossier, unit string, fields []score.Datum) formula.Table {
	t := formula.Table{Width: len(fields), Rows: 1}
	look := projectLook{figureRow(d, l.bench, l.fig.set), l.fig, unit}
	if len(fields) == 0 {
		return t
	}
	fillers := l.fillers[&fields[0]]
	if fillers == nil {
		fillers = fillersOf(fields)
		l.fillers[&fields[0]] = fillers
	}
	for _, fill := range fillers {
		t.Cells = append(t.Cells, fill(look))
	}
	return t
}

// tables puts the one row in its place among the others, or takes it out; other
// tables are as they were.
func (l *lever) tables(u, was *score.Unit, at int) {
	n := 0
	for i := range l.j.bound {
		b := &l.j.bound[i]
		if b.Datum.Type != formula.Records {
			continue
		}
		one, all := u.Tables[n], was.Tables[n]
		if b.Means == score.ByProjects && at >= 0 && !all.Missing {
			from, to := at*all.Width, (at+1)*all.Width
			all.Cells = slices.Concat(all.Cells[:from], one.Cells, all.Cells[to:])
			all.Rows += one.Rows - 1
		}
		u.Tables[n] = all
		n++
	}
}

// fulfilled is a project with what it owes by the period's end done on the day of
// the assessment, and what that is. One that stands still or has left owes nothing.
func (l *lever) fulfilled(row *ProjectRow) (*dossier, []LeverDebt) {
	d := row.dossier
	if row.State.Light == signal.Paused || row.Stage == lifecycle.Exited || d.project.Fact(lifecycle.Exited).Declared {
		return nil, nil
	}
	then := *d
	then.project = d.project.Clone()
	debts := l.stages(row, then.project)
	if figures, debt := l.invested(row); debt != nil {
		then.figures, debts = figures, append(debts, *debt)
	}
	return &then, debts
}

// stages puts the stages that are due and not reached as reached and recognised on
// the day. A stage proved by a later one is not owed.
func (l *lever) stages(row *ProjectRow, p *lifecycle.Project) (debts []LeverDebt) {
	on := workday.On(l.j.on)
	for _, f := range row.Project.Stages {
		if f.Planned.IsZero() || f.Planned.Last() > l.j.period.Last() || f.Stage.Order() <= row.Recognised.Order() {
			continue
		}
		debt := LeverDebt{Stage: f.Stage, Planned: f.Planned, Declared: f.Stage.Order() <= row.Stage.Order()}
		if !debt.Declared {
			f.Declared, f.DeclaredOn = true, on
		}
		f.Recognised, f.RecognisedOn = true, on
		p.SetFact(f)
		debts = append(debts, debt)
	}
	return debts
}

// invested brings the year's investment, as it is dispatched, up to what is due of
// the year's plan by the period's end. The statistical figures are the enterprise's
// own and nobody's to bring up (统计法).
func (l *lever) invested(row *ProjectRow) ([]lifecycle.Figure, *LeverDebt) {
	d, done := row.dossier, row.Progress
	plan := d.project.PlanOf(l.j.on.Year())
	if l.due.IsZero() || !plan.OK {
		return nil, nil
	}
	course := target.Course{Curve: l.j.set.Curve, Still: lifecycle.StillOf(d.pauses)}
	due := (plan.Yuan*money.Yuan(course.Due(l.due)) + 9999) / 10000 // up: what is due is then reached
	if done.Done.OK && done.Done.Yuan >= due || due <= 0 {
		return nil, nil
	}
	month := workday.InMonth(l.j.on.Year(), l.j.on.Month())
	f := lifecycle.Figure{Project: d.project.ID, Month: month, Sense: lifecycle.Dispatch, YearDone: money.Some(due)}
	if done.Total.OK && done.Done.OK {
		f.Done = money.Some(done.Total.Yuan + due - done.Done.Yuan)
	}
	figures := slices.DeleteFunc(slices.Clone(d.figures), func(o lifecycle.Figure) bool { return o.Month == month && o.Sense == f.Sense })
	at := slices.IndexFunc(figures, func(o lifecycle.Figure) bool { return o.Month.First >= month.First })
	if at < 0 {
		at = len(figures)
	}
	return slices.Insert(figures, at, f), &LeverDebt{Due: money.Some(due), Done: done.Done}
}
