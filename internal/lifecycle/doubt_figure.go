// Cross-checks of figures: what cannot be, or would be very unusual.

package lifecycle

import (
	"slices"
	"strconv"

	"guatu/internal/money"
	"guatu/internal/workday"
)

// either asks a question of both senses and gives the first doubt.
func either(l *look, ask func(Sense) (Doubt, bool)) (Doubt, bool) {
	for _, sense := range senses {
		if d, found := ask(sense); found {
			return d, true
		}
	}
	return Doubt{}, false
}

// earlyMoney finds investment of more than a share of the total before the
// project started. Land and early work cost money too: hence the share.
func earlyMoney(c *CrossCheck, l *look) (Doubt, bool) {
	start, dated := l.stageDay(Started)
	if l.reached == "" || !dated && l.reached.Order() >= Started.Order() || c.Percent > 0 && !l.most().OK {
		return Doubt{}, false
	}
	if !dated {
		start = Compared{What: "stage." + string(l.reached)}
	}
	floor := part(l.most().Yuan, c.Percent)
	return either(l, func(sense Sense) (Doubt, bool) {
		for _, f := range l.figures[sense] {
			done := f.Done
			if !done.OK {
				done = f.YearDone
			}
			if done.OK && done.Yuan > floor && (!dated || f.Month.Last() < start.On.First) {
				share, _ := money.Ratio(done.Yuan, l.most().Yuan)
				return Doubt{Value: int64(share), Compared: []Compared{figured(f, done), start}}, true
			}
		}
		return Doubt{}, false
	})
}

// recent tells whether a month lies within the check's months before the day.
func (c *CrossCheck) recent(l *look, month workday.When) bool {
	return monthNumber(month) > monthNumber(workday.On(l.on))-c.Months
}

// moved is a move as a compared record.
func moved(sense Sense, m move) Compared {
	return Compared{What: "move." + string(sense), On: m.month, Amount: money.Some(m.by)}
}

// jump finds the last month that brought many times the month before it. Small
// sums jump easily: the month must bring a share of the total too.
func jump(c *CrossCheck, l *look) (Doubt, bool) {
	floor := part(l.most().Or(0), c.Percent)
	return either(l, func(sense Sense) (Doubt, bool) {
		list := l.moves[sense]
		for i := len(list) - 1; i > 0; i-- {
			was, is := list[i-1], list[i]
			if !c.recent(l, is.month) {
				break
			}
			if was.month == is.from && was.by > 0 && is.by/was.by >= money.Yuan(c.Times) && is.by > floor {
				times, _ := money.Ratio(is.by, was.by)
				return Doubt{Value: int64(times) / 100, Compared: []Compared{moved(sense, was), moved(sense, is)}}, true
			}
		}
		return Doubt{}, false
	})
}

// fall finds the last month in which a cumulative figure went down, by more than
// Percent: years are closed to the 亿元 and opened to the 万元.
func fall(c *CrossCheck, l *look) (Doubt, bool) {
	return either(l, func(sense Sense) (Doubt, bool) {
		for _, m := range slices.Backward(l.moves[sense]) {
			if m.by < 0 && -m.by > part(m.was.Yuan, c.Percent) && c.recent(l, m.month) {
				what := "figure." + string(sense)
				return Doubt{Value: int64(-m.by), Compared: []Compared{{What: what, On: m.from, Amount: m.was}, {What: what, On: m.month, Amount: m.is}}}, true
			}
		}
		return Doubt{}, false
	})
}

// stalled finds a project in construction to which month after month nothing is
// added. An answer holds for as many periods as it was given for: after as many
// months again the doubt is open anew.
func stalled(c *CrossCheck, l *look) (Doubt, bool) {
	if l.reached != Started || l.Paused {
		return Doubt{}, false
	}
	list := l.moves[Dispatch]
	still, month := 0, workday.When{}
	for _, m := range slices.Backward(list) {
		if m.by != 0 || still > 0 && monthNumber(m.month)+1 != monthNumber(month) {
			break
		}
		still, month = still+1, m.month
	}
	if still < c.Months {
		return Doubt{}, false
	}
	last := l.figures[Dispatch][len(l.figures[Dispatch])-1]
	if most := l.most(); last.Month != list[len(list)-1].month || most.OK && last.Done.OK && last.Done.Yuan >= most.Yuan {
		return Doubt{}, false // reported since without an amount, or all is done
	}
	since := list[len(list)-still].from
	return Doubt{Value: int64(still), mark: strconv.Itoa(still / c.Months),
		Compared: []Compared{{What: "figure." + string(Dispatch), On: since, Amount: last.Done}}}, true
}

// sensesCrossed finds statistics above dispatch: outlay cannot be ahead of what
// the unit itself says was built (domain.md 1.3).
func sensesCrossed(c *CrossCheck, l *look) (Doubt, bool) {
	for _, s := range slices.Backward(l.figures[Statistics]) {
		for _, d := range slices.Backward(l.figures[Dispatch]) {
			if d.Month != s.Month {
				continue
			}
			for _, amount := range []func(Figure) money.Opt{sinceStart, ofYear} {
				if is, of := amount(s), amount(d); is.OK && of.OK {
					return beyond(c, figured(s, is), figured(d, of))
				}
			}
		}
	}
	return Doubt{}, false
}

// beyond tells whether one amount lies above another by more than Percent.
func beyond(c *CrossCheck, is, of Compared) (Doubt, bool) {
	over := is.Amount.Yuan - of.Amount.Yuan
	share, _ := money.Ratio(over, max(1, of.Amount.Yuan))
	return Doubt{Value: int64(share), Compared: []Compared{is, of}}, over > 0 && over > part(of.Amount.Yuan, c.Percent)
}

// overTotal finds more invested than the project costs.
func overTotal(c *CrossCheck, l *look) (Doubt, bool) {
	most := l.most()
	if !most.OK {
		return Doubt{}, false
	}
	total := l.totals()
	total.Amount = most
	return either(l, func(sense Sense) (Doubt, bool) {
		f, ok := l.latest(sense, sinceStart)
		if !ok {
			return Doubt{}, false
		}
		return beyond(c, figured(f, f.Done), total)
	})
}

// overPlan finds a year's investment far above its plan.
func overPlan(c *CrossCheck, l *look) (Doubt, bool) {
	return either(l, func(sense Sense) (Doubt, bool) {
		f, ok := l.latest(sense, ofYear)
		plan := l.Project.PlanOf(f.Month.First.Year())
		if !ok || !plan.OK || f.Month.First.Year() != l.on.Year() {
			return Doubt{}, false
		}
		return beyond(c, figured(f, f.YearDone), Compared{What: "plan", On: workday.InYear(l.on.Year()), Amount: plan})
	})
}

// finishedShort finds a completed project most of whose investment was never
// made. Figures from before the completion tell nothing.
func finishedShort(c *CrossCheck, l *look) (Doubt, bool) {
	done, ok := l.stageDay(Completed)
	least := l.least()
	if !ok || !least.OK || least.Yuan <= 0 {
		return Doubt{}, false
	}
	f, ok := l.latest(Dispatch, sinceStart)
	if !ok || f.Month.Last() < done.On.Last() || f.Done.Yuan >= part(least.Yuan, c.Percent) {
		return Doubt{}, false
	}
	share, _ := money.Ratio(f.Done.Yuan, least.Yuan)
	total := l.totals()
	total.Amount = least
	return Doubt{Value: int64(share), Compared: []Compared{done, figured(f, f.Done), total}}, true
}
