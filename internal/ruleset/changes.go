package ruleset

import (
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/schedule"
)

// The sections date_changes and pauses as people write them.

type changesLine struct {
	Source       string          `yaml:"source"`
	Forward      bool            `yaml:"forward_free"`
	Finer        bool            `yaml:"finer_free"`
	PerYear      int             `yaml:"per_year"`
	LedgerGrants bool            `yaml:"ledger_grants"`
	Reasons      []changeReason  `yaml:"reasons"`
	Approvers    []approvingLine `yaml:"approvers"`
}

type changeReason struct {
	Code, Name, Class, Evidence, Source string
}

type approvingLine struct {
	Slip, Total   int
	Levels, Tiers []string
	By, Source    string
}

type pausesLine struct {
	Source       string        `yaml:"source"`
	By           string        `yaml:"by"`
	TermMonths   int           `yaml:"term_months"`
	LongestMonth int           `yaml:"longest_months"`
	BackDays     int           `yaml:"back_days"`
	RemindDays   int           `yaml:"remind_days"`
	LedgerCounts bool          `yaml:"ledger_pause_counts"`
	Reasons      []pauseReason `yaml:"reasons"`
}

type pauseReason struct {
	Code, Name, Evidence, Source string
}

// governed reads both sections; one left out is the default's. Lists and tiers
// that the set does not have are mistakes: a rule for them would never fit.
func (f *file) governed(s *Set, wrong *fault.List) {
	if f.DateChanges == nil {
		s.Changes = fallback.Changes
	} else {
		s.Changes = f.DateChanges.rules()
		wrong.Add(s.Changes.Check())
		checkLists(s, wrong)
	}
	if f.Pauses == nil {
		s.Pauses = fallback.Pauses
	} else {
		s.Pauses = f.Pauses.rules()
		wrong.Add(s.Pauses.Check())
	}
	s.Lights.LedgerPause = s.Pauses.LedgerCounts
}

func (l *changesLine) rules() schedule.ChangeRules {
	r := schedule.ChangeRules{Source: l.Source, Forward: l.Forward, Finer: l.Finer, PerYear: l.PerYear, LedgerGrants: l.LedgerGrants}
	for _, reason := range l.Reasons {
		r.Reasons = append(r.Reasons, schedule.ChangeReason{Code: reason.Code, Name: reason.Name, Class: schedule.Class(reason.Class), Evidence: reason.Evidence, Source: reason.Source})
	}
	for _, a := range l.Approvers {
		r.Approvers = append(r.Approvers, schedule.ApproverRule{Slip: a.Slip, Total: a.Total, Levels: a.Levels, Tiers: a.Tiers, By: lifecycle.Approver(a.By), Source: a.Source})
	}
	return r
}

func checkLists(s *Set, wrong *fault.List) {
	for _, a := range s.Changes.Approvers {
		for _, code := range a.Levels {
			wrong.Check(NameOf(s.Levels, code) != code, "date_changes", "ruleset.no_level", "code", code)
		}
		for _, code := range a.Tiers {
			wrong.Check(s.TierName(code) != code, "date_changes", "ruleset.no_tier", "code", code)
		}
	}
}

func (l *pausesLine) rules() lifecycle.PauseRules {
	r := lifecycle.PauseRules{Source: l.Source, By: lifecycle.Approver(l.By), TermMonths: l.TermMonths, LongestMonth: l.LongestMonth,
		BackDays: l.BackDays, RemindDays: l.RemindDays, LedgerCounts: l.LedgerCounts}
	for _, reason := range l.Reasons {
		r.Reasons = append(r.Reasons, lifecycle.PauseReason(reason))
	}
	return r
}
