// The life of a sample: when its stages come, what was planned for them, when
// the office first hears of it.

package demo

import (
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// gaps are the usual days from the stage before, at least and at most.
var gaps = map[lifecycle.Stage][2]int{
	lifecycle.Signed: {25, 120}, lifecycle.Filed: {30, 150}, lifecycle.Started: {45, 200}, lifecycle.Completed: {200, 520},
	lifecycle.Producing: {20, 80}, lifecycle.AtCapacity: {150, 300}, lifecycle.InStatistics: {20, 60},
}

// live dates the sample backward from the stage it stands in, plans what is
// ahead, and lets plans of what is past slip now and then.
func (b *builder) live(s *sample) {
	s.happens, s.plans = map[lifecycle.Stage]workday.Date{}, map[lifecycle.Stage]workday.When{}
	stage := s.stage
	if stage == lifecycle.Exited {
		s.happens[lifecycle.Exited] = b.day - s.days(20, 150)
		stage = lifecycle.Signed
	}
	on := b.day - s.since(stage)
	for i := stage.Order() - 1; i >= 0; i-- {
		at := lifecycle.Stages[i]
		s.happens[at] = on
		if at.Order() >= lifecycle.Started.Order() {
			s.plans[at] = inMonth(on, -s.slip())
		}
		gap := gaps[at]
		on -= s.days(gap[0], max(gap[1], 1))
	}
	b.ahead(s, stage)
	s.told = min(max(s.happens[lifecycle.Lead]+s.days(2, 10), b.first+s.days(4, 25)), b.day-3)
	s.lead = s.pace()
}

// days draws a number of days between two, both counted in.
func (s *sample) days(low, high int) workday.Date {
	return workday.Date(low + s.rng.IntN(high-low+1))
}

// slip is how many months after its plan a stage comes: mostly none.
func (s *sample) slip() int { return []int{0, 0, 0, 0, 0, 0, 1, 1, 2, 0}[s.rng.IntN(10)] }

// since is how many days ago the last stage was reached. Those behind with their
// figures have been building long enough to be so.
func (s *sample) since(stage lifecycle.Stage) workday.Date {
	if s.n%13 == 0 && stage != lifecycle.Lead && (s.mood == fine || stage != lifecycle.Started) {
		return s.days(2, 6) // news of the last week
	}
	switch stage {
	case lifecycle.Lead:
		return s.days(10, 120)
	case lifecycle.Signed:
		return s.days(15, 200)
	case lifecycle.Filed:
		return s.days(20, 180)
	case lifecycle.Started:
		return s.building()
	case lifecycle.Completed:
		return s.days(4, 220)
	}
	return s.days(4, 280)
}

func (s *sample) building() workday.Date {
	switch s.mood {
	case storeLate:
		return s.days(33, 55)
	case storeStuck:
		return s.days(75, 130)
	case finishLate:
		return s.days(300, 600)
	case fine:
		if s.rng.IntN(10) < 4 {
			return s.days(3, 94)
		}
	}
	return s.days(110, 520)
}

// ahead plans what has not come: in time for those who are fine, in the past for
// those whose mood says so.
func (b *builder) ahead(s *sample, stage lifecycle.Stage) {
	switch stage {
	case lifecycle.Signed:
		s.plans[lifecycle.Filed] = inMonth(b.day+s.days(40, 120), 0)
		s.plans[lifecycle.Started] = inQuarter(b.day + s.days(130, 300))
	case lifecycle.Filed:
		start := inMonth(b.day+s.days(35, 240), 0)
		if s.mood == startLate {
			start = inMonth(b.day, -1-s.rng.IntN(2))
		}
		if s.mood == startStuck {
			start = inMonth(b.day, -3-s.rng.IntN(4))
		}
		s.plans[lifecycle.Started] = start
		s.plans[lifecycle.Completed] = inMonth(start.First+s.days(260, 520), 0)
		s.before(start.First - s.days(30, 90))
	case lifecycle.Started:
		finish := inMonth(b.day+s.days(40, 480), 0)
		if s.mood == finishLate {
			finish = inMonth(b.day, -1-s.rng.IntN(2))
		}
		s.plans[lifecycle.Completed] = finish
		s.plans[lifecycle.Producing] = inMonth(finish.Last()+s.days(30, 80), 0)
	case lifecycle.Completed:
		s.plans[lifecycle.Producing] = inMonth(b.day+s.days(35, 90), 0)
	}
}

// before moves the stages reached back, so that the last of them lies before a day.
func (s *sample) before(day workday.Date) {
	if by := s.happens[lifecycle.Filed] - day; by > 0 {
		for stage := range s.happens {
			s.happens[stage] -= by
		}
	}
}

// inMonth is the month of a day, some months on.
func inMonth(d workday.Date, on int) workday.When {
	y, m, _ := d.Civil()
	first := workday.NewDate(y, m, 1)
	for ; on < 0; on++ {
		y, m, _ := (first - 1).Civil()
		first = workday.NewDate(y, m, 1)
	}
	y, m, _ = first.Civil()
	return workday.InMonth(y, m)
}

// inQuarter is the quarter of a day.
func inQuarter(d workday.Date) workday.When {
	return workday.InQuarter(d.Year(), (int(d.Month())+2)/3)
}

// pace draws how far the sample is from pro rata, in points × 100.
func (s *sample) pace() int {
	switch s.mood {
	case slow:
		return -1100 - s.rng.IntN(1800)
	case stuck:
		return -3300 - s.rng.IntN(3500)
	}
	return -800 + s.rng.IntN(2200)
}

// said is a stage's date as exactly as people still know it: the older, the coarser.
func (s *sample) said(on, today workday.Date) workday.When {
	switch age := today - on; {
	case age > 700:
		return workday.InYear(on.Year())
	case age > 400:
		return inQuarter(on)
	case age > 120:
		return inMonth(on, 0)
	}
	return workday.On(on)
}

// facts are the stages known on a day.
func (s *sample) facts(today workday.Date) []lifecycle.StageFact {
	p := &lifecycle.Project{}
	for _, stage := range lifecycle.Stages {
		fact := lifecycle.StageFact{Stage: stage}.Plan(s.plans[stage])
		if on, comes := s.happens[stage]; comes && on <= today {
			fact.Declared, fact.DeclaredOn = true, s.said(on, today)
		}
		p.SetFact(fact)
	}
	return p.Stages
}
