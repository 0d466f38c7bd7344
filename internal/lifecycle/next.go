package lifecycle

import (
	"strings"

	"guatu/internal/workday"
)

// A Step is a project's next step (S4-147: no project without a next action): the
// stage that comes, when it is planned, what is not yet known that it needs, and
// whose move it is since when.
type Step struct {
	Stage    Stage        `json:"stage,omitempty"`
	Planned  workday.When `json:"planned,omitzero"`
	Missing  []string     `json:"missing,omitempty"`  // field codes
	Evidence []string     `json:"evidence,omitempty"` // kinds of evidence; of alternatives all, with | between
	Overdue  bool         `json:"overdue,omitempty"`
	Pending  Stage        `json:"pending,omitempty"` // declared and not recognised
	Claim    string       `json:"claim,omitempty"`   // the claim to Pending, where there is one
	Move     Party        `json:"move,omitempty"`
	Since    workday.Date `json:"since,omitzero"`
}

// Next is what comes after the stage reached by the bench's day. A project outside
// the chain has none; one at its end has none but the recognition it waits for.
// It is asked of every row of a table.
func (b *Bench) Next(l Life) Step {
	p := l.Project
	reached, since := p.Reached(b.Today)
	s := Step{Move: MoveUnit, Since: since.First}
	b.pending(&s, l)
	switch {
	case reached == Exited && s.Pending != Exited, reached.Next() == "" && s.Pending == "":
		return Step{}
	case reached.Next() == "":
		return s
	}
	s.Stage = reached.Next()
	s.Planned = p.Fact(s.Stage).Planned
	for _, lack := range l.Lacks(b.Rules, s.Stage, b.Today) {
		switch {
		case lack.Usual:
		case lack.Field != "":
			s.Missing = append(s.Missing, lack.Field)
		case len(lack.Evidence) == 1:
			s.Evidence = append(s.Evidence, lack.Evidence[0])
		default:
			s.Evidence = append(s.Evidence, strings.Join(lack.Evidence, "|"))
		}
	}
	if s.Planned.IsZero() {
		s.Missing = append(s.Missing, "planned_date")
	}
	s.Overdue = !s.Planned.IsZero() && s.Planned.Last() < b.Today
	return s
}

// pending finds the furthest stage that waits to be recognised, and whose move it
// is: of an open claim the one whose turn it is, else the unit's.
func (b *Bench) pending(s *Step, l Life) {
	for i := len(l.Claims) - 1; i >= 0; i-- {
		c := Case{b, l, l.Claims[i].Stage, &l.Claims[i]}
		t := c.Claim.courseBy(b.Today)
		if t.last == nil || t.state == Recognised && t.dispute == nil || t.state == TakenBack || t.state == Revoked && t.dispute == nil {
			continue
		}
		if s.Pending == "" || c.Claim.Stage.Order() > s.Pending.Order() {
			now := c.Standing()
			s.Pending, s.Claim, s.Move, s.Since = c.Claim.Stage, c.Claim.ID, now.Move, now.Since
		}
	}
	if s.Pending != "" {
		return
	}
	for i := len(l.Project.Stages) - 1; i >= 0; i-- {
		f := &l.Project.Stages[i]
		if !f.Declared || f.DeclaredOn.First > b.Today {
			continue
		}
		if rule, ok := b.Rules.Rule(f.Stage); ok && !f.Recognised && len(rule.By) > 0 {
			s.Pending = f.Stage
		}
		return
	}
}
