// What of a project's approvals is kept: its checklist and the records of what
// happened. Everything else is reckoned from them.

package approval

import (
	"slices"
	"strings"

	"guatu/internal/workday"
)

// A Checklist is which approvals a project needs (审批事项清单): the items as the
// screening gave them, kept so that a later edition of the catalogue changes no
// project unnoticed, and what people changed since, each with a reason.
type Checklist struct {
	ID      string       `json:"id"`
	Version int          `json:"version"`
	Project string       `json:"project"`
	Rules   string       `json:"rules"` // the ruleset whose catalogue it was screened by
	On      workday.Date `json:"on"`    // day of the screening

	Answers []Answered `json:"answers"`
	Items   []Item     `json:"items"`
	Dropped []Dropped  `json:"dropped,omitempty"`
	Until   string     `json:"until"` // what the budget ends with
	Limit   int        `json:"limit"` // working days before it

	Amendments []Amendment `json:"amendments,omitempty"`
}

// Answered is one question of the screening with its answer.
type Answered struct {
	Question string `json:"question"`
	Answer   string `json:"answer"`
}

// Checklist is what a screening comes to for a project.
func (s *Screening) Checklist(project string) Checklist {
	l := Checklist{Project: project, Items: s.Items, Dropped: s.Dropped, Until: s.Budget.Until, Limit: s.Budget.Limit}
	for _, q := range sortedKeys(s.Answers) {
		l.Answers = append(l.Answers, Answered{q, s.Answers[q]})
	}
	return l
}

// Budget is the bound on the working days before construction.
func (l *Checklist) Budget() Budget { return Budget{Limit: l.Limit, Until: l.Until} }

// Answer is what a question was answered with; empty where it was not asked.
func (l *Checklist) Answer(question string) string {
	for _, a := range l.Answers {
		if a.Question == question {
			return a.Answer
		}
	}
	return ""
}

// Amended are the items with every amendment in. Faults are those of Amend.
func (l *Checklist) Amended() ([]Item, error) { return Amend(l.Items, l.Budget(), l.Amendments) }

// A Record is one fact as it is kept: what happened, who wrote it down, and where
// it was read. A record that was wrong is struck with a reason and stays to be seen.
type Record struct {
	ID      string `json:"id"`
	Version int    `json:"version"`
	Project string `json:"project"`
	Fact

	Approver    string    `json:"approver,omitempty"`    // of a stop: who allowed it (domain.md 3.2)
	Certificate []Product `json:"certificate,omitempty"` // of a grant: Name holds what its field Code says
	Department  string    `json:"department,omitempty"`  // of an opinion
	Agrees      bool      `json:"agrees,omitempty"`      // of an opinion
	Note        string    `json:"note,omitempty"`

	Source string       `json:"source,omitempty"` // a ledger or a platform's file; empty = typed in
	By     string       `json:"by"`
	Name   string       `json:"name"`
	Wrote  workday.Date `json:"wrote"` // the day on which it was written down
	Struck string       `json:"struck,omitempty"`
}

// Opinion is a record's kind that moves no clock: what a department that takes part
// in a joint event says (联合审图、联合验收), to be written into the one opinion.
const Opinion Kind = "opinion"

// Counts tells that the record is a fact the engine reckons with.
func (r *Record) Counts() bool { return r.Struck == "" && r.Kind != Opinion }

// Facts are those of the records that count, in the order they happened in; records
// of one day stand in the order they were written down.
func Facts(records []Record) []Fact {
	var facts []Fact
	for i := range records {
		if records[i].Counts() {
			facts = append(facts, records[i].Fact)
		}
	}
	slices.SortStableFunc(facts, func(a, b Fact) int { return int(a.On - b.On) })
	return facts
}

// Decided is the record that decided an item, nil while there is none.
func Decided(records []Record, item string) (last *Record) {
	for i := range records {
		r := &records[i]
		decides := r.Kind == Granted || r.Kind == Refused || r.Kind == Withdrawn
		if decides && r.Item == item && r.Counts() && (last == nil || r.On >= last.On) {
			last = r
		}
	}
	return last
}

// An Area is what a park has approved, or is having approved, for all its projects:
// an assessment of the area (区域评估) in place of one for each project, a plan and
// its environmental assessment without which no project's item is accepted
// (控规、规划环评, S4-102), or the power to decide items itself (赋权, S4-150).
type Area struct {
	ID      string `json:"id"`
	Version int    `json:"version"`
	Unit    string `json:"unit"` // the park or county
	Name    string `json:"name"`

	Replaces []string `json:"replaces,omitempty"` // items that projects there need no more
	Blocks   []string `json:"blocks,omitempty"`   // items that wait until it is approved
	Decides  []string `json:"decides,omitempty"`  // items the unit decides itself by delegated power (赋权, S4-150)

	Number   string       `json:"number,omitempty"`  // of the approval
	Planned  workday.Date `json:"planned,omitzero"`  // when it is to be approved
	Approved workday.Date `json:"approved,omitzero"` // when it was
	Until    workday.Date `json:"until,omitzero"`    // the last day it holds; none = without end
	By       string       `json:"by"`
	Wrote    workday.Date `json:"wrote"`
}

// Holds tells that it is approved and not past its end on a day.
func (a *Area) Holds(on workday.Date) bool {
	return a.Approved != 0 && a.Approved <= on && (a.Until == 0 || on <= a.Until)
}

// Decider is the unit to which the power to decide an item is delegated on a day, by
// the areas of a project; empty where the department keeps it.
func Decider(areas []Area, item string, on workday.Date) string {
	for i := range areas {
		if a := &areas[i]; a.Holds(on) && slices.Contains(a.Decides, item) {
			return a.Unit
		}
	}
	return ""
}

// areaPrefix keeps an area's identifier apart from the codes of a catalogue.
const areaPrefix = "area:"

// Blocking adds to items what the areas of the project's park demand of them: one
// more item for each, which the park and not the project sees to, and the facts of
// those that are approved. Its pledge is what is left until it is planned to be.
func Blocking(items []Item, areas []Area, today workday.Date, cal *workday.Calendar) ([]Item, []Fact) {
	items = slices.Clone(items)
	var facts []Fact
	for i := range areas {
		a := &areas[i]
		id := areaPrefix + a.ID
		waits := false
		for k := range items {
			if slices.Contains(a.Blocks, items[k].ID) {
				items[k].Needs = append(slices.Clip(items[k].Needs), id)
				waits = true
			}
		}
		if !waits {
			continue
		}
		items = append(items, Item{ID: id, Name: a.Name, Pledged: min(max(0, cal.Between(today, a.Planned)), MaxDays)})
		if a.Approved != 0 && a.Approved <= today {
			facts = append(facts, Fact{Item: id, Kind: Accepted, On: a.Approved}, Fact{Item: id, Kind: Granted, On: a.Approved})
		}
	}
	return items, facts
}

// OfArea tells that an item is a park's and not the project's.
func OfArea(item string) bool { return strings.HasPrefix(item, areaPrefix) }

// A Discredit is an enterprise's entry in the list of the untrustworthy: while it is
// not repaired the enterprise is not accepted with documents missing (domain.md 3.3).
type Discredit struct {
	ID         string       `json:"id"`
	Version    int          `json:"version"`
	Unit       string       `json:"unit"`       // that wrote it down
	Enterprise string       `json:"enterprise"` // unified social credit code
	Name       string       `json:"name"`
	Document   string       `json:"document"` // what it rests on
	Since      workday.Date `json:"since"`
	Repaired   workday.Date `json:"repaired,omitzero"` // the day from which it no longer bars
	By         string       `json:"by"`
	Wrote      workday.Date `json:"wrote"`
}

// Bars tells that it holds on a day.
func (d *Discredit) Bars(on workday.Date) bool {
	return d.Since <= on && (d.Repaired == 0 || on < d.Repaired)
}
