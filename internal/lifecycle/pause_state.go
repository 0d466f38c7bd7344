// Where a pause stands: worked out of its steps and the day, never stored.

package lifecycle

import (
	"slices"

	"guatu/internal/workday"
)

// A PauseState is where a pause stands on a day.
type PauseState string

const (
	PauseAsked   PauseState = "asked"   // 待批
	PauseRefused PauseState = "refused" // 未同意
	PauseAhead   PauseState = "ahead"   // 已批未到
	PauseHolds   PauseState = "holds"   // 暂停中
	PauseExpired PauseState = "expired" // 到期自动恢复
	PauseEnded   PauseState = "resumed" // 已恢复
)

// PauseStates are all of them.
var PauseStates = []PauseState{PauseAsked, PauseHolds, PauseAhead, PauseExpired, PauseEnded, PauseRefused}

// Granted tells that the pause was agreed to, whatever came after.
func (p *Pause) Granted() bool {
	return slices.ContainsFunc(p.Steps, func(s PauseStep) bool { return s.Act == GrantPause })
}

// Until is its last day as it stands: as it was granted or renewed last, or the
// day it was resumed before that. Before it is granted it is the day asked for.
func (p *Pause) Until() workday.Date {
	var until workday.Date
	granted := p.Granted()
	for _, s := range p.Steps {
		switch s.Act {
		case AskPause:
			if !granted {
				until = s.Until
			}
		case GrantPause, RenewPause, Resume:
			until = s.Until
		}
	}
	return until
}

// Span is the days it holds; none where it was not granted, or was resumed on
// its first day.
func (p *Pause) Span() (Halt, bool) {
	span := Halt{p.From, p.Until()}
	return span, p.Granted() && span.To >= span.From
}

// Holds tells whether clocks and pro-rata stand still on a day: it was granted,
// and the day lies within it. When its last day is over it has ended by itself.
func (p *Pause) Holds(day workday.Date) bool {
	span, ok := p.Span()
	return ok && span.From <= day && day <= span.To
}

// Resumed tells that somebody took the project up again before the end.
func (p *Pause) Resumed() bool {
	return slices.ContainsFunc(p.Steps, func(s PauseStep) bool { return s.Act == Resume })
}

// On tells where the pause stands on a day.
func (p *Pause) On(day workday.Date) PauseState {
	switch {
	case !p.Granted() && p.last().Act == RefusePause:
		return PauseRefused
	case !p.Granted():
		return PauseAsked
	case p.Holds(day):
		return PauseHolds
	case p.Resumed():
		return PauseEnded
	case day < p.From:
		return PauseAhead
	}
	return PauseExpired
}

// Waits is the step that waits for a decision: the request itself or that for
// another quarter. Not ok when nothing waits.
func (p *Pause) Waits() (PauseStep, bool) {
	last := p.last()
	return last, last.Act == AskPause || last.Act == AskRenewal
}

func (p *Pause) last() PauseStep {
	if len(p.Steps) == 0 {
		return PauseStep{}
	}
	return p.Steps[len(p.Steps)-1]
}

// HeldBy is the pause that holds on a day; nil when none does.
func HeldBy(pauses []Pause, day workday.Date) *Pause {
	for i := range pauses {
		if pauses[i].Holds(day) {
			return &pauses[i]
		}
	}
	return nil
}
