// The rules of pauses (ruleset section pauses), and each step of one under them.

package lifecycle

import (
	"slices"
	"strings"
	"unicode/utf8"

	"guatu/internal/fault"
	"guatu/internal/workday"
)

// A PauseReason is one entry of the closed list of reasons (暂停事由).
type PauseReason struct {
	Code     string `json:"code"`
	Name     string `json:"name"`
	Evidence string `json:"evidence,omitempty"` // what should be shown, in words
	Source   string `json:"source"`
}

// PauseRules are the rules of a place. A works permit must be renewed after three
// months, a stop is reported within one month, and after a year the permit is
// looked at again (建筑法 9、10): the shipped figures are these.
type PauseRules struct {
	Reasons      []PauseReason `json:"reasons"`
	By           Approver      `json:"by"`            // who grants
	TermMonths   int           `json:"term_months"`   // the longest that is granted at once
	LongestMonth int           `json:"longest_month"` // with all renewals
	BackDays     int           `json:"back_days"`     // how far its first day may lie before the request
	RemindDays   int           `json:"remind_days"`   // how long before its end people are told
	// LedgerCounts says whether a ledger's bare word 暂停 stops the lights.
	LedgerCounts bool   `json:"ledger_counts"`
	Source       string `json:"source"`
}

// Check reports everything in the rules that cannot be.
func (r PauseRules) Check() error {
	var wrong fault.List
	seen := map[string]bool{}
	wrong.Check(len(r.Reasons) > 0, "pauses", "ruleset.pause_reasons")
	wrong.Check(r.By.Rank() > 0, "pauses", "ruleset.approver", "approver", string(r.By))
	wrong.Check(r.TermMonths > 0 && r.LongestMonth >= r.TermMonths && r.LongestMonth <= 120, "pauses", "ruleset.pause_months", "term", r.TermMonths, "longest", r.LongestMonth)
	wrong.Check(r.BackDays >= 0 && r.RemindDays >= 0 && r.BackDays <= 366 && r.RemindDays <= 366, "pauses", "ruleset.pause_days")
	for _, reason := range r.Reasons {
		wrong.Check(reason.Code != "" && reason.Name != "" && reason.Source != "" && !seen[reason.Code], "pauses", "ruleset.reason", "code", reason.Code)
		seen[reason.Code] = true
	}
	return wrong.Err()
}

// ReasonName is the name of a reason's code, or the code where the rules have
// dropped it.
func (r PauseRules) ReasonName(code string) string {
	for _, reason := range r.Reasons {
		if reason.Code == code {
			return reason.Name
		}
	}
	return code
}

// TermEnd is the last day that can be granted at once from a first day.
func (r PauseRules) TermEnd(from workday.Date) workday.Date { return monthsOn(from, r.TermMonths) - 1 }

// LongestEnd is the last day that a pause can reach with all its renewals.
func (r PauseRules) LongestEnd(from workday.Date) workday.Date {
	return monthsOn(from, r.LongestMonth) - 1
}

// monthsOn is the same day some months on, or the last of that month.
func monthsOn(d workday.Date, months int) workday.Date {
	y, m, day := d.Civil()
	first := workday.NewDate(y, m, 1)
	y, m, _ = first.Civil()
	month := workday.InMonth(y, m)
	for range months {
		y, m, _ = (month.Last() + 1).Civil()
		month = workday.InMonth(y, m)
	}
	return min(month.First+workday.Date(day)-1, month.Last())
}

// Ask checks a request for a pause, all mistakes at once. others are the
// project's pauses so far: only one is asked for or agreed at a time.
func (r PauseRules) Ask(p Pause, others []Pause) error {
	var wrong fault.List
	asked := p.last()
	known := slices.ContainsFunc(r.Reasons, func(reason PauseReason) bool { return reason.Code == p.Reason })
	wrong.Check(known, "reason", "pause.reason", "reason", p.Reason)
	wrong.Check(strings.TrimSpace(p.Conditions) != "", "conditions", "pause.conditions")
	wrong.Check(utf8.RuneCountInString(p.Conditions) <= maxText, "conditions", "project.text_long", "max", maxText)
	wrong.Check(!p.From.IsZero(), "from", "pause.from")
	wrong.Check(p.From.IsZero() || p.From >= asked.Day-workday.Date(r.BackDays), "from", "pause.back", "days", r.BackDays)
	wrong.Check(!asked.Until.IsZero(), "until", "pause.until")
	switch {
	case p.From.IsZero() || asked.Until.IsZero():
	case asked.Until < p.From:
		wrong.Check(false, "until", "pause.ends_before")
	case asked.Until < asked.Day:
		wrong.Check(false, "until", "pause.over")
	default:
		wrong.Check(asked.Until <= r.TermEnd(p.From), "until", "pause.term", "months", r.TermMonths, "last", r.TermEnd(p.From).String())
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	for i := range others {
		if err := apart(&p, &others[i]); err != nil {
			return err
		}
	}
	return nil
}

// apart refuses a second request while one waits, and days that are paused already.
func apart(p, other *Pause) error {
	if other.ID == p.ID {
		return nil
	}
	if _, waits := other.Waits(); waits {
		return fault.New(fault.Conflict, "pause.waits")
	}
	if span, ok := other.Span(); ok && p.From <= span.To && span.From <= p.last().Until {
		return fault.New(fault.Conflict, "pause.overlaps", "from", span.From.String(), "until", span.To.String()).At("from")
	}
	return nil
}

// step adds one to what was done.
func (p Pause) step(s PauseStep) Pause {
	p.Steps = append(slices.Clone(p.Steps), s)
	return p
}

// Grant agrees to what waits: the pause, or another term. until may be shorter
// than asked for; zero is as asked.
func (r PauseRules) Grant(p Pause, by Signer, s PauseStep) (Pause, error) {
	asked, err := r.decide(p, by)
	if err != nil {
		return p, err
	}
	if s.Until.IsZero() {
		s.Until = asked.Until
	}
	first := p.From
	s.Act = GrantPause
	if asked.Act == AskRenewal {
		first, s.Act = p.Until()+1, RenewPause
	}
	if s.Until < first || s.Until > asked.Until {
		return p, fault.New(fault.Invalid, "pause.shorter", "first", first.String(), "last", asked.Until.String()).At("until")
	}
	return p.step(s), nil
}

// Refuse says no to what waits, and why. A pause that was granted before goes on
// to its end.
func (r PauseRules) Refuse(p Pause, by Signer, s PauseStep) (Pause, error) {
	if _, err := r.decide(p, by); err != nil {
		return p, err
	}
	if strings.TrimSpace(s.Note) == "" {
		return p, fault.New(fault.Invalid, "pause.refuse_note").At("note")
	}
	s.Act = RefusePause
	return p.step(s), nil
}

// decide gives what waits, when this person may decide it.
func (r PauseRules) decide(p Pause, by Signer) (PauseStep, error) {
	asked, waits := p.Waits()
	if !waits {
		return asked, fault.New(fault.Conflict, "pause.decided")
	}
	switch by.May(r.By, Signer{Who: asked.Who, Unit: asked.Unit}) {
	case OwnAsk:
		return asked, fault.New(fault.Forbidden, "pause.own")
	case OwnUnit:
		return asked, fault.New(fault.Forbidden, "pause.own_unit")
	case TooLow:
		return asked, fault.New(fault.Forbidden, "pause.approver", "approver", string(r.By))
	}
	return asked, nil
}

// Extend asks for another term (续期) while the pause holds: what has ended is
// asked for anew. All its terms together have a longest.
func (r PauseRules) Extend(p Pause, s PauseStep) (Pause, error) {
	if _, waits := p.Waits(); waits {
		return p, fault.New(fault.Conflict, "pause.waits")
	}
	if !p.Holds(s.Day) || p.Resumed() {
		return p, fault.New(fault.Conflict, "pause.not_holding")
	}
	end, longest := p.Until(), r.LongestEnd(p.From)
	var wrong fault.List
	wrong.Check(strings.TrimSpace(s.Note) != "", "note", "pause.renew_note")
	wrong.Check(s.Until > end, "until", "pause.renew_later", "until", end.String())
	wrong.Check(s.Until <= r.TermEnd(end+1), "until", "pause.term", "months", r.TermMonths, "last", min(longest, r.TermEnd(end+1)).String())
	wrong.Check(s.Until <= longest, "until", "pause.longest", "months", r.LongestMonth, "last", longest.String())
	if err := wrong.Err(); err != nil {
		return p, err
	}
	s.Act = AskRenewal
	return p.step(s), nil
}

// Resume takes the project up again before the end; s.Until is the last day that
// stood still, at the earliest the day before the pause began (it never held).
func (r PauseRules) Resume(p Pause, s PauseStep) (Pause, error) {
	state := p.On(s.Day)
	if state != PauseHolds && state != PauseAhead {
		return p, fault.New(fault.Conflict, "pause.not_holding")
	}
	switch {
	case state == PauseAhead: // called off: it never holds
		s.Until = p.From - 1
	case s.Until.IsZero():
		s.Until = s.Day - 1
	}
	if s.Until < p.From-1 || state == PauseHolds && s.Until > s.Day {
		return p, fault.New(fault.Invalid, "pause.resumed_on", "from", p.From.String(), "today", s.Day.String()).At("until")
	}
	s.Act = Resume
	return p.step(s), nil
}
