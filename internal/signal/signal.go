// Package signal lights a project (红黄绿灯) by ordered rules over measured
// figures, and says why. Rules are dated data of the ruleset; this package holds
// no threshold. A light is never stored: it changes at midnight with nobody
// acting.
package signal

import (
	"cmp"
	"slices"

	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// A Light is one of five states; each has a shape and a word beside its colour.
type Light string

const (
	Normal     Light = "normal"     // ● 正常
	Watch      Light = "watch"      // ▲ 关注
	Behind     Light = "behind"     // ■ 滞后
	Unreported Light = "unreported" // ○ 未填报
	Paused     Light = "paused"     // ◇ 暂停
)

// Lights are all lights, the most urgent first.
var Lights = []Light{Behind, Watch, Unreported, Normal, Paused}

// A Measure is a figure of a project that a rule looks at.
type Measure string

const (
	LeadPoints Measure = "lead_points"  // rate less share due, in points × 100; negative is behind
	RatioToDue Measure = "ratio_to_due" // rate as a share of the share due, in points × 100
	StartLate  Measure = "start_late"   // months since the planned start's last day, begun months counting; 0 in the planned month
	FinishLate Measure = "finish_late"  // the same for completion
	StoreLate  Measure = "store_late"   // whole months since start without entering investment statistics
	ReportLate Measure = "report_late"  // monthly figures due and missing
	PlanLate   Measure = "plan_late"    // whole months of the year over without a plan for it
)

// Measures is the closed list.
var Measures = []Measure{LeadPoints, RatioToDue, StartLate, FinishLate, StoreLate, ReportLate, PlanLate}

// A Rule lights a project when its measure lies within From..To, both counted
// in; an end that is not given is open. Values are in the measure's unit.
type Rule struct {
	Code    string  `json:"code"`
	Measure Measure `json:"measure"`
	From    *int64  `json:"from,omitempty"`
	To      *int64  `json:"to,omitempty"`
	Light   Light   `json:"light"`
	Source  string  `json:"source"`
}

// Rules are the rules of a place, and the day of the next month by which a
// month's figure is due.
type Rules struct {
	Rules     []Rule `json:"rules"`
	ReportDay int    `json:"report_day"`
	// LedgerPause lets a ledger's bare word 暂停 stop the light; the ruleset
	// says it among the rules of pauses.
	LedgerPause bool `json:"ledger_pause,omitempty"`
}

// A Reason is why a project is lit as it is: the rule that held, and the figure
// it saw.
type Reason struct {
	Rule    string       `json:"rule"`
	Measure Measure      `json:"measure"`
	Light   Light        `json:"light"`
	Value   int64        `json:"value"`
	From    *int64       `json:"from,omitempty"`
	To      *int64       `json:"to,omitempty"`
	Planned workday.When `json:"planned,omitzero"` // the date that was missed
	Month   workday.When `json:"month,omitzero"`   // the month of the figure
	Rate    money.Points `json:"rate,omitempty"`
	Due     money.Points `json:"due,omitempty"`
	Source  string       `json:"source"`
}

// A State is a light with its reasons, the most urgent first; a normal light has
// none, and says so by the figures that were looked at (Seen).
// A paused one says for which reason and until when.
type State struct {
	Light   Light    `json:"light"`
	Reasons []Reason `json:"reasons,omitempty"`
	Hold    *Hold    `json:"hold,omitempty"`
}

// A Hold is the granted pause that stops a light.
type Hold struct {
	Pause  string       `json:"pause"`  // its ID
	Reason string       `json:"reason"` // a code of the ruleset
	Until  workday.Date `json:"until"`
}

// Facts are what a light looks at. Still are the days of Pauses.
type Facts struct {
	Project  *lifecycle.Project
	Progress target.Progress
	Pauses   []lifecycle.Pause
	Still    lifecycle.Still
}

// Of lights a project that was never paused; see Rules.Light.
func Of(p *lifecycle.Project, pr target.Progress, rules Rules, today workday.Date) State {
	return rules.Light(Facts{Project: p, Progress: pr}, today)
}

// Light lights a project on a day. Only a pause that was granted and holds on the
// day stops it; a ledger's bare word does where the rules say so.
func (rules Rules) Light(f Facts, today workday.Date) State {
	if held := lifecycle.HeldBy(f.Pauses, today); held != nil {
		return State{Light: Paused, Hold: &Hold{Pause: held.ID, Reason: held.Reason, Until: held.Until()}}
	}
	if f.Project.Paused && rules.LedgerPause {
		return State{Light: Paused}
	}
	var state State
	for _, rule := range rules.Rules {
		seen, ok := f.measure(rule.Measure, rules.ReportDay, today)
		if !ok || rule.From != nil && seen.Value < *rule.From || rule.To != nil && seen.Value > *rule.To {
			continue
		}
		seen.Rule, seen.Measure, seen.Light, seen.Source, seen.From, seen.To = rule.Code, rule.Measure, rule.Light, rule.Source, rule.From, rule.To
		state.Reasons = append(state.Reasons, seen)
	}
	slices.SortStableFunc(state.Reasons, func(a, b Reason) int { return cmp.Compare(rank(a.Light), rank(b.Light)) })
	state.Light = Normal
	if len(state.Reasons) > 0 {
		state.Light = state.Reasons[0].Light
	}
	return state
}

// rank is a light's place in Lights.
func rank(l Light) int { return slices.Index(Lights, l) }

// Worse tells whether a is more urgent than b.
func Worse(a, b Light) bool { return rank(a) < rank(b) }

// Check reports every rule that cannot be: unknown measures and lights, ends
// that cross, codes used twice.
func (r Rules) Check() error {
	var wrong fault.List
	seen := map[string]bool{}
	wrong.Check(r.ReportDay >= 1 && r.ReportDay <= 28, "lights.report_day", "ruleset.report_day")
	for _, rule := range r.Rules {
		wrong.Check(!seen[rule.Code] && rule.Code != "", "lights", "ruleset.code_twice", "code", rule.Code)
		seen[rule.Code] = true
		wrong.Check(slices.Contains(Measures, rule.Measure), "lights", "ruleset.measure", "code", rule.Code, "measure", string(rule.Measure))
		wrong.Check(rank(rule.Light) >= 0, "lights", "ruleset.light", "code", rule.Code, "light", string(rule.Light))
		wrong.Check(rule.From != nil || rule.To != nil, "lights", "ruleset.no_bound", "code", rule.Code)
		wrong.Check(rule.From == nil || rule.To == nil || *rule.From <= *rule.To, "lights", "ruleset.bounds_cross", "code", rule.Code)
		wrong.Check(rule.Source != "", "lights", "ruleset.no_source", "code", rule.Code)
	}
	return wrong.Err()
}
