package app

// The half-month indicator meeting (半月指标会商, 广安 2024: 梳理每项指标,摸清症结、
// 找出差距、增添措施): what lags, by how much, why, and what is done about it.

import (
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/signal"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// A MeetingFilter says which meeting: the half month a day lies in, and whose
// targets.
type MeetingFilter struct {
	Moment
	Round workday.Date `json:"round,omitzero" query:"round" doc:"any day of the half month; empty = the one that runs"`
	Unit  string       `json:"unit,omitempty" query:"unit" doc:"one unit; empty = all in view"`
	All   bool         `json:"all,omitempty" query:"all" doc:"targets that do not lag too"`
}

// A Meeting is what is on the table: unit by unit, the targets that lag.
type Meeting struct {
	Filter MeetingFilter `json:"-"`
	Round  workday.Date  `json:"round"` // its first day
	Last   workday.Date  `json:"last"`
	Before workday.Date  `json:"before"` // the meeting before
	After  workday.Date  `json:"after,omitzero"`
	On     workday.Date  `json:"on"` // the figures are of this day
	Known  int64         `json:"known"`
	Units  []MeetingUnit `json:"units"`
}

// A MeetingUnit is one unit's part.
type MeetingUnit struct {
	Unit  string        `json:"unit"`
	Name  string        `json:"unit_name"`
	May   bool          `json:"may"`  // the actor may write for it now
	Lags  int           `json:"lags"` // how many of its targets lag
	Said  int           `json:"said"` // of them with cause and measure
	Lines []MeetingLine `json:"lines"`
}

// A MeetingLine is one condition of a target: where it stands, what was said, and
// how it stood at the end of the half month before.
type MeetingLine struct {
	Target string         `json:"target"`
	Goal   GoalName       `json:"goal"`
	Span   target.Period  `json:"span"`
	Clause ClauseRow      `json:"clause"`
	At     int            `json:"at"` // of the clause in the target, from 0
	Lags   bool           `json:"lags"`
	Rank   int            `json:"rank,omitempty"`  // by rate among the units beside it
	Peers  int            `json:"peers,omitempty"` // how many have one
	Remedy *target.Remedy `json:"remedy,omitempty"`
	Was    *target.Remedy `json:"was,omitempty"`    // said at the meeting before
	Then   *ClauseRow     `json:"before,omitempty"` // as it stood then
}

// Meeting lays the meeting out.
func (a *App) Meeting(ctx context.Context, who access.Actor, f MeetingFilter) (*Meeting, error) {
	if err := may(who, access.ReadGoals); err != nil {
		return nil, err
	}
	if f.Unit != "" && !who.Scope().SeesUnit(f.Unit) {
		return nil, fault.New(fault.NotFound, "unit.not_found", "id", f.Unit)
	}
	today := a.Today()
	if f.Round.IsZero() {
		f.Round = today
		if !f.On.IsZero() {
			f.Round = f.On
		}
	}
	m := &Meeting{Filter: f, Units: []MeetingUnit{}}
	m.Round, m.Last = target.RoundOf(f.Round)
	if m.Round > today {
		return nil, fault.New(fault.Invalid, "remedy.round", "day", m.Round.String()).At("round")
	}
	m.Before, _ = target.RoundOf(m.Round - 1)
	if m.Last < today {
		m.After = m.Last + 1
	}
	m.On = min(m.Last, today)
	if !f.On.IsZero() {
		m.On = min(m.On, f.On)
	}
	now, err := a.goalView(ctx, who, Moment{On: m.On, Known: f.Known})
	if err != nil {
		return nil, err
	}
	then, err := a.goalView(ctx, who, Moment{On: m.Round - 1, Known: f.Known})
	if err != nil {
		return nil, err
	}
	m.Known = now.fig.facts.n
	t := &meetingTable{m, now, then, map[string][]rated{}}
	open := f.On.IsZero() && f.Known == 0 && m.Round >= earliestRound(today)
	for i := range now.targets {
		t.lay(&now.targets[i], open)
	}
	order := orderOf(now.fig.facts.tree)
	slices.SortStableFunc(m.Units, func(a, b MeetingUnit) int { return order[a.Unit] - order[b.Unit] })
	return m, nil
}

// earliestRound is the first day of the meeting before the one that runs: minutes of
// a meeting are written up to the next.
func earliestRound(today workday.Date) workday.Date {
	first, _ := target.RoundOf(today)
	first, _ = target.RoundOf(first - 1)
	return first
}

// A meetingTable lays out a meeting's lines.
type meetingTable struct {
	*Meeting
	now, then *goalView
	peers     map[string][]rated // of a target above and an indicator
}

// rated is one unit's rate for ranking.
type rated struct {
	target string
	rate   int64
}

// lay puts a target's conditions on the table of its unit: those that lag, and those
// something was said about at the meeting before.
func (t *meetingTable) lay(of *target.Target, open bool) {
	if t.Filter.Unit != "" && of.Unit != t.Filter.Unit {
		return
	}
	terms, _, ok := of.InForce(t.On)
	g := t.now.goal(of.Goal)
	if !ok || g == nil || g.Closed || t.On < of.Span.First || of.Span.Last < t.Round {
		return
	}
	for at, c := range terms.Clauses {
		line := MeetingLine{Target: of.ID, Goal: GoalName{g.ID, g.Code, g.Name}, Span: of.Span, Clause: t.now.clauseRow(of, c, of.Span), At: at,
			Remedy: t.remedy(of, c.Indicator, t.Round), Was: t.remedy(of, c.Indicator, t.Before)}
		line.Lags = line.Clause.Light == signal.Behind || line.Clause.Light == signal.Watch
		if !line.Lags && line.Was == nil && line.Remedy == nil && !t.Filter.All {
			continue
		}
		t.compare(&line, of, c)
		t.unit(of.Unit, open).add(line)
	}
}

// compare adds the rank among the units beside, and how it stood before.
func (t *meetingTable) compare(line *MeetingLine, of *target.Target, c target.Clause) {
	if was, _, ok := of.InForce(t.Round - 1); ok && of.Span.First < t.Round {
		if k := was.Clause(c.Indicator); k >= 0 {
			row := t.then.clauseRow(of, was.Clauses[k], of.Span)
			line.Then = &row
		}
	}
	if of.Parent == "" || !line.Clause.Standing.RateOK {
		return
	}
	all := t.beside(of.Parent, c.Indicator)
	line.Rank, line.Peers = 1, len(all)
	for _, o := range all {
		if o.rate > int64(line.Clause.Standing.Rate) {
			line.Rank++
		}
	}
}

// beside are the rates of all units that carry a part of a target. A rank is of all
// of them, also of those the actor does not see; nothing else of theirs is told.
func (t *meetingTable) beside(parent, indicator string) []rated {
	key := parent + "\n" + indicator
	if list, ok := t.peers[key]; ok {
		return list
	}
	list := []rated{}
	for i := range t.now.fig.facts.targets {
		o := &t.now.fig.facts.targets[i]
		terms, _, ok := o.InForce(t.On)
		if o.Parent != parent || !ok {
			continue
		}
		if k := terms.Clause(indicator); k >= 0 {
			if s := t.now.clauseRow(o, terms.Clauses[k], o.Span).Standing; s.RateOK {
				list = append(list, rated{o.ID, int64(s.Rate)})
			}
		}
	}
	t.peers[key] = list
	return list
}

// remedy finds what was said about a condition at a meeting.
func (t *meetingTable) remedy(of *target.Target, indicator string, round workday.Date) *target.Remedy {
	for i := range t.now.fig.facts.remedies {
		if r := &t.now.fig.facts.remedies[i]; r.Target == of.ID && r.Indicator == indicator && r.Round == round && r.Unit == of.Unit {
			return r
		}
	}
	return nil
}

func (t *meetingTable) unit(id string, open bool) *MeetingUnit {
	i := slices.IndexFunc(t.Units, func(u MeetingUnit) bool { return u.Unit == id })
	if i < 0 {
		i = len(t.Units)
		t.Units = append(t.Units, MeetingUnit{Unit: id, Name: t.now.fig.facts.tree.Name(id), May: open && writesFor(t.now.fig.facts.tree, t.now.who, id)})
	}
	return &t.Units[i]
}

func (u *MeetingUnit) add(line MeetingLine) {
	u.Lines = append(u.Lines, line)
	if line.Lags {
		u.Lags++
		if line.Remedy != nil {
			u.Said++
		}
	}
}

// writesFor tells whose causes and measures an actor writes: those of the own unit
// and those below it; a department's and the office's people also of the body they
// serve, but of none below it.
func writesFor(tree *access.Tree, who access.Actor, unit string) bool {
	if !who.Can(access.GiveRemedy) || !who.Scope().SeesUnit(unit) {
		return false
	}
	return tree.Below(who.Unit)[unit] && !is(who, access.RoleOffice) || unit == who.Unit || unit == tree.Campaign(who.Unit)
}
