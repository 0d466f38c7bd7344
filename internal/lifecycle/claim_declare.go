package lifecycle

import (
	"slices"
	"strings"
	"unicode/utf8"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/workday"
)

// A Declaration is what a unit says when it declares a stage.
type Declaration struct {
	Stage    Stage
	On       workday.When
	Evidence []string // what it is declared on; nil = all that is there and fits
	Reasons  []string // of an exit: one of its side state's
	Note     string
	Batch    string
}

// Declare declares the case's stage or, after it went back, declares it again. It
// gives the claim as it is then, without identifier when it is the first, or
// everything that is wrong at once.
func (c Case) Declare(who access.Person, in Declaration) (*Claim, error) {
	rule, ok := c.Rules.Rule(in.Stage)
	if !ok || rule.Level(c.Project.Kind, c.Tier) == "" {
		return nil, fault.New(fault.Invalid, "claim.rule_none", "stage", string(in.Stage)).At("stage")
	}
	if err := c.closed(in.Stage); err != nil {
		return nil, err
	}
	is := &Claim{Project: c.Project.ID, Stage: in.Stage}
	if c.Claim != nil {
		is = c.Claim.Clone()
	}
	is.On, is.Unit, is.Batch = in.On, c.Project.Unit, in.Batch
	is.Evidence = c.chosen(rule, in.Evidence)
	var wrong fault.List
	in.Note = strings.TrimSpace(in.Note)
	wrong.Check(utf8.RuneCountInString(in.Note) <= maxText, "note", "project.text_long", "max", maxText)
	c.checkDate(rule, in.On, &wrong)
	checkFine(in.On, &wrong)
	c.checkOrder(rule, &wrong)
	c.checkEvidence(once(in.Evidence), &wrong)
	c.checkComplete(in.Stage, &wrong)
	c.checkExcluded(in.Stage, &wrong)
	if in.Stage == Exited {
		c.checkExit(in, &wrong)
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	was := c.Project.Fact(in.Stage)
	is.Steps = append(is.Steps, ClaimStep{Act: Declare, Who: who.ID, Name: who.Name, Unit: who.Unit, Day: c.Today,
		On: in.On, Reasons: in.Reasons, Note: in.Note, Was: &was})
	return is, nil
}

// closed refuses a second claim while one is open or recognised.
func (c Case) closed(s Stage) error {
	if c.Project.Fact(s).Recognised {
		return fault.New(fault.Conflict, "claim.recognised", "stage", string(s)).At("stage")
	}
	if c.Claim == nil {
		return nil
	}
	if now := c.Standing(); now.State.open() {
		return fault.New(fault.Conflict, "claim.open", "stage", string(s), "day", c.Claim.Steps[0].Day.String()).At("stage")
	}
	return nil
}

// chosen is the evidence a claim stands on: what was ticked, or all that fits.
func (c Case) chosen(rule *StageRule, ids []string) []string {
	if ids != nil {
		return once(ids)
	}
	for _, e := range c.Evidence {
		if !e.Dropped && slices.ContainsFunc(rule.Evidence, func(n Need) bool { return n.Kind == e.Kind }) {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

// checkDate reports a date that is none, to come, before the founding
// of the enterprise, or against those of other stages.
func (c Case) checkDate(rule *StageRule, on workday.When, wrong *fault.List) {
	wrong.Check(!on.IsZero(), "on", "claim.on_missing", "stage", string(rule.Stage))
	if on.IsZero() {
		return
	}
	wrong.Check(on.First <= c.Today, "on", "claim.future", "on", on.String(), "stage", string(rule.Stage))
	if founded, by := c.founded(c.Rules); rule.Founded && !founded.IsZero() {
		wrong.Check(on.Last() >= founded.First, "on", "claim.before_founding", "on", on.String(), "stage", string(rule.Stage), "founded", founded.String(), "name", by)
	}
	for _, other := range rule.NotBefore {
		if day := c.Project.Fact(other).date(); !day.IsZero() {
			wrong.Check(on.Last() >= day.First, "on", "claim.before_stage", "stage", string(rule.Stage), "on", on.String(), "other", string(other), "day", day.String())
		}
	}
	for _, later := range c.Rules.Stages {
		if day := c.Project.Fact(later.Stage).date(); slices.Contains(later.NotBefore, rule.Stage) && !day.IsZero() {
			wrong.Check(on.First <= day.Last(), "on", "claim.after_stage", "stage", string(rule.Stage), "on", on.String(), "other", string(later.Stage), "day", day.String())
		}
	}
}

// checkFine reports a date that is not known to the month at least. Stock goes by
// what its ledger said, however coarse.
func checkFine(on workday.When, wrong *fault.List) {
	wrong.Check(on.IsZero() || on.Precision >= workday.ToMonth, "on", "claim.on_coarse", "on", on.String())
}

// date is when the stage was reached by the best word there is.
func (f StageFact) date() workday.When {
	if f.Recognised && !f.RecognisedOn.IsZero() {
		return f.RecognisedOn
	}
	if f.Declared {
		return f.DeclaredOn
	}
	return workday.When{}
}

// checkOrder reports stages that were skipped and may not be.
func (c Case) checkOrder(rule *StageRule, wrong *fault.List) {
	for _, s := range c.Rules.Stages {
		fact := c.Project.Fact(s.Stage)
		if slices.Contains(rule.Declared, s.Stage) || slices.Contains(rule.Recognised, s.Stage) {
			wrong.Check(fact.Declared || fact.Recognised, "stage", "claim.skipped", "stage", string(rule.Stage), "other", string(s.Stage))
		}
	}
}

// checkEvidence reports ticks on what is not there or no longer held.
func (c Case) checkEvidence(ids []string, wrong *fault.List) {
	for _, id := range ids {
		i := slices.IndexFunc(c.Evidence, func(e Evidence) bool { return e.ID == id })
		if i < 0 {
			wrong.Check(false, "evidence", "claim.evidence_unknown")
			continue
		}
		wrong.Check(!c.Evidence[i].Dropped, "evidence", "claim.evidence_dropped", "name", c.Rules.KindName(c.Evidence[i].Kind))
	}
}

// checkComplete reports every field and piece of evidence that is demanded and
// missing, by name.
func (c Case) checkComplete(s Stage, wrong *fault.List) {
	for _, l := range Demands(c.Lacks(c.Rules, s, c.Today)) {
		if l.Field != "" {
			wrong.Check(false, l.Field, "claim.field_missing", "stage", string(s), "field", l.Field)
			continue
		}
		names := make([]string, len(l.Evidence))
		for i, k := range l.Evidence {
			names[i] = c.Rules.KindName(k)
		}
		wrong.Check(len(l.Parts) > 0, "evidence", "claim.evidence_missing", "stage", string(s), "names", names)
		for _, part := range l.Parts {
			wrong.Check(false, "evidence", "claim.evidence_part", "name", names[0], "part", part)
		}
	}
}

// checkExcluded reports the exclusions the project falls under. Leaving is open to
// everybody.
func (c Case) checkExcluded(s Stage, wrong *fault.List) {
	if s == Exited {
		return
	}
	for _, e := range c.Rules.Excluded(c.Project) {
		wrong.Check(false, "stage", "claim.excluded", "name", e.Name, "source", e.Source)
	}
}

// checkExit reports an exit without a reason of the list, or for a reason that
// does not fit the stage the project is in.
func (c Case) checkExit(in Declaration, wrong *fault.List) {
	wrong.Check(len(in.Reasons) == 1, "reasons", "claim.exit_reason")
	reached, _ := c.Project.Reached(c.Today)
	for _, code := range in.Reasons {
		side, reason, ok := c.Rules.SideOf(code)
		wrong.Check(ok && side.Exit, "reasons", "claim.reason_unknown", "reason", code)
		wrong.Check(!ok || len(side.From) == 0 || slices.Contains(side.From, reached), "reasons", "claim.exit_stage", "name", side.Name, "stage", string(reached))
		wrong.Check(!reason.Note || in.Note != "", "note", "claim.note_missing", "name", reason.Name)
		for _, kind := range side.Evidence {
			if lack, lacks := c.evidenceLack(c.Rules, []string{kind}); lacks && len(lack.Parts) == 0 {
				wrong.Check(false, "evidence", "claim.evidence_missing", "stage", string(Exited), "names", []string{c.Rules.KindName(kind)})
			}
		}
	}
}
