// Days that a place rules for itself, over every notice.

package workday

import (
	"strconv"

	"guatu/internal/fault"
)

// An Override is a day that the office rules over the notices: a local holiday,
// an emergency, a Saturday worked by order.
type Override struct {
	Date  Date   `json:"date"`
	Works bool   `json:"works"`
	Name  string `json:"name"`
}

// checkLocal reports every override that cannot be laid over a calendar: a day
// outside 1990–2100, one without a name (a day off must say why), one twice.
func checkLocal(over []Override) error {
	var wrong fault.List
	seen := make(map[Date]bool, len(over))
	for i, o := range over {
		at := "overrides[" + strconv.Itoa(i) + "]"
		wrong.Check(tableFirst <= o.Date && o.Date <= tableLast, at+".date", "override.outside_table", "date", o.Date)
		wrong.Check(!seen[o.Date], at+".date", "override.day_twice", "date", o.Date)
		wrong.Check(o.Name != "", at+".name", "override.name_missing")
		seen[o.Date] = true
	}
	return wrong.Err()
}
