package schedule

import "guatu/internal/workday"

// A Change is a request to move a governed date (节点调整): which date, from when
// to when, for which reason of a closed list, and what became of it. Refused ones
// stay on record. The first date ever planned is no part of it: the baseline never
// moves.
type Change struct {
	ID      string       `json:"id"`
	Project string       `json:"project"`
	Version int          `json:"version"`
	Node    string       `json:"node"` // a milestone's code, or "stage:" and a stage's
	From    workday.When `json:"from"`
	To      workday.When `json:"to"`
	Reason  string       `json:"reason"` // a code of the ruleset: it tells delayed from rescheduled
	Steps   []ChangeStep `json:"steps"`
}

// A ChangeStep is one thing done about a change.
type ChangeStep struct {
	Act  ChangeAct    `json:"act"`
	Who  string       `json:"who"`
	Name string       `json:"name"`
	Unit string       `json:"unit"`
	Day  workday.Date `json:"day"`
	To   workday.When `json:"to,omitzero"` // Grant: where it is another date than asked for
	Note string       `json:"note,omitempty"`
}

// A ChangeAct is a kind of step.
type ChangeAct string

const (
	Ask    ChangeAct = "ask"    // 申请
	Grant  ChangeAct = "grant"  // 批准
	Refuse ChangeAct = "refuse" // 不予批准
	Drop   ChangeAct = "drop"   // 撤回
)
