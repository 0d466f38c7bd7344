// The monthly returns: every clerk sends the month's figures in the first days of
// the next, those of the statistics in the middle; some send late, some mend.

package demo

import (
	"time"

	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/workday"
)

// returnDay is when a month's figures are sent: a working day of the next
// month's first five, or the month's last where those are a holiday (October).
func returnDay(m month, clerk int) workday.Date {
	first := (m + 1).firstDay()
	var days []workday.Date
	for d := first; d < first+5; d++ {
		if works, _ := workday.Default().Works(d); works {
			days = append(days, d)
		}
	}
	if len(days) > 0 {
		return days[clerk%len(days)]
	}
	for d := first - 1; ; d-- {
		if works, _ := workday.Default().Works(d); works {
			return d
		}
	}
}

// lastMonth is the last month whose returns were all sent before a day.
func lastMonth(day workday.Date) month {
	m := monthOf(day) - 1
	if day <= (m+1).firstDay()+5 {
		m--
	}
	return m
}

// returns puts down every clerk's returns of the year.
func (b *builder) returns() {
	clerks := map[string][]*sample{}
	var order []string
	for _, s := range b.samples {
		if len(clerks[s.clerk()]) == 0 {
			order = append(order, s.clerk())
		}
		clerks[s.clerk()] = append(clerks[s.clerk()], s)
	}
	for i, clerk := range order {
		for m := monthOf(b.first); m <= b.last; m++ {
			b.monthly(clerk, clerks[clerk], m, returnDay(m, i))
		}
	}
}

// monthly is one clerk's month: the return, what comes late, the statistics.
func (b *builder) monthly(clerk string, list []*sample, m month, day workday.Date) {
	var items, outlay []*sample
	for _, s := range list {
		if s.told >= day {
			continue
		}
		if _, ok := b.figure(s, m); ok {
			if on := b.lateDay(s, m, day); on > 0 {
				b.on(on, func() error { return b.reportOne(s, m, "") })
			} else {
				items = append(items, s)
			}
		}
		if _, ok := b.statistics(s, m); ok {
			outlay = append(outlay, s)
		}
	}
	b.on(day, func() error { return b.send(clerk, b.dispatched(items, m)) })
	if middle := (m + 1).firstDay() + 14; middle < b.day {
		b.on(middle, func() error { return b.send(clerk, b.outlaid(outlay, m)) })
	}
}

// lateDay is when a figure comes that missed the return; 0 for those in time. Of
// the last month some come within the last week, so that there is news in it.
func (b *builder) lateDay(s *sample, m month, day workday.Date) workday.Date {
	switch {
	case m == b.last && s.n%19 == 3 && s.mood == fine && s.stage == lifecycle.Started && day+8 < b.day:
		return b.day - 2 - workday.Date(s.n%5)
	case (s.n*31+int(m)*17)%24 == 0 && day+12 < b.day:
		return day + 5 + workday.Date(s.n%5)
	}
	return 0
}

func (b *builder) send(clerk string, items []app.FigureItem) error {
	if len(items) == 0 {
		return nil
	}
	return b.cfg.App.FiguresReport(b.ctx, b.who(clerk), app.FiguresReport{Items: items})
}

// dispatched are the lines of a return; every other line says how the site looks.
func (b *builder) dispatched(list []*sample, m month) []app.FigureItem {
	var items []app.FigureItem
	for _, s := range list {
		f, _ := b.figure(s, m)
		f.Project = s.id
		item := app.FigureItem{Figure: f}
		if (s.n+int(m))%2 == 0 {
			text := s.image(f)
			item.Image = &text
		}
		items = append(items, item)
	}
	return items
}

func (b *builder) outlaid(list []*sample, m month) []app.FigureItem {
	var items []app.FigureItem
	for _, s := range list {
		f, _ := b.statistics(s, m)
		f.Project = s.id
		items = append(items, app.FigureItem{Figure: f})
	}
	return items
}

// reportOne reports one sample's month by itself.
func (b *builder) reportOne(s *sample, m month, because string) error {
	f, _ := b.figure(s, m)
	if because != "" {
		f.YearDone = money.Some(f.YearDone.Yuan / 100 * 99 / 100000 * 100000)
		f.Note = because
	}
	f.Project = s.id
	return b.cfg.App.FigureReport(b.ctx, b.who(s.clerk()), app.FigureReport{Project: s.id, Figure: f, Because: because})
}

// corrections is how many figures are mended in the year.
const corrections = 14

// corrects mends some figures weeks after they were reported, with the reason:
// what was known then and what is known now differ.
func (b *builder) corrects() {
	done := 0
	for i := 5; i < len(b.samples) && done < corrections; i += 17 {
		s, m := b.samples[i], b.last-month(2+i%4)
		sent := (m + 1).firstDay() + 20
		if _, ok := b.figure(s, m); !ok || s.told >= (m+1).firstDay() || s.mood != fine || sent >= b.day || s.stage != lifecycle.Started {
			continue
		}
		b.on(sent+s.days(0, 8), func() error { return b.reportOne(s, m, "核对发票后更正") })
		done++
	}
}

// views are the lists that the office keeps for everybody.
func (b *builder) views() {
	for i, v := range []app.ViewSave{
		{Name: "省重大滞后项目", Page: "projects", Query: "level=provincial&light=behind&sort=lead", Shared: true},
		{Name: "市重大未填报", Page: "projects", Query: "level=city&light=unreported", Shared: true},
		{Name: "应开工未开工", Page: "projects", Query: "reason=start.late&reason=start.long_late&sort=next", Shared: true},
		{Name: "在建项目时间表", Page: "timetable", Query: "stage=started&group=unit", Shared: true},
	} {
		b.on(b.first+workday.Date(30+i), func() error {
			_, err := b.cfg.App.ViewSave(b.ctx, b.who(officeKey), v)
			return err
		})
	}
}

// evening is when the last act of the demo is over and the visitor comes in.
func evening(day workday.Date) time.Time {
	y, m, d := day.Civil()
	return time.Date(y, m, d, 9, 0, 0, 0, zone)
}
