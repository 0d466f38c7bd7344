// The money of a sample, month by month, as its clerk will report it.

package demo

import (
	"time"

	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// A month counts from the year 0, so that months can be compared and subtracted.
type month int

func monthOf(d workday.Date) month { return month(d.Year()*12 + int(d.Month()) - 1) }

func (m month) year() int              { return int(m) / 12 }
func (m month) inYear() int            { return int(m)%12 + 1 }
func (m month) when() workday.When     { return workday.InMonth(m.year(), time.Month(m.inYear())) }
func (m month) january() month         { return month(m.year() * 12) }
func (m month) firstDay() workday.Date { return m.when().First }

// A course is one year of a sample's building: from which month to which, the
// plan, and the rate it comes to at a month.
type course struct {
	from, to, at month
	plan         int64 // millions of yuan
	rate         int64 // points × 100 at the month at
	base         int64 // hundred thousands done before the year
}

// works is the time a sample is or will be under construction; none for those
// that nobody has dated.
func (s *sample) works(day workday.Date) (from, to workday.Date, ok bool) {
	from, ok = s.happens[lifecycle.Started]
	if !ok {
		from = s.plans[lifecycle.Started].First
	}
	to, done := s.happens[lifecycle.Completed]
	if !done {
		to = max(s.plans[lifecycle.Completed].Last(), day+60)
	}
	return from, to, s.stage.Order() >= lifecycle.Filed.Order() && s.stage != lifecycle.Exited && from > 0 && to > from
}

// course works one year out; it begins where the years before it came to.
func (s *sample) course(year int, day workday.Date, last month) (course, bool) {
	c, ok := s.yearly(year, day, last)
	if from, _, works := s.works(day); ok && works {
		for y := from.Year(); y < year; y++ {
			if past, ok := s.yearly(y, day, last); ok {
				c.base += past.plan * past.rate / 1000
			}
		}
	}
	return c, ok
}

// yearly is one year by itself.
func (s *sample) yearly(year int, day workday.Date, last month) (c course, ok bool) {
	from, to, ok := s.works(day)
	if !ok || from.Year() > year || to.Year() < year {
		return c, false
	}
	jan, dec := workday.NewDate(year, 1, 1), workday.NewDate(year, 12, 31)
	span := int64(to - from + 1)
	c.from, c.to = monthOf(max(from, jan)), monthOf(min(to, dec))
	c.plan = max(10, s.fixed*int64(min(to, dec)-max(from, jan)+1)/span/10*10)
	c.at, c.rate = c.to, 9700+int64(s.n%8)*100
	if open := to > day; open && last.year() == year {
		c.at = s.lastReported(last)
		c.rate = max(0, int64(target.Linear().Due(time.Month(c.at.inYear())))+int64(s.lead))
	}
	return c, true
}

// lastReported is the last month the sample has a figure for: the month asked for,
// or before it for those who fell silent or rest.
func (s *sample) lastReported(last month) month {
	if s.mood == silent {
		last -= month(1 + s.n%2)
	}
	if s.pausedOn > 0 {
		last = min(last, monthOf(s.pausedOn))
	}
	return max(last, monthOf(s.happens[lifecycle.Started]), last.january())
}

// plan is the investment planned for a year.
func (b *builder) plan(s *sample, year int) money.Opt {
	c, ok := s.course(year, b.day, b.last)
	if !ok {
		return money.Opt{}
	}
	return money.Some(money.Yuan(c.plan) * million)
}

// figure is what will be reported of a month in the dispatch sense; not ok where
// there is nothing to report.
func (b *builder) figure(s *sample, m month) (lifecycle.Figure, bool) {
	c, ok := s.course(m.year(), b.day, b.last)
	reached := s.stage.Order() >= lifecycle.Started.Order() && s.stage != lifecycle.Exited
	if !ok || !reached || m < c.from || m > c.to || m.year() == b.last.year() && m > s.lastReported(b.last) {
		return lifecycle.Figure{}, false
	}
	steps, of := int64(min(m, c.at)-c.from+1), int64(c.at-c.from+1)
	// A little more in one month, a little less in the next, and the target met.
	jitter := int64(0)
	if m < c.at {
		jitter = int64((s.n*7+int(m)*13)%9-4) * c.rate / of / 12
	}
	rate := max(0, c.rate*steps/of+jitter)
	tens := c.plan * rate / 1000 // hundred thousands of yuan
	f := lifecycle.Figure{Month: m.when(), Sense: lifecycle.Dispatch,
		YearDone: money.Some(money.Yuan(tens) * million / 10),
		Done:     money.Some(money.Yuan(tens+c.base) * million / 10)}
	return f, true
}

// inStore tells whether the sample's investment is in the statistics by a month:
// some weeks after the start, for most.
func (s *sample) inStore(m month) bool {
	on, started := s.happens[lifecycle.Started]
	return started && s.entersStore() && m >= monthOf(on)+2
}

// entersStore: the others did not say, or said no.
func (s *sample) entersStore() bool {
	return s.mood != storeLate && s.mood != storeStuck && s.n%5 != 0
}

// statistics is the month in the statistics sense: outlay lags behind what stands.
func (b *builder) statistics(s *sample, m month) (lifecycle.Figure, bool) {
	f, ok := b.figure(s, m)
	if !ok || !s.inStore(m) {
		return f, false
	}
	part := func(o money.Opt) money.Opt {
		return money.Some(o.Yuan / 100 * money.Yuan(62+s.n%31) / 100000 * 100000)
	}
	f.Sense, f.YearDone, f.Done = lifecycle.Statistics, part(f.YearDone), part(f.Done)
	return f, true
}

// images are what a clerk says of a building site, by how much is done.
var images = []struct {
	below int64 // per cent of the fixed investment
	text  string
}{
	{8, "场地平整，临时设施搭建"}, {16, "桩基施工"}, {28, "基础施工"}, {42, "主体施工至二层"}, {58, "主体封顶"},
	{72, "外装及厂区道路施工"}, {86, "设备进场安装"}, {97, "设备联动调试"}, {1 << 40, "建设完成，准备验收"},
}

// image is the progress in words for a figure.
func (s *sample) image(f lifecycle.Figure) string {
	done := int64(f.Done.Yuan/million) * 100 / max(1, s.fixed)
	for _, i := range images {
		if done < i.below {
			return i.text
		}
	}
	return ""
}
