package app

import (
	"cmp"
	"slices"

	"guatu/internal/access"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/ruleset"
	"guatu/internal/workday"
)

// apply writes a ledger row over a project: what the row states replaces what is
// there, what it leaves empty leaves it standing. A row matched by name keeps the
// registered spelling of the name; only a code may carry a new one.
func (in *intake) apply(row *LedgerRow, is *lifecycle.Project, byCode bool) {
	if is.Name == "" || byCode && lifecycle.NameKey(is.Name, is.Enterprise) != lifecycle.NameKey(row.Name, row.Enterprise) {
		if was := is.Clone(); was.Name != "" {
			is.Name = row.Name
			rename(was, is)
		}
		is.Name = row.Name
	}
	for _, text := range []struct {
		into *string
		said string
	}{
		{&is.Enterprise, row.Enterprise}, {&is.EnterpriseCode, row.EnterpriseCode}, {&is.Code, row.Code}, {&is.Place, row.Place},
		{&is.Content, row.Content}, {&is.Leader, row.Leader}, {&is.Contact, row.Contact}, {&is.Phone, row.Phone},
		{&is.Image, row.Image}, {&is.Problems, row.Problems}, {&is.Note, row.Note},
	} {
		*text.into = cmp.Or(text.said, *text.into)
	}
	if row.Total.Stated() && !row.Total.Same(is.Total) {
		is.Total = row.Total
	}
	if row.FixedAsset.OK {
		is.FixedAsset = row.FixedAsset
	}
	if row.Plan.OK {
		is.SetPlan(in.yearOf(row), row.Plan)
	}
	in.applyWords(row, is)
	applyStages(row, is)
}

// applyWords reads kinds, levels and tags with the ruleset's words; a word it
// does not know is kept as it stands, so that nothing said is lost.
func (in *intake) applyWords(row *LedgerRow, is *lifecycle.Project) {
	if row.Kind != "" {
		is.Kind = codeOf(in.set.Kinds, row.Kind)
	}
	if code := in.industryOf(row.Industry); code != "" {
		is.Industry = code
	}
	for _, w := range row.Levels {
		is.Levels = with(is.Levels, codeOf(in.set.Levels, w))
	}
	for _, w := range row.Tags {
		is.Tags = with(is.Tags, codeOf(in.set.Tags, w))
	}
}

func codeOf(words []ruleset.Word, text string) string {
	if w, ok := ruleset.Find(words, text); ok {
		return w.Code
	}
	return text
}

func with(list []string, value string) []string {
	if value == "" || slices.Contains(list, value) {
		return list
	}
	return append(slices.Clone(list), value)
}

// applyStages declares the row's stage with its date and plans the dates ahead.
// The date of a stage that the row says is not yet reached is a plan.
func applyStages(row *LedgerRow, is *lifecycle.Project) {
	dates := map[lifecycle.Stage]workday.When{lifecycle.Signed: row.Signed, lifecycle.Filed: row.FiledOn, lifecycle.Started: row.Start,
		lifecycle.Completed: row.Completed, lifecycle.Producing: row.Produced}
	planned := map[lifecycle.Stage]workday.When{lifecycle.Started: row.PlannedStart, lifecycle.Completed: row.PlannedDone, lifecycle.Producing: row.PlannedProduce}
	for _, stage := range lifecycle.Stages {
		fact := is.Fact(stage)
		on, plan := dates[stage], planned[stage]
		reached := row.Stage.Order() >= stage.Order() && row.Stage != ""
		switch {
		case fact.Recognised: // a ledger does not overrule what was recognised on evidence
		case stage == row.Stage || reached && !on.IsZero():
			fact.Declared = true
			if !on.IsZero() {
				fact.DeclaredOn = on
			}
		case !on.IsZero() && plan.IsZero():
			plan = on
		}
		if !plan.IsZero() {
			fact = fact.Plan(plan)
		}
		is.SetFact(fact)
	}
	if row.Stage == lifecycle.Exited && !is.Fact(lifecycle.Exited).Declared {
		is.SetFact(lifecycle.StageFact{Stage: lifecycle.Exited, Declared: true})
	}
}

// figureOf is the investment a row reports, for the month it states or the month
// the import is for. Not ok when it reports none.
func (in *intake) figureOf(row *LedgerRow, project string) (lifecycle.Figure, bool) {
	f := lifecycle.Figure{Project: project, Month: row.Month, Sense: lifecycle.Dispatch, YearDone: row.YearDone, Done: row.Done}
	if f.Month.IsZero() {
		f.Month = in.month
		if year := in.yearOf(row); year != in.month.First.Year() {
			f.Month = workday.InMonth(year, 12)
		}
	}
	if p, exact, err := money.ParseDecimal(row.Progress, 100); row.Progress != "" && err == nil && exact {
		f.Progress = money.Points(p)
	}
	return f, f.YearDone.OK || f.Done.OK || f.Progress != 0
}

// merge lays a reported figure over the month's old one: what is not reported
// leaves it standing.
func merge(old, now lifecycle.Figure) lifecycle.Figure {
	if !now.YearDone.OK {
		now.YearDone = old.YearDone
	}
	if !now.Done.OK {
		now.Done = old.Done
	}
	now.Progress = cmp.Or(now.Progress, old.Progress)
	now.Note = cmp.Or(now.Note, old.Note)
	return now
}

// yearOf is the year a row's plan is of: the ledger's own, else the import's.
func (in *intake) yearOf(row *LedgerRow) int { return cmp.Or(row.PlanYear, in.month.First.Year()) }

// unitFor is the unit a row belongs to: the unit below the importing one whose
// name its place begins with or holds, the longest such name; else the importing
// unit itself.
func (in *intake) unitFor(place string) string {
	best, length := in.unit, 0
	for _, u := range in.below {
		for _, name := range []string{u.Name, u.Short} {
			if len(name) > length && len(name) >= minPlaceName && containsPlace(place, name) {
				best, length = u.ID, len(name)
			}
		}
	}
	return best
}

// minPlaceName keeps a one-character short name from matching everything.
const minPlaceName = len("涟水")

// placesBelow are the units a place may name.
func placesBelow(tree *access.Tree, unit string) []access.Unit {
	below := tree.Below(unit)
	var list []access.Unit
	for _, u := range tree.Units() {
		if below[u.ID] && u.ID != unit && !u.Closed && u.Kind != access.Department && u.Kind != access.Company {
			list = append(list, u)
		}
	}
	return list
}
