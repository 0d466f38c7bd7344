// The work under a node: laid from the template, begun, and due in these weeks.

package demo

import (
	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// breaks lays the usual work under the next node of some samples, in the last
// weeks, so that there is something to do on the last day.
func (b *builder) breaks(s *sample) {
	if s.n%5 != 2 || s.stage != lifecycle.Started || s.mood == resting || s.told > b.day-45 {
		return
	}
	b.on(b.day-s.days(12, 30), func() error { return b.breakDown(s) })
}

func (b *builder) breakDown(s *sample) error {
	page, err := b.cfg.App.Project(b.ctx, b.who(s.clerk()), s.id, app.Moment{})
	if err != nil {
		return err
	}
	for _, n := range page.Nodes {
		soon := n.Planned.Last() > b.day+5 && n.Planned.Last() < b.day+75
		if !n.Actual.IsZero() || !soon || len(b.templated(s, n.Code).Works) == 0 {
			continue
		}
		if err := b.cfg.App.TasksLay(b.ctx, b.who(s.clerk()), app.TasksLay{Project: s.id, Node: n.Code}); err != nil {
			return err
		}
		return b.begun(s, n.Code)
	}
	return nil
}

// begun marks the tasks that fell due already as done.
func (b *builder) begun(s *sample, node string) error {
	page, err := b.cfg.App.NodeTasks(b.ctx, b.who(s.clerk()), s.id, node, app.Moment{})
	if err != nil {
		return err
	}
	for _, t := range page.Tasks {
		if t.Due.Last() >= b.today()+5 || !t.Done.IsZero() {
			continue
		}
		err := b.cfg.App.TaskDone(b.ctx, b.who(s.clerk()), app.TaskDone{ID: t.ID, Version: t.Version, On: workday.On(b.today())})
		if err != nil {
			return err
		}
	}
	return nil
}
