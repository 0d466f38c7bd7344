// Fitting drawn approvals to the day on which construction began.

package demo

import (
	"slices"

	"guatu/internal/approval"
	"guatu/internal/workday"
)

// squeeze moves the items begun before the budget's end together, so that construction
// could begin on the day on which it did.
func (p *permit) squeeze(by workday.Date) {
	end, ends := p.granted[p.until]
	if !ends || end <= by {
		return
	}
	cal := workday.Default()
	move := func(d workday.Date) workday.Date {
		switch {
		case d <= p.begin:
			return d
		case d > end:
			return d - (end - by)
		}
		return max(p.begin, cal.OnOrBefore(p.begin+(d-p.begin)*(by-p.begin)/(end-p.begin)))
	}
	begun := map[string]bool{}
	for i := range p.steps {
		s := &p.steps[i]
		if s.day <= end {
			begun[s.note.Items[0]] = true
		}
		if begun[s.note.Items[0]] {
			s.day, s.note.On, s.note.Until, s.note.SupplyBy = move(s.day), move(s.note.On), move(s.note.Until), move(s.note.SupplyBy)
		}
	}
}

// settle leaves out stops that squeezing left no day, and early ends of what ends by
// itself.
func (p *permit) settle() {
	last := map[string]*step{}
	p.steps = slices.DeleteFunc(p.steps, func(s step) bool {
		item := s.note.Items[0]
		stop := last[item]
		switch s.note.Kind {
		case approval.Stopped:
			if s.note.Until <= s.day {
				return true
			}
			last[item] = &s
		case approval.Resumed:
			return stop == nil || s.day <= stop.day || s.day >= stop.note.Until
		}
		return false
	})
}
