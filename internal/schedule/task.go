package schedule

import "guatu/internal/workday"

// A Task is one piece of the work by which a milestone is reached (任务分解, S4-39):
// a month's, a week's or a day's, by the precision of Due, with one owner.
type Task struct {
	ID      string       `json:"id"`
	Project string       `json:"project"`
	Version int          `json:"version"`
	Node    string       `json:"node"`             // the milestone it serves
	Parent  string       `json:"parent,omitempty"` // the task it is a part of
	Name    string       `json:"name"`
	Due     workday.When `json:"due"`
	Owner   string       `json:"owner,omitempty"` // a person
	Done    workday.When `json:"done,omitzero"`
	Note    string       `json:"note,omitempty"`
	Order   int          `json:"order"`
}
