// An example of a file, for those who write the first one.

package platform

import (
	"time"

	"guatu/internal/approval"
	"guatu/internal/workday"
)

// Example is one project's records with everything a record can say; the code is of
// no project.
func Example() []Record {
	day := func(month time.Month, day int) workday.Date { return workday.NewDate(2026, month, day) }
	const code, eia, permit = "2603-320800-04-01-000000", "eia", "construction_permit"
	return []Record{
		{Project: code, Item: eia, Kind: approval.Submitted, On: day(3, 2)},
		{Project: code, Item: eia, Kind: approval.Returned, On: day(3, 3), Notice: "补〔2026〕1号", Missing: []string{"现状监测报告"}, Office: "市生态环境局"},
		{Project: code, Item: eia, Kind: approval.Submitted, On: day(3, 6)},
		{Project: code, Item: eia, Kind: approval.Accepted, On: day(3, 9), Missing: []string{"现状监测报告"}, SupplyBy: day(3, 13), Office: "市生态环境局"},
		{Project: code, Item: eia, Kind: approval.Stopped, On: day(3, 10), Reason: approval.ExpertReview, Until: day(3, 20), Notice: "停〔2026〕1号"},
		{Project: code, Item: eia, Kind: approval.Supplied, On: day(3, 12), Doc: "现状监测报告"},
		{Project: code, Item: eia, Kind: approval.Resumed, On: day(3, 18)},
		{Project: code, Item: eia, Kind: approval.Granted, On: day(3, 24), Number: "审〔2026〕1号"},
		{Project: code, Item: permit, Kind: approval.Submitted, On: day(4, 1)},
		{Project: code, Item: permit, Kind: approval.Refused, On: day(4, 3), Notice: "不许〔2026〕1号"},
		{Project: code, Item: permit, Kind: approval.Submitted, On: day(4, 8)},
		{Project: code, Item: permit, Kind: approval.Withdrawn, On: day(4, 9)},
	}
}
