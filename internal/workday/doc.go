// Package workday holds civil dates and the statutory working calendar (工作日).
//
// A Date is a day without a clock; a When is a date with the precision in which
// an office wrote it. A Calendar answers which days are worked and counts them:
//
//	c := workday.Default()
//	due := c.Add(accepted, 45)        // the 45th working day after, accepted not counted
//	used := c.Between(accepted, today) // working days d with accepted < d ≤ today
//
// Approval limits are counted in working days, the first day excluded
// (行政许可法 art. 82; 民法典 art. 201). Which days are worked is laid down year by
// year in a notice of the General Office of the State Council; no rule foresees
// it, so the notices are data (notices.tsv) and later ones are laid over with
// With. A city's own days come as overrides (WithLocal).
//
// A Calendar never changes; laying something over makes another one with
// another Version, so that a closed case keeps the count it was closed with.
package workday
