// Package approval keeps the approvals of a project: which items (审批事项) it
// needs and in what order, whose desk the clock runs on, how much of the budget
// of working days before construction is used, and when construction can start.
//
//	net, err := approval.Compile(items, approval.Budget{Limit: 45, Until: "construction_permit"})
//	st, err := approval.Case{Today: today, Items: items, Budget: budget, Facts: facts}.State()
//
// # How days are counted
//
// A day d counts against an item when accepted < d ≤ its decision, or today while
// it is undecided, when d is a working day (any day for an item in calendar days)
// and when d lies in no stop. The day of acceptance is not counted (行政许可法
// art. 82; 民法典 art. 201). A stop (停表) covers stopped < d ≤ its end: the day on
// which it is resumed, or the last day the written notice gives, whichever comes
// first. Stops that overlap cover their union, so no day is taken off twice.
//
// A submission that is neither accepted nor returned within five working days is
// accepted from the day it was made (行政许可法 art. 32); what the office says later
// has no force. A limit in calendar days that ends on a day off ends on the next
// working day (民法典 art. 203).
//
// # What follows
//
// An undecided item is forecast to end on its due day, not before the next working
// day after today; one that waits, as if accepted on the day its last need is
// granted. Late dates run back from the forecast of the item the budget ends with,
// and floats count the working days between. The budget counts each working day
// once, however many clocks ran on it; the working days between its first
// acceptance and its end on which none ran are the applicant's.
//
// # How it is reckoned
//
// Facts of one item become a track: accepted, decided, stops as a union. Tracks are
// swept in topological order, forward for forecasts and backward for late dates,
// all sums in the numbers of working days that workday.Calendar keeps by prefix: a
// sum costs two reads. A Run holds the sweep and, when a fact comes, moves only the
// items it can reach.
package approval
