// Package money holds amounts as whole yuan. Offices write 亿元 and 万元; a
// float between them loses the yuan that an auditor looks for, so reading and
// writing are exact: ParseDecimal reads plain figures, Yi, Wan and Exact write
// them, and Ratio measures one amount against another in hundredths of a
// percentage point. Free text of ledger cells (约1.2亿元) is read elsewhere.
package money

import "guatu/internal/fault"

// Yuan is an amount in whole yuan (元).
type Yuan int64

// Yi and Wan are the units of account as offices write them.
const (
	Yi  Yuan = 1_0000_0000 // 亿元
	Wan Yuan = 1_0000      // 万元
)

// Max bounds every amount Guatu takes: one trillion yuan (万亿). Beyond it a
// figure is a slip of the unit, not a project.
const Max Yuan = 10_000 * Yi

// Check tells an amount that no project can have: one below zero or above Max.
// Faults: money.negative, money.too_large.
func (y Yuan) Check() error {
	switch {
	case y < 0:
		return fault.New(fault.Invalid, "money.negative", "yuan", int64(y))
	case y > Max:
		return fault.New(fault.Invalid, "money.too_large", "yuan", int64(y), "max", int64(Max))
	}
	return nil
}
