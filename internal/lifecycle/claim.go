package lifecycle

import "guatu/internal/workday"

// A Claim is a unit's declaration that a project has reached a stage (申报), with
// everything that was done about it: checked by departments, recognised by the
// level above (认定), sent back, disputed, revoked. Where it stands follows from
// its steps and is not stored. Steps are added and never taken out.
type Claim struct {
	ID       string       `json:"id"`
	Project  string       `json:"project"`
	Version  int          `json:"version"`
	Stage    Stage        `json:"stage"`
	On       workday.When `json:"on"`                 // the day the unit says the stage was reached
	Unit     string       `json:"unit"`               // the unit that declares
	Evidence []string     `json:"evidence,omitempty"` // what it is declared on: Evidence.ID
	Batch    string       `json:"batch,omitempty"`    // claims of one go (三个一批) share it
	Steps    []ClaimStep  `json:"steps"`              // in the order they were taken
}

// A ClaimStep is one thing done about a claim, by one person, on one day.
type ClaimStep struct {
	Act        ClaimAct     `json:"act"`
	Who        string       `json:"who"`
	Name       string       `json:"name"`
	Unit       string       `json:"unit"`                 // of the person
	Day        workday.Date `json:"day"`                  // when it was done
	On         workday.When `json:"on,omitzero"`          // Recognise: the day the stage counts from
	Department string       `json:"department,omitempty"` // Check, Object: for which department, a code of the ruleset
	Reasons    []string     `json:"reasons,omitempty"`    // SendBack, Object, Revoke, and Declare of an exit: codes of the ruleset
	// Was is what was known of the stage before it was claimed: what the project
	// goes back to when the claim comes to nothing.
	Was *StageFact `json:"was,omitempty"`
	// Effect is what a decision changed in figures of months that were over: it is
	// kept as it was shown before deciding, and never moves.
	Effect []Moved `json:"effect,omitempty"`
	Note   string  `json:"note,omitempty"`
}

// Moved is a count of recognised projects at the end of a month before and after
// a decision.
type Moved struct {
	Month workday.When `json:"month"`
	Was   int          `json:"was"`
	Is    int          `json:"is"`
}

// A ClaimAct is a kind of step.
type ClaimAct string

const (
	Declare   ClaimAct = "declare"   // 申报
	Check     ClaimAct = "check"     // 核查同意, by a responsible department
	Object    ClaimAct = "object"    // 核查不同意
	Recognise ClaimAct = "recognise" // 认定
	SendBack  ClaimAct = "send_back" // 退回
	TakeBack  ClaimAct = "take_back" // 撤回, by the unit itself
	Dispute   ClaimAct = "dispute"   // 提出异议, by the unit against a decision
	Uphold    ClaimAct = "uphold"    // 维持, the answer to a dispute
	Revoke    ClaimAct = "revoke"    // 撤销认定
)
