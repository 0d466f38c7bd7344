// Package schedule keeps the dates of a project: milestones (节点) with their
// baseline, forecast and actual dates, and what has slipped.
package schedule

import "guatu/internal/workday"

// A Milestone is one node of a project's timetable (节点). Baseline is the first
// date ever planned and never moves; Planned is the date in force.
type Milestone struct {
	Project  string       `json:"project"`
	Code     string       `json:"code"` // a code of the template, or "x-…" for one of its own
	Name     string       `json:"name"`
	Order    int          `json:"order"`
	Baseline workday.When `json:"baseline,omitzero"`
	Planned  workday.When `json:"planned,omitzero"`
	Forecast workday.When `json:"forecast,omitzero"`
	Actual   workday.When `json:"actual,omitzero"`
	Note     string       `json:"note,omitempty"`
}
