// Base indicators: what of which facts is added up, and on which day it counts.

package indicator

import (
	"slices"
	"strings"

	"guatu/internal/fault"
	"guatu/internal/lifecycle"
)

// A Quantity is what one fact adds.
type Quantity string

const (
	Count      Quantity = "count"       // one project
	Total      Quantity = "total"       // its total investment
	FixedAsset Quantity = "fixed_asset" // its investment in fixed assets
	YearPlan   Quantity = "year_plan"   // the investment planned for a year, on its 1 January
	YearDone   Quantity = "year_done"   // what a month's report adds to the year's investment, in that month
	TotalDone  Quantity = "total_done"  // what it adds to the investment since the start
)

// Quantities are all.
var Quantities = []Quantity{Count, Total, FixedAsset, YearPlan, YearDone, TotalDone}

// reported tells a quantity that is dated by itself and not by an event.
func (q Quantity) reported() bool { return q == YearPlan || q == YearDone || q == TotalDone }

// An Event is what dates a project for Count, Total and FixedAsset.
type Event string

const (
	Registered   Event = "registered"    // it came into the register (入库登记)
	Reached      Event = "reached"       // it reached a stage
	Planned      Event = "planned"       // the stage is planned, by the date in force
	FirstPlanned Event = "first_planned" // the stage was planned, by the first date ever
)

// Events are all.
var Events = []Event{Registered, Reached, Planned, FirstPlanned}

// Within is by when the second event of a Meet must come.
type Within string

const (
	SameYear Within = "year" // in the year of the first: 应开工中已开工
	ByThen   Within = "due"  // on its day at the latest: 按期开工
)

// A Meet narrows a base indicator to projects that also reached a stage: those
// planned to start that started. Such a project counts from the day on which both
// hold, and only if that is in the year of the first event, so that a year to date
// tells of the projects due in that year and nothing else. A shorter period tells
// what came to hold in it.
type Meet struct {
	Stage  lifecycle.Stage `json:"stage"`
	Within Within          `json:"within"`
}

// A Where selects projects by what is known of them now; empty is all. Words are
// the ruleset's codes.
type Where struct {
	Tiers      []string        `json:"tiers,omitempty"`
	Kinds      []string        `json:"kinds,omitempty"`
	Except     []string        `json:"except,omitempty"` // kinds that do not count
	Levels     []string        `json:"levels,omitempty"` // at least one of them
	Tags       []string        `json:"tags,omitempty"`   // at least one of them
	Chains     []string        `json:"chains,omitempty"`
	Industries []string        `json:"industries,omitempty"` // GB/T 4754 prefixes
	Store      lifecycle.Store `json:"store,omitempty"`      // 已入库 as last reported: it has no date of its own
}

// A Base is an additive indicator over projects.
type Base struct {
	Of    Quantity        `json:"of"`
	Event Event           `json:"event,omitempty"`
	Stage lifecycle.Stage `json:"stage,omitempty"` // of the event
	// Basis is whose word dates a stage (申报 or 认定), Sense which of the two
	// figures of investment is meant (调度 or 统计). Neither ever mixes.
	Basis lifecycle.Basis `json:"basis,omitempty"`
	Sense lifecycle.Sense `json:"sense,omitempty"`
	Meet  *Meet           `json:"meet,omitempty"`
	// A project counts until it reaches one of these: leaving (exited) is one.
	Until []lifecycle.Stage `json:"until,omitempty"`
	// Kept narrows to projects of which this stage was said itself, whenever that was:
	// a project that came into the register signed was never a lead there.
	Kept  lifecycle.Stage `json:"kept,omitempty"`
	Where Where           `json:"where,omitzero"`
}

// Check reports everything in a base indicator that cannot be; field is where it
// stands.
func (b *Base) Check(code string) error {
	var wrong fault.List
	wrong.Check(slices.Contains(Quantities, b.Of), "indicators", "indicator.of", "code", code, "value", string(b.Of))
	staged := b.Event == Reached || b.Event == Planned || b.Event == FirstPlanned
	switch {
	case b.Of.reported():
		wrong.Check(b.Event == "", "indicators", "indicator.event_for_report", "code", code, "value", string(b.Event))
		wrong.Check(b.Meet == nil && len(b.Until) == 0 && b.Kept == "", "indicators", "indicator.until_for_report", "code", code, "value", string(b.Of))
	default:
		wrong.Check(slices.Contains(Events, b.Event), "indicators", "indicator.event", "code", code, "value", string(b.Event))
		wrong.Check(b.Stage.Known() == staged, "indicators", "indicator.stage", "code", code, "value", string(b.Stage))
	}
	dated := b.Event == Reached || b.Meet != nil || len(b.Until) > 0 || b.Kept != ""
	wrong.Check(!dated || slices.Contains(lifecycle.Bases, b.Basis), "indicators", "indicator.basis", "code", code, "value", string(b.Basis))
	done := b.Of == YearDone || b.Of == TotalDone
	wrong.Check(done == (b.Sense == lifecycle.Dispatch || b.Sense == lifecycle.Statistics), "indicators", "indicator.sense", "code", code, "value", string(b.Sense))
	for _, stage := range b.Until {
		wrong.Check(stage.Known(), "indicators", "indicator.until", "code", code, "value", string(stage))
	}
	wrong.Check(b.Kept == "" || b.Kept.Known(), "indicators", "indicator.until", "code", code, "value", string(b.Kept))
	if b.Meet != nil {
		wrong.Check(b.Meet.Stage.Known(), "indicators", "indicator.meet", "code", code, "value", string(b.Meet.Stage))
		wrong.Check(b.Meet.Within == SameYear || b.Meet.Within == ByThen, "indicators", "indicator.within", "code", code, "value", string(b.Meet.Within))
	}
	return wrong.Err()
}

// holds tells whether a project is selected.
func (w *Where) holds(p *lifecycle.Project, tier string) bool {
	return (len(w.Tiers) == 0 || slices.Contains(w.Tiers, tier)) &&
		(len(w.Kinds) == 0 || slices.Contains(w.Kinds, p.Kind)) &&
		!slices.Contains(w.Except, p.Kind) &&
		(len(w.Levels) == 0 || meets(w.Levels, p.Levels)) &&
		(len(w.Tags) == 0 || meets(w.Tags, p.Tags)) &&
		(len(w.Chains) == 0 || slices.Contains(w.Chains, p.Chain)) &&
		(len(w.Industries) == 0 || slices.ContainsFunc(w.Industries, func(i string) bool { return strings.HasPrefix(p.Industry, i) })) &&
		(w.Store == "" || p.Store == w.Store)
}

// meets tells that two short lists have a word in common.
func meets(a, b []string) bool {
	return slices.ContainsFunc(a, func(word string) bool { return slices.Contains(b, word) })
}

// key is the selection as text, by which equal ones are asked once for a project.
func (w *Where) key() string {
	return strings.Join([]string{
		strings.Join(w.Tiers, ","), strings.Join(w.Kinds, ","), strings.Join(w.Except, ","), strings.Join(w.Levels, ","),
		strings.Join(w.Tags, ","), strings.Join(w.Chains, ","), strings.Join(w.Industries, ","), string(w.Store)}, ";")
}
