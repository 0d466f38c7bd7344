package lifecycle

import "guatu/internal/workday"

// A Pause is a time in which a project's clocks and pro-rata stand still (暂停):
// for a reason of a closed list, with conditions to restart and an end. It holds
// only after it is granted, is renewed each quarter, and ends by itself.
type Pause struct {
	ID         string       `json:"id"`
	Project    string       `json:"project"`
	Version    int          `json:"version"`
	Reason     string       `json:"reason"`     // a code of the ruleset
	Conditions string       `json:"conditions"` // 恢复条件
	From       workday.Date `json:"from"`       // its first day
	Steps      []PauseStep  `json:"steps"`      // in the order they were taken
}

// A PauseStep is one thing done about a pause.
type PauseStep struct {
	Act   PauseAct     `json:"act"`
	Who   string       `json:"who"`
	Name  string       `json:"name"`
	Unit  string       `json:"unit,omitempty"` // of the person
	Day   workday.Date `json:"day"`            // when it was done
	Until workday.Date `json:"until,omitzero"` // Ask, Grant, Renew: its last day; Resume: its last day too
	Note  string       `json:"note,omitempty"`
}

// A PauseAct is a kind of step.
type PauseAct string

const (
	AskPause    PauseAct = "ask"    // 申请暂停
	GrantPause  PauseAct = "grant"  // 同意
	RefusePause PauseAct = "refuse" // 不同意
	AskRenewal  PauseAct = "extend" // 申请续期
	RenewPause  PauseAct = "renew"  // 同意续期
	Resume      PauseAct = "resume" // 恢复
)
