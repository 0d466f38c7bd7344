package score

import (
	"encoding/json"

	"guatu/internal/workday"
)

// A Publication is one result on its way to the public (考核结果公布): a red and
// black list, a ranking, an award. It is drafted, checked by somebody else, laid
// open to objection until a day, approved by a third, published and put away.
// Where it stands follows from its steps and the day and is not stored; steps are
// added and never taken out.
//
// What is published is frozen in Draft: the pack, the facts it was given and the
// result with every trace, so that it can be worked out again to the digit
// whatever becomes of rules and projects later. A correction is another
// publication that Amends this one, with a number of its own.
type Publication struct {
	ID      string            `json:"id"`
	Version int               `json:"version"`
	Unit    string            `json:"unit"` // whose office publishes
	Kind    Kind              `json:"kind"`
	Title   string            `json:"title"`
	Period  string            `json:"period"` // as the facts name it: 2026Q3
	Draft   Draft             `json:"draft"`
	Amends  string            `json:"amends,omitempty"` // the publication this one corrects
	Number  int               `json:"number,omitempty"` // of the amendment; 0 of what corrects nothing
	Steps   []PublicationStep `json:"steps"`            // in the order they were taken
}

// A Kind is what is published.
type Kind string

const (
	ListKind  Kind = "list"  // 红黑榜、排名
	AwardKind Kind = "award" // 表扬、奖励
)

// Kinds are all of them.
var Kinds = []Kind{ListKind, AwardKind}

// A Draft is the result as it was frozen.
type Draft struct {
	AsOf    workday.Date    `json:"as_of"`            // the day the facts are of
	Known   int64           `json:"known"`            // the journal number they were known at
	Ruleset string          `json:"ruleset"`          // in force on that day
	Scheme  string          `json:"scheme,omitempty"` // whose assessment it is; empty where pack and facts were brought
	Pack    string          `json:"pack"`             // the scheme's text
	Facts   json.RawMessage `json:"facts"`            // what the scheme was given
	Result  json.RawMessage `json:"result"`           // what it gave
	Units   []string        `json:"units"`            // the units that are judged: they may object
}

// A PublicationStep is one thing done about a publication, by one person, on one
// day.
type PublicationStep struct {
	Act   PublicationAct `json:"act"`
	Who   string         `json:"who"`
	Name  string         `json:"name"`
	Unit  string         `json:"unit"` // of the person
	Day   workday.Date   `json:"day"`
	For   string         `json:"for,omitempty"`  // Object: the judged unit whose word it is
	Until workday.Date   `json:"until,omitzero"` // OpenToObjection: the last day
	// About is what an objection is about: an indicator of the pack, or "" for all.
	About    string `json:"about,omitempty"`
	Answers  int    `json:"answers,omitempty"`  // Answer: the place among the steps of its objection
	Accepted bool   `json:"accepted,omitempty"` // Answer: the objection is right
	By       string `json:"by,omitempty"`       // Amend: the publication that corrects this one
	Note     string `json:"note,omitempty"`
}

// A PublicationAct is a kind of step.
type PublicationAct string

const (
	DraftUp         PublicationAct = "draft"    // 起草, and again after a return
	CheckDraft      PublicationAct = "check"    // 复核, by somebody else
	ReturnDraft     PublicationAct = "return"   // 退回重拟
	OpenToObjection PublicationAct = "open"     // 公示
	Object          PublicationAct = "object"   // 提出异议, by a unit that is judged
	Answer          PublicationAct = "answer"   // 答复
	Approve         PublicationAct = "approve"  // 审定, by a third person
	Publish         PublicationAct = "publish"  // 发布
	Archive         PublicationAct = "archive"  // 归档
	Amend           PublicationAct = "amend"    // 更正: another publication takes its place
	Withdraw        PublicationAct = "withdraw" // 撤回, before it was published
)

// Clone is a copy whose steps can grow.
func (p *Publication) Clone() *Publication {
	c := *p
	c.Steps = append([]PublicationStep(nil), p.Steps...)
	return &c
}
