package lifecycle

import (
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/workday"
)

// A Ruling is what somebody decides about a claim: the day the stage counts from,
// reasons of the ruleset's lists, words.
type Ruling struct {
	On         workday.When
	Department string
	Reasons    []string
	Note       string
}

// tidy takes away what says nothing: spaces round words, a reason named twice.
func (in Ruling) tidy() Ruling {
	in.Note, in.Reasons = strings.TrimSpace(in.Note), once(in.Reasons)
	return in
}

// once is a list without what it names again.
func once(list []string) []string {
	var kept []string
	for _, s := range list {
		if !slices.Contains(kept, s) {
			kept = append(kept, s)
		}
	}
	return kept
}

// step adds a step to a copy of the claim.
func (c Case) step(who access.Person, act ClaimAct, in Ruling) *Claim {
	is := c.Claim.Clone()
	is.Steps = append(is.Steps, ClaimStep{Act: act, Who: who.ID, Name: who.Name, Unit: who.Unit, Day: c.Today,
		On: in.On, Department: in.Department, Reasons: in.Reasons, Note: in.Note})
	return is
}

// mustBe refuses an act in any state but some: somebody was faster, or the claim never
// came that far.
func (c Case) mustBe(states ...ClaimState) error {
	now := c.Standing()
	if slices.Contains(states, now.State) {
		return nil
	}
	if t := c.Claim.courseBy(c.Today); t.last != nil {
		return fault.New(fault.Conflict, "claim.decided", "stage", string(c.Claim.Stage), "state", string(now.State),
			"name", t.last.Name, "day", t.last.Day.String(), "act", string(t.last.Act))
	}
	return fault.New(fault.Conflict, "claim.decided_none", "stage", string(c.Claim.Stage))
}

// mayDecide refuses everybody but a person of the recognising office: not who
// declared it, nobody of the declaring unit, nobody below the level of the rules.
func (c Case) mayDecide(who access.Person) error {
	if t := c.Claim.courseBy(c.Today); t.declared != nil && t.declared.Who == who.ID {
		return fault.New(fault.Forbidden, "claim.own_person")
	}
	seat, root := c.Units.Campaign(who.Unit), c.Units.Top(c.Claim.Unit)
	top := c.level() == Top
	switch {
	case seat == c.Claim.Unit && !(top && seat == root):
		return fault.New(fault.Forbidden, "claim.own_unit", "unit", c.Units.Name(seat))
	case top && seat != root, !top && !c.above(seat, c.Claim.Unit):
		return fault.New(fault.Forbidden, "claim.not_above", "unit", c.Units.Name(c.Claim.Unit), "level", string(c.level()))
	}
	return nil
}

// Recognise recognises the stage, from the day the claim says or from another,
// which needs a word. A dispute is settled by it too.
func (c Case) Recognise(who access.Person, in Ruling) (*Claim, error) {
	if err := c.mustBe(Checking, Deciding, Disputed); err != nil {
		return nil, err
	}
	if err := c.mayDecide(who); err != nil {
		return nil, err
	}
	rule, now, in := c.rule(), c.Standing(), in.tidy()
	if in.On.IsZero() {
		in.On = c.Claim.On
	}
	var wrong fault.List
	c.checkDate(rule, in.On, &wrong)
	if in.On != c.Claim.On {
		checkFine(in.On, &wrong)
	}
	wrong.Check(in.On == c.Claim.On || in.Note != "", "note", "claim.other_date_note")
	c.checkOrder(rule, &wrong)
	c.checkRecognised(rule, &wrong)
	c.checkComplete(rule.Stage, &wrong)
	c.checkExcluded(rule.Stage, &wrong)
	checkChecks(now, in.Note, &wrong)
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return c.step(who, Recognise, in), nil
}

// checkRecognised reports stages that are declared and must be recognised before
// this one.
func (c Case) checkRecognised(rule *StageRule, wrong *fault.List) {
	for _, s := range rule.Recognised {
		if fact := c.Project.Fact(s); fact.Declared {
			wrong.Check(fact.Recognised, "stage", "claim.skipped_recognised", "stage", string(rule.Stage), "other", string(s))
		}
	}
}

// checkChecks reports checks that are outstanding: while their days run the
// decision waits; after that, and against an objection, it needs a word.
func checkChecks(now Standing, note string, wrong *fault.List) {
	var waiting, objected []string
	for _, k := range now.Checks {
		if k.Waits() {
			waiting = append(waiting, k.Name)
		}
		if k.Verdict == Object {
			objected = append(objected, k.Name)
		}
	}
	if now.State == Checking && !now.Overdue {
		wrong.Check(false, "checks", "claim.checks_outstanding", "names", waiting, "due", now.Due.String())
	}
	wrong.Check(now.State != Checking || !now.Overdue || note != "", "note", "claim.checks_overdue", "names", waiting)
	wrong.Check(len(objected) == 0 || note != "", "note", "claim.objected", "names", objected)
}

// SendBack sends the claim back to its unit with reasons.
func (c Case) SendBack(who access.Person, in Ruling) (*Claim, error) {
	if err := c.mustBe(Checking, Deciding); err != nil {
		return nil, err
	}
	if err := c.mayDecide(who); err != nil {
		return nil, err
	}
	var wrong fault.List
	in = in.tidy()
	checkGiven(c.Rules.SendBackReasons(), in, &wrong)
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return c.step(who, SendBack, in), nil
}

// SendBackReasons are what a claim can be sent back or objected to for: the list's
// own, and the exclusions an office may name.
func (r *Rules) SendBackReasons() []Reason {
	list := slices.Clone(r.SendBack)
	for _, e := range r.Exclusions {
		list = append(list, Reason{Code: e.Code, Name: e.Name, Source: e.Source})
	}
	return list
}

// checkGiven reports reasons that are none or not of the list, and missing words.
func checkGiven(list []Reason, in Ruling, wrong *fault.List) {
	wrong.Check(len(in.Reasons) > 0, "reasons", "claim.reason_missing")
	for _, code := range in.Reasons {
		r, ok := lookUp(list, code, reasonCode)
		wrong.Check(ok, "reasons", "claim.reason_unknown", "reason", code)
		wrong.Check(!r.Note || in.Note != "", "note", "claim.note_missing", "name", r.Name)
	}
}

// Check is a department's word on the claim: agree, or object with reasons. Of a
// person who sits for several, the department must be named.
func (c Case) Check(who access.Person, agree bool, in Ruling) (*Claim, error) {
	if err := c.mustBe(Checking, Deciding); err != nil {
		return nil, err
	}
	mine, in := c.SeatsOf(who), in.tidy()
	if in.Department == "" && len(mine) > 0 {
		in.Department = mine[0].Department
	}
	i := slices.IndexFunc(mine, func(k Checked) bool { return k.Department == in.Department })
	if i < 0 {
		return nil, fault.New(fault.Forbidden, "claim.not_your_check", "unit", c.Units.Name(who.Unit))
	}
	var wrong fault.List
	act := Check
	if !agree {
		act = Object
		checkGiven(c.Rules.SendBackReasons(), in, &wrong)
	}
	wrong.Check(mine[i].Verdict != act, "department", "claim.checked", "name", mine[i].Name, "day", mine[i].Day.String())
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return c.step(who, act, in), nil
}

// SeatsOf are the departments a person checks this claim for, the outstanding
// first.
func (c Case) SeatsOf(who access.Person) []Checked {
	var waiting, made []Checked
	for _, k := range c.Standing().Checks {
		switch {
		case !slices.ContainsFunc(k.Units, func(u string) bool { return c.Units.Below(u)[who.Unit] }):
		case k.Waits():
			waiting = append(waiting, k)
		default:
			made = append(made, k)
		}
	}
	return append(waiting, made...)
}

// TakeBack is the unit taking its own claim back before it is decided.
func (c Case) TakeBack(who access.Person, note string) (*Claim, error) {
	if err := c.mustBe(Checking, Deciding); err != nil {
		return nil, err
	}
	if !c.declares(who) {
		return nil, fault.New(fault.Forbidden, "claim.not_declarer", "unit", c.Units.Name(c.Claim.Unit))
	}
	return c.step(who, TakeBack, Ruling{Note: note}), nil
}

// declares tells whether a person stands in the declaring unit, or in the one from
// which it was declared.
func (c Case) declares(who access.Person) bool {
	seat := c.Units.Campaign(who.Unit)
	t := c.Claim.courseBy(c.Today)
	return seat == c.Claim.Unit || t.declared != nil && (t.declared.Who == who.ID || seat == c.Units.Campaign(t.declared.Unit))
}

// Dispute is the unit not accepting a decision: sent back, another date, revoked.
func (c Case) Dispute(who access.Person, note string) (*Claim, error) {
	if err := c.mustBe(SentBack, Recognised, Revoked); err != nil {
		return nil, err
	}
	if !c.declares(who) {
		return nil, fault.New(fault.Forbidden, "claim.not_declarer", "unit", c.Units.Name(c.Claim.Unit))
	}
	var wrong fault.List
	note = strings.TrimSpace(note)
	wrong.Check(note != "", "note", "claim.dispute_note")
	t := c.Claim.courseBy(c.Today)
	wrong.Check(t.state != Recognised || t.decided.On != c.Claim.On, "stage", "claim.dispute_nothing")
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return c.step(who, Dispute, Ruling{Note: note}), nil
}

// Uphold answers a dispute: the decision stays, and why.
func (c Case) Uphold(who access.Person, note string) (*Claim, error) {
	if err := c.mustBe(Disputed); err != nil {
		return nil, err
	}
	if err := c.mayDecide(who); err != nil {
		return nil, err
	}
	if note = strings.TrimSpace(note); note == "" {
		return nil, fault.New(fault.Invalid, "claim.uphold_note").At("note")
	}
	return c.step(who, Uphold, Ruling{Note: note}), nil
}

// Revoke withdraws a recognition with reasons; of an exit it brings the project
// back (恢复). A stage on which another recognition rests is not revoked before it.
func (c Case) Revoke(who access.Person, in Ruling) (*Claim, error) {
	if err := c.mustBe(Recognised); err != nil {
		return nil, err
	}
	if err := c.mayDecide(who); err != nil {
		return nil, err
	}
	var wrong fault.List
	in = in.tidy()
	checkGiven(c.RevokeReasons(), in, &wrong)
	for _, later := range c.Rules.Stages {
		wrong.Check(!slices.Contains(later.Recognised, c.Claim.Stage) || !c.Project.Fact(later.Stage).Recognised, "stage",
			"claim.later_recognised", "stage", string(c.Claim.Stage), "other", string(later.Stage))
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return c.step(who, Revoke, in), nil
}

// RevokeReasons are what this recognition can be withdrawn for; of an exit, those
// of coming back too.
func (c Case) RevokeReasons() []Reason {
	list := c.Rules.Revoke
	if c.Claim.Stage != Exited {
		return list
	}
	for _, s := range c.Rules.Sides {
		if s.Code == "revived" {
			list = append(slices.Clone(list), s.Reasons...)
		}
	}
	return list
}

// RecogniseStock recognises a stage that a ledger has long said (存量认定): evidence
// is not asked for again, so the office answers for it with a word. It becomes a
// claim like any other, so that each recognition has its record. What nobody
// recognises here, and leaving, which needs a reason, are no stock; and a stage that
// must be recognised first and is declared too comes first.
func (b *Bench) RecogniseStock(l Life, s Stage, who access.Person, in Ruling) (*Claim, error) {
	c := b.Case(l, s)
	rule, ok := b.Rules.Rule(s)
	switch {
	case s == Exited:
		return nil, fault.New(fault.Invalid, "claim.stock_exit").At("stage")
	case !ok || rule.Level(l.Project.Kind, l.Tier) == "":
		return nil, fault.New(fault.Invalid, "claim.rule_none", "stage", string(s)).At("stage")
	}
	if err := c.closed(s); err != nil {
		return nil, err
	}
	fact := l.Project.Fact(s)
	if c.Claim == nil {
		c.Claim = &Claim{Project: l.Project.ID, Stage: s, Unit: l.Project.Unit}
	}
	if err := c.mayDecide(who); err != nil {
		return nil, err
	}
	if in = in.tidy(); !fact.DeclaredOn.IsZero() {
		in.On = fact.DeclaredOn
	}
	var wrong fault.List
	wrong.Check(fact.Declared, "stage", "claim.stock_undeclared", "stage", string(s))
	wrong.Check(in.Note != "", "note", "claim.stock_note")
	c.checkDate(rule, in.On, &wrong)
	c.checkRecognised(rule, &wrong)
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	is := c.step(who, Recognise, in)
	is.On, is.Steps[len(is.Steps)-1].Was = in.On, &fact
	return is, nil
}
