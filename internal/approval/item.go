// Items and the case they belong to: what has to be approved, in which order.

package approval

import "guatu/internal/workday"

// A Unit is the kind of days in which a limit is counted.
type Unit string

// The units. An empty Unit is WorkingDays, which is what 行政许可法 art. 82 means
// by days.
const (
	WorkingDays  Unit = "working_days"
	CalendarDays Unit = "days"
)

// An Item is one approval of a project (审批事项).
type Item struct {
	ID    string   `json:"id"`
	Name  string   `json:"name"`
	Needs []string `json:"needs"` // must be granted before this one can be accepted
	// GrantNeeds must be granted before this one can be granted, while its clock
	// may run: a mock approval (模拟审批) turns formal on the land contract.
	GrantNeeds []string `json:"grant_needs,omitempty"`
	Statutory  *int     `json:"statutory"`           // the limit of the law (法定时限); nil = the law sets none
	Pledged    int      `json:"pledged"`             // the limit the office promises (承诺时限); 0 = the same day
	Unit       Unit     `json:"unit,omitempty"`      // of both limits
	Tolerable  []string `json:"tolerable,omitempty"` // minor documents it can be accepted without (容缺材料)
	// PassedOn papers go from department to department without the applicant
	// (零跑腿): until the item is accepted the time is the departments'.
	PassedOn bool `json:"passed_on,omitempty"`
}

// A Budget is a bound on the working days up to one item: 45 before the
// construction permit, say. Without Until there is none; one that is not among the
// items is to come after them all: the budget runs over all, without a forecast.
type Budget struct {
	Limit int    `json:"limit"`
	Until string `json:"until"`
}

// A Case is everything the reckoning of one project's approvals needs. It is never
// changed by it.
type Case struct {
	Today  workday.Date
	Budget Budget
	Items  []Item
	Facts  []Fact // in any order
	// Calendar counts the working days; nil = workday.Default().
	Calendar *workday.Calendar
	// Kept are the calendars decided items were counted by, by item: a notice
	// that comes late counts open clocks anew, and closed ones stay as they were.
	Kept map[string]*workday.Calendar
	// BadCredit bars the applicant from acceptance with documents missing
	// (容缺受理), until the credit is repaired (domain.md 3.3).
	BadCredit bool
}

// Bounds that protect everybody: a case beyond them is refused.
const (
	MaxItems = 5_000
	MaxNeeds = 50_000
	MaxFacts = 100_000
	MaxDays  = 3_650    // of a limit
	MaxText  = 16 << 20 // bytes of JSON
)

// Reply is the number of working days after which silence is acceptance
// (行政许可法 art. 32).
const Reply = 5

// Dates of facts lie between these days, which are those the calendars have
// tables for.
var (
	firstDay = workday.NewDate(1990, 1, 1)
	lastDay  = workday.NewDate(2100, 12, 31)
)

// never is later than any day: what will not be granted.
const never = workday.LastDate + 1

// unit is the item's, with its default.
func (it *Item) unit() Unit {
	if it.Unit == "" {
		return WorkingDays
	}
	return it.Unit
}

// calendar is the one in force.
func (c *Case) calendar() *workday.Calendar {
	if c.Calendar == nil {
		return workday.Default()
	}
	return c.Calendar
}
