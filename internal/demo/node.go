// The timetables: nodes laid from the template, reached, and slipped.

package demo

import (
	"slices"

	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/schedule"
	"guatu/internal/workday"
)

// stageNodes are the templates' nodes that mark a stage.
var stageNodes = map[string]lifecycle.Stage{
	"filed": lifecycle.Filed, "start": lifecycle.Started, "complete": lifecycle.Completed,
	"produce": lifecycle.Producing, "capacity": lifecycle.AtCapacity, "statistics": lifecycle.InStatistics,
}

// timetable lays nodes for three of four that have a start to count from, and
// looks at them twice in the year.
func (b *builder) timetable(s *sample) {
	dated := s.happens[lifecycle.Started] > 0 || !s.plans[lifecycle.Started].IsZero()
	if s.n%4 == 3 || !dated || s.stage == lifecycle.Exited {
		return
	}
	laid := s.told + s.days(1, 20)
	if laid >= b.day-2 {
		return
	}
	b.on(laid, func() error { return b.lay(s) })
	for range 2 {
		if look := laid + s.days(20, 330); look < b.day {
			b.on(look, func() error { return b.look(s) })
		}
	}
	b.on(b.day-s.days(5, 25), func() error { return b.look(s) })
}

// lay puts the template's nodes in and keeps what came of it.
func (b *builder) lay(s *sample) error {
	if err := b.cfg.App.MilestonesLay(b.ctx, b.who(s.clerk()), app.MilestonesLay{Project: s.id}); err != nil {
		return err
	}
	page, err := b.cfg.App.Project(b.ctx, b.who(s.clerk()), s.id, app.Moment{})
	if err != nil {
		return err
	}
	for _, n := range page.Nodes {
		s.nodes = append(s.nodes, n.Milestone)
	}
	return b.look(s)
}

// look marks what was done since, and lets one node to come slip where the
// sample's mood is bad.
func (b *builder) look(s *sample) error {
	today := b.today()
	slipped := false
	for i := range s.nodes {
		n := &s.nodes[i]
		_, marks := stageNodes[n.Code]
		switch {
		case marks || !n.Actual.IsZero() || s.pausedOn > 0 && s.pausedOn <= today:
			continue
		case b.reachable(s, *n, today):
			n.Actual = workday.On(min(b.usual(s, *n).First+s.days(3, 32), today))
		case n.Planned.IsZero() && s.n%3 != 0: // what the template could not date is dated now
			n.Planned = inMonth(today+s.days(40, 160), 0)
		case n.Planned.IsZero():
			continue
		case !slipped && s.mood != fine && n.Forecast.IsZero() && n.Planned.First > today-40:
			slipped = true
			n.Forecast = inMonth(n.Planned.Last()+s.days(20, 70), 0)
		default:
			continue
		}
		if err := b.planNode(s, *n); err != nil {
			return err
		}
	}
	return nil
}

// usual is when a node stands in the plan, or where the template would have put it.
func (b *builder) usual(s *sample, n schedule.Milestone) workday.When {
	start, node := s.happens[lifecycle.Started], b.templated(s, n.Code)
	if !n.Planned.IsZero() || node.Code == "" || start == 0 {
		return n.Planned
	}
	return inMonth(start+workday.Date(node.After), 0)
}

// templated is a node of the template for the sample's kind; empty where it has none.
func (b *builder) templated(s *sample, code string) schedule.Node {
	template, _ := schedule.For(s.base.Kind, b.rules.Templates)
	for _, node := range template.Nodes {
		if node.Code == code {
			return node
		}
	}
	return schedule.Node{}
}

// reachable: what comes before the stage the sample has reached is done; between
// start and completion the nodes come about in their time.
func (b *builder) reachable(s *sample, n schedule.Milestone, today workday.Date) bool {
	start := s.happens[lifecycle.Started]
	if start == 0 || start > today {
		return n.Code == "land" && !n.Planned.IsZero() && n.Planned.Last() < today && s.mood != startStuck
	}
	if before := slices.Contains([]string{"land", "permit", "contract"}, n.Code); before {
		return true
	}
	return b.usual(s, n).First+15 < today && s.mood != stuck && s.n%7 != 0
}

// reachNode marks the node of a stage just declared.
func (b *builder) reachNode(s *sample, stage lifecycle.Stage, on workday.Date) error {
	for i := range s.nodes {
		if n := &s.nodes[i]; stageNodes[n.Code] == stage && n.Actual.IsZero() {
			n.Actual = workday.On(on)
			return b.planNode(s, *n)
		}
	}
	return nil
}

func (b *builder) planNode(s *sample, n schedule.Milestone) error {
	return b.cfg.App.MilestonePlan(b.ctx, b.who(s.clerk()), app.MilestonePlan{Project: s.id, Code: n.Code, Planned: n.Planned,
		Forecast: n.Forecast, Actual: n.Actual})
}
