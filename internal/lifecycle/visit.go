package lifecycle

import (
	"guatu/internal/geo"
	"guatu/internal/workday"
)

// A Visit is one look at a project on its site (现场核查): what was seen, by whom,
// where. It may have been written down without network and sent later; ID is made
// on the device, so that sending it twice stores it once. Its photos are evidence.
type Visit struct {
	ID       string       `json:"id"`
	Project  string       `json:"project"`
	Version  int          `json:"version"`
	Claim    string       `json:"claim,omitempty"` // the claim it verifies
	Day      workday.Date `json:"day"`             // the day on the site
	Who      string       `json:"who"`
	Name     string       `json:"name"`
	With     string       `json:"with,omitempty"`  // 陪同人员
	At       *geo.Point   `json:"at,omitempty"`    // where the device was, if the person allowed it
	Seen     []Seen       `json:"seen,omitempty"`  // the form's questions, answered
	Image    string       `json:"image,omitempty"` // 形象进度, in words
	Problems string       `json:"problems,omitempty"`
	Opinion  string       `json:"opinion,omitempty"` // 核查意见
}

// A Seen is one answer of a visit's form: yes, no, or not looked at ("").
type Seen struct {
	Question string `json:"question"` // a code of the ruleset
	Answer   string `json:"answer"`
	Note     string `json:"note,omitempty"`
}
