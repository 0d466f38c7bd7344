// The rules by which a governed date moves (ruleset section date_changes).

package schedule

import (
	"slices"

	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// A Class says whose doing a slip is; the figures keep them apart.
type Class string

const (
	Delayed     Class = "delayed"     // 客观延期: an outside cause
	Rescheduled Class = "rescheduled" // 主动调整: the owner's choice
	Unstated    Class = "unstated"    // 未说明: a ledger's other date, a slip of the pen
	// Forward is no reason's: a date brought forward is no slip, whatever was said.
	Forward Class = "forward" // 提前
)

// Classes are those a reason can have.
var Classes = []Class{Delayed, Rescheduled, Unstated}

// A ChangeReason is one entry of the closed list of reasons (调整事由).
type ChangeReason struct {
	Code     string `json:"code"`
	Name     string `json:"name"`
	Class    Class  `json:"class"`
	Evidence string `json:"evidence,omitempty"` // what should be shown, in words
	Source   string `json:"source"`
}

// An ApproverRule says who signs for a change of a size on a list. What it does
// not name does not matter; the first rule that fits is the one.
type ApproverRule struct {
	Slip   int                `json:"slip,omitempty"`   // this move is at least so many days
	Total  int                `json:"total,omitempty"`  // and so many after the baseline, so that many small moves are one large one
	Levels []string           `json:"levels,omitempty"` // and the project is on one of these lists
	Tiers  []string           `json:"tiers,omitempty"`  // and of one of these sizes
	By     lifecycle.Approver `json:"by"`
	Source string             `json:"source"`
}

// ChangeRules are the rules of a place.
type ChangeRules struct {
	Reasons   []ChangeReason `json:"reasons"`
	Approvers []ApproverRule `json:"approvers"` // in order; the last fits everything
	// Forward and Finer say that bringing a date forward, and making a month exact
	// to a day within it, need no approval.
	Forward bool `json:"forward"`
	Finer   bool `json:"finer"`
	// PerYear is how many changes of a project are granted in a calendar year
	// before the next goes one level up; 0 is no such rule.
	PerYear int `json:"per_year"`
	// LedgerGrants says whether a ledger taken in by somebody who might grant the
	// change himself grants it: the office's own list is the office's word.
	LedgerGrants bool   `json:"ledger_grants"`
	Source       string `json:"source"`
}

// Free tells whether a date moves without a change.
func (r ChangeRules) Free(from, to workday.When) bool {
	switch {
	case to.IsZero():
		return false
	case r.Finer && to.Precision > from.Precision && to.First >= from.First && to.Last() <= from.Last():
		return true
	}
	return r.Forward && to.Last() < from.Last()
}

// A Weight is what decides who signs.
type Weight struct {
	Slip    int      // days this change moves the date
	Total   int      // days after the baseline
	Levels  []string // lists the project is on
	Tier    string
	Earlier int // changes of the project granted in the year so far
}

// A Verdict is who signs, and by which rule.
type Verdict struct {
	By     lifecycle.Approver `json:"by"`
	Source string             `json:"source"`
	Raised bool               `json:"raised,omitempty"` // one level up, for the changes there were
}

// Approver finds who signs.
func (r ChangeRules) Approver(w Weight) Verdict {
	v := Verdict{By: lifecycle.ByLeader, Source: r.Source}
	if i := slices.IndexFunc(r.Approvers, func(a ApproverRule) bool { return a.fits(w) }); i >= 0 {
		v = Verdict{By: r.Approvers[i].By, Source: r.Approvers[i].Source}
	}
	if r.PerYear > 0 && w.Earlier >= r.PerYear && v.By != v.By.Above() {
		v.By, v.Raised = v.By.Above(), true
	}
	return v
}

func (a ApproverRule) fits(w Weight) bool {
	listed := func(l string) bool { return slices.Contains(a.Levels, l) }
	return w.Slip >= a.Slip && w.Total >= a.Total &&
		(len(a.Levels) == 0 || slices.ContainsFunc(w.Levels, listed)) &&
		(len(a.Tiers) == 0 || slices.Contains(a.Tiers, w.Tier))
}

// WeightOf weighs a change of a project: changes are all of the project's.
func WeightOf(c *Change, d Date, changes []Change) Weight {
	asked := c.Asked().Day
	w := Weight{Slip: c.Slip(), Total: int(c.Settled().Last() - d.Baseline.Last())}
	for i := range changes {
		o := &changes[i]
		if o.ID != c.ID && o.State() == ChangeGranted && o.Since().Year() == asked.Year() && o.Since() <= asked && o.Slip() > 0 {
			w.Earlier++
		}
	}
	return w
}

// Reason finds a reason by its code.
func (r ChangeRules) Reason(code string) (ChangeReason, bool) {
	for _, reason := range r.Reasons {
		if reason.Code == code {
			return reason, true
		}
	}
	return ChangeReason{Code: code, Name: code, Class: Unstated}, false
}

// ClassOf is whose doing a change is.
func (r ChangeRules) ClassOf(c *Change) Class {
	if c.Slip() < 0 {
		return Forward
	}
	reason, _ := r.Reason(c.Reason)
	return reason.Class
}

// Check reports everything in the rules that cannot be.
func (r ChangeRules) Check() error {
	const field = "date_changes"
	var wrong fault.List
	seen := map[string]bool{}
	for _, reason := range r.Reasons {
		wrong.Check(reason.Code != "" && reason.Name != "" && reason.Source != "" && !seen[reason.Code], field, "ruleset.reason", "code", reason.Code)
		wrong.Check(slices.Contains(Classes, reason.Class), field, "ruleset.reason_class", "code", reason.Code, "class", string(reason.Class))
		seen[reason.Code] = true
	}
	wrong.Check(seen[ByLedger], field, "ruleset.reason_ledger", "code", ByLedger)
	for i, a := range r.Approvers {
		wrong.Check(a.By.Rank() > 0, field, "ruleset.approver", "approver", string(a.By))
		wrong.Check(a.Source != "", field, "ruleset.no_source", "code", string(a.By))
		last := i == len(r.Approvers)-1
		wrong.Check(!last || a.Slip == 0 && a.Total == 0 && len(a.Levels)+len(a.Tiers) == 0, field, "ruleset.approver_last")
	}
	wrong.Check(len(r.Approvers) > 0, field, "ruleset.approver_last")
	wrong.Check(r.PerYear >= 0, field, "ruleset.per_year")
	return wrong.Err()
}
