package lifecycle

import (
	"slices"

	"guatu/internal/access"
	"guatu/internal/workday"
)

// A Bench is what claims are judged by on a day: the rules, the units, the
// calendar. One is made for many claims.
type Bench struct {
	Rules    *Rules
	Units    *access.Tree
	Calendar *workday.Calendar
	Today    workday.Date
	seats    map[string][]string // department → the units of the tree that are it
}

// NewBench finds the departments of the rules in the tree.
func NewBench(rules *Rules, units *access.Tree, calendar *workday.Calendar, today workday.Date) *Bench {
	b := &Bench{Rules: rules, Units: units, Calendar: calendar, Today: today, seats: map[string][]string{}}
	for _, d := range rules.Departments {
		for _, u := range units.Units() {
			if d.Named(u) {
				b.seats[d.Code] = append(b.seats[d.Code], u.ID)
			}
		}
	}
	return b
}

// Seats are the units that check for a department what a unit declares: those that
// serve a campaign above it. A department of the declaring unit's own is not among
// them, unless nothing is above.
func (b *Bench) Seats(department, unit string) []string {
	var list []string
	for _, seat := range b.seats[department] {
		if campaign := b.Units.Campaign(seat); b.above(campaign, unit) || unit == b.Units.Top(unit) && campaign == unit {
			list = append(list, seat)
		}
	}
	return list
}

// Absent are the departments that a stage is checked by and the tree does not have;
// they are not waited for, and the page says so.
func (b *Bench) Absent() []Department {
	asked := map[string]bool{}
	for _, s := range b.Rules.Stages {
		for _, by := range s.Checks {
			asked[by.Department] = true
		}
	}
	var list []Department
	for _, d := range b.Rules.Departments {
		if asked[d.Code] && len(b.seats[d.Code]) == 0 {
			list = append(list, d)
		}
	}
	return list
}

// above tells whether a unit stands strictly above another.
func (b *Bench) above(unit, other string) bool {
	return unit != other && b.Units.Below(unit)[other]
}

// A Case is one stage of one project before the bench, with the claim to it, if it
// was ever declared.
type Case struct {
	*Bench
	Life
	Stage Stage
	Claim *Claim
}

// Case is the case of a stage. A project has at most one claim to each, however
// often it goes back and forth.
func (b *Bench) Case(l Life, s Stage) Case {
	c := Case{Bench: b, Life: l, Stage: s}
	if i := slices.IndexFunc(l.Claims, func(c Claim) bool { return c.Stage == s }); i >= 0 {
		c.Claim = &l.Claims[i]
	}
	return c
}

// rule is the rule of the claim's stage; without one nothing is demanded.
func (c Case) rule() *StageRule {
	if r, ok := c.Rules.Rule(c.Claim.Stage); ok {
		return r
	}
	return &StageRule{Stage: c.Claim.Stage}
}

// A Party is whose move it is.
type Party string

const (
	MoveUnit       Party = "unit"       // the unit supplies and declares
	MoveDepartment Party = "department" // a department checks
	MoveOffice     Party = "office"     // the office decides
)

// A Standing is where a claim stands on a day, whose move it is and by when.
type Standing struct {
	State    ClaimState   `json:"state"`
	Move     Party        `json:"move,omitempty"`
	Since    workday.Date `json:"since,omitzero"` // the day the move became theirs
	Due      workday.Date `json:"due,omitzero"`   // by when, where the rules say
	Left     int          `json:"left"`           // working days left; negative is overdue
	Overdue  bool         `json:"overdue,omitempty"`
	Checks   []Checked    `json:"checks,omitempty"`
	Lacks    []Lack       `json:"lacks,omitempty"`    // while it is open
	Dropped  []string     `json:"dropped,omitempty"`  // evidence it was declared on that was dropped since
	Declared *ClaimStep   `json:"declared,omitempty"` // the last declaration
	Decided  *ClaimStep   `json:"decided,omitempty"`  // the last decision
	Level    Level        `json:"level,omitempty"`    // who recognises it
}

// Incomplete tells that an open claim cannot be recognised for what is missing.
func (s Standing) Incomplete() bool { return s.State.open() && len(Demands(s.Lacks)) > 0 }

// A Checked is one department's check of a claim.
type Checked struct {
	Department string       `json:"department"`
	Name       string       `json:"name"`
	Units      []string     `json:"units"` // who may check; empty: not in this campaign, not waited for
	Verdict    ClaimAct     `json:"verdict,omitempty"`
	Who        string       `json:"who,omitempty"`
	Day        workday.Date `json:"day,omitzero"`
	Reasons    []string     `json:"reasons,omitempty"`
	Note       string       `json:"note,omitempty"`
}

// Waits tells that this check is still to be made.
func (k Checked) Waits() bool { return len(k.Units) > 0 && k.Verdict == "" }

// Standing works out where the claim stands at the end of the bench's day.
func (c Case) Standing() Standing {
	t := c.Claim.courseBy(c.Today)
	rule := c.rule()
	s := Standing{State: t.state, Declared: t.declared, Decided: t.decided, Level: c.level()}
	s.Checks = c.checks(rule, t)
	switch {
	case t.last == nil:
		return s // declared later than the day
	case t.dispute != nil:
		s.State = Disputed
		c.wait(&s, MoveOffice, t.dispute.Day, rule.Days)
	case t.state == Deciding && slices.ContainsFunc(s.Checks, Checked.Waits):
		s.State = Checking
		c.wait(&s, MoveDepartment, t.declared.Day, rule.CheckDays)
	case t.state == Deciding:
		c.wait(&s, MoveOffice, t.last.Day, rule.Days)
	case t.state == SentBack || t.state == TakenBack || t.state == Revoked:
		s.Move, s.Since = MoveUnit, t.decided.Day
	}
	if s.State.open() {
		s.Lacks, s.Dropped = c.Lacks(c.Rules, c.Claim.Stage, c.Today), c.dropped()
	}
	return s
}

// State is where the claim stands, without the rest: cheap enough to be asked of
// every claim of a city.
func (c Case) State() ClaimState {
	t := c.Claim.courseBy(c.Today)
	switch {
	case t.dispute != nil:
		return Disputed
	case t.state == Deciding && slices.ContainsFunc(c.checks(c.rule(), t), Checked.Waits):
		return Checking
	}
	return t.state
}

// wait sets whose move it is, and the days left of those the rules give.
func (c Case) wait(s *Standing, whose Party, since workday.Date, days int) {
	s.Move, s.Since = whose, since
	if days == 0 {
		return
	}
	s.Due = c.Calendar.Add(since, days)
	s.Left = c.Calendar.Between(c.Today, s.Due)
	if s.Overdue = c.Today > s.Due; s.Overdue {
		s.Left = -c.Calendar.Between(s.Due, c.Today)
	}
}

// checks are the rule's departments with what each said.
func (c Case) checks(rule *StageRule, t course) []Checked {
	var list []Checked
	for _, by := range rule.Checks {
		if !by.Holds(c.Project.Kind, c.Tier) || t.declared == nil {
			continue
		}
		k := Checked{Department: by.Department, Name: c.Rules.DepartmentName(by.Department), Units: c.Seats(by.Department, c.Claim.Unit)}
		for _, s := range t.checks {
			if s.Department == by.Department {
				k.Verdict, k.Who, k.Day, k.Reasons, k.Note = s.Act, s.Name, s.Day, s.Reasons, s.Note
			}
		}
		list = append(list, k)
	}
	return list
}

// Demanded are the departments that will check a stage of a project, before there
// is a claim to it.
func (b *Bench) Demanded(l Life, s Stage) []Checked {
	c := Case{b, l, s, &Claim{Project: l.Project.ID, Stage: s, Unit: l.Project.Unit}}
	return c.checks(c.rule(), course{declared: &ClaimStep{}})
}

// dropped is the evidence the claim was declared on that is no longer held.
func (c Case) dropped() []string {
	var list []string
	for _, id := range c.Claim.Evidence {
		if i := slices.IndexFunc(c.Evidence, func(e Evidence) bool { return e.ID == id }); i < 0 || c.Evidence[i].Dropped {
			list = append(list, id)
		}
	}
	return list
}

// level is who recognises; where nothing stands above the unit, its own top does.
func (c Case) level() Level {
	level := c.rule().Level(c.Project.Kind, c.Tier)
	if level == Above && c.Claim.Unit == c.Units.Top(c.Claim.Unit) {
		return Top
	}
	return level
}
