// What each month's figure adds, so that reports can be added up by month.

package target

import (
	"guatu/internal/lifecycle"
	"guatu/internal/money"
)

// A Flow follows one project's figures of one sense, in order of month, and tells
// what each adds to the year's investment and to that since the start. What it adds
// in a year sums to Progress.Done, month by month.
type Flow struct {
	Project *lifecycle.Project
	year    int
	before  money.Opt // since the start, in the last figure before the year
	last    money.Opt // since the start, in the last figure of all
	done    money.Yuan
	total   money.Yuan
}

// Take is what a figure adds: to its year, and since the start. A figure that says
// nothing of either adds none, which is not zero.
func (f *Flow) Take(figure *lifecycle.Figure) (year, total money.Opt) {
	if y := figure.Month.First.Year(); y != f.year {
		f.year, f.done, f.before = y, 0, f.last
	}
	f.last = figure.Done
	if figure.Done.OK {
		total = money.Some(figure.Done.Yuan - f.total)
		f.total = figure.Done.Yuan
	}
	done := figure.YearDone
	if !done.OK && figure.Done.OK {
		done, _ = sinceJanuary(*figure, f.before, f.Project)
	}
	if done.OK {
		year = money.Some(done.Yuan - f.done)
		f.done = done.Yuan
	}
	return year, total
}
